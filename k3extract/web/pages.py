"""The pages: paste or upload, the view, decisions, downloads."""

import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from k3extract.reading import Failure
from k3extract.records import Check, Extraction
from k3extract.report import Failed, Frame, Report
from k3extract.report.labels import number
from k3extract.review import Decision, Review
from k3extract.web import frame
from k3extract.web.desk import DECISIONS, Desk, Sheet
from k3extract.web.downloads import Asked, download
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings
from k3extract.web.words import label
from k3extract.web.worker import Job, Result
from k3extract.web.workshop import Deadline, Workshop

router = APIRouter(include_in_schema=False)
_TAGS = "html|head|body|meta|title|article|section|main|header|div|p|h[1-6]|span|a|b|i|em|strong|ul|ol|li|table|figure"
_MARKUP = re.compile(rf"\s*<(?:!doctype|!--|\?xml|(?:{_TAGS})[\s>])", re.IGNORECASE)
_CLOSED = re.compile(rf"</(?:{_TAGS})>|<br ?/?>", re.IGNORECASE)
_MANY = 40  # articles from which on a view shows only the texts with findings
_FILES = 100
_TIMES = 4  # the limits of an article that all of one request may take
_ERRORS = (
    (400, "not_json"), (400, "host"), (403, "origin"), (413, "too_large"), (415, "media"), (422, "no_text"),
    (422, "bad_field"), (422, "unreadable"), (429, "rate"), (503, "busy"), (504, "time"), (500, "crash"),
    (500, "fault"),
)  # fmt: skip


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """The form."""
    settings: Settings = request.app.state.settings
    desk: Desk = request.app.state.desk
    chosen = frame.choices(request, settings.language)
    values = {
        "settings": settings,
        "latest": desk.latest(),
        "filled": frame.sample() if "sample" in request.query_params else "",
    }
    return frame.page("home.html", chosen, values)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """How programs ask."""
    settings: Settings = request.app.state.settings
    base = f"{request.url.scheme}://{request.headers['host']}"
    values = {
        "base": base,
        "chars": number(Decimal(settings.max_chars)),
        "settings": settings,
        "errors": _ERRORS,
        "label_problem": lambda code: label("problem", code),
    }
    return frame.page("docs.html", frame.choices(request, settings.language), values)


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Style and script of the page."""
    found = frame.asset(name)
    if found is None:
        raise RequestError(404, "not_found")
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "no-cache"})


@router.get("/favicon.ico")
def icon() -> Response:
    """What browsers ask for beside answers that are no page."""
    return static("icon.svg")


@router.post("/read")
async def read(request: Request) -> Response:
    """Read what was pasted or uploaded, then show it."""
    async with _form(request) as form:
        jobs = [job async for job in _jobs(form, request.app.state.settings)]
    if not jobs:
        raise RequestError(422, "nothing_sent", place="text")
    sheet = await run_in_threadpool(_read, request, jobs)
    return RedirectResponse(f"/view/{sheet.token}", 303)


@router.get("/view/{token}")
def view(request: Request, token: str) -> HTMLResponse:
    """The report's view of a reading, with decisions and downloads."""
    settings: Settings = request.app.state.settings
    desk: Desk = request.app.state.desk
    sheet = desk.sheet(token)
    chosen = frame.choices(request, settings.language)
    made = Decided(sheet, desk.review(), settings.review is not None)
    around = Frame(frame.templates(), {"desk": made, **chosen.context})
    many = len(sheet.extractions) > _MANY
    report = Report(language=chosen.language, texts="findings" if many else "all", frame=around)
    for extraction in sheet.extractions:
        report.add(extraction)
    html = report.render([Failed(one.source, one.stage, one.reason) for one in sheet.failures])
    return HTMLResponse(html.encode("utf-8", "replace"))


@router.post("/view/{token}/decide")
async def decide(request: Request, token: str) -> Response:
    """Write a decision about a finding; JSON to the page's script, back to the page without it."""
    async with _form(request) as form:
        fields = {name: _field(form, name) for name in ("check", "decision", "why", "correction", "at")}
    sheet, made, counts = await run_in_threadpool(_decide, request, token, fields)
    if "application/json" in request.headers.get("accept", ""):
        return frame.Answer(
            {
                "check": made.check,
                "decision": made.decision,
                "why": made.why,
                "correction": made.correction or "",
                "counts": counts,
            }
        )
    return RedirectResponse(f"/view/{sheet.token}#{quote(fields['at'][:40])}", 303)


@router.get("/view/{token}/{name}")
def save(request: Request, token: str, name: str) -> Response:
    """A reading as a file."""
    settings: Settings = request.app.state.settings
    desk: Desk = request.app.state.desk
    language = frame.choices(request, settings.language).language
    file = download(name, Asked(desk.sheet(token), desk.review(), settings, language))
    return Response(
        file.data, media_type=file.media, headers={"Content-Disposition": f'attachment; filename="{file.name}"'}
    )


class Decided:
    """What a view shows of decisions."""

    def __init__(self, sheet: Sheet, review: Review, open_: bool) -> None:
        self.token = sheet.token
        self.title = sheet.title
        self.open = open_
        self._review = review
        self.counts = counts(sheet, review)

    def decision(self, check: Check) -> Decision | None:
        """The decision that stands about a finding."""
        return self._review.decision(check)


def counts(sheet: Sheet, review: Review) -> dict[str, int]:
    """How many findings of a reading are open, confirmed, dismissed, unsure."""
    states = [review.state(check) for check in sheet.findings.values()]
    return {state: states.count(state) for state in ("open", *DECISIONS)}  # type: ignore[arg-type]


def _decide(request: Request, token: str, fields: dict[str, str]) -> tuple[Sheet, Decision, dict[str, int]]:
    desk: Desk = request.app.state.desk
    sheet = desk.sheet(token)
    made = desk.decide(sheet, fields["check"], fields["decision"], (fields["why"], fields["correction"]))
    return sheet, made, counts(sheet, desk.review())


def _read(request: Request, jobs: list[Job]) -> Sheet:
    workshop: Workshop = request.app.state.workshop
    desk: Desk = request.app.state.desk
    return desk.keep(_results(jobs, workshop, request.app.state.settings))


def _results(jobs: list[Job], workshop: Workshop, settings: Settings) -> Iterator[Result]:
    """What comes of all jobs within the limits of one request; what lies beyond them is named."""
    deadline = Deadline(time.monotonic() + _TIMES * settings.seconds)
    articles = characters = 0
    for place, job in enumerate(jobs):
        left = settings.max_articles - articles
        if left <= 0:
            yield Failure(job.name, "size", f"only the first {settings.max_articles} articles are shown")
            continue
        try:
            for result in workshop.results(replace(job, max_articles=left), deadline):
                if isinstance(result, Extraction):
                    articles += 1
                    characters += len(result.article.text)
                    if characters > _TIMES * settings.max_chars:
                        yield Failure(job.name, "size", "too much text for one page; what follows was not read")
                        return
                yield result
        except RequestError as error:
            if place == 0:
                raise
            yield Failure(job.name, error.code, error.says.en)


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[FormData]:
    settings: Settings = request.app.state.settings
    try:
        form = await request.form(max_files=_FILES, max_fields=50, max_part_size=settings.max_bytes)
    except HTTPException as error:
        raise RequestError(422, "bad_form", detail=str(error.detail)[:200]) from None
    try:
        yield form
    finally:
        await form.close()


async def _jobs(form: FormData, settings: Settings) -> AsyncIterator[Job]:
    published = " ".join(_field(form, "published").split()) or None
    text = _field(form, "text").replace("\r\n", "\n")  # browsers send CRLF, whatever was pasted
    if text.strip():
        kind = _field(form, "kind")
        html = kind == "html" or (kind != "text" and is_html(text))
        record = {"html" if html else "text": text}
        record.update({name: value for name in ("title", "outlet", "url") if (value := _field(form, name).strip())})
        if published:
            record["published"] = published
        yield Job(record=record, max_chars=settings.max_chars)
    for upload in form.getlist("files"):
        if isinstance(upload, UploadFile) and (upload.filename or upload.size):
            yield Job(
                name=_name(upload.filename or "file"),
                data=await upload.read(),
                published=published,
                max_chars=settings.max_chars,
            )


def is_html(text: str) -> bool:
    """Whether a pasted text is HTML: it begins with a tag, or closes more than one.

    >>> is_html("<p>Hujan."), is_html("Hujan.<br>Lalu <b>reda</b>."), is_html("<Bandung> 5 < 6"), is_html("a <b> c")
    (True, True, False, False)
    """
    return _MARKUP.match(text) is not None or sum(1 for _ in islice(_CLOSED.finditer(text), 2)) == 2


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _name(name: str) -> str:
    """An upload's name without folders; what cannot be written is replaced."""
    plain = re.split(r"[/\\]", name)[-1] or "file"
    return plain.encode("utf-8", "replace").decode("utf-8")[:200]
