"""Who may do what today.

In reading order: `conditions` (what a clinician said and what was answered), `person_today` (the person
whom rules look at), `person_rules` (rules by condition), `day_rules` (rules by how today is),
`eligibility` (both, for one exercise), `let_in` (those that look at its neighbours).
"""
