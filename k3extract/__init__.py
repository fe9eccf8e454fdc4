"""k3extract: typed records and an arithmetic check from Indonesian news.

>>> import k3extract
>>> extract = k3extract.Extractor()
>>> extraction = extract(k3extract.Article(text="...", published="2024-11-26"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from k3extract.article import Article as Article
    from k3extract.article import Published as Published
    from k3extract.errors import BackendError as BackendError
    from k3extract.errors import GoldError as GoldError
    from k3extract.errors import K3Error as K3Error
    from k3extract.errors import ReadError as ReadError
    from k3extract.errors import RuleError as RuleError
    from k3extract.errors import SinkError as SinkError
    from k3extract.extract import Extractor as Extractor
    from k3extract.face import quantities as quantities
    from k3extract.face import sentences as sentences
    from k3extract.face import times as times
    from k3extract.reading import read_articles as read_articles
    from k3extract.records import Check as Check
    from k3extract.records import Event as Event
    from k3extract.records import Extraction as Extraction
    from k3extract.records import Official as Official
    from k3extract.records import Quantity as Quantity
    from k3extract.records import Span as Span
    from k3extract.records import Statement as Statement
    from k3extract.records import Statistic as Statistic
    from k3extract.records import Time as Time

__version__ = "0.1.0"

# Loaded when first asked for: `k3extract --help` must not pay for the extractor.
_WHERE = {
    "article": ("Article", "Published"),
    "errors": ("BackendError", "GoldError", "K3Error", "ReadError", "RuleError", "SinkError"),
    "extract": ("Extractor",),
    "face": ("quantities", "sentences", "times"),
    "reading": ("read_articles",),
    "records": ("Check", "Event", "Extraction", "Official", "Quantity", "Span", "Statement", "Statistic", "Time"),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}
__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'k3extract' has no attribute {name!r}")
    return getattr(import_module(f"k3extract.{module}"), name)
