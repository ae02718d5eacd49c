"""Three invented people of very different kind, twelve weeks each, as a page to read critically.

PYTHONPATH=tests python tools/people.py > docs/three-people.md
"""

import sys
from collections.abc import Iterator
from itertools import groupby

from sciaticli.core.catalogue.dose_text import short_dose
from sciaticli.core.catalogue.dose_words import dose_words, duration_words
from sciaticli.core.catalogue.exercise import Condition, Equipment, Laterality, Side
from sciaticli.core.course.direction import Label
from sciaticli.core.plan import Plan, PlanItem
from sciaticli.core.profile import AgeBand, Profile
from sciaticli.store.catalogue import load_catalogue
from sciaticli.view.plan import rounds_words
from support.lives import START, Day, Person
from support.milestones import Life

HOME = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL)
WEEKS = (1, 2, 4, 8, 12)
DAYS = 7 * WEEKS[-1]

WITH_A_DISC = (
    "Aged 38, told of a disc herniation; left leg, 7 of 10 at the start. Back bends ease it. A "
    "physio has shown the McKenzie drills. 15 minutes in the evening, with a mat, a chair and a "
    "wall."
)
WITH_STENOSIS = (
    "Told of spinal stenosis; a new right hip, its precautions not lifted; right leg, 5 of 10. No "
    "direction test. 20 minutes, with a bike at home; one flare, in week five."
)
IN_PREGNANCY = (
    "Aged 31, pregnant, week 24 at the start and 35 at the end; left leg, 4 of 10; no other "
    "diagnosis. 15 minutes, with a mat, a chair and a wall."
)

PEOPLE = (
    (
        "Acute disc herniation",
        WITH_A_DISC,
        Person(
            name="disc",
            profile=Profile(
                age_band=AgeBand.AGE_18_49,
                conditions=(Condition.DISC_HERNIATION,),
                side=Side.LEFT,
                supervised=("mckenzie",),
                equipment=HOME,
            ),
            start=7.4,
            end=1,
            ease_days=16,
            noise=0.4,
            adherence=0.9,
            direction=Label.EXTENSION,
        ),
    ),
    (
        "Stenosis at 68, with a hip replacement",
        WITH_STENOSIS,
        Person(
            name="stenosis",
            profile=Profile(
                age_band=AgeBand.AGE_50_69,
                conditions=(Condition.STENOSIS, Condition.HIP_REPLACEMENT),
                side=Side.RIGHT,
                equipment=(*HOME, Equipment.BIKE),
            ),
            start=5,
            end=2,
            ease_days=30,
            noise=0.5,
            adherence=0.8,
            flare_days=(31,),
            minutes=20,
            tests=False,
        ),
    ),
    (
        "Week 24 of a pregnancy",
        IN_PREGNANCY,
        Person(
            name="pregnancy",
            profile=Profile(
                age_band=AgeBand.AGE_18_49,
                conditions=(Condition.PREGNANCY_2ND_3RD_TRIMESTER,),
                pregnancy_week=24,
                pregnancy_week_on=START,
                side=Side.LEFT,
                equipment=HOME,
            ),
            start=4,
            end=2,
            ease_days=40,
            noise=0.5,
            adherence=0.85,
            tests=False,
            implied=(Condition.PREGNANCY_2ND_3RD_TRIMESTER,),
        ),
    ),
)


def page() -> Iterator[str]:
    """Yield the page's lines."""
    yield "# Three people, twelve weeks"
    yield ""
    yield (
        "Invented people and the plans they got, made by `make people`. For each of them first the whole "
        "course on one screen: what the last session of a week that had this path asked for. Then the first "
        "training day of weeks 1, 2, 4, 8 and 12, or the first session where there was none. A care note "
        "stands where an exercise is first shown. Their pain follows a curve with noise and does not depend "
        "on the exercises. The page shows that the rules hold and what they lead to. It shows nothing about "
        "healing, and no clinician has reviewed it yet."
    )
    catalogue = load_catalogue()
    for title, about, person in PEOPLE:
        yield from ("", f"## {title}", "", about)
        life = Life(person, catalogue, DAYS)
        yield from _course(life)
        days = life.days
        said: set[str] = set()
        for week in WEEKS:
            yield from _week(week, days, said)


def _course(life: Life) -> Iterator[str]:
    """Yield a table of the weeks: how the leg was, what was done, and where each path stood."""
    yield from ("", f"| | {' | '.join(f'week {week}' for week in WEEKS)} |", f"|---|{'---|' * len(WEEKS)}")
    weeks = [range(7 * week - 7, 7 * week) for week in WEEKS]
    plans = [[life.plans[number] for number in week if number in life.plans] for week in weeks]
    legs = [[life.days[number].leg for number in week] for week in weeks]
    yield _line("leg, lowest to highest", [f"{min(leg)} to {max(leg)}" for leg in legs])
    yield _line("phase on the last session", [str(week[-1].phase) if week else "" for week in plans])
    trained = [sum(plan.training_day is True for plan in week) for week in plans]
    sessions = zip(plans, trained, strict=True)
    yield _line("sessions (training days)", [f"{len(week)} ({days})" for week, days in sessions])
    work = [max(map(life.strength, week), default=0) for week in plans]
    yield _line("most strength work in one", [duration_words(most) if most else "none" for most in work])
    for strand in life.catalogue.programme.strand:
        cells = [_last_of(strand.id, week) for week in plans]
        if any(cells):
            yield _line(strand.name, cells)


def _last_of(strand: str, plans: list[Plan]) -> str:
    """Return the exercises of a strand in the last of some plans that have it, each with its dose."""
    found = next(
        (plan for plan in reversed(plans) if any(item.strand == strand for item in plan.items)), None
    )
    items = found.items if found else ()
    told = {
        item.exercise.id: f"{item.exercise.name} {short_dose(item.dose, item.exercise)}"
        for item in items
        if item.strand == strand
    }
    return "; ".join(told.values())


def _line(head: str, cells: list[str]) -> str:
    return f"| **{head}** | {' | '.join(cells)} |"


def _week(week: int, days: list[Day], said: set[str]) -> Iterator[str]:
    """Yield one session of a week; `said` are the exercises whose care notes were shown before."""
    numbers = [n for n in range(7 * week - 7, 7 * week) if days[n].plan is not None]
    trains = [n for n in numbers if (plan := days[n].plan) and plan.training_day]
    number = next(iter(trains or numbers), None)
    plan = None if number is None else days[number].plan
    yield ""
    if plan is None or number is None:
        yield f"### Week {week}: no session"
        return
    mode = "" if plan.mode == "normal" else f", {plan.mode} day"
    kind = ", training day" if plan.training_day else ""
    yield f"### Week {week}, day {number + 1}: leg {days[number].leg}, {plan.phase}{kind}{mode}"
    yield ""
    yield "| exercise | dose | why |"
    yield "|---|---|---|"
    for name, group in groupby(plan.items, key=lambda item: item.exercise.id):
        yield _row(list(group), shows_care=name not in said)
        said.add(name)
    yield ""
    rounds = () if plan.rounds is None else (rounds_words(plan.rounds),)
    notes = " ".join((*rounds, *plan.notes))
    yield f"On the clock {duration_words(plan.total_seconds)} of {plan.minutes} minutes. {notes}".rstrip()


def _row(items: list[PlanItem], *, shows_care: bool) -> str:
    first = items[0]
    turns = first.exercise.laterality is Laterality.ALTERNATING
    dose = dose_words(first.dose, first.exercise.kind, Laterality.ALTERNATING if turns else Laterality.BOTH)
    sides = " then ".join(item.side for item in items if item.side is not Side.BOTH)
    care = "".join(f" *{caution}*" for caution in first.cautions) if shows_care else ""
    words = f"{dose}, {sides}" if sides else dose
    off_clock = " (off the clock)" if first.card else ""
    return f"| {first.exercise.name}{off_clock} | {words} | {first.because}{care} |"


def main() -> None:
    """Print the page."""
    sys.stdout.writelines(f"{line}\n" for line in page())


if __name__ == "__main__":
    main()
