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
    "welfare-technology": {
        "sv": ["En fallsensor larmar personalen.", "Kommunen provar smarta blöjor."],
        "nb": ["Hjemmet prøver ut en robot i omsorgen."],
        "da": ["Hjemmet afprøver intelligente bleer."],
        "fi": ["Kunta hankkii älyvaippoja."],
    },
    "circular-economy": {
        "sv": ["Sjukhuset vill bort från engångsartiklar.", "Kontoret fick renoverade möbler."],
        "nb": ["Sykehuset slutter med engangsplast."],
        "da": ["Kontoret har fået brugte møbler."],
        "fi": ["Sairaala luopuu kertakäyttöisistä astioista."],
    },
    "digitalisation": {
        "sv": ["Granskningen gäller regionens it-upphandlingar.", "Läkarna får taligenkänning."],
        "nb": ["Alle skal få en elektronisk identitet."],
        "da": ["Rapporten handler om statens it-udbud."],
        "fi": ["Raportti koskee kunnan ict-hankintoja."],
    },
    "construction": {
        "sv": ["Ansökan om bygglov tar nio veckor.", "Bolaget hyr in grävmaskiner."],
        "nb": ["Kommunen bruker lang tid på en byggetillatelse."],
        "da": ["Puljen går til skolebyggerier."],
        "fi": ["Rakennusluvat myönnetään nopeammin."],
    },
    "transport": {
        "sv": ["Anropsstyrda turer prövas i sommar."],
        "nb": ["Fylket kjøper nye busser."],
        "da": ["Kommunen lægger ny asfalt."],
        "fi": ["Kunta kokeilee sähkökuorma-autoa."],
    },
    "legislation": {
        "sv": ["Avtalet stoppades av en överprövning."],
        "da": ["Firmaet gik til Klagenævnet. En klage over udbuddet er lovpligtig."],
        "fi": ["Yritys teki hankintavalituksen."],
    },
    "SME-access": {
        "sv": ["Omsättningskravet togs bort."],
        "da": ["Kommunen fjernede sit omsætningskrav."],
    },
    "start-ups": {"sv": ["Medtechstartupen växer."], "nb": ["En helsestartup fra Bergen vokser."]},
    "climate": {
        "sv": ["Förskolorna ska klara värmeböljor."],
        "nb": ["Skolene skal tåle hetebølger."],
        "da": ["Skolerne skal klare hedebølger."],
    },
    "competence-development": {
        "sv": ["Universitetet ger en kurs för yrkesverksamma.", "Nätverket har mentorsverksamhet."],
        "nb": ["Innkjøperne skal lære av hverandre."],
        "da": ["Kommunerne skal lære af hinanden."],
    },
    "public-sector-innovation": {
        "sv": ["Regionen vill förnya sin vård och omsorg."],
        "da": ["Kommunerne vil forny velfærden."],
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
        ("sv", "Det var en fruktansvärd natt med hård luft.", "food"),
        ("sv", "Mötet hålls digitalt den 3 maj.", "digitalisation"),
        ("sv", "En juridisk person kan söka stödet.", "legislation"),
        ("nb", "Alle skal ha mat, klær og nye løsninger på livet.", "innovation-procurement"),
        ("da", "Museet har indkøb, jura, klima og innovation på programmet.", "innovation-procurement"),
        ("fi", "Kirja kuvaa ongelmallista lapsuutta.", "functional-requirements"),
    ],
)
def test_what_only_looks_like_it_does_not(language: str, text: str, theme: str) -> None:
    assert theme not in _about(text, language)
