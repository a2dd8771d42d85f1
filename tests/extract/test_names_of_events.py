"""Names of events: with their adjectives, over commas that the title has too, days called by what they are for."""

from __future__ import annotations

import pytest

import innograph
from innograph.article import Article
from innograph.read import read_text


def events(text: str, language: str) -> set[str]:
    article = read_text(f"---\ntitle: Nytt\nlanguage: {language}\n---\n\n{text}", id="a", format="markdown")
    return {e.label for e in innograph.extract(article).entities if e.type == "Event"}


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("nl", "Tijdens de Noordelijke Waterdag in Assen spreekt Anna de Vries.", "Noordelijke Waterdag"),
        ("nl", "De gemeente organiseert de eerste Waterdag.", "Waterdag"),
        ("nl", "Wij organiseren het Inkoopcafé Zuid in Breda.", "Inkoopcafé Zuid"),
        ("fi", "Oulun kaupunki järjestää Puhtaiden vesien päivän keväällä.", "Puhtaiden vesien päivä"),
        ("de", "Anna Berger spricht beim FFG-Forum Beschaffung in Wien.", "FFG-Forum Beschaffung"),
        (
            "da",
            "## Vand, der flytter noget\n\nVi inviterer til konferencen Vand, der flytter noget.",
            "Vand, der flytter noget",
        ),
        (
            "sv",
            "## Vatten, luft och ljud\n\nVälkommen till konferensen Vatten, luft och ljud i Visby.",
            "Vatten, luft och ljud",
        ),
    ],
)
def test_the_whole_name_of_an_event(language: str, text: str, event: str) -> None:
    assert events(text, language) == {event}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "SMVdanmark står for workshoppen C: Krav."),
        ("en", "The project RIVERWISE is small.\n\n(c) RIVERWISE 2024 | Imprint"),
        ("fi", "Toukokuun viimeisen päivän jälkeen Oulun kaupunki kokeilee."),
    ],
)
def test_letters_rights_and_dates_are_no_events(language: str, text: str) -> None:
    found = innograph.extract(Article("x", text, language))
    assert not [e for e in found.entities if e.type == "Event"]


@pytest.mark.parametrize(
    "text",
    [
        "The board gave money to Learning to Swim, a programme led by Anna Smith. Here, Learning to Swim is new.",
    ],
)
def test_a_name_goes_on_over_a_link_where_the_text_repeats_it(text: str) -> None:
    found = innograph.extract(Article("x", text, "en"))
    assert {e.label for e in found.entities if e.type == "Project"} == {"Learning to Swim"}
