"""Invented people who live with the planner day by day.

A person has a leg that eases at its own pace, with noise, flares and a direction that suits it.
The model proves that the rules hold; it says nothing about healing: pain here does not depend on
the exercises, except that an end-range drill against the person's direction, and now and then any
exercise, sends it down the leg, and that too much work makes the next morning sore.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Condition, Direction, Equipment, Family, Position, Region, Side
from sciaticli.core.course.direction import Label
from sciaticli.core.course.flare import flare_question
from sciaticli.core.errors import UsageError
from sciaticli.core.plan import Plan
from sciaticli.core.planning.plan_notes import RETEST
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.record.day_logs import day_logs
from sciaticli.core.record.entries import Assessment, Distal, Pain, PainNow, Response, Session
from sciaticli.core.record.history import History
from sciaticli.core.screening.clearance import Cleared
from support.entries import TODAY, a_clearance, a_history, a_pain, a_test, done_all, pain_now
from support.going_on import CHECKED_EVERY, GoingOn
from support.oracle import Case

START = TODAY - timedelta(weeks=12)
SITES = (Distal.NONE, Distal.BACK, Distal.BUTTOCK, Distal.THIGH, Distal.KNEE, Distal.CALF, Distal.FOOT)


class Person(Struct, frozen=True, kw_only=True):
    """Who someone is: `start` and `end` of leg pain, days to ease, noise in points, flares, zeal.

    `on_off` counts days of training and days off, by turns. Who is `sure_tests` names the direction in
    each test, and tests again when the plan asks for it.
    """

    name: str
    profile: Profile
    start: float = 5
    end: float = 1
    ease_days: float = 25
    noise: float = 0.6
    adherence: float = 0.8
    direction: Label = Label.NEUTRAL
    flare_days: tuple[int, ...] = ()
    tolerance_s: int = 900
    minutes: int = 15
    tests: bool = True
    sure_tests: bool = False
    on_off: tuple[int, int] = (1, 0)
    spread_chance: float = 0.002
    implied: tuple[Condition, ...] = ()

    @property
    def operated(self) -> bool:
        """Whether an operation is not long past: plans are then short for a reason."""
        return Condition.RECENT_SURGERY in (*(self.profile.conditions or ()), *self.implied)


class Morning(NamedTuple):
    """How a day begins; `number` counts days from 0."""

    day: date
    number: int
    leg: int
    distal: Distal


class Day(Struct, frozen=True, kw_only=True):
    """One lived day: the pain of the morning, and the plan when a session was done."""

    day: date
    leg: int
    case: Case | None = None
    worse_before: bool = False
    flare_asked: bool = False

    @property
    def plan(self) -> Plan | None:
        return self.case.plan if self.case else None


def live(person: Person, catalogue: Catalogue, *, days: int = 84, seed: int = 0) -> Iterator[Day]:
    """Yield a person's days; the record grows by what was done and felt.

    Raises AssertionError where a plan that went on from the day before is not the planner's own.
    """
    counted = GoingOn()
    chance = Random(f"{person.name}{seed}")  # noqa: S311 - invented people
    entries: list[Pain | Session | Assessment] = []
    last: Session | None = None
    worse, work = False, 0
    for number in range(days):
        day = START + timedelta(days=number)
        leg, distal = _morning(person, number, chance, last, work)
        if last is not None and (day - last.day).days == 1:
            worse = leg - _leg_before(last) >= 2
        answer = _answer(last, leg, day)
        entries.append(a_pain(day, leg, distal=distal, morning=answer, walk_min=max(5, 30 - 3 * leg)))
        if chance.random() > person.adherence or number % sum(person.on_off) >= person.on_off[0]:
            yield Day(day=day, leg=leg)
            continue
        asked = _asked(person, catalogue, a_history(*entries), Morning(day, number, leg, distal))
        with counted.remembered():
            found = asked.case()
        if number % CHECKED_EVERY == 0:
            assert asked.case() == found, f"{person.name}, {day}: counted on, the plan is another one"
        if found is None:
            yield Day(day=day, leg=leg)
            continue
        yield Day(day=day, leg=leg, case=found, worse_before=worse)
        last = done_all(
            found.plan, leg=leg, distal=distal, lower=_sent_down(person, found.plan, chance), hour=18
        )
        entries.append(last)
        worse, work = False, load_of(found.plan)
        is_due = person.sure_tests and RETEST in found.plan.notes
        if person.tests and (is_due or number % 14 in (5, 8, 11)):
            entries.append(_test(person, day, chance, leg))


def load_of(plan: Plan) -> int:
    """Return the seconds of moving and holding on the clock, comfort rows left aside."""
    return sum(
        work_seconds(item.exercise, item.dose)
        for item in plan.timed
        if item.exercise.region is not Region.REST
    )


def random_person(seed: int) -> Person:
    """Return an invented person: condition, irritability, true direction, adherence and noise by chance."""
    chance = Random(seed)  # noqa: S311 - invented people
    told = chance.choice(
        [
            None,
            (),
            (Condition.DISC_HERNIATION,),
            (Condition.STENOSIS,),
            (Condition.STENOSIS, Condition.HIP_REPLACEMENT),
            (Condition.SPONDYLOLISTHESIS,),
            (Condition.DEGENERATIVE_DISC,),
            (Condition.DEGENERATIVE_JOINT, Condition.KNEE_PROBLEM),
            (Condition.PIRIFORMIS,),
            (Condition.COMPRESSION_FRACTURE,),
            (Condition.PREGNANCY_2ND_3RD_TRIMESTER,),
            (Condition.MUSCLE_SPASM, Condition.HYPERTENSION),
            (Condition.RECENT_SURGERY,),
            (Condition.DEGENERATIVE_DISC, Condition.FLOOR_TRANSFER_PROBLEM, Condition.BALANCE_PROBLEM),
        ]
    )
    home = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL)
    profile = Profile(
        conditions=told,
        side=chance.choice([Side.LEFT, Side.RIGHT, Side.BOTH]),
        equipment=chance.choice([home, (*home, Equipment.STRAP, Equipment.STEP), (*home, Equipment.POOL)]),
        supervised=chance.choice([(), ("lumbar_extensor", "side_glide_wall")]),
        direction=chance.choice([None, None, None, Direction.EXTENSION]),
    )
    start = chance.uniform(2, 8)
    return Person(
        name=f"person {seed}",
        profile=profile,
        start=start,
        end=chance.uniform(0, min(start, 3)),
        ease_days=chance.uniform(10, 60),
        noise=chance.uniform(0.2, 1.2),
        adherence=chance.uniform(0.4, 1),
        direction=chance.choice([Label.EXTENSION, Label.EXTENSION, Label.FLEXION, Label.NEUTRAL]),
        flare_days=tuple(sorted(chance.sample(range(20, 70), chance.choice([0, 0, 1, 2])))),
        tolerance_s=chance.randint(300, 1500),
        minutes=chance.choice([5, 10, 15, 20, 30]),
    )


def particular_person(seed: int, rows: Sequence[str]) -> Person:
    """Return an invented person with wishes: rows set aside, positions out, odd things, much taught."""
    chance = Random(f"particular {seed}")  # noqa: S311 - invented people
    person = random_person(seed)
    eases = chance.random() < 0.5
    return replace(
        person,
        name=f"particular {seed}",
        profile=replace(
            person.profile,
            equipment=tuple(chance.sample(list(Equipment), chance.randint(0, len(Equipment)))),
            positions_out=tuple(chance.sample(list(Position), chance.choice([0, 0, 1, 2]))),
            set_aside=tuple(chance.sample(list(rows), len(rows) * chance.choice([0, 1, 2, 3]) // 5)),
            supervised=chance.choice([(), tuple(Family)]),
        ),
        end=0 if eases else person.end,
        ease_days=12 if eases else person.ease_days,
        adherence=chance.uniform(0.7, 1),
    )


def _morning(
    person: Person, number: int, chance: Random, last: Session | None, work: int
) -> tuple[int, Distal]:
    ease = 2 ** (-number / person.ease_days)
    level = person.end + (person.start - person.end) * ease
    level += sum(4 * 0.75 ** (number - flare) for flare in person.flare_days if 0 <= number - flare < 14)
    if last is not None and (START + timedelta(days=number) - last.day).days == 1:
        level += 2 if work > person.tolerance_s else 0
    leg = max(0, min(10, round(level + chance.gauss(0, person.noise))))
    return leg, SITES[max(0, min(6, round(level * 0.8)))]


def _leg_before(session: Session) -> int:
    before = session.pain.before
    return 0 if isinstance(before, UnsetType) or not isinstance(before.leg, int) else before.leg


def _answer(last: Session | None, leg: int, day: date) -> Response | UnsetType:
    if last is None or (day - last.day).days != 1:
        return UNSET
    change = leg - _leg_before(last)
    return Response.WORSE if change > 0 else Response.BETTER if change < 0 else Response.SAME


class _Asked(NamedTuple):
    """All that a plan is made from."""

    cleared: Cleared
    catalogue: Catalogue
    profile: Profile
    history: History
    request: Request

    def case(self) -> Case | None:
        """Return the plan with what it was made from; None where everything that fits was set aside."""
        try:
            return Case(plan_day(*self), *self)
        except UsageError:
            return None


def _asked(person: Person, catalogue: Catalogue, history: History, morning: Morning) -> _Asked:
    """Return what is asked of the planner on a day."""
    now = pain_now(morning.leg, max(0, morning.leg - 1), morning.distal)
    in_flare = any(0 <= morning.number - flare < 3 for flare in person.flare_days)
    flare = YesNoUnsure.YES if in_flare and _is_asked_of_flare(history, morning, now) else YesNoUnsure.NO
    request = Request(day=morning.day, minutes=person.minutes, pain=now, flare=flare, evening=True)
    cleared = a_clearance(morning.day, conditions=person.implied)
    return _Asked(cleared, catalogue, person.profile, history, request)


def _is_asked_of_flare(history: History, morning: Morning, now: PainNow) -> bool:
    logs = day_logs(history, morning.day - timedelta(days=30), morning.day)
    return flare_question(morning.day, logs, now) is not None


def _sent_down(person: Person, plan: Plan, chance: Random) -> list[str]:
    against = {Label.EXTENSION: "flexion", Label.FLEXION: "extension"}.get(person.direction)
    return [
        item.exercise.id
        for item in plan.timed
        if chance.random() < (0.5 if against in item.exercise.end_range else person.spread_chance)
    ]


def _test(person: Person, day: date, chance: Random, leg: int) -> Assessment:
    reliable = chance.random() < 0.8 or person.sure_tests
    return a_test(day, person.direction if reliable else Label.NEUTRAL, leg=leg)
