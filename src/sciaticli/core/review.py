"""Which part of the clinical content a clinician has read and signed, and whether it has changed since."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.catalogue.exercise import Sentence

DIGITS = 16
NOBODY = "No clinician has reviewed this yet."


class Review(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One signature: who, when, which version, and the fingerprint of what was read."""

    part: Sentence
    by: Sentence
    on: date
    version: Sentence
    fingerprint: Annotated[str, Meta(pattern=f"^[0-9a-f]{{{DIGITS}}}$")]
    remarks: str = ""


def fingerprint(content: bytes) -> str:
    """Return 16 hexadecimal digits that change when one byte of a part does."""
    return sha256(content).hexdigest()[:DIGITS]


def review_words(part: str, now: str, reviews: Iterable[Review]) -> str:
    """Return one sentence on who has signed a part whose fingerprint is `now`; it never claims more."""
    of_part = sorted((review for review in reviews if review.part == part), key=lambda review: review.on)
    if not of_part:
        return NOBODY
    standing = [review for review in of_part if review.fingerprint == now]
    last = (standing or of_part)[-1]
    since = "" if standing else " It has changed since."
    return f"Reviewed by {last.by} on {last.on:%Y-%m-%d} (version {last.version}).{since}"
