"""The words of the page in Indonesian and in English, from ``labels.toml``; numbers as each language writes them."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

LANGUAGES = ("id", "en")
_SWAP = str.maketrans(",.", ".,")


class Words(NamedTuple):
    """The same thing said in Indonesian and in English."""

    id: str
    en: str


@lru_cache(maxsize=1)
def labels() -> dict[str, dict[str, Words]]:
    """``labels.toml`` as ``{section: {key: Words}}``."""
    return read_labels("k3extract.report")


def read_labels(package: str) -> dict[str, dict[str, Words]]:
    """The ``labels.toml`` of a package."""
    read = tomllib.loads(files(package).joinpath("labels.toml").read_text(encoding="utf-8"))
    return {section: {key: Words(**words) for key, words in rows.items()} for section, rows in read.items()}


def label(section: str, key: str) -> Words:
    """The words for ``key``; a key without an entry stands for itself, its underscores as spaces.

    >>> label("severity", "high"), label("check", "new_kind")
    (Words(id='berat', en='high'), Words(id='new kind', en='new kind'))
    """
    plain = key.replace("_", " ")
    return labels()[section].get(key) or Words(plain, plain)


def number(value: Decimal) -> Words:
    """A number as each language writes it, four decimals at most.

    >>> number(Decimal("12243.75")), number(Decimal("0.00001"))
    (Words(id='12.243,75', en='12,243.75'), Words(id='0', en='0'))
    """
    rounded = value if value.as_tuple().exponent in range(-4, 1) else round(value, 4)
    english = f"{rounded:,f}"
    if "." in english:
        english = english.rstrip("0").rstrip(".")
    return Words(english.translate(_SWAP), english)
