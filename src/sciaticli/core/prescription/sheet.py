"""A physio's sheet read: every line ends as kept, asked, description, or an exercise of the physio's own."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.prescription.block_item import block_item
from sciaticli.core.prescription.blocks import blocks
from sciaticli.core.prescription.item import SheetItem, Status
from sciaticli.core.prescription.names import Names, name_words
from sciaticli.core.prescription.shared_amounts import (
    rate_of_all,
    under_headings,
    under_stages,
    with_often,
    with_shared_doses,
    with_shared_rates,
)

NAMES_IT = 2  # words of a language that tell it
MOST_TEXT = 20_000  # letters of a sheet


class Sheet(Struct, frozen=True, kw_only=True):
    """A whole sheet; `language` is set when it is not in English."""

    items: tuple[SheetItem, ...]
    language: str | None = None

    @property
    def ready(self) -> bool:
        """True when nothing has to be asked."""
        return all(item.status is not Status.ASKED for item in self.items)


def read_sheet(text: str, names: Names, sore: Side | None = None) -> Sheet:
    """Return what a sheet says; `sore` is the side that "the sore side" stands for."""
    found = blocks(text[:MOST_TEXT], names)
    items = [block_item(block, names, sore) for block in found]
    items = with_shared_doses(found, items)
    items = with_shared_rates(found, items)
    items = under_headings(found, items, names)
    items = under_stages(found, items, names)
    often = rate_of_all(found, items, names)
    if often is not None:
        items = [with_often(item, often) for item in items]
    return Sheet(items=tuple(_aside_together(items)), language=_language(text, names))


def _aside_together(items: Sequence[SheetItem]) -> Iterator[SheetItem]:
    """Yield the items, descriptions that follow each other as one."""
    held: SheetItem | None = None
    for item in items:
        if item.status is not Status.DESCRIPTION:
            if held is not None:
                yield held
            held = None
            yield item
        elif held is None:
            held = item
        else:
            held = replace(held, lines=(*held.lines, *item.lines), text=f"{held.text}\n{item.text}")
    if held is not None:
        yield held


def _language(text: str, names: Names) -> str | None:
    words = name_words(text[:MOST_TEXT])
    counts = {language: len(set(words) & set(known)) for language, known in names.words.languages.items()}
    best = max(counts, key=lambda language: counts[language], default="")
    return best if counts.get(best, 0) >= NAMES_IT else None
