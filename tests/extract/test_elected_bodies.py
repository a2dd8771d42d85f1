"""Committees and boards of municipalities and regions, which the Nordic languages write small."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


def _relations(text: str, language: str = "sv") -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {f"{labels.get(r['s'], r['s'])} {r['p']} {labels.get(r['o'], r['o'])}" for r in found["relations"]}


@pytest.mark.parametrize(
    ("words", "body", "house"),
    [
        ("trafiknämnden på Regionförbundet södra Småland", "Trafiknämnden på Regionförbundet södra Småland",
         "Regionförbundet södra Småland"),
        ("regionala tillväxtnämnden i Region Skåne", "Regionala tillväxtnämnden i Region Skåne", "Region Skåne"),
        ("hälso- och sjukvårdsnämnden i Region Halland", "Hälso- och sjukvårdsnämnden i Region Halland",
         "Region Halland"),
        ("nämnden för kultur och bildning i Umeå kommun", "Nämnden för kultur och bildning i Umeå kommun",
         "Umeå kommun"),
        ("kommunstyrelsen i Växjö kommun", "Kommunstyrelsen i Växjö kommun", "Växjö kommun"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("preposition", ["i", "för"])
def test_who_heads_a_committee_is_a_member_of_it_and_it_is_part_of_its_house(
    words: str, body: str, house: str, preposition: str
) -> None:
    assert _relations(f"Det är bra, säger Pia Lind, ordförande {preposition} {words}.") == {
        "Pia Lind hasRole ordförande",
        f"Pia Lind memberOf {body}",
        f"{body} partOf {house}",
    }


def test_a_committee_without_its_house_is_one_where_somebody_sits_in_it() -> None:
    assert _relations("Pia Lind, ordförande i regionala tillväxtnämnden, håller med.") == {
        "Pia Lind hasRole ordförande",
        "Pia Lind memberOf Regionala tillväxtnämnden",
    }
    assert not _relations("Frågan går nu till regionala tillväxtnämnden, som möts i maj.")


def test_a_committee_keeps_its_short_name() -> None:
    found = facts(Article("x", "Kulturnämnden i Växjö kommun möts i dag.", "sv")).to_json()
    (body,) = [e for e in found["entities"] if e["label"] == "Kulturnämnden i Växjö kommun"]
    assert "Kulturnämnden" in body["aliases"]


@pytest.mark.parametrize(
    ("language", "text", "body", "house"),
    [
        ("nb", "Pia Lind, leder av kulturutvalget i Bodø kommune, åpner senteret.", "Kulturutvalget i Bodø kommune",
         "Bodø kommune"),
        ("da", "Pia Lind er formand for teknik- og miljøudvalget i Odense Kommune.",
         "Teknik- og miljøudvalget i Odense Kommune", "Odense Kommune"),
    ],
)  # fmt: skip
def test_committees_in_norwegian_and_danish(language: str, text: str, body: str, house: str) -> None:
    relations = _relations(text, language)
    assert {f"Pia Lind memberOf {body}", f"{body} partOf {house}"} <= relations
    assert not any("leads" in line or "worksFor" in line for line in relations)


def test_who_took_a_picture_has_no_post() -> None:
    assert not _relations("Anna Berg\nFotograf: Pia Lind")
    assert not _relations("Anna Berg. Fotograf: Pia Lind")
