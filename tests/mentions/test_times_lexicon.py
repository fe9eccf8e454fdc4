"""The lexicon of the rules of dates: what each class of words accepts as its value."""

from typing import Any

import pytest

from k3extract.errors import RuleError
from k3extract.mentions.times_lexicon import build_lexicon
from k3extract.rulebook import Entry, Rulebook, load_rulebook
from k3extract.rulebook.kinds.dates import DateRule


def _rulebook(**changes: Any) -> Rulebook:
    rule = DateRule.model_validate({"words": ["uji"], "finds": ["[uji]"], "ignores": ["x"], **changes})
    whole = load_rulebook()
    entries = {**whole.entries, "dates/x.yaml:x": Entry("dates/x.yaml:x", "x", "dates", "dates/x.yaml:1", rule)}
    return Rulebook(entries, whole.lists, "x")


@pytest.mark.parametrize(
    "changes",
    [
        {"is": "month", "value": "satu"},
        {"is": "weekday", "value": ""},
        {"is": "part", "value": "TMO", "afternoon": "sore"},
        {"is": "unit", "value": "ZZ"},
        {"is": "deixis", "value": "day satu"},
        {"is": "deixis", "value": "esok 1"},
        {"is": "holiday", "value": "table imlek banyak"},
        {"is": "holiday", "value": "moon 1"},
    ],
)
def test_a_value_its_class_does_not_know_is_an_error_with_its_place(changes: dict[str, str]) -> None:
    with pytest.raises(RuleError, match=r"^dates/x\.yaml:1: x: "):
        build_lexicon(_rulebook(**changes))


def test_the_words_are_folded_and_typed() -> None:
    lexicon = build_lexicon(_rulebook(**{"is": "deixis", "value": "day -3", "words": ["Tiga Hari Silam"]}))
    assert lexicon.deixis["tiga hari silam"].shift == -3
    assert lexicon.months["nopember"] == 11
    assert lexicon.ordinals["ketiga"] == 3
    assert lexicon.units["windu"].size == 8
    assert lexicon.festivals["1 ramadan", 1445] == "2024-03-12"
    assert "orang" in lexicon.counted
