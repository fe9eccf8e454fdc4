"""The command line: verbs only, each a call on the rooms below. Heavy imports happen inside the verbs."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from k3extract.cli_corpus import register
from k3extract.errors import K3Error

if TYPE_CHECKING:
    from rich.console import Console

    from k3extract.article import Article
    from k3extract.extract import Extractor
    from k3extract.reading import Failure

RULES = click.option("--rules", type=click.Path(exists=True, file_okay=False), help="Folder of rules laid over ours.")
PUBLISHED = click.option("--published", metavar="DATE", help="Publication date (ISO), whatever the articles say.")
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
FORMATS = ["jsonl", "json", "csv", "parquet"]
EXPORTS = ["webanno", "label-studio", "doccano", "brat", "conllu", "spacy", "claimreview", "gold"]
ONE = click.argument("path", default="-", metavar="[PATH|-]")


class _Group(click.Group):
    """Errors of ours end a command with one clear line and status 2, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except K3Error as error:
            click.echo(f"k3extract: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:  # `k3extract extract … | head`
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="k3extract")
def main() -> None:
    """Typed records and an arithmetic check from Indonesian news.

    PATH is a .txt, .html, .jsonl, .csv, .parquet or .warc file (also .gz or .zst), a folder, a glob, or - for stdin.
    """


register(main)


@main.command()
@PATHS
@click.option("-o", "--output", type=click.Path(), help="File (a folder for csv and parquet); stdout without it.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@PUBLISHED
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Worker processes.")
@RULES
def extract(paths: tuple[str, ...], output: str | None, form: str, **options: Any) -> None:
    """Write the records of every article."""
    from k3extract.sinks.files import open_output

    failures: list[Failure] = []
    if form in ("csv", "parquet") and output is None:
        raise click.UsageError(f"--format {form} writes one file a record type: give a folder with -o")
    articles = _articles(paths, options["published"], options["rules"], failures)
    with _progress() as advance, open_output(form, output) as write:
        for line in _extractions(articles, options["rules"], options["jobs"]):
            write(line)
            advance()
    _report_failures(failures, output)


@main.command()
@PATHS
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language of messages.")
@click.option("--strict", is_flag=True, help="Count relations that agree only by rounding or a hedge as findings too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--review", type=click.Path(dir_okay=False), help="review.jsonl: what is dismissed there is left out.")
@PUBLISHED
@RULES
def check(paths: tuple[str, ...], lang: str, strict: bool, form: str, **options: Any) -> None:
    """Print where an article's own figures or dates do not agree.

    One line per finding, path:line:column first, its working indented below. Exit status: 0 no finding, 1 findings,
    2 something could not be read.
    """
    from k3extract.records import to_json
    from k3extract.review import read_review
    from k3extract.terminal import finding_lines, summary_line

    failures: list[Failure] = []
    counts = {"articles": 0, "checks": 0, "findings": 0}
    wanted = {"inconsistent", "approximate"} if strict else {"inconsistent"}
    out = _console()
    extractor = _extractor(options["rules"])
    review = read_review(Path(options["review"] or os.devnull))
    with _progress() as advance:
        for article in _articles(paths, options["published"], options["rules"], failures):
            extraction = extractor(article)
            found = [one for one in extraction.checks if one.verdict in wanted and not review.dismissed(one)]
            counts["articles"] += 1
            counts["checks"] += sum(one.verdict != "not_checkable" for one in extraction.checks)
            counts["findings"] += len(found)
            for one in found:
                if form == "json":
                    click.echo(to_json({"source": article.source, "article": article.id, "check": one}))
                else:
                    for line in finding_lines(extraction, one, lang):
                        out.print(line)
            advance()
    click.echo(summary_line({**counts, "failures": len(failures)}, lang), err=True)
    _report_failures(failures, None)
    sys.exit(1 if counts["findings"] else 0)


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="Folder of the run.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; as many as there are processors without it.")
@click.option("--resume", is_flag=True, help="Go on with the run in the folder; its sources need not be named.")
@click.option("--retry", is_flag=True, help="Try articles again that killed their worker or took too long.")
@click.option("--fresh", is_flag=True, help="Do everything again.")
@click.option("--replace", is_flag=True, help="Drop the records of other sources that lie in the folder.")
@click.option("--seconds", type=click.FloatRange(0.1), default=30.0, show_default=True, help="An article may take.")
@click.option("--max-chars", type=click.IntRange(1), default=1_000_000, show_default=True, help="Of one article.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("--quiet", is_flag=True, help="Errors only.")
@PUBLISHED
@RULES
def run(sources: tuple[str, ...], output: str, **options: Any) -> None:
    """Extract a batch of any size into a folder; interrupted, the same command goes on where it stopped.

    The folder holds parts/*.jsonl (one article a line, in the order of the input), failures.jsonl and manifest.json.
    What is finished is not done again while input, rules and program stay the same. Exit status 2: failures.
    """
    from k3extract.batch.command import run_batch

    if not sources and not options["resume"]:
        raise click.UsageError("name a SOURCE, or go on with --resume")
    sys.exit(run_batch(sources, Path(output), options))


@main.command()
@click.argument("source", metavar="DIR", type=click.Path(exists=True))
@click.argument("target")
@click.option("--quiet", is_flag=True, help="Errors only.")
def load(source: str, target: str, quiet: bool) -> None:
    """Load the records of a run (or of JSON lines that extract wrote) into a store; twice changes nothing.

    TARGET is duckdb:///file, sqlite:///file, postgresql://host/base, parquet:///folder, or bulk:///folder for
    Elasticsearch and OpenSearch. Exit status 2: an article was left out, its id belongs to another one.
    """
    from k3extract.sinks.load import load_into

    sys.exit(load_into(Path(source), target, quiet=quiet))


@main.command()
@ONE
@PUBLISHED
def normalise(path: str, published: str | None) -> None:
    """Read numbers and dates of plain lines or JSONL {"text", "reference_date"?}; write JSONL in the same order."""
    from k3extract.face import normalise as read
    from k3extract.records import to_json

    for row in _rows(path):
        times, quantities = read(row["text"], row.get("reference_date") or published)
        click.echo(to_json({"text": row["text"], "times": times, "quantities": quantities}))


@main.command()
@ONE
@click.option("--backend", default="rules", show_default=True, help="rules, stanza, or union for both.")
@click.option("--model-dir", type=click.Path(), help="Stanza models (else $K3EXTRACT_STANZA_DIR).")
def segment(path: str, backend: str, model_dir: str | None) -> None:
    """Write JSONL {"sentences": [[start, end], …]} for each line of plain text or JSONL {"text"}."""
    from k3extract.records import to_json
    from k3extract.rulebook import load_rulebook
    from k3extract.text import segmenter

    chosen = segmenter(backend, load_rulebook(), model_dir=model_dir)
    for row in _rows(path):
        click.echo(to_json({"sentences": chosen.sentences(row["text"])}))


@main.command()
def schema() -> None:
    """Print the JSON Schema of the output."""
    from k3extract.schema import dump, extraction_schema

    click.echo(dump(extraction_schema()), nl=False)


@main.command()
@PATHS
@click.option("--record", metavar="ID", help="Only this record (an id or its end, as 'statistic:147-156').")
@PUBLISHED
@RULES
def explain(paths: tuple[str, ...], record: str | None, **options: Any) -> None:
    """Show what a record rests on: record, evidence, rule, file and line."""
    from k3extract.terminal import explain_tree

    failures: list[Failure] = []
    extractor = _extractor(options["rules"])
    out = _console()
    for article in _articles(paths, options["published"], options["rules"], failures):
        out.print(explain_tree(extractor, extractor(article), record))
    _report_failures(failures, None)


@main.command()
@PATHS
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The page, one HTML file.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language shown first.")
@click.option("--texts", type=click.Choice(["all", "findings"]), default="all", show_default=True, help="Of articles.")
@click.option("--title", help="Heading of the page.")
@PUBLISHED
@RULES
def report(paths: tuple[str, ...], output: str, **options: Any) -> None:
    """Write one self-contained page: the texts with their records marked, the findings with their working."""
    from k3extract.report import Failed, Report

    failures: list[Failure] = []
    page = Report(language=options["lang"], texts=options["texts"], title=options["title"])
    extractor = _extractor(options["rules"])
    with _progress() as advance:
        for article in _articles(paths, options["published"], options["rules"], failures):
            page.add(extractor(article))
            advance()
    page.write(Path(output), [Failed(failure.source, failure.stage, failure.reason) for failure in failures])
    _report_failures(failures, output)


@main.command()
@PATHS
@click.option("--to", required=True, type=click.Choice(EXPORTS), help="gold: PATH are Label Studio exports.")
@click.option("-o", "--output", required=True, type=click.Path(), help="File; a folder for brat and gold.")
@click.option("--confirmed", type=click.Path(exists=True, dir_okay=False), help="For claimreview: what was confirmed.")
@PUBLISHED
@RULES
def export(paths: tuple[str, ...], to: str, output: str, **options: Any) -> None:
    """Write for a tool of annotation or publication; bring corrections made in Label Studio back as gold."""
    from k3extract.export import export as write
    from k3extract.export import write_gold

    if to == "gold":
        return click.echo(f"{len(write_gold(paths, Path(output)))} gold", err=True)
    failures: list[Failure] = []
    articles = _articles(paths, options["published"], options["rules"], failures)
    write(map(_extractor(options["rules"]), articles), to, Path(output), options["confirmed"])
    return _report_failures(failures, output)


@main.group("rules")
def rules_group() -> None:
    """For those who write rules: check them, try them."""


@rules_group.command("check")
@RULES
def rules_check(rules: str | None) -> None:
    """Run the sentences that every rule carries."""
    from k3extract.examples import run_examples

    extractor = _extractor(rules)
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

    _console().print(try_table(_extractor(rules), sentence))


@rules_group.command("schema")
@click.option("-o", "--output", type=click.Path(file_okay=False), default="rules/schema", show_default=True)
def rules_schema(output: str) -> None:
    """Write the JSON Schema of every kind of rule, for editors that complete and check YAML."""
    from k3extract.schema import write_rule_schemas

    for path in write_rule_schemas(Path(output)):
        click.echo(str(path))


def _extractor(rules: str | None) -> "Extractor":
    gc.disable()  # everything built here stays: the collector need not walk it again and again, now or later
    from k3extract.extract import Extractor

    extractor = Extractor(rules)
    gc.freeze()
    gc.enable()
    return extractor


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def _articles(
    paths: tuple[str, ...], published: str | None, rules: str | None, failures: list["Failure"]
) -> Iterator["Article"]:
    from k3extract.reading import read_articles
    from k3extract.reading.inputs import SKIPPED
    from k3extract.rulebook import load_rulebook

    rulebook = load_rulebook(Path(rules) if rules else None)

    def told(failure: "Failure") -> None:
        if failure.stage == SKIPPED:
            click.echo(_line(failure), err=True)
        else:
            failures.append(failure)

    yield from read_articles(*paths, rulebook=rulebook, on_failure=told, published=published)


def _extractions(articles: Iterable["Article"], rules: str | None, jobs: int) -> Iterator[Any]:
    if jobs == 1:
        yield from map(_extractor(rules), articles)
    else:
        from k3extract.batch.pool import extract_all

        yield from extract_all(articles, rules=rules, jobs=jobs)


def _rows(path: str) -> Iterator[dict[str, str]]:
    """Rows of a file or stdin: JSON objects as they are, any other line as ``{"text": line}``."""
    from k3extract.errors import ReadError
    from k3extract.reading.rows import read_rows

    if path == "-":
        yield from read_rows(TextIOWrapper(sys.stdin.buffer, encoding="utf-8"), "stdin")
        return
    try:
        with open(path, encoding="utf-8") as stream:
            yield from read_rows(stream, path)
    except OSError as error:
        raise ReadError(path, error.strerror or str(error), "open") from None


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A counter on stderr for long work; nothing when stderr is no terminal or stdout is one (lines would mix)."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} artikel"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda: bar.advance(task)


def _line(failure: "Failure") -> str:
    return f"{failure.source}: {failure.stage}: {failure.reason}"


def _report_failures(failures: list["Failure"], output: str | None) -> None:
    """Name every input that could not be read; with an output file also as failures.jsonl beside it. Then exit 2."""
    if not failures:
        return
    from k3extract.records import to_json

    for failure in failures:
        click.echo(_line(failure), err=True)
    if output is not None:
        target = Path(output)
        beside = target if target.is_dir() else target.parent
        beside.joinpath("failures.jsonl").write_bytes(b"".join(to_json(failure) + b"\n" for failure in failures))
    sys.exit(2)
