"""Swedish: what a page and its event or project are about."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _themes(text: str) -> dict[str, set[str]]:
    """The ids of the themes by what has them: `about` for the article."""
    found = facts(read_text(f"---\nlanguage: sv\n---\n{text}\n", id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    themes: dict[str, set[str]] = {}
    for relation in found["relations"]:
        if relation["p"] in ("about", "hasTheme"):
            what = "about" if relation["p"] == "about" else labels[relation["s"]]
            themes.setdefault(what, set()).add(relation["o"].rsplit("/", 1)[-1])
    return themes


def test_what_the_page_is_about_has_its_strongest_theme() -> None:
    text = (
        "# Tysta rum\n\nKonferensen hölls i maj. Talarna lyfte psykisk hälsa bland unga.\n\nSuicid och psykisk ohälsa "
        "ökar.\n\nPsykisk hälsa angår alla.\n\nAnmälan: stängd\n\nProgram: se nedan"
    )
    themes = _themes(text)
    assert themes["about"] == {"health-care"}
    assert themes["Tysta rum"] == {"health-care"}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("En jämlik vård är målet för patienter i hela länet.", "social-sustainability"),
        ("Priset är inkluderande moms och frakt.", "social-sustainability"),
        ("Under covid-19 ställdes mötet in.", "crisis-preparedness"),
        ("Vi vill sprida kunskap om psykisk ohälsa.", "competence-development"),
        ("Forskarsamhället och politiker deltog.", "research"),
        ("Mötet gav tid för erfarenhetsutbyte mellan länen.", "competence-development"),
        ("Arbetet drivs som ett pilotprojekt i tre år.", "test-beds"),
        ("Kartan är ett hjälpmedel för den som planerar.", "welfare-technology"),
        ("Studien gäller biologisk mångfald och ängar.", "social-sustainability"),
    ],
)
def test_words_that_carry_no_theme(text: str, theme: str) -> None:
    assert theme not in _themes(text).get("about", set())


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Kommunen vill öka folkhälsan.", "health-care"),
        ("Innovationsförmågan hos myndigheterna ska öka.", "public-sector-innovation"),
        ("Arbetet ska vara brottsförebyggande.", "social-sustainability"),
        ("Vi vill sprida kunskap om innovationsupphandling.", "competence-development"),
    ],
)
def test_words_that_carry_a_theme(text: str, theme: str) -> None:
    assert theme in _themes(text)["about"]


def test_a_networks_name_tells_its_theme() -> None:
    themes = _themes("# Ett nytt nätverk\n\nNätverket för klimatanpassning möttes i maj. Fem kommuner kom.")
    assert "climate" in themes["Nätverket för klimatanpassning"]


def test_a_theme_in_passing_is_none_of_the_projects() -> None:
    text = (
        "# Trygga gator\n\nProjektet Trygga gator startar i Malmö. Det ska göra staden lugnare på kvällen. Projektet "
        "Trygga gator delar lokal med en förskola. Polisen deltar. "
        + "Gatorna städas varje dag av många händer. " * 25
        + "\n\nBrottsförebyggande arbete ger trygghet. Brottsförebyggande arbete tar tid."
    )
    assert "education" not in _themes(text).get("Trygga gator", set())


def test_what_a_project_is_for_is_its_theme() -> None:
    text = (
        "# Trygga gator\n\nBrottsförebyggande arbete tar tid. Brottsförebyggande arbete ger trygghet.\n\nProjektet "
        "Ljusa rum startar i Malmö. Det handlar om bättre förskolor. " + "Gatorna städas varje dag av händer. " * 25
    )
    assert "education" in _themes(text)["Ljusa rum"]


def test_an_assignment_has_the_field_that_its_own_sentence_names() -> None:
    text = (
        "# Kliv mot klimatmålen\n\nKlimatet står i fokus. Klimatmålen ska nås, och klimatet räddas.\n\n"
        "Vi har flera regeringsuppdrag där klimatet står i fokus. Inom byggområdet handlar det om hur man kan "
        "främja lägre utsläpp.\n"
    )
    themes = _themes(text)
    assert "construction" in set().union(*(found for what, found in themes.items() if what != "about")), themes
