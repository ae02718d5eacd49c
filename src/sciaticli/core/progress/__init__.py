"""What the weeks say.

In reading order: `summary` (the numbers of a span), `trend` (is it falling, and how sure), `adherence`
(what was done), `responses` (how the leg answered each exercise), `sentences` (all of it in words).
"""
