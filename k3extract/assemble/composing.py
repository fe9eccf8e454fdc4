"""What is counted, put together from the phrases around a quantity, and the head its list goes on with."""

from collections.abc import Sequence

from k3extract.assemble.carrying import apposed, core, frame_of, touch
from k3extract.assemble.changes import moved
from k3extract.assemble.clauses import bearer, read_clause
from k3extract.assemble.counted import Before, clause_subject, in_place_phrase, topic
from k3extract.assemble.drafts import Draft
from k3extract.assemble.elliptic import (
    MEASURES,
    Parts,
    aged_name,
    aged_noun,
    lasting,
    owned,
    personal,
    possessed,
    priced,
    short_name,
    sold,
    unnamed,
)
from k3extract.assemble.items import Item
from k3extract.assemble.phrases import Phrase, transitive, words_of
from k3extract.mentions.words import Words

_LABEL = 4  # words of a label that a list item has instead of a phrase of its own
_HEAD = 5  # words of a head that its list items repeat
_AMOUNTS = MEASURES | {"money", "rate"}
_THINGS = MEASURES | {"count", "money"}
_NEAR = 3  # words of a phrase of place that is kept beside what is done
_JOINER = 4  # letters of *dan*, *atau*
_SHORT = 2  # words of a phrase that is not understood without the topic of its sentence


def printed_unit(draft: Draft) -> str:
    """The unit as printed (``ASN``, not ``asn``)."""
    quantity = draft.quantity
    printed = quantity.text[quantity.number[1] - quantity.start :].strip()
    return printed if quantity.unit and printed.lower().startswith(quantity.unit.lower()) else quantity.unit or ""


def opens_at(draft: Draft) -> int:
    """The item with which the statement begins that the figure stands in."""
    items = draft.items
    if draft.opens <= items[0].start:
        return 0
    return next((index for index, item in enumerate(items) if item.start >= draft.opens), 0)


def compose(
    lexicon: Words, drafts: Sequence[Draft], index: int, parts: Parts, floor: int
) -> tuple[str | None, str | None]:
    """What is counted, and the head its list goes on with."""
    draft, before = drafts[index], parts.before
    previous = drafts[index - 1] if index else None
    if before.bracket and previous is not None and previous.sentence == draft.sentence and touch(previous, draft):
        return previous.counted, previous.head
    frame = frame_of(drafts, index)
    if before.bracket and parts.ahead:
        draft.aged = draft.quantity.dimension == "duration"
        if draft.aged:
            return parts.ahead, None
        about = " ".join(words_of(draft.items, topic(draft.items, draft.at, 0)))
        head = parts.own or about or (core(frame.head) if frame is not None and frame.head else "")
        return f"{head} {parts.ahead}".strip(), frame.head if frame is not None else None
    if previous is not None and apposed(previous, draft) and (draft.share or not parts.own):
        return previous.counted, previous.head
    name = aged_name(draft)
    if name:
        draft.aged = True
        return name, None
    aged = aged_noun(lexicon, draft)
    if aged:
        draft.aged = True
        ahead = _whose_age(draft, parts).removesuffix(f" {aged}")
        return (ahead if ahead.lower().startswith(aged) else f"{aged} {ahead}".strip()), None
    going_on = lasting(draft, parts)
    if going_on:
        draft.lasting = True
        return going_on, None
    price = priced(drafts, index)
    if price is not None:
        return price
    asked = sold(draft, parts)
    if asked:
        return asked, asked
    noun = next((link for link in before.links if possessed(lexicon, link)), None)
    if noun is not None and not parts.ahead:
        return noun.text, None  # nilainya Rp 90 juta
    change = moved(drafts, index)
    if change:
        return change, change
    draft.own = parts.own
    led = parts.ahead and not before.crossed and draft.quantity.dimension in ("money", "rate")
    if parts.own and not led:
        return _of_noun(lexicon, draft, parts), parts.own
    attribute = bool(parts.ahead) and "attribute" in lexicon.classes(parts.ahead.split()[0].lower())
    same = frame is not None and parts.ahead.split()[:1] == (frame.head or "").split()[:1]
    carried = frame is not None and frame.sentence < draft.sentence and (same or not attribute)
    spent = before.active and draft.quantity.dimension == "money"  # A dan B akan menginvestasikan $1 miliar
    if carried and not spent and frame is not None and frame.head and draft.quantity.unit_code is not None:
        label = clause_subject(draft.items, draft.at, floor, crossed=before.crossed)
        if label and _is_label(draft, label) and (before.crossed or len(parts.ahead.split()) <= _SHORT):
            return f"{core(frame.head)} {' '.join(words_of(draft.items, label))}", frame.head
    share = owned(draft, parts)
    if share:
        return share, share.partition(" yang ")[0]
    if parts.ahead and _is_subject(draft, parts):
        if _is_label(draft, before.phrase) and not attribute:
            return _labelled(draft, parts, frame)
        ahead = parts.ahead
        if len(ahead.split()) <= _SHORT:
            ahead = _with_topic(lexicon, draft, parts, floor)
        return ahead, parts.ahead if before.links else frame.head if frame is not None else None
    if frame is not None and frame.head and not parts.tail and not spent:
        label = clause_subject(draft.items, draft.at, floor)
        if label and _is_label(draft, label):
            return f"{core(frame.head)} {' '.join(words_of(draft.items, label))}", frame.head
    draft.done = _done(lexicon, draft, parts)
    placed = parts.tail_first is not None and parts.tail_first.has("prep")
    aside = placed and parts.tail_first is not None and (draft.done or not parts.tail_first.has("goal"))
    if parts.tail and not (aside and draft.quantity.dimension in _AMOUNTS):
        unit = printed_unit(draft) if draft.quantity.dimension == "count" and draft.quantity.unit else ""
        tail = parts.tail.partition("menjadi ")[2] or parts.tail
        if parts.tail_first is not None and parts.tail_first.has("as"):
            unit, tail = "", tail.partition(" ")[2]  # 7 orang sebagai calon
        if unit and frame is not None and frame.own and frame.quantity.unit == draft.quantity.unit:
            unit = frame.own
        if not unit and tail.startswith("yang ") and frame is not None and frame.sentence == draft.sentence:
            unit = core(frame.head or frame.counted or "")  # 481 hektare dari 1.000 hektare yang ditargetkan
        return f"{unit} {tail}".strip(), None if "yang " in tail else tail
    return unnamed(draft, frame)


def _whose_age(draft: Draft, parts: Parts) -> str:
    """``Wira menjadi direktur pada usia 28 tahun``: the subject, where a preposition stands before the word of age."""
    items = draft.items
    for at in range(draft.at - 1, 0, -1):
        cue = draft.cue_at(at)
        if cue is not None and cue.kind == "age":
            if items[at - 1].has("prep"):
                return " ".join(words_of(items, read_clause(items, at - 1).subject))
            break
    return parts.ahead


def _with_topic(lexicon: Words, draft: Draft, parts: Parts, floor: int) -> str:
    """A short phrase (nilai investasi, harga) with what has it, what its sentence is about, or where."""
    items, first = draft.items, parts.before.phrase.first
    if "attribute" in lexicon.classes(parts.ahead.split()[0].lower()):
        owner = bearer(items, first)
        if not personal(draft, owner) and owner.end <= first:
            return f"{parts.ahead} {' '.join(words_of(items, owner))}"
    opens = opens_at(draft)
    about = topic(items, draft.at, max(floor, opens))
    if about and about.end <= parts.before.phrase.first:
        return f"{parts.ahead} {' '.join(words_of(items, about))}"
    return f"{parts.ahead} di {draft.scope}" if draft.scope else parts.ahead


def _is_subject(draft: Draft, parts: Parts) -> bool:
    """Whether the phrase before the number tells what is counted, rather than the predicate behind it."""
    if parts.before.measured or parts.before.verb is not None or not parts.tail:
        return True
    if draft.quantity.dimension != "count":
        return True
    first = parts.tail_first
    return first is not None and first.has("prep") and first.low != "sebagai"


def relative_words(items: Sequence[Item], before: Before) -> list[str]:
    """``bantuan yang diberikan sebesar Rp 2 juta``: the relative clause that leads to the number."""
    after, verb = before.phrase.end, before.verb
    if not before.phrase or verb is None or not before.measured or not items[after].has("rel"):
        return []
    clause = items[after : after + 4]
    at = next((at for at, item in enumerate(clause) if item.start == verb.start), None)
    return [item.text for item in clause[: at + 1]] if at is not None and at < _SHORT + 1 else []


def _of_noun(lexicon: Words, draft: Draft, parts: Parts) -> str:
    """The counted noun with its predicate, the event it takes part in, or what is done to it."""
    before = parts.before
    attended = _attended(draft, parts)
    if attended and draft.quantity.dimension == "count":
        first = parts.own.split()[0].lower()
        people = "" if first in attended.lower() or "participant" in lexicon.classes(first) else f"{draft.people} "
        return f"{people}{parts.own} {attended}"
    draft.done = _done(lexicon, draft, parts)
    placed = in_place_phrase(draft.items, draft.at)
    aside = parts.tail_first is not None and parts.tail_first.has("prep") and before.measured
    if parts.tail and not (aside and parts.ahead and before.verb is None and not placed):
        where = draft.done if parts.tail_first is not None and parts.tail_first.has("prep") else ""
        tail = parts.tail if not where or len(parts.tail.split()) <= _NEAR else ""
        return " ".join(filter(None, [parts.own, where, tail]))
    if parts.ahead and _labels(draft, before):
        return f"{parts.own} {parts.ahead}"
    named = draft.items[before.phrase.first].capital and draft.items[before.phrase.end - 1].capital
    dated = draft.at > 0 and draft.items[draft.at - 1].kind == "time"  # koleksinya kini 900 eksemplar
    led = before.measured or dated or (bool(before.links) and all(link.has("adv") for link in before.links))
    if parts.ahead and led and before.verb is None and not named and not placed:
        if draft.generic or dated or parts.own.lower() in parts.ahead.lower():
            return parts.ahead
        return f"{parts.own} {parts.ahead}"
    return " ".join(filter(None, [parts.own, draft.done or _placed(lexicon, draft)]))


def _placed(lexicon: Words, draft: Draft) -> str:
    """``rampung di 17 desa``, ``bantuan kepada 48 kelompok``: what it is that the places or receivers are counted of;
    ``didukung oleh 150 kelompok``: what they do."""
    items = draft.items
    clause = read_clause(items, draft.at)
    if clause.verb is None or clause.prep is None or personal(draft, clause.about):
        return ""
    about = " ".join(words_of(items, clause.about))
    if items[clause.prep].has("agent"):
        active = lexicon.active(items[clause.verb].low)
        return f"yang {active} {about}" if active else ""
    cue = draft.cue_at(clause.verb)
    listed = cue is not None and cue.kind == "parts" and items[clause.prep].has("arrow", "stop")
    return "" if listed or items[clause.prep].has("by", "lasting") else about


def _labelled(draft: Draft, parts: Parts, frame: Draft | None) -> tuple[str, str | None]:
    """A list item that has only a name: the head of its list with it, else its unit."""
    if frame is not None and frame.head:
        return f"{core(frame.head)} {parts.ahead}", frame.head
    unit = printed_unit(draft) if draft.quantity.dimension == "count" and draft.quantity.unit else ""
    phrase = parts.before.phrase
    if draft.generic and phrase.first == 0 and phrase.end == 1:
        return parts.ahead, parts.ahead  # Korban mencapai 12 orang: a noun that begins the sentence
    return f"{unit} {parts.ahead}".strip(), unit or None


def _labels(draft: Draft, before: Before) -> bool:
    """``Sukamaju sebanyak 40 paket, Mekar 25 paket``: the name before the number is the label of a list item."""
    phrase = before.phrase
    if before.verb is not None or not _is_label(draft, phrase):
        return False
    words = draft.items[phrase.first : phrase.end]
    opener = draft.items[phrase.first - 1] if phrase.first else None
    opens = opener is None or opener.low in (",", ":", ";") or opener.has("list", "join")
    return opens and not any(word.has("join") for word in words)


def _attended(draft: Draft, parts: Parts) -> str:
    """The event that people take part in: the subject of ``diikuti``, the object of ``mengikuti``, or the one known."""
    if verb_cue(draft, parts.before) == "ev_attended":
        phrase = parts.before.phrase
        while phrase.end - phrase.first > 1 and draft.items[phrase.first].has("phase", "vague"):
            phrase = Phrase(phrase.first + 1, phrase.end)  # pembukaan lomba, kegiatan pelatihan
        ahead = " ".join(words_of(draft.items, phrase))
        capital = any(item.capital or item.quantity for item in draft.items[phrase.first : phrase.end])
        said = ahead if ahead and (capital or not draft.event_name) and not _vague(draft, phrase) else ""
        return said or short_name(draft.event_name) or ahead
    tail = draft.items[draft.at + 1 : draft.at + 14]
    for item in tail:
        if item.kind == "quantity" or (item.kind == "mark" and item.low not in "()"):
            break
        cue = draft.cues.get(item.start)
        if cue is not None and cue.kind == "ev_attend":
            return short_name(draft.event_name)
    return ""


def _vague(draft: Draft, phrase: Phrase) -> bool:
    """Whether the phrase only points to an event (``kegiatan ini``)."""
    words = [item for item in draft.items[phrase.first : phrase.end] if item.kind == "word"]
    relative = next((at for at, word in enumerate(words) if word.has("rel")), len(words))
    words = words[:relative]
    return bool(words) and all(word.has("vague", "adv", "det", "prep") for word in words)


def _done(lexicon: Words, draft: Draft, parts: Parts) -> str:
    """``menangkap 56 tersangka``: the tersangka *yang ditangkap*."""
    verb = parts.before.verb
    if verb is None and draft.at and draft.items[draft.at - 1].has("join", "form"):
        clause = read_clause(draft.items, draft.at)  # menyita sabu dan 40 butir ekstasi
        object_of = draft.items[clause.verb] if clause.verb is not None and clause.prep is None else None
        if object_of is not None and transitive(object_of) and draft.quantity.dimension in _THINGS:
            passive = lexicon.passive(object_of.low)
            return f"yang {passive}" if passive and not object_of.has("records") else ""
    if (
        verb is None
        or verb.has("records", "tells", "results")
        or verb_cue(draft, parts.before) not in (None, "ev_invite")
    ):
        return ""
    if parts.before.inverted:
        about = read_clause(draft.items, draft.at).subject
        if any(link.has("agent") for link in parts.before.links):
            active = lexicon.active(verb.low)
            who = "" if personal(draft, about) else " ".join(words_of(draft.items, about))
            return " ".join(filter(None, ["yang", active, who])) if active else ""
        people = draft.generic or "participant" in lexicon.classes((draft.unit or "").lower())
        agent = people and verb.low.endswith("i") and not personal(draft, about)
        active = lexicon.active(verb.low) if agent else None
        if active:  # tempat itu dikunjungi 40 orang
            return " ".join(["yang", active, *words_of(draft.items, about)])
        return f"yang {verb.low.removesuffix('lah')}"
    passive = lexicon.passive(verb.low) if parts.before.active else None
    return f"yang {passive}" if passive else ""


def verb_cue(draft: Draft, before: Before) -> str | None:
    cues = [draft.cues[link.start].kind for link in before.links if link.start in draft.cues]
    return next((kind for kind in cues if kind.startswith("ev_")), None)


def _is_label(draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase is only the label of a list item: a name, a place, a numbered group."""
    words = [item for item in draft.items[phrase.first : phrase.end] if item.kind in ("word", "reference")]
    return 0 < len(words) <= _LABEL and all(
        word.capital or word.kind == "reference" or word.has("join", "prep", "place") for word in words
    )
