"""Rows that do not fit the scenario or one another: each fault is told, none ends in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from planner.plan.model import Assignment, ContractChoice, Duty, EscalationDuty, Plan, SeatSlot
from planner.scenario.base import Domain, Phase
from planner.verifier import verify
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.verifier.support import breaches_of, sound_week, utc


def faults(plan: Plan, integrity: str) -> list[str]:
    """Sentences of one integrity run for an edited sound week."""
    scenario, _ = sound_week()
    return [sentence for rule, sentence in breaches_of(verify(scenario, plan)) if rule == integrity]


def with_duty(**change: object) -> Plan:
    """The sound week with its first duty (ann, D on Monday) changed."""
    _, plan = sound_week()
    first, *others = plan.roster
    return replace(plan, roster=(replace(first, **change), *others))  # type: ignore[arg-type]  # fields of a duty


def test_a_sound_week_has_no_fault_and_every_row_was_looked_at() -> None:
    scenario, plan = sound_week()
    verdict = verify(scenario, plan)
    assert breaches_of(verdict) == []
    measures = {run.rule_id: run.measures for run in verdict.runs if run.kind == "integrity"}
    assert measures == {
        "contract_integrity": 1,
        "segmentation_integrity": 1,
        "roster_integrity": 14,
        "seats_integrity": 1 + len(plan.seats),
        "escalation_integrity": 1,
    }


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"person": "zoe"}, "zoe, D on Mon 1 March: there is no person 'zoe'"),
        ({"post": "attic"}, "Ann, D on Mon 1 March: there is no post or activity 'attic'"),
        ({"shift": "X"}, "Ann, X on Mon 1 March: there is no shift type 'X'"),
        ({"end": utc(1, 6)}, "Ann, D on Mon 1 March: it does not end after its start"),
        (
            {"end": utc(1, 17), "paid_minutes": 660},
            "Ann, D on Mon 1 March: it runs from Mon 1 March 07:00 to Mon 1 March 18:00, "
            "the shift type from Mon 1 March 07:00 to Mon 1 March 19:00",
        ),
        (
            {"paid_minutes": 700},
            "Ann, D on Mon 1 March: 700 paid minutes are written; 12 h without a break of 0 min are 720",
        ),
        (
            {"start": utc(2, 12), "end": utc(3, 0)},
            "Ann, D on Tue 2 March: it runs from Tue 2 March 13:00 to Wed 3 March 01:00, "
            "the shift type from Tue 2 March 07:00 to Tue 2 March 19:00",
        ),
        ({"start": utc(8, 6), "end": utc(8, 18)}, "Ann, D on Mon 8 March: it starts outside the horizon"),
        (
            {"person": "ben"},
            "Ben, D on Mon 1 March: the person is in N from Sun 28 February 19:00 to Mon 1 March 07:00 "
            "at the same time",
        ),
    ],
)
def test_a_duty_that_does_not_fit_is_told(change: dict[str, object], fault: str) -> None:
    if change == {"person": "ben"}:
        # An hour earlier than written, so that ben's night of history still runs.
        change = {**change, "start": utc(1, 5), "end": utc(1, 17)}
    assert fault in faults(with_duty(**change), "roster_integrity")


def test_a_person_is_in_one_place_at_a_time() -> None:
    _, plan = sound_week()
    again = replace(plan, roster=(*plan.roster, plan.roster[0]))
    assert faults(again, "roster_integrity") == [
        "Ann, D on Mon 1 March: the person is in D from Mon 1 March 07:00 to Mon 1 March 19:00 at the same time"
    ]


def test_a_position_of_another_operating_model_does_not_work() -> None:
    scenario = tiny_scenario(people={"ann": {"operating_models": ["other"]}})
    plan = tiny_plan(scenario, lines={"ann": "D"}, on_call={"lead": "ann"})
    sentences = [sentence for rule, sentence in breaches_of(verify(scenario, plan)) if "position" in sentence]
    assert sentences == [
        "Ann, D on Mon 1 March: the position of Ann does not exist in the operating model tiny",
        "it lead, Ann from Mon 1 March 00:00: the position of Ann does not exist in the operating model tiny",
    ]


def test_a_shift_type_that_the_scenario_does_not_use_is_told() -> None:
    scenario = tiny_scenario(facts={"shifts": ("N",)})
    plan = tiny_plan(tiny_scenario(), lines={"ann": "D"})
    assert (
        "roster_integrity",
        "Ann, D on Mon 1 March: the scenario does not use shift type D",
    ) in breaches_of(verify(scenario, plan))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"holder": "zoe"}, "it lead, zoe from Mon 1 March 00:00: there is no person 'zoe'"),
        (
            {"holder": "internal"},
            "it lead, our own people from Mon 1 March 00:00: the holder must be a named person or a provider",
        ),
        ({"level": "boss"}, "it boss, Cem from Mon 1 March 00:00: there is no level 'boss' in IT"),
        ({"domain": Domain.OT}, "ot lead, Cem from Mon 1 March 00:00: there is no level 'lead' in OT"),
        ({"end": utc(9, 0)}, "it lead, Cem from Mon 1 March 00:00: it lies outside the horizon"),
        ({"end": utc(1, 0, month=2)}, "it lead, Cem from Mon 1 March 00:00: it does not end after its start"),
        (
            {"response_minutes": 5},
            "it lead, Cem from Mon 1 March 00:00: a response within 5 min is written; 30 min are promised",
        ),
    ],
)
def test_an_on_call_row_that_does_not_fit_is_told(change: dict[str, object], fault: str) -> None:
    _, plan = sound_week()
    (row,) = plan.escalation
    edited: EscalationDuty = replace(row, **change)  # type: ignore[arg-type]  # fields of the row
    assert faults(replace(plan, escalation=(edited,)), "escalation_integrity") == [fault]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"category": "fax"}, "Segmentation of fax triage always: there is no such work item"),
        ({"phase": Phase.RESPONSE}, "Segmentation of mail response always: there is no such work item"),
        ({"window": "never"}, "Segmentation of mail triage never: there is no service window 'never'"),
        (
            {"responsible": "acme"},
            "Segmentation of mail triage always: 'acme' is neither 'internal' nor a provider",
        ),
        (
            {"accountable": "acme"},
            "Segmentation of mail triage always: 'acme' is neither 'internal' nor a provider",
        ),
    ],
)
def test_a_segmentation_row_that_does_not_fit_is_told(change: dict[str, object], fault: str) -> None:
    _, plan = sound_week()
    (row,) = plan.segmentation
    edited: Assignment = replace(row, **change)  # type: ignore[arg-type]  # fields of the row
    found = faults(replace(plan, segmentation=(edited,)), "segmentation_integrity")
    moved = edited.category != "mail" or edited.phase is not Phase.TRIAGE or edited.window != "always"
    missing = ["Segmentation of mail triage always: the row is missing"] if moved else []
    assert found == [fault, *missing]


def test_a_window_that_does_not_occur_needs_no_row() -> None:
    # The only Wednesday is a holiday, so the hours of Wednesdays never come.
    windows = {"wednesday": "wed 00:00-24:00", "rest": "mon-tue 00:00-24:00; thu-sun 00:00-24:00"}
    scenario = tiny_scenario(windows=windows, holidays=["2027-03-03"])
    plan = tiny_plan(scenario, responsible={"mail triage wednesday": "-"})
    rules = {rule for rule, _ in breaches_of(verify(scenario, plan))}
    assert "segmentation_integrity" not in rules


def test_a_row_written_twice_is_told() -> None:
    _, plan = sound_week()
    twice = replace(plan, segmentation=plan.segmentation * 2)
    assert (
        faults(twice, "segmentation_integrity")
        == ["Segmentation of mail triage always: the row is there 2 times"] * 2
    )


@pytest.mark.parametrize(
    ("contracts", "expected"),
    [
        ([("acme", "full")], ["Offer full of acme: 'acme' is neither 'internal' nor a provider"]),
        ([("mdr", "gold")], ["Offer gold of provider: there is no such offer; it sells full, basic"]),
        ([("internal", "full")], ["Offer full of our own people: our own people sell no offer"]),
        (
            [("mdr", "full"), ("mdr", "basic")],
            [
                "Offer full of provider: 2 offers of this provider are bought; one is the most",
                "Offer basic of provider: 2 offers of this provider are bought; one is the most",
            ],
        ),
    ],
)
def test_a_contract_that_does_not_fit_is_told(contracts: list[tuple[str, str]], expected: list[str]) -> None:
    scenario = tiny_scenario(providers={"mdr": {"offers": {"full": {}, "basic": {}}}})
    plan = replace(tiny_plan(scenario), contracts=tuple(ContractChoice(*pair) for pair in contracts))
    verdict = breaches_of(verify(scenario, plan))
    assert [sentence for rule, sentence in verdict if rule == "contract_integrity"] == expected


def test_an_operating_model_without_providers_allows_none() -> None:
    scenario = tiny_scenario(providers={"mdr": {}})
    in_house = scenario.operating_model.model_copy(update={"providers_allowed": False, "title": "In-house"})
    scenario = scenario.model_copy(update={"operating_model": in_house})
    plan = tiny_plan(scenario, responsible={"mail triage always": "mdr"}, bought={"mdr": "full"})
    allowed = "the operating model In-house allows no providers"
    verdict = breaches_of(verify(scenario, plan))
    assert ("contract_integrity", f"Offer full of provider: {allowed}") in verdict
    assert ("segmentation_integrity", f"Segmentation of mail triage always: {allowed}") in verdict


def test_a_plan_for_something_else_is_told() -> None:
    _, plan = sound_week()
    other = replace(plan, scenario="moon", operating_model="managed")
    assert faults(other, "contract_integrity") == [
        "The plan: it is for the scenario 'moon', not 'tiny'",
        "The plan: it is for the operating model 'managed', not 'tiny'",
    ]


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (
            lambda slot: replace(slot, rostered=2),
            "Seats of desk from Mon 1 March 07:00 to Mon 1 March 19:00: 2 rostered are written; 1 are there",
        ),
        (
            lambda slot: replace(slot, required=0),
            "Seats of desk from Mon 1 March 07:00 to Mon 1 March 19:00: 0 required are written; the load needs 1",
        ),
        (
            lambda slot: replace(slot, load_erlangs=0.1),
            "Seats of desk from Mon 1 March 07:00 to Mon 1 March 19:00: a load of 0.100 erlangs is written; "
            "it is 0.042",
        ),
        (
            lambda slot: replace(slot, responsible="mdr"),
            "Seats of desk from Mon 1 March 07:00 to Mon 1 March 19:00: mdr is written as responsible; "
            "it is internal",
        ),
        (
            lambda slot: replace(slot, start=slot.start + timedelta(minutes=1)),
            "Seats of desk: no row from Mon 1 March 07:00 to Mon 1 March 07:01",
        ),
        (
            lambda slot: replace(slot, start=slot.start - timedelta(minutes=1)),
            "Seats of desk: two rows, or one outside the horizon, at Mon 1 March 06:59",
        ),
        (
            lambda slot: replace(slot, end=slot.start),
            "Seats of desk from Mon 1 March 07:00 to Mon 1 March 07:00: it does not end after its start",
        ),
        (lambda slot: replace(slot, post="attic"), "Seats of attic: there is no post 'attic'"),
    ],
)
def test_a_seat_row_that_is_not_true_is_told(edit: Callable[[SeatSlot], SeatSlot], fault: str) -> None:
    _, plan = sound_week()
    slots = [edit(slot) if slot.start == utc(1, 6) else slot for slot in plan.seats]
    assert fault in faults(replace(plan, seats=tuple(slots)), "seats_integrity")


def test_seat_rows_reach_from_the_start_of_the_horizon_to_its_end() -> None:
    _, plan = sound_week()
    last = max(plan.seats, key=lambda slot: slot.end)
    later = replace(last, end=last.end + timedelta(minutes=1))
    assert faults(replace(plan, seats=()), "seats_integrity") == [
        "Seats of desk: no row from Mon 1 March 00:00 to Mon 8 March 00:00"
    ]
    longer = replace(plan, seats=tuple(later if slot == last else slot for slot in plan.seats))
    assert faults(longer, "seats_integrity") == ["Seats of desk: the last row ends after the horizon"]


def test_a_load_is_true_within_a_hundredth() -> None:
    # 6 an hour of 15 min: 1.5 erlangs. 1.514 is within 1 %, 1.516 is not.
    scenario = tiny_scenario(categories={"mail": {"per_day": 144, "triage_minutes": 15}})
    plan = tiny_plan(scenario, required={"it_desk": 9})
    for load, is_true in [(1.5, True), (1.514, True), (1.516, False), (1.486, True), (1.484, False)]:
        seats = tuple(replace(slot, load_erlangs=load) for slot in plan.seats)
        verdict = breaches_of(verify(scenario, replace(plan, seats=seats)))
        assert any("erlangs" in sentence for _, sentence in verdict) is not is_true


def test_every_row_may_be_nonsense_at_once() -> None:
    scenario, plan = sound_week()
    nonsense = replace(
        plan,
        contracts=(ContractChoice("x", "y"), ContractChoice("x", "z")),
        segmentation=(Assignment("x", Phase.TRIAGE, "y", "z", "w"),),
        roster=(
            Duty("x", utc(2, 0), utc(1, 0), "y", "z", -5),
            Duty("ann", utc(2, 0), utc(2, 0), "y", "z", 0),
        ),
        escalation=(EscalationDuty(Domain.OT, "x", utc(2, 0), utc(1, 0), "y", -1),),
        seats=(SeatSlot("x", utc(2, 0), utc(1, 0), -1.0, 0, 0, ""),),
    )
    verdict = verify(scenario, nonsense)
    assert not verdict.is_clean
    assert verdict.uncovered_minutes == verdict.minutes_checked
