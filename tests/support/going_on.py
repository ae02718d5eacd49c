"""Plans for one person day after day, without counting the whole journal anew each morning.

The planner is a pure function of the whole record and stays one. Here the sessions that were counted for
the day before go on to be counted, and ladders stay as they are while the person does. That the plans
are the same ones is proved in `tests/core/planning/test_going_on.py`, and again by each life itself on
every tenth day (`CHECKED_EVERY`).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from sciaticli.core.catalogue.exercise import Dose, Exercise
from sciaticli.core.course import on_record
from sciaticli.core.course.dose_ladder import ladder
from sciaticli.core.course.exercise_record import ExerciseRecord, PastSession, records_of
from sciaticli.core.planning import day_picture

CHECKED_EVERY = 10
OPEN = 5
"""So many of the newest sessions are counted anew: what a morning says of them may still change."""

Views = tuple[PastSession, ...]


class GoingOn:
    """What was counted for one person: sessions that are settled, and their ladders."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._ladders: dict[tuple[str, bool, int | None], tuple[Dose, ...]] = {}
        self._views: Views = ()
        self._settled: dict[str, ExerciseRecord] = {}
        self._counted_with: Mapping[str, tuple[Dose, ...]] = {}

    @contextmanager
    def remembered(self) -> Iterator[None]:
        """Let the planner go on from what was counted, as long as this lasts."""
        with (
            patch.object(on_record, "records_of", self._records_of),
            patch.object(day_picture, "ladder", self._ladder),
        ):
            yield

    def _ladder(
        self, exercise: Exercise, *, both_sore: bool = False, hold_cap: int | None = None
    ) -> tuple[Dose, ...]:
        key = exercise.id, both_sore, hold_cap
        if key not in self._ladders:
            self._ladders[key] = ladder(exercise, both_sore=both_sore, hold_cap=hold_cap)
        return self._ladders[key]

    def _records_of(
        self, views: Views, exercises: dict[str, Exercise], ladders: dict[str, tuple[Dose, ...]]
    ) -> dict[str, ExerciseRecord]:
        """Go on from the settled sessions where those, and the ladders, are still the same."""
        before, count = self._views, len(self._views)
        same = len(views) >= count and all(map(_is_same, views, before)) and ladders == self._counted_with
        if not same:
            self._settled, count = {}, 0
        settled = views[: max(count, len(views) - OPEN)]
        self._settled = records_of(settled[count:], exercises, ladders, self._settled)
        self._views, self._counted_with = settled, ladders
        return records_of(views[len(settled) :], exercises, ladders, self._settled)


def _is_same(one: PastSession, other: PastSession) -> bool:
    return (
        one.session is other.session
        and one.verdict is other.verdict
        and one.kept_amber is other.kept_amber
        and one.owed == other.owed
    )
