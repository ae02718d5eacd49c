"""Small catalogues, people and records made in code, with sensible defaults."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    Dose,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Position,
    Purpose,
    Region,
    Side,
    Supervision,
)
from sciaticli.core.catalogue.strand import Programme
from sciaticli.core.plan import Plan, PlanMode
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.entries import (
    Assessment,
    Back,
    BeforeAfter,
    Distal,
    Done,
    Ended,
    ExerciseDone,
    Leg,
    Moved,
    Pain,
    PainNow,
    Response,
    Session,
    Tier,
)
from sciaticli.core.record.history import History
from sciaticli.core.screening.clearance import Cleared

TODAY = date(2026, 11, 22)
DOSE = Dose(sets=1, reps=5, hold_s=3, rep_rest_s=2)

_EXERCISE = Exercise(
    id="knee_rolls",
    name="Knee rolls",
    family=Family.FLEXION_MOBILITY,
    kind=Kind.REPS,
    position=Position.SUPINE,
    direction=Direction.NEUTRAL,
    laterality=Laterality.BOTH,
    goals=(Purpose.FLEXIBILITY,),
    region=Region.MOBILITY,
    level=1,
    leg_pain_ceiling=8,
    supervised_first=Supervision.NO,
    avoid=(),
    caution={},
    end_range=(),
    nerve_tension=NerveTension.NONE,
    dose_start=DOSE,
    dose_steps=(replace(DOSE, reps=6), replace(DOSE, reps=8)),
    dose_full=replace(DOSE, reps=10),
    frequency="daily",
    dose_source="our choice",
    set_up=("Lie on your back.",),
    steps=("Roll both knees to one side.",),
    feel="A mild stretch.",
    mistakes=("Going too far.",),
    breathing="Breathe as you like.",
    stop_signs=("Pain that runs down the leg.",),
    sources=("our_choice",),
)

NO_PROGRAMME = Programme()


def an_exercise(name: str = "knee_rolls", **changes: Any) -> Exercise:  # noqa: ANN401 - any field of a row
    """Return a mild exercise called `name`, with any field changed."""
    return replace(_EXERCISE, id=name, name=name.replace("_", " ").capitalize(), **changes)


def breathing() -> Exercise:
    """Return the row that nearly everyone may do."""
    dose = Dose(sets=1, reps=1, hold_s=60)
    return an_exercise(
        "breathing",
        family=Family.BREATHING_RELAXATION,
        kind=Kind.CONTINUOUS,
        position=Position.SITTING,
        region=Region.REST,
        leg_pain_ceiling=10,
        light=True,
        dose_start=dose,
        dose_steps=(),
        dose_full=replace(dose, hold_s=120),
    )


def a_catalogue(
    *exercises: Exercise, own: Iterable[str] = (), programme: Programme = NO_PROGRAMME
) -> Catalogue:
    """Return a catalogue of these rows."""
    return Catalogue(exercises=exercises, own=frozenset(own), programme=programme)


def a_clearance(
    day: date = TODAY,
    *,
    light: bool = False,
    age_band: AgeBand = AgeBand.AGE_18_49,
    conditions: Iterable[Condition] = (),
    days: int = 14,
) -> Cleared:
    """Return leave to train from the morning of `day`, as `current` would give it."""
    since = at(day, 7)
    return Cleared(
        mode=PlanMode.LIGHT if light else PlanMode.NORMAL,
        tier=Tier.SOON if light else Tier.CLEAR,
        since=since,
        until=since + timedelta(days=days),
        check="check",
        age_band=age_band,
        blood_thinner=YesNoUnsure.NO,
        conditions=frozenset(conditions),
    )


def a_person(**changes: Any) -> Profile:  # noqa: ANN401 - any field of a profile
    """Return someone whose left side is sore and who has been told of a worn disc."""
    return replace(Profile(side=Side.LEFT, conditions=(Condition.DEGENERATIVE_DISC,)), **changes)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day, in UTC."""
    return datetime.combine(day, time(hour, minute), UTC)


def pain_now(leg: int | None = 2, back: int | None = 2, distal: Distal | None = Distal.THIGH) -> PainNow:
    """Return pain at a moment; None was skipped."""
    return PainNow(leg=leg, back=back, distal=distal)


def a_pain(day: date, leg: int = 2, *, hour: int = 7, distal: Distal = Distal.THIGH, **more: Any) -> Pain:  # noqa: ANN401
    """Return a pain entry of a morning: leg pain now."""
    return Pain(
        **_common("pain", day, hour),
        leg=Leg(now=leg, distal=distal),
        back=Back(now=2),
        **more,
    )


def done_all(  # noqa: PLR0913 - each has a default
    plan: Plan,
    *,
    leg: int = 2,
    after: int | None = None,
    distal: Distal = Distal.THIGH,
    lower: Iterable[str] = (),
    hour: int = 8,
) -> Session:
    """Return the session in which all of a plan was done; the exercises in `lower` sent pain down."""
    lower = frozenset(lower)
    return a_session(
        plan.day,
        tuple(
            performed(item.exercise.id, item.dose, side=item.side, lower=item.exercise.id in lower)
            for item in plan.items
        ),
        leg=leg,
        after=after,
        distal=distal,
        hour=hour,
        phase=plan.phase.value,
        mode=plan.mode.value,
    )


def a_session(  # noqa: PLR0913 - each has a default
    day: date,
    exercises: Iterable[ExerciseDone],
    *,
    leg: int = 2,
    after: int | None = None,
    distal: Distal = Distal.THIGH,
    hour: int = 8,
    phase: str = "settle",
    mode: str = "normal",
) -> Session:
    """Return a session done to its end."""
    return Session(
        **_common("session", day, hour),
        end=at(day, hour, 20),
        phase=phase,
        mode=mode,
        routine=None,
        minutes=15,
        pain=BeforeAfter(
            before=PainNow(leg=leg, back=2, distal=distal),
            after=PainNow(leg=leg if after is None else after, back=2, distal=distal),
        ),
        exercises=tuple(exercises),
        ended=Ended.FULL,
    )


def performed(name: str, dose: Dose = DOSE, *, side: Side = Side.BOTH, lower: bool = False) -> ExerciseDone:
    """Return an exercise done in full; with `lower` it sent the pain down to stay."""
    return ExerciseDone(
        exercise=name,
        side=side,
        planned=dose,
        done=Done(sets=dose.sets, reps=dose.reps, hold_s=dose.hold_s),
        response=Response.WORSE if lower else Response.SAME,
        moved=Moved.LOWER if lower else UNSET,
        distal=Distal.FOOT if lower else UNSET,
    )


def a_test(day: date, result: str, *, leg: int = 4) -> Assessment:
    """Return a direction test of an afternoon with its result."""
    move = {"move": "prone_press_up", "leg_before": leg, "distal_before": "calf"}
    return Assessment(**_common("test", day, 15), form="direction@1", moves=(move,), result=result)


def a_history(*entries: Pain | Session | Assessment) -> History:
    """Return a record of these entries."""
    ordered = sorted(entries, key=lambda entry: entry.at)
    return History(
        pains=tuple(entry for entry in ordered if isinstance(entry, Pain)),
        sessions=tuple(entry for entry in ordered if isinstance(entry, Session)),
        assessments=tuple(entry for entry in ordered if isinstance(entry, Assessment)),
    )


def _common(what: str, day: date, hour: int) -> dict[str, Any]:
    return {
        "v": 1,
        "id": f"{what}-{day}-{hour}",
        "at": at(day, hour),
        "rec": at(day, hour),
        "tz": "UTC",
        "day": day,
        "src": "test",
    }
