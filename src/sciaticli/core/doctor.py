"""What `doctor` finds: facts by heading, which of them are wrong, and which are nobody else's business."""

from collections.abc import Iterable

from msgspec import Struct

Value = str | int | bool


class Finding(Struct, frozen=True):
    """One fact. `wrong` when it needs mending; `private` when it may say who somebody is or how they are."""

    heading: str
    name: str
    value: Value
    wrong: bool = False
    private: bool = False


def redacted(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that may be shown to strangers: nothing private is left, in no form."""
    return [finding for finding in findings if not finding.private]


def by_heading(findings: Iterable[Finding]) -> dict[str, dict[str, Value]]:
    """Return the findings as tables, in their order."""
    tables: dict[str, dict[str, Value]] = {}
    for finding in findings:
        tables.setdefault(finding.heading, {})[finding.name] = finding.value
    return tables
