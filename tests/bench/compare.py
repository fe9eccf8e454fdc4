"""Every figure of speed in one run: ``python tests/bench/compare.py [ARTICLES.jsonl] [--articles N]``.

Over made-up articles, or those of a JSONL file (``text``, perhaps ``published``). Processor seconds for what one core
does, in alternating rounds, so that a busy machine slows every side; wall seconds for processes. Needs the extra
``[bench]``.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from articles import News, article, news

from k3extract import Article, Check, Extraction, Extractor

ROUND = 20  # articles a round
NAIVE = 40  # articles that the naive baseline reads: it takes a tenth of a second for each
SIZES = (1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000)
COMMAND = (str(Path(sys.executable).with_name("k3extract")),)
Read = Callable[[News], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("jsonl", nargs="?", type=Path, help="articles to time instead of made-up ones")
    parser.add_argument("--articles", type=int, default=600)
    options = parser.parse_args()
    found = read_jsonl(options.jsonl, options.articles) if options.jsonl else list(news(options.articles))
    size = sum(len(one.text.encode()) for one in found)
    print(f"{len(found)} articles, {size / len(found):.0f} bytes each")
    on_one_core(found)
    processes(found)
    lengths()


def read_jsonl(path: Path, count: int) -> list[News]:
    """A sample of the articles of a file, always the same."""
    with path.open("rb") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(7).shuffle(rows)
    return [News(str(number), row["text"], row.get("published") or "") for number, row in enumerate(rows[:count])]


def extracting() -> Read:
    extract = Extractor()
    return lambda one: extract(Article(text=one.text, published=one.published or None)).model_dump_json()


def validating(found: Sequence[News]) -> float:
    """The share of the validator in the time of extraction."""
    extract = Extractor()
    validate = extract.validator.validate
    inside = 0.0

    def timed(extraction: Extraction) -> tuple[Check, ...]:
        nonlocal inside
        begun = time.process_time()
        checks = validate(extraction)
        inside += time.process_time() - begun
        return checks

    extract.validator.validate = timed  # type: ignore[method-assign]
    whole = spent(lambda one: extract(Article(text=one.text, published=one.published or None)), found)
    return inside / whole


def on_one_core(found: Sequence[News]) -> None:
    """Extraction against both baselines and against spaCy's tokeniser alone."""
    import baseline_naive
    import baseline_spacy
    import spacy

    tokeniser = spacy.blank("id").tokenizer
    competent, naive = baseline_spacy.reader(), baseline_naive.reader()
    sides: dict[str, Read] = {
        "k3extract, everything": extracting(),
        "spaCy, tokens only": lambda one: tokeniser(one.text),
        "spaCy, competent": lambda one: competent(one.text),
        "spaCy, dateparser, quantulum3": lambda one: naive(one.text),
    }
    warm = found[: len(found) // 3]
    for name, read in sides.items():
        spent(read, warm[:3] if "quantulum3" in name else warm)
    rounds = [found[low : low + ROUND] for low in range(len(warm), len(found), ROUND)]
    each: dict[str, list[float]] = {name: [] for name in sides}
    for number, some in enumerate(rounds):
        for name, read in sides.items():
            if "quantulum3" not in name:
                each[name].append(spent(read, some) / len(some))
            elif number * 4 < NAIVE:
                each[name].append(spent(read, some[:4]) / len(some[:4]))
    ours = statistics.mean(each["k3extract, everything"])
    print("\none core, processor time        ms an article   against k3extract")
    for name, times in each.items():
        mean = statistics.mean(times)
        print(f"{name:32}{mean * 1000:12.2f}{mean / ours:16.2f} x")
    print(f"ratio to spaCy's tokens {ours / statistics.mean(each['spaCy, tokens only']):.2f}")
    print(f"share of the validator {validating(found) * 100:.0f} %")


def spent(read: Read, found: Sequence[News]) -> float:
    begun = time.process_time()
    for one in found:
        read(one)
    return time.process_time() - begun


def processes(found: Sequence[News]) -> None:
    """Whole processes: the first article, ``--help``, one and two workers."""
    load = os.getloadavg()[0]
    print(f"\nwhole processes (best of three; load {load:.1f} on {os.cpu_count()} cores)  wall  processor")
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.txt")
        one.write_text(found[0].text, encoding="utf-8")
        for arguments in (("--help",), ("extract", str(one))):
            wall, used = best((*COMMAND, *arguments))
            print(f"{f'k3extract {arguments[0]}':48}{wall:10.3f}{used:10.3f}")
        many = Path(folder, "many.jsonl")
        with many.open("w", encoding="utf-8") as stream:
            for copy in range(max(1, 1500 // len(found))):
                for news in found:
                    row = {"id": f"{copy}-{news.id}", "text": news.text, "published": news.published}
                    stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        times = {}
        for jobs in (1, 2):
            command = (
                *COMMAND,
                "run",
                str(many),
                "-o",
                str(Path(folder, f"run{jobs}")),
                "--jobs",
                str(jobs),
                "--quiet",
            )
            times[jobs], used = best(command, rounds=1)
            print(f"{f'k3extract run --jobs {jobs}':48}{times[jobs]:10.1f}{used:10.1f}")
        print(f"two workers are {times[1] / times[2]:.2f} x as fast as one")


def best(command: Sequence[str], rounds: int = 3) -> tuple[float, float]:
    """Wall and processor seconds of a whole process."""
    times = []
    for _ in range(rounds):
        before, begun = processor(), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - begun, processor() - before))
    return min(times)


def processor() -> float:
    """Processor seconds of all child processes so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lengths() -> None:
    """Time for each kilobyte, from an article of 1 kB to one of 1 MB."""
    extract = Extractor()
    chance = random.Random(3)
    print("\nlength of an article           ms an article     ms for 1 kB")
    spent(lambda one: extract(Article(text=one.text, published=one.published)), list(news(200)))
    for size in SIZES:
        texts = [article(chance, date(2025, 3, 3), size) for _ in range(max(1, 40_000 // size))]
        begun = time.process_time()
        for text in texts:
            extract(Article(text=text, published="2025-03-04"))
        mean = (time.process_time() - begun) / len(texts)
        print(f"{size / 1000:>16.0f} kB{mean * 1000:19.1f}{mean * 1e6 / size:16.2f}")


if __name__ == "__main__":
    main()
