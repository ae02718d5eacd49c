"""`sciaticli demo`: the program in an invented world.

In reading order: `command`, `invented_world`.
"""
