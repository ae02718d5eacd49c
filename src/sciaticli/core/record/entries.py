"""The journal's entry kinds: one tagged union, one JSON object a line.

In an entry an absent key was not asked, `null` was asked and skipped, and 0 is a real zero.
Scores are whole numbers 0 to 10, durations whole seconds or minutes with the unit in the key.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.core.profile import AgeBand, YesNoUnsure

VERSION = 1

Nrs = Annotated[int, Meta(ge=0, le=10, description="0 no pain, 10 the worst pain you can imagine")]
EntryId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9\-.]{1,64}$")]
MaybeNrs = Nrs | None | UnsetType
Minutes = Annotated[int, Meta(ge=0, le=1440, description="whole minutes of a day")]
Count = Annotated[int, Meta(ge=0, le=100_000)]
Moment = Annotated[datetime, Meta(tz=True)]  # always with its offset, as the clock said it


class Distal(StrEnum):
    """How far down the most distal symptom is felt, from nothing to the foot."""

    NONE = "none"
    BACK = "back"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    KNEE = "knee"
    CALF = "calf"
    FOOT = "foot"

    @property
    def level(self) -> int:
        """The ordinal code, 0 (none) to 6 (foot); for counts and medians, never for means."""
        return _LEVELS[self]


_LEVELS = {site: level for level, site in enumerate(Distal)}


class Response(StrEnum):
    """How the leg answered an exercise, or how the morning after was."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Moved(StrEnum):
    """Where a symptom went: higher (towards the spine), lower, or nowhere."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"


class Ended(StrEnum):
    """How a session came to its end."""

    FULL = "full"
    EARLY = "early"
    SAFETY = "safety"


class SkipReason(StrEnum):
    """Why a session or an exercise was not done, or not all of it."""

    NO_TIME = "no_time"
    FORGOT = "forgot"
    TIRED = "tired"
    PAIN_BEFORE = "pain_before"
    PAIN_DURING = "pain_during"
    FLARE = "flare"
    ILLNESS = "illness"
    REST_PLANNED = "rest_planned"
    TRAVEL = "travel"
    NO_EQUIPMENT = "no_equipment"
    UNSURE_HOW = "unsure_how"
    DID_NOT_WANT = "did_not_want"
    CLINICIAN = "clinician"
    SAFETY_RULE = "safety_rule"
    OTHER = "other"


class Scope(StrEnum):
    """Which form of the screening an entry holds."""

    FULL = "full"
    QUICK = "quick"
    SESSION = "session"


class CheckState(StrEnum):
    """`open` is a check begun and not finished: it voids, it never clears."""

    OPEN = "open"
    FINISHED = "finished"


class Tier(StrEnum):
    """What a screening says to do, lowest first."""

    CLEAR = "clear"
    SOON = "soon"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Window(StrEnum):
    """Within what time an urgent result wants an examination: today, or two days."""

    TODAY = "today"
    TWO_DAYS = "2d"


class SoonMode(StrEnum):
    """What a SOON result leaves open, strictest last."""

    NORMAL = "normal"
    LIGHT = "light"
    PAUSE = "pause"


class ExamHow(StrEnum):
    """How the clinician was consulted."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    PHARMACY = "pharmacy"
    WELL_AGAIN = "well_again"  # nobody was asked: seven days without fever, and well


class ExamVerdict(StrEnum):
    """What the clinician said about exercise."""

    OK = "ok"
    NOT_DISCUSSED = "not_discussed"
    NO = "no"


class Leg(Struct, frozen=True, omit_defaults=True, gc=False):
    """Leg pain: worst of the window, now, which leg, and how far down."""

    worst: MaybeNrs = UNSET
    now: MaybeNrs = UNSET
    side: Side | UnsetType | None = UNSET
    distal: Distal | UnsetType | None = UNSET


class Back(Struct, frozen=True, omit_defaults=True, gc=False):
    """Back pain: worst of the window, and now."""

    worst: MaybeNrs = UNSET
    now: MaybeNrs = UNSET


class Numb(Struct, frozen=True, omit_defaults=True, gc=False):
    """Numbness, tingling or burning, how far down, and whether the person called it new or growing."""

    present: bool
    distal: Distal | UnsetType | None = UNSET
    new: bool | UnsetType = UNSET


class PainNow(Struct, frozen=True, omit_defaults=True, gc=False):
    """Pain at one moment of a session."""

    leg: MaybeNrs = UNSET
    back: MaybeNrs = UNSET
    distal: Distal | UnsetType | None = UNSET


class BeforeAfter(Struct, frozen=True, omit_defaults=True, gc=False):
    """Pain before and after a session."""

    before: PainNow | UnsetType = UNSET
    after: PainNow | UnsetType = UNSET


class Done(Struct, frozen=True, gc=False):
    """What was really done of a dose; `reps` falls out as a list when sets differ."""

    sets: Count
    reps: Count | tuple[Count, ...]
    hold_s: Count

    @property
    def total_reps(self) -> int:
        """All repetitions of all sets."""
        return self.sets * self.reps if isinstance(self.reps, int) else sum(self.reps)


class ExerciseDone(Struct, frozen=True, omit_defaults=True, gc=False):
    """One exercise and side in a session: what was planned, what was done, how the leg answered.

    `reserve` is whether two more could have been done, `easy` whether the person called it easy.
    """

    exercise: str
    side: Side
    planned: Dose
    done: Done
    response: Response | UnsetType | None = UNSET
    moved: Moved | UnsetType | None = UNSET
    distal: Distal | UnsetType | None = UNSET
    skip: SkipReason | UnsetType | None = UNSET
    reserve: bool | UnsetType | None = UNSET
    easy: bool | UnsetType | None = UNSET


class Release(Struct, frozen=True, gc=False):
    """A clinician's examination, given to end the locks named in `of` (filled in by the program)."""

    of: tuple[str, ...]
    examined_at: Moment
    how: ExamHow
    exercise: ExamVerdict


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", gc=False):
    """What every entry has. `day` is stored, never recomputed; `rec` is when it was written."""

    v: int
    id: EntryId
    at: Moment
    rec: Moment
    tz: str
    day: date
    src: str
    imported: bool = False


class Pain(Entry, tag="pain", frozen=True, kw_only=True, omit_defaults=True):
    """Pain of the last 24 hours, or of now."""

    window: Literal["24h", "now", "7d"] = "24h"
    leg: Leg | UnsetType = UNSET
    back: Back | UnsetType = UNSET
    numb: Numb | UnsetType | None = UNSET
    weak: bool | UnsetType | None = UNSET
    sleep_disturbed: bool | UnsetType | None = UNSET
    walk_min: Minutes | UnsetType | None = UNSET
    flare: YesNoUnsure | UnsetType | None = UNSET
    morning: Response | UnsetType | None = UNSET
    did: tuple[str, ...] | UnsetType = UNSET
    note: str | UnsetType | None = UNSET


class Session(Entry, tag="session", frozen=True, kw_only=True, omit_defaults=True):
    """One performance of a plan: `at` is its start, `end` its end, `worked_s` the session clock's seconds.

    Pauses, and hours between a stop and going on, are no part of `worked_s`.
    """

    end: Moment
    phase: str
    mode: str
    routine: str | None
    minutes: Minutes
    pain: BeforeAfter = BeforeAfter()
    exercises: tuple[ExerciseDone, ...] = ()
    ended: Ended
    stop_reason: SkipReason | None = None
    worked_s: Annotated[int, Meta(ge=0)] | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET


class Check(Entry, tag="check", frozen=True, kw_only=True, omit_defaults=True):
    """A screening: the words answered, and the tier of these answers alone.

    `known` holds the date on which a finding was first given as examined, `facts` what the profile
    said then that a screening must know. The tier stands first and the state last: of a line that is
    torn at either end one of the two stays.
    """

    tier: Tier | None = None
    window: Window | None = None
    form: str
    scope: Scope
    age_band: AgeBand | UnsetType = UNSET
    blood_thinner: YesNoUnsure | UnsetType = UNSET
    answers: dict[str, str]
    known: dict[str, date] = {}
    facts: tuple[str, ...] = ()
    mode: SoonMode | None = None
    rules: tuple[str, ...] = ()
    release: Release | None = None
    state: CheckState
    note: str | UnsetType | None = UNSET


CLINICIAN_KNOWS = "clinician_knows@1"
"""The form of an assessment that says which rules a clinician knows of, each for one exercise."""


class Assessment(Entry, tag="assessment", frozen=True, kw_only=True, omit_defaults=True):
    """A scale or a test; `form` is its name and version, as in `psfs@1` or `direction@1`."""

    form: str
    items: tuple[dict[str, Any], ...] = ()
    moves: tuple[dict[str, Any], ...] = ()
    result: str | None = None
    score: float | int | None = None
    max: int | None = None
    note: str | UnsetType | None = UNSET


class Note(Entry, tag="note", frozen=True, kw_only=True, omit_defaults=True):
    """Free text."""

    note: str


class Amend(Entry, tag="amend", frozen=True, kw_only=True, omit_defaults=True):
    """A correction of the entry `of`: dotted keys to set, a tombstone, or the taking back of one of these.

    `undo` names an earlier amendment of the same entry that no longer counts; it can be undone itself.
    """

    of: EntryId
    set: dict[str, Any] = {}
    delete: bool = False
    undo: EntryId | None = None
    why: str | None = None


AnyEntry = Pain | Session | Check | Assessment | Note | Amend
