"""A linear program as it grows, for HiGHS."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import highspy
import numpy as np

from planner.solver.lines.master import quiet_highs

Terms = dict[int, float]
"""Factors by column."""


@dataclass
class Program:
    """A linear program as it grows: columns with cost and bounds, rows of terms with bounds."""

    cost: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[tuple[float, Terms, float]] = field(default_factory=list)

    def column(self, cost: float = 0.0, most: float = math.inf) -> int:
        """A new column from 0 on; returns its number."""
        self.cost.append(cost)
        self.most.append(most)
        return len(self.cost) - 1

    def row(self, low: float, terms: Terms, high: float = math.inf) -> int:
        """A new row; returns its number."""
        self.rows.append((low, terms, high))
        return len(self.rows) - 1

    def solver(self) -> highspy.Highs:
        """The program in a solver of its own; columns keep their numbers."""
        solver = quiet_highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.rows)
        model.col_cost_ = np.array(self.cost)
        model.col_lower_ = np.zeros(len(self.cost))
        model.col_upper_ = np.array(self.most)
        model.row_lower_ = np.array([low for low, _, _ in self.rows])
        model.row_upper_ = np.array([high for _, _, high in self.rows])
        sizes = [len(terms) for _, terms, _ in self.rows]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        matrix.index_ = np.array([column for _, terms, _ in self.rows for column in terms], np.int32)
        matrix.value_ = np.array([value for _, terms, _ in self.rows for value in terms.values()])
        solver.passModel(model)
        return solver
