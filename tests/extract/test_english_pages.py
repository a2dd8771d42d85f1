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
