"""Calendars: each line names an event of its own, and what the line goes on with is of that one."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def facts_of(page: str, language: str) -> tuple[set[str], set[tuple[str, str, str]]]:
    """The events of a page, and its relations but for themes, by labels."""
    found = facts(read_text(page, id="page", format="markdown", language=language)).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {e["label"] for e in found["entities"] if e["type"] == "Event"}, {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in found["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


SWEDISH = """# Nätverket Blå vård

Nätverket samlar inköpare.

## Kalendarium

- Höstmötet 2026, Umeå, 27 oktober. Värd är Norrlands universitetssjukhus.
- Marknadsdag livsmedel, Kalmar, 15 maj. Arrangeras av Region Kalmar län.
- 26 augusti: Måltidsdagen Skåne, Malmö Live. Arrangörer är Region Skåne och Adda.
- 3–4 juni – Forum för framtidens inköp, Visby. Anmälan hos Region Gotland.
- 14 september 2026. Hållbar textil i vården, lunchseminarium med RISE
- Sista ansökningsdag, Vinnova, 3 maj.
- Vård i rörelse, konferens i Lund den 4 maj, arrangör Region Skåne
"""


def test_each_line_of_a_calendar_is_of_its_own_event() -> None:
    """Who holds an event is told in its line, before or behind the day; a deadline is no event, a town no body."""
    events, relations = facts_of(SWEDISH, "sv")
    assert events == {
        "Höstmötet 2026",
        "Marknadsdag livsmedel",
        "Måltidsdagen Skåne",
        "Forum för framtidens inköp",
        "Hållbar textil i vården",
        "Vård i rörelse",
    }
    assert relations == {
        ("Region Skåne", "collaboratesWith", "Adda AB"),
        ("Norrlands universitetssjukhus", "organizes", "Höstmötet 2026"),
        ("Region Kalmar län", "organizes", "Marknadsdag livsmedel"),
        ("Region Skåne", "organizes", "Måltidsdagen Skåne"),
        ("Adda AB", "organizes", "Måltidsdagen Skåne"),
        ("Region Skåne", "organizes", "Vård i rörelse"),
    }


@pytest.mark.parametrize(
    ("language", "page", "expected"),
    [
        (
            "nb",
            "## Kalender\n\n- Høstmøte 2026, Bergen, 27. oktober. Vert er Helse Bergen.\n"
            "- 26. august: Anskaffelsesdagen, Lillestrøm. Arrangører er DFØ og KS.\n- Søknadsfrist, 3. mai.",
            {("Helse Bergen", "Høstmøte 2026"), ("KS", "Anskaffelsesdagen")},
        ),
        (
            "da",
            "## Kommende arrangementer\n\n- Efterårsmøde 2026, Odense, 27. oktober. Vært er Region Syddanmark.\n"
            "- 26. august: Indkøbsdagen, Aarhus. Arrangør er KL.",
            {("Region Syddanmark", "Efterårsmøde 2026"), ("KL", "Indkøbsdagen")},
        ),
        (
            "fi",
            "## Tapahtumat\n\n- 26.8.2026: Hankintapäivä, Messukeskus. Järjestäjä on Hansel.\n"
            "- Kevätseminaari, Oulu, 15. toukokuuta. Järjestäjänä Oulun kaupunki.",
            {("Hansel Oy", "Hankintapäivä"), ("Oulun kaupunki", "Kevätseminaari")},
        ),
        (
            "nl",
            "## Agenda\n\n- 26 augustus: Inkoopdag Water, Utrecht. Georganiseerd door Rijkswaterstaat.\n"
            "- Voorjaarscongres Zorg, Gouda, 15 mei. Organisatie: Gemeente Gouda.",
            {("Rijkswaterstaat", "Inkoopdag Water"), ("Gemeente Gouda", "Voorjaarscongres Zorg")},
        ),
        (
            "de",
            "## Termine\n\n- 26. August: Beschaffungskonferenz Wien. Veranstalter ist die Bundesbeschaffung GmbH.\n"
            "- Praxistag Vergabe, Graz, 15. Mai. Veranstaltet von der Stadt Graz.",
            {("Bundesbeschaffung GmbH", "Beschaffungskonferenz Wien"), ("Stadt Graz", "Praxistag Vergabe")},
        ),
        (
            "en",
            "## Events\n\n- 26 August: Procurement Futures Summit, Leeds. Organised by Leeds City Council.\n"
            "- Innovation Forum, Dublin, 15 May. Hosted by Enterprise Ireland.\n- June 3–4: Buyers Week",
            {("Leeds City Council", "Procurement Futures Summit"), ("Enterprise Ireland", "Innovation Forum")},
        ),
    ],
)
def test_calendars_of_other_languages(language: str, page: str, expected: set[tuple[str, str]]) -> None:
    """Days are written as each language does."""
    _, relations = facts_of(f"# Om oss\n\nText.\n\n{page}\n", language)
    assert {(s, o) for s, p, o in relations if p == "organizes"} >= expected


def test_news_by_day_is_no_calendar() -> None:
    """What a list of news tells under its days is no event."""
    page = "# Nyheter\n\n- 12 maj: Vinnova satsar\n- 14 maj: Ny rapport om skog\n- 2 juni: Boverket flyttar\n"
    assert facts_of(page, "sv")[0] == set()


def test_a_programme_by_the_hour_is_no_calendar() -> None:
    """*9.10* is an hour, and what stands under it part of one event."""
    page = "# Skogsdagen 2026\n\n## Program\n\n9.10 Inledning, seminarium\n\n9.40 Workshop om virke\n\n10.30 Paus\n"
    assert facts_of(page, "sv")[0] == {"Skogsdagen 2026"}


def test_days_and_hours_are_no_scores() -> None:
    """*3–4 juni* and *kl. 10–12* once made the names of clubs of towns beside them."""
    found = facts(read_text("Mötet i Malmö är 3–4 juni, kl. 10–12, och i Kalmar 5–6 maj.", id="a", language="sv"))
    assert [e.label for e in found.entities if e.type == "Organization"] == []
