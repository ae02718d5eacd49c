"""The grammar of a dose: the rules by which a phrase's tokens become parts, such as "3 sets of 10".

What each rule says once it fits stands in `facts`, under the rule's name.
"""

PART = "part"
GRAMMAR = r"""
part: sets_reps | sets_times | sets_reps_hold | reps_sets | reps_by_n | reps_times | reps_both_by_n
    | n_by_n | n_by_n_reps | n_by_n_hold | count_time | sets_time | reps_time | reps_time_sets
    | dash_time | time_count | time_sets | time_reps_sets | time_sets_reps | hold | hold_number
    | lone_time | rest | rep_rest | sets | reps | reps_both | falling | breaths | a_day | a_week
    | day_names | of_seven | every_other | every_hours | every_hour | every_h | every_minutes
    | said_rate | daily | weekly | side | toward | no_dose | inches | blank | upto | amrap
    | lone_range | total | unread | idle

number: N | N DASH N
_time: seconds | second_range | minutes | minute_range | minutes_seconds | clock | sign
seconds: number DASH? SEC | number DASH? COUNT | PER? COUNT_OF number
second_range: N SEC DASH N SEC
minutes: number DASH? MIN | number QUOTE
minute_range: N MIN DASH N MIN
minutes_seconds: N MIN COMMA? N SEC
clock: CLOCK MIN?
sign: number DQUOTE
_reps: REPS | TIMES
_of: OF | X | SLASH | COMMA | DASH | COLON
_per: PER | EACH | SLASH

sets_reps: number SETS _of? number REPS? | number SESSIONS OF number REPS?
sets_times: number SETS _of? number TIMES
sets_reps_hold: number SETS _of? number _reps? (X | AT | OF) _time
reps_sets: number REPS (X | OF | SLASH | COMMA | DASH) number SETS | number TIMES X number SETS
         | number REPS? PER SETS COMMA? number SETS
reps_by_n: number REPS X number
reps_times: number REPS COMMA? number TIMES
reps_both_by_n: number (BOTH | SLASH_SIDE) X number
n_by_n: number X number | number TIMES number
n_by_n_reps: number X number REPS
n_by_n_hold: number X number REPS? (X | AT | SLASH) _time
count_time: number (X | OF) _time HOLD? | number COMMA _time HOLD
sets_time: number SETS _of? _time HOLD?
reps_time: number TIMES (OF | X | COMMA | PER)? _time HOLD? | number REPS (OF | X | AT | SLASH
        | DASH) _time HOLD?
reps_time_sets: number REPS (OF | X) _time (X | COMMA)? number SETS
dash_time: number DASH _time HOLD?
time_count: X? _time X number _reps? | _time HOLD (X | COMMA) number _reps?
time_sets: X? _time X number SETS | _time HOLD (X | COMMA) number SETS
time_reps_sets: _time X number _reps (X | COMMA) number SETS
time_sets_reps: _time X number SETS (X | COMMA) number _reps
hold: HOLD (COLON | OF | DASH | EACH | PER | COMMA)? _time | _time HOLD | AT _time
hold_number: HOLD COLON? number
lone_time: X? _time
rest: REST (COLON | OF | DASH | COMMA)? _time | _time OF? REST
    | REST? (COLON | OF)? _time OF? REST? BETWEEN _per? (SETS | HOLD)
rep_rest: REST? (COLON | OF)? _time OF? REST? BETWEEN _per? REPS
sets: number SETS | SETS (COLON | DASH)? number | COMPLETE COLON number
reps: number REPS | REPS (COLON | DASH)? number | number TIMES | TIMES COLON number | X number | number X
    | DO COLON? number
reps_both: number (BOTH | SLASH_SIDE) | DO number (PER | EACH)? TURNS
falling: FALL _reps? | number SETS (OF | X)? FALL _reps?
breaths: HOLD? number BREATH HOLD? | number X number BREATH
a_day: number (TIMES | X | SESSIONS) _per? DAY | number (TIMES | X | SESSIONS) X? DAILY
     | X number TIMES? DAILY | X number TIMES? _per DAY | number _per DAY | DAILY COLON number
     | (TIMES | SESSIONS) _per DAY COLON number
a_week: number (TIMES | X | SESSIONS | DAY) _per? WEEK | number (TIMES | X | SESSIONS | DAY) WEEKLY
      | X number WEEKLY | X number _per WEEK | WEEKLY COLON number
      | (TIMES | SESSIONS | DAY) _per WEEK COLON number | number DAY OF number WEEK
day_names: _days
_days: DAYNAME (_of? _days)?
of_seven: OF_SEVEN DAY?
every_other: EVERY_OTHER
every_hours: _per number HOUR | number DASH? HOURLY
every_hour: _per HOUR | HOURLY
every_h: EVERY_H
every_minutes: _per number MIN
said_rate: PER_DAY
daily: DAILY | _per DAY
weekly: WEEKLY | _per WEEK
side: BOTH | SLASH_SIDE | EACH | TURNS | LEFT | RIGHT | SORE
toward: TOWARD
no_dose: number DASH? NODOSE | N NODOSE DASH N NODOSE | SPAN | number DASH? (WEEK | MONTH | DAY | HOUR)
inches: number DQUOTE
blank: BLANK (SETS | REPS | TIMES | SEC | MIN)? | BLANK TIMES? _per (DAY | WEEK) | BLANK TIMES? (DAILY
        | WEEKLY)
upto: UPTO
amrap: AMRAP
lone_range: N DASH N
total: TOTAL
unread: N | FALL | CLOCK | DATE
idle: X | COMPLETE | SETS | REPS | TIMES | SESSIONS | COUNT | COUNT_OF | HOLD | REST | BETWEEN | PER | OF | DO
     | DAILY | WEEKLY | HOURLY | DAY | WEEK | HOUR | MONTH | SEC | MIN | BREATH | NODOSE | FREQ | BLANK
     | SLASH | AT | DASH | COLON | STOP | COMMA | DQUOTE | QUOTE
"""
KINDS = """
N FALL CLOCK DATE SPAN OF_SEVEN X SETS REPS TIMES SESSIONS COUNT HOLD REST BETWEEN PER EACH OF DO DAILY
WEEKLY HOURLY DAY WEEK HOUR MONTH SEC MIN BREATH NODOSE FREQ BLANK SLASH SLASH_SIDE AT DASH COLON STOP
COMMA DQUOTE QUOTE BOTH TURNS EVERY_H COMPLETE LEFT RIGHT TOWARD SORE UPTO AMRAP PER_DAY EVERY_OTHER DAYNAME
COUNT_OF TOTAL
"""
