"""What a clinician reads of the programme: paths, who may do what and when, twelve weeks of two people."""

import inspect
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Laterality
from sciaticli.core.catalogue.strand import Strand
from sciaticli.core.plan import Plan
from sciaticli.core.rules.eligibility import RULES
from support.lives import Day, Person, live
from support.patients import TYPES

WEEKS = 12
PEOPLE = (
    ("good", "Does well: the leg goes from 3 to 0 in four weeks, every session is done, 20 minutes"),
    ("bad", "Does badly: the leg stays between 6 and 3, seven of ten sessions, two flares, 20 minutes"),
)


def programme(catalogue: Catalogue) -> dict[str, Any]:
    """Return what fills the page of the programme."""
    names = {row.id: row.name for row in catalogue.exercises}
    return {
        "strands": [_strand(strand, names) for strand in catalogue.programme.strand],
        "by_choice": sorted(names[row] for row in catalogue.programme.by_choice),
        "rules": [(rule.replace("_", " "), _first_line(asks)) for rule, asks in RULES],
        "people": [{"about": about, "weeks": list(_weeks(TYPES[name], catalogue))} for name, about in PEOPLE],
    }


def _strand(strand: Strand, names: dict[str, str]) -> dict[str, Any]:
    stages = [" or ".join(names[row] for row in stage.rows) for stage in strand.stages]
    return {
        "name": strand.name,
        "about": strand.about,
        "path": " → ".join(stages) or ", ".join(names[row] for row in strand.rows),
        "sources": "; ".join(strand.sources),
        "ours": any("our choice" in source.casefold() for source in strand.sources),
    }


def _first_line(asks: object) -> str:
    """Return the sentence by which a rule describes itself."""
    return (inspect.getdoc(asks) or "").partition("\n")[0]


def _weeks(person: Person, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield the first session of each week: the leg, the phase, and every exercise with its dose."""
    shown: set[int] = set()
    for number, day in enumerate(live(person, catalogue, days=7 * WEEKS)):
        week = number // 7
        if day.plan is not None and week not in shown:
            shown.add(week)
            yield {"week": week + 1, **_session(day, day.plan)}


def _session(day: Day, plan: Plan) -> dict[str, Any]:
    done = []
    for _, group in groupby(plan.items, key=lambda item: item.exercise.id):
        item = next(group)
        turns = item.exercise.laterality is Laterality.ALTERNATING
        dose = dose_words(item.dose, item.exercise.kind, Laterality.ALTERNATING if turns else Laterality.BOTH)
        done.append(f"{item.exercise.name} {dose}")
    phase = plan.phase if plan.mode == "normal" else f"{plan.phase}, {plan.mode} day"
    return {
        "leg": day.leg,
        "phase": phase,
        "minutes": round(plan.total_seconds / 60),
        "done": "; ".join(done),
    }
