"""Extractions in the formats of annotation and publication tools; ``export`` writes one of them."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from k3extract.errors import SinkError

if TYPE_CHECKING:
    from k3extract.records import Extraction

FORMATS = {
    "webanno": "web_annotation",
    "label-studio": "label_studio",
    "doccano": "doccano",
    "brat": "brat",
    "conllu": "conllu",
    "spacy": "docbin",
    "claimreview": "claim_review",
}
"""Name of a format -> its module here; each has ``write(extractions, path)``."""


def export(extractions: "Iterable[Extraction]", to: str, path: Path, confirmed: str | None = None) -> None:
    """Write ``extractions`` as ``to`` (a key of FORMATS); ``path`` is a file, for brat a folder.

    ``claimreview`` needs ``confirmed``, the file that names the findings a person confirmed. Raises SinkError.
    """
    if to == "claimreview" and confirmed is None:
        raise SinkError(str(path), "a ClaimReview is only made of findings that a person confirmed: --confirmed FILE")
    module = import_module(f"k3extract.export.{FORMATS[to]}")
    try:
        module.write(extractions, path, *((Path(confirmed),) if to == "claimreview" and confirmed else ()))
    except OSError as error:
        raise SinkError(str(path), error.strerror or str(error)) from None


def write_gold(paths: tuple[str, ...], folder: Path) -> list[Path]:
    """Corrections of Label Studio exports as gold files, see ``corrections``."""
    from k3extract.export import corrections

    return corrections.write_gold(paths, folder)
