"""The catalogue as a value: finding, and what is wrong with rows and their links."""

import pytest

from sciaticli.core.catalogue.catalogue import Catalogue, link_problems, row_problems, source_problems
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


def test_a_key_without_a_source_is_the_persons_own_words() -> None:
    known, own = CATALOGUE.sources_of(make_row(sources=["LEAFLET", "My physio"]))
    assert known.standing is HowRead.READ
    assert own == Source("My physio", "My physio")
    assert own.standing is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"kind": "stretch_hold", "dose": ["1 x 2", "1 x 2 x 5 s"]},
            "dose[0]: has no hold, but a stretch_hold needs a time; write it last, as in 1 x 8 x 3 s",
        ),
        ({"avoid": ["stenosis"]}, "caution: stenosis also in avoid; allowed: one of the two"),
    ],
)
def test_what_types_can_not_say_is_said(changes: dict[str, object], problem: str) -> None:
    assert row_problems(make_row(**changes), own=False) == [problem]


def test_every_step_of_the_ladder_is_looked_at() -> None:
    row = make_row(kind="repetition_hold", dose=["1 x 5 x 3 s", "1 x 6 x 3 s", "1 x 8", "1 x 8 x 3 s"])
    assert [problem.partition(":")[0] for problem in row_problems(row, own=False)] == ["dose[2]", "dose[3]"]


@pytest.mark.parametrize(
    ("kind", "doses", "problems"),
    [
        ("reps", ["1 x 10", "1 x 12", "2 x 8, rest 45 s"], []),
        (
            "reps",
            ["1 x 10", "2 x 8, rest 45 s"],
            ["dose[1]: 2 x 8, rest 45 s is more than a third above 1 x 10"],
        ),
        ("reps", ["1 x 2", "1 x 5"], []),  # half a minute or less
        ("repetition_hold", ["3/2/1 x 8 s", "6/4/2 x 8 s"], []),
        ("stretch_hold", ["1 x 2 x 15 s", "1 x 2 x 30 s"], []),
        ("reps", ["1 x 5, 30 s between reps", "1 x 6"], ["dose: begins longer than it ends, rests included"]),
    ],
)
def test_a_ladder_goes_up_in_small_steps(kind: str, doses: list[str], problems: list[str]) -> None:
    row = make_row(kind=kind, dose=doses, laterality="both")
    assert [problem.partition(";")[0] for problem in row_problems(row, own=True)] == problems


def test_an_own_row_may_not_claim_much() -> None:
    row = make_row(level=1, leg_pain_ceiling=6)
    assert row_problems(row, own=False) == []
    assert row_problems(row, own=True) == [
        "leg_pain_ceiling: 6 in an exercise of your own; allowed: 0 to 5",
        "level: 1 in an exercise of your own; allowed: 2 to 5",
    ]


def test_an_own_walk_may_be_for_any_day() -> None:
    row = make_row(kind="continuous", level=1, leg_pain_ceiling=9, dose=["5 min"])
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
