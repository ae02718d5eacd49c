"""Asking the screening: one question at a time, `b` steps back, Enter alone is never an answer."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from sciaticli.cli.ask.prompts import ask_line
from sciaticli.cli.check.examined import ask_release
from sciaticli.cli.check.form import Form
from sciaticli.cli.check.heard import to_be_asked
from sciaticli.cli.check.item_talk import HELP, numbered
from sciaticli.cli.check.keep_told import keep_told
from sciaticli.cli.check.result import CheckResult, finish, open_check, quick_entry, save, tell
from sciaticli.cli.check.standing import RecordNow, read_standing
from sciaticli.cli.context import App
from sciaticli.core.errors import Interrupted
from sciaticli.core.record.entries import Scope
from sciaticli.core.screening.clearance import is_pregnant, last_session
from sciaticli.core.screening.heard import Heard
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import in_light_days, lock_of
from sciaticli.core.screening.past_checks import is_plain_no
from sciaticli.core.screening.questions import FACTS, RECHECK_OPENS, Answers, Item, Recheck
from sciaticli.core.screening.triage import Triage
from sciaticli.core.screening.valid_until import day_of, newest_screening
from sciaticli.view.screening import asked_lines, lock_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class QuickOutcome(NamedTuple):
    """A quick re-check: `changed` when any line was not a plain no, and what its items then gave."""

    changed: bool
    saved: bool
    outcome: CheckResult | None = None


def ask_full(app: App, *, as_json: bool = False) -> CheckResult:
    """Ask the whole form, print its result and save it.

    Raises Interrupted when it is left; the message of the answers so far is then printed, and the
    open check that the first sign wrote keeps any clearance void.
    """
    from sciaticli.store.reviews import file_words

    standing = read_standing(app)
    app.say(*asked_lines(standing.wording.talk["start"]), file_words("screening"))
    form = Form(app, standing, tuple(Item), Scope.FULL)
    with _leaving(form):
        form.go_on()
        form.release = ask_release(app, standing)
        form.ask()
        form.last_look()
        outcome = form.judge()
    done = finish(app, standing, outcome, as_json=as_json)
    form.forget()
    app.say(*form.first_line())  # a small screen shows the end of a long message
    keep_told(app, form.answers, [item for item in FACTS if form.was_asked(item)])
    return done


def ask_items(app: App, items: Sequence[Item]) -> CheckResult:
    """Ask some items in full, as when a session is stopped; what is above CLEAR is printed and saved.

    A part of the form never clears. The caller has written the open check before (`begin`), or the
    first sign does.
    """
    standing = read_standing(app)
    form = Form(app, standing, tuple(items), Scope.SESSION)
    with _leaving(form):
        form.ask()
        if form.judge().found.level > Level.CLEAR:
            form.last_look()
        outcome = form.judge()
    return finish(app, standing, outcome) if outcome.found.level > Level.CLEAR else outcome


def take_back_alarm(app: App, outcome: CheckResult) -> bool:
    """Save the answers after the alarm key if they are plain noes to all; returns whether they are.

    They take back the open check that the key wrote.
    """
    is_quiet = outcome.found.level is Level.CLEAR and is_plain_no(outcome.check)
    return is_quiet and save(app, read_standing(app), outcome.check)


def begin(app: App) -> bool:
    """Write an open check, so that no clearance holds from this moment; returns whether it was saved."""
    return open_check(app, read_standing(app), Answers(), Scope.SESSION)


def ask_quick(app: App) -> QuickOutcome:
    """Ask the quick re-check and save it; what is not a plain no voids and opens its items in full."""
    standing = read_standing(app)
    lines = quick_lines(standing)
    app.say(*(line for why in to_be_asked(standing) for line in asked_lines(standing.wording.talk[why])))
    named = _ask_lines(app, standing, lines)
    quick = settle_quick(app, standing, {str(line): named.get(line, "no") for line in lines})
    if not quick.changed or quick.outcome is not None:
        return quick
    items = [item for line in named for item in RECHECK_OPENS[line]]
    return quick._replace(outcome=ask_items(app, items))


def settle_quick(app: App, standing: RecordNow, words: dict[str, str]) -> QuickOutcome:
    """Save a quick re-check; an old sign that is back is an emergency, printed before it is saved."""
    check = quick_entry(app, standing, words)
    outcome = None
    if check.tier is not None:
        lock = lock_of(check)
        outcome = CheckResult(Triage(level=lock.level, advice=lock.advice), check, lock, leave=None)
        tell(app, lock_lines(lock, standing.wording, standing.region), lock.level)
    changed = any(word != "no" for word in words.values())
    return QuickOutcome(changed=changed, saved=save(app, standing, check), outcome=outcome)


def quick_lines(standing: RecordNow) -> tuple[Recheck, ...]:
    """Return the lines of the quick re-check that are asked now."""
    extra = {
        Recheck.PAIN: bool({Heard.STRONG, Heard.SLEEP} & {*to_be_asked(standing)}),
        Recheck.PREGNANCY: is_pregnant(standing.history, standing.now),
        Recheck.OLD_SIGN: in_light_days(standing.history, standing.now),
    }
    return tuple(line for line in Recheck if extra.get(line, True))


def _ask_lines(app: App, standing: RecordNow, lines: Sequence[Recheck]) -> dict[Recheck, str]:
    """Ask which lines are true: numbers, or a whole word; Enter alone asks again."""
    talk = standing.wording.talk
    words = standing.wording.rechecks
    app.say(*asked_lines(talk["quick_start"].format(since=_since(standing))))
    for number, line in enumerate(lines, 1):
        app.say(*asked_lines(f"{number}. {words[line].question}"))
    app.say(*asked_lines(talk["quick_how"]))
    while True:
        answer = ask_line(app, talk["quick_ask"], at_once="0").lower()
        if answer in HELP:
            for number, line in enumerate(lines, 1):
                app.say(*asked_lines(f"{number}. {words[line].help}"))
            continue
        if (named := numbered(answer, len(lines))) is not None:
            return {lines[number - 1]: word for number, word in named.items()}
        app.say(*asked_lines(talk["quick_again"]))


def _since(standing: RecordNow) -> str:
    """Return since when the re-check asks: the last session, else the last full check."""
    last = newest_screening(standing.history, standing.now)
    moments = [moment for moment in (last_session(standing.history), last and last[1].rec) if moment]
    return (
        day_of(max(moments).astimezone(standing.now.tzinfo))
        if moments
        else standing.wording.talk["last_time"]
    )


@contextmanager
def _leaving(form: Form) -> Iterator[None]:
    """Print what the answers so far say when the form is left by Ctrl-C, a hang-up or the end of input."""
    with _hang_up_stops():
        try:
            yield
        except (Interrupted, KeyboardInterrupt):
            with suppress(OSError):
                form.say_left()
            raise


@contextmanager
def _hang_up_stops() -> Iterator[None]:
    """Let a hang-up or a polite kill end the talk as the end of input does."""
    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.signal(getattr(signal, name), _stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _stop(*_: object) -> None:
    raise Interrupted("Stopped.")
