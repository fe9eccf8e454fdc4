"""Stanza for real: its tokenizer, our offsets, its errors in our words."""

from pathlib import Path

import pytest

from k3extract.errors import BackendError
from k3extract.rulebook import load_rulebook
from k3extract.text import segmenter

pytest.importorskip("stanza")
pytestmark = [pytest.mark.stanza, pytest.mark.filterwarnings("ignore")]

TEXT = (
    "Selasa (4/11/2024) sebuah crane jatuh di proyek Medan. Sebanyak 9 pekerja terluka dalam kejadian itu.\n"
    '"Kami masih menyelidiki penyebabnya," kata Siti Aminah. Kerugian ditaksir Rp2,5 miliar.\n\n'
    "Apakah perusahaan akan diperiksa? Menurut Dr. Budi Santoso, K3 harus diutamakan."
)
SENTENCES = [
    "Selasa (4/11/2024) sebuah crane jatuh di proyek Medan.",
    "Sebanyak 9 pekerja terluka dalam kejadian itu.",
    '"Kami masih menyelidiki penyebabnya," kata Siti Aminah.',
    "Kerugian ditaksir Rp2,5 miliar.",
    "Apakah perusahaan akan diperiksa?",
    "Menurut Dr. Budi Santoso, K3 harus diutamakan.",
]


def test_sentences(stanza_dir: Path) -> None:
    backend = segmenter("stanza", model_dir=stanza_dir)
    assert [TEXT[start:end] for start, end in backend.sentences(TEXT)] == SENTENCES


def test_the_environment_names_the_directory(stanza_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("K3EXTRACT_STANZA_DIR", str(stanza_dir))
    backend = segmenter("union", load_rulebook())
    assert [TEXT[start:end] for start, end in backend.sentences(TEXT)] == SENTENCES


def test_union_keeps_the_breaks_of_the_rules(stanza_dir: Path) -> None:
    text = "Berkas dikirim lewat SFTP. Koneksi yang aman diperlukan."
    backend = segmenter("union", load_rulebook(), model_dir=stanza_dir)
    assert (27, len(text)) in backend.sentences(text)


def test_an_empty_directory(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="holds no Stanza tokenizer"):
        segmenter("stanza", model_dir=tmp_path)


def test_a_broken_model(tmp_path: Path, stanza_dir: Path) -> None:
    model = tmp_path / "id" / "tokenize" / "mini.pt"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"no model")
    (tmp_path / "resources.json").write_bytes((stanza_dir / "resources.json").read_bytes())
    with pytest.raises(BackendError, match="holds no Stanza tokenizer"):
        segmenter("stanza", model_dir=tmp_path)


def test_stanza_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "stanza", None)
    with pytest.raises(BackendError, match=r"pip install 'k3extract\[stanza\]'"):
        segmenter("stanza", model_dir=tmp_path)
