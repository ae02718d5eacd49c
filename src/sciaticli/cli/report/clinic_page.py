"""All that the page for the clinic tells: the record of some weeks, the plan, and who it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sciaticli import __version__
from sciaticli.cli.ask.pain import PainGiven
from sciaticli.cli.catalogue import load, per_week
from sciaticli.cli.check.gate import SessionReady
from sciaticli.cli.today.make_plan import TodayOptions, make_plan
from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.course.direction import preference_on
from sciaticli.core.course.limits import LOOK_BACK
from sciaticli.core.errors import DataError
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.progress.direction_course import direction_course
from sciaticli.core.progress.flare_course import flare_courses
from sciaticli.core.progress.programme_course import programme_course
from sciaticli.core.progress.rounds_asked import rounds_asked
from sciaticli.core.progress.sentences import day_words, exercise_name
from sciaticli.core.progress.signs_told import signs_told
from sciaticli.core.progress.strand_places import strand_places
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.day_logs import day_logs, pain_on_record
from sciaticli.core.record.entries import CLINICIAN_KNOWS, PainNow, Scope
from sciaticli.core.record.excerpt import notes_in, since
from sciaticli.core.screening.clearance import Refused
from sciaticli.core.screening.past_checks import answers_of
from sciaticli.core.screening.questions import QUIET
from sciaticli.report.page import Page
from sciaticli.store.figures import load_figures
from sciaticli.store.reviews import file_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App
    from sciaticli.core.figure.parts import Figure
    from sciaticli.core.plan import Plan
    from sciaticli.core.progress.strand_places import StrandPlace

OPEN = "Sessions are open; the answers named no sign that closes them."
AGES = {"under_18": "under 18", "18_49": "18 to 49", "50_69": "50 to 69", "70_plus": "70 or over"}


class PlanNow(NamedTuple):
    """Today's plan and the place on each path; else `closed` says why there is none."""

    plan: Plan | None = None
    places: tuple[StrandPlace, ...] = ()
    closed: str | None = None


NO_PLAN = PlanNow(closed="The plan can't be made: a settings or exercise file can't be read.")


def readable_catalogue(app: App) -> Catalogue | None:
    """Return the catalogue; None where it can't be read: looking back goes on."""
    try:
        return load(app)
    except (DataError, OSError):
        return None


def plan_now(app: App, standing: RecordNow, catalogue: Catalogue | None) -> PlanNow:
    """Return today's plan, or why there is none: no leave to train, or files that can't be used."""
    answer = standing.ask()
    if isinstance(answer, Refused):
        return PlanNow(closed=answer.message)
    if catalogue is None:
        return NO_PLAN
    asked = TodayOptions(None, PainGiven(), flare=False, routine=None, sound=None, ready=False)
    # A place does not depend on how the leg is at this moment, so the mildest day is asked for.
    mildest = Request(day=standing.day, pain=PainNow(leg=0, back=0), flare=YesNoUnsure.NO, evening=True)
    try:
        profile, pain = app.config.profile, pain_on_record(standing.history, standing.now)
        plan = make_plan(app, SessionReady(standing, answer), catalogue, asked, pain=pain, flare=None)
        places = strand_places(picture_of(answer, catalogue, profile, standing.history, mildest))
    except (DataError, OSError):
        return NO_PLAN
    return PlanNow(plan, places)


def clinic_page(
    app: App,
    standing: RecordNow,
    catalogue: Catalogue,
    first: date,
    today: PlanNow,
    *,
    notes: bool,
    answers: bool,
) -> Page:
    """Return the page of the days from `first` on, with notes and named signs only where asked for."""
    profile = standing.profile or Profile()
    known, last = since(standing.history, first), standing.day
    names = {id_: row.name for id_, row in catalogue.by_id.items()}
    summary = summarise(standing.history, first, last, per_week(app))
    logs = day_logs(standing.history, last - LOOK_BACK, last)
    preference = preference_on(last, profile, standing.history, logs)
    return Page(
        summary=summary,
        about=tuple(_about(profile)),
        opened=tuple(_opened(standing, profile, first, names)),
        programme=programme_course(known.sessions, catalogue.programme, summary.exercises, today.places),
        direction=direction_course(standing.history, first, last, preference),
        flares=flare_courses(summary.flares, summary.days, known.pains, known.sessions),
        rounds=rounds_asked(profile, standing.history, first, last),
        told=signs_told(known.pains),
        made=app.now().date(),
        version=__version__,
        names=names,
        exercises=catalogue.by_id,
        routines={routine.id: routine.name for routine in catalogue.routines},
        standing=today.closed or OPEN,
        plan=today.plan,
        figures=_figures(app, today.plan),
        notes=tuple(notes_in(known)) if notes else None,
        answers=_signs(standing, first) if answers else None,
        reviewed=(
            ("Questions about danger signs", file_words("screening")),
            ("Programme", file_words("programme")),
        ),
    )


def _figures(app: App, plan: Plan | None) -> dict[str, Figure]:
    """Return the figures of the plan's exercises; a page without them is still a page.

    They are compiled by the family, so each is read by itself.
    """
    families = {item.exercise.family for item in plan.items} if plan else set()
    try:
        read = [load_figures(family, cache=app.paths.cache) for family in families]
    except (DataError, OSError):
        return {}
    return {name: figure for figures in read for name, figure in figures.items()}


def _about(profile: Profile) -> Iterator[str]:
    """Yield what the settings say of the person that a clinician wants to know first."""
    if profile.age_band is not None:
        yield f"Age {AGES[profile.age_band]}."
    if profile.side is not None:
        yield f"Sore side: {profile.side}."
    if profile.episode_start is not None:
        yield f"This episode began in {profile.episode_start}."
    if profile.conditions:
        yield f"Has been told of: {_listed(profile.conditions)}."
    elif profile.conditions is not None:
        yield "Has been told of no diagnosis."


def _opened(standing: RecordNow, profile: Profile, first: date, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what clinicians are said to have opened, besides what they ended by an examination."""
    if profile.cleared:
        on = (
            f", said on {day_words(profile.cleared_on)} {profile.cleared_on.year}"
            if profile.cleared_on
            else ""
        )
        yield f"A doctor said exercise is fine with: {_listed(profile.cleared)}{on}."
    if profile.supervised:
        shown = ", ".join(names.get(word) or exercise_name(word).lower() for word in profile.supervised)
        yield f"Shown in person by a physio: {shown}."
    for told in standing.history.assessments:
        if told.form == CLINICIAN_KNOWS and told.day >= first:
            rows = dict.fromkeys(str(item.get("exercise", "")) for item in told.items)
            listed = ", ".join(names.get(row) or exercise_name(row) for row in rows)
            yield f"{day_words(told.day)}: a clinician knows what spoke against it, and allows: {listed}."


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(str(word).replace("_", " ") for word in words)


def _signs(standing: RecordNow, first: date) -> tuple[tuple[date, tuple[tuple[str, str], ...]], ...]:
    """Return the signs named in each full check from a day on, in the words of the form."""
    wording = standing.wording
    return tuple(
        (
            check.day,
            tuple(
                (wording.items[item].sign, wording.status.get(word, str(word)))
                for item, word in answers_of(check).words.items()
                if word not in QUIET and item in wording.items
            ),
        )
        for check in standing.history.checks
        if check.day >= first and check.scope is not Scope.QUICK
    )
