"""Reading a query takes time that grows with its length, whatever stands in it."""

from __future__ import annotations

import time

import pytest

from innograph.errors import QueryError
from innograph.query.syntax import refuse_writing, tokens


@pytest.mark.parametrize(
    "text",
    ["SELECT * { ?s ?p '" + "x\\'" * 33_000, "\\u005C" * 16_000, "SELECT \\u005C" + "u005C" * 19_000 + "u0053ERVICE"],
    ids=["a string that does not close", "codes", "codes in codes"],
)
def test_a_hostile_text_is_read_in_no_time(text: str) -> None:
    began = time.process_time()
    refuse_writing(text)
    assert time.process_time() - began < 5  # it took a minute, or ended with a RecursionError


def test_nothing_hides_behind_a_string_that_does_not_close() -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        refuse_writing("SELECT * { ?s ?p 'a\n' SERVICE <http://127.0.0.1/> { } }")
    assert [kind for kind, _, _ in tokens("ASK { ?s ?p 'it''s' }")].count("string") == 2
