"""Files to core values and back.

The record: `journal` (its files), `export_import` and `csv_import` (its ways out and in), `purge`
(erasure), `running_session` (a session under way), `kept_check` (a check left half-way), `unsaved_checks`
(one that the disk had no room for), `remembered_locks` and `torn_check` (a lock outlives its line). The
settings and the person's own: `config` and `config_problems`, `routines`, `reminder`, `hook_failures`. The
content: `catalogue` and `catalogue_rows` (exercises), `figures`, `strands`, `screening`, `note_signs`,
`prescription_words`, `learn`, `reviews`; `compiled` is what makes them quick, `shipping` what the wheel
brings. Below all: `paths` (where files are), `reading` (the one door for what comes from outside),
`toml_file` and `table_problems` (what is wrong with one), `file_lock`, `new_file` (one that a person asked
for), `foreign` (files of other programs).
"""
