"""What is tested and scored with a person.

In reading order: `direction_test` (which way eases the leg: what is tried), `direction_readings` (what is
recorded, and what it says), then `scales` (PSFS and walking). Beside
them `outlook` (worry, mood and hope).
"""
