"""A roster for a segmentation that is decided: the line engine on its own, with no model of the whole question.

Rules about one person that have a compiled form stand in that person's graph and nowhere else; the model that the
rows come from has only the others. So it is a fraction of the whole one, and grows no faster than people times days.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.rules.base import Strength
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.fixing import allows
from planner.solver.cpsat.stage import Reporter, StageRun
from planner.solver.cpsat.variables import Literal
from planner.solver.extract import extract_plan
from planner.solver.lines.compile import Compiled, compile_question
from planner.solver.lines.graph import NoLine
from planner.solver.lines.greedy import greedy, insistent, is_short
from planner.solver.lines.kept import KeptRules, kept_rules
from planner.solver.lines.pointed import are_worth_it, moved, with_points
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Question
from planner.solver.lines.recreate import recreate
from planner.solver.outcome import SolveOptions
from planner.solver.over import IsOver, Over
from planner.solver.score import money_of

TURNS = 60
"""Turns of ruin and recreate where a run has to be repeatable, which a clock would not let it be."""

OF_A_DAY = frozenset({"requests"})
"""Should-rules that price a single duty: of those without a compiled form, they alone are worth a row here."""

CHECK_SECONDS = 60.0
"""Most that a check of a plan may take."""

MONEY_SHARE = 0.5
"""Share of the time that is left after the first plan for which points of compiled should-rules are left out."""

TOLD_EVERY = 3.0
"""Seconds between two reports of a better plan: working out its money takes longer than finding it."""

DEAR = 20.0
"""Price of what a hard row lacks, in prices of the dearest duty or overtime."""


def roster_for(
    instance: Instance,
    decided: StageRun,
    options: SolveOptions,
    point: int,
    ends: float,
    improves_until: float,
    reporter: Reporter,
    stop: threading.Event,
) -> tuple[Frame, Plan] | None:
    """A plan for what is decided that keeps all compiled rules and all rows, or None when none is found by `ends`.

    `point` is what a point of a compiled should-rule counts in minor units. Once found, it is made better as long as
    `improves_until`; both instants are by the reporter's clock.
    """
    try:
        frame = framed(instance, decided, point, _over(options, ends, reporter, stop))
        plan = _rostered(frame, options, ends, improves_until, reporter, stop)
    except (NoLine, IsOver):
        return None
    return None if plan is None else (frame, plan)


def _over(options: SolveOptions, ends: float, reporter: Reporter, stop: threading.Event) -> Over:
    """By the clock, but in a run that has to be repeatable: then turns are counted instead."""
    timed = options.deterministic_limit is None
    return lambda: stop.is_set() or (timed and reporter.elapsed() >= ends)


def _rostered(
    frame: Frame,
    options: SolveOptions,
    ends: float,
    improves_until: float,
    reporter: Reporter,
    stop: threading.Event,
) -> Plan | None:
    question = frame.compiled.question
    pricers = _pricers(question)
    random = np.random.default_rng(options.seed)
    prices = [float(question.rows.cost.max(initial=1.0))]
    prices += [float(worker.options.cost.max(initial=1.0)) for worker in question.workers]
    missing = DEAR * max(prices)
    lines, value = insistent(question, pricers, missing, random, _over(options, ends, reporter, stop))
    if is_short(question, lines):
        return None

    told = -TOLD_EVERY

    def tell(better: dict[int, Line]) -> None:
        nonlocal told
        if reporter.elapsed() >= told + TOLD_EVERY:
            reporter.incumbent(money_of(frame.model.instance, frame.plan(better)))
            told = reporter.elapsed()

    tell(lines)
    turns, workers = (None, options.workers) if options.deterministic_limit is None else (TURNS, 1)
    money_until = reporter.elapsed() + MONEY_SHARE * (improves_until - reporter.elapsed())
    points_too = frame.point and are_worth_it(frame.model.instance)
    over = _over(options, money_until if points_too else improves_until, reporter, stop)
    lines, value = recreate(question, pricers, missing, random, lines, value, over, tell, turns, workers)
    over = _over(options, improves_until, reporter, stop)
    pointed = frame.with_points(over) if points_too else None
    if pointed is not None:
        question = pointed
        pricers = _pricers(question)
        lines, value = greedy(question, pricers, missing, random, 0, moved(lines, pricers))
        lines, _ = recreate(question, pricers, missing, random, lines, value, over, tell, turns, workers)
    return frame.plan(lines)


def _pricers(question: Question) -> list[Pricer]:
    return [Pricer(number, worker) for number, worker in enumerate(question.workers)]


@dataclass(frozen=True)
class Frame:
    """The model of everything but compiled musts, its question for one frame, and the frame's values.

    A point of a should-rule counts `point` minor units.
    """

    model: PlanModel
    compiled: Compiled
    kept: KeptRules
    decided: dict[int, int]
    point: int

    def with_points(self, over: Over) -> Question | None:
        """The question with what compiled should-rules cost; None when it is over before it is there."""
        return with_points(self.compiled.question, self.kept, self.model.instance, self.point, over)

    def plan(self, lines: Mapping[int, Line]) -> Plan:
        """The lines as a plan, with everything else as decided."""
        x = self.model.decisions
        chosen = {
            self.compiled.variable[number][option]
            for number, line in lines.items()
            for option in line.options
        }
        for person in x.people:
            for slot, on in x.shifts_of(person):
                places = [x.sits(person, slot.day, slot.shift, post) for post in x.instance.posts]
                places += [x.attends(person, slot, key) for key in x.instance.scenario.facts.activities]
                if any(place.index in chosen for place in places):
                    chosen.add(on.index)

        def value(literal: Literal) -> bool:
            return literal.index in chosen or bool(self.decided.get(literal.index, 0))

        return extract_plan(x, value)

    def allows(self, plan: Plan) -> bool:
        """Whether what the graphs do not keep allows a plan, rules without a row among it.

        Only what follows from the plan is open, so this is a matter of moments, and no stop ends it.
        """
        return allows(self.model.decisions, plan, CHECK_SECONDS)


def framed(instance: Instance, decided: StageRun, point: int, over: Over) -> Frame:
    """The question of the least money and points (each worth `point`) within what is decided.

    Raises NoLine, and IsOver when it is over before it is there.
    """
    book = instance.scenario.rule_book
    kept = kept_rules(instance, [rule for rule in book if rule.strength is Strength.MUST], over)
    rules = [rule for rule in book if rule.strength is Strength.MUST or (point and rule.kind in OF_A_DAY)]
    model = build_model(instance, kept.others(rules), over)
    values = dict(enumerate(decided.solution[: model.decisions.before_roster]))
    objective = model.money + point * model.points
    compiled = compile_question(model, objective, point=point, kept=kept, decided=values, over=over)
    return Frame(model, compiled, kept, values, point)
