"""The page itself: the data, the style and the script in one file that asks nothing of any network."""

from extract.audit.data import index_of, reports_of
from extract.audit.decisions import Folded
from extract.pages import embedded, filled, part, policy
from extract.runs import Run

HOME = "extract.audit"
# one script, in the order of its parts
SCRIPTS = (
    *("words", "data", "store"),
    *("text", "detail", "lists", "rules"),
    *("page", "filters", "going", "deciding", "keys", "begin"),
)


def page(run: Run, folded: Folded) -> bytes:
    """The page of a run with the decisions folded into it, as UTF-8 HTML."""
    style = part(HOME, "page.css")
    script = "\n".join(part(HOME, f"script/{name}.js") for name in SCRIPTS)
    return filled(
        HOME,
        "page.html.j2",
        policy=policy(style, script),
        style=style,
        script=script,
        index=embedded(index_of(run, folded)),
        reports=[embedded(report) for report in reports_of(run)],
    )
