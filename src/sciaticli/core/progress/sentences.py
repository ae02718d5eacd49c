"""What the numbers can carry, in words: no cause, no forecast, no comparison with other people."""

from collections.abc import Iterator
from datetime import date

from sciaticli.core.progress.summary import Flare, Gap, Summary, Week
from sciaticli.core.progress.trend import WeekChange
from sciaticli.core.record.entries import Distal
from sciaticli.core.text import literal

WHOLE_WEEKS = 2
SHOWN_AS_PERCENT = 100


def sentence(summary: Summary) -> str:
    """Return the one honest sentence about pain: of the leg, or of the back when the leg has none."""
    if not summary.logged:
        if answered := _answered_words(summary):
            return f"{answered} For the chart two numbers a day are enough: sciaticli log 4 2"
        return "No pain is logged in this time. Two numbers are enough: sciaticli log 4 2"
    if any(day.leg for day in summary.days):
        return change_words("leg", summary.leg, summary)
    return change_words("back", summary.back, summary)


def _answered_words(summary: Summary) -> str:
    """Return what the answers before sessions say of the leg, where no worst pain is logged."""
    told = [week for week in summary.weeks if week.leg_before is not None]
    ends = [f"{week.leg_before:g} in the week to {day_words(week.last)}" for week in told]
    both = ", ".join(dict.fromkeys(ends[:1] + ends[-1:]))
    return f"Your leg before sessions: {both} (medians)." if both else ""


def headline(summary: Summary) -> str:
    """Return what was done, which comes before how it felt."""
    span = f"{summary.logged} of {len(summary.days)} days"
    if not summary.sessions:
        return f"Pain logged on {span}."
    return f"{_count(summary.sessions, 'session')} done, pain logged on {span}."


def facts(summary: Summary) -> tuple[str, ...]:
    """Return what else the period says, one sentence a fact; what is not known is left out."""
    greeting = ("Welcome back. Your record is as you left it.",) if summary.is_back else ()
    told = (site_words(summary), _function_words(summary), _global_words(summary))
    return (*greeting, *course_facts(summary), *(words for words in told if words))


def course_facts(summary: Summary) -> tuple[str, ...]:
    """Return what else is to be said of the course of the pain: back, high days, flare-ups, gaps."""
    return tuple(_course(summary))


def pain_facts(summary: Summary) -> tuple[str, ...]:
    """Return what else is to be said of pain alone: back, high days, gaps."""
    return tuple(_pain(summary))


def change_words(name: str, change: WeekChange | None, summary: Summary) -> str:
    """Return whether `leg` or `back` pain has changed by more than chance, with the numbers it rests on."""
    if change is None:
        logged = sum((day.leg if name == "leg" else day.back) is not None for day in summary.days)
        return (
            f"Your {name} pain is logged on {logged} of {len(summary.days)} days. "
            "To compare, it takes two weeks with five days each, this week being one."
        )
    kind, before, after = shown(change)
    span = _count((change.last_week - change.first_week).days // 7, "week")
    basis = f"{change.logged} of 14 days logged"
    noise = f"{change.noise:.1f} points"
    if not change.is_clear:
        return (
            f"No clear change in {name} pain: {before} then and {after} now, over {span} ({basis}). "
            f"Up to {noise} can be chance."
        )
    words = f"Your 7-day {name} {kind} went from {before} to {after} over {span} ({basis}). "
    words += f"That is more than the {noise} that can be chance in your log."
    if change.is_meaningful:
        return f"{words} It is a change many people call meaningful."
    return f"{words} Do tell your physio or doctor." if change.difference > 0 else words


def shown(change: WeekChange) -> tuple[str, str, str]:
    """Return "median" and the two weeks' medians, or the means where the medians don't move the same way."""
    step = change.after_median - change.before_median
    if change.is_clear and step * change.difference <= 0:
        return "mean", f"{change.before:.1f}", f"{change.after:.1f}"
    return "median", f"{change.before_median:g}", f"{change.after_median:g}"


def adherence_words(summary: Summary) -> str:
    """Return the sessions done of those planned, in counts; a percentage only where it can be told."""
    work = summary.adherence
    if not work.planned and not summary.sessions_ever:
        return "No session yet. A short one counts too."
    words = f"{work.done} of {_count(work.planned, 'planned session')}"
    words += f" and {work.more} more" if work.more else ""
    words += f", {work.excused} excused" if work.excused else ""
    if work.share is not None:
        words += f"; {work.share * SHOWN_AS_PERCENT:.0f} % of the planned work"
    return f"{words}."


def total_words(summary: Summary) -> str:
    """Return the count that only grows."""
    weeks = _count(summary.weeks_ever, "week")
    return f"Since you began: {_count(summary.sessions_ever, 'session')} in {weeks}."


def site_words(summary: Summary) -> str | None:
    """Return the usual furthest site of the first and the last week, as counts of days."""
    told = [week for week in summary.weeks if week.down]
    if not told:
        return None
    last = told[-1]
    now = f"{_site(last)} in the week to {day_words(last.last)}"
    if len(told) < WHOLE_WEEKS:
        return f"How far down: {now}."
    return f"How far down: {_site(told[0])} in the week to {day_words(told[0].last)}, {now}."


def span_words(span: Flare | Gap) -> str:
    """Return when a flare-up or a gap was: "4 Oct to 9 Oct"."""
    if span.first == span.last:
        return day_words(span.first)
    return f"{day_words(span.first)} to {day_words(span.last)}"


def period_words(first: date, last: date) -> str:
    """Return a period: "12 Oct to 22 Nov 2026"."""
    year = "" if first.year == last.year else f" {first.year}"
    return f"{day_words(first)}{year} to {day_words(last)} {last.year}"


def day_words(day: date) -> str:
    """Return a day without its year: "12 Oct"."""
    return f"{day.day} {day:%b}"


def exercise_name(name: str) -> str:
    """Return an id as words, for an exercise that the catalogue does not have."""
    return literal(name.replace("_", " ").capitalize())


def _between(summary: Summary) -> Iterator[str]:
    between = summary.between
    if between.rounds:
        yield f"Rounds through the day: {between.rounds}, on {_count(between.round_days, 'day')}."
    for aid in between.first_aid:
        after = f"{aid.eased} of {_count(aid.times, 'time')}"
        yield f"When it hurt: {literal(aid.exercise)}; your leg was lower after {after}."


def _course(summary: Summary) -> Iterator[str]:
    yield from _between(summary)
    yield from _pain(summary)
    if summary.flares:
        yield f"Flare-up: {', '.join(map(span_words, summary.flares))}."


def _pain(summary: Summary) -> Iterator[str]:
    legs = [day.leg for day in summary.days if day.leg is not None]
    if any(legs) and any(day.back is not None for day in summary.days):
        yield change_words("back", summary.back, summary)
    if legs:
        yield f"Leg pain of 7 or more: {summary.high_days} of {_count(len(legs), 'logged day')}."
    if summary.gaps:
        gaps = ", ".join(map(span_words, summary.gaps))
        yield f"Nothing is written for {gaps}. The charts leave that open."


def _function_words(summary: Summary) -> str | None:
    found = summary.function
    if found is None:
        return None
    size = "more than the scale's own error" if found.is_clear else "within the scale's own error"
    number = len(found.activities)
    activities = "activity" if number == 1 else f"{number} activities"
    first, last = (f"{day_words(day)} {day.year}" for day in (found.first_day, found.last_day))
    return f"Your {activities}: {found.first:.1f} of 10 on {first}, {found.now:.1f} on {last}, {size}."


def _global_words(summary: Summary) -> str | None:
    found = summary.global_change
    return f"On {day_words(found.day)} you said: {found.words}." if found else None


def _site(week: Week) -> str:
    site = week.usual_site or Distal.NONE
    name = "nowhere" if site is Distal.NONE else str(site)
    return f"{name} on {week.down.get(site, 0)} of {_count(sum(week.down.values()), 'logged day')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
