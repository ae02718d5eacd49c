"""What was done by exercise, and how the leg answered: counts, never a cause."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from sciaticli.core.record.entries import ExerciseDone, Moved, Response, Session

ENOUGH_ANSWERS = 3


class ExerciseResponse(Struct, frozen=True, kw_only=True):
    """One exercise in a period: sessions it was done in, and how often the leg was better, same or worse.

    `lower` counts the answers in which the symptom went further down the leg.
    """

    exercise: str
    sessions: int
    better: int = 0
    same: int = 0
    worse: int = 0
    lower: int = 0
    last: date

    @property
    def answers(self) -> int:
        """How often the leg's answer was given."""
        return self.better + self.same + self.worse

    @property
    def says_enough(self) -> bool:
        """True with enough answers to be shown as a count of them."""
        return self.answers >= ENOUGH_ANSWERS


def responses(sessions: Iterable[Session]) -> tuple[ExerciseResponse, ...]:
    """Return a row for each exercise done, the most often answered "better" first, the "worse" ones last.

    The two sides of one session count once, by the worse of their answers.
    """
    found: dict[str, list[tuple[date, ExerciseDone]]] = {}
    for session in sessions:
        for name, sides in _begun(session).items():
            found.setdefault(name, []).append((session.day, max(sides, key=_gravity)))
    rows = [_row(name, times) for name, times in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.worse - row.better, -row.sessions, row.exercise)))


def _begun(session: Session) -> dict[str, list[ExerciseDone]]:
    begun: dict[str, list[ExerciseDone]] = {}
    for each in session.exercises:
        if each.done.sets or each.response is Response.WORSE:
            begun.setdefault(each.exercise, []).append(each)
    return begun


def _gravity(done: ExerciseDone) -> tuple[bool, int]:
    order = (Response.BETTER, Response.SAME, Response.WORSE)
    return done.moved is Moved.LOWER, order.index(done.response) if isinstance(
        done.response, Response
    ) else -1


def _row(name: str, times: list[tuple[date, ExerciseDone]]) -> ExerciseResponse:
    said = [done.response for _, done in times]
    return ExerciseResponse(
        exercise=name,
        sessions=len(times),
        better=said.count(Response.BETTER),
        same=said.count(Response.SAME),
        worse=said.count(Response.WORSE),
        lower=sum(done.moved is Moved.LOWER for _, done in times),
        last=max(day for day, _ in times),
    )
