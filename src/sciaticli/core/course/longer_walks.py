"""Longer short walks than the catalogue's, for a journal that holds them: their place is kept.

An older programme went further with short walks than today's, which hand over to one long walk.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.plan import PlanMode
from sciaticli.core.record.entries import Done, ExerciseDone, Session

SHORT = "walk_short_bouts"
LONGER_BY_S = 60  # a bout and step, as at the end of the catalogue's own ladder
MOST_S = 1800  # what the longest walk comes to


def with_longer_walks(
    ladders: Mapping[str, tuple[Dose, ...]], sessions: Iterable[Session]
) -> dict[str, tuple[Dose, ...]]:
    """Return the ladders with steps of short walks up to the day's walking that was done in full."""
    shaped = dict(ladders)
    doses = shaped.get(SHORT, ())
    if not doses:
        return shaped
    walked = min(MOST_S, max(map(_walked, sessions), default=0))
    while _length(longer := replace(doses[-1], hold_s=doses[-1].hold_s + LONGER_BY_S)) <= walked:
        doses = (*doses, longer)
    return shaped | {SHORT: doses}


def _walked(session: Session) -> int:
    """Return the seconds of short walks that were planned and done; what was prescribed says nothing."""
    if session.routine is not None or session.mode != PlanMode.NORMAL:
        return 0
    return max((_length(done.planned) for done in session.exercises if _is_walked(done)), default=0)


def _is_walked(done: ExerciseDone) -> bool:
    return done.exercise == SHORT and _length(done.done) >= _length(done.planned)


def _length(dose: Dose | Done) -> int:
    return dose.sets * dose.hold_s
