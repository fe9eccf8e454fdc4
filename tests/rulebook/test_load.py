import re
from pathlib import Path

import pytest

from k3extract.errors import RuleError
from k3extract.rulebook import load_rulebook
from k3extract.rulebook.examples import parse_example
from k3extract.rulebook.kinds import KINDS
from k3extract.rulebook.load import read_list


def overlay(tmp_path: Path, text: str, name: str = "references/mine.yaml") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


GOOD = """\
pasukan:
  kind: team
  patterns: ["Pasukan {digits}"]
  finds: ["[Pasukan 88] tiba."]
  ignores: [Pasukan tiba.]
"""


def test_our_rules_load_and_every_folder_is_a_kind() -> None:
    book = load_rulebook()
    assert {entry.kind for entry in book.entries.values()} <= set(KINDS)
    assert len(book.digest) == 16
    assert all(entry.id.startswith(f"{entry.kind}/") for entry in book.entries.values())


def test_an_overlay_adds_and_changes_the_digest(tmp_path: Path) -> None:
    book = load_rulebook(overlay(tmp_path, GOOD))
    assert book.entries["references/mine.yaml:pasukan"].place == "references/mine.yaml:1"
    assert book.digest != load_rulebook().digest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x:\n  kind: team\n  ignores: [a]\n", "references/mine.yaml:1: x: finds: is missing"),
        ("x:\n  kind: team\n  finds: []\n  ignores: [a]\n", "references/mine.yaml:3: x: finds: "),
        (GOOD.replace("[Pasukan 88]", "Pasukan 88"), "references/mine.yaml:1: pasukan: a sentence in 'finds' marks"),
        (GOOD.replace("[Pasukan 88]", "[Pasukan 88"), "references/mine.yaml:1: brackets do not pair"),
        (
            GOOD + "  colour: red\n",
            "references/mine.yaml:6: pasukan: colour: no such key; keys: note, replaces, finds,",
        ),
        (
            GOOD.replace("  patterns", "  pattern"),
            "references/mine.yaml:3: pasukan: pattern: no such key; is it 'patterns'?",
        ),
        ("x:\n  kind: team\n  finds: a\n  ignores: [a]\n", "references/mine.yaml:3: x: finds: is a list: [one, two]"),
        ("x:\n\tkind: team\n", "references/mine.yaml:2: not YAML: a tab; indent with spaces"),
        (GOOD + "  replaces: references/none.yaml:x\n", "references/mine.yaml:1: replaces 'references/none.yaml:x'"),
        ("x: 3\n", "references/mine.yaml:1: x: an entry is a mapping"),
    ],
)
def test_a_bad_rule_names_file_line_and_reason(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rulebook(overlay(tmp_path, text))
    assert str(caught.value).startswith(message)


def test_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no kind of rule is called 'nosuch'"):
        load_rulebook(overlay(tmp_path, GOOD, "nosuch/mine.yaml"))


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        load_rulebook(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mine.yaml", "mine.yaml: a file of rules lies in the folder of its kind: boilerplate, checks"),
        ("units/mine.yml", "units/mine.yml: a file of rules is called .yaml"),
        ("units/notes.md", "holds no rules; they lie in <kind>/<name>.yaml"),
    ],
)
def test_a_file_that_would_be_overlooked_is_an_error(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)):
        load_rulebook(overlay(tmp_path, GOOD, name))


def test_an_empty_folder_adds_nothing(tmp_path: Path) -> None:
    assert load_rulebook(tmp_path).digest == load_rulebook().digest


def test_replaces_takes_the_place_of_ours(tmp_path: Path) -> None:
    ours = next(entry for entry in load_rulebook().entries.values() if entry.kind == "references")
    book = load_rulebook(overlay(tmp_path, f"{GOOD}  replaces: {ours.id}\n"))
    assert ours.id not in book.entries
    assert "references/mine.yaml:pasukan" in book.entries


def test_lists_carry_their_source_and_sentences() -> None:
    head = "# source: BPS\n# finds: '[a]'\n# ignores: b\n"
    assert read_list(head + "Kota Palu\tkota\nKota Bima\n", "f.txt").rows == (("Kota Palu", "kota"), ("Kota Bima",))
    with pytest.raises(RuleError, match=r"f.txt: a list begins with a line '# source"):
        read_list("a\n", "f.txt")
    with pytest.raises(RuleError, match=r"f.txt:5: 'a' stands twice"):
        read_list(head + "a\na\n", "f.txt")


def test_brackets_mark_spans_and_can_be_escaped() -> None:
    example = parse_example(r"\[Gambas\] kata [Menaker] dan [Menkes]", "here")
    assert example.text == "[Gambas] kata Menaker dan Menkes"
    assert [example.text[a:b] for a, b in example.spans] == ["Menaker", "Menkes"]
