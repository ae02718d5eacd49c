"""What is tested and scored with a person.

In reading order: `direction_test` (which way eases the leg), then `scales` (PSFS and walking). Beside
them `outlook` (worry, mood and hope).
"""
