"""Addresses, menus of languages and headings in capitals name no body."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


def bodies(text: str, language: str) -> set[str]:
    found = facts(Article("x", text, language, publisher="Havslaget")).to_json()
    return {str(e["label"]) for e in found["entities"] if e["type"] in ("Organization", "Project")} - {"Havslaget"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Gemeente Breda · Stadhuisplein 1 · Postbus 90150, 5600 RB Breda"),
        ("nl", "Gemeente Breda, Nassaulaan 12"),
        ("en", "WHO WE ARE\n\nGemeente Breda tests sensors.\n\nGET IN TOUCH\n\nCall us."),
        ("nl", "NETWERK SLIMME SCHOLEN BEGINT\n\nGemeente Breda koopt scholen."),
    ],
)
def test_lines_of_any_page_name_no_body(language: str, text: str) -> None:
    assert bodies(text, language) <= {"Gemeente Breda"}


def test_a_menu_of_languages_names_no_body() -> None:
    assert bodies(
        "Etusivu Palvelut FI / EN / SV\n\nOulun kaupunki kokeilee. Hansel Oy, PL 1386, 00101 Helsinki", "fi"
    ) == {
        "Oulun kaupunki",
        "Hansel Oy",
    }


def test_a_name_in_a_heading_in_capitals_is_one_where_the_text_has_it_too() -> None:
    text = "ABOUT RIVERWISE PROJECT\n\nThe project RIVERWISE is run by the City of York."
    assert bodies(text, "en") == {"RIVERWISE", "City of York"}
