"""The CP-SAT engine on questions small enough to know the answer."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

import pytest
from ortools.sat.python import cp_model

from planner.cost import price
from planner.errors import EngineFailed
from planner.instance import compile_instance
from planner.instance.model import Instance
from planner.paths import scenarios_dir
from planner.plan.result import Progress, SolveStatus
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.cpsat.stage import Reporter
from planner.solver.cpsat.start import bulk_bound, find_start
from planner.solver.outcome import Outcome, SolveOptions
from planner.solver.score import money_of
from planner.verifier import verify
from tests.support.tiny import Given, tiny_scenario

REPEATABLE = SolveOptions(time_limit_seconds=600, workers=1, deterministic_limit=20)

MUSTS = (
    {"kind": "one_duty_a_day"},
    {"kind": "min_rest", "rest_minutes": 660},
    {"kind": "cover_requirement"},
    {"kind": "ladder_reachability"},
    {"kind": "on_call_eligibility"},
    {"kind": "on_call_exclusion"},
    {"kind": "one_responsible"},
    {"kind": "provider_scope"},
    {"kind": "post_qualification"},
)

OFFICE_AND_REST = {
    "office": "mon-fri 07:00-19:00",
    "rest": "mon-fri 00:00-07:00; mon-fri 19:00-24:00; sat,sun 00:00-24:00",
}


NIGHTS = {"windows": ["rest"], "monthly_fee": "3000.00"}


def office_only(**differences: object) -> Scenario:
    """Two analysts, hourly, one desk manned on weekdays 07-19; out of hours the provider watches."""
    given: dict[str, object] = {
        "people": ("ann", "ben"),
        "windows": OFFICE_AND_REST,
        "categories": {"mail": {"escalated_share": 0, "incident_share": 0}},
        "providers": {"mdr": {"offers": {"nights": NIGHTS}}},
        "rules": MUSTS,
    }
    return tiny_scenario(**{**given, **differences})  # type: ignore[arg-type]


def solved(scenario: Scenario, options: SolveOptions = REPEATABLE) -> Outcome:
    return solve(compile_instance(scenario), options)


def test_the_plan_passes_the_verifier_and_costs_what_the_statement_says() -> None:
    scenario = office_only()
    outcome = solved(scenario)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.plan is not None
    assert verify(scenario, outcome.plan).must_breaches == ()
    assert price(scenario, outcome.plan).total == money_of(compile_instance(scenario), outcome.plan)


def test_office_hours_are_worked_by_five_day_shifts_and_no_more() -> None:
    outcome = solved(office_only())
    assert outcome.plan is not None
    # Monday to Friday 07:00-19:00 is exactly five shifts D; nobody is paid for more.
    assert [duty.shift for duty in outcome.plan.roster] == ["D"] * 5


def test_bound_never_exceeds_the_value_and_meets_it_at_the_optimum() -> None:
    outcome = solved(office_only())
    money = outcome.stages[0]
    assert money.bound == money.value


def test_a_provider_that_is_dearer_than_own_nights_is_not_bought() -> None:
    cheap = solved(office_only()).plan
    dear = solved(
        office_only(
            people=("ann", "ben", "cleo", "dan"),
            history={"dan": "N"},  # covers Monday 00:00-07:00, before the first shift of the horizon can
            providers={"mdr": {"offers": {"nights": {"windows": ["rest"], "monthly_fee": "900000.00"}}}},
        )
    ).plan
    assert cheap is not None
    assert dear is not None
    assert [choice.offer for choice in cheap.contracts] == ["nights"]
    assert dear.contracts == ()


def never_covered(rules: Iterable[Given]) -> Scenario:
    """One analyst cannot sit round the clock with eleven hours of rest, and there is no provider."""
    return tiny_scenario(
        categories={"mail": {"escalated_share": 0, "incident_share": 0}}, history={"ann": "N"}, rules=rules
    )


def test_an_impossible_question_names_the_rules_that_conflict_and_no_passenger() -> None:
    # The night before the horizon would also keep the one analyst from being on call: that is another conflict.
    rules = [rule for rule in MUSTS if rule["kind"] != "on_call_exclusion"]
    outcome = solved(never_covered(rules))
    assert outcome.status is SolveStatus.INFEASIBLE
    assert outcome.conflict is not None
    named = set(outcome.conflict.rule_ids)
    assert "cover_requirement" in named
    for dropped in named:
        rest = [rule for rule in MUSTS if rule["kind"] in named - {dropped}]
        model = build_model(compile_instance(never_covered(rest))).model
        assert cp_model.CpSolver().solve(model) == cp_model.OPTIMAL


def test_a_stop_asked_before_the_search_gives_an_answer_and_no_error() -> None:
    stop = threading.Event()
    stop.set()
    outcome = solve(compile_instance(office_only()), REPEATABLE, stop=stop)
    assert outcome.status in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE, SolveStatus.NO_ROSTER_IN_TIME)
    assert len(outcome.stages) <= 1


@pytest.mark.slow
def test_a_stop_right_after_the_start_is_told_as_a_stop_and_proves_nothing() -> None:
    stop = threading.Event()

    def stop_after_the_start(progress: Progress) -> None:
        if progress.stage == "money":
            stop.set()

    # Large enough that the whole model finds nothing of its own after the stop.
    question = compile_instance(load_scenario(scenarios_dir() / "midsize_plant"))
    options = SolveOptions(time_limit_seconds=600)
    outcome = solve(question, options, on_progress=stop_after_the_start, stop=stop)
    assert outcome.plan is not None
    assert (outcome.status, outcome.stopped_by) == (SolveStatus.FEASIBLE, "stop")


def test_progress_is_told_in_order_and_its_bound_stays_below_the_incumbent() -> None:
    told: list[Progress] = []
    solve(compile_instance(office_only()), REPEATABLE, on_progress=told.append)
    assert next(p.stage for p in told) == "building"
    money = [p for p in told if p.stage == "money"]
    incumbents = [p.incumbent for p in money if p.incumbent is not None]
    assert incumbents == sorted(incumbents, reverse=True)
    assert all(p.bound <= p.incumbent for p in money if p.bound is not None and p.incumbent is not None)


def test_a_listener_that_fails_does_not_cost_the_plan() -> None:
    def fail(progress: Progress) -> None:
        raise OSError("the terminal has gone")

    outcome = solve(compile_instance(office_only()), REPEATABLE, on_progress=fail)
    assert outcome.status is SolveStatus.OPTIMAL


def test_the_same_seed_gives_the_same_plan_with_one_worker() -> None:
    assert solved(office_only()).plan == solved(office_only()).plan


def test_the_start_keeps_every_rule_and_fits_the_variables_of_the_whole_model() -> None:
    instance = compile_instance(office_only())
    told: list[Progress] = []
    start = find_start(build_model(instance), REPEATABLE, 60, Reporter(told.append), threading.Event())
    assert start is not None
    assert [progress for progress in told if progress.incumbent is not None]
    assert [progress for progress in told if progress.bound is not None] == []  # true of what is decided only
    whole = build_model(instance)
    for index, value in enumerate(start.solution):
        whole.model.add(whole.model.get_int_var_from_proto_index(index) == value)
    assert cp_model.CpSolver().solve(whole.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["small_plant", "midsize_plant"])
def test_every_shipped_scenario_gives_a_plan_that_the_verifier_finds_clean(name: str) -> None:
    scenario = load_scenario(Path(scenarios_dir() / name))
    outcome = solve(compile_instance(scenario), SolveOptions(time_limit_seconds=90, gap=0.05))
    assert outcome.plan is not None
    verification = verify(scenario, outcome.plan)
    assert verification.is_clean, [breach.measure.sentence for breach in verification.must_breaches]
    assert verification.uncovered_minutes == 0
    assert price(scenario, outcome.plan).total == outcome.stages[0].value
    assert outcome.stages[0].bound <= outcome.stages[0].value


class TestLargeQuestions:
    """Rostered by lines alone at the start, bounded in bulk; here six weeks of two people."""

    @pytest.fixture
    def instance(self, monkeypatch: pytest.MonkeyPatch) -> Instance:
        monkeypatch.setattr("planner.solver.cpsat.start.MOST_IN_ONE_PIECE", 0)
        return compile_instance(office_only(days=42, leave={"ann": "2027-03-15..2027-03-16"}))

    def test_without_a_whole_model_the_plan_is_as_right(
        self, instance: Instance, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as small:
            small.setattr("planner.solver.cpsat.start.MOST_IN_ONE_PIECE", 10_000)
            best = solve(instance, REPEATABLE)
        alone = solve(instance, REPEATABLE)
        assert best.status is SolveStatus.OPTIMAL
        assert alone.plan is not None
        (money,) = alone.stages
        assert verify(instance.scenario, alone.plan).is_clean
        assert 0 < money.bound <= best.stages[0].bound <= money.value

    def test_with_a_deterministic_limit_it_repeats_itself(self, instance: Instance) -> None:
        first, second = solve(instance, REPEATABLE), solve(instance, REPEATABLE)
        assert first.plan is not None
        assert first.plan == second.plan

    def test_no_plan_undercuts_the_bound_in_bulk(self) -> None:
        instance = compile_instance(office_only(days=42, leave={"ann": "2027-03-15..2027-03-16"}))
        outcome = solve(instance, REPEATABLE)
        assert outcome.status is SolveStatus.OPTIMAL
        bound = bulk_bound(instance, REPEATABLE, 60, threading.Event())
        assert 0 < bound <= outcome.stages[0].value

    def test_the_bound_asks_nothing_for_changes_of_a_roster_that_it_does_not_decide(self) -> None:
        """Ann is told of the five shifts that she will work; none of them is changed, so no change is paid."""
        instance = compile_instance(
            office_only(
                people={"ann": {}},
                published={"ann": "D D D D D"},
                facts={"publication": {"today": "2027-03-01", "published_on": "2027-02-10"}},
                pay={"change_pay": {"notice_days": 14, "minutes": 60, "cut_percent": 50, "cut_days": 1}},
            )
        )
        outcome = solve(instance, REPEATABLE)
        assert outcome.plan is not None
        assert bulk_bound(instance, REPEATABLE, 60, threading.Event()) <= outcome.stages[0].value

    def test_a_bound_that_a_plan_refutes_is_dropped_and_told(
        self, instance: Instance, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("planner.solver.cpsat.engine.bulk_bound", lambda *_: 10**9)
        with pytest.warns(EngineFailed, match="1000000000"):
            outcome = solve(instance, REPEATABLE)
        assert outcome.status is SolveStatus.FEASIBLE
        assert outcome.stages[0].bound == 0

    @pytest.mark.parametrize("asked", [(), ({"kind": "post_qualification", "only_people": ["ann"]},)])
    def test_the_bound_counts_on_no_rule_that_is_not_in_the_book(self, asked: tuple[Given, ...]) -> None:
        """Where nobody asks ben for qualification, the cleaner sits at the desk that ann's contract cannot fill."""
        musts = [*(rule for rule in MUSTS if rule["kind"] != "post_qualification"), *asked]
        contracts = {"kind": "contract_hours", "minimum_percent": 0, "maximum_percent": 110}
        instance = compile_instance(
            office_only(
                people={"ann": {}, "ben": {"skills": ["cleaner"]}},
                providers={"mdr": {"offers": {"full": {"monthly_fee": "30000.00"}, "nights": NIGHTS}}},
                rules=(*musts, contracts),
            )
        )
        outcome = solve(instance, REPEATABLE)
        assert outcome.status is SolveStatus.OPTIMAL
        assert bulk_bound(instance, REPEATABLE, 60, threading.Event()) <= outcome.stages[0].value
