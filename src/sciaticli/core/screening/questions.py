"""The screening's form: its questions, the words that answer them, and how they are taken.

What the answers mean stands in `triage`, what follows from a record of them in `clearance`.
Items, answers and spans: docs/safety.md names the sources.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from sciaticli.core.profile import AgeBand, YesNoUnsure

FORM = "red_flags@2"
FIRST_FORM = "red_flags@1"
FINDING_HOLDS = timedelta(days=183)  # our choice: six months


class Item(StrEnum):
    """The questions of the full form, in the order in which they are asked.

    A detail (`DETAILS`) is asked only where the question before it found something.
    """

    LIFE_THREAT_NOW = "life_threat_now"
    BLADDER_START = "bladder_start"
    BLADDER_LEAK_FEEL = "bladder_leak_feel"
    PEE_OFTEN = "pee_often"
    BOWEL_CHANGE = "bowel_change"
    SADDLE_NUMB = "saddle_numb"
    SEXUAL_CHANGE = "sexual_change"
    BOTH_LEGS_PAIN = "both_legs_pain"
    BOTH_LEGS_KNOWN = "both_legs_known"
    BOTH_LEGS_WEAK = "both_legs_weak"
    HANDS_CLUMSY = "hands_clumsy"
    FOOT_DROP = "foot_drop"
    LEG_WEAK_ONE = "leg_weak_one"
    LEG_NUMB_ONE = "leg_numb_one"
    COLD_PALE_LEG = "cold_pale_leg"
    LEG_SWELLING = "leg_swelling"
    LEG_HARD = "leg_hard"
    HIP_NO_WEIGHT = "hip_no_weight"
    GROIN_PAIN = "groin_pain"
    HARD_TRAINING = "hard_training"
    STEROID_PILLS = "steroid_pills"
    RASH = "rash"
    MAJOR_INJURY = "major_injury"
    MINOR_INJURY = "minor_injury"
    BONE_RISK = "bone_risk"
    SPINE_SPOT_PAIN = "spine_spot_pain"
    CANCER_HISTORY = "cancer_history"
    CANCER_ACTIVE = "cancer_active"
    INFECTION_RISK = "infection_risk"
    INFECTION_KIND = "infection_kind"
    BLOOD_THINNER = "blood_thinner"
    WEIGHT_LOSS = "weight_loss"
    FEVER_UNWELL = "fever_unwell"
    BELLY_PULSE = "belly_pulse"
    URINE_BURNS = "urine_burns"
    NIGHT_PAIN = "night_pain"
    PAIN_UNCONTROLLED = "pain_uncontrolled"
    GROWING_PAIN = "growing_pain"
    NOT_IMPROVING = "not_improving"
    MORNING_STIFF = "morning_stiff"
    PREGNANT_BIRTH = "pregnant_birth"
    PREGNANCY_WARNING = "pregnancy_warning"
    AGE_BAND = "age_band"


class Recheck(StrEnum):
    """The lines of the quick re-check, in their order; the last three only where they can matter."""

    PELVIC = "recheck_pelvic"
    SADDLE = "recheck_saddle"
    BOTH_LEGS = "recheck_both_legs"
    LEG = "recheck_leg"
    INJURY = "recheck_injury"
    UNWELL = "recheck_unwell"
    NEWS = "recheck_news"
    PAIN = "recheck_pain"
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
    TOLD_NOT = "told_not"
    """Examined, and told not to exercise: `checked` for the rules, and no session meanwhile."""
    BEFORE = "before"
    """There long before this pain, and just the same."""
    GROWS_UNSURE = "grows_unsure"
    """Numb in one leg, not sure whether it grows: `new` for the rules, and the check holds two days."""
    SKIP = "skip"
    LIFT_ONLY = "lift_only"
    LONG_AGO = "long_ago"
    LINE = "line"
    INJECTING = "injecting"
    SPINE = "spine"
    OTHER = "other"


class Growing(StrEnum):
    """Whether a sign is stronger, wider or further down than last week."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


class Began(StrEnum):
    """When a sign began; the lines are drawn at 14 days and at three months."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    BEFORE = "before"
    UNSURE = "unsure"


class Examined(StrEnum):
    """Whether a clinician has examined a sign since it began, and what was said of exercise."""

    NO = "no"
    FINE = "fine"
    NOT_SPOKEN = "not_spoken"
    TOLD_NOT = "told_not"


FACTS = (Item.AGE_BAND, Item.BLOOD_THINNER)
SOFT = (Item.NOT_IMPROVING, Item.MORNING_STIFF)
ALARMS = (Item.LIFE_THREAT_NOW, Item.PREGNANCY_WARNING, Item.LEG_HARD)
RISKS = (Item.BONE_RISK, Item.CANCER_HISTORY, Item.INFECTION_RISK, Item.PREGNANT_BIRTH)
SIMPLE = (
    Item.PEE_OFTEN, Item.GROIN_PAIN, Item.RASH, Item.CANCER_ACTIVE, Item.URINE_BURNS, Item.GROWING_PAIN,
)  # fmt: skip
"""Signs whose age and growth do not matter: there, not sure, or examined."""

DETAILS = {
    Item.BOTH_LEGS_KNOWN: Item.BOTH_LEGS_PAIN,
    Item.HANDS_CLUMSY: Item.BOTH_LEGS_WEAK,
    Item.LEG_HARD: Item.LEG_SWELLING,
    Item.HARD_TRAINING: Item.GROIN_PAIN,
    Item.STEROID_PILLS: Item.GROIN_PAIN,
    Item.CANCER_ACTIVE: Item.CANCER_HISTORY,
    Item.INFECTION_KIND: Item.INFECTION_RISK,
    Item.PREGNANCY_WARNING: Item.PREGNANT_BIRTH,
}
"""Items that are asked only where another found something."""
_PLAIN_DETAILS = (Item.BOTH_LEGS_KNOWN, Item.HANDS_CLUMSY, Item.HARD_TRAINING, Item.STEROID_PILLS)
TIMED = tuple(
    item
    for item in Item
    if item not in {*FACTS, *SOFT, *ALARMS, *RISKS, *SIMPLE, *_PLAIN_DETAILS, Item.INFECTION_KIND}
)
BEFORE_THIS = (Item.BLADDER_START, Item.BLADDER_LEAK_FEEL, Item.SEXUAL_CHANGE)
"""Items that many people have had for years: they may be answered `before`."""
SECOND_ONLY = frozenset({*SIMPLE, *_PLAIN_DETAILS, Item.LEG_HARD, Item.INFECTION_KIND})
"""Items that the first edition of the form did not have."""

BLADDER_SIGNS = (Item.BLADDER_START, Item.BLADDER_LEAK_FEEL)
SADDLE_SIGNS = (*BLADDER_SIGNS, Item.BOWEL_CHANGE, Item.SADDLE_NUMB)
WEAKNESS = (Item.LEG_WEAK_ONE, Item.FOOT_DROP, Item.BOTH_LEGS_WEAK)
NERVE_SIGNS = (*SADDLE_SIGNS, *WEAKNESS, Item.LEG_NUMB_ONE)

NERVE_ITEMS = (*SADDLE_SIGNS, Item.SEXUAL_CHANGE, Item.BOTH_LEGS_PAIN, *WEAKNESS[::-1], Item.LEG_NUMB_ONE)
STOP_ITEMS = (
    Item.LIFE_THREAT_NOW, *NERVE_ITEMS, Item.BELLY_PULSE, Item.FEVER_UNWELL, Item.MAJOR_INJURY,
    Item.MINOR_INJURY,
)  # fmt: skip
"""What is asked in full when a session is stopped for danger: nerves, chest, belly, fever, a fall."""
NUMBNESS_ITEMS = (Item.SADDLE_NUMB, Item.BOTH_LEGS_WEAK, Item.FOOT_DROP, Item.LEG_WEAK_ONE, Item.LEG_NUMB_ONE)
"""What is asked in full when numbness in a pain entry is new or growing."""

LISTS = (
    (Item.COLD_PALE_LEG, Item.LEG_SWELLING, Item.HIP_NO_WEIGHT, Item.GROIN_PAIN, Item.RASH),
    (Item.MAJOR_INJURY, Item.MINOR_INJURY, Item.BONE_RISK, Item.SPINE_SPOT_PAIN),
    (Item.CANCER_HISTORY, Item.INFECTION_RISK, Item.BLOOD_THINNER, Item.WEIGHT_LOSS, Item.FEVER_UNWELL),
    (Item.BELLY_PULSE, Item.URINE_BURNS),
    (
        Item.NIGHT_PAIN, Item.PAIN_UNCONTROLLED, Item.GROWING_PAIN, Item.NOT_IMPROVING, Item.MORNING_STIFF,
    ),
)  # fmt: skip
"""Items that are asked together as a list; of all others each is a question by itself (forced choice)."""

STATUSES = (Answer.NEW, Answer.WORSE, Answer.MID, Answer.OLD, Answer.CHECKED, Answer.CLEARED)
TURNING = frozenset({Answer.NEW, Answer.WORSE, Answer.UNSURE, Answer.GROWS_UNSURE})
FRESH = TURNING | {Answer.MID}
ACTIVE = FRESH | {Answer.OLD, Answer.YES}
EXAMINED = frozenset({Answer.CHECKED, Answer.CLEARED, Answer.TOLD_NOT})
PRESENT = ACTIVE | EXAMINED | {Answer.BEFORE}
QUIET = frozenset({Answer.NO, Answer.SKIP, Answer.LIFT_ONLY})
"""Answers that name no sign: a check whose answers are all of these opens nothing."""

_PLAIN = (Answer.NO, Answer.YES, Answer.UNSURE)
_SEEN = (Answer.CHECKED, Answer.CLEARED, Answer.TOLD_NOT)
_TIMED_WORDS = (*_PLAIN, *STATUSES, Answer.TOLD_NOT)
_WORDS: dict[Item, tuple[str, ...]] = {
    Item.AGE_BAND: tuple(AgeBand),
    Item.BLOOD_THINNER: tuple(YesNoUnsure),
    Item.SEXUAL_CHANGE: (*_PLAIN, Answer.SKIP, *STATUSES, Answer.TOLD_NOT, Answer.BEFORE),
    **dict.fromkeys(BLADDER_SIGNS, (*_TIMED_WORDS, Answer.BEFORE)),
    Item.LEG_NUMB_ONE: (*_TIMED_WORDS, Answer.GROWS_UNSURE),
    Item.MINOR_INJURY: (*_PLAIN, Answer.LIFT_ONLY, *STATUSES, Answer.TOLD_NOT),
    **dict.fromkeys(SOFT, (Answer.NO, Answer.YES)),
    **dict.fromkeys((*ALARMS, *_PLAIN_DETAILS), _PLAIN),
    **dict.fromkeys((*RISKS, *SIMPLE), (*_PLAIN, *_SEEN)),
    Item.CANCER_HISTORY: (*_PLAIN, *_SEEN, Answer.LONG_AGO),
    Item.INFECTION_KIND: (Answer.NO, Answer.LINE, Answer.INJECTING, Answer.SPINE, Answer.OTHER),
}

RECHECK_OPENS = {
    Recheck.PELVIC: (*BLADDER_SIGNS, Item.PEE_OFTEN, Item.BOWEL_CHANGE, Item.SEXUAL_CHANGE),
    Recheck.SADDLE: (Item.SADDLE_NUMB,),
    Recheck.BOTH_LEGS: (Item.BOTH_LEGS_PAIN, Item.BOTH_LEGS_WEAK),
    Recheck.LEG: (Item.FOOT_DROP, Item.LEG_WEAK_ONE, Item.LEG_NUMB_ONE, Item.RASH),
    Recheck.INJURY: (Item.HIP_NO_WEIGHT, Item.GROIN_PAIN, Item.MAJOR_INJURY, Item.MINOR_INJURY),
    Recheck.UNWELL: (
        Item.LIFE_THREAT_NOW,
        Item.COLD_PALE_LEG,
        Item.LEG_SWELLING,
        Item.FEVER_UNWELL,
        Item.BELLY_PULSE,
    ),
    Recheck.NEWS: (Item.PAIN_UNCONTROLLED,),
    Recheck.PAIN: (Item.PAIN_UNCONTROLLED,),
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
    return _WORDS.get(item, _TIMED_WORDS)


def items_of(form: str) -> tuple[Item, ...]:
    """Return the items of an edition of the form; of one that is not known, those of this program."""
    return tuple(item for item in Item if form != FIRST_FORM or item not in SECOND_ONLY)


def with_details(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items together with the details that hang on them, in the order of the form."""
    wanted = {*items}
    return tuple(item for item in Item if item in wanted or DETAILS.get(item) in wanted)


def pages_of(items: Iterable[Item]) -> tuple[tuple[Item, ...], ...]:
    """Return items as they are asked together, without the details: one each, or a list of up to five."""
    asked = {*items}.difference(DETAILS)
    wanted = [item for item in Item if item in asked]
    lists = {item: found for found in LISTS for item in found}
    pages: dict[tuple[Item, ...], None] = {}
    for item in wanted:
        page = tuple(other for other in lists.get(item, (item,)) if other in wanted)
        pages[page] = None
    return tuple(pages)


def is_asked(item: Item, words: Mapping[Item, str]) -> bool:
    """Return whether an item is asked, given the words so far: a detail only where it can matter."""
    parent = DETAILS.get(item)
    if parent is None or parent not in words:
        return True
    word = words[parent]
    if item is Item.BOTH_LEGS_KNOWN:
        return word == Answer.OLD
    if item is Item.CANCER_ACTIVE:
        return word not in {*QUIET, Answer.LONG_AGO}
    return word not in QUIET


def status_of(item: Item, *, growing: Growing, examined: Examined, began: Began) -> Answer:
    """Return the status of a timed item answered yes.

    A sign that grows is `worse`, whatever its age: no examination covers a change. Not sure counts as
    growing, but for numbness in one leg. Began "unsure" counts as new.
    """
    if growing is Growing.UNSURE and item is Item.LEG_NUMB_ONE:
        return Answer.GROWS_UNSURE
    if growing is not Growing.NO:
        return Answer.WORSE
    if examined is not Examined.NO:
        return _AFTER_EXAM[examined]
    if began is Began.BEFORE and item in BEFORE_THIS:
        return Answer.BEFORE
    return _BY_AGE[began]


_AFTER_EXAM = {
    Examined.FINE: Answer.CLEARED,
    Examined.NOT_SPOKEN: Answer.CHECKED,
    Examined.TOLD_NOT: Answer.TOLD_NOT,
}
_BY_AGE = {
    Began.DAYS: Answer.NEW,
    Began.WEEKS: Answer.MID,
    Began.MONTHS: Answer.OLD,
    Began.BEFORE: Answer.OLD,
    Began.UNSURE: Answer.NEW,
}


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
