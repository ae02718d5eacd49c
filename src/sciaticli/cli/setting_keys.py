"""The keys of the settings, for setup and for completion."""

from __future__ import annotations

import msgspec
from msgspec.structs import fields

from sciaticli.core.config import Coach
from sciaticli.core.profile import Profile

TABLES: dict[str, type[msgspec.Struct]] = {"profile": Profile, "coach": Coach}


KEYS = {
    f"{table}.{field.encode_name}": field.type for table, kind in TABLES.items() for field in fields(kind)
}
