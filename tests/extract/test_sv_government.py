"""Swedish pages of the government and its agencies: assignments and who gave them, boards, whom to ask."""

from __future__ import annotations

from innograph.article import Article
from innograph.link import facts
from innograph.read import read_text


def _relations(text: str, publisher: str | None = None) -> set[tuple[str, str, str]]:
    """The relations of a Swedish text with labels for names, its layout read as that of plain text."""
    found = facts(_article(text, publisher)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


def _article(text: str, publisher: str | None) -> Article:
    head = f"---\nlanguage: sv\n{f'publisher: {publisher}' if publisher else ''}\n---\n"
    return read_text(head + text, id="x", format="markdown")


_BOARD = """# Ny styrelse för Boverket

Regeringen har utsett en ny styrelse för Boverket.

## Ledamöter i styrelsen

Anna Ek
Zoltana Quvrix
Bo Lind
"""


def test_a_line_among_lines_of_persons_is_a_persons() -> None:
    found = _relations(_BOARD)
    assert {s for s, p, o in found if p == "memberOf" and o == "Boverket"} == {"Anna Ek", "Zoltana Quvrix", "Bo Lind"}


def test_a_line_among_others_is_no_persons() -> None:
    text = _BOARD.replace("Anna Ek\n", "Gröna Hus\n").replace("Bo Lind\n", "Ljusa Torg\n")
    assert not any(p == "memberOf" for _, p, _ in _relations(text))


def test_each_office_of_a_list_receives_the_assignment() -> None:
    found = _relations("Regeringen uppdrar åt länsstyrelserna i Skåne, Kalmar och Uppsala län att mäta skadorna.\n")
    assert {o for _, p, o in found if p == "assignedTo"} == {
        "Länsstyrelsen i Skåne län",
        "Länsstyrelsen i Kalmar län",
        "Länsstyrelsen i Uppsala län",
    }
    assert not any(p == "collaboratesWith" for _, p, _ in found)


_ASSIGNED = """# Boverket får i uppdrag att kartlägga bostadsbristen

Många söker en bostad.

{giver}
"""


def test_giver_of_an_assignment_may_stand_elsewhere() -> None:
    found = _relations(_ASSIGNED.format(giver="Regeringen har därför beslutat om ett särskilt uppdrag till Boverket."))
    assert ("Kartlägga bostadsbristen", "assignedBy", "Regeringen") in found


def test_who_only_comments_gave_no_assignment() -> None:
    found = _relations(_ASSIGNED.format(giver="Regeringen har tidigare besökt Boverket."))
    assert any(p == "assignedTo" for _, p, _ in found)
    assert not any(p == "assignedBy" for _, p, _ in found)


_ASK = """# Nya regler för bostäder

Boverket har sett över reglerna för bostäder i landet och föreslår flera ändringar av dem.

Ytterligare upplysningar:
Anna Ek, jurist: 010-00 00 00
Bo Lind, utredare: 010-00 00 01
"""


def test_whom_an_agency_says_to_ask_works_there() -> None:
    assert ("Anna Ek", "worksFor", "Boverket") in _relations(_ASK, "Boverket")


def test_whom_the_government_says_to_ask_may_work_elsewhere() -> None:
    assert not any(p == "worksFor" for _, p, _ in _relations(_ASK, "Regeringskansliet"))


def test_a_purpose_belongs_to_a_short_name_of_an_assignment() -> None:
    found = _relations("Regeringen uppdrar åt Boverket att vidta åtgärder för att minska bostadsbristen i landet.\n")
    assert ("Vidta åtgärder för att minska bostadsbristen i landet", "assignedTo", "Boverket") in found


def test_a_quotation_ends_the_name_of_an_assignment() -> None:
    found = _relations(
        "– Därför ger regeringen Boverket i uppdrag att kartlägga bostadsbristen, säger bostadsminister Anna Ek.\n"
    )
    assert ("Kartlägga bostadsbristen", "assignedBy", "Regeringen") in found


def test_a_partys_spokesman_is_its_member_not_its_employee() -> None:
    found = _relations("– Det är bra, säger Anna Ek, bostadspolitisk talesperson för Liberalerna.\n")
    assert ("Anna Ek", "memberOf", "Liberalerna") in found
    assert not any(p == "worksFor" for _, p, _ in found)


def test_a_title_before_a_name_has_its_base_form() -> None:
    found = _relations("Den nationella samordnaren Anna Ek ser fram emot arbetet.\n")
    assert ("Anna Ek", "hasRole", "nationell samordnare") in found


def test_a_title_in_small_letters_under_a_name_is_no_menu_entry() -> None:
    found = _relations("# Nya regler\n\nBoverket ändrar reglerna i landet.\n\nKontakt\n\nAnna Ek\nutredare\n")
    assert ("Anna Ek", "hasRole", "utredare") in found


def test_a_place_with_a_persons_name_is_nobody() -> None:
    found = facts(_article("Boverket har flyttat till Gustav Adolfs torg i Malmö.\n", None)).to_json()
    assert not any(e["type"] == "Person" for e in found["entities"])


def _organisations(text: str) -> set[str]:
    found = facts(_article(text, None)).to_json()
    return {e["label"] for e in found["entities"] if e["type"] == "Organization"}


def test_what_abbreviates_common_words_is_no_organisation() -> None:
    text = "Boverket betalar för allmäntjänstgöring (ATX) och hem för vård och boende (HVB). Sedan växte ATX igen.\n"
    assert _organisations(text) == {"Boverket"}


def test_what_abbreviates_a_name_is_an_organisation() -> None:
    assert "EVX" in _organisations("Det sade Europeiska verket för el (EVX) om priserna. EVX ska återkomma om el.\n")


def test_a_collection_of_laws_is_no_organisation() -> None:
    assert _organisations("Det står i verkets föreskrifter (BFX 2021:3) från Boverket.\n") == {"Boverket"}


def test_a_heading_that_runs_into_the_next_line_hides_no_name() -> None:
    found = _organisations("Vi vet mer om detta nu. UtbildningarBoverket ska se över behovet av platser.\n")
    assert "Boverket" in found


def test_what_somebody_proposes_is_no_assignment() -> None:
    told = "regeringen ger Boverket i uppdrag att främja byggande i trä."
    assert "assignedTo" in {p for _, p, _ in _relations("R" + told[1:])}
    assert "assignedTo" not in {p for _, p, _ in _relations(f"Statskontoret föreslår att {told}")}
    paid = "Boverket finansierar projektet Gröna tak."
    assert "funds" in {p for _, p, _ in _relations(f"Statskontoret säger att {paid}")}
    assert "funds" not in {p for _, p, _ in _relations(f"Statskontoret vill att {paid}")}


def test_the_size_of_a_file_is_no_organisation() -> None:
    assert _organisations("Ladda ner rapporten från Boverket (pdf, 1,2 MB)") == {"Boverket"}
