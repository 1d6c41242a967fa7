"""What others found on the public instances.

Optima and the static problem's upper bounds: schedulingbenchmarks.org/nrp (status of September 2026) and, for INRC-II,
the best rosters known for the whole horizon (Ceschia et al. 2019, and later papers that its page lists).
"""

from __future__ import annotations

OPTIMA = {
    "Instance1": 607,
    "Instance2": 828,
    "Instance3": 1001,
    "Instance4": 1716,
    "Instance5": 1143,
    "Instance7": 1056,
    "Instance8": 1300,
    "Instance9": 439,
    "Instance11": 3443,
    "Instance12": 4040,
    "Instance14": 1278,
    "Instance16": 3225,
    "Instance18": 4459,
    "Instance20": 4769,
}
"""Proved optima of Curtois & Qu's instances."""

PUBLISHED_BY = (
    "EC 10 min",
    "Gurobi 10 min",
    "IP+VNS 10 min",
    "FO-SA 10 min",
    "Gurobi 60 min",
    "B&P 60 min",
    "IP+VNS 60 min",
)
"""EC (ejection chains), Gurobi, B&P (branch and price): Curtois & Qu 2014; IP+VNS: Rahimian, Akartunalı & Levine 2017;
FO-SA (fix and optimise, simulated annealing): Turhan & Bilgen 2020. All on other machines, mostly slower ones."""

PUBLISHED: dict[str, tuple[int | None, ...]] = {
    "Instance1": (607, 607, 607, 607, 607, 607, 607),
    "Instance2": (923, 828, 828, 828, 828, 828, 828),
    "Instance3": (1003, 1001, 1001, 1001, 1001, 1001, 1001),
    "Instance4": (1719, 1716, 1716, 1716, 1716, 1716, 1716),
    "Instance5": (1439, 1143, 1143, 1143, 1143, 1160, 1143),
    "Instance7": (1284, 1056, 1056, 1056, 1056, 1058, 1056),
    "Instance8": (2529, 8995, 1364, 1341, 1323, 1308, 1344),
    "Instance9": (474, 439, 439, 439, 439, 439, 439),
    "Instance11": (3967, 3443, 3443, 3443, 3443, 3443, 3443),
    "Instance12": (5611, 4045, 4042, 4044, 4040, 4046, 4040),
    "Instance14": (2542, 1482, 1281, 1295, 1280, None, 1279),
    "Instance16": (4343, 3521, 3306, 3253, 3233, 3323, 3225),
    "Instance18": (6404, 7950, 5049, 5000, 4760, None, 4662),
}
"""Penalties by the columns of `PUBLISHED_BY`; None where none was printed."""

UPPER_BOUNDS = {
    ("n030w4", 1, (6, 2, 9, 1)): 1670,
    ("n030w4", 1, (6, 7, 5, 3)): 1820,
    ("n050w4", 0, (0, 4, 8, 7)): 1320,
    ("n050w4", 0, (7, 2, 7, 2)): 1315,
    ("n080w4", 2, (4, 3, 3, 3)): 3300,
    ("n080w4", 2, (6, 0, 4, 8)): 3190,
}
"""INRC-II by family, number of the history file and of the week files. No optimum is known, so a gap to one of these
can be negative."""
