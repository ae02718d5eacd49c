"""What `doctor` finds, as lines."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sciaticli.core.doctor import Finding, Value


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings under their headings, and at the end what needs mending."""
    for heading, group in groupby(findings, key=attrgetter("heading")):
        yield f"{heading.capitalize()}:"
        yield from (f"  {_line(finding)}" for finding in group)
        yield ""
    wrong = [finding for finding in findings if finding.wrong]
    if not wrong:
        yield "Nothing here needs mending."
        return
    yield f"Needs a look: {len(wrong)}"
    yield from (f"  {finding.heading}, {_line(finding)}" for finding in wrong)


def _line(finding: Finding) -> str:
    return f"{finding.name}: {_words(finding.value)}"


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
