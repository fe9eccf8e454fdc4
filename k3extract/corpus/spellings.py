"""What the rules know of spellings, as small tables beside the store: posts, regions, states."""

from collections.abc import Iterator

from k3extract.rulebook import Rulebook, fold
from k3extract.rulebook.kinds.offices import OfficeRule

COLUMNS = {
    "single": ("head", "body"),
    "named": ("printed", "full_name"),
    "regions": ("printed", "full_name"),
    "countries": ("name",),
}
_SINGLE = "offices/single.txt"
_CONTRACTIONS = "offices/contractions.txt"
_REGIONS = {"places/provinces.txt": 1, "places/regencies.txt": 2}  # the column with the short names
_COUNTRIES = "places/countries.txt"
_OURS = "indonesia"


def tables(rulebook: Rulebook) -> dict[str, list[tuple[str, ...]]]:
    """The rows of every table of ``COLUMNS``, in lower case: ``single``, the posts that one person holds at a time;
    ``named``, their printed forms with the full one; ``regions`` likewise; ``countries``, all states but ours."""
    single = [(row[0], row[1]) for row in rulebook.list(_SINGLE).rows]
    heads = tuple(head for head, _ in single)
    named = {short: full for short, full in _named(rulebook) if short != full and full.startswith(heads)}
    regions = {short: full for short, full in _regions(rulebook) if short != full}
    countries = {
        fold(name)
        for row in rulebook.list(_COUNTRIES).rows
        if _OURS not in fold(row[0])
        for name in (row[0], *(row[1].split("|") if len(row) > 1 else ()))
    }
    return {
        "single": [tuple(row) for row in single],
        "named": sorted(named.items()),
        "regions": sorted(regions.items()),
        "countries": [(name,) for name in sorted(countries)],
    }


def _named(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for _, rule in rulebook.of(OfficeRule):
        for short in rule.also:
            yield fold(short), fold(rule.position)
    for row in rulebook.list(_CONTRACTIONS).rows:
        yield fold(row[0]), fold(row[1])


def _regions(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for name, column in _REGIONS.items():
        for row in rulebook.list(name).rows:
            for short in row[column].split("|") if len(row) > column else ():
                yield fold(short), fold(row[0])
