"""`sciaticli today`: the daily loop, from the re-check to the last question.

In reading order: `command`, `prepare` (what must be known first), `questions_before`, `make_plan`,
`run`, `stage` (the session on a screen or in lines), `questions_after`, `resume` (going on with what was
stopped), `clinician_word` (shown by a professional). `day_rounds` is for who shows no plan. Without a
whole session: `alone` (one exercise), `rounds` (of the drill), `ease` (it hurts now), `look_ahead` (a
plan that is not run), `recorded` and `tick_off` (a sound file). What a person can do now is asked by
`start_questions`. `chair_stands` times thirty seconds of rises from a chair.
"""
