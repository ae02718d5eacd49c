"""The pages of `learn` on the screen: the list of topics, and one page in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sciaticli.core.catalogue.source import HowRead
from sciaticli.core.learn import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from sciaticli.core.catalogue.source import Source
    from sciaticli.core.learn import Statement, Topic

CERTAINTY: Mapping[Certainty, str] = {
    Certainty.FAIR: "fair evidence",
    Certainty.WEAK: "weak evidence",
    Certainty.ADVICE: "health advice",
    Certainty.TAUGHT: "commonly taught",
    Certainty.OUR_CHOICE: "our choice",
}
STANDING: Mapping[HowRead | None, str] = {
    HowRead.READ: "read",
    HowRead.PART_READ: "read in part",
    HowRead.FROM_MEMORY: "from memory",
}
FOOT = "This is general. It can't say what you have. Danger signs come first: sciaticli check"


def topic_table(topics: Sequence[Topic]) -> RenderableType:
    """Return the list of topics: the word to type, and the title."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for topic in topics:
        table.add_row(Text(topic.id, style="cyan"), Text(topic.title))
    return table


def topic_lines(topics: Sequence[Topic]) -> Iterator[str]:
    """Yield one plain line a topic."""
    for topic in topics:
        yield f"{topic.id}: {topic.title}"


def topic_page(topic: Topic, sources: Sequence[Source]) -> RenderableType:
    """Return one page: statements with their certainty, other pages, sources."""
    parts: list[RenderableType] = [Text(topic.title, style="bold")]
    for statement in topic.says:
        text = Text.assemble(statement.text, (f" ({_tail(statement)})", "dim"))
        parts.append(Padding(text, (1, 0, 0, 0)))
    for heading, lines in _ends(topic, sources):
        parts.append(Text(f"\n{heading}", style="bold cyan"))
        parts += [Padding(Text(line), (0, 0, 0, 2)) for line in lines]
    return Group(*parts, Text(f"\n{FOOT}"))


def topic_page_lines(topic: Topic, sources: Sequence[Source]) -> Iterator[str]:
    """Yield one page as plain lines."""
    yield topic.title
    yield ""
    yield from (f"{statement.text} ({_tail(statement)})" for statement in topic.says)
    for heading, lines in _ends(topic, sources):
        yield ""
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)
    yield ""
    yield FOOT


def _tail(statement: Statement) -> str:
    """Return how sure a statement is and the keys of its sources."""
    keys = [key for key in statement.sources if key != HowRead.OUR_CHOICE]
    return ": ".join(filter(None, (CERTAINTY[statement.certainty], ", ".join(keys))))


def _ends(topic: Topic, sources: Sequence[Source]) -> Iterator[tuple[str, list[str]]]:
    named = [_source_line(source) for source in sources if source.standing is not HowRead.OUR_CHOICE]
    for heading, lines in (
        ("Also called", [", ".join(topic.also_called)] if topic.also_called else []),
        ("See also", [f"sciaticli learn {other}" for other in topic.see]),
        ("Sources", named),
    ):
        if lines:
            yield heading, lines


def _source_line(source: Source) -> str:
    known = f" ({STANDING[source.standing]})" if source.standing in STANDING else ""
    return f"{source.key}: {source.title}{known}."
