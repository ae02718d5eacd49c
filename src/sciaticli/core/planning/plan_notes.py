"""What the plan says as a whole, in plain sentences."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.direction import Label, Sureness
from sciaticli.core.course.dose_ladder import TimeAway
from sciaticli.core.course.flare import FLARE_REST
from sciaticli.core.plan import Phase, PlanItem, PlanMode
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.reasons import ENOUGH_NEW
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.rules.person_today import LASTING, PASSING, PersonToday, Rule

SLOW_FLARE = 7
SHORT_SHARE = 2 / 3
TRAINED = frozenset({StrandKind.STRENGTH, StrandKind.BALANCE, StrandKind.NERVE})
NO_THINGS = "A mat, a chair or a wall opens more: sciaticli setup"

UNKNOWN_PAIN = "It is not known how your leg is now, so this is the plan of a calm day."
LIGHT = "Your last check leaves room for the mildest exercises only."
WORSE = "The last morning after was sore, so today is lighter."
EASY_WEEK = "Every fifth week is an easy one. This is it."
SECOND = "You have trained today, so this is a short one."
CALM = "Your leg is sore, so this is short and mild. You can do it again later in the day."
USUAL_THINGS = "It counts on a mat, a chair and a wall. You have less, or more? sciaticli setup"
NO_SIDE = "Say which side is sore, and the plan can do more: sciaticli setup"
EXPLAINED = frozenset({Condition.RECENT_SURGERY, Condition.PREGNANCY_2ND_3RD_TRIMESTER})
NO_DIAGNOSIS = "Until a clinician has told you what it is, strong bends wait."
RETEST = "Your direction test has run out. You can take it again: sciaticli assess direction"
FEW_NEW = "This is short: new exercises come a few at a time. The walk is the rest of it."
LITTLE_FITS = "This is short: there is little that fits you for now. The walk is the rest of it."
ONE_TEST = "A drill waits for two tests in a week that agree. Test again: sciaticli assess direction"
UNCLEAR = "Your last tests point to no clear direction, so no drill. Test again: sciaticli assess direction"
TOWARDS = "{strand} comes first on training days: you want this back: {label}, now {score} of 10."
SLOW = "A week of flare is a good reason to ask your doctor or physio."
MORE = "{strand} comes first today, as you asked."
NO_MORE = "Nothing in {strand} is for you today. Why: sciaticli today --plan --why=all"
WITHOUT = "Left out today, as you asked: {strands}. Your place on the path is kept."
GAP = "Welcome back. Today's plan is short of your old dose."


def notes_for(view: DayPicture, items: Iterable[PlanItem], left_out: Collection[str]) -> tuple[str, ...]:
    """Return what should be said with the plan, the most telling first.

    What holds for weeks is said with the first session of a week, which begins on Monday.
    """
    setting = view.setting
    in_flare = setting.mode is PlanMode.FLARE
    first = not _has_trained(view, setting.day - timedelta(days=setting.day.weekday()))
    tested = setting.preference.since
    told = tested is None or _has_trained(view, tested + timedelta(days=1))
    sore = setting.phase is Phase.CALM and setting.gate is not None and not in_flare
    said = (
        (setting.gate is None, UNKNOWN_PAIN),
        (setting.light, LIGHT),
        *((True, words) for words in _of_flare(view)),
        *((True, words) for words in _of_steering(view)),
        (setting.worse, WORSE),
        (view.situation.easy_week and first, EASY_WEEK),
        (setting.gap not in (TimeAway.NONE, TimeAway.SHORT), GAP),
        (bool(view.record.done_today), SECOND),
        (sore, CALM),
        (_is_short(view, items), FEW_NEW if ENOUGH_NEW in left_out else LITTLE_FITS),
        (setting.profile.side is None and first, NO_SIDE),
        (setting.profile.equipment is None and first, USUAL_THINGS),
        (_is_unexplained(setting) and first, NO_DIAGNOSIS),
        (setting.preference.standing is Sureness.EXPIRED, RETEST),
        (setting.preference.standing is Sureness.PENDING and not told, ONE_TEST),
        (setting.preference.label is Label.NEUTRAL and not told, UNCLEAR),
        *((first, words) for words in _of_wishes(view)),
        *((first, words) for words in _of_empty_strands(view)),
    )
    return tuple(words for holds, words in said if holds)


def _is_short(view: DayPicture, items: Iterable[PlanItem]) -> bool:
    """Return whether a whole day leaves a third of the minutes, and no other note says why."""
    said = view.setting.worse or view.setting.light or view.record.done_today or view.request.routine
    if said or view.setting.phase is Phase.CALM or view.setting.mode is not PlanMode.NORMAL:
        return False
    return sum(item.seconds for item in items if not item.card) < SHORT_SHARE * view.minutes * 60


def _is_unexplained(setting: PersonToday) -> bool:
    """Return whether nobody has said what it is; who had an operation or is pregnant has been seen."""
    known = setting.conditions.words | frozenset(setting.profile.conditions or ())
    seen = EXPLAINED & known or setting.profile.pregnancy_week is not None
    return setting.conditions.assumed and not seen


def _has_trained(view: DayPicture, since: date) -> bool:
    """Return whether a session was done on a day from `since` on, before today."""
    return any(log.has_session for on, log in view.logs.items() if since <= on < view.setting.day)


def _of_steering(view: DayPicture) -> Iterator[str]:
    """Yield what becomes of what was asked for on the command line: it lifts no rule."""
    find = view.catalogue.programme.find
    if asked := find(view.request.more or ""):
        able = any(map(view.is_let_in, asked.all_rows))
        yield (MORE if able else NO_MORE).format(strand=asked.name)
    if left := [strand.name for word in view.request.without if (strand := find(word))]:
        yield WITHOUT.format(strands=", ".join(left))


def _of_wishes(view: DayPicture) -> list[str]:
    """Return which path is first in line because of what the person most wants back."""
    for each in view.wanted[:1]:
        strand = view.catalogue.programme.find(each.goal.strand)
        if strand is not None and not each.is_well:
            return [TOWARDS.format(strand=strand.name, label=each.label, score=each.score)]
    return []


def _of_empty_strands(view: DayPicture) -> list[str]:
    """Return which strands are shut for good, or for want of a thing to use; a sentence for each reason."""
    setting = view.setting
    if setting.light or setting.mode is not PlanMode.NORMAL or setting.phase is Phase.CALM:
        return []
    shut: dict[str, list[str]] = {}
    for strand in view.catalogue.programme.strand:
        if strand.kind in TRAINED and (why := _why_empty(strand, view)):
            shut.setdefault(why, []).append(strand.name)
    return [f"Nothing fits you for now in: {', '.join(names)}. {why}" for why, names in shut.items()]


def _why_empty(strand: Strand, view: DayPicture) -> str | None:
    """Return the lasting reason why no row of a strand is let in, None where one is or may be soon."""
    refusals = [view.refused.get(row) for row in strand.all_rows]
    lasting = [why for why in refusals if why and why.rule in LASTING]
    if not lasting or any(why is None or why.rule in PASSING for why in refusals):
        return None
    if any(why.rule is Rule.EQUIPMENT for why in lasting):
        return NO_THINGS
    return min(why.because for why in lasting)


def _of_flare(view: DayPicture) -> list[str]:
    flare_day = view.setting.flare_day
    if view.flare_because is not None:
        return [f"{view.flare_because} Nobody could ask if it is a flare, so today is planned as one."]
    if view.request.flare is YesNoUnsure.UNSURE:
        return ["You were not sure if this is a flare, so today is planned as one."]
    if flare_day is None:
        return []
    if flare_day < FLARE_REST:
        return ["A flare: do less for a few days, but do not stop. Do this once more today if it eases you."]
    return [SLOW] if flare_day >= SLOW_FLARE and view.setting.phase is Phase.CALM else []
