"""What the record says about one day: the setting for the rules, and what bears on the doses."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise
from sciaticli.core.course import measured_start as measured
from sciaticli.core.course.direction import Label, Preference, preference_on
from sciaticli.core.course.dose_ladder import PRESSURE_HOLD_S, Situation, ladder
from sciaticli.core.course.flare import FLARE_REST, flare_question
from sciaticli.core.course.goals import Wanted, wanted
from sciaticli.core.course.limits import HIGH_PAIN, LOOK_BACK
from sciaticli.core.course.longer_walks import with_longer_walks
from sciaticli.core.course.on_record import Known, OnRecord, on_record
from sciaticli.core.course.phase import capped, first_phase, gate_value
from sciaticli.core.course.readiness import leg_is_calm, slides_today
from sciaticli.core.course.training import in_easy_week
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.planning.request import Request
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.day_logs import DayLog, day_logs, with_now
from sciaticli.core.record.history import History
from sciaticli.core.rules.conditions import Conditions, conditions_on
from sciaticli.core.rules.eligibility import clinician_knows
from sciaticli.core.rules.let_in import refused_today
from sciaticli.core.rules.person_today import PersonToday, Refusal
from sciaticli.core.screening.clearance import Cleared

SHORTEST_BOUTS = (Condition.RECENT_SURGERY, Condition.PREGNANCY_2ND_3RD_TRIMESTER)
"""With these a walk begins with the shortest bouts whatever the leg says."""
UNSTEADY = (Condition.BALANCE_PROBLEM, Condition.FLOOR_TRANSFER_PROBLEM)
SHORT_MINUTES = 10
LIKED, DISLIKED = 4, -4


class DayPicture(Struct, frozen=True, kw_only=True):
    """Everything known for one day: what was asked for, what the record says, and what the rules say.

    `obliged` owe some rows in each session. `minutes` are those asked for, ten at most on short days.
    `refused` names who is out today, and why. `flare_because` says why a flare day is planned unasked.
    """

    catalogue: Catalogue
    request: Request
    minutes: int
    obliged: bool
    setting: PersonToday
    situation: Situation
    record: OnRecord
    refused: dict[str, Refusal]
    ladders: dict[str, tuple[Dose, ...]]
    logs: dict[date, DayLog]
    flare_because: str | None = None
    wanted: tuple[Wanted, ...] = ()

    def is_let_in(self, exercise: str) -> bool:
        """Return whether every rule lets an exercise of the catalogue in today."""
        return exercise in self.catalogue.by_id and exercise not in self.refused

    def let_in(self, rows: Iterable[str]) -> list[Exercise]:
        """Return those of some rows that every rule lets in today."""
        return [self.catalogue.by_id[row] for row in rows if self.is_let_in(row)]

    def liking(self, row: Exercise) -> int:
        """Return how much a row is liked, below 0 disliked: by what was said, else how often it eased."""
        words, profile = {row.id, *row.families}, self.setting.profile
        if words & {*profile.dislikes}:
            return DISLIKED
        if words & {*profile.likes}:
            return LIKED
        record = self.setting.records.get(row.id)
        return 0 if record is None else max(DISLIKED + 1, min(record.liked, LIKED - 1))


def picture_of(
    cleared: Cleared, catalogue: Catalogue, profile: Profile, history: History, request: Request
) -> DayPicture:
    """Fold clearance, profile, history and today's answers into what the plan rests on."""
    day, since = request.day, request.day - LOOK_BACK
    past = history.until(day)
    logs, flare_because = _logs_today(past, request)
    preference = preference_on(day, profile, past, logs)
    conditions = _conditions_today(cleared, profile, preference, logs, day)
    ages = (cleared.age_band, profile.age_band)
    obliged = AgeBand.AGE_70_PLUS in ages or any(map(conditions.has, UNSTEADY))
    starts = measured.starts_on_record((found for found in past.assessments if found.day >= since), day)
    ladders = measured.with_lower_steps(_ladders_of(catalogue, conditions), starts)
    ladders = with_longer_walks(ladders, (found for found in past.sessions if found.day >= since))
    record = on_record(
        Known(past, day, logs), catalogue, ladders, obliged=obliged, careful=conditions.careful
    )
    gate = gate_value(request.pain)
    flare_day = record.course.flare_day(day) if record.course else None
    phase = _phase_today(record, preference, gate)
    is_calm = phase is Phase.CALM

    setting = PersonToday(
        day=day,
        profile=profile,
        conditions=conditions,
        preference=preference,
        phase=phase,
        gate=gate,
        mode=PlanMode.FLARE if flare_day is not None and flare_day < FLARE_REST else cleared.mode,
        light=cleared.mode is PlanMode.LIGHT,
        flare_day=flare_day,
        up_min=request.up_min,
        evening=request.evening,
        records=record.records,
        own=catalogue.own,
        slider_reps_today=slides_today(day, record.sessions, catalogue),
        tensioners_ready=leg_is_calm(day, logs, catalogue, record.records)
        and not conditions.has(Condition.NUMBNESS_OR_WEAKNESS),
        worse=record.worse,
        last_session=record.last_rows,
        lifted=clinician_knows(day, profile, past),
        gap=record.gap,
    )
    longer = not is_calm and not any(map(conditions.has, SHORTEST_BOUTS))
    leg = HIGH_PAIN if is_calm else gate
    first = measured.first_steps(ladders, measured.newest(starts), leg, longer=longer)
    situation = Situation(
        day=day,
        first=first,
        remeasured=measured.remeasured(first, starts, record.records),
        gap=record.gap,
        easy_week=not is_calm and flare_day is None and in_easy_week(past.sessions, logs, day),
        worse=record.worse,
        flare_day=flare_day,
    )
    trained_today = any(found.day == day for found in record.sessions)
    is_short = request.routine is None and (is_calm or trained_today)
    return DayPicture(
        catalogue=catalogue,
        request=request,
        minutes=min(request.minutes, SHORT_MINUTES) if is_short else request.minutes,
        obliged=obliged,
        setting=setting,
        situation=situation,
        record=record,
        refused=refused_today(catalogue, setting),
        ladders=ladders,
        logs=logs,
        flare_because=flare_because,
        wanted=wanted(past.assessments, catalogue.programme),
    )


def _logs_today(past: History, request: Request) -> tuple[dict[date, DayLog], str | None]:
    """Return the days with what was told just now, and why it is taken for a flare when nobody was asked."""
    day = request.day
    logs = day_logs(past, day - LOOK_BACK, day)
    because = flare_question(day, logs, request.pain) if request.flare is None else None
    flared = request.flare in (YesNoUnsure.YES, YesNoUnsure.UNSURE) or because is not None
    logs[day] = with_now(logs.get(day), request.pain, flare=flared)
    return logs, because


def _conditions_today(
    cleared: Cleared, profile: Profile, preference: Preference, logs: dict[date, DayLog], day: date
) -> Conditions:
    """Return the conditions in force; a disc is not assumed where bending forward is what eases."""
    conditions = conditions_on(day, profile, cleared.conditions, (cleared.age_band,), logs)
    if preference.label not in (Label.FLEXION, Label.EITHER) or not conditions.assumed:
        return conditions
    return replace(conditions, words=conditions.words - {Condition.DISC_HERNIATION}, assumed=False)


def _ladders_of(catalogue: Catalogue, conditions: Conditions) -> dict[str, tuple[Dose, ...]]:
    cap = PRESSURE_HOLD_S if conditions.has(Condition.HYPERTENSION) else None
    both = conditions.side == "both"
    return {row.id: ladder(row, both_sore=both, hold_cap=cap) for row in catalogue.by_id.values()}


def _phase_today(record: OnRecord, preference: Preference, gate: int | None) -> Phase:
    if preference.label is Label.NONE_IRRITABLE or record.spreading:
        return Phase.CALM
    return capped(record.course.phase if record.course else first_phase(gate), gate)
