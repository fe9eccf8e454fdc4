"""The two rulebooks that are compared: folders, or the rules of a git revision; and what was edited between them."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from k3extract.errors import RuleError
from k3extract.rulebook import Rulebook
from k3extract.rulebook.load import rules_directory


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry (or row of a list) that came, went or changed; ``place`` is its ``file:line`` where it has one."""

    sign: Literal["+", "-", "~"]
    rule: str
    place: str


def edits(before: Rulebook, after: Rulebook) -> list[Edit]:
    """What was edited between two rulebooks: entries by their id, lists by their rows. Sentences alone count too."""
    found = []
    for rule in sorted({*before.entries, *after.entries}):
        old, new = before.entries.get(rule), after.entries.get(rule)
        if old is None or new is None or old.rule != new.rule:
            entry = new or old
            assert entry is not None
            found.append(Edit("+" if old is None else "-" if new is None else "~", rule, entry.place))
    for name in sorted({*before.lists, *after.lists}):
        rows = [set(book.lists[name].rows) if name in book.lists else set() for book in (before, after)]
        found += [Edit("-", f"{name}:{row[0]}", name) for row in sorted(rows[0] - rows[1])]
        found += [Edit("+", f"{name}:{row[0]}", name) for row in sorted(rows[1] - rows[0])]
    return found


@contextmanager
def base_folder(base: str | None) -> Iterator[Path | None]:
    """The folder of rules that ``base`` names: a folder, or a git revision of the repository our rules lie in, whose
    rules are then unpacked for a while. Raises RuleError when it is neither."""
    if base is None:
        yield None
        return
    folder = Path(base)
    if folder.is_dir():
        inner = folder / "rules"
        yield inner if inner.is_dir() else folder
        return
    packed = _archive(base)
    with TemporaryDirectory(prefix="k3extract-") as scratch:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(scratch, filter="data")
        yield Path(scratch)


def _archive(revision: str) -> bytes:
    ours = rules_directory()
    try:
        found = subprocess.run(
            ["git", "-C", str(ours), "archive", "--format=tar", "--end-of-options", revision, "."],
            capture_output=True, check=False,
        )  # fmt: skip
    except OSError as error:
        raise RuleError(revision, f"no such folder, and git does not run: {error.strerror}") from None
    if found.returncode:
        said = found.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RuleError(revision, f"neither a folder nor a git revision of {ours}: {said[0] if said else 'git failed'}")
    return found.stdout
