"""How sleep and waking follow each other, and the level of sleep pressure that a model gives to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class PressureModel(Protocol):
    """A model in which a level changes in one way awake and in another asleep. Times in hours."""

    def awake(self, level: float, hours: float) -> float:
        """Level after so many hours awake."""

    def asleep(self, level: float, hours: float) -> float:
        """Level after so many hours of sleep."""


Model = TypeVar("Model", bound=PressureModel)


@dataclass(frozen=True)
class SleepWake(Generic[Model]):
    """Sleep and waking of one person, from hour 0, at which the person wakes with level `at_start`.

    `sleeps` are spans `(start, end)` in elapsed hours. Raises ValueError where they are empty, overlap, are out of
    order, or begin before hour 0.
    """

    model: Model
    at_start: float
    sleeps: tuple[tuple[float, float], ...]
    _times: list[float] = field(init=False, repr=False, compare=False)
    _levels: list[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        times, levels = [0.0], [self.at_start]
        for start, end in self.sleeps:
            if not times[-1] <= start < end:
                raise ValueError(f"sleep from hour {start:g} to {end:g} does not follow hour {times[-1]:g}")
            at_onset = self.model.awake(levels[-1], start - times[-1])
            times += [start, end]
            levels += [at_onset, self.model.asleep(at_onset, end - start)]
        object.__setattr__(self, "_times", times)
        object.__setattr__(self, "_levels", levels)

    def is_asleep(self, hour: float) -> bool:
        """Whether the person sleeps at an elapsed hour; at the end of a sleep the person is awake."""
        return self._last(hour) % 2 == 1

    def hours_awake(self, hour: float) -> float:
        """Hours since waking at an elapsed hour. Somebody asleep is woken then."""
        return 0.0 if self.is_asleep(hour) else hour - self._times[self._last(hour)]

    def level(self, hour: float) -> float:
        """Level S at an elapsed hour."""
        last = self._last(hour)
        run = self.model.asleep if last % 2 else self.model.awake
        return run(self._levels[last], hour - self._times[last])

    def _last(self, hour: float) -> int:
        """Number of the last change between sleep and waking up to an hour; even numbers are waking."""
        if hour < 0:
            raise ValueError(f"hour {hour:g} lies before the course begins")
        return bisect_right(self._times, hour) - 1
