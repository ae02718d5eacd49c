"""A physio's text, read: what is meant, and what has to be asked.

In reading order: `sheet` (a sheet to items; start here), `blocks` (its lines to names with their prose and
dose), `words` (the lists of data/prescription.toml), `names` (a name to the exercises it may mean),
`plain_signs` (typeset signs as typed ones), `tokens` and `grammar` (a dose to every reading of it),
`amounts` (a reading to a dose of one exercise), `plausible` (whether it fits), `item_words` (a reading as a
person would say it), `line_words` (how often, and what of a dose is ours).
"""
