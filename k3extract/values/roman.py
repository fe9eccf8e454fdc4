"""Small Roman numerals, as centuries, quarters and editions are numbered with."""

_SIGNS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(written: str) -> int | None:
    """The number of a Roman numeral in lower case up to 89, None when it is none.

    >>> roman("xxi"), roman("iix")
    (21, None)
    """
    total = before = 0
    for char in reversed(written):
        value = _VALUES.get(char)
        if value is None:
            return None
        total += value if value >= before else -value
        before = max(before, value)
    return total if total and to_roman(total) == written else None


def to_roman(number: int) -> str:
    """The Roman numeral of 1 to 89 in lower case.

    >>> to_roman(49)
    'xlix'
    """
    out = ""
    for value, sign in _SIGNS:
        while number >= value:
            out += sign
            number -= value
    return out
