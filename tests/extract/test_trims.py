"""What names by their form take in that is no part of them, and what they go on with."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


def bodies(text: str, language: str) -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    return {str(e["label"]) for e in found["entities"] if e["type"] == "Organization"}


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("nl", "Studenten van Merlet Hogeschool onderzoeken de proef.", "Merlet Hogeschool"),
        ("nl", "Onderzoekers van de Merlet Hogeschool doen mee.", "Merlet Hogeschool"),
        ("da", "10.50 Da Aarhus Kommune købte et resultat", "Aarhus Kommune"),
        ("en", "She works at the Tarwater University School of Business.", "Tarwater University School of Business"),
        ("fi", "Sen toimittaa Lumicors Oy. Näin kertoo Lumicorsin toimitusjohtaja Aino Virtanen.", "Lumicors Oy"),
        ("fi", "Mukana on Turun kaupunginsairaala.", "Turun kaupunginsairaala"),
        ("de", "Das Geld gibt die Tarwater-Landesbank Steiermark.", "Tarwater-Landesbank Steiermark"),
        ("en", "A small company from Delft, Lumicor, proposed drones.", "Lumicor"),
    ],
)
def test_a_body_is_called_by_its_whole_name_alone(language: str, text: str, body: str) -> None:
    assert bodies(text, language) == {body}


def test_an_abbreviation_and_the_name_behind_a_dash_are_one_body() -> None:
    text = "Beteiligt ist das TWZ – Zentrum für Gewässerforschung. Das TWZ misst."
    found = facts(Article("x", text, "de")).to_json()
    (body,) = [e for e in found["entities"] if e["type"] == "Organization"]
    assert {"TWZ", "Zentrum für Gewässerforschung"} <= {body["label"], *body["aliases"]}


def test_a_verb_after_a_persons_name_ends_no_association() -> None:
    found = facts(Article("x", "Tutkijatohtori Laura Saarelma seuraa, miten työ muuttuu.", "fi")).to_json()
    assert {e["label"] for e in found["entities"] if e["type"] != "Theme"} == {"Laura Saarelma"}


@pytest.mark.parametrize(
    ("language", "text", "type_", "name"),
    [
        ("en", "As part of the EU-funded CleanRiver project, six cities meet.", "Project", "CleanRiver"),
        ("de", "Am Projekt „Klare Flüsse“ (KLFL) arbeiten sechs Städte.", "Project", "Klare Flüsse"),
        ("sv", "I projektet ”Rena åar” (RENÅ) arbetar sex städer.", "Project", "Rena åar"),
        ("de", "Wir laden zum Fachtag Kreislaufwirtschaft ein.", "Event", "Kreislaufwirtschaft"),
        ("fi", "Innovaatiohaaste Puhtaat vedet käynnistyi.", "Event", "Puhtaat vedet"),
    ],
)
def test_a_project_or_an_event_is_called_by_its_name_alone(language: str, text: str, type_: str, name: str) -> None:
    found = facts(Article("x", text, language)).to_json()
    things = [e for e in found["entities"] if e["type"] not in ("Theme", "Country")]
    assert [e["type"] for e in things] == [type_]
    assert name in {things[0]["label"], *things[0]["aliases"]}
