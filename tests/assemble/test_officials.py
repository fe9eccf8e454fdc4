"""Officials: the table of texts, who is meant later, and what must hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from k3extract import Article, Extractor
from k3extract.records import Official

TABLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "tables" / "officials.yaml").read_text(encoding="utf-8")
)
WORDS = [
    "Kepala", "Dinas", "Plt.", "Bupati", "Demak", "Heru", "Santoso", ",", "(", ")", "dan", "S.Pd.", "AKBP", "Kapolres",
    "yang", "akrab disapa", "Gus", "Ketua", "DPRD", "\n", "\u00a0", "PT", "Yayasan", "I", "V/Brawijaya",
    "-", ".", "0707",
]  # fmt: skip


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor()


def officials(extract: Extractor, text: str) -> tuple[Official, ...]:
    return extract(Article(text=text)).officials


def mentions(official: Official) -> list[tuple[str, str]]:
    return [(said.text, said.kind) for said in official.mentions if said.kind != "pronoun"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["text"][:60])
def test_the_table(extract: Extractor, row: dict[str, Any]) -> None:
    wanted = []
    for line in row["officials"]:
        name, title, acting, rank = ([part.strip() or None for part in line.split("|")] + [None, None])[:4]
        wanted.append((name, title, acting, rank))
    found = [(one.name, one.title, one.acting, one.rank) for one in officials(extract, row["text"])]
    assert found == wanted


def test_a_record_has_all_that_was_printed(extract: Extractor) -> None:
    text = "Plt. Kepala Dinas Sosial Kabupaten Demak, Drs. H. Heru Santoso, S.Sos., M.Si., hadir."
    (one,) = officials(extract, text)
    assert (one.name, one.position, one.organisation) == (
        "Heru Santoso",
        "Kepala Dinas",
        "Dinas Sosial Kabupaten Demak",
    )
    assert one.honorifics == ("Drs", "H")
    assert one.degrees == ("S.Sos", "M.Si")
    assert one.acting == "plt"
    assert one.rule == "offices/structural.yaml:kepala"
    assert mentions(one) == [
        ("Plt. Kepala Dinas Sosial Kabupaten Demak, Drs. H. Heru Santoso, S.Sos., M.Si.", "full"),
    ]


@pytest.mark.parametrize(
    ("title", "position", "organisation"),
    [
        ("Bupati Demak", "Bupati", "Kabupaten Demak"),
        ("Menaker", "Menaker", "Kementerian Ketenagakerjaan"),
        ("Kapolda Jawa Timur", "Kapolda", "Polda Jawa Timur"),
        ("Gubernur Florida", "Gubernur", "Florida"),
        ("Direktur Bina Kelembagaan K3 Kemnaker", "Direktur Bina Kelembagaan K3", "Kemnaker"),
        ("Ketua Yayasan Harapan Insani", "Ketua", "Yayasan Harapan Insani"),
        ("Kepala BPBD Demak", "Kepala", "BPBD Demak"),
    ],
)
def test_position_and_organisation(extract: Extractor, title: str, position: str, organisation: str) -> None:
    (one,) = officials(extract, f"Kata {title}, Heru Santoso, Senin.")
    assert (one.position, one.organisation, one.title) == (position, organisation, title)


def test_a_second_office_held_at_once(extract: Extractor) -> None:
    (one,) = officials(extract, "Bupati Demak Siti Aminah, yang juga Ketua DPC Gerindra Demak, hadir.")
    assert one.title == "Bupati Demak"
    assert one.other_positions == ("Ketua DPC Gerindra Demak",)


def test_the_office_held_now_is_the_title(extract: Extractor) -> None:
    text = "Mantan Bupati Demak Siti Aminah pulang. Ketua DPRD Jawa Tengah Siti Aminah hadir lagi."
    (one,) = officials(extract, text)
    assert (one.title, one.former) == ("Ketua DPRD Jawa Tengah", False)


@pytest.mark.parametrize("word", ["Andi", "Amran", "Sulaiman"])
def test_later_by_any_part_of_the_name(extract: Extractor, word: str) -> None:
    (one,) = officials(extract, f"Menteri Pertanian Andi Amran Sulaiman tiba. Kata {word}, panen naik.")
    assert (word, "short") in mentions(one)


def test_two_persons_who_share_a_name(extract: Extractor) -> None:
    text = "Bupati Demak Eko Purnomo dan Sekda Demak Eko Yuwono hadir. Kata Eko, pasar ramai. Purnomo pulang."
    first, second = officials(extract, text)
    assert ("Eko", "short") not in mentions(first) + mentions(second)
    assert ("Purnomo", "short") in mentions(first)


@pytest.mark.parametrize(
    "text", ["Jalan Slamet Riyadi macet.", "Slamet Raharjo datang.", "Universitas Slamet Riyadi libur."]
)
def test_another_bearer_of_the_name(extract: Extractor, text: str) -> None:
    (one,) = officials(extract, f"Bupati Demak Slamet Riyadi hadir. {text}")
    assert mentions(one) == [("Bupati Demak Slamet Riyadi", "full")]


def test_the_office_alone(extract: Extractor) -> None:
    text = "Festival dibuka Bupati Demak. Bupati Demak, Siti Aminah, senang. Menurut Bupati, warga antusias."
    (one,) = officials(extract, text)
    assert mentions(one) == [("Bupati Demak", "office"), ("Bupati Demak, Siti Aminah", "full"), ("Bupati", "office")]


@pytest.mark.parametrize(
    ("printed", "later"),
    [
        ("Kasubdit Bina Paham Keagamaan Kemenag", "Kasubdit"),
        ("Kepala Dinas Kesehatan Demak", "Kadinkes"),
        ("Menteri Ketenagakerjaan", "Menaker"),
        ("Kepala Kanwil Kemenag Provinsi Sumatera Barat", "Kakanwil"),
        ("Sekretaris Daerah Kabupaten Demak", "Sekda"),
    ],
)
def test_the_office_by_its_short_form(extract: Extractor, printed: str, later: str) -> None:
    (one,) = officials(extract, f"{printed}, Heru Santoso, hadir. Kata {later}, acara lancar.")
    assert (later, "office") in mentions(one)


def test_an_office_two_persons_hold(extract: Extractor) -> None:
    text = "Camat Sukorejo Rini Astuti dan Camat Bonang Heru Santoso hadir. Camat itu senang. Kata Camat, ramai."
    first, second = officials(extract, text)
    assert not [said for said in mentions(first) + mentions(second) if said[1] == "office"]


@pytest.mark.parametrize(
    ("text", "nickname"),
    [
        ("Bupati Demak Siti Aminah yang akrab disapa Bunda Minah hadir. Kata Bunda Minah, ramai.", "Bunda Minah"),
        ("Kata Ning Minah, sapaan akrab Bupati Demak Siti Aminah.", "Ning Minah"),
        ("Menko Pangan Zulkifli Hasan tiba. Zulhas pulang.", "Zulhas"),
        ("Presiden ke-7 Joko Widodo (Jokowi) tiba.", "Jokowi"),
        ("Menteri Sosial Saifullah Yusuf tiba. Gus Ipul pulang.", "Gus Ipul"),
    ],
)
def test_nicknames(extract: Extractor, text: str, nickname: str) -> None:
    (one,) = officials(extract, text)
    assert (nickname, "nickname") in mentions(one)


def test_an_epithet_is_its_holder(extract: Extractor) -> None:
    (one,) = officials(extract, "Presiden Prabowo Subianto tiba. Sang Kepala Negara lalu pulang.")
    assert ("Sang Kepala Negara", "office") in mentions(one)


def test_one_record_a_person(extract: Extractor) -> None:
    text = "Kepala Dinsos Demak Rini Astuti hadir. Kepala Dinas Sosial Rini Astuti pulang. Kata Kadinsos Rini, cukup."
    (one,) = officials(extract, text)
    assert one.other_positions == ()
    assert [kind for _, kind in mentions(one)] == ["full", "full", "short"]


def test_boilerplate_holds_no_official(extract: Extractor) -> None:
    text = "Harga naik.\nBaca juga: Bupati Demak Siti Aminah Resmikan Pasar\nPedagang mengeluh sejak pekan lalu."
    assert officials(extract, text) == ()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text(extract: Extractor, text: str) -> None:
    try:
        article = Article(text=text)
    except ValueError:
        return
    extraction = extract(article)
    for official in extraction.officials:
        assert official.name
        assert official.mentions
        assert [said.start for said in official.mentions] == sorted(said.start for said in official.mentions)
        for said in official.mentions:
            assert text[said.start : said.end] == said.text
    assert extract(article) == extraction


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bupati Demak Terbit Rencana Perangin Angin", "Bupati Demak Terbit Rencana Peranginangin"),
        ("Menteri Agama Muhammad Santoso", "Menag Moh. Santoso"),
        ("Kabid Humas Polda Jatim Kombes E Susanto", "Kabid Humas Polda Jatim Kombes Endra Susanto"),
        ("Menteri Sosial Bambang Susilo", "Ketua Umum Partai Buruh Bambang"),
        ("Menteri Sosial Andi Bambang Susilo", "Mensos Bambang Susilo"),
    ],
)
def test_two_ways_to_write_one_name(extract: Extractor, first: str, second: str) -> None:
    assert len(officials(extract, f"{first} hadir. Setelah itu {second} pulang.")) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bupati Demak Eko Purnomo", "Ketua TP PKK Kabupaten Demak Fairuz Eko Purnomo"),
        ("Camat Bonang Budi Santoso", "Camat Sayung Budi Raharjo"),
        ("Kades Sukamaju, Budi", "Kapolsek Bonang AKP Budi Santoso"),
    ],
)
def test_two_persons(extract: Extractor, first: str, second: str) -> None:
    assert len(officials(extract, f"{first} hadir. Setelah itu {second} pulang.")) == 2
