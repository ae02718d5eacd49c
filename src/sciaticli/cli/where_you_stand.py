"""Where the person stands, and the one command that makes sense next: whole, or in a few words.

It loads no Typer: `sciaticli` and `sciaticli status --short` come here past it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sciaticli.core.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.screening.clearance import Cleared, Refused

CHECK = "sciaticli check"
TODAY = "sciaticli today"
# What a prompt says where the day is not the matter.
SHORT = {"locked": "stopped for a danger sign: sciaticli check", "check due": "check due: sciaticli check"}


class InShort(NamedTuple):
    """A day in a few words: what stands of it, rounds as done and wanted, and the newest leg pain."""

    today: str
    rounds: tuple[int, int] | None = None
    leg: int | None = None

    @property
    def line(self) -> str:
        """The words for a prompt or a status bar."""
        parts = [SHORT.get(self.today, f"today: {self.today}")]
        parts += [f"{self.rounds[0]} of {self.rounds[1]} rounds"] if self.rounds else []
        return ", ".join(parts + ([] if self.leg is None else [f"leg {self.leg}"]))

    def document(self) -> dict[str, Any]:
        """Return the same for a program; `text` and `class` are what waybar reads."""
        rounds = self.rounds and {"done": self.rounds[0], "a_day": self.rounds[1]}
        named = {"text": self.line, "class": self.today.replace(" ", "-")}
        return {**named, "today": self.today, "rounds": rounds, "leg": self.leg}


def in_short(app: App) -> InShort:
    """Return the day in a few words; without leave it says no more than that."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.entries import refuse_unlisted
    from sciaticli.cli.today.day_rounds import day_rounds
    from sciaticli.core.screening.clearance import Refused

    standing = read_standing(app, lately=True, sessions=False)
    refuse_unlisted(app, standing.history)
    answer = standing.ask()
    if isinstance(answer, Refused):
        return InShort("locked" if answer.lock else "check due")
    today = "cut off" if _is_cut_off(app) else "done" if _is_done(standing) else "not yet"
    rounds = day_rounds(app, standing, answer)
    return InShort(today, rounds and (rounds.done, rounds.a_day), _leg_lately(standing))


def say_where_you_stand(app: App) -> int:
    """Print at most twelve true lines and the next step; a lock's message comes before them."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.cli.entries import refuse_unlisted

    standing = read_standing(app, lately=True, sessions=False)
    refuse_unlisted(app, standing.history)
    if not standing.history.records and not standing.history.damage:
        app.show(*_greeting(app))
        return ExitCode.DONE
    answer = standing.ask()
    lines = [*_screening(standing, answer), *_sessions(standing), *_rounds(app, standing, answer)]
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
    when = "today" if last.day == standing.day else f"on {_date(last.day)}"
    week = days_trained(standing.history, standing.day)
    yield f"Sessions: the last one was {when}. That makes {week} of the last 7 days."


def _rounds(app: App, standing: RecordNow, answer: Cleared | Refused) -> Iterator[str]:
    from sciaticli.cli.today.day_rounds import day_rounds
    from sciaticli.core.screening.clearance import Refused

    if not isinstance(answer, Refused) and (rounds := day_rounds(app, standing, answer)):
        what = f" of {rounds.name}" if rounds.name else ""
        done = f"{rounds.done} of {rounds.a_day} today"
        yield f"Rounds{what}: {done}. Write one down with: sciaticli log --did round"


def _leg_lately(standing: RecordNow) -> int | None:
    """Return the worst leg pain of the newest entry of today or yesterday that has one."""
    for pain in reversed(standing.history.pains):
        if (standing.day - pain.day).days > 1:
            return None
        if isinstance(worst := getattr(pain.leg, "worst", None), int):
            return worst
    return None


def _is_cut_off(app: App) -> bool:
    from sciaticli.store.running_session import load_unfinished

    return app.paths.session_file.exists() and load_unfinished(app.paths.session_file) is not None


def _is_done(standing: RecordNow) -> bool:
    from sciaticli.core.record.session_work import is_trained

    return any(session.day == standing.day and is_trained(session) for session in standing.history.sessions)


def _pain(standing: RecordNow) -> Iterator[str]:
    """Yield the newest worst pain of leg and back."""
    for pain in reversed(standing.history.pains):
        leg = getattr(pain.leg, "worst", None)
        back = getattr(pain.back, "worst", None)
        if isinstance(leg, int) and isinstance(back, int):
            yield f"Pain: leg {leg}, back {back} of 10 at worst, on {_date(pain.day)}."
            return


def _damage(standing: RecordNow) -> Iterator[str]:
    if count := len(standing.history.damage):
        yield f"Damage in the record: {count}. See it with: sciaticli journal verify"


def _next(app: App, standing: RecordNow, answer: Cleared | Refused) -> str:
    from sciaticli.core.screening.clearance import Refused

    if isinstance(answer, Refused):
        return CHECK
    if _is_cut_off(app):
        return f"{TODAY}, which goes on with the session that was cut off"
    logged_today = any(pain.day == standing.day for pain in standing.history.pains)
    return "sciaticli log" if _is_done(standing) and not logged_today else TODAY


def _date(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"
