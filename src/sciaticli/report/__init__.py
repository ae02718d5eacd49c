"""Summaries to text for others; never writes.

The page for the clinic: `page` (start here; its words and order are `page.html`), `template`, `parts`
(cards and tables), `programme` (the paths, tests, rounds and flare-ups), `told` (what was told besides
pain), `charts` and `svg` (figures). For programs: `fhir` (a clinic's computer), `table` (what the columns
of the tidy table mean).
"""
