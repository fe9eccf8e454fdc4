"""rules try: what became of each mention, and why a rule kept silent; explain: what each record rests on."""

from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from k3extract.article import Article
from k3extract.cli import main
from k3extract.errors import RuleError
from k3extract.extract import Extractor
from k3extract.workbench.explaining import Explainer, RulePlaces
from k3extract.workbench.trying import Trial

SAMPLE = str(Path(__file__).parents[2] / "corpora/samples/penyuluh-2025.txt")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def near(extractor: Extractor, sentence: str, rule: str) -> list[str]:
    """The lines about one rule among those that came near, without markup."""
    trial = Trial(extractor, sentence, RulePlaces(extractor))
    lines = (plain(line) for line in trial.near(every=True))
    return [line for line in lines if line.startswith(f"tidak {rule} ")]


def asked(extractor: Extractor, sentence: str, rule: str) -> list[str]:
    return [plain(line) for line in Trial(extractor, sentence, RulePlaces(extractor)).rule(rule)]


def plain(markup: str) -> str:
    from rich.text import Text

    return Text.from_markup(markup).plain


@pytest.mark.parametrize(
    ("sentence", "rule", "reason"),
    [
        ("Aturan itu ada di Pasal 9 Tahun 2019.", "units/durations.yaml:tahun", "bilangannya milik"),
        ("Kepala terasa pusing.", "offices/structural.yaml:kepala", "alone:"),
        ("Ia berbelanja di pasar Minggu.", "dates/weekdays.yaml:minggu", 'not-after: "pasar" di sampingnya'),
        ("Rapat itu seperti biasa.", "events/nouns.yaml:rapat", "strong: bukan acara di sini"),
        ("Kedatangan Bupati Tegal disambut.", "offices/regional.yaml:bupati", "tidak ada orang bernama"),
        (
            "Kasus naik 12,4 persen, sedangkan 31 orang sembuh, dari 265 kasus menjadi 298 kasus.",
            "checks/change.yaml:percent-change",
            'angka lain di sela, "31 orang"',
        ),
    ],
)
def test_why_not(extractor: Extractor, sentence: str, rule: str, reason: str) -> None:
    lines = near(extractor, sentence, rule)
    assert len(lines) == 1
    assert reason in lines[0]


def test_what_stopped_a_rule_is_named_with_its_place(extractor: Extractor) -> None:
    (line,) = near(extractor, "Aturan itu ada di Pasal 9 Tahun 2019.", "units/durations.yaml:tahun")
    assert "→ references/" in line or "→ dates/" in line
    assert line.rpartition("baris ")[2].isdecimal()


def test_a_rule_that_spoke_is_not_near(extractor: Extractor) -> None:
    assert near(extractor, "Rapat koordinasi digelar di Tegal.", "events/nouns.yaml:rapat") == []


@pytest.mark.parametrize(
    ("sentence", "rule", "answer"),
    [
        ("Dinas membeli 12 hektare sawah.", "hektare", "menemukan 12 hektare"),
        ("Kasus naik 12,4 persen dibanding tahun lalu.", "percent-change", "kurang 2 angka (jumlah)"),
        ("Hujan turun.", "breakdown", "tidak ada kata penandanya"),
        ("Ada sembilan warga, yakni para petani.", "breakdown", 'penandanya "yakni" (part) ada'),
        ("Ada tiga pasal di situ.", "pasal", 'kata "pasal" ada, tetapi'),
        ("Hujan turun.", "pasal", "kata-katanya tidak ada di kalimat ini"),
        ("Laba naik 12 persen dari Rp 100 miliar menjadi Rp 130 miliar.", "percent-change", "pct_change tidak cocok"),
        ("Acara itu dihadiri 40 peserta.", "units/counters.txt:peserta", "menemukan 40 peserta"),
        ("Para peserta pulang.", "counters.txt:peserta", "kata-katanya ada, tetapi"),
        ("Hujan turun.", "counters.txt:peserta", "kata-katanya tidak ada"),
        ("Dari 17 kecamatan.", "cues/words.txt:kecamatan", "bekerja di belakang aturan lain"),
        ("Baca juga: Rapat di Tegal", "rapat", "di dalam teks tempelan (related)"),
        ("Wakil Presiden hadir.", "wakil", 'kalah oleh "Wakil Presiden" → offices/national.yaml:wakil-presiden baris'),
        ("Harga 5 dolar Singapura.", "dolar-as", 'kalah oleh satuan lain pada "5 dolar Singapura"'),
        ("Uang rupiah itu sobek.", "rupiah", "tidak ada bilangan di sampingnya"),
        ("Ia menulis bulan maret di papan.", "maret", "ditulis dengan huruf kecil"),
        ("Ia lahir pada 5 Maret 1990.", "maret", 'ikut terbaca di dalam "5 Maret 1990"'),
        ("Tiga hari lagi.", "dates/units.yaml:hari", "ungkapan waktu"),
        ("Asisten Pelatih Joko Susilo pulang.", "asisten", '"Pelatih" di belakangnya → offices/not_before.txt'),
        ("Para kepala pelaksana proyek pulang.", "kepala-pelaksana", "proper: harus berhuruf kapital"),
        ("Menurut saya begitu.", "menurut", "tidak ada pembicara dan isi ujaran"),
        ("Warga diminta ikuti kami ke balai desa.", "ikuti-kami", 'kata "ikuti" ada, tetapi "ikuti kami di"'),
        ("Dari 50 orang, 30 orang pria.", "n-of-m", "urutan kata atau angkanya lain daripada"),
        (
            "Laba naik 12 persen dari Rp 100 miliar menjadi 130 juta dolar AS.",
            "percent-change",
            "cocok, tetapi penjaganya menahan: satuan, mata uang",
        ),
        (
            "Harga naik dua belas persen dari Rp 265 lalu begitu cepat berubah dan menjadi Rp 298.",
            "percent-change",
            'kata pemutus di sela, "begitu"',
        ),
    ],
)
def test_one_rule_answers(extractor: Extractor, sentence: str, rule: str, answer: str) -> None:
    assert answer in "\n".join(asked(extractor, sentence, rule))


def test_an_unknown_rule_is_an_error_that_says_what_an_id_is(extractor: Extractor) -> None:
    with pytest.raises(RuleError, match=r"no rule has this id: folder/file\.yaml:entry"):
        asked(extractor, "Hujan.", "no-such-rule")


def test_the_table_shows_mentions_and_records_with_their_rule(extractor: Extractor) -> None:
    console = Console(width=200, record=True, file=StringIO())
    console.print(Trial(extractor, "Bupati Tegal Sri Mulyono hadir, Pasal 3.", RulePlaces(extractor)).seen())
    shown = console.export_text()
    for words in ("PEJABAT", "offices/regional.yaml:bupati baris", "rujukan", "references/laws.yaml:pasal baris"):
        assert words in shown


def test_no_text_breaks_it(extractor: Extractor) -> None:
    for text in ("", "   ", "[red]", "⟪C0⟫ 1 2 3 ¶ dari ⟦", "9" * 400, "\u202e Rp 5 juta [so]", "\n\n1\n"):
        trial = Trial(extractor, text, RulePlaces(extractor))
        trial.seen()
        list(trial.near(every=True))


def test_explain_is_a_tree_from_record_to_line(extractor: Extractor) -> None:
    text = "Bupati Tegal Sri Mulyono membuka pelatihan las di Slawi, Selasa (25/11/2025), yang diikuti 40 peserta."
    extraction = extractor(Article(text=text))
    lines = [plain(line) for line in Explainer(extractor).tree(extraction).lines()]
    assert lines[0].startswith("art_")
    assert any(line.startswith("├── official:0-24") for line in lines)
    assert any("jabatan offices/regional.yaml:bupati → offices/regional.yaml:" in line for line in lines)
    assert any("bilangan dan satuan units/counters.txt:peserta → units/counters.txt:" in line for line in lines)
    for words in (
        "kata benda events/nouns.yaml:pelatihan",
        "penanda",
        "catatan official:0-24 Sri Mulyono",
        "peristiwa event:",
    ):
        assert any(words in line for line in lines), words
    said = extractor(Article(text='"Peserta berjumlah 40 orang," kata Bupati Tegal Sri Mulyono, Senin (25/11/2025).'))
    shown = "\n".join(plain(line) for line in Explainer(extractor).tree(said).lines())
    assert "penutur official:" in shown
    assert "weekday 1" not in shown
    assert "date_weekday: inconsistent" in shown
    narrowed = [plain(line) for line in Explainer(extractor).tree(extraction, kinds=["statistics"]).lines()]
    assert not any("official:" in line.split("─ ")[-1][:9] for line in narrowed)


def test_explain_of_one_record_and_of_none() -> None:
    runner = CliRunner()
    shown = runner.invoke(main, ["explain", SAMPLE, "--record", "check:pct_chain:138-300"])
    assert shown.exit_code == 0
    assert "percent-of-that → checks/percent.yaml:" in shown.stdout
    missing = runner.invoke(main, ["explain", SAMPLE, "--record", "statistic:1-2"])
    assert missing.exit_code == 2
    assert "no record has the id" in missing.stderr


def test_a_rule_of_the_own_folder_is_found_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    path = tmp_path / "units/mine.yaml"
    path.write_text(
        '# satuan\ntumbak: {unit: tumbak, dimension: area, words: [tumbak], finds: ["Ada [3 tumbak]."], '
        'ignores: ["Ia membawa tumbak."]}\n',
        encoding="utf-8",
    )
    runner = CliRunner()
    shown = runner.invoke(main, ["rules", "try", "Sawah itu 12 tumbak.", "--rule", "tumbak", "--rules", str(tmp_path)])
    assert "ya units/mine.yaml:tumbak baris 2: menemukan 12 tumbak" in shown.stdout


def test_explain_shows_bases_and_figures_that_are_repeated(extractor: Extractor) -> None:
    text = (
        "Bupati Tegal Sri Mulyono mengatakan 25 persen dari 1.200 peserta lulus. "
        "Rapat digelar di Slawi, Senin (25/11/2025). Rapat itu dihadiri 40 orang."
    )
    tree = Explainer(extractor).tree(extractor(Article(text=text)))
    shown = "\n".join(plain(line) for line in tree.lines())
    assert "dasar statistic:" in shown
    assert "disebut" in shown
    assert max(len(line) for line in shown.splitlines()) < 700
