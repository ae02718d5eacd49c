"""The figures' files: `data/figures/<family>.toml`, one table an exercise, and the poses they start from.

`bases.toml` holds the usual positions. A figure with `base = "crook"` takes over the keys of that table;
its first pose takes over the keys of the base's pose, and every later pose those of its first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sciaticli.core.errors import DataError
from sciaticli.core.figure.drawing import Framed, framed
from sciaticli.core.figure.parts import Figure, Part, Pose, Stick, Strap
from sciaticli.core.figure.places import is_place
from sciaticli.store.compiled import Content, load, shipped
from sciaticli.store.paths import content
from sciaticli.store.reading import Unreadable, file_text, toml_table
from sciaticli.store.table_problems import convert_quickly, convert_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sciaticli.core.catalogue.exercise import Family

FOLDER = "figures"
BASES = "bases.toml"
READERS = (
    "core.figure.body",
    "core.figure.camera",
    "core.figure.drawing",
    "core.figure.geometry",
    "core.figure.parts",
    "core.figure.person",
    "core.figure.places",
    "core.figure.props",
    "core.figure.shapes",
    "store.figures",
    "store.table_problems",
)
WHOLE_PARTS = {Part.TRUNK, Part.HEAD, Part.LEG_N, Part.LEG_F, Part.ARM_N, Part.ARM_F}


def load_figures(
    *families: Family, folder: Path | None = None, cache: Path | None = None
) -> dict[str, Figure]:
    """Return the figures of the families, of all when none is named, by exercise id.

    Raises DataError naming file, exercise and key of every problem.
    """
    if folder is not None:
        return _read_figures(folder, families)
    what, kind = content_of(families), dict[str, Framed]
    if cache is not None:
        return {**load(what, kind, lambda: framed_figures(*families), cache)}
    found = shipped(what.name, kind)
    return _read_figures(content(FOLDER), families) if found is None else {**found}


def framed_figures(*families: Family) -> dict[str, Framed]:
    """Return what `load_figures` does, read from the files, each figure with its frame worked out."""
    return {name: framed(figure) for name, figure in _read_figures(content(FOLDER), families).items()}


def content_of(families: Sequence[Family]) -> Content:
    """Return what the figures of one family, or of all when none is named, are compiled from."""
    name = "-".join((FOLDER, *families))
    return Content(name, lambda: sorted(content(FOLDER).glob("*.toml")), READERS)


def _read_figures(folder: Path, families: Sequence[Family]) -> dict[str, Figure]:
    problems: list[str] = []
    bases = _read(folder / BASES, problems)
    names = [f"{family}.toml" for family in families] or sorted(path.name for path in folder.glob("*.toml"))
    figures: dict[str, Figure] = {}
    for name in names:
        if name != BASES and (folder / name).exists():
            for key, table in _read(folder / name, problems).items():
                figure = _figure(key, table, bases, f"{name}: {key}.", problems)
                if figure:
                    figures[key] = figure
    if problems:
        raise DataError("the figures can't be used.", tuple(problems))
    return figures


def _read(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        return toml_table(file_text(path))
    except Unreadable as error:
        problems.append(f"{path.name}: {error}")
        return {}


def _figure(
    key: str, table: dict[str, Any], bases: dict[str, Any], where: str, problems: list[str]
) -> Figure | None:
    own = dict(table)
    name = own.pop("base", None)
    base = dict(bases.get(name, {})) if name else {}
    if name and not base:
        problems.append(f"{where}base: no such position {name!r}; allowed: {', '.join(bases)}")
        return None
    first = base.pop("pose", {})
    frames = own.get("pose", [{}])
    poses = [{**first, **frames[0], **(frame if number else {})} for number, frame in enumerate(frames)]
    whole = {**base, **own, "id": key, "pose": poses}
    if (figure := convert_quickly(whole, Figure)) is None:
        _name_problems(whole, where, problems)
        return None
    found = [f"{where}{problem}" for problem in _meaning_problems(figure)]
    problems += found
    return None if found else figure


def _name_problems(table: dict[str, Any], where: str, problems: list[str]) -> None:
    """Add a line for each key of a figure that is wrong, pose by pose."""
    found = len(problems)
    for number, pose in enumerate(table["pose"]):
        convert_table(pose, Pose, f"{where}pose[{number}].", problems)
    if len(problems) == found:
        convert_table(table, Figure, where, problems)


def _meaning_problems(figure: Figure) -> Iterator[str]:
    """Return what types can't see: unknown places, parts left out."""
    for number, pose in enumerate(figure.pose):
        for limb, target in (
            ("leg_n", pose.leg_n.foot),
            ("leg_f", pose.leg_f and pose.leg_f.foot),
            ("arm_n", pose.arm_n.hand),
            ("arm_f", pose.arm_f and pose.arm_f.hand),
        ):
            if isinstance(target, str) and (
                not is_place(target) or limb in _needs(figure, number, limb, set())
            ):
                yield f"pose[{number}].{limb}: no such place to hold {target!r}"
    yield from (f"planted: no such joint {joint!r}" for joint in figure.planted if not is_place(joint))
    yield from (f"mark: no such place {place!r}" for place in figure.mark if not is_place(place))
    if figure.arrow and not is_place(figure.arrow):
        yield f"arrow: no such place {figure.arrow!r}"
    if figure.variant and not figure.mark:
        yield "mark: say which places tell it from its variant"
    if figure.order and set(figure.order) != WHOLE_PARTS:
        yield f"order: needs each of {', '.join(sorted(WHOLE_PARTS))} once"
    for prop in figure.prop:
        if isinstance(prop, Strap | Stick):
            ends = (prop.start, prop.end)
            yield from (
                f"prop: no such place {end!r}" for end in ends if isinstance(end, str) and not is_place(end)
            )


def _needs(figure: Figure, number: int, limb: str, seen: set[str]) -> set[str]:
    """Return the limbs that must be placed before `limb`; itself among them when they hold each other."""
    pose = figure.pose[number]
    spec = getattr(pose, limb) or getattr(pose, f"{limb[:3]}_n")
    target = spec.foot if limb.startswith("leg") else spec.hand
    if not isinstance(target, str):
        return seen
    joint = target.partition("@")[0]
    held = {"thigh": "leg", "shin": "leg", "foot": "leg", "knee": "leg", "ankle": "leg", "toe": "leg"}
    arms = {"elbow": "arm", "hand": "arm", "forearm": "arm", "upper_arm": "arm"}
    kind = {**held, **arms}.get(joint.rpartition("_")[0])
    needed = f"{kind}_{joint[-1]}" if kind else None
    if needed is None or needed in seen:
        return seen
    return _needs(figure, number, needed, seen | {needed})
