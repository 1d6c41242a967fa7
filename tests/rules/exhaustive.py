"""Looks for a plan by trying all of them, judged by the verifier's checks alone: the truth in very small worlds.

Who is responsible, who is on call, and one shift at one post or none on each day for everybody are tried. A part of
a plan that breaks a must-rule whatever the other parts are is left out at once: a duty, a line, a rota, a share of
the work. That needs to know only on what a rule's verdict depends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from planner.plan.model import Duty, Plan
from planner.rules.base import Rule
from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from tests.rules.harness import Judged
from tests.support.tiny_plan import line_duties, on_call_periods, tiny_plan, window_spans, work_items

DUTY_KINDS = {
    "leave",
    "no_nights",
    "no_sundays",
    "daytime_only",
    "post_qualification",
    "max_shift_length",
    "night_shift_length",
    "breaks",
}
"""Rules about one duty: one that is wrong alone is wrong in every line."""

LINE_KINDS = {
    "min_rest",
    "weekly_rest",
    "rest_after_nights",
    "max_hours",
    "contract_hours",
    "period_hours",
    "average_hours",
    "night_average",
    "free_sundays",
    "substitute_day",
    "personal_limits",
    "max_consecutive_days",
    "max_consecutive_nights",
    "forbidden_succession",
    "backward_rotation",
    "min_consecutive_days",
    "min_consecutive_days_off",
    "min_consecutive_nights",
    "complete_weekends",
    "free_weekends",
    "max_consecutive_kind",
    "stable_start_times",
    "preferred_rest",
    "early_starts",
    "kind_limit",
    "permanent_nights",
    "weekly_rotation",
    "max_consecutive_days_off",
    "min_consecutive_kind",
    "duty_count",
    "max_weekends",
    "risk_index",
}
"""Rules about one person's duties, and stand-by that is work, as they follow one another."""

ROTA_KINDS = {"ladder_reachability", "on_call_eligibility", "on_call_share", "on_call_run", "on_call_gap"}
"""Rules about the escalation rota and the contracts."""

WORK_KINDS = {
    "one_responsible",
    "provider_scope",
    "ot_maturity",
    "response_target",
    "internal_only",
    "minimum_internal_share",
}
"""Rules about who is responsible, under the contracts."""

COVER_KINDS = {"cover_requirement", "minimum_presence", "skill_mix"}
"""Rules about who is at the posts while they are seated, and who is responsible."""

Line = tuple[Duty, ...]
Alike = dict[Line, list[Line]]


class TooManyPlans(Exception):
    """More plans than anybody wants to wait for."""


class Exhaustive:
    """All plans of a scenario in which nobody does two duties a day and each on-call period has one holder."""

    def __init__(self, scenario: Scenario, most: int) -> None:
        """`most` is the largest number of parts and wholes of plans to judge."""
        self._scenario = scenario
        self._judged = Judged(scenario)
        self._left = most
        self._musts = scenario.must_rules()
        kinds = {rule.kind for rule in self._musts}
        if not {"one_duty_a_day", "ladder_reachability"} <= kinds:
            raise ValueError("other plans than those that are tried could keep the rules")
        self._single = {person.person: self._duties(person.person, scenario) for person in scenario.staff}
        self._in_seated_hours = {
            duty for days in self._single.values() for duties in days for duty in duties if self._counts(duty)
        }
        law = scenario.stand_by
        self._waiting_may_be_work = any(
            level.on_site or level.response_minutes < law.rest_from_minutes
            for level in scenario.facts.escalation
        )

    def find(self) -> Plan | None:
        """A plan that keeps every must-rule, or None if there is none. Raises TooManyPlans."""
        for shared in self._shares():
            lines: list[Alike] | None = None
            for plan in self._rotas(shared):
                if lines is None or self._waiting_may_be_work:
                    lines = [self._alike(self._lines(plan, person)) for person in self._single]
                for roster in self._rosters(plan, lines):
                    whole = replace(plan, roster=roster)
                    if self._keeps(whole, self._musts):
                        return whole
        return None

    def _duties(self, person: str, scenario: Scenario) -> list[list[Duty]]:
        """For each day the duties that are not wrong in themselves."""
        empty, rules = tiny_plan(scenario), self._of(DUTY_KINDS)
        return [
            [
                duty
                for code, post in product(scenario.shifts, scenario.facts.posts)
                for duty in line_duties(scenario, person, "- " * number + f"{code}@{post}")
                if self._keeps(replace(empty, roster=(duty,)), rules, person)
            ]
            for number in range(len(scenario.days))
        ]

    def _shares(self) -> Iterator[Plan]:
        """Every choice of contracts and responsible parties that keeps its rules."""
        rules, scenario = self._of(WORK_KINDS), self._scenario
        providers = [key for key in scenario.parties if key != INTERNAL]
        rows = [
            f"{category} {phase.value} {window}"
            for category, phase in work_items(scenario)
            for window in scenario.facts.service_windows
        ]
        for offers in product(*(("", *scenario.providers[key].offers) for key in providers)):
            bought = {key: offer for key, offer in zip(providers, offers, strict=True) if offer}
            for parties in product((INTERNAL, *bought), repeat=len(rows)):
                plan = tiny_plan(scenario, responsible=dict(zip(rows, parties, strict=True)), bought=bought)
                if self._keeps(plan, rules):
                    yield plan

    def _rotas(self, plan: Plan) -> Iterator[Plan]:
        """The plan with every escalation rota that keeps its rules."""
        rules, scenario = self._of(ROTA_KINDS | DUTY_KINDS), self._scenario
        holders = [*self._single, *(choice.provider for choice in plan.contracts)]
        periods = {level.level: len(on_call_periods(scenario, level)) for level in scenario.facts.escalation}
        for names in product(*(product(holders, repeat=number) for number in periods.values())):
            rota = {level: " ".join(row) for level, row in zip(periods, names, strict=True)}
            held = replace(plan, escalation=tiny_plan(scenario, on_call=rota).escalation)
            if self._keeps(held, rules):
                yield held

    def _lines(self, plan: Plan, person: str) -> list[Line]:
        """Every line of a person that keeps the rules about it under the plan's rota."""
        rules = self._of(LINE_KINDS)
        days = self._single[person]
        return [
            line
            for cells in product(*((None, *duties) for duties in days))
            if self._keeps(replace(plan, roster=(line := tuple(filter(None, cells)))), rules, person)
        ]

    def _alike(self, lines: Iterable[Line]) -> Alike:
        """The lines by what of them lies in seated hours."""
        groups: Alike = {}
        for line in lines:
            seated = tuple(duty for duty in line if duty in self._in_seated_hours)
            groups.setdefault(seated, []).append(line)
        return groups

    def _rosters(self, plan: Plan, lines: list[Alike]) -> Iterator[Line]:
        """Every choice of lines that covers the posts; those are judged once for all lines alike in seated hours."""
        rules = self._of(COVER_KINDS)
        for seated in product(*lines):
            if self._keeps(replace(plan, roster=_together(seated)), rules):
                same = (groups[key] for groups, key in zip(lines, seated, strict=True))
                yield from map(_together, product(*same))

    def _counts(self, duty: Duty) -> bool:
        """Whether a duty lies at all in a window in which a post is seated."""
        seated = {
            window
            for post in self._scenario.facts.posts.values()
            for window, attendance in post.attendance.items()
            if attendance.value == "seated"
        }
        return any(
            start < duty.end and duty.start < end
            for start, end, window in window_spans(self._scenario)
            if window in seated
        )

    def _of(self, kinds: Iterable[str]) -> list[Rule]:
        return [rule for rule in self._musts if rule.kind in kinds]

    def _keeps(self, plan: Plan, rules: Iterable[Rule], person: str | None = None) -> bool:
        """Whether the plan, or what a person does in it, keeps the rules."""
        self._left -= 1
        if self._left < 0:
            raise TooManyPlans
        return self._judged.keeps(plan, rules, person)


def _together(lines: Iterable[Line]) -> Line:
    return tuple(sorted(duty for line in lines for duty in line))
