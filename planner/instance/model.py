"""The question compiled for solving: plain integers, no dates, no rules' logic.

Minutes count from the first instant of the horizon (UTC, elapsed); history has negative minutes and negative day
numbers. Money is integer minor units. Pay holds the single percentage of on-costs; components of on-costs are counted
for each person, and then pay is gross. Load is integer micro-erlangs. Any engine takes this one object.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from planner.scenario.base import Domain, Phase
from planner.scenario.people import Agreement, Limit, PastWeek
from planner.scenario.scenario import Scenario
from planner.scenario.work import StandByTime
from planner.units import round_half_up

ALL_HUNDREDTHS = 10_000
"""Hundredths of a per cent in the whole."""

MICRO = 1_000_000
"""Micro-erlangs in an erlang."""


@dataclass(frozen=True)
class ShiftSlot:
    """A shift type on a local day of a site (empty: the main place): `[start, end)` in minutes.

    `clock` is its local start, minutes after midnight.
    """

    day: int
    shift: str
    kind: str
    start: int
    end: int
    paid: int
    clock: int
    night: bool
    weekend: bool
    site: str = ""


class PastSlot(NamedTuple):
    """A duty of history at a post."""

    post: str
    slot: ShiftSlot


class WeekPart(NamedTuple):
    """What a duty adds to an overtime account of its person.

    `minutes` count towards the threshold (daily overtime does not), `paid` is all paid time; `premia` are those of
    the regular rate in 6000ths of a minor unit; `daily` are started quarter hours of daily overtime by percentage.
    """

    account: int
    minutes: int
    paid: int
    premia: int
    daily: tuple[tuple[int, int], ...] = ()


class OvertimeAccount(NamedTuple):
    """A stretch of time with an overtime threshold: a week, or the whole horizon; `past` is what history put in."""

    threshold: int
    past: WeekPart

    def begins(self, over: int) -> int:
        """Minutes of the account from which on a tier `over` the threshold is earned in this horizon."""
        return max(self.threshold + over, self.past.minutes) if self.past.minutes else self.threshold + over


class OvertimeStep(NamedTuple):
    """What a quarter hour more than `over` minutes beyond the threshold adds to its price."""

    over: int
    percent: int
    price: int


@dataclass(frozen=True)
class Employee:
    """What the engines need to know of a person. Leave days and public holidays may lie outside the horizon."""

    key: str
    site: str
    holidays: frozenset[int]
    skills: frozenset[str]
    no_nights: bool
    no_sundays: bool
    no_lone_work: bool
    daytime_only: bool
    limits: Mapping[Limit, int]
    agreements: frozenset[Agreement]
    leave_days: frozenset[int]
    weekly_minutes: int
    contract_minutes: int
    credit_minutes: int
    salaried: bool
    fixed_pay: int
    per_head: int
    accounts: tuple[OvertimeAccount, ...]
    overtime_steps: tuple[OvertimeStep, ...]
    history: tuple[PastSlot, ...]
    past_weeks: tuple[tuple[int, PastWeek], ...]
    """Weeks before history with the day number of their Monday, in order; there may be gaps."""
    past_on_call: frozenset[int]
    """Days on call before the horizon."""


@dataclass(frozen=True)
class OnCost:
    """A component of on-costs: `hundredths` of a per cent of gross pay between two bounds of the horizon."""

    key: str
    hundredths: int
    above: int
    up_to: int | None

    def of(self, gross: int) -> int:
        """On-costs of a gross amount, rounded half up once."""
        inside = gross if self.up_to is None else min(gross, self.up_to)
        return round_half_up(Fraction(self.hundredths * max(0, inside - self.above), ALL_HUNDREDTHS))

    def on_every_penny(self) -> OnCost:
        """The component without its bounds."""
        return OnCost(self.key, self.hundredths, 0, None)


class Item(NamedTuple):
    """A work item."""

    category: str
    phase: Phase


class Option(NamedTuple):
    """A way to be responsible: our own people (`offer` empty) or an offer of a provider."""

    party: str
    offer: str


class DemandClass(NamedTuple):
    """A service window crossed with an arrival band."""

    window: str
    band: str


@dataclass(frozen=True)
class PostLoad:
    """How work reaches a post: thresholds and the coefficients of every item.

    `largest[n]` is the largest load of `n` servers, `seats[n]` the seats rostered for them; both start with 0.
    `coefficient[class][(item, window)]` is the micro-erlangs an item adds in a class when all of it is internal;
    hand-backs add the share of it. `seated[class][(item, window)]` is the load where the item itself falls, whoever
    sits there (for seat-hour offers).
    """

    post: str
    largest: tuple[int, ...]
    seats: tuple[int, ...]
    coefficient: Mapping[DemandClass, Mapping[tuple[Item, str], int]]
    seated: Mapping[DemandClass, Mapping[tuple[Item, str], int]]


@dataclass(frozen=True)
class CoverSegment:
    """Stretches of time at a post with one demand class in which the same shifts run.

    `slots` are the shift slots (site, day, shift) that cover them, `past` who of history does. Two stretches with the
    same content are one segment; `start` is the first.
    """

    post: str
    demand: DemandClass
    start: int
    end: int
    slots: frozenset[tuple[str, int, str]]
    past: frozenset[str]


@dataclass(frozen=True)
class Level:
    """An escalation level of one domain, with its on-call periods `[start, end)` and stipend per period.

    `stand_by` says whether holding it is working time; where it may be, `duties[site]` is each period as a duty of
    somebody who works there (kind `stand_by`).
    """

    domain: Domain
    level: str
    skill: str
    response_minutes: int
    limit_minutes: int
    provider_may_hold: bool
    periods: tuple[tuple[int, int], ...]
    stipends: tuple[int, ...]
    backs_up: str | None
    stand_by: StandByTime
    duties: Mapping[str, tuple[ShiftSlot, ...]]


@dataclass(frozen=True)
class OfferPrice:
    """Money of an offer over the horizon. Cases in thousandths; `seat_price[class]` per seat."""

    option: Option
    fee: int
    included_milli: int | None
    overage_price: int
    seat_price: Mapping[DemandClass, int]


class ChangePrice(NamedTuple):
    """Money of a day that is not as published: `cut` where nothing is left of what was, `moved` otherwise."""

    moved: int
    cut: int


@dataclass(frozen=True)
class Publication:
    """What people know before this plan: duties (shift, start, end) by person and day, and the days of notice."""

    duties: Mapping[tuple[str, int], frozenset[tuple[str, int, int]]]
    published_on: int
    today: int

    def has(self, person: str, slot: ShiftSlot) -> bool:
        """Whether the person was told of this duty."""
        return (slot.shift, slot.start, slot.end) in self.duties.get((person, slot.day), ())


@dataclass(frozen=True)
class Instance:
    """Everything an engine needs. `minutes` is the elapsed length of the horizon."""

    scenario: Scenario
    minutes: int
    day_starts: tuple[int, ...]
    """Minute of local midnight of each day from `-history_days` to `days` (inclusive); index with `midnight()`."""
    site_day_starts: Mapping[str, tuple[int, ...]]
    """The same at each site by its own clock; index with `midnight_of()`."""
    history_days: int
    employees: tuple[Employee, ...]
    slots: tuple[ShiftSlot, ...]
    late: tuple[tuple[str, PastSlot], ...]
    """Duties of history that run into the horizon, with their person (also one whose position this operating model
    does not have: the duty is a fact)."""
    late_skills: Mapping[str, frozenset[str]]
    """Skills of the people in `late`."""
    duty_cost: Mapping[tuple[str, int, str], int]
    """Pay of a duty by (person, day, shift)."""
    week_parts: Mapping[tuple[str, int, str], tuple[WeekPart, ...]]
    """What a duty adds to its person's overtime accounts, by (person, day, shift)."""
    posts: tuple[str, ...]
    """Posts that people can sit at (seated in some window, or with a presence rule)."""
    items: tuple[Item, ...]
    windows: tuple[str, ...]
    """Service windows that occur in the horizon."""
    options: tuple[Option, ...]
    stretches: tuple[tuple[int, int, DemandClass], ...]
    """The horizon cut into maximal stretches `[start, end)` of one demand class, in order."""
    class_minutes: Mapping[DemandClass, int]
    cases: Mapping[tuple[Item, str], Fraction]
    """Expected cases of an item in a window over the horizon."""
    case_milli: Mapping[tuple[Item, str], int]
    loads: Mapping[str, PostLoad]
    cover: tuple[CoverSegment, ...]
    call_outs: Mapping[tuple[Item, str, Option], int]
    """Money of an item's call-outs in a window under an option (on-call posts and hand-backs)."""
    called: Mapping[tuple[Item, str], str]
    """Who is called out by an item in a window: `domain/level`."""
    on_costs: tuple[OnCost, ...]
    case_money: Mapping[tuple[Item, str, Option], int]
    prices: tuple[OfferPrice, ...]
    levels: tuple[Level, ...]
    change_prices: Mapping[tuple[str, int], ChangePrice]
    """Money of a change by person and day, where one would be paid."""
    publication: Publication | None
    """None where the scenario does not say when people are told of their duties."""

    @property
    def days(self) -> int:
        """Number of local days."""
        return len(self.scenario.days)

    def midnight(self, day: int) -> int:
        """Minute of local midnight at the start of day `day` (`-history_days <= day <= days`)."""
        return self.day_starts[day + self.history_days]

    def midnight_of(self, person: str, day: int) -> int:
        """Minute of a person's own local midnight at the start of day `day`."""
        return self.site_day_starts[self.employee(person).site][day + self.history_days]

    @cached_property
    def _stretch_starts(self) -> list[int]:
        return [start for start, _, _ in self.stretches]

    def class_at(self, minute: int) -> DemandClass:
        """Demand class that runs at a minute of the horizon."""
        return self.stretches[bisect_right(self._stretch_starts, minute) - 1][2]

    @cached_property
    def _by_key(self) -> dict[str, Employee]:
        return {employee.key: employee for employee in self.employees}

    def employee(self, key: str) -> Employee:
        """The employee with this key."""
        return self._by_key[key]
