"""Swedish: who is a partner and who is only named nearby; what several made; centres in their houses."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _found(text: str, predicate: str, publisher: str = "") -> set[frozenset[str]]:
    head = f"---\nlanguage: sv\n{f'publisher: {publisher}' if publisher else ''}\n---\n"
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {frozenset((labels[r["s"]], labels[r["o"]])) for r in found["relations"] if r["p"] == predicate}


def _pairs(*pairs: str) -> set[frozenset[str]]:
    return {frozenset(pair.split(" + ")) for pair in pairs}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Regeringen ger Boverket i uppdrag att tillsammans med Trafikverket se över reglerna.",
            _pairs("Boverket + Trafikverket"),
        ),
        ("Nu ger regeringen tre länsstyrelser i uppdrag att i samverkan med Boverket skapa platser.", set()),
        ("Regeringen har beslutat om reglerna. Arbetet ska ske i samverkan med Boverket.", set()),
        ("Uppdraget ska ske i samverkan med Trafikverket.", _pairs("Boverket + Trafikverket")),
        ("Sverige driver frågan tillsammans med flera andra EU-länder.", set()),
        ("Sverige driver frågan tillsammans med EU.", _pairs("Sverige + Europeiska unionen")),
        ("Boverket får ingå en överenskommelse med ansvarig part i Finland.", set()),
        ("Boverket har ingått en överenskommelse med Finland.", _pairs("Boverket + Finland")),
        ("Malmö stad tog emot statsrådet tillsammans med Boverkets generaldirektör Anna Ek.", set()),
        (
            "Efter erfarenheterna från Ukraina har Malmö stad byggt i samarbete med Trafikverket.",
            _pairs("Malmö stad + Trafikverket"),
        ),
        ("Sverige placerar sig högst tillsammans med Norge.", set()),
        ("Boverket och Trafikverket får tillsammans i uppdrag att se över reglerna.", set()),
        ("De har drivit ett gemensamt projekt om en förbindelse mellan Norge och Sverige.", set()),
        ("Här är ett nytt frihandelsavtal mellan Norge och Kina.", set()),
        (
            "Rådet är ett initiativ från Malmö stad och planeras av Boverket tillsammans med Trafikverket.",
            _pairs("Boverket + Trafikverket"),
        ),
        ("Det finns hinder för samverkan mellan Boverket och Trafikverket.", set()),
        ("Boverket samverkar med Trafikverket och informerar löpande Malmö stad.", _pairs("Boverket + Trafikverket")),
    ],
)
def test_partners_and_others(text: str, pairs: set[frozenset[str]]) -> None:
    assert _found(text, "collaboratesWith", publisher="Boverket") == pairs


def test_where_each_of_a_list_is_does_not_end_it() -> None:
    text = "Boverket bygger tillsammans med Kartverket i Norge, Trafikverket i Skåne och Malmö stad."
    assert _found(text, "collaboratesWith") == _pairs(
        "Boverket + Kartverket", "Boverket + Trafikverket", "Boverket + Malmö stad"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Boverket och Trafikverket har utvärderat och reviderat en plan.",
        "Nu ska forskare från Boverket och Trafikverket undersöka saken.",
        "Sedan 2019 samarbetar Boverket och Trafikverket kring hus.",
        "Tillsammans med Boverket genomförde Trafikverket en kurs.",
        "Skriften är framtagen gemensamt av Boverket och Trafikverket.",
        "Boverket och Trafikverket driver ett gemensamt forsknings- och utbildningsprojekt.",
        "Boverkets samarbetspartner i satsningen är Trafikverket.",
        "Vi på Boverket är med och samverkar med Trafikverket.",
        "Med i samarbetet är även Boverket och Trafikverket.",
        "Parter i överenskommelsen är Boverket och Trafikverket.",
        "Det är ett samverkansprojekt där Boverket och Trafikverket ingår.",
        "Satsningen är ett initiativ från Boverket och Trafikverket.",
        "Samarbetet startade 2020 mellan Boverket och Trafikverket.",
        "Skolan är gemensam för Boverket och Trafikverket.",
        "Boverket och Trafikverket har en lång tradition av att samarbeta.",
        "Boverket har sedan tidigare liknande samarbeten med Trafikverket.",
        "Nu har Boverket och Trafikverket tagit fram en handbok.",
        "Tillsammans bildar Boverket och Trafikverket ett nytt bolag.",
        "Parterna är Boverket och Trafikverket, som tillsammans utvecklar metoden.",
        "Boverket och Trafikverket i unikt samarbete.",
        "Inom centret samverkar forskare från Boverket och Trafikverket.",
        "Avtalet tecknades av Boverket och Trafikverket.",
        "I maj skrev Boverket och Trafikverket under en avsiktsförklaring.",
        "Boverket har valt Trafikverket som partner.",
        "Boverket blir Trafikverkets nya partner.",
        "Boverket tog initiativ till satsningen tillsammans med Trafikverket.",
        "Genom samarbetet med Boverket får Trafikverket ny kunskap.",
        "Ett projekt mellan Boverket och Trafikverket ska ge stöd.",
        "– Samarbetet med Boverket är viktigt för oss, säger Anna Ek, chef på Trafikverket.",
        "Modellen lanserades 2010 av Boverket tillsammans med dåvarande Trafikverket.",
    ],
)
def test_ways_to_say_that_two_work_together(sentence: str) -> None:
    assert _found(sentence, "collaboratesWith") == _pairs("Boverket + Trafikverket")
    assert not _found(sentence.replace("Trafikverket", "andra"), "collaboratesWith")


def test_a_project_of_several_is_run_by_whose_line_names_it() -> None:
    text = (
        "# Projektstöd\n\nFormas fördelar medel.\n\n## Projektet Gröna Vägar\n\nMalmö stad deltar i Gröna Vägar. "
        "Projektet drivs i samarbete med Boverket."
    )
    assert _found(text, "collaboratesWith") == _pairs("Malmö stad + Boverket")


@pytest.mark.parametrize(
    "words",
    [
        "tillhör",
        "sorterar under",
        "ingår i",
        "drivs som en del av",
        "är organisatoriskt placerat vid",
    ],
)
def test_a_centre_and_its_house(words: str) -> None:
    pair = _pairs("Centrum för klimat + Lunds universitet")
    assert _found(f"Centrum för klimat {words} Lunds universitet.", "partOf") == pair
    assert not _found(f"Centrum för klimat {words} inte Lunds universitet.", "partOf")


def test_hospitals_are_named_with_their_town() -> None:
    text = "Boverket samverkar med Universitetssjukhuset Örebro samt Malmö stad."
    assert _found(text, "collaboratesWith") == _pairs(
        "Boverket + Universitetssjukhuset Örebro", "Boverket + Malmö stad"
    )
    assert not _found(
        "Boverket talade i dialog med Trafikverket och i samverkan med Malmö stad.", "collaboratesWith"
    ) & {frozenset(("Trafikverket", "Malmö stad"))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Boverket och Trafikverket är värdar när konferensen Hela Staden hålls i maj.",
        "I maj är Boverket och Trafikverket värdar för konferensen Hela Staden.",
        "Konferensen Hela Staden anordnas i Boverkets och Trafikverkets regi.",
        "Hela Staden är en konferens som Boverket och Trafikverket anordnar.",
    ],
)
def test_hosts_told_in_other_words(sentence: str) -> None:
    assert _found(sentence, "organizes") == _pairs("Boverket + Hela Staden", "Trafikverket + Hela Staden")


def test_municipalities_counted_and_then_named() -> None:
    pairs = _found("Tre kommuner samarbetar: Kumla, Hallsberg och Askersund.", "collaboratesWith")
    assert len(pairs) == 3
    assert not _found("Tre kommuner växer: Kumla, Hallsberg och Askersund.", "collaboratesWith")
