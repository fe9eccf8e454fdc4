"""The clause a number stands in: the verb before it, what that verb is said of, and the preposition at the number.

``Perbaikan irigasi rampung di 17 desa``: the subject *perbaikan irigasi*, the verb *rampung*, the preposition *di*.
Only names of things are read: no pronoun, no person, no place or time that opens the sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item
from k3extract.assemble.phrases import Phrase, leftwards, transitive, trim, words_of

_EMPTY = Phrase(0, 0)
_REACH = 24  # items between a number and the verb of its clause
_WORDS = 6  # words of a subject that are kept
_STOPS = frozenset('.;:!?"“”„«»(')
_PREFIXED = ("di", "me", "ber")
_INTRANSITIVE = ("di", "ber", "ter")
_ADJUNCT = ("prep", "rel", "when", "compare")


@dataclass(frozen=True, slots=True)
class Clause:
    """``verb`` is the item of the verb, None where none governs the number; ``prep`` the preposition at the number."""

    subject: Phrase
    object: Phrase
    verb: int | None
    prep: int | None
    lead: int  # the first of the words of measure that lead to the number

    @property
    def about(self) -> Phrase:
        """What happens to be counted by place or receiver: the object of an active verb, else the subject."""
        return self.object or self.subject


def read_clause(items: Sequence[Item], at: int, floor: int = 0) -> Clause:
    """The clause of the quantity at ``at``; nothing before item ``floor`` is looked at."""
    behind, prep = _lead(items, at, floor)
    verb = _verb(items, behind, floor)
    if verb is None:
        return Clause(_EMPTY, _EMPTY, None, prep, behind)
    return Clause(subject_of(items, verb, floor), _object(items, verb, behind), verb, prep, behind)


def _lead(items: Sequence[Item], at: int, floor: int) -> tuple[int, int | None]:
    """The first of the words of measure right before the number, and the preposition among them."""
    prep = None
    while at > floor and items[at - 1].has("measure", "adv", "prep", "level") and not _governs(items[at - 1]):
        at -= 1
        hedge = items[at].has("measure") and at > floor and items[at - 1].has("measure")  # lebih dari
        if items[at].has("prep") and not items[at].has("adv") and not hedge:
            prep = at
            break
    return at, prep


def _verb(items: Sequence[Item], behind: int, floor: int) -> int | None:
    """The verb of the clause before item ``behind``: not beyond a comma, a conjunction or the end of a sentence."""
    for index in range(behind - 1, max(floor, behind - _REACH) - 1, -1):
        item = items[index]
        if (item.verb or _governs(item)) and not item.capital:
            return None if item.has("tells") else index
        if item.kind == "mark" and (item.low in _STOPS or item.low == ","):
            return None
        if item.has("conj", "rel") and not item.has("join"):
            return None
        if item.kind == "quantity":
            return None  # 84 peserta dari 13 kabupaten
    return None


def _governs(item: Item) -> bool:
    """Verbs of measure (``dibanderol``, ``mencapai``)."""
    return item.has("measure") and not item.has("form") and item.low.startswith(_PREFIXED)


def subject_of(items: Sequence[Item], verb: int, floor: int) -> Phrase:
    """The noun phrase before the verb, when it names a thing."""
    end = verb
    while (
        end > floor
        and (items[end - 1].has("adv", "rel", "measure") or items[end - 1].verb or items[end - 1].kind == "time")
        and not items[end - 1].has("prep")
    ):
        end -= 1
    if end > floor + 1 and items[end - 1].low == "," and items[end].has("rel"):
        end -= 1
    return _named(items, leftwards(items, end, floor), end)


def _object(items: Sequence[Item], verb: int, behind: int) -> Phrase:
    """The noun phrase between an active verb and the preposition at the number."""
    return _named(items, verb + 1, behind) if transitive(items[verb]) else _EMPTY


def _named(items: Sequence[Item], first: int, end: int) -> Phrase:
    """The nouns of ``first .. end`` up to a clause or a place, when they name a thing."""
    low, high = trim(items, first, end)
    led = first > 0 and items[first - 1].has("prep", "by")
    if led or any(
        (item.has("prep", "when") and not item.has("habit")) or item.kind == "time" for item in items[first:low]
    ):
        return _EMPTY  # Di kota itu ...
    for index in range(low, high):
        if items[index].has(*_ADJUNCT) or items[index].kind in ("quantity", "time"):
            high = index
            break
    low, high = trim(items, low, min(high, low + _WORDS))
    words = [item for item in items[low:high] if item.kind == "word"]
    if (
        not words
        or words[0].has("pron", "according")
        or all(word.has("vague", "det", "pron", "amount") for word in words)
    ):
        return _EMPTY
    return Phrase(low, high)


def bearer(items: Sequence[Item], at: int) -> Phrase:
    """What has the price, depth or capacity that begins at ``at``: the noun before *dengan*, else the subject of the
    clause (``jurang dengan kedalaman``, ``padi dijual dengan harga``)."""
    led = at > 0 and items[at - 1].has("by")
    end = first = at - 1 if led else at
    while led and first > 0 and items[first - 1].content and end - first < _WORDS:
        first -= 1
    if first < end:
        before = items[first - 1] if first else None
        other = before is not None and (before.kind == "quantity" or (before.has("prep") and items[first].capital))
        return _EMPTY if other else Phrase(first, end)
    return read_clause(items, at).subject


def doing(items: Sequence[Item], clause: Clause, at: int) -> list[str]:
    """What goes on for so long, from its verb on (``diperiksa KPK``, ``bermain di sana selama``); nothing where the
    time is the object's own (``memberinya kontrak dua tahun``)."""
    verb = clause.verb
    if verb is None or clause.object or (at == clause.lead and not items[verb].low.startswith(_INTRANSITIVE)):
        return []
    end = min(clause.lead, verb + _WORDS)
    while end > verb and (items[end - 1].kind == "mark" or items[end - 1].has("prep", "join", "rel", "adv", "measure")):
        end -= 1
    return words_of(items, Phrase(verb, end))
