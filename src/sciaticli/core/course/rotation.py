"""Rows without a path: who was at full for three weeks gives its place to the next of its strand."""

from collections.abc import Mapping
from datetime import date, timedelta

from sciaticli.core.catalogue.strand import Strand
from sciaticli.core.course.exercise_record import ExerciseRecord
from sciaticli.core.dates import WEEK

AT_FULL, RESTS = 3 * WEEK, 6 * WEEK
TAKE_TURNS = ("mobility", "stretch", "choice")
"""One row leaves every three weeks in each of these strands, by turns: days of a kind stay alike."""


def resting(strand: Strand, records: Mapping[str, ExerciseRecord], day: date) -> set[str]:
    """Return the rows that have given their place away, and in its week the one that was at full longest."""
    if strand.id not in TAKE_TURNS:
        return set()
    week = day - timedelta(days=day.weekday())
    weeks = (week.toordinal() // 7 - TAKE_TURNS.index(strand.id)) % len(TAKE_TURNS)
    turn = week - (weeks or len(TAKE_TURNS)) * WEEK  # the last one before this week
    trained_since = any(record.last >= turn for record in records.values())
    here = {name: records[name] for name in strand.all_rows if name in records}
    full = {name: since for name, record in here.items() if (since := record.full_since)}
    away = {
        name
        for name, since in full.items()
        if trained_since and records[name].last < turn and day - records[name].last < RESTS
        if records[name].last - since >= AT_FULL - WEEK
    }
    due = [name for name in full if full[name] + AT_FULL <= week and records[name].last >= turn]
    return away | ({min(due, key=full.__getitem__)} if due and not weeks else set())
