"""An impact as one self-contained HTML page, in the style of the report; everything scraped is escaped."""

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from k3extract.report.page import scraped, static
from k3extract.rulebook import Rulebook
from k3extract.workbench.comparing import RECORDS
from k3extract.workbench.impact import Impact
from k3extract.workbench.impact_text import counts
from k3extract.workbench.impact_words import SIGNS, WORDS
from k3extract.workbench.rulebooks import Edit


def page(made: Impact, edited: list[Edit], rulebook: Rulebook, lang: str) -> str:
    """The page; the same impact gives the same bytes."""
    style = static("page.css") + _own_style()
    seal = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"
    words = WORDS[lang]
    totals = [
        (words[kind], made.before.get(kind, 0), made.after.get(kind, 0)) for kind in ("findings", "checks", *RECORDS)
    ]
    return _environment().get_template("impact.html").render(
        lang=lang, words=words, signs=SIGNS, style=Markup(style), policy=policy, made=made,
        edited=edited, entries=rulebook.entries, groups=made.ordered(), totals=totals, own={e.rule for e in edited},
    )  # fmt: skip


@lru_cache(maxsize=1)
def _own_style() -> str:
    return files("k3extract.workbench").joinpath("templates", "impact.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("k3extract.workbench"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(scraped=scraped)
    environment.globals.update(counts=counts)
    return environment
