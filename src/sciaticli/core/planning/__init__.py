"""The plan of a day: the strands of a person, each at its own dose, within the minutes.

In reading order: `planner` (start here), `day_picture` (all that counts today), `path` (where
each strand stands), `upkeep` (how long one row may be), `day_order` (what comes today, and in which
order), `candidates` (at which dose), `calm` (the end, and first aid), `walks`. Beside them:
`routine_plan` (what was prescribed, and rounds), and the words: `reasons`, `plan_notes`. `request` is
what is asked of it all.
"""
