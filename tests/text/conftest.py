"""A real Stanza tokenizer, trained here in seconds on sentences made from templates."""

import json
import re
import warnings
from pathlib import Path

import pytest

NAMES = ["Budi Santoso", "Siti Aminah", "Agus Wijaya", "Rina Marlina", "Dewi Lestari", "Joko Susilo"]
PLACES = ["Jakarta", "Bekasi", "Cilegon", "Surabaya", "Gresik", "Batam", "Makassar", "Medan"]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
TEMPLATES = [
    "{day} ({d}/{m}/2024) sebuah crane jatuh di proyek {place}.",
    "Sebanyak {n} pekerja terluka dalam kejadian itu.",
    '"Kami masih menyelidiki penyebabnya," kata {name}.',
    "Kerugian ditaksir Rp{k},5 miliar.",
    "Ledakan terjadi pukul {h}.00 WIB.",
    "Apakah perusahaan akan diperiksa?",
    "Menurut Dr. {name}, K3 harus diutamakan.",
    "PT Maju Jaya Tbk. belum memberi keterangan.",
    "Korban dibawa ke RSUD {place}.",
    "Ini kecelakaan ke-{k} sejak {d} Maret 2023.",
]
TOKEN = re.compile(r"[A-Z][a-z]{0,3}\.(?=\s[A-Z])|(?:Tbk|Dr)\.|\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]")
STEPS = 100


def _corpus(size: int) -> list[str]:
    return [
        TEMPLATES[i % len(TEMPLATES)].format(
            day=DAYS[i % 6], d=1 + i % 28, m=1 + i % 12, place=PLACES[i * 3 % 8], n=2 + i * 7 % 90,
            name=NAMES[i * 5 % 6], k=1 + i % 9, h=1 + i % 23,
        )
        for i in range(size)
    ]  # fmt: skip


def _labels(sentence: str) -> str:
    """One digit a character: 1 ends a token, 2 a sentence, 0 the rest."""
    marks = ["0"] * len(sentence)
    for match in TOKEN.finditer(sentence):
        marks[match.end() - 1] = "1"
    marks[-1] = "2"
    return "".join(marks)


@pytest.fixture(scope="session")
def stanza_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Stanza model directory with a tokenizer for Indonesian."""
    pytest.importorskip("stanza")
    root = tmp_path_factory.mktemp("stanza")
    sentences = _corpus(60)
    paragraphs = [sentences[i : i + 4] for i in range(0, len(sentences), 4)]
    text, labels, words = root / "t.txt", root / "t.lab", root / "t.json"
    text.write_text("\n\n".join(" ".join(one) for one in paragraphs) + "\n\n", encoding="utf-8")
    labels.write_text("\n\n".join("0".join(map(_labels, one)) for one in paragraphs) + "\n\n", encoding="utf-8")
    words.write_text("[]", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch and stanza have their own
        import torch
        from stanza.models import tokenizer

        torch.set_num_threads(1)
        options = (
            "--mode train --lang id --shorthand id_mini --cpu --seed 1234 --batch_size 16 --max_seqlen 100 --emb_dim 16"
            f" --hidden_dim 32 --lr0 0.01 --steps {STEPS} --eval_steps {STEPS + 1} --report_steps 1000"
        )
        files = {"txt": text, "label": labels, "dev_txt": text, "dev_label": labels, "mwt_json": words}
        paths = [part for name, path in files.items() for part in (f"--{name}_file", str(path))]
        place = ["--save_dir", str(root / "id" / "tokenize"), "--save_name", "mini.pt"]
        tokenizer.main([*options.split(), *paths, *place])
    packages = {"packages": {"default": {"tokenize": "mini"}}, "tokenize": {"mini": {}}}
    (root / "resources.json").write_text(json.dumps({"id": {"lang_name": "Indonesian", **packages}}), encoding="utf-8")
    return root
