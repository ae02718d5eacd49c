"""The few numbers that a clinician looks for first."""

from collections.abc import Iterator, Sequence

from sciaticli.core.progress.direction_course import DirectionCourse
from sciaticli.core.progress.sentences import day_words, shown
from sciaticli.core.progress.summary import Screening, Summary, Week
from sciaticli.core.progress.trend import WeekChange
from sciaticli.core.record.entries import Tier
from sciaticli.report.parts import Card, site_word
from sciaticli.report.programme import direction_card
from sciaticli.report.screening import release_words


def cards(summary: Summary, direction: DirectionCourse) -> Iterator[Card]:
    """Yield what is looked for first: the leg, what can be done, what was found and what was done."""
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
    yield direction_card(direction)
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
    told = [release_words(check.release) for check in found if check.day >= worst.day and check.release]
    after = told[0] if told else "no examination is told of"
    return Card("Danger signs", f"{worst.tier}, {day_words(worst.day)}", after)


def _checks(number: int) -> str:
    return f"{number} check" if number == 1 else f"{number} checks"


def _change_card(name: str, change: WeekChange | None) -> Card:
    if change is None:
        return Card(name, "too few days", "to compare two weeks")
    kind, before, after = shown(change)
    size = "clear change" if change.is_clear else "no clear change"
    return Card(name, f"{before} → {after}", f"weekly {kind}, {size}")


def _site_card(first: Week, last: Week) -> str:
    one, two = (site_word(week.usual_site) for week in (first, last))
    return two if one == two else f"{one} → {two}"
