from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k3extract.article import Article
from k3extract.extract import Extractor
from k3extract.records import Check

Run = Callable[..., list[Check]]


def findings(checks: list[Check]) -> list[Check]:
    return [check for check in checks if check.verdict == "inconsistent"]


CONFIRMED = [
    ("pct_of_base", "Terealisasi Rp 4.218.663.905 atau 76,41 persen dari target Rp 5.521.087.240.", "consistent"),
    ("pct_of_base", "Serapan mencapai Rp 537 juta atau 77% dari total Rp 700 juta.", "consistent"),
    ("pct_of_base", "Yang mendaftar 13,47 juta orang atau 79,75 persen dari 16,8 juta orang.", "approximate"),
    ("pct_change", "Penumpang naik 21,47 persen dari 63.280 orang menjadi 76.866 orang.", "consistent"),
    ("abs_change", "Tarif naik Rp 7.500 dari Rp 86.000 menjadi Rp 93.500.", "consistent"),
    ("pp_change", "Bank sentral memangkas bunga 50 basis poin dari 7,75 persen menjadi 7,25 persen.", "consistent"),
    ("breakdown", "Bantuan 310 paket terdiri dari 120 paket beras, 84 paket gula, dan 106 paket minyak.", "consistent"),
    (
        "breakdown",
        "Atlet yang dikirim 72 orang, terdiri dari 45 orang putra terdiri 28 orang senior dan 17 orang "
        "junior serta 27 orang putri.",
        "consistent",
    ),
    ("remainder", "Dari 427 berkas, yang selesai 338 berkas, sedangkan sisanya 89 berkas.", "consistent"),
    ("sum", "Dari koperasi 1.360 bibit, dari sekolah 2.150 bibit, sehingga totalnya 3.510 bibit.", "consistent"),
    ("equal_shares", "Sebanyak 240 paket dibagikan di 3 desa, masing-masing 80 paket.", "consistent"),
    ("count_vs_list", "Bantuan disalurkan di 4 desa yaitu Desa Sumber, Randu, Kemiri dan Waru.", "consistent"),
    ("duration", "Bazar dibuka selama 4 hari, 6-9 Juni 2024.", "consistent"),
    ("date_weekday", "Rapat digelar Senin (14/7/2025).", "consistent"),
    ("average", "Dalam 12 hari tercatat 171.528 kendaraan, atau rata-rata 14.294 kendaraan sehari.", "consistent"),
    ("average", "Pada 3-14 Mei 2024 melintas 171.530 unit, secara rata-rata harian 14.294 unit.", "consistent"),
    (
        "pct_partition",
        "Sawah 38 persen, kebun 33 persen, tambak 21 persen, dan lainnya 8 persen.",
        "consistent",
    ),
    ("multiple", "Anggota naik enam kali lipat dari 300 ribu orang menjadi 1,8 juta orang.", "consistent"),
    ("part_le_whole", "Ada 86.540 ton jagung, di mana 51.275 ton di antaranya rusak.", "consistent"),
    ("count_vs_ordinal", "Ada delapan gelombang lomba. Gelombang kedelapan diikuti 260 orang.", "consistent"),
    ("abs_change", "Maret ada 38.254 siswa, April 39.107 siswa. Berarti ada kenaikan 853 siswa.", "consistent"),
]


@pytest.mark.parametrize(("kind", "text", "verdict"), CONFIRMED, ids=lambda value: str(value)[:40])
def test_a_relation_that_holds(check: Run, kind: str, text: str, verdict: str) -> None:
    found = check(text)
    assert findings(found) == []
    assert verdict in [made.verdict for made in found if made.kind == kind]


BROKEN = [
    ("pct_of_base", "Terealisasi Rp 4.218.663.905 atau 67,41 persen dari target Rp 5.521.087.240."),
    ("pct_change", "Laba kotor turun 58,4 persen dari Rp 742,6 miliar menjadi Rp 395,2 miliar."),
    ("abs_change", "Benih naik 61,27 ton dari 3.518,04 ton menjadi 3.576,31 ton."),
    ("breakdown", "Bantuan 330 paket terdiri dari 120 paket beras, 84 paket gula, dan 106 paket minyak."),
    ("breakdown", "Siswa yang sakit mencapai 365, dengan rincian 217 dirawat, 196 pulang, dan 5 orang dirujuk."),
    ("remainder", "Dari 1.280 ekor, yang laku 935 ekor, sementara sisanya 305 ekor."),
    ("sum", "Zona utara 4.127 KK, zona tengah 6.384 KK dan zona selatan 3.000 KK. Jadi, total penerima ada 13.151 KK."),
    ("count_vs_list", "Ada lima desa, yaitu Desa Sumber, Desa Randu, Desa Kemiri dan Desa Waru."),
    ("duration", "Bazar dibuka selama 30 hari, mulai 6 Maret 2024 sampai dengan 6 April 2024."),
    ("date_weekday", "Rapat digelar Selasa (14/7/2025)."),
    ("date_valid", "Rapat digelar Senin (20/20/2025)."),
    ("repeat", "Tahun lalu tercatat 94 kasus. Dari 84 kasus itu, 63 kasus sudah selesai."),
]


@pytest.mark.parametrize(("kind", "text"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_relation_that_is_broken(check: Run, kind: str, text: str) -> None:
    found = findings(check(text))
    assert [made.kind for made in found] == [kind]
    assert found[0].severity in ("high", "medium", "low")
    assert found[0].message.id.endswith("Pemeriksaan ini tidak menentukan angka mana yang keliru.")
    assert found[0].message.en.endswith("This check does not tell which figure is wrong.")


SILENT = [
    "Rombongan itu berjumlah 163 orang termasuk 140 pelajar dan 9 guru.",
    "Dari 6,1 juta peternak, 3,9 juta di antaranya memelihara ayam dan 2,7 juta kambing.",
    "Ada 4.318 kader dan bidan dari 12 kelurahan, yaitu 3.640 kader dan 678 bidan.",
    "Uang saku naik menjadi Rp 9 juta dari Rp 7 juta.",
    "Pinjaman mencapai Rp 87 triliun atau 0,54 persen dari produk domestik bruto.",
    "Penerimaan Rp 1.417,3 triliun atau 61,4% dari proyeksi, sementara pengeluaran Rp 1.823,6 triliun.",
    "Pembelian US$ 6,38 miliar, naik 12 persen dibanding tahun lalu, dengan defisit US$ 1,74 miliar.",
    "Klub itu meraih 17 poin dari 9 laga.",
    "Ada 412 jenis burung (58 persen dari seluruh jenis di pulau itu), 1.260 jenis serangga.",
    "Ada 248 perkara, rinciannya 247 perkara lama dan satu perkara baru, serta 193 di antaranya putus.",
    "Uang Rp 61,4 miliar itu dirinci di antaranya Rp 21 miliar untuk A, Rp 3,6 miliar untuk B, dan Rp 2 miliar ke C.",
    "Harga 10 hari terakhir, 3 Maret hingga 17 Maret 2023, stabil.",
    "Ada 3 sopir yang diperiksa, yakni TS, HD, dan BW, dan FK.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_finding_where_none_is_claimed(check: Run, text: str) -> None:
    assert findings(check(text)) == []


CHAIN = (
    "Dinas merencanakan kenaikan jumlah petani muda sebesar 40 persen dari total 20.500 orang. "
    "Dari jumlah tersebut, sebanyak 60 persen diharapkan tinggal di desa, atau setara dengan 9.120 orang."
)


def test_a_share_of_an_antecedent_tries_every_reading(check: Run) -> None:
    (found,) = findings(check(CHAIN))
    assert found.kind == "pct_chain"
    assert [reading.computed for reading in found.readings] == [Decimal(4920), Decimal(12300), Decimal(17220)]
    assert [span.role for span in found.spans] == ["rate", "base", "percent", "part"]
    assert found.gap is not None
    assert found.gap_relative is not None
    assert "44,49 persen dari 20.500 orang" in found.message.id
    assert found.suggestions[-1].text == "15.200"


def test_a_repaired_chain_is_confirmed(check: Run) -> None:
    assert findings(check(CHAIN.replace("9.120", "4.920"))) == []


def test_one_cause_one_finding(check: Run) -> None:
    text = "Harga naik Rp 5.000 atau 8 persen dari Rp 50.000 menjadi Rp 75.000."
    assert len(findings(check(text))) == 1


def test_a_finding_stated_twice_shows_both_places(check: Run) -> None:
    sentence = "Realisasi Rp 2.140.863.517 atau 14,7 persen dari target Rp 15.226.627.400."
    (found,) = findings(check(f"{sentence} Kepala dinas mengulanginya. {sentence}"))
    assert len(found.spans) == 6


def test_a_yearless_date_is_no_finding(check: Run) -> None:
    found = check("Rapat digelar Rabu (15/5).", "2025-05-20")
    assert findings(found) == []
    assert [made.reason for made in found if made.verdict == "not_checkable"] == ["yearless_date"]


def test_a_weekday_alone_is_no_check(check: Run) -> None:
    assert check("Mereka bertemu pada hari Selasa di kantor itu.", "2025-05-20") == []


def test_a_word_for_today_gives_the_year(check: Run) -> None:
    found = findings(check("Rapat digelar hari ini, Rabu (15/5).", "2025-05-15"))
    assert [made.kind for made in found] == ["date_weekday"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Kunjungan naik 415 persen dari 200 orang menjadi 830 orang.", "415 persen dari 200 orang, bukan kenaikannya"),
        ("Anggaran naik 24,8 persen dari Rp 310,4 miliar menjadi Rp 412,8 miliar.", "dibagi nilai baru"),
        ("Hunian naik 10 persen dari 50 persen menjadi 60 persen.", "poin persentase"),
        ("Tarif naik Rp 6.000 dari Rp 5.000 menjadi Rp 6.000.", "bukan selisihnya"),
    ],
)
def test_well_known_mistakes_are_named(check: Run, text: str, note: str) -> None:
    (found,) = findings(check(text))
    assert note in found.message.id
    assert "Note: " in found.message.en


def test_suggestions_name_the_slip(check: Run) -> None:
    (found,) = findings(check(BROKEN[6][1]))
    assert found.suggestions[0].why == "dua angka tertukar"
    assert "13.511" in found.suggestions[0].text


PIECES = (
    "terdiri dari|13.860 orang|65 persen|Rp 1,5 triliun|dan|serta|sisanya|menjadi|naik|dari|atau|(|)|,|.|\n|"
    "masing-masing|Senin (14/7/2025)|Dari jumlah tersebut|rata-rata|0|0 persen|2.700|lainnya|di antaranya|"
    "dua kali lipat|ke-6|seri keenam|tujuh seri|3 hari|8-10 Mei 2025|±|⟪C1⟫|¶|\u2028|yakni"
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(PIECES.split("|")),
        max_size=30,
    )
)
def test_any_text_gives_checks_that_quote_it(extractor: Extractor, words: list[str]) -> None:
    text = " ".join(words)
    extraction = extractor(Article(text=text))
    ids = [made.id for made in extraction.checks]
    assert len(ids) == len(set(ids))
    for made in extraction.checks:
        assert all(text[span.start : span.end] == span.text for span in made.spans)
        assert made.message.id
        assert made.message.en
