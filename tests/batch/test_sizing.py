"""What a crawl needs, from a sample."""

from pathlib import Path

from click.testing import CliRunner

from k3extract.batch.sizing import CORES, USE, Rate, lines
from k3extract.cli import main

SAMPLES = str(Path(__file__).parents[2] / "corpora/recipes/berita.jsonl")


def test_hours_are_articles_by_rate_and_cores() -> None:
    rate = Rate(articles=1000, seconds=0.5, read=2_600_000, written=9_600_000, packed=2_000_000, peak=100 << 20)
    first, second, _, *table = lines(rate, 100_000_000)
    assert "2.6 kB): 0.50 ms, 2000 artikel per detik per inti, 100 MiB" in first
    assert "0.96 TB, 0.20 TB" in second
    hours = {int(cores): float(hours) for cores, hours in map(str.split, table)}
    assert list(hours) == list(CORES)
    assert hours[1] == round(100_000_000 / 2000 / USE / 3600, 1)
    assert hours[8] == round(100_000_000 / 2000 / USE / 3600 / 8, 1)


def test_the_verb_measures_and_says_what_it_cannot_read(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["sizing", SAMPLES, "--articles", "1000000", "--sample", "5"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("5 artikel (")
    assert "1000000 artikel" in result.stdout
    assert CliRunner().invoke(main, ["sizing", str(tmp_path / "missing.txt")]).exit_code == 2
