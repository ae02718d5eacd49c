"""The journal on disk: one folder a device, one file a month, one JSON object a line.

Lines are only ever added, and only to this machine's own files, so that any file synchroniser and
any git merge leave every line whole. Reading writes nothing and touches no times.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, Union, get_args

import msgspec

from sciaticli.core.record.entries import VERSION, Amend, AnyEntry, Assessment, Check, Session
from sciaticli.core.record.history import Damage, Line
from sciaticli.store.file_lock import Hold, hold
from sciaticli.store.paths import PRIVATE_FILE, Paths, make_private, sync_folder, write_private
from sciaticli.store.reading import PARSER_ERRORS

DEVICE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
RECORD = ".jsonl"
# Folders of git and of file synchronisers: what stands there was taken out of the record, or never in it.
SYNCHRONISERS = (".git", ".st", ".sync", ".dropbox", ".trash", ".Trash", ".hg")
MONTHS = frozenset(f"{number:02}" for number in range(1, 13))
# What git leaves between the two sides of a conflict; the lines around them are whole.
MERGE_MARKS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(AnyEntry).decode


class EntryFilter(NamedTuple):
    """Which entries of a file are read: those of some kinds, all when none is named.

    In a file with a line that is torn or not ours each line that holds one of `marks` is looked at by itself.
    """

    kinds: tuple[type[AnyEntry], ...] = ()
    marks: tuple[bytes, ...] = ()

    def and_of(self, kind: type[AnyEntry], mark: bytes) -> "EntryFilter":
        """Return these and one kind more."""
        return EntryFilter((*self.kinds, kind), (*self.marks, mark))


EVERYTHING = EntryFilter()
# Not `"kind":"check"`: a line that another program has written anew may have a blank in it.
AMENDS = EntryFilter((Amend,), (b'"amend"',))
# A screening whose kind has become unreadable still names its tier.
SCREENINGS = EntryFilter((Check,), (b'"check"', b'"tier"'))
# What a day's leave and its words rest on, of months long gone; a plan rests on their sessions too.
FOR_LEAVE = SCREENINGS.and_of(Amend, b'"amend"').and_of(Assessment, b'"assessment"')
ALL_BUT_PAIN = FOR_LEAVE.and_of(Session, b'"session"')


class _Passed(msgspec.Struct, frozen=True, gc=False, tag_field="kind"):
    """An entry that is passed over: JSON of its kind, and nothing in it is looked at."""


class JournalFile(msgspec.Struct, frozen=True, order=True):
    """One file of the journal: whose it is, its name, and the month it holds.

    `named` is the month where the name does not begin with it, as a copy's may not.
    """

    device: str
    name: str
    path: Path
    named: str = ""

    @property
    def month(self) -> str:
        """The month as `2026-11`, of a synchroniser's copy too."""
        return self.named or self.name[:7]


def append(paths: Paths, entry: AnyEntry) -> Line:
    """Add an entry to this machine's journal; it is on the disk when this returns.

    Raises OSError when it could not be written; then nothing of it stays, and nothing else is lost.
    """
    (record,) = append_all(paths, (entry,))
    return record


def append_all(paths: Paths, entries: Iterable[AnyEntry]) -> list[Line]:
    """Add entries, all of them or none, each to the file of the month in which it was written."""
    device = own_device(paths)
    folder = paths.journal / device
    _make_folders(paths, folder)
    months: dict[str, list[AnyEntry]] = {}
    for entry in entries:
        months.setdefault(f"{entry.rec:%Y-%m}.jsonl", []).append(entry)
    texts = {folder / name: b"".join(_encode(entry) + b"\n" for entry in months[name]) for name in months}
    while texts:
        texts = _add(folder, texts)
    return [Line(entry, device, name) for name, group in months.items() for entry in group]


def read_journal(
    paths: Paths, since: str = "", older: EntryFilter = SCREENINGS
) -> tuple[list[Line], list[Damage]]:
    """Read the entries of all devices, and what could not be read.

    `since` is a month, as `2026-11`: of earlier months only the entries of `older` are read, and these must
    hold the screenings, because a lock has no age. Copies of a synchroniser are read like any other file;
    `fold` drops what stands twice.
    """
    records: list[Line] = []
    damage: list[Damage] = []
    for file in journal_files(paths, damage):
        records += read_file(file, damage, EVERYTHING if file.month >= since else older)
    return records, damage


def read_by_month(paths: Paths, damage: list[Damage]) -> Iterator[list[Line]]:
    """Yield the entries month by month, for records too long to hold at once.

    With each month come the amendments that other months hold of it, so that a fold of it is whole.
    """
    files = journal_files(paths, damage)
    amends: dict[str, list[Line]] = {}
    for file in files:
        for record in read_file(file, [], AMENDS):
            if isinstance(record.entry, Amend):
                amends.setdefault(record.entry.of, []).append(record)
    for _, month in groupby(sorted(files, key=attrgetter("month")), key=attrgetter("month")):
        records = [record for file in month for record in read_file(file, damage)]
        if amends:
            records += [amend for record in tuple(records) for amend in amends.get(record.entry.id, ())]
        yield records


def read_file(file: JournalFile, damage: list[Damage], wanted: EntryFilter = EVERYTHING) -> list[Line]:
    """Return the entries of one file, or those that are wanted; adds what is torn or foreign.

    An entry of a newer version is used as far as it is understood: it may hold a lock. So is a damaged
    line that can still be read as one.
    """
    content, device, name = _content(file, damage), file.device, file.name
    if (entries := _read_together(content, wanted)) is not None:
        return [Line(entry, device, name, number) for number, entry in entries]
    found = _lines_with(content, wanted.marks) if wanted.marks else enumerate(content.split(b"\n"), 1)
    return list(_read_each(file, ((number, text) for number, text in found if text), damage))


def _read_together(content: bytes, wanted: EntryFilter) -> list[tuple[int, AnyEntry]] | None:
    """Return what is wanted of a file whose every line is one whole entry, numbered; None for any other file.

    Where lines end once less often than there are entries, each entry is a line. (Two on one line beside one
    over two lines would pass for that: they are read whole, and only the numbers of lines are wrong.)
    """
    try:
        entries = _decoder(wanted.kinds)(content)
    except PARSER_ERRORS:
        return None
    if content.count(b"\n") - content.endswith(b"\n") != len(entries) - 1:
        return None
    found = [(number, entry) for number, entry in enumerate(entries, 1) if not isinstance(entry, _Passed)]
    return found if all(entry.v <= VERSION for _, entry in found) else None


@cache
def _decoder(kinds: tuple[type[AnyEntry], ...]) -> Callable[[bytes], list[AnyEntry | _Passed]]:
    """Return what decodes the lines of a file: entries of `kinds`, all when none is named."""
    types = [kind if not kinds or kind in kinds else _passed(kind) for kind in get_args(AnyEntry)]
    return msgspec.json.Decoder(Union[*types]).decode_lines


def _passed(kind: type[AnyEntry]) -> type[msgspec.Struct]:
    return msgspec.defstruct("Passed", (), bases=(_Passed,), tag=kind.__struct_config__.tag)


def _read_each(file: JournalFile, lines: Iterable[tuple[int, bytes]], damage: list[Damage]) -> Iterator[Line]:
    """Yield the entries of lines of which one is torn, foreign or newer, line by line."""
    device, name, decode = file.device, file.name, _decode
    entry: AnyEntry | None = None
    for number, text in lines:
        try:
            entry = decode(text)
        except PARSER_ERRORS as error:
            if not is_between(text):
                damage.append(_damage(file, number, _why(text, error)))
                for found in entries_within(text, entry):
                    yield Line(found, device, name, number)
            continue
        if entry.v > VERSION:
            damage.append(_damage(file, number, f"version {entry.v} is newer than this program"))
        yield Line(entry, device, name, number)


def entries_within(text: bytes, before: AnyEntry | None = None) -> list[AnyEntry]:
    """Return what a line holds: its entry, those of lines that ran together, or a lock still readable."""
    from sciaticli.store.torn_check import lines_within, torn_check  # noqa: PLC0415 - seldom needed

    found: list[AnyEntry] = []
    for part in lines_within(text):
        try:
            found.append(_decode(part))
        except PARSER_ERRORS:
            if (lock := torn_check(part, before)) is not None:
                found.append(lock)
    return found


def journal_files(paths: Paths, damage: list[Damage]) -> list[JournalFile]:
    """Return the files of all devices, a month's own file before its copies; adds what can't be listed.

    Copies under another name and hidden ones are read too: one may be all that is left of a lock. What
    looks like part of the record and can't be read as such is damage.
    """
    files: list[JournalFile] = []
    for device in _names(paths.journal, "", damage):
        if device.startswith(SYNCHRONISERS):
            continue
        if RECORD in device:
            damage.append(Damage(device, 0, "stands outside the folder of a machine, so it is not read"))
            continue
        folder = paths.journal / device
        for name in _names(folder, device, damage):
            if _is_month(name[:7]) and RECORD in name:
                files.append(JournalFile(device, name, folder / name))
            elif name.endswith(RECORD):
                files += _copy(device, name, folder, damage)
    return sorted(files, key=lambda file: (file.device, file.month, len(file.name), file.name))


def _copy(device: str, name: str, folder: Path, damage: list[Damage]) -> list[JournalFile]:
    """Return a file whose name holds a month further on, as a hidden one's does; damage when none does."""
    month = next((name[at : at + 7] for at in range(1, len(name) - 6) if _is_month(name[at : at + 7])), "")
    if not month:
        damage.append(Damage(name, 0, "is not named after a month, so it is not read", device))
        return []
    return [JournalFile(device, name, folder / name, month)]


def read_lines(file: JournalFile, damage: list[Damage]) -> Iterator[bytes]:
    """Yield the lines of one file as they stand, entries or not, without what is only between them."""
    return (text for text in _content(file, damage).split(b"\n") if not is_between(text))


def is_between(text: bytes) -> bool:
    """Return whether a line only stands between entries: a blank one, or a mark that git left."""
    return not text or text.isspace() or text.startswith(MERGE_MARKS)


def own_device(paths: Paths) -> str:
    """Return this machine's id, made when it is first needed.

    Two programs that make it at once agree: the file appears whole, and the second finds the first's.
    """
    if known := _known_device(paths.device_file):
        return known
    fresh = paths.device_file.with_name(f"device.{os.getpid()}")
    write_private(fresh, f"{os.urandom(4).hex()}\n")
    try:
        os.link(fresh, paths.device_file)
    except FileExistsError:
        if not _known_device(paths.device_file):
            fresh.replace(paths.device_file)
    except OSError:  # a file system without links
        fresh.replace(paths.device_file)
    finally:
        fresh.unlink(missing_ok=True)
    return _known_device(paths.device_file)


def _known_device(path: Path) -> str:
    try:
        name = path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return name if name and set(name) <= DEVICE_LETTERS else ""


def _make_folders(paths: Paths, folder: Path) -> None:
    if folder.is_dir():
        return
    make_private(folder)
    for parent in (paths.journal, paths.data):
        sync_folder(parent)


class HeldFile(NamedTuple):
    """An open file of the journal, and whether nobody else writes to it meanwhile."""

    path: Path
    descriptor: int
    size: int
    alone: bool


def _add(folder: Path, texts: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Add lines to files; return those whose file was put aside by another program at the same moment.

    They are written again: an entry that stands twice counts once, and one that stands nowhere is lost.
    """
    is_new = not all(path.exists() for path in texts)
    with ExitStack() as stack:
        held = [stack.enter_context(held_file(path)) for path in sorted(texts)]
        _write(held, texts)
        aside = {file.path: texts[file.path] for file in held if not _is_in_place(file)}
    if is_new:
        sync_folder(folder)
    return aside


def _write(held: Sequence[HeldFile], texts: Mapping[Path, bytes]) -> None:
    """Write and sync; on a full disk take back what was written, where nobody can have written since."""
    touched: list[HeldFile] = []
    try:
        for file in held:
            touched.append(file)
            _write_lines(file, texts[file.path])
        for file in held:
            os.fsync(file.descriptor)
    except OSError as error:
        for file in touched:
            if file.alone:
                os.ftruncate(file.descriptor, file.size)
        raise OSError(error.errno, error.strerror, str(touched[-1].path)) from error


def _write_lines(file: HeldFile, text: bytes) -> None:
    """Write whole lines in one call; a torn line that stands before them is closed first, never cut."""
    if file.size and _last_byte(file.descriptor, file.size) != b"\n":
        text = b"\n" + text
    while text:  # a second turn only on a disk that is filling up
        text = text[os.write(file.descriptor, text) :]


@contextmanager
def held_file(path: Path) -> Iterator[HeldFile]:
    """Open a file of the journal, made when missing, and hold it against other writers of this machine."""
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
    try:
        # a whole line needs no lock; taking back half a line on a full disk does
        alone = hold(descriptor, wait=True) is Hold.HELD
        yield HeldFile(path, descriptor, os.fstat(descriptor).st_size, alone)
    finally:
        os.close(descriptor)


def _is_in_place(file: HeldFile) -> bool:
    """Return whether the name still means the file that was written."""
    try:
        return os.path.samestat(os.fstat(file.descriptor), file.path.stat())
    except FileNotFoundError:
        return False


def _is_month(name: str) -> bool:
    year, dash, month = name[:4], name[4:5], name[5:]
    return dash == "-" and year.isdecimal() and month in MONTHS


def _names(folder: Path, device: str, damage: list[Damage]) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names alone: the paths of a decade's files cost a start
    except FileNotFoundError:
        if not device or not folder.is_symlink():
            return []
        reason = "is a link that leads nowhere"
    except OSError as error:
        if isinstance(error, NotADirectoryError) and not set(device) <= DEVICE_LETTERS:
            return []  # a stray file among the machines' folders, such as a README.md
        reason = f"can't be listed: {error.strerror}"
    damage.append(Damage(folder.name, 0, reason, device))
    return []


def _content(file: JournalFile, damage: list[Damage]) -> bytes:
    try:
        return _read_unseen(file.path).removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        damage.append(_damage(file, 0, f"can't be read: {error.strerror}"))
        return b""


def _lines_with(content: bytes, marks: tuple[bytes, ...]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold a mark, each with its number.

    A mark is looked for in the whole text, from its end: that takes a quarter of the time.
    """
    starts: set[int] = set()
    find_last = content.rfind
    for mark in marks:
        at = find_last(mark)
        while at >= 0:
            start = find_last(b"\n", 0, at) + 1
            starts.add(start)
            at = find_last(mark, 0, start)
    number, place = 1, 0
    for start in sorted(starts):
        number += content.count(b"\n", place, start)
        place = start
        end = content.find(b"\n", start)
        yield number, content[start : end if end >= 0 else None]


def _damage(file: JournalFile, line: int, reason: str) -> Damage:
    return Damage(file.name, line, reason, file.device, file.month)


def _why(text: bytes, error: Exception) -> str:
    if not text.rstrip().endswith(b"}"):
        return "the line is torn or not ours"
    return f"not an entry this program knows: {error}"


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


def _read_unseen(path: Path) -> bytes:
    """Read a file without touching its time of last access, where the system allows that.

    Without a file object: to make one for each month of a decade costs more than the reading.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_NOATIME", 0))
    except PermissionError:  # another owner's file may be read, but not unseen
        descriptor = os.open(path, flags)
    try:
        size = os.fstat(descriptor).st_size
        return b"".join(iter(lambda: os.read(descriptor, size + 1), b""))
    finally:
        os.close(descriptor)
