"""spaCy: a DocBin with every record in ``Doc.spans`` and the whole Extraction in ``Doc._.k3extract``."""

from collections.abc import Iterable
from pathlib import Path

from spacy.lang.id import Indonesian
from spacy.tokens import DocBin
from spacy.vocab import create_vocab

from k3extract.records import Extraction
from k3extract.spacy_component import SpacyTokenizer, attach


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """One Doc an article, in order; read it with ``DocBin(store_user_data=True).from_disk(path)``."""
    tokenizer = SpacyTokenizer(create_vocab("id", Indonesian.Defaults))
    store = DocBin(store_user_data=True)
    for extraction in extractions:
        store.add(attach(tokenizer(extraction.article.text), extraction))
    path.write_bytes(store.to_bytes())
