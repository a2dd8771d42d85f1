"""Lists of bodies: whose members they are."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _members(text: str, title: str, publisher: str = "") -> set[tuple[str, str]]:
    head = f"title: {title}\nlanguage: sv\n" + (f"publisher: {publisher}\n" if publisher else "")
    found = facts(read_text(f"---\n{head}---\n\n{text}", id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels[r["s"]], labels[r["o"]]) for r in found["relations"] if r["p"] == "memberOf"}


_LIST = """

- Kumla kommun
- Region Skåne
- Folkets hus och parker
- Brottsofferjouren Uppsala
- Boverket (två platser)

Kontakt

- Skatteverket
"""
_HEADINGS = ["Medlemmar", "I nätverket ingår:", "Följande kommuner och organisationer är medlemmar:"]


@pytest.mark.parametrize("heading", _HEADINGS)
def test_a_heading_holds_for_the_bodies_under_it(heading: str) -> None:
    text = f"Nätverket Klimatskolan samlar många. {heading}" if heading.endswith(":") else heading
    found = _members(text + _LIST, "Nätverket Klimatskolan")
    names = ("Kumla kommun", "Region Skåne", "Folkets hus och parker", "Brottsofferjouren Uppsala", "Boverket")
    assert found == {(name, "Nätverket Klimatskolan") for name in names}


def test_members_are_the_networks_of_the_title_whatever_networks_are_among_them() -> None:
    text = "Medlemmar\n\n- Nätverket Gröna Hus\n- Boverket\n- Alliansen Byggarna\n- Skatteverket\n"
    found = _members(text, "Nätverket Klimatskolan")
    assert {o for _, o in found} == {"Nätverket Klimatskolan"}
    assert {"Boverket", "Skatteverket"} <= {s for s, _ in found}


def test_a_sentence_is_no_heading() -> None:
    assert not _members("I nätverket ingår många.\n\n- Kumla kommun\n- Region Skåne\n", "Nätverket Klimatskolan")


def _partners(text: str, title: str) -> set[tuple[str, str]]:
    found = facts(read_text(f"---\ntitle: {title}\nlanguage: sv\n---\n\n{text}", id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels[r["s"]], labels[r["o"]]) for r in found["relations"] if r["p"] == "participatesIn"}


def test_any_heading_over_bodies_with_a_word_for_partners_is_of_the_pages_project() -> None:
    text = """Projektet utvecklar skolvägar i hela landet.

Deltagande kommuner och andra

- Kumla kommun
- Region Skåne
- Folkets hus och parker

Finansiär

Formas

Projektperiod

2020-2022
"""
    names = ("Kumla kommun", "Region Skåne", "Folkets hus och parker")
    assert _partners(text, "Trygga vägar") == {(name, "Trygga vägar") for name in names}


def test_former_members_are_none() -> None:
    assert not _members("Tidigare medlemmar:\n\n- Kumla kommun\n- Region Skåne\n- Boverket\n", "Nätverket Klimatskolan")


def test_places_a_line_each_stand_for_their_municipalities() -> None:
    head = "---\ntitle: Trygga vägar\nlanguage: sv\n---\n\nTrygga vägar är ett projekt om säkerhet.\n\n"
    for heading, towns in (("Följande kommuner deltar i projektet:", 3), ("Här har vi varit:", 0)):
        found = facts(read_text(f"{head}{heading}\nGävle\nSandviken\nHofors\n", id="x")).to_json()
        labels = {e["iri"]: e["label"] for e in found["entities"]}
        parts = {labels[r["s"]] for r in found["relations"] if r["p"] == "participatesIn"}
        assert len(parts) == towns
        assert not towns or parts == {"Gävle kommun", "Sandvikens kommun", "Hofors kommun"}


def test_a_heading_of_another_list_is_no_member() -> None:
    text = "Medlemmar\n\n- Kumla kommun\n- Region Skåne\n\nStyrgrupp\n\nAnna Ek, Kumla kommun\n\nBo Lind, Region Skåne"
    found = _members(text, "Nätverket Klimatskolan")
    assert ("Kumla kommun", "Nätverket Klimatskolan") in found
    assert not any("Styrgrupp" in member for member, _ in found)


def test_an_association_named_in_passing_is_not_whose_members_are_listed() -> None:
    text = "Boverket har partnerskap med Sveriges Allmännytta.\n\nMedlemmar\n\n- Kumla kommun\n\n- Region Skåne"
    assert not _members(text, "Nytt partnerskap ska hjälpa kommuner", "Boverket")


def test_the_cells_of_a_table_of_members_are_bodies_and_its_first_row_is_none() -> None:
    table = """Medlemmar per den 1 augusti 2024

| Kommuner | Regioner | Övriga |
|---|---|---|
| Kumla kommun | Region Skåne | Hallfors |
| Hallsbergs kommun | | |

Boverket skriver om nätverket."""
    found = _members(table, "Nätverket Klimatskolan")
    names = ("Kumla kommun", "Region Skåne", "Hallfors", "Hallsbergs kommun")
    assert found == {(name, "Nätverket Klimatskolan") for name in names}


def test_a_year_beside_a_member_in_a_table_is_its_year() -> None:
    table = "Medlemmar (2)\n\n| Medlem | Sedan |\n|---|---|\n| Kumla kommun | 2021 |\n| Region Skåne | 2022 |\n"
    names = ("Kumla kommun", "Region Skåne")
    assert _members(table, "Nätverket Klimatskolan") == {(name, "Nätverket Klimatskolan") for name in names}


@pytest.mark.parametrize(
    ("language", "lead", "members", "board", "member", "chair"),
    [
        ("sv", "Taxi (GTX) är ett nätverk för kommuner.", "Medlemmar", "Styrgrupp", "Kumla kommun", "Ordförande"),
        ("da", "Taxa (GTX) er et netværk for kommuner.", "Medlemmer", "Styregruppe", "Odense Kommune", "Formand"),
        ("nb", "Taxi (GTX) er et nettverk for kommuner.", "Medlemmer", "Styringsgruppe", "Bergen kommune", "Leder"),
        ("nl", "Taxi (GTX) is een netwerk van gemeenten.", "Leden", "Stuurgroep", "Gemeente Breda", "Voorzitter"),
        ("en", "Taxi (GTX) is a network of councils.", "Members", "Steering group", "Leeds City Council", "Chair"),
    ],
)  # fmt: skip
def test_lists_on_the_page_of_a_network_are_its_own_whoever_publishes_it(
    language: str, lead: str, members: str, board: str, member: str, chair: str
) -> None:
    text = f"""{lead}

{members}

- {member}
- Lund University

{board}

{chair}: Anna Berg, {member}
Anna Lund, Lund University

The EU project SAFEBAY.
"""
    head = f"title: Taxi\nlanguage: {language}\npublisher: Hallfors\n"
    found = facts(read_text(f"---\n{head}---\n\n{text}", id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    of = {(labels[r["s"]], labels[r["o"]]) for r in found["relations"] if r["p"] == "memberOf"}
    assert {subject for subject, _ in of} >= {member, "Anna Berg", "Anna Lund"}
    assert {network for _, network in of} == {"GTX"}


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("da", "Medarbejdere", "Anne Jensen er konsulent, og Bo Hansen koordinerer kurserne."),
        ("nl", "Team", "Anne Jensen is adviseur en Bo Hansen coördineert de cursussen."),
        ("en", "Our team", "Anne Jensen is an adviser and Bo Hansen coordinates the courses."),
    ],
)
def test_text_under_a_heading_of_staff_tells_of_staff(language: str, heading: str, text: str) -> None:
    page = f"---\ntitle: Ekdal\nlanguage: {language}\npublisher: Ekdal AB\n---\n\nEkdal AB.\n\n{heading}\n\n{text}\n"
    found = facts(read_text(page, id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    employed = {(labels[r["s"]], labels[r["o"]]) for r in found["relations"] if r["p"] == "worksFor"}
    assert employed == {("Anne Jensen", "Ekdal AB"), ("Bo Hansen", "Ekdal AB")}


@pytest.mark.parametrize(
    ("language", "lead", "kinds", "watching"),
    [
        ("sv", "SAFEBAY är ett projekt om hamnar.", "Upphandlande städer", "Observatörer"),
        ("nb", "SAFEBAY er et prosjekt om havner.", "Deltakende byer", "Observatører"),
        ("da", "SAFEBAY er et projekt om havne.", "Indkøbende byer", "Observatører"),
        ("nl", "SAFEBAY is een project over havens.", "Inkopende steden", "Waarnemers"),
        ("de", "SAFEBAY ist ein Projekt über Häfen.", "Beschaffende Städte", "Beobachter"),
        ("en", "SAFEBAY is a project on ports.", "Procuring cities", "Observers"),
        ("fi", "SAFEBAY-hanke tutkii satamia.", "Hankkivat kaupungit", "Tarkkailijat"),
    ],
)
def test_kinds_of_bodies_head_those_who_take_part_on_a_projects_page(
    language: str, lead: str, kinds: str, watching: str
) -> None:
    lists = f"{kinds}\n\n- Lund University\n- Volvo\n\n{watching}\n\n- University of Oslo\n- SINTEF"
    page = f"---\ntitle: SAFEBAY\nlanguage: {language}\n---\n\n{lead}\n\n{lists}\n\nSuplevo\n"
    found = facts(read_text(page, id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    taking = {labels[r["s"]] for r in found["relations"] if r["p"] == "participatesIn"}
    assert len(taking) == 4 and "Volvo" in taking
    assert "Suplevo" not in labels.values()  # a line of its own below a list


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Løsningen leveres av Ekdal AS. Gründer Kari Moe er fornøyd."),
        ("da", "Løsningen leveres af Ekdal ApS. Stifter Anne Jensen er tilfreds."),
        ("nl", "De oplossing komt van Ekdal BV. Oprichter Anna de Wit is blij."),
        ("de", "Die Lösung kommt von der Ekdal GmbH. Gründerin Anna Berger freut sich."),
        ("en", "The solution comes from Ekdal Ltd. Managing director Anna Smith is pleased."),
    ],
)
def test_who_founded_or_runs_a_company_is_of_the_only_one_named(language: str, text: str) -> None:
    found = facts(read_text(f"---\ntitle: Nytt\nlanguage: {language}\n---\n\n{text}\n", id="x")).to_json()
    employed = [r for r in found["relations"] if r["p"] == "worksFor"]
    assert len(employed) == 1


def test_who_cancelled_or_is_asked_is_not_at_the_event_of_the_programme() -> None:
    text = """Forest Forum

10.00 Welcome
Anna Smith, Lund University
10.30 Boats
Bob Jones of Lund University has had to withdraw.
11.00 Lunch
Write to Eve Hill, manager at Lund University: eve@lund.example.
"""
    page = f"---\ntitle: Forest Forum 2025 – programme\nlanguage: en\n---\n\n{text}"
    found = facts(read_text(page, id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    assert {labels[r["s"]] for r in found["relations"] if r["p"] == "participatesIn"} == {"Anna Smith"}
