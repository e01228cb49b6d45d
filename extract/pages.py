"""What pages in one file are made of: a template filled in, data that no reader takes for a tag, what the page may do."""

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def filled(home: str, name: str, **values: Any) -> bytes:
    """The template of a package with its values, every text of them escaped, as UTF-8 HTML."""
    import jinja2

    loader = jinja2.FunctionLoader(lambda wanted: part(home, wanted))
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return f"{environment.get_template(name).render(**values)}\n".encode()


def part(home: str, name: str) -> str:
    """A file of a package as text."""
    return files(home).joinpath(name).read_text("utf-8")


def embedded(value: Any) -> str:
    r"""JSON that no HTML reader takes for a tag, a reference or a line end.

    >>> embedded({"text": "</script>&"})
    '{"text":"\\u003c/script\\u003e\\u0026"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def policy(style: str, script: str, images: str = "") -> str:
    """What a browser lets the page do: this style, this script, these images if any, nothing from any network."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        f"{f'img-src {images}; ' if images else ''}"
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
