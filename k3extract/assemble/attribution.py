"""Who says a figure, and which event it belongs to."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.drafts import Draft
from k3extract.assemble.organisers import agent, subject
from k3extract.mentions.marked import MarkedText
from k3extract.records import Event, Official, Statement

_FAR = 12  # sentences between two statements of one speaker that belong to what he says
_NEAR = 64  # statements before a figure that are looked through, so that long texts take no longer for each figure
_NESTED = 4  # statements that can begin before a place and still hold it
_TOLD = 3  # sentences before *hal itu disampaikan X* that are X's
_CARRY = 4  # sentences over which a body that *mencatat* goes on


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement and the sentences it fills."""

    first: int
    last: int
    statement: Statement


def speakers(marked: MarkedText, drafts: Sequence[Draft], statements: Sequence[Statement]) -> None:
    """The speaker of the statement the figure stands in; the body that *mencatat*; else carried on."""
    told = [_Told(marked.sentence_at(s.start), marked.sentence_at(max(s.start, s.end - 1)), s) for s in statements]
    firsts = [one.first for one in told]
    noted: tuple[int, str] | None = None
    previous: Draft | None = None
    for draft in drafts:
        body = _body(marked, draft)
        inside = draft.told if draft.told is not None and draft.told.speaker is not None else None
        if body is not None and (inside is None or inside.kind != "direct"):
            draft.speaker, noted = body, (draft.sentence, body)
        elif inside is not None:
            draft.speaker = inside.speaker
            noted = (draft.sentence, inside.speaker) if inside.speaker and "#" not in inside.speaker else None
        elif previous is not None and _continues(previous, draft):
            draft.speaker = previous.speaker
        else:
            behind = bisect_right(firsts, draft.sentence + _FAR)
            near = told[max(0, behind - _NEAR) : behind]
            if noted is not None and _still(marked, noted[0], draft) and not _touched(near, draft.sentence):
                draft.speaker = noted[1]
            else:
                draft.speaker = _between(near, draft.sentence)
        previous = draft


class Spoken:
    """The statements of an article, to be asked which one holds a place."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = sorted(statements, key=lambda s: (s.start, -s.end))
        self._starts = [s.start for s in self._statements]

    def at(self, place: int) -> Statement | None:
        """The innermost statement that holds ``place``; those with a speaker before those without."""
        last = bisect_right(self._starts, place)
        found = [s for s in self._statements[max(0, last - _NESTED) : last] if place < s.end]
        return min(found, key=lambda s: (s.speaker is None, s.end - s.start)) if found else None


def opens(drafts: Sequence[Draft], spoken: Spoken) -> None:
    """Where the statement begins that a figure stands in: what comes before tells who says it, not what it counts."""
    for draft in drafts:
        draft.told = spoken.at(draft.quantity.start)
        draft.opens = draft.told.start if draft.told is not None else 0


def told_back(marked: MarkedText, drafts: Sequence[Draft], officials: Sequence[Official]) -> None:
    """``Keterangan tersebut disampaikan X``: what the sentences before it tell is what X said."""
    for cue in marked.cues:
        if cue.kind != "told_back":
            continue
        sentence = marked.sentence_at(cue.start)
        end = marked.sentence(sentence)[1] if marked.article.sentences else len(marked.text)
        teller = next((o.id for o in officials for m in o.mentions if cue.end <= m.start < end), None)
        for draft in drafts:
            if 0 < sentence - draft.sentence <= _TOLD and (draft.speaker is None or "#" not in draft.speaker):
                draft.speaker = teller or draft.speaker


def _continues(previous: Draft, draft: Draft) -> bool:
    """``Yaitu PKB sebesar ...``: a sentence that is only the rest of the one before."""
    first = draft.items[0]
    return (
        draft.sentence - previous.sentence <= 1
        and (draft.sentence == previous.sentence or first.has("list", "rel"))
        and previous.speaker is not None
    )


def _still(marked: MarkedText, sentence: int, draft: Draft) -> bool:
    """Whether the account of the body is still going on: close by, and nobody who *mencatat* is named."""
    if draft.sentence - sentence > _CARRY:
        return False
    start, end = draft.items[0].start, draft.quantity.start
    names, offices = marked.within(marked.names, start, end), marked.within(marked.offices, start, end)
    return not draft.sources or not (names or offices)


def _touched(told: Sequence[_Told], sentence: int) -> bool:
    return any(t.first <= sentence <= t.last for t in told)


def _between(told: Sequence[_Told], sentence: int) -> str | None:
    """Behind an indirect statement and before another one of the same speaker the narration goes on telling what
    that one says."""
    if _touched(told, sentence):
        return None
    before = [t.statement for t in told if t.last < sentence and sentence - t.last <= _FAR]
    after = [t.statement for t in told if t.first > sentence and t.first - sentence <= _FAR]
    if not before or not after or before[-1].kind == "direct":
        return None
    speaker = before[-1].speaker
    return speaker if speaker is not None and speaker == after[0].speaker else None


def _body(marked: MarkedText, draft: Draft) -> str | None:
    """The organisation before a verb of counting or aiming (``BPS mencatat``, ``Kemnaker menargetkan``), or the
    source of the data (``berdasarkan data dari Dinas Kesehatan``)."""
    items = draft.items
    for index in draft.sources:
        if index >= draft.at:
            break
        span = None
        if items[index].has("records"):
            span = subject(items, index)
        elif items[index + 1].low == "data" and index + 2 < draft.at:
            span = agent(items, index + 2 + (items[index + 2].low == "dari"))
        if span is not None and _is_body(draft, span) and not _office(marked, draft, span):
            return marked.text[items[span[0]].start : items[span[1] - 1].end]
    return None


def _is_body(draft: Draft, span: tuple[int, int]) -> bool:
    """Whether the name is one of an organisation: by its first word, or by a short form in capitals."""
    words = draft.items[span[0] : span[1]]
    return words[0].has("org_head") or any(len(w.text) > 1 and w.text.isupper() and w.text.isalpha() for w in words)


def _office(marked: MarkedText, draft: Draft, span: tuple[int, int]) -> bool:
    """Whether a person speaks for the body: the phrase names an office."""
    start, end = draft.items[span[0]].start, draft.items[span[1] - 1].end
    return bool(marked.within(marked.offices, start, end))


def events(drafts: Sequence[Draft], known: Sequence[Event]) -> None:
    """The event mentioned in the figure's sentence, nearest before it."""
    if not known:
        return
    names = {event.id: event.name for event in known}
    places: list[tuple[int, str]] = sorted(
        (mention.start, event.id) for event in known for mention in (event.mentions or (event,))
    )
    for draft in drafts:
        start, end = draft.items[0].start, draft.items[-1].end
        inside = places[bisect_left(places, (start, "")) : bisect_left(places, (end, ""))]
        before = [event for place, event in inside if place < draft.quantity.start]
        if before:
            draft.event = before[-1]
        elif inside:
            draft.event = inside[0][1]
        draft.event_name = names.get(draft.event) if draft.event is not None else None
