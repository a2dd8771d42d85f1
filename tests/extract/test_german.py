"""German: names in any case and gender, editions by number, bodies of one place named together."""

from __future__ import annotations

import pytest

from innograph.extract.declension import nominative
from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def read(text: str, title: str = "Meldung", publisher: str = "Tagblatt") -> Facts:
    page = f'---\ntitle: "{title}"\npublisher: {publisher}\n---\n\n{text}\n'
    return facts(read_text(page, id="x", language="de"))


def names(text: str, type_: str) -> set[str]:
    return {e.label for e in read(text).entities if e.type == type_}


def said(text: str, title: str = "Meldung", publisher: str = "Tagblatt") -> set[str]:
    found = read(text, title, publisher)
    label = {e.iri: e.label for e in found.entities}
    return {
        f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}"
        for c in found.claims
        if c.predicate not in ("about", "hasTheme", "mentions")
    }


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("Bayerischen Umweltministeriums", "Bayerisches Umweltministerium"),
        ("Bayerische Umweltministerium", "Bayerisches Umweltministerium"),
        ("9. Linzer Pflegekongresses", "9. Linzer Pflegekongress"),
        ("12. Deutschen Wasser- und Bodentages", "12. Deutscher Wasser- und Bodentag"),
        ("Nationalen Bündnisses für Bäume", "Nationales Bündnis für Bäume"),
        ("Technischen Hochschule Lübeck", "Technische Hochschule Lübeck"),
        ("Hessen Forst", "Hessen Forst"),
    ],
)
def test_names_have_the_endings_that_they_have_without_an_article(inflected: str, base: str) -> None:
    assert nominative(inflected) == base


def test_a_body_is_one_in_whatever_case_it_stands() -> None:
    text = "Das Bayerische Umweltministerium zahlt. So will es die Leitung des Bayerischen Umweltministeriums."
    assert names(text, "Organization") == {"Bayerisches Umweltministerium"}


def test_an_edition_is_one_in_whatever_case_it_stands() -> None:
    text = (
        "Der 12. Deutsche Wasser- und Bodentag beginnt. "
        "Veranstalterin des 12. Deutschen Wasser- und Bodentages ist die Stadt Köln."
    )
    assert names(text, "Event") == {"12. Deutscher Wasser- und Bodentag"}


@pytest.mark.parametrize("text", ["Am 3. Werktag ist Schluss.", "Der 50. Geburtstag war schön.", "Der 18. Bundestag."])
def test_other_days_and_parliaments_are_no_events(text: str) -> None:
    assert names(text, "Event") == set()


def test_two_bodies_of_one_place() -> None:
    text = "Geld bekommen die Stadt und der Landkreis Coburg sowie die Landkreise Gotha und Dillingen an der Donau."
    assert {"Stadt Coburg", "Landkreis Coburg", "Landkreis Gotha", "Landkreis Dillingen an der Donau"} <= names(
        text, "Organization"
    )
