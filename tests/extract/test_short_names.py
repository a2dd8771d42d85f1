"""Pages whose title goes on behind a name, or says only what the page lists, over links to the pages above."""

from __future__ import annotations

from innograph.link import facts
from innograph.read import read_text


def facts_of(page: str) -> tuple[dict[str, str], set[tuple[str, str, str]]]:
    """The types of a Swedish page's things but for themes, and its relations but for themes, by labels."""
    found = facts(read_text(page, id="page", format="markdown", language="sv")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {e["label"]: e["type"] for e in found["entities"] if e["type"] != "Theme"}, {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in found["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


def test_a_project_is_called_by_what_stands_before_the_dash() -> None:
    """The title, the heading and the text name one project."""
    things, relations = facts_of(
        "---\ntitle: 'Projekt: Nära natten – trygghet i skärgården'\n---\n\n# Nära natten – trygghet i skärgården\n\n"
        "I projektet Nära natten prövar vi nytt.\n\n**Projektägare:** Boverket\n"
    )
    assert things == {"Nära natten": "Project", "Boverket": "Organization"}
    assert relations == {("Boverket", "participatesIn", "Nära natten")}


def test_an_event_is_called_by_what_stands_before_the_dash() -> None:
    """Who speaks on the programme takes part in what the text calls by its short name."""
    found = facts(
        read_text(
            "---\ntitle: 'Program: Bygga nytt 2027 – konferensen om hem'\n---\n\nBygga nytt 2027\n\n09.00 Kaffe\n\n"
            "09.30 Anna Ek, Boverket\n\n10.00 Bo Lind, Skatteverket\n",
            id="page",
            format="markdown",
            language="sv",
        )
    )
    events = [e for e in found.entities if e.type == "Event"]
    assert len(events) == 1
    assert "Bygga nytt 2027" in (events[0].label, *events[0].aliases)


NETWORK = """---
title: Våra medlemmar
publisher: Inköpsnätverket Blå Vård
---

Hem > Om nätverket > Medlemmar

# Medlemmar

Inköpsnätverket Blå Vård är ett nätverk för regioner.

Nätverket leds av Birgitta Sjöstrand. Kansliet finns hos Region Gävleborg.

## Samarbeten

- **Material.** I projektet Mindre glas ska Region Halland minska mängden. Projektet får medel från Naturvårdsverket.
- **Textil.** En kravställning håller på att tas fram.

## Vill ni bli medlem?

Medlemskap är öppet för alla vårdgivare. Årsavgiften är 25 000 kronor.
"""


def test_a_networks_own_page() -> None:
    """*Nätverket* is the publisher's; links above name no body, and a fee below an item on a grant no project."""
    things, relations = facts_of(NETWORK)
    assert things == {
        "Inköpsnätverket Blå Vård": "Organization",
        "Birgitta Sjöstrand": "Person",
        "Region Gävleborg": "Organization",
        "Region Halland": "Organization",
        "Naturvårdsverket": "Organization",
        "Mindre glas": "Project",
    }
    assert ("Birgitta Sjöstrand", "leads", "Inköpsnätverket Blå Vård") in relations
    assert {s for s, p, o in relations if p == "funds" and o == "Mindre glas"} == {"Naturvårdsverket"}
