"""`sciaticli setup`: who the person is, and how the program should be.

In reading order: `command`, `profile_questions`, `set_option`, `regions` (emergency numbers). Before the
first check `about_you`; what a person can do now `start_answers`; worry, mood and hope `outlook`.
"""
