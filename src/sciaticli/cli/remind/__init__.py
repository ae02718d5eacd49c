"""`sciaticli remind`: the system's own scheduler.

In reading order: `command`, `scheduler` (each system's), `desktop_message`. What is said when the time
comes: `occasion`.
"""
