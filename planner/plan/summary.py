"""What a SOC lead wants to know of a plan, in facts and sentences; terminal, screen and report only lay it out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.plan.model import Duty, EscalationDuty, Plan
from planner.plan.result import LINES, CostStatement, PlanResult, SolveStatus, Verification
from planner.plan.week_starts import gross_overtime, week_starts
from planner.scenario.base import INTERNAL, Domain, Phase
from planner.scenario.policy import NightDefinition
from planner.scenario.scenario import Scenario
from planner.scenario.weakened import law_warnings
from planner.units import minor_to_money

ITEM_WORDS = {
    "base_pay": "contract pay",
    "leave_pay": "paid leave and holidays",
    "overtime": "overtime",
    "overtime_regular_rate": "overtime on premia",
    "on_costs": "employer's on-costs",
    "monthly_fee": "monthly fees",
    "overage": "cases beyond the included volume",
    "case_price": "prices per case",
    "seat_hours": "seats manned by the hour",
    "premium": "premium",
    "change_pay": "changes to the published roster",
    "on_call": "on-call stipend",
    "on_call_period": "on-call lump sum",
    "on_call_weekend": "on-call weekends",
    "on_call_holiday": "on-call public holidays",
    "allowance": "shift allowance",
    "per_head": "yearly cost of positions",
    "turnover": "turnover",
    "call_out": "call-outs",
}
"""Plain words for the items of the cost statement; `premium:night` and the like are named by their first part."""


@dataclass(frozen=True)
class WhoDoes:
    """Share of expected handling that each party does of one domain and phase, by service window."""

    domain: Domain
    phase: Phase
    by_window: dict[str, str]


@dataclass(frozen=True)
class PersonLoad:
    """One person's horizon. Hours are working time; on-call days are started 24 h."""

    key: str
    name: str
    grade: str
    hours: float
    contract_hours: float
    nights: int
    weekends: int
    on_call_days: int


@dataclass(frozen=True)
class LadderRung:
    """Who holds an escalation level over the horizon, in order of first duty."""

    domain: Domain
    title: str
    limit_minutes: int
    holders: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """The whole answer on one page."""

    title: str
    operating_model: str
    is_clean: bool
    verdict: str
    breaches: tuple[str, ...]
    law: dict[str, tuple[str, ...]]
    """Rules of the labour packs that the scenario weakened, below a headline; empty where it left them as they are."""
    notices: tuple[str, ...]
    """What the verdict rests on and somebody should look at again."""
    total: str
    per_month: str
    gap: str
    points: str
    contracts: tuple[str, ...]
    who_does: tuple[WhoDoes, ...]
    people: tuple[PersonLoad, ...]
    ladder: tuple[LadderRung, ...]
    dearest: tuple[str, ...]
    week_start: str
    """What another start of the workweek would make of the plan's overtime; empty where overtime knows no weeks."""


def summarise(scenario: Scenario, result: PlanResult) -> Summary:
    """Summary of a result that has a plan. Raises ValueError for one that has none."""
    if result.plan is None or result.verification is None or result.costs is None:
        raise ValueError(f"a result with status {result.status} has nothing to summarise")
    plan, costs = result.plan, result.costs
    return Summary(
        title=scenario.facts.title,
        operating_model=scenario.operating_model.title,
        is_clean=result.verification.is_clean,
        verdict=verdict_sentence(result.verification),
        breaches=tuple(breach.measure.sentence for breach in result.verification.must_breaches),
        law=law_warnings(scenario),
        notices=result.verification.notices,
        total=show_money(costs.total, costs.currency),
        per_month=show_money(costs.per_month, costs.currency),
        gap=_gap(scenario, result),
        points=_points(result),
        contracts=tuple(
            f"{scenario.providers[choice.provider].title}: "
            f"{scenario.providers[choice.provider].offers[choice.offer].title}"
            for choice in plan.contracts
        ),
        who_does=tuple(who_does(scenario, plan)),
        people=tuple(person_loads(scenario, plan)),
        ladder=tuple(_ladder(scenario, plan)),
        dearest=_dearest(scenario, costs),
        week_start=_week_start(costs),
    )


def item_words(item: str) -> str:
    """An item of the cost statement for people: `call_out:duty_analyst` becomes `Call-outs: duty analyst`."""
    kind, _, detail = item.partition(":")
    words = ITEM_WORDS.get(kind, kind.replace("_", " "))
    title = words[:1].upper() + words[1:]
    return f"{title}: {detail.replace('_', ' ')}" if detail else title


def _week_start(costs: CostStatement) -> str:
    starts, now = week_starts(costs), gross_overtime(costs)
    if not starts:
        return ""
    least = min(starts, key=lambda start: start.overtime)
    told = f"Gross overtime is {show_money(now, costs.currency)}"
    if least.more >= 0:
        return f"{told}; no other start of the workweek would make it less for this plan."
    return (
        f"{told}; with workweeks from {least.title}, the best day for this plan, it would be "
        f"{show_money(least.overtime, costs.currency)}."
    )


def show_money(minor: int, currency: str) -> str:
    """Amount for people, whole units with separators: `149,859 EUR`."""
    return f"{(abs(minor) + 50) // 100 * (-1 if minor < 0 else 1):,} {currency}"


def show_cents(minor: int) -> str:
    """Amount for people with all cents, and no currency: `149,859.05`."""
    whole, _, cents = minor_to_money(minor).partition(".")
    sign = "-" if minor < 0 else ""
    return f"{sign}{int(whole.removeprefix('-')):,}.{cents}"


def party_name(scenario: Scenario, party: str) -> str:
    """`own people`, or a provider's title."""
    return "own people" if party == INTERNAL else scenario.providers[party].title


def verdict_sentence(verification: Verification) -> str:
    """Covered or not, with what was checked."""
    musts = [run for run in verification.runs if run.strength == "must"]
    checked = sum(run.measures for run in musts)
    if verification.is_clean:
        return (
            f"Covered 24/7: no gap in {verification.minutes_checked:,} minutes; "
            f"{len(musts)} must-rules held in {checked:,} checks."
        )
    parts = []
    if verification.uncovered_minutes:
        parts.append(f"{verification.uncovered_minutes:,} minutes are not covered")
    if broken := len(verification.must_breaches):
        parts.append(f"{broken} {'breach' if broken == 1 else 'breaches'} of must-rules")
    if verification.unverified:
        parts.append(f"rules without a check: {', '.join(verification.unverified)}")
    return f"Not fit to publish: {'; '.join(parts) or 'nothing was checked'}."


def buys_points(scenario: Scenario, result: PlanResult) -> bool:
    """Whether the least cost is proven to the cent, and the plan spends more, within the tolerance, on fewer points.

    Not where overtime is paid at the regular rate: the search knows that money only from below (FORMULATION §4), so a
    difference may be of that.
    """
    money = next((stage for stage in result.stages if stage.unit == "money"), None)
    return (
        result.status is SolveStatus.OPTIMAL
        and not scenario.pay.overtime.regular_rate
        and not result.run.gap_limit
        and money is not None
        and money.value > money.bound > 0
        and any(stage.unit == "points" for stage in result.stages)
    )


def _gap(scenario: Scenario, result: PlanResult) -> str:
    for stage in result.stages:
        if stage.unit == "money":
            currency = result.costs.currency if result.costs else ""
            if stage.bound <= 0 < stage.value:
                return "nothing proven about the least possible cost yet"
            away = max(0, stage.value - stage.bound)
            told = f"at most {stage.gap:.2%} ({show_money(away, currency)}) above the least possible cost"
            if stage.certified and stage.certified <= stage.value:
                told += f" ({(stage.value - stage.certified) / stage.value:.2%} checked without the solver)"
            if buys_points(scenario, result):
                return f"{told}, which is proven; the difference buys fewer points"
            return told
    return "no bound"


def _points(result: PlanResult) -> str:
    for stage in result.stages:
        if stage.unit == "points":
            points = f"{stage.value} points of should-rules"
            if stage.value <= stage.bound:
                return f"{points}; the least within the cost tolerance"
            if stage.bound > 0:
                return f"{points}; no plan within the cost tolerance has under {stage.bound}"
            return f"{points}; perhaps fewer within the cost tolerance, with more time"
    counted = result.verification.points if result.verification else 0
    if result.run.engine == LINES:
        return f"{counted} points of should-rules; the cost went first, so fewer may be possible"
    return f"{counted} points of should-rules; not minimised (the run ended in stage 1)"


def who_does(scenario: Scenario, plan: Plan) -> Iterable[WhoDoes]:
    """Per domain and phase: who is responsible in each service window, by number of alert categories."""
    domains = {category.category: category.domain for category in scenario.categories}
    counted: dict[tuple[Domain, Phase], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in plan.segmentation:
        counted[domains[row.category], row.phase][row.window][row.responsible] += 1
    for domain in Domain:
        for phase in Phase:
            windows = counted.get((domain, phase))
            if windows:
                words = {
                    window: _parties(scenario, windows[window])
                    for window in scenario.facts.service_windows
                    if window in windows
                }
                yield WhoDoes(domain, phase, words)


def _parties(scenario: Scenario, counts: Counter[str]) -> str:
    named = [(party_name(scenario, party), number) for party, number in counts.most_common()]
    if len(named) == 1:
        return named[0][0]
    return ", ".join(f"{name} ({number})" for name, number in named)


def person_loads(scenario: Scenario, plan: Plan) -> Iterable[PersonLoad]:
    """Hours, nights, weekends and on-call days of everybody on the staff."""
    # Colleagues work the same shifts, so each stretch of time is looked at once.
    is_night = {_span(scenario, duty): _is_night(scenario, duty) for duty in _distinct(scenario, plan)}
    for person in scenario.staff:
        duties = [duty for duty in plan.roster if duty.person == person.person]
        held = [duty for duty in plan.escalation if duty.holder == person.person]
        yield PersonLoad(
            key=person.person,
            name=person.name,
            grade=scenario.pay.grades[person.grade].title,
            hours=sum(duty.paid_minutes for duty in duties) / 60,
            contract_hours=person.weekly_minutes * len(scenario.days) / 7 / 60,
            nights=sum(is_night[_span(scenario, duty)] for duty in duties),
            weekends=sum(
                duty.start.astimezone(scenario.zone_of(person.person)).weekday() >= 5 for duty in duties
            ),
            on_call_days=sum(_days_on_call(duty) for duty in held),
        )


def _span(scenario: Scenario, duty: Duty) -> tuple[datetime, datetime, ZoneInfo]:
    return duty.start, duty.end, scenario.zone_of(duty.person)


def _distinct(scenario: Scenario, plan: Plan) -> Iterable[Duty]:
    return {_span(scenario, duty): duty for duty in plan.roster}.values()


def _days_on_call(duty: EscalationDuty) -> int:
    return -(-int((duty.end - duty.start).total_seconds()) // 86400)


def _is_night(scenario: Scenario, duty: Duty) -> bool:
    """Whether a duty is a night duty as the labour pack has it, counted minute by minute on the local clock."""
    night: NightDefinition = scenario.night
    inside, zone = 0, scenario.zone_of(duty.person)
    for offset in range(int((duty.end - duty.start).total_seconds()) // 60):
        wall = (duty.start + timedelta(minutes=offset)).astimezone(zone)
        clock = wall.hour * 60 + wall.minute
        if night.start < night.end:
            inside += night.start <= clock < night.end
        else:
            inside += clock >= night.start or clock < night.end
    return inside > night.minutes_over


def _ladder(scenario: Scenario, plan: Plan) -> Iterable[LadderRung]:
    names = {person.person: person.name for person in scenario.people}
    for level in scenario.facts.escalation:
        held = sorted(
            (duty.start, duty.holder)
            for duty in plan.escalation
            if duty.level == level.level and duty.domain is level.domain
        )
        holders = dict.fromkeys(
            names[holder] if holder in names else party_name(scenario, holder) for _, holder in held
        )
        yield LadderRung(level.domain, level.title, level.limit_minutes, tuple(holders))


def _dearest(scenario: Scenario, costs: CostStatement) -> tuple[str, ...]:
    """The three largest sums by party and kind of item, in words."""
    sums: Counter[tuple[str, str]] = Counter()
    for line in costs.lines:
        sums[line.party, line.item] += line.amount
    facts = []
    for (party, item), amount in sums.most_common(3):
        if amount <= 0:
            continue
        kind, _, detail = item.partition(":")
        words = ITEM_WORDS.get(kind, kind) + (f" ({detail.replace('_', ' ')})" if detail else "")
        share = amount / costs.total if costs.total else 0
        facts.append(
            f"{words} of {party_name(scenario, party)}: {show_money(amount, costs.currency)}, {share:.0%}"
        )
    return tuple(facts)
