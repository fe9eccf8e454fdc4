"""Every sentence of every rule, and the files generated from their models."""

from pathlib import Path

import pytest

from k3extract import Extractor
from k3extract.examples import check_entry, check_list
from k3extract.rulebook import load_rulebook
from k3extract.schema import dump, rule_schemas

BOOK = load_rulebook()
RULES = Path(__file__).parents[1] / "rules"


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("rule", BOOK.entries)
def test_a_rule_finds_and_ignores_its_sentences(extract: Extractor, rule: str) -> None:
    assert [str(failed) for failed in check_entry(extract, BOOK.entries[rule])] == []


@pytest.mark.parametrize("name", BOOK.lists)
def test_a_list_finds_and_ignores_its_sentences(extract: Extractor, name: str) -> None:
    assert [str(failed) for failed in check_list(extract, BOOK.lists[name])] == []


def test_rule_schemas_are_in_step() -> None:
    written = {path.stem: path.read_text(encoding="utf-8") for path in (RULES / "schema").glob("*.json")}
    assert written == {kind: dump(schema) for kind, schema in rule_schemas().items()}, "run: k3extract rules schema"
