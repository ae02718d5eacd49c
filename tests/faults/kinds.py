"""The kinds of clumsy and hostile input, and the tests that cause each for real."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Kind(NamedTuple):
    """A kind of fault: what comes in, what must follow, and where it is tried."""

    what: str
    follows: str
    tried_in: tuple[str, ...]


class Try(NamedTuple):
    """One input through one door: what the test holds, in words, what came in, and whether it held."""

    test: str
    what: str
    held: bool


class Tried(NamedTuple):
    """Every try of a kind."""

    kind: Kind
    tries: tuple[Try, ...]

    @property
    def failed(self) -> int:
        """How often what had to follow did not; a kind that could not be tried has failed."""
        return sum(not one.held for one in self.tries) if self.tries else 1


# tests/doors/test_doors.py::test_no_file_crashes_it[empty-config] PASSED   [ 2%]
_RESULT = re.compile(r"^\S+::(?P<name>\w+)(?:\[(?P<what>.*)\])? (?P<how>PASSED|FAILED|ERROR)\b", re.MULTILINE)

KINDS = (
    Kind(
        "odd blanks, line ends, widths and marks in a text",
        "read as a person sees them; no two numbers become one",
        ("tests/core/test_text.py",),
    ),
    Kind(
        "a file in no encoding, without end, too deep, a device, a key given twice",
        "one error that names the file and the line",
        ("tests/store/test_reading.py",),
    ),
    Kind(
        "fifty inputs through each file that is read and each stream",
        "used, or refused with words; every line that is whole is still read",
        ("tests/doors/test_doors.py::test_no_file_crashes_it",),
    ),
    Kind(
        "forty words in each place of a call",
        "used, or refused with words",
        ("tests/doors/test_doors.py::test_no_word_crashes_it",),
    ),
    Kind(
        "made-up files and words",
        "the same; `make fuzz` looks for more",
        ("tests/doors/test_doors.py", "-k", "made_up"),
    ),
    Kind(
        "a table or lines to import that don't fit, and edits",
        "the row is named and nothing is imported; times and offsets are kept",
        ("tests/cli/journal/test_import.py",),
    ),
    Kind(
        "links, pipes, devices, left-over files where one is put in place",
        "written through, or refused; old or new, never half",
        ("tests/store/test_paths.py",),
    ),
    Kind(
        "two windows at once, folders without locks",
        "both are saved; only a lock that is held means another window",
        ("tests/store/test_file_lock.py", "tests/cli/setup/test_two_windows.py"),
    ),
    Kind(
        "locks, shadows and conflict copies of other programs",
        "passed over, counted once, or named and not read",
        ("tests/store/test_foreign.py",),
    ),
    Kind(
        "closed pipes and streams, code pages, no home",
        "exit 0, or words; nothing of it is written into the record",
        ("tests/test_streams.py",),
    ),
    Kind(
        "a record that can't be read, numbers as Python writes them",
        "said, never told as empty; refused",
        ("tests/cli/test_context.py",),
    ),
    Kind(
        "compiled copies that are cut, forged, open to others, of another version, or with one bit turned",
        "made again without a word; never read",
        ("tests/store/test_compiled.py",),
    ),
    Kind(
        "each setting, with each word it takes and one it does not",
        "taken or refused with what is allowed; and each changes something",
        ("tests/cli/test_settings.py",),
    ),
    Kind(
        "the program inside an archive, without its own files, or put elsewhere",
        "it reads its files or says that it can't",
        ("tests/test_wheel.py",),
    ),
    Kind(
        "tables of cron in any bytes, folders named in the shell",
        "the bytes of others stay; the call carries its folders",
        ("tests/cli/remind/test_command.py",),
    ),
)


def cause(kind: Kind) -> Tried:
    """Cause a kind for real; a test that fails or can't run counts as failed."""
    done = subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "--tb=no", *kind.tried_in],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    found = _RESULT.finditer(done.stdout)
    tries = [Try(words(one["name"]), one["what"] or "", one["how"] == "PASSED") for one in found]
    return Tried(kind, tuple(sorted(tries)))


def words(name: str) -> str:
    """Return a test's name as a sentence: `test_no_file_crashes_it` says that no file crashes it."""
    return name.removeprefix("test_").replace("_", " ")
