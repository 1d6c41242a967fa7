"""A good first plan in seconds: decide the segmentation against people's hours in bulk, then roster for it.

The whole model finds its first plans with whatever segmentation it stumbles on, and changes it only when the linear
relaxation is solved. Deciding the two in turn costs a fraction of that and gives the whole model its hint.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import combinations

from planner.instance.model import Instance
from planner.rules.hours import ContractHours
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.cpsat.variables import Linear, Literal
from planner.solver.outcome import SolveOptions

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
    }
)
"""Rules that do not look at anybody's line of work."""

USABLE_SHARES = (0.95, 0.8, 0.6)
"""Shares of people's hours that the bulk step may fill, tried in turn: rest and the edges of shifts may take some."""

STEP_SHARE = 0.5
"""Share of the start's seconds that one step may take at most."""

GOOD_ENOUGH = 0.005
"""Gap at which the start stops: the whole model goes on from there."""


def find_start(
    instance: Instance, options: SolveOptions, seconds: float, reporter: Reporter, stop: threading.Event
) -> StageRun | None:
    """A run whose solution keeps every rule, or None when neither share of the hours leads to one in time.

    Its model has the variables of `build_model(instance)` in the same order, so the solution is a complete hint.
    """
    ends, step = reporter.elapsed() + seconds, STEP_SHARE * seconds
    limits = replace(options, gap=max(options.gap, GOOD_ENOUGH))
    for share in USABLE_SHARES:
        if stop.is_set() or reporter.elapsed() >= ends:
            return None
        bulk = _bulk_model(instance, share)
        decided = run_stage(bulk.model, bulk.money, limits, step, Reporter(None), stop)
        if not decided.found:
            continue
        model = build_model(instance)
        _keep_segmentation(model, bulk, decided)
        left = min(step, ends - reporter.elapsed())
        run = run_stage(model.model, model.money, limits, left, reporter, stop)
        if run.found:
            return run
    return None


def _bulk_model(instance: Instance, share: float) -> PlanModel:
    """Segmentation, contracts and on-call, with the seats of each week paid for in hours of those who may sit there.

    Nobody's duties are decided: for every set of posts, the seat minutes of a week fit into
    a share of the contract minutes of the people qualified for one of them.
    """
    rules = [rule for rule in instance.scenario.must_rules() if rule.kind in WITHOUT_LINES]
    bulk = build_model(instance, rules)
    groups = [
        posts for size in range(1, len(instance.posts) + 1) for posts in combinations(instance.posts, size)
    ]
    for week in range(instance.days // 7):
        seat_minutes = {post: _seat_minutes(bulk, post, week) for post in instance.posts}
        for posts in groups:
            hours = int(share * _minutes_of_people(instance, posts, week))
            bulk.model.add(sum(seat_minutes[post] for post in posts) <= hours)
    return bulk


def _seat_minutes(bulk: PlanModel, post: str, week: int) -> Linear:
    instance = bulk.instance
    opens, closes = instance.midnight(7 * week), instance.midnight(7 * week + 7)
    return sum(
        (min(end, closes) - max(start, opens)) * bulk.decisions.required(post, demand)
        for start, end, demand in instance.stretches
        if start < closes and opens < end
    )


def _minutes_of_people(instance: Instance, posts: tuple[str, ...], week: int) -> int:
    """Contract minutes in a week of people with the skill of one of the posts, less a fifth per weekday of leave."""
    skills = {instance.scenario.facts.posts[post].skill for post in posts}
    most = min(
        (rule.maximum_percent for rule in instance.scenario.must_rules() if isinstance(rule, ContractHours)),
        default=100,
    )
    # A shift fills a seat for longer than it is paid, by its unpaid break.
    seated = max(((slot.end - slot.start) / slot.paid for slot in instance.slots if slot.paid), default=1.0)
    total = 0
    for employee in instance.employees:
        if skills & employee.skills:
            away = sum(7 * week + weekday in employee.leave_days for weekday in range(5))
            total += employee.weekly_minutes * (5 - away) // 5 * most // 100
    return int(total * seated)


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
