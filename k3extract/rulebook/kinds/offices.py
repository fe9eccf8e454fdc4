"""Kinds of rule about persons: offices, organisations, names, places."""

from typing import Literal

from pydantic import Field

from k3extract.rulebook.kinds.base import MentionRule


class OfficeRule(MentionRule):
    """An office by the words that begin it, or a marker that stands before or behind one.

    ``position`` is the office written in full, ``also`` its other forms. ``takes`` says what may follow as the
    office's organisation: nothing, a place, a locality (a word no list knows is one), an organisation, or any words of
    organisations. ``organisation`` is the body the office stands for when the article names none, ``seat`` makes one
    of the place that follows (``Kabupaten {}``). ``alone: no`` marks heads that are no office without the words that
    follow, ``proper: yes`` those that are one only with a capital letter, ``over: yes`` those that another office may
    follow (Staf Ahli Bupati). ``requires`` lists the words of which one must follow.
    """

    position: str
    also: tuple[str, ...] = ()
    part: Literal["head", "acting", "acting_after", "former", "future", "after", "proxy", "deputy"] = "head"
    acting: Literal["plt", "plh", "pj", "pjs"] | None = None
    takes: Literal["nothing", "place", "locality", "organisation", "anything"] = "anything"
    organisation: str | None = None
    seat: str | None = Field(default=None, pattern=r"\{\}")
    alone: Literal["yes", "no"] = "yes"
    proper: Literal["yes", "no"] = "no"
    over: Literal["yes", "no"] = "no"
    requires: tuple[str, ...] = ()


class OrganisationRule(MentionRule):
    """An organisation by its name, with its abbreviations."""

    name: str
    also: tuple[str, ...] = ()


class NameRule(MentionRule):
    """Words that tell what a person is called: ``nickname`` stands before a nickname, ``called`` behind it, ``alias``
    between the full name and the nickname."""

    part: Literal["nickname", "called", "alias"]
    words: tuple[str, ...]


class PlaceRule(MentionRule):
    """A place by its name, with its other names."""

    name: str
    also: tuple[str, ...] = ()
