"""What each person has of what a rule shares out, and how wishes are answered: behind the verdict and every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from planner.plan.model import Plan
from planner.plan.shares import Fairness, Share, SharedOut, WishAnswer
from planner.rules.base import Rule, Strength
from planner.rules.cover import MinimumPresence
from planner.rules.fairness import FairShare, RefusalFairness
from planner.scenario.people import PastWeek, Person, Request, Restriction, Wish
from planner.scenario.scenario import Scenario
from planner.scenario.work import STAND_BY, Attendance
from planner.verifier.clock import DAY
from planner.verifier.evidence import Evidence, gather
from planner.verifier.lines import free_days
from planner.verifier.words import count

UNITS = {
    "nights": "night duties",
    "weekends": "weekend duties",
    "holidays": "duties on public holidays",
    "undesired": "undesired duties",
    "on_call": "days on call",
}
"""What a `fair_share` of each thing counts."""


def fairness(scenario: Scenario, plan: Plan) -> Fairness:
    """Everything that the rule book shares out and the answer to every wish, by the figures of the verdict."""
    evidence = gather(scenario, plan)
    shared = []
    for rule in scenario.rule_book:
        if isinstance(rule, FairShare):
            kinds = ", ".join(kind.replace("_", " ") for kind in rule.kinds)
            title = UNITS[rule.of].capitalize() + (f" ({kinds})" if kinds else "")
            of = evidence.of_people(rule.only_people)
            shares = fair_shares(rule, of)
            shared.append(_shared_out(rule, title, shares, of, rule.tolerance, carried=rule.carried))
        elif isinstance(rule, RefusalFairness):
            of = evidence.of_people(rule.only_people)
            shares = refusal_shares(rule, of)
            title, tolerance = "Points of refused wishes", rule.tolerance_points
            shared.append(_shared_out(rule, title, shares, of, tolerance, carried=True))
    answers = sorted(wish_answers(evidence), key=lambda one: (one.name.casefold(), one.person, one.day))
    return Fairness(
        tuple(shared), tuple(replace(answer, others=_beside(answer, answers)) for answer in answers)
    )


def _beside(answer: WishAnswer, answers: Iterable[WishAnswer]) -> str:
    """`met: 15, 5; refused: 2` for the priorities of the other wishes for the same day, or `none`."""
    others = [other for other in answers if other.day == answer.day and other is not answer]
    told = []
    for word, is_met in (("met", True), ("refused", False)):
        points = sorted((other.points for other in others if other.is_met is is_met), reverse=True)
        if points:
            told.append(f"{word}: {', '.join(map(str, points))}")
    return "; ".join(told) or "none"


def _shared_out(
    rule: Rule, title: str, shares: Iterable[Share], evidence: Evidence, tolerance: int, *, carried: bool
) -> SharedOut:
    in_order = sorted(shares, key=lambda share: (share.name.casefold(), share.person))
    only = map(evidence.name, evidence.staff) if rule.only_people else ()
    weeks = "earlier weeks count" if carried else "earlier weeks do not count"
    cost = f", {rule.points} points for each beyond" if rule.strength is Strength.SHOULD else ""
    among = f"{sum(share.total for share in in_order)} among {count(len(in_order), 'person', 'people')}"
    return SharedOut(
        rule_id=rule.id,
        title=title,
        terms=f"{among}; tolerance {tolerance}; {weeks}; {rule.strength.value}{cost}",
        shares=tuple(in_order),
        left_out=len(evidence.staff) - len(in_order),
        only=tuple(sorted(only, key=str.casefold)),
    )


def fair_shares(rule: FairShare, evidence: Evidence) -> Iterator[Share]:
    """Units of each person against a share of all units by contract and presence, for who can do or does any."""
    manned = _manned(evidence)
    able = {key for key, record in evidence.staff.items() if _is_able(rule, evidence, record, manned)}
    past = _past_weeks(evidence, able) if rule.carried else {}
    brought = {
        person: sum(_count_of(rule, week) for week in past.get(person, ())) for person in evidence.staff
    }
    units = _count(rule, evidence)
    days = {
        person: _days_counted(evidence, person, past.get(person, ())) if person in able else 0
        for person in evidence.staff
    }
    weights = {person: record.weekly_minutes * days[person] for person, record in evidence.staff.items()}
    everything, all_weights = sum(units.values()) + sum(brought.values()), sum(weights.values())
    for person, weight in weights.items():
        if not (weight or units[person] or brought[person]):
            continue
        yield Share(
            person=person,
            name=evidence.name(person),
            weight=weight,
            basis=f"{evidence.staff[person].weekly_minutes / 60:g} h x {count(days[person], 'day')}",
            units=units[person],
            carried=brought[person],
            expected=Fraction(everything * weight, all_weights) if all_weights else Fraction(0),
            tolerance=rule.tolerance,
        )


def refusal_shares(rule: RefusalFairness, evidence: Evidence) -> Iterator[Share]:
    """Points of unmet wishes of each person who wishes, earlier weeks included, against the average of all of them."""
    refused: dict[str, int] = {}
    for answer in wish_answers(evidence):
        refused[answer.person] = refused.get(answer.person, 0) + answer.unmet_points
    brought = dict.fromkeys(refused, 0)
    for week in evidence.scenario.past_weeks:
        if week.person in brought:
            brought[week.person] += week.refused_points
    everything = sum(refused.values()) + sum(brought.values())
    for person, points in refused.items():
        yield Share(
            person=person,
            name=evidence.name(person),
            weight=1,
            basis=f"1 of {len(refused)}",
            units=points,
            carried=brought[person],
            expected=Fraction(everything, len(refused)),
            tolerance=rule.tolerance_points,
        )


def wish_answers(evidence: Evidence) -> Iterator[WishAnswer]:
    """The answer to each wish of the staff for a day of the horizon, in the order of requests.csv."""
    for request in evidence.scenario.requests:
        if request.date.toordinal() not in evidence.days or request.person not in evidence.staff:
            continue
        has = _shifts_done(evidence, request)
        has_it = bool(has) if request.shift == "any" else request.shift in has
        what = "a duty" if request.shift == "any" else request.shift
        yield WishAnswer(
            person=request.person,
            name=evidence.name(request.person),
            day=request.date,
            wish=f"{'wants' if request.wish is Wish.WANT else 'wants to avoid'} {what}",
            points=request.points,
            is_met=has_it if request.wish is Wish.WANT else not has_it,
            has=has,
        )


def _shifts_done(evidence: Evidence, request: Request) -> tuple[str, ...]:
    """What a person works on the day of a wish."""
    return tuple(
        work.shift for work in evidence.lines[request.person] if work.day == request.date.toordinal()
    )


def _past_weeks(evidence: Evidence, people: set[str]) -> Mapping[str, list[PastWeek]]:
    found: dict[str, list[PastWeek]] = {}
    for week in evidence.scenario.past_weeks:
        if week.person in people:
            found.setdefault(week.person, []).append(week)
    return found


def _count_of(rule: FairShare, week: PastWeek) -> int:
    match rule.of:
        case "nights":
            return week.nights
        case "weekends":
            return week.weekends
        case "holidays":
            return week.holidays
        case "undesired":
            return week.undesired
        case "on_call":
            return week.on_call_days


def _days_counted(evidence: Evidence, person: str, past: Iterable[PastWeek]) -> int:
    free = free_days(evidence.scenario, evidence.leave.get(person, ()))
    return len(evidence.days) - len(free) + sum(7 - week.neutral_days for week in past)


def _is_able(
    rule: FairShare, evidence: Evidence, record: Person, manned: Mapping[str, Sequence[int]]
) -> bool:
    """Whether a person can do any duty of the kind, whatever the plan leaves to a provider."""
    held = evidence.skills[record.person]
    if rule.of == "on_call":
        return any(level.skill in held for level in evidence.scenario.facts.escalation)
    lines = [line for skill, line in manned.items() if skill in held]
    return any(
        line[minutes.stop] > line[minutes.start]
        for minutes in _shifts_open_to(rule, evidence, record)
        for line in lines
    )


def _manned(evidence: Evidence) -> Mapping[str, Sequence[int]]:
    """For each skill of a post: in how many minutes before each of the horizon people may man such a post."""
    facts = evidence.scenario.facts
    pairs = {
        (post.skill, window)
        for post in facts.posts.values()
        for window, attendance in post.attendance.items()
        if attendance is Attendance.SEATED
    }
    for rule in evidence.scenario.rule_book:
        if isinstance(rule, MinimumPresence):
            pairs.update((facts.posts[rule.post].skill, window) for window in rule.windows)
    return {
        skill: list(accumulate(((skill, window) in pairs for window, _ in evidence.classes), initial=0))
        for skill in {skill for skill, _ in pairs}
    }


def _shifts_open_to(rule: FairShare, evidence: Evidence, record: Person) -> Iterator[range]:
    """Minutes in the horizon of every shift that a person may do, starts there and would be counted."""
    reader, clock = evidence.reader, evidence.clock_of(record.person)
    holidays = evidence.holidays_of(record.person)
    for day in evidence.days:
        for code, shift in evidence.scenario.shifts.items():
            start, end = reader.shift_span(code, day, clock)
            night = reader.is_night(reader.night_minutes(start, end, clock))
            barred = night and Restriction.NO_NIGHTS in record.restrictions
            if (
                evidence.start <= start < evidence.end
                and not barred
                and _is_of_kind(rule, shift.kind, day, holidays, night=night)
            ):
                yield evidence.minutes_within(start, end)


def _count(rule: FairShare, evidence: Evidence) -> Mapping[str, int]:
    """Units of each person in the horizon."""
    if rule.of == "on_call":
        return _on_call_days(evidence)
    return {
        person: sum(
            _is_of_kind(rule, work.kind, work.day, evidence.holidays_of(person), night=work.is_night)
            for work in line
            if not work.past and work.kind != STAND_BY
        )
        for person, line in evidence.lines.items()
    }


def _is_of_kind(rule: FairShare, kind: str, day: int, holidays: frozenset[int], *, night: bool) -> bool:
    """Whether a duty on a day (ordinal) is counted."""
    match rule.of:
        case "nights":
            return night
        case "holidays":
            return day in holidays
        case "undesired":
            return kind in rule.kinds
        case _:
            # Ordinals of Saturdays and Sundays leave 6 and 0 when divided by 7; holidays do not matter here.
            return day % 7 in (6, 0)


def _on_call_days(evidence: Evidence) -> Mapping[str, int]:
    """Started 24 hours of each on-call period that starts in the horizon, summed."""
    days = dict.fromkeys(evidence.staff, 0)
    for level in evidence.scenario.facts.escalation:
        for hold in evidence.holds(level):
            if hold.holder in days and evidence.start <= hold.start < evidence.end:
                days[hold.holder] += -(-(hold.end - hold.start) // DAY)
    return days
