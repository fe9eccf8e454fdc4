"""What a figure leaves to be understood: what is done to the whole list, whose price or number it is.

Runs when every figure has been named and before roles are read.
"""

import itertools
import re
from collections.abc import Sequence

from k3extract.assemble.drafts import Draft
from k3extract.assemble.phrases import noun_phrase, words_of
from k3extract.mentions.words import Words

_PAIR = 2  # words of a noun with what it is of
_LIST = 9  # items behind a figure of a list
_BARE = frozenset({"attribute", "relational"})
_THINGS = frozenset({"count", "money", "mass", "volume", "area"})
_TAKEN = 3  # words of the phrase that completes a bare noun
_PLACES = 8  # places where the noun stood before that are looked at
_BACK = 8000  # characters before a figure in which it is looked for
_BEHIND = 60  # characters behind a noun that are looked at for it
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_MOST = "ter"  # terbesar, tertinggi
_NYA = "nya"


def complete(lexicon: Words, drafts: Sequence[Draft], text: str) -> None:
    """Give the figures of a list what is done to its first one, and a bare noun (harga, nilainya) what it is of."""
    last, done = None, ""
    for draft in drafts:
        if draft.done:
            last, done = draft, draft.done
        elif last is not None and draft.counted and _go_on(last, draft):
            bare = draft.generic and draft.counted == draft.unit
            draft.counted = draft.counted if bare else _with(lexicon, draft.counted, done)
            last = draft
    low = text.lower()
    for index, draft in enumerate(drafts):
        words = (draft.counted or "").split()
        if not words or lexicon.classes(words[0].lower().removesuffix(_NYA)).isdisjoint(_BARE):
            continue
        labelled = (
            len(words) > 1 and words[1][0].isupper() and f"{words[0]} {words[1]}".lower() not in _near(low, draft)
        )
        if len(words) == 1 or words[1] in ("di", "yang") or labelled:
            of = _of_list(drafts, index, words[0]) or _of_topic(draft) or _of_figure(drafts, index, words[0])
            of = of or _of_carrier(lexicon, drafts, index) or _said_before(lexicon, draft, (text, low), words[0])
            draft.counted = " ".join([words[0].removesuffix(_NYA), *of, *words[1:]])


def _with(lexicon: Words, counted: str, done: str) -> str:
    words = counted.split()
    closed = "yang" in words or "attribute" in lexicon.classes(words[0].lower())
    return counted if closed else f"{counted} {done}"


def _go_on(first: Draft, draft: Draft) -> bool:
    """``disita 40 botol arak, 12 jeriken tuak, dan uang tunai Rp2 juta``: all of them *yang disita*."""
    if first.sentence != draft.sentence or draft.done or draft.quantity.dimension not in _THINGS:
        return False
    between = draft.items[first.at + 1 : draft.at]
    if not any(item.low == "," or item.has("join") for item in between):
        return False
    if any(item.verb or (item.has("rel", "conj") and not item.has("join")) for item in between):
        return False
    if between[-1].has("prep") and not between[-1].has("measure"):
        return False
    for item in draft.items[draft.at + 1 : draft.at + 1 + _LIST]:
        if item.kind in ("mark", "quantity") or item.has("join"):
            break
        if item.verb or item.has("rel"):
            return False
    return True


def _of_list(drafts: Sequence[Draft], index: int, noun: str) -> list[str]:
    """``600 paket sembako, nilainya Rp90 juta``: the noun of the nearest figure before it that has one."""
    if not noun.endswith(_NYA):
        return []
    for before in reversed(drafts[max(0, index - _PLACES) : index]):
        if before.sentence != drafts[index].sentence:
            break
        if before.own:
            return before.own.split()[:_TAKEN]
    return []


def _of_topic(draft: Draft) -> list[str]:
    """``Untuk bawang merah, harganya ...``: the noun that opens the sentence, set off by a comma."""
    items, first = draft.items, 0
    while first < min(draft.at, _PLACES) and items[first].has("conj", "adv") and not items[first].has("goal"):
        first += 1
    if not items[first].has("goal"):
        return []
    found = noun_phrase(items, first + 1, _TAKEN)
    return words_of(items, found) if found.end < draft.at and items[found.end].low == "," else []


def _of_figure(drafts: Sequence[Draft], index: int, noun: str) -> list[str]:
    """``harga tersebut``: what the figure just before has the price of."""
    draft, before = drafts[index], drafts[index - 1] if index else None
    words = (before.counted or "").split() if before is not None else []
    pointed = any(
        i.low == noun.lower() and after.has("det")
        for i, after in itertools.pairwise(draft.items[max(0, draft.at - _LIST) : draft.at])
    )
    same = words[:1] and words[0].lower() == noun.lower().removesuffix(_NYA)
    if not pointed or not same or before is None or draft.sentence - before.sentence > 1:
        return []
    return words[1 : _TAKEN + 1]


def _near(low: str, draft: Draft) -> str:
    """The text before the figure and a little behind it, in lower case."""
    return low[max(0, draft.start - _BACK) : draft.end + _BEHIND]


def _of_carrier(lexicon: Words, drafts: Sequence[Draft], index: int) -> list[str]:
    """``24 guguran dengan amplitudo 2-13 mm, dan durasi 63 detik``: what the figures before it in a row have."""
    draft, before = drafts[index], drafts[index - 1] if index else None
    if before is None or before.sentence != draft.sentence:
        return []
    between = draft.items[before.at + 1 : draft.at]
    if any(item.verb and not item.has("measure") for item in between) or any(item.has("rel") for item in between):
        return []
    measured = draft.quantity.dimension not in ("money", "rate", "percent")
    carrier = (before.own or (before.counted or "" if before.generic and measured else "")).split()
    carrier = carrier[1:] if not before.own and carrier[:1] == [before.unit] else carrier
    named = bool(carrier) and "attribute" not in lexicon.classes(carrier[0].lower())
    if named and len(carrier) <= _TAKEN and any(item.has("by") for item in between):
        return carrier
    words = (before.counted or "").split()
    if not measured or len(words) < _PAIR or "attribute" not in lexicon.classes(words[0].lower()):
        return []
    joined = bool(between) and (between[0].low == "," or between[0].has("by", "join"))
    return words[1 : _TAKEN + 1] if joined and words[1] not in ("di", "yang") else []


def _said_before(lexicon: Words, draft: Draft, texts: tuple[str, str], noun: str) -> list[str]:
    """The nouns that most often stand behind the same noun before it, of two as frequent ones the nearer."""
    noun = noun.lower().removesuffix(_NYA)
    text, low = texts
    stop = draft.items[0].start
    start = max(0, stop - _BACK)
    found: dict[str, list[list[str]]] = {}
    at = low.rfind(noun, start, stop)
    for _ in range(_PLACES):
        if at < 0:
            break
        named = (
            text[at].isupper() and text[max(0, at - 3) : at].rstrip(" ")[-1:].isalpha()
        )  # Pusat Informasi Harga Pangan
        nouns = [] if named or low[at - 1 : at].isalpha() else _nouns(lexicon, text, at + len(noun))
        if nouns:
            found.setdefault(nouns[0].lower(), []).append(nouns)
        at = low.rfind(noun, start, at)
    return _shared(max(found.values(), key=len)) if found else []


def _shared(phrases: Sequence[list[str]]) -> list[str]:
    """The words with which all the phrases begin."""
    first = phrases[0]
    same = 1
    while same < len(first) and all(len(p) > same and p[same].lower() == first[same].lower() for p in phrases):
        same += 1
    return first[:same]


def _nouns(lexicon: Words, text: str, at: int) -> list[str]:
    words: list[str] = []
    for match in _WORD.finditer(text, at, at + _BEHIND):
        known = lexicon.look(match.group().lower())
        if text[at : match.start()] != " " or not known.content or "time" in known.classes or len(words) == _TAKEN:
            break
        if match.group().startswith(_MOST):
            break
        if text[match.end() : match.end() + 1].isdigit():  # Rp1,8 miliar
            break
        words.append(match.group())
        at = match.end()
    return words
