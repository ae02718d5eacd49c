"""Look for inputs that were never tried, for a given time: every property test, round after round.

Run it as `make fuzz`, or as tools/fuzz.py SECONDS [pytest words...]; the words choose among the tests.
`make test` tries the same inputs in each run, so what is found here has to be kept by hand; the last lines
say how.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from secrets import randbelow

ROOT = Path(__file__).parents[1]
SEEDS = 2**32
FOUND = ("Failing test case", "Falsifying example")  # what Hypothesis says of a find, by its version
PASSED, FAILED, NOTHING_CHOSEN = 0, 1, 5

KEEP = """
Found with seed {seed}, in {tests}.
Look at it again:  {again}
To keep it: copy the arguments after "Failing test case" (above) into an @example(...) line over the
test, or the @reproduce_failure line when they have no short form. See it fail in `make test`, then
mend its kind.
"""


def main(seconds: float, words: list[str]) -> int:
    """Run rounds until the time is over or something is found; returns pytest's exit code."""
    end = time.monotonic() + seconds
    rounds = 0
    while (left := end - time.monotonic()) > 0:
        seed = randbelow(SEEDS)
        print(f"fuzz: round {rounds + 1}, seed {seed}, {left:.0f} s left", flush=True)
        code, said = one_round(seed, left, words)
        if code is None:
            break
        if code == FAILED:
            print(said)
            print(how_to_keep(seed, said, words))
        elif code != PASSED:
            print(said)
            print("fuzz: no test was chosen" if code == NOTHING_CHOSEN else "fuzz: pytest could not run")
        if code != PASSED:
            return code
        rounds += 1
    print(f"fuzz: nothing found in {rounds} whole {'round' if rounds == 1 else 'rounds'}")
    return PASSED


def one_round(seed: int, left_s: float, words: list[str]) -> tuple[int | None, str]:
    """Run every property test once; the code is None when the time was over before the tests were."""
    call = subprocess.Popen(
        command(seed, words),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = call.communicate(timeout=left_s)
    except subprocess.TimeoutExpired:
        os.killpg(call.pid, 15)
        said, _ = call.communicate()
        return (FAILED if any(mark in said for mark in FOUND) else None), said
    return call.returncode, said


def command(seed: int, words: list[str]) -> list[str]:
    """Return the call of one round."""
    chosen = ["-m", "hypothesis", "--hypothesis-profile=fuzz", f"--hypothesis-seed={seed}"]
    return [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "--tb=short",
        "-p",
        "no:cacheprovider",
        "-n",
        "2",
        *chosen,
        *words,
    ]


def how_to_keep(seed: int, said: str, words: list[str]) -> str:
    """Return what to do with a find."""
    tests = re.findall(r"^FAILED (\S+)", said, re.MULTILINE)
    again = " ".join(command(seed, words or tests)[1:])
    return KEEP.format(seed=seed, tests=", ".join(tests) or "the tests above", again=f"python {again}")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
