"""The text of an article out of its page: by the rule of its site, by trafilatura, or where the text is densest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "br",
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio",
    "picture", "img", "figure", "figcaption", "button", "input", "select", "textarea", "form", "nav", "aside",
    "ins", "head",
})  # fmt: skip
_TEXT = "-text"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # not NBSP: that is a repair, and listed as one
_ADDRESS = re.compile(r"https?://|www\.|@")  # an address that is spelled out belongs to the text
_SHORT_LINKS = 220  # code points: a block of links longer than that is a paragraph with many links
_LINKED, _LINKED_SHORT = 0.8, 25  # a line that is nearly all link, unless it is only a name or two, is none of the text
_ENOUGH = 80  # code points of a body that a selector found; fewer and the selector missed


def select_body(tree: Any, selectors: Iterable[str], drop: Sequence[str]) -> str:
    """The text of the first selector that finds enough of it; several matches of one selector are joined."""
    for selector in selectors:
        found = _outermost(tree.css(selector))
        text = "\n".join(filter(None, (text_of(node, drop) for node in found)))
        if len(text) >= _ENOUGH:
            return text
    return ""


def _outermost(nodes: list[Any]) -> list[Any]:
    """Matches that lie in no other match."""
    matches = {node.mem_id: node for node in nodes}
    out = []
    for node in matches.values():
        parent = node.parent
        while parent is not None and parent.mem_id not in matches:
            parent = parent.parent
        if parent is None:
            out.append(node)
    return out


def text_of(node: Any, drop: Sequence[str] = ()) -> str:
    """The text below ``node``, one line a block, without scripts, figures, navigation and what ``drop`` selects."""
    silent: set[int] = set()
    for selector in drop:
        silent.update(found.mem_id for found in node.css(selector))
    silent.discard(node.mem_id)
    lines = _lines(node, silent)
    return "\n".join(words for words, linked in lines if linked < _LINKED * len(words) or len(words) < _LINKED_SHORT)


def _lines(root: Any, silent: set[int]) -> Iterator[tuple[str, int]]:
    """``(words, how many code points of them are links)`` for every line below ``root``."""
    words: list[str] = []
    linked = 0
    for text, in_link in _pieces(root, silent):
        if text is not None:
            words.append(text)
            if in_link and not _ADDRESS.search(text):
                linked += len(_SPACE.sub(" ", text).strip())
            continue
        line = _SPACE.sub(" ", "".join(words)).strip(" ")
        if line.strip():
            yield line, linked
        words, linked = [], 0
    line = _SPACE.sub(" ", "".join(words)).strip(" ")
    if line.strip():
        yield line, linked


def _pieces(root: Any, silent: set[int]) -> Iterator[tuple[str | None, bool]]:
    """``(text, whether it is linked)`` in order, and ``(None, False)`` where a block begins or ends.

    A loop, for pages nest deeper than Python does.
    """
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, in_link = stack.pop()
        if node is None:
            yield None, False
            continue
        tag = node.tag or "-"
        if tag == _TEXT:
            yield node.text_content or "", in_link
            continue
        if tag in _SILENT or node.mem_id in silent or tag.startswith(("-", "_")) or _is_link_block(node, tag):
            continue
        if tag in _BLOCKS:
            yield None, False
            stack.append((None, False))
        children = []
        child = node.child
        while child is not None:
            children.append((child, in_link or tag == "a"))
            child = child.next
        stack.extend(reversed(children))


def _is_link_block(node: Any, tag: str) -> bool:
    """A block that holds little but links: related articles, tags, shares."""
    if tag not in ("p", "div", "ul", "ol", "li", "section", "table", "blockquote", "dl"):
        return False
    links = node.css("a")
    if not links:
        return False
    whole = len((node.text(deep=True) or "").strip())
    if not whole or (tag != "p" and whole > _SHORT_LINKS * 4):
        return False
    texts = [(link.text(deep=True) or "").strip() for link in links]
    linked = sum(len(text) for text in texts if not _ADDRESS.search(text))
    return linked > 0.6 * whole and (whole <= _SHORT_LINKS or tag in ("ul", "ol"))


def densest_body(tree: Any, drop: Sequence[str]) -> str:
    """The text of the container with most text in paragraphs and lines of its own (readability's idea)."""
    best, score = None, 0
    for node in tree.css("div, article, section, td, main, body"):
        own = _own_text(node)
        if own > score:
            best, score = node, own
    if best is None:
        return ""
    parent = best.parent
    if parent is not None and parent.tag in ("div", "article", "section", "main"):
        around = sum(_own_text(child) for child in parent.iter() if child.tag in ("div", "section", "article"))
        if around + _own_text(parent) > 1.6 * score:  # a text in several boxes, one beside the other
            best = parent
    return text_of(best, drop)


def _own_text(node: Any) -> int:
    """Code points of text that stands in ``node`` itself or in its paragraphs, links counted against it."""
    total = 0
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == _TEXT:
            total += len((child.text_content or "").strip())
        elif tag in ("p", "b", "strong", "i", "em", "span", "h2", "h3", "blockquote", "u", "font"):
            whole = len((child.text(deep=True) or "").strip())
            linked = sum(len((link.text(deep=True) or "").strip()) for link in child.css("a"))
            total += whole - linked if linked > 0.5 * whole else whole
        child = child.next
    return total


def known_body(page: str, url: str | None) -> str:
    """trafilatura's reading, with precision before recall. Empty when it finds nothing or fails."""
    import trafilatura

    try:
        found = trafilatura.extract(
            page, url=url, favor_precision=True, include_comments=False, include_tables=False, include_images=False
        )
    except Exception:  # it raises what lxml raises on odd pages; the densest container is left
        return ""
    return str(found or "")


def best_body(page: str, tree: Any, drop: Sequence[str], url: str | None) -> str:
    """trafilatura unless it keeps too small a share of the densest container (pages split by ``<br>`` or ``<div>``)."""
    dense = densest_body(tree, drop)
    if len(dense) < _ENOUGH:
        return dense or known_body(page, url)
    known = known_body(page, url)
    share = len(known) / len(dense)
    return known if 0.9 <= share <= 1.0 else dense
