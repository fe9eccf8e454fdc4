"""One pydantic model per kind of rule; the folder of a rule file is its kind.

A kind is added here by its folder name and model; the loader, ``rules check`` and the generated JSON Schemas
(``rules/schema``) follow from this table.
"""

from k3extract.rulebook.kinds.base import FlatList, MentionRule, RelationRule, Rule

KINDS: dict[str, type[Rule]] = {}

__all__ = ["KINDS", "FlatList", "MentionRule", "RelationRule", "Rule"]
