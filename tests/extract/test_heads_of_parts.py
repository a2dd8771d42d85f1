"""Who leads a unit, a centre or an institute of a house, and not the house."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


def _leads(text: str, language: str) -> set[tuple[str, str]]:
    found = facts(Article("x", text, language))
    labels = {entity.iri: entity.label for entity in found.entities}
    return {(labels[c.subject], labels[c.object]) for c in found.claims if c.predicate == "leads"}


@pytest.mark.parametrize(
    ("text", "language", "who", "what"),
    [
        ("Centrum för vårdinnovation vid Umeå universitet leds av professor Anna Ek.", "sv", "Anna Ek", "Centrum för"),
        (
            "Anna Ek, föreståndare för Centrum för vårdinnovation vid Umeå universitet, är nöjd.",
            "sv",
            "Anna Ek",
            "Centrum",
        ),
        ("Senter for helseinnovasjon ved NTNU ledes av Kari Nordmann.", "nb", "Kari Nordmann", "Senter"),
        ("Center for Sundhed på Aarhus Universitet ledes af Anne Jensen.", "da", "Anne Jensen", "Center"),
        (
            "Het Centrum voor Zorg van de Universiteit Twente wordt geleid door Anna de Boer.",
            "nl",
            "Anna de Boer",
            "Centrum",
        ),
        (
            "Das Zentrum für Pflege an der Universität Ulm wird von Anna Berger geleitet.",
            "de",
            "Anna Berger",
            "Zentrum",
        ),
        ("The Centre for Health at Lund University is led by Anna Smith.", "en", "Anna Smith", "Centre"),
    ],
)
def test_the_part_is_led_and_not_its_house(text: str, language: str, who: str, what: str) -> None:
    ((person, led),) = _leads(text, language)
    assert person == who
    assert led.startswith(what)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("En liten grupp vid Umeå universitet leds av Anna Ek.", "sv"),
        ("En gruppe ved NTNU ledes av Kari Nordmann.", "nb"),
        ("A small team at Lund University is led by Anna Smith.", "en"),
    ],
)
def test_who_leads_something_in_a_house_leads_not_the_house(text: str, language: str) -> None:
    assert not _leads(text, language)


def test_who_leads_a_house_still_does() -> None:
    assert _leads("Boverket leds av Anna Ek.", "sv") == {("Anna Ek", "Boverket")}
    assert _leads("NTNU ledes av Kari Nordmann.", "nb") == {("Kari Nordmann", "NTNU")}
