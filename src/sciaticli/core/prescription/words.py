"""The words of sheets, as data/prescription.toml lists them."""

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Position


class Beside(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What words beside a name do.

    `neutral` change nothing; `tools`, `growing` and `changing` change what is done or how much;
    `telling` open a sentence that says how; `doing` are those of them that a name may follow ("do bridges");
    `stages` open a heading over what is for a time to come ("weeks 3-6"); `banning` stand over what is not to
    be done;
    `everything` stand in a line that says how often the whole sheet is done, `many` in one that says the sets
    of several.
    """

    neutral: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    growing: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    banning: tuple[str, ...] = ()
    everything: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words by kind.

    `fold` holds for each spelling of a name's word the others; `nicknames` for each exercise what else it
    goes by; `several` names that are always asked about; `sets` names of several exercises together, each
    given as the exercises it may be, the gentlest first.
    """

    fold: dict[str, tuple[str, ...]] = {}
    position: dict[Position, tuple[str, ...]] = {}
    words: Beside = Beside()
    languages: dict[str, tuple[str, ...]] = {}
    nicknames: dict[str, tuple[str, ...]] = {}
    several: dict[str, tuple[str, ...]] = {}
    sets: dict[str, tuple[tuple[str, ...], ...]] = {}
