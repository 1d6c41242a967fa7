"""Training and exercises as written in the roster: a duty whose post is the key of an activity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.result import Measure
from planner.rules.training import ActivityPlace, ExerciseHeld, TrainingHours
from planner.scenario.activities import Activity
from planner.scenario.base import DAY_NAMES, DayName
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name, duration


def activity_place(rule: ActivityPlace, evidence: Evidence) -> Iterator[Measure]:
    """Whether a rostered duty of an activity is at a wrong time, or of somebody without its skill."""
    activities = evidence.scenario.facts.activities
    for line in evidence.lines.values():
        for work in line:
            if work.past or work.post not in activities:
                continue
            faults = list(_faults(activities[work.post], work, evidence))
            yield measure(
                work.person,
                (work.start, work.end),
                int(bool(faults)),
                0,
                int(bool(faults)),
                f"{evidence.name(work.person)} is at {activities[work.post].title} in {work.shift} on "
                f"{day_name(work.day)}: {' and '.join(faults) or 'its time, and the people it is for'}",
            )


def _faults(activity: Activity, work: Work, evidence: Evidence) -> Iterator[str]:
    if work.shift not in activity.shifts:
        yield "not one of its shifts"
    is_holiday = work.day in evidence.holidays_of(work.person)
    named = DayName.SUN if is_holiday else DAY_NAMES[(work.day - 1) % 7]  # ordinal 1 was a Monday
    if activity.days and not {named, date.fromordinal(work.day)} & set(activity.days):
        yield "not one of its days"
    if activity.skill is not None and activity.skill not in evidence.skills[work.person]:
        yield f"without the skill {evidence.scenario.facts.skills[activity.skill].title}"


def training_hours(rule: TrainingHours, evidence: Evidence) -> Iterator[Measure]:
    """Working time of each person concerned on the activities, in history and in the horizon."""
    titles = ", ".join(evidence.words.posts[key] for key in rule.activities)
    for person, line in evidence.lines.items():
        if rule.skills and not set(rule.skills) & evidence.skills[person]:
            continue
        had = sum(work.paid for work in line if work.post in rule.activities)
        yield measure(
            person,
            (evidence.start, evidence.end),
            had,
            rule.minutes,
            max(0, rule.minutes - had),
            f"{evidence.name(person)} has {duration(had)} of {titles}; at least {duration(rule.minutes)} are due",
        )


def exercise_held(rule: ExerciseHeld, evidence: Evidence) -> Iterator[Measure]:
    """In how many shifts enough of the staff are on the exercise together."""
    activity = evidence.scenario.facts.activities[rule.activity]
    together: dict[tuple[str, int, int], set[str]] = {}
    for person, line in evidence.lines.items():
        for work in line:
            if work.post == rule.activity and not work.past:
                together.setdefault((work.shift, work.start, work.end), set()).add(person)
    held = 0
    for people in together.values():
        led = activity.led_by is None or any(activity.led_by in evidence.skills[person] for person in people)
        held += len(people) >= activity.people and led
    yield measure(
        rule.activity,
        (evidence.start, evidence.end),
        held,
        rule.times,
        max(0, rule.times - held),
        f"{activity.title} takes place {count(held, 'time')} with at least "
        f"{count(activity.people, 'person', 'people')} together; at least {count(rule.times, 'time')} are asked for",
    )
