"""Repairs: what is repaired, what is left alone, and the way back to what was read."""

import html
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.article import original
from k3extract.reading.repair import Repairer
from k3extract.rulebook import load_rulebook

TABLE = yaml.safe_load((Path(__file__).parents[1] / "tables" / "repairs.yaml").read_text(encoding="utf-8"))
PIECES = st.sampled_from(
    [
        "\xa0",
        "Â ",
        "â€œ",
        "&amp;",
        "&nbsp;",
        "&#8220;",
        "\u200b",
        "\xad",
        "\r\n",
        "Jumat(8/3)",
        "siap.Kami",
        "PerhubunganDudy",
        "iPhone",
        "GoPay",
        "1.250.000",
        "12,5",
        "“",
        "”",
        "ال",
        "😀\u200d😀",
        " ",
        ".",
        "kata,kata",
        "(AS)Donald",
        "\x00",
        "\u2028",
    ]
)


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer(load_rulebook())


@pytest.mark.parametrize(("read", "repaired"), [tuple(row) for row in TABLE["changed"]])
def test_changed(repairer: Repairer, read: str, repaired: str) -> None:
    text, repairs = repairer.repair(read)
    assert text == repaired
    assert repairs
    assert original(text, repairs) == read


@pytest.mark.parametrize("read", TABLE["same"])
def test_same(repairer: Repairer, read: str) -> None:
    assert repairer.repair(read) == (read, ())


def test_a_repair_says_where_it_is(repairer: Repairer) -> None:
    text, repairs = repairer.repair("Jumat(8/3) baik\u00a0offline")
    assert [(text[r.start : r.end], r.original) for r in repairs] == [(" ", ""), (" ", "\u00a0")]


@settings(max_examples=400)
@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=20).map("".join)))
def test_repairs_invert(read: str) -> None:
    repairer = Repairer(load_rulebook())
    text, repairs = repairer.repair(read)
    assert original(text, repairs) == read
    at = 0
    for repair in repairs:
        assert at <= repair.start <= repair.end <= len(text)
        at = repair.end
    assert [c for c in text if c in "0123456789"] == [c for c in _decoded(read) if c in "0123456789"]


def _decoded(read: str) -> str:
    """Entities hold digits that are none of the text's."""
    return re.sub(
        r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", lambda m: html.unescape(m.group()), read
    )


def test_a_second_pass_changes_nothing(repairer: Repairer) -> None:
    for read, _ in TABLE["changed"]:
        text, _ = repairer.repair(read)
        assert repairer.repair(text)[0] == text
