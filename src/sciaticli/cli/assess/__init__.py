"""`sciaticli assess`: which way eases the leg, what a person can do, how it has changed.

In reading order: `command`, `direction_test` (the talk), `direction_run` (its sets, timed).
"""
