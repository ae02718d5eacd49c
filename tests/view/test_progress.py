"""The screen, letter by letter where it is small, and in every width and look."""

import re
from datetime import timedelta

import pytest
from rich.console import Console

from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.progress.summary import Summary, summarise
from sciaticli.core.record.entries import AnyEntry, Distal, Response
from sciaticli.view.charts import (
    BACK,
    DONE,
    FAINT,
    FLARE,
    LEG,
    Series,
    calendar,
    calendar_key,
    pain_chart,
    reach_chart,
    time_axis,
)
from sciaticli.view.progress import progress_lines
from sciaticli.view.progress_page import progress_page
from support.journal_made import day, exercise, history, pain, session
from support.kind_words import BANNED, BLAME
from support.year import LAST, a_year

NAMES = {"bridge": "Bridge"}
TOO_FEW = "is logged on 6 of 7 days. To compare, it takes two weeks with five days each, this week being one."
THE_WEEK = "leg 5.8, back 2.2, felt mostly down to: calf, sessions 4 of 7, 1 excused"


def shown(summary: Summary, width: int = 80, *, colour: bool = False) -> str:
    console = Console(
        width=width,
        color_system="truecolor" if colour else None,
        force_terminal=colour,
        no_color=False,
        highlight=False,
    )
    with console.capture() as capture:
        console.print(progress_page(summary, NAMES, width))
    return capture.get()


def a_week() -> Summary:
    entries: list[AnyEntry] = [
        *(pain(n, leg, 2, down=Distal.CALF) for n, leg in enumerate((6, 6, 5, 5, 4))),
        pain(5, 9, 3, down=Distal.FOOT, flare=YesNoUnsure.YES),
        *(session(n, exercise(response=Response.BETTER)) for n in (0, 1, 3)),
        session(6, exercise(reps=4, response=Response.WORSE)),
    ]
    return summarise(history(*entries), day(0), day(6))


def test_a_chart_has_a_dot_a_day_and_a_line_that_is_open_where_nothing_is_known() -> None:
    scores = [0, 5, 10, None, None, None, None, None, 5, 5]
    medians = [None, 5.0, 5.0, None, None, None, None, None, 10.0, 10.0]
    chart = pain_chart(Series("leg", "", scores, medians), 19, 5)
    assert chart.plain.splitlines() == [
        "     10 │  ⠁     ⠉⠉",
        "    leg │          ",
        "      5 │ ⠒⠂     ⠂⠐",
        "        │          ",
        "      0 │⡀         ",
    ]


def test_how_far_down_has_the_spine_on_top_and_only_the_sites_that_were_felt() -> None:
    assert reach_chart(a_week().days, 16).plain.splitlines() == [
        "   calf │●●●●●",
        "   foot │     ●",
    ]


def test_a_calendar_tells_work_part_work_reasons_and_free_days_apart() -> None:
    assert calendar(a_week(), 40).plain.splitlines() == [
        "         Mar",
        "    Mon  ■ ",
        "         ■ ",
        "    Wed  · ",
        "         ■ ",
        "    Fri  · ",
        "         ~ ",
        "    Sun  ▪ ",
    ]
    assert calendar_key(a_week()) == "■ session   ▪ part of one   ~ flare or other reason   · free"


def test_the_axis_names_weeks_and_marks_flare_ups() -> None:
    assert time_axis(a_week(), 30).plain.splitlines() == ["  flare                  ▲", "         2 Mar"]


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 160])
@pytest.mark.parametrize("weeks", [1, 6, 12, 52])
def test_it_fits_every_width(width: int, weeks: int) -> None:
    summary = summarise(a_year(), LAST - timedelta(days=7 * weeks - 1), LAST)
    assert max(len(line.rstrip()) for line in shown(summary, width).splitlines()) <= width


def test_the_sentence_stands_before_any_chart() -> None:
    summary = summarise(a_year(), LAST - timedelta(days=41), LAST)
    lines = shown(summary).splitlines()
    assert lines[0].startswith("12 Oct to 22 Nov 2026: ")
    assert lines[1].startswith("Your 7-day leg median went from 6 to 3")


def test_without_colour_it_says_the_same_as_with_it() -> None:
    coloured = shown(a_week(), colour=True)
    assert "\x1b[38;" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(a_week())


@pytest.mark.parametrize("colour", [LEG, BACK, FAINT, DONE, FLARE])
def test_colours_are_mid_tones_that_show_on_light_and_dark(colour: str) -> None:
    """WCAG's 3:1 for graphics, against white and against black."""
    light = luminance(*(int(colour[place : place + 2], 16) for place in (1, 3, 5)))
    assert 1.05 / (light + 0.05) >= 3
    assert (light + 0.05) / 0.05 >= 3


def luminance(*channels: int) -> float:
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("back", [0, 45, 60, 150])
def test_no_word_of_the_screen_blames_or_claims(back: int) -> None:
    last = LAST - timedelta(days=back)
    summary = summarise(a_year(), last - timedelta(days=41), last)
    for line in (*progress_lines(summary, NAMES), *shown(summary, 160).splitlines()):
        assert not BANNED.search(line), line
        assert not BLAME.search(line), line


def test_nothing_logged_is_a_screen_of_two_lines() -> None:
    assert shown(summarise(history(), day(0), day(41))).splitlines() == [
        "2 Mar to 12 Apr 2026: Pain logged on 0 of 42 days.",
        "No pain is logged in this time. Two numbers are enough: sciaticli log 4 2",
    ]


def test_plain_lines_are_words_and_numbers_only() -> None:
    lines = list(progress_lines(a_week(), NAMES))
    assert "\n".join(lines).isascii()
    assert lines == [
        "2 Mar to 8 Mar 2026: 4 sessions done, pain logged on 6 of 7 days.",
        f"Your leg pain {TOO_FEW}",
        "",
        "Week by week:",
        f"  Week to 8 Mar: 6 of 7 days logged, {THE_WEEK}.",
        "",
        "Sessions: 4 of 7 planned sessions, 1 excused.",
        "Since you began: 4 sessions in 1 week.",
        "",
        "How your leg answered:",
        "  Bridge: better 3, same 0, worse 1.",
        "  Counts from your log. They don't show a cause.",
        "",
        "What else the record says:",
        f"  Your back pain {TOO_FEW}",
        "  Leg pain of 7 or more: 1 of 6 logged days.",
        "  Flare-up: 7 Mar.",
        "  How far down: calf on 5 of 6 logged days in the week to 8 Mar.",
    ]
