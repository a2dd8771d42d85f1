"""What pages of networks, projects and events are called by: the publisher's name is a body's or the project's."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def facts_of(page: str, language: str) -> tuple[dict[str, str], set[tuple[str, str, str]]]:
    """The types of a page's things but for themes, and its relations but for themes, by labels."""
    found = facts(read_text(page, id="page", format="markdown", language=language)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {e["label"]: e["type"] for e in found["entities"] if e["type"] != "Theme"}, {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in found["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


def test_a_forum_on_its_own_pages_is_a_network() -> None:
    """*Forum* is said of events, too; who publishes a page of members is none."""
    things, relations = facts_of(
        "---\ntitle: Über uns\npublisher: Forum Kommunale Ideen\n---\n\n"
        "Das Forum Kommunale Ideen ist ein Zusammenschluss von Städten.\n\n"
        "Unsere Mitglieder sind derzeit:\n\n- Stadt Kassel\n- Landkreis Hof\n",
        "de",
    )
    assert things["Forum Kommunale Ideen"] == "Organization"
    assert relations == {
        ("Stadt Kassel", "memberOf", "Forum Kommunale Ideen"),
        ("Landkreis Hof", "memberOf", "Forum Kommunale Ideen"),
    }


def test_a_projects_own_site() -> None:
    """Its name in capitals is the publisher's, the title's and the project's."""
    things, relations = facts_of(
        "---\ntitle: 'About – RIVERWISE: Procurement for clean rivers'\npublisher: RIVERWISE\n---\n\n"
        "# About the project\n\nRivers in Europe are getting warmer.\n\nRIVERWISE helps cities to do that. "
        "The project is coordinated by ICLEI Europe.\n\nExpert partners\n\nRijkswaterstaat\nEurocities\n",
        "en",
    )
    assert things["RIVERWISE"] == "Project"
    assert {(s, o) for s, p, o in relations if p == "participatesIn"} >= {
        ("ICLEI Europe", "RIVERWISE"),
        ("Eurocities", "RIVERWISE"),
    }


@pytest.mark.parametrize("word", ["Ochtend", "Middag"])
def test_a_part_of_the_day_is_no_event(word: str) -> None:
    """*Middag* ends as Dutch names of events do."""
    page = f"# Dag van de Rivieren 2027\n\n## {word}\n\n13.00 Jan de Wit, Rijkswaterstaat\n\n14.00 Pauze\n\n15.00 Slot"
    things, _ = facts_of(page, "nl")
    assert word not in things


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Het project Slib als Bron krijgt geld van Rijkswaterstaat.", "nl", "Slib als Bron"),
        ("Samen met Rijkswaterstaat werken we aan Slib als Bron, een project over slib.", "nl", "Slib als Bron"),
        ("The reviewer, Dr Aoife Tully of University College Dublin, agreed.", "en", "University College Dublin"),
    ],
)
def test_where_names_begin_and_end(text: str, language: str, label: str) -> None:
    """*als* goes on with a name, and a person before a university's is none of it."""
    things, _ = facts_of(text, language)
    assert label in things
    assert not any(label != other and label in other for other in things)
