"""The bench of those who write rules: rules check, try and schema; explain."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from k3extract.cli_sources import PATHS, PUBLISHED, RULES, build_extractor, console, read_paths, tell_failures

if TYPE_CHECKING:
    from k3extract.reading import Failure


def register(group: click.Group) -> None:
    """Hang the verbs of this module on the main command."""
    group.add_command(explain)
    group.add_command(rules_group)


@click.command()
@PATHS
@click.option("--record", metavar="ID", help="Only this record (an id or its end, as 'statistic:147-156').")
@PUBLISHED
@RULES
def explain(paths: tuple[str, ...], record: str | None, **options: Any) -> None:
    """Show what a record rests on: record, evidence, rule, file and line."""
    from k3extract.terminal import explain_tree

    failures: list[Failure] = []
    extractor = build_extractor(options["rules"])
    out = console()
    for article in read_paths(paths, options["published"], options["rules"], failures):
        out.print(explain_tree(extractor, extractor(article), record))
    tell_failures(failures, None)


@click.group("rules")
def rules_group() -> None:
    """For those who write rules: check them, try them."""


@rules_group.command("check")
@RULES
def rules_check(rules: str | None) -> None:
    """Run the sentences that every rule carries."""
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


@rules_group.command("try")
@click.argument("sentence")
@RULES
def rules_try(sentence: str, rules: str | None) -> None:
    """Show what every rule saw in SENTENCE."""
    from k3extract.terminal import try_table

    console().print(try_table(build_extractor(rules), sentence))


@rules_group.command("schema")
@click.option("-o", "--output", type=click.Path(file_okay=False), default="rules/schema", show_default=True)
def rules_schema(output: str) -> None:
    """Write the JSON Schema of every kind of rule, for editors that complete and check YAML."""
    from k3extract.schema import write_rule_schemas

    for path in write_rule_schemas(Path(output)):
        click.echo(str(path))
