"""The jointed figure: a pose in angles becomes points in space, and those become shapes to draw.

In reading order: `parts` (what a figure is made of), `geometry` (points and turns), `places` (floor,
chair, wall), `body` (angles to joints), `props` (things held or lain upon), `drawing` (shapes from front
to back). What a figure must show and what a body can do is checked by the tests, with
`tools/figure_statements.py` and `tools/figure_possible.py`. `person` gives a body its `shapes`, `camera`
brings them into the picture's plane.
"""
