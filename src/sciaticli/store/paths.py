"""Where the program's files are; nothing outside these folders is ever written unasked."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

APP = "sciaticli"
HOME_VARIABLE = "SCIATICLI_HOME"
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


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
    def session_file(self) -> Path:
        """The session under way."""
        return self.state / "session.jsonl"


def find_paths(env: Mapping[str, str]) -> Paths:
    """Return the folders: below SCIATICLI_HOME when it is set, else where the platform keeps such files."""
    if home := env.get(HOME_VARIABLE):
        top = Path(home).expanduser().absolute()
        return Paths(top / "config", top / "data", top / "state", top / "cache")
    # imported here: it costs more than the whole of this module, and tests and portable installs skip it
    from platformdirs import PlatformDirs  # noqa: PLC0415

    dirs = PlatformDirs(APP, appauthor=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path)


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


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file for the owner only beside the old one, then put it in its place in one step."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def loose_modes(folder: Path) -> list[Path]:
    """Return what others on this machine may read or write in a folder and below it."""
    if os.name != "posix" or not folder.exists():
        return []
    return [path for path in (folder, *sorted(folder.rglob("*"))) if path.stat().st_mode & 0o077]


def content(name: str) -> Path:
    """Return a built-in file or folder of `data/`, in an installed wheel or in a checkout.

    An editable install maps only the package, so the checkout's own `data/` is looked at second.
    """
    from importlib import resources  # noqa: PLC0415 - as above: `log` needs none of it

    packaged = Path(str(resources.files(APP))) / "data"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"
    return folder / name
