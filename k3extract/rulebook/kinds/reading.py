"""Kinds of rules that reading uses: page furniture, repairs of glued words, and how the pages of a site are built."""

from typing import Annotated, Literal

from pydantic import Field

from k3extract.rulebook.kinds.base import MentionRule, Rule

BoilerplateKind = Literal[
    "ad", "byline", "caption", "credit", "dateline", "editor", "embed", "initials", "notice", "pager", "promo",
    "related", "social", "source", "tags",
]  # fmt: skip
Words = Annotated[tuple[str, ...], Field(min_length=1)]


class BoilerplateRule(MentionRule):
    """Words that are page furniture, and how far the furniture reaches.

    ``place``: ``anywhere``, ``opening`` (where a sentence or line begins), ``line`` (nothing else on the line),
    ``tail`` (only furniture follows), ``tail line`` (both). ``takes``: ``nothing`` but the words, the ``line`` to
    its end, a ``field`` (a colon and the line), a ``headline`` behind them or below, ``headlines`` (up to three
    lines), the ``sentence`` to its end, or all ``tags`` (short lines) down to the end of the text.
    """

    kind: BoilerplateKind
    words: Words
    place: Literal["anywhere", "opening", "line", "tail", "tail line"] = "anywhere"
    takes: Literal["nothing", "line", "field", "headline", "headlines", "sentence", "tags"] = "nothing"


class RepairRule(MentionRule):
    """Repairs are flat lists (``rules/repairs/*.txt``); an entry would only carry sentences."""


class SiteRule(Rule):
    """Where the pages of some hosts keep their article, as CSS selectors, the first that matches wins.

    ``body`` holds the text, ``drop`` is taken out of it before; the other selectors name metadata that the page does
    not give in JSON-LD or meta elements. ``page`` is a small page of the rule's own; every text of ``finds`` must
    come out of it and none of ``ignores``.
    """

    hosts: Words
    body: Words
    drop: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    page: str
    finds: Words
    ignores: Words
