"""`python -m planner COMMAND`. Heavy parts load inside the command that needs them, so that help is instant.

Exit codes: 0 clean plan, 1 invalid input, 2 usage, 3 infeasible, 4 nothing found in time, 5 breaches found,
6 no breaches, but written figures are not those of the plan.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from planner.errors import ScenarioInvalid

if TYPE_CHECKING:
    from planner.plan.result import PlanResult

EXIT_INVALID, EXIT_INFEASIBLE, EXIT_NOTHING, EXIT_BREACHES, EXIT_FALSE = 1, 3, 4, 5, 6
WRITING = ("plan", "compare")
"""Commands that write a plan, and of which a person would ask whether they did."""


class _Commands(TyperGroup):
    """The commands; input problems of any are listed on stderr, with exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ScenarioInvalid as error:
            from planner.cli.show import show_problems

            show_problems(error.problems, of_writing=ctx.invoked_subcommand in WRITING)
            raise typer.Exit(EXIT_INVALID) from None


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Plan a hybrid Security Operations Centre: who handles which alerts, who works when, who is on call.",
)

ScenarioFolder = Annotated[
    Path, typer.Argument(help="Folder of a scenario, for example data/scenarios/midsize_plant")
]
OperatingModel = Annotated[
    str | None,
    typer.Option(
        "--operating-model", "-m", help="in_house, hybrid or managed; the scenario's own if left out"
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Random seed of the search")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Search threads")]
WithFatigue = Annotated[
    bool,
    typer.Option(
        "--fatigue", help="Fatigue figures of named people in the report: personal data, so only on request"
    ),
]
WithFairness = Annotated[
    bool,
    typer.Option(
        "--fairness",
        help="Fair shares and wishes of named people in the report: personal data, so only on request",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result object instead of tables")]


def run() -> None:
    """Entry point of the console script."""
    app()


@app.command()
def plan(
    scenario: ScenarioFolder,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write; replaced as a whole")],
    time_limit: Annotated[float, typer.Option("--time-limit", min=1, help="Seconds to search")] = 60.0,
    seed: Seed = 1,
    workers: Workers = 2,
    gap: Annotated[float, typer.Option(min=0, max=1, help="Stop the money stage at this proven gap")] = 0.0,
    operating_model: OperatingModel = None,
    fatigue: WithFatigue = False,
    fairness: WithFairness = False,
    as_json: AsJson = False,
) -> None:
    """Plan a scenario, prove it, and write its files. Ctrl-C keeps the best plan so far."""
    from planner.cli.show import live_progress, no_plan_json, show_no_plan, show_summary
    from planner.workflow.make_plan import PlanOptions, make_plan

    options = PlanOptions(time_limit_seconds=time_limit, seed=seed, workers=workers, gap=gap)
    with _ctrl_c_stops() as stop, live_progress(quiet=as_json) as on_progress:
        result = make_plan(
            scenario,
            out,
            options,
            operating_model=operating_model,
            fatigue=fatigue,
            fairness=fairness,
            on_progress=on_progress,
            stop=stop,
        )
    if as_json and result.plan is not None:
        typer.echo((out / "plan.json").read_text(encoding="utf-8"))
    elif as_json:
        typer.echo(no_plan_json(scenario, operating_model, result))
    elif result.plan is None:
        show_no_plan(result)
    else:
        show_summary(scenario, operating_model, result, out)
    _exit_for(result)


def _exit_for(result: PlanResult) -> None:
    from planner.plan.result import SolveStatus

    match result.status:
        case SolveStatus.INFEASIBLE:
            raise typer.Exit(EXIT_INFEASIBLE)
        case SolveStatus.NO_ROSTER_IN_TIME:
            raise typer.Exit(EXIT_NOTHING)
        case SolveStatus.OPTIMAL | SolveStatus.FEASIBLE:
            if result.verification is not None and not result.verification.is_clean:
                raise typer.Exit(EXIT_BREACHES)


@contextmanager
def _ctrl_c_stops() -> Iterator[threading.Event]:
    """Inside, the first Ctrl-C asks the search to stop and keep its best; a second one ends the program."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        typer.echo(
            "\nStopping: the best plan so far is kept, if there is one. Press Ctrl-C again to give up.",
            err=True,
        )

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


@app.command()
def patterns() -> None:
    """Rotation patterns in `models/shift_systems`, laid out and measured: cover, hours, nights, rest, overtime."""
    from planner.cli.show import show_patterns
    from planner.workflow.patterns import measured_patterns

    show_patterns(measured_patterns())


@app.command()
def verify(
    scenario: ScenarioFolder,
    folder: Annotated[Path, typer.Argument(help="Folder of a written plan, perhaps edited by hand")],
    as_json: AsJson = False,
) -> None:
    """Judge written plan files minute by minute, without the solver.

    Ends with 5 when the plan breaks a must, else with 6 when costs.csv or plan.json has figures that are not those of
    the plan, else with 0.
    """
    from planner.cli.show import judgement_json, show_judgement
    from planner.workflow.judge import judge_folder

    judgement = judge_folder(scenario, folder)
    if as_json:
        typer.echo(judgement_json(judgement))
    else:
        show_judgement(judgement)
    if not judgement.verification.is_clean:
        raise typer.Exit(EXIT_BREACHES)
    if judgement.claims:
        raise typer.Exit(EXIT_FALSE)


@app.command()
def explain(
    scenario: ScenarioFolder,
    folder: Annotated[Path, typer.Argument(help="Folder of a written plan, perhaps edited by hand")],
    person: Annotated[
        str | None, typer.Option("--person", "-p", help="Key of one person; everybody if left out")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", "-d", help="A local day such as 2027-04-05; all if left out")
    ] = None,
) -> None:
    """Tell which rules bind a person or a day of written plan files, and how much room each one leaves."""
    from planner.cli.explain import show_explanation
    from planner.workflow.explain import explain_folder

    told = explain_folder(scenario, folder, person=person, day=day)
    show_explanation(told)
    if not told.is_clean:
        raise typer.Exit(EXIT_BREACHES)


@app.command()
def cost(
    scenario: ScenarioFolder,
    folder: Annotated[Path, typer.Argument(help="Folder of a written plan, perhaps edited by hand")],
    person: Annotated[
        list[str] | None,
        typer.Option("--person", "-p", help="Key of a person whose payslip to show; repeatable"),
    ] = None,
    by_hour: Annotated[
        bool, typer.Option("--by-hour", help="Also what duties earn in each hour of the week")
    ] = False,
    payslips: Annotated[
        Path | None,
        typer.Option(
            "--payslips",
            metavar="FILE",
            dir_okay=False,
            writable=True,
            help="Also write the lines of all payslips, or of those of --person, as CSV; personal data, so a new "
            "file is for you alone to read (mode 0600)",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Price written plan files: the statement, payslips, and the hours of the week that cost most."""
    from planner.cli.costs import costs_json, show_costs, write_payslips
    from planner.workflow.price_plan import price_folder

    people = person or []
    priced = price_folder(scenario, folder, people)
    if payslips is not None:
        try:
            write_payslips(priced, people, payslips)
        except OSError as error:
            raise typer.BadParameter(f"{payslips}: {error.strerror}", param_hint="--payslips") from None
    if as_json:
        typer.echo(costs_json(priced, people, by_hour=by_hour))
    else:
        show_costs(priced, people, by_hour=by_hour)


@app.command()
def check(scenario: ScenarioFolder, operating_model: OperatingModel = None) -> None:
    """List every problem of a scenario's files, or say that there is none, and what is close to one."""
    from planner.cli.show import show_law, show_notices
    from planner.workflow.check_scenario import check_scenario

    checked = check_scenario(scenario, operating_model=operating_model)
    loaded = checked.scenario
    typer.echo(
        f"No problems. {loaded.facts.title}: {len(loaded.staff)} people, {len(loaded.categories)} alert categories, "
        f"{len(loaded.providers)} providers, {len(loaded.days)} days from {loaded.days[0]}, "
        f"{len(loaded.rule_book)} rules, {loaded.operating_model.title}."
    )
    show_law(loaded)
    show_notices(checked.notices)


@app.command()
def rules(scenario: ScenarioFolder, operating_model: OperatingModel = None) -> None:
    """Print the effective rule book: each rule in words, its strength, and where its numbers come from."""
    from planner.cli.rules import show_rules
    from planner.scenario.load import load_scenario

    show_rules(load_scenario(scenario, operating_model=operating_model))


@app.command()
def fatigue(
    scenario: ScenarioFolder,
    folder: Annotated[Path, typer.Argument(help="Folder of a written plan")],
    person: Annotated[
        str | None,
        typer.Option("--person", help="Key of one person, with the sleepiest moments; everybody if left out"),
    ] = None,
    screening: Annotated[
        bool,
        typer.Option(
            "--screening", help="Two-process model and two screening scores instead of KSS and risk"
        ),
    ] = False,
) -> None:
    """Show fatigue figures of a written plan per person: personal data, never a ranking."""
    from planner.cli.fatigue import show_fatigue
    from planner.workflow.fatigue import fatigue_of_folder

    show_fatigue(fatigue_of_folder(scenario, folder, person, screening=screening))


@app.command()
def fairness(
    scenario: ScenarioFolder,
    folder: Annotated[Path, typer.Argument(help="Folder of a written plan, perhaps edited by hand")],
    person: Annotated[
        str | None, typer.Option("--person", "-p", help="Key of one person; everybody if left out")
    ] = None,
) -> None:
    """Show fair shares and answers to wishes in a written plan, with the formula: by name, never a ranking."""
    from planner.cli.fairness import show_fairness
    from planner.workflow.fairness import fairness_of_folder

    show_fairness(fairness_of_folder(scenario, folder, person))


@app.command()
def compare(
    scenario: ScenarioFolder,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder that gets one plan folder per operating model")
    ],
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=1, help="Seconds to search, each model")
    ] = 30.0,
    seed: Seed = 1,
    workers: Workers = 2,
    fatigue: WithFatigue = False,
    fairness: WithFairness = False,
) -> None:
    """Plan the same scenario in-house, hybrid and managed, and show cost and verdict side by side."""
    from planner.cli.show import live_progress, show_comparison
    from planner.workflow.compare import compare_models
    from planner.workflow.make_plan import PlanOptions

    options = PlanOptions(time_limit_seconds=time_limit, seed=seed, workers=workers)
    with _ctrl_c_stops() as stop, live_progress(quiet=False) as on_progress:
        results = compare_models(
            scenario,
            out,
            options,
            fatigue=fatigue,
            fairness=fairness,
            on_progress=on_progress,
            stop=stop,
        )
    show_comparison(scenario, results)
    planned = [result for result in results.values() if result.plan is not None]
    # A model that cannot work is an answer of the comparison; only when none works, or a plan breaks a rule, is it
    # the command that fails.
    for result in planned or results.values():
        _exit_for(result)
