"""`routine`: `command` (add, edit, list, show, remove), `dialogue` (the table, and its doubtful rows)."""
