"""Findings: by heading, and without what is private."""

from sciaticli.core.doctor import Finding, by_heading, redacted

OPEN = Finding("files", "bytes", 12)
SECRET = Finding("files", "place", "/home/ann", private=True)
WRONG = Finding("record", "damage", 2, wrong=True)


def test_redacted_leaves_nothing_private_and_all_else() -> None:
    assert redacted([OPEN, SECRET, WRONG]) == [OPEN, WRONG]


def test_by_heading_keeps_the_order() -> None:
    assert by_heading([OPEN, SECRET, WRONG]) == {
        "files": {"bytes": 12, "place": "/home/ann"},
        "record": {"damage": 2},
    }
