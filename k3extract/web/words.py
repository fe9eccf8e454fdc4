"""The words of the page, from ``labels.toml`` beside this file."""

from functools import lru_cache

from k3extract.report.labels import Words, read_labels


@lru_cache(maxsize=1)
def labels() -> dict[str, dict[str, Words]]:
    """``{section: {key: Words}}``."""
    return read_labels("k3extract.web")


def label(section: str, key: str) -> Words:
    """The words for ``key``. Raises KeyError."""
    return labels()[section][key]
