"""What the page says of a record and of a check, without the page."""

import re
from decimal import Decimal
from typing import Any

import pytest

from k3extract.article import Article
from k3extract.extract import Extractor
from k3extract.records import Check, CheckReading, Event, Extraction, Message, RoleSpan, Series, Statistic, Suggestion
from k3extract.report.facts import cards
from k3extract.report.findings import Finding, findings
from k3extract.report.labels import Words
from k3extract.report.overview import Row, charts

LONG = "kata " * 200
TEXT = f"{LONG}Total 30 orang terdiri dari 10 pria {LONG}dan 15 wanita.\nItu saja. Hujan turun."
MESSAGE = Message(
    id="Artikel menyebut 30. Dihitung: 10 + 15 = 25. Tidak cocok dengan 30. Catatan: x. Kemungkinan: 25 (satu angka). "
    "Pemeriksaan ini tidak menentukan angka mana yang keliru.",
    en="The article states 30. Computed: 10 + 15 = 25. This does not match 30. Note: x. Possibly: 25 (one digit). "
    "This check does not tell which figure is wrong.",
)


def span(words: str, role: str) -> RoleSpan:
    start = TEXT.index(words)
    return RoleSpan(start=start, end=start + len(words), text=words, role=role)


def check(**changed: Any) -> Check:
    reading = CheckReading(
        gloss="jumlah bagian-bagiannya", expression="10 + 15", computed=Decimal("25"), low=Decimal("24.5"),
        high=Decimal("25.5"), reported=Decimal("30"), agrees=None,
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": "a#check:sum:1-2", "kind": "sum", "verdict": "inconsistent", "severity": "high", "scope": "sentence",
        "spans": (span("30 orang", "total"), span("15 wanita", "part")), "readings": (reading,), "rule": "checks/x:y",
        "suggestions": (Suggestion(text="1.500 -> 1.550", why="satu angka berbeda"),), "message": MESSAGE,
    }  # fmt: skip
    return Check(**{**fields, **changed})


def shown(one: Check, sentences: tuple[tuple[int, int], ...] = ()) -> Finding:
    extraction = Extraction(rulebook="r", article=Article(text=TEXT, sentences=sentences), checks=(one,))
    flagged, others = findings(extraction, 1)
    return (flagged or others)[0]


def test_what_is_shown_beside_is_not_said_again() -> None:
    assert shown(check()).says == Words(
        "Artikel menyebut 30. Tidak cocok dengan 30. Catatan: x.",
        "The article states 30. This does not match 30. Note: x.",
    )
    plain = Message(id="Sesuatu lain.", en="Something else.")
    assert shown(check(message=plain)).says == Words("Sesuatu lain.", "Something else.")


def test_working() -> None:
    (working,) = shown(check()).workings
    assert (working.computed, working.stated) == (Words("25", "25"), Words("30", "30"))
    assert working.allowed == Words("24,5 – 25,5", "24.5 – 25.5")
    assert (working.gloss, working.agrees) == (Words("jumlah bagian-bagiannya", ""), False)
    day = CheckReading(
        gloss="9/5/2025 jatuh pada hari Jumat", expression="weekday(2025-05-09)", computed=None, low=None, high=None,
        reported=None, agrees=None,
    )  # fmt: skip
    (working,) = shown(check(kind="date_weekday", readings=(day,))).workings
    assert working.expression == Words("2025-05-09 = Jumat", "2025-05-09 = Friday")
    assert working.computed is None


def test_suggestions_in_both_languages() -> None:
    ((text, why),) = shown(check()).suggestions
    assert (text, why.en) == (Words("1.500 -> 1.550", "1,500 -> 1,550"), "one digit differs")


def quoted(finding: Finding) -> list[str]:
    return ["".join(run.text for run in runs) for runs in finding.quoted]


def test_long_sentences_are_cut_around_their_figures_at_words() -> None:
    (words,) = quoted(shown(check(spans=(span("30 orang", "total"),))))
    assert re.fullmatch(r"… (kata )+Total 30 orang terdiri dari 10 pria (kata ?)+ …", words)
    assert len(words) < 400


def test_a_figure_that_runs_across_sentences_joins_them() -> None:
    cut = TEXT.index("orang")
    end = TEXT.index("Hujan")
    across = shown(check(spans=(span("30 orang", "total"),)), ((0, cut), (cut, end), (end, len(TEXT))))
    assert len(quoted(across)) == 1
    apart = (span("30", "total"), span("saja", "part"))
    assert len(quoted(shown(check(spans=apart), ((0, cut), (cut, end), (end, len(TEXT)))))) == 2


def test_other_checks_have_no_number_and_quote_nothing() -> None:
    other = shown(check(verdict="approximate", reason="rounding"))
    assert (other.number, other.name, other.quoted) == (0, "1-c1", ())


def test_cards_say_what_is_known() -> None:
    event = Event(
        id="a#event:0-4", start=0, end=4, text="kata", type="training", date="2025-01-02", rule="events/a:b",
        series=Series(unit="batch", number=3, total=5, year=2025), organisers=("Dinas A", "Dinas B"),
    )  # fmt: skip
    statistic = Statistic(
        id="a#statistic:5-9", start=5, end=9, text="kata", value=None, low=Decimal("10.5"), high=None,
        dimension="money", hedge="more_than", event=event.id, rule="x:y",
    )  # fmt: skip
    extraction = Extraction(rulebook="r", article=Article(text=TEXT), events=(event,), statistics=(statistic,))
    first, second = cards(extraction, 2)
    assert (first.name, second.name) == ("2-e0", "2-s0")
    facts = {fact.name.en: fact.value for card in (first, second) for fact in card.facts}
    assert facts["Series"].id == "batch 3 / 5 2025"
    assert facts["Organisers"].id == "Dinas A; Dinas B"
    assert facts["Between"] == Words("10,5 – …", "10.5 – …")
    assert facts["Hedge"] == Words("lebih dari", "more than")
    assert facts["Event"].id == "kata"
    assert "Former" not in facts


def row(index: int, outlet: str, *found: Check) -> Row:
    return Row(index, "t", outlet, "", dict.fromkeys("oesqt", 0), 0, found, True)


def test_charts() -> None:
    dated = check(kind="date_weekday", suggestions=(Suggestion(text="x", why="bulan keliru"),))
    rows = [row(1, "A", dated, check()), row(2, "A"), row(3, "", check(kind="date_weekday", suggestions=()))]
    kinds, outlets, causes = charts(rows)
    assert [(bar.name.en, bar.count) for bar in kinds.bars] == [("Weekday and date", 2), ("Sum", 1)]
    assert [(bar.name.en, bar.count, bar.of) for bar in outlets.bars] == [("A", 2, 2), ("Unknown", 1, 1)]
    assert {bar.name.en for bar in causes.bars} == {"month slip", "no repair found"}
    assert kinds.bars[0].length == 100
    assert charts([row(1, "A")]) == []


def test_many_bars_end_in_others() -> None:
    rows = [row(at, f"Media {at:02}", *[check()] * (20 - at)) for at in range(15)]
    outlets = charts(rows)[1]
    assert len(outlets.bars) == 12
    assert (outlets.bars[-1].name.en, outlets.bars[-1].count, outlets.bars[-1].of) == ("Others", 9 + 8 + 7 + 6, 4)


def test_rows_know_their_gravest_finding() -> None:
    assert row(1, "A", check(severity="low"), check(severity="medium")).worst == "medium"
    assert (row(1, "A").worst, row(1, "A").rank) == ("none", 4)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀", "\x00"])
def test_any_text_has_a_view(text: str) -> None:
    extraction = Extractor()(Article(text=text))
    assert findings(extraction, 1) == ([], [])
    assert cards(extraction, 1) == []
