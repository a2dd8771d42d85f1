"""Tables: in line whatever the script, no wider than the terminal, and safe to print."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from innograph.query.table import break_text, clean, fit, format_table

CELLS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)


def test_columns_are_aligned_and_numbers_flush_right() -> None:
    table = format_table(["who", "n"], [("Åsa", "1"), ("日本", "12")], right=frozenset({1}))
    assert table == "who    n\n────  ──\nÅsa    1\n日本  12\n"


def test_a_long_cell_is_broken_between_words_and_rows_are_kept_apart() -> None:
    table = format_table(["name", "sentence"], [("a", "one two three four"), ("b", "five")], width=16)
    assert table.splitlines() == [
        "name  sentence",
        "────  ──────────",
        "a     one two",
        "      three four",
        "",
        "b     five",
    ]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.integers(24, 100))
def test_every_line_fits_and_every_letter_is_there(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = format_table(["a", "b", "c"], rows, width=width).splitlines()
    assert all(wcswidth(line) <= width for line in lines)
    shown = re.sub(r"\s", "", "".join(lines[2:]))
    told = re.sub(r"\s", "", "".join(clean(cell) for row in rows for cell in row))
    assert sorted(shown) == sorted(told)


@given(st.text())
def test_no_cell_steers_the_terminal(cell: str) -> None:
    shown = clean(cell)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)
    assert "\u202e" not in shown


def test_an_escape_sequence_is_only_text() -> None:
    assert clean("a\x1b[31mred\x1b[0m\u202egnp") == "a[31mred[0mgnp"


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(0, 150))
def test_widths_shrink_the_widest_first_and_no_more_than_needed(natural: list[int], available: int) -> None:
    widths = fit(natural, available)
    assert all(w <= n and w >= min(n, 6) for w, n in zip(widths, natural, strict=True))
    if sum(widths) > available:
        assert all(w <= 6 for w in widths)
    if sum(natural) > available and any(w > 6 for w in widths):
        assert sum(widths) == available


@given(CELLS, st.integers(2, 30))
def test_broken_text_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = break_text(clean(text), width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", clean(text))
    assert all(wcswidth(line) <= width for line in lines)
