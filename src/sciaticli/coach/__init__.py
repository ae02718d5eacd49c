"""Drives one session: loop, keys, sound.

In reading order: `stage` (what stands around a session), `player` (its loop), `cue_queue` (what waits to
be said), `screen`, `row_changes`, `keys` and `terminal` (what is seen and pressed), `sound` (the voice),
`sound_programs`, `tones`, `synthesiser` and `word_files` (what is heard), `clock`, `awake` and `hooks`
(a person's own programs). Beside a session: `recording` (one as a sound file), `figure_player` and
`pictures` (a figure alone, and real pictures of it), `pager`.
"""
