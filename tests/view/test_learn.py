"""A page of learn, to the letter, in lines and on the screen."""

from rich.console import Console

from sciaticli.core.catalogue.source import HowRead, Source
from sciaticli.core.learn import Certainty, Statement, Topic
from sciaticli.view.learn import FOOT, topic_lines, topic_page, topic_page_lines, topic_table

PAGE = Topic(
    id="heat",
    title="Heat",
    also_called=("warmth",),
    says=(
        Statement("Heat gives some ease.", Certainty.FAIR, ("REV",)),
        Statement("Put a cloth between.", Certainty.OUR_CHOICE, ("our_choice",)),
    ),
    see=("ice",),
)
SOURCES = (
    Source("REV", "A review", (), HowRead.PART_READ),
    Source("our_choice", "Our choice", (), HowRead.OUR_CHOICE),
)


def drawn(page: object) -> list[str]:
    console = Console(width=80, color_system=None)
    with console.capture() as capture:
        console.print(page)
    return [line.rstrip() for line in capture.get().splitlines()]


def test_plain_lines() -> None:
    assert list(topic_page_lines(PAGE, SOURCES)) == [
        "Heat",
        "",
        "Heat gives some ease. (fair evidence: REV)",
        "Put a cloth between. (our choice)",
        "",
        "Also called:",
        "  warmth",
        "",
        "See also:",
        "  sciaticli learn ice",
        "",
        "Sources:",
        "  REV: A review (read in part).",
        "",
        FOOT,
    ]


def test_the_screen_says_the_same() -> None:
    lines = [line.strip().rstrip(":") for line in topic_page_lines(PAGE, SOURCES)]
    screen = " ".join(line.strip() for line in drawn(topic_page(PAGE, SOURCES)))
    assert all(line in screen for line in lines)


def test_the_list_names_the_word_to_type() -> None:
    assert list(topic_lines([PAGE])) == ["heat: Heat"]
    assert drawn(topic_table([PAGE])) == ["heat  Heat"]
