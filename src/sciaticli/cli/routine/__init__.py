"""What a physio prescribed: `command` (add, edit, list, show, remove), `dialogue` (a sheet's doubts)."""
