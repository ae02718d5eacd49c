"""One session, from the re-check to the saved record: the questions, the plan, the timed holds."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from sciaticli.cli.ask.prompts import ask_choice, ask_line
from sciaticli.cli.catalogue import find_routine, load
from sciaticli.cli.check.ask import begin
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.entries import read_history
from sciaticli.cli.over import Over
from sciaticli.cli.today.clinician_word import ask_clinician
from sciaticli.cli.today.make_plan import (
    WARM_MIN,
    TodayOptions,
    clock_of,
    make_plan,
    pace_of,
    ready_seconds,
    request_of,
    show_plan,
)
from sciaticli.cli.today.prepare import ask_profile, begin_first_day, recheck
from sciaticli.cli.today.questions_after import NOTHING_DONE, ask_after, save_session, stop_for_danger
from sciaticli.cli.today.questions_before import ask_before
from sciaticli.cli.today.resume import (
    Remainder,
    ResumeChoice,
    ask_unfinished,
    is_fresh,
    resumed,
    save_unfinished,
)
from sciaticli.cli.today.rounds import offer_round
from sciaticli.cli.today.stage import stage_for
from sciaticli.cli.today.start_questions import ask_start
from sciaticli.coach.keys import signals_wait
from sciaticli.coach.player import play
from sciaticli.coach.stage import HowItEnded
from sciaticli.core.config import Hook, Sound
from sciaticli.core.dates import fixed
from sciaticli.core.errors import ExitCode, UsageError
from sciaticli.core.record.day_logs import site
from sciaticli.core.record.entries import SkipReason
from sciaticli.core.rules.person_rules import longest_hold_s
from sciaticli.core.session.cues import IT_SPEAKS, cue_table, texts_of
from sciaticli.store.running_session import begun, hold_running

if TYPE_CHECKING:
    from datetime import datetime

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.coach.stage import Performance
    from sciaticli.core.catalogue.catalogue import Catalogue
    from sciaticli.core.plan import Plan
    from sciaticli.core.record.entries import PainNow, Session
    from sciaticli.core.session.state import State
    from sciaticli.core.session.timeline import Pace
    from sciaticli.store.running_session import Running

UP = {"59": "less than an hour ago", "119": "one to two hours ago", str(WARM_MIN): "more than two hours ago"}


def run_session(app: App, wish: TodayOptions, other_day: str | None = None) -> int:
    """Take a person through today's session; returns the exit code.

    No segment starts before its re-check is on the disk: no write, no session.
    """

    def now() -> datetime:
        return fixed(app.now())

    try:
        is_first = begin_first_day(app)
        ready = leave_to_train(app, may_check=app.may_ask, is_first=is_first)
    except Over:
        with suppress(OSError, UsageError), hold_running(app.paths.session_file, now) as running:
            save_unfinished(app, running, SkipReason.SAFETY_RULE)
        raise
    _refuse_without_person(app, other_day)
    with hold_running(app.paths.session_file, now) as running:
        return _run(app, running, wish, ready)


def _run(app: App, running: Running, wish: TodayOptions, ready: SessionReady) -> int:
    was_stopped = running.unfinished is not None
    choice = ask_unfinished(app, running)
    if choice is ResumeChoice.LEAVE:
        app.say("It stays as it is. Go on today with: sciaticli today")
        return ExitCode.DONE
    goes_on = choice is ResumeChoice.ON
    asks_anew = not is_fresh(app, running.unfinished) or choice is None
    if choice is ResumeChoice.ANEW and not asks_anew and running.unfinished is not None:
        wish = wish._replace(given=wish.given.or_else(running.unfinished.begun.before))
    if not goes_on:
        save_unfinished(app, running)
    try:
        if was_stopped:  # a question was asked and perhaps a session saved since
            ready = leave_to_train(app, may_check=False)
        ready = ask_profile(app, recheck(app, ready) if asks_anew else ready, "conditions")
    except Over:
        save_unfinished(app, running, SkipReason.SAFETY_RULE)
        raise
    catalogue = load(app)
    part = resumed(app, running, ready, catalogue) if goes_on else None
    if part is None:
        plan, pain = _plan(app, ready, catalogue, wish)
        if wish.routine is None and _has_trained(ready):
            code = offer_round(app, plan, pain, wish)
            if code is not None:
                return code
        pace = pace_of(app.config, ready.record.history)
        _make_words(app, wish, plan, pace)
        if not (wish.ready or _is_ready(app)):
            return ExitCode.DONE
        part = _begin(app, running, plan, pain, pace)
    return _perform(app, running, part, wish)


def _has_trained(ready: SessionReady) -> bool:
    return any(session.day == ready.record.day for session in ready.record.history.sessions)


def _refuse_without_person(app: App, other_day: str | None) -> None:
    if other_day is not None:
        raise UsageError("--on goes with --plan.", f"For example: sciaticli today --plan --on {other_day}")
    if not app.may_ask:
        raise UsageError(
            "a session needs a terminal and somebody to answer.",
            "See the plan with: sciaticli today --plan. Answer the danger signs with: sciaticli check",
        )


def _plan(app: App, ready: SessionReady, catalogue: Catalogue, wish: TodayOptions) -> tuple[Plan, PainNow]:
    """Ask how it is now, make the plan and show it."""
    routine = None if wish.routine is None else find_routine(catalogue, wish.routine)
    before = ask_before(app, ready.record.history, ready.record.day, wish.given, flare=wish.flare)
    if before.goes_on_record:  # what was said can end the check: pain in both legs, or further down
        ready = leave_to_train(app, may_check=True)
    record = ready.record
    if routine is not None:
        # the hours after rising pass; they are no reason not to ask
        request = request_of(
            app, ready.record.day, routine=routine, pain=before.pain, flare=before.flare, up_min=WARM_MIN
        )
        ready = ask_clinician(app, ready, catalogue, request)
    elif not wish.ready:
        request = request_of(app, ready.record.day, pain=before.pain, flare=before.flare)
        ready = ask_start(app, ready, catalogue, request, before.pain)
    # the first day, and one with the measured start, have enough questions: a back counts as not yet warm
    may_ask_up = bool(ready.record.history.sessions) and ready.record is record

    def plan_when(up_min: int | None) -> Plan:
        return make_plan(
            app, ready, catalogue, wish, pain=before.pain, flare=before.flare, up_min=up_min, begins=True
        )

    plan = plan_when(None)
    if may_ask_up and _is_worth_asking(plan, plan_when(WARM_MIN)):
        # some bends and slides wait until a back is warm
        plan = plan_when(int(ask_choice(app, "When did you get up today?", UP, one_key=True)))
    show_plan(app, plan, catalogue, may_page=False)  # the next question stands below it
    return plan, before.pain


def _make_words(app: App, wish: TodayOptions, plan: Plan, pace: Pace) -> None:
    """Begin to make the files of what will be said, while the plan is read; the session finds them there."""
    config = app.config
    texts = texts_of(cue_table(clock_of(app, plan.timed, pace), config.coach.talk))
    voice = app.open_voice(config.coach.sound if wish.sound is None else wish.sound, config)
    Thread(target=voice.prepare, args=(texts,), daemon=True).start()


def _is_worth_asking(plan: Plan, later: Plan) -> bool:
    """Return whether the hours since rising change more than one exercise, or bring a whole strand."""
    one, other = ({item.exercise.id for item in each.items} for each in (plan, later))
    return max(len(one - other), len(other - one)) > 1 or bool(_strands(later) - _strands(plan))


def _strands(plan: Plan) -> set[str | None]:
    return {item.strand for item in plan.items}


def _is_ready(app: App) -> bool:
    while True:
        answer = ask_line(app, "Ready? Enter starts, q leaves it for now:").lower()
        if answer in ("", "y", "yes"):
            return True
        if answer in ("q", "n", "no"):
            app.say("Nothing was started. Come back with: sciaticli today")
            return False


def _begin(app: App, running: Running, plan: Plan, pain: PainNow, pace: Pace) -> Remainder:
    first = begun(app.new_id(), plan, pain, fixed(app.now()), app.zone)
    running.begin(first)
    cards = tuple(item for item in plan.items if item.card)
    return Remainder(first, plan.timed, cards, None, site(pain.distal), pace)


def _perform(app: App, running: Running, part: Remainder, wish: TodayOptions) -> int:
    """Play the timed items and save the session at once; what follows depends on how it ended."""
    config = app.config
    sounds = config.coach.sound if wish.sound is None else wish.sound
    place: State | None = None
    speaks = Sound.SPEECH in sounds and not read_history(app).sessions
    while True:
        with signals_wait(), app.open_voice(sounds, app.config) as voice:
            app.run_hook(Hook.SESSION_START)
            done = play(
                part.items,
                stage_for(app, voice, running.keep),
                talk=config.coach.talk,
                get_ready_s=ready_seconds(config),
                pace=part.pace,
                down_before=part.down,
                before=part.account,
                worked_s=part.worked_s,
                longest_hold_s=longest_hold_s(config.profile),
                place=place,
                opening=IT_SPEAKS if speaks else "",
            )
            # Inside the block: leaving it waits for the last words, and this must not wait.
            if done.outcome is HowItEnded.EMERGENCY:
                begin(app)
            session = _save(app, running, part, done)
            app.run_hook(Hook.SESSION_END)  # last: a lock and what was done wait for nobody's program
        place = done.place
        if done.outcome is HowItEnded.EMERGENCY and stop_for_danger(app, sounds, may_go_back=True):
            _wait_to_go_on(app)
        elif done.outcome is HowItEnded.STOOD_LONG:
            app.say("You have paused for more than an hour, so a few questions come first.")
            recheck(app, leave_to_train(app, may_check=False))
        else:
            return _end(app, running, part, done, session)


def _save(app: App, running: Running, part: Remainder, done: Performance) -> Session | None:
    """Save what was done, if anything was; what is over leaves the running file, what stopped stays in it."""
    session = None
    if not done.account.is_empty:
        session = save_session(
            app, part.begun, done.exercises, done.ended, done.stop_reason, worked_s=done.worked_s
        )
    if done.outcome in (HowItEnded.FULL, HowItEnded.SAFETY, HowItEnded.LOCKED):
        running.clear()
    return session


def _wait_to_go_on(app: App) -> None:
    ask_line(app, "Enter goes back to where you were; the session stands still there:")


def _end(app: App, running: Running, part: Remainder, done: Performance, session: Session | None) -> int:
    """Say and ask what follows; returns the exit code."""
    match done.outcome:
        case HowItEnded.EMERGENCY:
            running.clear()
            return ExitCode.REFUSED
        case HowItEnded.LOCKED:
            app.say(done.why)
            leave_to_train(app, may_check=False)
            return ExitCode.REFUSED
        case HowItEnded.INTERRUPTED:
            app.say("Stopped. What you did is kept. Go on today with: sciaticli today")
            return ExitCode.INTERRUPTED
        case _ if session is None:
            app.say(NOTHING_DONE)
            return ExitCode.DONE
        case _:
            ask_after(app, session, part.cards, done.why)
            return ExitCode.DONE
