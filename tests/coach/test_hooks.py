"""Programs of the person's own: run apart, five seconds each, whatever they do; nothing is left behind."""

import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from threading import Thread

import pytest

from sciaticli.coach import hooks
from sciaticli.coach.hooks import HookRunner
from sciaticli.core.config import Command, Hook
from support.waiting import seconds, until

END, START = Hook.SESSION_END, Hook.SESSION_START


def python(source: str, *arguments: str) -> Command:
    return (sys.executable, "-c", source, *arguments)


def ran(commands: dict[Hook, Command], order: Iterable[Hook] = (START,)) -> HookRunner:
    runner = HookRunner(commands=commands, env=os.environ)
    for hook in order:
        runner.run(hook)
    runner.close()
    return runner


def test_a_program_gets_its_arguments_as_they_stand_and_the_moment(tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = (
        "import os, sys; open(sys.argv[1], 'w').write(repr((sys.argv[2:], os.environ['SCIATICLI_HOOK'])))"
    )
    runner = ran({START: python(source, str(out), "$HOME; ls", "*", "")})
    assert out.read_text() == repr((["$HOME; ls", "*", ""], "session_start"))
    assert not runner.failures


def test_its_streams_are_closed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    source = (
        "import sys; print('noise'); sys.stderr.write('noise'); "
        "open(sys.argv[1], 'w').write(sys.stdin.read())"
    )
    ran({START: python(source, str(out))})
    assert out.read_text() == ""
    assert capfd.readouterr() == ("", "")


def test_a_moment_without_a_program_starts_no_thread() -> None:
    runner = HookRunner(commands={START: python("pass")}, env=os.environ)
    runner.run(END)
    assert not workers()
    assert not runner.ran


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("no-such-program-here",), "no program no-such-program-here was found"),
        (python("raise SystemExit(3)"), "ended with exit code 3"),
        (python("import os; os.kill(os.getpid(), 9)"), "ended with exit code -9"),
        ((sys.executable, "a\0b"), "can't be started"),
    ],
)
def test_a_failure_says_why_and_the_rest_runs(command: Command, why: str) -> None:
    runner = ran({START: command, END: python("pass")}, [START, END])
    assert why in runner.failures[START]
    assert runner.ran == {START, END}
    assert END not in runner.failures


def test_a_later_success_takes_the_failure_back(tmp_path: Path) -> None:
    here = tmp_path / "here"
    source = (
        "import os, sys; p = sys.argv[1]; sys.exit(0 if os.path.exists(p) else open(p, 'w').close() or 1)"
    )
    runner = HookRunner(commands={START: python(source, str(here))}, env=os.environ)
    runner.run(START)
    until(lambda: bool(runner.failures))
    runner.run(START)
    runner.close()
    assert not runner.failures


@pytest.mark.skipif(os.name != "posix", reason="looks into /proc and at signals")
def test_one_that_hangs_is_ended_with_all_it_has_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "HOOK_S", 0.5)
    pids = tmp_path / "pids"
    source = (
        "import os, subprocess, sys, time, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        "open(sys.argv[1], 'w').write(f'{os.getpid()} {child.pid}'); time.sleep(60)"
    )
    runner = HookRunner(commands={START: python(source, str(pids))}, env=os.environ)
    before = seconds()
    runner.run(START)
    assert seconds() - before < 0.1, "a session waits for no program"
    runner.close()
    assert "longer than five seconds" in runner.failures[START]
    own, child = map(int, pids.read_text().split())
    with pytest.raises(ProcessLookupError):  # a zombie of ours would still be found
        os.kill(own, 0)
    until(lambda: not is_alive(child))


def test_a_moment_is_not_run_again_while_its_program_runs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = "import sys, time; open(sys.argv[1], 'a').write('x'); time.sleep(0.5)"
    ran({START: python(source, str(out))}, [START] * 20)
    assert out.read_text() == "x"


def test_ctrl_c_while_waiting_for_the_last_one_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = HookRunner(commands={START: python("import time; time.sleep(60)")}, env=os.environ)
    runner.run(START)
    until(lambda: bool(runner.ran))
    join, calls = Thread.join, []

    def pressed(thread: Thread, timeout: float | None = None) -> None:
        calls.append(timeout)
        if len(calls) == 1:
            raise KeyboardInterrupt
        join(thread, timeout)

    monkeypatch.setattr(Thread, "join", pressed)
    runner.close()
    assert "ended with the program" in runner.failures[START]
    assert not workers()


def workers() -> list[Thread]:
    return [thread for thread in threading.enumerate() if thread.name == hooks.WORKER]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
