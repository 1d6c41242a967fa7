"""Who works in a generated scenario, and what is known of them before planning: absences, wishes, past duties.

Everything is drawn from one seeded generator, so that the same size and seed give the same files.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

GRADES = {"l1": 0.5, "l2": 0.2, "l3": 0.08, "ot": 0.22}
"""Share of the team by grade: between the shipped teams of 14 and of 60."""

FEWEST_COMMANDERS = 4
"""A week on call begins and ends on a Monday, so a week of leave takes two of them from a person."""

FULL_TIME, PART_TIME = 38.5, 30.0

WEEKS_BETWEEN_LEAVES = 8
"""Everybody has a week of leave in as many weeks: 32 working days a year."""

SHIFT_HOURS = {"E": (time(6), 8.5), "D": (time(8), 8.5), "L": (time(14), 8.5), "N": (time(22), 8.5)}
"""Start and length of the shifts that history is made of, as `models/shift_systems/eight_hour.yaml` has them."""


@dataclass(frozen=True)
class Member:
    """A row of `people.csv`."""

    person: str
    name: str
    grade: str
    skills: str
    weekly_hours: float
    restrictions: str


def members(people: int) -> list[Member]:
    """A team of this size. Every sixth works part time, every twelfth of L1 never at night."""
    team: list[Member] = []
    for grade, size in _sizes(people).items():
        commanders = max(FEWEST_COMMANDERS, size // 4)
        for place in range(size):
            team.append(
                Member(
                    person=f"{grade}_{place + 1:03}",
                    name=f"{grade.upper()} {place + 1:03}",
                    grade=grade,
                    skills=_skills(grade, leads=place < commanders),
                    weekly_hours=PART_TIME if place % 6 == 5 else FULL_TIME,
                    restrictions="no_nights" if grade == "l1" and place % 12 == 7 else "",
                )
            )
    return team


def _sizes(people: int) -> dict[str, int]:
    """Head count by grade; what rounding leaves goes to L1."""
    sizes = {grade: max(2, round(share * people)) for grade, share in GRADES.items()}
    return sizes | {"l1": people - sum(sizes.values()) + sizes["l1"]}


def _skills(grade: str, *, leads: bool) -> str:
    if grade == "l1":
        return "it_l1"
    if grade == "l2":
        return "it_l2 incident_command" if leads else "it_l2"
    if grade == "l3":
        return "it_l3"
    return "ot_engineer ot_command" if leads else "ot_engineer"


def leave(team: Sequence[Member], start: date, weeks: int) -> dict[str, list[date]]:
    """Days of leave in the horizon: whole weeks, taken in turn within a grade.

    In turn, so that about one in eight of a grade is away at once, and never two that follow each other in the
    table: of the commanders, who come first in it, somebody is there to take over every Monday.
    """
    days: dict[str, list[date]] = {member.person: [] for member in team}
    for grade in GRADES:
        group = [member.person for member in team if member.grade == grade]
        for place, person in enumerate(group):
            for week in range(3 * place % WEEKS_BETWEEN_LEAVES, weeks, WEEKS_BETWEEN_LEAVES):
                days[person] += [start + timedelta(weeks=week, days=day) for day in range(7)]
    return days


def wishes(
    team: Sequence[Member], absent: dict[str, list[date]], start: date, weeks: int, chance: random.Random
) -> Iterator[tuple[str, date, str, str, int]]:
    """Rows of `requests.csv`, about one a person in four weeks, two of three of them for a day off or no such shift."""
    for member in team:
        for first in range(0, 7 * weeks, 28):
            day = start + timedelta(days=first + chance.randrange(min(28, 7 * weeks - first)))
            shift, is_avoided, points = chance.choice("EDL"), chance.random() < 2 / 3, chance.randint(3, 15)
            if day in absent[member.person]:
                continue
            if is_avoided:
                yield member.person, day, "avoid", chance.choice(("any", shift)), points
            else:
                yield member.person, day, "want", shift if member.grade == "l1" else "D", points


def past_duties(
    team: Sequence[Member], start: date, days: int, zone: ZoneInfo
) -> Iterator[tuple[str, str, str, datetime, datetime]]:
    """Rows of `history.csv`: L1 works a week of one shift, forward week by week, the others by day; no weekends."""
    posts = {"l1": "it_triage", "l2": "it_investigation", "l3": "it_investigation", "ot": "ot_desk"}
    for place, member in enumerate(team):
        for back in range(days, 0, -1):
            day = start - timedelta(days=back)
            free = 1 if member.weekly_hours < FULL_TIME else 0
            if day.weekday() >= 5 - free:
                continue
            turn = (place - (back - 1) // 7) % 4
            is_rotating = member.grade == "l1" and not member.restrictions
            shift = "EDLN"[turn] if is_rotating else "D"
            if shift == "N" and day.weekday() == 4:
                # Four nights in a row are the most.
                continue
            opens, hours = SHIFT_HOURS[shift]
            begins = datetime.combine(day, opens, tzinfo=zone)
            # Length on the clock of the wall would be an hour off in the night of a change: go by UTC.
            ends = (begins.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(zone)
            yield member.person, posts[member.grade], shift, begins, ends
