"""What rules share out among people, and how wishes were answered: figures of the verifier for whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

SHARE_HEADERS = (
    "Name",
    "Weight",
    "This plan",
    "Earlier",
    "Sum",
    "Expected",
    "Deviation",
    "Limit",
    "Beyond",
)

SHARE_NOTES = (
    "Expected = all units of a table x own weight / all weights of it. The weight is weekly contract hours x days "
    "counted: the days of the horizon without leave and, where earlier weeks count, 7 less the neutral days of each "
    "week of past_weeks.csv. Who joined late has fewer such weeks and owes nothing for the time before. Refused wishes "
    "go by heads: everybody who has a wish weighs the same.",
    "Limit = expected, rounded up, + tolerance; what somebody brings from earlier weeks is the limit where it is "
    "more. Deviation = sum - expected; the deviations of a table add up to 0. Beyond = sum above the limit: this is "
    "what the rule counts and the verifier judges. Having less than expected breaks no rule.",
    "Limits of these figures: units are counted, not how hard each was; whole units cannot follow fractions, so "
    "deviations below 1 say nothing; everybody has a share who may work such a shift and holds the skill of a desk "
    "that can be manned then (or of a level), also where others usually sit there, so the sums of two trades can "
    "stay apart; duties of history.csv count once they are weeks of past_weeks.csv. In order of "
    "names, and no measure of performance.",
)
"""The formula in words, and what it cannot tell: stands once below the tables of shares, where one has rows."""

WISH_HEADERS = ("Name", "Day", "Wish", "Priority", "Answer", "Has", "Others that day")

WISH_NOTES = (
    "Priority = points of requests.csv. A wish that is not met costs its priority x the points of the rule on wishes; "
    "the planner makes the sum over all should-rules least, after the must-rules and within the tolerance of cost. So "
    "a wish is refused where must-rules, cost, or the points of other wishes and shares outweigh it. "
    "The command explain, asked for the person and the day, tells the rules that bind there.",
)
"""Why a wish is met or not: stands below a table of wishes that has rows."""


@dataclass(frozen=True)
class Share:
    """What one person has of what a rule shares out. `basis` is the weight in words."""

    person: str
    name: str
    weight: int
    basis: str
    units: int
    carried: int
    expected: Fraction
    tolerance: int

    @property
    def total(self) -> int:
        """Units of this plan and of earlier weeks."""
        return self.units + self.carried

    @property
    def fair(self) -> int:
        """The fair share in whole units: what is expected, rounded up, so that 7 units among 3 are 3."""
        return -(-self.expected.numerator // self.expected.denominator)

    @property
    def limit(self) -> int:
        """Units that cost nothing. What is past is no excess of this plan."""
        return max(self.fair + self.tolerance, self.carried)

    @property
    def excess(self) -> int:
        """Units beyond the limit."""
        return max(0, self.total - self.limit)

    @property
    def deviation(self) -> Fraction:
        """Units above (or, negative, below) what is expected."""
        return self.total - self.expected

    def cells(self) -> tuple[str, ...]:
        """A row of words under SHARE_HEADERS."""
        deviation = f"{float(self.deviation):+.1f}"
        return (
            self.name,
            self.basis,
            str(self.units),
            str(self.carried),
            str(self.total),
            f"{float(self.expected):.1f}",
            "0.0" if deviation in ("+0.0", "-0.0") else deviation,
            str(self.limit),
            str(self.excess),
        )


@dataclass(frozen=True)
class SharedOut:
    """One thing that a rule shares out: a share for everybody who can have any, and how many of the others there are.

    `terms` say how much is shared among how many, with what tolerance, and at what cost. Who can have none is not
    named, because that may be a restriction. `only` are the names of the people for whom alone the rule is.
    """

    rule_id: str
    title: str
    terms: str
    shares: tuple[Share, ...]
    left_out: int
    only: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Rows of words under SHARE_HEADERS; none where there is nothing to share."""
        if not any(share.total or share.expected for share in self.shares):
            return ()
        return tuple(share.cells() for share in self.shares)

    def sentence(self) -> str:
        """The terms, for whom the rule is when not for everybody, and how many of those can have no share."""
        only = f" The rule is for: {', '.join(self.only)}." if self.only else ""
        out = f" {self.left_out} of the people can have none." if self.left_out else ""
        return f"{self.terms}.{only}{out}"

    def of(self, person: str) -> SharedOut:
        """The same with the row of one person alone, or told that this person is not among those who share it."""
        own = tuple(share for share in self.shares if share.person == person)
        terms = self.terms if own else f"{self.terms}; not among those who share it"
        return replace(self, terms=terms, shares=own, left_out=0)


@dataclass(frozen=True)
class WishAnswer:
    """A wish for a day of the horizon and what became of it. `has` are the codes of the shifts worked that day."""

    person: str
    name: str
    day: date
    wish: str
    points: int
    is_met: bool
    has: tuple[str, ...]
    others: str = ""
    """Priorities of the other wishes for the same day: those met and those refused, highest first."""

    @property
    def unmet_points(self) -> int:
        """Points of the wish if it is not met, else 0."""
        return 0 if self.is_met else self.points

    def cells(self) -> tuple[str, ...]:
        """A row of words under WISH_HEADERS."""
        return (
            self.name,
            f"{self.day:%a %d %b}",
            self.wish,
            str(self.points),
            "met" if self.is_met else "refused",
            " and ".join(self.has) or "no duty",
            self.others,
        )


@dataclass(frozen=True)
class Fairness:
    """What a plan gives and refuses to whom, in order of names."""

    shared: tuple[SharedOut, ...]
    wishes: tuple[WishAnswer, ...]

    @property
    def has_rows(self) -> bool:
        """Whether any table of shares has rows, which its notes then explain."""
        return any(one.rows for one in self.shared)

    def wish_sentence(self) -> str:
        """How many wishes are met, and what the others weigh."""
        if not self.wishes:
            return "No wish for a day of the horizon."
        met = sum(wish.is_met for wish in self.wishes)
        refused = sum(wish.unmet_points for wish in self.wishes)
        return f"{met} of {len(self.wishes)} wishes met; those refused have {refused} points together."

    def of(self, person: str) -> Fairness:
        """The same with the rows of one person alone; totals and terms stay those of all."""
        return Fairness(
            tuple(one.of(person) for one in self.shared),
            tuple(wish for wish in self.wishes if wish.person == person),
        )
