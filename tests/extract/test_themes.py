"""What pages in the other six languages are about: words that carry a theme, and words that only look so."""

from __future__ import annotations

import pytest

from innograph import Article
from innograph.link import facts


def _about(text: str, language: str) -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    return {r["o"].rsplit("/", 1)[-1] for r in found["relations"] if r["p"] == "about"}


@pytest.mark.parametrize(
    ("language", "text", "theme"),
    [
        ("fi", "Hanke sai rahoitusta tutkimukseen ja koulutukseen.", "research"),
        ("fi", "Hanke sai rahoitusta tutkimukseen ja koulutukseen.", "education"),
        ("fi", "Kunta vähentää päästöjään.", "climate"),
        ("fi", "Rahasto edistää lasten terveyttä.", "health-care"),
        ("de", "Die Stadt plant neue Angebote für die Mobilität.", "transport"),
        ("de", "Das Forschungsvorhaben beginnt im Mai.", "research"),
        ("de", "Die Kommunen wollen Innovationen in Kommunen stärken.", "public-sector-innovation"),
        ("nl", "De regio werkt aan passende zorg voor iedereen.", "health-care"),
        ("nl", "Gemeenten kiezen voor innovatief opdrachtgeverschap.", "innovation-procurement"),
        ("nb", "Kommunen fikk pris for likestilling og mangfold.", "social-sustainability"),
        ("en", "The council backs innovation in local government.", "public-sector-innovation"),
        ("en", "The startup accelerator takes in ten teams.", "start-ups"),
    ],
)
def test_words_that_carry_a_theme(language: str, text: str, theme: str) -> None:
    assert theme in _about(text, language)


@pytest.mark.parametrize(
    ("language", "text", "theme"),
    [
        ("nl", "Zij zorgen voor de kaarten en de koffie.", "health-care"),
        ("nl", "Het doel is praktijkkennis op te bouwen.", "construction"),
        ("nb", "Forvaltningsplanen skal sikre biologisk mangfold.", "social-sustainability"),
        ("fi", "Metsän monimuotoisuus kasvaa.", "social-sustainability"),
        ("de", "Nach der Coronapause traf sich der Verein wieder.", "crisis-preparedness"),
        ("da", "Projektet sætter nye standarder for byens parker.", "standardisation"),
        ("en", "The museum runs a pilot project on opening hours.", "test-beds"),
        ("en", "The winning team received the cup.", "hackathons"),
    ],
)
def test_words_that_carry_none(language: str, text: str, theme: str) -> None:
    assert theme not in _about(text, language)
