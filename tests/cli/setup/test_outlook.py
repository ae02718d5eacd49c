"""The three questions after a session: every four weeks, put off by Enter, and gone for good when told so."""

from datetime import timedelta

import pytest

from sciaticli.cli.entries import read_history, today_of
from sciaticli.cli.setup.outlook import OFFER, offer_outlook_again
from sciaticli.core.record.history import History
from support.entries import a_history, a_session
from support.world import Home, written


def offered(home: Home, *answers: str, days: int = 28) -> str:
    app = home.app(answers=answers, terminal=True)
    begun = a_history(a_session(today_of(app) - timedelta(days=days), [])).sessions
    known = read_history(app)
    offer_outlook_again(app, History(sessions=begun, assessments=known.assessments))
    return " ".join(written(app.stderr).split())


def results(home: Home) -> list[str | None]:
    return [found.result for found in read_history(home.app()).assessments]


def test_in_the_first_four_weeks_nothing_is_offered(home: Home) -> None:
    assert OFFER not in offered(home, days=27)


def test_enter_puts_them_off_for_four_weeks(home: Home) -> None:
    assert OFFER in offered(home, "")
    assert results(home) == ["later"]
    assert OFFER not in offered(home)
    home.clock.advance(days=28)
    assert OFFER in offered(home, "")


@pytest.mark.parametrize(("answers", "result"), [(("never",), "never"), (("yes", "", "", ""), "answered")])
def test_they_can_be_left_for_good_or_answered(home: Home, answers: tuple[str, ...], result: str) -> None:
    assert OFFER in offered(home, *answers)
    assert results(home) == [result]
    home.clock.advance(days=60)
    assert (OFFER in offered(home, "")) is (result == "answered")
