"""Publication dates of records and pages, whatever their form -> ISO 8601, with the offset where one is known."""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from k3extract.article import Published

_ZONES = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)-|/(\d\d)/)(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*"
    r"(Z|UTC|GMT|[+-]\d\d:?\d\d|WITA|WIT|WIB)?\s*\Z"
)
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PRINTED = re.compile(r"(?<![\d/])([0-3]?\d)/([01]?\d)(?:/(\d{4}))?(?![\d/])")
_SPREADSHEET = re.compile(r"(?:[1-9]/\d{1,2}|\d{1,2}/[1-9])/\d{4} \d{1,2}:\d\d\Z")
_WORDS = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d\d\Z)|([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d\d)(?::(\d\d))?(?!\d)\s*(WITA|WIT|WIB|AM|PM)?", re.IGNORECASE)
# First three letters of the names of months, Indonesian and English.
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "agt": 8,
    "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
_RELATIVE = re.compile(r"(?i)\b(?:lalu|ago|kemarin|yesterday|hari ini|today|baru saja|just now|besok|tomorrow)\b")


def read_date(written: str, text: str = "") -> str | None:
    """``YYYY-MM-DD`` or ``YYYY-MM-DDThh:mm[:ss][+hh:mm]``, or None when it is no date.

    Day and month of ``10/06/2025`` come in the Indonesian order, unless only the other reading is a date that
    ``text`` (the article) states itself.

    >>> read_date("Jumat, 20 Jun 2025 16:55 WIB")
    '2025-06-20T16:55+07:00'
    >>> read_date("10/22/2025 10:25")
    '2025-10-22T10:25'
    """
    written = " ".join(written.split())
    found = _iso(written) or _numeric(written, text) or _words(written)
    return found or _any_form(written)


def published(written: str | None, text: str = "") -> Published | None:
    """What a record or page says of its publication, as TIMEX3 and EDTF with basis ``metadata``."""
    stamp = read_date(written, text) if written and len(written) < 200 else None
    if stamp is None:
        return None
    return Published(timex=stamp, edtf=_with_seconds(stamp), basis="metadata")


def _with_seconds(stamp: str) -> str:
    """EDTF has no instant without seconds."""
    return f"{stamp[:16]}:00{stamp[16:]}" if len(stamp) > 10 and stamp[16:17] != ":" else stamp


def _iso(written: str) -> str | None:
    match = _ISO.match(written)
    if match is None:
        return None
    year, dashed, slashed, day, hour, minute, second, zone = match.groups()
    date = _valid(int(year), int(dashed or slashed), int(day))
    if hour is None:
        return date
    offset = _ZONES.get(zone or "", zone or "")
    clock = f"{hour}:{minute}" + (f":{second}" if second else "")
    if date is None or not _clock_valid(hour, minute):
        return date
    if offset in ("Z", "UTC", "GMT") or re.fullmatch(r"[+-]00:?00", offset):
        return _to_jakarta(f"{date}T{clock}")
    if re.fullmatch(r"[+-]\d{4}", offset):
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{date}T{clock}{offset}"


def _to_jakarta(stamp: str) -> str:
    """The same instant seven hours on: the day readers had when a server wrote UTC is the day the article means."""
    moved = datetime.fromisoformat(stamp) + timedelta(hours=7)
    return moved.isoformat(timespec="minutes" if stamp.count(":") == 1 else "seconds") + "+07:00"


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None


def _clock_valid(hour: str, minute: str) -> bool:
    return int(hour) < 24 and int(minute) < 60


def _numeric(written: str, text: str) -> str | None:
    match = _NUMERIC.search(written)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    usual, other = _valid(year, second, first), _valid(year, first, second)
    clock = _clock(written[match.end() :])
    date = usual or other
    if usual and other and usual != other:
        votes = _stated(text, usual) - _stated(text, other)
        # 9/5/2025 21:15, without zeros and with a colon, is how an English spreadsheet prints a moment
        if votes < 0 or (votes == 0 and clock and _SPREADSHEET.match(written)):
            date = other
    return date and date + clock


def _stated(text: str, date: str) -> bool:
    """Whether ``text`` prints this day or the day before as ``d/m/yyyy`` or ``d/m``."""
    published = datetime.fromisoformat(date)
    days = (published, published - timedelta(days=1))
    meant = {(day.day, day.month, year) for day in days for year in (0, day.year)}
    return any((int(day), int(month), int(year or 0)) in meant for day, month, year in _PRINTED.findall(text))


def _words(written: str) -> str | None:
    for match in _WORDS.finditer(written):
        day, name, year, name2, day2, year2 = match.groups()
        month = _MONTHS.get((name or name2)[:3].lower())
        date = month and _valid(int(year or year2) + (2000 if len(year or year2) == 2 else 0), month, int(day or day2))
        if date:
            rest = written[match.end() :]
            return date + (_clock(rest) or _clock(written[: match.start()]))
    return None


def _clock(written: str) -> str:
    match = _CLOCK.search(written)
    if match is None:
        return ""
    hour, minute, second, zone = match.groups()
    zone = (zone or "").upper()
    if zone in ("AM", "PM"):
        hour = str(int(hour) % 12 + (12 if zone == "PM" else 0))
    if not _clock_valid(hour, minute):
        return ""
    return f"T{int(hour):02}:{minute}" + (f":{second}" if second else "") + _ZONES.get(zone, "")


@lru_cache(maxsize=4096)
def _any_form(written: str) -> str | None:
    """Other forms, through dateparser; nothing that would need today's date."""
    if _RELATIVE.search(written) or not re.search(r"\d{4}", written):
        return None
    import dateparser

    found = dateparser.parse(
        written,
        languages=["id", "en"],
        settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PREFER_DATES_FROM": "past"},
    )
    if found is None:
        return None
    stamp = str(found.replace(microsecond=0).isoformat())
    return stamp[:10] if found.hour == found.minute == found.second == 0 else stamp
