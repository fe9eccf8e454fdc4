"""A reading as files: JSON, JSON Lines, tables, the report, ClaimReview."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from k3extract.export.claim_review import Confirmations
from k3extract.export.claim_review import review as claim_review
from k3extract.records import to_json
from k3extract.report import Failed, Report
from k3extract.review import Decision, Review
from k3extract.sinks.tables import columns, open_tables
from k3extract.web.desk import Sheet, without_dismissed
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings
from k3extract.web.words import label

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same records give the same archive


class File(NamedTuple):
    """A file to be saved."""

    name: str
    media: str
    data: bytes


class Asked(NamedTuple):
    """What a download is made of."""

    sheet: Sheet
    review: Review
    settings: Settings
    language: str


def download(name: str, asked: Asked) -> File:
    """The file called ``name``. Raises RequestError (404) when there is none of that name."""
    made = _MAKERS.get(name)
    if made is not None:
        return made(asked)
    table, _, ending = name.rpartition(".")
    if ending == "csv" and table in columns():
        return File(name, "text/csv; charset=utf-8", dict(_tables(asked.sheet, "csv"))[name])
    raise RequestError(404, "not_found")


def _json(asked: Asked) -> File:
    lines = b",\n".join(map(to_json, asked.sheet.extractions))
    return File("k3extract.json", "application/json", b"[\n" + lines + b"\n]\n" if lines else b"[]\n")


def _jsonl(asked: Asked) -> File:
    lines = b"".join(to_json(one) + b"\n" for one in asked.sheet.extractions)
    return File("k3extract.jsonl", "application/x-ndjson", lines)


def _tables(sheet: Sheet, form: str) -> list[tuple[str, bytes]]:
    with TemporaryDirectory() as folder:
        with open_tables(form, Path(folder)) as write:
            for extraction in sheet.extractions:
                write(extraction)
        return [(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]


def _zipped(form: str) -> Callable[[Asked], File]:
    def make(asked: Asked) -> File:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in _tables(asked.sheet, form):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
        return File(f"k3extract-{form}.zip", "application/zip", packed.getvalue())

    return make


def _report(asked: Asked) -> File:
    report = Report(language=asked.language)
    for extraction in asked.sheet.extractions:
        report.add(without_dismissed(extraction, asked.review))
    html = report.render([Failed(one.source, one.stage, one.reason) for one in asked.sheet.failures])
    return File("k3extract.html", "text/html; charset=utf-8", html.encode("utf-8", "replace"))


def _claim_review(asked: Asked) -> File:
    """One ClaimReview a line of what an editor confirmed, and of nothing else."""
    confirmed = [check.id for check in asked.sheet.findings.values() if asked.review.state(check) == "confirmed"]
    if not confirmed:
        raise RequestError(404, "none_confirmed")
    settings = asked.settings
    reviews = {one: settings.address.replace("{}", str(number)) for number, one in enumerate(confirmed, 1)}
    known = Confirmations(settings.reviewer, None, None, reviews)
    lines = [
        _line(_corrected(claim_review(extraction.article, check, known), asked.review.decision(check)))
        for extraction in asked.sheet.extractions
        for check in extraction.findings
        if check.id in reviews
    ]
    return File("claimreview.jsonl", "application/x-ndjson", "".join(lines).encode("utf-8", "replace"))


def _line(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False) + "\n"


def _corrected(made: dict[str, Any], decision: Decision | None) -> dict[str, Any]:
    """The review with what the editor says it should have been."""
    if decision is None or not decision.correction:
        return made
    said = label("page", "correction").id
    return {**made, "reviewBody": f"{made['reviewBody']} {said}: {decision.correction}."}


_MAKERS: dict[str, Callable[[Asked], File]] = {
    "records.json": _json,
    "records.jsonl": _jsonl,
    "tables.zip": _zipped("csv"),
    "parquet.zip": _zipped("parquet"),
    "report.html": _report,
    "claimreview.jsonl": _claim_review,
}
