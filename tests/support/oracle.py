"""The eighteen promises of a plan, checked from the outside: nothing here asks the rules of the core.

Where a promise needs a fact that only the core derives (the phase, the active label, the flare),
it is taken from the plan or from the function that derives it, which has tests of its own.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from msgspec import Struct, UnsetType

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import (
    Condition,
    Direction,
    EndRange,
    Exercise,
    Family,
    Kind,
    Laterality,
    NerveTension,
    Place,
    Position,
    Side,
    Supervision,
)
from sciaticli.core.course.direction import Label, preference_on
from sciaticli.core.course.flare import flare_question
from sciaticli.core.plan import Phase, Plan, PlanItem, PlanMode
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.record.day_logs import day_logs, with_now
from sciaticli.core.record.entries import Moved, Numb, Session
from sciaticli.core.record.history import History
from sciaticli.core.screening.clearance import Cleared
from sciaticli.core.session.timeline import timeline

DIAGNOSES = {
    Condition.STENOSIS,
    Condition.SPONDYLOLISTHESIS,
    Condition.DISC_HERNIATION,
    Condition.DEGENERATIVE_DISC,
    Condition.DEGENERATIVE_JOINT,
    Condition.COMPRESSION_FRACTURE,
    Condition.PIRIFORMIS,
    Condition.MUSCLE_SPASM,
}
STRENGTH = {
    Family.CORE_STRENGTHENING,
    Family.DYNAMIC_STABILISING,
    Family.LUMBAR_EXTENSOR,
    Family.FUNCTIONAL_RESTORATION,
}
SURGERY_FIVE = {
    "ankle_pumps",
    "diaphragmatic_breathing",
    "side_lying_rest",
    "alexander_chair_pause",
    "walk_short_bouts",
}
BONE_EXEMPT = {
    "side_lying_rest",
    "pelvic_tilt_wall",
    "pelvic_tilt_supine",
    "stationary_cycle",
    "walk_flex_intervals",
}
GATES = {Phase.CALM: 1, Phase.SETTLE: 2, Phase.REBUILD: 4, Phase.MAINTAIN: 5}
FIRST_DRILL = {
    Label.EXTENSION: "prone_press_up",
    Label.FLEXION: "double_knee_to_chest",
    Label.LATERAL: "side_glide_wall",
}
DRILLS = {
    Label.EXTENSION: {"prone_press_up", "prone_on_elbows", "prone_lying"},
    Label.FLEXION: {"double_knee_to_chest", "seated_flexion", "single_knee_to_chest"},
    Label.LATERAL: {"side_glide_wall"},
}


class Case(Struct, frozen=True):
    """A plan and all that it was made from."""

    plan: Plan
    cleared: Cleared
    catalogue: Catalogue
    profile: Profile
    history: History
    request: Request

    @property
    def day(self) -> date:
        return self.request.day


def broken(case: Case) -> list[str]:
    """Return every promise that a plan breaks, with the exercise."""
    label = label_of(case)
    words = words_of(case, label)
    found = [*_of_the_whole(case)]
    for item in case.plan.items:
        for number, check in CHECKS.items():
            if check(Look(item, case, words, label)):
                found.append(f"{number}: {item.exercise.id}")
    return found


def words_of(case: Case, label: Label | None) -> set[Condition]:
    """Return the conditions in force, derived here again from what was said and recorded."""
    told = set(case.profile.conditions or ())
    implied = set(case.cleared.conditions)
    if case.profile.conditions is not None and Condition.RECENT_SURGERY not in told:
        implied.discard(Condition.RECENT_SURGERY)
    words = told | implied | _recorded(case)
    words = _pregnancy(case, words)
    on = case.profile.cleared_on
    if Condition.RECENT_SURGERY in case.profile.cleared and on and case.day >= on + timedelta(days=42):
        words.discard(Condition.RECENT_SURGERY)
    if not told & DIAGNOSES and label not in (Label.FLEXION, Label.EITHER):
        words.add(Condition.DISC_HERNIATION)
    return words


def _recorded(case: Case) -> set[Condition]:
    found: set[Condition] = set()
    for pain in case.history.pains:
        if not case.day - timedelta(days=7) < pain.day <= case.day:
            continue
        if pain.weak is True:
            found |= {Condition.NUMBNESS_OR_WEAKNESS, Condition.BALANCE_PROBLEM}
        if isinstance(pain.numb, Numb) and pain.numb.present:
            found.add(Condition.NUMBNESS_OR_WEAKNESS)
    return found


def _pregnancy(case: Case, words: set[Condition]) -> set[Condition]:
    week, on = case.profile.pregnancy_week, case.profile.pregnancy_week_on
    if week is None:
        return words
    early = on is not None and week + max(0, (case.day - on).days) // 7 < 16
    pregnancy = {Condition.PREGNANCY_2ND_3RD_TRIMESTER}
    return words - pregnancy if early else words | pregnancy


def _cleared_words(case: Case) -> set[Condition]:
    on = case.profile.cleared_on
    holds = on is not None and on <= case.day < on + timedelta(days=183)
    return set(case.profile.cleared) if holds else set()


def label_of(case: Case) -> Label | None:
    """Return the direction that is known to ease the leg on the day of a plan."""
    logs = day_logs(case.history, case.day - timedelta(days=90), case.day)
    asked = case.request.flare
    flared = asked in (YesNoUnsure.YES, YesNoUnsure.UNSURE) or (
        asked is None and flare_question(case.day, logs, case.request.pain) is not None
    )
    logs[case.day] = with_now(logs.get(case.day), case.request.pain, flare=flared)
    return preference_on(case.day, case.profile, case.history, logs).label


def _gate(case: Case) -> int | None:
    pain = case.request.pain
    if pain is None or not isinstance(pain.leg, int):
        return None
    return max(pain.leg, (pain.back if isinstance(pain.back, int) else 0) - 2)


def _of_the_whole(case: Case) -> Iterator[str]:
    plan = case.plan
    if plan.total_seconds > case.request.minutes * 60:
        yield "time: more than the minutes"
    if timeline(plan.timed, case.request.get_ready_s).total_ms != plan.total_seconds * 1000:
        yield "time: not what the clock shows"
    if not plan.timed:
        yield "nothing timed"
    for a, b in combinations((item.exercise for item in _unique(plan)), 2):
        if {*a.end_range, *b.end_range} == set(EndRange):
            yield f"10: {a.id} and {b.id}"
    sliders = sum(
        item.dose.total_reps for item in plan.items if item.exercise.nerve_tension is NerveTension.SLIDER
    )
    if sliders and sliders + _slid_today(case) > 30:
        yield "15: too many slides"
    if _new_ones(case) > _new_allowed(case):
        yield f"new: more than {_new_allowed(case)}"
    places = [(item.exercise.id, item.side) for item in plan.items]
    if len(set(places)) != len(places):
        yield "twice: one item for one exercise and side"


def _new_allowed(case: Case) -> int:
    """Programme, the day, 4: two under 12 minutes, three to 20, four beyond."""
    today = any(session.day == case.day for session in case.history.sessions)
    short = case.plan.phase is Phase.CALM or today
    minutes = min(10, case.request.minutes) if short else case.request.minutes
    return 2 if minutes < 12 else 3 if minutes <= 20 else 4


def _new_ones(case: Case) -> int:
    """Count what was never done; on day one and after calm, with leg up to 3, levels 1 and 2 are known."""
    days = [session.day for session in case.history.sessions if session.day <= case.day]
    known = {
        done.exercise
        for session in case.history.sessions
        if session.day <= case.day
        for done in session.exercises
    }
    if case.request.routine is not None or (days and (case.day - days[-1]).days >= 90):
        return 0
    trained = any(
        session.phase not in (None, "calm") and session.day < case.day for session in case.history.sessions
    )
    gate = _gate(case)
    easy = not trained and gate is not None and gate <= 3
    familiar = 2 if easy else 0 if known else 1
    return sum(
        item.exercise.id not in known and item.exercise.level > familiar for item in _unique(case.plan)
    )


def _unique(plan: Plan) -> list[PlanItem]:
    return list({item.exercise.id: item for item in plan.items}.values())


def _slid_today(case: Case) -> int:
    return sum(
        done.planned.total_reps
        for session in case.history.sessions
        if session.day == case.day
        for done in session.exercises
        if (row := case.catalogue.by_id.get(done.exercise)) and row.nerve_tension is NerveTension.SLIDER
    )


class Look(Struct, frozen=True):
    """One item of a plan, with the conditions in force."""

    item: PlanItem
    case: Case
    words: set[Condition]
    label: Label | None


def _not_for_them(look: Look) -> bool:
    """Planning.md 1: put aside, position, equipment; and a user's row that names nobody to avoid it."""
    row, profile = look.item.exercise, look.case.profile
    at_hand = {"mat", "chair", "wall"} if profile.equipment is None else set(profile.equipment)
    gated = bool(row.equipment) and not any(set(needed) <= at_hand for needed in row.equipment)
    no_pool = row.place is Place.POOL and "pool" not in at_hand
    named = look.case.request.routine is not None or row.id in profile.supervised
    own = row.id in look.case.catalogue.own and not row.avoid and not named
    return row.id in profile.set_aside or row.position in profile.positions_out or gated or no_pool or own


def _avoided(look: Look) -> bool:
    row = look.item.exercise
    notes = [note for word, note in row.caution.items() if word in look.words]
    return bool(set(row.avoid) & look.words) or not set(notes) <= set(look.item.cautions)


def _above_ceiling(look: Look) -> bool:
    gate = _gate(look.case)
    return look.item.exercise.leg_pain_ceiling < (6 if gate is None else gate)


def _above_level(look: Look) -> bool:
    exempt = FIRST_DRILL.get(look.label or Label.NEUTRAL) == look.item.exercise.id
    return look.item.exercise.level > GATES[look.case.plan.phase] and not exempt


def _not_taught(look: Look) -> bool:
    row, taught = look.item.exercise, set(look.case.profile.supervised)
    return row.supervised_first is Supervision.YES and not {row.id, row.family} & taught


def _too_early(look: Look) -> bool:
    row, phase = look.item.exercise, look.case.plan.phase
    early = phase in (Phase.CALM, Phase.SETTLE)
    pulls = row.nerve_tension is NerveTension.TENSIONER or row.id == "hamstring_standing"
    if phase is not Phase.CALM:
        return early and pulls
    strengthens = bool(STRENGTH & set(row.families)) and row.id not in (
        "neutral_spine_finder",
        "abdominal_bracing",
    )
    asked_for = row.id in DRILLS.get(look.label or Label.NEUTRAL, set())
    return pulls or strengthens or (row.kind is Kind.STRETCH_HOLD and not asked_for)


def _strains(look: Look) -> bool:
    if Condition.HYPERTENSION not in look.words:
        return False
    row = look.item.exercise
    too_long = row.kind is not Kind.CONTINUOUS and look.item.dose.hold_s > 10
    if Condition.HYPERTENSION in _cleared_words(look.case):
        return too_long
    planks = {"plank_knees", "plank", "side_bridge_knees", "side_bridge_full"}
    return too_long or row.id in planks or Family.WATER in row.families


def _too_soon_after_surgery(look: Look) -> bool:
    if Condition.RECENT_SURGERY not in look.words or look.item.exercise.id in SURGERY_FIVE:
        return False
    cleared = Condition.RECENT_SURGERY in _cleared_words(look.case)
    return not cleared or Condition.RECENT_SURGERY not in look.item.exercise.caution


def _flat_in_pregnancy(look: Look) -> bool:
    flat = look.item.exercise.position in (Position.SUPINE, Position.PRONE)
    return flat and Condition.PREGNANCY_2ND_3RD_TRIMESTER in look.words


def _bends_weak_bones(look: Look) -> bool:
    row = look.item.exercise
    if Condition.COMPRESSION_FRACTURE not in look.words or Condition.COMPRESSION_FRACTURE in _cleared_words(
        look.case
    ):
        return False
    bends = row.direction in (Direction.FLEXION, Direction.ROTATION) or row.position is Position.PRONE
    return bends and row.id not in BONE_EXEMPT


def _against_label(look: Look) -> bool:
    hidden = {
        Label.EXTENSION: {EndRange.FLEXION},
        Label.FLEXION: {EndRange.EXTENSION},
        Label.LATERAL: set(EndRange),
        Label.NEUTRAL: set(EndRange),
        Label.NONE_IRRITABLE: set(EndRange),
    }
    label = look.label
    return label is not None and bool(hidden.get(label, set()) & set(look.item.exercise.end_range))


def _blocked(look: Look) -> bool:
    days = sorted(
        {
            session.day
            for session in look.case.history.sessions
            if timedelta(0) <= look.case.day - session.day < timedelta(days=90)
            and _sent_down(session, look.item.exercise)
        }
    )
    if not days:
        return False
    rests = look.case.day < days[-1] + timedelta(days=7)
    return rests or (len(days) > 1 and look.case.plan.phase in (Phase.CALM, Phase.SETTLE))


def _sent_down(session: Session, exercise: Exercise) -> bool:
    before = session.pain.before
    began = None if isinstance(before, UnsetType) or isinstance(before.distal, UnsetType) else before.distal
    return any(
        done.exercise == exercise.id
        and done.moved is Moved.LOWER
        and (
            began is None
            or done.distal is None
            or isinstance(done.distal, UnsetType)
            or done.distal.level > began.level
        )
        for done in session.exercises
    )


def _end_range_closed(look: Look) -> bool:
    label = look.label
    eased = {Condition.STENOSIS, Condition.DEGENERATIVE_JOINT, Condition.SPONDYLOLISTHESIS} & look.words
    for end in look.item.exercise.end_range:
        by_label = label is Label.EITHER or label == end.value
        bends = end is EndRange.FLEXION and bool(eased) and Condition.DISC_HERNIATION not in look.words
        if not (by_label or bends or look.case.plan.phase is Phase.MAINTAIN):
            return True
    return False


def _too_early_in_the_day(look: Look) -> bool:
    if Condition.DISC_HERNIATION not in look.words or look.case.request.evening:
        return False
    up = -1 if look.case.request.up_min is None else look.case.request.up_min
    bends = EndRange.FLEXION in look.item.exercise.end_range and up < 60
    slides = look.item.exercise.nerve_tension is NerveTension.SLIDER and up < 120
    return bends or slides


def _not_light(look: Look) -> bool:
    return look.case.cleared.mode is PlanMode.LIGHT and not look.item.exercise.light


def _on_the_floor(look: Look) -> bool:
    if Condition.FLOOR_TRANSFER_PROBLEM not in look.words:
        return False
    floor = {Position.PRONE, Position.QUADRUPED, Position.KNEELING, Position.HALF_KNEELING}
    lies = look.item.exercise.position in (Position.SUPINE, Position.SIDE_LYING)
    return look.item.exercise.position in floor or (
        lies and not any("firm bed" in note for note in look.item.cautions)
    )


def _side_unclear(look: Look) -> bool:
    row, side = look.item.exercise, look.case.profile.side
    sided = row.laterality in (Laterality.PER_SIDE, Laterality.AFFECTED_SIDE)
    if row.laterality is Laterality.AFFECTED_SIDE and side is None:
        return True
    if not sided:
        return look.item.side is not Side.BOTH
    sides = {other.side for other in look.case.plan.items if other.exercise.id == row.id}
    if side is Side.BOTH and look.case.request.routine is None:
        full = max(dose.total_reps for dose in row.doses)
        halved = row.kind is Kind.CONTINUOUS or look.item.dose.total_reps <= max(full // 2, len_sets(row))
        return sides != {Side.LEFT, Side.RIGHT} or not halved
    return look.item.side is Side.BOTH


def len_sets(row: Exercise) -> int:
    """Return the most sets of an exercise: half of one repetition is still one."""
    return max(dose.sets for dose in row.doses)


CHECKS = {
    0: _not_for_them,
    1: _avoided,
    2: _above_ceiling,
    3: _above_level,
    4: _not_taught,
    5: _too_early,
    6: _strains,
    7: _too_soon_after_surgery,
    8: _flat_in_pregnancy,
    9: _bends_weak_bones,
    11: _against_label,
    12: _blocked,
    13: _end_range_closed,
    14: _too_early_in_the_day,
    16: _not_light,
    17: _on_the_floor,
    18: _side_unclear,
}
"""By the number of the promise; 10 and 15 are about the whole plan, 0 is what the person ruled out."""
