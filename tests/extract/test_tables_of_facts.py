"""Project pages: tables of two columns with labels, and titles that begin with the project's name."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _relations(title: str, text: str, language: str = "sv", publisher: str = "") -> set[str]:
    head = f'---\ntitle: "{title}"\nlanguage: {language}\n' + (f"publisher: {publisher}\n" if publisher else "")
    article = read_text(f"{head}---\n\n# {title}\n\n{text}\n", id="x", format="markdown")
    found = facts(article)
    for claim in found.claims:
        assert article.text[claim.start : claim.end] == claim.quote
    data = found.to_json()
    labels = {e["iri"]: e["label"] for e in data["entities"]}
    kinds = ("participatesIn", "funds", "leads")
    return {f"{labels[r['s']]} {r['p']} {labels.get(r['o'], r['o'])}" for r in data["relations"] if r["p"] in kinds}


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("sv", ("Projektnamn", "Partner", "Finansiärer")),
        ("nb", ("Prosjektnavn", "Partnere", "Finansiering")),
        ("da", ("Projektnavn", "Partnere", "Finansiering")),
        ("en", ("Project name", "Partners", "Funding")),
        ("nl", ("Projectnaam", "Partners", "Financiering")),
        ("de", ("Projektname", "Partner", "Förderung")),
    ],
)
def test_a_table_tells_who_takes_part_and_who_pays(language: str, rows: tuple[str, str, str]) -> None:
    name, partner, money = rows
    text = (
        "Om.\n\n| | |\n|---|---|\n"
        f"| {name} | Backspel |\n| {partner} | Chalmers tekniska högskola, RISE |\n| {money} | Vinnova |"
    )
    relations = _relations("Backspel", text, language)
    assert "Chalmers tekniska högskola participatesIn Backspel" in relations
    assert "Vinnova funds Backspel" in relations


def test_a_table_of_persons_is_none_of_labels() -> None:
    text = "| Namn | Roll |\n|---|---|\n| Anna Ek | Vinnova |\n| Bo Berg | RISE |"
    assert not _relations("Styrgrupp", text)


def test_a_project_s_label_names_what_the_text_calls_the_project() -> None:
    text = "RISE leder projektet, som handlar om begagnade datorer.\n\nProjektnamn: Backspel\n\nFinansiär: Vinnova"
    assert _relations("Begagnade datorer i kommuner", text) >= {
        "RISE Research Institutes of Sweden participatesIn Backspel",
        "Vinnova funds Backspel",
    }


def test_a_title_that_begins_with_the_project_s_name_names_the_same_project() -> None:
    text = "Backspel prövar nya avtal. RISE leder projektet.\n\nI Backspel deltar Göteborgs Stad."
    assert _relations("Backspel – begagnade datorer i stor skala", text) == {
        "RISE Research Institutes of Sweden participatesIn Backspel",
        "Göteborgs Stad participatesIn Backspel",
    }
