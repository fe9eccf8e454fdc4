"""Sentences by a Stanza tokenizer that is installed and lies on this disk; nothing is ever downloaded."""

import os
import pickle
from pathlib import Path
from typing import Any

from k3extract.errors import BackendError
from k3extract.text.spans import from_starts, lines

MODEL_DIR = "K3EXTRACT_STANZA_DIR"
_NO_MODEL = (OSError, EOFError, KeyError, RuntimeError, ValueError, pickle.UnpicklingError)


class StanzaSegmenter:
    """Stanza's Indonesian tokenizer behind the contract of every backend.

    ``model_dir`` is a Stanza model directory (``resources.json``, ``id/tokenize/*.pt``); without it the environment
    variables K3EXTRACT_STANZA_DIR and STANZA_RESOURCES_DIR are asked. Stanza takes a single line break for a space, so
    each line is handed to it as a paragraph of its own. Torch is held to one thread, which is faster for models of
    this size and keeps its results independent of the machine. Raises BackendError when Stanza is not installed or the
    directory holds no model that can be loaded.
    """

    def __init__(self, model_dir: str | Path | None = None) -> None:
        place = model_dir or os.environ.get(MODEL_DIR) or os.environ.get("STANZA_RESOURCES_DIR")
        if not place:
            raise BackendError("stanza", f"no model directory: give one or set {MODEL_DIR}")
        self._pipeline = _load(Path(place))

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """``[(start, end), ...]`` in code points of ``text``."""
        spans = list(lines(text))
        if not spans:
            return []
        starts: list[int] = []
        for (start, _), document in zip(spans, self._documents([text[low:high] for low, high in spans]), strict=True):
            starts += (start + sentence.tokens[0].start_char for sentence in document.sentences if sentence.tokens)
        return from_starts(text, starts)

    def _documents(self, paragraphs: list[str]) -> list[Any]:
        import stanza

        documents: list[Any] = self._pipeline([stanza.Document([], text=paragraph) for paragraph in paragraphs])
        return documents


def _load(model_dir: Path) -> Any:
    if not model_dir.is_dir():
        raise BackendError(str(model_dir), "no such directory with a Stanza model")
    try:
        import stanza
        import torch
    except ImportError as error:
        reason = f"{error}; install it with: pip install 'k3extract[stanza]'"
        raise BackendError("stanza", reason) from None
    torch.set_num_threads(1)
    options = {"processors": "tokenize", "download_method": None, "use_gpu": False, "verbose": False}
    try:
        return stanza.Pipeline("id", dir=str(model_dir), **options)
    except _NO_MODEL as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise BackendError(
            str(model_dir), f"holds no Stanza tokenizer for Indonesian that can be loaded: {reason}"
        ) from None
