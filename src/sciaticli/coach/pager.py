"""The person's own pager, run for a text."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping

USUAL = "more" if os.name == "nt" else "less"
FLAGS = "FRX"  # leave when it fits, keep colours, leave the text on the screen


def run_pager(text: str, env: Mapping[str, str]) -> bool:
    """Show a text in the person's pager; False where there is none, and nothing was shown.

    Ctrl-C is the pager's: it ends a search in it, not the program around it.
    """
    words = shlex.split(env.get("PAGER", USUAL))
    if not words or shutil.which(words[0]) is None:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        told = {"LESS": FLAGS, "LESSCHARSET": "utf-8", **env}
        subprocess.run(words, input=text.encode(), env=told, check=False)  # noqa: S603 - the person's own pager
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
