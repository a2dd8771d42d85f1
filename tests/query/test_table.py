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


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30)), min_size=1, max_size=8), st.integers(0, 150))
def test_widths_are_no_more_than_needed_and_fit_where_they_can(columns: list[tuple[int, int]], available: int) -> None:
    natural = [n for n, _ in columns]
    least = [min(n, max(w, 1)) for n, w in columns]
    widths = fit(natural, least, available)
    assert all(low <= w <= n for w, n, low in zip(widths, natural, least, strict=True))
    if sum(natural) <= available:
        assert widths == natural
    elif sum(least) <= available:
        assert sum(widths) == available
    else:
        assert widths == least


def test_a_sentence_gets_more_room_than_a_name() -> None:
    widths = fit([10, 40, 300], [10, 12, 12], 100)
    assert sum(widths) == 100
    assert widths[2] > 2 * widths[1]


def test_names_stay_whole_where_a_long_one_can_be_broken_between_words() -> None:
    rows = [("Energimyndigheten", "Vinnova", "2"), ("Vinnova", "Ministerium für " * 5, "1")] * 5
    table = format_table(["who", "with", "n"], rows, width=60)
    assert "Energimyndigheten" in table


@given(CELLS, st.integers(2, 30))
def test_broken_text_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = break_text(clean(text), width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", clean(text))
    assert all(wcswidth(line) <= width for line in lines)
