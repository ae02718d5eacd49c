"""A damaged line that was a screening: what still locks is read, and nothing else."""

import re

import msgspec
import pytest

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import AnyEntry, Check, Note, Scope, Tier, Window
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.past_checks import level_of_check
from sciaticli.store.torn_check import lines_within, torn_check
from support.screenings import a_check, a_quick, ago, an_open_check, common

AT = ago(hours=3)
BEFORE = Note(**common(ago(days=1)), note="before it")
EMERGENCY = a_check(AT, saddle_numb="new", age_band="50_69", blood_thinner="unsure")


def line(check: AnyEntry) -> bytes:
    return msgspec.json.encode(check)


def torn(check: Check, *lost: str) -> bytes:
    """Return the line of a check without its end, and with the values of some keys lost."""
    text = line(check)[:-1]
    for key in lost:
        text = re.sub(rf'"{key}":"[^"]*"'.encode(), b'"?":"?"', text)
    return text


def read(text: bytes) -> Check:
    found = torn_check(text, BEFORE)
    assert found is not None
    return found


def test_an_emergency_is_read_with_all_that_its_lock_needs() -> None:
    found = read(torn(EMERGENCY))
    assert (found.id, found.rec, found.at, found.tier) == (EMERGENCY.id, AT, AT, Tier.EMERGENCY)
    assert (found.age_band, found.blood_thinner) == (AgeBand.AGE_50_69, YesNoUnsure.UNSURE)
    assert EMERGENCY.answers.items() <= found.answers.items()
    assert (found.scope, found.src, found.tz, found.form) == (Scope.FULL, "t", "UTC", EMERGENCY.form)


@pytest.mark.parametrize(
    ("check", "level"),
    [
        (a_check(AT, leg_swelling="new"), Level.URGENT_TODAY),
        (a_check(AT, rash="yes"), Level.URGENT_2D),
        (EMERGENCY, Level.EMERGENCY),
    ],
)
def test_the_level_is_that_of_the_whole_line(check: Check, level: Level) -> None:
    assert level_of_check(check) == level
    assert level_of_check(read(torn(check))) == level


@pytest.mark.parametrize(
    "check", [a_check(AT), a_check(AT, leg_numb_one="mid"), an_open_check(AT, saddle_numb="new")]
)
def test_what_locks_nothing_is_left(check: Check) -> None:
    assert level_of_check(check) < Level.URGENT_2D or check.tier is None
    assert torn_check(torn(check), BEFORE) is None


def test_a_form_without_its_tier_locks_by_its_answers_if_it_was_finished() -> None:
    assert level_of_check(read(torn(EMERGENCY, "tier"))) is Level.EMERGENCY
    assert torn_check(torn(EMERGENCY, "tier", "state"), BEFORE) is None


def test_a_tier_alone_says_that_the_form_was_finished() -> None:
    assert read(torn(EMERGENCY, "state")).tier is Tier.EMERGENCY
    urgent = a_check(AT, rash="yes")
    assert (read(torn(urgent, "state")).tier, read(torn(urgent, "state")).window) == (
        Tier.URGENT,
        Window.TWO_DAYS,
    )
    assert torn_check(torn(a_check(AT), "state"), BEFORE) is None


def test_a_lost_time_is_that_of_the_line_before_and_without_one_nothing_is_read() -> None:
    late = a_check(AT, rec=ago(hours=1), saddle_numb="new")
    assert read(torn(late)).rec == late.rec
    assert read(torn(late, "rec")).rec == AT  # `at` still stands
    assert read(torn(EMERGENCY, "rec", "at")).rec == BEFORE.rec
    assert torn_check(torn(EMERGENCY, "rec", "at"), None) is None
    bare = torn(EMERGENCY).replace(b"+00:00", b"").replace(b'Z"', b'"')
    assert read(bare).rec == BEFORE.rec  # a time without a zone is no moment


def test_a_lost_id_is_made_anew_and_always_the_same() -> None:
    text = torn(EMERGENCY, "id")
    assert read(text).id == read(text).id
    assert re.fullmatch(r"torn-[0-9a-f]{8}", read(text).id)
    assert read(text + b" ").id != read(text).id
    assert read(torn(EMERGENCY).replace(EMERGENCY.id.encode(), b"../x")).id.startswith("torn-")


@pytest.mark.parametrize("word", ["yes", "unsure"])
def test_an_old_sign_that_is_back_in_a_short_form_is_an_emergency(word: str) -> None:
    quick = a_quick(AT, answers={"recheck_old_sign": word})
    found = read(torn(quick))
    assert (found.scope, found.tier, found.answers) == (
        Scope.QUICK,
        Tier.EMERGENCY,
        {"recheck_old_sign": word},
    )
    assert torn_check(torn(a_quick(AT, answers={"recheck_old_sign": "no"})), BEFORE) is None
    full = torn(a_check(AT)).replace(b'"life_threat_now":"no"', f'"recheck_old_sign":"{word}"'.encode())
    assert torn_check(full, BEFORE) is None


def test_lines_that_ran_together_are_taken_apart() -> None:
    one, two = line(a_check(AT)), line(EMERGENCY)
    assert lines_within(one + two) == [one, two]
    assert lines_within(b"\xff\x00" + two + b"\x00\x00") == [b"\xff\x00", two]
    assert lines_within(two[:40]) == [two[:40]]
    assert lines_within(b"") == []


def test_nothing_else_of_a_damaged_line_is_read() -> None:
    assert torn_check(b"", BEFORE) is None
    assert torn_check(b"\x00" * 50, BEFORE) is None
    assert torn_check(line(BEFORE), BEFORE) is None


@pytest.mark.parametrize(
    ("sign", "level"), [("leg_swelling", Level.URGENT_TODAY), ("rash", Level.URGENT_2D)], ids=str
)
def test_without_its_answers_the_tier_and_its_window_count(sign: str, level: Level) -> None:
    word = "new" if sign == "leg_swelling" else "yes"
    assert level_of_check(read(torn(a_check(AT, **{sign: word}), sign))) == level


@pytest.mark.parametrize(
    ("name", "is_kept"), [("a", True), ("a" * 64, True), ("a" * 65, False), ("a b", False)]
)
def test_an_id_is_kept_where_it_is_one(name: str, *, is_kept: bool) -> None:
    text = re.sub(rb'"id":"[^"]*"', f'"id":"{name}"'.encode(), torn(EMERGENCY))
    assert (read(text).id == name) is is_kept
