"""How fast times and quantities are read: ``pytest -n 0 -s -m bench tests/bench``.

Over the texts of our own gold corpus, repeated (they hold twice the figures of ordinary news); beside it, in the same
run, the tokeniser of spaCy's blank("id") over the same texts. Prints megabytes a second of processor time on one core
and the ratio, which is what is asked for: the megabytes are those of the machine and of what else runs on it.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from k3extract.article import Article
from k3extract.mentions.quantities import QuantityScanner
from k3extract.mentions.references import ReferenceScanner
from k3extract.mentions.times import TimeScanner
from k3extract.rulebook import load_rulebook
from k3extract.rulebook.strict_yaml import load_entries

GOLD = Path(__file__).parents[2] / "corpora/gold"
GOAL = 1.0  # references, times and quantities together take no longer than cutting the text into tokens
ROUNDS = 3
SIZE = 500_000  # bytes of text a round

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = []
    for path in sorted(GOLD.rglob("*.yaml")):
        values = {node.key: node.value for node in load_entries(path.read_text(encoding="utf-8"), path.name)}
        found.append(Article(text=values["text"]))
    assert found
    size = sum(len(article.text.encode()) for article in found)
    return found * max(1, SIZE // size)


def speed(articles: Sequence[Article], read: Callable[[Article], object]) -> float:
    """Megabytes a second of processor time, the best of some rounds."""
    size = sum(len(article.text.encode()) for article in articles)
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        for article in articles:
            read(article)
        best = max(best, size / (time.process_time() - started) / 1e6)
    return best


def test_times_and_quantities_are_read_as_fast_as_tokens_are_cut(articles: list[Article]) -> None:
    rulebook = load_rulebook()
    references, times = ReferenceScanner(rulebook), TimeScanner(rulebook)
    quantities = QuantityScanner(rulebook)

    def both(article: Article) -> None:
        blocked = [(found.start, found.end) for found in references.scan(article.text)]
        dated = times.scan(article, blocked)
        blocked += [(found.start, found.end) for found in dated if found.type != "DURATION"]
        quantities.scan(article.text, sorted(blocked))

    import spacy

    tokeniser = spacy.blank("id").tokenizer
    ours, theirs = speed(articles, both), speed(articles, lambda article: tokeniser(article.text))
    print(f"\ntimes and quantities {ours:.1f} MB/s; tokenising {theirs:.1f} MB/s; ratio {ours / theirs:.2f}")
    print(f"  references {speed(articles, lambda article: references.scan(article.text)):.1f} MB/s")
    print(f"  times {speed(articles, lambda article: times.scan(article, [])):.1f} MB/s")
    print(f"  quantities {speed(articles, lambda article: quantities.scan(article.text)):.1f} MB/s")
    assert ours >= GOAL * theirs
