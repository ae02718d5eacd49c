"""`sciaticli setup`: who the person is, and how the program should be.

In reading order: `command`, `profile_questions`, `set_option`, `regions` (emergency numbers).
"""
