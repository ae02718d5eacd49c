"""Values in, values out: no file, clock, chance, terminal or environment.

The rooms, each above those it uses: `progress` (what the weeks say); `planning` (the day's plan) and
`assessment` (tests and scales); `rules` (who may do what); `course` (how it is going), `screening` (danger
signs and the clearance) and `session` (a guided session); `record` (what was written down); `figure` and
`prescription` (a physio's text); `catalogue` (the exercises). Single files: `config`, `profile` and
`settings` (the settings, who the person is, and each key of both), `plan` (a day's plan as a value),
`reminder`, `learn`, `review` (what a clinician has signed), `doctor`; below all `dates`, `averages`, `text`
and `errors`.
"""
