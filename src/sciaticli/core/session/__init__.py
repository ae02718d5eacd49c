"""A guided session as values: no clock, no screen, no sound.

In reading order: `timeline` (a plan laid out in seconds), `inputs` and `events` (what a session is told, and
what it tells), `state` (where it stands), `engine` (a state and an input give a state and events), `jumps`
(where a key for another place leads), `cues` (what is said when), `pain_key` (the talk after p), `stop_rules`
(when an exercise ends), `account` (what is kept of it). `keys` is the one table of keys, `hooks` when a
person's own program runs; `rehearsal` is an exercise done for the first time, `fit` whether the words have
room.
"""
