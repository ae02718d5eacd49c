"""What ends a clearance at once, and what does not."""

from datetime import timedelta

import pytest
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Condition, Dose, Side
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.entries import (
    Amend,
    AnyEntry,
    BeforeAfter,
    Check,
    CheckState,
    Distal,
    Done,
    ExerciseDone,
    Leg,
    Moved,
    Numb,
    Pain,
    PainNow,
    Response,
    Scope,
    Session,
    Tier,
)
from sciaticli.core.screening.questions import NERVE_ITEMS, STOP_ITEMS
from sciaticli.core.screening.voids import bare_void, risk_facts, void_after, voided_by_profile, voids_in
from support.screenings import (
    NOW,
    Field,
    Written,
    a_check,
    a_pain,
    a_quick,
    a_session,
    ago,
    an_open_check,
    common,
    written,
)


def voided(*later: Written, before: tuple[AnyEntry, ...] = (), screening: Field = None) -> bool:
    """Return whether what follows a screening of five days ago voids it."""
    check = screening or a_check(ago(days=5))
    history = written(*before, check, *later)
    record = next(record for record in history.records if record.entry.id == check.id)
    return void_after(history, record) is not None


def test_a_quiet_record_voids_nothing() -> None:
    assert not voided(a_pain(ago(days=4)), a_quick(ago(days=3)), a_session(ago(days=3)), a_check(ago(days=1)))


def test_an_open_check_voids_until_a_finished_one_follows() -> None:
    begun = an_open_check(ago(days=1), leg_numb_one="new")
    assert voided(begun)
    assert not voided(before=(begun,), screening=a_check(ago(hours=1)))


@pytest.mark.parametrize("word", ["yes", "unsure", "perhaps"])
def test_a_quick_answer_that_is_not_no_voids(word: str) -> None:
    assert voided(a_quick(ago(days=1), answers={"recheck_pelvic": "no", "recheck_leg": word}))


def test_a_quick_form_without_answers_voids() -> None:
    assert voided(a_quick(ago(days=1), answers={}))


def test_a_session_stopped_for_a_sign_voids() -> None:
    assert voided(a_check(ago(days=1), scope=Scope.SESSION, leg_numb_one="new"))
    assert voided(a_check(ago(days=1), scope=Scope.SESSION, answers=dict.fromkeys(NERVE_ITEMS, "no")))


def test_a_stop_that_was_answered_with_no_alone_is_taken_back() -> None:
    stop = a_check(ago(hours=2), scope=Scope.SESSION, state=CheckState.OPEN, tier=None, answers={})
    all_no = a_check(ago(hours=1), scope=Scope.SESSION, answers=dict.fromkeys(STOP_ITEMS, "no"))
    assert voided(stop)
    assert not voided(stop, all_no)
    assert not voided(stop, all_no, a_check(ago(minutes=30), scope=Scope.FULL))
    named = an_open_check(ago(hours=1.5), saddle_numb="new")
    assert voided(stop, named, all_no)
    full = an_open_check(ago(hours=2))
    assert voided(full, all_no)


def test_a_check_that_can_not_be_relied_on_voids() -> None:
    assert voided(a_check(ago(days=1), form="red_flags@3"))
    assert voided(a_check(ago(days=1), answers={"saddle_numb": "no"}))


def test_an_imported_check_voids_when_it_says_something_and_never_by_being_clear() -> None:
    assert voided(a_check(ago(days=1), imported=True, cancer_history="yes"))
    assert voided(an_open_check(ago(days=1), imported=True))
    assert not voided(a_check(ago(days=1), imported=True))


def test_new_weakness_voids() -> None:
    assert voided(a_pain(ago(days=1), weak=True))
    assert not voided(a_pain(ago(days=1), weak=False))
    assert not voided(a_pain(ago(days=1), weak=None))


def test_what_is_recorded_later_voids_whatever_day_it_is_about() -> None:
    assert voided(a_pain(ago(days=9), rec=ago(days=1), weak=True))
    assert not voided(before=(a_pain(ago(days=6), weak=True),))


def test_an_entry_of_the_same_second_counts_as_later() -> None:
    check = a_check(ago(days=5))
    assert voided(a_pain(ago(days=5), weak=True), screening=check)
    assert voided(("phone", a_pain(ago(days=5), weak=True)), screening=check)
    assert not voided(before=(a_pain(ago(days=5), weak=True),), screening=check)


def test_the_order_of_lines_counts_within_a_device_whatever_the_clock_said() -> None:
    assert voided(a_pain(ago(days=8), weak=True))
    assert not voided(("phone", a_pain(ago(days=8), weak=True)))
    assert not voided(before=(a_pain(ago(days=2), weak=True),))


def test_numbness_is_new_against_the_last_entry_or_else_the_check() -> None:
    assert voided(a_pain(ago(days=1), numb=True))
    assert voided(a_pain(ago(days=1), numb=True), before=(a_pain(ago(days=6), numb=False),))
    assert not voided(a_pain(ago(days=1), numb=False))
    known = a_check(ago(days=5), leg_numb_one="mid")
    assert not voided(a_pain(ago(days=1), numb=True), screening=known)
    assert voided(a_pain(ago(days=2), numb=False), a_pain(ago(days=1), numb=True), screening=known)


def test_numbness_known_for_two_weeks_is_not_new() -> None:
    known = a_pain(ago(days=6), numb=True)
    assert not voided(a_pain(ago(days=1), numb=True), before=(known,))
    old = a_pain(ago(days=15, seconds=1), numb=True)
    assert voided(a_pain(ago(days=1), numb=True), before=(old,))
    assert not voided(a_pain(ago(days=1), numb=True), before=(a_pain(ago(days=15), numb=True),))


def test_the_newest_entry_before_decides_whether_numbness_is_new() -> None:
    had, had_none = a_pain(ago(days=7), numb=True), a_pain(ago(days=6), numb=False)
    assert voided(a_pain(ago(days=1), numb=True), before=(had, had_none))
    gone_and_back = (a_pain(ago(days=7), numb=False), a_pain(ago(days=6), numb=True))
    assert not voided(a_pain(ago(days=1), numb=True), before=gone_and_back)


def test_numbness_that_moved_further_down_voids() -> None:
    knee = a_pain(ago(days=6), numb=True, numb_down=Distal.KNEE)
    assert voided(a_pain(ago(days=1), numb=True, numb_down=Distal.CALF), before=(knee,))
    assert not voided(a_pain(ago(days=1), numb=True, numb_down=Distal.KNEE), before=(knee,))
    assert not voided(a_pain(ago(days=1), numb=True, numb_down=Distal.THIGH), before=(knee,))
    somewhere = a_pain(ago(days=6), numb=True)
    assert voided(a_pain(ago(days=1), numb=True, numb_down=Distal.CALF), before=(somewhere,))


def test_a_later_entry_does_not_make_numbness_old() -> None:
    assert voided(a_pain(ago(days=3), numb=True), a_pain(ago(days=1), numb=True))


def test_numbness_that_was_felt_nowhere_in_particular_has_moved() -> None:
    nowhere = a_pain(ago(days=6), numb=True, numb_down=Distal.NONE)
    assert voided(a_pain(ago(days=1), numb=True, numb_down=Distal.CALF), before=(nowhere,))


def test_an_amendment_on_a_device_that_is_read_first_counts() -> None:
    check = a_check(ago(days=5))
    amend = Amend(**common(ago(days=1)), of="p", set={"weak": True})
    history = written(("a-phone", amend), a_pain(ago(days=8), id="p"), check)
    assert void_after(history, history.records[-1]) is not None


def test_taking_a_line_back_does_not_open_what_it_closed() -> None:
    weak = a_pain(ago(days=2), id="w", weak=True)
    undo = Amend(**common(ago(days=1)), of="w", delete=True)
    mend = Amend(**common(ago(days=1)), of="w", set={"weak": False})
    assert voided(weak, undo)
    assert voided(weak, mend)


def test_an_amendment_that_adds_weakness_voids_and_one_that_adds_a_note_does_not() -> None:
    before = (a_pain(ago(days=8), id="p", numb=True), a_pain(ago(days=7), id="w", weak=True))
    assert voided(Amend(**common(ago(days=1)), of="p", set={"weak": True}), before=before)
    for silent in ({"note": "rain"}, {"did": ["heat"]}, {"sleep_disturbed": True}, {"flare": "yes"}):
        assert not voided(Amend(**common(ago(days=1)), of="w", set=silent), before=before)


def test_an_edit_that_named_a_sign_counts_after_it_was_taken_back() -> None:
    before = (a_pain(ago(days=8), id="p"),)
    edit = Amend(**common(ago(days=2), id="edit"), of="p", set={"weak": True})
    undo = Amend(**common(ago(days=1), id="undo"), of="p", undo="edit")
    gone = Amend(**common(ago(days=1)), of="p", delete=True)
    assert voided(edit, undo, before=before)
    assert voided(edit, gone, before=before)
    assert voided(("phone", undo), edit, before=before), "the other device's clock may be behind"
    assert not voided(before=(*before, edit, undo))


def test_an_edit_that_named_a_sign_counts_on_an_entry_that_another_device_took_out() -> None:
    before = (a_pain(ago(days=8), id="p"), Amend(**common(ago(days=7)), of="p", delete=True))
    edit = Amend(**common(ago(days=2)), of="p", set={"weak": True})
    assert voided(("phone", edit), before=before)


def test_numbness_that_moved_in_an_edit_counts_after_it_was_taken_back() -> None:
    before = (a_pain(ago(days=7), numb=True, numb_down=Distal.KNEE), a_pain(ago(days=6), id="p", numb=True))
    edit = Amend(**common(ago(days=2), id="edit"), of="p", set={"numb.distal": "foot"})
    undo = Amend(**common(ago(days=1)), of="p", undo="edit")
    assert voided(edit, undo, before=before)


def test_an_undo_that_brings_a_sign_back_voids_and_one_of_a_note_does_not() -> None:
    weak = a_pain(ago(days=8), id="w", weak=True)
    mend = Amend(**common(ago(days=7), id="mend"), of="w", set={"weak": False})
    gone = Amend(**common(ago(days=7), id="gone"), of="w", delete=True)
    noted = Amend(**common(ago(days=7), id="noted"), of="w", set={"note": "rain"})
    for amend, voids in ((mend, True), (gone, True), (noted, False)):
        undo = Amend(**common(ago(days=1)), of="w", undo=amend.id)
        assert voided(undo, before=(weak, amend)) is voids


def session(start: Distal | None, after: Distal | None = None, **fields: Field) -> Session:
    pain = BeforeAfter(before=PainNow(leg=3) if start is None else PainNow(leg=3, distal=start))
    if after is not None:
        pain = BeforeAfter(before=pain.before, after=PainNow(leg=3, distal=after))
    return a_session(ago(days=3), pain=pain, **fields)


def test_pain_further_down_after_a_session_voids() -> None:
    assert voided(session(Distal.THIGH, Distal.CALF))
    assert voided(session(Distal.NONE, Distal.BUTTOCK))
    assert not voided(session(Distal.THIGH, Distal.THIGH))
    assert not voided(session(Distal.CALF, Distal.BUTTOCK))
    assert not voided(session(Distal.NONE, Distal.BACK))
    assert not voided(session(None, Distal.FOOT))


def test_pain_still_further_down_by_the_next_day_voids() -> None:
    def logged(when: timedelta, site: Distal) -> bool:
        return voided(session(Distal.THIGH), a_pain(ago(days=3) + when, distal=site))

    assert logged(timedelta(hours=2), Distal.CALF)
    assert logged(timedelta(days=1), Distal.CALF)
    assert not logged(timedelta(days=1), Distal.THIGH)
    assert not logged(timedelta(days=2), Distal.CALF)
    assert not logged(timedelta(minutes=-5), Distal.CALF)
    assert not logged(timedelta(minutes=10), Distal.CALF)


def test_pain_after_that_is_amended_later_counts_when_it_is_written() -> None:
    earlier = session(Distal.THIGH, id="s")
    amend = Amend(**common(ago(days=1)), of="s", set={"pain.after": {"leg": 5, "distal": "foot"}})
    assert voided(amend, before=(earlier,), screening=a_check(ago(days=2)))


def days_of(scores: dict[int, int], site: str = "leg") -> list[AnyEntry]:
    other = {"leg": "back", "back": "leg"}[site]
    fields: list[tuple[int, dict[str, Field]]] = [
        (day, {site: score, other: None}) for day, score in scores.items()
    ]
    return [a_pain(ago(days=day), **given) for day, given in fields]


USUAL = {10: 3, 9: 3, 8: 4}


@pytest.mark.parametrize("site", ["leg", "back"])
@pytest.mark.parametrize(
    ("scores", "voids"),
    [
        ({4: 6, 3: 6}, True),
        ({4: 6, 3: 5}, False),
        ({4: 5, 3: 6}, False),
        ({4: 6}, False),
        ({4: 6, 2: 6}, True),
        ({4: 6, 3: 3, 2: 6}, False),
        ({4: 10, 3: 10}, True),
    ],
)
def test_pain_three_above_usual_on_two_days_running_voids(
    site: str, scores: dict[int, int], *, voids: bool
) -> None:
    assert voided(*days_of(scores, site), before=tuple(days_of(USUAL, site))) is voids


def test_a_rise_needs_three_usual_values_of_the_week_before() -> None:
    few = days_of({10: 3, 9: 3})
    assert not voided(*days_of({4: 8, 3: 8}), before=tuple(few))
    old = days_of({20: 3, 19: 3, 18: 3})
    assert not voided(*days_of({4: 8, 3: 8}), before=tuple(old))
    edge = days_of({11: 3, 10: 3, 9: 3})
    assert voided(*days_of({4: 8, 3: 8}), before=tuple(edge))
    too_old = days_of({12: 3, 10: 3, 9: 3})
    assert not voided(*days_of({4: 8, 3: 8}), before=tuple(too_old))


def test_the_second_day_may_be_high_against_its_own_week_alone() -> None:
    usual = days_of({14: 5, 13: 5, 12: 5, 9: 1, 8: 1, 7: 8})
    assert voided(*days_of({2: 4}), before=tuple(usual))
    assert not voided(*days_of({2: 3}), before=tuple(usual))


def test_the_site_that_rose_is_named() -> None:
    check = a_check(ago(days=5))
    history = written(*days_of(USUAL, "back"), check, *days_of({4: 8, 3: 8}, "back"))
    void = void_after(history, history.records[3])
    assert void is not None
    assert void.why == "Your back pain was three or more above your usual on two days running."


def test_leg_and_back_are_two_series() -> None:
    usual = (*days_of(USUAL), *days_of(USUAL, "back"))
    assert not voided(*days_of({4: 8}), *days_of({3: 8}, "back"), before=usual)


def test_the_worst_of_a_day_counts_and_the_weekly_average_does_not() -> None:
    usual = tuple(days_of(USUAL))
    twice = [a_pain(ago(days=4, hours=1), 1, None), a_pain(ago(days=4), 7, None), *days_of({3: 7})]
    assert voided(*twice, before=usual)
    weekly = [a_pain(ago(days=4), 7, None, window="7d"), a_pain(ago(days=3), 7, None, window="7d")]
    assert not voided(*weekly, before=usual)


def test_the_second_day_alone_may_come_after_the_check() -> None:
    usual = tuple(days_of(USUAL | {5: 7}))
    assert voided(*days_of({4: 7}), before=usual, screening=a_check(ago(days=4, hours=12)))
    assert not voided(before=(*usual, *days_of({4: 7})), screening=a_check(ago(days=3)))


def test_the_first_day_may_be_written_last() -> None:
    usual = tuple(days_of(USUAL | {6: 8}))
    assert voided(a_pain(ago(days=7), 8, None, rec=ago(days=1)), before=usual)
    assert not voided(a_pain(ago(days=7), 5, None, rec=ago(days=1)), before=usual)


def test_pain_now_counts_where_it_is_all_that_was_given() -> None:
    now = [Pain(**common(ago(days=day)), window="now", leg=Leg(now=8)) for day in (4, 3)]
    assert voided(*now, before=tuple(days_of(USUAL)))


def test_the_first_void_is_the_one_named() -> None:
    check = a_check(ago(days=5))
    history = written(check, a_pain(ago(days=3), weak=True), an_open_check(ago(days=2)))
    void = void_after(history, history.records[0])
    assert void is not None
    assert void.why == "You recorded new or growing weakness."
    assert [found.why for found in voids_in(history, lambda record: record.line == 3)] == [
        "A check was begun and not finished."
    ]


@pytest.mark.parametrize(
    ("profile", "fact"),
    [
        (Profile(conditions=(Condition.PREGNANCY_2ND_3RD_TRIMESTER,)), "pregnancy_2nd_3rd_trimester"),
        (Profile(pregnancy_week=8), "pregnancy_2nd_3rd_trimester"),
        (Profile(conditions=(Condition.COMPRESSION_FRACTURE,)), "compression_fracture"),
        (Profile(conditions=(Condition.RECENT_SURGERY,)), "recent_surgery"),
        (Profile(blood_thinner=YesNoUnsure.YES), "blood_thinner"),
        (Profile(blood_thinner=YesNoUnsure.UNSURE), "blood_thinner"),
        (Profile(age_band=AgeBand.AGE_70_PLUS), "age_70_plus"),
        (Profile(age_band=AgeBand.AGE_50_69), "age_50_69"),
        (Profile(age_band=AgeBand.UNDER_18), "age_under_18"),
    ],
)
def test_a_fact_added_to_the_profile_voids_a_check_that_did_not_know_it(profile: Profile, fact: str) -> None:
    assert risk_facts(profile) == {fact}
    assert voided_by_profile(profile, a_check(NOW)) is not None
    assert voided_by_profile(profile, a_check(NOW, facts=(fact,))) is None


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (Profile(pregnancy_week=8), {"pregnant_birth": "cleared"}),
        (Profile(conditions=(Condition.COMPRESSION_FRACTURE,)), {"bone_risk": "unsure"}),
        (Profile(conditions=(Condition.RECENT_SURGERY,)), {"infection_risk": "yes"}),
        (Profile(blood_thinner=YesNoUnsure.YES), {"blood_thinner": "unsure"}),
        (Profile(age_band=AgeBand.AGE_50_69), {"age_band": "70_plus"}),
        (Profile(age_band=AgeBand.AGE_18_49), {"age_band": "50_69"}),
        (Profile(age_band=AgeBand.UNDER_18), {"age_band": "under_18"}),
        (Profile(conditions=(Condition.STENOSIS,), blood_thinner=YesNoUnsure.NO), {}),
    ],
)
def test_a_fact_that_the_check_named_itself_voids_nothing(profile: Profile, words: dict[str, str]) -> None:
    assert voided_by_profile(profile, a_check(NOW, **words)) is None


def test_a_check_knows_of_one_fact_and_not_of_another() -> None:
    profile = Profile(blood_thinner=YesNoUnsure.YES, pregnancy_week=8)
    assert voided_by_profile(profile, a_check(NOW, facts=("blood_thinner",))) == (
        "Your profile now names a pregnancy, and the last check did not know that."
    )


def test_an_emergency_quick_check_also_voids() -> None:
    back = a_quick(ago(days=1), answers={"recheck_old_sign": "yes"}, tier=Tier.EMERGENCY)
    assert voided(back)
    assert back.state is CheckState.FINISHED


def test_a_session_left_before_its_last_questions_counts_as_it_was_told() -> None:
    def session(*, after: PainNow | UnsetType = UNSET, left: Distal = Distal.CALF) -> Session:
        worse = ExerciseDone(
            "bridge", Side.BOTH, Dose(sets=1, reps=5), Done(1, 5, 0),
            response=Response.WORSE, moved=Moved.LOWER, distal=left,
        )  # fmt: skip
        pain = BeforeAfter(before=PainNow(leg=3, distal=Distal.THIGH), after=after)
        return a_session(ago(days=1), exercises=(worse,), pain=pain)

    assert voided(session())
    assert voided(session(after=PainNow(leg=4)))
    assert not voided(session(after=PainNow(leg=4, distal=Distal.THIGH)))
    assert not voided(session(left=Distal.THIGH))


def test_pain_in_both_legs_voids_unless_the_check_knew() -> None:
    def both() -> Pain:
        return a_pain(ago(days=1))

    legs = Leg(worst=3, side=Side.BOTH)
    assert voided(replace(both(), leg=legs))
    assert not voided(replace(both(), leg=legs), screening=a_check(ago(days=5), both_legs_pain="cleared"))
    assert not voided(replace(both(), leg=Leg(worst=3, side=Side.LEFT)))
    assert not voided(replace(both(), leg=Leg(worst=0, side=Side.BOTH)))
    assert not voided(replace(both(), leg=Leg(worst=3, side=Side.BOTH, distal=Distal.BUTTOCK)))
    assert voided(replace(both(), leg=Leg(worst=3, side=Side.BOTH, distal=Distal.THIGH)))
    assert voided(replace(both(), leg=Leg(side=Side.BOTH)))


def test_what_a_person_said_of_numbness_counts() -> None:
    def numb(new: bool) -> Pain:
        return replace(a_pain(ago(days=1)), numb=Numb(present=True, new=new))

    assert voided(numb(new=True))
    assert not voided(numb(new=False))
    assert voided(numb(new=True), before=(a_pain(ago(days=3), numb=True),))


def test_a_region_told_before_counts_where_the_last_entry_told_none() -> None:
    foot, somewhere = (a_pain(ago(days=6), numb=True, numb_down=Distal.FOOT), a_pain(ago(days=4), numb=True))
    now = a_pain(ago(days=1), numb=True, numb_down=Distal.FOOT)
    assert not voided(now, before=(foot, somewhere))
    assert voided(now, before=(a_pain(ago(days=6), numb=True, numb_down=Distal.CALF), somewhere))


def test_only_the_alarm_key_alone_is_taken_back() -> None:
    def begun(scope: Scope, *, state: CheckState = CheckState.OPEN, **words: str) -> Check:
        return a_check(ago(hours=2), scope=scope, state=state, tier=None, answers=words)

    all_no = a_check(ago(hours=1), scope=Scope.SESSION, answers=dict.fromkeys(STOP_ITEMS, "no"))
    sign = a_check(ago(hours=1), scope=Scope.SESSION, leg_numb_one="new")
    key = begun(Scope.SESSION)
    assert not voided(key, all_no)
    assert voided(begun(Scope.FULL), all_no)
    assert voided(begun(Scope.SESSION, leg_numb_one="new"), all_no)
    assert voided(begun(Scope.SESSION, state=CheckState.FINISHED), all_no)
    assert voided(key, sign)
    assert voided(key, ("phone", all_no))


def test_any_pain_in_both_legs_counts_then_or_now() -> None:
    assert voided(replace(a_pain(ago(days=1)), leg=Leg(worst=1, side=Side.BOTH)))
    assert voided(replace(a_pain(ago(days=1)), leg=Leg(worst=0, now=3, side=Side.BOTH)))


def test_what_stays_of_an_erased_void_is_a_check_begun_without_an_answer() -> None:
    erased = a_pain(ago(days=1), weak=True, note="my leg")
    bare = bare_void(erased)
    assert (bare.id, bare.rec, bare.at, bare.day) == (erased.id, erased.rec, erased.at, erased.day)
    assert (bare.state, bare.scope, bare.answers) == (CheckState.OPEN, Scope.FULL, {})
    assert voided(bare)
