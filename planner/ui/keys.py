"""Every session key, so that no two parts of the pages take the same one."""

from __future__ import annotations

SCENARIO = "scenario"
OPERATING_MODEL = "operating_model"
TIME_LIMIT = "time_limit"
PLAN_BUTTON = "plan"
STOP_BUTTON = "stop"
PROGRESS_CHART = "progress_chart"
SECTIONS = "sections"
ROSTER_CHART = "roster_chart"
COVERAGE_CHART = "coverage_chart"
SEGMENTATION_CHART = "segmentation_chart"
ESCALATION_CHART = "escalation_chart"
COST_CHART = "cost_chart"
DOWNLOAD = "download"
"""Followed by `_` and the name of the file."""
