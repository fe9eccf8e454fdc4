"""Formulas of rules: ``percent = abs(new - old) / old * 100``, exact over rationals and over intervals.

Grammar: sums and products of names, whole numbers, brackets and ``abs( )``. Over intervals every corner is computed,
which is exact because each formula of ours rises or falls with each of its figures.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from k3extract.checks.intervals import Interval
from k3extract.errors import RuleError

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+)|(?P<name>[a-z_][a-z_0-9]*)|(?P<sign>[-+*/()]))")
Values = Mapping[str, Fraction]
Term = Callable[[Values], Fraction]


@dataclass(frozen=True, slots=True)
class Formula:
    """``claim = body``; ``roles`` are the names in the body, in the order they stand there."""

    claim: str
    body: str
    roles: tuple[str, ...]
    compute: Term
    bound: bool = False  # "part <= whole": the claim is at most the body

    @property
    def source(self) -> str:
        """The formula as written."""
        return f"{self.claim} {'<=' if self.bound else '='} {self.body}"

    def over(self, values: Mapping[str, Interval]) -> Interval | None:
        """The interval of the body, None where an operand is open or a divisor may be zero."""
        ends: list[tuple[Fraction, ...]] = []
        for role in self.roles:
            interval = values[role]
            if interval.low is None or interval.high is None:
                return None
            ends.append((interval.low,) if interval.low == interval.high else (interval.low, interval.high))
        try:
            corners = [self.compute(dict(zip(self.roles, corner, strict=True))) for corner in product(*ends)]
        except ZeroDivisionError:
            return None
        return Interval(min(corners), max(corners))

    def filled(self, values: Mapping[str, str]) -> str:
        """The body with each name replaced by ``values``."""
        return re.sub(r"[a-z_][a-z_0-9]*", lambda match: values.get(match.group(), match.group()), self.body)


def parse_formula(source: str, place: str) -> Formula:
    """Parse ``claim = body`` or ``claim <= body``. Raises RuleError at ``place``.

    >>> parse_formula("percent = part / base * 100", "x").compute({"part": Fraction(1), "base": Fraction(4)})
    Fraction(25, 1)
    """
    claim, equals, body = source.partition("<=" if "<=" in source else "=")
    if not equals:
        raise RuleError(place, f"a formula reads 'claim = ...': {source!r}")
    tokens: list[tuple[str, str]] = []
    at = 0
    body = body.strip()
    while at < len(body):
        match = _TOKEN.match(body, at)
        if match is None:
            raise RuleError(place, f"cannot read {body[at:]!r} in {source!r}")
        tokens.append((str(match.lastgroup), match.group().strip()))
        at = match.end()
    parser = _Parser(tokens, place, source)
    compute = parser.sum()
    if parser.at < len(tokens):
        raise RuleError(place, f"{tokens[parser.at][1]!r} is too much in {source!r}")
    roles = tuple(dict.fromkeys(text for kind, text in tokens if kind == "name" and text != "abs"))
    return Formula(claim.strip(), body, roles, compute, equals == "<=")


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], place: str, source: str) -> None:
        self.tokens, self.place, self.source, self.at = tokens, place, source, 0

    def _next(self, *signs: str) -> str | None:
        if self.at < len(self.tokens) and self.tokens[self.at][1] in signs:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def sum(self) -> Term:
        left = self.product()
        while sign := self._next("+", "-"):
            left = _plus(left, self.product(), 1 if sign == "+" else -1)
        return left

    def product(self) -> Term:
        left = self.factor()
        while sign := self._next("*", "/"):
            left = _times(left, self.factor(), sign == "/")
        return left

    def factor(self) -> Term:
        if self._next("("):
            inner = self.sum()
            if not self._next(")"):
                raise RuleError(self.place, f"brackets do not pair in {self.source!r}")
            return inner
        if self._next("abs"):
            inner = self.factor()
            return lambda values: abs(inner(values))
        if self.at >= len(self.tokens) or self.tokens[self.at][0] == "sign":
            raise RuleError(self.place, f"something is missing in {self.source!r}")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            number = Fraction(int(text))
            return lambda values: number
        return lambda values: values[text]


def _plus(left: Term, right: Term, sign: int) -> Term:
    return lambda values: left(values) + sign * right(values)


def _times(left: Term, right: Term, divide: bool) -> Term:
    if divide:
        return lambda values: left(values) / right(values)
    return lambda values: left(values) * right(values)
