"""The page itself: the data, the style and the script in one file that asks nothing of any network."""

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from extract.audit.data import index_of, reports_of
from extract.audit.decisions import Folded
from extract.runs import Run

# one script, in the order of its parts
SCRIPTS = (
    *("words", "data", "store"),
    *("text", "detail", "lists", "rules"),
    *("page", "filters", "going", "deciding", "keys", "begin"),
)
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def page(run: Run, folded: Folded) -> bytes:
    """The page of a run with the decisions folded into it, as UTF-8 HTML."""
    style = _part("page.css")
    script = "\n".join(_part(f"script/{name}.js") for name in SCRIPTS)
    filled = _template().render(
        policy=_policy(style, script),
        style=style,
        script=script,
        index=embedded(index_of(run, folded)),
        reports=[embedded(report) for report in reports_of(run)],
    )
    return f"{filled}\n".encode()


def embedded(value: Any) -> str:
    r"""JSON that no HTML reader takes for a tag, a reference or a line end.

    >>> embedded({"text": "</script>&"})
    '{"text":"\\u003c/script\\u003e\\u0026"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _template() -> Any:
    import jinja2

    loader = jinja2.FunctionLoader(_part)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("page.html.j2")


def _part(name: str) -> str:
    return files("extract.audit").joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """What a browser lets the page do: this style, this script, nothing from anywhere."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
