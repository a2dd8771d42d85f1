"""Swedish: projects and events that the text names beside what they are; who takes part, holds and pays for them."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _facts(text: str, publisher: str = "") -> tuple[dict[str, str], set[str]]:
    head = f"---\nlanguage: sv\n{f'publisher: {publisher}' if publisher else ''}\n---\n"
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    types = {e["label"]: e["type"] for e in found["entities"]}
    named = [r for r in found["relations"] if r["s"] in labels and r["o"] in labels]
    return types, {f"{labels[r['s']]} {r['p']} {labels[r['o']]}" for r in named}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Året därpå byggde vi Gröna Nyckeln, en webbplats där hyresgäster byter lägenhet.", {"Gröna Nyckeln"}),
        ("Malmö stad har tagit fram Lampkollen, en app som visar trasiga lyktor.", {"Lampkollen"}),
        ("Nu startar Rullande kök, det försök där Lunds kommun och Malmö stad delar på en buss.", {"Rullande kök"}),
        ("Störst var Skogskretsen, ett samarbete mellan Lunds kommun och Malmö stad.", {"Skogskretsen"}),
        ("Hon valde Lund, en plats där alla trivs.", set()),
        ("I maj hölls en dialogdag, Tala om vatten!, som arrangerades av Lunds kommun.", {"Tala om vatten!"}),
        ("Kalender\n\n- 15 januari 2026: Fråga oss, webbinarium för hyresgäster", {"Fråga oss"}),
        ("Boka nu\n\n*2 september:* Frukost om skolans lokaler. Digitalt.", {"Frukost om skolans lokaler"}),
        ("Boka nu\n\n2 september: Besked till sökande. Digitalt.", set()),
        ("Till sitt förfogande får hon Idébanken, det projekt i vilket Boverket samlar råd.", {"Idébanken"}),
        ("I BoTryggt har Malmö stad och Lunds kommun provat nya lås.", {"BoTryggt"}),
    ],
)
def test_what_it_is_shows_the_name(text: str, names: set[str]) -> None:
    types, _ = _facts(text)
    assert {name for name, kind in types.items() if kind in ("Project", "Event")} == names


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Norska Husbanken är inbjuden till Bostadshacket.", "Husbanken participatesIn Bostadshacket"),
        ("Boverket utbyter sedan tidigare även erfarenheter med Estland.", "Boverket collaboratesWith Estland"),
        ("Hon får hjälp av tjänstedesignern Mira Lind, inhyrd från byrån Antropia.", "Mira Lind worksFor Antropia"),
        (
            "Projektet Gröna hus har startat. Värd är Boverket, som här arbetar sida vid sida med Formas.",
            "Formas participatesIn Gröna hus",
        ),
        ("Projektet Gröna hus har startat. Av oss fick projektet 610 000 kronor.", "Formas funds Gröna hus"),
        (
            "Arbetet hade inte blivit av utan Skogskretsen, ett samarbete mellan Lunds kommun och Region Skåne.",
            "Lunds kommun participatesIn Skogskretsen",
        ),
        ("Signe Ek delar sin tid mellan Boverket och Umeå universitet.", "Signe Ek worksFor Boverket"),
        ("Bostadsdagen är här. Norska Husbanken är inbjuden.", "Husbanken participatesIn Bostadsdagen"),
        ("Region Värmland och Visit Värmland samarbetar.", "Region Värmland collaboratesWith Visit Värmland"),
    ],
)
def test_around_the_project(text: str, fact: str) -> None:
    _, found = _facts(text, publisher="Formas")
    assert fact in found


@pytest.mark.parametrize(
    "text",
    [
        "Kvartersbo AB vann. Per Ek är vd för Kvartersbo.",
        "Kvartersbo i Vännäs AB vann. Nu bygger vi, säger Per Ek, vd för Kvartersbo i Vännäs.",
        "Lampvakt AB vann. Nu bygger vi, säger Per Ek, vd på Lampvakt.",
    ],
)
def test_a_company_without_its_legal_form_is_the_same(text: str) -> None:
    types, found = _facts(text)
    assert sum(kind == "Organization" for kind in types.values()) == 1
    assert any(fact.startswith("Per Ek leads ") and fact.endswith(" AB") for fact in found)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Projektet Lampan växer. Boverket deltar i Lampan.", "Boverket participatesIn Lampan"),
        ("Företaget Lumicor växer. Anna Ek på Lumicor är glad.", "Anna Ek worksFor Lumicor"),
        ("Anna Axelsson driver firman. Bo Lind på Axelsson ler.", ""),
    ],
)
def test_a_name_of_one_word_is_known_again_inside_a_sentence(text: str, fact: str) -> None:
    _, found = _facts(text)
    assert (fact in found) if fact else not any("Lind" in f for f in found)


@pytest.mark.parametrize(
    ("publisher", "text", "fact"),
    [
        (
            "Kammarkollegiet",
            "Anna Ek är chef för Statens inköpscentral. I juni leds inköpscentralen av Bo Lind som tillförordnad chef.",
            "Bo Lind leads Statens inköpscentral",
        ),
        (
            "Umeå kommun",
            "Även Luleå kommun har anmält intresse. I maj ordnade kommunen konferensen Trygga hem.",
            "Umeå kommun organizes Trygga hem",
        ),
        (
            "Boverket",
            "Även Luleå kommun har anmält intresse. I maj ordnade kommunen konferensen Trygga hem.",
            "Luleå kommun organizes Trygga hem",
        ),
    ],
)
def test_which_body_a_noun_stands_for(publisher: str, text: str, fact: str) -> None:
    _, found = _facts(text, publisher)
    assert fact in found


def test_but_does_not_lift_a_negation_behind_a_name() -> None:
    _, found = _facts("Boverket deltar inte utan Formas i projektet Gröna hus.")
    assert not any("participatesIn" in fact for fact in found)


def test_programme_of_an_event_is_no_project() -> None:
    types, _ = _facts("Program: Skånska Bostadsdagarna 2025\n\nVälkomna!")
    assert "Project" not in types.values()


def test_who_had_a_post_speaks_on_a_programme() -> None:
    text = (
        "# Program: Bostadsdagarna 2025\n\n**13.15 Pass**\n\nA. *Ett* – Bo Lind, jurist vid Boverket\n\n"
        "B. *Tio fel* – Lars Ek, tidigare chef på Formas\n\n**15.00 Slut**"
    )
    _, found = _facts(text)
    assert "Lars Ek participatesIn Bostadsdagarna 2025" in found
    assert not any(fact.startswith(("Lars Ek hasRole", "Lars Ek worksFor")) for fact in found)


def test_an_association_is_no_part_of_the_town_it_is_in() -> None:
    _, found = _facts("Hyresgästföreningen i Kumla kommun har tagit fram ett stöd.")
    assert not any("partOf" in fact for fact in found)
