"""Swedish: who has a seat where and heads what: councils that a headline only mentions, centres and who runs them, two
posts of one person, those who are there for somebody else.
"""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text

_Facts = set[tuple[str, str, str]]


def _facts(text: str, title: str = "") -> tuple[_Facts, set[str]]:
    """The relations of a Swedish page, with labels for names, and the labels of all that it names."""
    head = f'title: "{title}"\n' if title else ""
    found = facts(read_text(f"---\nlanguage: sv\n{head}---\n\n{text}", id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    relations = {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}
    return relations, set(labels.values())


def test_each_of_two_posts_is_in_its_own_house() -> None:
    text = "Det säger Anna Ek, professor vid Umeå universitet och föreståndare för Centrum för vindforskning."
    found, _ = _facts(text)
    assert ("Anna Ek", "leads", "Centrum för vindforskning") in found
    assert ("Anna Ek", "worksFor", "Umeå universitet") in found
    assert not any(p == "leads" and o == "Umeå universitet" for _, p, o in found)


@pytest.mark.parametrize("noun", ["centret", "centrumet"])
def test_what_the_text_speaks_of_is_no_part_of_a_title(noun: str) -> None:
    text = f"Centrum för vindforskning öppnar. Det gläder Anna Ek, forskningsansvarig för {noun} på Boverket."
    found, _ = _facts(text)
    assert ("Anna Ek", "hasRole", "forskningsansvarig") in found
    assert ("Anna Ek", "worksFor", "Boverket") in found
    assert not any(p == "partOf" for _, p, _ in found)


def test_who_runs_a_centre_works_with_others_and_not_the_centre() -> None:
    found, _ = _facts("Centrum för vindforskning (CVF) drivs av Umeå universitet i samarbete med Boverket.")
    pairs = {frozenset((s, o)) for s, p, o in found if p == "collaboratesWith"}
    assert pairs == {frozenset(("Umeå universitet", "Boverket"))}
    assert ("Boverket", "participatesIn", "Centrum för vindforskning") in found


def test_members_of_a_council_that_the_headline_calls_new() -> None:
    text = (
        "Nu har ett skånskt cykelråd bildats. I rådet finns representanter från fyra organisationer. Det är "
        "Region Skåne, Tourism in Skåne, Trafikverket och LRF.\n\nSkånes cykelråd ska mötas fyra gånger om året."
    )
    found, named = _facts(text, "Nybildat skånskt cykelråd")
    members = {s for s, p, o in found if (p, o) == ("memberOf", "Skånes cykelråd")}
    assert {"Region Skåne", "Tourism in Skåne", "Trafikverket"} <= members
    assert not any(name.startswith("Nybildat") for name in named)


def test_representatives_in_a_list_of_members_stand_for_their_house() -> None:
    text = (
        "Deltagare i Vattenrådet:\n\n- Boverket\n- Trafikverket\n- Representant för Flodmyndigheterna\n"
        "- Två representanter för kommunerna\n- Länsstyrelserna genom Länsstyrelsen i Dalarnas län\n- Skogsstyrelsen\n"
    )
    found, named = _facts(text)
    members = {s for s, p, o in found if (p, o) == ("memberOf", "Vattenrådet")}
    sent = {"Flodmyndigheterna", "Länsstyrelsen i Dalarnas län"}
    assert members == {"Boverket", "Trafikverket", "Skogsstyrelsen"} | sent
    assert not any(name.startswith("Representant") for name in named)
    assert not any(p == "partOf" for _, p, _ in found)


def test_parts_of_compounds_end_no_name() -> None:
    _, named = _facts("Utveckla kommun- och regiongemensamma projekt")
    assert not named


def test_names_joined_by_an_ampersand_go_on_behind_an_abbreviation() -> None:
    found, _ = _facts("Moderator: Anna Ek, strateg på ABCD Plan & Miljö, svarar.")
    assert ("Anna Ek", "worksFor", "ABCD Plan & Miljö") in found
