"""The settings, one row a key, read off the types of `core/config.py` and `core/profile.py`.

A new setting is one field there, with its type, default, words (`description`) and check. `setup --set`,
the shell's Tab and docs/settings.md are made from these rows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo, fields

from sciaticli.core.config import Config

A_NAME = "bird_dog"
NAMES = f"names of exercises or families, as {A_NAME}"


class Setting(NamedTuple):
    """One key of config.toml, as `coach.talk`."""

    key: str
    type: Any
    default: object
    words: str

    @property
    def word_type(self) -> type[StrEnum] | None:
        """The words it takes, one or a list of them; None when it takes something else."""
        return next((part for part in _parts(self.type) if _is(part, StrEnum)), None)

    @property
    def is_list(self) -> bool:
        """Whether it takes several values, with commas."""
        return any(get_origin(part) is tuple for part in _parts(self.type))

    @property
    def is_of_names(self) -> bool:
        """Whether it takes exercises or families by name."""
        return self.allowed == NAMES

    @property
    def offered(self) -> tuple[str, ...]:
        """Values to offer on Tab: all words, the bounds of a number, examples; and the default."""
        if self.word_type is not None:
            return tuple(self.word_type)
        parts = list(_parts(self.type))
        if bool in parts:
            return ("true", "false")
        metas = [part for part in parts if isinstance(part, msgspec.Meta)]
        usual = [self.default] if isinstance(self.default, (int, str)) else []
        told = [value for meta in metas for value in (meta.ge, *usual, meta.le, *(meta.examples or ()))]
        return tuple(dict.fromkeys(str(value) for value in told if value is not None))

    @property
    def allowed(self) -> str:
        """What it takes, in words."""
        if self.word_type is not None:
            return ", ".join(self.word_type)
        parts = list(_parts(self.type))
        if bool in parts:
            return "true or false"
        metas = [part for part in parts if isinstance(part, msgspec.Meta)]
        for meta in metas:
            if meta.ge is not None:
                return f"{meta.ge} to {meta.le}"
            if meta.examples:
                return f"{meta.title}, as {meta.examples[0]}"
        return NAMES


def _setting(table: str, field: FieldInfo) -> Setting:
    meta = next(part for part in get_args(field.type) if isinstance(part, msgspec.Meta))
    return Setting(f"{table}.{field.encode_name}", field.type, field.default, meta.description or "")


def _parts(kind: Any) -> Any:  # noqa: ANN401 - a type as typing holds it
    """Yield a type, what it is made of, and what is said beside it, the innermost last."""
    yield kind
    for part in get_args(kind):
        yield from _parts(part)


def _is(kind: Any, base: type) -> bool:  # noqa: ANN401 - a type as typing holds it
    return isinstance(kind, type) and issubclass(kind, base)


SETTINGS = {
    setting.key: setting
    for table in fields(Config)
    for setting in (_setting(table.name, field) for field in fields(table.type))
}
