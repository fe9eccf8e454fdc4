"""How many cores a large crawl needs: a sample is extracted on one core, the rest is multiplication.

Cores of a cluster are taken to be as fast as this one and busy for ``USE`` of the time; what is read and written
through a network is not measured.
"""

import resource
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import zstandard

from k3extract.article import Article
from k3extract.extract import Extractor
from k3extract.records import to_json

USE = 0.8
CORES = (1, 8, 32, 128, 512)
_WARM = 20  # articles before the clock starts: patterns are compiled when first tried


@dataclass(frozen=True, slots=True)
class Rate:
    """What a sample took: processor seconds, bytes of text read, bytes written, the same compressed, peak memory."""

    articles: int
    seconds: float
    read: int
    written: int
    packed: int
    peak: int

    @property
    def per_second(self) -> float:
        """Articles a second on one core."""
        return self.articles / self.seconds if self.seconds else 0.0


def measure(extractor: Extractor, articles: Iterable[Article], most: int) -> Rate:
    """Extract up to ``most`` articles on this core. The rate is zero when there are none."""
    sample = list(islice(articles, most))
    for article in sample[:_WARM]:
        to_json(extractor(article))
    out = []
    started = time.process_time()
    for article in sample:
        out.append(to_json(extractor(article)))
    seconds = time.process_time() - started
    packed = zstandard.ZstdCompressor(level=3).compress(b"\n".join(out))
    return Rate(
        articles=len(sample),
        seconds=seconds,
        read=sum(len(article.text.encode("utf-8", "surrogatepass")) for article in sample),
        written=sum(map(len, out)) + len(out),
        packed=len(packed),
        peak=_peak(),
    )


def lines(rate: Rate, wanted: int) -> Iterator[str]:
    """What was measured, and what ``wanted`` articles like these need."""
    each = rate.articles
    yield (
        f"{each} artikel ({rate.read / each / 1000:.1f} kB): {1000 * rate.seconds / each:.2f} ms, "
        f"{rate.per_second:.0f} artikel per detik per inti, {rate.peak >> 20} MiB"
    )
    yield (
        f"keluaran {rate.written / each / 1000:.1f} kB per artikel, {rate.packed / each / 1000:.1f} kB dengan zstd; "
        f"{wanted} artikel: {wanted * rate.written / each / 1e12:.2f} TB, {wanted * rate.packed / each / 1e12:.2f} TB"
    )
    yield f"{'inti':>6} {'jam':>10}   ({wanted} artikel, {USE:.0%} daya)"
    for cores in CORES:
        yield f"{cores:>6} {wanted / rate.per_second / cores / USE / 3600:>10.1f}"


def _peak() -> int:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size << 10
