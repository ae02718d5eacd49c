"""What the weeks say.

In reading order: `summary` (the numbers of a span), `trend` (is it falling, and how sure), `adherence`
(what was done), `responses` (how the leg answered each exercise), `strand_places` (where one stands on
each path), `changes` (from one session to the next), `sentences` (all of it in words). What one period
tells, each in a file: `programme_course`, `direction_course`, `flare_course`, `between_sessions`,
`rounds_asked`, `signs_told`.
"""
