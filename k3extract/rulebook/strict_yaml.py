"""YAML as rules need it: every scalar is text, every key stands once, every value knows its line.

Plain ``safe_load`` turns ``no`` into False and ``12:30`` into 750 and lets the second of two equal keys win.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from k3extract.errors import RuleError

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A top-level entry: its plain value (str, list, dict of the same) and the line of each of its keys."""

    key: str
    line: int
    value: Any
    lines: dict[str, int]


def load_entries(text: str, file: str) -> list[Node]:
    """The entries of a rule file in file order. Raises RuleError with ``file:line`` for anything doubtful."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}" if mark else file
        tabbed = (
            mark is not None and text.splitlines()[mark.line : mark.line + 1] and "\t" in text.splitlines()[mark.line]
        )
        problem = "a tab; indent with spaces" if tabbed else getattr(error, "problem", error)
        raise RuleError(place, f"not YAML: {problem}") from None
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise RuleError(f"{file}:{root.start_mark.line + 1}", "a rule file is a mapping of id to entry")
    entries = []
    seen: set[str] = set()
    for key_node, value_node in root.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        _once(key, seen, f"{file}:{line}")
        lines: dict[str, int] = {}
        entries.append(Node(key, line, _plain(value_node, file, lines, ""), lines))
    return entries


def _once(key: str, seen: set[str], place: str) -> None:
    if not isinstance(key, str):
        raise RuleError(place, "a key is a word")
    if key in seen:
        raise RuleError(place, f"the key {key!r} stands twice")
    seen.add(key)


def _plain(node: yaml.Node, file: str, lines: dict[str, int], path: str) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(child, file, lines, f"{path}.{index}" if path else str(index))
            for index, child in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        raise RuleError(f"{file}:{node.start_mark.line + 1}", "a value is text, a list or a mapping")
    out: dict[str, Any] = {}
    seen: set[str] = set()
    for key_node, value_node in node.value:
        _once(key_node.value, seen, f"{file}:{key_node.start_mark.line + 1}")
        out[key_node.value] = _plain(value_node, file, lines, f"{path}.{key_node.value}" if path else key_node.value)
    return out
