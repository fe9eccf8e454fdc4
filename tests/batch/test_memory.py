"""What a worker holds in memory: little, and no more after many articles than after few."""

import json
import subprocess
import sys
from pathlib import Path

MOST = 150  # MiB, as README, "Runs", says
_RUN = """
import resource, sys
from pathlib import Path
if __name__ == "__main__":
    from k3extract.batch.run import Options, run
    from k3extract.batch.worker import Setup
    state = run((sys.argv[1],), Path(sys.argv[2]), Setup(), Options(jobs=1))
    print(state.counts.articles, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
SENTENCES = (
    "Bupati Tegal Sri Mulyono membuka pelatihan las yang diikuti {n} peserta di Slawi, Senin (24/11/2025). ",
    "Dari {n} hektare sawah yang terendam, 60 persen ditanami kembali pada {year}, kata Kepala Dinas Pertanian. ",
    "Anggarannya naik dari Rp{n} juta menjadi Rp1,{n} miliar sejak Januari {year}. ",
)


def peak(tmp_path: Path, count: int) -> int:
    """Megabytes that the worker held at most, over ``count`` articles of about 3 kB."""
    source = tmp_path / f"{count}.jsonl"
    with source.open("w", encoding="utf-8") as stream:
        for number in range(count):
            text = "".join(one.format(n=100 + number, year=1990 + number % 35) for one in SENTENCES * 10)
            stream.write(json.dumps({"id": f"a{number}", "text": f"Slawi - Berita {number}. {text}"}) + "\n")
    script = tmp_path / "run.py"
    script.write_text(_RUN, encoding="utf-8")
    command = [sys.executable, str(script), str(source), str(tmp_path / f"out{count}")]
    articles, size = map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert articles == count
    return size


def test_a_worker_stays_small_whatever_the_number_of_articles(tmp_path: Path) -> None:
    few, many = peak(tmp_path, 40), peak(tmp_path, 300)
    assert many <= MOST
    assert many - few <= 25  # caches fill, then nothing grows
