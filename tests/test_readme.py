"""The README's blocks run: Python as doctests, the others section by section in a folder of their own, as a reader
would type them, against what they really print (``...`` stands for anything). Its figures are not better than life."""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from k3extract import Extractor
from k3extract.score import Scores, score_corpus
from k3extract.score_checks import check_tables, score_checks
from k3extract.score_tables import slot_lines

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
SETUP = ("python3 -m venv", ".venv/bin/pip install")  # what needs the network; CI begins with these two commands
SLACK = 0.05  # so much better than measured may a published figure be: gold has few of some kinds


class Block(NamedTuple):
    language: str
    text: str


def blocks(page: str = TEXT) -> Iterator[Block]:
    """The fenced blocks of a page in their order."""
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        yield Block(found[1], found[2])


def sections() -> dict[str, list[Block]]:
    """The blocks that a shell runs (and the files they need) by the heading they stand under."""
    found: dict[str, list[Block]] = {}
    for part in re.split(
        r"^#{1,3} (?=\S)", re.sub(r"^```(\w+)\n(.*?)^```$", _kept, TEXT, flags=re.M | re.S), flags=re.M
    ):
        heading, _, body = part.partition("\n")
        shell = [block for block in blocks(body.replace(_HASH, "#")) if block.language in ("console", "sh", "yaml")]
        if any(block.language != "yaml" and not block.text.startswith(SETUP) for block in shell):
            found[heading] = shell
    return found


_HASH = "\u2317"  # stands for "#" inside blocks while headings are looked for


def _kept(block: "re.Match[str]") -> str:
    return block[0].replace("#", _HASH)


@pytest.mark.parametrize("block", [block.text for block in blocks() if block.language == "python"])
def test_python_blocks(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("heading", sections())
def test_the_blocks_of_a_section_do_what_they_show(heading: str, tmp_path: Path) -> None:
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    for block in sections()[heading]:
        if block.language == "yaml":
            path = tmp_path / block.text.partition("\n")[0].removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for one in block.text.removeprefix("$ ").split("\n$ "):
                command, _, expected = one.partition("\n")
                ran = shell(command, tmp_path)
                pattern = ".*?".join(re.escape(piece) for piece in expected.strip().split("..."))
                assert re.fullmatch(pattern, ran.strip(), re.DOTALL), f"$ {command}\n{ran}"
        elif not block.text.startswith(SETUP):
            for command in block.text.strip().split("\n"):
                shell(command.replace(".venv/bin/", ""), tmp_path, must=True)


def shell(command: str, folder: Path, *, must: bool = False) -> str:
    """What a command prints, stderr after stdout; with ``must`` it has to end with 0."""
    names = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={**names, "PATH": path},
        capture_output=True, text=True, encoding="utf-8", check=must,
    )  # fmt: skip
    return ran.stdout + ran.stderr


def test_there_are_blocks_of_each_kind_and_a_recipe_for_each_user() -> None:
    assert {"sh", "console", "python", "yaml"} <= {block.language for block in blocks()}
    assert sum(heading.startswith(("A researcher", "A fact-checker", "A data team")) for heading in sections()) == 3


def test_the_links_of_the_readme_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line.strip("# ").lower()).replace(" ", "-")
        for line in TEXT.splitlines()
        if line[:1] == "#"
    }
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif not target.startswith("http"):
            assert (ROOT / target).exists(), target


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_the_published_scores_are_reached(extractor: Extractor) -> None:
    scores: Scores = score_corpus(extractor, ROOT / "corpora/gold/test")
    published = [
        line
        for line in TEXT.splitlines()
        if re.match(r"\| (officials|events|statistics|statements|times|checks) \| \d", line)
    ]
    measured = list(slot_lines(scores))[2:]
    assert len(published) == len(measured) == 6
    for line, real in zip(published, measured, strict=True):
        claims, figures = (re.findall(r"\d\.\d{3}", one) for one in (line, real))
        for claim, figure in zip(claims, figures, strict=True):
            assert float(claim) <= float(figure) + SLACK, f"published: {line}\nmeasured: {real}"


def test_the_published_worth_of_the_checks_is_reached(extractor: Extractor) -> None:
    measured = list(check_tables(score_checks(extractor, ROOT / "corpora/gold")))
    for begin in ("| all | | ", "| all | "):
        claim, real = (
            next(line for line in lines if re.match(re.escape(begin) + r"\d", line))
            for lines in (TEXT.splitlines(), measured)
        )
        claimed, reached = (float(line.rstrip(" %|").rpartition("| ")[2]) for line in (claim, real))
        assert claimed <= reached + 100 * SLACK, f"published: {claim}\nmeasured: {real}"
