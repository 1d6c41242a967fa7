"""How risky each duty is by its time of day, its place in a run and its length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.plan.result import Measure
from planner.rules.risk import RiskIndex
from planner.scenario.work import STAND_BY
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


def risk_index(rule: RiskIndex, evidence: Evidence) -> Iterator[Measure]:
    """Risk index of each rostered duty."""
    for person, line in evidence.lines.items():
        duties = [work for work in line if work.kind != STAND_BY]
        nights = _places(work for work in duties if work.is_night)
        others = _places(work for work in duties if not work.is_night)
        for work in duties:
            if work.past:
                continue
            place = (nights if work.is_night else others)[work.day]
            index = 100 + sum(risk - 100 for risk in _risks(rule, work, place))
            sort = "night" if work.is_night else "day"
            yield measure(
                person,
                (work.start, work.end),
                index,
                rule.most_percent,
                max(0, index - rule.most_percent),
                f"{work.shift} of {evidence.name(person)} on {day_name(work.day)} lasts "
                f"{duration(work.end - work.start)}, {sort} {place} in a row: risk index {index} %; "
                f"{rule.most_percent} % are the most",
            )


def _places(works: Iterator[Work]) -> Mapping[int, int]:
    """Each day on which one of the duties starts, and which in a row of such days it is."""
    places: dict[int, int] = {}
    for day in sorted({work.day for work in works}):
        places[day] = places.get(day - 1, 0) + 1
    return places


def _risks(rule: RiskIndex, work: Work, place: int) -> tuple[int, int, int]:
    """Risk in per cent by type, place in a run, and length."""
    if work.is_night:
        return rule.night_percent, _at(rule.night_run_percents, place), _by_length(rule, work)
    is_afternoon = f"{work.clock // 60:02d}:{work.clock % 60:02d}" >= rule.afternoon_from
    of_type = rule.afternoon_percent if is_afternoon else rule.morning_percent
    return of_type, _at(rule.other_run_percents, place), _by_length(rule, work)


def _at(risks: Sequence[int], place: int) -> int:
    return risks[place - 1] if place <= len(risks) else risks[-1]


def _by_length(rule: RiskIndex, work: Work) -> int:
    """The line through the last point that the length has passed and the one after it; the last line goes on."""
    length = work.end - work.start
    passed = sum(length > point for point in rule.lengths)
    if passed == 0:
        return rule.length_percents[0]
    after = min(passed, len(rule.lengths) - 1)
    run = rule.lengths[after] - rule.lengths[after - 1]
    rise = rule.length_percents[after] - rule.length_percents[after - 1]
    # Twice the distance plus half of the divisor: half up in whole numbers.
    return rule.length_percents[after - 1] + (2 * rise * (length - rule.lengths[after - 1]) + run) // (
        2 * run
    )
