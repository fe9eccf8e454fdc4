"""Offices and names where they stand."""

from itertools import pairwise

import pytest

from k3extract.mentions.names import NameScanner
from k3extract.mentions.offices import OfficeScanner
from k3extract.mentions.places import PlaceScanner
from k3extract.rulebook import load_rulebook


@pytest.fixture(scope="module")
def offices() -> OfficeScanner:
    return OfficeScanner(load_rulebook())


@pytest.fixture(scope="module")
def names() -> NameScanner:
    return NameScanner(load_rulebook())


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Kepala Dinas Perkimhub, Heru Santoso, hadir", "Kepala Dinas Perkimhub"),
        ("Kepala Dinas Sosial Gresik Ummi Rahayu hadir", "Kepala Dinas Sosial Gresik"),
        ("Kapolres Tanjung Jabung Timur Kompol Heru", "Kapolres Tanjung Jabung Timur"),
        ("Menteri Usaha Mikro, Kecil dan Menengah (UMKM) Heru", "Menteri Usaha Mikro, Kecil dan Menengah (UMKM)"),
        ("Kabid PHU, Kanwil Kementerian Agama Jatim Heru Santoso", "Kabid PHU, Kanwil Kementerian Agama Jatim"),
        ("Komandan Kodim 0707/Wonosobo Letkol Inf Heru", "Komandan Kodim 0707/Wonosobo"),
        ("Kades Pucung Wetan Heru Santoso hadir", "Kades Pucung Wetan"),
        ("Staf Ahli Bupati Bidang Hukum, Heru Santoso, hadir", "Staf Ahli Bupati Bidang Hukum"),
        ("Ketua DPRD Kuantan Singingi, Riau Heru Santoso hadir", "Ketua DPRD Kuantan Singingi, Riau"),
        ("Dirut PT Sinar Jaya Abadi, Heru Santoso, hadir", "Dirut PT Sinar Jaya Abadi"),
        ("Menteri Perhubungan ad interim Heru Santoso hadir", "Menteri Perhubungan ad interim"),
        ("Bupati Demak terpilih Heru Santoso hadir", "Bupati Demak terpilih"),
        ("kepala dinas kesehatan kota, Heru Santoso, hadir", "kepala dinas kesehatan kota"),
    ],
)
def test_where_an_office_ends(offices: OfficeScanner, text: str, office: str) -> None:
    (first, *_) = offices.scan(text)
    assert text[first.start : first.end] == office


@pytest.mark.parametrize(
    ("text", "acting", "former"),
    [
        ("Plt Kepala Dinas Sosial", "plt", False),
        ("Pelaksana Tugas (Plt.) Kepala Dinas Sosial", "plt", False),
        ("Plh Bupati Demak", "plh", False),
        ("Pj. Bupati Demak", "pj", False),
        ("Penjabat Sementara (Pjs) Bupati Demak", "pjs", False),
        ("eks Bupati Demak", None, True),
        ("Kepala Pelaksana Harian BPBD Demak", None, False),
    ],
)
def test_markers(offices: OfficeScanner, text: str, acting: str | None, former: bool) -> None:
    (one,) = offices.scan(text)
    assert (one.start, one.end) == (0, len(text))
    assert (one.acting, one.former) == (acting, former)


def test_offices_do_not_overlap(offices: OfficeScanner) -> None:
    found = offices.scan("Asisten Sekda Bidang Administrasi, Wakil Ketua DPRD, Kepala Dinas Sosial dan Bupati Demak")
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Kompol Roslina RM, S.Pd. hadir", "Roslina RM", ((), ("S.Pd",), "Kompol")),
        (
            "Prof. Dr. Ir. Heru Santoso, M.Sc., Ph.D hadir",
            "Heru Santoso",
            (("Prof", "Dr", "Ir"), ("M.Sc", "Ph.D"), None),
        ),
        ("KH. Ahmad Santoso hadir", "Ahmad Santoso", (("KH",), (), None)),
        ("Brigjen Pol (Purn) Heru Santoso hadir", "Heru Santoso", ((), (), "Brigjen Pol (Purn)")),
        ("M. Nur Arifin hadir", "M. Nur Arifin", ((), (), None)),
        ("Budi Karya Santoso hadir", "Budi Karya Santoso", ((), (), None)),
        ("Heru Santoso Senin", "Heru Santoso", ((), (), None)),
        ("Heru Santoso, SE. MM saat itu", "Heru Santoso", ((), ("SE. MM",), None)),
    ],
)
def test_names(
    names: NameScanner, text: str, name: str, rest: tuple[tuple[str, ...], tuple[str, ...], str | None]
) -> None:
    (one,) = names.scan(text)
    assert text[one.name_start : one.name_end] == name
    assert (one.honorifics, one.degrees, one.rank) == rest


@pytest.mark.parametrize(
    "text", ["Dinas Kesehatan", "Senin pagi", "Kabupaten Demak", "", "Ibu Kota", "harga beras naik"]
)
def test_no_names(names: NameScanner, text: str) -> None:
    assert not names.scan(text)


def test_places() -> None:
    text = "Warga Kecamatan Wadaslintang, Kabupaten Wonosobo, pindah ke Jawa Timur lalu ke Korsel."
    found = [text[place.start : place.end] for place in PlaceScanner(load_rulebook()).scan(text)]
    assert found == ["Wadaslintang", "Wonosobo", "Jawa Timur", "Korsel"]


def test_the_lists_are_large_enough() -> None:
    book = load_rulebook()
    sizes = {name: len(flat.rows) for name, flat in book.lists.items()}
    assert sizes["places/provinces.txt"] == 38
    regencies = book.list("places/regencies.txt").rows
    assert sum(len(row[1].split("|")) for row in regencies) == 514
    assert sizes["places/districts.txt"] > 7_000
    assert (
        sum(size for name, size in sizes.items() if name.startswith(("offices/", "organisations/", "names/"))) > 6_000
    )
