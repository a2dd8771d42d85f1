"""Names that a sentence gives in passing: what somebody holds or starts, what stands beside its kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from innograph.link import facts
from innograph.read import read_text


def facts_of(text: str, publisher: str | None = None) -> tuple[set[tuple[str, str]], set[tuple[str, str, str]]]:
    """The projects and events of a Swedish text, and its relations but for themes, by labels."""
    article = replace(read_text(text, id="text", language="sv"), publisher=publisher)
    found = facts(article).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(e["type"], e["label"]) for e in found["entities"] if e["type"] in ("Project", "Event")}, {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in found["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naturvårdsverket har öppnat utlysningen Hållbar offentlig måltid 2026.", "Hållbar offentlig måltid 2026"),
        ("Energimyndigheten ger 4 miljoner kronor till Hett & Kallt, ett projekt om badhus.", "Hett & Kallt"),
        ("Boverket driver Torgpulsen, en testmiljö i centrala Borås.", "Torgpulsen"),
        ("Boverket deltar i projektet Torgpulsen i maj.", "Torgpulsen"),
        ("Utvecklingsarbetet, som bedrivs under namnet Tyst natt, leds av Boverket.", "Tyst natt"),
    ],
)
def test_a_projects_name(text: str, expected: str) -> None:
    """Where it ends, and what shows that it is a project's."""
    assert facts_of(text)[0] == {("Project", expected)}


@pytest.mark.parametrize(
    ("text", "organizer", "event"),
    [
        ("Boverket ordnade Hack the House i Borås den 3 juni.", "Boverket", "Hack the House"),
        ("Den 9 maj ordnar Boverket ett möte, Frågestund om hem, för alla.", "Boverket", "Frågestund om hem"),
        ("I maj var Boverket värd för Europeiskt forum för hem.", "Boverket", "Europeiskt forum för hem"),
    ],
)
def test_an_events_name(text: str, organizer: str, event: str) -> None:
    """What somebody holds is an event, though no form of its name shows that."""
    assert (organizer, "organizes", event) in facts_of(text)[1]


def test_a_pronoun_before_a_name_speaks_for_itself() -> None:
    """*vi* right before a name was taken for a noun that introduces it, and stood for nobody."""
    names, relations = facts_of("Region Halland växer. I maj ordnar vi Skogsbörsen, där alla möts.", "Region Halland")
    assert names == {("Event", "Skogsbörsen")}
    assert relations == {("Region Halland", "organizes", "Skogsbörsen")}


def test_a_season_is_no_pronoun() -> None:
    """*Varje vår* is no *our*."""
    assert facts_of("Varje vår anordnar Boverket Skogsbörsen.", "Region Halland")[1] == set()


def test_a_word_for_a_day_is_no_event() -> None:
    """*Häromdagen* ends as names of events do."""
    assert facts_of("Häromdagen var jag på Boverket.")[0] == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Innovationspartnerskapet går under namnet Tyst morgon och löper till 2027.", {("Project", "Tyst morgon")}),
        ("Boverket har öppnat utlysningen Vatten som motor, våren 2025.", {("Project", "Vatten som motor")}),
        ("GR ordnar Innovationsdag Väst den 22 januari på Lindholmen.", {("Event", "Innovationsdag Väst")}),
        ("Vilka vi är – Klivet\n\nKlivet är ett nationellt program för kommuner.", {("Project", "Klivet")}),
    ],
)
def test_where_a_name_ends(text: str, expected: set[tuple[str, str]]) -> None:
    """Names go on in small letters, and a word that pages begin with is a name where the text has it as one."""
    assert facts_of(text)[0] == expected


def test_a_post_behind_names_is_theirs_who_have_none_yet() -> None:
    """Those whose house the text told before keep it."""
    _, relations = facts_of(
        "Panelsamtal\n\nCharlotta Wik, inköpsstrateg på Trafikverket\n\n"
        "Charlotta Wik, Stefan Hammar och Tove Ering, upphandlare på Kumla kommun"
    )
    assert {(s, o) for s, p, o in relations if p == "worksFor"} == {
        ("Charlotta Wik", "Trafikverket"),
        ("Stefan Hammar", "Kumla kommun"),
        ("Tove Ering", "Kumla kommun"),
    }


def test_the_union_pays() -> None:
    """As a body, though elsewhere it is a bloc."""
    relations = facts_of("Europeiska unionen finansierar 80 procent av projektet Storken.")[1]
    assert relations == {("Europeiska unionen", "funds", "Storken")}


def test_whom_one_worked_with_is_no_member() -> None:
    """*har samarbetat med organisationer, bland andra …* tells of no members."""
    relations = facts_of("Boverket har samarbetat med organisationer, bland andra Funktionsrätt Sverige.")[1]
    assert {p for _, p, _ in relations} == {"collaboratesWith"}


@pytest.mark.parametrize(
    ("text", "language", "company"),
    [
        ("Malmöbolaget Lumicor AB har fått ett avtal.", "sv", "Lumicor AB"),
        ("Teknologiayhtiö Lumicor Oy toimittaa laitteet.", "fi", "Lumicor Oy"),
        ("Københavnervirksomheden Lumicor A/S leverer.", "da", "Lumicor A/S"),
        ("Teknologiselskapet Lumicor AS leverer.", "nb", "Lumicor AS"),
    ],
)
def test_what_kind_of_company_it_is_is_no_part_of_its_name(text: str, language: str, company: str) -> None:
    """A compound before the name, which has a capital where it begins the sentence."""
    found = facts(read_text(text, id="text", language=language))
    assert [e.label for e in found.entities if e.type == "Organization"] == [company]
