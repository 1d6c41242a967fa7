"""What the door says about input with something wrong in it: everything, at once, with the place."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TypedDict

import pytest
from ruamel.yaml import YAML

from planner.errors import ScenarioInvalid
from planner.scenario import load_scenario
from tests.scenario.folders import append, copy_of, replace, sentences

FILES = (
    "scenario.yaml",
    "pay.yaml",
    "people.csv",
    "alert_categories.csv",
    "providers.yaml",
    "leave.csv",
    "requests.csv",
    "history.csv",
)
NEEDED = FILES[:4]


class BadInput(TypedDict):
    """One edit, and the whole answer."""

    name: str
    file: str
    old: str
    new: str
    says: list[str]


BAD_INPUTS: list[BadInput] = YAML(typ="safe").load(Path(__file__).with_name("bad_inputs.yaml"))


@pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad["name"].replace(" ", "_"))
def test_the_door_tells_place_value_reason_and_what_is_allowed(bad: BadInput, tmp_path: Path) -> None:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, bad["file"], bad["old"], bad["new"])
    # How many names are not shown changes with every rule kind and says nothing about the problem.
    said = [re.sub(r"and \d+ more", "and … more", sentence) for sentence in sentences(folder)]
    assert said == bad["says"]


def test_the_cases_have_names_of_their_own() -> None:
    assert len({bad["name"] for bad in BAD_INPUTS}) == len(BAD_INPUTS) > 80


def test_all_problems_of_all_files_are_told_at_once_in_reading_order(tmp_path: Path) -> None:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "zone: Europe/Berlin", "zone: Europe/Berln")
    replace(folder, "scenario.yaml", "    skill: it_l3\n", "    skil: it_l3\n")
    replace(folder, "people.csv", "it_l1,24,", "it_l1,2400,")
    append(folder, "leave.csv", "nobody,2027-03-15,2027-03-16")
    append(folder, "leave.csv", "aylin,2027-03-20,2027-03-16")
    said = [sentence.split(" ")[0].rstrip(":") for sentence in sentences(folder)]
    # posts.it_response has lost its skill (line 96) and gained an unknown line (100).
    assert said == [
        "leave.csv:10",
        "leave.csv:11",
        "people.csv:4",
        "scenario.yaml:3",
        "scenario.yaml:96",
        "scenario.yaml:100",
    ]


def test_a_broken_post_is_no_second_problem_where_it_is_named(tmp_path: Path) -> None:
    """history.csv and a rule speak of ot_desk; while its record is broken they are not called wrong as well."""
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "    title: OT desk\n", "")
    assert sentences(folder) == ["scenario.yaml:86 posts.ot_desk.title: this value is missing."]


def test_a_broken_row_of_people_hides_no_other_problem_and_makes_none(tmp_path: Path) -> None:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "people.csv", "lasse,Lasse Mühlroth,ot,", "lasse,,ot,")
    append(folder, "leave.csv", "lasse,2027-04-07,2027-04-07")
    assert sentences(folder) == [
        "leave.csv:10 first_day '2027-04-07': overlaps the leave of lasse in leave.csv:7, which ends on 2027-04-09. "
        "Allowed: each day once.",
        "people.csv:13 name: this value is missing.",
    ]


@pytest.mark.parametrize("file", FILES)
class TestAFile:
    """Each file of a scenario, replaced by something else."""

    def test_that_is_missing_is_told_unless_it_may_be(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        (folder / file).unlink()
        told = f"{file}: the file is missing." in sentences(folder, operating_model="in_house")
        assert told == (file in NEEDED)

    def test_that_is_empty_is_told(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        (folder / file).write_bytes(b"\n  \n")
        assert f"{file}: the file is empty." in sentences(folder)

    def test_that_is_a_folder_is_told(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        (folder / file).unlink()
        (folder / file).mkdir()
        said = [sentence for sentence in sentences(folder) if sentence.startswith(file)]
        assert said == [f"{file}: this is a folder, not a file. Maybe the file is inside {file}?"]

    def test_of_fifty_megabytes_is_refused_by_its_size(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        with (folder / file).open("wb") as stream:
            stream.truncate(50_000_000)  # 50 MB of nothing: refused before it could be read as NUL characters
        limit = 10 if file.endswith(".csv") else 1
        assert (
            f"{file}: the file has 50.0 MB and was not read. Allowed: up to {limit} MB. "
            "Maybe it is an export of something else?" in sentences(folder)
        )

    def test_that_is_not_utf_8_is_told_with_its_line(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        first, rest = (folder / file).read_bytes().split(b"\n", 1)
        (folder / file).write_bytes(first + b"\n" + "München".encode("latin-1") + rest)
        said = [sentence for sentence in sentences(folder) if sentence.startswith(file)]
        assert said[0].startswith(f"{file}:2: the file is not UTF-8 text (byte 0xfc). Allowed: UTF-8")

    def test_with_a_byte_order_mark_and_windows_line_ends_is_read(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
        assert sentences(folder) == []

    def test_with_a_nul_character_is_no_text(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        (folder / file).write_bytes((folder / file).read_bytes() + b"\0")
        last = (folder / file).read_bytes().count(b"\n") + 1
        assert f"{file}:{last}: there is a NUL character, so this is no text file." in sentences(folder)

    def test_that_waits_for_a_writer_is_not_waited_for(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        (folder / file).unlink()
        os.mkfifo(folder / file)
        assert f"{file}: this is not a plain file." in sentences(folder)

    def test_that_points_at_itself_cannot_be_read(self, file: str, tmp_path: Path) -> None:
        folder = copy_of("midsize_plant", tmp_path)
        (folder / file).unlink()
        (folder / file).symlink_to(folder / file)
        said = [sentence for sentence in sentences(folder) if sentence.startswith(file)]
        assert said == [f"{file}: the file cannot be read ({os.strerror(errno.ELOOP).lower()})."]


def test_a_folder_that_does_not_exist_names_the_shipped_scenario_meant(tmp_path: Path) -> None:
    with pytest.raises(
        ScenarioInvalid,
        match=r"there is no such folder.*shipped: large_group, midsize_plant, small_plant, uk_site.*'small_plant'\?",
    ):
        load_scenario(tmp_path / "smal_plant")


def test_a_file_is_not_the_folder_of_a_scenario(tmp_path: Path) -> None:
    (tmp_path / "plant").write_text("title: plant")
    with pytest.raises(ScenarioInvalid, match="this is a file, not the folder of a scenario"):
        load_scenario(tmp_path / "plant")


def test_a_folder_name_that_is_no_key_is_told_with_one_that_is(tmp_path: Path) -> None:
    folder = copy_of("small_plant", tmp_path).rename(tmp_path / "my plant!")
    assert sentences(folder) == [
        "my plant!: the name of the folder is the key of the scenario. Allowed: letters, digits, '_' and '-'. "
        "Maybe rename it to my_plant_?"
    ]


def test_an_operating_model_asked_for_by_the_caller_is_told_as_such(tmp_path: Path) -> None:
    folder = copy_of("small_plant", tmp_path)
    assert sentences(folder, operating_model="manged") == [
        "the operating model asked for 'manged': unknown name. Allowed: hybrid, in_house, managed. Maybe 'managed'?"
    ]


def test_a_file_spelt_differently_is_offered(tmp_path: Path) -> None:
    folder = copy_of("small_plant", tmp_path)
    (folder / "people.csv").rename(folder / "People.CSV")
    assert "people.csv: the file is missing. Maybe rename People.CSV to people.csv?" in sentences(folder)


def test_yaml_1_1_traps_keep_their_meaning(tmp_path: Path) -> None:
    """Plain `22:00` is no number of seconds, and `NO` is Norway."""
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "from: '18:00', to: '22:00'", "from: 18:00, to: 22:00")
    replace(folder, "scenario.yaml", "country: 'DE'\nsubdivision: 'BY'", "country: NO")
    scenario = load_scenario(folder)
    evening = scenario.facts.service_windows["evening"].spans[0]
    assert (evening.start, evening.end) == (18 * 60, 22 * 60)
    assert "Maundy Thursday" in scenario.holiday_names.values()  # a public holiday in Norway, not in Bavaria


def test_problems_beyond_two_hundred_are_counted(tmp_path: Path) -> None:
    folder = copy_of("small_plant", tmp_path)
    row = "nobody,2027-04-05,2027-04-04\n"  # ends before it starts
    (folder / "leave.csv").write_text("person,first_day,last_day\n" + row * 1000)
    (folder / "requests.csv").write_text(
        "person,date,wish,shift,points\n" + "nobody,2027-04-05,want,D,0\n" * 50
    )
    said = sentences(folder)
    # leave.csv is given up after 201 problems, requests.csv has 50: 251 in all.
    assert len(said) == 201
    assert "and: 51 more problems are not shown." in said
