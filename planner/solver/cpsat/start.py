"""A good first plan in seconds: decide the segmentation against people's hours in bulk, then roster for it.

The whole model finds its first plans with whatever segmentation it stumbles on, and changes it only when the linear
relaxation is solved. Deciding the two in turn costs a fraction of that. It gives the whole model its hint, and a large
question its plan.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import ceil

from planner.instance.model import Employee, Instance
from planner.plan.model import Plan
from planner.rules.base import Rule
from planner.rules.hours import ContractHours
from planner.rules.training import TrainingHours
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.fixing import fixed
from planner.solver.cpsat.holders import about_on_call, share_on_call
from planner.solver.cpsat.staffing import add_staffing
from planner.solver.cpsat.stage import Reporter, StageRun, hint, run_stage
from planner.solver.cpsat.variables import Linear, Literal
from planner.solver.lines.start import CHECK_SECONDS, roster_for
from planner.solver.outcome import SolveOptions
from planner.solver.over import IsOver, Over, never

WITHOUT_LINES = frozenset(
    {
        "ladder_reachability",
        "on_call_eligibility",
        "one_responsible",
        "provider_scope",
        "ot_maturity",
        "response_target",
        "internal_only",
        "minimum_internal_share",
        "on_call_exclusion",
    }
)
"""Rules that say something where nobody's line of work is decided."""

PATTERNS_SHARE = 0.1
"""Share of the time that is left for which holders are sought that suit these rules better."""

USABLE_SHARES = (0.95, 0.85, 0.7)
"""Shares of people's hours that the bulk step may fill, tried in turn: rest and the edges of shifts may take some."""

STEP_SHARE = 0.5
"""Share of the start's seconds that one step may take at most."""

MOST_IN_ONE_MODEL = 12_000
"""Most days of people for which the whole model is tried where lines find no plan: it takes about 400 KiB for each."""

MOST_IN_ONE_PIECE = 1_000
"""Most days of people (people times days) of a question that is put into one model from the start."""

POINT = 20
"""Minor units that a point counts where lines weigh both: little, for money comes first."""

GOOD_ENOUGH = 0.005
"""Gap at which the start stops: the whole model goes on from there."""


def find_start(
    whole: PlanModel, options: SolveOptions, seconds: float, reporter: Reporter, stop: threading.Event
) -> StageRun | None:
    """A run whose solution keeps every rule, or None when no share of the hours leads to one in time.

    Its model has the variables of the whole model in the same order, so the solution is a complete hint.
    """
    instance = whole.instance
    if not instance.items:
        return None  # there is no work to divide, and the whole model has nothing to stumble on
    ends, step = reporter.elapsed() + seconds, STEP_SHARE * seconds
    limits = replace(options, gap=max(options.gap, GOOD_ENOUGH))
    for share in USABLE_SHARES:
        if stop.is_set() or (options.deterministic_limit is None and reporter.elapsed() >= ends):
            return None
        bulk = _bulk_model(instance, share, never)
        left = min(step, ends - reporter.elapsed())
        decided = run_stage(bulk.model, bulk.money + add_staffing(bulk), limits, left, Reporter(None), stop)
        if not decided.found:
            continue
        lines = _by_lines(whole, decided, limits, ends, reporter, stop)
        if lines is not None and stop.is_set():
            return lines
        model = build_model(instance)
        _keep_segmentation(model, bulk, decided)
        if lines is not None:
            hint(model.model, lines)
        left = min(step, ends - reporter.elapsed())
        run = run_stage(model.model, model.money, limits, left, reporter, stop, of_whole=False)
        if run.found:
            return run
        if lines is not None:
            return lines
    return None


def _by_lines(
    whole: PlanModel,
    decided: StageRun,
    limits: SolveOptions,
    ends: float,
    reporter: Reporter,
    stop: threading.Event,
) -> StageRun | None:
    """The first plan of lines for what is decided as a solution of the whole model, if all its rules allow it."""
    found = roster_for(whole.instance, decided, limits, 0, ends, reporter.elapsed(), reporter, stop)
    if found is None:
        return None
    with fixed(whole.decisions, found[1]):
        # Only what follows from the plan is open, so this is a matter of seconds, and no stop ends it.
        run = run_stage(
            whole.model, whole.money, limits, CHECK_SECONDS, reporter, threading.Event(), of_whole=False
        )
    return run if run.found else None


def plan_by_lines(
    instance: Instance,
    options: SolveOptions,
    ends: float,
    reporter: Reporter,
    stop: threading.Event,
) -> Plan | None:
    """A plan of a large question with no model of the whole, made better until `ends` (by the reporter's clock).

    None when no share of the hours leads to one in time. Raises IsOver when a stop comes before there is one to find.
    Points weigh in at `POINT` each, as no second stage follows.
    """
    limits = replace(options, gap=max(options.gap, GOOD_ENOUGH))
    for share in USABLE_SHARES:
        left = ends - reporter.elapsed()
        if stop.is_set() or (options.deterministic_limit is None and left <= 0):
            return None
        bulk = _bulk_model(instance, share, stop.is_set, about_on_call(instance))
        money = bulk.money + add_staffing(bulk, stop.is_set)
        cheapest = run_stage(bulk.model, money, limits, STEP_SHARE * left, Reporter(None), stop)
        if not cheapest.found:
            continue
        shared = share_on_call(bulk, money, cheapest, options, PATTERNS_SHARE * left, stop)
        # Lines may find no room beside holders who take turns, where they do beside those who cost least.
        for decided in (cheapest,) if shared is None else (shared, cheapest):
            found = roster_for(instance, decided, options, POINT, ends, ends, reporter, stop)
            if found is not None and found[0].allows(found[1]):
                return found[1]
    return None


def is_huge(instance: Instance) -> bool:
    """Whether a model of the whole question is out of reach."""
    return len(instance.employees) * instance.days > MOST_IN_ONE_MODEL


def is_large(instance: Instance) -> bool:
    """Whether lines do better alone than with a model of the whole question, which takes its time to build."""
    return len(instance.employees) * instance.days > MOST_IN_ONE_PIECE


def bulk_bound(instance: Instance, options: SolveOptions, seconds: float, stop: threading.Event) -> int:
    """Money that no plan can undercut: the bulk question with no more than what the rules on contract hours imply.

    Every plan keeps the must-rules that the bulk model has. Where rules ask for cover, by qualified people, within
    contract hours, its people are besides at their desks for no longer than those hours allow. So the optimum of the
    bulk model lies below that of the whole. It is 0 when a stop comes before that model is there.
    """
    try:
        bulk = _without_lines(instance, stop.is_set)
        most = _most_percent(instance)
        if most is not None and _seats_need_contract_hours(instance):
            _keep_within_contracts(bulk, most)
        money = bulk.money + add_staffing(bulk, stop.is_set)
    except IsOver:
        return 0
    return run_stage(bulk.model, money, options, seconds, Reporter(None), stop).bound


def _seats_need_contract_hours(instance: Instance) -> bool:
    """Whether rules for everybody tie seats to people with the skill, and every duty takes some of their hours."""
    kinds = {rule.kind for rule in instance.scenario.must_rules() if not rule.only_people}
    return {"cover_requirement", "post_qualification"} <= kinds and all(
        slot.paid > 0 for slot in instance.slots
    )


def _keep_within_contracts(bulk: PlanModel, most: int) -> None:
    """Seat minutes of the horizon fit into what contracts allow at most, for every set of posts."""
    instance = bulk.instance
    seat_minutes = {
        post: sum(_seat_minutes(bulk, post, week) for week in range(instance.days // 7))
        for post in instance.posts
    }
    for posts in _sets_of_posts(instance):
        late = sum(min(past.slot.end, instance.minutes) for _, past in instance.late if past.post in posts)
        minutes = sum(
            max(0, ceil(Fraction(e.contract_minutes * most, 100)) - e.credit_minutes)
            for e in instance.employees
            if _skills(instance, posts) & e.skills
        )
        at_desk = ceil(minutes * _seated_per_paid(instance)) + late
        bulk.model.add(sum(seat_minutes[post] for post in posts) <= at_desk)


def _bulk_model(instance: Instance, share: float, over: Over, wanted: Iterable[Rule] = ()) -> PlanModel:
    """Segmentation, contracts and on-call, with the seats of each week paid for in hours of those who may sit there.

    Its points are those of the should-rules that are `wanted`.

    Nobody's duties are decided: for every set of posts, the seat minutes of a week fit into
    a share of the contract minutes of the people qualified for one of them.
    """
    bulk = _without_lines(instance, over, wanted)
    for week in range(instance.days // 7):
        seat_minutes = {post: _seat_minutes(bulk, post, week) for post in instance.posts}
        for posts in _sets_of_posts(instance):
            hours = int(share * _minutes_of_people(instance, posts, week))
            bulk.model.add(sum(seat_minutes[post] for post in posts) <= hours)
    return bulk


def _without_lines(instance: Instance, over: Over, wanted: Iterable[Rule] = ()) -> PlanModel:
    """Nobody's duties are decided here, so there are no shifts, and what changes cost is not asked."""
    model = build_model(
        replace(instance, slots=(), change_prices={}),
        [*(rule for rule in instance.scenario.must_rules() if rule.kind in WITHOUT_LINES), *wanted],
        over,
    )
    return replace(model, instance=instance)


def _sets_of_posts(instance: Instance) -> list[tuple[str, ...]]:
    return [
        posts for size in range(1, len(instance.posts) + 1) for posts in combinations(instance.posts, size)
    ]


def _skills(instance: Instance, posts: tuple[str, ...]) -> set[str]:
    return {instance.scenario.facts.posts[post].skill for post in posts}


def _most_percent(instance: Instance) -> int | None:
    """Most working time of everybody in per cent of the contract, if a rule says so."""
    return min(
        (
            rule.maximum_percent
            for rule in instance.scenario.must_rules()
            if isinstance(rule, ContractHours) and not rule.only_people
        ),
        default=None,
    )


def _seated_per_paid(instance: Instance) -> Fraction:
    """Most minutes at a desk for a paid minute: a shift fills a seat longer than it is paid, by its unpaid break."""
    return max(
        (Fraction(slot.end - slot.start, slot.paid) for slot in instance.slots if slot.paid),
        default=Fraction(1),
    )


def _seat_minutes(bulk: PlanModel, post: str, week: int) -> Linear:
    instance = bulk.instance
    opens, closes = instance.midnight(7 * week), instance.midnight(7 * week + 7)
    return sum(
        (min(end, closes) - max(start, opens)) * bulk.decisions.required(post, demand)
        for start, end, demand in instance.stretches
        if start < closes and opens < end
    )


def _minutes_of_people(instance: Instance, posts: tuple[str, ...], week: int) -> int:
    """Contract minutes in a week of people with the skill of one of the posts, less leave and training.

    Leave takes a fifth for each weekday.
    """
    most = _most_percent(instance) or 100
    total = 0
    for employee in instance.employees:
        if _skills(instance, posts) & employee.skills:
            away = sum(7 * week + weekday in employee.leave_days for weekday in range(5))
            total += employee.weekly_minutes * (5 - away) // 5 * most // 100
            total -= _weekly_training(instance, employee)
    return int(max(0, total) * _seated_per_paid(instance))


def _weekly_training(instance: Instance, employee: Employee) -> int:
    """Minutes of a week that a person needs for the training of the rules, spread evenly: in them he fills no seat."""
    minutes = sum(
        rule.minutes
        for rule in instance.scenario.must_rules()
        if isinstance(rule, TrainingHours)
        and rule.is_about(employee.key)
        and (not rule.skills or employee.skills.intersection(rule.skills))
    )
    return 7 * minutes // instance.days


def _keep_segmentation(model: PlanModel, bulk: PlanModel, decided: StageRun) -> None:
    """Responsible parties and contracts as the bulk step decided them."""

    def same(mine: Literal, theirs: Literal) -> None:
        model.model.add(mine == int(decided.value(theirs)))

    for option, bought in model.decisions.offers():
        same(bought, bulk.decisions.bought(option))
    for item in model.instance.items:
        for window in model.instance.windows:
            for option in model.instance.options:
                same(model.decisions.given(item, window, option), bulk.decisions.given(item, window, option))
