"""CoNLL-U: sentences and tokens, records in MISC. Nothing is claimed about lemma, part of speech or syntax (``_``).

MISC holds ``start_char``, ``end_char`` (code points of the article), ``SpaceAfter=No`` and, where a record lies on the
token, ``K3=B-STATISTIC:statistic:147-156`` (I- inside; several with commas) with ``Value`` at its first token.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from k3extract.export.files import write_lines
from k3extract.export.graph import Node, graph, normal
from k3extract.records import Extraction
from k3extract.rulebook import load_rulebook
from k3extract.text import Tokenizer

_NONE = "_\t_\t_\t_\t_\t_\t_"
_UNSAFE = re.compile(r"[\s|,]+")


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """All articles in one file, each begun by ``# newdoc id``."""
    tokenizer = Tokenizer(load_rulebook())
    write_lines((line for one in extractions for line in lines(one, tokenizer)), path)


def lines(extraction: Extraction, tokenizer: Tokenizer) -> Iterator[str]:
    """The lines of one article, none where it has no sentence. A sentence without a token is left out."""
    article = extraction.article
    nodes = sorted(graph(extraction).nodes, key=lambda node: (node.start, -node.end))
    document = f"# newdoc id = {' '.join(article.id.split())}"
    for number, (start, end) in enumerate(article.sentences, 1):
        tokens = tokenizer.tokens(article.text, start, end)
        if not tokens:
            continue
        inside = [node for node in nodes if node.start < end and node.end > start]
        if document:
            yield document
            document = ""
        yield f"# sent_id = {' '.join(article.id.split())}-{number}"
        yield f"# text = {_plain(article.text, tokens)}"
        for index, (low, high) in enumerate(tokens, 1):
            behind = tokens[index][0] if index < len(tokens) else None
            misc = "|".join(_misc(inside, (low, high), behind))
            yield f"{index}\t{article.text[low:high]}\t{_NONE}\t{misc}"
        yield ""


def _plain(text: str, tokens: list[tuple[int, int]]) -> str:
    """The sentence on one line: tokens with one space where any white space stood."""
    out: list[str] = []
    at = tokens[0][0]
    for low, high in tokens:
        out.append(f"{' ' if low > at else ''}{text[low:high]}")
        at = high
    return "".join(out)


def _misc(nodes: list[Node], token: tuple[int, int], behind: int | None) -> Iterator[str]:
    low, high = token
    over = [node for node in nodes if node.start < high and node.end > low]
    yield f"start_char={low}"
    yield f"end_char={high}"
    if behind == high:
        yield "SpaceAfter=No"
    if over:
        marks = (f"{'B' if low <= node.start else 'I'}-{node.label}:{_UNSAFE.sub('_', node.key)}" for node in over)
        yield "K3=" + ",".join(marks)
        values = [value for node in over if low <= node.start and (value := normal(node.record))]
        if values:
            yield "Value=" + ",".join(_UNSAFE.sub("_", value) for value in values)
