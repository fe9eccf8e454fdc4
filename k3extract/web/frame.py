"""The page around the report's view: our templates over its own, chosen language and scheme, answers to problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from k3extract.report.labels import LANGUAGES
from k3extract.report.page import environment, said, static
from k3extract.web.problems import RequestError
from k3extract.web.words import label

SCHEMES = ("auto", "light", "dark")


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Templates of this folder; what they extend is called ``report/…``."""
    ours, theirs = PackageLoader("k3extract.web"), PackageLoader("k3extract.report")
    made = environment().overlay(loader=ChoiceLoader([ours, theirs, PrefixLoader({"report": theirs})]))
    made.globals = {
        **made.globals,
        "say": lambda key: said(label("page", key)),
        "words": lambda key: label("page", key),
    }
    return made


@lru_cache(maxsize=1)
def sample() -> str:
    """The article that the page offers to try."""
    return files("k3extract.web").joinpath("sample.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def asset(name: str) -> tuple[str, str] | None:
    """A file of the page with its media type; None for any other name."""
    if name in ("page.css", "page.js"):
        text = static(name)
    elif name in ("desk.css", "desk.js", "icon.svg"):
        text = files("k3extract.web").joinpath("static", name).read_text(encoding="utf-8")
    else:
        return None
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    return text, f"{kinds[name.rpartition('.')[2]]}; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader chose to see, from the cookies that the page's switches set."""

    language: str
    scheme: str

    @property
    def context(self) -> dict[str, Any]:
        """For templates."""
        return {"language": self.language, "scheme": self.scheme}


def choices(request: Request, language: str) -> Choices:
    """The reader's choices; ``language`` where none was made."""
    chosen = request.cookies.get("k3-lang", ""), request.cookies.get("k3-theme", "")
    return Choices(
        chosen[0] if chosen[0] in LANGUAGES else language,
        chosen[1] if chosen[1] in SCHEMES else "auto",
    )


def page(name: str, chosen: Choices, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A template as an answer."""
    html = templates().get_template(name).render({**chosen.context, **values})
    return HTMLResponse(html.encode("utf-8", "replace"), status)


def problem_answer(request: Request, problem: RequestError, language: str) -> Response:
    """A problem as JSON to programs, as a page to browsers."""
    if request.url.path.startswith("/v1/") or "text/html" not in request.headers.get("accept", ""):
        return Answer(problem.body, problem.status, headers=problem.headers)
    made = page("problem.html", choices(request, language), {"problem": problem}, problem.status)
    made.headers.update(problem.headers)
    return made


class Answer(JSONResponse):
    """JSON that any text fits in, lone surrogates too."""

    def render(self, content: Any) -> bytes:
        import json

        return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
