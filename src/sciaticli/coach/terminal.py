"""What the terminal can show: asked once, in one question with a short wait, and read from the environment.

The question is in four parts. A terminal answers those it knows, in order, and all know the last one, so
that its answer ends the wait.
"""

import os
import re
import select
import struct
import sys
import time
from collections.abc import Mapping
from typing import NamedTuple, TextIO

from sciaticli.coach.keys import ANSWERS
from sciaticli.core.config import Picture
from sciaticli.view.display import USUAL_CELL
from sciaticli.view.tones import contrast

QUESTION = (
    "\x1b]11;?\x1b\\"  # the colour of the ground
    "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"  # pictures by the kitty protocol
    "\x1b[16t"  # the pixels of a character
    "\x1b[c"  # the list of abilities; 4 among them is sixel
)
WAIT_S = 0.2
_GROUND = re.compile(r"\x1b\]11;rgb:([0-9a-f]+)/([0-9a-f]+)/([0-9a-f]+)", re.IGNORECASE)
_CELL = re.compile(r"\x1b\[6;(\d+);(\d+)t")
_ABILITIES = re.compile(r"\x1b\[\?([\d;]+)c")
_NO_UTF8 = frozenset({"C", "POSIX"})


class TerminalAnswers(NamedTuple):
    """What a terminal said of itself; `ground` is `#rrggbb`, None where it said nothing.

    `typed` is what a person typed while the terminal was asked.
    """

    ground: str | None = None
    kitty: bool = False
    sixel: bool = False
    cell: tuple[int, int] = USUAL_CELL
    typed: str = ""

    @property
    def is_light(self) -> bool | None:
        """Whether dark is read better than light on the ground; None when nothing is known of it."""
        if self.ground is None:
            return None
        return contrast(self.ground, "#000000") > contrast(self.ground, "#ffffff")


def read_answers(text: str) -> TerminalAnswers:
    """Return what the answers to the question say; what is not understood is passed over."""
    ground, cell, abilities = _GROUND.search(text), _CELL.search(text), _ABILITIES.search(text)
    size = (int(cell[2]), int(cell[1])) if cell else USUAL_CELL
    parts = [part[:2].ljust(2, part[0]) for part in ground.groups()] if ground else []
    return TerminalAnswers(
        "#" + "".join(parts).lower() if parts else None,
        "\x1b_Gi=31;OK" in text,
        abilities is not None and "4" in abilities[1].split(";")[1:],
        size if min(size) > 1 else USUAL_CELL,
        ANSWERS.sub("", text),
    )


def ask_terminal(env: Mapping[str, str], source: TextIO, out: TextIO) -> TerminalAnswers:
    """Return what the terminal says; nothing where there is none to ask, or where nobody would read it."""
    if env.get("TERM", "dumb") in {"dumb", "linux", ""}:
        return TerminalAnswers()
    if not (source.isatty() and out.isatty()):
        return TerminalAnswers()
    try:
        answers = read_answers(_exchange(source.fileno(), out.fileno()))
        return answers._replace(cell=_cell_of(out.fileno()) or answers.cell)
    except (OSError, ValueError):  # no real terminal behind it
        return TerminalAnswers()


def best_picture(wanted: Picture, env: Mapping[str, str], answers: TerminalAnswers) -> Picture:
    """Return how figures are drawn: as the person has set, else the best that the terminal can show.

    Inside tmux and screen pictures are off unless set: they pass them on only sometimes.
    """
    if wanted is not Picture.AUTO:
        return wanted
    if not speaks_utf8(env) or env.get("TERM") == "linux":
        return Picture.BLOCKS
    if not (env.get("TMUX") or env.get("TERM", "").startswith("screen") or env.get("NO_COLOR")):
        if answers.kitty:
            return Picture.KITTY
        if answers.sixel:
            return Picture.SIXEL
    return Picture.BRAILLE


def speaks_utf8(env: Mapping[str, str]) -> bool:
    """Return whether the locale does: in the C locale Python writes UTF-8, whatever the terminal has."""
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    return locale.partition(".")[0] not in _NO_UTF8 or "utf" in locale.lower()


if sys.platform == "win32":

    def _exchange(_source: int, _out: int) -> str:
        """Raise OSError: a console of Windows is not asked."""
        raise OSError

    def _cell_of(_out: int) -> tuple[int, int] | None:
        """Return None: it isn't known."""
        return None

else:
    import fcntl
    import termios
    import tty

    def _exchange(source: int, out: int) -> str:
        """Ask, and return what comes until the last answer or the end of the wait, keys among it."""
        before = termios.tcgetattr(source)
        came = b""
        try:
            tty.setcbreak(source, termios.TCSAFLUSH)
            os.write(out, QUESTION.encode())
            end = time.monotonic() + WAIT_S
            while not _ABILITIES.search(came.decode("latin-1")) and (left := end - time.monotonic()) > 0:
                if select.select([source], [], [], left)[0]:
                    came += os.read(source, 1024)
        finally:
            termios.tcsetattr(source, termios.TCSADRAIN, before)
        return came.decode("latin-1")

    def _cell_of(out: int) -> tuple[int, int] | None:
        """Return the pixels of a character as the window's size says them; xterm tells them nowhere else."""
        size = fcntl.ioctl(out, termios.TIOCGWINSZ, b"\0" * 8)
        rows, columns, wide, high = struct.unpack("HHHH", size)
        return (
            (wide // columns, high // rows) if min(rows, columns) and wide > columns and high > rows else None
        )
