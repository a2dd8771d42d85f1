"""Titles beside a house without a preposition between them, in one line or two."""

from __future__ import annotations

import pytest

from innograph.extract.language import load_language
from innograph.extract.roles import RoleFinder
from innograph.extract.words import Lexicon
from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def read(text: str, language: str, title: str = "x", publisher: str = "Dagblad") -> Facts:
    page = f"---\ntitle: {title}\npublisher: {publisher}\n---\n\n{text}\n"
    return facts(read_text(page, id="x", language=language))


def said(text: str, language: str, title: str = "x", publisher: str = "Dagblad") -> set[str]:
    """What a text says of persons, as *subject predicate object*."""
    found = read(text, language, title, publisher)
    label = {e.iri: e.label for e in found.entities}
    claims = (c for c in found.claims if c.subject in label)
    return {f"{label[c.subject]} {c.predicate} {label.get(c.object, c.object)}" for c in claims}


def organisations(text: str, language: str) -> set[str]:
    return {e.label for e in read(text, language).entities if e.type == "Organization"}


@pytest.mark.parametrize(
    ("language", "text", "house"),
    [
        ("nl", "- Anna de Wit, bestuurslid\n  Directeur Museum Vught", "Museum Vught"),
        ("nl", "Anna de Wit\nZakelijk Directeur Stedelijk Museum", "Stedelijk Museum"),
        ("nl", "- Anna de Wit, lid\n  Directeur Koninklijk Sterrenplanetarium", "Koninklijk Sterrenplanetarium"),
        ("de", "Anna Berger\nVorstandsvorsitzende Volksbank Celle", "Volksbank Celle"),
        ("sv", "Anna Ek, ledamot\nGeneraldirektör Energimyndigheten", "Energimyndigheten"),
        ("da", "Anna Holm, bestyrelsesmedlem\nDirektør Danske Museer", "Danske Museer"),
        ("fi", "Anna Virtanen\nToimitusjohtaja Vesihuolto Oy", "Vesihuolto Oy"),
    ],
)
def test_a_title_before_a_house_is_no_part_of_its_name(language: str, text: str, house: str) -> None:
    assert organisations(text, language) == {house}
    assert any(fact.endswith(f" leads {house}") for fact in said(text, language))


def test_both_lines_of_an_item_belong_to_the_person() -> None:
    found = said("- Anna de Wit, bestuurslid\n  Directeur/Conservator Museum Vught", "nl")
    assert {f"Anna de Wit hasRole {role}" for role in ("bestuurslid", "directeur", "conservator")} <= found
    assert "Anna de Wit worksFor Museum Vught" in found
    assert not any("memberOf" in fact for fact in found)


def test_a_former_title_in_the_second_line_gives_no_fact() -> None:
    found = said("- Anna de Wit, zetel namens het Zeemuseum, vicevoorzitter\n  Voormalig Directeur Rabobank", "nl")
    assert "Anna de Wit worksFor Zeemuseum" in found
    assert not any("Rabobank" in fact for fact in found)


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("sv", "Anna Ek, ordförande\nMuseidirektör Arbetets Museum", "Anna Ek worksFor Arbetets Museum"),
        ("sv", "Anna Ek, ledamot\nOrdförande Kalmar läns museum", "Anna Ek memberOf Kalmar läns museum"),
        ("de", "Frank Berger\nGeschäftsführer Krebs & Suhr GmbH", "Frank Berger leads Krebs & Suhr GmbH"),
        ("da", "Anne Holm, museumschef, Bymuseet og Cirkusmuseet", "Anne Holm worksFor Cirkusmuseet"),
        ("nl", "Dhr. A. Broertsma, wethouder gemeente Gouda, voorzitter", "A. Broertsma hasRole voorzitter"),
        ("nl", "Dhr. A. Broertsma, lid DB Onderwijsraad", "A. Broertsma memberOf Onderwijsraad"),
        ("nl", "De heer P. van Klinken (vice-voorzitter a.i.)", "P. van Klinken hasRole vice-voorzitter"),
    ],
)
def test_posts_in_lines(language: str, text: str, fact: str) -> None:
    assert fact in said(text, language)


def test_lines_that_a_page_repeats_do_not_end_a_list() -> None:
    lines = ["Anna Ek, ordförande", "Bo Lind, ledamot", "Eva Berg, ledamot", "Per Holm, ledamot"]
    text = "Museiförbundets styrelse består av fyra personer.\n\n" + "\n\nKontakt>>\n\n".join(lines)
    found = said(text, "sv", "Styrelsen", "Museiförbundet")
    assert {f"{name} memberOf Museiförbundet" for name in ("Anna Ek", "Bo Lind", "Eva Berg", "Per Holm")} <= found


def test_a_genitive_with_a_capital_begins_a_shortened_compound() -> None:
    text = "Hän johtaa Suomen arkkitehtuuri- ja designmuseosäätiötä."
    assert organisations(text, "fi") == {"Suomen arkkitehtuuri- ja designmuseosäätiö"}


def test_lines_of_prose_are_not_cut() -> None:
    text = "Dat zegt Anna de Wit, lid van het bestuur en sinds enkele jaren ook\nDirecteur van het Zeemuseum."
    assert "Anna de Wit worksFor Zeemuseum" in said(text, "nl")


def test_a_title_that_heads_the_next_name_is_not_that_of_the_person_above() -> None:
    text = "Ordförande\nAnna Ek, generaldirektör\nSekreterare\nBo Lind, Boverket"
    assert "Anna Ek hasRole sekreterare" not in said(text, "sv")
    assert "Anna Ek worksFor Boverket" not in said("Anna Ek, ledamot\nDirektör Bo Lind, Boverket", "sv")


@pytest.mark.parametrize("name", ["Prinses Máxima Centrum", "Expert Instituut"])
def test_titles_that_begin_names_stay_in_them(name: str) -> None:
    assert name in organisations(f"Vandaag doet het {name} mee.", "nl")


def test_one_title_may_be_two_roles() -> None:
    roles = RoleFinder(load_language("nl"), Lexicon())
    assert roles.parts("directeur/conservator") == ["directeur", "conservator"]
    assert roles.parts("hoofd tijdschrift/website") == ["hoofd tijdschrift/website"]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Zakelijk Directeur Zeemuseum", True),
        ("Voormalig directeur Zeemuseum", True),
        ("directeur van iets", False),
        ("Zeemuseum, waar de directeur woont", False),
    ],
)
def test_lines_that_begin_with_a_title(line: str, begins: bool) -> None:
    assert RoleFinder(load_language("nl"), Lexicon()).begins_line(line) is begins


@pytest.mark.parametrize(
    ("tag", "line", "role", "house"),
    [
        ("sv", "Anna Ek, senior advisor, Business Finland och Bo Lind, Boverket", "senior advisor", "Business Finland"),
        (
            "sv",
            "Anna Ek, Head of Buildings and Parks vid Boverket, inleder.",
            "head of buildings and parks",
            "Boverket",
        ),
        ("sv", "Anna Ek, Program Director på Boverket, inleder.", "program director", "Boverket"),
        ("da", "Anna Holm, policy officer, Europa-Kommissionen", "policy officer", "Europa-Kommissionen"),
        ("nb", "Anna Holm, Head of Buildings for Statsbygg", "head of buildings", "Statsbygg"),
        ("fi", "Anna Holm, Head of Buildings, Business Finland", "head of buildings", "Business Finland"),
        ("de", "Anna Huber, Senior Policy Advisor bei der Wohnbau GmbH", "senior policy advisor", "Wohnbau GmbH"),
    ],
)
def test_titles_in_english_end_before_the_employer(tag: str, line: str, role: str, house: str) -> None:
    found = said(line, tag)
    person = " ".join(line.split(",")[0].split())
    assert f"{person} hasRole {role}" in found
    employers = {e.label for e in read(line, tag).entities if house in (e.label, *e.aliases)}
    assert {f"{person} worksFor {label}" for label in employers} & found


def test_a_word_that_is_also_an_english_title_is_none_in_running_text() -> None:
    assert not said("Vi söker en manager, coach och officer till Region Skåne.", "sv")


@pytest.mark.parametrize(
    ("text", "language", "title", "house"),
    [
        ("Det sier Kari Berg og Ola Dahl, professorer ved Kartverket.", "nb", "professor", "Kartverket"),
        ("Miljøstyrelsens professorer Kari Berg og Ola Dahl svarer.", "da", "professor", "Miljøstyrelsen"),
        ("Väyläviraston tutkijat Kari Berg ja Ola Dahl vastaavat.", "fi", "tutkija", "Väylävirasto"),
        ("So say Kari Berg and Ola Dahl, researchers at Leeds University.", "en", "researcher", "Leeds University"),
        ("Dat zeggen Kari Berg en Ola Dahl, onderzoekers bij TNO.", "nl", "onderzoeker", "TNO"),
    ],
)
def test_a_title_in_the_plural_is_that_of_all_named_beside_it(text: str, language: str, title: str, house: str) -> None:
    found = said(text, language)
    for person in ("Kari Berg", "Ola Dahl"):
        assert {f"{person} hasRole {title}", f"{person} worksFor {house}"} <= found


@pytest.mark.parametrize(
    ("text", "language", "holder", "other"),
    [
        ("Det sier Kari Berg og Ola Dahl, professor ved Kartverket.", "nb", "Ola Dahl", "Kari Berg"),
        ("På mötet talade socialminister Anna Ek och Bo Lind.", "sv", "Anna Ek", "Bo Lind"),
        (
            "The talks were led by Minister of Economic Affairs Anna Smith and John Hill.",
            "en",
            "Anna Smith",
            "John Hill",
        ),
        ("Mit dabei waren Anna Berger und Jan Mohr, Vorsitzende des Klimarats.", "de", "Jan Mohr", "Anna Berger"),
    ],
)
def test_a_title_in_the_singular_is_that_of_one(text: str, language: str, holder: str, other: str) -> None:
    found = said(text, language)
    assert any(fact.startswith(f"{holder} hasRole ") for fact in found)
    assert not any(fact.startswith(f"{other} hasRole ") for fact in found)


def test_who_governs_a_county_for_the_state_works_not_for_its_council() -> None:
    found = said("Statsforvalter i Troms, Kari Berg, åpnet møtet. Statsforvalteren i Troms øver.", "nb")
    assert {"Kari Berg worksFor Statsforvalteren i Troms", "Kari Berg hasRole statsforvalter"} <= found
    assert "Kari Berg worksFor Troms fylkeskommune" not in found
    assert "Kari Berg worksFor Troms fylkeskommune" in said("Fylkesdirektør i Troms, Kari Berg, åpnet møtet.", "nb")


@pytest.mark.parametrize(
    ("text", "language", "house"),
    [
        ("Fra venstre prosjektleder Ola Dahl, rektor ved Kartverket, Kari Berg, og Per Moe.", "nb", "Kartverket"),
        ("Fra venstre projektleder Ola Dahl, rektor på Miljøstyrelsen, Kari Berg, og Per Moe.", "da", "Miljøstyrelsen"),
        ("Från vänster projektledare Ola Dahl, rektor vid Boverket, Kari Berg, och Per Mo.", "sv", "Boverket"),
    ],
)
def test_where_titles_stand_first_a_post_is_that_of_the_next(text: str, language: str, house: str) -> None:
    found = said(text, language)
    assert {"Kari Berg hasRole rektor", f"Kari Berg worksFor {house}"} <= found
    assert not any(fact.startswith(f"Ola Dahl {p}") for fact in found for p in ("worksFor", "leads", "hasRole rektor"))


def test_a_second_post_stays_with_a_person_whom_no_other_follows() -> None:
    found = said("Direktør Kari Berg, professor ved Kartverket, mener det samme.", "nb")
    assert {"Kari Berg hasRole professor", "Kari Berg worksFor Kartverket"} <= found
