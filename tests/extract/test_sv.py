"""Swedish pages as a whole: event pages, contact blocks, titles side by side, names in quotation marks."""

from __future__ import annotations

from innograph.article import Article
from innograph.link import facts


def _relations(text: str, title: str | None = None) -> set[tuple[str, str, str]]:
    """The relations of a Swedish text with labels for names."""
    found = facts(Article("x", text, "sv", title)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


_PAGE = """Hur bygger vi hållbara städer?

Målgrupp

Planerare i kommuner.

Program

09.00 Inledning

Anna Ek, enhetschef, Boverket

10.00 Samtal

{heading}

Bo Lind, utredare, Skatteverket
"""


def test_title_of_an_event_page_is_the_event_and_its_speakers_take_part() -> None:
    found = _relations(_PAGE.format(heading="Avslutning"))
    assert ("Anna Ek", "participatesIn", "Hur bygger vi hållbara städer?") in found
    assert ("Bo Lind", "participatesIn", "Hur bygger vi hållbara städer?") in found


def test_who_stands_in_the_contact_block_does_not_take_part() -> None:
    found = _relations(_PAGE.format(heading="Kontakt"))
    assert ("Anna Ek", "participatesIn", "Hur bygger vi hållbara städer?") in found
    assert not any(s == "Bo Lind" and p == "participatesIn" for s, p, _ in found)
    assert ("Bo Lind", "worksFor", "Skatteverket") in found


def test_time_and_place_alone_make_no_event_of_a_title() -> None:
    text = "Ministern besöker Boverket\n\nTid\n\n09.00\n\nPlats\n\nKarlskrona\n\nAnna Ek, enhetschef, Boverket\n"
    assert not any(p == "participatesIn" for _, p, _ in _relations(text))


def test_bare_title_beside_a_leading_one_is_no_role_of_its_own() -> None:
    found = _relations("Regeringen har utsett Anna Ek till ny generaldirektör och chef för Boverket.")
    assert {o for s, p, o in found if p == "hasRole"} == {"generaldirektör"}
    assert ("Anna Ek", "leads", "Boverket") in found


def test_noun_before_a_quoted_name_only_introduces_it() -> None:
    found = _relations(
        "Anna Ek leder projektet ”Digitala kvarter”. Bo Lind leder projektet ”Gröna hus”, som pågår i tre år."
    )
    assert ("Bo Lind", "leads", "Gröna hus") in found
    assert ("Bo Lind", "leads", "Digitala kvarter") not in found


def test_government_receives_no_assignment() -> None:
    found = _relations("Boverket har fått i uppdrag av regeringen att kartlägga bostadsbristen i landet.")
    assert [o for _, p, o in found if p == "assignedTo"] == ["Boverket"]


def test_organising_group_and_its_members_organise_the_event_in_its_name() -> None:
    found = _relations(
        "Bostadsveckan hålls i maj. Arrangörsgruppen bakom Bostadsveckan har fått tillökning i form av Boverket."
    )
    assert ("Arrangörsgruppen bakom Bostadsveckan", "organizes", "Bostadsveckan") in found
    assert ("Boverket", "organizes", "Bostadsveckan") in found


def test_a_network_does_not_organise_what_its_name_holds() -> None:
    found = _relations("Bostadsveckan hålls i maj. Alliansen Bostadsveckan har fått tillökning i form av Boverket.")
    assert not any(p == "organizes" for _, p, _ in found)


def test_network_has_the_theme_that_its_sentence_tells() -> None:
    found = _relations("Nätverket Klimatkommunerna arbetar med cirkulär ekonomi.")
    assert ("Nätverket Klimatkommunerna", "hasTheme", "Cirkulär ekonomi") in found
    agency = _relations("Boverket arbetar med cirkulär ekonomi.")
    assert not any(p == "hasTheme" for _, p, _ in agency)


def test_theme_of_the_sentence_that_names_the_giver_is_one_of_the_assignment() -> None:
    found = _relations(
        "Vi på Boverket har två regeringsuppdrag där klimatet står i fokus. Det ena handlar om byggande i städer."
    )
    assert ("Byggande i städer", "hasTheme", "Klimat och grön omställning") in found


def test_titles_listed_after_a_colon_are_projects_each() -> None:
    found = facts(
        Article("x", "Boverket leder tre program: Hållbara hus i norr, Resor och städer samt Trygga gårdar.", "sv")
    )
    names = {e.label for e in found.entities if e.type == "Project"}
    assert names == {"Hållbara hus i norr", "Resor och städer", "Trygga gårdar"}


def test_names_of_places_or_persons_after_a_colon_are_no_projects() -> None:
    for listed in ("Malmö, Lund och Ystad", "Anna Ek, Bo Lind och flera andra"):
        found = facts(Article("x", f"Boverket leder tre program: {listed}.", "sv"))
        assert not [e for e in found.entities if e.type == "Project"]
