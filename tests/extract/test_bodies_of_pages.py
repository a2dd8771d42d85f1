"""Pages of networks and of purchases: whose steering group it is, what letters stand for, what *upphandlingen* is."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _page(text: str, language: str = "sv", publisher: str = "") -> tuple[set[str], set[str]]:
    """The names of the entities, and the relations but roles as lines *subject predicate object*."""
    head = f"---\nlanguage: {language}\n" + (f"publisher: {publisher}\n" if publisher else "") + "---\n\n"
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    relations = {
        f"{labels[r['s']]} {r['p']} {labels.get(r['o'], r['o'])}"
        for r in found["relations"]
        if r["p"] in ("memberOf", "participatesIn", "funds")
    }
    return {e["label"] for e in found["entities"] if e["type"] != "Theme"}, relations


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("# Om nätverket Gröna tak\n\nNätverket Gröna tak samlar kommuner som bygger.", "Gröna tak"),
        ("# Om GREN\n\nGREN, Grenarbetarnätverket för norr, samlar kommuner.", "GREN"),
    ],
)
def test_members_are_the_network_s_that_the_page_is_about(text: str, network: str) -> None:
    names, relations = _page(f"{text}\n\n## Medlemmar\n\n- Malmö stad\n- Trafikverket", publisher=network)
    assert names == {network, "Malmö stad", "Trafikverket"}
    assert relations == {f"Malmö stad memberOf {network}", f"Trafikverket memberOf {network}"}


def test_letters_beside_another_body_do_not_stand_for_it() -> None:
    names, _ = _page("SGU, Nätverket för norr, och Boverket samlar kommuner.")
    assert len(names) == 3


def test_a_purchase_is_the_project_where_the_text_says_so() -> None:
    _, relations = _page(
        "Hjärtspår är en förkommersiell upphandling. Bakom upphandlingen står Region Skåne och Region Halland. "
        "Vinnova finansierar upphandlingen."
    )
    assert relations == {
        "Region Skåne participatesIn Hjärtspår",
        "Region Halland participatesIn Hjärtspår",
        "Vinnova funds Hjärtspår",
    }


def test_a_purchase_beside_a_project_is_another_thing() -> None:
    _, relations = _page(
        "Projektet Hjärtspår drivs av Region Skåne. Regionen gör en upphandling. Vinnova finansierar upphandlingen."
    )
    assert relations == {"Region Skåne participatesIn Hjärtspår"}


def test_a_page_of_members_has_them_below_headings_that_say_what_they_are() -> None:
    _, relations = _page(
        "# Våra medlemmar\n\nGren är en mötesplats för beställare.\n\n## Kommuner och regioner\n\n- Alingsås kommun\n"
        "- Region Skåne – med sedan 2021\n\nKumla kommun har lämnat nätverket.\n\n## Kontakt\n\n- Boverket",
        publisher="Gren – beställarnätverk i norr",
    )
    assert relations == {"Alingsås kommun memberOf Gren", "Region Skåne memberOf Gren"}


@pytest.mark.parametrize("title", ["Program: Vatten & Miljö 2027", "Program för Vatten & Miljö 2027"])
def test_a_programme_s_title_names_the_event_and_not_what_stands_in_it(title: str) -> None:
    text = (
        f"# {title}\n\nArrangör: Malmö stad\n\n09.00 Välkomna! Anna Ek, Malmö stad\n\n"
        "10.00 Bo Berg, Boverket: Rena vatten\n\n13.00 Vattenhacket: tre lag löser en uppgift\n\n15.00 Avslutning"
    )
    names, relations = _page(text)
    assert "Vatten & Miljö 2027" in names
    assert {"Anna Ek participatesIn Vatten & Miljö 2027", "Bo Berg participatesIn Vatten & Miljö 2027"} <= relations
    assert not any("Vattenhacket" in line for line in relations)
