"""Figures that several articles give for the same thing: whether they agree, and which slip lies between them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from k3extract.checks.figures import written
from k3extract.checks.intervals import Interval, strict, wide
from k3extract.checks.judging import severity
from k3extract.checks.messages import CLOSING
from k3extract.checks.slips import WHY_ENGLISH, slip
from k3extract.checks.wording import turned
from k3extract.corpus.findings import Cross, Place
from k3extract.records import Message, Operand, Statistic, Suggestion

Places = Mapping[str, Mapping[str, Any]]
_SAME = {
    "sentence": ("kalimat yang sama", "the same sentence"),
    "event": ("hal yang sama pada acara yang sama", "the same count at the same event"),
    "measure": ("hal yang sama pada masa dan tempat yang sama", "the same measure in the same period and place"),
}
_COUNTED = 3  # digits that say something
_TOLD = 100  # smaller numbers stand in many sentences that are equal by chance


def place(row: Mapping[str, Any], role: str) -> Place:
    """Where a record stands."""
    return Place(
        role=role,
        start=row["start_char"],
        end=row["end_char"],
        text=row["text"],
        article=row["document"],
        source=row["source"],
        outlet=row["outlet"],
        url=row["url"],
        published=row["published"],
        line=row["line"],
        column=row["col"],
    )


def compare(group: list[dict[str, Any]], places: Places) -> Iterator[Cross]:
    """The checks of one key: the value most articles give against each other one, or against its own repeat."""
    usual = group[0]
    if usual["first"] != usual["last"]:
        yield _pair(usual, {**usual, "first": usual["last"]}, places)
    for other in group[1:]:
        yield _pair(usual, other, places)


def _pair(one: Mapping[str, Any], other: Mapping[str, Any], places: Places) -> Cross:
    left, right = places[one["first"]], places[other["first"]]
    link = one["link"]
    found: dict[str, Any] = {
        "id": f"cross#repeat:{left['id']}|{right['id']}",
        "kind": "repeat",
        "rule": f"corpus:{link}",
        "spans": (place(left, "first"), place(right, "second")),
        "operands": (Operand(role="first", record=left["id"]), Operand(role="second", record=right["id"])),
        "articles": (one["articles"], other["articles"]),
    }
    first, second = _statistic(left), _statistic(right)
    tier, gap = _agree(first, second)
    words = (" ".join(left["text"].split()), " ".join(right["text"].split()))
    if tier is not None:
        return Cross(
            **found,
            verdict="consistent" if tier == "exact" else "approximate",
            reason=None if tier == "exact" else tier,
            message=_message(link, words, ("cocok", "they agree")),
        )
    name = _slip(first, second)
    large = abs(Decimal(left["value"])) >= _TOLD and abs(Decimal(right["value"])) >= _TOLD
    counted = link == "event" and _exact(first) and _exact(second)  # what took place is counted once
    if not (link == "sentence" or name or counted) or not large:
        doubt = ("berbeda, tetapi belum tentu yang dihitung sama", "they differ, but may not count the same")
        return Cross(
            **found,
            verdict="not_checkable",
            reason="grade_c",
            severity="info" if large else "none",
            message=_message(link, words, doubt),
        )
    relative = gap / max(abs(Fraction(left["value"])), abs(Fraction(right["value"])))
    told = ("tidak cocok", "they do not agree")
    if name is not None:
        told = (f"tidak cocok: {name[0]}", f"they do not agree: {name[1]}")
    return Cross(
        **found,
        verdict="inconsistent",
        severity=severity(relative),
        gap=_decimal(gap),
        gap_relative=_decimal(relative),
        message=_message(link, words, told, closing=True),
    )


def proof(row: Mapping[str, Any], places: Places) -> Cross:
    """A relation that fails in one article and holds in another with one other figure: that figure is the slip."""
    left, right = places[row["printed"]], places[row["proof"]]
    printed, there = _statistic(left), _statistic(right)
    name = _slip(printed, there)
    gap = abs(Fraction(left["value"]) - Fraction(right["value"]))
    relative = gap / max(abs(Fraction(left["value"])), abs(Fraction(right["value"])))
    texts = (" ".join(left["text"].split()), " ".join(right["text"].split()))
    why = f"demikian di {right['source'] or right['document']}"
    slips = (f" ({name[0]})", f" ({name[1]})") if name else ("", "")
    count = row["articles"]
    return Cross(
        id=f"cross#repeat:{left['id']}|{right['id']}",
        kind="repeat",
        verdict="inconsistent",
        severity=severity(relative),
        spans=(place(left, "claim"), place(right, "proof")),
        operands=(
            Operand(role="claim", record=left["id"]),
            Operand(role="proof", record=right["id"]),
            Operand(role="relation", record=row["broken"]),
        ),
        articles=(1, count),
        gap=_decimal(gap),
        gap_relative=_decimal(relative),
        suggestions=(Suggestion(text=f"{texts[0]} -> {texts[1]}", why=why),),
        message=Message(
            id=f"Artikel ini menyebut {texts[0]}, dan hitungannya tidak cocok; {count} artikel lain dengan angka yang "
            f"selebihnya sama menyebut {texts[1]}, dan di sana cocok{slips[0]}. {CLOSING['id']}",
            en=f"This article states {turned(texts[0])}, and its figures do not agree; {count} other article(s) with "
            f"otherwise the same figures state {turned(texts[1])}, and there they agree{slips[1]}. {CLOSING['en']}",
        ),
        rule="corpus:proof",
    )


def _statistic(row: Mapping[str, Any]) -> Statistic:
    """As much of the statistic as its written precision needs."""
    return Statistic(
        start=row["start_char"],
        end=row["end_char"],
        text=row["text"],
        id=row["id"],
        value=Decimal(row["value"]),
        low=None,
        high=None,
        dimension=row["dimension"],
        unit=row["unit"],
        unit_code=row["unit_code"],
        hedge=row["hedge"],
        rule="",
    )


def _agree(one: Statistic, other: Statistic) -> tuple[str | None, Fraction]:
    """How two figures agree (exact, rounding, truncation, hedge), None where they do not, and their distance."""
    if one.value == other.value:
        return "exact", Fraction(0)
    left, right = written(one), written(other)
    near, far = strict(left), strict(right)
    hedged = one.hedge is not None or other.hedge is not None
    if near.meets(far):
        return ("hedge" if hedged else "rounding"), Fraction(0)
    if _wide(left, right).meets(_wide(right, left)):
        return ("hedge" if hedged else "truncation"), Fraction(0)
    return None, near.distance(far)


def _wide(figure: Any, beside: Any) -> Interval:
    """Loose zeros are rounded figures only beside a figure that is not finer; two round counts are two counts."""
    return wide(figure, loose=figure.zeros > beside.zeros)


def _exact(one: Statistic) -> bool:
    """Whether a figure was written as somebody counted it, neither hedged nor rounded to two digits."""
    return one.hedge is None and one.value is not None and len(one.value.normalize().as_tuple().digits) >= _COUNTED


def _slip(one: Statistic, other: Statistic) -> tuple[str, str] | None:
    name = slip(written(one), Fraction(other.value or 0)) or slip(written(other), Fraction(one.value or 0))
    return (name[0], WHY_ENGLISH.get(name[0], name[1])) if name else None


def _message(link: str, words: tuple[str, str], told: tuple[str, str], *, closing: bool = False) -> Message:
    end = (f". {CLOSING['id']}", f". {CLOSING['en']}") if closing else (".", ".")
    same = _SAME[link]
    return Message(
        id=f"Untuk {same[0]} satu artikel menyebut {words[0]}, artikel lain {words[1]}: {told[0]}{end[0]}",
        en=f"For {same[1]} one article states {turned(words[0])}, another {turned(words[1])}: {told[1]}{end[1]}",
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(round(value * 10**6)).scaleb(-6).normalize() + Decimal(0)
