"""The catalogue is found by what people type and by what professionals write."""

import pytest

from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.prescription.names import Names
from sciaticli.store.prescription_words import load_words
from support.built_in import CATALOGUE

NAMES = Names(CATALOGUE, load_words())
# Mission rows 8 to 21: each programme and exercise the article names, as it is reached.
PROGRAMMES = {
    8: "lumbar_extensor", 10: "water", 11: "yoga", 12: "pilates", 13: "mckenzie", 14: "alexander",
    15: "core_strengthening", 16: "dynamic_stabilising", 17: "functional_restoration", 18: "posture",
    19: "hip_stretch", 20: "hip_stretch", 21: "hip_stretch",
}  # fmt: skip
SAID = {
    "bridge": "glute_bridge",
    "Bridges": "glute_bridge",
    "glute bridge": "glute_bridge",
    "clam": "clamshell",
    "clams": "clamshell",
    "clam shells": "clamshell",
    "cat camel": "cat_cow",
    "Cat-Cow": "cat_cow",
    "mckenzie press up": "prone_press_up",
    "McKenzie press-ups": "prone_press_up",
    "extension in lying": "prone_press_up",
    "sphinx": "prone_on_elbows",
    "knee to chest": "single_knee_to_chest",
    "knee hugs": "single_knee_to_chest",
    "double knee to chest": "double_knee_to_chest",
    "pelvic tilts": "pelvic_tilt_supine",
    "knee rolls": "knee_rolls",
    "bird-dog": "bird_dog",
    "bird dogs": "bird_dog",
    "dead bug": "dead_bug",
    "deadbugs": "dead_bug",
    "side plank": "side_bridge_full",
    "plank": "plank",
    "pigeon pose": "forward_pigeon",
    "childs pose": "childs_pose",
    "child\u2019s pose": "childs_pose",
    "sit to stands": "sit_to_stand",
    "calf raises": "heel_raises",
    "toe taps": "toe_taps",
    "wall sits": "wall_squat",
    "TrA": "abdominal_bracing",
    "belly breathing": "diaphragmatic_breathing",
    "ankle pumps": "ankle_pumps",
    "side plank on knees": "side_bridge_knees",
    "EIL": "prone_press_up",
    "half push ups": "prone_press_up",
}
# Words that several exercises go by: asked about, the gentlest first.
UNCLEAR = {
    "pigeon": ("reclining_pigeon", "sitting_pigeon", "forward_pigeon"),
    "figure four": ("reclining_pigeon", "wall_figure_four", "sitting_pigeon"),
    "figure 4 stretch": ("reclining_pigeon", "wall_figure_four", "sitting_pigeon"),
    "cobra": ("prone_on_elbows", "prone_press_up"),
    "nerve floss": ("sciatic_slider_supine", "sciatic_slider_side_lying", "sciatic_slider_seated"),
    "sciatic nerve glides": ("sciatic_slider_supine", "sciatic_slider_side_lying", "sciatic_slider_seated"),
    "calf stretches": ("calf_stretch_wall", "calf_stretch_bent_knee"),
    "wall slides": ("wall_squat",),
    "hip hike": ("hip_hitch",),
    "thread the needle": ("reclining_pigeon", "thread_the_needle"),
    "piriformis stretch": (
        "piriformis_stretch_supine", "reclining_pigeon", "knee_to_opposite_shoulder", "sitting_pigeon",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "name"), SAID.items())
def test_it_is_found_by_what_people_type(words: str, name: str) -> None:
    found = NAMES.one(words)
    assert found is not None
    assert found.id == name


@pytest.mark.parametrize(("words", "names"), UNCLEAR.items())
def test_unclear_words_are_asked_about_gentlest_first(words: str, names: tuple[str, ...]) -> None:
    found = NAMES.exact(words)
    assert NAMES.one(words) is None
    assert tuple(dict.fromkeys(row.id for row in found)) == names
    assert [row.level for row in found] == sorted(row.level for row in found)


@pytest.mark.parametrize("word", ["superman", "back extension", "hamstring stretch", "sit up", "crunch"])
def test_words_that_could_mean_harm_match_nothing_by_themselves(word: str) -> None:
    assert NAMES.one(word) is None


@pytest.mark.parametrize("word", ["cobra", "press up", "figure four", "clam", "cat camel", "pigeon", "floss"])
def test_a_part_of_a_name_is_searched_for(word: str) -> None:
    assert NAMES.holding(word)


@pytest.mark.parametrize(("row", "family"), PROGRAMMES.items())
def test_every_programme_of_the_article_is_there(row: int, family: str) -> None:
    assert any(Family(family) in each.families for each in CATALOGUE.exercises), row


@pytest.mark.parametrize(
    "name",
    [
        "piriformis_stretch_supine", "hip_flexor_standing", "reclining_pigeon", "sitting_pigeon",
        "forward_pigeon", "hamstring_standing", "knee_to_opposite_shoulder", "constructive_rest",
    ],
)  # fmt: skip
def test_every_exercise_of_the_article_is_there(name: str) -> None:
    assert name in CATALOGUE.by_id


def test_the_pigeons_stand_on_one_ladder() -> None:
    by_id = CATALOGUE.by_id
    assert "sitting_pigeon" in by_id["reclining_pigeon"].harder
    assert "forward_pigeon" in by_id["sitting_pigeon"].harder


def test_no_two_exercises_go_by_the_same_name() -> None:
    """A name belongs to one; a nickname of two is asked about, so it is listed as several."""
    seen: dict[str, str] = {}
    clashes = [
        (name, seen[name], row.id)
        for row in CATALOGUE.exercises
        for name in {NAMES.fold(word) for word in (row.name,)}
        if seen.setdefault(name, row.id) != row.id
    ]
    assert clashes == []
