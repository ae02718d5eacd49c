"""Summaries to text for others; never writes.

The page for the clinic: `page` (start here), `elements` (what it is written in) and `style`; on it `cards`
(the few numbers), `parts` (drawings and tables), `programme` (the paths, tests, rounds and flare-ups),
`screening`, `told` (what was told besides pain), `charts` and `svg` (figures). For programs: `fhir` (a
clinic's computer), `table` (what the columns of the tidy table mean).
"""
