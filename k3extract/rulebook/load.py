"""rules/ -> Rulebook: read, validated, frozen, with a digest. A user's folder lies over ours."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from k3extract.errors import RuleError
from k3extract.rulebook.examples import parse_example
from k3extract.rulebook.kinds import KINDS, FlatList, MentionRule, Rule
from k3extract.rulebook.strict_yaml import Node, load_entries

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True)
class Entry:
    """One loaded rule: ``id`` is ``folder/file.yaml:key``, ``place`` is ``folder/file.yaml:line``."""

    id: str
    key: str
    kind: str
    place: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, read only. ``digest`` is 16 hex digits over every rule file's path and bytes."""

    entries: Mapping[str, Entry]
    lists: Mapping[str, FlatList]
    digest: str

    def of(self, model: type[R]) -> Iterator[tuple[Entry, R]]:
        """The entries of one kind, in the order of file name and line."""
        for entry in self.entries.values():
            if isinstance(entry.rule, model):
                yield entry, entry.rule

    def list(self, list_id: str) -> FlatList:
        """The flat list ``folder/file.txt``. Raises RuleError when there is none."""
        try:
            return self.lists[list_id]
        except KeyError:
            raise RuleError(list_id, "no such list") from None


def rules_directory() -> Path:
    """Where our rules lie: ``_rules`` in the package, else ``rules`` beside the checkout."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "_rules"
    return packaged if packaged.is_dir() else package.parent / "rules"


@lru_cache(maxsize=4)
def load_rulebook(overlay: Path | None = None, base: Path | None = None) -> Rulebook:
    """Our rulebook (or the one in the folder ``base``), with the rules of the folder ``overlay`` laid over it.
    Raises RuleError with ``file:line``."""
    digest = hashlib.sha256()
    entries: dict[str, Entry] = {}
    lists: dict[str, FlatList] = {}
    for root in (base or rules_directory(), *((overlay,) if overlay else ())):
        if not root.is_dir():
            raise RuleError(str(root), "no such folder of rules")
        for path in _rule_files(root):
            name = path.relative_to(root).as_posix()
            kind = name.split("/")[0]
            data = path.read_bytes()
            digest.update(name.encode() + b"\0" + data + b"\0")
            if kind not in KINDS:
                raise RuleError(name, f"no kind of rule is called {kind!r}; kinds: {', '.join(sorted(KINDS))}")
            text = data.decode("utf-8")
            if path.suffix == ".txt":
                lists[name] = read_list(text, name)
            else:
                for node in load_entries(text, name):
                    _add(entries, _entry(node, name, kind), overlaid=root == overlay)
    return Rulebook(MappingProxyType(entries), MappingProxyType(lists), digest.hexdigest()[:16])


def _rule_files(root: Path) -> list[Path]:
    """The rule files of a folder, each in the folder of its kind. Raises RuleError for one that would be overlooked,
    and for a folder that holds something else."""
    found = []
    paths = sorted(root.rglob("*"))
    for path in paths:
        name = path.relative_to(root).as_posix()
        if path.suffix == ".yml":
            raise RuleError(name, "a file of rules is called .yaml")
        if path.suffix == ".yaml" and "/" not in name:
            raise RuleError(name, f"a file of rules lies in the folder of its kind: {', '.join(sorted(KINDS))}")
        if path.suffix in (".yaml", ".txt") and "/" in name and not name.startswith("schema/"):
            found.append(path)
    if paths and not found:
        raise RuleError(str(root), "holds no rules; they lie in <kind>/<name>.yaml, as units/mine.yaml")
    return found


def _add(entries: dict[str, Entry], entry: Entry, *, overlaid: bool) -> None:
    replaced = entry.rule.replaces
    if replaced is not None:
        if not overlaid or replaced not in entries:
            raise RuleError(entry.place, f"replaces {replaced!r}, which is no rule of the rules below")
        del entries[replaced]
    if entry.id in entries:
        raise RuleError(entry.place, f"{entry.id} exists already; write 'replaces: {entry.id}' to override it")
    entries[entry.id] = entry


def _entry(node: Node, file: str, kind: str) -> Entry:
    place = f"{file}:{node.line}"
    if not isinstance(node.value, dict):
        raise RuleError(place, f"{node.key}: an entry is a mapping")
    try:
        rule = KINDS[kind].model_validate(node.value)
    except ValidationError as error:
        raise _rule_error(error, node, file, KINDS[kind]) from None
    if isinstance(rule, MentionRule):
        for marked in (*rule.finds, *rule.ignores):
            if not parse_example(marked, place).spans and marked in rule.finds:
                raise RuleError(place, f"{node.key}: a sentence in 'finds' marks what is found, [so]: {marked!r}")
    return Entry(f"{file}:{node.key}", node.key, kind, place, rule)


def _rule_error(error: ValidationError, node: Node, file: str, model: type[Rule]) -> RuleError:
    """The most telling of what is wrong with an entry: a key that nobody knows before one that is missing."""
    errors = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    first = cast("Any", errors[0])
    path = where = ".".join(str(part) for part in first["loc"])
    line = node.lines.get(path)
    while line is None and "." in path:
        path = path.rpartition(".")[0]
        line = node.lines.get(path)
    reason = _REASONS.get(first["type"], first["msg"])
    if first["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in model.model_fields.items()]
        near = get_close_matches(where, known, 1, 0.5)
        reason = "no such key; " + (f"is it {near[0]!r}?" if near else f"keys: {', '.join(known)}")
    return RuleError(f"{file}:{line or node.line}", f"{node.key}: {where}: {reason}")


_REASONS = {
    "missing": "is missing",
    "tuple_type": "is a list: [one, two]",
    "dict_type": "is a mapping: {name: value}",
    "string_type": "is one text, no list",
    "too_short": "has nothing in it",
}


def read_list(text: str, file: str) -> FlatList:
    """A flat list; its header must name a source and hold a sentence it finds and one it ignores."""
    head: dict[str, list[str]] = {"source": [], "finds": [], "ignores": []}
    rows: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            name, colon, value = line[1:].partition(":")
            if colon and name.strip() in head:
                head[name.strip()].append(value.strip())
        elif line.strip():
            row = tuple(line.split("\t"))
            if line in seen:
                raise RuleError(f"{file}:{number}", f"{line!r} stands twice")
            seen.add(line)
            rows.append(row)
    for name, values in head.items():
        if not values:
            raise RuleError(file, f"a list begins with a line '# {name}: ...'")
    for marked in (*head["finds"], *head["ignores"]):
        parse_example(marked, file)
    return FlatList(file, tuple(rows), head["source"][0], tuple(head["finds"]), tuple(head["ignores"]))
