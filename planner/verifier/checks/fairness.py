"""Should-rules about fair shares and wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planner.plan.result import Measure
from planner.rules.fairness import FairShare, Requests
from planner.scenario.people import Person, Restriction, Wish
from planner.scenario.work import STAND_BY
from planner.verifier.clock import DAY
from planner.verifier.evidence import Evidence
from planner.verifier.lines import free_days
from planner.verifier.spans import measure
from planner.verifier.words import day_name

UNITS = {"nights": "night duties", "weekends": "weekend duties", "on_call": "days on call"}


def fair_share(rule: FairShare, evidence: Evidence) -> Iterator[Measure]:
    """Units of each person against a share of all units by contract and presence, for who can or does any."""
    units = _COUNTS[rule.of](evidence)
    weights = {
        person: _weight(evidence, record) if _is_able(rule.of, evidence, record) else 0
        for person, record in evidence.staff.items()
    }
    everything, all_weights = sum(units.values()), sum(weights.values())
    for person, weight in weights.items():
        if not (weight or units[person]):
            continue
        # Rounded up, in whole numbers: 7 units of weight 1 in 3 are a fair share of 3.
        share = -(-everything * weight // all_weights) if all_weights else 0
        limit = share + rule.tolerance
        yield measure(
            person,
            (evidence.start, evidence.end),
            units[person],
            limit,
            max(0, units[person] - limit),
            f"{evidence.name(person)} has {units[person]} {UNITS[rule.of]}; a fair share is {share} "
            f"and {rule.tolerance} more cost nothing",
        )


def _weight(evidence: Evidence, record: Person) -> int:
    free = free_days(evidence.scenario, evidence.leave.get(record.person, ()))
    return record.weekly_minutes * (len(evidence.days) - len(free))


def _is_able(kind: str, evidence: Evidence, record: Person) -> bool:
    """Whether a person can do any duty of the kind."""
    held = evidence.skills[record.person]
    facts = evidence.scenario.facts
    if kind == "on_call":
        return any(level.skill in held for level in facts.escalation)
    if not any(post.skill in held for post in facts.posts.values()):
        return False
    return kind != "nights" or (
        Restriction.NO_NIGHTS not in record.restrictions and _has_nights(evidence, record)
    )


def _has_nights(evidence: Evidence, record: Person) -> bool:
    """Whether some usable shift type is a night duty on some day of the horizon."""
    reader, clock = evidence.reader, evidence.clock_of(record.person)
    return any(
        reader.is_night(reader.night_minutes(*reader.shift_span(code, day, clock), clock))
        for code in evidence.scenario.shifts
        for day in evidence.days
    )


def _nights(evidence: Evidence) -> Mapping[str, int]:
    return {
        person: sum(work.is_night and not work.past and work.kind != STAND_BY for work in line)
        for person, line in evidence.lines.items()
    }


def _weekends(evidence: Evidence) -> Mapping[str, int]:
    # Ordinals of Saturdays and Sundays leave 6 and 0 when divided by 7; holidays do not matter here.
    return {
        person: sum(work.day % 7 in (6, 0) and not work.past and work.kind != STAND_BY for work in line)
        for person, line in evidence.lines.items()
    }


def _on_call_days(evidence: Evidence) -> Mapping[str, int]:
    """Started 24 hours of each on-call period that starts in the horizon, summed."""
    days = dict.fromkeys(evidence.staff, 0)
    for level in evidence.scenario.facts.escalation:
        for hold in evidence.holds(level):
            if hold.holder in days and evidence.start <= hold.start < evidence.end:
                days[hold.holder] += -(-(hold.end - hold.start) // DAY)
    return days


_COUNTS: Mapping[str, Callable[[Evidence], Mapping[str, int]]] = {
    "nights": _nights,
    "weekends": _weekends,
    "on_call": _on_call_days,
}


def requests(rule: Requests, evidence: Evidence) -> Iterator[Measure]:
    """Points of each wish for a day of the horizon that is not met."""
    for request in evidence.scenario.requests:
        day = request.date.toordinal()
        if day not in evidence.days or request.person not in evidence.staff:
            continue
        clock = evidence.clock_of(request.person)
        done = [work.shift for work in evidence.lines[request.person] if work.day == day]
        has_it = bool(done) if request.shift == "any" else request.shift in done
        met = has_it if request.wish is Wish.WANT else not has_it
        unmet_points = 0 if met else request.points
        what = "a duty" if request.shift == "any" else request.shift
        wish = "wants" if request.wish is Wish.WANT else "wants to avoid"
        yield measure(
            request.person,
            (clock.midnight(day), clock.midnight(day + 1)),
            unmet_points,
            0,
            unmet_points,
            f"{evidence.name(request.person)} {wish} {what} on {day_name(day)} and has "
            f"{' and '.join(done) or 'no duty'}: {'met' if met else 'not met'}",
        )
