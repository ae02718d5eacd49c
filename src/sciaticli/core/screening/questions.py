"""The screening's form: its questions, the words that answer them, and how they are taken.

What the answers mean stands in `triage`, what follows from a record of them in `clearance`.
Items, answers and spans: docs/safety.md names the sources.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.profile import AgeBand, YesNoUnsure

FORM = "red_flags@1"
FINDING_HOLDS = timedelta(days=183)  # our choice: six months


class Item(StrEnum):
    """The questions of the full form, in the order in which they are asked."""

    LIFE_THREAT_NOW = "life_threat_now"
    BLADDER_START = "bladder_start"
    BLADDER_LEAK_FEEL = "bladder_leak_feel"
    BOWEL_CHANGE = "bowel_change"
    SADDLE_NUMB = "saddle_numb"
    SEXUAL_CHANGE = "sexual_change"
    BOTH_LEGS_PAIN = "both_legs_pain"
    BOTH_LEGS_WEAK = "both_legs_weak"
    FOOT_DROP = "foot_drop"
    LEG_WEAK_ONE = "leg_weak_one"
    LEG_NUMB_ONE = "leg_numb_one"
    COLD_PALE_LEG = "cold_pale_leg"
    LEG_SWELLING = "leg_swelling"
    HIP_NO_WEIGHT = "hip_no_weight"
    MAJOR_INJURY = "major_injury"
    MINOR_INJURY = "minor_injury"
    BONE_RISK = "bone_risk"
    SPINE_SPOT_PAIN = "spine_spot_pain"
    CANCER_HISTORY = "cancer_history"
    WEIGHT_LOSS = "weight_loss"
    NIGHT_PAIN = "night_pain"
    FEVER_UNWELL = "fever_unwell"
    INFECTION_RISK = "infection_risk"
    BELLY_PULSE = "belly_pulse"
    PAIN_UNCONTROLLED = "pain_uncontrolled"
    PREGNANT_BIRTH = "pregnant_birth"
    PREGNANCY_WARNING = "pregnancy_warning"
    NOT_IMPROVING = "not_improving"
    MORNING_STIFF = "morning_stiff"
    AGE_BAND = "age_band"
    BLOOD_THINNER = "blood_thinner"


NERVE_ITEMS = tuple(Item)[1:11]
"""Bladder to numb leg: what is asked in full when a session is stopped for danger."""


class Recheck(StrEnum):
    """The lines of the quick re-check, in their order."""

    PELVIC = "recheck_pelvic"
    SADDLE = "recheck_saddle"
    BOTH_LEGS = "recheck_both_legs"
    LEG = "recheck_leg"
    INJURY = "recheck_injury"
    UNWELL = "recheck_unwell"
    PREGNANCY = "recheck_pregnancy"
    OLD_SIGN = "recheck_old_sign"


class Answer(StrEnum):
    """The words that answer an item; NEW to CLEARED are the statuses of a timed one."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"
    NEW = "new"
    WORSE = "worse"
    MID = "mid"
    OLD = "old"
    CHECKED = "checked"
    CLEARED = "cleared"
    SKIP = "skip"
    LIFT_ONLY = "lift_only"


class Began(StrEnum):
    """When a sign began; the lines are drawn at 14 days and at three months."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    UNSURE = "unsure"


class Examined(StrEnum):
    """Whether a clinician has examined a sign since it began, and what was said of exercise."""

    NO = "no"
    OK = "ok"
    NOT_DISCUSSED = "not_discussed"


FACTS = (Item.AGE_BAND, Item.BLOOD_THINNER)
SOFT = (Item.NOT_IMPROVING, Item.MORNING_STIFF)
ALARMS = (Item.LIFE_THREAT_NOW, Item.PREGNANCY_WARNING)
RISKS = (Item.BONE_RISK, Item.CANCER_HISTORY, Item.INFECTION_RISK, Item.PREGNANT_BIRTH)
TIMED = tuple(item for item in Item if item not in (*FACTS, *SOFT, *ALARMS, *RISKS))

SADDLE_SIGNS = (Item.BLADDER_START, Item.BLADDER_LEAK_FEEL, Item.BOWEL_CHANGE, Item.SADDLE_NUMB)
WEAKNESS = (Item.LEG_WEAK_ONE, Item.FOOT_DROP, Item.BOTH_LEGS_WEAK)
NERVE_SIGNS = (*SADDLE_SIGNS, *WEAKNESS, Item.LEG_NUMB_ONE)

STATUSES = (Answer.NEW, Answer.WORSE, Answer.MID, Answer.OLD, Answer.CHECKED, Answer.CLEARED)
FRESH = frozenset({Answer.NEW, Answer.WORSE, Answer.MID, Answer.UNSURE})
ACTIVE = FRESH | {Answer.OLD, Answer.YES}
EXAMINED = frozenset({Answer.CHECKED, Answer.CLEARED})
PRESENT = ACTIVE | EXAMINED
QUIET = frozenset({Answer.NO, Answer.SKIP, Answer.LIFT_ONLY})
"""Answers that name no sign: a check whose answers are all of these opens nothing."""

IMPLIES = {
    Item.PREGNANT_BIRTH: Condition.PREGNANCY_2ND_3RD_TRIMESTER,
    Item.BONE_RISK: Condition.COMPRESSION_FRACTURE,
    Item.INFECTION_RISK: Condition.RECENT_SURGERY,
    Item.LEG_NUMB_ONE: Condition.NUMBNESS_OR_WEAKNESS,
}
"""The condition that a present answer stands for, in the words of the catalogue."""

_PLAIN = (Answer.NO, Answer.YES, Answer.UNSURE)
_WORDS: dict[Item, tuple[str, ...]] = {
    Item.AGE_BAND: tuple(AgeBand),
    Item.BLOOD_THINNER: tuple(YesNoUnsure),
    Item.SEXUAL_CHANGE: (*_PLAIN, Answer.SKIP, *STATUSES),
    Item.MINOR_INJURY: (*_PLAIN, Answer.LIFT_ONLY, *STATUSES),
    **dict.fromkeys(SOFT, (Answer.NO, Answer.YES)),
    **dict.fromkeys(ALARMS, _PLAIN),
    **dict.fromkeys(RISKS, (*_PLAIN, Answer.CLEARED)),
}

RECHECK_OPENS = {
    Recheck.PELVIC: (Item.BLADDER_START, Item.BLADDER_LEAK_FEEL, Item.BOWEL_CHANGE, Item.SEXUAL_CHANGE),
    Recheck.SADDLE: (Item.SADDLE_NUMB,),
    Recheck.BOTH_LEGS: (Item.BOTH_LEGS_PAIN, Item.BOTH_LEGS_WEAK),
    Recheck.LEG: (Item.FOOT_DROP, Item.LEG_WEAK_ONE, Item.LEG_NUMB_ONE),
    Recheck.INJURY: (Item.HIP_NO_WEIGHT, Item.MAJOR_INJURY, Item.MINOR_INJURY),
    Recheck.UNWELL: (
        Item.LIFE_THREAT_NOW,
        Item.COLD_PALE_LEG,
        Item.LEG_SWELLING,
        Item.FEVER_UNWELL,
        Item.BELLY_PULSE,
        Item.PAIN_UNCONTROLLED,
    ),
    Recheck.PREGNANCY: (Item.PREGNANCY_WARNING,),
    Recheck.OLD_SIGN: (),
}


class Answers(Struct, frozen=True, kw_only=True):
    """One filled form: a word for each item, and when a known finding was first given as examined."""

    age_band: AgeBand = AgeBand.AGE_18_49
    blood_thinner: YesNoUnsure = YesNoUnsure.NO
    words: dict[Item, Answer] = {}
    known: dict[Item, date] = {}

    def word(self, item: Item) -> Answer:
        """Return the word for an item as the rules take it: `yes` without a status counts as new."""
        word = self.words.get(item, Answer.NO)
        return Answer.NEW if word is Answer.YES and item in TIMED else word


def words_for(item: Item) -> tuple[str, ...]:
    """Return every word that may answer an item, in the order in which they are offered."""
    return _WORDS.get(item, (*_PLAIN, *STATUSES))


def status_of(*, changing: bool, examined: Examined, began: Began) -> Answer:
    """Return the status of a timed item answered yes; `unsure` of a change counts as changing.

    A change is never covered by an examination. Began "unsure" counts as new, but a changing sign
    is new only when it surely began within 14 days and nobody has examined it.
    """
    if changing:
        is_new = began is Began.DAYS and examined is Examined.NO
        return Answer.NEW if is_new else Answer.WORSE
    match examined:
        case Examined.OK:
            return Answer.CLEARED
        case Examined.NOT_DISCUSSED:
            return Answer.CHECKED
        case Examined.NO:
            return {Began.WEEKS: Answer.MID, Began.MONTHS: Answer.OLD}.get(began, Answer.NEW)


def aged(answers: Answers, on: date) -> Answers:
    """Return the answers as they count on a day: an examination older than six months no longer does."""
    stale = [item for item, since in answers.known.items() if on - since > FINDING_HOLDS]
    words = dict(answers.words)
    for item in stale:
        if words.get(item) in EXAMINED:
            words[item] = Answer.OLD if item in TIMED else Answer.YES
    return Answers(
        age_band=answers.age_band, blood_thinner=answers.blood_thinner, words=words, known=answers.known
    )


def known_dates(
    words: Mapping[Item, Answer], given: Mapping[Item, date], before: Mapping[Item, date], today: date
) -> dict[Item, date]:
    """Return the date of each known finding: as given, else as first given before, else today."""
    return {
        item: given.get(item, before.get(item, today)) for item, word in words.items() if word in EXAMINED
    }
