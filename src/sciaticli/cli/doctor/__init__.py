"""`sciaticli doctor`: is this machine fit.

In reading order: `command`, `findings`.
"""
