"""The real program in this terminal, its session clock SCIATICLI_FASTER times as fast as a real one."""

import os
import sys

from msgspec.structs import replace

from sciaticli.cli.app import run
from sciaticli.cli.context import real_app
from sciaticli.coach.keys import open_keys
from support.faster import FastClock, FasterKeys


def main() -> int:
    faster = int(os.environ["SCIATICLI_FASTER"])
    clock = FastClock(faster)
    app = replace(real_app(), now_ms=clock.now_ms, open_keys=lambda: FasterKeys(open_keys(), faster))
    return run(sys.argv[1:], app)


if __name__ == "__main__":
    sys.exit(main())
