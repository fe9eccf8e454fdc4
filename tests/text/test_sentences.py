"""Sentences: the table of wordings, the options, the debug twin, the speed of nasty input."""

import time
from pathlib import Path

import pytest
import yaml

from k3extract.rulebook import load_rulebook
from k3extract.text import RuleSegmenter

TABLE = yaml.safe_load((Path(__file__).parents[1] / "tables" / "sentences.yaml").read_text(encoding="utf-8"))
ROWS = [(topic, row) for topic, rows in TABLE.items() if topic != "known-faults" for row in rows]
MARK = "‖"


@pytest.fixture(scope="module")
def segmenter() -> RuleSegmenter:
    return RuleSegmenter(load_rulebook())


def marked(segmenter: RuleSegmenter, text: str) -> str:
    """The text with a mark before every sentence but the first."""
    for start, _ in reversed(segmenter.sentences(text)[1:]):
        text = text[:start] + MARK + text[start:]
    return text


@pytest.mark.parametrize(("topic", "row"), ROWS)
def test_table(segmenter: RuleSegmenter, topic: str, row: str) -> None:
    assert marked(segmenter, row.replace(MARK, "")) == row


@pytest.mark.parametrize("row", TABLE["known-faults"])
def test_known_faults_are_still_faults(segmenter: RuleSegmenter, row: str) -> None:
    assert marked(segmenter, row.replace(MARK, "")) != row


def test_a_long_quotation_is_split_on_request() -> None:
    text = '"Kami siap. Semua alat sudah diperiksa," kata Rudi.'
    split = RuleSegmenter(load_rulebook(), keep_quotations=False)
    assert [text[a:b] for a, b in split.sentences(text)] == ['"Kami siap.', 'Semua alat sudah diperiksa," kata Rudi.']


def test_a_mark_that_is_never_closed_swallows_nothing(segmenter: RuleSegmenter) -> None:
    text = '"Kami siap. ' + "Polisi menyelidiki kasus itu. " * 60
    assert len(segmenter.sentences(text)) == 61


def test_a_pair_farther_apart_than_the_limit_holds_nothing(segmenter: RuleSegmenter) -> None:
    text = '"' + "Polisi menyelidiki kasus itu. " * 60 + 'Selesai," kata Rudi.'
    assert len(segmenter.sentences(text)) == 61


def test_explain_names_the_rule_and_the_word(segmenter: RuleSegmenter) -> None:
    text = "Menurut Drs. Hasan, pabrik ditutup. Baca juga: Pabrik Dibuka"
    found = [(text[one.start : one.end], one.rule, one.ends) for one in segmenter.explain(text)]
    assert found == [
        ("Drs.", "sentences/abbreviations.yaml:person-titles", False),
        ("Baca juga:", "sentences/context.yaml:furniture", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "." * 200_000,
        ". " * 100_000,
        '"' * 200_000,
        "(" * 100_000 + ")" * 100_000,
        "a." * 100_000,
        '."' * 100_000,
        "A. " * 70_000,
        "'' " * 70_000,
        " Namun" * 40_000,
        "1.2." * 50_000,
        "A.B" * 100_000,
        "a.B" * 100_000,
        "AB.CD1" * 100_000,
        "x Namun, " * 50_000,
        "Baca juga:" * 50_000,
        "5. Xyz " * 50_000,
        "vitamin A. Xyz " * 50_000,
        "\n" * 200_000,
        ".)" * 100_000,
    ],
    ids=lambda text: text[:6],
)
def test_nasty_input_takes_linear_time(segmenter: RuleSegmenter, text: str) -> None:
    started = time.process_time()
    segmenter.sentences(text)
    assert time.process_time() - started < 3.0
