"""Rules for some people: the others are not looked at, and the two logics agree on who that is."""

from __future__ import annotations

import pytest

from planner.instance.compile import compile_instance
from planner.plan.result import Breach
from planner.rules.base import Rule, Scope
from planner.verifier import fairness, verify
from tests.rules.casebook import KINDS, make_rule
from tests.rules.harness import Encoded, Judged, measures
from tests.rules.test_agreement import PERSON_RULES, person_world
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

ABOUT_PERSONS = [
    kind for kind, rule in KINDS.items() if rule.card.scope is Scope.PERSON and rule.among != "company"
]
LINES = ("D D D D D D D", "N N N - D D -", "- - N D N D+N D", "- - - - - - -")


def only(kind: str, *people: str) -> Rule:
    return make_rule(kind, {**PERSON_RULES[kind], "only_people": people})


@pytest.mark.parametrize("kind", [kind for kind in PERSON_RULES if kind in ABOUT_PERSONS])
def test_who_is_not_named_may_do_what_the_rule_forbids(kind: str) -> None:
    """Whatever ann does, a rule for ben alone says what it says of ben, and the encoder with it."""
    scenario = person_world("2027-03-01")
    encoded, judged = Encoded([only(kind, "ben")], compile_instance(scenario)), Judged(scenario)
    for ann in LINES:
        for ben in LINES:
            plan = tiny_plan(scenario, lines={"ann": ann, "ben": ben})
            found = judged.measures(only(kind, "ben"), plan)
            assert {measure.subject for measure in found} <= {"ben"}
            if encoded.can_hold(plan):
                is_kept = not any(measure.excess for measure in found)
                assert (encoded.points(plan) is not None) is is_kept, (ann, ben)


@pytest.mark.parametrize("kind", [kind for kind in PERSON_RULES if kind in ABOUT_PERSONS])
def test_a_rule_that_names_everybody_is_the_rule_for_everybody(kind: str) -> None:
    scenario = person_world("2027-03-01")
    plan = tiny_plan(scenario, lines={"ann": LINES[0], "ben": LINES[2]})
    everybody = make_rule(kind, PERSON_RULES[kind])
    assert measures(only(kind, "ann", "ben"), scenario, plan) == measures(everybody, scenario, plan)


def test_shares_are_among_those_who_are_named() -> None:
    scenario = tiny_scenario(people=("ann", "ben", "cem"))
    plan = tiny_plan(scenario, lines={"ann": "N N N N", "cem": "- - - - N N"})
    rule = make_rule("fair_share", {"of": "nights", "tolerance": 0, "only_people": ["ann", "ben"]})
    # Four nights of two people with equal contracts are two each; cem's do not count.
    assert [(one.subject, one.measured, one.limit) for one in measures(rule, scenario, plan)] == [
        ("ann", 4, 2),
        ("ben", 0, 2),
    ]


def test_tables_of_shares_show_those_who_are_named_and_leave_the_others_out() -> None:
    named = {"kind": "fair_share", "of": "nights", "tolerance": 0, "only_people": ["ann", "ben"]}
    refused = {"kind": "refusal_fairness", "only_people": ["ann"]}
    scenario = tiny_scenario(
        people=("ann", "ben", "cem"),
        rules=[named, refused],
        requests=["ann 2027-03-01 avoid any 3", "cem 2027-03-06 avoid any 5"],
    )
    plan = tiny_plan(scenario, lines={"ann": "N N N N", "cem": "- - - - N N"})
    nights, wishes = fairness(scenario, plan).shared
    assert [(share.person, share.units, int(share.expected)) for share in nights.shares] == [
        ("ann", 4, 2),
        ("ben", 0, 2),
    ]
    # Cem works nights, so it would be false that he can have none; the rule is not for him.
    assert (nights.left_out, nights.only) == (0, ("Ann", "Ben"))
    assert nights.sentence().endswith(" The rule is for: Ann, Ben.")
    assert [(share.person, share.units) for share in wishes.shares] == [("ann", 3)]


def test_one_person_may_have_another_limit_than_the_others() -> None:
    rules = [
        {"kind": "max_consecutive_days", "id": "four", "days": 4, "only_people": ["ann"]},
        {"kind": "max_consecutive_days", "id": "five", "days": 5, "only_people": ["ben"]},
    ]
    scenario = tiny_scenario(people=("ann", "ben"), rules=rules)
    plan = tiny_plan(scenario, lines={"ann": "D D D D D", "ben": "D D D D D"})

    def told(breach: Breach) -> tuple[str, str]:
        return breach.rule_id, breach.measure.subject

    broken = [told(breach) for breach in verify(scenario, plan).breaches if breach.kind != "integrity"]
    assert broken == [("four", "ann")]


def test_one_duty_a_day_of_one_person_leaves_others_two() -> None:
    rules = [only("one_duty_a_day", "ann"), make_rule("max_consecutive_days", {"days": 1})]
    scenario = tiny_scenario(people=("ann", "ben"))
    encoded = Encoded(rules, compile_instance(scenario))
    assert encoded.points(tiny_plan(scenario, lines={"ben": "D+N - D+N"})) == 0
    assert encoded.points(tiny_plan(scenario, lines={"ann": "D+N"})) is None


def test_people_without_the_position_are_left_out() -> None:
    people = {"ann": {}, "ben": {"operating_models": ["other"]}}
    scenario = tiny_scenario(people=people)
    plan = tiny_plan(scenario, lines={"ann": "D"})
    assert measures(only("min_rest", "ben"), scenario, plan) == ()
    assert Encoded([only("min_rest", "ben")], compile_instance(scenario)).points(plan) == 0


def test_the_sentence_says_for_whom_it_is() -> None:
    rule = make_rule("max_consecutive_days", {"days": 4, "only_people": ["ann", "ben"]})
    assert rule.sentence() == "For ann, ben: at most 4 working days in a row."


@pytest.mark.parametrize(
    ("kind", "fields", "why"),
    [
        ("work_apart", {"members": ["ann", "ben"]}, "work_apart is about a team"),
        ("cover_requirement", {}, "cover_requirement is about a post"),
        ("no_lone_work", {}, "no_lone_work looks at everybody"),
        ("no_nights", {"only_people": ["ann", "ann"]}, "the same person is named twice"),
    ],
)
def test_rules_that_cannot_be_for_some_people_say_so(kind: str, fields: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make_rule(kind, {"only_people": ["ann"], **fields})
