"""Numerals: every wording of the table, and any integer in words and in both locales."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.mentions.number_lexicon import build_lexicons
from k3extract.rulebook import load_rulebook
from k3extract.values.number import NumberReader, Numeral, Refused, read_roman

TABLES = Path(__file__).parents[1] / "tables"
READER = NumberReader(build_lexicons(load_rulebook()).quantities.number)
UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SCALES = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def below_thousand(number: int) -> str:
    words = []
    if number >= 100:
        words.append("seratus" if number < 200 else f"{UNITS[number // 100]} ratus")
        number %= 100
    if number in (10, 11):
        words.append("sepuluh" if number == 10 else "sebelas")
    elif 11 < number < 20:
        words.append(f"{UNITS[number - 10]} belas")
    elif number >= 20:
        words.append(f"{UNITS[number // 10]} puluh")
        if number % 10:
            words.append(UNITS[number % 10])
    elif number:
        words.append(UNITS[number])
    return " ".join(words)


def in_words(number: int) -> str:
    if not number:
        return "nol"
    words = []
    for scale, name in SCALES:
        count, number = divmod(number, scale)
        if count:
            words.append("seribu" if scale == 1000 and count == 1 else f"{below_thousand(count)} {name}")
    return " ".join([*words, below_thousand(number)]).strip()


@given(st.integers(0, 10**15))
def test_any_integer_in_words_reads_back(number: int) -> None:
    assert READER.read(in_words(number)) == number


@given(st.integers(0, 10**15))
def test_joined_tens_read_back(number: int) -> None:
    assert READER.read(in_words(number).replace(" puluh", "puluh").replace(" belas", "belas")) == number


@given(st.integers(0, 10**15))
def test_any_integer_in_groups_of_dots_reads_back(number: int) -> None:
    assert READER.read(f"{number:,}".replace(",", ".")) == number


@given(st.integers(10**6, 10**15))
def test_any_integer_in_groups_of_commas_reads_back(number: int) -> None:
    assert READER.read(f"{number:,}") == number


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_decimals_read_back_in_both_locales(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    indonesian = english.translate({ord(","): ".", ord("."): ","})
    assert str(READER.read(indonesian)) == f"{whole}.{cents:02d}"
    if whole >= 1000:
        assert str(READER.read(english)) == f"{whole}.{cents:02d}"


@given(st.integers(1, 999), st.sampled_from(["ribu", "juta", "miliar", "triliun"]), st.integers(0, 9))
def test_figures_with_a_scale_word(number: int, scale: str, tenth: int) -> None:
    factor = next(value for value, name in SCALES if name == scale)
    assert READER.read(f"{number},{tenth} {scale}") == number * factor + tenth * factor // 10
    assert READER.read(f"{number} {scale}") == number * factor


@settings(max_examples=200)
@given(st.text(alphabet="0123456789., -/xSatuDuapuluhribjkomenghsl\n", max_size=40))
def test_any_text_gives_a_numeral_inside_it_or_none(text: str) -> None:
    for at in range(len(text)):
        found = READER.match(text, at)
        if isinstance(found, Numeral):
            assert found.start == at < found.end <= len(text)
            assert found.value is None or "E" not in str(found.value)
        elif isinstance(found, Refused):
            assert at < found.end <= len(text)


@pytest.mark.parametrize("text", yaml.safe_load((TABLES / "numbers-none.yaml").read_text(encoding="utf-8"))["refused"])
def test_a_part_of_a_number_is_no_number(text: str) -> None:
    assert READER.read(text) is None
    assert isinstance(READER.match(text, 0), Refused)


@pytest.mark.parametrize("text", ["", "  ", "é", "orang", "juta", "koma", "puluh", "lima kali sepuluh pangkat besar"])
def test_no_number(text: str) -> None:
    assert READER.read(text) is None


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("3 juta 250 orang", 3000000, 6),
        ("5 jutaKemudian", 5000000, 6),
        ("1 234 567 orang", 1234567, 9),
        ("lima kali sepuluh pangkat dua ribu", 5, 4),
        ("106 ribu 837, lalu", 106837, 12),
    ],
)
def test_how_far_a_numeral_goes(text: str, value: int, end: int) -> None:
    found = READER.match(text, 0)
    assert isinstance(found, Numeral)
    assert (found.value, found.end) == (value, end)


def test_short_scales_need_money() -> None:
    assert isinstance(READER.match("50 M", 0), Refused)
    found = READER.match("50 M", 0, money=True)
    assert isinstance(found, Numeral)
    assert found.value == 50 * 10**9
    assert isinstance(READER.match("1,916.786 M", 0, money=True), Refused)
    assert isinstance(READER.match("5. 000", 0, money=True), Refused)


@pytest.mark.parametrize(
    ("text", "value"),
    [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXIV", 24), ("XL", 40), ("LXXXIX", 89)],
)
def test_roman(text: str, value: int) -> None:
    assert read_roman(text, 0) == (value, len(text))


@pytest.mark.parametrize("text", ["IIII", "VX", "IC", "", "XIa", "X-", "M", "XC"])
def test_not_roman(text: str) -> None:
    assert read_roman(text, 0) is None


def rows() -> list[Any]:
    table = yaml.load((TABLES / "numbers-cardinal.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        pytest.param(wording, row["value"], id=f"{row['value']}={wording}")
        for row in table
        for wording in row["wordings"]
    ]


@pytest.mark.parametrize(("wording", "value"), rows())
def test_wordings(wording: str, value: str) -> None:
    if value.startswith("-") or wording.endswith("K"):
        return  # signs and lone short scales belong to quantities
    found = READER.read(wording)
    assert found is not None
    assert found == Decimal(value)
