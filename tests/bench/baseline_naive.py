"""What is put together from READMEs: spaCy with an entity ruler, dateparser's search, quantulum3, pydantic."""

import warnings
from collections.abc import Callable

import spacy
from dateparser.search import search_dates
from pydantic import BaseModel

TITLES = ("bupati", "gubernur", "menteri", "kepala", "ketua", "camat", "lurah", "direktur", "sekretaris", "rektor")
UNITS = ("orang", "warga", "peserta", "persen", "ton", "rumah", "desa", "kasus", "kecamatan")


class Found(BaseModel):
    """A span with its label and what was read in it."""

    label: str
    text: str
    value: str


class Record(BaseModel):
    """What was found in one article."""

    sentences: int
    found: list[Found]


def reader() -> Callable[[str], str]:
    """Text in, JSON out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser
    nlp = spacy.blank("id")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PERSON", "pattern": [{"LOWER": title}, {"IS_TITLE": True, "OP": "+"}]} for title in TITLES]
    )
    ruler.add_patterns([{"label": "COUNT", "pattern": [{"LIKE_NUM": True}, {"LOWER": unit}]} for unit in UNITS])

    def read(text: str) -> str:
        doc = nlp(text)
        found = [Found(label=span.label_, text=span.text, value="") for span in doc.ents]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for quantity in parser.parse(text):
                found.append(Found(label="QUANTITY", text=quantity.surface, value=str(quantity.value)))
            for words, day in search_dates(text, languages=["id"], settings={"DATE_ORDER": "DMY"}) or ():
                found.append(Found(label="DATE", text=words, value=day.date().isoformat()))
        return Record(sentences=sum(1 for _ in doc.sents), found=found).model_dump_json()

    return read
