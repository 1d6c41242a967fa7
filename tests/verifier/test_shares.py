"""Shares and answers to wishes by hand, and that no figure differs from the verdict on the same plan."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.plan.model import Plan
from planner.plan.shares import SHARE_HEADERS, WISH_HEADERS, Fairness, Share
from planner.scenario.scenario import Scenario
from planner.verifier import fairness, measures
from tests.support.shared_week import shared_plan, shared_week
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return shared_week()


@pytest.fixture(scope="module")
def plan(scenario: Scenario) -> Plan:
    return shared_plan(scenario)


@pytest.fixture(scope="module")
def found(scenario: Scenario, plan: Plan) -> Fairness:
    return fairness(scenario, plan)


def test_nights_are_shared_by_contract_and_presence(found: Fairness) -> None:
    nights = found.shared[0]
    # Zoe: 40 h x (7 - 2 on leave + 7 past) = 480; Ann: 20 h x (7 + 7 - 2) = 240; Ben, who came late: 40 h x 7 = 280.
    # 5 nights of Ben and 2 + 2 of before are 9: 9 x 480 / 1000 = 4.32, 9 x 240 / 1000 = 2.16, 9 x 280 / 1000 = 2.52.
    assert list(nights.rows) == [
        ("ann", "20 h x 12 days", "0", "2", "2", "2.2", "-0.2", "4", "0"),
        ("Ben", "40 h x 7 days", "5", "0", "5", "2.5", "+2.5", "4", "1"),
        ("Zoe", "40 h x 12 days", "0", "2", "2", "4.3", "-2.3", "6", "0"),
    ]
    assert nights.sentence() == (
        "9 among 3 people; tolerance 1; earlier weeks count; should, 20 points for each beyond. "
        "1 of the people can have none."
    )


def test_a_desk_that_is_on_call_at_night_gives_no_share_of_nights_but_of_weekends() -> None:
    rules = [
        {"kind": "fair_share", "id": f"fair_{of}", "of": of, "tolerance": 0} for of in ("nights", "weekends")
    ]
    scenario = tiny_scenario(
        shifts={"D": "07:00+12h", "N": "22:00+8h"},
        windows={"day": "mon-sun 06:00-22:00", "night": "mon-sun 00:00-06:00; mon-sun 22:00-24:00"},
        posts={
            "it_desk": {},
            "ot_desk": {
                "domain": "ot",
                "skill": "engineer",
                "attendance": {"day": "seated", "night": "on_call"},
                "call_out_level": "lead",
            },
        },
        levels={"lead": {"domain": "ot"}},
        people={"ann": {}, "ben": {"weekly_minutes": 1200}, "cem": {"skills": ["engineer"]}},
        rules=rules,
    )
    plan = tiny_plan(scenario, lines={"ann": "N N", "ben": "- - N", "cem": "- - - - - D@ot_desk D@ot_desk"})
    nights, weekends = fairness(scenario, plan).shared
    # Nights: 3 among 40 h and 20 h of 7 days, 3 x 40 / 60 = 2 and 1. Weekend duties: 2 among 40 h, 20 h and 40 h.
    assert [(share.person, share.units, share.expected) for share in nights.shares] == [
        ("ann", 2, Fraction(2)),
        ("ben", 1, Fraction(1)),
    ]
    assert nights.left_out == 1
    assert [(share.person, share.units, share.expected) for share in weekends.shares] == [
        ("ann", 0, Fraction(4, 5)),
        ("ben", 0, Fraction(2, 5)),
        ("cem", 2, Fraction(4, 5)),
    ]


def test_deviations_add_up_to_nothing(found: Fairness) -> None:
    for one in found.shared:
        assert sum(share.deviation for share in one.shares) == 0


def test_refused_wishes_are_shared_by_heads(found: Fairness) -> None:
    # Refused: Zoe 5 and 4 of before, Ben 2; 11 / 3 = 3.67, rounded up 4, and 2 more cost nothing. Zoe: 9 - 6.
    assert list(found.shared[1].rows) == [
        ("ann", "1 of 3", "0", "0", "0", "3.7", "-3.7", "6", "0"),
        ("Ben", "1 of 3", "2", "0", "2", "3.7", "-1.7", "6", "0"),
        ("Zoe", "1 of 3", "5", "4", "9", "3.7", "+5.3", "6", "3"),
    ]


def test_wishes_are_told_with_priority_and_answer(found: Fairness) -> None:
    assert [wish.cells() for wish in found.wishes] == [
        ("ann", "Mon 01 Mar", "wants to avoid a duty", "8", "met", "no duty", "refused: 5, 2"),
        ("ann", "Wed 03 Mar", "wants D", "3", "met", "D", "none"),
        ("Ben", "Mon 01 Mar", "wants N", "2", "refused", "no duty", "met: 8; refused: 5"),
        ("Zoe", "Mon 01 Mar", "wants to avoid a duty", "5", "refused", "D", "met: 8; refused: 2"),
    ]
    assert found.wish_sentence() == "2 of 4 wishes met; those refused have 7 points together."


def test_every_cell_has_a_header(found: Fairness) -> None:
    assert {len(row) for one in found.shared for row in one.rows} == {len(SHARE_HEADERS)}
    assert {len(wish.cells()) for wish in found.wishes} == {len(WISH_HEADERS)}


def test_no_figure_differs_from_the_verdict(scenario: Scenario, plan: Plan, found: Fairness) -> None:
    measured = measures(scenario, plan).rules
    for one in found.shared:
        figures = {share.person: (share.total, share.limit, share.excess) for share in one.shares}
        assert figures == {m.subject: (m.measured, m.limit, m.excess) for m in measured[one.rule_id]}
    assert sum(wish.unmet_points for wish in found.wishes) == sum(m.excess for m in measured["requests"])


def test_one_person_sees_the_own_rows_and_the_totals_of_all(found: Fairness) -> None:
    own = found.of("ben")
    assert [[share.name for share in one.shares] for one in own.shared] == [["Ben"], ["Ben"]]
    assert [wish.name for wish in own.wishes] == ["Ben"]
    assert own.shared[0].sentence().startswith("9 among 3 people")
    assert "none" not in own.shared[0].sentence()


def test_one_person_can_tell_having_none_from_not_sharing(found: Fairness) -> None:
    own = found.of("cal").shared[0]
    assert own.rows == ()
    assert own.sentence().endswith("; not among those who share it.")
    # Ann has none of this plan's refused wishes, and a share of them.
    refused = found.of("ann").shared[1]
    assert [row[4] for row in refused.rows] == ["0"]
    assert "not among" not in refused.sentence()


def test_who_can_have_none_is_counted_and_not_named(found: Fairness) -> None:
    assert [one.left_out for one in found.shared] == [1, 1]
    assert not any("Cal" in one.sentence() for one in found.shared)


def test_deviations_add_up_also_with_somebody_who_only_brings_along() -> None:
    rule = {"kind": "fair_share", "of": "nights", "tolerance": 0, "carried": True}
    scenario = tiny_scenario(
        people=("ann", "ben"),
        rules=[rule],
        leave={"ann": "2027-03-01..2027-03-07"},
        past_weeks={"ann": "0h,neutral_days=7,nights=2"},
    )
    shares = fairness(scenario, tiny_plan(scenario, lines={"ben": "N"})).shared[0].shares
    assert [(share.person, share.total, share.expected) for share in shares] == [
        ("ann", 2, Fraction(0)),
        ("ben", 1, Fraction(3)),
    ]
    assert sum(share.deviation for share in shares) == 0


def test_what_is_brought_along_is_no_excess_of_this_plan() -> None:
    share = Share("ann", "Ann", 1, "1 of 2", units=1, carried=9, expected=Fraction(5), tolerance=1)
    assert (share.fair, share.limit, share.excess) == (5, 9, 1)


def test_where_there_is_nothing_to_share_there_are_no_rows(scenario: Scenario) -> None:
    days = scenario.model_copy(update={"past_weeks": ()})
    nights = fairness(days, tiny_plan(days, lines={"zoe": "D"})).shared[0]
    assert nights.rows == ()
    assert nights.sentence().startswith("0 among 3 people; tolerance 1;")


def test_a_rule_book_that_shares_nothing_out_has_no_table() -> None:
    scenario = tiny_scenario()
    assert fairness(scenario, tiny_plan(scenario)) == Fairness((), ())
