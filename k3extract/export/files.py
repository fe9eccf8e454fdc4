"""Files with a line or an article each; names that any file system takes."""

import re
from collections.abc import Iterable
from pathlib import Path

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def write_lines(lines: Iterable[str], path: Path) -> None:
    """UTF-8 with ``\\n`` behind every line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(f"{line}\n" for line in lines)


class FileNames:
    """A file name for each article id, no two alike (also where upper and lower case are one)."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def name(self, article_id: str) -> str:
        """``article_id`` with everything but letters, digits, ``.``, ``_`` and ``-`` replaced, 100 characters at most.

        >>> names = FileNames()
        >>> names.name("../a b"), names.name("a/b"), names.name("a-b-2"), names.name("A b")
        ('a-b', 'a-b-2', 'a-b-2-2', 'A-b-3')
        """
        plain = _UNSAFE.sub("-", article_id)[:100].strip(".-") or "article"
        name, count = plain, self._taken.get(plain.lower(), 0)
        while count and name.lower() in self._taken:
            count += 1
            name = f"{plain}-{count}"
        self._taken[plain.lower()] = max(count, 1)
        self._taken.setdefault(name.lower(), 1)
        return name
