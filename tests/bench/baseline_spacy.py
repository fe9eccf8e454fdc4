"""What a competent engineer writes on spaCy: token patterns, a phrase matcher, an own reader of numbers, dates found by
an expression and parsed once each."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import dateparser
import spacy
from pydantic import BaseModel
from spacy.matcher import Matcher, PhraseMatcher

OFFICES = (
    "bupati",
    "wakil",
    "gubernur",
    "wali",
    "menteri",
    "kepala",
    "ketua",
    "camat",
    "lurah",
    "direktur",
    "sekretaris",
)
COUNTED = (
    "orang", "warga", "peserta", "persen", "ton", "rumah", "desa", "kasus", "kecamatan", "hari", "juta", "miliar",
    "triliun", "ribu", "kepala", "unit", "siswa", "hektare", "km", "korban",
)  # fmt: skip
BODIES = ("DPRD", "Dinas Kesehatan", "Dinas Pertanian", "Sekretariat Daerah", "Badan Pusat Statistik", "Polres")
_MONTH = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_DATE = re.compile(rf"\b[0-9]{{1,2}} (?:{_MONTH}) [0-9]{{4}}\b|\b[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}\b")


class Person(BaseModel):
    """An office with the name behind it."""

    office: str
    name: str
    start: int


class Count(BaseModel):
    """A number with its unit."""

    value: Decimal
    unit: str
    start: int


class Day(BaseModel):
    """A date."""

    day: date
    start: int


class Record(BaseModel):
    """What was found in one article."""

    sentences: int
    persons: list[Person]
    counts: list[Count]
    days: list[Day]
    bodies: list[str]


@lru_cache(maxsize=100_000)
def parsed(words: str) -> date | None:
    """Each written date is parsed once."""
    found = dateparser.parse(words, languages=["id"], settings={"DATE_ORDER": "DMY"})
    return found.date() if found else None


def number(words: str) -> Decimal | None:
    """``12.500,5`` as an Indonesian writes it."""
    try:
        return Decimal(words.rstrip(".,").replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def reader() -> Callable[[str], str]:
    """Text in, JSON out."""
    nlp = spacy.blank("id")
    nlp.add_pipe("sentencizer")
    tokens = Matcher(nlp.vocab)
    for office in OFFICES:
        tokens.add(f"PERSON {office}", [[{"LOWER": office}, {"IS_TITLE": True, "OP": "+"}]], greedy="LONGEST")
    for unit in COUNTED:
        tokens.add(f"COUNT {unit}", [[{"TEXT": {"REGEX": r"^[0-9][0-9.,]*$"}}, {"LOWER": unit}]])
    phrases = PhraseMatcher(nlp.vocab)
    phrases.add("BODY", [nlp.make_doc(body) for body in BODIES])

    def read(text: str) -> str:
        doc = nlp(text)
        persons, counts = [], []
        for key, low, high in tokens(doc):
            span = doc[low:high]
            if nlp.vocab.strings[key].startswith("PERSON"):
                persons.append(Person(office=doc[low].text, name=doc[low + 1 : high].text, start=span.start_char))
            elif (value := number(doc[low].text)) is not None:
                counts.append(Count(value=value, unit=doc[high - 1].lower_, start=span.start_char))
        days = [Day(day=day, start=one.start()) for one in _DATE.finditer(text) if (day := parsed(one.group()))]
        bodies = [doc[low:high].text for _, low, high in phrases(doc)]
        whole = Record(sentences=sum(1 for _ in doc.sents), persons=persons, counts=counts, days=days, bodies=bodies)
        return whole.model_dump_json()

    return read
