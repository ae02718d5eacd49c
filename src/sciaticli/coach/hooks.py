"""Programs of the person's own that run at moments of a session: for music, lights, do-not-disturb.

They run apart: a thread starts them and looks after them, so that nothing waits for one that is slow, hangs
or fails. Each has five seconds, its streams are closed, and none is left behind.
"""

import os
import queue
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from sciaticli.core.config import Command, Hook

HOOK_S = 5.0
LOOK_S = 0.05
PATIENCE_S = 1.0  # beyond the five seconds: where a program can't even be started or ended, nobody waits
WORKER = "sciaticli hooks"
MOMENT = "SCIATICLI_HOOK"
TOO_LONG = "took longer than five seconds and was ended"
CUT_SHORT = "was ended with the program"

if sys.platform == "win32":
    _APART = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _APART = 0


def find_command(name: str) -> str | None:
    """Return where a program of this name is, `~` being the home folder; None when there is none."""
    return shutil.which(str(Path(name).expanduser())) if name.startswith("~") else shutil.which(name)


@dataclass(frozen=True)
class _Running:
    child: "subprocess.Popen[bytes]"
    ends_by: float


@dataclass(kw_only=True)
class HookRunner:
    """Runs what is wanted at each moment; `failures` says why the last run of one went wrong.

    The same moment is not run again while its program still runs.
    """

    commands: Mapping[Hook, Command]
    env: Mapping[str, str]
    ran: set[Hook] = field(default_factory=set)
    failures: dict[Hook, str] = field(default_factory=dict)
    _queue: "queue.Queue[Hook | None]" = field(default_factory=queue.Queue)
    _children: dict[Hook, _Running] = field(default_factory=dict)
    _ends_now: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def run(self, hook: Hook) -> None:
        """Have the program of a moment run; returns at once and never raises."""
        if hook not in self.commands:
            return
        if self._thread is None:
            self._thread = Thread(target=self._work, name=WORKER, daemon=True)
            self._thread.start()
        self._queue.put(hook)

    def close(self) -> None:
        """Wait until every program has ended, five seconds at most; Ctrl-C ends them at once."""
        if self._thread is None:
            return
        self._queue.put(None)
        try:
            self._thread.join(HOOK_S + PATIENCE_S)
        except KeyboardInterrupt:
            self._ends_now.set()
            self._thread.join(PATIENCE_S)

    def _work(self) -> None:
        is_closing = False
        while self._children or not is_closing:
            try:
                hook = self._queue.get(timeout=LOOK_S if self._children else None)
            except queue.Empty:
                pass
            else:
                is_closing = hook is None
                if hook is not None:
                    self._start(hook)
            for each in tuple(self._children):
                self._look(each)

    def _start(self, hook: Hook) -> None:
        if hook in self._children:
            return
        self.ran.add(hook)
        self.failures.pop(hook, None)
        name, *arguments = self.commands[hook]
        program = find_command(name)
        if program is None:
            self.failures[hook] = f"no program {name} was found"
            return
        try:
            child = subprocess.Popen(  # noqa: S603 - the person's own program, never through a shell
                [program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**self.env, MOMENT: hook},
                start_new_session=True,
                creationflags=_APART,
            )
        except (OSError, ValueError) as error:
            self.failures[hook] = f"{name} can't be started: {getattr(error, 'strerror', None) or error}"
            return
        self._children[hook] = _Running(child, time.monotonic() + HOOK_S)

    def _look(self, hook: Hook) -> None:
        """Note how a program ended, and end the one whose time is over."""
        running = self._children[hook]
        code = running.child.poll()
        is_late = time.monotonic() >= running.ends_by
        if code is None and not is_late and not self._ends_now.is_set():
            return
        name = self.commands[hook][0]
        if code is None:
            _end(running.child)
            self.failures[hook] = f"{name} {TOO_LONG if is_late else CUT_SHORT}"
        elif code != 0:
            self.failures[hook] = f"{name} ended with exit code {code}"
        del self._children[hook]


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End a program with everything it has started itself, and take its last word: no zombie stays."""
    if sys.platform == "win32":
        child.kill()
    else:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except OSError:
            child.kill()
    child.wait()
