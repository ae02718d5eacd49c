"""Drives one session: loop, keys, sound."""
