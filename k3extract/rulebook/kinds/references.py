"""Rules of references: what looks like a number and is none."""

from pydantic import Field

from k3extract.rulebook.kinds.base import MentionRule


class ReferenceRule(MentionRule):
    """One entry of rules/references. ``kind`` says what it is instead (law, phone, score, place ...).

    Every pattern begins with a word, or with one of the shapes of figures that the scanner knows (``{phone}``).
    """

    kind: str
    patterns: tuple[str, ...] = Field(min_length=1)
