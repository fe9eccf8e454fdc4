"""One pydantic model per kind of rule; the folder of a rule file is its kind.

A kind is added here by its folder name and model; the loader, ``rules check`` and the generated JSON Schemas
(``rules/schema``) follow from this table.
"""

from k3extract.rulebook.kinds.base import FlatList, MentionRule, RelationRule, Rule
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.kinds.cues import CueRule
from k3extract.rulebook.kinds.dates import DateRule
from k3extract.rulebook.kinds.events import EventRule
from k3extract.rulebook.kinds.reading import BoilerplateRule, RepairRule, SiteRule
from k3extract.rulebook.kinds.speech import SpeechRule
from k3extract.rulebook.kinds.sentences import SentenceRule

KINDS: dict[str, type[Rule]] = {
    "checks": CheckRule,
    "boilerplate": BoilerplateRule,
    "repairs": RepairRule,
    "sites": SiteRule,
    "cues": CueRule,
    "dates": DateRule,
    "events": EventRule,
    "speech": SpeechRule,
    "sentences": SentenceRule,
}

__all__ = ["KINDS", "FlatList", "MentionRule", "RelationRule", "Rule"]
