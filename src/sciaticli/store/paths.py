"""Where the program's files are; nothing outside these folders is ever written unasked."""

import errno
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sciaticli.core.errors import DataError, UsageError

APP = "sciaticli"
HOME_VARIABLE = "SCIATICLI_HOME"
FOLDER_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
NO_HOME = "This user has no home folder, so there is no place for your record."
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
FRESH = ".new"
RANDOM_LETTERS = 12
LONGEST_NAME = 200  # letters of a name that has to stay below the 255 bytes of a file system
LEFT_OVER_S = 3600
LEAST_ROOM = 2**18  # bytes; a record of a year has less than twice that


class Paths(NamedTuple):
    """The four folders of one person's files."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def config_file(self) -> Path:
        """The profile and settings."""
        return self.config / "config.toml"

    @property
    def own_exercises(self) -> Path:
        """The folder of the person's own catalogue files."""
        return self.config / "exercises.d"

    @property
    def journal(self) -> Path:
        """The folder of all devices' journals."""
        return self.data / "journal"

    @property
    def device_file(self) -> Path:
        """This machine's id; it stands outside what is synchronised."""
        return self.state / "device"

    @property
    def recorded_file(self) -> Path:
        """The session that was written as a sound file last, until it is ticked off."""
        return self.state / "recorded.json"

    @property
    def session_file(self) -> Path:
        """The session under way."""
        return self.state / "session.jsonl"


def words_folder(cache: Path) -> Path:
    """Return where spoken texts are kept as sound files."""
    return cache / "words"


def find_paths(env: Mapping[str, str]) -> Paths:
    """Return the folders: below SCIATICLI_HOME when it is set, else where the platform keeps such files."""
    if home := env.get(HOME_VARIABLE):
        try:
            top = Path(home).expanduser().absolute()
        except RuntimeError as error:
            raise UsageError(NO_HOME, f"{HOME_VARIABLE} is {home}: name a folder without ~ in it.") from error
        return Paths(top / "config", top / "data", top / "state", top / "cache")
    # imported here: it costs more than the whole of this module, and tests and portable installs skip it
    from platformdirs import PlatformDirs  # noqa: PLC0415

    try:
        dirs = PlatformDirs(APP, appauthor=False)
        found = Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path)
    except (RuntimeError, KeyError):
        found = None
    if found is None or not all(folder.is_absolute() for folder in found):
        raise UsageError(NO_HOME, f"Name one yourself: {HOME_VARIABLE}=/a/folder sciaticli ...")
    return found


def make_private(folder: Path) -> None:
    """Make a folder and its missing parents, each for the owner only.

    `mkdir(mode=...)` sets the mode of the last folder alone, so each missing one is made by itself.
    """
    if folder.is_dir():
        return
    make_private(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def write_private(path: Path, text: str) -> None:
    """Write a whole file for the owner only: either the old text stays or the new one stands."""
    make_private(path.parent)
    put_in_place(path, text.encode())


def put_in_place(path: Path, content: bytes, *, keep_mode: bool = False, replace: bool = True) -> None:
    """Write a whole file beside the old one, under a name of its own, then put it in place in one step.

    A link is written through: what it points to is replaced. The file is for the owner only; with
    `keep_mode` a file behind a link, which has an arrangement of its own, stays open to whom it was.
    Raises OSError when what stands there is no regular file, and FileExistsError when anything stands
    there and `replace` is False.
    """
    target = _behind_links(path)
    kept = keep_mode and path.is_symlink()
    old = target.stat() if target.exists() else None
    if old is not None and not stat.S_ISREG(old.st_mode):
        what = "is a folder" if stat.S_ISDIR(old.st_mode) else "is not a regular file, so it is left as it is"
        raise OSError(errno.EINVAL, what, str(path))
    fresh = target.with_name(f".{target.name[:LONGEST_NAME]}.{os.urandom(6).hex()}{FRESH}")
    try:
        _write_whole(fresh, content, old.st_mode & 0o777 if old and kept else PRIVATE_FILE)
        if replace:
            fresh.replace(target)
        else:
            _put_if_free(fresh, target)
        _drop_left_over(target)
    except OSError as error:
        if str(error.filename or fresh) == str(fresh):  # the person knows the name that was given, not ours
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    sync_folder(target.parent)


def left_over(path: Path) -> list[Path]:
    """Return what killed programs left beside a file that they were about to replace."""
    target = _behind_links(path)
    start = f".{target.name[:LONGEST_NAME]}."
    return [
        file
        for file in target.parent.glob(f".*{FRESH}")
        if file.name.startswith(start) and len(file.name) == len(start) + RANDOM_LETTERS + len(FRESH)
    ]


def why_unwritable(folder: Path) -> str | None:
    """Return why nothing could be written in a folder, or where it would be made; None where it could."""
    place = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if place is None or not place.is_dir():
        return "is no folder"
    if not os.access(place, os.W_OK | os.X_OK):
        return "can't be written"
    return "the disk is full" if shutil.disk_usage(place).free < LEAST_ROOM else None


def loose_modes(folder: Path) -> list[Path]:
    """Return what others on this machine may read or write in a folder and below it."""
    if os.name != "posix" or not folder.exists():
        return []
    return [path for path in (folder, *sorted(folder.rglob("*"))) if _is_loose(path)]


def _is_loose(path: Path) -> bool:
    """Return whether others may use a path; a link that leads nowhere can't be used by anybody."""
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def _behind_links(path: Path) -> Path:
    """Return what a path leads to; raises OSError for links in a ring, which Python 3.13 ceased to refuse."""
    try:
        target = path.resolve()
    except RuntimeError:
        target = path
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _write_whole(path: Path, content: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _put_if_free(fresh: Path, target: Path) -> None:
    """Give a whole file its name unless that is taken; a link is made, for it never replaces anything."""
    try:
        os.link(fresh, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        fresh.replace(target)


def _drop_left_over(target: Path) -> None:
    """Delete what killed programs left long ago; one that is at work now is let alone."""
    try:
        now = target.stat().st_mtime
        for file in left_over(target):
            if now - file.stat().st_mtime > LEFT_OVER_S:
                file.unlink(missing_ok=True)
    except OSError:
        return


def sync_folder(folder: Path) -> None:
    """Write a folder's new names to the disk, so that a file made now is found after a power cut.

    Windows keeps a new name with the file itself, and some network folders can't be asked.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def content(name: str) -> Path:
    """Return a built-in file or folder of `data/`, in an installed wheel or in a checkout.

    An editable install maps only the package, so the checkout's own `data/` is looked at second.
    Raises DataError where there is neither: in an archive, or after half an installation.
    """
    packaged = Path(__file__).parents[1] / "data"
    for folder in (packaged, Path(__file__).parents[3] / "data"):
        if folder.is_dir():
            return folder / name
    raise DataError(
        f"the program's own files are not there: {packaged}",
        hint="It can't run from inside an archive: unpack it, or install it anew.",
    )
