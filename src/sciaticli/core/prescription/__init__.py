"""A physio's text: `lines` (a line to an exercise), then `amounts` (its numbers to a dose)."""
