"""English pages as senders build them: lists of speakers with degrees, councils, consortia, programmes."""

from __future__ import annotations

import pytest

from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def found(body: str, publisher: str = "", title: str = "") -> Facts:
    """The facts of a page written in Markdown."""
    head = "".join(f"{key}: {value}\n" for key, value in (("title", title), ("publisher", publisher)) if value)
    return facts(read_text(f"---\nlanguage: en\n{head}---\n\n{body}", id="a", format="markdown"))


def said(body: str, publisher: str = "", title: str = "") -> set[tuple[str, str, str]]:
    """What a page says, in names."""
    page = found(body, publisher, title)
    labels = {entity.iri: entity.label for entity in page.entities}
    return {(labels.get(c.subject, c.subject), c.predicate, labels.get(c.object, c.object)) for c in page.claims}


@pytest.mark.parametrize(
    ("line", "person", "house"),
    [
        ("Anna Smith MD\nPresident and CEO, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("Anna Smith MD, MPH\nDirector, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("J. Anna Smith PhD\nExecutive Director, Leeds Museum", "J. Anna Smith", "Leeds Museum"),
        ("Quirina Vollbrand OBE, Director, Leeds Museum", "Quirina Vollbrand", "Leeds Museum"),
        ("Anna Smith, LL.M., Director, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("Anna Smith, Ph.D., Director, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("Anna Smith, MD, Leeds Museum", "Anna Smith", "Leeds Museum"),
    ],
)
def test_degrees_are_no_part_of_a_name(line: str, person: str, house: str) -> None:
    assert (person, "leads", house) in said(line)


def test_letter_of_a_session_is_no_initial() -> None:
    page = found("It went on in Session B. Anna Smith, Leeds Museum, spoke.")
    assert "Anna Smith" in {e.label for e in page.entities}


def test_lines_at_the_margin_below_a_list_are_no_part_of_its_last_item() -> None:
    page = (
        "- New ways of keeping rivers clean\n- Ways of paying for it\nSpeakers\n"
        "Anna Smith\nDirector, Leeds Museum\nJohn Brown\nHead of Unit, Statistics Sweden"
    )
    facts_of = said(page, title="Clean Rivers Conference 2024")
    assert ("Anna Smith", "leads", "Leeds Museum") in facts_of
    assert ("John Brown", "participatesIn", "Clean Rivers Conference 2024") in facts_of


def names(body: str, type_: str = "Organization", publisher: str = "") -> set[str]:
    """The names of a page's things of a type."""
    return {entity.label for entity in found(body, publisher).entities if entity.type == type_}


def test_dash_without_spaces_parts_a_name_from_its_title() -> None:
    assert ("Anna Smith", "leads", "Leeds Museum") in said("- Dr Anna Smith OBE—Director, Leeds Museum")


def test_article_is_no_part_of_the_publishers_name() -> None:
    page = "The Amber Coast Board has a new boat. “We need more,” says Anna Smith, head of unit."
    assert names(page, publisher="The Amber Coast Board") == {"Amber Coast Board"}
    assert ("Anna Smith", "worksFor", "Amber Coast Board") in said(page, publisher="The Amber Coast Board")


@pytest.mark.parametrize("person", ["Per Aasen", "Gro Sandvik"])
def test_given_name_that_is_a_word_and_surname_that_is_a_company(person: str) -> None:
    assert (person, "worksFor", "Vinnova") in said(f"The guest was {person}, head of unit, Vinnova.")


def test_mayor_of_a_town_behind_the_town() -> None:
    assert ("Rabih Kassem", "hasRole", "deputy mayor") in said("The deputy mayor of Aarhus, Rabih Kassem, signed it.")


def test_years_behind_the_heading_of_a_list_of_members() -> None:
    page = (
        "The Amber Coast Council gives advice on harbours. Its members meet in May.\n\nMembers 2022–2024\n\n"
        "Chair\nAnna Smith, Director, Leeds Museum\n\nMembers\nJohn Brown, Head of Unit, Statistics Sweden\n"
        "Mary Jones, Analyst, Vinnova"
    )
    facts_of = said(page, publisher="Leeds City Council", title="Advisory council")
    assert ("Anna Smith", "memberOf", "Amber Coast Council") in facts_of
    assert ("Mary Jones", "memberOf", "Amber Coast Council") in facts_of


def test_board_of_the_network_that_the_text_told_of() -> None:
    page = (
        "Leeds City Council and Vinnova have founded the Amber Coast Network.\n\n"
        "The board of the network consists of:\n\n"
        "- Anna Smith (chair), Leeds City Council\n- John Brown, Vinnova\n- Mary Jones, Statistics Sweden"
    )
    facts_of = said(page, publisher="Leeds City Council", title="New network for harbours")
    assert {o for s, p, o in facts_of if p == "memberOf" and s == "John Brown"} == {"Amber Coast Network"}
    assert ("Vinnova", "memberOf", "Amber Coast Network") in facts_of


def test_small_words_before_their_abbreviation_name_no_body() -> None:
    assert names("They bought personal protective equipment (PPE). The PPE was sold by Vinnova.") == {"Vinnova"}
    assert names("Eight higher education institutions (HEIs) took part. The HEIs met Vinnova.") == {"Vinnova"}


def test_capitals_before_their_abbreviation_are_the_name() -> None:
    page = "The Nordland Harbour Corps (NHC) has boats. The NHC works with Vinnova."
    assert names(page) == {"Nordland Harbour Corps", "Vinnova"}


def test_bracket_spells_out_the_name_of_a_project() -> None:
    page = "SAFEBAY (Safe Bays for Innovative Harbour Solutions) is new. The SAFEBAY project is led by Vinnova."
    assert names(page) == {"Vinnova"}
    assert ("Vinnova", "participatesIn", "SAFEBAY") in said(page)


def test_amount_of_money_begins_no_project() -> None:
    page = (
        "Lund University has been awarded SEK 3 million by the Swedish Research Council for a project on harbours.\n\n"
        "The project, Safe Bays, is led by Anna Smith.\n\nFunding: Swedish Research Council\n\nPartners: Vinnova"
    )
    facts_of = said(page, title="SEK 3 million for research on harbours")
    assert ("Vinnova", "participatesIn", "Safe Bays") in facts_of
    assert {o for s, p, o in facts_of if p == "leads"} == {"Safe Bays"}


def test_given_name_and_one_word_before_the_last_of_a_body_are_no_person() -> None:
    assert names("The Amber Coast Council met Vinnova.") == {"Amber Coast Council", "Vinnova"}


def test_town_with_an_article() -> None:
    assert names("It was opened by the Municipality of The Hague.") == {"Municipality of The Hague"}
