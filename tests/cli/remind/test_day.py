"""Whole days with a reminder set: what comes when, by a made-up clock and a made-up program for messages."""

import sys
from collections.abc import Callable

import pytest

from sciaticli.core.screening.questions import Item
from sciaticli.store.journal import append
from sciaticli.store.reminder import load_reminder
from sciaticli.store.running_session import hold_running
from support.cli_locks import lock
from support.entries import a_session, performed
from support.machine import TABLE, Machine
from support.world import Home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the made-up programs are scripts of a shell")

NO_SIGNS = {item.value: "no" for item in Item} | {"age_band": "18_49"}
RESPONDER = ("side=left", "conditions=", "direction=extension")
STAND_UP, ROUND, SESSION = "stand up", "round", "session"
MARKS = {"Stand up": STAND_UP, "A round of": ROUND, "routine is ready": SESSION}

Told = list[tuple[str, str]]


def live(machine: Machine, **then: Callable[[Home], object]) -> Told:
    """Let the scheduler fire at each of its times of a day; `then` does something once after a time.

    A key is the time as h08_30; what was told is each time with what it was for.
    """
    home = machine.home
    reminder = load_reminder(home.app().paths)
    assert reminder is not None
    told: Told = []
    pending = {key[1:].replace("_", ":"): act for key, act in then.items()}
    for time in sorted({*reminder.times, *pending}):
        set_clock(home, time)
        if time in reminder.times:
            told += [(time, occasion) for occasion in fired(machine)]
        if time in pending:
            pending[time](home)
    return told


def fired(machine: Machine) -> list[str]:
    machine.calls()
    assert machine.home.run("remind", "fire").code == 0
    return [next(name for mark, name in MARKS.items() if mark in call) for call in machine.calls()]


def set_clock(home: Home, time: str) -> None:
    moment = home.clock.moment
    hour, minute = map(int, time.split(":"))
    wanted = moment.replace(hour=hour, minute=minute, second=5)
    home.clock.advance(seconds=(wanted - moment).total_seconds())


def begin(machine: Machine, *install: str, settings: tuple[str, ...] = RESPONDER) -> None:
    """Set a reminder for somebody whose check holds."""
    machine.has("crontab", TABLE)
    home = machine.home
    home.run("setup", *(part for one in settings for part in ("--set", one)))
    answers = "\n".join(f'{item} = "{word}"' for item, word in NO_SIGNS.items())
    assert home.run("check", "--answers", "-", answers=answers).code == 0
    result = home.run("remind", "install", "--at", "18:00", *install)
    assert result.code == 0, result.err


def a_round(home: Home) -> None:
    assert home.run("log", "--did", "round").code == 0


def a_whole_session(home: Home) -> None:
    moment = home.clock.moment
    append(home.app().paths, a_session(moment.date(), [performed("sit_to_stand")], hour=moment.hour))


def times(told: Told, occasion: str) -> list[str]:
    return [time for time, each in told if each == occasion]


def test_rounds_come_as_they_fall_due_and_each_is_told_once(machine: Machine) -> None:
    begin(machine, "--rounds")
    told = live(machine)
    assert times(told, ROUND) == ["10:00", "12:00", "15:00", "20:00"]  # 18:00 is the session's
    assert times(told, SESSION) == ["18:00"]


def test_who_is_ahead_is_left_alone(machine: Machine) -> None:
    begin(machine, "--rounds")
    told = live(machine, h10_00=a_round, h11_10=a_round, h11_20=a_round)
    assert times(told, ROUND) == ["10:00", "20:00"]


def test_breaks_come_through_waking_hours_until_the_day_is_done(machine: Machine) -> None:
    begin(machine, "--breaks", "60", settings=("side=left", "conditions="))
    told = live(machine, h12_30=a_whole_session)
    assert times(told, STAND_UP) == ["09:00", "10:00", "11:00", "12:00"]
    assert times(told, SESSION) == []


def test_breaks_go_on_after_a_done_day_where_that_is_wished(machine: Machine) -> None:
    begin(machine, "--breaks", "120", settings=("side=left", "conditions=", "remind.breaks_when_done=true"))
    told = live(machine, h11_00=a_whole_session)
    assert times(told, STAND_UP) == ["10:00", "12:00", "14:00", "16:00", "20:00"]


def test_with_rounds_left_a_day_is_not_done(machine: Machine) -> None:
    begin(machine, "--breaks", "120", "--rounds")
    told = live(machine, h11_00=a_whole_session)
    assert times(told, STAND_UP) == ["14:00", "16:00"]
    assert times(told, ROUND) == ["10:00", "12:00", "15:00", "20:00"]


def test_waking_hours_are_a_setting_and_quiet_beyond_them(machine: Machine) -> None:
    begin(machine, "--breaks", "60", settings=("side=left", "remind.wake=10:00", "remind.sleep=14:00"))
    assert times(live(machine), STAND_UP) == ["11:00", "12:00", "13:00", "14:00"]
    set_clock(machine.home, "14:05")
    assert fired(machine) == []


def test_a_lock_quietens_all_of_it(machine: Machine) -> None:
    begin(machine, "--rounds", "--breaks", "60")
    assert live(machine, h09_30=lock) == [("09:00", STAND_UP)]


def test_nothing_but_the_session_is_spoken_of_before_a_check(machine: Machine) -> None:
    begin(machine, "--rounds", "--breaks", "60")
    machine.home.clock.advance(days=200)
    assert live(machine) == [("18:00", SESSION)]


def test_it_is_quiet_while_a_session_runs(machine: Machine) -> None:
    begin(machine, "--rounds", "--breaks", "60")
    home = machine.home
    with hold_running(home.app().paths.session_file, lambda: home.clock.moment):
        assert live(machine) == []
    home.clock.advance(days=1)
    assert times(live(machine), SESSION) == ["18:00"]


def test_a_break_missed_in_sleep_is_not_made_up_for(machine: Machine) -> None:
    begin(machine, "--breaks", "60", settings=("side=left", "conditions="))
    set_clock(machine.home, "10:09")
    assert fired(machine) == [STAND_UP]
    set_clock(machine.home, "10:11")
    assert fired(machine) == []


def test_prescribed_rounds_have_their_own_number_and_name(machine: Machine) -> None:
    begin(machine, "--rounds", settings=("side=left", "conditions=disc_herniation"))
    assert machine.home.run("routine", "add", "Bridge x 10, 3 times a day", "--name", "Sheet").code == 0
    assert machine.home.run("log", "2", "1").code == 0
    told = live(machine)
    assert times(told, ROUND) == ["11:00", "15:00", "19:00"]
    set_clock(machine.home, "11:00")
    machine.calls()
    machine.home.run("remind", "fire")
    assert "A round of Bridge? 0 of 3 done." in machine.calls()[0]


def test_without_a_drill_no_round_is_spoken_of(machine: Machine) -> None:
    begin(machine, "--rounds", settings=("side=left", "conditions="))
    assert live(machine) == [("18:00", SESSION)]


def test_what_is_turned_off_is_quiet_at_once_and_install_takes_it_up(machine: Machine) -> None:
    begin(machine, "--rounds", "--breaks", "60")
    result = machine.home.run("setup", "--set", "remind.breaks=off", "--set", "remind.rounds=false")
    assert "Your reminder takes it up with: sciaticli remind install" in result.err
    assert live(machine) == [("18:00", SESSION)]
    assert machine.home.run("remind", "install").code == 0
    assert len(machine.table.read_text().splitlines()) == 1


def test_settings_that_cannot_be_read_leave_the_session_alone(machine: Machine) -> None:
    begin(machine, "--rounds", "--breaks", "60")
    machine.home.app().paths.config_file.write_text("[remind]\nbreaks = 3\n")
    assert live(machine) == [("18:00", SESSION)]


def test_install_without_a_time_keeps_the_one_that_is_set(machine: Machine) -> None:
    begin(machine)
    result = machine.home.run("remind", "install", "--breaks", "45")
    assert "each day at 18:00; every 45 minutes to stand up, from 08:00 to 21:00" in result.out
    assert "each day at 18:00; every 45 minutes" in machine.home.run("remind", "show").out


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("--breaks", "5"), "off, or minutes from 20 to 120"),
        (("--breaks", "often"), "off, or minutes from 20 to 120"),
    ],
)
def test_a_slip_says_what_breaks_take(machine: Machine, call: tuple[str, ...], said: str) -> None:
    begin(machine)
    result = machine.home.run("remind", "install", *call)
    assert result.code == 2
    assert said in result.err


def test_hours_the_wrong_way_round_are_said(machine: Machine) -> None:
    begin(machine)
    machine.home.run("setup", "--set", "remind.wake=22:00")
    result = machine.home.run("remind", "install", "--breaks", "60")
    assert result.code == 2
    assert "remind.wake, 22:00, has to be earlier than remind.sleep, 21:00." in result.err


def test_the_first_time_needs_a_time(machine: Machine) -> None:
    machine.has("crontab", TABLE)
    result = machine.home.run("remind", "install", "--breaks", "60")
    assert result.code == 2
    assert "sciaticli remind install --at 08:30" in result.err
    assert machine.home.app().config.remind.breaks_min is None
