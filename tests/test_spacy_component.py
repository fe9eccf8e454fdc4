"""The spaCy front: registered by entry point, the same records as the extractor's, plain data all the way."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from k3extract import Article, Extractor
from k3extract.rulebook import load_rulebook
from k3extract.spacy_component import SpacyTokenizer
from k3extract.text import RuleSegmenter

TEXT = (
    "Sebanyak 42 petugas K3 dari 5 perusahaan mengikuti pelatihan di Cilegon, Senin (25/11/2024). "
    'Kegiatan dibuka Dr. Ratna Kusuma. "Kami siap. Semua hadir," ujarnya, Selasa.'
)
OURS = {"nlp": {"tokenizer": {"@tokenizers": "k3extract.Tokenizer.v1"}}}


def blank() -> Language:
    """A pipeline with our tokenizer: spaCy's own takes seconds to build."""
    return spacy.blank("id", config=OURS)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("id")  # as most people have it, spaCy's tokenizer included
    nlp.add_pipe("k3extract")
    return nlp


def test_the_same_extraction_as_without_spacy(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc._.k3extract == Extractor()(Article(text=TEXT))
    assert doc._.k3extract.times


def test_spans_cover_their_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    extraction = doc._.k3extract
    for kind in ("events", "statistics", "statements", "times"):
        records = getattr(extraction, kind)
        spans = doc.spans[f"k3extract_{kind}"]
        assert [span._.k3extract for span in spans] == list(records)
        for span, record in zip(spans, records, strict=True):
            assert span.id_ == record.id
            assert span.label_ == {"statistics": "STATISTIC"}.get(kind, kind[:-1].upper())
            assert span.start_char <= record.start < record.end <= span.end_char
    every = [span.id_ for span in doc.spans["k3extract"]]
    assert set(every) >= {record.id for record in (*extraction.statistics, *extraction.times)}


def test_sentence_starts_are_ours(nlp: Language) -> None:
    doc = nlp(TEXT)
    sentences = RuleSegmenter(load_rulebook()).sentences(TEXT)
    assert [(sent.start_char, sent.end_char) for sent in doc.sents] == sentences
    assert len(sentences) == 3


def test_the_published_day_travels_with_the_doc(nlp: Language) -> None:
    doc = nlp.make_doc("Ia tiba Senin lalu.")
    doc._.k3extract_published = "2024-11-27"
    assert nlp(doc)._.k3extract.article.published.timex == "2024-11-27"
    other = blank()
    other.add_pipe("k3extract", config={"published": "2023-01-02"})
    assert other("Ia tiba Senin lalu.")._.k3extract.article.published.timex == "2023-01-02"


def test_before_the_component_there_is_nothing() -> None:
    doc = blank()(TEXT)
    assert doc._.k3extract is None
    assert doc._.k3extract_times is None
    assert doc[0:1]._.k3extract is None


def test_docbin_round_trip(nlp: Language) -> None:
    doc = nlp(TEXT)
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert again._.k3extract == doc._.k3extract
    assert _groups(again) == _groups(doc)
    assert [sent.text for sent in again.sents] == [sent.text for sent in doc.sents]


def test_pipe_with_two_processes(nlp: Language) -> None:
    texts = [TEXT, "", "Sebanyak 3 orang tewas."] * 3
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [_groups(doc) for doc in docs] == [_groups(nlp(text)) for text in texts]
    assert docs[0]._.k3extract == nlp(TEXT)._.k3extract


def test_to_disk_and_back(tmp_path: Path) -> None:
    nlp = blank()
    nlp.add_pipe("k3extract_sentences", config={"keep_quotations": False})
    nlp.add_pipe("k3extract", config={"published": "2024-11-26"})
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.config["components"] == nlp.config["components"]
    assert again.config["components"]["k3extract"]["published"] == "2024-11-26"
    assert _groups(again(TEXT)) == _groups(nlp(TEXT))
    assert nlp.from_bytes(nlp.to_bytes()).pipe_names == ["k3extract_sentences", "k3extract"]


def test_the_parts() -> None:
    nlp = blank()
    for name in ("k3extract_sentences", "k3extract_times", "k3extract_quantities"):
        nlp.add_pipe(name)
    doc = nlp(TEXT)
    assert len(list(doc.sents)) == 3
    times = doc.spans["k3extract_times"]
    assert [span._.k3extract.text for span in times] == [time.text for time in doc._.k3extract_times]
    assert (times[0].text, times[0].label_) == ("Senin (25/11/2024)", "DATE")
    numbers = doc._.k3extract_quantities
    assert [number.value for number in numbers] == [42, 5]
    assert [span.label_ for span in doc.spans["k3extract_quantities"]] == ["COUNT", "COUNT"]


def test_split_quotations() -> None:
    nlp = blank()
    nlp.add_pipe("k3extract_sentences", config={"keep_quotations": False})
    assert len(list(nlp(TEXT).sents)) == 4


def test_a_parsed_doc_keeps_its_sentences() -> None:
    nlp = blank()
    doc = Doc(nlp.vocab, words=["Satu", ".", "Dua"], heads=[0, 0, 0], deps=["ROOT", "punct", "dep"])
    nlp.add_pipe("k3extract_sentences")
    assert len(list(nlp(doc).sents)) == 1


def test_components_can_be_sent_to_another_process() -> None:
    import pickle

    nlp = blank()
    component = nlp.add_pipe("k3extract_times", config={"published": "2024-11-27"})
    again = pickle.loads(pickle.dumps(component))
    assert again.settings == component.settings  # type: ignore[attr-defined]
    assert [token.text for token in pickle.loads(pickle.dumps(nlp.tokenizer))("Rp1,5")] == ["Rp", "1,5"]


def test_importing_the_front_loads_nothing_else() -> None:
    """spaCy imports it for every pipeline of its environment, ours or not."""
    code = "import sys, k3extract.spacy_component; print('k3extract.extract' in sys.modules, 'yaml' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


TOKENIZE = SpacyTokenizer(Vocab())


@given(st.text(alphabet=st.sampled_from("aB1 .,\n\t\u00a0'\"(é") | st.characters(codec="utf-8"), max_size=60))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_tokenizer_keeps_the_text(text: str) -> None:
    assert TOKENIZE(text).text == text


def _groups(doc: Doc) -> dict[str, list[tuple[str, str, str]]]:
    return {key: [(span.text, span.label_, span.id_) for span in group] for key, group in doc.spans.items()}
