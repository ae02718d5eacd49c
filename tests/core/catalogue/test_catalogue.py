"""The catalogue as a value: finding, and what is wrong with rows and their links."""

import pytest

from sciaticli.core.catalogue.catalogue import Catalogue, link_problems, row_problems, source_problems
from sciaticli.core.catalogue.exercise import Family
from sciaticli.core.catalogue.source import HowRead, Source
from support.rows import make_row

TOWEL = make_row(also_called=["Heel glide"])
BRIDGE = make_row(
    id="bridge", name="Hip bridge", also_called=["towel_slide"], level=4, also_families=["yoga"]
)
LOW_BRIDGE = make_row(id="low_bridge", name="Low bridge", level=2)
CATALOGUE = Catalogue(
    exercises=(TOWEL, BRIDGE, LOW_BRIDGE),
    sources=(Source("LEAFLET", "A leaflet", ("https://example.org",), HowRead.READ),),
)


def test_a_family_holds_those_that_count_for_it() -> None:
    assert CATALOGUE.in_family(Family.YOGA) == (BRIDGE,)
    assert len(CATALOGUE.in_family(Family.CORE_STRENGTHENING)) == 3


def test_a_key_without_a_source_is_the_persons_own_words() -> None:
    known, own = CATALOGUE.sources_of(make_row(sources=["LEAFLET", "My physio"]))
    assert known.standing is HowRead.READ
    assert own == Source("My physio", "My physio")
    assert own.standing is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"dose_start": {"sets": 3, "reps": [3, 2]}},
            "dose_start.reps: has 2 numbers for 3 sets; allowed: one number a set",
        ),
        (
            {"kind": "stretch_hold", "dose_full": {"sets": 1, "reps": 2, "hold_s": 5}},
            "dose_start.hold_s: is 0, but a stretch_hold needs a time; allowed: 1 or more",
        ),
        ({"avoid": ["stenosis"]}, "caution: stenosis also in avoid; allowed: one of the two"),
    ],
)
def test_what_types_can_not_say_is_said(changes: dict[str, object], problem: str) -> None:
    assert row_problems(make_row(**changes), own=False) == [problem]


def test_every_step_of_the_ladder_is_looked_at() -> None:
    row = make_row(dose_steps=[{"sets": 1, "reps": 6}, {"sets": 2, "reps": [6]}])
    assert row_problems(row, own=False) == [
        "dose_steps[1].reps: has 1 numbers for 2 sets; allowed: one number a set"
    ]


def test_an_own_row_may_not_claim_much() -> None:
    row = make_row(level=1, leg_pain_ceiling=6)
    assert row_problems(row, own=False) == []
    assert row_problems(row, own=True) == [
        "leg_pain_ceiling: 6 in an exercise of your own; allowed: 0 to 5",
        "level: 1 in an exercise of your own; allowed: 2 to 5",
    ]


def test_an_own_walk_may_be_for_any_day() -> None:
    minutes = {"sets": 1, "reps": 1, "hold_s": 300}
    row = make_row(kind="continuous", level=1, leg_pain_ceiling=9, dose_start=minutes, dose_full=minutes)
    assert row_problems(row, own=True) == []


def test_links_must_lead_somewhere() -> None:
    row = make_row(easier=["low_brige"], harder=["bridge"], variant_of="zzz")
    assert link_problems((row, BRIDGE, LOW_BRIDGE)) == [
        ("towel_slide", "easier: low_brige is not an exercise of the catalogue; did you mean low_bridge?"),
        ("towel_slide", "variant_of: zzz is not an exercise of the catalogue"),
    ]


def test_built_in_sources_must_be_known() -> None:
    row = make_row(sources=["LEAFLET", "LEAFLETS"])
    assert source_problems((row,), CATALOGUE.sources) == [
        ("towel_slide", "sources: LEAFLETS is not a key of sources.toml; did you mean LEAFLET?")
    ]
