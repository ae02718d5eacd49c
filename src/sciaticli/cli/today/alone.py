"""One exercise on the clock that is no session: a round of the drill, or first aid when it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET

from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.check.ask import begin
from sciaticli.cli.check.gate import leave_to_train
from sciaticli.cli.entries import stamp
from sciaticli.cli.today.make_plan import ready_seconds
from sciaticli.cli.today.questions_after import AFTER, stop_for_danger
from sciaticli.cli.today.stage import stage_for
from sciaticli.coach.keys import signals_wait
from sciaticli.coach.player import play
from sciaticli.coach.stage import HowItEnded
from sciaticli.core.config import Hook
from sciaticli.core.errors import ExitCode
from sciaticli.core.record.day_logs import site
from sciaticli.core.record.entries import Back, Distal, Leg, Pain
from sciaticli.core.rules.person_rules import longest_hold_s
from sciaticli.store.journal import append

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.cli.today.make_plan import TodayOptions
    from sciaticli.coach.stage import Kept, Performance
    from sciaticli.core.config import Sound
    from sciaticli.core.plan import PlanItem
    from sciaticli.core.record.entries import PainNow

LOWER = "It is felt further down than before. Leave it for today; rest in a position of ease."
EASED = "It has eased. That counts among what helped."
SORER = "It is sorer than before. Leave it for today; rest in a position of ease."


def play_alone(app: App, item: PlanItem, before: PainNow, wish: TodayOptions, did: str) -> int:
    """Guide one exercise, ask how the leg is, and write both down; returns the exit code.

    What is written is a pain entry with the word `did`: no step and no session follows from it.
    """
    sounds = app.config.coach.sound if wish.sound is None else wish.sound
    app.run_hook(Hook.SESSION_START)
    done = guide(app, item, before, sounds)
    app.run_hook(Hook.SESSION_END)
    if (code := has_ended(app, done, sounds)) is not None:
        return code
    after = ask_pain(app, words=AFTER)
    write_pain(app, after, did, note=item.exercise.name)
    app.say(*_answer(before, after))
    return ExitCode.DONE


def guide(app: App, item: PlanItem, before: PainNow, sounds: tuple[Sound, ...]) -> Performance:
    """Guide one exercise on the clock; a check is begun at once where `!` was pressed."""
    config = app.config
    with signals_wait(), app.open_voice(sounds, config) as voice:
        done = play(
            (item,),
            stage_for(app, voice, _nothing),
            talk=config.coach.talk,
            get_ready_s=ready_seconds(config),
            down_before=site(before.distal),
            longest_hold_s=longest_hold_s(config.profile),
        )
        if done.outcome is HowItEnded.EMERGENCY:
            begin(app)
    return done


def has_ended(app: App, done: Performance, sounds: tuple[Sound, ...]) -> int | None:
    """Say why it is over before it was done, and return the exit code; None where it was done."""
    match done.outcome:
        case HowItEnded.EMERGENCY:
            stop_for_danger(app, sounds, may_go_back=False)
            return ExitCode.REFUSED
        case HowItEnded.LOCKED:
            app.say(done.why)
            leave_to_train(app, may_check=False)
            return ExitCode.REFUSED
        case HowItEnded.INTERRUPTED:
            app.say("Stopped.")
            return ExitCode.INTERRUPTED
        case _ if done.account.is_empty:
            app.say("Nothing was finished this time, and that is fine.")
            return ExitCode.DONE
        case _:
            return None


def write_pain(app: App, pain: PainNow, *did: str, note: str | None = None) -> None:
    """Write down how it is now, and what was done for it; `note` names the exercise."""
    entry = Pain(
        **stamp(app),
        window="now",
        leg=Leg(now=pain.leg, distal=pain.distal),
        back=Back(now=pain.back),
        did=did or UNSET,
        note=note or UNSET,
    )
    append(app.paths, entry)


def _nothing(_kept: Kept, _worked_s: int) -> None:
    """Keep nothing: what is no session is not gone on with."""


def _answer(before: PainNow, after: PainNow) -> list[str]:
    """Return what the answers mean for the rest of the day; nothing where nothing has changed."""
    was, now = site(before.distal), site(after.distal)
    if was is not None and now is not None and _level(now) > _level(was):
        return [LOWER]
    if isinstance(before.leg, int) and isinstance(after.leg, int) and after.leg != before.leg:
        return [EASED if after.leg < before.leg else SORER]
    return []


def _level(site: Distal) -> int:
    return site.level
