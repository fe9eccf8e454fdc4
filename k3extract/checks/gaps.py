"""Gaps of frames as regular expressions: up to some words of one clause or of one phrase."""

import re
from collections.abc import Sequence

# A figure in brackets with up to three words, which a gap may step over: "77 unit (3.280.696 GT) pada 2020".
# Likewise over how long it took ("dalam lima tahun") and over a share ("atau 10,31 persen").
_BRACKET = r"≈\ ⟪[A-Z][0-9]+⟫(?:\ [^\s⟪¶;]+){0,3}\ \t|(?:dalam|selama)\ ⟪D[0-9]+⟫|atau\ ⟪P[0-9]+⟫"


START = r"(?:(?<![\f\t]\ )|{})"


def goes_on(joins: list[str]) -> str:
    """Looks at a word that goes on with its clause, or at a date."""
    return rf"(?=(?i:{either(joins)})\b|⟦)"


def reach(breaks: list[str], joins: list[str], words: int, *, onward: bool = False) -> str:
    """Up to ``words`` words of one clause: no figure, no sentence end, no clause-breaking word, and a comma or a
    closing bracket only before a word that goes on (``yakni``, ``yang``) or a date; ``onward`` ends before a cue
    word of the frame, where a comma may stand."""
    word = rf"(?:(?!(?i:{either(breaks)})\b)[^\s⟪¶;\d≈][^\s⟪¶;]*|{_BRACKET})"
    onwards = goes_on(joins)
    space = rf"(?:\ +(?=[^\s])|[\ \f\t]+{onwards})"
    # Each word is written once, with nothing behind the last: long expressions compile slowly.
    then = rf"(?:(?=[\ \f\t])|{space})" if onward else rf"(?={space})(?:|[\ \f\t]+)"
    return START.format(onwards) + rf"(?:{word}{then}){{1,{words}}}?"


def near(breaks: list[str], words: int) -> str:
    """Up to ``words`` words of one phrase."""
    word = rf"(?!(?i:{either(breaks)}|≈)\b)[^\s⟪⟦¶;\d≈][^\s⟪¶;]*"
    return rf"(?<![\f\t]\ )(?:{word}(?=\ )(?:|\ +)){{1,{words}}}?"


def either(words: list[str]) -> str:
    """The words as alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"


def any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the words in any case; None where there are none."""
    return re.compile(rf"(?i)(?<!\w)(?:{either(list(words))})(?!\w)") if words else None
