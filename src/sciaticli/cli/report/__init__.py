"""`sciaticli report`: a page for the clinic, or the record as FHIR.

In reading order: `command`, `clinic_page` (all that the page tells, gathered).
"""
