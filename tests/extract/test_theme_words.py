"""Ways of saying what a text is about that hold no name of it: in Swedish, Norwegian, Danish and Finnish."""

from __future__ import annotations

import pytest

from innograph import Article
from innograph.link import facts


def _about(text: str, language: str) -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    return {r["o"].rsplit("/", 1)[-1] for r in found["relations"] if r["p"] == "about"}


SHOWN = {
    "functional-requirements": {
        "sv": [
            "Kommunen beskrev behovet i stället för lösningen.",
            "Region Skåne lät leverantörerna föreslå hur golven ska hållas rena.",
            "Staden vill köpa belysningen som en funktion.",
            "De förklarade vilket problem som skulle lösas, utan att peka ut någon lösning.",
        ],
        "nb": [
            "Kommunen beskrev behovet, ikke løsningen.",
            "Etaten lot leverandørene foreslå hvordan snøen skal ryddes.",
        ],
        "da": [
            "Kommunen skulle beskrive, hvad de ansatte havde brug for.",
            "Regionen lod leverandørerne foreslå en løsning.",
        ],
        "fi": ["Kaupunki kuvasi tarpeen eikä valmista ratkaisua.", "Tarjoajien piti ehdottaa omaa tapaansa."],
    },
    "innovation-procurement": {
        "sv": [
            "Hur gör man för att köpa det som inte finns?",
            "Regionen ger plats för nya lösningar i sina avtal.",
            "Offentliga inköp kan användas som strategiskt verktyg.",
            "Staten kan vara första kund åt nya bolag.",
        ],
        "nb": ["Kommunen vil kjøpe noe som ikke finnes ennå.", "Innkjøp brukes som et virkemiddel i omstillingen."],
        "da": ["Regionen vil købe noget, der ikke findes endnu.", "Udbuddet giver plads til nye løsninger."],
        "fi": ["Kaupunki aikoo ostaa jotain, mitä ei vielä ole.", "Kunta hankkii uusia ratkaisuja vanhoihin pulmiin."],
    },
    "market-dialogue": {
        "sv": ["Fråga marknaden innan ni skriver kraven.", "Kommunen bjuder in leverantörer till en marknadsdag."],
        "nb": ["Det lønner seg å spørre markedet først.", "Kommunen inviterer leverandører til møte i mars."],
        "da": ["Kommunen holder markedsdag i marts.", "De fortæller leverandørerne om kommende udbud."],
        "fi": ["Kaupunki kertoi tulevista hankinnoista.", "Kunta järjestää toimittajatilaisuuden keväällä."],
    },
    "buyer-networks": {
        "sv": [
            "Länet driver ett nätverk för kommunala inköpare.",
            "Tre kommuner går samman om upphandlingen av bussar.",
        ],
        "nb": ["Fire kommuner er gått sammen om å kjøpe snøploger.", "Fylket driver et nettverk for innkjøpere."],
        "da": ["Fire kommuner er gået sammen om at købe sneplove.", "Landet har et netværk for indkøbere."],
        "fi": ["Kunnat hankkivat yhdessä lumiauroja.", "Maakunnassa toimii verkosto kuntien hankinnoille."],
    },
}


@pytest.mark.parametrize(
    ("language", "text", "theme"),
    [(lang, text, theme) for theme, all_ in SHOWN.items() for lang, texts in all_.items() for text in texts],
)
def test_a_way_of_saying_it_shows_the_theme(language: str, text: str, theme: str) -> None:
    assert theme in _about(text, language)


@pytest.mark.parametrize(
    ("language", "text", "theme"),
    [
        ("sv", "Rapporten beskriver behovet av fler poliser i länet.", "functional-requirements"),
        ("sv", "Artikeln beskriver funktionen hos ett enzym.", "functional-requirements"),
        ("sv", "Han köpte huset. Ett garage finns inte.", "innovation-procurement"),
        ("sv", "Frågan om marknaden på torget togs upp igen.", "market-dialogue"),
        ("sv", "Grannarna har nätverk för barnvakt.", "buyer-networks"),
        ("nb", "Alle skal ha mat, klær og nye løsninger på livet.", "innovation-procurement"),
        ("da", "Museet har indkøb, jura, klima og innovation på programmet.", "innovation-procurement"),
        ("fi", "Kirja kuvaa ongelmallista lapsuutta.", "functional-requirements"),
    ],
)
def test_what_only_looks_like_it_does_not(language: str, text: str, theme: str) -> None:
    assert theme not in _about(text, language)
