"""What the verbs share: options, the extractor built once, articles read, progress, and failures told at the end."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from k3extract.article import Article
    from k3extract.extract import Extractor
    from k3extract.reading import Failure

RULES = click.option("--rules", type=click.Path(exists=True, file_okay=False), help="Folder of rules laid over ours.")
PUBLISHED = click.option("--published", metavar="DATE", help="Publication date (ISO), whatever the articles say.")
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")

_PAPER = 160  # columns of tables that go into a file or a pipe


def build_extractor(rules: str | None) -> "Extractor":
    gc.disable()  # everything built here stays: the collector need not walk it again and again, now or later
    from k3extract.extract import Extractor

    extractor = Extractor(rules)
    gc.freeze()
    gc.enable()
    return extractor


def console() -> "Console":
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PAPER
    return Console(highlight=False, soft_wrap=True, width=width)


def read_paths(
    paths: tuple[str, ...], published: str | None, rules: str | None, failures: list["Failure"]
) -> Iterator["Article"]:
    from k3extract.reading import read_articles
    from k3extract.rulebook import load_rulebook

    rulebook = load_rulebook(Path(rules) if rules else None)
    yield from read_articles(*paths, rulebook=rulebook, on_failure=listener(failures), published=published)


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
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


def listener(failures: list["Failure"]) -> Callable[["Failure"], None]:
    """Collects failures; files beside articles that are none are told at once and do not count."""
    from k3extract.reading.inputs import SKIPPED

    def heard(failure: "Failure") -> None:
        if failure.stage == SKIPPED:
            click.echo(_line(failure), err=True)
        else:
            failures.append(failure)

    return heard


def tell_failures(failures: list["Failure"], output: str | None) -> None:
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
