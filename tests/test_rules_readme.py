"""The page for rule writers: what it shows can be laid over our rules and does what it says, block by block."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from k3extract import Extractor
from k3extract.examples import check_entry
from k3extract.rulebook.strict_yaml import load_entries

PAGE = (Path(__file__).parents[1] / "rules/README.md").read_text(encoding="utf-8")
TUTORIAL = PAGE.partition("## Lima aturan pertama")[2].partition("\n## ")[0]


def blocks(language: str, page: str = PAGE) -> list[str]:
    return [part.split("```")[0] for part in page.split(f"```{language}\n")[1:]]


def file_of(block: str) -> str:
    """The file that the first line of a block of YAML names."""
    first = block.partition("\n")[0]
    assert re.fullmatch(r"# [a-z]+/[a-z]+\.yaml", first), f"a block of YAML begins with its file: {first}"
    return first.removeprefix("# ")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader of the tutorial has in front of him at its end."""
    folder = tmp_path_factory.mktemp("desk")
    for block in blocks("yaml", TUTORIAL):
        path = folder / "aturan-saya" / file_of(block)
        path.parent.mkdir(parents=True)
        path.write_text(block, encoding="utf-8")
    (article,) = blocks("text", TUTORIAL)
    (folder / "desa.txt").write_text(article, encoding="utf-8")
    return folder


@pytest.mark.parametrize("block", blocks("yaml"), ids=file_of)
def test_each_rule_of_the_page_works_alone(block: str, tmp_path: Path) -> None:
    name = file_of(block)
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(block, encoding="utf-8")
    extract = Extractor(tmp_path)
    for node in load_entries(block, name):
        entry = extract.rulebook.entries[f"{name}:{node.key}"]
        assert [str(failed) for failed in check_entry(extract, entry)] == []


def test_the_tutorial_adds_one_rule_of_each_kind_it_promises() -> None:
    kinds = [file_of(block).partition("/")[0] for block in blocks("yaml", TUTORIAL)]
    assert kinds == ["offices", "units", "events", "boilerplate", "checks"]


@pytest.mark.parametrize("block", blocks("console", TUTORIAL), ids=lambda block: block.partition("\n")[0][:40])
def test_the_commands_of_the_tutorial_print_what_it_shows(block: str, desk: Path) -> None:
    """``...`` stands for anything, so that figures which grow with the rulebook need no upkeep."""
    command, _, expected = block.partition("\n")
    words = shlex.split(command.removeprefix("$ "))
    assert words[0] == "k3extract"
    ran = subprocess.run(
        [sys.executable, "-c", "from k3extract.cli import main; main()", *words[1:]],
        cwd=desk, capture_output=True, text=True, encoding="utf-8", check=False,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
    )  # fmt: skip
    pattern = ".*?".join(re.escape(piece) for piece in expected.strip().split("..."))
    assert re.fullmatch(pattern, (ran.stdout + ran.stderr).strip(), re.DOTALL), ran.stdout + ran.stderr


def test_without_the_rules_of_the_tutorial_nothing_of_it_is_known(desk: Path) -> None:
    from k3extract.article import Article

    extraction = Extractor()(Article(text=(desk / "desa.txt").read_text(encoding="utf-8")))
    assert "Wagimin" not in [official.name for official in extraction.officials]
    assert not extraction.findings
    assert not [mark for mark in extraction.article.boilerplate if mark.kind == "promo"]


TUMBAK = next(block for block in blocks("yaml", TUTORIAL) if file_of(block).startswith("units/"))
MISTAKES = [
    (TUMBAK.replace("dimension:", "dimensi:"), "units/saya.yaml:4: tumbak: dimensi: no such key; is it 'dimension'?"),
    (re.sub(r"(?m)^  ignores.*\n", "", TUMBAK), "units/saya.yaml:2: tumbak: ignores: is missing"),
    (
        TUMBAK.replace("[45 tumbak]", "45 tumbak"),
        "units/saya.yaml:2: tumbak: a sentence in 'finds' marks what is found, [so]: …",
    ),
    (TUMBAK.replace("[tumbak]", "tumbak"), "units/saya.yaml:5: tumbak: words: is a list: [one, two]"),
    ("tumbak:\n  unit: tumbak\n  unit: tumbak\n", "units/saya.yaml:3: the key 'unit' stands twice"),
    ("# units/saya.yaml\ntumbak:\n\tunit: tumbak\n", "units/saya.yaml:3: not YAML: a tab; indent with spaces"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES, ids=[message[16:40] for _, message in MISTAKES])
def test_the_mistakes_of_the_page_are_told_as_it_says(text: str, message: str, tmp_path: Path) -> None:
    from k3extract.errors import RuleError

    assert f"| `{message}` |" in PAGE
    (tmp_path / "units").mkdir()
    (tmp_path / "units/saya.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        Extractor(tmp_path)
    assert str(caught.value).startswith(message.rstrip("…"))
