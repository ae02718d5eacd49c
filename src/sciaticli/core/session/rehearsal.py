"""One exercise told and done for the first time, as a rehearsal of what will be said of it."""

from collections.abc import Iterator, Mapping

from sciaticli.core.catalogue.exercise import Dose, Exercise, Side
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem, Section
from sciaticli.core.session.cues import cue_table, texts_of, with_room
from sciaticli.core.session.fit import Misfit, without_room
from sciaticli.core.session.timeline import Pace, Timeline, item_seconds, timeline

GET_READY_S = 8


def texts_of_exercise(exercise: Exercise) -> tuple[str, ...]:
    """Return each text that is said of an exercise at its start and its full dose."""
    texts = {text for clock in _clocks(exercise) for text in texts_of(cue_table(clock, Talk.FIRST_TIME))}
    return tuple(sorted(texts))


def rehearse(exercise: Exercise, lengths: Mapping[str, int] | None = None) -> Iterator[Misfit]:
    """Yield the words that would not be heard whole, by lengths in milliseconds as far as they are known."""
    for clock in _clocks(exercise):
        roomy = with_room(clock, Talk.FIRST_TIME, lengths)
        yield from without_room(roomy, cue_table(roomy, Talk.FIRST_TIME, lengths=lengths), lengths)


def _clocks(exercise: Exercise) -> Iterator[Timeline]:
    for dose in dict.fromkeys((exercise.dose_start, exercise.dose_full)):
        yield timeline(_items(exercise, dose), GET_READY_S, Pace(waits=False))


def _items(exercise: Exercise, dose: Dose) -> tuple[PlanItem, ...]:
    sides = (Side.LEFT, Side.RIGHT) if exercise.per_side else (Side.BOTH,)
    return tuple(
        PlanItem(
            exercise=exercise,
            section=Section.MAIN,
            side=side,
            dose=dose,
            seconds=item_seconds(exercise, dose, side, GET_READY_S),
            because="",
        )
        for side in sides
    )
