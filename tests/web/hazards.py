"""An extractor for tests, in a module that worker processes can import: articles say what happens to them."""

import os
import time
from collections.abc import Callable

from k3extract.article import Article
from k3extract.errors import RuleError
from k3extract.records import Extraction


def make() -> Callable[[Article], Extraction]:
    return _extract


def _extract(article: Article) -> Extraction:
    if "TIDUR" in article.text:
        time.sleep(30)
    if "MATI" in article.text:
        os._exit(7)
    if "SALAH" in article.text:
        raise LookupError("kunci")
    if "RAKUS" in article.text:
        bytearray(3 << 30)
    return Extraction(rulebook="r", article=article)


def absent() -> Callable[[Article], Extraction]:
    os._exit(7)


def broken() -> Callable[[Article], Extraction]:
    raise RuleError("events/x.yaml:3", "no such field")
