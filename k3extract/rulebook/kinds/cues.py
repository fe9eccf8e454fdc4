"""Cues (rules/cues): words that tell how to read the numbers and nouns near them, one class of cue an entry."""

from typing import Annotated, Literal

from pydantic import Field

from k3extract.records import EventPart
from k3extract.rulebook.kinds.base import MentionRule

Reach = Literal["after", "before", "both"]
Side = Literal["before", "behind", "both"]


class CueRule(MentionRule):
    """``cue`` is the class (``target``, ``total``, ``change_up`` ...), ``words`` the phrases that show it, in any
    case, longest first. ``reach`` tells on which side of the phrase the numbers stand that it colours; ``within`` is
    how many words may lie between (none given: a clause); ``label`` is the noun that what is counted is filed under
    (kenaikan harga beras).

    ``part`` is what officials do at an event by this verb, ``actor`` the side on which they stand (*membuka*: before,
    *dibuka oleh*: behind); ``partner`` is the part of who stands on the other side (*mewakili*: who stands in)."""

    cue: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    reach: Reach = "after"
    within: Annotated[int, Field(gt=0)] | None = None
    label: str | None = None
    part: EventPart | None = None
    actor: Side = "before"
    partner: EventPart | None = None
