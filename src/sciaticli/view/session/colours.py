"""What the colours of a session's screen are for, and which they are on dark, on light and with sixteen."""

from enum import StrEnum

from sciaticli.core.session.timeline import SegmentKind


class ColourRole(StrEnum):
    """What a colour is for."""

    GET_READY = "get_ready"
    WORK = "work"
    REST = "rest"
    PAUSED = "paused"
    PAIN = "pain"
    QUIET = "quiet"
    SIDE = "side"


ON_DARK = {
    ColourRole.GET_READY: "#d7af5f",
    ColourRole.WORK: "#5fd75f",
    ColourRole.REST: "#5fafff",
    ColourRole.PAUSED: "#ffd75f",
    ColourRole.PAIN: "#ff5f87",
    ColourRole.QUIET: "#8a8f98",
    ColourRole.SIDE: "#f5d34f",
}


ON_LIGHT = {
    ColourRole.GET_READY: "#875f00",
    ColourRole.WORK: "#00702b",
    ColourRole.REST: "#005faf",
    ColourRole.PAUSED: "#8a5a00",
    ColourRole.PAIN: "#c00040",
    ColourRole.QUIET: "#5f656f",
    ColourRole.SIDE: "#8a4b00",
}


ON_LIGHT_OF_SIXTEEN = {  # the terminal's own colours: its yellow and green are hardly seen on white
    ColourRole.GET_READY: "magenta",
    ColourRole.WORK: "blue",
    ColourRole.REST: "blue",
    ColourRole.PAUSED: "red",
    ColourRole.PAIN: "red",
    ColourRole.QUIET: "bright_black",
    ColourRole.SIDE: "magenta",
}


OF_KIND = {
    SegmentKind.GET_READY: ColourRole.GET_READY,
    SegmentKind.SWITCH_SIDE: ColourRole.GET_READY,
    SegmentKind.MOVE: ColourRole.WORK,
    SegmentKind.HOLD: ColourRole.WORK,
    SegmentKind.REST: ColourRole.REST,
}
