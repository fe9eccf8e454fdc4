"""``/v1``: one article in as JSON, the same JSON out as the command line writes."""

import json
from typing import Any

from fastapi import APIRouter, Body, FastAPI, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from pydantic import BaseModel, Field

from k3extract.records import SCHEMA, Extraction, to_json
from k3extract.schema import extraction_schema
from k3extract.web.problems import RequestError, of_failure
from k3extract.web.settings import Settings
from k3extract.web.worker import Job
from k3extract.web.workshop import Workshop

PREFIX = "/v1"
router = APIRouter()
_EXAMPLES: dict[str, Any] = {
    "text": {
        "summary": "Text with its day of publication / Teks dengan tanggal terbit",
        "value": {
            "text": "Bupati Tegal Sri Mulyono membuka pelatihan yang diikuti 1.250 peserta, Senin (25/11/2025).",
            "published": "2025-11-26",
        },
    },
    "html": {
        "summary": "HTML, a page or a part of one / HTML, halaman atau bagiannya",
        "value": {
            "html": "<article><h1>Pelatihan kader</h1><p>Dari 400 kader yang diundang, 300 kader atau 80 persen "
            "hadir.</p></article>",
            "url": "https://example.org/berita/pelatihan-kader",
        },
    },
}


class ArticleIn(BaseModel):
    """One article: ``text`` or ``html``. The rest is used where it is known; other fields are passed over."""

    text: str | None = Field(None, description="Plain text. Goes before html.")
    html: str | None = Field(None, description="HTML; the article is taken out of a page.")
    id: str | None = Field(None, description="Your id; else one is made from the SHA-256 of the text.")
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = Field(None, description="Day of publication (ISO 8601 or as pages write it).")


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {"application/json": {"schema": _reference("Problem")}}}
    for status, text in {
        400: "The body is not JSON, or the Host header names another server.",
        403: "Another site's page sent this.",
        413: "The body or the article is too large.",
        415: "The body is not application/json.",
        422: "Neither text nor html with words in it, or a field of another type.",
        429: "Too many requests from one address (only off loopback).",
        503: "All workers are busy; Retry-After says when to ask again.",
        504: "The article took too long.",
    }.items()
}
PROBLEM_SCHEMA = {
    "title": "Problem",
    "type": "object",
    "required": ["error", "message", "place", "detail"],
    "properties": {
        "error": {"type": "string", "description": "A code that stays the same."},
        "message": {
            "type": "object",
            "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
            "required": ["id", "en"],
        },
        "place": {"type": ["string", "null"], "description": "The field or file at fault."},
        "detail": {"type": ["string", "null"], "description": "The exact reason."},
    },
}
FINDINGS_SCHEMA = {
    "title": "Findings",
    "type": "object",
    "required": ["article", "checks", "findings"],
    "properties": {
        "article": {"type": "string", "description": "The article's id."},
        "checks": {"type": "integer", "description": "Relations that could be checked."},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "description": "As `k3extract check --format json` prints it.",
                "required": ["source", "article", "check"],
                "properties": {
                    "source": {"type": ["string", "null"]},
                    "article": {"type": "string"},
                    "check": {"$ref": "#/components/schemas/Check"},
                },
            },
        },
    },
}


def _success(schema: str, description: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": description, "content": {"application/json": {"schema": _reference(schema)}}},
        **ERRORS,
    }


@router.post(
    f"{PREFIX}/extract",
    summary="Records of one article",
    response_class=Response,
    responses=_success("Extraction", "One Extraction, as `k3extract extract` writes it."),
)
def extract(request: Request, article: ArticleIn = Body(openapi_examples=_EXAMPLES)) -> Response:
    """Officials, events, statistics, statements, times and checks, each with the words it was read from."""
    return Response(to_json(extraction(request, article)), media_type="application/json")


@router.post(
    f"{PREFIX}/check",
    summary="Where an article's own figures or dates do not agree",
    response_class=Response,
    responses=_success("Findings", "The findings; an empty list when everything agrees."),
)
def check(
    request: Request,
    article: ArticleIn = Body(openapi_examples=_EXAMPLES),
    strict: bool = Query(False, description="Also relations that agree only by rounding or a hedge."),
) -> Response:
    """The findings alone, each with its working."""
    found = extraction(request, article)
    return Response(to_json(findings(found, strict=strict)), media_type="application/json")


def findings(found: Extraction, *, strict: bool = False) -> dict[str, Any]:
    """What ``/v1/check`` answers."""
    wanted = {"inconsistent", "approximate"} if strict else {"inconsistent"}
    article = found.article
    return {
        "article": article.id,
        "checks": sum(one.verdict != "not_checkable" for one in found.checks),
        "findings": [
            {"source": article.source, "article": article.id, "check": one}
            for one in found.checks
            if one.verdict in wanted
        ],
    }


@router.get(f"{PREFIX}/schema", summary="JSON Schema of an Extraction")
def schema() -> dict[str, Any]:
    """The schema that ``k3extract schema`` prints."""
    return extraction_schema()


@router.get(f"{PREFIX}/health", summary="Whether the server is up, and with which rules")
def health(request: Request) -> dict[str, Any]:
    """Version of the output and digest of the rules."""
    return {"status": "ok", "schema": SCHEMA, "rulebook": request.app.state.rulebook}


def extraction(request: Request, article: ArticleIn) -> Extraction:
    """Have an article read. Raises RequestError."""
    settings: Settings = request.app.state.settings
    workshop: Workshop = request.app.state.workshop
    record = {name: value for name, value in article.model_dump().items() if value is not None}
    if not any(record.get(name, "").strip() for name in ("text", "html")):
        raise RequestError(422, "no_text", place="text")
    job = Job(record=record, max_chars=settings.max_chars)
    result, *_ = workshop.results(job)  # all of it: a worker left in the middle is dismissed
    if not isinstance(result, Extraction):
        raise of_failure(result.stage, result.reason, result.source)
    return result


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> dict[str, Any]:
    """The OpenAPI description; the examples of its answers are read from its own requests, when it is first asked."""
    app: FastAPI = request.app
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        made["components"]["schemas"].update(_components())
        found = extraction(request, ArticleIn(**_EXAMPLES["text"]["value"]))
        for path, answer in (("extract", found), ("check", findings(found))):
            operation = made["paths"][f"{PREFIX}/{path}"]["post"]["responses"]["200"]
            operation["content"]["application/json"]["example"] = json.loads(to_json(answer))
        app.openapi_schema = made
    return app.openapi_schema


def _components() -> dict[str, Any]:
    """Schemas of the answers, for the OpenAPI description."""
    whole = _moved(extraction_schema())
    parts = whole.pop("$defs", {})
    for name in ("$schema", "$id"):
        whole.pop(name, None)
    return {**parts, "Extraction": whole, "Findings": FINDINGS_SCHEMA, "Problem": PROBLEM_SCHEMA}


def _moved(node: Any) -> Any:
    """The schema with its references where OpenAPI keeps them."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in node.items()
        }
    return [_moved(one) for one in node] if isinstance(node, list) else node
