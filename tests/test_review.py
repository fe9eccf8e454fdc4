"""Decisions on findings: kept, tied to the words they were made on, exported."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from k3extract.cli import main
from k3extract.errors import ReadError
from k3extract.records import Span
from k3extract.review import Review, read_review
from k3extract.score_checks import CheckScores, KindCounts, RuleCounts, check_tables

WRONG = "Bantuan 2.175 paket itu terdiri dari 1.640 paket beras dan 485 paket gula."


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "bantuan", "text": WRONG}), encoding="utf-8")
    return path


def finding(article: Path) -> str:
    return str(json.loads(run("check", str(article), "--format", "json").stdout)["check"]["id"])


def test_dismissed_stays_dismissed_on_the_same_words_only(article: Path, tmp_path: Path) -> None:
    review = str(tmp_path / "review.jsonl")
    one = finding(article)
    opened = run("review", review, str(article))
    assert opened.exit_code == 1
    assert f"{one} open" in opened.stdout
    assert run("review", review, str(article), "--decide", one, "dismissed", "--why", "rinci").exit_code == 0
    for _ in range(2):
        assert run("check", str(article), "--review", review).exit_code == 0
    assert json.loads(Path(review).read_text(encoding="utf-8"))["quotes"] == ["2.175 paket", "1.640 paket", "485 paket"]
    article.write_text(json.dumps({"id": "bantuan", "text": WRONG.replace("485", "495")}), encoding="utf-8")
    assert finding(article) == one
    assert run("check", str(article), "--review", review).exit_code == 1
    assert run("review", review, str(article)).exit_code == 1


def test_a_decision_moves_with_its_words(article: Path, tmp_path: Path) -> None:
    review = str(tmp_path / "review.jsonl")
    one = finding(article)
    run("review", review, str(article), "--decide", one, "dismissed", "--why", "rinci")
    for before, status in (("Slawi - ", 0), ("Foto: dokumentasi panitia.\n", 0), ("", 0)):
        article.write_text(json.dumps({"id": "bantuan", "text": before + WRONG}), encoding="utf-8")
        assert (finding(article) == one) is (before == "")
        assert run("check", str(article), "--review", review).exit_code == status
    article.write_text(json.dumps({"id": "lain", "text": WRONG}), encoding="utf-8")
    assert run("check", str(article), "--review", review).exit_code == 1, "of another article nothing was decided"
    later = read_review(Path(review)).decisions[one]
    assert Review({one: later}).state(_Moved(one, WRONG)) == "open"


class _Moved:
    """A finding on other words."""

    def __init__(self, one: str, text: str) -> None:
        self.id = one.replace(":0-", ":9-")
        self.spans = (Span(start=0, end=len(text), text=text),)


def test_the_last_decision_counts_and_unsure_stays_listed(article: Path, tmp_path: Path) -> None:
    review = str(tmp_path / "review.jsonl")
    one = finding(article)
    run("review", review, str(article), "--decide", one, "dismissed")
    unsure = run("review", review, str(article), "--decide", one, "unsure", "--why", "tanya penulis")
    assert (unsure.exit_code, f"{one} unsure" in unsure.stdout) == (1, True)
    assert run("check", str(article), "--review", review).exit_code == 1


def test_confirmed_ones_become_claim_reviews(article: Path, tmp_path: Path) -> None:
    review, listed, out = (str(tmp_path / name) for name in ("review.jsonl", "confirmed.yaml", "claims.jsonl"))
    run(
        "review", review, str(article), "--decide", finding(article), "confirmed", "--confirmed", listed,
        "--reviewer", "Redaksi Cek Angka", "--address", "https://cek.example.org/{}",
    )  # fmt: skip
    assert run("export", str(article), "--to", "claimreview", "--confirmed", listed, "-o", out).exit_code == 0
    claim = json.loads(Path(out).read_text(encoding="utf-8"))
    assert (claim["url"], claim["author"]["name"]) == ("https://cek.example.org/1", "Redaksi Cek Angka")


def test_what_is_no_decision_is_said_with_its_line(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    path.write_text('{"check": "a", "decision": "confirmed", "why": ""}\n\n{"check": "b", "decision": "ya"}\n')
    with pytest.raises(ReadError, match=r"review\.jsonl:3: no decision"):
        read_review(path)
    assert read_review(tmp_path / "nothing.jsonl") == Review({})
    assert run("review", str(tmp_path / "new.jsonl"), str(article), "--decide", "x", "confirmed").exit_code == 2
    assert run("review", str(tmp_path / "new.jsonl"), str(article), "--decide", "x", "ya").exit_code == 2


def test_tables_of_checks() -> None:
    scores = CheckScores(
        2, {"a.yaml:x": RuleCounts("A", 5, 4, 3), "a.yaml:y": RuleCounts("C")}, {"sum": KindCounts(4, 3, 2)}
    )
    lines = list(check_tables(scores))
    assert "| `a.yaml:x` | A | 5 | 4 | 3 | 1 | 75.0 % |" in lines
    assert "| `sum` | 4 | 3 | 2 | 75.0 % |" in lines
    assert lines[-1] == "Rules that met no relation here: `a.yaml:y`."


def test_score_of_checks_on_one_gold_article(tmp_path: Path) -> None:
    quoted = "checks:\n  - {kind: breakdown, verdict: inconsistent, quotes: [2.175 paket, 1.640 paket, 485 paket]}\n"
    (tmp_path / "one.yaml").write_text(f"id: one\ntext: |\n  {WRONG}\n{quoted}", encoding="utf-8")
    printed = run("score", str(tmp_path), "--checks").stdout
    assert "| `breakdown.yaml:breakdown` | A | 1 | 1 | 1 | 0 | 100.0 % |" in printed
    assert "| `breakdown` | 1 | 1 | 1 | 100.0 % |" in printed
