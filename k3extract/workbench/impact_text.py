"""An impact on a terminal and as JSON lines."""

from collections.abc import Iterator
from typing import Any

from rich.markup import escape
from rich.table import Table

from k3extract.records import to_json
from k3extract.workbench.comparing import Difference
from k3extract.workbench.impact import Group, Impact
from k3extract.workbench.impact_words import SIGNS, WORDS
from k3extract.workbench.rulebooks import Edit

_COLOUR = {"gain": "green", "loss": "red", "change": "yellow"}


def text(made: Impact, edited: list[Edit], lang: str, examples: int) -> Iterator[str | Table]:
    """What was edited, a table of the groups, then the first ``examples`` of each sort in every group."""
    words = WORDS[lang]
    if edited:
        yield f"[bold]{words['edited']}[/] ({len(edited)})"
        for edit in edited[:examples]:
            yield f"  {edit.sign} {escape(edit.rule)} [dim]{escape(edit.place)}[/]"
        if len(edited) > examples:
            yield f"  … {len(edited) - examples} {words['more']}"
    if not made.groups:
        return
    own = {edit.rule for edit in edited}
    yield _table(made, own, lang)
    if any(rule in own for _, rule in made.groups):
        yield f"[dim]{words['star']}[/]"
    for kind, rule, group in made.ordered():
        yield f"\n[bold]{escape(words[kind])}[/] {escape(rule)} {counts(group)}"
        for change in SIGNS:
            kept = [one for one in group.kept if one.change == change]
            for one in kept[:examples]:
                yield from _lines(one)


def counts(group: Group) -> str:
    """``+3 −1 ~2``, without what is zero."""
    parts = (("+", group.gains), ("−", group.losses), ("~", group.changes))
    return " ".join(f"{sign}{count}" for sign, count in parts if count)


def _table(made: Impact, edited: set[str], lang: str) -> Table:
    words = WORDS[lang]
    table = Table(box=None, pad_edge=False)
    for heading in ("kind", "rule", "gains", "losses", "changes"):
        counted = heading not in ("kind", "rule")
        table.add_column(
            words[heading], justify="right" if counted else "left", no_wrap=heading != "rule", overflow="fold"
        )
    for kind, rule, group in made.ordered():
        shown = escape(rule) + (" *" if rule in edited else "")
        cells = (str(count or "") for count in (group.gains, group.losses, group.changes))
        table.add_row(words[kind], shown, *cells)
    return table


def _lines(one: Difference) -> Iterator[str]:
    colour, context = _COLOUR[one.change], one.context
    place = escape(one.place)
    said = f"{escape(context.before)}[bold {colour}]{escape(context.words)}[/]{escape(context.after)}"
    yield f"  [{colour}]{SIGNS[one.change]}[/] [dim]{place}[/] {said}"
    for name, old, new in one.fields:
        yield f"      {escape(name)}: [red]{escape(old or '–')}[/] → [green]{escape(new or '–')}[/]"
    if one.gist and one.change != "change":
        yield f"      [dim]{escape(one.gist)}[/]"


def summary(made: Impact, lang: str) -> str:
    """One line: how many articles, in how many something changed, findings and records before and after."""
    words = WORDS[lang]
    if not made.groups:
        renamed = f", {made.renamed} {words['renamed']}" if made.renamed else ""
        return f"{made.articles} {words['articles']}: {words['none']}{renamed}"
    findings = f"{made.before.get('findings', 0)} → {made.after.get('findings', 0)} {words['findings']}"
    sums = [sum(count for kind, count in side.items() if kind != "findings") for side in (made.before, made.after)]
    parts = [
        f"{made.articles} {words['articles']}", f"{made.changed} {words['touched']}", findings,
        f"{sums[0]} → {sums[1]} {words['records']}",
    ]  # fmt: skip
    if made.renamed:
        parts.append(f"{made.renamed} {words['renamed']}")
    return ", ".join(parts)


def json_line(one: Difference) -> bytes:
    """A difference as one line of JSON."""
    row: dict[str, Any] = {
        "change": one.change, "kind": one.kind, "rule": one.rule or None, "article": one.article,
        "place": one.place, "start": one.start, "end": one.end, "text": one.context.words,
        "sentence": f"{one.context.before}{one.context.words}{one.context.after}",
        "fields": [{"name": name, "before": old or None, "after": new or None} for name, old, new in one.fields],
        "gist": one.gist or None,
    }  # fmt: skip
    return to_json(row)
