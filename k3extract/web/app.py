"""The application: routes, what stands before them, and what answers when something is wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

import k3extract
from k3extract.errors import K3Error
from k3extract.rulebook import load_rulebook
from k3extract.web import api, pages
from k3extract.web.desk import Desk
from k3extract.web.frame import problem_answer
from k3extract.web.guard import App, Guard, Scope
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings
from k3extract.web.workshop import Workshop

_ABOUT = (
    "Typed records from Indonesian news, and a check of the article's own arithmetic. "
    "Rekaman bertipe dari berita Indonesia dan pemeriksaan angkanya."
)
_CODES = {404: "not_found", 405: "method", 415: "media"}


def create_app(settings: Settings) -> FastAPI:
    """The server of ``settings``. Raises RuleError when a rule, ReadError when the file of decisions is damaged."""
    app = FastAPI(
        title="k3extract",
        version=k3extract.__version__,
        description=_ABOUT,
        lifespan=_life,
        openapi_url=None,  # ours is made in a thread, with examples that a worker reads
        docs_url=None,  # FastAPI's own pages fetch their script from elsewhere; ours is /docs
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.desk = Desk(settings)
    app.state.desk.review()
    app.state.rulebook = load_rulebook(_path(settings)).digest
    app.include_router(api.router, tags=["v1"])
    app.include_router(pages.router)
    _answer_problems(app, settings)

    def answer(scope: Scope, problem: RequestError) -> App:
        return problem_answer(Request(scope), problem, settings.language)

    app.add_middleware(Guard, settings=settings, answer=answer)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    workshop = Workshop(app.state.settings)
    app.state.workshop = workshop
    try:
        yield
    finally:
        await run_in_threadpool(workshop.close)


def _path(settings: Settings) -> Any:
    from pathlib import Path

    return Path(settings.rules) if settings.rules else None


def _answer_problems(app: FastAPI, settings: Settings) -> None:
    def answered(request: Request, problem: RequestError) -> Response:
        return problem_answer(request, problem, settings.language)

    @app.exception_handler(RequestError)
    async def problem(request: Request, error: RequestError) -> Response:
        return answered(request, error)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        code = _CODES.get(error.status_code, "bad_request")
        return answered(
            request, RequestError(error.status_code, code, detail=str(error.detail)[:300], headers=error.headers)
        )

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = [str(part) for part in first["loc"] if part not in ("body", "query")]
        if first["type"] == "json_invalid":
            return answered(
                request, RequestError(400, "not_json", place=first.get("ctx", {}).get("error"), detail="body")
            )
        if not _is_json(request):
            return answered(request, RequestError(415, "media", place="Content-Type"))
        return answered(request, RequestError(422, "bad_field", place=".".join(where) or "body", detail=first["msg"]))

    @app.exception_handler(K3Error)
    async def ours(request: Request, error: K3Error) -> Response:
        return answered(request, RequestError(500, "fault", place=error.place, detail=error.reason))


def _is_json(request: Request) -> bool:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media == "application/json" or (media.startswith("application/") and media.endswith("+json"))
