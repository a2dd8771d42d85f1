"""A company that a text names with its legal form, and then without it."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


def _page(text: str, language: str) -> tuple[set[tuple[str, str]], set[str]]:
    """The entities with their types, and the relations as lines *subject predicate object*."""
    found = facts(Article("x", text, language)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    entities = {(e["label"], e["type"]) for e in found["entities"]}
    return entities, {f"{labels.get(r['s'], r['s'])} {r['p']} {labels.get(r['o'], r['o'])}" for r in found["relations"]}


@pytest.mark.parametrize(
    ("language", "text", "company", "person"),
    [
        ("sv", "Lumicor AB har fått en order. Anna Ek är vd på Lumicor.", "Lumicor AB", "Anna Ek"),
        ("nb", "Lumicor AS har fått en ordre. Kari Nes er daglig leder i Lumicor.", "Lumicor AS", "Kari Nes"),
        ("da", "Lumicor ApS har fået en ordre. Anne Jensen er direktør i Lumicor.", "Lumicor ApS", "Anne Jensen"),
        ("en", "Lumicor Ltd has won an order. Anna Smith is CEO of Lumicor.", "Lumicor Ltd", "Anna Smith"),
        ("nl", "Lumicor BV heeft een order. Anna Smit is directeur van Lumicor.", "Lumicor BV", "Anna Smit"),
        ("de", "Die Lumicor GmbH wächst. Anna Berger ist Leiterin von Lumicor.", "Lumicor GmbH", "Anna Berger"),
        ("fi", "Lumicor Oy sai tilauksen. Anna Virtanen on Lumicorin toimitusjohtaja.", "Lumicor Oy", "Anna Virtanen"),
    ],
)  # fmt: skip
def test_the_name_without_the_form_is_the_same_company(language: str, text: str, company: str, person: str) -> None:
    entities, relations = _page(text, language)
    assert entities == {(company, "Organization"), (person, "Person")}
    assert f"{person} leads {company}" in relations


def test_a_company_that_acts_is_no_person() -> None:
    entities, _ = _page("Lumicor AB har fått en order. Lumicor utvecklar sensorer.", "sv")
    assert entities == {("Lumicor AB", "Organization")}


def test_who_bears_the_company_s_name_is_a_person() -> None:
    entities, relations = _page("Hallgren AB har fått en order, säger Per Hallgren. Hallgren tackar.", "sv")
    assert ("Per Hallgren", "Person") in entities
    assert not any(label == "Hallgren" for label, _ in entities)
    assert not relations


def test_an_abbreviation_in_small_letters_behind_a_given_name_is_a_surname() -> None:
    entities, _ = _page("Jag är otålig, säger Bo Kemi på Boverket. KemI håller med.", "sv")
    assert ("Bo Kemi", "Person") in entities
    assert ("Kemikalieinspektionen", "Organization") in entities


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Projektet bidrar till FN:s globala mål."),
        ("nb", "Prosjektet bidrar til FNs bærekraftsmål."),
        ("da", "Projektet bidrager til FN's verdensmål."),
        ("en", "The project contributes to the UN Sustainable Development Goals."),
    ],
)
def test_goals_of_the_united_nations_are_nobodys_doing(language: str, text: str) -> None:
    assert not _page(text, language)[0]


def test_a_verb_before_what_stands_for_a_body_is_no_name() -> None:
    entities, _ = _page("Boverket prövar saken. Väljer verket att gå vidare blir det dyrt.", "sv")
    assert entities == {("Boverket", "Organization")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Arbetet sker inom Vägar till arbete, ett treårigt forskningsprojekt som finansieras av Forte.",
         "Vägar till arbete"),
        ("Gatljus är en innovationsupphandling som Malmö stad genomför.", "Gatljus"),
        ("Utvecklingsarbetet, som har fått namnet Klarvatten, pågår till 2026.", "Klarvatten"),
    ],
)  # fmt: skip
def test_a_project_is_what_a_text_says_is_one(text: str, name: str) -> None:
    assert (name, "Project") in _page(text, "sv")[0]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("sv", "Erik Moss är verkställande direktör i Lumicor AB. Kontakt: Erik Moss, VD", "verkställande direktör"),
        ("en", "Anna Smith is Chief Executive Officer of Lumicor Ltd. Contact: Anna Smith, CEO",
         "chief executive officer"),
    ],
)  # fmt: skip
def test_a_title_in_full_and_in_letters_is_one(language: str, text: str, title: str) -> None:
    _, relations = _page(text, language)
    assert [line.rpartition(" hasRole ")[2] for line in relations if "hasRole" in line] == [title]
