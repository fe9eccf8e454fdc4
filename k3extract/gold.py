"""Gold articles that people can write: YAML, one article a file, evidence as quotations.

A quotation must stand in the text exactly once; where it stands more often, ``words @2`` means the second place.
A kind that is not annotated is left out (and then not scored); annotated and empty is ``[]``. See corpora/README.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from k3extract.article import Article
from k3extract.errors import GoldError, RuleError
from k3extract.rulebook.strict_yaml import load_entries

_NULLS = {"null", "~", ""}


def _null(value: Any) -> Any:
    """The strict YAML reader gives every scalar as text: ``null`` is spelled so."""
    return None if isinstance(value, str) and value in _NULLS else value


Words = Annotated[str | None, BeforeValidator(_null)]


class _Gold(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldOfficial(_Gold):
    """``mentions`` are the surfaces by which the article means the person (``quote`` form, each place once)."""

    name: str
    title: str
    position: Words = None
    organisation: Words = None
    acting: Words = None
    former: bool = False
    rank: Words = None
    mentions: tuple[str, ...] = ()


class GoldEvent(_Gold):
    """``quote`` is the trigger phrase or the name as in the text; ``parts`` (``name: part``) are not scored."""

    quote: str
    name: Words = None
    type: Words = None
    date: Words = None
    place: Words = None
    venue: Words = None
    organisers: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    status: str = "held"
    series: Words = None
    optional: bool = False


class GoldStatistic(_Gold):
    """``optional`` marks what is neither a miss nor a false alarm."""

    quote: str
    value: Words = None
    unit: Words = None
    counted: Words = None
    hedge: Words = None
    realis: str = "actual"
    role: Words = None
    period: Words = None
    speaker: Words = None
    optional: bool = False


class GoldStatement(_Gold):
    """``speaker`` is the name of the person or body, null where the text names none."""

    quote: str
    kind: str
    speaker: Words = None
    resolution: Words = None


class GoldTime(_Gold):
    quote: str
    timex: Words = None
    flags: tuple[str, ...] = ()


class GoldCheck(_Gold):
    """``quotes`` are the printed figures of the relation, in any order."""

    kind: str
    verdict: str
    reason: Words = None
    quotes: tuple[str, ...]


class GoldArticle(_Gold):
    """One annotated article; a kind that is None was not annotated."""

    id: str
    source: Words = None
    title: Words = None
    published: Words = None
    text: str
    officials: tuple[GoldOfficial, ...] | None = None
    events: tuple[GoldEvent, ...] | None = None
    statistics: tuple[GoldStatistic, ...] | None = None
    statements: tuple[GoldStatement, ...] | None = None
    times: tuple[GoldTime, ...] | None = None
    checks: tuple[GoldCheck, ...] | None = None

    def article(self) -> Article:
        """The article as the extractor takes it."""
        return Article(id=self.id, text=self.text.rstrip("\n"), published=self.published, title=self.title)


_PLACE = re.compile(r"^(.*?)(?: @(\d+))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation found in the text."""

    start: int
    end: int


def locate(text: str, quote: str, place: str) -> Place:
    """Where ``quote`` (``words`` or ``words @n``) stands. Raises GoldError when it does not, or not clearly.

    >>> locate("5 orang dan 5 orang", "5 orang @2", "here")
    Place(start=12, end=19)
    """
    match = _PLACE.match(quote)
    words, nth = (match.group(1), match.group(2)) if match else (quote, None)
    starts = [found.start() for found in re.finditer(re.escape(words), text)] if words else []
    if not starts:
        raise GoldError(place, f"{words!r} does not stand in the text")
    if nth is None and len(starts) > 1:
        raise GoldError(place, f"{words!r} stands {len(starts)} times: write '{words} @1' …")
    index = int(nth or 1) - 1
    if not 0 <= index < len(starts):
        raise GoldError(place, f"{words!r} stands only {len(starts)} times")
    return Place(starts[index], starts[index] + len(words))


def read_gold(path: Path) -> GoldArticle:
    """One gold file. Raises GoldError with the file and what is wrong in it, quotations included."""
    try:
        fields = {node.key: node.value for node in load_entries(path.read_text(encoding="utf-8"), path.name)}
        gold = GoldArticle.model_validate({name: _null(value) for name, value in fields.items()})
    except RuleError as error:
        raise GoldError(error.place, error.reason) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise GoldError(path.name, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    text = gold.article().text
    for quote in _quotes(gold):
        locate(text, quote, path.name)
    return gold


def _quotes(gold: GoldArticle) -> Iterator[str]:
    for official in gold.officials or ():
        yield from official.mentions
    for check in gold.checks or ():
        yield from check.quotes
    for records in (gold.events, gold.statistics, gold.statements, gold.times):
        for record in records or ():
            yield record.quote


def read_corpus(folder: Path) -> list[GoldArticle]:
    """All gold files of a folder (or one file), by name. Raises GoldError when there is none."""
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*.yaml"))
    if not paths:
        raise GoldError(str(folder), "no gold file (*.yaml) here")
    return [read_gold(path) for path in paths]
