"""Who held a post, by the days on which articles name its holders: the same person, succession, overlap."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from k3extract.corpus.figures import Places, place
from k3extract.corpus.findings import Cross
from k3extract.records import Message, Operand, Severity, Verdict

_ALIKE = 0.75  # two spellings of one name; measured on names of one post in real articles


_LONG = 5  # letters of a word that may be misspelt: Bowo is not Wibowo
_OFTENER = 2  # times as many days


@dataclass(slots=True)
class Holder:
    """One person in a post, acting or in full, under all spellings; ``rows`` in the order of their days."""

    name: str
    acting: str | None
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def days(self) -> tuple[str, str]:
        return self.rows[0]["day"], self.rows[-1]["day"]


def same_person(one: str, other: str) -> bool:
    """Whether two names in one post may be two spellings of one person's name.

    >>> same_person("Fannky Ani Sugiharto", "Fanky Ani S"), same_person("Rina Kartika", "Budi Santoso")
    (True, False)
    >>> same_person("Bayu Bowo", "Hardi Wibowo")
    False
    """
    left = [word for word in one.casefold().replace(".", " ").split() if len(word) > 1]
    right = [word for word in other.casefold().replace(".", " ").split() if len(word) > 1]
    if any(_alike(a, b) for a in left for b in right if len(a) > 2 and len(b) > 2):
        return True
    return SequenceMatcher(None, "".join(left), "".join(right)).ratio() >= _ALIKE


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _LONG and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def holders(group: list[dict[str, Any]], places: Places) -> Iterator[Cross]:
    """The checks of one post; ``group`` holds a row a name and day, in the order of the days."""
    known = _holders(group)
    for holder in known:
        ends = {places[row["official"]]["document"] for row in (holder.rows[0], holder.rows[-1])}
        if len(ends) == 2:
            yield _same(holder, places)
    known = [holder for holder in known if not _past(holder, known)]
    overlaps = list(_overlaps([holder for holder in known if holder.acting is None], places))
    yield from overlaps
    if overlaps:
        return  # the post is not one post, or somebody is named for the past: no order of holders can be told
    known.sort(key=lambda holder: (holder.days, holder.name))
    for at in range(1, len(known)):
        before, after = known[at - 1], known[at]
        last = max(holder.days[1] for holder in known[:at])
        first = min(holder.days[0] for holder in known[at:])
        if last < first or (last == first and _hand_over(before, after)):
            yield _succession(before, after, places)


def _past(holder: Holder, known: list[Holder]) -> bool:
    """Whether another one, named far more often, held the post on all days of ``holder``: then that one is told of the
    past, or of another body of that name."""
    first, last = holder.days
    return any(
        other.acting is None
        and other.days[0] <= first
        and last <= other.days[1]
        and len({row["day"] for row in other.rows}) >= _OFTENER * len({row["day"] for row in holder.rows})
        for other in known
        if other is not holder
    )


def _holders(group: list[dict[str, Any]]) -> list[Holder]:
    known: list[Holder] = []
    for row in group:
        for holder in known:
            if holder.acting == row["acting"] and any(same_person(old["name"], row["name"]) for old in holder.rows):
                holder.rows.append(row)
                break
        else:
            known.append(Holder(row["name"], row["acting"], [row]))
    return known


def _same(holder: Holder, places: Places) -> Cross:
    first, last = holder.rows[0], holder.rows[-1]
    post = first["post"]
    return _cross(
        (first, last), places, "official_post", ("consistent", None, "none"),
        Message(
            id=f"{holder.name} memegang jabatan yang sama ({post}) pada {first['day']} dan {last['day']}: cocok.",
            en=f"{holder.name} holds the same post ({post}) on {first['day']} and {last['day']}: consistent.",
        ),
    )  # fmt: skip


def _succession(before: Holder, after: Holder, places: Places) -> Cross:
    old, new = before.rows[-1], after.rows[0]
    names = tuple(f"{holder.acting.capitalize()} {holder.name}" if holder.acting else holder.name
                  for holder in (before, after))  # fmt: skip
    return _cross(
        (old, new), places, "post_holder", ("consistent", None, "none"),
        Message(
            id=f"{old['post']}: {names[0]} ({old['day']}), lalu {names[1]} ({new['day']}): pergantian.",
            en=f"{old['post']}: {names[0]} ({old['day']}), then {names[1]} ({new['day']}): succession.",
        ),
    )  # fmt: skip


def _overlaps(full: list[Holder], places: Places) -> Iterator[Cross]:
    """Two full holders on one day: worth a look, no contradiction (a hand-over, two bodies of one name). One row a
    pair of holders; days that were only inferred do not count."""
    for at, one in enumerate(full):
        days = {row["day"]: row for row in one.rows if not row["inferred"]}
        for other in full[at + 1 :]:
            met = next((row for row in other.rows if row["day"] in days and not row["inferred"]), None)
            if (
                met is None
                or _hand_over(one, other)
                or days[met["day"]]["official"].split("#")[0] == met["official"].split("#")[0]
            ):
                continue
            yield _cross(
                (days[met["day"]], met), places, "post_holder", ("not_checkable", "grade_c", "info"),
                Message(
                    id=f"{met['post']}: pada {met['day']} satu artikel menyebut {one.name}, artikel lain {other.name} "
                    "sebagai pejabat penuh.",
                    en=f"{met['post']}: on {met['day']} one article names {one.name}, another {other.name} as its full "
                    "holder.",
                ),
            )  # fmt: skip


def _hand_over(one: Holder, other: Holder) -> bool:
    """Whether the last day of the one is the first of the other, and both are named on other days too."""
    days = sorted((one.days, other.days))
    return days[0][0] < days[0][1] == days[1][0] < days[1][1]


def _cross(
    rows: tuple[dict[str, Any], dict[str, Any]],
    places: Places,
    kind: str,
    judged: tuple[Verdict, str | None, Severity],
    message: Message,
) -> Cross:
    ids = [row["official"] for row in rows]
    verdict, reason, severity = judged
    return Cross(
        id=f"cross#{kind}:{ids[0]}|{ids[1]}",
        kind=kind,
        verdict=verdict,
        reason=reason,
        severity=severity,
        spans=(place(places[ids[0]], "first"), place(places[ids[1]], "second")),
        operands=(Operand(role="first", record=ids[0]), Operand(role="second", record=ids[1])),
        articles=(rows[0]["articles"], rows[1]["articles"]),
        message=message,
        rule=f"offices/single.txt:{rows[0]['post']}",
    )
