"""Making a day's plan for the commands, and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from sciaticli.cli.ask.pain import PainGiven
from sciaticli.cli.catalogue import find_routine, load
from sciaticli.cli.context import Look
from sciaticli.cli.option_words import not_allowed
from sciaticli.core.catalogue.dose_words import MINUTE, duration_words
from sciaticli.core.config import Sound
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import TimeOfDay
from sciaticli.core.session.cues import cue_table, texts_of, with_room
from sciaticli.core.session.timeline import MS, Pace, Timeline, timeline
from sciaticli.store.paths import words_folder
from sciaticli.view.plan import EXPECTED, plan_lines

if TYPE_CHECKING:
    from datetime import date

    from sciaticli.cli.check.gate import SessionReady
    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue, Routine
    from sciaticli.core.config import Config
    from sciaticli.core.plan import Plan, PlanItem
    from sciaticli.core.profile import YesNoUnsure
    from sciaticli.core.record.entries import PainNow
    from sciaticli.core.record.history import History

EVENING_HOUR = 17
WARM_MIN = 240  # minutes after rising from which no rule of the morning holds
FEWEST_MINUTES = 3
TOLD_IN_FULL = "What is new is told in full. To hear it all adds about {about}; space goes on sooner."
TRIES = 6  # so often a plan is made anew, a minute shorter, when the way to the mat makes it too long


def _is_evening(app: App, *, begins: bool) -> bool:
    """Return whether the morning rules are over: by the clock, or for a look ahead by when one trains."""
    usual = app.config.profile.time_of_day
    return app.now().hour >= EVENING_HOUR or (usual is TimeOfDay.EVENING and not begins)


def ready_seconds(config: Config) -> int:
    """Return the usual get-ready time in seconds."""
    return config.coach.get_ready_s


def pace_of(config: Config, history: History) -> Pace:
    """Return how this person gets from one exercise to the next: what was done before is known."""
    known = frozenset(
        done.exercise for session in history.sessions for done in session.exercises if done.done.sets
    )
    wait = config.coach.get_ready
    seconds = None if wait == "wait" else int(wait)
    return Pace(known=known, waits=wait == "wait", seconds=seconds, greets=not history.sessions)


def clock_of(app: App, items: tuple[PlanItem, ...], pace: Pace) -> Timeline:
    """Return the session's clock for these items, each get-ready as long as what is said in it."""
    talk = app.config.coach.talk
    clock = timeline(items, ready_seconds(app.config), pace)
    return with_room(clock, talk, _known_lengths(app, clock))


def _known_lengths(app: App, clock: Timeline) -> dict[str, int]:
    """Return the true milliseconds of what was put into files before; nothing is made here."""
    if Sound.SPEECH not in app.config.coach.sound or not words_folder(app.paths.cache).is_dir():
        return {}
    from sciaticli.coach.synthesiser import find_synthesisers, voicing_of
    from sciaticli.coach.word_files import WordFiles

    voicing = voicing_of(app.config)
    files = WordFiles(app.paths.cache, find_synthesisers(voicing), voicing)
    known = files.known(texts_of(cue_table(clock, app.config.coach.talk)))
    return {text: spoken.ms for text, spoken in known.items()}


def request_of(
    app: App,
    day: date,
    *,
    minutes: int | None = None,
    routine: Routine | None = None,
    pain: PainNow | None = None,
    flare: YesNoUnsure | None = None,
    up_min: int | None = None,
    more: str | None = None,
    without: tuple[str, ...] = (),
    begins: bool = False,
) -> Request:
    """Return what is asked of the planner; what is not given is the setting's or not known.

    A session that `begins` goes by the clock, whatever the hour at which the person usually trains.
    """
    config = app.config
    return Request(
        day=day,
        minutes=minutes or config.profile.minutes,
        pain=pain,
        flare=flare,
        up_min=up_min,
        evening=_is_evening(app, begins=begins),
        get_ready_s=ready_seconds(config),
        routine=routine,
        more=more,
        without=without,
    )


def make_plan(
    app: App,
    ready: SessionReady,
    catalogue: Catalogue,
    wish: TodayOptions,
    *,
    pain: PainNow | None,
    flare: YesNoUnsure | None,
    up_min: int | None = None,
    begins: bool = False,
) -> Plan:
    """Return the plan of the record's day for what was asked for and answered."""
    routine = None if wish.routine is None else find_routine(catalogue, wish.routine)
    request = request_of(
        app,
        ready.record.day,
        minutes=wish.minutes,
        routine=routine,
        pain=pain,
        flare=flare,
        up_min=up_min,
        more=None if wish.more is None else _strand(wish.more, "--more", catalogue),
        without=tuple(_strand(word, "--without", catalogue) for word in wish.without),
        begins=begins,
    )
    history = ready.record.history
    pace = pace_of(app.config, history)
    for less in range(TRIES):
        tried = replace(request, minutes=max(FEWEST_MINUTES, request.minutes - less))
        plan = plan_day(ready.leave, catalogue, app.config.profile, history, tried)
        plan = replace(_on_the_clock(app, plan, pace), minutes=request.minutes)
        if plan.total_seconds <= request.minutes * MINUTE:
            break
    longer = _to_listen_s(app, plan, pace)
    if longer >= MINUTE:
        about = duration_words(round(longer / MINUTE) * MINUTE)
        plan = replace(plan, notes=(*plan.notes, TOLD_IN_FULL.format(about=about)))
    return plan


def _to_listen_s(app: App, plan: Plan, pace: Pace) -> int:
    """Return the seconds beyond the plan's clock that hearing each first time to its end takes."""
    if Sound.SPEECH not in app.config.coach.sound:
        return 0
    clock = clock_of(app, plan.timed, pace)
    segments = tuple(replace(each, waits=False) for each in clock.segments)
    heard = with_room(replace(clock, segments=segments), app.config.coach.talk, _known_lengths(app, clock))
    return (heard.total_ms - clock.total_ms) // MS


def _on_the_clock(app: App, plan: Plan, pace: Pace) -> Plan:
    """Return the plan with the seconds that the clock will show: the way to each place is part of them."""
    clock = clock_of(app, plan.timed, pace)
    seconds = [0] * len(plan.timed)
    for segment in clock.segments:
        seconds[segment.item] += segment.ms // MS
    timed = iter(seconds)
    items = tuple(item if item.card else replace(item, seconds=next(timed)) for item in plan.items)
    return replace(plan, items=items)


def _strand(word: str, option: str, catalogue: Catalogue) -> str:
    """Return the id of the strand that an option names; raises UsageError with all of them."""
    known = [strand.id for strand in catalogue.programme.strand]
    found = word.strip().casefold()
    if found not in known:
        raise not_allowed(option, word, known)
    return found


def refuse_unknown(app: App, wish: TodayOptions) -> None:
    """Raise UsageError for a strand or routine that is not there, before anything is asked."""
    if wish.routine is None and wish.more is None and not wish.without:
        return
    catalogue = load(app)
    if wish.routine is not None:
        find_routine(catalogue, wish.routine)
    for option, words in (("--more", (wish.more,)), ("--without", wish.without)):
        for word in words:
            if word is not None:
                _strand(word, option, catalogue)


def show_plan(
    app: App,
    plan: Plan,
    catalogue: Catalogue,
    *,
    why: bool = False,
    all_of_it: bool = False,
    may_page: bool = True,
) -> None:
    """Print a plan in this call's look; with `why`, and of a routine always, also what was left out.

    Of a programme that is what a person would look for, unless they ask for all of it.
    """
    left_lines = plan.routine is not None and bool(plan.left_out)
    names = {row.id: row.name for row in catalogue.by_id.values()} if why or left_lines else None
    most = None if all_of_it or plan.routine is not None else EXPECTED
    if app.look is Look.PLAIN:
        app.show(*plan_lines(plan, names, most))
    else:
        from sciaticli.cli.pager import print_long
        from sciaticli.view.plan_table import plan_table

        print_long(app, plan_table(plan, app.console().width, names, most), may_page=may_page)


class TodayOptions(NamedTuple):
    """What the person asked for on the command line; None is the setting's or the record's."""

    minutes: int | None
    given: PainGiven
    flare: bool
    routine: str | None
    sound: tuple[Sound, ...] | None
    ready: bool
    more: str | None = None
    without: tuple[str, ...] = ()
