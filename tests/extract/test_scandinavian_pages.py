"""Whole Danish and Norwegian pages as their senders build them: labels, blocks of contacts, lists, programmes."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def found(title: str, text: str, language: str, publisher: str = "") -> set[tuple[str, str, str]]:
    """The relations of a page by its labels, but for themes."""
    head = f'---\ntitle: "{title}"\nlanguage: {language}\n' + (f'publisher: "{publisher}"\n' if publisher else "")
    page = facts(read_text(f"{head}---\n\n{text}\n", id="x", format="markdown")).to_json()
    labels = {entity["iri"]: entity["label"] for entity in page["entities"]}
    return {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in page["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


def named(text: str, language: str) -> set[str]:
    """The names of a text's entities."""
    article = read_text(f"---\nlanguage: {language}\n---\n\n{text}\n", id="x", format="markdown")
    return {entity["label"] for entity in facts(article).to_json()["entities"] if entity["type"] != "Theme"}


_GRANTS = [
    (
        "da",
        "Novo Nordisk Fonden",
        "Novo Nordisk Fonden investerer i to projekter. To projekter får penge:",
        ["Fondens investering", "Partnere", "Rådgivere"],
        ["Region Sjælland", "Aalborg Universitet", "Vejle Kommune"],
    ),
    (
        "nb",
        "Kartverket",
        "Kartverket deler ut midler til to prosjekter. Her er prosjektene som får støtte:",
        ["Kartverkets bidrag", "Samarbeidspartnere", "Fagmiljø"],
        ["Bergen kommune", "Mattilsynet", "Bodø kommune"],
    ),
    (
        "sv",
        "Boverket",
        "Boverket beviljar stöd till två projekt. Följande projekt får stöd:",
        ["Boverkets insats", "Samarbetspartner", "Rådgivare"],
        ["Kumla kommun", "Skatteverket", "Malmö stad"],
    ),
]


@pytest.mark.parametrize(("language", "payer", "intro", "labels", "bodies"), _GRANTS)
def test_labels_that_several_grants_have_name_no_project(
    language: str, payer: str, intro: str, labels: list[str], bodies: list[str]
) -> None:
    money, partners, others = labels
    text = f"{intro}\n\n" + "\n\n".join(
        f"**{name}**\n{money}: 8,5 millioner kroner\n{partners}: {first}, {bodies[1]}\n{others}: {bodies[0]}"
        for name, first in (("TidligTegn", bodies[0]), ("Rentvand", bodies[2]))
    )
    relations = found("Nye midler", text, language, payer)
    assert {o for _, p, o in relations if p == "funds"} == {"TidligTegn", "Rentvand"}
    taking = {(s, o) for s, p, o in relations if p == "participatesIn"}
    assert taking >= {(bodies[0], "TidligTegn"), (bodies[1], "TidligTegn"), (bodies[2], "Rentvand")}
    assert not {o for _, o in taking} - {"TidligTegn", "Rentvand"}


def test_names_with_a_saint_a_town_and_a_street() -> None:
    assert "St. Hansens hospital" in named("St. Hansens hospital og Mattilsynet møttes.", "nb")
    assert named("Partnere: Novo Nordisk, Aarhus Ismejeri", "da") == {"Novo Nordisk", "Aarhus Ismejeri"}
    assert "Aarhus Kommune" in named("Kommunerne Aarhus og Vejle samarbejder.", "da")
    assert not named("Karl Madsens Vej 35, 2500 Valby", "da")


@pytest.mark.parametrize(
    ("text", "language", "pair"),
    [
        ("Odense Glarmester og Region Sjælland samarbejder om ruder.", "da", {"Odense Glarmester", "Region Sjælland"}),
        ("Kartverket og Nordre Vedlikehold har innledet et samarbeid.", "nb", {"Kartverket", "Nordre Vedlikehold"}),
        ("Lilla Ekens Vänner och Boverket samarbetar om hus.", "sv", {"Lilla Ekens Vänner", "Boverket"}),
    ],
)
def test_who_cooperates_with_a_body_is_one(text: str, language: str, pair: set[str]) -> None:
    assert {frozenset((s, o)) for s, p, o in found("", text, language) if p == "collaboratesWith"} == {frozenset(pair)}


@pytest.mark.parametrize(
    ("language", "ministry", "contact"),
    [
        ("da", "Havneministeriet", "Presserådgiver Anne Jensen\nHavneministeriet\nTelefon: 91 32 72 60"),
        ("nb", "Klima- og miljødepartementet", "Kommunikasjonsrådgiver Anne Jensen\nMobil: 988 77 666"),
    ],
)
def test_whom_a_ministry_says_to_ask_works_there(language: str, ministry: str, contact: str) -> None:
    relations = found("Mere skov", f"Skoven vokser.\n\nKontakt\n\n{contact}", language, ministry)
    assert ("Anne Jensen", "worksFor", ministry) in relations
    told = "siger" if language == "da" else "sier"
    assert ("Anne Jensen", "worksFor", ministry) not in found(
        "Mere skov", f"– Skoven vokser, {told} seniorforsker Anne Jensen.", language, ministry
    )
