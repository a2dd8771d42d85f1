"""Projects that a phrase names: called so, behind a round of it, behind a way of buying, told between commas."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts
from innograph.read import read_text


def names(text: str, language: str, type_: str = "Project") -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    return {str(e["label"]) for e in found["entities"] if e["type"] == type_}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De provincie betaalt mee aan het project, dat de naam Open Water heeft gekregen."),
        ("nl", "Het traject kreeg de naam Open Water."),
        ("de", "Das Projekt trägt den Namen Open Water und läuft bis Mai."),
        ("de", "Das Projekt heißt Open Water und läuft bis Mai."),
        ("en", "Sensors are tested in the project, which goes under the name Open Water."),
        ("en", "The scheme was given the name Open Water."),
    ],
)
def test_what_a_project_is_called_is_its_name(language: str, text: str) -> None:
    assert names(text, language) == {"Open Water"}


@pytest.mark.parametrize(
    ("language", "text", "project"),
    [
        ("sv", "Under namnet Rent vatten samarbetar Växjö kommun och RISE.", "Rent vatten"),
        ("nb", "Under navnet Rent vann samarbeider Bodø kommune og SINTEF.", "Rent vann"),
        ("da", "Under navnet Rent vand samarbejder Vejle Kommune og DTU.", "Rent vand"),
        ("nl", "Onder de naam Schoon Water werken de gemeente Breda en TNO samen.", "Schoon Water"),
        ("de", "Unter dem Namen Klares Wasser arbeiten die Stadt Ulm und die Universität Ulm.", "Klares Wasser"),
        ("en", "Under the name Clear Water, the City of York and the University of York work together.", "Clear Water"),
        ("nl", "De tweede ronde van Water in Zicht begint.", "Water in Zicht"),
        ("de", "Die zweite Ausschreibung von „Wasser in Sicht“ beginnt.", "Wasser in Sicht"),
        ("en", "The second round of Open Water begins.", "Open Water"),
        ("da", "Anden runde af Rent Vand åbner.", "Rent Vand"),
        ("nl", "Zij doen mee aan de precommerciële aanbesteding ‘Helder’.", "Helder"),
        ("de", "Das Büro gewann die vorkommerzielle Auftragsvergabe „Helder“.", "Helder"),
        ("sv", "Växjö kommun vann priset med ”Rent vatten”.", "Rent vatten"),
        ("nb", "Bodø kommune vant prisen med «Rent vann».", "Rent vann"),
        ("de", "In dieser Kategorie überzeugte die Stadt Ulm mit „Klares Wasser“, einer App.", "Klares Wasser"),
        ("nl", "De gemeente voert de proef, Helder Drenthe, samen uit.", "Helder Drenthe"),
        ("da", "Projektet, Rent Vand, ledet af DTU, slutter.", "Rent Vand"),
        ("sv", "Projektet, Rent vatten, leds av RISE.", "Rent vatten"),
        ("nl", "Het programma Zorg van Morgen begint.", "Zorg van Morgen"),
        ("nl", "Het project Kracht van Samen begint. Wij groeien met Kracht van Samen door.", "Kracht van Samen"),
        ("nl", "Het project Stil Water van Vilans begint.", "Stil Water"),
    ],
)
def test_what_stands_before_a_projects_name_shows_it(language: str, text: str, project: str) -> None:
    assert names(text, language) == {project}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Projektet, Lunds kommun berättar mer i maj, startar snart."),
        ("en", "In the project, the City of York, Acme Ltd and others take part."),
        ("de", "Die zweite Runde von Verhandlungen beginnt."),
        ("nl", "Het programma Dag van de Ruimte staat online."),
        ("en", "The City of York won “Council of the Year”."),
    ],
)
def test_bodies_events_and_common_nouns_there_are_no_projects(language: str, text: str) -> None:
    assert names(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "project"),
    [
        ("sv", "Tolv parter möttes för att dra igång Clear Harbours. Projektet ska pågå i tre år.", "Clear Harbours"),
        ("nb", "NTNU leder Klart Vann. Prosjektet går til 2027.", "Klart Vann"),
        ("da", "DTU deltager i Klart Vand. Projektet løber til 2027.", "Klart Vand"),
        ("nl", "De gemeente Breda start met Helder Water. Het project loopt tot 2027.", "Helder Water"),
        ("de", "Die Stadt Ulm startet ClearPort. Das Projekt läuft bis 2027.", "ClearPort"),
        ("en", "The City of York joins Clear Harbours. The project runs until 2027.", "Clear Harbours"),
        ("sv", "Clear Harbours koordineras av RISE.", "Clear Harbours"),
        ("nl", "Clear Harbours wordt gecoördineerd door TNO.", "Clear Harbours"),
        ("en", "Clear Harbours is coordinated by VTT.", "Clear Harbours"),
        ("sv", "Hennes doktorandprojekt, Kravens väg, följer fyra byggen.", "Kravens väg"),
    ],
)
def test_what_is_begun_or_coordinated_is_a_project(language: str, text: str, project: str) -> None:
    assert names(text, language) == {project}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Kommunen samarbetar med Ekdals. Projektet ska pågå i tre år."),
        ("de", "Die Stadt Ulm forscht in Wien. Das Projekt läuft bis 2027."),
        ("en", "The work was done in Oslo. The project runs until 2027."),
        ("sv", "Arbetet koordineras av RISE."),
    ],
)
def test_what_stands_before_the_project_s_noun_is_not_always_its_name(language: str, text: str) -> None:
    assert names(text, language) == set()


def test_headings_in_bold_below_a_heading_over_projects_name_them() -> None:
    found = facts(
        read_text(
            "# Fyra projekt får pengar\n\nVinnova satsar på två projekt.\n\n## Det här är projekten\n\n"
            "**Varmare vatten, mindre el**\nGöteborg Energi utvecklar en styrning. Projektet får 6 miljoner kronor.\n\n"
            "**Trygg hemgång**\nRegion Värmland leder projektet. I projektet deltar också Arvika kommun.\n\n"
            "**Bakgrund**\nAlla kommuner behöver spara el.\n",
            id="x",
            format="markdown",
            language="sv",
        )
    ).to_json()
    projects = {e["label"] for e in found["entities"] if e["type"] == "Project"}
    assert projects == {"Varmare vatten, mindre el", "Trygg hemgång"}


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("sv", "Konferensen AI i välfärden 2025 hålls i maj.", "AI i välfärden 2025"),
        ("nb", "Konferansen AI i helsetjenesten holdes i mai.", "AI i helsetjenesten"),
        ("da", "Konferencen AI i velfærden holdes i maj.", "AI i velfærden"),
    ],
)
def test_a_title_may_begin_with_what_it_is_about(language: str, text: str, event: str) -> None:
    assert names(text, language, "Event") == {event}


def test_a_short_name_ends_before_where_it_is_carried_out() -> None:
    assert names("Projektet SIKT i kommunerna pågår.", "sv") == {"SIKT"}


@pytest.mark.parametrize(
    ("language", "text", "type_", "name"),
    [
        ("sv", "Umeå kommun höll seminariet Vem vågar det som inte finns?.", "Event", "Vem vågar det som inte finns?"),
        ("nb", "NTNU holdt seminaret Hvordan blir det bedre? i mai.", "Event", "Hvordan blir det bedre?"),
        ("de", "Die Universität Ulm lud zum Seminar Wer kauft was? ein.", "Event", "Wer kauft was?"),
        ("sv", "I maj ordnar Umeå kommun höstens träff, Dagen för inköp, på Väven.", "Event", "Dagen för inköp"),
        ("sv", "Förstudien Rena hamnar pågår.", "Project", "Rena hamnar"),
        ("sv", "Projektet Gröna hamnar i syd pågår.", "Project", "Gröna hamnar i syd"),
    ],
)
def test_a_title_goes_on_to_its_end(language: str, text: str, type_: str, name: str) -> None:
    assert names(text, language, type_) == {name}


def test_what_a_sentence_asks_behind_a_title_is_no_part_of_it() -> None:
    assert names("Umeå universitet höll konferensen Rena hav. Vad blev sagt?", "sv", "Event") == {"Rena hav"}
