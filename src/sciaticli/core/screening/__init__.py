"""Danger signs: what is asked, what follows from the answers, and how long it holds.

In reading order: `questions` (items and follow-ups), `wording` (messages), `began_words` (since when),
`triage` (answers to a tier), `past_checks` (checks in the record), `valid_until` (how long one holds),
`voids` (what ends it early), `worse_told` and `tellings` (pain and sessions that do), `locks` (what
stays shut, and its keys), `clearance` (the one door: who holds a `Cleared` may be planned for). The
rules: `given` and `level`, then `second_edition`, and `first_edition` for old checks. What was told
outside the form: `heard`, from `note_signs` and `note_clauses`. `implied_conditions` is what answers say
of a person for good.
"""
