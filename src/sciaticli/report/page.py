"""The page for the clinic: one HTML file without a script or an outside request, two sheets of A4."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Exercise, Side
from sciaticli.core.course.direction import Preference
from sciaticli.core.figure.parts import Figure
from sciaticli.core.plan import Plan, PlanItem
from sciaticli.core.progress.direction_course import DirectionCourse
from sciaticli.core.progress.flare_course import FlareCourse
from sciaticli.core.progress.programme_course import ProgrammeCourse
from sciaticli.core.progress.responses import ExerciseResponse
from sciaticli.core.progress.rounds_asked import RoundsAsked
from sciaticli.core.progress.sentences import (
    adherence_words,
    day_words,
    exercise_name,
    headline,
    pain_facts,
    period_words,
    sentence,
    shown,
    total_words,
)
from sciaticli.core.progress.signs_told import SignsTold
from sciaticli.core.progress.summary import Screening, Summary, Week
from sciaticli.core.progress.trend import Change
from sciaticli.core.record.entries import Distal, ExamHow, ExamVerdict, Release, Tier
from sciaticli.report.charts import calendar_key, calendar_svg, is_narrow, pain_svg, reach_svg
from sciaticli.report.parts import Card, Cell, Chart, Table
from sciaticli.report.programme import (
    Names,
    direction_card,
    direction_table,
    direction_words,
    earlier_flares,
    earlier_tests,
    flare_table,
    path_table,
    programme_lines,
    rounds_line,
)
from sciaticli.report.svg import Svg, figure_svg
from sciaticli.report.template import page_template
from sciaticli.report.told import told_lines

ROWS = 12
CHECKS = 4
POSE_HIGH = 44
UNKNOWN = "-"
FOOTNOTE = (
    "Worst pain of the last 24 hours, 0 none to 10 the worst imaginable, one mark a day; hollow marks were "
    "written more than a day later. Lines are 7-day medians and stay open below 4 logged days. Two weeks are "
    "compared by their means, with at least 5 days each. A change counts as clear when it is over one point "
    "and over what chance would make of this log's own spread (95 %). A fall of 30 % and 2 points, "
    "or 1 point from below 5, is what many people call meaningful. Sessions are a person's own record. "
    "Pain often eases without any treatment, and nothing here shows a cause. Our choice, where no study "
    "gives a number: the order of each strand's path, its steps, how often it comes, and that a dose counts "
    "as done in full from 80 % of it on. A direction found by self-test is less sure than a therapist's."
)
EXAMINED = {
    ExamHow.IN_PERSON: "examined in person",
    ExamHow.PHONE: "a clinician asked by phone",
    ExamHow.PHARMACY: "a pharmacist asked",
}
SAID = {
    ExamVerdict.OK: "exercise is fine",
    ExamVerdict.NOT_DISCUSSED: "exercise not talked about",
    ExamVerdict.NO: "no exercise yet",
}


class Page(Struct, frozen=True, kw_only=True):
    """What the page is made of: `plan` only with leave to train, notes and answers only when asked for.

    `answers` are the named signs of each screening: its day, then (question, answer). `reviewed` says of
    the screening and of the programme which clinician has signed it. `about` is who it is about, `opened`
    what a clinician has opened besides locks. `exercises` and `routines` give doses and titles by id.
    """

    summary: Summary
    about: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    programme: ProgrammeCourse = ProgrammeCourse()
    direction: DirectionCourse = DirectionCourse(standing=Preference())
    flares: tuple[FlareCourse, ...] = ()
    rounds: RoundsAsked = RoundsAsked()
    told: SignsTold = SignsTold()
    exercises: Mapping[str, Exercise] = {}
    routines: Mapping[str, str] = {}
    reviewed: tuple[tuple[str, str], ...] = ()
    made: date
    version: str
    names: Mapping[str, str]
    standing: str
    plan: Plan | None = None
    figures: Mapping[str, Figure] = {}
    notes: tuple[tuple[date, str], ...] | None = None
    answers: tuple[tuple[date, tuple[tuple[str, str], ...]], ...] | None = None


class PlanLine(NamedTuple):
    """An exercise of the plan with its pictures."""

    name: str
    dose: str
    cautions: tuple[str, ...]
    poses: tuple[Svg, ...]


def page(content: Page) -> str:
    """Return the whole page as HTML.

    Every text is escaped by the template; only what is an `Svg` goes in as it is.
    """
    summary = content.summary
    names = Names(content.names, content.exercises)
    return page_template().render(
        period=period_words(summary.first, summary.last),
        version=content.version,
        made=f"{day_words(content.made)} {content.made.year}",
        headline=headline(summary),
        sentence=sentence(summary),
        about=content.about,
        cards=tuple(_cards(content)),
        facts=(*pain_facts(summary), *told_lines(content.told, summary.function)),
        charts=tuple(_charts(summary)),
        calendar=_calendar(summary),
        narrow=is_narrow(summary),
        weeks=None if summary.is_empty else _weeks(summary),
        questions=questions(summary, content.names),
        plan=content.plan and _plan(content.plan, content.figures),
        paths=path_table(content.programme, names),
        rounds=rounds_line(summary.between, content.rounds, content.plan.rounds if content.plan else None),
        programme=tuple(programme_lines(content.programme, summary.between, content.routines, names)),
        direction=direction_words(content.direction),
        tests=direction_table(content.direction, names),
        earlier_tests=earlier_tests(content.direction),
        flares=flare_table(content.flares),
        earlier_flares=earlier_flares(content.flares),
        exercises=_exercises(content) if summary.exercises else None,
        exercises_note=_exercises_note(summary),
        screening=tuple(_screening(content)),
        answers=None if content.answers is None else tuple(_answers(content.answers)),
        notes=content.notes and [f"{day_words(day)}: {note}" for day, note in content.notes],
        footnote=FOOTNOTE,
        reviewed=content.reviewed,
    )


def questions(summary: Summary, names: Mapping[str, str]) -> list[str]:
    """Return what the person may want to ask, as far as the record gives cause."""
    worse = [row for row in summary.exercises if row.says_enough and row.worse > row.better]
    asked = [
        f"{_name(row, names)}: my leg was worse after it {row.worse} of {row.answers} times. "
        "Keep it, change it or leave it out?"
        for row in worse[-2:]
    ]
    change = summary.leg
    if change is not None and not change.is_clear and change.after >= 3:  # noqa: PLR2004 - of 10
        asked.append("There is no clear change in my leg pain. Is there something else to try?")
    if change is not None and change.is_clear and change.difference > 0:
        asked.append("My leg pain has gone up. Does it need another look?")
    if summary.flares:
        asked.append("How much should I do on a flare-up day?")
    asked.append("Which of these exercises should I keep, and which should come next?")
    asked.append("When should I come back, and what would be a reason to come sooner?")
    return asked


def _cards(content: Page) -> Iterator[Card]:
    """Yield what is looked for first: the leg, what can be done, what was found and what was done."""
    summary = content.summary
    yield _change_card("Leg pain", summary.leg)
    yield _change_card("Back pain", summary.back)
    told = [week for week in summary.weeks if week.usual_site is not None]
    if told:
        now = _site_card(told[0], told[-1])
        yield Card("Usually felt down to", now, f"week to {day_words(told[-1].last)}")
    if summary.function:
        found = summary.function
        yield Card("Own activities, 0 to 10", f"{found.first:.1f} → {found.now:.1f}", "10 is as before")
    yield _screening_card(summary.screenings)
    yield direction_card(content.direction)
    work = summary.adherence
    share = "" if work.share is None else f"{work.share:.0%} of the planned work"
    excused = f"{work.excused} excused" if work.excused else ""
    detail = ", ".join(part for part in (excused, share) if part)
    yield Card("Sessions", f"{work.done} of {work.planned} planned", detail)
    if summary.global_change:
        yield Card("In their own words", summary.global_change.words, "global change")


def _screening_card(found: Sequence[Screening]) -> Card:
    """Return whether a danger sign was found in this time, the highest first."""
    if not found:
        return Card("Danger signs", "not asked", "in this time")
    worst = max(found, key=lambda check: (list(Tier).index(check.tier), check.day))
    if worst.tier is Tier.CLEAR:
        return Card("Danger signs", "none found", _checks(len(found)))
    told = [_release(check.release) for check in found if check.day >= worst.day and check.release]
    after = told[0] if told else "no examination is told of"
    return Card("Danger signs", f"{worst.tier}, {day_words(worst.day)}", after)


def _checks(number: int) -> str:
    return f"{number} check" if number == 1 else f"{number} checks"


def _change_card(name: str, change: Change | None) -> Card:
    if change is None:
        return Card(name, "too few days", "to compare two weeks")
    kind, before, after = shown(change)
    size = "clear change" if change.is_clear else "no clear change"
    return Card(name, f"{before} → {after}", f"weekly {kind}, {size}")


def _site_card(first: Week, last: Week) -> str:
    one, two = (_site(week.usual_site) for week in (first, last))
    return two if one == two else f"{one} → {two}"


def _charts(summary: Summary) -> Iterator[Chart]:
    if summary.logged:
        caption = "Pain, 0 to 10. Leg: dots and solid line. Back: squares and dashed line."
        yield Chart(caption, pain_svg(summary))
    if any(day.down for day in summary.days):
        yield Chart("How far down the leg, a mark a day.", reach_svg(summary))


def _calendar(summary: Summary) -> Chart | None:
    if not summary.sessions_ever:
        return None
    words = f"{adherence_words(summary)} {total_words(summary)}"
    return Chart(words, calendar_svg(summary), calendar_key(summary))


def _weeks(summary: Summary) -> Table:
    heads = ("Week to", "Days logged", "Leg, mean", "Back, mean", "Usually down to", "Sessions")
    return Table(heads, tuple(map(_week_cells, summary.weeks)), numbers=(1, 2, 3, 5))


def _week_cells(week: Week) -> tuple[Cell, ...]:
    work = week.adherence
    return _cells(
        day_words(week.last),
        f"{week.logged} of 7",
        UNKNOWN if week.leg_mean is None else f"{week.leg_mean:.1f}",
        UNKNOWN if week.back_mean is None else f"{week.back_mean:.1f}",
        UNKNOWN if week.usual_site is None else _site(week.usual_site),
        f"{work.done} of {work.planned}",
    )


def _cells(*words: str) -> tuple[Cell, ...]:
    return tuple(map(Cell, words))


def _plan(plan: Plan, figures: Mapping[str, Figure]) -> dict[str, object]:
    return {
        "intro": f"Phase: {plan.phase}. {round(plan.total_seconds / 60)} minutes on the clock.",
        "lines": [_plan_line(item, figures.get(item.exercise.id)) for item in _one_each(plan.items)],
    }


def _one_each(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Return each exercise once: its two sides look the same on paper."""
    return list({item.exercise.id: item for item in reversed(list(items))}.values())[::-1]


def _plan_line(item: PlanItem, figure: Figure | None) -> PlanLine:
    row = item.exercise
    side = Side.LEFT if item.side is Side.LEFT else Side.RIGHT
    poses = figure and tuple(
        figure_svg(figure, t, side, height=POSE_HIGH, cue=t == figure.stills[-1]) for t in figure.stills
    )
    return PlanLine(row.name, dose_words(item.dose, row.kind, row.laterality), item.cautions, poses or ())


def _exercises(content: Page) -> Table:
    rows = content.summary.exercises
    most = sorted(rows, key=lambda row: -row.sessions)[:ROWS]
    cells = (
        _cells(
            _name(row, content.names), *map(str, (row.sessions, row.better, row.same, row.worse, row.lower))
        )
        for row in rows
        if row in most
    )
    heads = ("Exercise", "Sessions", "Leg better", "Same", "Worse", "Went lower")
    return Table(heads, tuple(cells), numbers=(1, 2, 3, 4, 5))


def _exercises_note(summary: Summary) -> str:
    more = len(summary.exercises) - ROWS
    left_out = f" {more} more were done less often." if more > 0 else ""
    return f"Counts of answers given after an exercise; not a cause.{left_out}"


def _screening(content: Page) -> Iterator[str]:
    """Yield how it stands, the checks that found something, and how many found nothing."""
    summary = content.summary
    yield content.standing
    found = [check for check in summary.screenings if check.tier is not Tier.CLEAR or check.release]
    for (tier, release), checks in groupby(found[-CHECKS:], key=lambda check: (check.tier, check.release)):
        after = f"; {_release(release)}" if release else ""
        yield f"{', '.join(day_words(check.day) for check in checks)}: {tier}{after}."
    if len(found) > CHECKS:
        yield f"{len(found) - CHECKS} more before that found something."
    if content.answers is None and any(check.tier is not Tier.CLEAR for check in found):
        yield "What was named there is left out of this page; the person can add it (--with-answers)."
    clear = [check.day for check in summary.screenings if check.tier is Tier.CLEAR]
    counts = (
        [f"Full checks that found nothing: {len(clear)}, the last on {day_words(clear[-1])}."]
        if clear
        else []
    )
    counts += [] if summary.screenings else ["Full checks in this time: none."]
    counts += [f"Short re-checks before sessions: {summary.rechecks}."] if summary.rechecks else []
    if counts:
        yield " ".join(counts)
    yield from content.opened


def _release(release: Release) -> str:
    """Return what ended a lock: who looked, when, and what was said of exercise."""
    if release.how is ExamHow.WELL_AGAIN:
        return "well again for seven days, nobody was asked"
    on = day_words(release.examined_at.date())
    return f"{EXAMINED[release.how]} on {on}, {SAID[release.exercise]}"


def _answers(answers: Iterable[tuple[date, tuple[tuple[str, str], ...]]]) -> Iterator[str]:
    """Yield the signs named in each check, and on which days none was."""
    quiet = []
    for day, signs in answers:
        if signs:
            yield f"{day_words(day)}: {'; '.join(f'{sign}: {answer}' for sign, answer in signs)}."
        else:
            quiet.append(day_words(day))
    if quiet:
        yield f"No sign named: {', '.join(quiet)}."


def _name(row: ExerciseResponse, names: Mapping[str, str]) -> str:
    return names.get(row.exercise) or exercise_name(row.exercise)


def _site(site: Distal | None) -> str:
    return "nowhere" if site in (None, Distal.NONE) else str(site)
