"""The command line: the only Typer, the only real clock.

A call goes through `app`, `plain_calls` (what is typed every day, past Typer) or `program` (the table of
commands), then to its command: a room, or a file of its name: `exercises`, `learn`, `log`, `progress`,
`status`. Rooms: `check`, `today`, `assess`, `routine`, `setup`, `journal`, `report`, `remind`, `demo`,
`doctor`; `ask` is how all of them ask. What several commands need: `where_you_stand`, `last_weeks`,
`pain_entry`, `catalogue`, `entries`, `option_words`, `shared_options`, `help`, `over` (an end before the
last line), `misuse` (a call that is not understood), `complete` (Tab), `pager`, and `context` (all that
comes from outside).
"""
