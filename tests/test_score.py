import json
from io import StringIO
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from k3extract import Article, Extractor, GoldError
from k3extract.gold import GoldArticle, GoldTime, read_gold
from k3extract.score import Scores, align, overlap, score_article, words_f1
from k3extract.score_tables import below_floors, raise_floors, rule_table, slot_lines, slot_table, summary


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 5), st.data())
def test_alignment_is_the_best_one(rows: int, columns: int, data: st.DataObject) -> None:
    cell = st.integers(0, 10).map(lambda n: n / 10)
    table = [[data.draw(cell) for _ in range(columns)] for _ in range(rows)]
    pairs = align(table)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == min(rows, columns)
    small, large = sorted((rows, columns))
    turned = table if rows <= columns else [list(column) for column in zip(*table, strict=True)]
    best = max(sum(turned[i][c] for i, c in enumerate(chosen)) for chosen in permutations(range(large), small))
    assert sum(table[r][c] for r, c in pairs) == pytest.approx(best)


def test_measures() -> None:
    assert overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert overlap((0, 2), (2, 4)) == 0
    assert words_f1("Kepala Dinas", "kepala dinas") == 1
    assert words_f1(None, "x") == 0


def test_slots_and_floors(tmp_path: Path) -> None:
    gold = GoldArticle(
        id="g",
        text="Rapat Senin (24/11/2025) dan Selasa (25/11/2025).",
        times=(
            GoldTime(quote="Senin (24/11/2025)", timex="2025-11-24"),
            GoldTime(quote="Selasa (25/11/2025)", timex="2025-11-26"),
            GoldTime(quote="Rapat", timex="2025"),
        ),
    )
    scores = Scores()
    score_article(gold, Extractor()(Article(text=gold.text)), scores)
    records, timex = scores.of("times.records"), scores.of("times.timex")
    assert (records.correct, records.missed, records.spurious) == (2, 1, 0)
    assert (timex.correct, timex.wrong) == (1, 1)
    floors = tmp_path / "floors.json"
    floors.write_text('{"times.records": 0.7, "times.timex": 0.9}', encoding="utf-8")
    assert below_floors(scores, floors) == ["times.timex: F1 0.500 lies below its floor 0.900"]
    with pytest.raises(GoldError, match="no file of floors"):
        below_floors(scores, tmp_path / "none.json")
    assert raise_floors(scores, floors) == ["times.records: 0.700 → 0.795"]
    assert json.loads(floors.read_text(encoding="utf-8")) == {"times.records": 0.795, "times.timex": 0.9}


def test_errors_by_rule_and_per_thousand() -> None:
    gold = GoldArticle(
        id="g",
        text="Rapat digelar Senin (24/11/2025). Warga pulang Selasa (25/11/2025).",
        times=(GoldTime(quote="Senin (24/11/2025)", timex="2025-11-23"),),
    )
    scores = Scores()
    score_article(gold, Extractor()(Article(text=gold.text)), scores)
    tally = scores.rules["times", "dates/forms.yaml:weekday-date"]
    assert (tally.found, tally.right, tally.spurious) == (2, 0, 1)
    assert summary(scores) == (
        "1 articles, 2 sentences, 12 words; 1 records missed or extra: 83.3 per 1,000 words, 500.0 per 1,000 sentences"
    )
    shown = Console(width=120, record=True, file=StringIO())
    shown.print(rule_table(scores, {"dates/forms.yaml:weekday-date": "dates/forms.yaml:3"}))
    shown.print(slot_table(scores))
    assert list(slot_lines(scores))[2] == "| times | 0.500 | 1.000 | 0.667 | timex 0.000 |"
    text = shown.export_text()
    assert "dates/forms.yaml:weekday-date (3)" in text
    assert "1000.0" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("text: a b a\ntimes: [{quote: a}]\n", "'a' stands 2 times: write 'a @1'"),
        ("text: a b a\ntimes: [{quote: a @3}]\n", "'a' stands only 2 times"),
        ("text: a\ntimes: [{quote: c}]\n", "'c' does not stand in the text"),
        ("text: a\ntimes: [{quot: a}]\n", "times.0.quote: Field required"),
        ("text: a\ntext: b\n", "the key 'text' stands twice"),
    ],
)
def test_a_gold_file_that_is_wrong_says_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(f"id: g\n{text}", encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith("g.yaml")
