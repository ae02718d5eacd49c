"""Who is kept out today: the rules that look at one exercise, then those that look at its neighbours."""

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Exercise, NerveTension, Region
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.rules.eligibility import refusal
from sciaticli.core.rules.person_today import LASTING, PersonToday, Refusal, Rule, asks_care, is_drill

LADDER_FROM = 3
WAITS_FOR_TEST = "It is for people whose leg eases with it. The direction test can tell."


def refused_today(catalogue: Catalogue, setting: PersonToday) -> dict[str, Refusal]:
    """Return every exercise that is out today, with its rule and reason."""
    found = {row.id: why for row in catalogue.exercises if (why := refusal(row, setting))}
    lasting = {name for name, why in found.items() if why.rule in LASTING}
    strands = catalogue.programme.strand
    staged = {
        row
        for strand in strands
        if strand.stages or strand.kind is StrandKind.WALK
        for row in strand.all_rows
    }
    for exercise in catalogue.exercises:
        if exercise.id in found:
            continue
        base = exercise.variant_of
        if base in catalogue.by_id and base not in lasting:
            found[exercise.id] = Refusal(Rule.VARIANT, f"{catalogue.by_id[base].name} is the same for you.")
        elif _waits_for_a_test(exercise, setting):
            found[exercise.id] = Refusal(Rule.UNTESTED, WAITS_FOR_TEST)
        elif exercise.id not in staged and (reason := _ladder_reason(exercise, catalogue, lasting, setting)):
            found[exercise.id] = Refusal(Rule.LADDER, reason)
    return found


def _waits_for_a_test(exercise: Exercise, setting: PersonToday) -> bool:
    """Return whether a drill has neither a label that names it nor a diagnosis that it suits without care."""
    is_move = exercise.region is Region.NERVE_DIRECTION and exercise.nerve_tension is NerveTension.NONE
    if not is_move or is_drill(exercise, setting.preference):
        return False
    suits = exercise.suits_all or {*exercise.suits} & {*(setting.profile.conditions or ())}
    return not suits or asks_care(exercise, setting.conditions)


def _ladder_reason(
    exercise: Exercise, catalogue: Catalogue, lasting: set[str], setting: PersonToday
) -> str | None:
    """Outside the paths, from level 3 on, the way leads over an easier neighbour that may be done."""
    if (
        exercise.level < LADDER_FROM
        or exercise.id in setting.records
        or is_drill(exercise, setting.preference)
    ):
        return None
    easier = [
        name
        for name in exercise.easier
        if name in catalogue.by_id and name not in lasting and catalogue.by_id[name].level < exercise.level
    ]
    if not easier or any(_is_steady(name, catalogue, setting) for name in easier):
        return None
    return f"First get steady at this one: {catalogue.by_id[easier[0]].name}."


def _is_steady(name: str, catalogue: Catalogue, setting: PersonToday) -> bool:
    """Return whether an exercise is mastered, or left behind on its path: a later stage is on record."""
    if name in setting.records and setting.records[name].mastered():
        return True
    strand = catalogue.programme.strand_of(name)
    stage = None if strand is None else strand.stage_of(name)
    if strand is None or stage is None:
        return False
    return any(row in setting.records for later in strand.stages[stage + 1 :] for row in later.rows)
