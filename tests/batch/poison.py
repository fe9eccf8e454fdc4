"""Extractors for tests, in a module that worker processes can import: articles say what happens to them."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from k3extract.article import Article
from k3extract.records import Extraction
from k3extract.rulebook import Rulebook, load_rulebook

Extract = Callable[[Article], Extraction]


def plain() -> Extract:
    return _extract


def slow() -> Extract:
    return _slowly


def once() -> Extract:
    """The first worker that meets ``BUNUH`` dies, later ones do not; the mark lies in $K3_TEST_MARK."""
    return _once


def executor_once() -> Extract:
    """The first worker that meets ``BUNUH`` kills the Spark executor above it; the mark lies in $K3_TEST_MARK."""
    return _executor_once


def absent() -> Extract:
    os._exit(7)


def pin(patch: Callable[[object, str, object], None] = setattr) -> None:
    """Let an edit of rules or code between two runs of one test go unnoticed; a user's rules still count."""
    from k3extract.batch import run

    def load(overlay: Path | None = None) -> Rulebook:
        return replace(load_rulebook(overlay), digest=f"rules of {overlay}")

    patch(run, "program_digest", lambda: "program")
    patch(run, "load_rulebook", load)


def _extract(article: Article) -> Extraction:
    if "BUNUH" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "TIDUR" in article.text:
        time.sleep(60)
    if "GALAT" in article.text:
        raise ValueError("a fault of ours")
    return Extraction(rulebook="test", article=article)


def _slowly(article: Article) -> Extraction:
    time.sleep(0.004)
    return Extraction(rulebook="test", article=article)


def _executor_once(article: Article) -> Extraction:
    mark = Path(os.environ["K3_TEST_MARK"])
    if "BUNUH" in article.text and not mark.exists():
        mark.touch()
        pid = os.getpid()
        while b"ExecutorBackend" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            pid = int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        os.kill(pid, signal.SIGKILL)
        time.sleep(60)
    return Extraction(rulebook="test", article=article)


def _once(article: Article) -> Extraction:
    mark = Path(os.environ["K3_TEST_MARK"])
    if "BUNUH" in article.text and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Extraction(rulebook="test", article=article)
