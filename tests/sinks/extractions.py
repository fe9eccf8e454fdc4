"""Extractions made by hand, with a record of every type, for the tests of the stores."""

import os
import signal
from decimal import Decimal
from pathlib import Path
from typing import Any

from k3extract.article import Article
from k3extract.records import (
    Base,
    Check,
    CheckReading,
    Event,
    Extraction,
    Mention,
    Message,
    Official,
    Operand,
    Part,
    RoleSpan,
    Series,
    Span,
    Statement,
    Statistic,
    Time,
    to_json,
)
from k3extract.sinks.load import load
from k3extract.sinks.sql import SqlStore
from k3extract.sinks.store import open_store

TEXT = (
    "Bupati Tegal Sri Mulyono membuka pelatihan di Slawi, Senin (24/11/2025), diikuti 1.250 orang atau 60 persen dari "
    '2.000 orang. "Mari belajar," kata dia.'
)


def span(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def article(name: str, *, value: str = "1250", text: str = TEXT, official: bool = True) -> Extraction:
    """An Extraction with a record of every type; ``value`` is that of its first statistic."""
    quote = Statement(
        id=f"{name}#statement:1",
        kind="direct",
        speaker=f"{name}#official:7",
        resolution="pronoun",
        verb="kata",
        cue=Span(**span(text, "kata dia")),
        rule="r",
        **span(text, "Mari belajar"),
    )  # type: ignore[arg-type]
    who = Official(
        id=f"{name}#official:7",
        name="Sri Mulyono",
        degrees=("S.E.",),
        title="Bupati Tegal",
        position="Bupati",
        organisation="Kabupaten Tegal",
        mentions=(Mention(kind="full", **span(text, "Sri Mulyono")),),  # type: ignore[arg-type]
        rule="offices/national.yaml:bupati",
    )
    event = Event(
        id=f"{name}#event:1",
        name="pelatihan",
        type="training",
        date="2025-11-24",
        place="Slawi",
        officials=(who.id,) if official else (),
        parts=(Part(official=who.id, part="opened", **span(text, "membuka")),) if official else (),  # type: ignore[arg-type]
        series=Series(unit="batch", number=2),
        mentions=(Span(**span(text, "pelatihan")),),  # type: ignore[arg-type]
        rule="r",
        **span(text, "pelatihan"),  # type: ignore[arg-type]
    )
    figures = [
        Statistic(
            id=f"{name}#statistic:{n}",
            value=Decimal(number),
            low=Decimal(number),
            high=None,
            dimension="percent" if unit == "persen" else "count",  # type: ignore[arg-type]
            unit=unit,
            counted="peserta",
            base=Base(ids=(f"{name}#statistic:2",), cue="dari") if unit == "persen" else None,
            speaker=who.id if official else "BPS",
            event=event.id,
            rule="r",
            **span(text, words),  # type: ignore[arg-type]
        )
        for n, (number, unit, words) in enumerate(
            [(value, "orang", "1.250 orang"), ("60", "persen", "60 persen"), ("2000", "orang", "2.000 orang")]
        )
    ]
    check = Check(
        id=f"{name}#check:1",
        kind="pct_of_base",
        verdict="inconsistent",
        severity="high",
        scope="sentence",
        spans=(RoleSpan(role="percent", **span(text, "60 persen")), RoleSpan(role="base", **span(text, "2.000 orang"))),  # type: ignore[arg-type]
        operands=(Operand(role="base", record=f"{name}#statistic:2"),),
        readings=(
            CheckReading(
                gloss="g", expression="e", computed=Decimal("62.5"), low=None, high=None, reported=None, agrees=None
            ),
        ),
        gap=Decimal("2.5"),
        gap_relative=Decimal("0.0416666666666667"),
        message=Message(id="tidak cocok", en="does not agree"),
        rule="r",
    )
    when = Time(
        id=f"{name}#time:1",
        type="DATE",
        timex="2025-11-24",
        edtf="2025-11-24",
        weekday="Senin",
        rule="r",
        **span(text, "Senin (24/11/2025)"),
    )  # type: ignore[arg-type]
    return Extraction(
        rulebook="rules",
        article=Article(id=name, text=text, published="2025-11-25", outlet="Suara Slawi", title=f"Judul {name}"),
        officials=(who,) if official else (),
        events=(event,),
        statistics=tuple(figures),
        statements=(quote,) if official else (),
        times=(when,),
        checks=(check,),
    )


def write(path: Path, *extractions: Extraction) -> Path:
    path.write_bytes(b"".join(to_json(extraction) + b"\n" for extraction in extractions))
    return path


def load_in_small_chunks(source: str, target: str) -> None:
    """Load with a transaction for every document: for processes that get in each other's way."""
    SqlStore.chunk_bytes = 1
    store = open_store(target)
    load(Path(source), store)
    store.close()


def load_and_be_killed(source: str, target: str) -> None:
    """Load document by document; in the third transaction, with its rows written, the process is killed."""
    SqlStore.chunk_bytes = 1
    store = open_store(target)
    replace = store.replace
    calls = 0

    def deadly(*args: Any, **more: Any) -> None:
        nonlocal calls
        calls += 1
        replace(*args, **more)
        if calls == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    store.replace = deadly  # type: ignore[method-assign]
    load(Path(source), store)
