"""The dateline at the head of an article: the city and the outlet it names."""

from k3extract.article import Boilerplate


def read_dateline(boilerplate: tuple[Boilerplate, ...]) -> tuple[str | None, str | None]:
    """``(place, outlet)`` of the first mark of kind ``dateline``; None for what it does not say."""
    return None, None
