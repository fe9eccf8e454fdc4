"""Corrections made in Label Studio, back as gold articles (see corpora/README.md for the form)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from k3extract.errors import GoldError
from k3extract.export.files import FileNames
from k3extract.export.graph import FIELDS, LABELS
from k3extract.gold import read_gold

_KINDS = dict(zip(LABELS, ("officials", "events", "statistics", "statements", "times", "checks"), strict=True))
_REQUIRED = {"OFFICIAL": ("name", "title"), "STATEMENT": ("kind",), "FINDING": ("kind", "verdict")}


def write_gold(paths: tuple[str, ...], folder: Path) -> list[Path]:
    """Write a gold file for every corrected task of Label Studio exports (JSON, with ``annotations``).

    A task that nobody annotated is passed over. Every file is read back before it stays. Raises GoldError with the
    place of what cannot become gold: words that do not stand there, a required field that is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    written = []
    for source in paths:
        for place, task in _tasks(Path(source)):
            gold = corrected(task, place)
            if gold is None:
                continue
            path = folder / f"{names.name(gold['id'])}.yaml"
            path.write_text(yaml.safe_dump(gold, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
            try:
                read_gold(path)
            except GoldError:
                path.unlink()
                raise
            written.append(path)
    return written


def _tasks(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(str(path), error.strerror or str(error)) from None
    except ValueError as error:
        raise GoldError(str(path), f"no Label Studio export: {error}") from None
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks]):
        place = f"{path}[{number}]"
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict) or "text" not in task["data"]:
            raise GoldError(place, "no task with data.text: export as JSON, not JSON-MIN")
        yield place, task


def corrected(task: dict[str, Any], place: str) -> dict[str, Any] | None:
    """The gold article of a task: its annotation marked as ground truth, else the latest; None where there is none."""
    annotations = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    if not annotations:
        return None
    chosen = next((one for one in annotations if one.get("ground_truth")), annotations[-1])
    data = task["data"]
    text = data["text"]
    regions = _regions(chosen.get("result") or (), text, place)
    heads = _heads(chosen.get("result") or (), regions)
    gold: dict[str, Any] = {"id": data.get("id") or f"task-{task.get('id', 0)}"}
    gold |= {name: data[name] for name in ("title", "published") if data.get(name)}
    gold["text"] = text
    gold |= {kind: [] for kind in _KINDS.values()}
    for key, region in sorted(regions.items(), key=lambda item: (item[1]["start"], item[1]["end"])):
        if heads.get(key, key) == key:
            mine = [region, *(regions[one] for one, head in heads.items() if head == key and one != key)]
            gold[_KINDS[region["label"]]].append(_entry(region, mine, text, place))
    return gold


def _regions(results: Any, text: str, place: str) -> dict[str, dict[str, Any]]:
    """Labelled spans by id, each ``{label, start, end, facts}``, checked against the words they quote."""
    regions: dict[str, dict[str, Any]] = {}
    for result in results:
        if result.get("type") == "labels":
            value = result["value"]
            label = (value.get("labels") or [""])[0]
            if label not in _KINDS:
                raise GoldError(place, f"unknown label {label!r}")
            start, end = _place(value, text, place)
            regions[result["id"]] = {"label": label, "start": start, "end": end, "facts": {}}
    for result in results:
        region = regions.get(result.get("id", ""))
        if region is not None and result.get("type") == "textarea":
            field = result["from_name"].partition("_")[2]
            said = " ".join(str(part) for part in result["value"].get("text") or ()).strip()
            if field in FIELDS[region["label"]] and said:
                region["facts"][field] = said
    return regions


def _place(value: dict[str, Any], text: str, place: str) -> tuple[int, int]:
    """Code points of a region: as given where they quote its words, else read as UTF-16 units; white space trimmed."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if isinstance(words, str) and _same(text[start:end], words) is False:
        units = text.encode("utf-16-le")
        start = len(units[: 2 * start].decode("utf-16-le", "replace"))
        end = len(units[: 2 * end].decode("utf-16-le", "replace"))
        if not _same(text[start:end], words):
            raise GoldError(place, f"{words!r} does not stand at {value['start']}-{value['end']}")
    inner = text[start:end]
    if not inner.strip():
        raise GoldError(place, f"no words at {value['start']}-{value['end']}")
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))


def _same(found: str, words: str) -> bool:
    """Label Studio writes line breaks of a quotation as backslash and n."""
    return "".join(found.split()) == "".join(words.replace("\\n", "\n").split())


def _heads(results: Any, regions: dict[str, dict[str, Any]]) -> dict[str, str]:
    """For every region tied to another by ``same``: the one of its group that says most, then the first in the text."""
    joined: dict[str, set[str]] = {key: {key} for key in regions}
    for result in results:
        ends = (result.get("from_id"), result.get("to_id"))
        if result.get("type") == "relation" and "same" in (result.get("labels") or ()) and set(ends) <= set(joined):
            whole = joined[ends[0]] | joined[ends[1]]
            for key in whole:
                joined[key] = whole
    return {
        key: min(group, key=lambda one: (-len(regions[one]["facts"]), regions[one]["start"], one))
        for key, group in joined.items()
    }


def _entry(region: dict[str, Any], mine: list[dict[str, Any]], text: str, place: str) -> dict[str, Any]:
    label, facts = region["label"], region["facts"]
    quotes = [_quote(text, one, place) for one in sorted(mine, key=lambda one: (one["start"], one["end"]))]
    missing = [name for name in _REQUIRED.get(label, ()) if name not in facts]
    if missing:
        raise GoldError(place, f"{label} {text[region['start'] : region['end']]!r} lacks {', '.join(missing)}")
    if label == "OFFICIAL":
        return {**facts, "mentions": quotes}
    if label == "FINDING":
        return {**facts, "quotes": quotes}
    return {"quote": _quote(text, region, place), **facts}


def _quote(text: str, region: dict[str, Any], place: str) -> str:
    """The words of a region, with ``@n`` where they stand more than once."""
    words = text[region["start"] : region["end"]]
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if region["start"] not in starts:
        raise GoldError(place, f"{words!r} at {region['start']} overlaps itself: no quotation can name it")
    return words if len(starts) == 1 else f"{words} @{starts.index(region['start']) + 1}"
