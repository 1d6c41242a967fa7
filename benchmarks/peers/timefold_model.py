"""The model for Timefold: one planning entity a person and day, whose variable is a shift or none.

Hard and soft rules are constraint streams, as its documentation and its employee-scheduling example write them. There
is no `from __future__ import annotations` here: Timefold reads the annotations of these classes.
"""

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver import Solver, SolverFactory
from timefold.solver.config import (
    Duration,
    EnvironmentMode,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    SolverConfigOverride,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

from benchmarks.nrp.text import Instance
from benchmarks.peers.running import Limits


@dataclass(unsafe_hash=True)
class Shift:
    number: int
    minutes: int = field(hash=False)
    forbids: list[bool] = field(hash=False)


@dataclass(unsafe_hash=True)
class Employee:
    number: int
    most_of: list[int] = field(hash=False)
    maximum_minutes: int = field(hash=False)
    minimum_minutes: int = field(hash=False)
    most_in_a_row: int = field(hash=False)
    fewest_in_a_row: int = field(hash=False)
    fewest_days_off: int = field(hash=False)
    most_weekends: int = field(hash=False)


@dataclass(unsafe_hash=True)
class Cover:
    day: int
    shift: int
    people: int
    under: int
    over: int


@dataclass(unsafe_hash=True)
class Request:
    employee: int
    day: int
    shift: int
    weight: int
    wanted: bool


@planning_entity
@dataclass(unsafe_hash=True)
class Cell:
    number: Annotated[int, PlanningId]
    employee: Employee = field(hash=False)
    day: int = field(hash=False)
    edge: bool = field(hash=False)
    shift: Annotated[Shift | None, PlanningVariable(allows_unassigned=True)] = field(default=None, hash=False)


@planning_solution
@dataclass
class Roster:
    shifts: Annotated[list[Shift], ProblemFactCollectionProperty, ValueRangeProvider]
    employees: Annotated[list[Employee], ProblemFactCollectionProperty]
    covers: Annotated[list[Cover], ProblemFactCollectionProperty]
    requests: Annotated[list[Request], ProblemFactCollectionProperty]
    cells: Annotated[list[Cell], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


@constraint_provider  # type: ignore[untyped-decorator, unused-ignore]
def rules(factory: ConstraintFactory) -> list[Constraint]:
    return [
        succession(factory),
        most_of_a_shift(factory),
        minutes(factory),
        no_minutes(factory),
        days_in_a_row(factory),
        too_few_days_off(factory),
        weekends(factory),
        cover(factory),
        no_cover(factory),
        unmet(factory),
        unwanted(factory),
    ]


def succession(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cell)
        .join(
            Cell,
            Joiners.equal(lambda cell: cell.employee.number),
            Joiners.equal(lambda cell: cell.day + 1, lambda cell: cell.day),
        )
        .filter(lambda first, then: first.shift.forbids[then.shift.number])
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("forbidden succession")
    )


def most_of_a_shift(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cell)
        .group_by(lambda cell: cell.employee, lambda cell: cell.shift, ConstraintCollectors.count())
        .filter(lambda employee, shift, number: number > employee.most_of[shift.number])
        .penalize(
            HardSoftScore.ONE_HARD, lambda employee, shift, number: number - employee.most_of[shift.number]
        )
        .as_constraint("most of a shift")
    )


def outside(employee: Employee, worked: int) -> int:
    """Hours beyond either limit, begun ones counted."""
    over = max(worked - employee.maximum_minutes, employee.minimum_minutes - worked, 0)
    return (over + 59) // 60


def minutes(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cell)
        .group_by(lambda cell: cell.employee, ConstraintCollectors.sum(lambda cell: cell.shift.minutes))
        .filter(lambda employee, worked: outside(employee, worked) > 0)
        .penalize(HardSoftScore.ONE_HARD, outside)
        .as_constraint("minutes")
    )


def no_minutes(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Employee)
        .filter(lambda employee: employee.minimum_minutes > 0)
        .if_not_exists(
            Cell, Joiners.equal(lambda employee: employee.number, lambda cell: cell.employee.number)
        )
        .penalize(HardSoftScore.ONE_HARD, lambda employee: outside(employee, 0))
        .as_constraint("no minutes at all")
    )


def wrong_length(employee: Employee, length: int, is_at_edge: bool) -> int:
    """Days by which a run of work is too long, or too short when it touches neither end of the horizon."""
    if length > employee.most_in_a_row:
        return length - employee.most_in_a_row
    return 0 if is_at_edge else max(0, employee.fewest_in_a_row - length)


def days_in_a_row(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cell)
        .group_by(
            lambda cell: cell.employee, ConstraintCollectors.to_consecutive_sequences(lambda cell: cell.day)
        )
        .flatten_last(lambda chain: chain.getConsecutiveSequences())
        .map(
            lambda employee, run: employee,
            lambda employee, run: wrong_length(
                employee, run.getCount(), run.getFirstItem().edge or run.getLastItem().edge
            ),
        )
        .filter(lambda employee, days: days > 0)
        .penalize(HardSoftScore.ONE_HARD, lambda employee, days: days)
        .as_constraint("days in a row")
    )


def too_few_days_off(factory: ConstraintFactory) -> Constraint:
    # A break's length is the step from the last day worked to the next one: a day more than the days off.
    return (
        factory.for_each(Cell)
        .group_by(
            lambda cell: cell.employee, ConstraintCollectors.to_consecutive_sequences(lambda cell: cell.day)
        )
        .flatten_last(lambda chain: chain.getBreaks())
        .filter(lambda employee, pause: pause.getLength() - 1 < employee.fewest_days_off)
        .penalize(
            HardSoftScore.ONE_HARD, lambda employee, pause: employee.fewest_days_off - pause.getLength() + 1
        )
        .as_constraint("too few days off")
    )


def weekends(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cell)
        .filter(lambda cell: cell.day % 7 >= 5)
        .group_by(lambda cell: cell.employee, ConstraintCollectors.count_distinct(lambda cell: cell.day // 7))
        .filter(lambda employee, number: number > employee.most_weekends)
        .penalize(HardSoftScore.ONE_HARD, lambda employee, number: number - employee.most_weekends)
        .as_constraint("weekends")
    )


def missed(wanted: Cover, there: int) -> int:
    """Penalty of so many people where others are wanted."""
    if there < wanted.people:
        return wanted.under * (wanted.people - there)
    return wanted.over * (there - wanted.people)


def cover(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cover)
        .join(
            Cell,
            Joiners.equal(lambda wanted: wanted.day, lambda cell: cell.day),
            Joiners.equal(lambda wanted: wanted.shift, lambda cell: cell.shift.number),
        )
        .group_by(lambda wanted, cell: wanted, ConstraintCollectors.count_bi())
        .penalize(HardSoftScore.ONE_SOFT, missed)
        .as_constraint("cover")
    )


def no_cover(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Cover)
        .if_not_exists(
            Cell,
            Joiners.equal(lambda wanted: wanted.day, lambda cell: cell.day),
            Joiners.equal(lambda wanted: wanted.shift, lambda cell: cell.shift.number),
        )
        .penalize(HardSoftScore.ONE_SOFT, lambda wanted: missed(wanted, 0))
        .as_constraint("no cover at all")
    )


def unmet(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Request)
        .filter(lambda request: request.wanted)
        .if_not_exists(
            Cell,
            Joiners.equal(lambda request: request.employee, lambda cell: cell.employee.number),
            Joiners.equal(lambda request: request.day, lambda cell: cell.day),
            Joiners.equal(lambda request: request.shift, lambda cell: cell.shift.number),
        )
        .penalize(HardSoftScore.ONE_SOFT, lambda request: request.weight)
        .as_constraint("wish not met")
    )


def unwanted(factory: ConstraintFactory) -> Constraint:
    return (
        factory.for_each(Request)
        .filter(lambda request: not request.wanted)
        .if_exists(
            Cell,
            Joiners.equal(lambda request: request.employee, lambda cell: cell.employee.number),
            Joiners.equal(lambda request: request.day, lambda cell: cell.day),
            Joiners.equal(lambda request: request.shift, lambda cell: cell.shift.number),
        )
        .penalize(HardSoftScore.ONE_SOFT, lambda request: request.weight)
        .as_constraint("unwanted shift")
    )


def solver_of(limits: Limits) -> Solver:
    """A solver with Timefold's own defaults but for time and seed.

    Starting Java and translating the rules comes out of the time limit, which is set after that.
    """
    config = SolverConfig(
        solution_class=Roster,
        entity_class_list=[Cell],
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=limits.seed,
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=rules),
    )
    factory = SolverFactory.create(config)
    spent = Duration(milliseconds=int(1000 * limits.left()))
    return factory.build_solver(SolverConfigOverride(termination_config=TerminationConfig(spent_limit=spent)))


def question_of(instance: Instance) -> Roster:
    """The instance as Timefold is asked it; a day off by contract has no entity."""
    numbers = {code: number for number, code in enumerate(instance.shifts)}
    people = {who: number for number, who in enumerate(instance.staff)}
    shifts = [
        Shift(numbers[code], shift.minutes, [other in shift.not_followed_by for other in instance.shifts])
        for code, shift in instance.shifts.items()
    ]
    employees = [
        Employee(
            people[who],
            [employee.most_of[code] for code in instance.shifts],
            employee.maximum_minutes,
            employee.minimum_minutes,
            employee.most_in_a_row,
            employee.fewest_in_a_row,
            employee.fewest_days_off,
            employee.most_weekends,
        )
        for who, employee in instance.staff.items()
    ]
    free = [
        (employee, day)
        for who, employee in zip(instance.staff, employees, strict=True)
        for day in range(instance.days)
        if day not in instance.days_off.get(who, ())
    ]
    cells = [
        Cell(number, employee, day, day in (0, instance.days - 1))
        for number, (employee, day) in enumerate(free)
    ]
    covers = [
        Cover(place.day, numbers[place.shift], place.people, place.under, place.over)
        for place in instance.cover
    ]
    requests = [
        Request(people[wish.staff], wish.day, numbers[wish.shift], wish.weight, wanted)
        for wanted, wishes in ((True, instance.wanted), (False, instance.unwanted))
        for wish in wishes
    ]
    return Roster(shifts, employees, covers, requests, cells)
