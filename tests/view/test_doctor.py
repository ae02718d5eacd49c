"""What doctor finds, to the letter."""

from sciaticli.core.doctor import Finding
from sciaticli.view.doctor import finding_lines


def test_what_is_wrong_is_said_again_at_the_end() -> None:
    findings = [Finding("files", "session under way", False), Finding("record", "damage", 2, wrong=True)]  # noqa: FBT003 - a value
    assert list(finding_lines(findings)) == [
        "Files:",
        "  session under way: no",
        "",
        "Record:",
        "  damage: 2",
        "",
        "Needs a look: 1",
        "  record, damage: 2",
    ]


def test_nothing_wrong_is_said_too() -> None:
    lines = list(finding_lines([Finding("files", "bytes", 1)]))
    assert lines[-1] == "Nothing here needs mending."
