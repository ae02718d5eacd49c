"""How it is going, from the record alone.

In reading order: `phase` (calm, settle, rebuild, maintain), `flare` (a bad day and its rest), `direction`
(which way eases), `exercise_record` (what one exercise did), `dose_ladder` (where one stands on its
steps), `training` (days of strength, and how much the whole may grow), `measured_start`, `readiness`
(what opens what), `goals`, `rounds`, `limits` (the numbers that several of them share). `on_record` puts
them together for a day; `rotation` says whose turn it is, `longer_walks` keeps the place of old journals.
"""
