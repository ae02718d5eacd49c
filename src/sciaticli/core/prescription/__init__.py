"""A physio's text, read: what is meant, and what has to be asked.

In reading order: `sheet` (a whole sheet; start here), `item` (what becomes of a line), `blocks` (lines to
names with their prose and dose), `block_item` (one block by itself), `doubts` (what makes it unsure),
`shared_amounts` (what is said of several lines), `corrections` (what the person changes), `routine_line`
(what a routine keeps).
Names: `words` (the lists of data/prescription.toml), `names` (a name to the exercises it may mean).
Doses: `plain_signs` (typeset signs as typed ones), `tokens`, `grammar` (the rules), `facts` (what each rule
says), `chart` (how they are matched), `readings` (every reading of a text), `amounts` (a reading to a dose),
`plausible` (whether it fits), `item_words` (it as a person would say it), `line_words` (how often, and what
of a dose is ours).
"""
