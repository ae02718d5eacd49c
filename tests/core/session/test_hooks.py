"""Which segment of a session starts with a hook."""

import pytest

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.config import Hook
from sciaticli.core.session.hooks import hook_at
from sciaticli.core.session.timeline import Segment, SegmentKind, Timeline

KINDS = {
    "g": SegmentKind.GET_READY,
    "s": SegmentKind.SWITCH_SIDE,
    "m": SegmentKind.MOVE,
    "h": SegmentKind.HOLD,
    "r": SegmentKind.REST,
}
SIGNS = {Hook.HOLD_START: "H", Hook.REST_START: "R", None: "."}


@pytest.mark.parametrize(
    ("segments", "hooks"),
    [
        ("ghrh", ".HRH"),
        ("gmhmrmhm", ".H..RH.."),
        ("gmmmmrmm", ".H...RH."),
        ("ghsh", ".H.H"),
        ("hg", "H."),
    ],
)
def test_work_that_goes_on_starts_once_and_each_rest_by_itself(segments: str, hooks: str) -> None:
    clock = Timeline(
        items=(),
        segments=tuple(
            Segment(kind=KINDS[sign], ms=1000, item=0, side=Side.BOTH, set_no=1, rep_no=number)
            for number, sign in enumerate(segments)
        ),
    )
    assert "".join(SIGNS[hook_at(clock, index)] for index in range(len(segments))) == hooks
