"""The numbers that more than one rule holds to, each once. All are our choice (docs/safety.md)."""

from datetime import timedelta

LOOK_BACK = timedelta(days=90)
"""What is longer ago says nothing of today; so long without a session, and it is a new start."""

HIGH_PAIN = 6
"""Leg pain, 0 to 10, from which a day belongs to the calm phase; it also stands in for pain not known."""

EASY_LEG = 3
"""Leg pain up to which the start is a full one, and mild rows count as familiar."""
