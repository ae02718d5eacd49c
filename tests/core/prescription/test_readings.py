"""The grammar of a dose, where a whole sheet would hide which rule has read it."""

import pytest

from sciaticli.core.prescription.readings import readings


@pytest.mark.parametrize(
    ("words", "reps"), [("8-12", 8), ("8 to 12", 8), ("10 - 15", 10), ("3-10", None), ("12-8", None)]
)
def test_a_range_without_a_word_is_repetitions_in_doubt_and_never_sets_of_its_end(
    words: str, reps: int | None
) -> None:
    (reading,) = readings(words)
    facts = dict(reading.facts)
    assert facts.get("reps") == reps
    assert "sets" not in facts
    assert ("note" in facts) is (reps is not None)
