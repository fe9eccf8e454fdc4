"""Every rule of rules/checks: where its relation holds, where it is broken, where it must not speak."""

import pytest

from k3extract.examples import check_entry
from k3extract.extract import Extractor
from k3extract.rulebook import Entry, load_rulebook
from k3extract.rulebook.kinds.checks import CheckRule

ENTRIES = [entry for entry, _ in load_rulebook().of(CheckRule)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_the_sentences_of_a_rule(extractor: Extractor, entry: Entry) -> None:
    assert [str(failed) for failed in check_entry(extractor, entry)] == []
