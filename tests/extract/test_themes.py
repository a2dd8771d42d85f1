"""What pages in seven languages are about: words that carry a theme, and words that only look so."""

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
        ("sv", "Planen ska stärka samhällets motståndskraft.", "crisis-preparedness"),
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
        ("en", "The agreement entered into force on 1 May.", "legislation"),
        ("en", "She showed great resilience in the second half.", "crisis-preparedness"),
        ("da", "Foreningen samledes igen efter pandemien.", "crisis-preparedness"),
        ("sv", "Avtalet träder i kraft den 1 maj.", "legislation"),
        ("sv", "Reglerna ska stärka motståndskraften på fondmarknaden.", "crisis-preparedness"),
    ],
)
def test_words_that_carry_none(language: str, text: str, theme: str) -> None:
    assert theme not in _about(text, language)


@pytest.mark.parametrize(
    ("language", "text", "thing", "theme"),
    [
        (
            "nb",
            "Konferansen Innkjøpsdagen holdes 3. mai. Temaet er kunstig intelligens.",
            "Innkjøpsdagen",
            "artificial",
        ),
        ("da", "Kommunen leder projektet Kloge Køb, der skal fremme genbrug.", "Kloge Køb", "circular"),
        ("nl", "De gemeente leidt het project Slim Kopen, dat gericht is op hergebruik.", "Slim Kopen", "circular"),
        ("de", "Die Stadt leitet das Projekt „Klug Kaufen“, das Recycling fördern soll.", "Klug Kaufen", "circular"),
        ("en", "The city leads the project SmartBuy, which promotes recycling.", "SmartBuy", "circular"),
        (
            "en",
            "The Public Buyers Conference is on 3 May. The theme is open data.",
            "Buyers Conference",
            "open",
        ),
    ],
)
def test_what_stands_behind_a_name_tells_its_theme(language: str, text: str, thing: str, theme: str) -> None:
    found = facts(Article("x", f"News\n\n{text}", language)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    told = {(labels[r["s"]], r["o"].rsplit("/", 1)[-1]) for r in found["relations"] if r["p"] == "hasTheme"}
    assert any(thing in label and got.startswith(theme) for label, got in told), told


def test_words_of_a_theme_stand_in_one_paragraph() -> None:
    apart = _about("Elva projekt gör arbetet smartare\n\nKommuner och regioner får stöd.", "sv")
    assert "smart-cities" not in apart
