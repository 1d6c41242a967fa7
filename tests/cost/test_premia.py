"""Which premia a minute earns: day types, dates of the year, groups, grades, and nights begun before midnight."""

from __future__ import annotations

from datetime import date

import pytest

from planner.cost import price
from planner.instance import compile_instance
from planner.solver.score import money_of
from tests.cost.kit import lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

LONG_NIGHT = {"N": "20:00+12h long_night", "D": "08:00+12h long_day", "L": "00:00+8h night"}

# § 3b(1) and (3) EStG: night work 25 %, 00-04 40 % if begun before midnight; Sundays 50 %, public holidays and
# 31 December from 14:00 125 %, 24 December from 14:00, 25 and 26 December and 1 May 150 %; of Sunday and holiday
# the higher, night work beside either. Hours 00-04 after a Sunday or holiday still count as that day.
SECTION_3B: Given = {
    "night": {"title": "night", "percent": 25, "from": "20:00", "to": "06:00", "group": "night"},
    "deep": {
        "title": "night from midnight",
        "percent": 40,
        "from": "00:00",
        "to": "04:00",
        "started_before_midnight": True,
        "group": "night",
    },
    "sunday": {"title": "Sunday", "percent": 50, "day": "sunday", "group": "day"},
    "sunday_after": {
        "title": "after a Sunday",
        "percent": 50,
        "day": "sunday",
        "from": "00:00",
        "to": "04:00",
        "started_before_midnight": True,
        "group": "day",
    },
    "holiday": {"title": "public holiday", "percent": 125, "day": "holiday", "group": "day"},
    "new_year_eve": {
        "title": "31 December",
        "percent": 125,
        "day": "dates",
        "dates": ["12-31"],
        "from": "14:00",
        "group": "day",
    },
    "christmas_eve": {
        "title": "24 December",
        "percent": 150,
        "day": "dates",
        "dates": ["12-24"],
        "from": "14:00",
        "group": "day",
    },
    "christmas": {
        "title": "25 and 26 December, 1 May",
        "percent": 150,
        "day": "dates",
        "dates": ["12-25", "12-26", "05-01"],
        "group": "day",
    },
}


def premia_of(start: str, line: str, *, premia: Given = SECTION_3B, holidays: tuple[str, ...] = ()) -> Given:
    """Premium hours and money of ann by key, after both counts of the money have agreed."""
    scenario = tiny_scenario(
        start=start,
        days=7,
        shifts=LONG_NIGHT,
        holidays=holidays,
        pay={"premia": premia, "on_cost_percent": 0},
    )
    plan = tiny_plan(scenario, lines={"ann": line})
    assert price(scenario, plan).total == money_of(compile_instance(scenario), plan)
    lines = lines_of(scenario, plan, "ann")
    return {item.partition(":")[2]: found for item, found in lines.items() if item.startswith("premium")}


class TestGermanShiftPremia:
    """30.00 an hour; ann works one night of twelve hours."""

    def test_hours_after_midnight_earn_more_when_the_night_began_before(self) -> None:
        # Monday 20:00 to Tuesday 08:00: 20-24 and 04-06 at 25 %, 00-04 at 40 %
        assert premia_of("2027-03-01", "N") == {
            "night": (6, "45.00"),  # 6 h x 7.50
            "deep": (4, "48.00"),  # 4 h x 12.00
        }

    def test_a_duty_that_begins_at_midnight_has_not_begun_before_it(self) -> None:
        # Tuesday 00:00 to 08:00: six hours of night, all at 25 %
        assert premia_of("2027-03-01", "- L") == {"night": (6, "45.00")}

    def test_the_hours_after_a_sunday_are_still_sunday_and_night_comes_on_top(self) -> None:
        # Saturday 20:00 to Sunday 08:00: Sunday from 00:00, eight hours, beside the night
        assert premia_of("2027-03-01", "- - - - - N")["sunday"] == (8, "120.00")  # 8 h x 15.00
        # Sunday 20:00 to Monday 08:00: four hours of Sunday and four that count as Sunday
        assert premia_of("2027-03-01", "- - - - - - N") == {
            "night": (6, "45.00"),
            "deep": (4, "48.00"),
            "sunday": (4, "60.00"),
            "sunday_after": (4, "60.00"),
        }

    def test_christmas_eve_from_two_in_the_afternoon(self) -> None:
        # 24 December 2026, a Thursday, 08:00 to 20:00: six hours from 14:00 at 150 % of 30.00
        assert premia_of("2026-12-21", "- - - D") == {"christmas_eve": (6, "270.00")}

    def test_of_a_holiday_and_its_own_date_the_higher_counts(self) -> None:
        # 25 December 2026 08:00-20:00 is a public holiday (125 %) and listed at 150 %
        assert premia_of("2026-12-21", "- - - - D", holidays=("2026-12-25",)) == {"christmas": (12, "540.00")}

    def test_new_years_eve_runs_into_the_holiday(self) -> None:
        # 31 December 2026 20:00 to 1 January 08:00: four hours at 125 %, eight of the public holiday at 125 %
        found = premia_of("2026-12-28", "- - - N", holidays=("2027-01-01",))
        assert found["new_year_eve"] == (4, "150.00")  # 4 h x 37.50
        assert found["holiday"] == (8, "300.00")


@pytest.mark.parametrize(
    ("day", "hours"),
    # One day shift of twelve hours on each of the seven days; Thursday is a public holiday.
    [("any", 84), ("weekday", 60), ("saturday", 12), ("sunday", 12), ("weekend", 24), ("holiday", 12)],
)
def test_a_day_type_takes_its_days_of_the_week(day: str, hours: int) -> None:
    premia = {"extra": {"title": "extra", "percent": 10, "day": day}}
    found = premia_of("2027-03-01", "D D D D D D D", premia=premia, holidays=("2027-03-04",))
    assert found == {"extra": (hours, f"{hours * 3}.00")}  # 30.00 x 10 %


def test_premia_without_a_group_stay_one_group_beside_those_with_one() -> None:
    premia = {
        "low": {"title": "low", "percent": 10},
        "high": {"title": "high", "percent": 20},
        "apart": {"title": "apart", "percent": 5, "group": "risk"},
    }
    # `combination` is `highest`: of low and high 20 % of 12 h x 30.00, and 5 % beside it
    assert premia_of("2027-03-01", "D", premia=premia) == {"high": (12, "72.00"), "apart": (12, "18.00")}


def test_only_the_grades_listed_earn_a_premium() -> None:
    grades = {key: {"title": key, "hourly_rate": "30.00", "salaried": True} for key in ("staff", "lead")}
    premia = {
        "first": {"title": "first", "percent": 10, "grades": ["lead"]},
        "second": {"title": "second", "percent": 8},
    }
    scenario = tiny_scenario(
        people={"ann": {}, "ben": {"grade": "lead"}}, pay={"grades": grades, "premia": premia}
    )
    plan = tiny_plan(scenario, lines={"ann": "D", "ben": "D"})
    assert "premium:first" not in lines_of(scenario, plan, "ann")
    assert lines_of(scenario, plan, "ann")["premium:second"] == (12, "28.80")  # 12 h x 30.00 x 8 %
    assert lines_of(scenario, plan, "ben")["premium:first"] == (12, "36.00")  # the higher one is hers alone
    assert price(scenario, plan).total == money_of(compile_instance(scenario), plan)


def test_clock_and_public_holidays_are_those_of_the_persons_site() -> None:
    sites = {"sofia": {"title": "Sofia", "zone": "Europe/Sofia", "country": "BG"}}
    premia = {
        "late": {"title": "late", "percent": 10, "from": "18:00", "to": "20:00"},
        "holiday": {"title": "holiday", "percent": 50, "day": "holiday"},
    }
    scenario = tiny_scenario(
        people={"ann": {}, "ben": {"site": "sofia"}},
        shifts={"D": "08:00+12h long_day"},
        facts={"sites": sites},
        pay={"premia": premia, "combination": "add"},
    ).model_copy(update={"site_holidays": {"sofia": {date(2027, 3, 3): "Liberation Day"}}})
    instance = compile_instance(scenario)
    # Wednesday 3 March is a public holiday in Bulgaria alone; 18-20 is the end of the shift on either clock.
    slots = {slot.site: slot for slot in instance.slots if slot.day == 2}
    assert slots["sofia"].start == slots[""].start - 60
    # ann: 2 h x 3.00 and 20 % on-costs; ben the holiday besides, 12 h x 15.00
    assert instance.duty_cost["ann", 2, "D"] == 600 + 120
    assert instance.duty_cost["ben", 2, "D"] == 600 + 120 + 18_000 + 3_600
    plan = tiny_plan(scenario, lines={"ann": "- - D"})
    assert price(scenario, plan).total == money_of(instance, plan)
