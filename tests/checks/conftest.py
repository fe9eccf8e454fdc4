"""One extractor for all tests of the validator, and what it says of a text."""

from collections.abc import Callable

import pytest

from k3extract.article import Article
from k3extract.extract import Extractor
from k3extract.records import Check


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def check(extractor: Extractor) -> Callable[..., list[Check]]:
    """``check(text, published=None)``: the checks of a text."""

    def run(text: str, published: str | None = None) -> list[Check]:
        return list(extractor(Article(text=text, published=published)).checks)

    return run
