"""Figures that have no noun of their own behind them: ages, spans of time, prices by the amount, shares with an owner,
and what only the clause tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.carrying import frame_of
from k3extract.assemble.clauses import doing, read_clause
from k3extract.assemble.counted import Before, subject
from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item
from k3extract.assemble.phrases import Phrase, amount_off, words_of
from k3extract.mentions.words import Words

MEASURES = frozenset({"mass", "length", "area", "volume", "energy"})
_YEARS, _AGE = "tahun", "usia"
_NEAR = 3  # words between a word of age and its number
_HEAD = 5  # words of a long name
_JOINER = 4  # letters of *dan*, *atau*


@dataclass(frozen=True, slots=True)
class Parts:
    """The phrases around one quantity."""

    own: str  # its noun: unit and the nouns behind
    tail: str  # relative clause or predicate behind
    ahead: str  # the phrase before
    before: Before
    tail_first: Item | None


def aged_name(draft: Draft) -> str:
    """``Miguel Santos, 45 tahun, mengatakan``: the name that is so old."""
    items, at = draft.items, draft.at
    behind = items[at + 1].low if at + 1 < len(items) else ","
    if draft.quantity.dimension != "duration" or draft.unit != _YEARS or behind != "," or items[at - 1].low != ",":
        return ""
    first = at - 1
    while first > 0 and items[first - 1].capital:
        first -= 1
    return " ".join(words_of(items, Phrase(first, at - 1)))


def aged_noun(lexicon: Words, draft: Draft) -> str:
    """``berusia 26 tahun``: the noun *usia*, where a word of age leads to the number, also in ``bek 26 tahun itu``."""
    if draft.quantity.dimension != "duration":
        return ""
    behind = draft.items[draft.at + 1 : draft.at + 2]
    if draft.led and behind and behind[0].has("det") and draft.unit == _YEARS:
        noun = draft.items[draft.at - 1]
        return (
            ""
            if lexicon.classes(noun.low) & {"span", "vague", "attribute"} or (noun.capital and draft.at > 1)
            else _AGE
        )
    for at in range(draft.at - 1, max(-1, draft.at - 1 - _NEAR), -1):
        cue = draft.cue_at(at)
        if cue is not None and cue.kind == "age":
            return draft.items[at].low.removeprefix("ber").removesuffix("nya")
        if not draft.items[at].has("measure", "adv", "prep", "span"):
            break
    return ""


def lasting(draft: Draft, parts: Parts) -> str:
    """``kasino yang baru beroperasi tiga hari``: what goes on for so long."""
    if draft.quantity.dimension != "duration" or parts.own:
        return ""
    items, phrase = draft.items, parts.before.phrase
    if draft.at + 1 < len(items) and items[draft.at + 1].has("at"):
        return ""  # dua hari setelah
    if phrase.first and items[phrase.first - 1].has("by"):
        return ""  # dengan masa pakai selama
    clause = read_clause(items, draft.at)
    done = doing(items, clause, draft.at)
    about = clause.subject
    if personal(draft, about):
        about = Phrase(0, 0)
    while about and items[about.first].has("phase", "vague"):
        about = Phrase(about.first + 1, about.end)
    if clause.verb is not None and clause.prep is not None and draft.event_name and not about:
        return short_name(draft.event_name) if items[clause.prep].has("lasting") else ""
    cue = draft.cue_at(clause.verb) if clause.verb is not None else None
    held = clause.verb is not None and items[clause.verb].has("site")
    held = held or (cue is not None and cue.kind.startswith("ev_"))
    return " ".join([*words_of(items, about), *([] if held and about else done)]) if done else ""


def priced(drafts: Sequence[Draft], index: int) -> tuple[str, str] | None:
    """``harga emas seberat 2 gram Rp 3 juta, 5 gram Rp 7 juta``: a price right behind the amount it is asked for."""
    draft, before = drafts[index], drafts[index - 1] if index else None
    items, at = draft.items, draft.at - 1
    while at > 0 and (items[at].has("measure") or (items[at].verb and items[at].low.startswith("di"))):
        at -= 1
    if draft.quantity.dimension != "money" or before is None or before.sentence != draft.sentence or before.at != at:
        return None
    if before.quantity.dimension not in MEASURES:
        return None
    head = " ".join(words_of(items, amount_off(items, subject(items, at, 0).phrase)))
    frame = frame_of(drafts, index)
    if not head and (frame is None or not frame.head):
        return None
    head = head or (frame.head if frame is not None and frame.head else "")
    return f"{head} {items[at].text}", head


def sold(draft: Draft, parts: Parts) -> str:
    """``menjual kopi Rp 2.000``, ``kopi dijual Rp 2.000``: the price of what is sold."""
    items, before = draft.items, parts.before
    if draft.quantity.dimension not in ("money", "rate") or not parts.ahead or before.measured or before.crossed:
        return ""
    first = before.phrase.first
    verb = before.links[-1] if before.links else items[first - 1] if first else None
    said = "harga" in parts.ahead.lower().split()
    return f"harga {parts.ahead}" if verb is not None and verb.has("sells") and not said else ""


def owned(draft: Draft, parts: Parts) -> str:
    """``saham dimiliki oleh PT A sebesar 75 persen``: the agent is not what is counted."""
    items, first = draft.items, parts.before.phrase.first
    if not parts.ahead or not first or not items[first - 1].has("agent"):
        return ""
    clause = read_clause(items, first)
    if clause.verb is None or not clause.subject or not items[clause.verb].low.startswith("di"):
        return ""
    about = " ".join(words_of(items, clause.subject))
    return f"{about} yang {items[clause.verb].low} {parts.ahead}"


def possessed(lexicon: Words, link: Item) -> bool:
    """Whether a word of measure is a noun of price or size with -nya (``nilainya``)."""
    low = link.low
    return low.endswith("nya") and "attribute" in lexicon.classes(low.removesuffix("nya"))


def unnamed(draft: Draft, frame: Draft | None) -> tuple[str | None, str | None]:
    """No noun behind and no phrase before: what is done and by what, what its clause is about, or its list."""
    clause = read_clause(draft.items, _before_comma(draft))
    unit = draft.unit if draft.quantity.dimension in ("count", "index") else None
    if draft.quantity.dimension != "duration" and not personal(draft, clause.about):
        about = " ".join(words_of(draft.items, clause.about))
        return " ".join(filter(None, [unit, draft.done, about if about not in draft.done else ""])), unit
    if frame is not None and not (unit and draft.done):
        return frame.counted, frame.head
    return " ".join(filter(None, [unit, draft.done])) or draft.unit, unit


def _before_comma(draft: Draft) -> int:
    """The place whose clause tells what is counted: before ``, yaitu`` where that leads to the number."""
    items, at = draft.items, draft.at
    if at > 1 and items[at - 1].has("list", "copula") and items[at - 2].low == ",":
        return at - 2
    return at


def personal(draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase begins with somebody's name or office."""
    if not phrase:
        return True
    start = draft.items[phrase.first].start
    return any(low <= start < high for low, high in draft.persons)


def short_name(name: str | None) -> str:
    """A long name by its short form in brackets, else by its first words.

    >>> short_name("Pendidikan Kader Bela Negara (PKBN)"), short_name("Lomba Mewarnai Tahun")
    ('PKBN', 'Lomba Mewarnai')
    >>> short_name("Festival Teluk Biru Raya Kota Samudra 2025"), short_name("Hari Ulang Tahun ke-9 Kota Samudra (hut)")
    ('Festival Teluk', 'hut')
    >>> short_name("Aksi dan Doa Bersama Warga Desa Raya")
    'Aksi'
    """
    words = (name or "").split()
    while len(words) > 1 and ((words[-1].isdigit() and len(words) > _HEAD) or words[-1].lower() == "tahun"):
        words.pop()
    short = next((word for word in words[1:] if word.startswith("(") and word.endswith(")")), None)
    if short is not None and short.isupper():
        return short.strip("()")
    if len(words) <= _HEAD:
        return " ".join(words)
    if short is not None:
        return short.strip("()")
    return words[0] if len(words[1]) <= _JOINER else " ".join(words[:2])
