"""The written forms of dates and times as expressions over folded text, built once from the words of the lexicon."""

import re
from collections.abc import Iterable

from k3extract.values.time_lexicon import TimeLexicon

_Tree = dict[str, "_Tree"]


def trie(words: Iterable[str]) -> str:
    """One expression for many words that shares their beginnings, so that a scan tries each letter once.

    >>> trie(["senin", "selasa"])
    'se(?:lasa|nin)'
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: _Tree) -> str:
    branches = [re.escape(char) + _branch(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return body + ("?" if "" in node else "")


def _named(names: Iterable[str], short: frozenset[str], dot: str) -> str:
    """Names in full or short; a short one may carry a dot where a date goes on behind it."""
    names = list(names)
    full = trie(name for name in names if name not in short)
    cut = trie(name for name in names if name in short)
    return rf"(?:(?:{full})(?!\w)|(?:{cut})(?!\w)(?:{dot})?)"


def _joiners(words: Iterable[str]) -> str:
    """Signs stand with or without spaces, words behind one at least."""
    signs = [re.escape(word) for word in words if not any(map(str.isalpha, word))]
    spoken = sorted((word for word in words if any(map(str.isalpha, word))), key=len, reverse=True)
    letters = "|".join(re.escape(word) + ("(?![^\\W\\d])" if word[-1].isalpha() else "") for word in spoken)
    return rf"(?:[ ]*(?:{'|'.join(signs)})[ ]*|[ ]+(?:{letters})[ ]*)"


class TimeGrammar:
    """Expressions for every form; each is matched at a place, none is searched for. All are linear: every repeat is
    bounded or runs over spaces only."""

    def __init__(self, lexicon: TimeLexicon) -> None:
        range_ = _joiners(lexicon.ranges)
        and_ = trie(word for word in lexicon.lists if word.isalpha())
        list_ = rf"(?:[ ]*[,&][ ]*(?:(?:{and_})[ ]+)?|[ ]+(?:{and_})[ ]+)"
        any_ = rf"(?:{range_}|{list_})"
        month = _named(lexicon.months, lexicon.short, r"\.(?=[ ]?['’‘0-9-])")
        weekday = _named(lexicon.weekdays, lexicon.short, r"\.(?=,?[ ]?[0-9])")
        named = rf"(?:{trie(word for word in lexicon.weekdays if word not in lexicon.short)})(?!\w)"
        part = rf"(?:{trie(lexicon.parts)})(?!\w)"
        zone = rf"(?:{trie(lexicon.zones)})(?!\w)"
        date_word = rf"(?:{trie(word for word, value in lexicon.before.items() if value == 'date')})\.?[ ]*"
        after = rf"(?:{trie(lexicon.after)})(?![\w-])(?![ ]+lintas)"
        unit = rf"(?:{trie(lexicon.units)})(?!\w)"
        approx = trie(lexicon.approx)
        day = r"[0-3]?[0-9]"
        days = rf"{day}(?:{any_}{day}(?![0-9])){{0,9}}"
        year = r"[12][0-9]{3}(?![0-9]|[.,][0-9])"
        behind = rf"(?:[ ]*[,/-]?[ ]*(?:tahun[ ]+)?(%s{year}|['’‘][0-9]{{2}}(?![0-9])))?"
        slash = r"(?:[ ]?/[ ]?(?P<%s>[0-9]{4}|[0-9]{2})|[ ]?[-.][ ]?(?P<%s>[0-9]{4}))?(?![0-9])"
        other_day = rf"(?P<join>{range_})(?:(?:hari[ ]+)?(?P<bw>{weekday}),?[ ]*)?(?:{date_word})?"

        self.range = re.compile(range_)
        self.weekdays = re.compile(
            rf"(?P<a>{weekday})(?:(?P<join>{any_})(?:hari[ ]+)?(?P<b>{named})(?:{any_}(?:hari[ ]+)?(?P<c>{named}))?)?"
        )
        self.lead = re.compile(rf"(?:[ ]*(?P<part>{part}))?(?P<comma>[ ]*,)?[ ]*(?P<open>\()?[ ]*(?:{date_word})?")
        self.day_month = re.compile(
            rf"(?P<a>{days})[ ]*[-/]?[ ]*(?P<am>{month})"
            + (behind % "?P<ay>")
            + rf"(?:{other_day}(?P<b>{day})[ ]*[-/]?[ ]*(?P<bm>{month})"
            + (behind % "?P<by>")
            + ")?"
        )
        self.slashed = re.compile(
            rf"(?P<a>{days})[ ]?/[ ]?(?P<am>[0-9]{{1,2}})(?![0-9])"
            + (slash % ("ay", "az"))
            + rf"(?:{other_day}(?P<b>{day})[ ]?/[ ]?(?P<bm>[0-9]{{1,2}})(?![0-9])"
            + (slash % ("by", "bz"))
            + ")?(?!/?[0-9])"
        )
        self.mistyped = re.compile(r"(?P<a>[0-9]{1,3})/(?P<am>[0-9]{1,3})/(?P<ay>[0-9]{4})(?![0-9/])")
        self.dashed = re.compile(rf"(?P<a>{day})(?P<sep>[-.])(?P<am>[0-9]{{1,2}})(?P=sep)(?P<ay>[0-9]{{4}})(?![0-9/])")
        self.iso = re.compile(r"(?P<ay>[12][0-9]{3})-(?P<am>[01][0-9])-(?P<a>[0-3][0-9])(?![0-9])")
        self.bare_days = re.compile(rf"(?P<a>{days})(?=[ ]*\))")
        self.close = re.compile(r"[ ]*\)")
        self.month = re.compile(
            rf"(?P<am>{month})"
            + (behind % "?P<ay>")
            + rf"(?:(?P<join>{any_})(?:bulan[ ]+)?(?P<bm>{month})"
            + (behind % "?P<by>")
            + ")?"
        )
        self.years = re.compile(
            rf"(?P<a>{year})(?:(?P<join>[ ]?/[ ]?|{range_})(?:tahun[ ]+)?"
            rf"(?P<b>{year}|[0-9]{{2}}(?![0-9.,/])))?(?![\w%])"
        )
        self.decade = re.compile(r"(?:(?P<century>[12][0-9])|['’‘])?(?P<ten>[0-9]0)[ ]?-?an(?!\w)")
        self.date_word = re.compile(rf"(?:{date_word})")
        self.edge = re.compile(rf"(?<!\w)(?:{trie(lexicon.edges)})[ ]+\Z")
        self.part = re.compile(rf"[ ]*(?P<part>{part})")
        self.after = re.compile(rf"[ ]+(?P<after>{after})")
        self.week_after = re.compile(rf"[ ]+(?:pekan|minggu)[ ]+(?P<after>{after})")
        self.clock = re.compile(
            _clock("", part, zone) + rf"(?:{range_}(?:(?:pukul|pkl\.?|jam)[ ]*)?" + _clock("2", part, zone) + ")?"
        )
        self.clock_word = re.compile(
            rf"[ ]+(?:(?P<approx>{approx})[ ]+)?(?:pukul|pkl\.?|jam)[ ]*(?=[0-9])|[ ]+(?=[0-2]?[0-9]:[0-5][0-9])"
        )
        self.zoned = re.compile(
            rf"[0-2]?[0-9](?:[.:][0-5][0-9])?(?:[ ]*{zone})?(?:{range_}[0-2]?[0-9][.:][0-5][0-9])?[ ]*{zone}"
        )
        self.colon = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:.,])")
        self.amount = re.compile(
            rf"(?P<a>[0-9]+(?:[.,][0-9]+)*)(?:(?:{range_}|[ ]+atau[ ]+)(?P<b>[0-9]+(?:,[0-9]+)?))?"
            rf"(?:[ ]?\([ ]?[^\W\d_ ]+(?:[ ][^\W\d_ ]+){{0,4}}[ ]?\))?[ ]?(?P<unit>{unit})(?P<work>[ ]+kerja(?!\w))?"
        )
        self.times = re.compile(rf"(?P<n>[0-9]{{1,3}})[ ]?x[ ]?(?P<a>[0-9]{{1,3}})[ ]?(?P<unit>{unit})")
        self.more = re.compile(rf"[ ]+(?:dan[ ]+)?(?P<a>[0-9]+)[ ]?(?P<unit>{unit})")
        self.unit = re.compile(rf"(?P<unit>{unit})(?P<work>[ ]+kerja(?!\w))?")


def _clock(index: str, part: str, zone: str) -> str:
    """An hour with its minutes, seconds, part of day and zone; group names end in ``index``."""
    return (
        rf"(?P<h{index}>[0-2]?[0-9])(?:[ ]?[.:][ ]?(?P<m{index}>[0-5][0-9])(?:[.:](?P<s{index}>[0-5][0-9]))?)?"
        rf"(?![0-9]|[.,:/][0-9])(?:[ ]*(?P<part{index}>{part}))?(?:[ ]*(?P<zone{index}>{zone}))?"
    )
