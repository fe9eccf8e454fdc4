"""What a figure takes over from the figures beside it: the head of its list, the whole it is a part of."""

from collections.abc import Sequence

from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item
from k3extract.assemble.phrases import noun_phrase, words_of

_SHORT = 2  # words of a part that is not understood without the whole
_LOOKED = 200  # figures through which an earlier one is looked for: more than an article has
_HEAD = 5  # words of a head that its list items repeat
_SAME = 5  # items between a figure and its share
_OR = 3  # items of *atau setara dengan*
_FAR = 16  # items between a figure with its clause and its share
_BACK = 2  # sentences over which a head is carried on


def file_under(drafts: Sequence[Draft], said: frozenset[str]) -> None:
    """After the roles are known: what a part is a part of, and the noun of a change, a share, a target.

    ``said`` are the words that say such a thing themselves (pertumbuhan, deflasi): they need no other noun.
    """
    total: Draft | None = None
    for draft in drafts:
        near = total is not None and draft.sentence - total.sentence <= _BACK
        if total is not None and near and draft.role in ("part", "remainder") and draft.counted:
            _part_of(draft, total)
        elif draft.role == "total" and not draft.of_series:
            total = draft
    bare = {draft.unit for draft in drafts if draft.generic and draft.quantity.dimension not in ("count", "ordinal")}
    for draft in drafts:
        if draft.generic and draft.counted in bare and draft.quantity.dimension not in ("count", "ordinal"):
            draft.counted = None
    by_id = {draft.id: draft for draft in drafts}
    for draft in drafts:
        base = by_id.get(draft.base.ids[0]) if draft.base is not None and len(draft.base.ids) == 1 else None
        if base is not None and base.generic and base.counted in (None, base.unit):
            base.counted = draft.counted
    for draft in drafts:
        if draft.label and draft.counted and said.isdisjoint(draft.counted.lower().split()):
            draft.counted = f"{draft.label} {draft.counted}"


def _part_of(draft: Draft, total: Draft) -> None:
    """``251 orang perempuan`` of 412 wisudawan are wisudawan: the noun of the whole for a word that counts anything."""
    words = [word for word in (draft.counted or "").split() if word not in draft.among]
    whole = total.own.split()[:_SHORT] or ((total.counted or "").split()[:1] if draft.unit is None else [])
    clause = (total.counted or "").split()
    attended = bool(total.people) and clause[:1] == [total.people]
    if attended:
        whole = [total.people]
    done = clause[clause.index("yang") :] if "yang" in clause[1:] and "yang" not in words else []
    done = done[: _SHORT + done[1].startswith("me")] if len(done) > 1 else []  # yang menerima seragam
    if len(done) > 1 and done[1].startswith("ter"):
        done = []  # yang terdiri, yang terbagi
    if not (draft.generic or draft.trait or attended or draft.unit is None) or not whole:
        where = (
            clause[clause.index("di") :] if total.generic and "di" in clause[1:_SHORT] and "yang" not in clause else []
        )
        where = where if len(words) <= _SHORT and "di" not in words and len(where) <= _HEAD else []
        draft.counted = " ".join([*words, *done, *where]) or draft.counted
        return
    if draft.quantity.dimension != "count" or whole == words[: len(whole)]:
        return
    if words and words[0].lower() == (draft.unit or "").lower() and draft.generic:
        words = words[1:]
    said = {word.lower() for word in words}
    draft.counted = " ".join([*(word for word in whole if word.lower() not in said), *words, *done]) or draft.counted


def borrow(drafts: Sequence[Draft], index: int) -> None:
    """Without words of its own: ``12 persen atau 166 ribu warga`` counts what the other figure counts."""
    draft = drafts[index]
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if draft.generic and following is not None and following.sentence == draft.sentence:
        between = draft.items[draft.at + 1 : following.at]
        if len(between) <= 4 and any(item.low == "atau" for item in between):
            draft.counted, draft.head = following.counted, following.head
            return
    before = drafts[index - 1] if index else None
    if draft.generic and before is not None and before.sentence == draft.sentence:
        between = draft.items[before.at + 1 : draft.at]
        if any(item.low == "atau" for item in between[-4:]):
            draft.counted, draft.head = _after_verb(between) or before.counted, before.head
            return
    frame = _twin(drafts, index) or frame_of(drafts, index)
    if draft.generic and frame is not None:
        draft.counted, draft.head = frame.counted, frame.head


def _twin(drafts: Sequence[Draft], index: int) -> Draft | None:
    """The same figure, printed before with words of its own."""
    quantity = drafts[index].quantity
    for earlier in reversed(drafts[max(0, index - _LOOKED) : index]):
        other = earlier.quantity
        if other.value is not None and (other.value, other.unit) == (quantity.value, quantity.unit) and earlier.counted:
            return earlier
    return None


def frame_of(drafts: Sequence[Draft], index: int) -> Draft | None:
    """The last figure of the same kind, close by, whose head a list item can continue."""
    draft = drafts[index]
    for earlier in reversed(drafts[max(0, index - 4) : index]):
        if draft.sentence - earlier.sentence > _BACK:
            return None
        kinds = {earlier.quantity.dimension, draft.quantity.dimension}
        code, other = draft.quantity.unit_code or "", earlier.quantity.unit_code or ""
        alike = len(kinds) == 1 or kinds == {"money", "rate"}
        units = {earlier.quantity.unit, draft.quantity.unit}
        if len(units) > 1 and ("count" in kinds or ("index" in kinds and None not in units)):
            continue
        if alike and (code[:3] == other[:3] or not code or not other):
            return earlier
    return None


def core(head: str) -> str:
    """The head noun phrase of a list without its relative clause."""
    words = head.split()
    if "yang" in words and words.index("yang") > 0:
        words = words[: words.index("yang")]
    return " ".join(words[:_HEAD])


def _after_verb(between: Sequence[Item]) -> str | None:
    """``75 persen diharapkan menjadi Ahli K3, atau 16.230 orang``: the noun behind the verb."""
    for index in range(len(between) - 1, -1, -1):
        item = between[index]
        if (item.verb and not item.capital) or item.low == "menjadi":
            found = noun_phrase(between, index + 1)
            return " ".join(words_of(between, found)) or None
    return None


def unit_before(drafts: Sequence[Draft], index: int) -> str | None:
    """``29 kasus, 16 (55 persen)``: a count without a unit has that of the count before it in its sentence."""
    draft = drafts[index]
    for earlier in reversed(drafts[max(0, index - _LOOKED) : index]):
        if earlier.sentence != draft.sentence:
            return None
        if earlier.quantity.dimension == "count":
            return earlier.unit
    return None


def apposed(previous: Draft, draft: Draft) -> bool:
    """``319 ribu orang atau 11 persen dari penduduk``: the same thing once more, as a share or as a number."""
    between = draft.items[previous.at + 1 : draft.at]
    if previous.counted is None or previous.sentence != draft.sentence:
        return False
    one, other = previous.quantity, draft.quantity
    changed = one.dimension == other.dimension == "money" and one.unit_code != other.unit_code
    if draft.share == previous.share and not changed:
        return False
    moved = any((cue := draft.cues.get(item.start)) is not None and cue.kind.startswith("change") for item in between)
    said = between if len(between) <= _SAME else between[-_OR:] if len(between) <= _FAR else ()
    return not moved and any(item.low == "atau" for item in said)


def touch(previous: Draft, draft: Draft) -> bool:
    """``57 kasus (66 persen)``: the bracket stands right behind the other figure."""
    return draft.at - previous.at <= 3 and all(i.kind == "mark" for i in draft.items[previous.at + 1 : draft.at])
