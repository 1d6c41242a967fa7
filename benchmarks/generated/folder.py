"""A whole scenario folder of a given size, made from the shipped `midsize_plant`: its posts, rules, alerts and pay.

What grows with the team: alert volumes, desks, what providers include and what they ask for it.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from benchmarks.generated.team import leave, members, past_duties, wishes
from planner.paths import scenarios_dir

START = date(2027, 2, 1)
"""A Monday with no public holiday in the two weeks before; 26 weeks from it hold Easter, Whitsun and the change to
summer time."""

TEMPLATE = "midsize_plant"

VOLUME_PER_PERSON = 0.035
"""Alert volume in those of `midsize_plant`: about as much a head as `large_group`, a little less for want of desks."""

MOST_SEATS = 30
"""What a post may have (data/README.md)."""

FEWEST_PEOPLE = 20
MOST_PEOPLE = 500
MOST_WEEKS = 52


def write_scenario(folder: Path, people: int, weeks: int, seed: int) -> None:
    """Write the files of a scenario into a folder, which is made if it is not there.

    Raises ValueError when the size is outside what the generator knows to be solvable.
    """
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE or not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(f"{FEWEST_PEOPLE} to {MOST_PEOPLE} people, 1 to {MOST_WEEKS} weeks")
    folder.mkdir(parents=True, exist_ok=True)
    template = scenarios_dir() / TEMPLATE
    volume = VOLUME_PER_PERSON * people
    facts = _scaled_facts(_read(template / "scenario.yaml"), people, weeks, volume)
    _write(folder / "scenario.yaml", facts)
    _write(folder / "providers.yaml", _scaled_providers(_read(template / "providers.yaml"), volume))
    for name in ("pay.yaml", "alert_categories.csv"):
        shutil.copyfile(template / name, folder / name)
    _write_people(folder, people, weeks, facts, random.Random(seed))


def _write_people(
    folder: Path, people: int, weeks: int, facts: dict[str, Any], chance: random.Random
) -> None:
    team = members(people)
    absent = leave(team, START, weeks)
    _write_rows(
        folder / "people.csv",
        ("person", "name", "grade", "skills", "weekly_hours", "restrictions"),
        ((m.person, m.name, m.grade, m.skills, m.weekly_hours, m.restrictions) for m in team),
    )
    _write_rows(
        folder / "leave.csv",
        ("person", "first_day", "last_day"),
        ((person, first, last) for person, days in absent.items() for first, last in _stretches(days)),
    )
    _write_rows(
        folder / "requests.csv",
        ("person", "date", "wish", "shift", "points"),
        wishes(team, absent, START, weeks, chance),
    )
    history = past_duties(team, START, facts["horizon"]["history_days"], ZoneInfo(facts["zone"]))
    _write_rows(
        folder / "history.csv",
        ("person", "post", "shift", "start", "end"),
        (
            (person, post, shift, begins.isoformat("T", "minutes"), ends.isoformat("T", "minutes"))
            for person, post, shift, begins, ends in history
        ),
    )


def _scaled_facts(facts: dict[str, Any], people: int, weeks: int, volume: float) -> dict[str, Any]:
    facts["title"] = f"Generated: {people} people, {weeks} weeks"
    facts["calendar_host"] = "soc.generated.example"
    facts["horizon"] |= {"start": START, "days": 7 * weeks}
    facts["demand"]["volume_factor"] = round(volume, 3)
    for post in facts["posts"].values():
        # A post of few desks is one of call-outs; more of them would change nothing.
        if post["seats"] > 2:
            post["seats"] = min(MOST_SEATS, max(post["seats"], round(post["seats"] * volume)))
    for rule in facts["rules"]:
        if rule["kind"] == "fair_share":
            # Deviations grow with the horizon; the shipped tolerances are for four weeks.
            rule["tolerance"] *= max(1, round(weeks / 8))
    return facts


def _scaled_providers(tables: dict[str, Any], volume: float) -> dict[str, Any]:
    for provider in tables["providers"].values():
        for offer in provider["offers"].values():
            if "included_cases" in offer:
                offer["included_cases"] = round(offer["included_cases"] * volume)
            if "monthly_fee" in offer:
                offer["monthly_fee"] = f"{float(offer['monthly_fee']) * volume:.2f}"
    return tables


def _stretches(days: Sequence[date]) -> Iterable[tuple[date, date]]:
    """First and last of days in a row."""
    for _, group in groupby(enumerate(days), key=lambda found: found[1] - timedelta(days=found[0])):
        run = [day for _, day in group]
        yield run[0], run[-1]


def _read(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def _write(path: Path, content: dict[str, Any]) -> None:
    writer = YAML()
    writer.width = 110
    with path.open("w", encoding="utf-8") as file:
        writer.dump(content, file)


def _write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
