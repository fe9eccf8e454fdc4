"""Rules of sentence boundaries: words that explain a full stop away, and words that begin a sentence."""

from typing import Annotated, Literal

from pydantic import Field

from k3extract.rulebook.kinds.base import MentionRule

SentenceUse = Literal[
    "never", "before_capital", "before_opener", "before_number", "label", "attribution", "domain", "furniture",
    "opener", "restart", "pronoun",
]  # fmt: skip


class SentenceRule(MentionRule):
    """A class of words that decide at a full stop. ``words`` are written without the stop, in the case they have.

    - ``never``: the stop behind it never ends a sentence (*Dr.*, *Jl.*, *No.*).
    - ``before_capital``: it ends one before a capital, but not before a bracket or a further abbreviation (*Tbk.*).
    - ``before_opener``: it ends one only before a word that opens sentences (*RS.*, *Jr.*).
    - ``before_number``: it ends none before a digit or a Roman numeral (*pukul. 10*, *pasal. 3*).
    - ``label``: a single letter behind it is a label, no initial, so that its stop ends the sentence (*kelas B.*).
    - ``attribution``: goes on with the sentence of the quotation before it, even with a capital (*Ujarnya*).
    - ``domain``: behind a glued stop it is part of a web address (*com*).
    - ``furniture``: page furniture that begins a sentence and, where it ends in a letter, is one (*ADVERTISEMENT*).
    - ``restart``: begins a sentence even where the stop before it is missing, if a small letter or a comma follows.
    - ``pronoun``: the same, but not behind a word in small letters, which may govern it (*selama Ia menolong*).
    - ``opener``: added to the list of words that open sentences.
    """

    use: SentenceUse
    words: Annotated[tuple[str, ...], Field(min_length=1)]
