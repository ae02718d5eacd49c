"""Where a fact of the catalogue comes from, and how well it is known."""

from enum import StrEnum

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Sentence


class HowRead(StrEnum):
    """How a source is known: read, read in part, known but not re-read, or no source at all."""

    READ = "read"
    PART_READ = "part_read"
    FROM_MEMORY = "from_memory"
    OUR_CHOICE = "our_choice"


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A key that rows name in `sources`; `where` holds the addresses that were read."""

    key: Sentence
    title: Sentence
    where: tuple[Sentence, ...] = ()
    standing: HowRead | None = None  # none for what a person wrote in a file of their own
