"""Swedish: who works together beyond the names of one sentence: towns, those who join, who shares an assignment."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _relations(text: str, publisher: str = "", language: str = "sv") -> set[tuple[str, str, str]]:
    head = f"---\nlanguage: {language}\n{f'publisher: {publisher}' if publisher else ''}\n---\n"
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


def _pairs(text: str, language: str = "sv") -> set[frozenset[str]]:
    return {frozenset((s, o)) for s, p, o in _relations(text, language=language) if p == "collaboratesWith"}


@pytest.mark.parametrize(
    ("language", "text", "pairs"),
    [
        ("sv", "Malmö, Göteborg och Kumla går samman i en gemensam upphandling.", 3),
        ("sv", "Kumla kommun samarbetar med Örebro och Hallsberg om skolskjuts.", 2),
        ("sv", "Ett samarbete mellan Örebro och Kumla har inletts.", 1),
        ("sv", "Företagen i Malmö, Göteborg och Kumla samarbetar om bussar.", 0),
        ("sv", "Forskare från Malmö och Kumla samarbetar om bussar.", 0),
        ("nb", "Bergen og Trondheim samarbeider om bussene.", 1),
        ("nb", "Bedriftene i Bergen og Trondheim samarbeider om bussene.", 0),
        ("da", "Odense og Aarhus samarbejder om busserne.", 1),
        ("da", "Virksomhederne i Odense og Aarhus samarbejder om busserne.", 0),
    ],
)
def test_towns_that_cooperate_are_municipalities(language: str, text: str, pairs: int) -> None:
    assert len(_pairs(text, language)) == pairs


def test_towns_that_take_part_are_municipalities() -> None:
    found = _relations("Örebro, Kumla och Hallsberg deltar i projektet Digitala kvarter.")
    assert ("Kumla kommun", "participatesIn", "Digitala kvarter") in found


def test_who_joins_works_with_all_who_do_already() -> None:
    text = "Boverket och Skatteverket har tecknat en avsiktsförklaring. Även Trafikverket ansluter sig till samarbetet."
    assert len(_pairs(text)) == 3


def test_who_joins_a_hub_works_with_the_hub() -> None:
    text = "Boverket samarbetar med Skatteverket och Trafikverket. I samarbetet ingår även Kumla kommun."
    assert frozenset(("Kumla kommun", "Boverket")) in _pairs(text)
    assert frozenset(("Kumla kommun", "Skatteverket")) not in _pairs(text)


def test_each_who_has_the_assignment_works_with_the_partner_and_not_with_the_others() -> None:
    text = (
        "Regeringen ger Boverket och Trafikverket i uppdrag att se över byggreglerna. "
        "Myndigheterna ska i arbetet samverka med Skatteverket."
    )
    assert _pairs(text) == {frozenset(("Boverket", "Skatteverket")), frozenset(("Trafikverket", "Skatteverket"))}


def test_who_reported_together_have_the_assignment() -> None:
    text = (
        "Boverket har i dag, tillsammans med Trafikverket, överlämnat slutrapporten i regeringsuppdraget att arbeta "
        "med bättre byggregler till regeringen."
    )
    task = "Arbeta med bättre byggregler"
    assert {(task, "assignedTo", "Boverket"), (task, "assignedTo", "Trafikverket")} <= _relations(text)


def test_what_is_proposed_is_no_assignment() -> None:
    text = "Bland annat föreslås att Boverket får ett utökat uppdrag att samverka med Skatteverket."
    assert not [f for f in _relations(text) if f[1] == "assignedTo"]


def test_until_then_is_now() -> None:
    found = _relations("Fram till dess leds Boverket av överdirektör Anna Ek.")
    assert ("Anna Ek", "leads", "Boverket") in found
    assert not [f for f in _relations("Fram till 2019 leddes Boverket av Anna Ek.") if f[1] == "leads"]


def test_an_unknown_name_that_somebody_manages_is_a_project() -> None:
    found = _relations(
        "– Det går bra, säger Anna Ek, forskare på Boverket och projektledare för Självkörande stadstrafik."
    )
    assert ("Anna Ek", "leads", "Självkörande stadstrafik") in found
    assert {o for _, p, o in found if p == "worksFor"} == {"Boverket"}


def test_signatories_under_a_text_on_money_are_no_projects() -> None:
    text = (
        "Vi föreslår att Boverket får samarbeta med andra om ett nationellt beställarstöd.\n\n"
        "Anna Ek, näringspolitisk expert, Teknikföretagen\nBo Lind, professor i byggteknik, KTH\n"
    )
    assert not [f for f in _relations(text) if f[1] == "participatesIn"]


def test_a_number_of_parties_are_all_that_the_sentence_before_names() -> None:
    text = (
        "Umeå universitet har tillsammans med Region Skåne och Kumla kommun tagit initiativ till en arena. "
        "Den drivs som ett partnerskap mellan de tre parterna."
    )
    assert len(_pairs(text)) == 3


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "På tisdagen samlades generaldirektörerna för Boverket och Formas för att signera en avsiktsförklaring.",
            1,
        ),
        ("I går undertecknade rektorerna för Umeå universitet och Lunds universitet en avsiktsförklaring.", 1),
        ("Tjänsten finansieras gemensamt av Boverket, Formas och Region Skåne.", 0),
        ("Tjänsten utvecklas gemensamt av Boverket, Formas och Region Skåne.", 3),
    ],
)
def test_who_signs_and_who_pays(text: str, pairs: int) -> None:
    assert len(_pairs(text)) == pairs


def test_a_comma_before_a_person_gives_no_house_to_the_one_before() -> None:
    found = _relations("Medverkar gör Karl Sand, Anna Ek från Boverket och Bo Lind, strateg på Formas.")
    assert {(s, o) for s, p, o in found if p == "worksFor"} == {("Anna Ek", "Boverket"), ("Bo Lind", "Formas")}


def test_seats_in_groups_and_titles_behind_som() -> None:
    found = _relations("Styrgruppens ordförande är Anna Ek. Centret finns vid Boverket, med Bo Lind som samordnare.")
    assert {("Anna Ek", "hasRole", "ordförande"), ("Bo Lind", "hasRole", "samordnare")} <= found
    assert ("Bo Lind", "worksFor", "Boverket") in found


def test_a_project_named_behind_its_noun() -> None:
    text = (
        "I höst startar Boverket ett första projekt, Smarta vårdflöden, med Formas. Projektet finansieras av Vinnova."
    )
    assert ("Vinnova", "funds", "Smarta vårdflöden") in _relations(text)


def test_the_governments_own_page_gives_every_assignment_on_it() -> None:
    text = (
        "Regeringen har beslutat att förlänga uppdraget till Boverket och Formas att se över byggreglerna.\n\n"
        "Därutöver ges Trafikverket i uppdrag att utveckla tillgången till kartor."
    )
    found = _relations(text, publisher="Regeringskansliet")
    assert ("Utveckla tillgången till kartor", "assignedBy", "Regeringen") in found
    assert ("Se över byggreglerna", "assignedTo", "Formas") in found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Till ny generaldirektör för Boverket har regeringen utsett Anna Ek.", "generaldirektör"),
        ("Som ny chef för Boverkets digitaliseringsenhet har Anna Ek rekryterats.", "chef"),
        ("Den 1 mars tar Anna Ek över som generaldirektör för Boverket efter Bo Lind.", "generaldirektör"),
        ("Vid årsskiftet efterträds Bo Lind av Anna Ek som generaldirektör på Boverket.", "generaldirektör"),
        ("Anna Ek går från Formas till Boverket, där hon blir avdelningschef.", "avdelningschef"),
        ("Anna Ek, tidigare utredare vid Formas, är ny jurist på Boverket.", "jurist"),
    ],
)
def test_who_is_appointed_told_in_other_orders(text: str, title: str) -> None:
    found = _relations(text)
    assert {("Anna Ek", "worksFor", "Boverket"), ("Anna Ek", "hasRole", title)} <= found
    assert {s for s, p, _ in found if p == "worksFor"} == {"Anna Ek"}


def test_where_somebody_comes_from_is_no_house_any_more() -> None:
    text = "Anna Ek är ny enhetschef på Boverket. Närmast kommer hon från Formas där hon arbetat som strateg."
    assert {o for _, p, o in _relations(text) if p == "worksFor"} == {"Boverket"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boverket bygger tillsammans med Familjen Helsingborg och Visit Umeå.", "Visit Umeå"),
        ("Boverket bygger tillsammans med Science Park Borås.", "Science Park Borås"),
        ("Projektet Hållbara nordiska städer leds av Boverket.", "Hållbara nordiska städer"),
        ("Projektet Trygga äldre hemma leds av Boverket.", "Trygga äldre hemma"),
    ],
)
def test_names_are_not_cut_at_a_town_or_an_adjective(text: str, name: str) -> None:
    assert name in {thing for s, _, o in _relations(text) for thing in (s, o)}


@pytest.mark.parametrize(
    "text",
    [
        "Transportstyrelsens och Trafikverkets gemensamma arbete med drönare ger resultat.",
        "I Boden jobbar Transportstyrelsen och Trafikverket ihop med sju städer.",
        "Transportstyrelsen och Trafikverket har länge haft en gemensam upphandlingsenhet.",
        "Sedan tidigare deltar också Transportstyrelsen i ett liknande samarbete med Trafikverket.",
        "Transportstyrelsen och Trafikverket ska utbyta kunskap om drönare.",
    ],
)
def test_ways_to_work_together(text: str) -> None:
    assert frozenset(("Transportstyrelsen", "Trafikverket")) in _pairs(text)


def test_those_who_get_an_assignment_with_a_partner_do_not_cooperate_for_it() -> None:
    text = (
        "Boverket och Skatteverket fick 2018 i uppdrag att tillsammans med Formas som samordnande myndighet "
        "analysera bostadsdata."
    )
    assert frozenset(("Boverket", "Skatteverket")) not in _pairs(text)
    assert ("Analysera bostadsdata", "assignedTo", "Boverket") in _relations(text)


def test_a_headline_on_cooperation_is_no_project() -> None:
    text = (
        "---\nlanguage: sv\ntitle: Unikt samarbete kring vatten\n---\n"
        "Boverket och Formas inleder ett partnerskap. I partnerskapet ingår även Skatteverket. Satsningen är ny."
    )
    found = facts(read_text(text, id="x", format="markdown")).to_json()
    assert not [e for e in found["entities"] if e["type"] == "Project"]
    assert len([r for r in found["relations"] if r["p"] == "collaboratesWith"]) == 3


def test_what_agencies_are_told_to_do_together_is_the_assignment() -> None:
    given = "Regeringen ger Boverket och Formas i uppdrag att se över byggreglerna. "
    assert not _pairs(given + "Uppdraget innebär att myndigheterna ska samarbeta för att förenkla reglerna.")
    assert not _pairs(given + "Boverket och Formas ska gemensamt redovisa uppdraget i mars.")
    assert len(_pairs(given + "Myndigheterna samarbetar redan i dag om kartor.")) == 1


def test_assignments_listed_with_their_partners() -> None:
    text = (
        "Boverket har redovisat två regeringsuppdrag.\n\n"
        "- Uppdrag att utveckla stödet till kommunerna\n"
        "- Uppdrag att tillsammans med Skatteverket stärka samordningen kring bostäder\n"
    )
    found = _relations(text)
    assert ("Stärka samordningen kring bostäder", "assignedTo", "Boverket") in found
    assert ("Utveckla stödet till kommunerna", "assignedTo", "Boverket") in found
    assert _pairs(text) == {frozenset(("Boverket", "Skatteverket"))}


def test_who_else_orders_a_study_is_no_assignment() -> None:
    text = "Det har forskare vid Umeå universitet undersökt på uppdrag av Malmö stad och Naturvårdsverket."
    assert not [f for f in _relations(text) if f[1].startswith("assigned")]


def test_the_programme_that_pays_is_not_the_project_spoken_of() -> None:
    text = (
        "Boverket driver projektet Cirkulära rum. Det ingår i innovationsprogrammet RE:Source.\n\n"
        "I projektet medverkar också Kinnarps och Vasakronan."
    )
    found = _relations(text)
    assert ("Kinnarps", "participatesIn", "Cirkulära rum") in found
    assert not [f for f in found if f[1] == "participatesIn" and f[2] != "Cirkulära rum"]


def test_a_colon_between_two_capitals_and_a_word_is_of_the_name() -> None:
    text = "---\nlanguage: sv\n---\nBoverket driver projektet RE:Source. VD:Anna Ek deltar."
    found = facts(read_text(text, id="x", format="markdown")).to_json()
    assert {"RE:Source", "Anna Ek"} <= {e["label"] for e in found["entities"]}


@pytest.mark.parametrize(
    ("language", "text", "pairs"),
    [
        ("nb", "Kartverket samarbeider med Skatteetaten. I samarbeidet deltar også Bergen kommune.", 3),
        ("nb", "Kartverkets og Skatteetatens felles oppdrag er krevende.", 0),
        ("da", "I et fælles projekt har Geodatastyrelsen og Skattestyrelsen kortlagt behovene.", 1),
        (
            "de",
            "Das Umweltbundesamt kooperiert mit der Stadt Graz. Die Stadt Linz schließt sich der Kooperation an.",
            3,
        ),
        ("nl", "Rijkswaterstaat en ProRail werken samen. De gemeente Gouda sluit zich aan bij de samenwerking.", 3),
        ("en", "In a joint project, Lund University and the Swedish Tax Agency have mapped the needs.", 1),
    ],
)
def test_who_joins_and_joint_projects_in_other_languages(language: str, text: str, pairs: int) -> None:
    assert len(_pairs(text, language)) == pairs


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Kari Nes, prosjektleder for Grønn logistikk, er fornøyd."),
        ("da", "Mette Holm, projektleder for Grøn logistik, er glad."),
    ],
)
def test_an_unknown_name_that_somebody_manages_is_a_project_in_norwegian_and_danish(language: str, text: str) -> None:
    found = _relations(text, language=language)
    assert [p for _, p, _ in found if p == "leads"] and not [p for _, p, _ in found if p == "worksFor"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Forskare från Umeå universitet och Lunds universitet ska föreläsa under dagen.", 0),
        ("Forskare från Umeå universitet och Lunds universitet ska undersöka frågan.", 1),
        ("Boverket har ett ramavtal med Skanska.", 0),
        ("Boverket har ett samverkansavtal med Skanska.", 1),
        ("Boverket har tillsammans med 14 andra myndigheter, bland annat Formas, startat ett nätverk.", 1),
        ("Nu växlar Boverket och Formas upp samarbetet.", 1),
        ("Boverket och Formas tar nästa steg i samarbetet om data.", 1),
        (
            "Boverkets generaldirektör Anna Ek och Skatteverkets chef Bo Lind undertecknade i dag ett avtal.",
            1,
        ),
        ("Boverket tog i går emot en delegation från norska Kartverket för att utbyta erfarenheter.", 1),
        ("Boverket tog i går emot en delegation från norska Kartverket.", 0),
    ],
)
def test_joint_work_and_what_is_none(text: str, pairs: int) -> None:
    found = _relations(text)
    assert len({frozenset((s, o)) for s, p, o in found if p == "collaboratesWith"}) == pairs
    assert not [f for f in found if f[1] == "memberOf"]


def test_what_abbreviates_a_service_is_no_body() -> None:
    found = _relations("Skatteverket driver bastjänsten (JNB). JNB samverkar med Boverket.")
    assert "JNB" not in {s for s, _, _ in found} | {o for _, _, o in found}
