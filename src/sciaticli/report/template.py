"""The page's template: as it was compiled when the wheel was built, else compiled now.

To compile it takes a tenth of what the whole page does. What was compiled is bound to Jinja's version and to
the template's own words; where one of them is another, it is passed over.
"""

from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

import jinja2
from jinja2 import Environment, StrictUndefined, Template

FILE = "page.html"
SHIPPED = "page_template"
"""The module that stands in the wheel alone."""


def page_template() -> Template:
    """Return the template of the page."""
    words = _words()
    made = _shipped(words)
    return _world().from_string(words) if made is None else Template.from_module_dict(_world(), made, {})


def compiled_template() -> str:
    """Return the template as the Python module that goes into the wheel."""
    words = _words()
    source = _world().compile(words, filename=FILE, raw=True, defer_init=True)
    return f"{source}\nmade_from = {_made_from(words)!r}\n"


def _shipped(words: str) -> dict[str, Any] | None:
    try:
        made = vars(import_module(f"sciaticli.report.{SHIPPED}"))
    except ImportError:
        return None
    return made if made["made_from"] == _made_from(words) else None


def _made_from(words: str) -> tuple[str, int]:
    return jinja2.__version__, crc32(words.encode())


def _words() -> str:
    return Path(__file__).with_name(FILE).read_text(encoding="utf-8")


def _world() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
