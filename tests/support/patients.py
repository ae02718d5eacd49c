"""Types of patients with a known course, in one table: each row says what differs from the good one.

Each of them can also train on and off, or meet a flare in week three: `variants`.
"""

from datetime import timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Condition, Equipment, Side
from sciaticli.core.course.direction import Label
from sciaticli.core.profile import AgeBand, Profile
from support.lives import START, Person

AT_HOME = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL, Equipment.STEP)
ENDURING = 10**6  # seconds of work that leave no sore morning
ON_DAYS, OFF_DAYS = 10, 5
FLARE_IN_WEEK_THREE = 16

GOOD = Person(
    name="good",
    profile=Profile(conditions=(), side=Side.LEFT, equipment=AT_HOME),
    start=3,
    end=0,
    ease_days=11,
    noise=0,
    adherence=1,
    minutes=20,
    tests=False,
    spread_chance=0,
    tolerance_s=ENDURING,
)
"""Leg 3 falling to 0 in four weeks, every session done, nothing diagnosed."""


def _differs(name: str, *, profile: dict[str, Any] | None = None, **fields: Any) -> Person:  # noqa: ANN401
    return replace(GOOD, name=name, profile=replace(GOOD.profile, **(profile or {})), **fields)


_OLD = AgeBand.AGE_70_PLUS
_PREGNANT = Condition.PREGNANCY_2ND_3RD_TRIMESTER
_OPERATED = Condition.RECENT_SURGERY

TYPES: dict[str, Person] = {
    person.name: person
    for person in (
        GOOD,
        _differs(
            "bad",
            profile={"conditions": (Condition.DEGENERATIVE_DISC,)},
            start=6,
            end=3,
            ease_days=40,
            noise=1.2,
            adherence=0.7,
            flare_days=(30, 58),
            spread_chance=0.01,
            tolerance_s=500,
        ),
        _differs(
            "extension responder",
            profile={"conditions": (Condition.DISC_HERNIATION,)},
            start=4,
            end=1,
            ease_days=20,
            noise=0.3,
            direction=Label.EXTENSION,
            tests=True,
            sure_tests=True,
            flare_days=(33,),
        ),
        _differs(
            "stenosis at 70",
            profile={"age_band": _OLD, "conditions": (Condition.STENOSIS,), "side": Side.BOTH},
            start=4,
            end=2,
            ease_days=30,
            noise=0.3,
            adherence=0.9,
        ),
        _differs(
            "balance at 80",
            profile={
                "age_band": _OLD,
                "conditions": (Condition.BALANCE_PROBLEM,),
                "equipment": (Equipment.CHAIR, Equipment.WALL),
            },
            end=1,
            ease_days=25,
            noise=0.3,
            adherence=0.9,
            minutes=15,
        ),
        _differs(
            "pregnant",
            profile={"conditions": (_PREGNANT,), "pregnancy_week": 20, "pregnancy_week_on": START},
            start=4,
            end=2,
            ease_days=40,
            noise=0.3,
            adherence=0.9,
            minutes=15,
            implied=(_PREGNANT,),
        ),
        _differs(
            "post-operative",
            profile={
                "conditions": (_OPERATED,),
                "cleared": (_OPERATED,),
                "cleared_on": START + timedelta(days=28),
            },
            end=1,
            ease_days=25,
            noise=0.3,
            adherence=0.9,
            implied=(_OPERATED,),
        ),
        _differs("runner with leg 0", profile={"age_band": AgeBand.AGE_18_49}, start=0),
    )
}
"""By name. The operated one is cleared by the surgeon on day 28."""


def good_person(seed: int) -> Person:
    """Return one of many good ones: nothing diagnosed, a leg that eases within weeks, most sessions done."""
    chance = Random(seed)  # noqa: S311 - invented people
    return _differs(
        f"good {seed}",
        profile={"side": chance.choice([Side.LEFT, Side.RIGHT])},
        start=chance.uniform(2, 4),
        end=chance.uniform(0, 1),
        ease_days=chance.uniform(8, 14),
        noise=chance.uniform(0, 0.5),
        adherence=chance.uniform(0.6, 1),
        minutes=chance.choice([10, 15, 20, 30]),
    )


def variants(person: Person) -> tuple[Person, ...]:
    """Return a person as is, training on and off, and with a flare in week three."""
    return (
        person,
        replace(person, name=f"{person.name}, on and off", on_off=(ON_DAYS, OFF_DAYS)),
        replace(
            person,
            name=f"{person.name}, flare in week 3",
            flare_days=tuple(sorted((*person.flare_days, FLARE_IN_WEEK_THREE))),
        ),
    )


def at_minutes(person: Person, minutes: int) -> Person:
    """Return a person who asks for other minutes."""
    return replace(person, name=f"{person.name}, {minutes} minutes", minutes=minutes)
