"""How much of a session was done: minutes, exercises, and whether it counts as trained."""

from collections.abc import Container

from sciaticli.core.record.entries import Ended, Session

TRAINED_S = 300  # five minutes of work count as trained, whatever was planned
HALF = 0.5


def worked_seconds(session: Session) -> int:
    """Return the seconds of the session's clock; of an older entry, those from its start to its end."""
    if isinstance(session.worked_s, int):
        return session.worked_s
    return max(0, round((session.end - session.at).total_seconds()))


def exercises_begun(session: Session) -> int:
    """Return of how many exercises something was done; both sides are one."""
    return len({each.exercise for each in session.exercises if each.done.sets})


def is_trained(session: Session, strength: Container[str] = ()) -> bool:
    """Return whether a session counts as the day's training: seconds of it do not.

    Done to its end, five minutes, or half of its strength work (`strength` are the ids of such
    exercises; half of all of it where it had none).
    """
    if not exercises_begun(session):
        return False
    if session.ended is Ended.FULL or worked_seconds(session) >= TRAINED_S:
        return True
    strong = [each for each in session.exercises if each.exercise in strength]
    work = strong or list(session.exercises)
    planned = sum(each.planned.total_reps for each in work)
    return sum(min(each.done.total_reps, each.planned.total_reps) for each in work) >= HALF * planned
