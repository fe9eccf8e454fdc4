"""What was measured against gold: tables by slot and by rule, errors per 1,000, and the floors, which only rise."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.table import Table

from k3extract.errors import GoldError
from k3extract.score import Scores, Tally

_KINDS = ("officials", "events", "statistics", "statements", "times", "checks")
_STEP = 200  # floors are multiples of 0.005, half a step below what is reached


def slot_table(scores: Scores) -> Table:
    """A row a slot: counts, errors per 1,000 records of gold that have the slot, precision, recall and F1."""
    table = _table("slot", "right", "part", "wrong", "missed", "extra", "e/1000", "P", "R", "F1")
    for name, tally in _ordered(scores):
        counts = (tally.correct, tally.partial, tally.wrong, tally.missed, tally.spurious)
        rates = (tally.precision, tally.recall, tally.f1)
        table.add_row(name, *map(str, counts), _rate(*_errors(tally)), *(f"{rate:.3f}" for rate in rates))
    return table


def slot_lines(scores: Scores) -> Iterator[str]:
    """A Markdown table with a row a kind, as the README publishes it: its records, and the F1 of its slots."""
    yield "| records | precision | recall | F1 | F1 of their slots |"
    yield "|---|--:|--:|--:|---|"
    for name, tally in _ordered(scores):
        kind, _, slot = name.partition(".")
        if slot == "records":
            slots = ", ".join(f"{n.partition('.')[2]} {t.f1:.3f}" for n, t in _ordered(scores) if _other(n, kind))
            yield f"| {kind} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} | {slots} |"


def _other(name: str, kind: str) -> bool:
    return name.startswith(f"{kind}.") and not name.endswith(".records")


def _ordered(scores: Scores) -> list[tuple[str, Tally]]:
    """The tallies, kinds in the order of the contract."""
    return sorted(scores.tallies.items(), key=lambda item: _KINDS.index(item[0].partition(".")[0]))


def rule_table(scores: Scores, places: Mapping[str, str]) -> Table:
    """A row for each kind and rule, those with most errors first; an error is a record that gold does not have or
    that is wrong, or right in part only, in some slot. ``places`` are files and lines of rules."""
    table = _table("kind", "rule", "found", "right", "slots", "extra", "e/1000")
    rows = sorted(scores.rules.items(), key=lambda row: (row[1].right - row[1].found, row[0]))
    for (kind, rule), tally in rows:
        slots = tally.found - tally.right - tally.spurious
        counts = (tally.found, tally.right, slots, tally.spurious)
        name = f"{rule} ({place.rpartition(':')[2]})" if (place := places.get(rule)) else rule
        table.add_row(kind, name, *map(str, counts), _rate(tally.found - tally.right, tally.found))
    return table


def summary(scores: Scores) -> str:
    """One line: how much was read, and how many records are missed or extra in it, per 1,000 words and sentences."""
    whole = [tally for name, tally in scores.tallies.items() if name.endswith(".records")]
    errors = sum(tally.missed + tally.spurious for tally in whole)
    return (
        f"{scores.articles} articles, {scores.sentences} sentences, {scores.words} words; {errors} records missed or "
        f"extra: {_rate(errors, scores.words)} per 1,000 words, {_rate(errors, scores.sentences)} per 1,000 sentences"
    )


def _errors(tally: Tally) -> tuple[int, int]:
    """Errors, and the records of gold they are counted against."""
    missed = tally.partial + tally.wrong + tally.missed
    return missed + tally.spurious, tally.correct + missed


def _rate(errors: int, of: int) -> str:
    return f"{1000 * errors / of:.1f}" if of else "–"


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        words = heading in ("slot", "kind", "rule")
        table.add_column(heading, justify="left" if words else "right", no_wrap=heading != "rule", overflow="fold")
    return table


def below_floors(scores: Scores, floors: Path) -> list[str]:
    """One line for each figure (F1 of a slot) that lies below its floor in the JSON file ``{"kind.slot": f1}``."""
    return [
        f"{name}: F1 {scores.of(name).f1:.3f} lies below its floor {floor:.3f}"
        for name, floor in sorted(_read(floors).items())
        if scores.of(name).f1 < floor
    ]


def raise_floors(scores: Scores, floors: Path) -> list[str]:
    """Put every floor that is lower than what is reached a little below it; none is ever put lower. Returns a line
    for each that rose."""
    known = _read(floors) if floors.exists() else {}
    risen, raised = dict(known), []
    for name, tally in scores.tallies.items():
        reached = max(0, math.floor(tally.f1 * _STEP - 0.5)) / _STEP
        if reached > known.get(name, -1):
            risen[name] = reached
            raised.append(f"{name}: {known.get(name, 0):.3f} → {reached:.3f}")
    floors.write_text(json.dumps(dict(sorted(risen.items())), indent=2) + "\n", encoding="utf-8")
    return raised


def _read(floors: Path) -> dict[str, float]:
    try:
        read: dict[str, float] = json.loads(floors.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(str(floors), f"no file of floors: {error}") from None
    return read
