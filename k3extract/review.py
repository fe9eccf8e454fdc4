"""What people decided about findings: ``review.jsonl``, one decision a line, the last one of a finding counts.

A line is ``{"check": id, "decision": "confirmed"|"dismissed"|"unsure", "why": text, "quotes": [printed figures]}``.
``quotes`` (written by ``k3extract review --decide``) ties a decision to the words it was made on: where the finding of
that id quotes other words now, the decision no longer stands; where the words are the same and only their offsets have
moved (a line was put before them), it still does. Without ``quotes`` the id alone decides. ``correction``, where it is
known, is what the article should have said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from k3extract.errors import ReadError, SinkError

Decided = Literal["confirmed", "dismissed", "unsure"]
State = Literal["confirmed", "dismissed", "unsure", "open"]
_OFFSETS = re.compile(r":\d{1,12}-\d{1,12}(?=\||$)")


class Decision(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One decision about one finding, and why."""

    check: str
    decision: Decided
    why: str
    quotes: tuple[str, ...] | None = None
    correction: str | None = None


class _Span(Protocol):
    @property
    def text(self) -> str: ...


class Finding(Protocol):
    """What can be decided on: a check of one article or across articles."""

    @property
    def id(self) -> str: ...

    @property
    def spans(self) -> tuple[_Span, ...]: ...


@dataclass(frozen=True)
class Review:
    """The decisions by the id of the check, in the order in which they were made."""

    decisions: Mapping[str, Decision]

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, tuple[str, ...]], Decision]:
        """The same by article, kind and words."""
        return {(_OFFSETS.sub("", one.check), one.quotes): one for one in self.decisions.values() if one.quotes}

    def decision(self, finding: Finding) -> Decision | None:
        """The decision that stands about a finding; None when there is none, or only about other words."""
        decision, words = self.decisions.get(finding.id), quotes(finding)
        if decision is not None and (decision.quotes is None or decision.quotes == words):
            return decision
        return self._by_words.get((_OFFSETS.sub("", finding.id), words))

    def state(self, finding: Finding) -> State:
        """What was decided about a finding; ``open`` when nothing was, or about other words."""
        decision = self.decision(finding)
        return decision.decision if decision else "open"

    def dismissed(self, finding: Finding) -> bool:
        """Whether a finding need not be shown again."""
        return self.state(finding) == "dismissed"


def quotes(finding: Finding) -> tuple[str, ...]:
    """The words a finding rests on, in its own order."""
    return tuple(span.text for span in finding.spans)


def read_review(path: Path) -> Review:
    """The decisions of a file; a file that is not there holds none. Raises ReadError with file and line."""
    decoder = msgspec.json.Decoder(Decision)
    decisions: dict[str, Decision] = {}
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
    except OSError as error:
        raise ReadError(str(path), error.strerror or str(error), "open") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                decision = decoder.decode(line)
            except (msgspec.MsgspecError, ValueError) as error:
                raise ReadError(f"{path}:{number}", f"no decision: {error}", "parse") from None
            decisions.pop(decision.check, None)
            decisions[decision.check] = decision
    return Review(decisions)


def decide(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of the file. Raises SinkError."""
    lines = b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions)
    try:
        with path.open("ab") as stream:
            stream.write(lines)
    except OSError as error:
        raise SinkError(str(path), error.strerror or str(error)) from None


def confirmations(ids: Iterable[str], reviewer: str, address: str) -> Iterator[str]:
    """Confirmed findings as the lines of the file that ``k3extract export --to claimreview --confirmed`` takes.

    ``address`` is where the reviews are published: ``{}`` in it becomes the number of the review, from 1; the editor
    puts the true addresses and the date in.
    """
    yield f"reviewer: {{name: {_quoted(reviewer)}}}\n"
    yield "confirmed:\n"
    for number, one in enumerate(ids, 1):
        yield f"  {_quoted(one)}: {_quoted(address.replace('{}', str(number)))}\n"


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode("utf-8")
