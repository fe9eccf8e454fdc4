"""The gold must be right by itself: quotations, weekdays and arithmetic are done again without the extractor."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from k3extract.errors import GoldError
from k3extract.gold import GoldArticle, GoldCheck, locate, read_corpus

CORPUS = read_corpus(Path(__file__).parents[1] / "corpora/gold")
DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
DAY = re.compile(rf"\b({'|'.join(DAYS)})\b", re.I)
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

articles = pytest.mark.parametrize("gold", CORPUS, ids=lambda gold: gold.id)


def test_ids_are_unique() -> None:
    ids = [gold.id for gold in CORPUS]
    assert len(set(ids)) == len(ids)


@articles
def test_weekdays(gold: GoldArticle) -> None:
    """A weekday beside a date fits the calendar unless it is flagged, and its check says the same."""
    for time in gold.times or ():
        days, dates = DAY.findall(time.quote), ISO.findall(time.timex or "")
        if not days or not dates or not re.search(r"\d", time.quote):
            continue
        wanted = [DAYS[date.fromisoformat(day).weekday()] for day in dates][: len(days)]
        fits = [day.lower() for day in days] == wanted
        assert fits == ("weekday_mismatch" not in time.flags), time
        verdicts = [c.verdict for c in gold.checks or () if c.kind == "date_weekday" and c.quotes == (time.quote,)]
        wrong = "inconsistent" if re.search(r"\d{4}", time.quote) else "not_checkable"
        assert verdicts == ["consistent" if fits else wrong], time


@articles
def test_dates_that_do_not_exist_are_findings(gold: GoldArticle) -> None:
    wrong = {time.quote for time in gold.times or () if "invalid_date" in time.flags}
    found = {check.quotes[0] for check in gold.checks or () if check.kind == "date_valid"}
    assert wrong == found


@articles
def test_totals(gold: GoldArticle) -> None:
    """A breakdown or sum whose figures are all printed adds up exactly where, and only where, the gold says so."""
    for check in gold.checks or ():
        values = _values(gold, check)
        if check.kind in {"breakdown", "sum", "remainder"} and len(values) > 2:
            total = max(values)
            assert (total * 2 == sum(values)) == (check.verdict == "consistent"), check


@articles
def test_products(gold: GoldArticle) -> None:
    for check in gold.checks or ():
        values = sorted(_values(gold, check))
        if check.kind == "equal_shares" and len(values) == 3:
            assert (values[0] * values[1] == values[2]) == (check.verdict == "consistent"), check


@articles
def test_statistics_have_numbers(gold: GoldArticle) -> None:
    for statistic in gold.statistics or ():
        if statistic.value is not None:
            assert Decimal(statistic.value).is_finite()
        assert statistic.value is not None or statistic.hedge == "range" or statistic.optional, statistic


def test_a_quotation_that_stands_twice_is_refused() -> None:
    with pytest.raises(GoldError, match="stands 2 times"):
        locate("dua orang dan dua orang", "dua orang", "x.yaml")


def _values(gold: GoldArticle, check: GoldCheck) -> list[Decimal]:
    """The values of the figures a check rests on, without those that are no statistics."""
    known = {statistic.quote: statistic.value for statistic in gold.statistics or ()}
    found = [known.get(quote) for quote in check.quotes]
    return [Decimal(value) for value in found if value is not None]
