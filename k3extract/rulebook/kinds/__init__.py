"""One pydantic model per kind of rule; the folder of a rule file is its kind.

A kind is added here by its folder name and model; the loader, ``rules check`` and the generated JSON Schemas
(``rules/schema``) follow from this table.
"""

from k3extract.rulebook.kinds.base import FlatList, MentionRule, RelationRule, Rule
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.kinds.cues import CueRule
from k3extract.rulebook.kinds.dates import DateRule
from k3extract.rulebook.kinds.events import EventRule
from k3extract.rulebook.kinds.numbers import NumberRule
from k3extract.rulebook.kinds.offices import NameRule, OfficeRule, OrganisationRule, PlaceRule
from k3extract.rulebook.kinds.reading import BoilerplateRule, RepairRule, SiteRule
from k3extract.rulebook.kinds.references import ReferenceRule
from k3extract.rulebook.kinds.sentences import SentenceRule
from k3extract.rulebook.kinds.speech import SpeechRule
from k3extract.rulebook.kinds.units import CurrencyRule, UnitRule

KINDS: dict[str, type[Rule]] = {
    "money": CurrencyRule,
    "numbers": NumberRule,
    "references": ReferenceRule,
    "units": UnitRule,
    "checks": CheckRule,
    "boilerplate": BoilerplateRule,
    "repairs": RepairRule,
    "sites": SiteRule,
    "cues": CueRule,
    "dates": DateRule,
    "events": EventRule,
    "speech": SpeechRule,
    "names": NameRule,
    "offices": OfficeRule,
    "organisations": OrganisationRule,
    "places": PlaceRule,
    "sentences": SentenceRule,
}

__all__ = ["KINDS", "FlatList", "MentionRule", "RelationRule", "Rule"]
