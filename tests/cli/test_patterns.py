"""`patterns` lays the shipped rotations out."""

from __future__ import annotations

from tests.cli.kit import one_line, planner


def test_every_rotation_is_measured_and_its_weak_points_are_told() -> None:
    ran = planner("patterns", columns=160)
    assert ran.code == 0, ran.err
    cells = (line.replace("│", " ").split() for line in ran.out.splitlines())
    lines = {row[0]: row[1:] for row in cells if len(row) == 10}
    assert len(lines) == 11
    assert {row[0] for row in lines.values()} == {"0"}
    # Six nights in a row, and a calendar week with less than 35 hours at a stretch.
    assert lines["six_on_two_off"][1:5] == ["42.0", "6", "6", "16"]
    assert lines["six_on_two_off"][7] == "22/20"
    assert "under 35 h is short of EU law" in one_line(ran.out)
