"""Encoder of `planner.rules.night_calls`: nights on call with likely call-outs, and duties soon after them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from planner.instance.clock import HorizonClock, site_clocks
from planner.instance.model import MICRO, Instance, Level, ShiftSlot
from planner.instance.stand_by import call_outs_within
from planner.rules.night_calls import AfterCallOut
from planner.scenario.work import StandByTime
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal
from planner.units import MINUTES_PER_DAY


def after_call_out(rule: AfterCallOut, context: Context) -> list[Penalty]:
    """Holding a level in a likely night, and a duty too soon after it, exclude each other or cost missing hours."""
    x, instance = context.decisions, context.instance
    likely = _Likely(rule, context)
    nights = {site: list(_nights(instance, clock)) for site, clock in site_clocks(instance.scenario).items()}
    penalties = []
    for employee in instance.employees:
        duties = list(x.duties_of(employee.key))
        for number, period, opens, closes in _parts(instance, nights[employee.site]):
            level = instance.levels[number]
            called = likely.in_night(level, opens, closes)
            rested = closes + rule.rest_minutes
            soon = [(slot, on) for slot, on in duties if opens <= slot.start < rested]
            if not soon or (isinstance(called, int) and not called):
                continue
            on_call = x.holds(employee.key, number, period) + called - 1
            if level.duties:  # where call-outs are frequent, the period is a duty as a whole
                on_call -= x.on(employee.key, level.duties[employee.site][period])
            for exclusive in _exclusive(context, soon):
                missing = [-((slot.start - rested) // 60) for slot, _ in exclusive]
                most = max(missing)
                short = sum(hours * on for hours, (_, on) in zip(missing, exclusive, strict=True))
                penalties += context.at_most(rule, short - most * (1 - on_call), 0, worst=most)
    return penalties


def _exclusive(
    context: Context, duties: list[tuple[ShiftSlot, Literal]]
) -> Iterator[list[tuple[ShiftSlot, Literal]]]:
    """The duties of a person in groups of which one at most is worked."""
    if not context.one_duty_a_day:
        return ([duty] for duty in duties)
    by_day = groupby(sorted(duties, key=lambda duty: duty[0].day), key=lambda duty: duty[0].day)
    return (list(group) for _, group in by_day)


def _nights(instance: Instance, clock: HorizonClock) -> Iterator[tuple[int, int]]:
    """Every night period that has a part in the horizon."""
    night = instance.scenario.night
    until = night.end if night.start < night.end else night.end + MINUTES_PER_DAY
    for day in range(-1, instance.days):
        yield clock.local(day, night.start), clock.local(day, until)


def _parts(instance: Instance, nights: list[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Number of the level, number of the period, and the span of each night's part of it that may be rest."""
    for number, level in enumerate(instance.levels):
        if level.stand_by is StandByTime.WORK:
            continue
        for period, (start, end) in enumerate(level.periods):
            for begins, ends in nights:
                opens, closes = max(start, begins), min(end, ends)
                if opens < closes:
                    yield number, period, opens, closes


class _Likely:
    """Whether call-outs at a level are likely in a part of a night; parts with the same call-outs share a literal."""

    def __init__(self, rule: AfterCallOut, context: Context) -> None:
        self._least = rule.call_outs * MICRO // 100
        self._context = context
        self._known: dict[tuple[str, str, int, int], Linear] = {}
        self._same: dict[tuple[object, ...], Linear] = {}

    def in_night(self, level: Level, start: int, end: int) -> Linear:
        """1, for limits from above only, where call-outs are likely; the integer 0 where they never are."""
        key = (level.domain, level.level, start, end)
        if key not in self._known:
            self._known[key] = self._literal(level, start, end)
        return self._known[key]

    def _literal(self, level: Level, start: int, end: int) -> Linear:
        expected = call_outs_within(self._context.instance, level, start, end)
        if sum(expected.values()) < self._least:
            return 0
        same = tuple(expected.items())
        if same not in self._same:
            model, x = self._context.model, self._context.decisions
            literal = model.new_bool_var(f"{level.level} called out in the night from {start}")
            total = sum(amount * x.given(*key) for key, amount in expected.items())
            model.add(total < self._least).only_enforce_if(~literal)
            self._same[same] = literal
        return self._same[same]
