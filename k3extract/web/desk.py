"""The desk: what was read lately, and what was decided about it. Readings live in memory, decisions in a file."""

import secrets
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock

from k3extract.reading import Failure
from k3extract.records import Check, Extraction
from k3extract.report.page import opening
from k3extract.review import Decision, Review, decide, quotes, read_review
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings
from k3extract.web.worker import Result

_SHEETS = 40  # readings that are kept, the oldest go first
_CHARACTERS = 20_000_000  # and so much text in all
_NOTE = 2000  # characters of a reason or correction
DECISIONS = ("confirmed", "dismissed", "unsure")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reading: what was pasted or uploaded at a time. ``token`` is its address, which cannot be guessed."""

    token: str
    title: str
    extractions: tuple[Extraction, ...]
    failures: tuple[Failure, ...]

    @property
    def findings(self) -> dict[str, Check]:
        """Every finding by its id."""
        return {check.id: check for extraction in self.extractions for check in extraction.findings}


class Desk:
    """Readings by token, decisions by finding."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._lock = Lock()

    def keep(self, results: Iterable[Result]) -> Sheet:
        """Lay a new reading on the desk."""
        found = list(results)
        extractions = tuple(one for one in found if isinstance(one, Extraction))
        failures = tuple(one for one in found if isinstance(one, Failure))
        sheet = Sheet(secrets.token_urlsafe(12), _title(extractions, failures), extractions, failures)
        with self._lock:
            self._sheets[sheet.token] = sheet
            while len(self._sheets) > 1 and (len(self._sheets) > _SHEETS or self._characters() > _CHARACTERS):
                self._sheets.popitem(last=False)
        return sheet

    def _characters(self) -> int:
        return sum(len(one.article.text) for sheet in self._sheets.values() for one in sheet.extractions)

    def sheet(self, token: str) -> Sheet:
        """The reading of a token. Raises RequestError (404) when it is no longer there."""
        with self._lock:
            sheet = self._sheets.get(token)
        if sheet is None:
            raise RequestError(404, "no_sheet")
        return sheet

    def latest(self) -> list[Sheet]:
        """The readings on the desk, the newest first; none off loopback, where they are not everybody's."""
        with self._lock:
            return list(reversed(self._sheets.values())) if self._settings.loopback else []

    def review(self) -> Review:
        """What was decided so far. Raises ReadError when the file is damaged."""
        return read_review(self._settings.review) if self._settings.review else Review({})

    def decide(self, sheet: Sheet, check: str, decision: str, notes: tuple[str, str]) -> Decision:
        """Write one decision; ``notes``: why, and what it should have said. Raises RequestError, SinkError."""
        if self._settings.review is None:
            raise RequestError(403, "no_review")
        finding = sheet.findings.get(check)
        if finding is None:
            raise RequestError(404, "no_finding", place="check", detail=check[:200])
        if decision not in DECISIONS:
            raise RequestError(422, "bad_field", place="decision", detail=f"none of {', '.join(DECISIONS)}")
        why, correction = (_note(text) for text in notes)
        made = Decision(
            check=check,
            decision=decision,  # type: ignore[arg-type]
            why=why,
            quotes=quotes(finding),
            correction=correction or None,
        )
        with self._lock:
            decide(self._settings.review, [made])
        return made


def _note(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())[:_NOTE]


def _title(extractions: tuple[Extraction, ...], failures: tuple[Failure, ...]) -> str:
    for extraction in extractions:
        return opening(extraction.article.title or extraction.article.text)
    return opening(failures[0].source) if failures else ""


def without_dismissed(extraction: Extraction, review: Review) -> Extraction:
    """The extraction without the findings that somebody dismissed."""
    kept = tuple(one for one in extraction.checks if one.verdict != "inconsistent" or not review.dismissed(one))
    return replace(extraction, checks=kept)
