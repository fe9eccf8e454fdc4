"""Every format, read back: by the tool's own library where one is installed, else by its published rules."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from spacy.tokens import DocBin

from k3extract.article import Article
from k3extract.cli import EXPORTS, main
from k3extract.errors import SinkError
from k3extract.export import FORMATS, export
from k3extract.export.graph import FIELDS, LABELS, graph
from k3extract.extract import Extractor
from k3extract.records import Extraction

SAMPLES = Path(__file__).parents[2] / "corpora/samples"
TEXT = (
    "😀 Bupati Tegal Sri Mulyono membuka pelatihan\nyang diikuti 1.250 peserta, Senin (25/11/2025).\r\n"
    "“Target kita 75 persen,” kata Sri. Biaya pelatihan | itu Rp1,5 juta,\nya \u202edan\u202c <b>Rp2 juta</b>.\n"
)


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    extract = Extractor()
    articles = [Article(text=path.read_text(encoding="utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]
    hostile = Article(
        id='../a b|"<c>', text=TEXT, url="https://example.org/?a=1&b=2", title="Judul", outlet="Kabar Uji"
    )
    return [extract(article) for article in (*articles, hostile, Article(id="empty", text="\n"))]


def written(extractions: list[Extraction], to: str, folder: Path) -> Path:
    path = folder / f"out.{to}"
    export(extractions, to, path)
    return path


def test_nodes_quote_the_text_and_edges_know_their_ends(extractions: list[Extraction]) -> None:
    seen = set()
    for extraction in extractions:
        built = graph(extraction)
        assert [node.number for node in built.nodes] == list(range(1, len(built.nodes) + 1))
        assert len({node.key for node in built.nodes}) == len(built.nodes)
        for node in built.nodes:
            assert extraction.article.text[node.start : node.end] == node.text
            assert set(node.facts) <= set(FIELDS[node.label])
            seen.add(node.label)
        for edge in built.edges:
            assert 1 <= edge.source <= len(built.nodes)
            assert 1 <= edge.target <= len(built.nodes)
            assert edge.source != edge.target
            if edge.kind == "same":
                assert built.nodes[edge.source - 1].record is built.nodes[edge.target - 1].record
    assert seen == set(LABELS)


def test_every_format_is_a_choice_of_the_command() -> None:
    assert [*FORMATS, "gold"] == EXPORTS


def test_web_annotations(extractions: list[Extraction], tmp_path: Path) -> None:
    path = written(extractions, "webanno", tmp_path)
    pages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(pages) == len(extractions)
    ids = set()
    for page, extraction in zip(pages, extractions, strict=True):
        assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
        assert re.fullmatch(r"urn:k3extract:[A-Za-z0-9._~%:-]+", page["id"])
        text = extraction.article.text
        for item in page["items"]:
            assert item["type"] == "Annotation"
            assert re.fullmatch(r"urn:k3extract:[A-Za-z0-9._~%:-]+", item["id"])
            ids.add(item["id"])
            for target in item["target"]:
                position, words = target["selector"]
                found = text[position["start"] : position["end"]]
                assert (position["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
                assert found == words["exact"]
                assert words["prefix"] + found + words["suffix"] in text
                assert target["source"] == f"urn:k3extract:text:sha256:{extraction.article.sha256}"
            assert json.loads(item["body"][-1]["value"])["id"]
    assert len(ids) == sum(len(page["items"]) for page in pages)
    assessed = [item for page in pages for item in page["items"] if item["motivation"] == "assessing"]
    assert len(assessed) == sum(len(extraction.findings) for extraction in extractions)
    assert {body.get("language") for body in assessed[0]["body"]} == {None, "id", "en"}


def test_doccano(extractions: list[Extraction], tmp_path: Path) -> None:
    rows = [
        json.loads(line) for line in written(extractions, "doccano", tmp_path).read_text(encoding="utf-8").splitlines()
    ]
    for row, extraction in zip(rows, extractions, strict=True):
        assert row["text"] == extraction.article.text
        ids = [entity["id"] for entity in row["entities"]]
        assert len(ids) == len(set(ids))
        for entity in row["entities"]:
            assert 0 <= entity["start_offset"] < entity["end_offset"] <= len(row["text"])
        for relation in row["relations"]:
            assert {relation["from_id"], relation["to_id"]} <= set(ids)
    words = {row["text"][e["start_offset"] : e["end_offset"]] for row in rows for e in row["entities"]}
    assert "1.250 peserta" in words  # behind an emoji


def test_brat_by_its_rules(extractions: list[Extraction], tmp_path: Path) -> None:
    folder = written(extractions, "brat", tmp_path)
    assert (folder / "a-b-c.txt").exists()
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        ids = set()
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            head, _, rest = line.partition("\t")
            if head.startswith("T"):
                ids.add(head)
                places, _, words = rest.partition("\t")
                label, _, offsets = places.partition(" ")
                pieces = [text[slice(*map(int, pair.split(" ")))] for pair in offsets.split(";")]
                assert " ".join(pieces) == words
                assert label.upper() in LABELS
            elif head.startswith("R"):
                assert {one.partition(":")[2] for one in rest.split(" ")[1:]} <= ids
            elif head == "*":
                assert set(rest.split(" ")[1:]) <= ids
            else:
                assert re.fullmatch(r"#\d+\tAnnotatorNotes T\d+\t[^\t]+", line)


def test_brat_by_bioc(extractions: list[Extraction], tmp_path: Path) -> None:
    brat = pytest.importorskip("bioc.brat", reason="bioc is not installed")
    folder = written(extractions, "brat", tmp_path)
    for path in sorted(folder.glob("*.ann")):
        with path.open(encoding="utf-8") as ann, path.with_suffix(".txt").open(encoding="utf-8", newline="") as text:
            document = brat.load(text, ann)
        assert len(document.entities) == path.read_text(encoding="utf-8").count("\nT") + (path.stat().st_size > 0)


def test_conllu(extractions: list[Extraction], tmp_path: Path) -> None:
    conllu = pytest.importorskip("conllu", reason="conllu is not installed")
    content = written(extractions, "conllu", tmp_path).read_text(encoding="utf-8")
    sentences = conllu.parse(content)
    assert len(sentences) == sum(len(extraction.article.sentences) for extraction in extractions)
    texts = {extraction.article.id: extraction.article.text for extraction in extractions}
    document, kinds = "", set()
    for sentence in sentences:
        document = sentence.metadata.get("newdoc id", document)
        rebuilt = ""
        for token in sentence:
            misc = token["misc"]
            assert texts[document][int(misc["start_char"]) : int(misc["end_char"])] == token["form"]
            rebuilt += token["form"] + ("" if misc.get("SpaceAfter") == "No" else " ")
            kinds |= {mark.partition(":")[0] for mark in misc.get("K3", "").split(",") if mark}
        assert rebuilt.strip() == sentence.metadata["text"]
    assert {f"B-{label}" for label in LABELS} <= kinds


def test_docbin(extractions: list[Extraction], tmp_path: Path) -> None:
    path = written(extractions, "spacy", tmp_path)
    docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("id").vocab))
    for doc, extraction in zip(docs, extractions, strict=True):
        assert doc.text == extraction.article.text
        assert doc._.k3extract == extraction
        assert len(doc.spans["k3extract_statistics"]) == len(extraction.statistics)


def test_label_studio(extractions: list[Extraction], tmp_path: Path) -> None:
    path = written(extractions, "label-studio", tmp_path)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    config = path.with_suffix(".config.xml").read_text(encoding="utf-8")
    names = set(re.findall(r'name="(\w+)" toName', config))
    for task, extraction in zip(tasks, extractions, strict=True):
        (prediction,) = task["predictions"]
        regions = {one["id"] for one in prediction["result"] if one["type"] == "labels"}
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= regions
                continue
            assert one["from_name"] in names
            value = one["value"]
            if one["type"] == "labels":
                assert extraction.article.text[value["start"] : value["end"]] == value["text"]


def test_label_studio_by_its_sdk(extractions: list[Extraction], tmp_path: Path) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    path = written(extractions, "label-studio", tmp_path)
    labelling = interface.LabelInterface(path.with_suffix(".config.xml").read_text(encoding="utf-8"))
    labelling.validate()
    for task in json.loads(path.read_text(encoding="utf-8")):
        for prediction in task["predictions"]:
            assert labelling.validate_prediction(prediction, return_errors=True) == []


def confirmations(folder: Path, **confirmed: str) -> Path:
    path = folder / "confirmed.yaml"
    lines = ["reviewer: {name: Redaksi Cek Angka, url: https://cek.example.org}", "date: 2025-11-28", "confirmed:"]
    path.write_text("\n".join([*lines, *(f'  "{one}": {url}' for one, url in confirmed.items())]), encoding="utf-8")
    return path


def test_claim_reviews_are_made_of_confirmed_findings_only(extractions: list[Extraction], tmp_path: Path) -> None:
    check = extractions[1].findings[0]
    known = confirmations(tmp_path, **{check.id: "https://cek.example.org/1"})
    export(extractions, "claimreview", tmp_path / "out.jsonl", str(known))
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert (row["@context"], row["@type"]) == ("https://schema.org", "ClaimReview")
    required: dict[str, Any] = {
        "url": "https://cek.example.org/1",
        "datePublished": "2025-11-28",
        "identifier": check.id,
    }
    assert required.items() <= row.items()
    assert row["author"] == {"@type": "Organization", "name": "Redaksi Cek Angka", "url": "https://cek.example.org"}
    assert row["reviewRating"] == {"@type": "Rating", "alternateName": "Angka tidak cocok"}
    assert all(span.text in row["claimReviewed"] for span in check.spans)
    assert row["itemReviewed"]["@type"] == "Claim"
    assert "datePublished" not in row["itemReviewed"]  # inferred from the text, so not stated


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "confirmed"),
        ("reviewer: {name: A}\nconfirmed: {lost: https://a.example}", "no such finding: lost"),
        ("confirmed: {a: b}", "reviewer"),
        ("reviewer: {name: A}", "confirmed"),
        ("reviewer: {name: A}\nreviewer: {name: B}", "reviewer"),
        ("a: [", "YAML"),
    ],
)
def test_no_claim_review_without_clear_confirmations(
    extractions: list[Extraction], tmp_path: Path, content: str | None, reason: str
) -> None:
    path = tmp_path / "confirmed.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SinkError, match=reason):
        export(extractions, "claimreview", tmp_path / "out", str(path) if content is not None else None)


def test_command_names_what_could_not_be_read_and_written(tmp_path: Path) -> None:
    run = CliRunner().invoke
    out = tmp_path / "out.jsonl"
    result = run(main, ["export", str(SAMPLES), str(tmp_path / "no.txt"), "--to", "doccano", "-o", str(out)])
    assert result.exit_code == 2
    assert "no.txt" in result.stderr
    assert out.read_text(encoding="utf-8").count("\n") > 1
    result = run(main, ["export", str(SAMPLES), "--to", "conllu", "-o", str(tmp_path / "no" / "out")])
    assert result.exit_code == 2
    assert "No such file" in result.stderr
