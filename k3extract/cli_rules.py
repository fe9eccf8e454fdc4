"""The bench of those who write rules: rules check, try, impact and schema; explain."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from k3extract.cli_sources import (
    PATHS,
    PUBLISHED,
    RULES,
    build_extractor,
    console,
    listener,
    progress,
    read_paths,
    tell_failures,
)

if TYPE_CHECKING:
    from k3extract.reading import Failure

KINDS = ("officials", "events", "statistics", "statements", "times", "checks")


def register(group: click.Group) -> None:
    """Hang the verbs of this module on the main command."""
    group.add_command(explain)
    group.add_command(rules_group)


@click.command()
@PATHS
@click.option("--record", metavar="ID", help="Only this record (an id or its end, as 'statistic:147-156').")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only records of this kind; repeatable.")
@PUBLISHED
@RULES
def explain(paths: tuple[str, ...], record: str | None, kinds: tuple[str, ...], **options: Any) -> None:
    """Show what each record rests on, as a tree: record, evidence, rule, file and line."""
    from k3extract.workbench.explaining import Explainer

    failures: list[Failure] = []
    extractor = build_extractor(options["rules"])
    explainer = Explainer(extractor, Path(options["rules"]) if options["rules"] else None)
    out, found = console(), False
    for article in read_paths(paths, options["published"], options["rules"], failures):
        tree = explainer.tree(extractor(article), record, kinds)
        found |= bool(tree.twigs)
        if tree.twigs or record is None:
            for line in tree.lines():
                out.print(line)
    tell_failures(failures, None)
    if record is not None and not found:
        raise click.UsageError(f"--record: no record has the id {record!r}; without --record all are shown")


@click.group("rules")
def rules_group() -> None:
    """For those who write rules: check them, try them, see what they change.

    rules/README.md (Bahasa Indonesia) has a tutorial.
    """


@rules_group.command("check", short_help="Run the sentences that every rule carries.")
@RULES
def rules_check(rules: str | None) -> None:
    """Run the sentences that every rule carries: what it must find and what it must leave alone.

    Each failing one is told with file and line. Exit status: 0, 1 some fail, 2 a rule cannot be loaded.
    """
    from k3extract.examples import run_examples

    extractor = build_extractor(rules)
    failed = 0
    for failure in run_examples(extractor):
        click.echo(str(failure))
        failed += 1
    book = extractor.rulebook
    phrases = sum(len(flat.rows) for flat in book.lists.values())
    click.echo(
        f"{len(book.entries)} aturan, {len(book.lists)} daftar ({phrases} frasa), {failed} kalimat gagal", err=True
    )
    sys.exit(1 if failed else 0)


@rules_group.command("try", short_help="Show what every rule saw in a sentence, and why not.")
@click.argument("sentence")
@click.option("--rule", "wanted", metavar="ID", help="Only this rule: did it speak, and if not, why not.")
@click.option("--all", "every", is_flag=True, help="All rules that came near, not only the first dozen.")
@PUBLISHED
@RULES
def rules_try(sentence: str, wanted: str | None, every: bool, **options: Any) -> None:
    """Show what every rule saw in SENTENCE, what became of it, and which rules came near: with why not.

    SENTENCE may be several sentences; - reads them from stdin.
    """
    from k3extract.workbench.explaining import RulePlaces
    from k3extract.workbench.trying import Trial

    text = sys.stdin.read() if sentence == "-" else sentence
    extractor = build_extractor(options["rules"])
    places = RulePlaces(extractor, Path(options["rules"]) if options["rules"] else None)
    trial = Trial(extractor, text, places, options["published"])
    out = console()
    if wanted is not None:
        for line in trial.rule(wanted):
            out.print(line)
        return
    out.print(trial.seen())
    near = list(trial.near(every=every))
    if near:
        out.print("\n[bold]Nyaris[/]")
    for line in near:
        out.print(line)


@rules_group.command("impact", short_help="List what an edit gains, loses and changes over a pile.")
@click.argument("paths", nargs=-1, metavar="PILE…")
@RULES
@click.option("--base", metavar="DIR|REV", help="Before: the rules of this folder or git revision, in place of ours.")
@click.option(
    "--before", type=click.Path(exists=True), help="Before: what a run (its folder) or extract (JSONL) wrote."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Also a page, one self-contained HTML file.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option("--examples", type=click.IntRange(0), default=5, show_default=True, help="Sentences of a sort and group.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; as many as there are processors without it.")
@PUBLISHED
def rules_impact(paths: tuple[str, ...], rules: str | None, **options: Any) -> None:
    """List what an edit of the rules gains, loses and changes over a PILE of articles.

    \b
    --rules DIR             our rules, against ours with DIR laid over them
    --base REV|DIR          those rules, against ours as they are now (and --rules DIR)
    --before RUN            what was extracted then, against what is extracted now; PILE: the run's sources

    Rules that were edited have a *. Exit status: 0 no difference, 1 differences, 2 something could not be read.
    """
    from k3extract.workbench.command import run_impact

    if not (rules or options["base"] or options["before"]):
        raise click.UsageError("nothing to compare: give --rules DIR, --base DIR|REV or --before RUN")
    if not paths and not options["before"]:
        raise click.UsageError("name a PILE: files, folders or globs of articles")
    failures: list[Failure] = []
    with progress() as advance:
        shown = run_impact(paths, rules, options, listener(failures), advance)
    for line in shown.lines:
        click.echo(line) if options["form"] == "json" else console().print(line)
    click.echo(shown.summary, err=True)
    tell_failures(failures, options["output"])
    sys.exit(1 if shown.differs else 0)


@rules_group.command("schema", short_help="Write JSON Schemas of the kinds of rules, for editors.")
@click.option("-o", "--output", type=click.Path(file_okay=False), default="rules/schema", show_default=True)
def rules_schema(output: str) -> None:
    """Write the JSON Schema of every kind of rule, for editors that complete and check YAML."""
    from k3extract.schema import write_rule_schemas

    for path in write_rule_schemas(Path(output)):
        click.echo(str(path))
