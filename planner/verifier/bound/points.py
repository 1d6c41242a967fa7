"""A lower bound on the points of every plan that keeps the musts, from any prices whatever (FORMULATION, 6).

Kept are preferred cover and what is said of one person alone, as far as `automata` and `counts` know it; all other
should-rules cost at least nothing. Cover couples people; it is priced like a count, so that each person's cheapest
line can be found alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from planner.plan.certificate import PointsPrices
from planner.rules.base import Rule, Strength
from planner.rules.fairness import Requests
from planner.rules.preferred_cover import MinimumCover, PreferredCover
from planner.scenario.people import Request, Wish
from planner.scenario.preferred_cover import PreferredPeople
from planner.verifier.bound.automata import AUTOMATA, WANTING
from planner.verifier.bound.counts import counts_of
from planner.verifier.bound.people import Member, Staff
from planner.verifier.bound.program import Moves, Priced, Program, Reading
from planner.verifier.lines import Work

RowKey = tuple[date, str, str | None]
"""Date, shift and post of a row of preferred cover."""


def points_bound(staff: Staff, prices: PointsPrices) -> int | None:
    """Whole points that every plan which keeps the musts has at least; None when nobody's lines make such a plan.

    What the prices name that the scenario has not changes nothing.
    """
    if not staff.has_one_duty_a_day():
        # A line of work is a duty or none on each day; of anything else no more is known than that points add up.
        return 0
    lines = line_floors(staff, prices)
    found = [line for line in lines.values() if line is not None]
    if len(found) < len(lines):
        return None
    total = sum(found) + _least_of_rows(staff, prices)
    return max(0, -(-total // prices.scale))


def line_floors(staff: Staff, prices: PointsPrices) -> dict[str, int | None]:
    """What no line of each person undercuts, in parts of a point; None where there is no line."""
    cover = {(row.date, row.shift, row.post): row.price for row in prices.cover}
    rows = _rows(staff)
    by_person: dict[str, dict[str, int]] = defaultdict(dict)
    for count in prices.counts:
        by_person[count.person][count.rule] = count.price
    claims = {floor.person: floor.least for floor in prices.lines}
    caches: dict[tuple[Rule, ...], Moves] = defaultdict(dict)
    lines: dict[str, int | None] = {}
    for member in staff.members:
        readings = list(_readings(member, staff, prices.scale))
        counts = [
            Priced(count, by_person[member.key].get(count.rule.id, 0)) for count in counts_of(member, staff)
        ]
        moves = caches[
            tuple(reading.automaton.rule for reading in readings) + tuple(each.count.rule for each in counts)
        ]
        choices = (list(_choices(member, day, staff, rows, cover, prices.scale)) for day in member.days)
        program = Program(member, readings, counts, choices, moves, prices.scale)
        lines[member.key] = program.least(claims.get(member.key))
    return lines


def _least_of_rows(staff: Staff, prices: PointsPrices) -> int:
    cover = {(row.date, row.shift, row.post): row.price for row in prices.cover}
    return sum(
        _least_of_row(staff, row, cover.get(key, 0), prices.scale) for key, row in _rows(staff).items()
    )


def _rows(staff: Staff) -> dict[RowKey, PreferredPeople]:
    """The rows for days of the horizon; of two for the same only one, the other costs nothing at least."""
    return {
        (row.date, row.shift, row.post): row
        for row in staff.scenario.preferred_cover
        if row.date.toordinal() in staff.days
    }


def _readings(member: Member, staff: Staff, scale: int) -> Iterator[Reading]:
    """What reads the person's line."""
    for rule in member.rules:
        make = AUTOMATA.get(rule.kind)
        if make is None or (rule.kind in WANTING and staff.stands_by_at_work):
            continue
        automaton = make(rule, member)
        yield Reading(automaton, None if automaton.points is None else automaton.points * scale)


def _choices(
    member: Member,
    day: int,
    staff: Staff,
    rows: Mapping[RowKey, PreferredPeople],
    cover: Mapping[RowKey, int],
    scale: int,
) -> Iterator[tuple[Work | None, int]]:
    """The choices of a day at their cheapest place, with the points of wishes; none that a must-wish is against."""
    when = date.fromordinal(day)
    wishes = [wish for wish in staff.scenario.requests if (wish.person, wish.date) == (member.key, when)]
    for work in (None, *member.choices[day]):
        code = None if work is None else work.shift
        points = _of_wishes(member, staff, wishes, code)
        if points is None:
            continue
        least = 0
        if work is not None:
            anywhere = _price(rows, cover, (when, work.shift, None))
            places = [anywhere + _price(rows, cover, (when, work.shift, post)) for post in member.posts]
            # Who is at an activity is at no post.
            places += [0] if staff.scenario.facts.activities else []
            if not places:
                continue
            least = min(places)
        yield work, points * scale + least


def _price(rows: Mapping[RowKey, PreferredPeople], cover: Mapping[RowKey, int], key: RowKey) -> int:
    return cover.get(key, 0) if key in rows else 0


def _of_wishes(member: Member, staff: Staff, wishes: list[Request], code: str | None) -> int | None:
    """Points of the wishes of a day that a choice does not meet; None where one is a must."""
    points = 0
    for rule in member.rules:
        if not isinstance(rule, Requests):
            continue
        for wish in wishes:
            has = code is not None if wish.shift == "any" else code == wish.shift
            if has == (wish.wish is Wish.WANT):
                continue
            if wish.wish is Wish.WANT and wish.shift == "any" and staff.stands_by_at_work:
                continue
            if rule.strength is Strength.MUST:
                return None
            points += rule.points * wish.points
    return points


def _least_of_row(staff: Staff, row: PreferredPeople, price: int, scale: int) -> int:
    """`min over n of (points of n people - price n)` over all numbers of people that a row may have."""
    day = row.date.toordinal()
    people = sum(
        any(work.shift == row.shift for work in member.choices[day])
        and (bool(member.posts) if row.post is None else row.post in member.posts)
        for member in staff.members
    )
    factor = sum(rule.points for rule in staff.scenario.rule_book if isinstance(rule, PreferredCover))
    held = any(isinstance(rule, MinimumCover) for rule in staff.scenario.rule_book)
    first = row.minimum if held else 0

    def cost(number: int) -> int:
        points = row.under_points * max(0, row.preferred - number)
        points += row.over_points * max(0, number - row.preferred)
        return points * factor * scale - price * number

    # A convex function less a line: its least is at an end or where it bends.
    bend = min(max(row.preferred, first), people)
    return min(map(cost, {min(first, people), bend, people}))
