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


_GROUP = "## Styrgrupp\n\n- Tomas Ek, Malmö stad (ordförande)\n- Anja Berg, Trafikverket"


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("# Om nätverket Gröna tak\n\nNätverket Gröna tak samlar kommuner som bygger.\n\n" + _GROUP, "Gröna tak"),
        ("# Om GREN\n\nGREN, Grenarbetarnätverket för norr, samlar kommuner.\n\n" + _GROUP, "GREN"),
    ],
)
def test_a_steering_group_is_the_network_s(text: str, network: str) -> None:
    names, relations = _page(text, publisher=network)
    assert names == {network, "Tomas Ek", "Anja Berg", "Malmö stad", "Trafikverket"}
    assert relations == {f"Tomas Ek memberOf {network}", f"Anja Berg memberOf {network}"}


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
