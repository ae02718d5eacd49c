"""The page for the clinic: one HTML file without a script or an outside request, two sheets of A4."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from importlib import resources
from string import Template

from msgspec import Struct

from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.parts import Figure
from sciaticli.core.plan import Plan, PlanItem
from sciaticli.core.progress.responses import ExerciseResponse
from sciaticli.core.progress.sentences import (
    adherence_words,
    course_facts,
    day_words,
    exercise_name,
    headline,
    period_words,
    sentence,
    shown,
    total_words,
)
from sciaticli.core.progress.summary import Summary, Week
from sciaticli.core.progress.trend import Change
from sciaticli.core.record.entries import Distal
from sciaticli.report.charts import calendar_key, calendar_svg, pain_svg, reach_svg
from sciaticli.report.svg import figure_svg

TEMPLATE = "page.html"
ROWS = 12
POSE_HIGH = 44
UNKNOWN = "-"
FOOTNOTE = (
    "Worst pain of the last 24 hours, 0 none to 10 the worst imaginable, one mark a day; hollow marks were "
    "written more than a day later. Lines are 7-day medians and stay open below 4 logged days. Two weeks are "
    "compared by their means, with at least 5 days each. A change counts as clear when it is over one point "
    "and over what chance would make of this log's own spread (95 %). A fall of 30 % and 2 points, "
    "or 1 point from below 5, is what many people call meaningful. Sessions are a person's own record. "
    "Pain often eases without any treatment, and nothing here shows a cause."
)


class Page(Struct, frozen=True, kw_only=True):
    """What the page is made of: `plan` only with leave to train, notes and answers only when asked for.

    `answers` are the named signs of each screening: its day, then (question, answer).
    """

    summary: Summary
    made: date
    version: str
    names: Mapping[str, str]
    standing: str
    plan: Plan | None = None
    figures: Mapping[str, Figure] = {}
    notes: tuple[tuple[date, str], ...] | None = None
    answers: tuple[tuple[date, tuple[tuple[str, str], ...]], ...] | None = None


def page(content: Page) -> str:
    """Return the whole page as HTML."""
    summary = content.summary
    template = Template(resources.files("sciaticli.report").joinpath(TEMPLATE).read_text(encoding="utf-8"))
    return template.substitute(
        period=escape(period_words(summary.first, summary.last)),
        version=escape(content.version),
        made=f"{day_words(content.made)} {content.made.year}",
        headline=escape(headline(summary)),
        sentence=escape(sentence(summary)),
        cards="".join(_cards(summary)),
        facts=_list(course_facts(summary)),
        charts="".join(_charts(summary)),
        sections="\n".join(_sections(content)),
        footnote=escape(FOOTNOTE),
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


def _cards(summary: Summary) -> Iterator[str]:
    """Yield the few numbers a clinician looks for first."""
    yield _change_card("Leg pain", summary.leg)
    yield _change_card("Back pain", summary.back)
    told = [week for week in summary.weeks if week.usual_site is not None]
    if told:
        now = _site_card(told[0], told[-1])
        yield _card("Usually felt down to", now, f"week to {day_words(told[-1].last)}")
    work = summary.adherence
    share = "" if work.share is None else f"{work.share:.0%} of the planned work"
    excused = f"{work.excused} excused" if work.excused else ""
    detail = ", ".join(part for part in (excused, share) if part)
    yield _card("Sessions", f"{work.done} of {work.planned} planned", detail)
    if summary.function:
        found = summary.function
        yield _card("Own activities, 0 to 10", f"{found.first:.1f} → {found.now:.1f}", "10 is as before")
    if summary.global_change:
        yield _card("In their own words", summary.global_change.words, "global change")


def _change_card(name: str, change: Change | None) -> str:
    if change is None:
        return _card(name, "too few days", "to compare two weeks")
    kind, before, after = shown(change)
    size = "clear change" if change.is_clear else "no clear change"
    return _card(name, f"{before} → {after}", f"weekly {kind}, {size}")


def _site_card(first: Week, last: Week) -> str:
    one, two = (_site(week.usual_site) for week in (first, last))
    return two if one == two else f"{one} → {two}"


def _card(name: str, value: str, detail: str) -> str:
    small = f"<small>{escape(detail)}</small>" if detail else ""
    return f"<div><dt>{escape(name)}</dt><dd>{escape(value)}{small}</dd></div>"


def _charts(summary: Summary) -> Iterator[str]:
    if summary.logged:
        caption = "Pain, 0 to 10. Leg: dots and solid line. Back: squares and dashed line."
        yield _figure(caption, pain_svg(summary))
    if any(day.down for day in summary.days):
        yield _figure("How far down the leg, a mark a day.", reach_svg(summary))
    if summary.sessions_ever:
        key = f'<p class="faint key">{calendar_key(summary)}</p>'
        words = f"Sessions: {adherence_words(summary)} {total_words(summary)}"
        yield _figure(words, calendar_svg(summary) + key)
    if not summary.is_empty:
        yield "<details><summary>The same as a table</summary>"
        yield _table(
            ("Week to", "Days logged", "Leg, mean", "Back, mean", "Usually down to", "Sessions"),
            (_week_cells(week) for week in summary.weeks),
            numbers=(1, 2, 3, 5),
        )
        yield "</details>"


def _week_cells(week: Week) -> tuple[str, ...]:
    work = week.adherence
    return (
        day_words(week.last),
        f"{week.logged} of 7",
        UNKNOWN if week.leg_mean is None else f"{week.leg_mean:.1f}",
        UNKNOWN if week.back_mean is None else f"{week.back_mean:.1f}",
        UNKNOWN if week.usual_site is None else _site(week.usual_site),
        f"{work.done} of {work.planned}",
    )


def _sections(content: Page) -> Iterator[str]:
    summary = content.summary
    yield _section("ask", "Questions to ask", _list(questions(summary, content.names)))
    if content.plan is not None:
        yield _section("plan", "The plan now", _plan(content.plan, content.figures))
    if summary.exercises:
        yield _section("done", "What was done, and how the leg answered", _exercises(content))
    yield _section("screening", "Danger-sign screening", _screening(content))
    if content.answers is not None:
        yield _section("answers", "Signs named in the screenings", "".join(_answers(content.answers)))
    if content.notes is not None:
        notes = (f"{day_words(day)}: {note}" for day, note in content.notes)
        yield _section("notes", "Notes", _list(notes))


def _plan(plan: Plan, figures: Mapping[str, Figure]) -> str:
    intro = f"Phase: {plan.phase}. {round(plan.total_seconds / 60)} minutes on the clock."
    items = "".join(_plan_item(item, figures.get(item.exercise.id)) for item in _one_each(plan.items))
    return f'<p>{escape(intro)}</p><ol class="plan">{items}</ol>'


def _one_each(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Return each exercise once: its two sides look the same on paper."""
    return list({item.exercise.id: item for item in reversed(list(items))}.values())[::-1]


def _plan_item(item: PlanItem, figure: Figure | None) -> str:
    row = item.exercise
    poses = ""
    if figure is not None:
        side = Side.LEFT if item.side is Side.LEFT else Side.RIGHT
        shapes = "".join(
            figure_svg(figure, t, side, height=POSE_HIGH, cue=t == figure.stills[-1]) for t in figure.stills
        )
        poses = f'<span class="poses">{shapes}</span>'
    dose = dose_words(item.dose, row.kind, row.laterality)
    cautions = "".join(f'<span class="faint"> {escape(caution)}</span>' for caution in item.cautions)
    return f"<li>{poses}<span><strong>{escape(row.name)}</strong> {escape(dose)}.{cautions}</span></li>"


def _exercises(content: Page) -> str:
    rows = content.summary.exercises
    most = sorted(rows, key=lambda row: -row.sessions)[:ROWS]
    cells = (
        (_name(row, content.names), *map(str, (row.sessions, row.better, row.same, row.worse, row.lower)))
        for row in rows
        if row in most
    )
    heads = ("Exercise", "Sessions", "Leg better", "Same", "Worse", "Went lower")
    left_out = f" {len(rows) - ROWS} more were done less often." if len(rows) > ROWS else ""
    note = f'<p class="faint">Counts of answers given after an exercise; not a cause.{left_out}</p>'
    return _table(heads, cells, numbers=(1, 2, 3, 4, 5)) + note


def _screening(content: Page) -> str:
    summary = content.summary
    found = [
        f"{day_words(check.day)}: {check.tier}" + (", after an examination" if check.released else "")
        for check in summary.screenings
    ]
    lines = [content.standing]
    lines.append(f"Full checks in this time: {'; '.join(found) if found else 'none'}.")
    if summary.rechecks:
        lines.append(f"Short re-checks before sessions: {summary.rechecks}.")
    return _list(lines)


def _answers(screenings: Sequence[tuple[date, tuple[tuple[str, str], ...]]]) -> Iterator[str]:
    for day, signs in screenings:
        lines = [f"{question}: {answer}" for question, answer in signs] or ["None."]
        yield f"<h3>{day_words(day)}</h3>{_list(lines)}"


def _section(name: str, heading: str, content: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(heading)}</h2>{content}</section>'


def _figure(caption: str, content: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{content}</figure>"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> str:
    def cell(tag: str, number: int, text: str, more: str = "") -> str:
        side = ' class="n"' if number in numbers else ""
        return f"<{tag}{side}{more}>{escape(text)}</{tag}>"

    head = "".join(cell("th", number, text, ' scope="col"') for number, text in enumerate(heads))
    body = "".join(
        f"<tr>{''.join(cell('td', number, text) for number, text in enumerate(row))}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _name(row: ExerciseResponse, names: Mapping[str, str]) -> str:
    return names.get(row.exercise) or exercise_name(row.exercise)


def _site(site: Distal | None) -> str:
    return "nowhere" if site in (None, Distal.NONE) else str(site)
