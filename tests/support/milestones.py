"""What each type of patient must have got by a day, and the figure that says so.

The milestones are those of the programme's plan: what a person gets, week by week, not only what no
plan may break. Days count from 0. A milestone that is missed says what there was instead.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from statistics import median
from typing import NamedTuple

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Kind, NerveTension, Position
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.course.direction import DRILLS, Label
from sciaticli.core.plan import Phase, Plan, PlanItem, PlanMode
from support.lives import Day, Person, live, load_of
from support.oracle import SURGERY_FIVE, label_of

STRENGTH = ("legs", "back", "trunk", "side", "foot")
WEEK = 7


class Found(NamedTuple):
    """Whether a milestone held, and the figure."""

    held: bool
    figure: str


class Life:
    """The days that a person lived, and the plans by the number of the day."""

    def __init__(self, person: Person, catalogue: Catalogue, days: int = 121) -> None:
        """Let a person live for some days."""
        self.person = person
        self.catalogue = catalogue
        self.days: list[Day] = list(live(person, catalogue, days=days))
        self.plans: dict[int, Plan] = {number: day.plan for number, day in enumerate(self.days) if day.plan}

    @cached_property
    def skills(self) -> set[str]:
        """The rows that retire: skills of the paths, squeezes and pumps."""
        programme = self.catalogue.programme
        stages = [stage for strand in programme.strand for stage in strand.stages if stage.skill]
        return {row for stage in stages for row in stage.rows} | set(programme.retires)

    @cached_property
    def strength_rows(self) -> set[str]:
        """The rows of the strength strands, without skills: those teach, and count for no work."""
        strands = self.catalogue.programme.of_kind(StrandKind.STRENGTH)
        return {row for strand in strands for row in strand.all_rows} - self.skills

    def between(self, first: int, last: int) -> dict[int, Plan]:
        """Return the plans of the days `first` to `last`, both counted."""
        return {number: plan for number, plan in self.plans.items() if first <= number <= last}

    def items(self, first: int, last: int) -> list[PlanItem]:
        """Return every item of the days `first` to `last`."""
        return [item for plan in self.between(first, last).values() for item in plan.items]

    def strength(self, plan: Plan) -> int:
        """Return the seconds of strength work in a plan, all sides."""
        return sum(
            work_seconds(item.exercise, item.dose)
            for item in plan.timed
            if item.exercise.id in self.strength_rows
        )


Check = Callable[[Life, int], Found]


class Milestone(NamedTuple):
    """What must hold by a day."""

    day: int
    what: str
    check: Check


class Outcome(NamedTuple):
    """A milestone of a life: the day, what was asked, whether it held, and the figure."""

    day: int
    what: str
    held: bool
    figure: str


def outcomes(life: Life, milestones: Iterable[Milestone]) -> list[Outcome]:
    """Return what became of each milestone that this life was long enough for."""
    able = [each for each in milestones if each.day < len(life.days)]
    return [Outcome(each.day, each.what, *each.check(life, each.day)) for each in able]


def rows_of(plan: Plan) -> set[str]:
    """Return the exercises of a plan."""
    return {item.exercise.id for item in plan.items}


def _three_strands(life: Life, day: int) -> Found:
    strands = {item.strand for item in life.items(0, day) if item.strand in STRENGTH}
    return Found({"legs", "back"} <= strands and len(strands) > 2, ", ".join(sorted(map(str, strands))))


def _first_clock(life: Life, _: int) -> Found:
    plan = life.plans[0]
    share = plan.total_seconds / (60 * plan.minutes)
    return Found(share >= 0.6, f"{share:.0%}")


def reached(name: str, reps: int) -> Check:
    """Return the check that a row reached so many repetitions, or that its path has gone beyond it."""

    def check(life: Life, day: int) -> Found:
        strand = life.catalogue.programme.strand_of(name)
        assert strand is not None
        stage = strand.stage_of(name) or 0
        items = life.items(0, day)
        best = max((item.dose.total_reps for item in items if item.exercise.id == name), default=0)
        after = [
            item.exercise.id
            for item in items
            if item.strand == strand.id and (strand.stage_of(item.exercise.id) or 0) > stage
        ]
        return Found(best >= reps or bool(after), f"{best}{f', then {after[-1]}' if after else ''}")

    return check


def skills_gone(after: int) -> Check:
    """Return the check that no skill is planned from a day to the milestone's."""

    def check(life: Life, day: int) -> Found:
        back = {item.exercise.id for item in life.items(after, day)} & life.skills
        return Found(not back, ", ".join(sorted(back)) or "none")

    return check


def level(least: int, count: int = 1) -> Check:
    """Return the check that so many rows of a level were met, one of them strength."""

    def check(life: Life, day: int) -> Found:
        met = {item.exercise.id for item in life.items(0, day) if item.exercise.level >= least}
        return Found(len(met) >= count and bool(met & life.strength_rows), ", ".join(sorted(met)) or "none")

    return check


def growth(times: float, at_fifteen: float | None = None) -> Check:
    """Return the check that a training day of the last week holds so many times the work of day 0."""

    def check(life: Life, day: int) -> Found:
        asked = times if at_fifteen is None or life.person.minutes >= 20 else at_fifteen
        first = life.strength(next(plan for plan in life.plans.values() if plan.training_day))
        best = max(life.strength(plan) for plan in life.between(day - WEEK, day).values())
        return Found(best >= asked * first, f"{best / first:.1f} times ({first} to {best} s)")

    return check


def met(*wanted: str) -> Check:
    """Return the check that one of these rows was planned."""

    def check(life: Life, day: int) -> Found:
        first: dict[str, int] = {}
        for number, plan in life.between(0, day).items():
            for name in rows_of(plan) & set(wanted):
                first.setdefault(name, number)
        return Found(bool(first), ", ".join(f"{name} on day {on}" for name, on in first.items()) or "none")

    return check


def walk(seconds: int) -> Check:
    """Return the check that one bout of a walk or ride was so long."""

    def check(life: Life, day: int) -> Found:
        bouts = [item.dose.hold_s for item in life.items(0, day) if item.strand == "walk"]
        longest = max(bouts, default=0)
        return Found(longest >= seconds, f"{longest / 60:g} minutes")

    return check


def walks_grow(times: float) -> Check:
    """Return the check that the walks of a day are so many times as long as in week one."""

    def check(life: Life, day: int) -> Found:
        def longest(first: int, last: int) -> int:
            return max(map(walked, life.between(first, last).values()), default=0)

        before, after = longest(0, WEEK - 1), longest(day - WEEK + 1, day)
        figure = f"{before / 60:g} to {after / 60:g} minutes"
        return Found(before > 0 and after >= times * before, figure)

    return check


def walked(plan: Plan) -> int:
    """Return the seconds of walking or riding of a plan, all bouts."""
    return sum(item.dose.sets * item.dose.hold_s for item in plan.items if item.strand == "walk")


def maintains(life: Life, day: int) -> Found:
    """Return whether `maintain` was reached by a day."""
    first = next((number for number, plan in life.plans.items() if plan.phase is Phase.MAINTAIN), None)
    return Found(first is not None and first <= day, "never" if first is None else f"day {first}")


def _each(plans: dict[int, Plan], holds: Callable[[Plan], bool]) -> Found:
    """Return whether something holds in every plan, with the first day that fails."""
    fails = [number for number, plan in plans.items() if not holds(plan)]
    figure = f"{len(plans) - len(fails)} of {len(plans)} sessions"
    return Found(bool(plans) and not fails, f"{figure}, not on day {fails[0]}" if fails else figure)


def _owed_at_eighty(life: Life, day: int) -> Found:
    def holds(plan: Plan) -> bool:
        balances = any(item.strand == "balance" for item in plan.timed)
        return {"sit_to_stand", "heel_raises"} <= rows_of(plan) and balances

    return _each({n: plan for n, plan in life.between(0, day).items() if plan.phase is not Phase.CALM}, holds)


def _legs_and_back(life: Life, day: int) -> Found:
    """From the third day on: before that the count of new rows may leave one of them out."""

    def holds(plan: Plan) -> bool:
        return {"legs", "back"} <= {item.strand for item in plan.timed}

    return _each({n: plan for n, plan in life.between(2, day).items() if plan.training_day}, holds)


def _is_drill(item: PlanItem) -> bool:
    return item.exercise.id in DRILLS[Label.EXTENSION]


def _with_a_label(life: Life, day: int) -> dict[int, Plan]:
    """Return the plans of the days on which the direction is known: else the plan asks for a test."""
    known = [n for n, lived in enumerate(life.days) if lived.case and label_of(lived.case) is Label.EXTENSION]
    return {number: plan for number, plan in life.between(0, day).items() if number in known}


def _drill_each_time(life: Life, day: int) -> Found:
    """Eight or more repetitions; on sore days five, or lying still where a bend would be too much."""

    def holds(plan: Plan) -> bool:
        drills = [item for item in plan.items if _is_drill(item)]
        sore = plan.phase is Phase.CALM or plan.mode is PlanMode.FLARE
        lies = sore and any(item.exercise.kind is Kind.CONTINUOUS for item in drills)
        return lies or any(item.dose.total_reps >= (5 if sore else 8) for item in drills)

    return _each(_with_a_label(life, day), holds)


def _label_known(life: Life, day: int) -> Found:
    """At least nine in ten sessions from the first label on: tests are asked for in time."""
    known = _with_a_label(life, day)
    since = life.between(min(known, default=0), day)
    return Found(len(known) >= 0.9 * len(since) > 0, f"{len(known)} of {len(since)} sessions")


def _rounds_named(life: Life, day: int) -> Found:
    return _each(_with_a_label(life, day), lambda plan: plan.rounds is not None)


def _drill_in_flares(life: Life, day: int) -> Found:
    flares = {n: plan for n, plan in life.between(0, day).items() if plan.mode is PlanMode.FLARE}
    return _each(flares, lambda plan: any(map(_is_drill, plan.items)))


def _upkeep_is_shared(life: Life, day: int) -> Found:
    """Return whether no strength row takes more than a quarter of the session, or four minutes, in upkeep.

    A row at the first step of its ladder may: there is nothing lower to keep it at.
    """
    shares: dict[str, float] = {}
    for plan in life.between(0, day).values():
        rows = [item for item in plan.timed if item.exercise.id in life.strength_rows]
        above = [item for item in rows if item.dose != item.exercise.dose_start]
        for item in above if plan.phase is Phase.MAINTAIN else ():
            seconds = sum(each.seconds for each in rows if each.exercise is item.exercise)
            most = max(plan.minutes * 60 / 4, 240)
            shares[item.exercise.id] = max(shares.get(item.exercise.id, 0), seconds / most)
    over = {name for name, share in shares.items() if share > 1}
    figure = max(shares, key=lambda name: shares[name], default="none")
    return Found(bool(shares) and not over, f"{figure}: {shares.get(figure, 0):.0%} of that")


def no_heavier_after_bad_mornings(life: Life, day: int) -> Found:
    """Return whether, after a bad morning, no strength row is heavier than it was last."""
    last: dict[str, int] = {}
    mornings, heavier = 0, []
    for number, plan in life.between(0, day).items():
        work = {
            item.exercise.id: work_seconds(item.exercise, item.dose)
            for item in plan.timed
            if item.exercise.id in life.strength_rows
        }
        if life.days[number].worse_before:
            mornings += 1
            heavier += [f"{name} on day {number}" for name in work if work[name] > last.get(name, 0)]
        last |= work
    return Found(not heavier, ", ".join(heavier) or f"0 heavier after {mornings} mornings")


def falls_and_returns(life: Life, day: int) -> Found:
    """Return whether the work falls within two sessions of a flare, and is back within three weeks.

    The work is that on the clock: the median of the fortnight before, of the flare's first two
    sessions, and of the best training day in the third week after.
    """
    figures = []
    held = True
    for flare in (on for on in life.person.flare_days if on + 21 <= day):
        before = [load_of(plan) for plan in life.between(flare - 14, flare - 1).values()]
        during = [load_of(plan) for plan in life.between(flare, flare + 5).values()][:2]
        after = [load_of(plan) for plan in life.between(flare + 14, flare + 21).values()]
        if not (before and during and after):
            continue
        base, low, back = median(before), min(during), max(after)
        held &= low < base <= back
        figures.append(f"{base:.0f}, {low}, {back} s")
    return Found(held and bool(figures), "; ".join(figures) or "no flare")


def strength_of(seconds: int) -> Check:
    """Return the check that a training day of the last week holds so much strength work."""

    def check(life: Life, day: int) -> Found:
        best = max(map(life.strength, life.between(day - WEEK, day).values()), default=0)
        return Found(best >= seconds, f"{best} s")

    return check


def _kept_from(life: Life, day: int, holds: Callable[[PlanItem], bool]) -> Found:
    wrong = {item.exercise.id for item in life.items(0, day) if holds(item)}
    return Found(not wrong, ", ".join(sorted(wrong)) or "none")


def _never_flat(life: Life, day: int) -> Found:
    return _kept_from(life, day, lambda item: item.exercise.position in (Position.SUPINE, Position.PRONE))


def _no_nerve(life: Life, day: int) -> Found:
    return _kept_from(life, day, lambda item: item.exercise.nerve_tension is not NerveTension.NONE)


def _no_strength_day(life: Life, day: int) -> Found:
    counted = [number for number, plan in life.between(0, day).items() if plan.training_day]
    return Found(not counted, f"{len(counted)} days")


def _only_the_five(life: Life, day: int) -> Found:
    return _kept_from(life, day, lambda item: item.exercise.id not in SURGERY_FIVE)


GOOD = (
    Milestone(2, "legs, back and one more strand", _three_strands),
    Milestone(2, "60 % of the clock on day 0", _first_clock),
    Milestone(14, "bridge 12 in all, or what follows", reached("glute_bridge", 12)),
    Milestone(14, "sit-to-stand 10, or what follows", reached("sit_to_stand", 10)),
    Milestone(28, "skills, squeezes and pumps gone from day 21 on", skills_gone(21)),
    Milestone(28, "sit-to-stand 2 x 8, or mini squat", reached("sit_to_stand", 16)),
    Milestone(28, "two rows of level 3, one of them strength", level(3, 2)),
    Milestone(28, "strength work 2.5 times day 0 (20 minutes)", growth(2.5, 0)),
    Milestone(56, "hip hinge in", met("hip_hinge_dowel")),
    Milestone(56, "one walk of 20 minutes", walk(1200)),
    Milestone(56, "strength work 3 times day 0 (2 at 15 minutes)", growth(3, 2)),
    Milestone(84, "legs and back on every training day", _legs_and_back),
    Milestone(84, "step-up or split squat in", met("step_up", "supported_split_squat")),
    Milestone(84, "maintain reached", maintains),
    Milestone(120, "no skill back", skills_gone(21)),
    Milestone(120, "maintain: a row past its first step a quarter, or four minutes", _upkeep_is_shared),
)

MILESTONES: dict[str, tuple[Milestone, ...]] = {
    "good": GOOD,
    "good, on and off": (
        GOOD[0],
        Milestone(42, "sit-to-stand 2 x 8, or mini squat", reached("sit_to_stand", 16)),
        Milestone(84, "hip hinge in", met("hip_hinge_dowel")),
        Milestone(84, "strength work 2.5 times day 0", growth(2.5)),
        Milestone(120, "step-up or split squat in", met("step_up", "supported_split_squat")),
        Milestone(120, "maintain reached", maintains),
    ),
    "good, flare in week 3": (
        *GOOD[:4],
        Milestone(84, "work falls in a flare and is back in three weeks", falls_and_returns),
        Milestone(84, "hip hinge in", met("hip_hinge_dowel")),
        Milestone(84, "strength work 2.5 times day 0", growth(2.5)),
        Milestone(120, "maintain reached", maintains),
    ),
    "bad": (
        Milestone(120, "after a bad morning no strength row heavier", no_heavier_after_bad_mornings),
        Milestone(120, "work falls in a flare and is back in three weeks", falls_and_returns),
    ),
    "extension responder": (
        Milestone(84, "the drill in each session that has a label, 8 or more (5 if sore)", _drill_each_time),
        Milestone(84, "a label in nine of ten sessions since the first", _label_known),
        Milestone(84, "the drill on every day of a flare", _drill_in_flares),
        Milestone(84, "rounds named in each session that has a label", _rounds_named),
        Milestone(84, "hip hinge in", met("hip_hinge_dowel")),
    ),
    "stenosis at 70": (
        Milestone(55, "walks or rides 60 % longer in week 8 than in week 1", walks_grow(1.6)),
        Milestone(84, "legs and back on every training day", _legs_and_back),
        Milestone(84, "five minutes of strength work on a training day", strength_of(300)),
    ),
    "balance at 80": (
        Milestone(84, "sit-to-stand, heel raises, a balance row in each session", _owed_at_eighty),
        Milestone(84, "legs and back on every training day", _legs_and_back),
        Milestone(28, "mini squat in", met("mini_squat")),
        Milestone(84, "strength work 2.5 times day 0", growth(2.5)),
    ),
    "pregnant": (
        Milestone(120, "never flat on the back or the belly", _never_flat),
        Milestone(2, "legs, back and one more strand", _three_strands),
        Milestone(56, "four minutes of strength work on a training day", strength_of(240)),
    ),
    "post-operative": (
        Milestone(27, "the five rows that are let in, and no others", _only_the_five),
        Milestone(27, "no day counts as one of strength", _no_strength_day),
        Milestone(27, "walks grow by a quarter", walks_grow(1.25)),
        Milestone(84, "sit-to-stand in, once the surgeon agrees", met("sit_to_stand")),
    ),
    "runner with leg 0": (
        *GOOD[:4],
        Milestone(28, "strength work 2.5 times day 0", growth(2.5)),
        Milestone(56, "a strength row of level 4", level(4)),
        Milestone(56, "one walk of 20 minutes", walk(1200)),
        Milestone(56, "maintain reached", maintains),
        Milestone(84, "no nerve work for a leg that is silent", _no_nerve),
        Milestone(84, "maintain: a row past its first step a quarter, or four minutes", _upkeep_is_shared),
    ),
}
"""By the name of a type or of its variant."""
