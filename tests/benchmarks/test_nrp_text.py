"""Instance files are read as they are, or refused with the line that cannot be."""

from __future__ import annotations

import pytest

from benchmarks.nrp.text import Cover, Employee, Request, ShiftType, parse_instance
from benchmarks.reading import InstanceUnreadable
from tests.benchmarks.nrp_ward import WARD


def test_a_file_is_read_whole() -> None:
    ward = parse_instance(WARD)
    assert ward.days == 14
    assert ward.shifts == {"D": ShiftType(480, frozenset()), "N": ShiftType(600, frozenset("D"))}
    assert list(ward.staff) == ["ann", "ben", "cem"]
    assert ward.staff["cem"] == Employee({"D": 2, "N": 14}, 4200, 1200, 4, 1, 3, 1)
    assert ward.days_off == {"ann": {0}, "cem": {3, 4}}
    assert ward.wanted == (Request("ann", 2, "D", 3), Request("ben", 5, "N", 2))
    assert ward.unwanted == (Request("ben", 1, "D", 4),)
    assert ward.cover[:2] == (Cover(0, "D", 1, 100, 1), Cover(0, "N", 0, 100, 2))
    assert len(ward.cover) == 6


def test_blank_lines_and_blanks_do_not_matter() -> None:
    assert parse_instance(WARD.replace("\n", "  \n\n")) == parse_instance(WARD)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("SECTION_COVER", "SECTION_COVERS", "ward.txt:20: unknown section 'SECTION_COVERS'"),
        ("SECTION_COVER\n", "", "ward.txt: SECTION_COVER is missing"),
        ("SECTION_DAYS_OFF\nann,0\ncem,3,4\n", "", "ward.txt: SECTION_DAYS_OFF is missing"),
        ("SECTION_COVER", "SECTION_HORIZON", "ward.txt:20: this section was there before"),
        ("SECTION_HORIZON\n", "x\nSECTION_HORIZON\n", "ward.txt:2: content before the first section"),
        ("14\n", "14\n15\n", "ward.txt: SECTION_HORIZON has 2 lines in place of one"),
        ("14\n", "15\n", "ward.txt:3: the horizon is not whole weeks"),
        ("N,600,D", "N,600,E", "ward.txt:6: unknown shift 'E'"),
        ("N,600,D", "N,0,D", "ward.txt:6: a shift takes more than no time"),
        ("N,600,D", "D,600,D", "ward.txt:6: this shift was there before"),
        ("ann,D=14|N=0", "ann,D=14", "ward.txt:9: not every shift has a limit"),
        ("ann,D=14|N=0", "ann,D=14|D=0", "ward.txt:9: 'D=0' is not a limit of a shift"),
        ("ann,D=14|N=0,3360,2400", "ann,D=14|N=0,2400,3360", "ward.txt:9: the least minutes are above"),
        ("ann,D=14|N=0,3360", "ann,D=14|N=0,-1", "ward.txt:9: '-1' is not a whole number from 0"),
        ("ben,D=14", "ann,D=14", "ward.txt:10: this person was there before"),
        ("ann,0\n", "eve,0\n", "ward.txt:13: unknown person 'eve'"),
        ("ann,0\n", "ann,14\n", "ward.txt:13: day 14 is not in the horizon of 14 days"),
        ("cem,3,4\n", "ann,3,4\n", "ward.txt:14: days off of this person were there before"),
        ("ben,5,N,2", "ann,2,D,2", "ward.txt:17: this request was there before"),
        ("0,N,0,100,2", "0,D,0,100,2", "ward.txt:22: cover of this shift was there before"),
        ("0,N,0,100,2", "0,N,0,100", "ward.txt:22: 5 fields expected, found 4"),
        ("0,N,0,100,2", "0,N,0,100,1.5", "ward.txt:22: '1.5' is not a whole number from 0"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert old in WARD
    with pytest.raises(InstanceUnreadable) as refusal:
        parse_instance(WARD.replace(old, new, 1), "ward.txt")
    assert str(refusal.value).startswith(said)
