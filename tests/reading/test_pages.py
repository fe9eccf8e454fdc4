"""Pages: the text of the article and nothing around it, title, author, date."""

import json
from pathlib import Path

import pytest

from k3extract.errors import ReadError
from k3extract.reading import read_articles
from k3extract.reading.pages import PageReader, declared_charset
from k3extract.rulebook import load_rulebook
from k3extract.rulebook.kinds.reading import SiteRule

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples" / "formats"
RULES = [(entry.id, rule) for entry, rule in load_rulebook().of(SiteRule)]
PARAGRAPH = (
    "<p>Sebanyak 120 petani di Desa Sukamaju memanen padi di lahan seluas 45 hektare pada Senin (3/3/2025), kata "
    "kepala desa. "
    "Hasilnya 250 ton gabah kering, naik 12 persen dibanding panen sebelumnya yang terganggu banjir.</p>"
)


@pytest.fixture(scope="module")
def reader() -> PageReader:
    return PageReader(load_rulebook())


@pytest.mark.parametrize(("rule_id", "rule"), RULES, ids=[rule_id for rule_id, _ in RULES])
def test_site(reader: PageReader, rule_id: str, rule: SiteRule) -> None:
    text = reader.read(rule.page, rule_id)["text"]
    for words in rule.finds:
        assert words in text
    for words in rule.ignores:
        assert words not in text


def test_sample_page() -> None:
    (article,) = read_articles(str(SAMPLES / "page.html"))
    assert article.title == "1.250 Keluarga di Sukadamai Terima Bantuan Pangan"
    assert article.author == "Budi Hartanto"
    assert article.outlet == "KabarDesa.com"
    assert article.url == "https://kabardesa.com/read/2025/03/03/bantuan-pangan"
    assert article.reference_date == "2025-03-03"
    lines = article.text.split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("SUKADAMAI, KabarDesa.com - Pemerintah Kabupaten Sukadamai menyalurkan")
    assert lines[1].endswith("12,5 ton beras dan 2.500 liter minyak goreng.")  # the NBSP is repaired
    assert [repair.original for repair in article.repairs] == ["\u00a0"]
    assert lines[2].startswith("“Penyaluran kami targetkan")


def test_page_split_by_br() -> None:
    (article,) = read_articles(str(SAMPLES / "br-page.html"))
    assert article.title == "Jembatan Sukamaju Selesai 60 Persen"
    assert article.reference_date == "2025-03-05"
    assert len(article.text.split("\n")) == 3
    assert article.text.startswith("SUKADAMAI – Pembangunan Jembatan")
    assert article.text.endswith("meninjau lokasi.")


def test_fragment(reader: PageReader) -> None:
    found = reader.read("<p>Baris <b>satu</b>.</p><p>Baris&nbsp;dua<br>dan tiga.</p>", "here")
    assert found == {"text": "Baris satu.\nBaris\u00a0dua\ndan tiga."}


def test_unknown_site_without_declarations(reader: PageReader) -> None:
    page = f"""<html><head><title>Panen Raya di Sukamaju | Kabar Desa</title></head><body>
    <div id="menu"><a href="/a">Beranda</a><a href="/b">Ekonomi</a></div>
    <h1>Panen Raya di Sukamaju</h1><span>Oleh Budi</span><span>Senin, 3 Maret 2025 | 14.05 WIB</span>
    <div class="x1">{PARAGRAPH * 4}<p><a href="/1">Harga Gabah Naik di Tingkat Petani Sukadamai</a></p>{PARAGRAPH}</div>
    <div class="x2"><a href="/2">Berita satu</a> <a href="/3">Berita dua</a></div></body></html>"""
    found = reader.read(page, "here", "https://kabardesa.com/panen")
    assert found["title"] == "Panen Raya di Sukamaju"
    assert found["published"] == "2025-03-03T14:05+07:00"
    assert found["outlet"] == "kabardesa.com"
    assert found["text"].count("\n") == 4
    assert "Harga Gabah" not in found["text"]
    assert "Beranda" not in found["text"]
    assert "Berita dua" not in found["text"]


def test_a_list_of_articles_is_none(reader: PageReader) -> None:
    items = "".join(
        f'<li><a href="/{n}">Judul berita nomor {n} di Sukadamai</a> <span>{n} jam lalu</span></li>' for n in range(60)
    )
    with pytest.raises(ReadError, match="no article") as caught:
        reader.read(f"<html><head><title>Terkini</title></head><body><ul>{items}</ul></body></html>", "here")
    assert caught.value.stage == "html"


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ('<meta property="article:published_time" content="2025-03-03T14:05:00+07:00">', "2025-03-03T14:05:00+07:00"),
        ('<meta itemprop="datePublished" content="2025-03-03 14:05:00">', "2025-03-03T14:05:00"),
        ('<meta name="publishdate" content="2025/03/03 14:05:00">', "2025-03-03T14:05:00"),
        ('<time datetime="2025-03-03T07:05:00Z">kemarin</time>', "2025-03-03T14:05:00+07:00"),
        ('<link rel="canonical" href="https://x.id/read/2025/03/03/panen">', "2025-03-03"),
        # a clock that says Z and means local time: the address tells
        (
            '<link rel="canonical" href="https://x.id/read/2025/03/03/panen">'
            '<meta name="pubdate" content="2025-03-03T19:05:00Z">',
            "2025-03-03T19:05:00",
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],'
            '"datePublished":"2025-03-03"}]}</script>',
            "2025-03-03",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        # the printed moment shows that the Z is wrong, or adds the clock
        ('<meta name="pubdate" content="2025-03-03 T14:05:20Z"><p>03/03/2025 14:05 WIB</p>', "2025-03-03T14:05+07:00"),
        (
            '<meta name="pubdate" content="2025-03-03 T16:00:20Z">'
            '<meta name="dateCreated" content="2025-03-03 T14:05:01Z">'
            "<p>03/03/2025 14:05 WIB</p>",
            "2025-03-03T14:05+07:00",
        ),
        ("<i>3 Maret 2025</i><p>4 Maret 2025 10:00</p><p>Senin, 3 Maret 2025, 14:05 WIB</p>", "2025-03-03T14:05+07:00"),
        ('<meta name="pubdate" content="2025-03-03"><p>Senin, 3 Maret 2025 | 14:05 WIB</p>', "2025-03-03T14:05+07:00"),
        ('<meta name="pubdate" content="2025-03-03"><p>Selasa, 4 Maret 2025 | 14:05 WIB</p>', "2025-03-03"),
    ],
)
def test_published(reader: PageReader, meta: str, published: str | None) -> None:
    paragraphs = PARAGRAPH.replace("(3/3/2025)", "") * 4
    page = f"<html><head><title>Panen Raya</title>{meta}</head><body><div>{paragraphs}</div></body></html>"
    assert reader.read(page, "here")["published"] == published


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        ("Panen Raya di Desa Sukamaju - KabarDesa.com", "", "Panen Raya di Desa Sukamaju"),
        ("Panen Raya di Desa Sukamaju | Kabar Desa Online", "", "Panen Raya di Desa Sukamaju"),
        ("Kabar Desa: Panen Raya - Sukamaju", "<h1>Panen Raya - Sukamaju</h1>", "Panen Raya - Sukamaju"),
        (
            "Panen Raya di Desa Sukamaju - Ekonomi - KabarDesa.com",
            "<h1>Panen Raya di Desa Sukamaju</h1>",
            "Panen Raya di Desa Sukamaju",
        ),
    ],
)
def test_title(reader: PageReader, title: str, head: str, expected: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{head}<div>{PARAGRAPH * 4}</div></body></html>"
    assert reader.read(page, "here")["title"] == expected


def test_the_declared_body_where_the_page_shows_little(reader: PageReader) -> None:
    body = "Sebanyak 120 petani di Desa Sukamaju memanen padi di lahan seluas 45 hektare, kata kepala desa. " * 6
    linked = json.dumps({"@type": "NewsArticle", "headline": "Panen Raya di Sukamaju", "articleBody": body})
    page = (
        f'<html><head><script type="application/ld+json">{linked}</script></head><body><p>Muat lagi.</p></body></html>'
    )
    assert reader.read(page, "here")["text"] == body.strip()


def test_furniture_lines_are_left_out(reader: PageReader) -> None:
    furniture = "<p>ADVERTISEMENT</p><p>Baca juga: Harga Gabah Naik Tajam</p>"
    page = f"<html><body><div>{PARAGRAPH * 3}{furniture}{PARAGRAPH}</div></body></html>"
    text = reader.read(page, "here")["text"]
    assert text.count("\n") == 3
    assert "ADVERTISEMENT" not in text
    assert "Gabah Naik Tajam" not in text


def test_an_address_in_the_text_stays(reader: PageReader) -> None:
    contact = '<p>Kontak: <a href="mailto:humas@contoh.id">humas@contoh.id</a></p>'
    page = f"<html><body><div>{PARAGRAPH * 4}{contact}</div></body></html>"
    assert reader.read(page, "here")["text"].endswith("Kontak: humas@contoh.id")


def test_authors(reader: PageReader) -> None:
    def author(declared: object) -> object:
        linked = json.dumps({"@type": "NewsArticle", "headline": "Panen Raya di Sukamaju", "author": declared})
        head = f'<script type="application/ld+json">{linked}</script>'
        page = f"<html><head>{head}</head><body>{PARAGRAPH * 4}</body></html>"
        return reader.read(page, "here")["author"]

    assert author({"@type": "Person", "name": "Budi Hartono"}) == "Budi Hartono"
    assert author([{"name": "Budi Hartono"}, {"name": "Sari"}]) == "Budi Hartono, Sari"
    assert author("Oleh : Budi Hartono") == "Budi Hartono"
    assert author("Redaksi KabarDesa") is None
    assert author("https://kabardesa.com/penulis/7") is None
    assert author(None) is None


def test_odd_addresses(reader: PageReader) -> None:
    page = f'<html><head><link rel="canonical" href="http://[x/"></head><body>{PARAGRAPH * 4}</body></html>'
    assert reader.read(page, "here", "http://[1")["outlet"] is None


def test_deep_nesting_and_broken_markup(reader: PageReader) -> None:
    page = "<html><body>" + "<div>" * 5_000 + PARAGRAPH * 4 + "</span></p>" * 10
    assert "120 petani" in reader.read(page, "here")["text"]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
        (b'<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
        (b"<p>teks</p>", None),
    ],
)
def test_declared_charset(data: bytes, charset: str | None) -> None:
    assert declared_charset(data) == charset
