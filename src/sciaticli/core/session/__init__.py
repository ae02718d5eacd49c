"""A guided session as values: no clock, no screen, no sound.

In reading order: `timeline` (a plan laid out in seconds), `engine` (a state and an event give a state),
`cues` (what is said when), `pain_key` (the talk after p), `stop_rules` (when an exercise ends), `account`
(what is kept of it).
"""
