"""The page for the clinic: one HTML file without a script or an outside request, two sheets of A4.

Read it from `page` down: the sections stand in the order in which a clinician reads them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from markupsafe import Markup
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
    total_words,
)
from sciaticli.core.progress.signs_told import SignsTold
from sciaticli.core.progress.summary import Summary, Week
from sciaticli.report.cards import cards
from sciaticli.report.charts import calendar_key, calendar_svg, is_narrow, pain_svg, reach_svg
from sciaticli.report.elements import (
    NOTHING,
    alone,
    bullets,
    chart,
    element,
    faint,
    folded,
    joined,
    section,
    table,
)
from sciaticli.report.parts import Card, Cell, Chart, Table, site_word
from sciaticli.report.programme import (
    ExerciseNames,
    direction_table,
    direction_words,
    earlier_flares,
    earlier_tests,
    flare_table,
    path_table,
    programme_lines,
    rounds_line,
)
from sciaticli.report.screening import answer_lines, screening_lines
from sciaticli.report.style import STYLE
from sciaticli.report.svg import Svg, figure_svg
from sciaticli.report.told import told_lines

ROWS = 12
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
DOCTYPE = Markup("<!doctype html>\n")
SAFE = "default-src 'none'; style-src 'unsafe-inline'"
FEW_PATHS = 6
BY_HAND = "Name and date of birth, by hand: "


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


def page(content: Page) -> str:
    """Return the whole page as HTML.

    Every text is escaped by the elements it goes into; only what is markup by its type goes in as it is.
    """
    names = ExerciseNames(content.names, content.exercises)
    sections = (
        _in_short(content),
        _over_time(content.summary),
        _sessions(content),
        _programme(content, names),
        _direction(content.direction, names),
        _flares(content.flares),
        _screening(content),
        _plan(content.plan, content.figures),
        _notes(content.notes),
    )
    main = element("main", *(joined(each, "\n") for each in sections if each))
    body = element("body", "\n", _header(content), "\n", main, "\n", _footer(content), "\n")
    return joined(DOCTYPE, element("html", _head(content), "\n", body, lang="en"), "\n")


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


def _head(content: Page) -> Markup:
    metas = (
        {"charset": "utf-8"},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "color-scheme", "content": "light dark"},
        {"name": "referrer", "content": "no-referrer"},
        {"http_equiv": "Content-Security-Policy", "content": SAFE},
    )
    title = f"Sciatica record, {period_words(content.summary.first, content.summary.last)}"
    return element(
        "head", *(alone("meta", **meta) for meta in metas), element("title", title), element("style", STYLE)
    )


def _header(content: Page) -> Markup:
    by_hand = element("p", BY_HAND, element("span"), class_="by-hand")
    period = period_words(content.summary.first, content.summary.last)
    made = f"{day_words(content.made)} {content.made.year}"
    return element(
        "header",
        element("div", element("h1", "Sciatica record"), by_hand, class_="top"),
        faint(
            f"{period}. Written by the person concerned, with sciaticli {content.version}, on {made}. "
            "Self-reported; not a diagnosis."
        ),
        element("p", " ".join(content.about)) if content.about else NOTHING,
    )


def _in_short(content: Page) -> Markup:
    summary = content.summary
    return section(
        "short",
        "In short",
        element("p", headline(summary)),
        element("p", sentence(summary), class_="lead"),
        element("dl", *map(_card, cards(summary, content.direction)), class_="cards"),
        bullets((*pain_facts(summary), *told_lines(content.told, summary.function))),
    )


def _card(card: Card) -> Markup:
    detail = element("small", card.detail) if card.detail else NOTHING
    return element("div", element("dt", card.name), element("dd", card.value, detail))


def _over_time(summary: Summary) -> Markup:
    charts = [chart(each) for each in _charts(summary)]
    weeks = NOTHING if summary.is_empty else folded("The same as a table", table(_weeks(summary)))
    return section("time", "Over time", *charts, weeks) if charts else NOTHING


def _sessions(content: Page) -> Markup:
    """Return the calendar, where there is one, and beside it what to ask."""
    summary = content.summary
    calendar = _calendar(summary)
    return element(
        "div",
        section("sessions", "Sessions", chart(calendar)) if calendar else NOTHING,
        section("ask", "Questions to ask", bullets(questions(summary, content.names))),
        class_="pair" if is_narrow(summary) else None,
    )


def _programme(content: Page, names: ExerciseNames) -> Markup:
    summary, paths = content.summary, path_table(content.programme, names)
    rounds = rounds_line(summary.between, content.rounds, content.plan.rounds if content.plan else None)
    if not (paths.rows or summary.exercises or rounds):
        return NOTHING
    lines = programme_lines(content.programme, summary.between, content.routines, names)
    few = "paths few" if len(paths.rows) < FEW_PATHS else "paths"
    each = (
        joined(table(_exercises(content)), faint(_exercises_note(summary))) if summary.exercises else NOTHING
    )
    return section(
        "programme",
        "The programme, and how it was answered",
        element("div", table(paths), class_=few) if paths.rows else NOTHING,
        bullets((*([rounds] if rounds else ()), *lines)),
        folded("Every exercise, as a table", each) if each and paths.rows else each,
    )


def _direction(course: DirectionCourse, names: ExerciseNames) -> Markup:
    tests, earlier = direction_table(course, names), earlier_tests(course)
    return section(
        "direction",
        "Direction",
        element("p", direction_words(course)),
        table(tests) if tests else NOTHING,
        faint(earlier) if earlier else NOTHING,
    )


def _flares(flares: tuple[FlareCourse, ...]) -> Markup:
    rows, earlier = flare_table(flares), earlier_flares(flares)
    return (
        section("flares", "Flare-ups", table(rows), faint(earlier) if earlier else NOTHING)
        if rows
        else NOTHING
    )


def _screening(content: Page) -> Markup:
    lines = screening_lines(content.summary, content.standing, with_answers=content.answers is not None)
    named = NOTHING
    if content.answers is not None:
        named = joined(element("h3", "Signs named"), bullets(answer_lines(content.answers)))
    heading = "Danger signs, and what clinicians have opened"
    return section("screening", heading, bullets((*lines, *content.opened)), named)


def _plan(plan: Plan | None, figures: Mapping[str, Figure]) -> Markup:
    if plan is None:
        return NOTHING
    intro = f"Phase: {plan.phase}. {round(plan.total_seconds / 60)} minutes on the clock."
    items = (_plan_item(item, figures.get(item.exercise.id)) for item in _one_each(plan.items))
    return section("plan", "The plan now", faint(intro), element("ol", *items, class_="plan"))


def _one_each(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Return each exercise once: its two sides look the same on paper."""
    return list({item.exercise.id: item for item in reversed(list(items))}.values())[::-1]


def _plan_item(item: PlanItem, figure: Figure | None) -> Markup:
    row = item.exercise
    side = Side.LEFT if item.side is Side.LEFT else Side.RIGHT
    poses = tuple(_poses(figure, side)) if figure else ()
    dose = dose_words(item.dose, row.kind, row.laterality)
    cautions = (element("span", f" {caution}", class_="faint") for caution in item.cautions)
    return element(
        "li",
        element("span", *poses, class_="poses") if poses else NOTHING,
        element("span", element("strong", row.name), f" {dose}.", *cautions),
    )


def _poses(figure: Figure, side: Side) -> Iterator[Svg]:
    """Yield the pictures of an exercise, an arrow in the last."""
    for t in figure.stills:
        yield figure_svg(figure, t, side, height=POSE_HIGH, cue=t == figure.stills[-1])


def _notes(notes: tuple[tuple[date, str], ...] | None) -> Markup:
    if notes is None:
        return NOTHING
    return section("notes", "Notes", bullets(f"{day_words(day)}: {note}" for day, note in notes))


def _footer(content: Page) -> Markup:
    reviewed = (f" {part}: {words}" for part, words in content.reviewed)
    return element("footer", element("h2", "How to read this"), faint(FOOTNOTE, *reviewed))


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
        UNKNOWN if week.usual_site is None else site_word(week.usual_site),
        f"{work.done} of {work.planned}",
    )


def _cells(*words: str) -> tuple[Cell, ...]:
    return tuple(map(Cell, words))


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


def _name(row: ExerciseResponse, names: Mapping[str, str]) -> str:
    return names.get(row.exercise) or exercise_name(row.exercise)
