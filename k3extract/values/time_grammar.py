"""The written forms of dates and times as expressions over folded text, built once from the words of the lexicon."""

import re
from collections.abc import Iterable

from k3extract.values.time_lexicon import TimeLexicon

_Tree = dict[str, "_Tree"]

DAY = r"[0-3]?[0-9]"
YEAR = r"[12][0-9]{3}(?![0-9]|[.,][0-9])"


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


def word(words: Iterable[str]) -> str:
    """One of the words, as a whole word."""
    return rf"(?:{trie(words)})(?!\w)"


def _named(names: Iterable[str], short: frozenset[str], dot: str) -> str:
    """Names in full or short; a short one may carry a dot where a date goes on behind it."""
    names = list(names)
    full = trie(name for name in names if name not in short)
    cut = trie(name for name in names if name in short)
    return rf"(?:(?:{full})(?![^\W\d]|_)|(?:{cut})(?![^\W\d]|_)(?:{dot})?)"


def _joiners(words: Iterable[str]) -> str:
    """Signs stand with or without spaces, words behind one at least."""
    signs = [re.escape(sign) for sign in words if not any(map(str.isalpha, sign))]
    spoken = sorted((name for name in words if any(map(str.isalpha, name))), key=len, reverse=True)
    letters = "|".join(re.escape(name) + (r"(?![^\W\d])" if name[-1].isalpha() else "") for name in spoken)
    return rf"(?:[ ]{{0,4}}(?:{'|'.join(signs)})[ ]{{0,4}}|[ ]{{1,4}}(?:{letters})[ ]{{0,4}})"


class TimeGrammar:
    """Expressions for every form; each is matched at a place, none is searched for. All are linear: every repeat is
    bounded or runs over spaces only. Group names: ``a`` the first day or days, ``am ay`` its month and year, ``b bm
    by`` those of the other end, ``bw`` the weekday printed with it."""

    def __init__(self, lexicon: TimeLexicon) -> None:
        and_ = word(name for name in lexicon.lists if name.isalpha())
        range_ = _joiners(lexicon.ranges)
        list_ = rf"(?:[ ]{{0,4}}[,&][ ]{{0,4}}(?:{and_}[ ]{{1,4}})?|[ ]{{1,4}}{and_}[ ]{{1,4}})"
        any_ = rf"(?:{range_}|{list_})"
        self.range = re.compile(range_)
        self._calendar(lexicon, range_, list_, any_)
        self._weekdays(lexicon, any_)
        self._clocks(lexicon, range_)
        self._lengths(lexicon, range_, and_)
        self._years(lexicon, range_)

    def _calendar(self, lexicon: TimeLexicon, range_: str, list_: str, any_: str) -> None:
        and_ = word(name for name in lexicon.lists if name.isalpha())
        week = word(name for name, unit in lexicon.units.items() if unit.letter == "W")
        month = _named(lexicon.months, lexicon.short, r"\.(?=[ ]?['’‘0-9-])")
        weekday = _named(lexicon.weekdays, lexicon.short, r"\.(?=,?[ ]?[0-9])")
        date_word = rf"(?:{trie(lexicon.words('before', 'date'))})\.?[ ]{{0,4}}"
        hari, tahun = word(lexicon.words("before", "day")), word(lexicon.words("before", "year"))
        bulan = word(lexicon.words("before", "month"))
        self.days = days = rf"{DAY}(?:{any_}{DAY}(?![0-9])){{0,9}}"
        behind = rf"(?:[ ]{{0,4}}[,/-]?[ ]{{0,4}}(?:{tahun}[ ]{{1,4}})?(%s{YEAR}|['’‘][0-9]{{2}}(?![0-9])))?"
        slash = r"(?:[ ]?/[ ]?(?P<%s>[0-9]{4}|[0-9]{2})|[ ]?[-.][ ]?(?P<%s>[0-9]{4}))?(?![0-9])"
        other = rf"(?P<join>{range_})(?:(?:{hari}[ ]{{1,4}})?(?P<bw>{weekday}),?[ ]{{0,4}})?(?:{date_word})?"
        self.day_month = re.compile(
            rf"(?P<a>{days})[ ]{{0,4}}[-/]?[ ]{{0,4}}(?P<am>{month})"
            + (behind % "?P<ay>")
            + rf"(?:{other}(?P<b>{DAY})[ ]{{0,4}}[-/]?[ ]{{0,4}}(?P<bm>{month})"
            + (behind % "?P<by>")
            + ")?"
        )
        self.year_told = re.compile(rf"[ ]{{1,4}}{tahun}[ ]{{1,4}}(?P<after>{self._after_word(lexicon)})")
        self.year_ahead = re.compile(rf"{list_}(?:{date_word})?{DAY}[ ]{{0,4}}{month}[ ]{{1,4}}(?P<year>{YEAR})")
        self.slashed = re.compile(
            rf"(?P<a>{days})[ ]?/[ ]?(?P<am>[0-9]{{1,2}})(?![0-9])"
            + (slash % ("ay", "az"))
            + rf"(?:{other}(?P<b>{DAY})[ ]?/[ ]?(?P<bm>[0-9]{{1,2}})(?![0-9])"
            + (slash % ("by", "bz"))
            + ")?(?!/?[0-9])"
        )
        self.mistyped = re.compile(r"(?P<a>[0-9]{1,3})/(?P<am>[0-9]{1,3})/(?P<ay>[0-9]{4})(?![0-9/])")
        self.dashed = re.compile(rf"(?P<a>{DAY})(?P<sep>[-.])(?P<am>[0-9]{{1,2}})(?P=sep)(?P<ay>[0-9]{{4}})(?![0-9/])")
        self.dashed_named = re.compile(rf"(?P<a>{DAY})-(?P<am>{month})-(?P<ay>[0-9]{{2}})(?![0-9])")
        self.iso = re.compile(r"(?P<ay>[12][0-9]{3})-(?P<am>[01][0-9])-(?P<a>[0-3][0-9])(?![0-9])")
        self.bare_days = re.compile(rf"(?P<a>{days})(?=[ ]{{0,4}}\))")
        month_after = rf"(?:[ ]{{1,4}}{bulan}[ ]{{1,4}}(?P<after>{self._after_word(lexicon)}))?"
        self.day_alone = re.compile(rf"(?P<a>{DAY})(?![0-9]|[.,:/-][0-9]|[ ]?%){month_after}")
        self.month = re.compile(
            rf"(?P<am>{month})"
            + (behind % "?P<ay>")
            + rf"(?:(?P<join>{any_})(?:{bulan}[ ]{{1,4}})?(?P<bm>{month})"
            + (behind % "?P<by>")
            + ")?"
        )
        or_ = word(lexicon.either)
        self.month_before = re.compile(
            rf"{month}(?:[ ]{{0,4}},[ ]{{0,4}}(?:(?:{and_}|{or_})[ ]{{1,4}})?|[ ]{{1,4}}(?:{and_}|{or_})[ ]{{1,4}})\Z"
        )
        self.month_behind = re.compile(
            rf"(?:[ ]{{0,4}},[ ]{{0,4}}(?:{and_}[ ]{{1,4}})?|[ ]{{1,4}}(?:{and_}|{or_})[ ]{{1,4}}){month}"
        )
        ordinal = rf"(?:ke-?[ ]?)?(?P<n>[ivx]+(?!\w)|[1-5](?![0-9])|{word(lexicon.ordinals)})"
        self.week_of_month = re.compile(
            rf"{week}[ ]{{1,4}}{ordinal}[ ]{{1,4}}(?:{bulan}[ ]{{1,4}}(?P<after>{self._after_word(lexicon)})"
            rf"|(?:{bulan}[ ]{{1,4}})?(?P<am>{month})" + (behind % "?P<ay>") + ")"
        )
        self.month_figures = re.compile(
            rf"(?P<am>[01]?[0-9])/(?P<ay>{YEAR})(?:{range_}(?P<bm>[01]?[0-9])/(?P<by>{YEAR}))?(?!/)"
        )

    def _weekdays(self, lexicon: TimeLexicon, any_: str) -> None:
        weekday = _named(lexicon.weekdays, lexicon.short, r"\.(?=,?[ ]?[0-9])")
        named = word(name for name in lexicon.weekdays if name not in lexicon.short)
        hari = word(lexicon.words("before", "day"))
        part = word(lexicon.parts) + r"(?!-[^\W\d])"  # pagi-pagi
        after = self._after_word(lexicon)
        week = word(name for name, unit in lexicon.units.items() if unit.letter == "W")
        date_word = rf"(?:{trie(lexicon.words('before', 'date'))})\.?[ ]{{0,4}}"
        self.weekdays = re.compile(
            rf"(?P<a>{weekday})(?:(?P<join>{any_})(?:{hari}[ ]{{1,4}})?(?P<b>{named})"
            rf"(?:{any_}(?:{hari}[ ]{{1,4}})?(?P<c>{named}))?)?"
        )
        cue = word(lexicon.words("before", "future-cue"))
        self.future_cue = re.compile(rf"(?<!\w){cue}[^,.;:\"“”\n]{{0,70}}\Z")
        self.lead = re.compile(
            rf"(?:[ ]{{0,4}}(?P<part>{part}))?(?P<comma>[ ]{{0,4}},)?[ ]{{0,4}}(?P<open>\()?[ ]{{0,4}}(?:{date_word})?"
        )
        self.era = re.compile(rf"[ ]{word(lexicon.words('eras', 'AD'))}")
        self.close = re.compile(r"[ ]{0,4}\)")
        leads = word(lexicon.words("before", "lead", "day"))
        self.before_day = re.compile(rf"(?:[ ]{{0,4}},)?[ ]{{1,4}}(?:{leads}[ ]{{1,4}})?(?:{hari}[ ]{{1,4}})?\(?")
        self.part = re.compile(rf"[ ]{{0,4}}(?P<part>{part})")
        self.after = re.compile(rf"[ ]{{1,4}}(?P<after>{after})")
        self.week_after = re.compile(rf"[ ]{{1,4}}{week}[ ]{{1,4}}(?P<after>{after})")

    @staticmethod
    def _after_word(lexicon: TimeLexicon) -> str:
        barred = trie(sorted({near for name in lexicon.after for near in lexicon.not_before.get(name, ())}))
        return rf"(?:{trie(lexicon.after)})(?![\w-])(?![ ]{{1,4}}(?:{barred}))"

    def _clocks(self, lexicon: TimeLexicon, range_: str) -> None:
        part, zone = word(lexicon.parts), word(lexicon.zones)
        head = rf"(?:{trie(lexicon.words('before', 'clock'))})(?![^\W\d])[ ]{{0,4}}"
        hours = {name: value for name, value in lexicon.numerals.items() if value.isdecimal() and int(value) <= 12}
        teens, halves = word(lexicon.words("numerals", "teen")), word(lexicon.words("numerals", "half"))
        self.clock_head = re.compile(head)
        self.clock = re.compile(_clock("", part, zone) + rf"(?:{range_}(?:{head})?" + _clock("2", part, zone) + ")?")
        self.clock_behind = re.compile(
            rf"[ ]{{1,4}}{head}(?=[0-9])"
            r"|[ ]{1,4}(?=[0-2]?[0-9]:[0-5][0-9]|[0-2][0-9]\.[0-5][0-9](?!\w))"
        )
        self.spoken_clock = re.compile(
            rf"(?P<half>{halves}[ ]{{1,4}})?(?P<hour>{trie(hours)})(?P<teen>[ ]{{1,4}}{teens})?(?!\w)"
            rf"(?:[ ]{{1,4}}(?P<part>{part}))?(?:[ ]{{1,4}}(?P<zone>{zone}))?"
        )
        self.zoned = re.compile(
            rf"[0-2]?[0-9](?:[.:][0-5][0-9])?(?:[ ]{{0,4}}{zone})?"
            rf"(?:{range_}[0-2]?[0-9][.:][0-5][0-9])?[ ]{{0,4}}{zone}"
        )
        self.dotted_range = re.compile(rf"[ ]{{0,4}}[0-2]?[0-9]\.[0-5][0-9]{range_}[0-2]?[0-9]\.[0-5][0-9][ ]{{0,4}}\Z")
        self.colon = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:.,])")

    def _lengths(self, lexicon: TimeLexicon, range_: str, and_: str) -> None:
        unit, working, either = word(lexicon.units), word(lexicon.working), word(lexicon.either)
        gloss = r"(?:[ ]?\([ ]?[^\W\d_ ]+(?:[ ][^\W\d_ ]+){0,4}[ ]?\))?"
        self.amount = re.compile(
            rf"(?P<a>[0-9]+(?:[.,][0-9]+)*)(?:(?:{range_}|[ ]{{1,4}}{either}[ ]{{1,4}})(?P<b>[0-9]+(?:,[0-9]+)?))?"
            rf"{gloss}[ ]?(?P<unit>{unit})(?P<work>[ ]{{1,4}}{working})?"
        )
        self.product = re.compile(rf"(?P<n>[0-9]{{1,3}})[ ]?[x×][ ]?(?P<a>[0-9]{{1,3}})[ ]?(?P<unit>{unit})")
        self.more = re.compile(rf"(?:,?[ ]{{1,4}}(?:{and_}[ ]{{1,4}})?)(?P<a>[0-9]+(?:,[0-9]+)?)[ ]?(?P<unit>{unit})")
        self.unit = re.compile(rf"(?P<unit>{unit})(?P<work>[ ]{{1,4}}{working})?")
        self.edge = re.compile(rf"(?<!\w)(?P<edge>{trie(lexicon.edges)})[ ]{{1,4}}\Z")
        last = word((*lexicon.months, *lexicon.units, *lexicon.lists, *lexicon.deixis, *lexicon.holidays))
        self.edge_behind = re.compile(rf"[ ](?P<edge>{word(lexicon.edges)})(?![ ](?:[0-9]|{last}))")
        self.number_before = re.compile(rf"(?:{range_}|[ ]{{1,4}}{either}[ ]{{1,4}})\Z")
        final = word(lexicon.words("after", "recent"))
        self.nth = re.compile(rf"[ ](?:(?P<last>{final})|(?:ke-?)?(?P<n>[1-9](?![0-9])|{word(lexicon.ordinals)}))")
        self.year_behind = re.compile(rf"[ ]{{1,4}}{YEAR}")
        tahun = word(lexicon.words("before", "year"))
        self.of_year = re.compile(
            rf"[ ]{{1,4}}(?P<end>{word(lexicon.words('after', 'first', 'recent'))})[ ]{{1,4}}"
            rf"(?:(?:{tahun}[ ]{{1,4}})?(?P<year>{YEAR})|{tahun}[ ]{{1,4}}(?P<after>{self._after_word(lexicon)}))"
        )
        self.next_word = re.compile(r"[ ]{1,4}([^\W_]+)")

    def _years(self, lexicon: TimeLexicon, range_: str) -> None:
        tahun = word(lexicon.words("before", "year"))
        self.years = re.compile(
            rf"(?P<a>{YEAR})(?:(?P<join>[ ]?/[ ]?|{range_})(?:{tahun}[ ]{{1,4}})?"
            rf"(?P<b>{YEAR}|[0-9]{{2}}(?![0-9]|[.,/][0-9])))?(?![\w%])"
        )
        self.decade = re.compile(r"(?:(?P<century>[12][0-9])|['’‘])?(?P<ten>[0-9]0)[ ]?-?an(?!\w)")
        figure = r"[ivx]+(?!\w)|[1-4](?![0-9]|[.,][0-9])"
        heads = trie(lexicon.periods)
        ordinals, numerals = word(lexicon.ordinals), word(lexicon.numerals)
        after = word(lexicon.after)
        self.period = re.compile(
            rf"(?P<head>{heads})[ ]?-?(?:ke-?[ ]?)?(?P<n>{figure}|{ordinals}|{numerals})"
            rf"(?:{range_}(?:(?:{heads})[ ]?)?(?P<n2>{figure}))?"
            rf"(?:[ ]?[/,-]?[ ]?(?:{tahun}[ ]{{1,4}})?(?P<year>{YEAR})|[ ]{{1,4}}{tahun}[ ]{{1,4}}(?P<after>{after}))?"
        )
        centuries = word(name for name, unit in lexicon.units.items() if (unit.letter, unit.size) == ("Y", 100))
        civil, before = word(lexicon.words("eras", "AD")), word(lexicon.words("eras", "BC"))
        self.century = re.compile(
            rf"{centuries}[ ]{{1,4}}(?:ke-?[ ]?)?(?P<n>[ivxl]+(?!\w)|[0-9]{{1,2}}(?![0-9]|[.,/][0-9]))"
            rf"(?P<before>[ ]{{1,4}}{before})?(?:[ ]{{1,4}}{civil})?"
        )


def _clock(index: str, part: str, zone: str) -> str:
    """An hour with its minutes, seconds, part of day and zone; group names end in ``index``."""
    return (
        rf"(?P<h{index}>[0-2]?[0-9])(?:[ ]?[.:][ ]?(?P<m{index}>[0-5][0-9])(?:[.:](?P<s{index}>[0-5][0-9]))?)?"
        rf"(?![0-9]|[.,:/][0-9])(?:[ ]{{0,4}}(?P<part{index}>{part}))?(?:[ ]{{0,4}}(?P<zone{index}>{zone}))?"
        rf"(?P<late{index}>[ ]{part})?"
    )
