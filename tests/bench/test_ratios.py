"""Speed against own baselines, as ratios to a piece of work that is always the same: machines differ, ratios hardly.

``baselines.json`` holds the ratio of each measure when it was last looked at; a measure that comes out at twice its
baseline fails. ``python tests/bench/test_ratios.py`` prints what is measured now, to write down a better one.
"""

import atexit
import hashlib
import json
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from k3extract import Article, Extraction, Extractor
from k3extract.batch.cutting import Cutter
from k3extract.records import to_json
from k3extract.sinks.layout import rows

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
SAMPLES = Path(__file__).parents[2] / "corpora/samples"
BASELINES: dict[str, float] = json.loads((HERE / "baselines.json").read_text(encoding="utf-8"))
SLACK = 2.0
_WORDS = re.compile(r"\w+|[^\w\s]")
Work = Callable[[], object]


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def articles() -> tuple[Article, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    return tuple(Article(text=text, published="2025-11-26") for text in texts)


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(map(extractor(), articles()))


def extracting() -> tuple[Work, Work]:
    """The whole path against cutting the same text into words."""
    extractor()
    return lambda: list(map(extractor(), articles())), lambda: [_WORDS.findall(one.text) for one in articles()]


def reading() -> tuple[Work, Work]:
    """The whole path against spaCy's tokeniser over articles with words enough."""
    import spacy
    from articles import news

    made = [Article(text=one.text, published=one.published) for one in news(60)]
    tokeniser = spacy.blank("id").tokenizer
    for article in made:
        tokeniser(article.text)
    return lambda: list(map(extractor(), made)), lambda: [tokeniser(one.text) for one in made]


def segmenting() -> tuple[Work, Work]:
    """Sentences against words."""
    segmenter = extractor().segmenter
    return (
        lambda: [segmenter.sentences(one.text) for one in articles()],
        lambda: [_WORDS.findall(one.text) for one in articles()],
    )


def cutting() -> tuple[Work, Work]:
    """What the parent of a run does with JSONL against hashing the same bytes three times."""
    data = b"".join(to_json({"id": str(n), "text": one.text}) + b"\n" for n in range(400) for one in articles()[:5])
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder, "a.jsonl")
    path.write_bytes(data)
    rulebook = extractor().rulebook

    def cut() -> int:
        return sum(len(task.work) for task in Cutter(rulebook, "").tasks((str(path),)))

    return cut, lambda: [hashlib.sha256(data).digest() for _ in range(3)]


def loading() -> tuple[Work, Work]:
    """Rows for a store against the JSON of the same records."""
    return (
        lambda: [list(rows(one, "", "")) for one in extractions() * 20],
        lambda: [to_json(one) for one in extractions() * 20],
    )


MEASURES = {measure.__name__: measure for measure in (extracting, reading, segmenting, cutting, loading)}


def seconds(work: Work) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def ratio(name: str, rounds: int = 7) -> float:
    """The median of alternating runs, so that a busy machine slows both sides."""
    work, yardstick = MEASURES[name]()
    work()
    repeat = max(1, int(0.02 / max(seconds(yardstick), 1e-6)))
    found = []
    for _ in range(rounds):
        there = sum(seconds(yardstick) for _ in range(repeat)) / repeat
        found.append(seconds(work) / there)
    return statistics.median(found)


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_has_become_twice_as_slow(name: str) -> None:
    measured = ratio(name)
    if measured >= SLACK * BASELINES[name]:  # once more, before a busy moment is taken for a slow program
        measured = min(measured, ratio(name, rounds=15))
    assert measured < SLACK * BASELINES[name], f"{measured:.2f}, baseline {BASELINES[name]}"


if __name__ == "__main__":
    print(json.dumps({name: round(ratio(name, rounds=15), 2) for name in MEASURES}, indent=2))
