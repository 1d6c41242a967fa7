"""Encoders of `planner.rules.training`: who attends what, and when enough people do so together."""

from __future__ import annotations

from collections import defaultdict

from planner.instance.model import Employee, ShiftSlot
from planner.rules.training import ActivityPlace, ExerciseHeld, TrainingHours
from planner.scenario.activities import Activity
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal


def activity_place(rule: ActivityPlace, context: Context) -> list[Penalty]:
    """Nobody attends at another time than the activity's, or without its skill."""
    x = context.decisions
    for key, activity in context.instance.scenario.facts.activities.items():
        for employee in context.instance.employees:
            context.forbid(
                x.attends(employee.key, slot, key)
                for slot, _ in x.shifts_of(employee.key)
                if not _belongs(context, activity, employee, slot)
            )
    return []


def _belongs(context: Context, activity: Activity, employee: Employee, slot: ShiftSlot) -> bool:
    day = context.instance.scenario.days[slot.day]
    return (
        slot.shift in activity.shifts
        and (activity.skill is None or activity.skill in employee.skills)
        and activity.takes_place_on(day, holiday=slot.day in employee.holidays)
    )


def training_hours(rule: TrainingHours, context: Context) -> list[Penalty]:
    """Minutes that each person concerned still lacks after history."""
    x, penalties = context.decisions, []
    for employee in context.instance.employees:
        if rule.skills and employee.skills.isdisjoint(rule.skills):
            continue
        past = sum(item.slot.paid for item in employee.history if item.post in rule.activities)
        had = sum(
            slot.paid * x.attends(employee.key, slot, key)
            for slot, _ in x.shifts_of(employee.key)
            for key in rule.activities
        )
        lacking = rule.minutes - past
        penalties += context.at_most(rule, lacking - had, 0, worst=lacking)
    return penalties


def exercise_held(rule: ExerciseHeld, context: Context) -> list[Penalty]:
    """One literal for each shift in which the exercise may take place; it needs its people there."""
    x = context.decisions
    exercise = context.instance.scenario.facts.activities[rule.activity]
    there: dict[tuple[str, int, int], list[tuple[Employee, Literal]]] = defaultdict(list)
    for employee in context.instance.employees:
        for slot, _ in x.shifts_of(employee.key):
            attends = x.attends(employee.key, slot, rule.activity)
            there[slot.shift, slot.start, slot.end].append((employee, attends))
    held: Linear = 0
    for together in there.values():
        takes_place = context.model.new_bool_var(f"{rule.activity} takes place")
        context.model.add(sum(attends for _, attends in together) >= exercise.people * takes_place)
        if exercise.led_by is not None:
            leaders = [attends for employee, attends in together if exercise.led_by in employee.skills]
            context.model.add(sum(leaders) >= takes_place)
        held += takes_place
    return context.at_most(rule, rule.times - held, 0, worst=rule.times)
