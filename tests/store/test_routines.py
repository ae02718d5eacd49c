"""Routines on disk: what is written is what the catalogue loads."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciaticli.core.catalogue.catalogue import Routine, RoutineItem
from sciaticli.core.catalogue.exercise import Dose, Side
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.routines import remove_routine, save_routine

counts = st.integers(1, 60)
doses = st.builds(Dose, sets=counts, reps=counts, hold_s=st.integers(0, 3600), rest_s=st.integers(0, 600))
items = st.builds(
    RoutineItem,
    exercise=st.sampled_from(["glute_bridge", "clamshell"]),
    side=st.none() | st.sampled_from(Side),
    dose=st.none() | doses | st.just(Dose(sets=3, reps=(6, 4, 2), hold_s=10)),
)
routines = st.builds(
    Routine,
    id=st.just("anna"),
    name=st.text("abc äß'\"#[]", min_size=1),
    items=st.lists(items, min_size=1).map(tuple),
    per_week=st.none() | st.integers(1, 21),
    text=st.none() | st.text("abc\n\"'\\#[]=", max_size=60),
)


@given(routines)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_what_is_saved_is_loaded(tmp_path: Path, routine: Routine) -> None:
    folder = tmp_path / "exercises.d"
    save_routine(folder, routine)
    (loaded,) = load_catalogue(folder).routines
    assert loaded == routine
    assert remove_routine(folder, "anna")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    routine = Routine(id="anna", name="Anna", items=(RoutineItem(exercise="clamshell"),))
    save_routine(tmp_path / "d", routine)
    with pytest.raises(FileExistsError):
        save_routine(tmp_path / "d", routine)


def test_what_is_not_there_is_not_removed(tmp_path: Path) -> None:
    assert remove_routine(tmp_path / "d", "anna") is None
