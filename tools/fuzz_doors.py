"""Let atheris, which watches which lines an input reaches, look for what crashes a door.

Run it as `make fuzz-doors`, or as tools/fuzz_doors.py SECONDS [DOOR...]: each door of tests/doors in a
program of its own with its share of the time. What is found is written to a file, and the last lines say
how to keep it. Atheris has no build for every system and is no dependency: `pip install atheris` first.
"""

import subprocess
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from doors.corpus import BYTES

ROOT = Path(__file__).parents[1]
MISSING = "fuzz-doors: atheris is not installed. Install it with: .venv/bin/pip install atheris"
KEEP = """fuzz-doors: the door '{door}' fails on {file}
To keep it: add its bytes to BYTES in tests/doors/corpus.py, see `make test` fail, then mend its kind."""
LONGEST = 4096
ONE_DOOR = "--one"


def main(seconds: int, wanted: list[str]) -> int:
    """Try every door, or those wanted, each for its share of the seconds; returns 1 after a find."""
    if find_spec("atheris") is None:
        print(MISSING)
        return 2
    known = import_module("doors.test_doors").DOORS
    if unknown := [door for door in wanted if door not in known]:
        print(f"fuzz-doors: no such door: {', '.join(unknown)}. There are: {', '.join(known)}")
        return 2
    doors = wanted or list(known)
    finds = [door for door in doors if not holds(door, max(1, seconds // len(doors)))]
    print(f"fuzz-doors: {len(doors)} doors, {len(finds)} with a find")
    return int(bool(finds))


def holds(door: str, seconds: int) -> bool:
    """Return whether a door held for so long; says what it failed on."""
    found = Path(tempfile.mkdtemp(prefix="sciaticli-fuzz-"))
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-artifact_prefix={found}/"]
    call = [sys.executable, __file__, ONE_DOOR, door, *options, str(seeds(found / "seeds"))]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    tries = done.stderr.rpartition("Done ")[2].partition(" runs")[0]
    files = [file for file in found.iterdir() if file.is_file()]
    if done.returncode == 0:
        print(f"fuzz-doors: {door}: {tries} tries, held", flush=True)
        return True
    print(done.stderr[-3000:])
    print(KEEP.format(door=door, file=files[0] if files else "nothing: it could not be run"), flush=True)
    return False


def seeds(folder: Path) -> Path:
    """Write the inputs that tests/doors keeps into a folder, for atheris to begin with."""
    folder.mkdir()
    for number, content in enumerate(BYTES.values()):
        (folder / str(number)).write_bytes(content[:LONGEST])
    return folder


def one_door(door: str, options: list[str]) -> None:
    """Try one door until the time in the options is over; never returns."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["sciaticli"]):
        doors = import_module("doors.test_doors")

    def try_it(content: bytes) -> None:
        with doors.fresh_home() as home:
            for result in doors.DOORS[door](home, content):
                doors.is_calm(result, door)

    atheris.Setup([sys.argv[0], *options], try_it)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1] == ONE_DOOR:
        one_door(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
