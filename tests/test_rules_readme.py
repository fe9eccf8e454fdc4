"""The pages for rule writers: what they show can be laid over our rules and does what it says."""

from pathlib import Path

import pytest

from k3extract import Extractor
from k3extract.examples import check_entry
from k3extract.rulebook.strict_yaml import load_entries

PAGE = (Path(__file__).parents[1] / "rules/README.md").read_text(encoding="utf-8")
BLOCKS = [block.split("```")[0] for block in PAGE.split("```yaml\n")[1:]]
FOLDERS = ["references", "checks"]


@pytest.mark.parametrize(("folder", "block"), list(zip(FOLDERS, BLOCKS, strict=True)), ids=FOLDERS)
def test_the_examples_of_the_page_work(folder: str, block: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "page.yaml").write_text(block, encoding="utf-8")
    extract = Extractor(tmp_path)
    for node in load_entries(block, "page.yaml"):
        entry = extract.rulebook.entries[f"{folder}/page.yaml:{node.key}"]
        assert [str(failed) for failed in check_entry(extract, entry)] == []
