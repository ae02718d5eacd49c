"""Asking a person, one question at a time, with a way back.

In reading order: `prompts` (one question), `pain` (leg, back, how far down), `pain_words` (what the
numbers are called), `kept_answers` (answers kept for the next time). `one_key` takes a digit without
Enter, `pain_line` four answers in one line.
"""
