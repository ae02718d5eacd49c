"""The day's plan: who may come in, at which dose, and which of them in which order.

A pure function: the same inputs give the same plan, and the day is one of the inputs.
"""

from typing import NamedTuple

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Equipment, Exercise, Position, Region
from sciaticli.core.course.dose_ladder import next_dose
from sciaticli.core.course.exercise_record import WEEK, ExerciseRecord
from sciaticli.core.errors import ExitCode, SciaticliError, UsageError
from sciaticli.core.plan import LeftOut, Phase, Plan, PlanItem, Section
from sciaticli.core.planning.candidates import Candidate, candidate, value_of
from sciaticli.core.planning.day_picture import DayPicture, outlook
from sciaticli.core.planning.knapsack import Limits, Option, choose
from sciaticli.core.planning.plan_notes import notes_for
from sciaticli.core.planning.reasons import DONE_TODAY, NO_TIME, because, not_chosen
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.routine_plan import prescribed_items
from sciaticli.core.planning.session_template import (
    MAIN,
    Group,
    group_limits,
    group_of,
    main_limit,
    place_in_order,
    section_of,
)
from sciaticli.core.profile import Profile
from sciaticli.core.record.history import History
from sciaticli.core.rules.eligibility import refusal
from sciaticli.core.rules.person_today import (
    LASTING,
    PersonToday,
    Refusal,
    Rule,
    asks_care,
    cautions_for,
    is_drill,
)
from sciaticli.core.screening.clearance import Cleared
from sciaticli.core.session.timeline import item_seconds

NEW_A_SESSION = 2
SHORT_MINUTES = 10
REPEAT_COST = 45
LADDER_FROM = 3
POOL_DAYS_A_WEEK = 2
POOL_CARDS = 2
WAITS_FOR_TEST = "It is for people whose leg eases with it. The direction test can tell."


class PastClearance(SciaticliError):  # noqa: N818 - it names what is refused
    """The day lies beyond the end of the clearance."""

    code = ExitCode.REFUSED


class _Field(NamedTuple):
    """The exercises that may come in, and the reasons of the others."""

    able: list[Candidate]
    out: dict[str, str]


def plan_day(
    cleared: Cleared, catalogue: Catalogue, profile: Profile, history: History, request: Request
) -> Plan:
    """Return the plan of one day; raises PastClearance beyond `cleared.until`, UsageError if nothing is left.

    `total_seconds` is the player's clock and never passes the minutes; at least one item is timed.
    """
    if request.day > cleared.until.date():
        raise PastClearance(
            f"The check holds until {cleared.until:%Y-%m-%d}.",
            "A day after it needs a new check: sciaticli check",
        )
    view = outlook(cleared, catalogue, profile, history, request)
    minutes = _minutes(request, view)
    if request.routine is not None:
        items, out = prescribed_items(request.routine, catalogue, view, minutes * 60, request.get_ready_s)
    else:
        items, out = _chosen_items(catalogue, view, minutes, request.get_ready_s)
    if not any(not item.card for item in items):
        items = (*items, _comfort(catalogue, view, minutes, request.get_ready_s))
    there = {item.exercise.id for item in items}
    return Plan(
        day=request.day,
        mode=view.setting.mode,
        phase=view.setting.phase,
        minutes=request.minutes,
        items=items,
        left_out=tuple(LeftOut(name, why) for name, why in out.items() if name not in there),
        notes=notes_for(view, request),
        routine=request.routine.id if request.routine else None,
    )


def _minutes(request: Request, view: DayPicture) -> int:
    """Return the minutes to fill: short ones in the calm phase and for a second session of the day."""
    short = view.setting.phase is Phase.CALM or bool(view.done_today)
    if request.routine is not None or not short:
        return request.minutes
    return min(request.minutes, SHORT_MINUTES)


def _chosen_items(
    catalogue: Catalogue, view: DayPicture, minutes: int, get_ready_s: int
) -> tuple[tuple[PlanItem, ...], dict[str, str]]:
    rising = _rising(catalogue, view, minutes, get_ready_s)
    field = _field(catalogue, view, minutes, get_ready_s, rising)
    cards = _cards(field.able, view)
    new_left = NEW_A_SESSION - sum(card.is_new for card in cards)
    timed = _best(field.able, view, minutes, new_left)
    if view.setting.worse:
        timed = _no_heavier(timed, view)
    chosen = [*timed, *cards]
    names = {found.exercise.id for found in chosen}
    left_new = new_left - sum(found.is_new for found in timed)
    for found in field.able:
        if found.exercise.id not in names:
            field.out[found.exercise.id] = not_chosen(found, chosen, left_new)
    timed.sort(key=lambda found: place_in_order(found.exercise, found.group))
    items = [item for found in [*timed, *cards] for item in _items(found, view, get_ready_s)]
    return tuple(items), field.out


def _field(
    catalogue: Catalogue, view: DayPicture, minutes: int, get_ready_s: int, rising: str | None
) -> _Field:
    """Every exercise as a candidate, or with the reason that keeps it out."""
    refused = _refused(catalogue, view.setting)
    field = _Field([], {name: found.because for name, found in refused.items()})
    for exercise in catalogue.exercises:
        if exercise.id in refused:
            continue
        found = candidate(exercise, view, minutes, get_ready_s, may_rise=exercise.id == rising)
        if found is None or (not found.card and found.seconds > minutes * 60):
            field.out[exercise.id] = NO_TIME
        elif exercise.id in view.done_today and found.group in MAIN:
            field.out[exercise.id] = DONE_TODAY
        else:
            field.able.append(found)
    return field


def _refused(catalogue: Catalogue, setting: PersonToday) -> dict[str, Refusal]:
    """Apply the rules that look at one exercise, then those that look at its neighbours."""
    found = {row.id: why for row in catalogue.exercises if (why := refusal(row, setting))}
    lasting = {name for name, why in found.items() if why.rule in LASTING}
    for exercise in catalogue.exercises:
        if exercise.id in found:
            continue
        base = exercise.variant_of
        if base in catalogue.by_id and base not in lasting:
            found[exercise.id] = Refusal(Rule.VARIANT, f"{catalogue.by_id[base].name} is the same for you.")
        elif _waits_for_a_test(exercise, setting):
            found[exercise.id] = Refusal(Rule.UNTESTED, WAITS_FOR_TEST)
        elif reason := _ladder_reason(exercise, catalogue, lasting, setting):
            found[exercise.id] = Refusal(Rule.LADDER, reason)
    return found


def _waits_for_a_test(exercise: Exercise, setting: PersonToday) -> bool:
    """Return whether a drill has neither a label that names it nor a diagnosis that it suits without care."""
    if group_of(exercise, setting.preference) is not Group.DRILL or is_drill(exercise, setting.preference):
        return False
    suits = exercise.suits_all or set(exercise.suits) & set(setting.profile.conditions or ())
    return not suits or asks_care(exercise, setting.conditions)


def _ladder_reason(
    exercise: Exercise, catalogue: Catalogue, lasting: set[str], setting: PersonToday
) -> str | None:
    """From level 3 on the way leads over an easier neighbour, where there is one that may be done."""
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
    if not easier or any(name in setting.records and setting.records[name].mastered() for name in easier):
        return None
    return f"First get steady at this one: {catalogue.by_id[easier[0]].name}."


def _rising(catalogue: Catalogue, view: DayPicture, minutes: int, get_ready_s: int) -> str | None:
    """Return the one exercise that may be promoted today: what opens a harder one goes first."""
    if view.promotions_left <= 0 or view.setting.worse:
        return None
    ready = [
        (_rank(catalogue.by_id[name], catalogue, view), name)
        for name, record in view.setting.records.items()
        if name in catalogue.by_id and _may_rise(catalogue.by_id[name], record, view, minutes, get_ready_s)
    ]
    return max(ready)[1] if ready else None


def _may_rise(
    exercise: Exercise, record: ExerciseRecord, view: DayPicture, minutes: int, get_ready_s: int
) -> bool:
    """Return whether a promotion is earned; a walk grows once a week at most."""
    setting = view.setting
    if exercise.region is Region.AEROBIC and any(setting.day - day < WEEK for day in record.promotions):
        return False
    if not next_dose(exercise, view.ladders[exercise.id], record, view.situation, setting.day).promoted:
        return False
    grown = candidate(exercise, view, minutes, get_ready_s, may_rise=True)
    fits = grown is not None and grown.dose == grown.change.dose
    return fits and refusal(exercise, setting) is None


def _rank(exercise: Exercise, catalogue: Catalogue, view: DayPicture) -> tuple[bool, bool, float]:
    """Return how urgent it is to grow: what opens a harder one, then drills, then what is nearly full."""
    records = view.setting.records
    opens = any(
        catalogue.by_id[name].level >= LADDER_FROM and name not in records
        for name in exercise.harder
        if name in catalogue.by_id
    )
    share = records[exercise.id].step / len(view.ladders[exercise.id])
    return opens, is_drill(exercise, view.setting.preference), share


def _best(able: list[Candidate], view: DayPicture, minutes: int, new: int) -> list[Candidate]:
    by_id = {found.exercise.id: found for found in able if not found.card}
    options = [
        Option(
            id=name,
            group=found.group,
            seconds=found.seconds,
            value=value_of(found, view),
            is_new=found.is_new,
            is_main=found.group in MAIN,
            end_range=found.exercise.end_range,
        )
        for name, found in by_id.items()
    ]
    limits = Limits(
        seconds=minutes * 60,
        new=max(0, new),
        main=main_limit(minutes),
        groups=group_limits(minutes, view.setting.phase),
        repeat_cost=REPEAT_COST,
    )
    return [by_id[option.id] for option in choose(options, limits)]


def _cards(able: list[Candidate], view: DayPicture) -> list[Candidate]:
    """One walk or ride, and on two days a week what the pool offers."""
    cards = sorted(
        (found for found in able if found.card and _may_be_card(found, view)),
        key=lambda found: (-value_of(found, view), found.exercise.id),
    )
    dry = [found for found in cards if not _in_pool(found.exercise)][:1]
    wet = [found for found in cards if _in_pool(found.exercise)][:POOL_CARDS]
    chosen = dry + (wet if _pool_is_due(able, view) else [])
    return _few_new(chosen)


def _may_be_card(found: Candidate, view: DayPicture) -> bool:
    """Return whether it was not done today, and is no nerve work: its slides are counted on the clock."""
    return found.exercise.id not in view.done_today and found.group is not Group.NERVE


def _few_new(chosen: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for found in chosen:
        if not found.is_new or sum(other.is_new for other in kept) < NEW_A_SESSION:
            kept.append(found)
    return kept


def _in_pool(exercise: Exercise) -> bool:
    needs_pool = any(Equipment.POOL in needed for needed in exercise.equipment)
    return needs_pool or exercise.position is Position.WATER


def _pool_is_due(able: list[Candidate], view: DayPicture) -> bool:
    days = {
        day
        for found in able
        if _in_pool(found.exercise) and (record := view.setting.records.get(found.exercise.id))
        for day in record.days
        if (view.setting.day - day).days < 7  # noqa: PLR2004 - a week
    }
    return len(days) < POOL_DAYS_A_WEEK and view.setting.day not in days


def _no_heavier(timed: list[Candidate], view: DayPicture) -> list[Candidate]:
    """After a bad morning the whole is never more work than the session before it."""
    kept = list(timed)
    while kept and _work(kept) > view.last_work:
        loads = [found for found in kept if found.exercise.region is not Region.REST]
        if not loads:
            break
        kept.remove(max(loads, key=lambda found: (work_of(found), found.exercise.id)))
    return kept


def _work(found: list[Candidate]) -> int:
    return sum(work_of(each) for each in found if each.exercise.region is not Region.REST)


def work_of(found: Candidate) -> int:
    """Return the seconds of moving and holding of a candidate, all sides."""
    return work_seconds(found.exercise, found.dose) * len(found.sides)


def _items(found: Candidate, view: DayPicture, get_ready_s: int) -> list[PlanItem]:
    return [
        PlanItem(
            exercise=found.exercise,
            section=Section.CARD if found.card else section_of(found.group),
            side=side,
            dose=found.dose,
            seconds=item_seconds(found.exercise, found.dose, side, 0 if found.card else get_ready_s),
            because=because(found, view),
            cautions=cautions_for(found.exercise, view.setting.conditions),
        )
        for side in found.sides
    ]


def _comfort(catalogue: Catalogue, view: DayPicture, minutes: int, get_ready_s: int) -> PlanItem:
    """Return the shortest comfort row that may be done, for a day on which nothing else fits."""
    refused = _refused(catalogue, view.setting)
    rows = [row for row in catalogue.exercises if row.id not in refused]
    found = [
        one
        for row in rows
        if (one := candidate(row, view, minutes, get_ready_s, may_rise=False)) and not one.card
    ]
    fits = [one for one in found if one.seconds <= minutes * 60]
    rest = [one for one in fits if one.group is Group.REST] or fits
    if not rest:
        raise UsageError(
            "No exercise is left that fits you today.",
            "Look at what you set aside, and which positions you ruled out: sciaticli setup --show",
        )
    least = min(rest, key=lambda one: (one.seconds, one.exercise.id))
    return _items(least, view, get_ready_s)[0]
