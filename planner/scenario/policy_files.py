"""Finding the policies that a scenario names in `models/`, and laying labour packs on one another."""

from __future__ import annotations

from typing import TypeVar

from planner.errors import Problem
from planner.paths import models_dir
from planner.scenario.base import Record
from planner.scenario.policy import LabourPack
from planner.scenario.salvage import Part, read_part
from planner.scenario.scenario import Facts
from planner.scenario.sources.closeness import closest, one_of

R = TypeVar("R", bound=Record)


def policy_names(folder: str) -> tuple[str, ...]:
    """Keys of the shipped policies of one folder of models: `operating`, `labour` or `shift_systems`."""
    return tuple(sorted(path.stem for path in (models_dir() / folder).glob("*.yaml")))


class PolicyFiles:
    """Finds policies by name and gathers what is wrong with the names and the files."""

    def __init__(self, facts: Part[Facts]) -> None:
        self._facts = facts
        self.problems: list[Problem] = []

    def read(self, folder: str, model: type[R], key: str, field: str) -> Part[R] | None:
        """The policy `key` of models/`folder`; None when there is none such, or the scenario names none.

        `field` is the one of scenario.yaml that names it, empty when the caller does.
        """
        if not key or not self._facts.has(field):
            return None
        where = self._facts.where(field) if field else "the operating model asked for"
        return self._find(folder, model, key, where, field)

    def read_labour_packs(self) -> dict[str, Part[LabourPack]]:
        """The packs that the scenario names and all that they extend, lowest first; one not found is left out."""
        packs: dict[str, Part[LabourPack]] = {}
        if self._facts.has("labour"):
            for index, key in enumerate(self._facts.record.labour.packs):
                self._lay(packs, key, self._facts.where("labour", "packs", index), "labour.packs", ())
        return packs

    def _lay(
        self, packs: dict[str, Part[LabourPack]], key: str, where: str, field: str, waiting: tuple[str, ...]
    ) -> None:
        """Lay a pack on `packs`, after what it extends. `waiting` are the packs that extend this one."""
        if key in waiting:
            reason = f"these packs extend one another in a circle: {' > '.join((*waiting, key))}"
            self.problems.append(Problem(where, field, key, reason, "a pack that does not lie on this one"))
        elif key not in packs and (part := self._find("labour", LabourPack, key, where, field)) is not None:
            if part.has("extends") and (base := part.record.extends) is not None:
                self._lay(packs, base, part.where("extends"), "extends", (*waiting, key))
            packs[key] = part

    def _find(self, folder: str, model: type[R], key: str, where: str, field: str) -> Part[R] | None:
        names = policy_names(folder)
        if key not in names:
            self.problems.append(
                Problem(where, field, key, "unknown name", one_of(names), closest(key, names))
            )
            return None
        part = read_part(models_dir() / folder / f"{key}.yaml", model, f"models/{folder}/{key}.yaml")
        self.problems.extend(part.problems)
        return part
