"""Names of what a plan folder holds; nothing else in such a folder is ours."""

from __future__ import annotations

PLAN = "plan.json"
ROSTER = "roster.csv"
SEGMENTATION = "segmentation.csv"
SEATS = "seats.csv"
ESCALATION = "escalation.csv"
COSTS = "costs.csv"
CERTIFICATE = "bound_certificate.json"
REPORT = "report.html"
CALENDARS = "calendars"

PLAN_FILES = (PLAN, ROSTER, SEGMENTATION, SEATS, ESCALATION, COSTS, CERTIFICATE, REPORT)
"""Files at the top of a plan folder."""

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes beyond which a file is not read: twelve weeks of a large plan take a fifth of it."""
