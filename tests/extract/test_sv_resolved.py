"""Swedish: who takes part in, belongs to or arranges what another sentence names."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _told(text: str, title: str = "", publisher: str = "", language: str = "sv") -> set[str]:
    """The relations of a page as lines *subject predicate object*, themes aside."""
    head = [
        f"language: {language}",
        *([f'title: "{title}"'] if title else []),
        *([f"publisher: {publisher}"] if publisher else []),
    ]
    page = "---\n" + "\n".join(head) + f"\n---\n\n{text}\n"
    found = facts(read_text(page, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {
        f"{labels.get(r['s'], r['s'])} {r['p']} {labels.get(r['o'], r['o'])}"
        for r in found["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("Anna Ek, doktorand i projektet Trygga gator, svarar.", "sv", "Anna Ek participatesIn Trygga gator"),
        (
            "Kari Nordmann, forsker i prosjektet Trygge gater, svarer.",
            "nb",
            "Kari Nordmann participatesIn Trygge gater",
        ),
        ("Anna Weber, Doktorandin im Projekt „Helle Höfe“, antwortet.", "de", "Anna Weber participatesIn Helle Höfe"),
        (
            "Anna de Wit, onderzoeker bij het project Slimme Wijken, antwoordt.",
            "nl",
            "Anna de Wit participatesIn Slimme Wijken",
        ),
    ],
)
def test_a_researcher_in_a_project_takes_part_and_leads_nothing(text: str, language: str, part: str) -> None:
    told = _told(text, language=language)
    assert part in told
    assert not any(" leads " in line for line in told)


def test_a_decimal_comma_parts_no_clauses() -> None:
    text = "Region Skåne ger ett årligt bidrag på 1,8 miljoner kronor till Umeå universitet."
    assert _told(text) == {"Region Skåne funds Umeå universitet"}


def test_who_speaks_there_takes_part_in_the_event_of_the_sentence_before() -> None:
    text = (
        "Den 14 maj håller Boverket webbinariet Bygg tryggt. Där går Anna Ek igenom reglerna, och Bo Lind berättar om "
        "Kumla. I juni följer konferensen Bostadsdagarna i Visby. Den arrangeras av Skatteverket."
    )
    told = _told(text)
    assert {"Anna Ek participatesIn Bygg tryggt", "Bo Lind participatesIn Bygg tryggt"} <= told
    assert "Skatteverket organizes Bostadsdagarna" in told


def test_all_that_a_relative_clause_names_take_part() -> None:
    text = (
        "Försöket ingår i projektet Trygga gator, där Kumla kommun samarbetar med Örebro kommun och Umeå universitet. "
        "Boverket är också partner i EU-projektet Gröna tak, som koordineras av Skatteverket och där även Malmö stad "
        "deltar."
    )
    told = _told(text)
    for body in ("Kumla kommun", "Örebro kommun", "Umeå universitet"):
        assert f"{body} participatesIn Trygga gator" in told
    for body in ("Boverket", "Skatteverket", "Malmö stad"):
        assert f"{body} participatesIn Gröna tak" in told
