"""Should-rules about fair shares and wishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planner.plan.result import Measure
from planner.rules.fairness import FairShare, RefusalFairness, Requests
from planner.scenario.people import PastWeek, Person, Request, Restriction, Wish
from planner.scenario.work import STAND_BY
from planner.verifier.clock import DAY
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work, free_days
from planner.verifier.spans import measure
from planner.verifier.words import day_name

UNITS = {
    "nights": "night duties",
    "weekends": "weekend duties",
    "holidays": "duties on public holidays",
    "undesired": "undesired duties",
    "on_call": "days on call",
}


def fair_share(rule: FairShare, evidence: Evidence) -> Iterator[Measure]:
    """Units of each person against a share of all units by contract and presence, for who can or does any."""
    able = {key for key, record in evidence.staff.items() if _is_able(rule, evidence, record)}
    past = _past_weeks(evidence, able) if rule.carried else {}
    brought = {
        person: sum(_count_of(rule, week) for week in past.get(person, ())) for person in evidence.staff
    }
    units = _count(rule, evidence)
    weights = {
        person: _weight(evidence, record, past.get(person, ())) if person in able else 0
        for person, record in evidence.staff.items()
    }
    everything, all_weights = sum(units.values()) + sum(brought.values()), sum(weights.values())
    for person, weight in weights.items():
        if not (weight or units[person]):
            continue
        # Rounded up, in whole numbers: 7 units of weight 1 in 3 are a fair share of 3.
        share = -(-everything * weight // all_weights) if all_weights else 0
        had = units[person] + brought[person]
        limit = max(share + rule.tolerance, brought[person])
        yield measure(
            person,
            (evidence.start, evidence.end),
            had,
            limit,
            max(0, had - limit),
            f"{evidence.name(person)} has {had} {UNITS[rule.of]}"
            + (f", {brought[person]} of them from earlier weeks" if rule.carried else "")
            + f"; a fair share is {share} and {rule.tolerance} more cost nothing",
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


def _weight(evidence: Evidence, record: Person, past: Iterable[PastWeek]) -> int:
    free = free_days(evidence.scenario, evidence.leave.get(record.person, ()))
    earlier = sum(7 - week.neutral_days for week in past)
    return record.weekly_minutes * (len(evidence.days) - len(free) + earlier)


def _is_able(rule: FairShare, evidence: Evidence, record: Person) -> bool:
    """Whether a person can do any duty of the kind."""
    held = evidence.skills[record.person]
    facts = evidence.scenario.facts
    if rule.of == "on_call":
        return any(level.skill in held for level in facts.escalation)
    if not any(post.skill in held for post in facts.posts.values()):
        return False
    match rule.of:
        case "nights":
            return Restriction.NO_NIGHTS not in record.restrictions and any(
                night for _, night in _shifts_open_to(evidence, record)
            )
        case "holidays":
            return not evidence.holidays_of(record.person).isdisjoint(evidence.days)
        case "undesired":
            restricted = Restriction.NO_NIGHTS in record.restrictions
            return any(
                kind in rule.kinds and not (night and restricted)
                for kind, night in _shifts_open_to(evidence, record)
            )
        case "weekends":
            return True


def _shifts_open_to(evidence: Evidence, record: Person) -> Iterator[tuple[str, bool]]:
    """Kind of each usable shift type on each day of the horizon, and whether it is a night duty then."""
    reader, clock = evidence.reader, evidence.clock_of(record.person)
    for code, shift in evidence.scenario.shifts.items():
        for day in evidence.days:
            yield (
                shift.kind,
                reader.is_night(reader.night_minutes(*reader.shift_span(code, day, clock), clock)),
            )


def _count(rule: FairShare, evidence: Evidence) -> Mapping[str, int]:
    """Units of each person in the horizon."""
    if rule.of == "on_call":
        return _on_call_days(evidence)
    return {
        person: sum(
            _counts(rule, work, evidence.holidays_of(person))
            for work in line
            if not work.past and work.kind != STAND_BY
        )
        for person, line in evidence.lines.items()
    }


def _counts(rule: FairShare, work: Work, holidays: frozenset[int]) -> bool:
    match rule.of:
        case "nights":
            return work.is_night
        case "holidays":
            return work.day in holidays
        case "undesired":
            return work.kind in rule.kinds
        case _:
            # Ordinals of Saturdays and Sundays leave 6 and 0 when divided by 7; holidays do not matter here.
            return work.day % 7 in (6, 0)


def _on_call_days(evidence: Evidence) -> Mapping[str, int]:
    """Started 24 hours of each on-call period that starts in the horizon, summed."""
    days = dict.fromkeys(evidence.staff, 0)
    for level in evidence.scenario.facts.escalation:
        for hold in evidence.holds(level):
            if hold.holder in days and evidence.start <= hold.start < evidence.end:
                days[hold.holder] += -(-(hold.end - hold.start) // DAY)
    return days


def requests(rule: Requests, evidence: Evidence) -> Iterator[Measure]:
    """Points of each wish for a day of the horizon that is not met."""
    for request in _wishes(evidence):
        day = request.date.toordinal()
        clock = evidence.clock_of(request.person)
        done = _shifts_done(evidence, request)
        unmet_points = _unmet_points(evidence, request)
        what = "a duty" if request.shift == "any" else request.shift
        wish = "wants" if request.wish is Wish.WANT else "wants to avoid"
        yield measure(
            request.person,
            (clock.midnight(day), clock.midnight(day + 1)),
            unmet_points,
            0,
            unmet_points,
            f"{evidence.name(request.person)} {wish} {what} on {day_name(day)} and has "
            f"{' and '.join(done) or 'no duty'}: {'not met' if unmet_points else 'met'}",
        )


def refusal_fairness(rule: RefusalFairness, evidence: Evidence) -> Iterator[Measure]:
    """Points of unmet wishes of each person who wishes, earlier weeks included, against the average of all of them."""
    refused: dict[str, int] = {}
    for request in _wishes(evidence):
        refused[request.person] = refused.get(request.person, 0) + _unmet_points(evidence, request)
    brought = dict.fromkeys(refused, 0)
    for week in evidence.scenario.past_weeks:
        if week.person in brought:
            brought[week.person] += week.refused_points
    everything = sum(refused.values()) + sum(brought.values())
    for person, points in refused.items():
        # Rounded up, in whole numbers: 7 points of 2 people are 4 each.
        share = -(-everything // len(refused))
        had = points + brought[person]
        limit = max(share + rule.tolerance_points, brought[person])
        yield measure(
            person,
            (evidence.start, evidence.end),
            had,
            limit,
            max(0, had - limit),
            f"{evidence.name(person)} has {had} points of unmet wishes, {brought[person]} of them from earlier weeks; "
            f"the average is {share} and {rule.tolerance_points} more cost nothing",
        )


def _wishes(evidence: Evidence) -> Iterator[Request]:
    """Wishes of the staff for days of the horizon."""
    for request in evidence.scenario.requests:
        if request.date.toordinal() in evidence.days and request.person in evidence.staff:
            yield request


def _shifts_done(evidence: Evidence, request: Request) -> list[str]:
    """What a person works on the day of a wish."""
    return [work.shift for work in evidence.lines[request.person] if work.day == request.date.toordinal()]


def _unmet_points(evidence: Evidence, request: Request) -> int:
    done = _shifts_done(evidence, request)
    has_it = bool(done) if request.shift == "any" else request.shift in done
    met = has_it if request.wish is Wish.WANT else not has_it
    return 0 if met else request.points
