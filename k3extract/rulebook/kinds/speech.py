"""Speech: the words that say that somebody said something, one entry a stem."""

from typing import Literal

from pydantic import model_validator

from k3extract.rulebook.kinds.base import MentionRule

Need = Literal["nothing", "clause", "predicate"]
By = Literal["anyone", "authority", "person"]


class SpeechRule(MentionRule):
    """A reporting verb (or ``menurut``) in all its forms.

    ``tag`` forms stand beside a quotation with the speaker behind them (``"...," kata Budi``); their forms in -nya
    follow by themselves. ``inline`` says that they do so inside a sentence without quotation marks as well.
    ``active`` forms stand behind the speaker and before what was said; ``needs: clause`` keeps those that mean speech
    only before "bahwa" or a comma, ``needs: predicate`` those that else need a whole sentence (``mencatat harga naik``,
    not ``mencatat 486 kasus``), ``by`` those that mean it only of a person or a public body (``authority``), or only
    of a person.
    ``passive`` forms stand before the speaker at the head of a sentence (``Diakui Sekda, ...``). ``source`` forms
    stand before speaker and content (``menurut``). ``message`` forms hand on what another one said (``menyampaikan
    pesan dari``). ``document`` tags quote a text (``bunyi keterangan itu``). ``verbless`` entries stand for quotations
    without a verb.
    """

    tag: tuple[str, ...] = ()
    inline: bool = False
    active: tuple[str, ...] = ()
    needs: Need = "nothing"
    by: By = "anyone"
    passive: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    verbless: bool = False
    document: bool = False

    @model_validator(mode="after")
    def _has_a_form(self) -> "SpeechRule":
        if not (self.tag or self.active or self.passive or self.source or self.message or self.verbless):
            raise ValueError("a rule of speech has at least one form")
        return self
