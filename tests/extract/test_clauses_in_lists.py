"""Lists in which a clause tells something of one of the names."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


def _relations(text: str, language: str, predicate: str) -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {labels[r["s"]] for r in found["relations"] if r["p"] == predicate}


@pytest.mark.parametrize(
    ("language", "text", "predicate", "names"),
    [
        ("sv", "I projektet Backspel medverkar Boverket, som bidrar med analys, och Skatteverket.", "participatesIn",
         {"Boverket", "Skatteverket"}),
        ("sv", "Medlemmar i nätverket Gren är Boverket, som är ordförande, samt Skatteverket och Lunds kommun.",
         "memberOf", {"Boverket", "Skatteverket", "Lunds kommun"}),
        ("da", "Projektet Grøn Havn drives af Aarhus Kommune, som leder arbejdet, og Region Midtjylland.",
         "participatesIn", {"Aarhus Kommune", "Region Midtjylland"}),
        ("en", "The project Riverwise is run by the City of Bergen, which leads the work, and the City of Oslo.",
         "participatesIn", {"City of Bergen", "City of Oslo"}),
        ("fi", "Hankkeessa Kirkas vesi ovat mukana Väylävirasto, joka johtaa työtä, ja Oulun kaupunki.",
         "participatesIn", {"Väylävirasto", "Oulun kaupunki"}),
    ],
)  # fmt: skip
def test_the_list_goes_on_behind_a_clause(language: str, text: str, predicate: str, names: set[str]) -> None:
    assert _relations(text, language, predicate) == names


def test_what_goes_on_with_a_verb_is_a_new_clause() -> None:
    text = "Projektet Backspel drivs av Boverket, som leder arbetet, och Skatteverket utvärderar andra projekt."
    assert _relations(text, "sv", "participatesIn") == {"Boverket"}
