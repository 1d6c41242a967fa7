"""The guides beside the data name everything that the files may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from planner.paths import models_dir, scenarios_dir
from planner.scenario.pay import (
    ChangePay,
    Grade,
    OnCallPay,
    OnCost,
    Overtime,
    OvertimeTier,
    Pay,
    PerHead,
    Premium,
    Turnover,
    Workweek,
)
from planner.scenario.policy import LabourPack, NightDefinition, OperatingModel, ShiftSystem, ShiftType
from planner.scenario.policy_files import policy_names
from planner.scenario.provider import AcknowledgeTargets, Offer, Provider
from planner.scenario.scenario import Demand, Facts, Horizon, LabourChoice
from planner.scenario.tables import (
    CATEGORIES,
    HISTORY,
    LEAVE,
    PAST_WEEKS,
    PEOPLE,
    PUBLISHED,
    REQUESTS,
    TableForm,
)
from planner.scenario.work import EscalationLevel, Post, Shape

DATA_GUIDE = scenarios_dir().parent / "README.md"
MODELS_GUIDE = models_dir() / "README.md"

DATA_RECORDS = (
    Facts,
    Horizon,
    LabourChoice,
    Demand,
    Post,
    EscalationLevel,
    Pay,
    Grade,
    Premium,
    ChangePay,
    Overtime,
    OvertimeTier,
    Workweek,
    OnCost,
    OnCallPay,
    PerHead,
    Turnover,
    Provider,
    Offer,
    AcknowledgeTargets,
)
MODEL_RECORDS = (OperatingModel, LabourPack, NightDefinition, ShiftSystem, ShiftType)


def names(record: type[BaseModel]) -> set[str]:
    """Keys as they are written in a file."""
    return {info.alias or name for name, info in record.model_fields.items()}


def section(guide: Path, title: str) -> str:
    """A part of a guide, from its heading to the next."""
    text = guide.read_text(encoding="utf-8")
    assert f"\n### `{title}`\n" in text
    return text.split(f"\n### `{title}`\n")[1].split("\n### ")[0]


@pytest.mark.parametrize(
    "form", [PEOPLE, LEAVE, REQUESTS, HISTORY, PAST_WEEKS, PUBLISHED, CATEGORIES], ids=lambda form: form.file
)
def test_every_column_is_in_the_table_of_its_file(form: TableForm[Any]) -> None:
    columns = (*form.columns, *form.optional)
    text = section(DATA_GUIDE, form.file)
    assert [column for column in columns if f"`{column}`" not in text] == []


@pytest.mark.parametrize("record", DATA_RECORDS, ids=lambda record: record.__name__)
def test_every_key_of_a_scenario_is_in_the_data_guide(record: type[BaseModel]) -> None:
    text = DATA_GUIDE.read_text(encoding="utf-8")
    unnamed = {name for name in names(record) if f"{name}`" not in text and f"`{name}" not in text}
    # These two are shown in the example of `acknowledge`.
    assert {name for name in unnamed if f"{name}: " not in text} == set()


@pytest.mark.parametrize("record", MODEL_RECORDS, ids=lambda record: record.__name__)
def test_every_key_of_a_policy_is_in_the_models_guide(record: type[BaseModel]) -> None:
    text = MODELS_GUIDE.read_text(encoding="utf-8")
    assert {name for name in names(record) if f"{name}`" not in text and f"`{name}" not in text} <= {"shifts"}


def test_every_shipped_policy_is_in_the_models_guide() -> None:
    text = MODELS_GUIDE.read_text(encoding="utf-8")
    policies = [name for folder in ("operating", "labour", "shift_systems") for name in policy_names(folder)]
    assert [name for name in policies if f"* `{name}`" not in text] == []


def test_every_shape_is_in_the_data_guide() -> None:
    text = section(DATA_GUIDE, "alert_categories.csv")
    assert [shape for shape in Shape if f"| `{shape}` |" not in text] == []
