"""Why a relation was not checked: words or figures that its frames lack, what stands between, and the guards."""

import re
from collections import Counter
from collections.abc import Iterator

from k3extract.checks.frames import LooseFrame, loose_frames
from k3extract.checks.masked import Masked, mask
from k3extract.extract import Extractor
from k3extract.records import Extraction
from k3extract.rulebook.kinds.checks import CheckRule
from k3extract.rulebook.load import Entry
from k3extract.workbench.whynot import Silence

_FIGURE = re.compile(r"⟪[A-Z]([0-9]+)⟫")
_KINDS = {
    "P": "persen", "QC": "poin", "MCURID": "jumlah", "C": "banyaknya", "M": "uang", "O": "urutan", "DC": "lama",
    "K": "kali lipat",
}  # fmt: skip
_SHOWN = 4  # words of a class that are named
_WORKING = ("break", "stop", "join")  # cues that shape the gaps, no cues of a relation


class WhyNotChecked:
    """Answers for one extraction."""

    def __init__(self, extractor: Extractor, extraction: Extraction) -> None:
        self._rules = list(extractor.rulebook.of(CheckRule))
        self._extraction = extraction
        self._spoke = {check.rule for check in extraction.checks}
        self._claims = extractor.validator.claims(extraction)
        self._masked = mask(extraction)
        self._words = self._masked.text.lower()
        self._breaks = {word for _, rule in self._rules for word in rule.cues.get("break", ())}

    def silences(self) -> Iterator[Silence]:
        """The relations that came near: read and not chosen, or with a frame that fits when its gaps hold anything.
        Where another relation explains the same figures nothing is told."""
        explained = [{(span.start, span.end) for span in check.spans} for check in self._extraction.checks]
        for entry, rule in self._rules:
            near = self._near(entry, rule) if entry.id not in self._spoke else None
            if near is not None and not any(self._figures(near) <= spans for spans in explained):
                yield near

    def of(self, entry: Entry, rule: CheckRule) -> Silence:
        """Why ``entry`` kept silent, however far it was from speaking."""
        near = self._near(entry, rule)
        if near is not None:
            return near
        if rule.frames:
            return Silence(entry.id, 0, 0, self._lacks(min(loose_frames(entry, rule), key=self._missing)))
        return Silence(entry.id, 0, 0, self._cued(rule))

    def _near(self, entry: Entry, rule: CheckRule) -> Silence | None:
        if any(claim.rule == entry.id for claim in self._claims):
            return self._settled(entry)
        for frame in loose_frames(entry, rule):
            match = re.search(frame.body, self._masked.text)
            if match is not None:
                return self._between(entry, rule, frame, match)
        return None

    def _figures(self, near: Silence) -> set[tuple[int, int]]:
        records = [figure.record for figure in self._masked.figures]
        return {(one.start, one.end) for one in records if near.start <= one.start and one.end <= near.end}

    def _settled(self, entry: Entry) -> Silence:
        mine = next(claim for claim in self._claims if claim.rule == entry.id)
        figure = mine.claim.record
        taken = [
            check.rule
            for check in self._extraction.checks
            if check.rule != entry.id and any(s.start < figure.end and figure.start < s.end for s in check.spans)
        ]
        reason = "hubungannya terbaca, tetapi yang dipakai pembacaan aturan lain" if taken else (
            "hubungannya terbaca, tetapi angkanya sudah dijelaskan oleh hubungan yang cocok"
        )  # fmt: skip
        return Silence(entry.id, figure.start, figure.end, reason, taken[0] if taken else "")

    def _between(self, entry: Entry, rule: CheckRule, frame: LooseFrame, match: "re.Match[str]") -> Silence:
        """The frame fits when its gaps may hold anything: what stands in them, or which guard held it back."""
        place = self._place(self._masked, match)
        held = next((word for word in rule.unless if re.search(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", match[0])), None)
        if held is not None:
            return Silence(entry.id, *place, f'unless: "{held}" ada di antara angkanya')
        gaps = [text for name, text in match.groupdict().items() if name.startswith("g_") and text]
        figures = [one for gap in gaps for one in _FIGURE.findall(gap)]
        if figures:
            between = self._masked.figures[int(figures[0])].record.text
            return Silence(entry.id, *place, f'"{frame.source}": angka lain di sela, "{between}"')
        words = {word for gap in gaps for word in gap.lower().split()}
        broken = sorted(word for word in self._breaks if word in words)
        if broken:
            return Silence(entry.id, *place, f'"{frame.source}": kata pemutus di sela, "{broken[0]}"')
        if any(len(gap.split()) > 4 for gap in gaps):
            return Silence(entry.id, *place, f'"{frame.source}": terlalu banyak kata (atau batas klausa) di sela')
        return Silence(
            entry.id, *place, f'"{frame.source}" cocok, tetapi penjaganya menahan: satuan, mata uang atau dasarnya lain'
        )

    def _cued(self, rule: CheckRule) -> str:
        """For relations that are no frames: whether any of their cues stands there."""
        cues = [(name, word) for name, words in rule.cues.items() if name not in _WORKING for word in words]
        for name, word in cues:
            if len(word) > 3 and f" {word} " in f" {self._words} ":
                return f'penandanya "{word}" ({name}) ada, tetapi angka di sekitarnya tidak membentuk hubungan ini'
        first = dict(reversed(cues))
        return f"tidak ada kata penandanya ({', '.join(list(first.values())[-_SHOWN:])} …)"

    def _absent(self, frame: LooseFrame) -> tuple[list[frozenset[str]], list[str]]:
        present = set(self._words.split())
        words = [group for group in frame.words if not group & present]
        kinds, text = [], self._masked.text
        for letters in frame.kinds:
            found = next((letter for letter in letters if f"⟪{letter}" in text), None)
            if found is None:
                kinds.append(letters)
            else:
                text = text.replace(f"⟪{found}", "", 1)
        return words, kinds

    def _missing(self, frame: LooseFrame) -> tuple[int, int]:
        words, kinds = self._absent(frame)
        return len(words) + len(kinds), len(frame.words)

    def _lacks(self, frame: LooseFrame) -> str:
        words, kinds = self._absent(frame)
        lacking = [f"kata {'|'.join(sorted(group)[:_SHOWN])}" for group in words]
        lacking += [f"{count} angka ({_KINDS.get(letters, 'apa pun')})" for letters, count in Counter(kinds).items()]
        if lacking:
            return f'"{frame.source}" kurang {" dan ".join(lacking)}'
        return f'urutan kata atau angkanya lain daripada "{frame.source}"'

    @staticmethod
    def _place(masked: Masked, match: "re.Match[str]") -> tuple[int, int]:
        figures = [masked.figures[int(number)].record for number in _FIGURE.findall(match[0])]
        return (figures[0].start, figures[-1].end) if figures else (0, 0)
