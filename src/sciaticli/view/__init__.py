"""Core values to Rich renderables and plain lines; never prints, never computes.

Each has plain lines, and where it is also drawn a second file, since drawing loads Rich: `plan` and
`plan_table`, `exercises` and `exercise_table`, `progress` and `progress_page`. Plain lines alone:
`screening` (the check's messages), `journal` (entries), `feedback` (after a session), `strands` (the
paths), `learn`, `doctor`, `prescription` (a sheet as it was read). The screen of a session has the room
`session`. Figures: `figure` (in the terminal), `canvas` (its dots), `pixels` (a real picture),
`figure_words`, `tones` and `display` (in which colours, on which ground); `charts` are those of `progress`.
"""
