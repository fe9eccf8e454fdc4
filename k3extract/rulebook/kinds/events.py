"""Event nouns (rules/events): the words that can name an organised happening, one type an entry."""

from typing import Annotated, Literal

from pydantic import Field

from k3extract.rulebook.kinds.base import MentionRule

Strength = Literal["strong", "weak", "generic", "tail", "never"]


class EventRule(MentionRule):
    """``type`` is the type of event, ``words`` the nouns that name it, in any case, longest first.

    ``strong`` nouns are events wherever somebody holds, opens or attends them; ``weak`` ones have another everyday
    use and need an organising verb or a name of their own; ``generic`` ones (kegiatan, acara) name nothing themselves:
    what follows is the name, and alone they point back. With ``deed`` the words are verbs (meresmikan, diresmikan)
    and the event is called by the deed and what it is done to (peresmian Pasar Baru). ``tail`` says that the noun may
    end a name, as in English (East Java Trade Expo); nouns of strength ``tail`` (run, day) do nothing else. ``never``
    are nouns of what is held but is no event of this kind (pertandingan, sidang). With ``of`` the deed is an event
    only where one of these words stands in what it is done to (menandatangani nota kesepahaman, not a decree), with
    ``not_of`` only where none does (misil itu diluncurkan).
    """

    type: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]
    strength: Strength = "strong"
    deed: str | None = None
    of: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    tail: bool = False
