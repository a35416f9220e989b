from __future__ import annotations

from expectations.dictionary import DICTIONARY, write_dictionary
from expectations.tables import TABLES


def test_dictionary_is_as_the_tables_make_it() -> None:
    assert DICTIONARY.read_text("utf-8") == write_dictionary(), "run python -m expectations.dictionary"


def test_dictionary_names_every_column_and_rule() -> None:
    text = write_dictionary()
    for table in TABLES:
        section = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert all(f"| `{name}` |" in section for name in table.column_names)
        assert all(f"**{rule.name}**" in section for rule in table.rules)


def test_dictionary_writes_table_rows_of_equal_width() -> None:
    rows = [line for line in write_dictionary().splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {7}
