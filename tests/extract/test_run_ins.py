"""Lists of projects whose lines begin with their names."""

from __future__ import annotations

import pytest

import innograph
from innograph.read import read_text


def projects(body: str, language: str = "sv") -> set[str]:
    """The projects of a Markdown page."""
    article = read_text(f"---\ntitle: Nytt\nlanguage: {language}\n---\n\n{body}", id="a", format="markdown")
    return {e.label for e in innograph.extract(article).entities if e.type == "Project"}


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (
            "## Beviljade projekt\n\n1. **Trygga hem** – Gävle kommun.\n2. **Läsa mera** – Lunds kommun. Barn läser.",
            "sv",
        ),
        ("## Våra projekt\n\n- Trygga hem – Gävle kommun.\n- Läsa mera – Lunds kommun.", "sv"),
        ("## Det här gör vi\n\n**Trygga hem.** Gävle provar lås.\n\n**Läsa mera.** Lund läser.", "sv"),
        ("## Prosjekter\n\n- **Trygga hem** – Bodø kommune. Bra.\n- **Läsa mera** – Oslo kommune. Fint.", "nb"),
        ("## Vores projekter\n\n- **Trygga hem** – Aarhus Kommune.\n- **Läsa mera** – Odense Kommune.", "da"),
    ],
)
def test_lines_below_a_heading_of_projects_begin_with_their_names(body: str, language: str) -> None:
    assert projects(body, language) == {"Trygga hem", "Läsa mera"}


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (
            "Alla projekt är små. Just nu pågår:\n\nTrygga hem – lås, med Gävle kommun\nLäsa mera – i Lund\n\nSlut.",
            "sv",
        ),
        ("Kunnilla on kaksi kokeilua. Käynnissä ovat:\n\nTrygga hem – lukot\nLäsa mera – kirjat\n\nLoppu.", "fi"),
        ("Wir haben zwei Projekte:\n\n- Trygga hem – Schlösser\n- Läsa mera – Bücher", "de"),
    ],
)
def test_lines_below_a_colon_begin_with_the_names_of_the_projects_told_before_it(body: str, language: str) -> None:
    assert projects(body, language) == {"Trygga hem", "Läsa mera"}


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (
            "De två projekten är:\n\n**Trygga hem**\nGävle provar.\n\n**Läsa mera**\nLund läser.\n\n**Så här**\nSök.",
            "sv",
        ),
        (
            "De to projekter er:\n\n**Trygga hem**\nKøge Kommune får 2 mio. kr.\n\n**Läsa mera**\nRibe læser.",
            "da",
        ),
        ("De to prosjektene er:\n\n**Trygga hem**\nBodø prøver låser.\n\n**Läsa mera**\nOslo leser.", "nb"),
        (
            "Die zwei Projekte sind:\n\n**Trygga hem**\nUlm prüft.\n\n**Läsa mera**\nGotha liest.\n\n**Kontakt**\nSie.",
            "de",
        ),
        ("## Onze projecten\n\n### Trygga hem\nBreda test sloten.\n\n### Läsa mera\nGouda leest.", "nl"),
        (
            "## Our projects\n\n### Trygga hem\nYork tests locks.\n\n### Läsa mera\nLeeds reads.\n\n## Contact\nCall.",
            "en",
        ),
        ("Kaksi hanketta alkaa. Hankkeet ovat:\n\n**Trygga hem**\nOulu kokeilee.\n\n**Läsa mera**\nLahti lukee.", "fi"),
    ],
)
def test_headings_below_a_line_that_tells_of_projects_are_their_names(body: str, language: str) -> None:
    assert projects(body, language) == {"Trygga hem", "Läsa mera"}


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("Projekt | Sökande | Belopp", "sv"),
        ("Prosjekt | Søker | Tilskudd", "nb"),
        ("Projekt | Ansøger | Tilskud", "da"),
        ("Hanke | Hakija | Avustus", "fi"),
        ("Project | Aanvrager | Subsidie", "nl"),
        ("Vorhaben | Antragsteller | Förderung", "de"),
        ("Project | Lead partner | Grant", "en"),
    ],
)
def test_a_column_for_projects_holds_their_names_and_one_beside_it_those_of_bodies(head: str, language: str) -> None:
    table = f"| {head} |\n|---|---|---|\n| Trygga hem | Granlabbet | 1,2 |\n| Läsa mera | Almlabbet | 1,4 |"
    article = read_text(f"---\ntitle: Nytt\nlanguage: {language}\n---\n\n{table}", id="a", format="markdown")
    found = {(e.label, e.type) for e in innograph.extract(article).entities if e.type != "Theme"}
    named = {("Trygga hem", "Project"), ("Läsa mera", "Project")}
    assert found == named | {("Granlabbet", "Organization"), ("Almlabbet", "Organization")}


@pytest.mark.parametrize(
    "body",
    [
        "## Projekt\n\n### Bakgrund\nGävle provar lås.\n\n### Resultat\nDet gick bra.",
        "Alla projekt får stöd:\n\nVisby bygdegille – 300 000 kr\nFårö bygdegille – 200 000 kr\n\nSlut.",
        "Projektet leds av:\n\nAnna Ek – chef\nBo Alm – strateg\n\nSlut.",
        "Namn | Roll | Telefon\n\nProjekt | är | bra",
        "## Våra projekt\n\n**Syfte.** Det blir bättre.\n\n**Nästa steg:** Det går vidare.\n\n**Tid:** fredag",
        "## Medlemmar i projekt\n\n- Gävle kommun – med sedan starten.\n- Lunds kommun – ny i år.",
        "## Personal\n\n- **Trygga hem** – Gävle kommun.\n- **Läsa mera** – Lunds kommun.",
    ],
)
def test_labels_bodies_and_other_lists_are_no_projects(body: str) -> None:
    assert projects(body) == set()
