"""The backends for sentences by name, and the union of several."""

from pathlib import Path

from k3extract.errors import BackendError
from k3extract.rulebook import Rulebook, load_rulebook
from k3extract.text.sentences import RuleSegmenter, Segmenter
from k3extract.text.spans import from_starts

BACKENDS = ("rules", "stanza", "union")


class UnionSegmenter:
    """Breaks wherever one of its segmenters does. Guards a statistical one against what it has unlearned: models
    trained on UD GSD do not break behind an abbreviation or a short capitalised word (*… SFTP. Koneksi …*)."""

    def __init__(self, *segmenters: Segmenter) -> None:
        self._segmenters = segmenters

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """``[(start, end), ...]`` in code points; never inside a stretch that all segmenters keep together."""
        return from_starts(text, [start for one in self._segmenters for start, _ in one.sentences(text)])


def segmenter(
    name: str = "rules",
    rulebook: Rulebook | None = None,
    *,
    keep_quotations: bool = True,
    model_dir: str | Path | None = None,
) -> Segmenter:
    """The backend called ``rules``, ``stanza`` or ``union`` (both). ``model_dir`` is Stanza's; see StanzaSegmenter.

    Raises BackendError for another name and where Stanza or its model is missing.
    """
    if name not in BACKENDS:
        raise BackendError(name, f"no such backend for sentences; there are {', '.join(BACKENDS)}")
    if name == "stanza":
        return _stanza(model_dir)
    rules = RuleSegmenter(rulebook or load_rulebook(), keep_quotations=keep_quotations)
    return rules if name == "rules" else UnionSegmenter(rules, _stanza(model_dir))


def _stanza(model_dir: str | Path | None) -> Segmenter:
    from k3extract.text.stanza_backend import StanzaSegmenter

    return StanzaSegmenter(model_dir)
