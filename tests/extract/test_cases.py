"""Case endings as marks: Finnish names are found in any case, and patterns see which case they stand in."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.errors import DataError
from innograph.extract.cases import Cases, surname_base, uninflected
from innograph.extract.language import load_language
from innograph.extract.rules import compile_pattern
from innograph.facts import Facts
from innograph.link import facts


def read(text: str) -> Facts:
    return facts(Article("x", text, "fi"))


def told(text: str) -> set[tuple[str, str, str]]:
    """The relations of a text by labels, without its themes."""
    found = read(text)
    labels = {e.iri: e.label for e in found.entities}
    return {
        (labels[c.subject], c.predicate, labels.get(c.object, c.object))
        for c in found.claims
        if c.predicate not in ("about", "hasTheme")
    }


@pytest.mark.parametrize(
    ("surface", "name", "case"),
    [
        ("motiva", "Motiva", ""),
        ("motivan", "Motiva", "genitive"),
        ("motivassa", "Motiva", "ssa"),
        ("motivaan", "Motiva", "an"),
        ("motivalle", "Motiva", "lle"),
        ("hanselin", "Hansel", "genitive"),
        ("hanseliin", "Hansel", "an"),
        ("vtt:ltä", "VTT", "lta"),
        ("vtt:n", "VTT", "genitive"),
        ("vantaan kaupungille", "Vantaan kaupunki", "lle"),
        ("vantaan kaupungin", "Vantaan kaupunki", "genitive"),
        ("väylävirastoa", "Väylävirasto", "ta"),
        ("tilastokeskusta", "Tilastokeskus", "ta"),
        ("työ- ja elinkeinoministeriöön", "Työ- ja elinkeinoministeriö", "an"),
        ("suomen ympäristökeskuksen (syke)", "Suomen ympäristökeskus", "genitive"),
    ],
)
def test_case_of_a_name(surface: str, name: str, case: str) -> None:
    cases = Cases(load_language("fi"))
    assert cases.of(surface, name, False) == (cases.mark(case) if case else "")


@pytest.mark.parametrize(
    ("noun", "case"),
    [
        ("hanke", ""),
        ("hankkeen", "genitive"),
        ("hanketta", "ta"),
        ("hankkeeseen", "an"),
        ("hankkeessa", "ssa"),
        ("alusta", ""),
        ("verkostoa", "ta"),
        ("ohjelma", ""),
    ],
)
def test_case_of_a_noun_that_stands_for_a_name(noun: str, case: str) -> None:
    cases = Cases(load_language("fi"))
    assert cases.of(noun, noun, True) == (cases.mark(case) if case else "")


@pytest.mark.parametrize(
    ("surface", "base"),
    [
        ("Virtasen", "Virtanen"),
        ("Virtaselle", "Virtanen"),
        ("Niemen", "Niemi"),
        ("Lahdelta", "Lahti"),
        ("Mattilan", "Mattila"),
        ("Virtanen", "Virtanen"),
        ("Hansen", "Hansen"),
        ("Lundin", "Lundin"),
        ("Ekman", "Ekman"),
        ("Lammintausta", "Lammintausta"),
    ],
)
def test_surname_without_its_ending(surface: str, base: str) -> None:
    assert surname_base(surface, set()) == base


def test_a_name_elsewhere_in_the_text_decides() -> None:
    assert surname_base("Marinin", {"Marin"}) == "Marin"
    assert uninflected("Kelan", {"Kela"}) == "Kela"
    assert uninflected("Kelan", set()) == "Kelan"


def test_who_does_what_to_whom_is_in_the_endings_not_in_the_order() -> None:
    wanted = {("Business Finland", "funds", "Digikorttelit-hanke")}
    assert told("Business Finland rahoittaa Digikorttelit-hanketta.") == wanted
    assert told("Digikorttelit-hanketta rahoittaa Business Finland.") == wanted


def test_an_inflected_surname_is_the_person_named_before() -> None:
    found = read("Hanketta johtaa Väyläviraston asiantuntija Leena Jokinen. Jokisen mukaan työ etenee.")
    persons = [e for e in found.entities if e.type == "Person"]
    assert [e.label for e in persons] == ["Leena Jokinen"]
    assert {m.text for m in persons[0].mentions} == {"Leena Jokinen", "Jokisen"}


def test_a_hyphen_joins_a_name_to_what_it_names() -> None:
    labels = {e.label for e in read("KEINO-verkoston kumppani on Tulli. Kestävä kasvu -hanke alkaa.").entities}
    assert {"KEINO", "Kestävä kasvu -hanke"} <= labels
    assert "KEINO-verkosto" not in labels


def test_a_language_without_cases_knows_none() -> None:
    assert not Cases(load_language("sv")).known
    with pytest.raises(DataError, match="no case 'lta'"):
        compile_pattern("{organization~lta}", load_language("sv"), "sv/x")
