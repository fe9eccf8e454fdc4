"""Publication dates in the forms that records and pages have."""

import pytest

from k3extract.article import Published
from k3extract.reading.dates import published, read_date


@pytest.mark.parametrize(
    ("written", "stamp"),
    [
        ("2025-06-07", "2025-06-07"),
        ("2025-06-07 15:16:09", "2025-06-07T15:16:09"),
        ("2025-06-07T15:16:09+07:00", "2025-06-07T15:16:09+07:00"),
        ("2025-06-07T15:16:09+0700", "2025-06-07T15:16:09+07:00"),
        ("2025-06-07T15:16:09.123Z", "2025-06-07T22:16:09+07:00"),
        ("2025-06-07T18:16:09+00:00", "2025-06-08T01:16:09+07:00"),
        ("2025-06-07 15:16 WITA", "2025-06-07T15:16+08:00"),
        ("Jumat, 20 Jun 2025 16:55 WIB", "2025-06-20T16:55+07:00"),
        ("Diperbarui 18 Jun 2025, 19:30 WIB", "2025-06-18T19:30+07:00"),
        ("Kamis, 20 Januari 2022 23:56", "2022-01-20T23:56"),
        ("KabarDesa.com- 18/06/2025, 19:44 WIB", "2025-06-18T19:44+07:00"),
        ("22 Februari 2018 | 09.19 WIB", "2018-02-22T09:19+07:00"),
        ("Jum'at, 06 Juni 2025 - 20:25 WIT", "2025-06-06T20:25+09:00"),
        ("01-Feb-19", "2019-02-01"),
        ("10/22/2025 10:25", "2025-10-22T10:25"),
        ("22/10/2025", "2025-10-22"),
        ("10/06/2025", "2025-06-10"),
        ("9/5/2025 21:15", "2025-09-05T21:15"),  # as an English spreadsheet prints it
        ("March 5, 2025", "2025-03-05"),
        ("June 3rd, 2025 at 4:05 PM", "2025-06-03T16:05:00"),
        ("17 Agustus 2024", "2024-08-17"),
        ("5 Nopember 2024", "2024-11-05"),
        ("Tanggal tidak ditemukan", None),
        ("0000-00-00 00:00:00", None),
        ("31/02/2025", None),
        ("2 jam lalu", None),
        ("kemarin", None),
        ("", None),
        ("2025", None),
    ],
)
def test_forms(written: str, stamp: str | None) -> None:
    assert read_date(written) == stamp


def test_the_article_decides_between_two_orders() -> None:
    assert read_date("10/06/2025 08:00", "Acara digelar Senin (6/10/2025).") == "2025-10-06T08:00"
    assert read_date("10/06/2025 08:00", "Acara digelar Selasa (10/6/2025).") == "2025-06-10T08:00"
    assert read_date("10/06/2025 08:00", "Acara digelar Senin (9/6).") == "2025-06-10T08:00"


def test_published_has_seconds_in_edtf() -> None:
    assert published("20 Jun 2025 16:55 WIB") == Published(
        timex="2025-06-20T16:55+07:00", edtf="2025-06-20T16:55:00+07:00", basis="metadata"
    )
    assert published("20 Jun 2025") == Published(timex="2025-06-20", edtf="2025-06-20", basis="metadata")
    assert published("entah") is None
    assert published(None) is None
    assert published("x" * 10000) is None
