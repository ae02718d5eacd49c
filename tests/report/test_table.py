"""The dictionary has a word for everything the table can hold."""

from sciaticli.core.record.measures import measures
from sciaticli.report.table import COLUMNS, MEASURES, dictionary
from sciaticli.store.export_import import CSV_COLUMNS, as_csv
from support.journal_made import history, one_of_each, pain


def test_the_columns_are_those_of_the_table_in_their_order() -> None:
    assert tuple(COLUMNS) == CSV_COLUMNS
    assert as_csv(history(pain(0, 4))).splitlines()[0] == ",".join(COLUMNS)
    columns = dictionary("record.csv")["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(CSV_COLUMNS)


def test_every_measure_has_a_meaning() -> None:
    found = {row.measure for entry in one_of_each() for row in measures(entry)}
    assert {name for name in found if "@" not in name} <= MEASURES.keys()
