"""The screen of a session, frame by frame, and the same in lines.

In reading order: `words` (what is said on it), `digits` (the big seconds), `frame` (one picture of it),
`screen` (where all stands at a size), `layout` (how much room each part has), `movement` (how the figure
stands now), `colours` (what each is for), `plain_lines` (line by line), `script` (all at once).
"""
