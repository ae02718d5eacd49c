"""What a drawn exercise is made of: key poses of a puppet, props, and what the picture must show.

A pose gives the hip, the trunk's direction and where hands and feet are; `core.body` finds knees and
elbows. Poses are written for the right side: near (`_n`) is the worked side. The left side is the
mirrored drawing. Centimetres and degrees, floor at y = 0.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.catalogue.exercise import Sentence

Numbers = Annotated[tuple[float, ...], Meta(min_length=2, max_length=3)]
Share = Annotated[float, Meta(ge=0, le=1)]
FROM_ABOVE = 16.0  # degrees of pitch
ENDS = {"start": "from", "end": "to"}  # `from` is a word of the language


class Part(StrEnum):
    """A part of the body that can be highlighted or placed in the drawing order."""

    TRUNK = "trunk"
    BUTTOCKS = "buttocks"
    HEAD = "head"
    LEG_N = "leg_n"
    LEG_F = "leg_f"
    ARM_N = "arm_n"
    ARM_F = "arm_f"
    THIGH_N = "thigh_n"
    THIGH_F = "thigh_f"
    SHIN_N = "shin_n"
    SHIN_F = "shin_f"
    FOOT_N = "foot_n"
    FOOT_F = "foot_f"
    UPPER_ARM_N = "upper_arm_n"
    UPPER_ARM_F = "upper_arm_f"
    FOREARM_N = "forearm_n"
    FOREARM_F = "forearm_f"
    HAND_N = "hand_n"
    HAND_F = "hand_f"
    BELLY = "belly"
    LOW_BACK = "low_back"
    SHOULDERS = "shoulders"
    HIP_N = "hip_n"
    HIP_F = "hip_f"


class Leg(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a leg is: `foot` a point or a place on the body, or `dir` and `reach` about the hip.

    `knee` says which way the knee points, `toe` which way the foot points (degrees in the picture, or a
    vector); `ankle` bends the foot instead: 0 square to the shin, + toes toward the shin.
    """

    foot: Numbers | str | None = None
    dir: float | Numbers | None = None
    reach: Share = 1.0
    knee: float | Numbers | None = None
    toe: float | Numbers | None = None
    ankle: float | None = None


class Arm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where an arm is: `hand` a point or a place on the body, or `dir` and `reach` about the shoulder."""

    hand: Numbers | str | None = None
    dir: float | Numbers | None = None
    reach: Share = 1.0
    elbow: float | Numbers | None = None


class Pose(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One key pose. A far limb that is left out mirrors the near one.

    `trunk` 90 is upright, 180 on the back, 0 face down. `curve` + rounds the back forward, `bend` + bends
    it to the right side, `nod` + drops the chin, `turn` + turns the face to the right hand,
    `poke` is how far the head stands in front of the neck. `roll` 90 turns
    the chest to the viewer, `twist` turns the chest further than the hips. `belly` is how far the belly
    stands out, `tilt` + rolls the tailbone under and flattens the low back, - hollows it; the chest stays.
    `hitch` + lifts the hip of the far side, - lets it hang.
    `hot` is what works in this pose, for figures in which the effort goes from part to part.
    """

    hip: Numbers
    trunk: float
    curve: float = 0.0
    bend: float = 0.0
    nod: float = 0.0
    turn: float = 0.0
    poke: float = 0.0
    roll: float = 0.0
    twist: float = 0.0
    tilt: float = 0.0
    hitch: float = 0.0
    belly: float = 0.0
    leg_n: Leg
    leg_f: Leg | None = None
    arm_n: Arm
    arm_f: Arm | None = None
    hot: tuple[Part, ...] | None = None


class Thing(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every thing has: `after` is the part of the body it is drawn on top of, where it isn't usual."""

    after: Part | None = None

    @property
    def in_front(self) -> bool:
        """Whether the thing is drawn in front of the whole body."""
        return isinstance(self, Strap | Stick | Pool | Load) or (isinstance(self, Pillow) and self.over)


class Chair(Thing, frozen=True, kw_only=True, tag="chair"):
    """A chair: `x` its left edge, `h` the top of the seat, `back` left, right, far (seen end-on) or none.

    `z` is how far from the middle its back stands when that is seen end-on.
    """

    x: float
    h: float = 45.0
    w: float = 42.0
    z: float = -20.0
    back: str = "left"


class Wall(Thing, frozen=True, kw_only=True, tag="wall"):
    """A wall or a post: `x` where it stands, `y` to `h` how high it is drawn.

    With `far` it is the wall behind the body, seen from the front, `x` its left edge and `far` its width.
    """

    x: float
    h: float = 178.0
    y: float = 0.0
    far: float = 0.0


class Step(Thing, frozen=True, kw_only=True, tag="step"):
    """A step, a bed or a box: `x` its left edge."""

    x: float
    w: float
    h: float


class Stairs(Thing, frozen=True, kw_only=True, tag="stairs"):
    """Stairs: `x`, `y` the edge of one step at the start, `w`, `h` its depth and height.

    In a round of a figure that loops, two steps pass under the feet, so that the climb never ends.
    """

    x: float
    y: float
    w: float = 30.0
    h: float = 16.0
    left: float = 0.0
    right: float = 130.0


class Table(Thing, frozen=True, kw_only=True, tag="table"):
    """A worktop on two legs: `x` its left edge, `h` its top, `inset` how far from the edges the legs are."""

    x: float
    w: float
    h: float
    inset: float = 4.0


class Strap(Thing, frozen=True, kw_only=True, tag="strap", rename=ENDS):
    """A strap, towel or cord between two joints or points."""

    start: str | Numbers
    end: str | Numbers


class Stick(Thing, frozen=True, kw_only=True, tag="stick", rename=ENDS):
    """A stick, pole or rail between two joints or points, and `beyond` both."""

    start: str | Numbers
    end: str | Numbers
    beyond: float = 0.0


class Pillow(Thing, frozen=True, kw_only=True, tag="pillow"):
    """A pillow, rolled towel, noodle or book: `x`, `y`, `z` its middle; `over` is in front of the body."""

    x: float
    y: float
    z: float = 0.0
    w: float = 30.0
    h: float = 10.0
    over: bool = False


class Pool(Thing, frozen=True, kw_only=True, tag="pool"):
    """Water up to the height `y`, drawn from `left` to `right`.

    `turn` turns the line about its middle, by the yaw of a camera that looks down: then it is seen level.
    """

    y: float
    left: float = 0.0
    right: float = 124.0
    turn: float = 0.0


class Ball(Thing, frozen=True, kw_only=True, tag="ball"):
    """A ball: `x`, `y` its middle, `r` its radius."""

    x: float
    y: float
    r: float


class Load(Thing, frozen=True, kw_only=True, tag="load"):
    """A box held at a joint, its middle `dx` and `dy` away; or a bag that hangs from it by a handle."""

    at: str
    w: float = 30.0
    h: float = 20.0
    dx: float = 0.0
    dy: float = 0.0
    bag: bool = False


class Bike(Thing, frozen=True, kw_only=True, tag="bike"):
    """An exercise bike: `x`, `y` the axle of the pedals, `seat` and `bar` its saddle and handlebar."""

    x: float
    y: float
    seat: Numbers
    bar: Numbers


Prop = Chair | Wall | Step | Stairs | Table | Strap | Stick | Pillow | Pool | Ball | Load | Bike


class Figure(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The moving picture of one exercise, first pose to last.

    `words` says start and end for those who don't see it. `shows` are statements a test reads
    (`core.claims`). `planted` joints don't move. `loop` is how many seconds one round lasts of a movement
    that goes on by itself during a long hold (walking, breathing); 0 means it doesn't. `still` marks a
    position that is only held. `swap`: on the other side's turn the limbs swap and the scene stays, for
    exercises that alternate; all others are mirrored. `focus` are the parts a close view shows. `arrow` is
    the place whose way is shown by an arrow, the one that moves furthest when left out. `variant` names the
    figure this one may look like, `mark` the places at which they differ: a ring is drawn round them. `seen`
    is the phase that is printed beside the start, where the end of the movement or the half of a round isn't
    what tells most.
    """

    id: str
    words: tuple[Sentence, Sentence]
    shows: tuple[Sentence, ...]
    pose: Annotated[tuple[Pose, ...], Meta(min_length=1)]
    view: tuple[float, float] = (12.0, 8.0)
    hot: tuple[Part, ...] = ()
    order: tuple[Part, ...] = ()
    planted: tuple[str, ...] = ()
    prop: tuple[Prop, ...] = ()
    loop: float = 0.0
    still: bool = False
    swap: bool = False
    focus: tuple[Part, ...] = ()
    arrow: str = ""
    variant: str = ""
    mark: tuple[str, ...] = ()
    seen: Share | None = None

    @property
    def from_above(self) -> bool:
        """True when the camera looks down so far that a mat is drawn in place of the floor line."""
        return self.view[1] >= FROM_ABOVE

    @property
    def stills(self) -> tuple[float, ...]:
        """The phases to draw where nothing moves: start and end, or the one position that is held."""
        if self.still and not self.hot:
            return (1.0,)
        if self.seen is not None:
            return (0.0, self.seen)
        if self.loop:
            return (0.0, 2 / 3 if len(self.pose) == 3 else 0.5)  # noqa: PLR2004 - stand, one leg, the other
        return (0.0, 1.0)

    def phase(self, seconds: float) -> float:
        """Return where a looping figure is after `seconds`, 0 to 1; a figure that doesn't loop stays at 1."""
        return seconds / self.loop % 1.0 if self.loop else 1.0
