from itertools import combinations, pairwise
from pathlib import Path

import pytest

from figure_possible import faults
from figure_statements import holds, parse_claim
from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.errors import DataError
from sciaticli.core.figure.body import body_at
from sciaticli.core.figure.drawing import FLOOR_LINE, Framed, camera_of, draw, frame
from sciaticli.core.figure.geometry import size, sub
from sciaticli.core.figure.parts import Figure
from sciaticli.core.figure.shapes import Shade
from sciaticli.store.figures import load_figures
from sciaticli.view.canvas import Canvas, paint
from support.built_in import CATALOGUE
from support.reading_grade import reading_grade

FIGURES = load_figures()
EXERCISES = {row.id: row for row in CATALOGUE.exercises}
READING_GRADE = 6.0
FINE = 120  # steps from one pose to the next; a screen shows 24 at most
JUMP = 4.0  # cm in one of these steps: none but a knee that locks comes near
LOW = 1.9
SKIN = {"knee": 5.0, "ankle": 4.0, "toe": 4.0, "elbow": 3.4, "hand": 3.0, "hip": 8.5}
TOUCHES, FLOATS, SINKS = 1.5, 4.0, 1.5  # cm
ALIKE = 0.08

BASES = "[crook]\npose = {hip=[78,8], trunk=180, leg_n={foot=[121,4]}, arm_n={hand=[83,3]}}\n"
WORDS = 'words = ["a", "b"]\nshows = []\n'


def test_every_exercise_has_a_figure_and_every_figure_an_exercise() -> None:
    assert set(EXERCISES) == set(FIGURES)


def test_a_figure_stands_in_its_familys_file() -> None:
    for family in Family:
        assert {EXERCISES[key].family for key in load_figures(family)} == {family}


def test_a_compiled_figure_has_the_frame_that_would_be_worked_out(tmp_path: Path) -> None:
    read = load_figures(Family.MCKENZIE, cache=tmp_path)
    kept = load_figures(Family.MCKENZIE, cache=tmp_path)
    assert read == kept
    assert list(tmp_path.iterdir())
    for key, figure in kept.items():
        assert isinstance(figure, Framed)
        assert frame(figure) == frame(FIGURES[key])


@pytest.mark.parametrize("key", sorted(FIGURES))
def test_a_person_could_do_it(key: str) -> None:
    assert faults(FIGURES[key], EXERCISES[key].position) == []


@pytest.mark.parametrize("key", sorted(FIGURES))
def test_it_shows_what_it_must(key: str) -> None:
    figure = FIGURES[key]
    assert 1 <= len(figure.shows) <= 6
    assert [text for text in figure.shows if parse_claim(text) is None] == []
    assert [text for text in figure.shows if not holds(text, figure)] == []


@pytest.mark.parametrize("key", sorted(FIGURES))
def test_nothing_jumps_and_no_knee_or_elbow_dips_into_the_floor(key: str) -> None:
    figure = FIGURES[key]
    gaps = max(len(figure.pose) - (not figure.loop), 1)
    bodies = [body_at(figure, step / (gaps * FINE)) for step in range(gaps * FINE + 1)]
    for before, after in pairwise(bodies):
        assert max(size(sub(after.joints[name], p)) for name, p in before.joints.items()) < JUMP
    for body in bodies:
        assert all(body.joints[name][1] > LOW for name in ("knee_n", "knee_f", "elbow_n", "elbow_f"))


@pytest.mark.parametrize("key", sorted(key for key, figure in FIGURES.items() if not figure.from_above))
def test_what_touches_the_floor_is_drawn_on_it(key: str) -> None:
    """As drawn, not only as solved: nothing floats over the line, and nothing sinks under it."""
    figure = FIGURES[key]
    camera = camera_of(figure)
    for phase in range(9):
        for name, p in body_at(figure, phase / 8).joints.items():
            skin = SKIN.get(name.partition("_")[0], 99.0)
            if p[1] - skin <= TOUCHES:
                assert camera.seen(p)[1] - skin <= FLOATS, name
        for limb in draw(figure, phase / 8).limbs:
            if limb.name not in {"prop", "shadow", "arrow"}:
                assert min(shape.box().bottom for _, shape in limb.shapes) >= FLOOR_LINE - SINKS, limb.name


def test_no_two_pictures_are_alike_unless_one_is_called_a_variant() -> None:
    dots = {key: printed(figure) for key, figure in FIGURES.items()}
    alike = {
        (a, b)
        for a, b in combinations(sorted(dots), 2)
        if b != FIGURES[a].variant and a != FIGURES[b].variant and differing(dots[a], dots[b]) < ALIKE
    }
    assert alike == set()


def printed(figure: Figure) -> list[int]:
    """Return the dots of each tone of the pictures that are printed, one after the other: a bit a dot."""
    pictures = []
    for t in (figure.stills * 2)[:2]:
        canvas = paint(draw(figure, t, cue=t == figure.stills[-1]), Canvas(92, 76), floor=False)
        pictures += [whole(canvas.layers.get(tone, [])) for tone in Shade]
    return pictures


def whole(rows: list[int]) -> int:
    return sum(row << 128 * number for number, row in enumerate(rows))


def differing(one: list[int], other: list[int]) -> float:
    """Return the share of all dots of two pictures that are in one of them alone."""
    pairs = list(zip(one, other, strict=True))
    return sum((a ^ b).bit_count() for a, b in pairs) / sum(a.bit_count() + b.bit_count() for a, b in pairs)


def test_a_figure_swaps_its_limbs_where_the_exercise_alternates_and_the_scene_must_stay() -> None:
    swapping = {key for key, figure in FIGURES.items() if figure.swap}
    assert {EXERCISES[key].laterality for key in swapping} <= {"alternating", "per_side"}
    alternating = {key for key, row in EXERCISES.items() if row.laterality == "alternating"}
    assert {key for key in alternating - swapping if not FIGURES[key].loop} == set()


def test_long_movements_loop_and_others_do_not() -> None:
    """A figure that loops would run on through a hold that must be still."""
    assert {EXERCISES[key].kind for key, figure in FIGURES.items() if figure.loop} <= {"continuous", "reps"}


def test_the_words_are_easy_and_differ() -> None:
    for key, figure in FIGURES.items():
        text = " ".join(figure.words)
        assert reading_grade(text) <= READING_GRADE, key
        assert figure.words[0] != figure.words[1]
    assert len({figure.words for figure in FIGURES.values()}) == len(FIGURES)


def write(folder: Path, text: str) -> Path:
    (folder / "bases.toml").write_text(BASES)
    (folder / "yoga.toml").write_text(text)
    return folder


def test_later_poses_take_over_from_the_first_and_the_first_from_its_base(tmp_path: Path) -> None:
    table = '[a]\nbase = "crook"\n' + WORDS + "pose = [{nod=5}, {trunk=190}]\n"
    figure = load_figures(folder=write(tmp_path, table))["a"]
    assert [pose.nod for pose in figure.pose] == [5, 5]
    assert [pose.trunk for pose in figure.pose] == [180, 190]


def test_one_pose_is_enough(tmp_path: Path) -> None:
    assert len(load_figures(folder=write(tmp_path, '[a]\nbase = "crook"\n' + WORDS))["a"].pose) == 1


def problems(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(DataError) as caught:
        load_figures(folder=write(folder, text))
    return caught.value.problems


def test_all_problems_are_told_at_once_with_exercise_and_key(tmp_path: Path) -> None:
    text = (
        '[a]\nbase = "bed"\n' + WORDS
        + '[b]\nbase = "crook"\nhott = []\nwords = ["a", "b"]\nshows = []\n'
        + '[c]\nbase = "crook"\n' + WORDS + 'pose = [{}, {trunk="up"}]\n'
        + '[e]\nbase = "crook"\n' + WORDS + 'planted = ["tail"]\norder = ["head"]\n'
        + 'prop = [{kind="strap", from="tail", to="hand_n"}]\npose = [{arm_n={hand="arm_n@0.5"}}]\n'
        + '[f]\nbase = "crook"\n' + WORDS + 'pose = [{arm_n={hand="hand_f"}, arm_f={hand="hand_n"}}]\n'
        + '[g]\nbase = "crook"\nvariant = "a"\narrow = "tail"\n' + WORDS
        + '[h]\nbase = "crook"\nmark = ["tail"]\n' + WORDS
    )  # fmt: skip
    assert problems(tmp_path, text) == (
        "yoga.toml: a.base: no such position 'bed'; allowed: crook",
        "yoga.toml: b.hott: is not a key; did you mean hot?",
        "yoga.toml: c.pose[1].trunk: expected a number, got text",
        "yoga.toml: e.pose[0].arm_n: no such place to hold 'arm_n@0.5'",
        "yoga.toml: e.planted: no such joint 'tail'",
        "yoga.toml: e.order: needs each of arm_f, arm_n, head, leg_f, leg_n, trunk once",
        "yoga.toml: e.prop: no such place 'tail'",
        "yoga.toml: f.pose[0].arm_n: no such place to hold 'hand_f'",
        "yoga.toml: f.pose[0].arm_f: no such place to hold 'hand_n'",
        "yoga.toml: g.arrow: no such place 'tail'",
        "yoga.toml: g.mark: say which places tell it from its variant",
        "yoga.toml: h.mark: no such place 'tail'",
    )


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, "[a\n")[0].startswith("yoga.toml: ")


def test_the_page_of_figures_shows_each() -> None:
    folder = Path(__file__).parents[2] / "docs" / "figures"
    for key, row in EXERCISES.items():
        assert f"({key})" in (folder / f"{row.family}.svg").read_text(encoding="utf-8"), "run: make figures"
