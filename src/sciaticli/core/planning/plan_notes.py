"""What the plan says as a whole, in plain sentences."""

from datetime import timedelta

from sciaticli.core.course.direction import Sureness
from sciaticli.core.course.dose_ladder import Gap
from sciaticli.core.course.limits import FLARE_REST
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import YesNoUnsure

SLOW_FLARE = 7

UNKNOWN_PAIN = "It is not known how your leg is now, so this is the plan of a calm day."
LIGHT = "Your last check leaves room for the mildest exercises only."
WORSE = "The last morning after was sore, so today is lighter."
EASY_WEEK = "Every fifth week is an easy one. This is it."
SECOND = "You have trained today, so this is a short one."
CALM = "Your leg is sore, so this is short and mild. You can do it again later in the day."
NO_SIDE = "Say which side is sore, and the plan can do more: sciaticli setup"
NO_DIAGNOSIS = "Until a clinician has told you what it is, strong bends wait."
RETEST = "Your direction test has run out. You can take it again: sciaticli assess direction"
SLOW = "A week of flare is a good reason to ask your doctor or physio."
GAP = "Welcome back. Today's plan is short of your old dose."


def notes_for(view: DayPicture, request: Request) -> tuple[str, ...]:
    """Return what should be said with the plan, the most telling first.

    What holds for weeks is said with the first session of a week, which begins on Monday.
    """
    setting = view.setting
    in_flare = setting.mode is PlanMode.FLARE
    first = _is_first_of_the_week(view)
    sore = setting.phase is Phase.CALM and setting.gate is not None and not in_flare
    said = (
        (setting.gate is None, UNKNOWN_PAIN),
        (setting.light, LIGHT),
        *((True, words) for words in _of_flare(view, request)),
        (setting.worse, WORSE),
        (view.situation.easy_week and first, EASY_WEEK),
        (setting.gap not in (Gap.NONE, Gap.SHORT), GAP),
        (bool(view.done_today), SECOND),
        (sore, CALM),
        (setting.profile.side is None and first, NO_SIDE),
        (setting.conditions.assumed and first, NO_DIAGNOSIS),
        (setting.preference.standing is Sureness.EXPIRED, RETEST),
    )
    return tuple(words for holds, words in said if holds)


def _is_first_of_the_week(view: DayPicture) -> bool:
    """Return whether no session was done in this week before today."""
    day = view.setting.day
    monday = day - timedelta(days=day.weekday())
    return not any(log.has_session for on, log in view.logs.items() if monday <= on < day)


def _of_flare(view: DayPicture, request: Request) -> list[str]:
    flare_day = view.setting.flare_day
    if view.flare_because is not None:
        return [f"{view.flare_because} Nobody could ask if it is a flare, so today is planned as one."]
    if request.flare is YesNoUnsure.UNSURE:
        return ["You were not sure if this is a flare, so today is planned as one."]
    if flare_day is None:
        return []
    if flare_day < FLARE_REST:
        return ["A flare: do less for a few days, but do not stop. It will be built up again."]
    return [SLOW] if flare_day >= SLOW_FLARE and view.setting.phase is Phase.CALM else []
