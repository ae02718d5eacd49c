"""The plan of a day.

In reading order: `request` (what is asked for), `day_picture` (all that counts today), `session_template`
(the slots), `candidates` (who may come in), `knapsack` (what fits best), `planner` (the plan), `reasons`
and `plan_notes` (why, in words), `routine_plan` (a prescribed routine as a plan).
"""
