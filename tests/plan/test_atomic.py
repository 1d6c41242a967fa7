"""A plan folder is replaced as a whole, and nobody else's files are touched."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import PlanFilesInvalid
from planner.plan.atomic import replace_folder, require_replaceable


def writer(text: str) -> Callable[[Path], None]:
    """Writes a plan whose document is `text`, with one calendar."""

    def write(folder: Path) -> None:
        (folder / "plan.json").write_text(text, encoding="utf-8")
        (folder / "calendars").mkdir()
        (folder / "calendars" / "team.ics").write_text(text, encoding="utf-8")

    return write


def content(target: Path) -> dict[str, str]:
    return {
        str(file.relative_to(target)): file.read_text(encoding="utf-8")
        for file in target.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "plant"


def test_a_new_folder_is_made_with_its_parents(target: Path) -> None:
    replace_folder(target, writer("new"))
    assert content(target) == {"plan.json": "new", "calendars/team.ics": "new"}
    assert [entry.name for entry in target.parent.iterdir()] == ["plant"]


def test_an_old_plan_is_replaced_and_nothing_of_it_stays(target: Path) -> None:
    replace_folder(target, writer("old"))
    (target / "report.html").write_text("old", encoding="utf-8")
    replace_folder(target, writer("new"))
    assert content(target) == {"plan.json": "new", "calendars/team.ics": "new"}
    assert [entry.name for entry in target.parent.iterdir()] == ["plant"]


def test_the_old_plan_can_be_read_while_the_new_one_is_written(target: Path) -> None:
    replace_folder(target, writer("old"))
    seen = {}

    def write(folder: Path) -> None:
        seen.update(content(target))
        writer("new")(folder)

    replace_folder(target, write)
    assert seen["calendars/team.ics"] == "old"


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_when_writing_fails_the_old_plan_stays(target: Path, failure: type[BaseException]) -> None:
    replace_folder(target, writer("old"))

    def write(folder: Path) -> None:
        writer("half")(folder)
        raise failure

    with pytest.raises(failure):
        replace_folder(target, write)
    assert content(target) == {"plan.json": "old", "calendars/team.ics": "old"}
    assert [entry.name for entry in target.parent.iterdir()] == ["plant"]


def test_a_full_disk_is_a_problem_and_not_a_traceback(target: Path) -> None:
    def write(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(PlanFilesInvalid, match="No space left on device"):
        replace_folder(target, write)
    assert not target.exists()


def test_when_the_last_rename_fails_the_old_plan_is_put_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_folder(target, writer("old"))
    rename = Path.rename

    def fail_for_the_new_one(self: Path, to: Path) -> Path:
        if self.name.endswith(".writing"):
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail_for_the_new_one)
    with pytest.raises(PlanFilesInvalid, match="Permission denied"):
        replace_folder(target, writer("new"))
    assert content(target) == {"plan.json": "old", "calendars/team.ics": "old"}


def test_what_a_crash_left_behind_is_cleared_away(target: Path) -> None:
    replace_folder(target, writer("old"))
    for purpose in ("writing", "old"):
        left = target.with_name(f".plant.{purpose}")
        left.mkdir()
        (left / "roster.csv").write_text("half", encoding="utf-8")
    replace_folder(target, writer("new"))
    assert content(target) == {"plan.json": "new", "calendars/team.ics": "new"}
    assert [entry.name for entry in target.parent.iterdir()] == ["plant"]


def test_a_crash_between_the_renames_loses_nothing(target: Path) -> None:
    replace_folder(target, writer("old"))
    target.rename(target.with_name(".plant.old"))
    with pytest.raises(RuntimeError):
        replace_folder(target, failing)
    assert content(target) == {"plan.json": "old", "calendars/team.ics": "old"}


def failing(folder: Path) -> None:
    raise RuntimeError


def test_two_runs_never_write_to_one_folder(target: Path) -> None:
    def write(folder: Path) -> None:
        writer("first")(folder)
        program = (
            "from pathlib import Path; from planner.plan.atomic import replace_folder\n"
            f"replace_folder(Path({str(target)!r}), lambda folder: None)"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert run.returncode != 0
        assert "another run is writing" in run.stderr

    replace_folder(target, write)
    assert content(target)["plan.json"] == "first"


def one_file(target: Path) -> None:
    target.parent.mkdir(parents=True)
    target.write_text("mine", encoding="utf-8")


def foreign_file(target: Path) -> None:
    writer_into(target)
    (target / "thesis.docx").write_text("mine", encoding="utf-8")


def foreign_calendar(target: Path) -> None:
    writer_into(target)
    (target / "calendars" / "notes.txt").write_text("mine", encoding="utf-8")


def only_names_like_ours(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "costs.csv").write_text("mine", encoding="utf-8")


def a_link_with_our_name(target: Path) -> None:
    writer_into(target)
    (target.parent / "elsewhere").mkdir()
    (target / "report.html").symlink_to(target.parent / "elsewhere")


def writer_into(target: Path) -> None:
    target.mkdir(parents=True)
    writer("old")(target)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (one_file, "this is a file"),
        (foreign_file, "'thesis.docx'"),
        (foreign_calendar, "'calendars/notes.txt'"),
        (only_names_like_ours, "no plan.json"),
        (a_link_with_our_name, "'report.html'"),
    ],
)
def test_somebody_elses_work_is_refused_and_kept(
    make: Callable[[Path], None], reason: str, target: Path
) -> None:
    make(target)
    before = {path: path.read_bytes() for path in target.parent.rglob("*") if path.is_file()}
    with pytest.raises(PlanFilesInvalid, match=reason):
        require_replaceable(target)
    with pytest.raises(PlanFilesInvalid, match=reason):
        replace_folder(target, writer("new"))
    assert {path: path.read_bytes() for path in target.parent.rglob("*") if path.is_file()} == before


def test_an_empty_folder_and_a_file_browsers_droppings_are_no_obstacle(target: Path) -> None:
    target.mkdir(parents=True)
    replace_folder(target, writer("first"))
    (target / ".DS_Store").write_bytes(b"\0")
    (target / "calendars" / "Thumbs.db").write_bytes(b"\0")
    replace_folder(target, writer("second"))
    assert content(target)["plan.json"] == "second"


def test_the_root_of_the_disk_is_refused_like_any_foreign_folder() -> None:
    with pytest.raises(PlanFilesInvalid, match="not part of a plan"):
        replace_folder(Path("/"), writer("new"))


def test_a_parent_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(PlanFilesInvalid, match="cannot be written"):
        replace_folder(tmp_path / "file" / "plan", writer("new"))


def test_a_link_to_a_plan_is_followed(target: Path, tmp_path: Path) -> None:
    replace_folder(target, writer("old"))
    (tmp_path / "latest").symlink_to(target)
    replace_folder(tmp_path / "latest", writer("new"))
    assert (tmp_path / "latest").is_symlink()
    assert content(target)["plan.json"] == "new"


def test_a_parent_without_permission_is_told_before_any_time_is_spent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The user who runs the tests may be allowed everything, so the system's answer is made up.
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(PlanFilesInvalid, match="closed to you"):
        require_replaceable(tmp_path / "deep" / "plan")
