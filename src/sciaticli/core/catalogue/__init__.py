"""What there is to do: exercises, routines and where each statement comes from.

In reading order: `exercise` (one row), `source` (where it comes from), `catalogue` (all rows, looked up),
`dose_words` (a dose as a person reads it), `dose_sums` (how much work and time it is), `plain_words`
(enumerations in words). A dose in the files is read by `dose_text`; `strand` is a path from easy to hard,
`physios_own` what the catalogue lacks.
"""
