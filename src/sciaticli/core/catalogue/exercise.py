"""The catalogue's row: one exercise, its doses and who may do it.

The words of the enumerations are the words of the catalogue files. Every ceiling, level and
count without a source is our choice, and its row says so.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct


class Family(StrEnum):
    """The programme an exercise belongs to; `walking` holds all aerobic work."""

    LUMBAR_EXTENSOR = "lumbar_extensor"
    WATER = "water"
    YOGA = "yoga"
    PILATES = "pilates"
    MCKENZIE = "mckenzie"
    ALEXANDER = "alexander"
    CORE_STRENGTHENING = "core_strengthening"
    DYNAMIC_STABILISING = "dynamic_stabilising"
    FUNCTIONAL_RESTORATION = "functional_restoration"
    POSTURE = "posture"
    HIP_STRETCH = "hip_stretch"
    NEURAL_MOBILITY = "neural_mobility"
    WALKING = "walking"
    BREATHING_RELAXATION = "breathing_relaxation"
    FLEXION_MOBILITY = "flexion_mobility"


class Kind(StrEnum):
    """How time passes: one long hold, repeated holds, moving reps, or minutes on end."""

    STRETCH_HOLD = "stretch_hold"
    ISOMETRIC_HOLD = "isometric_hold"
    REPETITION_HOLD = "repetition_hold"
    REPS = "reps"
    CONTINUOUS = "continuous"


class Position(StrEnum):
    """How the body lies, kneels or stands at the start."""

    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side_lying"
    QUADRUPED = "quadruped"
    KNEELING = "kneeling"
    HALF_KNEELING = "half_kneeling"
    SITTING = "sitting"
    STANDING = "standing"
    WALKING = "walking"
    WATER = "water"


class Direction(StrEnum):
    """Where the low back is loaded in the end position."""

    FLEXION = "flexion"
    EXTENSION = "extension"
    NEUTRAL = "neutral"
    ROTATION = "rotation"
    LATERAL = "lateral"


class EndRange(StrEnum):
    """A direction that is repeated or held at the end of the low back's range."""

    FLEXION = "flexion"
    EXTENSION = "extension"


class Laterality(StrEnum):
    """Which sides are worked: at once, one after the other, by turns, or only the sore one."""

    BOTH = "both"
    PER_SIDE = "per_side"
    ALTERNATING = "alternating"
    AFFECTED_SIDE = "affected_side"


class Side(StrEnum):
    """A side of the body, or both."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class NerveTension(StrEnum):
    """What a nerve drill does: a slider eases one end, a tensioner tightens both."""

    NONE = "none"
    SLIDER = "slider"
    TENSIONER = "tensioner"


class Supervision(StrEnum):
    """Whether a professional should teach it first; `yes` locks it until that is confirmed."""

    YES = "yes"
    ADVISED = "advised"
    NO = "no"


class Condition(StrEnum):
    """What a clinician has said, or what the record shows, that gates exercises."""

    STENOSIS = "stenosis"
    SPONDYLOLISTHESIS = "spondylolisthesis"
    DISC_HERNIATION = "disc_herniation"
    DEGENERATIVE_DISC = "degenerative_disc"
    DEGENERATIVE_JOINT = "degenerative_joint"
    COMPRESSION_FRACTURE = "compression_fracture"  # osteoporosis too
    PIRIFORMIS = "piriformis"
    MUSCLE_SPASM = "muscle_spasm"
    PREGNANCY_2ND_3RD_TRIMESTER = "pregnancy_2nd_3rd_trimester"  # from week 16
    HIP_REPLACEMENT = "hip_replacement"
    RECENT_SURGERY = "recent_surgery"  # spine surgery under 6 weeks ago, or not yet cleared
    KNEE_PROBLEM = "knee_problem"
    WRIST_PROBLEM = "wrist_problem"
    SHOULDER_PROBLEM = "shoulder_problem"
    BALANCE_PROBLEM = "balance_problem"
    HYPERTENSION = "hypertension"
    NECK_PROBLEM = "neck_problem"
    NUMBNESS_OR_WEAKNESS = "numbness_or_weakness"  # set from log and screening, never asked
    GROIN_PAIN = "groin_pain"  # from the screening, never asked: no deep bend of the hip, no impact
    PELVIC_GIRDLE_PAIN = "pelvic_girdle_pain"
    FLOOR_TRANSFER_PROBLEM = "floor_transfer_problem"  # can't get down to or up from the floor
    CANNOT_SWIM = "cannot_swim"
    HEART_PROBLEM = "heart_problem"


class Equipment(StrEnum):
    """Things that gate an exercise; pillows, books and sticks are named in the set-up and never gate."""

    MAT = "mat"
    CHAIR = "chair"
    WALL = "wall"
    STRAP = "strap"
    STEP = "step"
    POOL = "pool"
    BIKE = "bike"
    RECUMBENT_BIKE = "recumbent_bike"
    BAND = "band"


class Place(StrEnum):
    """Where it is done."""

    HOME = "home"
    OUTDOORS = "outdoors"
    POOL = "pool"
    GYM = "gym"


class Purpose(StrEnum):
    """What an exercise is for; the week's plan covers the first four."""

    STRENGTH = "strength"
    FLEXIBILITY = "flexibility"
    ENDURANCE = "endurance"
    POSTURE = "posture"
    RELIEF = "relief"


class Region(StrEnum):
    """What a week should touch once: the planner's balance."""

    MOBILITY = "mobility"
    NERVE_DIRECTION = "nerve_direction"
    TRUNK_FRONT = "trunk_front"
    TRUNK_SIDE = "trunk_side"
    TRUNK_BACK = "trunk_back"
    HIP_LEG = "hip_leg"
    AEROBIC = "aerobic"
    POSTURE = "posture"
    REST = "rest"  # comfort rows: never owed by a week, never promoted


# No control characters: what a file says may go straight to a terminal. `(?!\n)`: Python's `$` allows one.
# These stand in the schema and are held by `store.table_problems`, which reads the files: a compiled
# copy, made from what was read so, comes in without ten thousand searches.
ID = r"^[a-z][a-z0-9_]*(?!\n)$"
ONE_LINE = r"^(?![\s\S]*[\x00-\x1f\x7f-\x9f])"
Id = Annotated[str, Meta(extra_json_schema={"pattern": ID})]
Sentence = Annotated[str, Meta(min_length=1, extra_json_schema={"pattern": ONE_LINE})]
Count = Annotated[int, Meta(ge=1, le=60)]
Seconds = Annotated[int, Meta(ge=0, le=3600)]


class Dose(Struct, frozen=True, forbid_unknown_fields=True):
    """How much: per side for `per_side` rows.

    `reps` is a number, or for falling repetitions one number a set. `hold_s` is the time in the
    end position, for `continuous` the length of a bout (reps is then 1). `rep_rest_s` is the rest
    between repetitions, `rest_s` between sets.
    """

    sets: Count
    reps: Count | tuple[Count, ...]
    hold_s: Seconds = 0
    rep_rest_s: Seconds = 0
    rest_s: Seconds = 0

    def reps_in(self, number: int) -> int:
        """Return the repetitions of set `number`, counted from 0."""
        return self.reps if isinstance(self.reps, int) else self.reps[number]

    @property
    def total_reps(self) -> int:
        """All repetitions of all sets."""
        return self.sets * self.reps if isinstance(self.reps, int) else sum(self.reps)


class Exercise(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the catalogue. Seven limits have no default: a row that leaves one out is an error."""

    id: Id
    name: Sentence
    also_called: tuple[Sentence, ...] = ()
    family: Family
    also_families: tuple[Family, ...] = ()
    kind: Kind
    position: Position
    direction: Direction
    laterality: Laterality
    equipment: tuple[tuple[Equipment, ...], ...] = ()
    place: Place = Place.HOME
    goals: tuple[Purpose, ...]
    region: Region

    level: Annotated[int, Meta(ge=1, le=5)]
    leg_pain_ceiling: Annotated[int, Meta(ge=0, le=10)]
    supervised_first: Supervision
    avoid: tuple[Condition, ...]
    caution: dict[Condition, Sentence]
    end_range: tuple[EndRange, ...]
    nerve_tension: NerveTension
    suits: tuple[Condition, ...] = ()
    suits_all: bool = False
    light: bool = False

    dose_start: Dose
    dose_steps: tuple[Dose, ...] = ()
    dose_full: Dose
    move_s: Annotated[int, Meta(ge=1, le=20)] = 3
    frequency: Sentence
    dose_source: Sentence
    easier: tuple[Id, ...] = ()
    harder: tuple[Id, ...] = ()
    variant_of: Id | None = None

    set_up: tuple[Sentence, ...]
    steps: tuple[Sentence, ...]
    feel: Sentence
    mistakes: tuple[Sentence, ...]
    breathing: Sentence
    stop_signs: tuple[Sentence, ...]
    sources: tuple[Sentence, ...]

    @property
    def families(self) -> tuple[Family, ...]:
        """The main family first, then the others it counts for."""
        return (self.family, *self.also_families)

    @property
    def neighbours(self) -> tuple[tuple[str, str], ...]:
        """Each exercise that the row names, after the key that names it."""
        named = (("easier", self.easier), ("harder", self.harder), ("variant_of", (self.variant_of,)))
        return tuple((key, other) for key, others in named for other in others if other)

    def possible_with(self, at_hand: Collection[Equipment]) -> bool:
        """Return whether one of the alternatives of `equipment` is wholly at hand."""
        return not self.equipment or any(set(needed) <= set(at_hand) for needed in self.equipment)

    @property
    def is_strength(self) -> bool:
        """True for counted work that makes stronger: it can be asked how many more there could have been."""
        return Purpose.STRENGTH in self.goals and self.kind in (Kind.REPETITION_HOLD, Kind.REPS)

    @property
    def doses(self) -> tuple[Dose, ...]:
        """The ladder of doses from start to full."""
        return (self.dose_start, *self.dose_steps, self.dose_full)

    @property
    def is_rest(self) -> bool:
        """True for a calm position that is held."""
        return self.region is Region.REST and self.kind is Kind.CONTINUOUS

    def sides_for(self, sore: Side | None) -> tuple[Side, ...]:
        """Return the sides to work, the sore one first; both at once, or by turns, is one item."""
        if self.laterality in (Laterality.BOTH, Laterality.ALTERNATING):
            return (Side.BOTH,)
        order = (Side.RIGHT, Side.LEFT) if sore is Side.RIGHT else (Side.LEFT, Side.RIGHT)
        one_sided = self.laterality is Laterality.AFFECTED_SIDE and sore in order
        return order[:1] if one_sided else order

    def bends_both_ways(self, others: "Iterable[Exercise]") -> bool:
        """Return whether it goes to another end of the back's range than one of the others."""
        ends = {end for other in others if other is not self for end in other.end_range}
        return bool(ends) and bool(self.end_range) and len(ends | {*self.end_range}) > 1

    @property
    def per_side(self) -> bool:
        """True when each side has its own full time."""
        return self.laterality in (Laterality.PER_SIDE, Laterality.AFFECTED_SIDE)
