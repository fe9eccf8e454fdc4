"""Who says a figure, and which event it belongs to."""

from collections.abc import Sequence

from k3extract.assemble.drafts import Draft
from k3extract.assemble.organisers import subject
from k3extract.mentions.marked import MarkedText
from k3extract.records import Event, Statement

_FAR = 4  # sentences between two statements of one speaker that belong to what he says


def speakers(marked: MarkedText, drafts: Sequence[Draft], statements: Sequence[Statement]) -> None:
    """The speaker of the statement the figure stands in; else the body that *mencatat*; else carried on."""
    told = [(marked.sentence_at(s.start), marked.sentence_at(max(s.start, s.end - 1)), s) for s in statements]
    noted: tuple[int, str] | None = None
    for draft in drafts:
        place = draft.quantity.start
        inside = [s for _, _, s in told if s.start <= place < s.end and s.speaker is not None]
        if inside:
            draft.speaker = min(inside, key=lambda s: s.end - s.start).speaker
            noted = None
            continue
        body = _body(marked, draft)
        if body is not None:
            draft.speaker, noted = body, (draft.sentence, body)
        elif noted is not None and draft.sentence - noted[0] <= 2 and not _touched(told, draft.sentence):
            draft.speaker, noted = noted[1], (draft.sentence, noted[1])
        else:
            draft.speaker = _between(told, draft.sentence)


def _touched(told: Sequence[tuple[int, int, Statement]], sentence: int) -> bool:
    return any(first <= sentence <= last for first, last, _ in told)


def _between(told: Sequence[tuple[int, int, Statement]], sentence: int) -> str | None:
    """Between two statements of one speaker, close by, the narration goes on telling what that one says."""
    if _touched(told, sentence):
        return None
    before = [s for first, last, s in told if last < sentence and sentence - last <= _FAR]
    after = [s for first, last, s in told if first > sentence and first - sentence <= _FAR]
    if not before or not after:
        return None
    speaker = before[-1].speaker
    return speaker if speaker is not None and speaker == after[0].speaker else None


def _body(marked: MarkedText, draft: Draft) -> str | None:
    """The organisation before a verb of counting or aiming (``BPS mencatat``, ``Kemnaker menargetkan``)."""
    for index, item in enumerate(draft.items[: draft.at]):
        if item.has("records"):
            span = subject(draft.items, index)
            if span is not None:
                return marked.text[draft.items[span[0]].start : draft.items[span[1] - 1].end]
    return None


def events(marked: MarkedText, drafts: Sequence[Draft], known: Sequence[Event]) -> None:
    """The event mentioned in the figure's sentence, nearest before it."""
    if not known:
        return
    names = {event.id: event.name for event in known}
    places: list[tuple[int, str]] = sorted(
        (mention.start, event.id) for event in known for mention in (event.mentions or (event,))
    )
    for draft in drafts:
        start, end = draft.items[0].start, draft.items[-1].end
        inside = [(place, event) for place, event in places if start <= place < end]
        before = [event for place, event in inside if place < draft.quantity.start]
        if before:
            draft.event = before[-1]
        elif inside:
            draft.event = inside[0][1]
        draft.event_name = names.get(draft.event) if draft.event is not None else None
