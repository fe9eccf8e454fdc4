"""What every rule has: sentences that show it at work and sentences it leaves alone."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Sentences = Annotated[tuple[str, ...], Field(min_length=1)]


class Rule(BaseModel):
    """Base of all kinds. ``replaces`` names the rule id (``folder/file.yaml:entry``) that an overlay overrides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str | None = None
    replaces: str | None = None


class MentionRule(Rule):
    """A rule that finds mentions. In ``finds`` brackets mark what must be found, exactly; in ``ignores`` they mark
    what must not be touched, and without brackets the rule must find nothing in the whole sentence."""

    finds: Sentences
    ignores: Sentences


class RelationRule(Rule):
    """A rule that checks a relation: sentences where it holds, where it is broken, where it must not speak."""

    right: Sentences
    wrong: Sentences
    silent: Sentences


@dataclass(frozen=True, slots=True)
class FlatList:
    """A ``.txt`` list: one phrase a line, tab-separated columns after it, ``#`` comments.

    Header comments carry the list's own sentences and origin: ``# source: ...``, ``# finds: ...``, ``# ignores: ...``.
    ``rows`` are the columns of each line; ``rows[i][0]`` is the phrase.
    """

    id: str  # folder/file.txt
    rows: tuple[tuple[str, ...], ...]
    source: str
    finds: tuple[str, ...]
    ignores: tuple[str, ...]
