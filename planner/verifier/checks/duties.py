"""Who must not do a duty at all: leave, nights, qualification, two duties on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.duties import NoDutyOnLeave, NoNights, OneDutyADay, PostQualification
from planner.scenario.people import Restriction
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure, overlap
from planner.verifier.words import count, day_name, duration


def one_duty_a_day(rule: OneDutyADay, evidence: Evidence) -> Iterator[Measure]:
    """Duties of a person that start on one day, for each day of the horizon."""
    for person, line in evidence.lines.items():
        starts = Counter(work.day for work in line)
        for day in evidence.days:
            found = starts[day]
            yield measure(
                person,
                (evidence.clock_of(person).midnight(day), evidence.clock_of(person).midnight(day + 1)),
                found,
                1,
                max(0, found - 1),
                f"{evidence.name(person)} starts {count(found, 'duty', 'duties')} on {day_name(day)}; one is the most",
            )


def leave(rule: NoDutyOnLeave, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of each rostered duty inside the person's leave."""
    for person, line in evidence.lines.items():
        away = evidence.leave.get(person, ())
        for work in line:
            if away and not work.past:
                # Leave rows of a person may not overlap, which is checked before planning, so no minute counts twice.
                found = sum(overlap(work.start, work.end, off.start, off.end) for off in away)
                yield measure(
                    person,
                    (work.start, work.end),
                    found,
                    0,
                    found,
                    f"{evidence.name(person)} is on leave for {duration(found)} of {work.shift} on "
                    f"{day_name(work.day)}; no minute may be leave",
                )


def no_nights(rule: NoNights, evidence: Evidence) -> Iterator[Measure]:
    """Whether a rostered duty of a restricted person is a night duty."""
    for person, record in evidence.staff.items():
        if Restriction.NO_NIGHTS not in record.restrictions:
            continue
        for work in evidence.lines[person]:
            if not work.past:
                yield measure(
                    person,
                    (work.start, work.end),
                    int(work.is_night),
                    0,
                    int(work.is_night),
                    f"{evidence.name(person)} may not work nights; {work.shift} on {day_name(work.day)} has "
                    f"{duration(work.night_minutes)} of night time and is {'a' if work.is_night else 'no'} "
                    "night duty",
                )


def post_qualification(rule: PostQualification, evidence: Evidence) -> Iterator[Measure]:
    """Whether the person of a rostered duty lacks the skill of its post."""
    posts = evidence.scenario.facts.posts
    for person, line in evidence.lines.items():
        for work in line:
            if work.past or work.post not in posts:
                continue
            post = posts[work.post]
            lacks = int(post.skill not in evidence.skills[person])
            yield measure(
                person,
                (work.start, work.end),
                lacks,
                0,
                lacks,
                f"{evidence.name(person)} {'does not hold' if lacks else 'holds'} "
                f"{evidence.scenario.facts.skills[post.skill].title}, needed for {post.title} "
                f"({work.shift} on {day_name(work.day)})",
            )
