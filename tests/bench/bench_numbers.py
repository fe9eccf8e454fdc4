"""How fast references and quantities are read: ``python tests/bench/bench_numbers.py``.

Prints megabytes a second of processor time on one core, over made-up news sentences with the usual share of figures.
"""

import random
import time

from k3extract.mentions.quantities import QuantityScanner
from k3extract.mentions.references import ReferenceScanner
from k3extract.rulebook import load_rulebook

PLAIN = (
    "Kegiatan itu dihadiri jajaran pemerintah daerah, tokoh masyarakat, dan perwakilan perusahaan setempat.",
    "Ia menegaskan bahwa keselamatan kerja adalah tanggung jawab bersama antara pengusaha dan pekerja.",
    "Menurut dia, pelatihan semacam itu perlu digelar secara rutin agar budaya kerja yang sehat tumbuh.",
    "Warga berharap perbaikan jalan segera dikerjakan karena musim hujan sudah dekat.",
)
FIGURED = (
    "Pelatihan diikuti {a} peserta dari {b} kabupaten, atau {b} persen dari target.",
    "Anggarannya mencapai Rp {b},{b} miliar, naik {b},5 persen dibanding tahun lalu.",
    "Harga beras naik dari Rp {a} menjadi Rp {a} per kilogram di pasar itu.",
    "Itu diatur Pasal {b} ayat (2) Undang-Undang Nomor {b} Tahun 2003 tentang Ketenagakerjaan.",
    "Sekitar dua puluh lima ribu warga mengungsi, puluhan rumah rusak.",
)


def article(rng: random.Random) -> str:
    """One article of about 2.5 kB; a third of its sentences hold figures."""
    sentences = []
    for _ in range(26):
        pattern = rng.choice(FIGURED) if rng.random() < 0.33 else rng.choice(PLAIN)
        sentences.append(pattern.format(a=f"{rng.randrange(1, 99)}.{rng.randrange(100, 999)}", b=rng.randrange(2, 99)))
    return " ".join(sentences)


def main() -> None:
    rng = random.Random(7)
    articles = [article(rng) for _ in range(400)]
    size = sum(len(text.encode()) for text in articles)
    rulebook = load_rulebook()
    references, quantities = ReferenceScanner(rulebook), QuantityScanner(rulebook)
    for _ in range(3):
        started = time.process_time()
        blocked = [[(found.start, found.end) for found in references.scan(text)] for text in articles]
        between = time.process_time()
        found = sum(len(quantities.scan(text, spans)) for text, spans in zip(articles, blocked, strict=True))
        ended = time.process_time()
        print(f"references {size / (between - started) / 1e6:.1f} MB/s", end="; ")
        print(f"quantities {size / (ended - between) / 1e6:.1f} MB/s, {found / len(articles):.1f} an article")


if __name__ == "__main__":
    main()
