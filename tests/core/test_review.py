"""A signature stands under what was read, and under nothing else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.review import NOBODY, Review, fingerprint, review_words

NOW = fingerprint(b"the rows as they are")


def signed(now: str = NOW, day: int = 1, by: str = "A. Example, physiotherapist") -> Review:
    return Review(part="exercises.yoga", by=by, on=date(2026, 12, day), version="0.2.0", fingerprint=now)


def test_nobody_has_signed_what_has_no_row() -> None:
    assert review_words("exercises.yoga", NOW, ()) == NOBODY
    assert review_words("exercises.water", NOW, (signed(),)) == NOBODY


def test_who_signed_it_is_named() -> None:
    said = "Reviewed by A. Example, physiotherapist on 2026-12-01 (version 0.2.0)."
    assert review_words("exercises.yoga", NOW, (signed(),)) == said


def test_what_has_changed_since_says_so() -> None:
    said = review_words("exercises.yoga", NOW, (signed(fingerprint(b"before")),))
    assert said.endswith(" It has changed since.")


def test_the_newest_that_still_stands_is_named_before_a_newer_that_does_not() -> None:
    reviews = (signed(day=1, by="Old"), signed(fingerprint(b"other"), day=9, by="New"))
    assert review_words("exercises.yoga", NOW, reviews).startswith("Reviewed by Old on")


@given(st.binary(max_size=40), st.integers(0, 39), st.integers(1, 255))
def test_one_changed_byte_changes_the_fingerprint(content: bytes, place: int, by: int) -> None:
    if content:
        place %= len(content)
        changed = content[:place] + bytes([content[place] ^ by]) + content[place + 1 :]
        assert fingerprint(content) != fingerprint(changed)
