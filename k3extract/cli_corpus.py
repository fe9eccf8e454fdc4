"""The verbs that look at more than one article, or at what was measured: reconcile, review, score, sizing."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from k3extract.records import Extraction
    from k3extract.review import Review

_RULES = click.option("--rules", type=click.Path(exists=True, file_okay=False), help="Folder of rules laid over ours.")
_LANG = click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True)
_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_DECISIONS = ["confirmed", "dismissed", "unsure"]


def register(group: click.Group) -> None:
    """Hang the verbs of this module on the main command."""
    group.add_command(reconcile)
    group.add_command(review)
    group.add_command(score)
    group.add_command(sizing)


@click.command()
@click.argument("source", metavar="DIR|STORE")
@click.option("--all", "every", is_flag=True, help="Also what agrees: repeats, the same holder, succession.")
@click.option("--review", "decisions", type=click.Path(dir_okay=False), help="review.jsonl: what is dismissed is left.")
@_LANG
@_FORM
@_RULES
def reconcile(source: str, every: bool, decisions: str | None, **options: Any) -> None:
    """Check across articles: one figure reported differently, a repeat that proves a slip, who held which post.

    DIR is a run's folder, JSON lines that extract wrote, or articles; STORE a DuckDB file. Exit status: 0 no
    finding, 1 findings, 2 something could not be read.
    """
    from k3extract.corpus import reconcile as run
    from k3extract.corpus.findings import lines
    from k3extract.extract import Extractor
    from k3extract.reading import Failure
    from k3extract.records import to_json

    failures: list[Failure] = []
    reviewed = _review(decisions)
    counts = {"inconsistent": 0, "info": 0, "checks": 0}
    for cross in run(source, Extractor(options["rules"]), failures):
        if reviewed is not None and reviewed.dismissed(cross):
            continue
        counts["checks"] += 1
        counts["inconsistent"] += cross.verdict == "inconsistent"
        counts["info"] += cross.severity == "info"
        if every or cross.verdict == "inconsistent" or cross.severity == "info":
            if options["form"] == "json":
                click.echo(to_json(cross))
            else:
                for line in lines(cross, options["lang"]):
                    click.echo(line)
    words = ("hubungan antarartikel", "temuan", "info") if options["lang"] == "id" else (
        "relations across articles", "findings", "info")  # fmt: skip
    click.echo(
        f"{counts['checks']} {words[0]}, {counts['inconsistent']} {words[1]}, {counts['info']} {words[2]}", err=True
    )
    _end(failures, found=counts["inconsistent"] > 0)


@click.command()
@click.argument("review", metavar="REVIEW.jsonl", type=click.Path(dir_okay=False))
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--decide", nargs=2, metavar="ID DECISION", multiple=True, help="confirmed, dismissed or unsure.")
@click.option("--why", default="", help="Why it was decided so.")
@click.option("--confirmed", type=click.Path(dir_okay=False), help="Write the confirmed ones for export claimreview.")
@click.option("--reviewer", default="Redaksi", show_default=True, help="Who reviewed, for --confirmed.")
@click.option(
    "--address", default="https://example.org/{}", show_default=True, help="Where the reviews stand, {} a number."
)
@_LANG
@_RULES
def review(review: str, paths: tuple[str, ...], **options: Any) -> None:
    """Decide on the findings of PATH and list those that nobody has decided on.

    Decisions are lines of REVIEW.jsonl: {"check", "decision", "why", "quotes"}. A finding that was dismissed stays
    dismissed as long as it quotes the same words. Exit status: 0 all decided, 1 some are open, 2 not readable.
    """
    from k3extract.cli_sources import listener
    from k3extract.extract import Extractor
    from k3extract.reading import Failure, read_articles
    from k3extract.records import Extraction
    from k3extract.terminal import finding_lines

    failures: list[Failure] = []
    extractor = Extractor(options["rules"])
    articles = read_articles(*paths, rulebook=extractor.rulebook, on_failure=listener(failures))
    found: list[Extraction] = [one for one in map(extractor, articles) if one.findings]
    _decide(Path(review), found, options["decide"], options["why"])
    known = _review(review)
    assert known is not None
    counts = dict.fromkeys([*_DECISIONS, "open"], 0)
    confirmed: list[str] = []
    for extraction in found:
        for check in extraction.findings:
            state = known.state(check)
            counts[state] += 1
            if state == "confirmed":
                confirmed.append(check.id)
            elif state != "dismissed":
                click.echo(f"{check.id} {state}")
                for line in finding_lines(extraction, check, options["lang"]):
                    click.echo(f"  {_plain(line)}")
    if options["confirmed"]:
        _write_confirmed(confirmed, options)
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()), err=True)
    _end(failures, found=counts["open"] + counts["unsure"] > 0)


@click.command()
@click.argument("corpus", default="corpora/gold/dev", type=click.Path(exists=True), metavar="[GOLD]")
@click.option("--by", type=click.Choice(["slot", "rule"]), default="slot", show_default=True, help="A row for each.")
@click.option("--checks", is_flag=True, help="The checks alone: flags right and wrong by rule, relations by kind.")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
@click.option("--errors", is_flag=True, help="Name every error: what gold has and what was found.")
@click.option("--floors", type=click.Path(), help="Floors file: exit 1 where a figure lies below its floor.")
@click.option("--raise", "rise", is_flag=True, help="Raise the floors to what is reached; none is put lower.")
@_RULES
def score(corpus: str, floors: str | None, rise: bool, rules: str | None, **options: Any) -> None:
    """Measure against GOLD, a folder of annotated articles: precision, recall and F1 by kind and slot, or by rule.

    e/1000 are errors per 1,000 records. A record is an error by rule when gold does not have it, or when a slot of it
    is wrong. Exit status: 0, 1 below a floor, 2 a gold file is wrong.
    """
    from k3extract.cli_sources import console
    from k3extract.extract import Extractor
    from k3extract.score import score_corpus
    from k3extract.score_tables import below_floors, raise_floors, rule_table, slot_lines, slot_table, summary

    if rise and floors is None:
        raise click.UsageError("--raise needs --floors FILE")
    if options["checks"]:
        from k3extract.score_checks import check_tables, score_checks

        for line in check_tables(score_checks(Extractor(rules), Path(corpus))):
            click.echo(line)
        return
    extractor = Extractor(rules)
    scores = score_corpus(extractor, Path(corpus))
    places = {entry.id: entry.place for entry in extractor.rulebook.entries.values()}
    if options["form"] == "markdown":
        click.echo("\n".join(slot_lines(scores)))
    else:
        console().print(rule_table(scores, places) if options["by"] == "rule" else slot_table(scores))
    for line in scores.errors if options["errors"] else ():
        click.echo(line)
    click.echo(summary(scores), err=True)
    low = below_floors(scores, Path(floors)) if floors and not rise else []
    for line in raise_floors(scores, Path(floors)) if floors and rise else low:
        click.echo(line, err=True)
    sys.exit(1 if low else 0)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--articles", type=click.IntRange(1), default=100_000_000, show_default=True, help="How many there are.")
@click.option("--sample", type=click.IntRange(1), default=1000, show_default=True, help="How many are measured.")
@_RULES
def sizing(paths: tuple[str, ...], articles: int, sample: int, rules: str | None) -> None:
    """Measure how fast one core of this machine extracts articles of PATH, and what a large crawl of such needs.

    Prints processor time, memory and output an article, and hours by number of cores. Exit status 2: not readable.
    """
    from k3extract.batch.sizing import lines, measure
    from k3extract.extract import Extractor
    from k3extract.reading import Failure, read_articles

    failures: list[Failure] = []
    extractor = Extractor(rules)
    rate = measure(extractor, read_articles(*paths, rulebook=extractor.rulebook, on_failure=failures.append), sample)
    for line in lines(rate, articles) if rate.articles else ():
        click.echo(line)
    _end(failures, found=not rate.articles)


def _decide(path: Path, found: Iterable["Extraction"], wanted: tuple[tuple[str, str], ...], why: str) -> None:
    from k3extract.review import Decision, decide, quotes

    checks = {check.id: check for extraction in found for check in extraction.findings}
    decisions = []
    for one, decision in wanted:
        if decision not in _DECISIONS:
            raise click.UsageError(f"--decide: {decision!r} is none of {', '.join(_DECISIONS)}")
        if one not in checks:
            raise click.UsageError(f"--decide: no finding has the id {one!r}; review without --decide lists them")
        decisions.append(Decision(check=one, decision=decision, why=why, quotes=quotes(checks[one])))  # type: ignore[arg-type]
    if decisions:
        decide(path, decisions)


def _write_confirmed(ids: list[str], options: dict[str, Any]) -> None:
    from k3extract.review import confirmations

    lines = confirmations(ids, options["reviewer"], options["address"])
    Path(options["confirmed"]).write_text("".join(lines), encoding="utf-8")


def _review(path: str | None) -> "Review | None":
    from k3extract.review import read_review

    return read_review(Path(path)) if path else None


def _plain(line: str) -> str:
    from rich.text import Text

    return Text.from_markup(line).plain


def _end(failures: list[Any], *, found: bool) -> None:
    """Name what could not be read and leave with the status."""
    for failure in failures:
        click.echo(f"{failure.source}: {failure.stage}: {failure.reason}", err=True)
    sys.exit(2 if any(failure.stage != "skipped" for failure in failures) else int(found))
