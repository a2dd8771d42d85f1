"""Lists of persons under a heading: who sits on a board, in a group, who takes part."""

from __future__ import annotations

from innograph.link import facts
from innograph.read import read_text

_Relations = set[tuple[str, str, str]]


def _relations(text: str, title: str | None = None, publisher: str = "") -> _Relations:
    """The relations of a Swedish page, read as its lines show it, with labels for names."""
    head = f"title: {title}\n" if title else ""
    head += f"publisher: {publisher}\n" if publisher else ""
    article = read_text(f"---\n{head}language: sv\n---\n\n{text}", id="x", format="markdown" if "## " in text else None)
    found = facts(article).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


_BOARD = """Boverkets insynsråd har sju ledamöter.

Ordförande
Anna Ek (S), Kumla kommun

Vice ordförande
Bo Lind (M), Region Skåne

Övriga ledamöter
Eva Berg, ordförande, Lekebergs kommun

Karin Nyman, rektor, Umeå universitet

Ida Sund

Frågor? Ring växeln.

Per Holm, pressekreterare
"""


def test_seats_in_headings_hold_for_the_list_under_them() -> None:
    found = _relations(_BOARD)
    members = {s for s, p, o in found if p == "memberOf" and o == "Boverket"}
    assert members == {"Anna Ek", "Bo Lind", "Eva Berg", "Karin Nyman", "Ida Sund"}
    assert ("Anna Ek", "hasRole", "ordförande") in found
    assert ("Bo Lind", "hasRole", "vice ordförande") in found
    assert ("Karin Nyman", "hasRole", "vice ordförande") not in found


def test_who_heads_a_municipality_in_a_boards_list_works_there() -> None:
    found = _relations(_BOARD)
    assert ("Eva Berg", "worksFor", "Lekebergs kommun") in found
    assert not any(p == "memberOf" and o == "Lekebergs kommun" for _, p, o in found)
    assert ("Anna Ek", "worksFor", "Kumla kommun") in found


def test_a_list_after_an_introducing_sentence_goes_on_over_titles_on_lines_of_their_own() -> None:
    text = "I Boverkets styrelse ingår följande ledamöter:\n\nOrdförande:\nAnna Ek\nGeneraldirektör, Skatteverket\n"
    text += "Ledamöter:\nBo Lind\nRiksdagsledamot (S)\nEva Berg\nRektor, Umeå universitet\n"
    found = _relations(text)
    assert {s for s, p, o in found if p == "memberOf" and o == "Boverket"} == {"Anna Ek", "Bo Lind", "Eva Berg"}
    assert ("Anna Ek", "hasRole", "ordförande") in found


def test_a_group_of_its_own_is_named_by_its_heading() -> None:
    text = "Ledamöter i vattendelegationen för Mellansjön är:\n\n- Anna Ek, landshövding\n- Bo Lind, docent\n"
    found = _relations(text)
    assert ("Anna Ek", "memberOf", "Vattendelegationen för Mellansjön") in found
    assert ("Bo Lind", "memberOf", "Vattendelegationen för Mellansjön") in found


def test_a_projects_group_takes_part_in_the_project_of_the_title() -> None:
    text = "Projektet utgår från projektet Gröna tak.\n\n"
    text += "Projektdeltagare\n\nAnna Ek, Boverket\n\nBo Lind, Skatteverket\n\n"
    text += "Referensgrupp\n\nEva Berg, Kumla kommun\n\nPer Holm, Umeå universitet\n"
    found = _relations(text, title="Om projektet Digitala kvarter")
    for name in ("Anna Ek", "Bo Lind", "Eva Berg", "Per Holm"):
        assert (name, "participatesIn", "Digitala kvarter") in found


def test_prose_about_persons_is_no_list() -> None:
    text = "Boverkets styrelse möttes i går.\n\nStyrelsen\n\nAnna Ek säger att det går bra.\n\nBo Lind höll inte med.\n"
    assert not any(p == "memberOf" for _, p, _ in _relations(text))


def test_a_group_without_a_name_is_called_by_its_noun() -> None:
    text = "Regeringen tillsätter en ny klimatberedning.\n\nKlimatberedningen ska ge råd.\n\n"
    text += "Ledamöterna:\n\n- Anna Ek, professor\n- Bo Lind, rektor\n"
    found = _relations(text, publisher="Vinnova")
    members = {(s, o) for s, p, o in found if p == "memberOf"}
    assert members == {("Anna Ek", "Klimatberedningen"), ("Bo Lind", "Klimatberedningen")}


def test_the_short_and_the_definite_name_of_a_body_are_the_body() -> None:
    text = "Regionala rådet möts ofta. Rådets medlemmar representerar följande organisationer;\n\n"
    text += "- Boverket\n- Kumla kommun\n"
    found = _relations(text, title="Regionalt råd för räddningstjänst")
    members = {(s, o) for s, p, o in found if p == "memberOf"}
    assert members == {(s, "Regionalt råd för räddningstjänst") for s in ("Boverket", "Kumla kommun")}


def test_a_named_body_as_heading_lists_its_members() -> None:
    found = _relations("Styrgruppen för trygga hem\n\nAnna Ek, rektor\n\nBo Lind, docent\n\nEva Berg, Boverket\n")
    assert {s for s, p, o in found if p == "memberOf" and o == "Styrgruppen för trygga hem"} == {
        "Anna Ek",
        "Bo Lind",
        "Eva Berg",
    }


def test_more_spaces_than_one_part_no_words() -> None:
    article = read_text("---\nlanguage: sv\n---\n\nAnna  Ek,   enhetschef på  Boverket, svarar.\n", id="x")
    found = facts(article).to_json()
    assert {r["p"] for r in found["relations"]} == {"hasRole", "worksFor"}
    for relation in found["relations"]:
        evidence = relation["evidence"]
        assert article.text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert {m["text"] for e in found["entities"] for m in e["mentions"]} == {"Anna  Ek", "Boverket"}


def test_a_list_may_stand_behind_its_heading() -> None:
    text = "Boverkets styrelse är ny.\n\nOrdförande: Anna Ek\n\n"
    text += "Ledamöter: Bo Lind, Umeå universitet; Eva Berg, Skatteverket\n"
    found = _relations(text)
    assert {s for s, p, o in found if p == "memberOf" and o == "Boverket"} == {"Anna Ek", "Bo Lind", "Eva Berg"}
    assert ("Anna Ek", "hasRole", "ordförande") in found


_SEMINARS = """Boverket är på plats under Bostadsveckan. Bostadsveckan pågår i fem dagar.

## Vem bygger för de unga?

Seminariet handlar om pengar.

Medverkande:

- Anna Ek, Skatteverket
- Bo Lind, Kumla kommun
"""


def test_who_speaks_under_a_seminars_heading_takes_part_in_the_seminar() -> None:
    found = _relations(_SEMINARS, title="Möt oss i vår")
    assert {(s, o) for s, p, o in found if p == "participatesIn" and s != "Boverket"} == {
        ("Anna Ek", "Vem bygger för de unga?"),
        ("Bo Lind", "Vem bygger för de unga?"),
    }


def test_heading_of_other_people_ends_a_list() -> None:
    text = "Ledamöter i Boverkets insynsråd\n\nAnna Ek, rektor\n\nBo Lind, docent\n\nInformationsansvarig\n\nEva Berg\n"
    found = _relations(text)
    assert {s for s, p, o in found if p == "memberOf" and o == "Boverket"} == {"Anna Ek", "Bo Lind"}


def test_a_seat_below_a_name_is_that_persons() -> None:
    text = "Boverkets styrelse har tre ledamöter.\n\nAnna Ek\nordförande\nanna.ek@kumla.se\n\n"
    found = _relations(text + "Bo Lind\nvice ordförande\n\nEva Berg\nledamot\n", title="Styrelsen")
    assert {s for s, p, o in found if p == "memberOf" and o == "Boverket"} == {"Anna Ek", "Bo Lind", "Eva Berg"}
    assert {(s, o) for s, p, o in found if p == "hasRole"} == {
        ("Anna Ek", "ordförande"),
        ("Bo Lind", "vice ordförande"),
        ("Eva Berg", "ledamot"),
    }


def test_a_short_noun_is_the_body_that_the_title_names() -> None:
    text = "Boverket har tillsatt en expertpanel. Panelens medlemmar är:\n\n- Anna Ek\n- Bo Lind\n"
    found = _relations(text, title="Expertpanel för vattenfrågor")
    assert {o for _, p, o in found if p == "memberOf"} == {"Expertpanel för vattenfrågor"}


def test_a_list_may_be_sentences_of_one_paragraph() -> None:
    text = (
        "Boverkets styrelse består av:\n\nAnna Ek, ordförande, Skatteverket. Bo Lind, rektor, Umeå universitet. "
        "Eva Berg, chef, Formas. Ersättare: Ida Sund, strateg, Vinnova.\n\n"
        "Eva Nyman har skrivit mer om styrelsen i sin blogg."
    )
    members = {s for s, p, o in _relations(text) if p == "memberOf" and o == "Boverket"}
    assert members == {"Anna Ek", "Bo Lind", "Eva Berg", "Ida Sund"}


def test_whose_title_it_is_may_begin_a_line_of_a_list() -> None:
    text = "Bostadsveckan 2023 pågår.\n\nTalare:\n\nBoverkets enhetschef Anna Ek\n\nUmeå universitets rektor Bo Lind"
    speakers = {s for s, p, o in _relations(text) if p == "participatesIn" and o == "Bostadsveckan 2023"}
    assert speakers >= {"Anna Ek", "Bo Lind"}


def test_any_heading_over_persons_with_a_word_for_members_goes_on_with_the_board() -> None:
    text = """Boverkets styrelse 2018–2019

Representanter valda av föreningen:

Anna Ek, ordförande
Bo Lind
Eva Berg

Region Skånes representanter:

Ulf Holm (S) med suppleant Ida Sund (M)
Karin Nyman (C), suppleant Per Ström (L)

Valberedning

Lars Nilsson
Nils Ekman
"""
    found = _relations(text, title="Årsmöte")
    members = {s for s, p, o in found if p == "memberOf" and o == "Boverket"}
    assert members == {"Anna Ek", "Bo Lind", "Eva Berg", "Ulf Holm", "Ida Sund", "Karin Nyman", "Per Ström"}


def test_a_word_for_members_inside_the_title_of_a_talk_makes_no_list() -> None:
    text = "Hot mot medlemmar på nätet\n\nAnna Ek, rektor, Formas\n\nBo Lind, chef, Boverket\n"
    assert not any(p == "memberOf" for _, p, _ in _relations(text, title="Tryggt valår", publisher="Kumla kommun"))


def test_a_group_that_its_heading_calls_by_a_noun_is_the_body() -> None:
    text = "Boverket och Formas bidrar.\n\nReferensgruppen har utsetts av ledningen och består av följande:\n\n"
    found = _relations(text + "Anna Ek\n\nBo Lind\n\nEva Berg\n", title="Ny grupp utsedd")
    assert {s for s, p, o in found if (p, o) == ("memberOf", "Referensgruppen")} == {"Anna Ek", "Bo Lind", "Eva Berg"}


def test_an_item_in_small_letters_is_no_heading() -> None:
    text = "Boverkets styrelse\n\nAnna Ek, ledamot\n\n- sitter i styrgruppen för vårmötet\n\nBo Lind, ledamot\n"
    assert {o for s, p, o in _relations(text, title="Styrelsen") if p == "memberOf"} == {"Boverket"}


def test_seats_on_a_page_whose_title_is_a_council_are_the_councils() -> None:
    text = "Socialstyrelsen bereder ärenden.\n\nSocialstyrelsen\n\nOrdförande: Anna Ek\n\nErsättare: Bo Lind\n\n"
    found = _relations(
        text + "Södra regionen\n\nLedamot: Eva Berg (S), Region Skåne\n", "Läkemedelsnämnden", "Socialstyrelsen"
    )
    assert {(s, o) for s, p, o in found if p == "memberOf"} == {
        ("Anna Ek", "Läkemedelsnämnden"),
        ("Bo Lind", "Läkemedelsnämnden"),
        ("Eva Berg", "Läkemedelsnämnden"),
    }


def test_the_years_of_a_term_are_no_part_of_a_groups_name() -> None:
    text = (
        "Formas har en grupp för frågan.\n\nVattenpolitisk strategigrupp för mandatperioden 2019-2023\n\nLedamöter\n\n"
    )
    found = _relations(
        text + "Anna Ek (M), Boverket\n\nBo Lind (S), Skatteverket\n", title="Vattenpolitisk strategigrupp"
    )
    assert {o for _, p, o in found if p == "memberOf"} == {"Vattenpolitisk strategigrupp"}


def test_a_heading_run_into_a_name_is_no_part_of_it() -> None:
    text = "Boverkets styrelse\n\nAnna Ek Styrelse\n\nAnna Ek\n\nOrdförande\n\nBo Lind Styrelse\n\nBo Lind\n"
    assert {s for s, p, o in _relations(text, title="Styrelsen") if p == "memberOf"} == {"Anna Ek", "Bo Lind"}


def test_a_projects_own_board_takes_part_in_the_project() -> None:
    text = """Skogsresan är ett projekt som ägs av Kumla kommun.

Projektets styrelse styr arbetet. Idag består styrelsen av:

- Anna Ek (M), ordförande, Kumla kommun
- Bo Lind, Region Skåne
"""
    found = _relations(text, title="Organisation")
    assert {(s, o) for s, p, o in found if p == "participatesIn"} >= {
        ("Anna Ek", "Skogsresan"),
        ("Bo Lind", "Skogsresan"),
    }
    assert not any(p == "memberOf" for _, p, _ in found)


def test_the_headings_of_a_tables_columns_do_not_end_a_list() -> None:
    text = "Boverkets styrelse\n\nNamn\n\nOrganisation\n\nAnna Ek\n\nFormas, chef\n\nBo Lind\n\nRegion Skåne\n"
    assert {s for s, p, o in _relations(text, "Styrelsen") if (p, o) == ("memberOf", "Boverket")} == {
        "Anna Ek",
        "Bo Lind",
    }


def test_houses_before_their_persons_are_members_of_the_board_that_a_sentence_names() -> None:
    text = """Under 2023 ingår följande organisationer i Biosfärområde Ekdalens styrelse. Styrelsen beslutar om planen.

- Kumla kommun, Anna Ek, politisk representant
- Region Skåne, Bo Lind
- Naturskyddsföreningen Gävleborg, Eva Berg

Kumla kommun bidrar med personal.
"""
    found = {(s, o) for s, p, o in _relations(text, title="Organisation") if p == "memberOf"}
    names = ("Kumla kommun", "Anna Ek", "Region Skåne", "Bo Lind", "Naturskyddsföreningen Gävleborg", "Eva Berg")
    assert found == {(name, "Biosfärområde Ekdalen") for name in names}


def test_a_title_with_a_word_for_an_event_is_no_project() -> None:
    text = "Programmet handlar om klimatet. Bland andra medverkar Anna Ek, forskare, och Bo Lind, chef på Boverket."
    found = _relations(text, title="Almedalsseminarium om klimatanpassning")
    speakers = {s for s, p, o in found if (p, o) == ("participatesIn", "Almedalsseminarium om klimatanpassning")}
    assert speakers == {"Anna Ek", "Bo Lind"}


def test_a_title_that_is_a_groups_noun_is_no_project() -> None:
    text = "För att stödja projektet finns en referensgrupp.\n\nMedlemmarna i referensgruppen är:\n\n"
    found = _relations(text + "- Anna Ek, Kumla kommun\n- Bo Lind, Formas\n", title="Referensgrupp")
    assert {s for s, p, o in found if p == "memberOf" and o.startswith("Referensgrupp")} == {"Anna Ek", "Bo Lind"}


def test_a_councils_chair_before_the_name_is_a_member_of_the_council() -> None:
    text = "Klimatpolitiska rådets vice ordförande Anna Ek och Europeiska rådets ordförande Bo Lind talade."
    found = _relations(text, title="Hem")
    assert {("Anna Ek", "memberOf", "Klimatpolitiska rådet"), ("Anna Ek", "hasRole", "vice ordförande")} <= found
    assert ("Bo Lind", "memberOf", "Europeiska rådet") in found


def test_the_board_that_a_newspaper_tells_of_is_not_its_own() -> None:
    text = "Museet i Kumla har fått en ny styrelse.\n\nStyrelsens ledamöter är:\n\nAnna Ek, rektor\n\nBo Lind, docent\n"
    assert not any(p == "memberOf" for _, p, _ in _relations(text, title="Ny styrelse", publisher="Kumla Tidning"))


def test_whoever_a_page_on_a_new_council_lists_belongs_to_it_whatever_the_headings() -> None:
    text = """Skogsrådet är utsett av parterna.

Liv på land:

- Professor Anna Ek från Umeå universitet
- Professor Bo Lind från Lunds universitet
- Professor Eva Berg från Umeå universitet

Liv i vatten:

- Docent Ida Sund från Lunds universitet
"""
    found = _relations(text, title="Sverige har fått ett Skogsråd")
    assert {s for s, p, o in found if (p, o) == ("memberOf", "Skogsrådet")} == {
        "Anna Ek",
        "Bo Lind",
        "Eva Berg",
        "Ida Sund",
    }


def test_a_house_before_a_colon_is_the_persons_behind_it_and_no_body_of_a_list() -> None:
    text = "Medlemmarna i Skogsrådet är:\n\n- Boverket: Enhetschef Anna Ek\n- Skogsägarna: Chef Bo Lind\n"
    found = _relations(text + "- Formas: Eva Berg\n\nSidansvarig: Per Ström\n", title="Skogsrådet")
    members = {(s, o) for s, p, o in found if p == "memberOf"}
    assert members == {(name, "Skogsrådet") for name in ("Anna Ek", "Bo Lind", "Eva Berg")}


def test_where_the_members_of_a_group_come_from_is_not_what_they_are_members_of() -> None:
    text = (
        "Regeringen har tillsatt en expertgrupp.\n\n"
        "I expertgruppen ingår:\n\n- Ida Sund, forskare\n- Per Holm, jurist\n\n"
        "I expertgruppen ingår också sakkunniga från Boverket:\n\n- Anna Ek, utredare\n- Bo Lind, jurist\n"
    )
    members = {(s, o) for s, p, o in _relations(text) if p == "memberOf"}
    assert members == {(name, "Expertgruppen") for name in ("Ida Sund", "Per Holm", "Anna Ek", "Bo Lind")}


def test_titles_in_the_plural_over_a_list_are_no_body() -> None:
    text = (
        "Här är Sveriges kulturråd.\n\nSveriges kulturråd\n\n- Anna Ek, Berlin\n- Bo Lind, London\n- Eva Berg, Paris\n"
    )
    assert not {o for _, p, o in _relations(text) if p == "memberOf"}


def test_the_panel_of_an_event_is_no_body() -> None:
    text = "Den 4 maj samtalar vi.\n\nI panelen: Anna Ek (S), regionråd, Bo Lind (M), kommunalråd, och Eva Berg.\n"
    found = _relations(text, title="Dialogmöte om ensamhet")
    assert {(s, p) for s, p, o in found if o == "Dialogmöte om ensamhet"} >= {
        (name, "participatesIn") for name in ("Anna Ek", "Bo Lind", "Eva Berg")
    }
    assert not [s for s, p, _ in found if p == "memberOf"]


def test_under_from_a_house_stand_those_who_work_there() -> None:
    text = "Styrgruppens ledamöter:\n\nFrån Region Skåne:\n\nAnna Ek (C), ordförande\nBo Lind (KD)\nEva Dahl (M)"
    found = _relations(text, "Politisk styrgrupp Vård i samverkan")
    assert {s for s, p, o in found if (p, o) == ("worksFor", "Region Skåne")} >= {"Bo Lind", "Eva Dahl"}


def _members(found: _Relations, body: str) -> set[str]:
    return {s for s, p, o in found if p == "memberOf" and o == body}


def test_members_stand_behind_the_fields_that_they_stand_for() -> None:
    text = (
        "Expertgruppen för vattenfrågor (EVA) är en oberoende grupp.\n\n"
        "För närvarande besätts platserna i EVA enligt följande:\n\n"
        "  • Hydrologi: Anna Ek (ordförande från 2019), Bo Lind\n  • Geologi: Eva Berg\n  • Juridik: Ida Sund\n"
    )
    found = _relations(text, "Organisation")
    assert _members(found, "Expertgruppen för vattenfrågor") == {"Anna Ek", "Bo Lind", "Eva Berg", "Ida Sund"}


def test_one_label_makes_no_list_by_fields() -> None:
    text = "Expertgruppen för vattenfrågor består av:\n\n"
    text += "  • Anna Ek, rektor\n  • Bo Lind, professor\n  • Grafisk form: Ida Sund\n"
    assert "Ida Sund" not in _members(_relations(text, "Organisation"), "Expertgruppen för vattenfrågor")


def test_a_sentence_that_tells_of_whom_a_body_consists_opens_the_list_below_it() -> None:
    text = (
        "Digitaliseringsdelegationen består av tre experter som utses av regeringen.\n\n"
        "Anna Ek, ordförande\nBo Lind, professor, Umeå universitet\nEva Berg, it-chef, Region Skåne\n"
    )
    assert _members(_relations(text, "Om oss"), "Digitaliseringsdelegationen") == {"Anna Ek", "Bo Lind", "Eva Berg"}


def test_what_consists_of_things_opens_no_list() -> None:
    text = (
        "Digitaliseringsdelegationen skriver en rapport. Rapporten består av tre delar.\n\n"
        "Anna Ek, professor, Umeå universitet\nBo Lind, professor\nEva Berg, it-chef, Region Skåne\n"
    )
    assert not _members(_relations(text, "Rapport"), "Digitaliseringsdelegationen")


def test_the_board_in_a_heading_is_the_one_with_an_adjective() -> None:
    text = (
        "Klimatpolitiska nämnden ger råd till regionen.\n\nI nämnden ingår:\n\n"
        " • Miljö: Anna Ek, professor, Umeå universitet\n • Ekonomi: Bo Lind, docent\n"
    )
    assert _members(_relations(text, "Ledamöter"), "Klimatpolitiska nämnden") == {"Anna Ek", "Bo Lind"}
