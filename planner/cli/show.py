"""Terminal layout: live progress, summary, verdict, rule book, problems. No facts are computed here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from planner.errors import Problem
from planner.plan.document import SCHEMA, changed_rules_document
from planner.plan.layout import CERTIFICATE
from planner.plan.result import PlanResult, Progress, SolveStatus, StageResult, Verification
from planner.plan.summary import Summary, show_money, summarise, verdict_sentence
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.scenario.weakened import law_warning
from planner.units import minor_to_money
from planner.workflow.judge import Judgement
from planner.workflow.patterns import MeasuredPattern

# Without emoji codes: a name such as `:key:` is shown as it was written.
console = Console(emoji=False)
errors = Console(stderr=True, emoji=False)

MOST_BREACHES = 20
"""Breaches listed in the terminal; plan.json and the report have all of them."""


def show_problems(problems: Sequence[Problem], *, of_writing: bool) -> None:
    """Every problem on a line of its own, on stderr; a command that writes says that it did not."""
    count = f"{len(problems)} problem" + ("s" if len(problems) != 1 else "")
    errors.print(f"[bold red]{count}{'; nothing was written' if of_writing else ''}.[/]")
    for problem in problems:
        errors.print(Text(f"  {problem.sentence()}"), soft_wrap=True)


@contextmanager
def live_progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A line that follows the search; on a plain pipe, one line per change of stage or incumbent."""
    if quiet:
        yield lambda _: None
    elif errors.is_terminal:
        with Live(console=errors, refresh_per_second=4, transient=True) as live:
            yield lambda progress: live.update(Text(_progress_line(progress)))
    else:
        last: list[tuple[str, int | None]] = []

        def tell(progress: Progress) -> None:
            state = (progress.stage, progress.incumbent)
            if state not in last[-1:]:
                last.append(state)
                errors.print(Text(_progress_line(progress)), soft_wrap=True)

        yield tell


def _progress_line(progress: Progress) -> str:
    def amount(value: int | None) -> str:
        if value is None:
            return "none yet"
        return f"{value / 100:,.0f}" if progress.unit == "money" else f"{value:,}"

    gap = "" if progress.gap is None else f"  gap {progress.gap:.2%}"
    return (
        f"{progress.elapsed_seconds:6.1f} s  stage {progress.stage:<10} best {amount(progress.incumbent)}  "
        f"bound {amount(progress.bound)}{gap}"
    )


def show_summary(folder: Path, operating_model: str | None, result: PlanResult, out: Path) -> None:
    """The page a SOC lead reads first."""
    scenario = load_scenario(folder, operating_model=operating_model)
    summary = summarise(scenario, result)
    console.print()
    console.print(f"[bold]{escape(summary.title)}[/] · {escape(summary.operating_model)}")
    _verdict(summary.is_clean, summary.verdict, summary.breaches)
    show_law(scenario)
    show_notices(summary.notices)
    console.print(
        f"Cost      {escape(summary.total)} over the horizon, {escape(summary.per_month)} per month"
    )
    console.print(f"Proof     {escape(summary.gap)}")
    console.print(f"Points    {escape(summary.points)}")
    console.print(f"Contracts {escape('; '.join(summary.contracts) or 'none')}")
    _who_does(summary)
    _people(summary)
    _ladder(summary)
    console.print("[bold]Most expensive[/]")
    for number, fact in enumerate(summary.dearest, 1):
        console.print(f"  {number}. {escape(fact)}")
    if summary.week_start:
        console.print(escape(summary.week_start))
    console.print(f"\nWritten to {escape(str(out))}; open report.html there to see or forward it.")


def _table(*headers: str, title: str | None = None) -> Table:
    """A table whose cells go on in the next line where the terminal is narrow: a name is never cut."""
    columns = [Column(escape(header), overflow="fold") for header in headers]
    return Table(*columns, title=None if title is None else escape(title), title_justify="left")


def _verdict(is_clean: bool, verdict: str, breaches: Sequence[str]) -> None:
    console.print(f"[bold {'green' if is_clean else 'red'}]{escape(verdict)}[/]")
    for sentence in breaches[:MOST_BREACHES]:
        console.print(Text(f"  {sentence}"), soft_wrap=True)
    if len(breaches) > MOST_BREACHES:
        console.print(f"  … and {len(breaches) - MOST_BREACHES} more")


def show_law(scenario: Scenario) -> None:
    """Which rules of the labour packs were weakened, below a verdict that is measured by them; nothing where none."""
    if told := law_warning(scenario):
        console.print(Text(told, style="bold yellow"), soft_wrap=True)


def show_notices(notices: Sequence[str]) -> None:
    """What should be looked at again although it is no problem; nothing where there is nothing."""
    for notice in notices:
        console.print(Text(f"Look again: {notice}", style="yellow"), soft_wrap=True)


def _who_does(summary: Summary) -> None:
    windows = list(dict.fromkeys(window for row in summary.who_does for window in row.by_window))
    table = _table("Work", *windows, title="Who does what, by day and by night (alert categories)")
    for row in summary.who_does:
        cells = [row.by_window.get(window, "") for window in windows]
        table.add_row(f"{row.domain.upper()} {row.phase}", *map(escape, cells))
    console.print(table)


def _people(summary: Summary) -> None:
    table = _table(
        "Person", "Grade", "Hours", "Contract", "Nights", "Weekends", "On-call days", title="People"
    )
    for person in summary.people:
        figures = (person.nights, person.weekends, person.on_call_days)
        table.add_row(
            escape(person.name),
            escape(person.grade),
            f"{person.hours:.1f}",
            f"{person.contract_hours:.1f}",
            *map(str, figures),
        )
    console.print(table)


def _ladder(summary: Summary) -> None:
    table = _table("Domain", "Level", "Must answer within", "Holders in order", title="Escalation ladder")
    for rung in summary.ladder:
        table.add_row(
            rung.domain.upper(),
            escape(rung.title),
            f"{rung.limit_minutes} min",
            escape(", ".join(rung.holders)),
        )
    console.print(table)


def show_no_plan(result: PlanResult) -> None:
    """Why there is no plan, and what to try."""
    if result.status is SolveStatus.NO_ROSTER_IN_TIME:
        if result.run.stopped_by == "stop":
            errors.print("[bold red]Stopped before a first plan was found.[/] Nothing was written.")
        else:
            errors.print("[bold red]No plan found in time.[/] Maybe allow more with --time-limit.")
        return
    errors.print(
        "[bold red]Infeasible.[/] These rules cannot all hold with the people, contracts and alerts given:"
    )
    if result.conflict:
        for rule_id, sentence in zip(result.conflict.rule_ids, result.conflict.sentences, strict=True):
            errors.print(Text(f"  {rule_id}: {sentence}"), soft_wrap=True)
    errors.print("Maybe change one of them, add people or an offer, or choose another operating model (-m).")


def show_judgement(judgement: Judgement) -> None:
    """Verdict on written files: what was checked, every breach, points and price."""
    verification = judgement.verification
    breaches = [breach.measure.sentence for breach in verification.must_breaches]
    _verdict(verification.is_clean, verdict_sentence(verification), breaches)
    show_law(judgement.scenario)
    show_notices(verification.notices)
    _claims(judgement.claims)
    _runs(verification)
    costs = judgement.costs
    console.print(
        f"Price {show_money(costs.total, costs.currency)} over {costs.days} days, "
        f"{show_money(costs.per_month, costs.currency)} per month; {verification.points} points of should-rules."
    )
    for sentence in bound_sentences(judgement):
        console.print(Text(sentence), soft_wrap=True)


def bound_sentences(judgement: Judgement) -> Iterator[str]:
    """How near to the best the plan is, as far as a certificate tells it without the solver."""
    if judgement.bounds is None:
        yield f"No {CERTIFICATE} here: how near the plan is to the best was not worked out again."
        return
    costs, points = judgement.costs, judgement.verification.points
    for bound in judgement.bounds:
        if bound.proved is None:
            yield f"Bound on {bound.unit}: no plan at all keeps the musts that the bound knows."
        elif bound.unit == "money":
            least = f"costs less than {show_money(bound.proved, costs.currency)}"
            yield _bound_sentence(judgement, least, costs.total, bound.proved, "costs that or more")
        else:
            least = f"has fewer than {bound.proved} points"
            yield _bound_sentence(judgement, least, points, bound.proved, "has as many or more")


def _bound_sentence(judgement: Judgement, least: str, value: int, proved: int, what: str) -> str:
    told = f"Worked out again without the solver: no plan that keeps the musts {least}"
    if not judgement.verification.is_clean:
        return f"{told}; this plan breaks musts."
    return f"{told}; this plan {what}, at most {(value - proved) / max(1, value):.2%} of it too much."


def _claims(claims: Sequence[Problem]) -> None:
    """Written figures that are not those of the plan, as far as a terminal has room for them."""
    if claims:
        told = f"{len(claims)} written figure{'s are' if len(claims) > 1 else ' is'} missing or not of this plan; "
        told += "do not forward costs.csv and plan.json as they are. Plan again, or price the plan again with cost."
        console.print(Text(told, style="bold yellow"), soft_wrap=True)
    for claim in claims[:MOST_BREACHES]:
        console.print(Text(f"  {claim.sentence()}"), soft_wrap=True)
    if len(claims) > MOST_BREACHES:
        console.print(f"  … and {len(claims) - MOST_BREACHES} more")


def _runs(verification: Verification) -> None:
    table = _table("Rule", "Strength", "Subjects", "Checks", "Breaches", "Points", title="What was checked")
    for run in verification.runs:
        table.add_row(
            escape(run.rule_id),
            run.strength,
            str(run.subjects),
            f"{run.measures:,}",
            str(run.breaches),
            str(run.points),
        )
    console.print(table)


def judgement_json(judgement: Judgement) -> str:
    """The verdict as JSON: instants in ISO 8601, money as decimal text."""
    document = {
        "is_clean": judgement.verification.is_clean,
        "verification": asdict(judgement.verification),
        "changed_rules": changed_rules_document(judgement.scenario),
        "false_claims": [asdict(claim) for claim in judgement.claims],
        "bounds": None if judgement.bounds is None else [asdict(bound) for bound in judgement.bounds],
        "total": minor_to_money(judgement.costs.total),
        "currency": judgement.costs.currency,
    }
    return json.dumps(document, indent=1, default=datetime.isoformat, ensure_ascii=False)


def no_plan_json(folder: Path, operating_model: str | None, result: PlanResult) -> str:
    """The keys of `plan.json` for a result without a plan, and the conflict when there is one."""
    scenario = load_scenario(folder, operating_model=operating_model)
    document: dict[str, object] = {
        "schema": SCHEMA,
        "status": result.status.value,
        "conflict": None if result.conflict is None else asdict(result.conflict),
        "objective": {"bound": None, "gap": None, "stages": []},
        "verification": None,
        "changed_rules": changed_rules_document(scenario),
        "costs": None,
        "contracts": [],
        "segmentation": [],
        "roster": [],
        "escalation": [],
        "seats": [],
        "run": asdict(result.run),
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def show_patterns(patterns: Sequence[MeasuredPattern]) -> None:
    """One line for each rotation; hours but for counts."""
    counts = ("Gaps", "h/wk", "N", "D", "Rest", "7 d", "N rest", "Wk rest", "OT")
    table = Table(Column("Pattern", no_wrap=True), *counts, box=None, padding=(0, 1, 0, 0))
    for pattern in patterns:
        found, overtime = pattern.metrics, [float(minutes) / 60 for minutes in pattern.overtime]
        after = found.rest_after_nights
        table.add_row(
            escape(pattern.key),
            str(pattern.gaps),
            f"{float(found.weekly_minutes) / 60:.1f}",
            str(found.nights_in_a_row),
            str(found.days_in_a_row),
            f"{found.least_gap / 60:g}",
            f"{found.most_in_seven_days / 60:g}",
            "" if after is None else f"{after / 60:g}",
            f"{found.weekly_rest_fixed / 60:g}/{found.weekly_rest_rolling / 60:g}",
            f"{min(overtime):.2f}-{max(overtime):.2f}",
        )
    console.print(table)
    console.print(
        "Gaps: shifts of the cycle without exactly one crew. N, D: most nights and days in a row. Hours: a week, the "
        "shortest rest, most in seven days, rest after the last night, least weekly rest of a calendar week (over all "
        "places of the cycle) and of any 168 hours (under 35 h is short of EU law), and overtime beyond 40 h by the "
        "hour of the week at which a workweek begins."
    )


def show_comparison(folder: Path, results: Mapping[str, PlanResult]) -> None:
    """Operating models side by side, the answer in one sentence, and what the scenario weakened under each model."""
    table = _table("Operating model", "Status", "Verdict", "Horizon", "Per month", "Gap")
    for model, result in results.items():
        if result.costs is None or result.verification is None:
            table.add_row(model, result.status.value.replace("_", " "), "no plan", "", "", "")
            continue
        currency = result.costs.currency
        table.add_row(
            model,
            result.status.value,
            "covered" if result.verification.is_clean else "breaches",
            show_money(result.costs.total, currency),
            show_money(result.costs.per_month, currency),
            f"{_money(result).gap:.2%}",
        )
    console.print(table)
    console.print(_comparison_sentence(results), highlight=False, markup=False)
    scenarios = [load_scenario(folder, operating_model=model) for model in results]
    for told in dict.fromkeys(law_warning(scenario) for scenario in scenarios):
        if told:
            console.print(Text(told, style="bold yellow"), soft_wrap=True)


def _money(result: PlanResult) -> StageResult:
    return next(stage for stage in result.stages if stage.unit == "money")


def _comparison_sentence(results: Mapping[str, PlanResult]) -> str:
    """Which clean plan is cheapest, by how much, and whether the proof allows another order."""
    clean = sorted(
        (result.costs.total, model)
        for model, result in results.items()
        if result.costs is not None and result.verification is not None and result.verification.is_clean
    )
    if not clean:
        return "No operating model has a clean plan."
    (least, best), others = clean[0], clean[1:]
    costs = results[best].costs
    assert costs is not None, "only priced plans are compared"
    sentence = f"Cheapest clean plan: {best}, {show_money(least, costs.currency)}"
    for total, model in others[:1]:
        sentence += (
            f", {show_money(total - least, costs.currency)} ({(total - least) / total:.1%}) under {model}"
        )
        if _money(results[model]).bound < least:
            sentence += f". A close call: within the proven gap {model} could still be cheaper"
    return sentence + "."
