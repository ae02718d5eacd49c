"""Runs a program as a shell does: as the foreground job of this terminal, so that Ctrl-Z stops it.

The first argument names the file that the job's process id is written to, the rest is the program. Ends with
the job; what is stopped is waited for.
"""

import os
import signal
import sys
from pathlib import Path

OURS = (signal.SIGTTOU, signal.SIGHUP, signal.SIGINT)  # what a shell does not end by


def main(pid_file: str, *argv: str) -> int:
    for number in OURS:
        signal.signal(number, signal.SIG_IGN)
    job = os.fork()
    if not job:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in OURS:
            signal.signal(number, signal.SIG_DFL)
        os.execv(argv[0], argv)  # noqa: S606 - our own program
    Path(pid_file).write_text(str(job))
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status) % 256


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
