"""`sciaticli check`, and the gate before everything that needs a valid one.

In reading order: `command`, `ask` (the questions in turn), `form` (one question on the screen),
`answers_file` (answers from a file), `result` (what follows, saved and shown), `standing` (where the
record stands), `lock_notice` and `examined` (a lock and its release), `gate` (who may pass), `refusal`
(what is said to who may not). `item_talk` asks one item, `heard` passes on what was said elsewhere,
`keep_told` puts the age and the blood thinner into the profile.
"""
