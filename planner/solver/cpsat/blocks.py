"""A start for large questions: the segmentation decided in bulk is rostered in blocks of days, one after another.

What earlier blocks decided is history for the next, so every rule that looks back is kept across their edges. A rule
that looks at the whole horizon is not seen by a block; the whole model has the last word on what the blocks say.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from planner.instance.compile import compile_instance
from planner.instance.model import DemandClass, Employee, Instance, Item, Level, PostLoad, ShiftSlot
from planner.plan.model import Duty, Plan
from planner.rules.base import Rule, Scope
from planner.scenario.people import PastDuty
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.cpsat.variables import Literal
from planner.solver.extract import extract_plan
from planner.solver.outcome import SolveOptions

LoadTable = Mapping[DemandClass, Mapping[tuple[Item, str], int]]

BLOCK_DAYS = 7
"""Days that a block decides."""

AHEAD_DAYS = 3
"""Days after a block that it plans too and the next one decides anew: no night is left without a morning after."""

PATIENCE = 3.0
"""How far a block may go beyond its equal share of the time: most need less than theirs."""

GAP = 0.03
"""Gap at which a block is good enough: the whole model goes on from there."""

LOOK_BACK_DAYS = 56
"""Most days before a block that its rules may look back on, as the door allows for any scenario."""

POINT = 100
"""Minor units that a point counts in a block: its objective weighs both, since no second stage follows it."""


def roster_in_blocks(
    bulk: PlanModel,
    decided: StageRun,
    options: SolveOptions,
    ends: float,
    reporter: Reporter,
    stop: threading.Event,
) -> Plan | None:
    """A plan with the segmentation and the on-call duties of the bulk step, or None when a block cannot be rostered.

    `ends` is in seconds of the reporter's clock; blocks share the time that is left.
    """
    whole = bulk.instance
    frame = extract_plan(bulk.decisions, decided.value)
    duties: tuple[Duty, ...] = ()
    firsts = range(0, whole.days, BLOCK_DAYS)
    limits = replace(options, gap=max(options.gap, GAP))
    for number, first in enumerate(firsts):
        left = ends - reporter.elapsed()
        seconds = min(left, PATIENCE * left / (len(firsts) - number))
        if stop.is_set() or seconds <= 0:
            return None
        block = _block(whole, first, duties)
        model = build_model(block, list(_rules_of_a_block(block.scenario)))
        _as_decided(model, bulk, decided, first)
        run = run_stage(
            model.model, model.money + POINT * model.points, limits, seconds, Reporter(None), stop
        )
        if not run.found:
            return None
        days = whole.scenario.days[first : first + BLOCK_DAYS]
        duties += tuple(
            duty
            for duty in extract_plan(model.decisions, run.value).roster
            if duty.start.astimezone(whole.scenario.zone_of(duty.person)).date() in days
        )
        reporter.tick()
    return replace(frame, roster=tuple(sorted(duties)))


OF_THE_HORIZON = frozenset({"training_hours", "exercise_held", "period_hours", "duty_count"})
"""Rules that ask for something once in the horizon; a block that asked for it too would have it every week."""


def _rules_of_a_block(scenario: Scenario) -> Iterator[Rule]:
    """All rules but those of the whole horizon, and those about on-call periods, whose holders are decided already."""
    return (
        rule
        for rule in scenario.rule_book
        if rule.card.scope is not Scope.ESCALATION and rule.kind not in OF_THE_HORIZON
    )


def _block(whole: Instance, first: int, duties: tuple[Duty, ...]) -> Instance:
    """The instance of some days of the whole, with the whole's loads and on-call periods.

    Seats of a demand class hang on how often it occurs in the whole horizon, so they are not worked out anew.
    """
    scenario = _from_day(whole.scenario, first, min(BLOCK_DAYS + AHEAD_DAYS, whole.days - first), duties)
    block = compile_instance(scenario)
    offset = whole.midnight(first)
    return replace(
        block,
        employees=tuple(
            _so_far(employee, same, first + len(scenario.days), duties)
            for employee, same in zip(block.employees, whole.employees, strict=True)
        ),
        items=whole.items,
        loads={post: _occurring(load, block) for post, load in whole.loads.items()},
        levels=tuple(_clipped(level, first, offset, offset + block.minutes) for level in whole.levels),
    )


def _from_day(scenario: Scenario, first: int, days: int, duties: tuple[Duty, ...]) -> Scenario:
    """The scenario of a shorter horizon, built afresh so that nothing derived from the long one stays behind."""
    horizon = scenario.facts.horizon
    start = scenario.days[first]
    history_days = min(horizon.history_days + first, LOOK_BACK_DAYS)
    opening = start - timedelta(days=history_days)
    past = [
        *scenario.history,
        *(PastDuty(person=d.person, post=d.post, shift=d.shift, start=d.start, end=d.end) for d in duties),
    ]
    shorter = horizon.model_copy(update={"start": start, "days": days, "history_days": history_days})
    fields = {name: getattr(scenario, name) for name in Scenario.model_fields}
    fields["facts"] = scenario.facts.model_copy(update={"horizon": shorter})
    fields["history"] = tuple(
        duty for duty in past if duty.start.astimezone(scenario.zone_of(duty.person)).date() >= opening
    )
    return Scenario(**fields)


def _so_far(employee: Employee, of_the_whole: Employee, days: int, duties: tuple[Duty, ...]) -> Employee:
    """Contract and credit of the first `days` of the whole horizon; what earlier blocks decided is credited.

    So the band of contract hours holds for the horizon up to here, and a week may make up for another. Days of a
    broken week are more or fewer weekdays than five of seven, so credit for absence goes in proportion.
    """
    contract = employee.weekly_minutes * days // 7
    weekdays = [day for day in range(days) if day % 7 < 5]
    away = sum(day in of_the_whole.leave_days or day in of_the_whole.holidays for day in weekdays)
    worked = sum(duty.paid_minutes for duty in duties if duty.person == employee.key)
    return replace(
        employee, contract_minutes=contract, credit_minutes=contract * away // len(weekdays) + worked
    )


def _occurring(load: PostLoad, block: Instance) -> PostLoad:
    """The part of a post's load in classes and from windows that occur in the block."""

    def part(table: LoadTable) -> LoadTable:
        return {
            demand: {key: value for key, value in table[demand].items() if key[1] in block.windows}
            for demand in block.class_minutes
            if demand in table
        }

    return replace(load, coefficient=part(load.coefficient), seated=part(load.seated))


def _clipped(level: Level, first: int, start: int, end: int) -> Level:
    """The level with the parts of its periods inside `[start, end)`, in minutes from there and days from `first`."""
    inside = [
        (number, max(begin, start) - start, min(until, end) - start)
        for number, (begin, until) in enumerate(level.periods)
        if begin < end and start < until
    ]
    return replace(
        level,
        periods=tuple((begin, until) for _, begin, until in inside),
        stipends=tuple(level.stipends[number] for number, _, _ in inside),
        duties={
            site: tuple(_moved(slots[number], first, start) for number, _, _ in inside)
            for site, slots in level.duties.items()
        },
    )


def _moved(slot: ShiftSlot, days: int, minutes: int) -> ShiftSlot:
    return replace(slot, day=slot.day - days, start=slot.start - minutes, end=slot.end - minutes)


def _as_decided(model: PlanModel, bulk: PlanModel, decided: StageRun, first: int) -> None:
    """Parties, contracts and holders as the bulk step decided them."""
    x, theirs = model.decisions, bulk.decisions

    def same(mine: Literal, other: Literal) -> None:
        model.model.add(mine == int(decided.value(other)))

    for option, bought in x.offers():
        same(bought, theirs.bought(option))
    for item in model.instance.items:
        for window in model.instance.windows:
            for option in model.instance.options:
                same(x.given(item, window, option), theirs.given(item, window, option))
    offset = bulk.instance.midnight(first)
    for holder, number, period, literal in x.holding():
        start = model.instance.levels[number].periods[period][0] + offset
        covering = next(
            place
            for place, (begin, until) in enumerate(bulk.instance.levels[number].periods)
            if begin <= start < until
        )
        same(literal, theirs.holds(holder, number, covering))
