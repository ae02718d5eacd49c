"""What was written down, and what a single look at it says.

In reading order: `entries` (one line of the journal), `history` (all of them, folded), `day_logs` (a day
and its morning), `session_work` (how much of a session was done), `measures` (rows for tables), `excerpt`
(what fits a page), `de_identify` (what may be shared). What an entry can't be is in `plausible`; `steps`
are what can be taken back.
"""
