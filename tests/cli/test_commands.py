"""The other commands, help, and what a start of the program loads."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from planner.cli.main import app
from planner.scenario.load import load_scenario
from tests.cli.conftest import TITLE, Planned
from tests.cli.kit import MIDSIZE, PATIENCE, ROOT, SMALL, copy_of, edit, one_line, planner

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
HEAVY = ("ortools", "pandas", "numpy", "plotly", "streamlit", "icalendar")


def test_check_says_what_a_good_scenario_holds() -> None:
    ran = planner("check", MIDSIZE)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("No problems. Mid-size plant")
    assert "14 people" in ran.out
    assert "28 days from 2027-03-15" in ran.out


def test_check_lists_problems_on_stderr(tmp_path: Path) -> None:
    scenario = copy_of(SMALL, tmp_path / "broken")
    edit(scenario / "people.csv", "dana,Dana Kowalczyk-Reyes,lead", "dana,Dana Kowalczyk-Reyes,chief")
    ran = planner("check", scenario)
    assert ran.code == 1
    assert ran.out == ""
    assert "people.csv:5 grade 'chief'" in ran.err


def test_check_knows_an_operating_model_that_does_not_exist() -> None:
    ran = planner("check", SMALL, "-m", "outsourced")
    assert ran.code == 1
    assert "hybrid" in ran.err
    assert "Traceback" not in ran.err


def test_check_names_levels_whose_waiting_is_close_to_working_time(tmp_path: Path) -> None:
    folder = copy_of(MIDSIZE, tmp_path / "closer")
    level = "    title: L2 on call\n    domain: it\n    skill: it_l2\n    response_minutes: "
    edit(folder / "scenario.yaml", f"{level}30", f"{level}20")
    ran = planner("check", folder)
    assert ran.code == 0, ran.err
    told = one_line(ran.out)
    assert "No problems." in told
    assert "Look again: " in told
    assert "20 min to answer lie between 10 min (working time) and 30 min (rest)" in told
    assert "CJEU C-518/15 Matzak, C-344/19 D.J., C-580/19 Stadt Offenbach" in told


def test_check_has_nothing_to_tell_of_levels_that_are_rest_by_their_response_alone() -> None:
    assert "Look again" not in planner("check", MIDSIZE).out


def test_rules_tells_what_a_higher_layer_replaced(tmp_path: Path) -> None:
    folder = copy_of(MIDSIZE, tmp_path / "permitted")
    edit(folder / "scenario.yaml", "packs: [germany,", "packs: [germany_permit_12h,")
    ran = planner("rules", folder, columns=160)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1] == (
        "max_shift_length: labour/germany_permit_12h replaces labour/germany, where it was: "
        "No duty has more than 10 h of working time."
    )


def test_rules_tells_when_waiting_on_call_is_work_and_whose_word_that_is(tmp_path: Path) -> None:
    folder = copy_of(MIDSIZE, tmp_path / "agreed")
    edit(
        folder / "scenario.yaml",
        "\nrules:",
        "\nstand_by: {work_within_minutes: 0, rest_from_minutes: 1, source: Agreement (invented)}\nrules:",
    )
    ran = planner("rules", folder, columns=160)
    assert ran.code == 0, ran.err
    assert (
        "stand_by (parameters): Waiting on call is working time on site, and rest with 1 min or more."
        in ran.out
    )
    assert "From scenario: Agreement (invented)" in ran.out
    assert ran.out.splitlines()[-1] == (
        "stand_by: scenario replaces labour/germany, where it was: Waiting on call is working time on site or with at "
        "most 10 min to answer, and rest with 30 min or more; between the two it is working time where more than 1 "
        "call-outs are expected in 24 h."
    )


def test_rules_prints_each_rule_in_words_with_its_source(planned: Planned) -> None:
    ran = planner("rules", planned.scenario, columns=160)
    assert ran.code == 0, ran.err
    assert f"Rule book of {TITLE}" in one_line(ran.out)
    for rule in load_scenario(planned.scenario).rule_book:
        assert rule.id in ran.out
    assert "At least 11 h of rest between two duties." in one_line(ran.out)
    assert "820 ILCS 140/2" in ran.out


def test_rules_tells_layer_scope_and_edges_of_each_rule_in_80_columns(planned: Planned) -> None:
    ran = planner("rules", planned.scenario, columns=80)
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    said = one_line(ran.out)
    book = load_scenario(planned.scenario)
    for rule_id, origins in book.rule_origins.items():
        layer, rule = origins[-1]
        assert f"{rule_id} ({rule.strength.value}" in said
        assert f"From {layer}: {' '.join((rule.source or '; '.join(rule.card.sources)).split())}" in said
        assert f"Looks at: {rule.card.boundary}" in said
    assert "From labour/us_illinois: 820 ILCS 140/2" in said
    assert "From labour/good_practice: " in said
    assert "From operating/managed: " in said


def test_no_rule_shows_a_value_as_a_program_writes_it() -> None:
    sentences = {rule.id: rule.sentence() for rule in load_scenario(MIDSIZE).rule_book}
    stays = sentences["ot_response_internal"]
    assert stays.startswith("Stays internal: domains ot, phases response, categories all, windows all")
    for sentence in sentences.values():
        assert not {"True", "False", "None", ",", "()"} & set(
            sentence.replace("(", "( ").replace(")", " )").split()
        )


@pytest.mark.slow
def test_compare_shows_the_three_operating_models_side_by_side(tmp_path: Path) -> None:
    ran = planner("compare", SMALL, "--out", tmp_path / "three", "--workers", 1, columns=120)
    assert ran.code == 0, ran.err
    rows = [line.split("│") for line in ran.out.splitlines() if line.startswith("│")]
    assert [cells[1].strip() for cells in rows] == ["in_house", "hybrid", "managed"]
    assert [cells[3].strip() for cells in rows] == ["covered"] * 3
    money = {cells[1].strip(): int(cells[4].split()[0].replace(",", "")) for cells in rows}
    # For four people a provider is the cheapest way to be covered round the clock.
    assert min(money, key=lambda model: money[model]) == "managed"
    assert f"Cheapest clean plan: managed, {money['managed']:,} USD" in ran.out
    assert all((tmp_path / "three" / model / "report.html").is_file() for model in money)


def test_without_a_command_there_is_help() -> None:
    result = CliRunner().invoke(app, [])
    assert "Usage" in result.output
    assert all(name in result.output for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_help(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"], terminal_width=200)
    assert result.exit_code == 0
    assert "Usage" in result.output
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


def shown_commands() -> list[tuple[str, str]]:
    """Each `python -m planner …` line of the documents, with the file that shows it."""
    files = [
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "data").glob("*.md"),
    ]
    line = re.compile(r"(?:python|\(PY\)) -m planner ([a-z][^`#\n]*)")
    return [(file.name, words) for file in files for words in line.findall(file.read_text(encoding="utf-8"))]


def test_documents_show_only_commands_and_options_that_exist() -> None:
    shown = shown_commands()
    assert {words.split()[0] for _, words in shown} >= {"plan", "verify", "compare", "check", "rules"}
    for file, words in shown:
        command, *rest = words.split()
        assert command in COMMANDS, f"{file}: {words}"
        options = {option for parameter in COMMANDS[command].params for option in parameter.opts}
        unknown = {word for word in rest if word.startswith("-") and word not in options}
        assert not unknown, f"{file}: {words} has {unknown}"


HELP = "import runpy; sys.argv = ['planner', '--help']; runpy.run_module('planner', run_name='__main__')"


@pytest.mark.parametrize("start", ["import planner", HELP], ids=["import", "help"])
def test_a_start_loads_nothing_heavy(start: str) -> None:
    # The module list is printed from an exit handler, since help ends the program.
    script = f"import atexit, sys; atexit.register(lambda: print('loaded', *sys.modules)); {start}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.splitlines()[-1].split()
    assert loaded[0] == "loaded"
    assert "planner" in loaded
    assert not set(HEAVY) & set(loaded)
