"""rules/checks: one relation an entry, with its cues, roles, formula and right/wrong/silent sentences."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from k3extract.rulebook.kinds.base import RelationRule

FigureKind = Literal["percent", "points", "level", "amount", "count", "money", "ordinal", "duration", "multiple", "any"]


class Says(BaseModel):
    """What the article states, in both languages, with ``{role}`` for each figure as printed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    en: str


class CheckRule(RelationRule):
    """A relation that words can claim.

    ``relation`` is the kind of check. ``frames`` are patterns over a sentence whose figures are masked: ``{old}`` is a
    figure of the kind that ``roles`` gives it, ``...`` are up to some words without figure or clause break, ``{naik}``
    is an entry of ``words``, ``≈`` stands before a figure in brackets and ``¶`` between sentences. ``holds`` maps a
    kind of check to the formulas it may hold by (left side: the claim); a formula counts where all its roles are
    bound, and one that holds is enough; ``says`` are its words in a message.
    ``cues`` are the words of relations that are no single frame (lists, dates),
    ``unless`` words that forbid a finding where they stand among the figures. ``proof: slip`` makes a finding
    only where one changed digit explains it. ``grade`` C never makes a finding.
    """

    relation: str
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    roles: dict[str, FigureKind] = Field(default_factory=dict)
    words: dict[str, str] = Field(default_factory=dict)
    frames: tuple[str, ...] = ()
    holds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    says: dict[str, Says] = Field(default_factory=dict)
    cues: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unless: tuple[str, ...] = ()
    proof: Literal["slip"] | None = None
    grade: Literal["A", "B", "C"] = "A"

    @model_validator(mode="after")
    def _shows(self) -> "CheckRule":
        """Some relations are never claimed falsely or never confirmed, but each rule shows what it does; those that
        are only ``suggested`` never speak."""
        if not self.right and not self.wrong and "suggested" not in self.cues:
            raise ValueError("a sentence in 'right' or in 'wrong' shows the rule at work")
        return self
