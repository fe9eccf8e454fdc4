"""The command line: verbs only, each a call on the rooms below. Heavy imports happen inside the verbs."""

import os
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from k3extract import cli_corpus, cli_rules, cli_serve
from k3extract.cli_sources import PATHS, PUBLISHED, RULES, build_extractor, console, progress, read_paths, tell_failures
from k3extract.errors import K3Error

if TYPE_CHECKING:
    from k3extract.article import Article
    from k3extract.reading import Failure

FORMATS = ["jsonl", "json", "csv", "parquet"]
EXPORTS = ["webanno", "label-studio", "doccano", "brat", "conllu", "spacy", "claimreview", "gold"]
ONE = click.argument("path", default="-", metavar="[PATH|-]")


# The order in which a user meets the verbs, and what each does in one line.
_VERBS = {
    "check": "Print where an article's own figures or dates do not agree.",
    "extract": "Write the records of articles as JSON lines or tables.",
    "report": "Write one page: texts with their records, findings worked out.",
    "serve": "The same as a local web page and HTTP API.",
    "review": "Decide on findings; list those nobody has decided on.",
    "export": "Write for annotation tools, or confirmed findings as ClaimReview.",
    "run": "Extract a batch of any size into a folder, with resume.",
    "load": "Load a run into DuckDB, SQLite, PostgreSQL, Parquet or others.",
    "reconcile": "Check across articles: one figure reported differently.",
    "normalise": "Read the numbers and dates of plain lines or JSON lines.",
    "segment": "Cut plain lines or JSON lines into sentences.",
    "explain": "Show what each record rests on: evidence, rule, file and line.",
    "score": "Measure against gold: precision, recall, F1, errors by rule.",
    "rules": "For rule writers: check, try, impact, schema.",
    "schema": "Print the JSON Schema of the output.",
}


class _Group(click.Group):
    """Errors of ours end a command with one clear line and status 2, never with a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(super().list_commands(ctx), key=lambda name: [*_VERBS, name].index(name))

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.short_help = _VERBS.get(name or cmd.name or "")
        super().add_command(cmd, name)

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
    Start with: k3extract check PATH
    """


for verbs in (cli_corpus, cli_rules, cli_serve):
    verbs.register(main)


@main.command()
@PATHS
@click.option("-o", "--output", type=click.Path(), help="File (a folder for csv and parquet); stdout without it.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@PUBLISHED
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Worker processes.")
@RULES
def extract(paths: tuple[str, ...], output: str | None, form: str, **options: Any) -> None:
    """Write the records of every article: one JSON line each, or with csv and parquet one table a record type.

    What could not be read is named on stderr, with -o also in failures.jsonl beside the output. Exit status: 0, 2
    something could not be read. For more than some thousand articles take run.
    """
    from k3extract.sinks.files import open_output

    failures: list[Failure] = []
    if form in ("csv", "parquet") and output is None:
        raise click.UsageError(f"--format {form} writes one file a record type: give a folder with -o")
    articles = read_paths(paths, options["published"], options["rules"], failures)
    with progress() as advance, open_output(form, output) as write:
        for line in _extractions(articles, options["rules"], options["jobs"]):
            write(line)
            advance()
    tell_failures(failures, output)


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
    out = console()
    extractor = build_extractor(options["rules"])
    review = read_review(Path(options["review"] or os.devnull))
    with progress() as advance:
        for article in read_paths(paths, options["published"], options["rules"], failures):
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
    tell_failures(failures, None)
    sys.exit(1 if counts["findings"] else 0)


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="Folder of the run.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; as many as there are processors without it.")
@click.option("--resume", is_flag=True, help="Go on with the run in the folder; its sources need not be named.")
@click.option("--retry", is_flag=True, help="Try articles again that killed their worker or took too long.")
@click.option("--fresh", is_flag=True, help="Do everything again.")
@click.option("--replace", is_flag=True, help="Drop the records of other sources that lie in the folder.")
@click.option("--seconds", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Time for one article.")
@click.option("--max-chars", type=click.IntRange(1), default=1_000_000, show_default=True, help="Longest article.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("--master", metavar="URL", help="Spark's master for --engine spark: local[2,4], spark://host:7077, yarn.")
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
    if options["master"] and options["engine"] != "spark":
        raise click.UsageError("--master goes with --engine spark")
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
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The page, one HTML file.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Language shown first.")
@click.option(
    "--texts", type=click.Choice(["all", "findings"]), default="all", show_default=True, help="Whose texts to show."
)
@click.option("--title", help="Heading of the page.")
@PUBLISHED
@RULES
def report(paths: tuple[str, ...], output: str, **options: Any) -> None:
    """Write one self-contained page: the texts with their records marked, the findings with their working.

    It needs no network, shows Indonesian and English, and gives an overview when there are several articles. With
    many of them --texts findings keeps it small.
    """
    from k3extract.report import Failed, Report

    failures: list[Failure] = []
    page = Report(language=options["lang"], texts=options["texts"], title=options["title"])
    extractor = build_extractor(options["rules"])
    with progress() as advance:
        for article in read_paths(paths, options["published"], options["rules"], failures):
            page.add(extractor(article))
            advance()
    page.write(Path(output), [Failed(failure.source, failure.stage, failure.reason) for failure in failures])
    tell_failures(failures, output)


@main.command()
@PATHS
@click.option("--to", required=True, type=click.Choice(EXPORTS))
@click.option("-o", "--output", required=True, type=click.Path(), help="File; a folder for brat and gold.")
@click.option(
    "--confirmed", type=click.Path(exists=True, dir_okay=False), help="For claimreview: what review --confirmed wrote."
)
@PUBLISHED
@RULES
def export(paths: tuple[str, ...], to: str, output: str, **options: Any) -> None:
    """Write for a tool of annotation or publication; bring corrections made in Label Studio back as gold.

    \b
    webanno       W3C Web Annotation (JSON-LD)     brat     a folder of .txt and .ann
    label-studio  tasks with their configuration   conllu   CoNLL-U, records in MISC
    doccano       JSON lines                       spacy    DocBin
    claimreview   schema.org, of the findings in --confirmed and of no other
    gold          PATH are exports of Label Studio, corrected: gold articles in the folder -o
    """
    from k3extract.export import export as write
    from k3extract.export import write_gold

    if to == "gold":
        return click.echo(f"{len(write_gold(paths, Path(output)))} gold", err=True)
    failures: list[Failure] = []
    articles = read_paths(paths, options["published"], options["rules"], failures)
    write(map(build_extractor(options["rules"]), articles), to, Path(output), options["confirmed"])
    return tell_failures(failures, output)


def _extractions(articles: Iterable["Article"], rules: str | None, jobs: int) -> Iterator[Any]:
    if jobs == 1:
        yield from map(build_extractor(rules), articles)
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
