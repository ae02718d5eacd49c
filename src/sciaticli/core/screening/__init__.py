"""Danger signs: what is asked, what follows from the answers, and how long it holds.

In reading order: `questions` (items and follow-ups), `wording` (messages), `triage` (answers to a tier),
`past_checks` (checks in the record), `valid_until` (how long one holds), `voids` (what ends it early),
`locks` (what stays shut, and its keys), `clearance` (the one door: who holds a `Cleared` may be planned
for).
"""
