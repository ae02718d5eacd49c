"""Why an exercise is in the plan, and why another one is not: one sentence that a person would say."""

from sciaticli.core.catalogue.exercise import Dose, Kind, Region
from sciaticli.core.course.dose_ladder import Change
from sciaticli.core.course.exercise_record import WEEK
from sciaticli.core.plan import Phase
from sciaticli.core.planning.candidates import Candidate
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.session_template import Group
from sciaticli.core.rules.person_today import is_drill

FROM_CHANGE = {
    Change.BACK_UP: "You are on the way back, so it goes up one step.",
    Change.EASED: "It was too much a short while ago, so it stays smaller for two sessions.",
    Change.GAP: "It has been a while, so it starts again gently.",
    Change.RETEST: "It once moved the pain down, so it starts again very small.",
}

FROM_GROUP = {
    Group.WARM_UP: "It warms up your back and hips.",
    Group.DRILL: "A calm position that many find easy.",
    Group.NERVE: "It lets the nerve glide, with no strong pull.",
    Group.FRONT: "It trains the front of your trunk.",
    Group.SIDE: "It trains the side of your trunk.",
    Group.BACK: "It trains the muscles of your back.",
    Group.HIP: "It makes your hips and legs stronger.",
    Group.POSTURE: "It helps you sit and stand with ease.",
    Group.AEROBIC: "Moving at an easy pace is good for your back.",
    Group.STRETCH: "A gentle stretch to end with.",
    Group.REST: "It lets your back settle at the end.",
}

WEEK_LACKS = {
    Region.MOBILITY: "This week has had no easy moving yet.",
    Region.NERVE_DIRECTION: "This week has had no work for the nerve yet.",
    Region.TRUNK_FRONT: "This week has had nothing for the front of your trunk yet.",
    Region.TRUNK_SIDE: "This week has had nothing for the side of your trunk yet.",
    Region.TRUNK_BACK: "This week has had nothing for your back yet.",
    Region.HIP_LEG: "This week has had nothing for hips and legs yet.",
    Region.AEROBIC: "This week has had no walk or ride yet.",
    Region.POSTURE: "This week has had nothing for posture yet.",
}

OUTRANKED = "Other things help you more today."
ENOUGH_NEW = "New for you. Two new ones a day are enough."
NO_TIME = "It does not fit into the time you have."
DONE_TODAY = "You have done it today."


def because(found: Candidate, view: DayPicture) -> str:
    """Return why a candidate is in today's plan."""
    if found.change.change is Change.UP:
        return f"It has gone well, so it goes up a little: {_step_words(found, view)}."
    if found.change.change in FROM_CHANGE:
        return FROM_CHANGE[found.change.change]
    if is_drill(found.exercise, view.setting.preference) and found.group is Group.DRILL:
        return "This is the direction that eases your leg."
    return _first_time(found, view) or _for_its_kind(found, view)


def _first_time(found: Candidate, view: DayPicture) -> str | None:
    """Return the sentence for what is new, None when it is known or when everything is new."""
    records = view.setting.records
    if found.exercise.id in records or not records:
        return None
    return f"New for you, so it starts small. {FROM_GROUP[found.group]}"


def _for_its_kind(found: Candidate, view: DayPicture) -> str:
    """Return what a known exercise is for today."""
    if found.change.change is Change.FLARE:
        return "It keeps you moving gently while the flare eases."
    if view.setting.phase is Phase.CALM and found.group is Group.REST:
        return "A position of ease is the best thing for a sore leg."
    region = found.exercise.region
    last = view.region_days.get(region)
    lacks = bool(view.setting.records) and (last is None or view.setting.day - last >= WEEK)
    return WEEK_LACKS[region] if lacks and region in WEEK_LACKS else FROM_GROUP[found.group]


def not_chosen(found: Candidate, chosen: list[Candidate], new_left: int) -> str:
    """Return why a candidate that every rule allows is not in today's plan."""
    if found.is_new and new_left <= 0:
        return ENOUGH_NEW
    same = [other for other in chosen if other.group is found.group]
    if same:
        return f"{same[0].exercise.name} does the same job today."
    return OUTRANKED


def _step_words(found: Candidate, view: DayPicture) -> str:
    """Return what grew, as in "6 in place of 5"."""
    record = view.setting.records[found.exercise.id]
    doses = view.ladders[found.exercise.id]
    return step_words(doses[min(record.step, len(doses) - 1)], found.dose, found.exercise.kind)


def step_words(before: Dose, after: Dose, kind: Kind) -> str:
    """Return the difference of two doses in words."""
    if after.sets != before.sets:
        return f"{after.sets} rounds in place of {before.sets}"
    if after.total_reps != before.total_reps:
        return f"{after.total_reps} times in place of {before.total_reps}"
    if after.hold_s != before.hold_s and kind is Kind.CONTINUOUS:
        return f"{_minutes(after.hold_s)} in place of {_minutes(before.hold_s)}"
    if after.hold_s != before.hold_s:
        return f"{after.hold_s} seconds in place of {before.hold_s}"
    return "with shorter rests"


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d} minutes"
