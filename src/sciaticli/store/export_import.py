"""The journal on its way out and in: JSON Lines without loss, a tidy CSV, and a form to share."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sciaticli.core.errors import DataError, UsageError
from sciaticli.core.record.entries import AnyEntry
from sciaticli.core.record.history import Damage, History
from sciaticli.core.record.measures import is_backfilled, measures
from sciaticli.core.record.plausible import misfits, unknown_keys
from sciaticli.store.journal import journal_files, read_lines
from sciaticli.store.paths import Paths
from sciaticli.store.reading import PARSER_ERRORS, Unreadable, file_bytes, json_table, text_from
from sciaticli.store.table_problems import plainly

CSV_COLUMNS = (
    "entry_id", "day", "at", "tz", "kind", "measure", "site", "value", "unit", "window", "backfilled", "note",
)  # fmt: skip
# A spreadsheet takes a cell that starts like this for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class _Head(msgspec.Struct):
    """What every line of ours has, of a newer version or an unknown kind too."""

    id: str
    kind: str
    at: datetime | None = None


def lossless(paths: Paths) -> tuple[bytes, int]:
    """Return every line as it stands on the disk, each id once, by time; and how many were no entries.

    Unknown kinds and newer versions are among them. Two lines of one id that differ are both kept.
    """
    lines: dict[tuple[str, bytes], datetime] = {}
    left_out = 0
    unread: list[Damage] = []
    for file in journal_files(paths, unread):
        for line in read_lines(file, unread):
            text = line.strip()
            try:
                head = msgspec.json.decode(text, type=_Head)
            except PARSER_ERRORS:
                left_out += 1
                continue
            lines.setdefault((head.id, text), _aware(head.at))
    ordered = sorted(lines, key=lambda key: (lines[key], key))
    return b"".join(text + b"\n" for _, text in ordered), left_out + len(unread)


def as_csv(history: History) -> str:
    """Return the standing entries as a tidy table with a header, lines ended as RFC 4180 wants them.

    A text that a spreadsheet would run as a formula gets a leading apostrophe; numbers never do.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for entry in history.entries:
        head = (entry.id, entry.day, entry.at.isoformat(), entry.tz, type(entry).__name__.lower())
        late = "yes" if is_backfilled(entry) else "no"
        note = getattr(entry, "note", None) or ""
        for row in measures(entry):
            cells = (*head, row.measure, row.site, row.value, row.unit, row.window, late, "")
            writer.writerow([safe_cell(cell) for cell in cells])
        if note:
            cells = (*head, "note", "", "", "text", "", late, note)
            writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet runs; a number stays a number."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


NAME_ONE = "It takes a .jsonl file from `sciaticli journal export`, or a table whose name ends in .csv."


def read_lines_in(path: Path, now: datetime) -> list[AnyEntry]:
    """Read the entries of an exported file; raises DataError naming every line that is none of ours.

    What is imported is marked so: a screening from a file can close, never open.
    """
    problems: list[str] = []
    entries: dict[str, AnyEntry] = {}
    lines = text_of(path).split("\n")
    if any(map(str.strip, lines)) and not any(line.lstrip().startswith("{") for line in lines):
        raise DataError(f"{path} holds nothing that `journal export` writes.", hint=NAME_ONE)
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            entry = _entry(text, now)
        except PARSER_ERRORS as error:
            problems.append(f"line {number}: {plainly(error)}")
            continue
        if entries.setdefault(entry.id, entry) != entry:
            problems.append(f"line {number}: {entry.id} stands twice and differs")
    refuse(path, problems)
    return list(entries.values())


def differing(entries: Iterable[AnyEntry], known: Iterable[AnyEntry]) -> list[str]:
    """Return what is wrong with entries whose id is in the record with something else beside it."""
    recorded = {entry.id: msgspec.structs.replace(entry, imported=True) for entry in known}
    return [
        f"{entry.id}: the record holds something else under this id"
        for entry in entries
        if recorded.get(entry.id, entry) != entry
    ]


def _entry(text: str, now: datetime) -> AnyEntry:
    """Return the entry of a line; raises ValueError naming what does not fit."""
    table = json_table(text)
    entry: AnyEntry = msgspec.convert(table, AnyEntry)
    problems = [f"`{key}` is no key of it" for key in unknown_keys(table, type(entry))]
    if problems := [*problems, *misfits(entry, now)]:
        raise ValueError("; ".join(problems))
    if entry.src.startswith("demo"):
        raise ValueError("it is from the demo, about an invented person")
    return msgspec.structs.replace(entry, imported=True)


def refuse(path: Path, problems: Iterable[str]) -> None:
    """Raise DataError naming the problems of a file that is not imported, when there are any."""
    if found := tuple(problems):
        raise DataError(f"{path} can't be imported; nothing was.", found, "Mend these, then import it again.")


def text_of(path: Path) -> str:
    """Return the text of a file to import; raises UsageError or DataError."""
    try:
        return text_from(_content(path))
    except Unreadable as error:
        raise DataError(f"{path} {error}.", hint="Save it as UTF-8, then import it again.") from error


def _content(path: Path) -> bytes:
    try:
        return file_bytes(path)
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {path}.", NAME_ONE) from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder.", NAME_ONE) from error
    except Unreadable as error:
        raise UsageError(f"{path} {error}.") from error


def _aware(moment: datetime | None) -> datetime:
    if moment is None:
        return datetime.max.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
