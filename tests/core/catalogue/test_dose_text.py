"""A dose as a short text: what is read, what is written, and where a text stops being a dose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.catalogue.dose_text import DoseTextError, dose_text, read_dose
from sciaticli.core.catalogue.exercise import Dose

counts, seconds = st.integers(1, 60), st.integers(0, 3600)
doses = st.builds(Dose, counts, counts, seconds, seconds, seconds) | st.lists(
    counts, min_size=2, max_size=60
).flatmap(lambda reps: st.builds(Dose, st.just(len(reps)), st.just(tuple(reps)), seconds, seconds, seconds))


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("1 x 8", Dose(1, 8)),
        ("2 x 10 x 3 s", Dose(2, 10, 3)),
        ("2 x 10 x 3 s, rest 45 s", Dose(2, 10, 3, 0, 45)),
        ("1 x 3 x 30 s, 10 s between reps", Dose(1, 3, 30, 10)),
        ("6/4/2 x 10 s, 3 s between reps, rest 30 s", Dose(3, (6, 4, 2), 10, 3, 30)),
        ("6/4/2", Dose(3, (6, 4, 2))),
        ("3 x 40 s, rest 30 s", Dose(3, 1, 40, 0, 30)),
        ("10 min", Dose(1, 1, 600)),
        ("3 x 3:30 min", Dose(3, 1, 210)),
        ("20 s", Dose(1, 1, 20)),
        ("90 s", Dose(1, 1, 90)),
    ],
)
def test_a_dose_and_its_text(text: str, dose: Dose) -> None:
    assert read_dose(text) == dose
    assert dose_text(dose) == text


@pytest.mark.parametrize("text", ["2X10 x3S,rest 45 s", "  2 x 10 x 3 s ,  rest 45s "])
def test_blanks_and_capitals_do_not_matter(text: str) -> None:
    assert read_dose(text) == Dose(2, 10, 3, 0, 45)


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("", 1, "no dose; write for example"),
        ("8", 1, "no dose; write for example"),
        ("2 x 3 x 4 x 5 s", 9, '"4" is no time'),
        ("0 x 3", 1, '"0" is no number of sets or repetitions; allowed: 1 to 60'),
        ("1 x 61", 5, '"61" is no number'),
        ("1 x \u0663", 5, "is no number"),
        ("2 x 10 x 3", 10, '"3" is no time; write 45 s, 2 min or 2:30 min'),
        ("2 x 10 x 3 sec", 10, '"3 sec" is no time'),
        ("2:30 s", 1, '"2:30 s" is no time'),
        ("61 min", 1, '"61 min" is out of range; allowed: 1 s to 60 min'),
        ("0 s", 1, "is out of range"),
        ("2 x 10, 45 s", 9, '"45 s" is no rest; write 3 s between reps, or rest 45 s'),
        ("2 x 10, rest 45", 14, '"45" is no time'),
        ("2 x 10, rest 45 s, rest 5 s", 20, '"rest" stands twice'),
        ("99999999999999999999 min", 1, "is no time"),
    ],
)
def test_what_is_no_dose_says_where(text: str, place: int, problem: str) -> None:
    with pytest.raises(DoseTextError) as caught:
        read_dose(text)
    assert caught.value.place == place
    assert problem in str(caught.value)


@given(doses)
def test_what_is_written_is_read_the_same(dose: Dose) -> None:
    assert read_dose(dose_text(dose)) == dose


@given(st.text(alphabet="0123456789 x/:,smin restbwp") | st.text(max_size=30))
def test_any_text_is_a_dose_or_an_error(text: str) -> None:
    try:
        dose = read_dose(text)
    except DoseTextError:
        return
    assert read_dose(dose_text(dose)) == dose
