"""What the programme was over a period, path by path, and how each exercise of it was answered.

Everything is read from the sessions as they were planned and done: an exercise that today's rules
would not let in stands here all the same, for it was done.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.catalogue.strand import Programme, Strand, StrandKind
from sciaticli.core.plan import PlanMode
from sciaticli.core.progress.adherence import FULL, exercise_share
from sciaticli.core.progress.responses import ExerciseResponse
from sciaticli.core.progress.strand_places import StrandPlace
from sciaticli.core.record.entries import ExerciseDone, Session

GROWS = (StrandKind.DIRECTION, StrandKind.WALK)
"""Strands without a path whose one exercise is trained for weeks."""


class DoseOn(Struct, frozen=True):
    """A dose as it was planned on a day; `eased` on a sore day, when the plan asks for less."""

    day: date
    dose: Dose
    eased: bool = False


class Trained(Struct, frozen=True, kw_only=True):
    """One exercise over a period: its first and its latest dose, and in how many sessions it was done.

    `whole` counts the sessions in which at least 80 % of its dose was done, the line that adherence has.
    """

    exercise: str
    first: DoseOn
    latest: DoseOn
    sessions: int
    whole: int
    answers: ExerciseResponse | None = None


class PathCourse(Struct, frozen=True, kw_only=True):
    """One strand over a period: what was `trained` of it, in the order of its path, and where it stands.

    `leads_on` is True for a strand whose dose is meant to grow, so for all but those that hold rows beside
    each other. `place` is today's place, only with leave to train; None where there is no path.
    """

    strand: str
    name: str
    trained: tuple[Trained, ...]
    leads_on: bool = True
    place: StrandPlace | None = None

    @property
    def now(self) -> Trained:
        """What stands for the strand: the row of today's place, else what was done last."""
        here = self.place and self.place.exercise
        at_place = [row for row in self.trained if row.exercise == here]
        return at_place[0] if at_place else max(self.trained, key=lambda row: row.latest.day)

    @property
    def others(self) -> tuple[Trained, ...]:
        """What was trained besides, in the order of the path."""
        return tuple(row for row in self.trained if row is not self.now)


class PhaseSpan(Struct, frozen=True):
    """Sessions running in one phase, from its first day on."""

    day: date
    phase: str
    sessions: int


class ProgrammeCourse(Struct, frozen=True, kw_only=True):
    """Each strand that was trained in a period, and what was done `beside`, which stands in none of them.

    `phases` are stretches of sessions in one phase: their first day and how many sessions, sore days left
    aside; `routines` count the sessions of each prescribed list by its id.
    """

    paths: tuple[PathCourse, ...] = ()
    beside: tuple[Trained, ...] = ()
    phases: tuple[PhaseSpan, ...] = ()
    routines: tuple[tuple[str, int], ...] = ()


def programme_course(
    sessions: Sequence[Session],
    programme: Programme,
    answers: Iterable[ExerciseResponse] = (),
    places: Iterable[StrandPlace] = (),
) -> ProgrammeCourse:
    """Return the course of the programme through the sessions of a period, oldest first."""
    trained = _trained(sessions, {row.exercise: row for row in answers})
    here = {place.strand: place for place in places}
    paths, placed = [], set()
    for strand in programme.strand:
        rows = [row for row in strand.all_rows if row in trained and row not in placed]
        placed.update(rows)
        if rows:
            paths.append(_path(strand, [trained[row] for row in rows], here.get(strand.id)))
    beside = tuple(row for name, row in trained.items() if name not in placed)
    return ProgrammeCourse(
        paths=tuple(paths),
        beside=beside,
        phases=tuple(_phases(sessions)),
        routines=tuple(Counter(each.routine for each in sessions if each.routine).most_common()),
    )


def _path(strand: Strand, rows: Sequence[Trained], place: StrandPlace | None) -> PathCourse:
    leads_on = bool(strand.stages) or strand.kind in GROWS
    return PathCourse(strand=strand.id, name=strand.name, trained=tuple(rows), leads_on=leads_on, place=place)


def _phases(sessions: Iterable[Session]) -> Iterator[PhaseSpan]:
    usual = (each for each in sessions if each.mode == PlanMode.NORMAL)
    for phase, span in groupby(usual, key=lambda each: each.phase):
        first, *rest = span
        yield PhaseSpan(first.day, phase, 1 + len(rest))


def _trained(sessions: Iterable[Session], answers: Mapping[str, ExerciseResponse]) -> dict[str, Trained]:
    """Return what was trained, in one pass; the sides of a session count once, whole only if both were."""
    found: dict[str, Trained] = {}
    for session in sessions:
        eased = session.mode != PlanMode.NORMAL
        for name, sides in _begun(session.exercises).items():
            told = DoseOn(session.day, sides[0].planned, eased)
            whole = int(all(exercise_share(side) >= FULL for side in sides))
            known = found.get(name)
            found[name] = Trained(
                exercise=name,
                first=known.first if known else told,
                latest=told,
                sessions=1 + (known.sessions if known else 0),
                whole=whole + (known.whole if known else 0),
                answers=answers.get(name),
            )
    return found


def _begun(exercises: Iterable[ExerciseDone]) -> dict[str, list[ExerciseDone]]:
    begun: dict[str, list[ExerciseDone]] = {}
    for each in exercises:
        if each.done.sets:
            begun.setdefault(each.exercise, []).append(each)
    return begun
