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
    ("pct_of_base", "Terealisasi Rp 5.569.077.716 atau 84,08 persen dari target Rp 6.623.153.836.", "consistent"),
    ("pct_of_base", "Serapan mencapai Rp 443 juta atau 89% dari total Rp 500 juta.", "consistent"),
    ("pct_of_base", "Yang divaksin 16,21 juta orang atau 81,92 persen dari 19,7 juta orang.", "approximate"),
    ("pct_change", "Tamu naik 18,32 persen dari 78.447 orang menjadi 92.820 orang.", "consistent"),
    ("abs_change", "Tarif naik Rp 9.500 dari Rp 109.000 menjadi Rp 118.500.", "consistent"),
    ("pp_change", "Bank sentral memangkas bunga 25 basis poin dari 6,25 persen menjadi 6 persen.", "consistent"),
    ("breakdown", "Bantuan 270 paket terdiri dari 95 paket beras, 78 paket gula, dan 97 paket minyak.", "consistent"),
    (
        "breakdown",
        "Pejabat yang dilantik 60 orang, terdiri dari 47 orang eselon tiga terdiri 26 orang mutasi dan 21 orang "
        "promosi serta 13 orang eselon dua.",
        "consistent",
    ),
    ("remainder", "Dari 361 berkas, yang terbit 285 berkas, sedangkan sisanya 76 berkas.", "consistent"),
    ("sum", "Dari dinas 1.495 masker, dari pramuka 1.700 masker, sehingga totalnya 3.195 masker.", "consistent"),
    ("equal_shares", "Sebanyak 240 paket dibagikan di 3 desa, masing-masing 80 paket.", "consistent"),
    ("count_vs_list", "Bantuan disalurkan di 4 desa yaitu Desa Sumber, Randu, Kemiri dan Waru.", "consistent"),
    ("duration", "Pameran dibuka selama 3 hari, 24-26 Oktober 2019.", "consistent"),
    ("date_weekday", "Rapat digelar Senin (25/11/2024).", "consistent"),
    ("average", "Dalam 14 hari tercatat 182.826 kendaraan, atau rata-rata 13.059 kendaraan sehari.", "consistent"),
    ("average", "Pada 12-26 Juni 2020 melintas 195.891 unit, secara rata-rata harian 13.059 unit.", "consistent"),
    (
        "pct_partition",
        "Rumah 43 persen, industri 30 persen, bisnis 19 persen, dan lainnya 8 persen.",
        "consistent",
    ),
    ("multiple", "Pasien naik tujuh kali lipat dari 400 ribu orang menjadi 2,8 juta orang.", "consistent"),
    ("part_le_whole", "Ada 121.312 ton gula, di mana 92.830 ton di antaranya rusak.", "consistent"),
    ("count_vs_ordinal", "Ada tujuh batch pelatihan. Batch ketujuh diikuti 1.400 orang.", "consistent"),
    ("abs_change", "Januari ada 41.427 siswa, Februari 42.101 siswa. Berarti ada kenaikan 674 siswa.", "consistent"),
]


@pytest.mark.parametrize(("kind", "text", "verdict"), CONFIRMED, ids=lambda value: str(value)[:40])
def test_a_relation_that_holds(check: Run, kind: str, text: str, verdict: str) -> None:
    found = check(text)
    assert findings(found) == []
    assert verdict in [made.verdict for made in found if made.kind == kind]


BROKEN = [
    ("pct_of_base", "Terealisasi Rp 5.569.077.716 atau 48,08 persen dari target Rp 6.623.153.836."),
    ("pct_change", "Pendapatan turun 63,1 persen dari Rp 651,9 miliar menjadi Rp 300,3 miliar."),
    ("abs_change", "Pupuk naik 43,15 ton dari 4.056,03 ton menjadi 4.096,18 ton."),
    ("breakdown", "Bantuan 290 paket terdiri dari 95 paket beras, 78 paket gula, dan 97 paket minyak."),
    ("breakdown", "Kasus mencapai 340, dengan rincian 239 dirawat, 174 sembuh, dan 4 orang meninggal."),
    ("remainder", "Dari 1.050 ekor, yang sembuh 805 ekor, sementara sisanya 205 ekor."),
    ("sum", "PKH 6.111 KK, BST 5.759 KK dan sembako 5.000 KK. Jadi, total penerima ada 16.780 KK."),
    ("count_vs_list", "Ada lima desa, yaitu Desa Sumber, Desa Randu, Desa Kemiri dan Desa Waru."),
    ("duration", "Pameran dibuka selama 30 hari, mulai 11 Juli 2019 sampai dengan 11 Agustus 2019."),
    ("date_weekday", "Rapat digelar Selasa (25/11/2024)."),
    ("date_valid", "Rapat digelar Senin (20/20/2025)."),
    ("repeat", "Tahun lalu tercatat 86 kasus. Dari 76 kasus itu, 57 kasus sudah selesai."),
]


@pytest.mark.parametrize(("kind", "text"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_relation_that_is_broken(check: Run, kind: str, text: str) -> None:
    found = findings(check(text))
    assert [made.kind for made in found] == [kind]
    assert found[0].severity in ("high", "medium", "low")
    assert found[0].message.id.endswith("Pemeriksaan ini tidak menentukan angka mana yang keliru.")
    assert found[0].message.en.endswith("This check does not tell which figure is wrong.")


SILENT = [
    "Korban mencapai 247 orang termasuk 230 penumpang dan 12 awak.",
    "Dari 4,8 juta pasien, 3,3 juta di antaranya hipertensi dan 2,1 juta diabetes.",
    "Ada 5.957 ketua RT dan RW dari 15 kecamatan, yaitu 4.965 ketua RT dan 992 ketua RW.",
    "Tunjangan beras naik menjadi Rp 12 juta dari Rp 10 juta.",
    "Utang mencapai Rp 102 triliun atau 0,63 persen dari produk domestik bruto.",
    "Pendapatan Rp 1.638,7 triliun atau 57,2% dari proyeksi, sementara belanja Rp 1.960,3 triliun.",
    "Ekspor US$ 7,95 miliar, naik 10 persen dibanding tahun lalu, dengan surplus US$ 2,19 miliar.",
    "Tim itu mengumpulkan 12 poin dari 10 pertandingan.",
    "Tercatat 553 spesies karang (75 persen dari seluruh spesies dunia), 1.070 spesies ikan.",
    "Penerima 353 kasus, rinciannya 352 kasus lama dan satu kasus baru, serta 296 di antaranya selesai.",
    "Uang Rp 53,7 miliar itu dirinci di antaranya Rp 18 miliar untuk A, Rp 2,3 miliar untuk B, dan Rp 1 miliar ke C.",
    "Kurs 14 hari terakhir, 7 Juli hingga 24 Juli 2020, stabil.",
    "Ada 3 orang yang ditangkap, yakni RW, KM, dan AY, dan RR.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_finding_where_none_is_claimed(check: Run, text: str) -> None:
    assert findings(check(text)) == []


CHAIN = (
    "Kementerian menargetkan peningkatan jumlah ahli sebesar 40 persen dari total 20.500 orang. "
    "Dari jumlah tersebut, sebanyak 60 persen diharapkan bersertifikat, atau setara dengan 9.120 orang."
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
    sentence = "Realisasi Rp 1.525.741.891 atau 13,8 persen dari target Rp 11.667.400.830."
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
        ("Kunjungan naik 324 persen dari 100 orang menjadi 324 orang.", "324 persen dari 100 orang, bukan kenaikannya"),
        ("Anggaran naik 16,7 persen dari Rp 250,5 miliar menjadi Rp 300,6 miliar.", "dibagi nilai baru"),
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
    assert "16.870" in found.suggestions[0].text


PIECES = (
    "terdiri dari|12.735 orang|75 persen|Rp 1,5 triliun|dan|serta|sisanya|menjadi|naik|dari|atau|(|)|,|.|\n|"
    "masing-masing|Senin (25/11/2024)|Dari jumlah tersebut|rata-rata|0|0 persen|1.400|lainnya|di antaranya|"
    "dua kali lipat|ke-6|batch keenam|tujuh batch|3 hari|16-18 November 2024|±|⟪C1⟫|¶|\u2028|yakni"
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
