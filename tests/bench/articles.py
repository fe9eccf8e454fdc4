"""Articles for timing only: made-up news of about 2.4 kB with the usual share of names, figures, dates and speech."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from k3extract.rulebook import load_rulebook

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
OFFICES = (
    "Bupati",
    "Wakil Bupati",
    "Kepala Dinas Kesehatan",
    "Kepala Dinas Pertanian",
    "Ketua DPRD",
    "Sekretaris Daerah",
)
LINKS = (
    "yang",
    "di",
    "dan",
    "untuk",
    "dengan",
    "itu",
    "dari",
    "ini",
    "pada",
    "dalam",
    "akan",
    "juga",
    "ke",
    "oleh",
    "para",
)
PREFIXES = ("", "", "", "me", "di", "ber", "ter", "pe", "ke", "se")
SUFFIXES = ("", "", "", "kan", "an", "i", "nya")
STEMS = 6000

TOLD = (
    '"Kami ingin manfaatnya dirasakan langsung oleh masyarakat," kata {office} {place} {name}, {day}.',
    "{office} {place} {name} mengatakan, sebanyak {n} warga di {few} kecamatan sudah menerima bantuan.",
    "Menurut {name}, pelatihan semacam itu perlu digelar secara rutin.",
    "{name} menegaskan bahwa pembangunan pasar harus selesai sebelum akhir tahun ini.",
)
FIGURED = (
    "Jumlah penerima naik {pct} persen dibanding tahun lalu, dari {n} menjadi {m} orang.",
    "Anggaran yang disiapkan mencapai Rp{few},{digit} miliar, naik dari Rp{few} miliar pada {year}.",
    "Pelatihan berlangsung selama {digit} hari di Balai Desa {place} dan diikuti {n} peserta.",
    "Dari {m} rumah yang terdata, {n} rumah rusak ringan dan sisanya rusak berat.",
    "Produksi padi di {place} diperkirakan {n} ton hingga {month} {year}.",
    "Rapat koordinasi digelar {day} pukul 09.30 WIB di Pendopo {place}.",
    "Hingga {date}, tercatat {n} kasus di {few} desa, turun {pct} persen.",
    "Aturan itu tertuang dalam Peraturan Daerah Nomor {few} Tahun {year}.",
)


class News(NamedTuple):
    """One article with the day it appeared."""

    id: str
    text: str
    published: str


def news(count: int, seed: int = 7) -> Iterator[News]:
    """``count`` articles, always the same for one ``seed``."""
    chance = random.Random(seed)
    for number in range(count):
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
        yield News(f"a{number:06d}", article(chance, day, 2400), day.isoformat())


@cache
def stems() -> tuple[str, ...]:
    """Made-up words of two or three syllables, the common ones first: real news has thousands of different words, and
    a tokeniser that keeps the words it has seen is not to be timed on a hundred of them."""
    chance = random.Random(1)
    heads, tails = (*"bcdghjklmnprstwy", "ng", "ny"), ("", "", "", "n", "r", "k", "s", "ng", "t", "l")
    return tuple(
        "".join(chance.choice(heads) + chance.choice("aaaeiou") for _ in range(chance.choice((2, 2, 3))))
        + chance.choice(tails)
        for _ in range(STEMS)
    )


@cache
def names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and regencies of the rulebook."""
    rulebook = load_rulebook()
    given = [row[0] for row in rulebook.list("names/given.txt").rows if row[0].isalpha()]
    places = [row[0] for row in rulebook.list("places/regencies.txt").rows if row[0].replace(" ", "").isalpha()]
    return tuple(given), tuple(places)


def word(chance: random.Random) -> str:
    """A link, or a made-up word with its affixes; the common stems come far more often than the others."""
    if chance.random() < 0.3:
        return chance.choice(LINKS)
    stem = stems()[min(STEMS - 1, int(chance.paretovariate(0.35)) - 1)]
    return chance.choice(PREFIXES) + stem + chance.choice(SUFFIXES)


def plain(chance: random.Random) -> str:
    """A sentence without figures."""
    words = [word(chance) for _ in range(chance.randrange(10, 26))]
    return f"{words[0].capitalize()} {' '.join(words[1:6])}, {' '.join(words[6:])}."


def article(chance: random.Random, day: date, size: int) -> str:
    """Paragraphs of a few sentences, at least ``size`` characters in all."""
    given, places = names()
    name = f"{chance.choice(given)} {chance.choice(given)}"
    known = {"name": name, "place": chance.choice(places), "office": chance.choice(OFFICES)}
    paragraphs, length = [], 0
    while length < size:
        sentences = []
        for _ in range(chance.randrange(1, 4)):
            kind = chance.choices(((), TOLD, FIGURED), (60, 20, 20))[0]
            sentences.append(filled(chance, chance.choice(kind), day, known) if kind else plain(chance))
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def filled(chance: random.Random, sentence: str, day: date, known: dict[str, str]) -> str:
    count = chance.randrange(100, 90_000)
    return sentence.format(
        **known,
        n=grouped(count),
        m=grouped(count + chance.randrange(10, 9000)),
        few=chance.randrange(2, 40),
        digit=chance.randrange(2, 10),
        pct=f"{chance.randrange(1, 60)},{chance.randrange(1, 10)}",
        year=chance.randrange(2012, 2027),
        month=chance.choice(MONTHS),
        day=f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})",
        date=f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    )


def grouped(number: int) -> str:
    """``12.500``, as Indonesian news writes it."""
    return f"{number:,}".replace(",", ".")
