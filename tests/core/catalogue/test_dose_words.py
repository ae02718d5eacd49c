"""A dose in words."""

import pytest

from sciaticli.core.catalogue.dose_words import dose_words, duration_words
from sciaticli.core.catalogue.exercise import Dose, Kind, Laterality


@pytest.mark.parametrize(
    ("dose", "kind", "laterality", "words"),
    [
        (Dose(1, 1, 300), Kind.CONTINUOUS, Laterality.BOTH, "5 minutes"),
        (Dose(3, 1, 180), Kind.CONTINUOUS, Laterality.BOTH, "3 times 3 minutes"),
        (Dose(1, 1, 30), Kind.STRETCH_HOLD, Laterality.PER_SIDE, "30 seconds, each side"),
        (Dose(1, 3, 30), Kind.STRETCH_HOLD, Laterality.PER_SIDE, "3 times 30 seconds, each side"),
        (Dose(2, 1, 10), Kind.ISOMETRIC_HOLD, Laterality.BOTH, "2 times 10 seconds"),
        (Dose(1, 10, 2), Kind.REPS, Laterality.BOTH, "10 repetitions, pause 2 seconds"),
        (Dose(1, 1), Kind.REPS, Laterality.BOTH, "1 repetition"),
        (Dose(3, 10), Kind.REPS, Laterality.ALTERNATING, "3 sets of 10, each side"),
        (Dose(2, 12, 5), Kind.REPETITION_HOLD, Laterality.BOTH, "2 sets of 12, hold 5 seconds"),
        (
            Dose(3, (6, 4, 2), 10),
            Kind.REPETITION_HOLD,
            Laterality.PER_SIDE,
            "3 sets of 6, 4, 2, hold 10 seconds, each side",
        ),
        (Dose(1, 5), Kind.REPS, Laterality.AFFECTED_SIDE, "5 repetitions"),
    ],
)
def test_doses_are_said_as_people_say_them(
    dose: Dose, kind: Kind, laterality: Laterality, words: str
) -> None:
    assert dose_words(dose, kind, laterality) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (45, "45 seconds"),
        (60, "1 minute"),
        (90, "1 minute 30 seconds"),
        (1200, "20 minutes"),
    ],
)
def test_times_are_said_in_minutes_and_seconds(seconds: int, words: str) -> None:
    assert duration_words(seconds) == words
