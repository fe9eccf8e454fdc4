"""The sentences of every mistake ever made (corpora/bugs): what must be found, what must stay alone."""

from pathlib import Path
from typing import Any

import pytest

from k3extract import Article, Extraction, Extractor
from k3extract.gold import locate
from k3extract.rulebook.strict_yaml import load_entries

BUGS = Path(__file__).parents[1] / "corpora/bugs"
CASES = [
    pytest.param(node.value, id=f"{path.stem}-{node.key}")
    for path in sorted(BUGS.glob("*.yaml"))
    for node in load_entries(path.read_text(encoding="utf-8"), path.name)
]


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


def places(record: Any, kind: str) -> set[tuple[int, int]]:
    spans = record.mentions if kind == "officials" else record.spans if kind == "checks" else [record]
    return {(span.start, span.end) for span in spans}


def shown(value: Any) -> str:
    return "null" if value is None else str(value)


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_not_made_again(extract: Extractor, case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "published", "found", "absent"}
    assert case.keys() & {"found", "absent"}, "a case that cannot fail"
    extraction = extract(Article(text=case["text"].rstrip("\n"), published=case.get("published")))
    for kind, wanted in case.get("found", {}).items():
        for fields in wanted:
            _found(extraction, kind, fields)
    for kind, quotes in case.get("absent", {}).items():
        for quote in quotes:
            _absent(extraction, kind, quote)


def _found(extraction: Extraction, kind: str, fields: dict[str, Any]) -> None:
    place = locate(extraction.article.text, fields["quote"], "bug")
    here = [r for r in getattr(extraction, kind) if (place.start, place.end) in places(r, kind)]
    seen = [[extraction.article.text[a:b] for a, b in sorted(places(r, kind))] for r in getattr(extraction, kind)]
    assert here, f"{kind}: {fields['quote']!r} is not found; found: {seen}"
    wanted = {name: value for name, value in fields.items() if name != "quote"}
    got = [{name: told(extraction, record, name) for name in wanted} for record in here]
    assert wanted in got


def told(extraction: Extraction, record: Any, name: str) -> Any:
    """The field as a case writes it; ``parts`` as ``Sri Mulyono: opened``."""
    if name == "parts":
        names = {official.id: official.name for official in extraction.officials}
        return [f"{names[part.official]}: {part.part}" for part in record.parts]
    return shown(getattr(record, name))


def _absent(extraction: Extraction, kind: str, quote: str) -> None:
    """``quote`` is touched by no record of the kind; ``*`` stands for the whole text."""
    text = extraction.article.text
    place = (0, len(text)) if quote == "*" else (lambda p: (p.start, p.end))(locate(text, quote, "bug"))
    touching = [
        text[a:b]
        for record in getattr(extraction, kind)
        if not (kind == "checks" and record.verdict != "inconsistent")
        for a, b in places(record, kind)
        if a < place[1] and place[0] < b
    ]
    assert touching == []
