"""Patients with a known course, and the milestones that each of them must reach.

The milestones are those of the programme's plan: what a person gets, week by week, not only what no
plan may break. `day` counts from 0; a milestone that is not reached says what there was instead.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Condition, Equipment, Side
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.course.direction import Label
from sciaticli.core.plan import Phase, Plan, PlanItem
from sciaticli.core.profile import AgeBand, Profile
from support.lives import Day, Person

AT_HOME = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL, Equipment.STEP)
ENDURING = 10**6  # seconds of work that leave no sore morning


class Milestone(NamedTuple):
    """What must hold by a day, whether it did, and the figure."""

    day: int
    what: str
    held: bool
    figure: str


def good(minutes: int = 20) -> Person:
    """Return the good patient: leg 3 falling to 0 in four weeks, every session done, nothing diagnosed."""
    return Person(
        name=f"good, {minutes} minutes",
        profile=Profile(conditions=(), side=Side.LEFT, equipment=AT_HOME),
        start=3,
        end=0,
        ease_days=11,
        noise=0,
        adherence=1,
        minutes=minutes,
        tests=False,
        spread_chance=0,
        tolerance_s=ENDURING,
    )


def extension() -> Person:
    """Return one whose leg eases with back bends, as tests show, with a flare in week five."""
    return Person(
        name="extension responder",
        profile=Profile(conditions=(Condition.DISC_HERNIATION,), side=Side.LEFT, equipment=AT_HOME),
        start=4,
        end=1,
        ease_days=20,
        noise=0.3,
        adherence=1,
        minutes=20,
        direction=Label.EXTENSION,
        flare_days=(33,),
        spread_chance=0,
        tolerance_s=ENDURING,
    )


def stenosis() -> Person:
    """Return a man of 70 with a narrow canal, who walks with breaks."""
    return Person(
        name="stenosis at 70",
        profile=Profile(
            age_band=AgeBand.AGE_70_PLUS, conditions=(Condition.STENOSIS,), side=Side.BOTH, equipment=AT_HOME
        ),
        start=4,
        end=2,
        ease_days=30,
        noise=0.3,
        adherence=0.9,
        minutes=20,
        tests=False,
        spread_chance=0,
        tolerance_s=ENDURING,
    )


def balance() -> Person:
    """Return a woman of 80 whose balance is poor."""
    return Person(
        name="balance at 80",
        profile=Profile(
            age_band=AgeBand.AGE_70_PLUS,
            conditions=(Condition.BALANCE_PROBLEM,),
            side=Side.RIGHT,
            equipment=(Equipment.CHAIR, Equipment.WALL),
        ),
        start=3,
        end=1,
        ease_days=25,
        noise=0.3,
        adherence=0.9,
        minutes=15,
        tests=False,
        spread_chance=0,
        tolerance_s=ENDURING,
    )


def items_of(plan: Plan) -> dict[str, PlanItem]:
    """Return the items of a plan by exercise, one of each."""
    return {item.exercise.id: item for item in plan.items}


def strength_of(plan: Plan, catalogue: Catalogue) -> int:
    """Return the seconds of strength work, all sides; skills and squeezes teach, and count for none."""
    rows = {row for strand in catalogue.programme.of_kind(StrandKind.STRENGTH) for row in strand.all_rows}
    rows -= skills_of(catalogue)
    return sum(work_seconds(item.exercise, item.dose) for item in plan.timed if item.exercise.id in rows)


def skills_of(catalogue: Catalogue) -> set[str]:
    """Return the rows that retire: skills of the paths, squeezes and pumps."""
    staged = {
        row
        for strand in catalogue.programme.strand
        for stage in strand.stages
        if stage.skill
        for row in stage.rows
    }
    return staged | set(catalogue.programme.retires)


def milestones(days: Sequence[Day], catalogue: Catalogue, minutes: int = 20) -> list[Milestone]:
    """Return the milestones of the good patient, as far as these days go."""
    plans = {number: day.plan for number, day in enumerate(days) if day.plan}
    checks: list[tuple[int, str, Callable[[], tuple[bool, str]]]] = [
        (2, "legs, back and one more strand", lambda: _three_strands(plans[0])),
        (2, "60 % of the clock on day 0", lambda: _share(plans[0], 0.6)),
        (14, "bridge 12 in all, or what follows", lambda: _reached(plans, 14, "glute_bridge", 12, catalogue)),
        (14, "sit-to-stand 10, or what follows", lambda: _reached(plans, 14, "sit_to_stand", 10, catalogue)),
        (21, "skills, squeezes and pumps gone", lambda: _gone(plans, 21, 28, catalogue)),
        (28, "sit-to-stand 2 x 8, or mini squat", lambda: _reached(plans, 28, "sit_to_stand", 16, catalogue)),
        (28, "two of level 3, one of them strength", lambda: _level_three(plans, 28, catalogue)),
        (28, "strength work 2.5 times day 0", lambda: _growth(plans, 28, 2.5, catalogue)),
        (56, "hip hinge in", lambda: _met(plans, 56, {"hip_hinge_dowel"})),
        (56, "a walk of 20 minutes", lambda: _walk(plans, 56, 1200)),
        (
            56,
            "strength work 3 times day 0 (2 at 15 minutes)",
            lambda: _growth(plans, 56, 3.0 if minutes >= 20 else 2.0, catalogue),
        ),
        (84, "step-up or split squat in", lambda: _met(plans, 84, {"step_up", "supported_split_squat"})),
        (84, "maintain reached", lambda: _maintains(plans, 84)),
        (120, "no skill row back", lambda: _gone(plans, 84, 120, catalogue)),
    ]
    found = []
    for day, what, check in checks:
        if day < len(days):
            held, figure = check()
            found.append(Milestone(day, what, held, figure))
    return found


def _three_strands(plan: Plan) -> tuple[bool, str]:
    strands = {item.strand for item in plan.timed if item.strand}
    main = strands & {"legs", "back", "trunk", "side", "foot"}
    return {"legs", "back"} <= main and len(main) > 2, ", ".join(sorted(main))


def _share(plan: Plan, least: float) -> tuple[bool, str]:
    share = plan.total_seconds / (60 * plan.minutes)
    return share >= least, f"{share:.0%}"


def _reached(
    plans: dict[int, Plan], day: int, name: str, reps: int, catalogue: Catalogue
) -> tuple[bool, str]:
    strand = catalogue.programme.strand_of(name)
    assert strand is not None
    stage = strand.stage_of(name)
    best, after = 0, ""
    for number, plan in plans.items():
        if number > day:
            continue
        for key, item in items_of(plan).items():
            if key == name:
                best = max(best, item.dose.total_reps)
            elif item.strand == strand.id and (strand.stage_of(key) or 0) > (stage or 0):
                after = key
    return best >= reps or bool(after), f"{best}{f', then {after}' if after else ''}"


def _gone(plans: dict[int, Plan], first: int, last: int, catalogue: Catalogue) -> tuple[bool, str]:
    skills = skills_of(catalogue)
    back = {
        key
        for number, plan in plans.items()
        if first <= number <= last
        for key in items_of(plan)
        if key in skills
    }
    return not back, ", ".join(sorted(back)) or "none"


def _level_three(plans: dict[int, Plan], day: int, catalogue: Catalogue) -> tuple[bool, str]:
    strength = {row for strand in catalogue.programme.of_kind(StrandKind.STRENGTH) for row in strand.all_rows}
    met = {
        key
        for number, plan in plans.items()
        if number <= day
        for key, item in items_of(plan).items()
        if item.exercise.level >= 3
    }
    return len(met) > 1 and bool(met & strength), ", ".join(sorted(met))


def _growth(plans: dict[int, Plan], day: int, times: float, catalogue: Catalogue) -> tuple[bool, str]:
    first = strength_of(plans[0], catalogue)
    best = max(strength_of(plan, catalogue) for number, plan in plans.items() if day - 7 <= number <= day)
    return best >= times * first, f"{best / first:.1f} times ({first} to {best} s)"


def _met(plans: dict[int, Plan], day: int, wanted: set[str]) -> tuple[bool, str]:
    met = {key: number for number, plan in reversed(plans.items()) if number <= day for key in items_of(plan)}
    found = {key: met[key] for key in wanted if key in met}
    return bool(found), ", ".join(f"{key} on day {number}" for key, number in found.items()) or "none"


def _walk(plans: dict[int, Plan], day: int, seconds: int) -> tuple[bool, str]:
    longest = max(
        (
            item.dose.hold_s
            for number, plan in plans.items()
            if number <= day
            for item in plan.items
            if item.strand == "walk"
        ),
        default=0,
    )
    return longest >= seconds, f"{longest / 60:g} minutes"


def _maintains(plans: dict[int, Plan], day: int) -> tuple[bool, str]:
    reached = [number for number, plan in plans.items() if plan.phase is Phase.MAINTAIN]
    return bool(reached) and reached[0] <= day, f"day {reached[0]}" if reached else "never"
