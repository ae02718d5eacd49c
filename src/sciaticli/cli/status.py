"""The bare `sciaticli`: where the person stands, and the one command that makes sense next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.screening.clearance import Cleared, Refused

CHECK = "sciaticli check"
TODAY = "sciaticli today"
ROUNDS_LOOK_BACK = timedelta(days=90)


def say_where_you_stand(app: App) -> int:
    """Print at most twelve true lines and the next step; a lock's message comes before them."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.entries import refuse_unlisted

    standing = read_standing(app, lately=True)
    refuse_unlisted(app, standing.history)
    if not standing.history.records and not standing.history.damage:
        app.show(*_greeting(app))
        return ExitCode.DONE
    answer = standing.ask()
    lines = [*_screening(standing, answer), *_sessions(standing), *_rounds(standing, answer)]
    lines += [*_pain(standing), *_damage(standing)]
    app.show(*lines, "", f"Next: {_next(app, standing, answer)}")
    return ExitCode.DONE


def _greeting(app: App) -> list[str]:
    return [
        "sciaticli is a coach for people with sciatica.",
        "It asks about danger signs, makes a routine for today and counts every hold.",
        "It is not a doctor, and it can miss serious illness. In an emergency call for help.",
        "Everything stays on this machine; nothing is ever sent.",
        f"Your record will be in {app.paths.journal}",
        f"Your settings will be in {app.paths.config_file}",
        "",
        f"Next: {TODAY}",
    ]


def _screening(standing: RecordNow, answer: Cleared | Refused) -> Iterator[str]:
    """Yield leave or refusal in a line; of a lock what to do and whom to call."""
    from sciaticli.core.plan import PlanMode
    from sciaticli.core.screening.clearance import Refused
    from sciaticli.view.screening import lock_lines, number_lines

    if isinstance(answer, Refused):
        if answer.lock is not None:
            yield lock_lines(answer.lock, standing.wording, standing.region)[0]
            yield from number_lines(standing.wording, standing.region)
        yield answer.message
        return
    light = ", for light days" if answer.mode is PlanMode.LIGHT else ""
    asked, until = _date(answer.since), _date(answer.until)
    yield f"Danger signs: asked on {asked}; sessions are open until {until}{light}."


def _sessions(standing: RecordNow) -> Iterator[str]:
    from sciaticli.view.feedback import days_trained

    sessions = standing.history.sessions
    if not sessions:
        yield "Sessions: none yet."
        return
    last = sessions[-1]
    when = "today" if last.day == standing.day else f"on {_date(last.at)}"
    week = days_trained(standing.history, standing.day)
    yield f"Sessions: the last one was {when}. That makes {week} of the last 7 days."


def _rounds(standing: RecordNow, answer: Cleared | Refused) -> Iterator[str]:
    """Yield how many rounds of the direction drill were done today, where a direction eases the leg."""
    from sciaticli.core.course.direction import DRILLS, preference_on
    from sciaticli.core.course.rounds import rounds_a_day, rounds_done
    from sciaticli.core.record.day_logs import day_logs
    from sciaticli.core.screening.clearance import Refused

    if isinstance(answer, Refused) or standing.profile is None:
        return
    logs = day_logs(standing.history, standing.day - ROUNDS_LOOK_BACK, standing.day)
    label = preference_on(standing.day, standing.profile, standing.history, logs).label
    if label in DRILLS:
        log = logs.get(standing.day)
        most = rounds_a_day(sore=log is not None and log.flare)
        done = rounds_done(standing.history.pains, standing.day)
        yield f"Rounds: {done} of {most} today. Write one down with: sciaticli log --did round"


def _pain(standing: RecordNow) -> Iterator[str]:
    """Yield the newest worst pain of leg and back."""
    for pain in reversed(standing.history.pains):
        leg = getattr(pain.leg, "worst", None)
        back = getattr(pain.back, "worst", None)
        if isinstance(leg, int) and isinstance(back, int):
            yield f"Pain: leg {leg}, back {back} of 10 at worst, on {_date(pain.at)}."
            return


def _damage(standing: RecordNow) -> Iterator[str]:
    if count := len(standing.history.damage):
        yield f"Damage in the record: {count}. See it with: sciaticli journal verify"


def _next(app: App, standing: RecordNow, answer: Cleared | Refused) -> str:
    from sciaticli.core.record.session_work import is_trained
    from sciaticli.core.screening.clearance import Refused
    from sciaticli.store.running_session import load_unfinished

    if isinstance(answer, Refused):
        return CHECK
    if load_unfinished(app.paths.session_file) is not None:
        return f"{TODAY}, which goes on with the session that was cut off"
    done_today = any(
        session.day == standing.day and is_trained(session) for session in standing.history.sessions
    )
    logged_today = any(pain.day == standing.day for pain in standing.history.pains)
    return "sciaticli log" if done_today and not logged_today else TODAY


def _date(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
