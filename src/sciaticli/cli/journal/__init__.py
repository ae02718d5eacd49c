"""`sciaticli journal`: show, correct, carry.

In reading order: `command`, `editor` (one entry as text), `export_import`, `purge`.
"""
