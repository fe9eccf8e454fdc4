"""Names of persons as values: their words, and whether two written names can be one person's."""

import re

_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"[^\W\d_]+(?:['’‘`-][^\W\d_]+)*")


def plain_name(text: str) -> str:
    """A name as printed, with single spaces.

    >>> plain_name("Prabowo\\n Subianto")
    'Prabowo Subianto'
    """
    return _SPACE.sub(" ", text).strip()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without dots.

    >>> name_words("M. Nur Arifin")
    ('m', 'nur', 'arifin')
    """
    return tuple(match.group().lower() for match in _PARTS.finditer(name))


def contains_name(long: str, short: str) -> bool:
    """Whether every word of ``short`` stands in ``long``, in the same order (initials stand for their words).

    >>> contains_name("Andi Amran Sulaiman", "Amran")
    True
    >>> contains_name("Mochamad Nur Arifin", "M. Nur Arifin")
    True
    >>> contains_name("Sri Mulyani", "Mulyani Sri")
    False
    """
    words = iter(name_words(long))
    return all(any(_stands_for(part, word) for word in words) for part in name_words(short))


def _stands_for(part: str, word: str) -> bool:
    return part == word or (len(part) == 1 and word.startswith(part))
