"""What a check says, in Indonesian and in English, filled from the same claim and judgement."""

import re
from collections.abc import Sequence
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim, Judgement, Reading, exact, plain
from k3extract.checks.slips import WHY_ENGLISH, slip, sum_slips
from k3extract.checks.wording import Language, amount, number, scaled, shown, turned, worked
from k3extract.records import Message, Suggestion

CLOSING = {
    "id": "Pemeriksaan ini tidak menentukan angka mana yang keliru.",
    "en": "This check does not tell which figure is wrong.",
}
_ROLE = re.compile(r"\{(\w+)\}")
_AGREES = {
    "exact": ("cocok", "consistent"),
    "rounding": ("cocok dengan pembulatan", "consistent within rounding"),
    "truncation": ("cocok dengan pemotongan", "consistent within truncation"),
    "loose_zeros": ("cocok bila angka bulat itu dibulatkan", "consistent if the round figure was rounded"),
    "hedge": ('cocok dengan kata "sekitar", "lebih" atau sejenisnya', "consistent within the hedge"),
    "bound": ("cocok", "consistent"),
}
REASONS = {
    "no_reported_result": ("artikel tidak menyebut hasilnya", "the article states no result"),
    "different_population": ("yang dihitung berbeda", "different populations"),
    "different_period": ("pembandingnya berbeda masa", "different periods"),
    "different_unit": ("satuannya berbeda", "different units"),
    "target_vs_realised": ("target dibandingkan dengan capaian", "a target beside what was achieved"),
    "ambiguous_antecedent": ("acuannya lebih dari satu", "more than one antecedent"),
    "antecedent_unseen": ("acuannya tidak terbaca", "the antecedent was not read"),
    "yearless_date": ("tanggal tanpa tahun", "a date without a year"),
    "open_bound": ("batasnya terbuka", "an open bound"),
    "too_many_readings": ("terlalu banyak pembacaan", "too many readings"),
    "grade_c": ("hubungannya hanya dugaan", "the relation is only inferred"),
}


def message(claim: Claim, judgement: Judgement, found: Sequence[Suggestion]) -> Message:
    """The message of a check in both languages."""
    return Message(id=_say(claim, judgement, found, "id"), en=_say(claim, judgement, found, "en"))


def _say(claim: Claim, judgement: Judgement, found: Sequence[Suggestion], language: Language) -> str:
    indonesian = language == "id"
    stated = _stated(claim, language)
    if judgement.verdict == "not_checkable":
        reason = REASONS[judgement.reason or "grade_c"][0 if indonesian else 1]
        return f"{stated}; {'tidak dapat diperiksa' if indonesian else 'not checkable'}: {reason}."
    results = "; ".join(_result(claim, reading, language) for reading in claim.readings)
    if judgement.verdict != "inconsistent":
        tier = next((agrees for agrees in judgement.agrees if agrees), "exact")
        return (
            f"{stated}; {'dihitung' if indonesian else 'computed'}: {results}: {_AGREES[tier][0 if indonesian else 1]}."
        )
    claimed = shown(claim.claim, language)
    none = f"Tidak ada pembacaan yang menghasilkan {claimed}." if indonesian else f"No reading gives {claimed}."
    if len(claim.readings) == 1:
        none = f"Tidak cocok dengan {claimed}." if indonesian else f"This does not match {claimed}."
    worked = "" if claim.readings[0].when else "Dihitung: " if indonesian else "Computed: "
    parts = [f"{stated}.", f"{worked}{results}.", none]
    note = diagnosis(claim, language)
    if note:
        parts.append(note)
    parts += [_suggested(suggestion, language) for suggestion in found]
    return " ".join([*parts, CLOSING[language]])


def _suggested(suggestion: Suggestion, language: Language) -> str:
    if language == "id":
        return f"Kemungkinan: {suggestion.text} ({suggestion.why})."
    return f"Possibly: {turned(suggestion.text)} ({_WHY.get(suggestion.why, suggestion.why)})."


def _stated(claim: Claim, language: Language) -> str:
    roles = {name: shown(figure, language) for name, figure in claim.operands}
    roles[claim.role] = shown(claim.claim, language)
    for reading in claim.readings:
        for name, figure in reading.roles.items():
            roles.setdefault(name, shown(figure, language))
    roles["parts"] = ", ".join(shown(figure, language) for name, figure in claim.operands if name == "part")
    if claim.says is not None:
        template = claim.says[0 if language == "id" else 1]
        if set(_ROLE.findall(template)) <= set(roles):
            return template.format(**roles)
    listed = ", ".join(shown(figure, language) for _, figure in claim.operands)
    head = "Artikel menyebut" if language == "id" else "The article states"
    beside = "dengan" if language == "id" else "with"
    return f"{head} {shown(claim.claim, language)} {beside} {listed}"


def _result(claim: Claim, reading: Reading, language: Language) -> str:
    if reading.bound:
        whole = shown(next(figure for name, figure in reading.roles.items() if name != claim.role), language)
        if claim.claim.value > reading.value:
            more = "lebih dari" if language == "id" else "is more than"
        else:
            more = "tidak lebih dari" if language == "id" else "is no more than"
        return f"{shown(claim.claim, language)} {more} {whole}"
    if reading.gloss == "count_vs_list":
        return f"{reading.value} disebut" if language == "id" else f"{reading.value} are named"
    value = amount(reading.value, claim.claim, language)
    between = _between(claim, reading, language, value)
    if reading.when is not None:
        condition = reading.when[0 if language == "id" else 1]
        first = reading is claim.readings[0]
        share = ""
        if first:
            percent = shown(dict(claim.operands)["percent"], language)
            share = f"{percent}nya " if language == "id" else f"{percent} of it is "
        lead = (
            ("Jika yang dimaksud " if first else "jika ")
            if language == "id"
            else ("If this means " if first else "if ")
        )
        return f"{lead}{condition}, {share}{value}{between}"
    if claim.role == "total" and claim.additive and all(name == "part" for name, _ in claim.operands):
        parts = reading.parts or [figure for _, figure in claim.operands]
        expression = " + ".join(_times(figure, reading, language) for figure in parts)
    else:
        expression = worked(reading, language)
    return f"{expression} = {value}{between}"


def _between(claim: Claim, reading: Reading, language: Language, value: str) -> str:
    """The tolerance: what rounding allows, and for a finding with one reading what the widest intervals allow."""
    to = "sampai" if language == "id" else "to"
    said: list[str] = []
    for name, interval in (
        ("", reading.strict),
        ("paling longgar " if language == "id" else "at the widest ", reading.wide),
    ):
        if interval is None or interval.open or interval.low == interval.high:
            continue
        low, high = (_bound(end, claim.claim, language) for end in (interval.low, interval.high))
        if low != high and f"{low} {to} {high}" not in " ".join(said):
            said.append(f"{name}{low} {to} {high}")
    if len(claim.readings) > 1 or _holds(claim, reading):
        said = said[:1]
    return f" ({'; '.join(said)})" if said else ""


def _holds(claim: Claim, reading: Reading) -> bool:
    wide = reading.wide
    return wide is not None and claim.claim.wide().meets(wide)


def _times(figure: Figure, reading: Reading, language: Language) -> str:
    """A part as printed, with the number of times it counts."""
    product = f" * {plain(figure.value)}"
    times = next((term for term in reading.expression.split(" + ") if term.endswith(product)), "")
    return (f"{times.removesuffix(product)} x " if times else "") + shown(figure, language)


def _bound(end: Fraction | None, like: Figure, language: Language) -> str:
    value = end or Fraction(0)
    return scaled(value, language) if like.kind == "M" else number(value / like.factor, language)


def diagnosis(claim: Claim, language: Language) -> str:
    """A well-known way to that figure, named as a note; empty where none fits."""
    roles = dict(claim.operands)
    base = roles.get("base")
    if claim.role == "part" and base is not None and base.value:
        share = number(claim.claim.value / base.value * 100, language, 2)
        if language == "id":
            return f"Catatan: {shown(claim.claim, 'id')} adalah {share} persen dari {shown(base, 'id')}."
        return f"Note: {shown(claim.claim, 'en')} is {share} percent of {shown(base, 'en')}."
    named = _mistaken(claim, roles)
    return (f"Catatan: {named[0]}." if language == "id" else f"Note: {named[1]}.") if named else ""


def _mistaken(claim: Claim, roles: dict[str, Figure]) -> tuple[str, str] | None:
    """The well-known mistake that gives the printed figure, in Indonesian and English."""
    old, new = roles.get("old"), roles.get("new")
    if old is None or new is None or not old.value or not new.value:
        return None
    figure, before, after = claim.claim, (shown(old, "id"), shown(old, "en")), (shown(new, "id"), shown(new, "en"))
    if claim.role == "percent":
        if exact(figure, new.value / old.value * 100):
            return (
                f"{after[0]} adalah {shown(figure, 'id')} dari {before[0]}, bukan kenaikannya",
                f"{after[1]} is {shown(figure, 'en')} of {before[1]}, not the rise",
            )
        if exact(figure, abs(new.value - old.value) / new.value * 100):
            return (
                f"{shown(figure, 'id')} adalah selisihnya dibagi nilai baru",
                f"{shown(figure, 'en')} is the difference divided by the new value",
            )
        if old.kind == "P" and exact(figure, abs(new.value - old.value)):
            return ("selisih dua persentase adalah poin persentase", "the difference of two percentages is in points")
    if claim.role == "change" and figure.value in (old.value, new.value):
        return ("yang tercetak nilainya, bukan selisihnya", "the level is printed, not the difference")
    return None


BASE = ("dasar yang sesuai dengan persentase itu", "the base that fits the percentage")
_WHY = {**WHY_ENGLISH, BASE[0]: BASE[1]}


def suggestions(claim: Claim) -> tuple[Suggestion, ...]:
    """At most three repairs of one figure after which a reading holds exactly."""
    found: dict[str, Suggestion] = {}
    plain_sum = claim.readings[0].value == sum((figure.value for _, figure in claim.operands), Fraction(0))
    if claim.additive and claim.role == "total" and plain_sum:
        for figure, wanted, why in sum_slips(claim.claim, [(figure, 1) for _, figure in claim.operands]):
            text = f"{shown(figure, 'id')} -> {amount(wanted, figure, 'id')}"
            found.setdefault(text, Suggestion(text=text, why=why[0]))
    else:
        for reading in claim.readings:
            named = slip(claim.claim.written, reading.value / claim.claim.factor)
            if named is not None:
                text = f"{shown(claim.claim, 'id')} -> {amount(reading.value, claim.claim, 'id')}"
                found.setdefault(text, Suggestion(text=text, why=named[0]))
    roles = dict(claim.operands)
    if claim.kind == "pct_chain" and roles["percent"].value:
        implied = amount(claim.claim.value * 100 / roles["percent"].value, claim.claim, "id")
        found[implied] = Suggestion(text=implied, why=BASE[0])
    return tuple(found.values())[:3]
