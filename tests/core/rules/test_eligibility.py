"""Each rule alone: a mild exercise comes in, one thing about it or the person keeps it out."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    EndRange,
    Equipment,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Place,
    Position,
    Supervision,
)
from sciaticli.core.course.direction import Label, Preference
from sciaticli.core.course.dose_ladder import TimeAway
from sciaticli.core.course.exercise_record import ExerciseRecord
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.record.entries import Assessment
from sciaticli.core.rules.conditions import Conditions
from sciaticli.core.rules.eligibility import clinician_knows, knows_items, refusal, waits_for_word
from sciaticli.core.rules.person_today import PersonToday, Rule, cautions_for
from support.entries import TODAY, a_history, a_person, a_test, an_exercise

SETTING = PersonToday(
    day=TODAY,
    profile=a_person(),
    conditions=Conditions(),
    preference=Preference(),
    phase=Phase.REBUILD,
    gate=2,
    mode=PlanMode.NORMAL,
    evening=True,
)


def rule_for(exercise: Exercise, **changes: Any) -> Rule | None:  # noqa: ANN401 - any field of a setting
    found = refusal(exercise, replace(SETTING, **changes))
    return found.rule if found else None


def having(*words: Condition, cleared: tuple[Condition, ...] = ()) -> Conditions:
    return Conditions(words=frozenset(words), cleared=frozenset(cleared))


def a_record(**changes: Any) -> ExerciseRecord:  # noqa: ANN401 - any field of a record
    day = TODAY - timedelta(days=3)
    return replace(ExerciseRecord(first=day, last=day, days=(day,)), **changes)


def test_a_mild_exercise_comes_in() -> None:
    assert rule_for(an_exercise()) is None


PREGNANT = Condition.PREGNANCY_2ND_3RD_TRIMESTER
ACTIVE = Preference(label=Label.EXTENSION)


@pytest.mark.parametrize(
    ("row", "setting", "rule"),
    [
        ({}, {"profile": a_person(set_aside=("knee_rolls",))}, Rule.SET_ASIDE),
        ({}, {"profile": a_person(set_aside=("flexion_mobility",))}, Rule.SET_ASIDE),
        ({}, {"own": frozenset({"knee_rolls"})}, Rule.OWN),
        ({}, {"conditions": having(Condition.RECENT_SURGERY)}, Rule.SURGERY),
        ({}, {"conditions": having(PREGNANT)}, Rule.PREGNANCY),
        ({"position": Position.PRONE}, {"conditions": having(PREGNANT)}, Rule.PREGNANCY),
        (
            {"avoid": (Condition.STENOSIS,)},
            {
                "conditions": having(Condition.STENOSIS),
                "profile": a_person(conditions=(Condition.STENOSIS,)),
            },
            Rule.AVOID,
        ),
        ({"avoid": (Condition.STENOSIS,)}, {"conditions": having(Condition.STENOSIS)}, Rule.CONDITION),
        ({"family": Family.WATER}, {"conditions": having(Condition.HYPERTENSION)}, Rule.PRESSURE),
        ({"also_families": (Family.WATER,)}, {"conditions": having(Condition.HYPERTENSION)}, Rule.PRESSURE),
        ({"id": "plank"}, {"conditions": having(Condition.HYPERTENSION)}, Rule.PRESSURE),
        ({"variant_of": "plank"}, {"conditions": having(Condition.HYPERTENSION)}, Rule.PRESSURE),
        (
            {"direction": Direction.ROTATION},
            {"conditions": having(Condition.COMPRESSION_FRACTURE)},
            Rule.BONE,
        ),
        (
            {"avoid": (Condition.HIP_REPLACEMENT,)},
            {"conditions": having(Condition.GROIN_PAIN)},
            Rule.CONDITION,
        ),
        ({"direction": Direction.FLEXION}, {"conditions": having(Condition.COMPRESSION_FRACTURE)}, Rule.BONE),
        ({"position": Position.PRONE}, {"conditions": having(Condition.COMPRESSION_FRACTURE)}, Rule.BONE),
        (
            {"position": Position.QUADRUPED},
            {"conditions": having(Condition.FLOOR_TRANSFER_PROBLEM)},
            Rule.FLOOR,
        ),
        ({}, {"profile": a_person(positions_out=(Position.SUPINE,))}, Rule.POSITION),
        ({"equipment": ((Equipment.STRAP,), (Equipment.BIKE,))}, {}, Rule.EQUIPMENT),
        ({"place": Place.POOL}, {}, Rule.EQUIPMENT),
        ({"place": Place.GYM}, {}, Rule.EQUIPMENT),
        ({"laterality": Laterality.AFFECTED_SIDE}, {"profile": a_person(side=None)}, Rule.SIDE),
        ({"supervised_first": Supervision.YES}, {}, Rule.SUPERVISED),
        ({}, {"records": {"knee_rolls": a_record(spread=(TODAY - timedelta(days=6),))}}, Rule.BLOCK),
        ({}, {"records": {"knee_rolls": a_record(culprit=(TODAY - timedelta(days=6),))}}, Rule.BLOCK),
        (
            {},
            {
                "records": {
                    "knee_rolls": a_record(too_much=(TODAY - timedelta(days=4), TODAY - timedelta(days=1)))
                }
            },
            Rule.TOO_MUCH,
        ),
        ({}, {"light": True}, Rule.LIGHT),
        ({"leg_pain_ceiling": 1}, {}, Rule.CEILING),
        ({"leg_pain_ceiling": 5}, {"gate": None}, Rule.CEILING),
        ({"end_range": (EndRange.FLEXION,)}, {}, Rule.DIRECTION),
        ({"end_range": (EndRange.FLEXION,)}, {"preference": ACTIVE, "phase": Phase.MAINTAIN}, Rule.DIRECTION),
        (
            {"nerve_tension": NerveTension.SLIDER},
            {"conditions": having(Condition.DISC_HERNIATION), "evening": False, "up_min": 119},
            Rule.MORNING,
        ),
        (
            {"nerve_tension": NerveTension.TENSIONER},
            {"phase": Phase.SETTLE, "tensioners_ready": True},
            Rule.NERVE,
        ),
        ({"nerve_tension": NerveTension.TENSIONER}, {}, Rule.NERVE),
        ({"id": "hamstring_standing"}, {"phase": Phase.SETTLE}, Rule.NERVE),
        ({"also_families": (Family.LUMBAR_EXTENSOR,)}, {"phase": Phase.CALM}, Rule.PHASE),
        ({"kind": Kind.STRETCH_HOLD}, {"phase": Phase.CALM}, Rule.PHASE),
        ({"direction": Direction.FLEXION}, {"phase": Phase.CALM, "preference": ACTIVE}, Rule.PHASE),
        ({"level": 5}, {}, Rule.LEVEL),
        ({"level": 3}, {"gap": TimeAway.MONTH}, Rule.EASED),
        ({"level": 2}, {"flare_day": 2, "records": {"knee_rolls": a_record()}}, Rule.EASED),
        ({}, {"flare_day": 0}, Rule.FLARE),
        (
            {"caution": {Condition.STENOSIS: "Mind."}, "light": True},
            {"flare_day": 0, "conditions": having(Condition.STENOSIS)},
            Rule.FLARE,
        ),
        ({}, {"worse": True}, Rule.WORSE),
        ({"nerve_tension": NerveTension.SLIDER}, {"slider_reps_today": 30}, Rule.SLIDER),
        (
            {"level": 3, "family": Family.CORE_STRENGTHENING},
            {"records": {"knee_rolls": a_record(last=TODAY - timedelta(days=1))}},
            Rule.RECOVERY,
        ),
    ],
)
def test_one_thing_keeps_it_out(row: dict[str, Any], setting: dict[str, Any], rule: Rule) -> None:
    exercise = an_exercise(row.pop("id", "knee_rolls"), **row)
    assert rule_for(exercise, **setting) is rule


def test_a_clearance_opens_what_waited_for_it() -> None:
    bones, pressure = Condition.COMPRESSION_FRACTURE, Condition.HYPERTENSION
    twist = an_exercise(direction=Direction.ROTATION)
    assert rule_for(twist, conditions=having(bones, cleared=(bones,))) is None
    assert rule_for(an_exercise("plank"), conditions=having(pressure, cleared=(pressure,))) is None


def test_after_surgery_with_clearance_its_caution_rows_come_in() -> None:
    surgery = Condition.RECENT_SURGERY
    cleared = having(surgery, cleared=(surgery,))
    assert rule_for(an_exercise(), conditions=cleared) is Rule.SURGERY
    assert rule_for(an_exercise(caution={surgery: "Gently."}), conditions=cleared) is None
    assert rule_for(an_exercise("ankle_pumps"), conditions=having(surgery)) is None


def test_the_label_opens_its_own_end_of_the_range_and_its_drill_passes_the_level() -> None:
    drill = an_exercise("prone_press_up", level=3, end_range=(EndRange.EXTENSION,))
    assert rule_for(drill, preference=ACTIVE, phase=Phase.CALM, gate=6) is None
    assert rule_for(replace(drill, id="other"), preference=ACTIVE, phase=Phase.CALM, gate=6) is Rule.LEVEL
    assert rule_for(drill, preference=ACTIVE, phase=Phase.CALM, gate=9) is Rule.CEILING


def test_bending_is_open_to_those_whom_it_usually_eases() -> None:
    bend = an_exercise(end_range=(EndRange.FLEXION,))
    assert rule_for(bend, conditions=having(Condition.STENOSIS)) is None
    both = having(Condition.STENOSIS, Condition.DISC_HERNIATION)
    assert rule_for(bend, conditions=both) is Rule.DIRECTION


def test_a_clinicians_word_lifts_one_rule_of_one_prescribed_exercise() -> None:
    hard = an_exercise(level=5)
    lifted = frozenset({("knee_rolls", Rule.LEVEL)})
    assert rule_for(hard, lifted=lifted, in_routine=True) is None
    assert rule_for(hard, lifted=lifted) is Rule.LEVEL
    assert rule_for(replace(hard, id="other"), lifted=lifted, in_routine=True) is Rule.LEVEL


def test_no_word_lifts_what_passes_or_what_today_forbids() -> None:
    never = frozenset(("knee_rolls", rule) for rule in Rule)
    for row, setting, rule in (
        (
            {"avoid": (PREGNANT,), "position": Position.SITTING},
            {"conditions": having(PREGNANT)},
            Rule.CONDITION,
        ),
        ({"leg_pain_ceiling": 0}, {}, Rule.CEILING),
        ({"level": 3}, {"gap": TimeAway.MONTH}, Rule.EASED),
        ({"level": 3}, {"flare_day": 2}, Rule.EASED),
        ({}, {"light": True}, Rule.LIGHT),
        ({}, {"conditions": having(Condition.RECENT_SURGERY)}, Rule.SURGERY),
        ({}, {"records": {"knee_rolls": a_record(spread=(TODAY,))}}, Rule.BLOCK),
    ):
        assert rule_for(an_exercise(**row), lifted=never, in_routine=True, **setting) is rule


def an_assertion(days_ago: int, **item: Any) -> Assessment:  # noqa: ANN401 - any key of an item
    template = a_test_entry(days_ago)
    return replace(
        template, form="clinician_knows@1", items=({"exercise": "plank", "rule": "level", **item},)
    )


def a_test_entry(days_ago: int) -> Assessment:

    return a_test(TODAY - timedelta(days=days_ago), "neutral")


def test_a_clinicians_word_ends_after_six_months_and_with_other_conditions() -> None:
    person = a_person()
    known = frozenset({("plank", Rule.LEVEL)})
    assert clinician_knows(TODAY, person, a_history(an_assertion(182))) == known
    assert clinician_knows(TODAY, person, a_history(an_assertion(183))) == frozenset()
    same, other = [*(person.conditions or ())], ["stenosis"]
    assert clinician_knows(TODAY, person, a_history(an_assertion(1, conditions=same))) == known
    assert clinician_knows(TODAY, person, a_history(an_assertion(1, conditions=other))) == frozenset()
    assert clinician_knows(TODAY, person, a_history(an_assertion(1, rule="ceiling"))) == frozenset()


def test_an_imported_word_and_a_spoilt_item_lift_nothing() -> None:
    imported = replace(an_assertion(1), imported=True)
    assert clinician_knows(TODAY, a_person(), a_history(imported)) == frozenset()
    for spoilt in ({"rule": ["level"]}, {"exercise": None}, {"conditions": 5}, {"conditions": [["x"]]}):
        assert clinician_knows(TODAY, a_person(), a_history(an_assertion(1, **spoilt))) == frozenset()


def test_what_is_written_down_is_read_back_until_the_conditions_change() -> None:
    person = a_person(conditions=(Condition.STENOSIS, Condition.HYPERTENSION))
    said = {("plank", Rule.LEVEL), ("bridge", Rule.AVOID)}
    record = a_history(replace(an_assertion(0), items=tuple(knows_items(said, person))))
    assert clinician_knows(TODAY, person, record) == said
    turned = replace(person, conditions=tuple(reversed(person.conditions or ())))
    assert clinician_knows(TODAY, turned, record) == said
    for changed in (None, (), (Condition.STENOSIS,), (*(person.conditions or ()), Condition.KNEE_PROBLEM)):
        assert clinician_knows(TODAY, replace(person, conditions=changed), record) == frozenset()
    assert clinician_knows(TODAY - timedelta(days=1), person, record) == frozenset()


def test_a_word_for_what_was_told_does_not_reach_what_a_check_implies() -> None:
    avoiding = an_exercise(avoid=(Condition.STENOSIS, Condition.BALANCE_PROBLEM))
    told = a_person(conditions=(Condition.STENOSIS,))
    word = {"profile": told, "lifted": frozenset({("knee_rolls", Rule.AVOID)}), "in_routine": True}
    assert rule_for(avoiding, conditions=having(Condition.STENOSIS), **word) is None
    both = having(Condition.STENOSIS, Condition.BALANCE_PROBLEM)
    assert rule_for(avoiding, conditions=both, **word) is Rule.CONDITION


def test_a_disc_that_is_only_assumed_can_be_known_of() -> None:
    row = an_exercise(avoid=(Condition.DISC_HERNIATION,))
    assumed = Conditions(words=frozenset({Condition.DISC_HERNIATION}), assumed=True)
    assert rule_for(row, conditions=assumed) is Rule.AVOID
    lifted = frozenset({("knee_rolls", Rule.AVOID)})
    assert rule_for(row, conditions=assumed, lifted=lifted, in_routine=True) is None


def test_only_what_a_word_would_let_in_is_asked_about() -> None:
    setting = replace(SETTING, in_routine=True)
    assert waits_for_word(an_exercise(), setting) == ()
    hard = an_exercise(level=5, supervised_first=Supervision.YES)
    assert {found.rule for found in waits_for_word(hard, setting)} == {Rule.LEVEL, Rule.SUPERVISED}
    assert waits_for_word(replace(hard, leg_pain_ceiling=1), setting) == ()
    known = replace(setting, lifted=frozenset({("knee_rolls", Rule.LEVEL)}))
    assert [found.rule for found in waits_for_word(hard, known)] == [Rule.SUPERVISED]


def test_notes_that_must_be_shown() -> None:
    row = an_exercise(
        caution={Condition.KNEE_PROBLEM: "Mind the knee."}, supervised_first=Supervision.ADVISED
    )
    words = having(Condition.KNEE_PROBLEM, Condition.FLOOR_TRANSFER_PROBLEM)
    assert cautions_for(row, words) == (
        "Mind the knee.",
        "Do this on a firm bed, not on the floor.",
        "It is best shown to you once by a physio.",
    )
    assert cautions_for(an_exercise(), having()) == ()
