"""Statements on hand-made mentions: what was said, by whom, and how that is known."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract.article import Article, Boilerplate
from k3extract.assemble.statements import StatementAssembler
from k3extract.mentions.marked import MarkedText
from k3extract.records import Mention, Official, Statement, record_id
from k3extract.rulebook import load_rulebook
from k3extract.text import RuleSegmenter

CASES = yaml.safe_load((Path(__file__).parents[1] / "tables" / "statements.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def segmenter() -> RuleSegmenter:
    return RuleSegmenter(load_rulebook())


@pytest.fixture(scope="module")
def assembler() -> StatementAssembler:
    return StatementAssembler(load_rulebook())


def mark(text: str, segmenter: RuleSegmenter) -> MarkedText:
    article = Article(id="a", text=text, sentences=tuple(segmenter.sentences(text)))
    return MarkedText(
        article=article, references=[], times=[], quantities=[], offices=[], names=[], event_nouns=[], cues=[]
    )


def people(text: str, known: dict[str, list[str]]) -> list[Official]:
    """Officials whose mentions stand wherever their surfaces do, the longest first."""
    officials = []
    for name, surfaces in known.items():
        found: dict[tuple[int, int], Mention] = {}
        for surface in sorted(surfaces, key=len, reverse=True):
            words, _, kind = surface.rpartition(":")
            for match in re.finditer(rf"\b{re.escape(words)}\b", text):
                if not any(start < match.end() and match.start() < end for start, end in found):
                    mention = Mention(start=match.start(), end=match.end(), text=words, kind=kind)  # type: ignore[arg-type]
                    found[match.span()] = mention
        mentions = tuple(found[span] for span in sorted(found))
        official_id = record_id("a", "official", mentions[0].start, mentions[0].end)
        officials.append(
            Official(id=official_id, name=name, title="", position="", mentions=mentions, rule="offices/x")
        )
    return officials


def shown(statement: Statement, names: dict[str, str]) -> str:
    speaker = names.get(statement.speaker or "") or (f"={statement.speaker}" if statement.speaker else "-")
    return " | ".join((statement.kind, statement.text, speaker, statement.resolution, statement.verb or "-"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_table(case: dict[str, Any], segmenter: RuleSegmenter, assembler: StatementAssembler) -> None:
    marked = mark(case["text"], segmenter)
    officials = people(case["text"], case["people"])
    statements, _ = assembler.assemble(marked, officials)
    names = {official.id: official.name or "" for official in officials}
    assert [shown(statement, names) for statement in statements] == case["statements"]


def test_pronouns_are_mentions_of_the_official(segmenter: RuleSegmenter, assembler: StatementAssembler) -> None:
    text = '"Kami siap," kata Camat Lina Marlina. "Semua hadir," ujarnya. Ia menambahkan, acara usai pukul dua.'
    officials = people(text, {"Lina Marlina": ["Camat Lina Marlina:full"]})
    _, pronouns = assembler.assemble(mark(text, segmenter), officials)
    assert [mention.text for mention in pronouns[officials[0].id]] == ["nya", "Ia"]
    assert all(mention.kind == "pronoun" for mention in pronouns[officials[0].id])


def test_nothing_is_read_from_boilerplate(segmenter: RuleSegmenter, assembler: StatementAssembler) -> None:
    text = 'Baca juga: "Kami siap menang," kata pelatih.'
    marked = mark(text, segmenter)
    mark_all = Boilerplate(start=0, end=len(text), text=text, kind="link")
    marked = replace(marked, article=replace(marked.article, boilerplate=(mark_all,)))
    assert assembler.assemble(marked, []) == ([], {})


PIECES = st.sampled_from(
    ['"', "“", "”", "''", "«", ", ", ". ", "\n", "kata ", "ujarnya", "Budi ", "ia ", "mengatakan ", "bahwa ",
     "menurut ", "yang ", "itu ", "Dinas Pangan ", "(", ") ", "disebut ", "sambil ", "menyampaikan pesan dari ",
     "\u00a0", "agar ", "Senin", "rumah ", "ABC", "é", "\U0001f600"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_gives_spans_that_quote_it(text: str) -> None:
    rulebook = load_rulebook()
    statements, _ = StatementAssembler(rulebook).assemble(mark(text, RuleSegmenter(rulebook)), [])
    for statement in statements:
        assert text[statement.start : statement.end] == statement.text
        assert statement.text == statement.text.strip()
        assert statement.cue is None or text[statement.cue.start : statement.cue.end] == statement.cue.text


def test_linear_on_long_doubtful_text() -> None:
    rulebook = load_rulebook()
    text = '"Kata ' * 4000 + "Budi mengatakan, " * 4000
    StatementAssembler(rulebook).assemble(mark(text, RuleSegmenter(rulebook)), [])
