"""Swedish pages about one event or project: their title is its name, their lines say who takes part."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _relations(text: str, publisher: str = "") -> set[tuple[str, str, str]]:
    head = f"---\nlanguage: sv\n{f'publisher: {publisher}' if publisher else ''}\n---\n"
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


_PROGRAMME = """# Trygga gator i hela staden

{intro}

09.00 – 09.20 Inledning

Anna Ek, kommundirektör; Karin Lind, utredare Lunds kommun

09.20 – 09.40 Gator för alla

Bo Berg, föreningsutvecklare Vännäs kommun

09.40 - 10.00

Ljus och mörker, Erik Hall, utredare Boverket.
"""


def test_times_of_day_and_a_conference_spoken_of_make_the_title_an_event() -> None:
    found = _relations(_PROGRAMME.format(intro="Det var en dag om gator. Konferensen samlade många."))
    speakers = {s for s, p, o in found if p == "participatesIn" and o == "Trygga gator i hela staden"}
    assert speakers == {"Anna Ek", "Karin Lind", "Bo Berg", "Erik Hall"}


def test_times_of_day_alone_do_not() -> None:
    found = _relations(_PROGRAMME.format(intro="Så ser schemat ut i skolan."))
    assert not any(p == "participatesIn" for _, p, _ in found)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Så gör vi nu! Konferens om trygga gator", "Så gör vi nu! Konferens om trygga gator"),
        ("Nu bygger vi trygga gator", None),
        ("Välkommen till konferens om trygga gator", "Konferens om trygga gator"),
        ("Seminarium om trygga gator", "Seminarium om trygga gator"),
        ("Många lyssnade på seminarium om gator", None),
    ],
)
def test_a_title_that_names_an_event(title: str, name: str | None) -> None:
    found = _relations(f"# {title}\n\nMedverkande:\n\n- Anna Ek, Boverket")
    assert {o for s, p, o in found if p == "participatesIn"} == ({name} if name else set())


def test_a_publisher_that_welcomes_to_its_event_organises_it() -> None:
    text = "# Trygga gator\n\nVälkommen till en konferens om gator.\n\nAnmälan: senast i maj\n\nProgram: kommer snart"
    assert ("Boverket", "organizes", "Trygga gator") in _relations(text, "Boverket")


def test_a_joined_word_belongs_to_the_projects_name() -> None:
    found = _relations("Boverket deltar i projektet Forsknings- och utvecklingsplattform för träd.")
    assert ("Boverket", "participatesIn", "Forsknings- och utvecklingsplattform för träd") in found


def test_a_country_in_brackets_does_not_end_a_list() -> None:
    found = _relations("Konferensen Hela staden arrangeras av KS (Norge), Boverket och SKR (Sverige).")
    assert {o for _, p, o in found if p == "organizes"} == {"Hela staden"}
    assert len({s for s, p, _ in found if p == "organizes"}) == 3


def test_a_title_that_tells_of_an_event_is_not_another_one() -> None:
    text = "# Toppmöte om buller\n\nAnna Ek deltog i toppmötet Tysta Gator. På mötet deltog även Trafikverket."
    found = _relations(text)
    assert {(s, o) for s, p, o in found if p == "participatesIn"} == {
        ("Anna Ek", "Tysta Gator"),
        ("Trafikverket", "Tysta Gator"),
    }


def test_what_a_sentence_says_is_a_network_has_members() -> None:
    text = "Klimatstäderna är ett nätverk. Medlemmar i nätverket är kommunerna Ale, Borås och Lerum."
    found = _relations(text)
    assert {s for s, p, o in found if p == "memberOf" and o == "Klimatstäderna"} == {
        "Ale kommun",
        "Borås stad",
        "Lerums kommun",
    }


def test_a_networks_name_is_the_same_with_and_without_the_noun() -> None:
    found = _relations("Nätverket Tysta Städer är nytt. Region Skåne är medlem i Tysta Städer.")
    assert ("Region Skåne", "memberOf", "Nätverket Tysta Städer") in found


_SEVERAL = """# {title}

Nämnden har gett klartecken.

Digitala kvarter

Projektet Digitala kvarter vill utveckla nya tjänster.

Lead partner: Malmö stad

{heading}

I projektet ska Boverket pröva nya metoder.

Partner: Skatteverket, Lunds kommun
"""


def test_on_a_page_about_several_projects_headings_name_them() -> None:
    text = _SEVERAL.format(title="Tre nya projekt får klartecken", heading="Trygga hem för alla")
    found = {(s, o) for s, p, o in _relations(text) if p == "participatesIn"}
    assert found == {("Malmö stad", "Digitala kvarter")} | {
        (who, "Trygga hem för alla") for who in ("Boverket", "Skatteverket", "Lunds kommun")
    }


@pytest.mark.parametrize(
    ("title", "heading"),
    [("Nytt stöd till Malmö", "Trygga hem för alla"), ("Tre nya projekt får klartecken", "Bakgrund och mål")],
)
def test_other_headings_name_no_project(title: str, heading: str) -> None:
    found = _relations(_SEVERAL.format(title=title, heading=heading))
    assert {o for _, p, o in found if p == "participatesIn"} == {"Digitala kvarter"}


def test_a_programme_is_of_the_one_event_that_its_page_names() -> None:
    text = "# Program\n\nStadsdagen 2022 modereras av: Mia Ek\n\n"
    text += "".join(f"1{n}:05\n\nStaden i delar {n}\n\n{who}\n\n" for n, who in enumerate(
        ["Sven Lind, professor i pedagogik vid Umeå universitet", "Maja Berg, utredare på Boverket", "Bo Holm, rektor"]
    ))  # fmt: skip
    speakers = {s for s, p, o in _relations(text) if p == "participatesIn" and o == "Stadsdagen 2022"}
    assert speakers >= {"Sven Lind", "Maja Berg"}


def _takes_part(text: str) -> set[tuple[str, str]]:
    return {(s, o) for s, p, o in _relations(text) if p == "participatesIn"}


def test_a_moderator_among_persons_makes_the_title_an_event() -> None:
    text = "# Biblioteken – vad ska vi ha dem till?\n\nAnna Ek, moderator, Formas\n\nBo Lind, rektor, Boverket\n\n"
    text += "Eva Berg, chef, SKR\n"
    name = "Biblioteken – vad ska vi ha dem till?"
    assert _takes_part(text) == {("Anna Ek", name), ("Bo Lind", name), ("Eva Berg", name)}
    assert not _takes_part(text.replace("moderator", "utredare"))


def test_a_verb_in_a_relative_clause_makes_no_news_of_a_title() -> None:
    text = "# Konferens om unga som lämnar vården\n\nMedverkar på konferensen gör:\n\n- Anna Ek, chef\n- Bo Lind, SKR\n"
    assert {s for s, o in _takes_part(text) if o == "Konferens om unga som lämnar vården"} == {"Anna Ek", "Bo Lind"}


@pytest.mark.parametrize(
    "sentence", ["Konferensens titel är Barn och unga i vården.", "Temat för dagen är “Barn och unga i vården”."]
)
def test_an_event_has_the_title_that_a_sentence_tells(sentence: str) -> None:
    text = f"# Barnens dag fyller 25 år!\n\nVi bjuder in till en konferens. {sentence}\n\nProgram\n\n"
    text += "9.00 Välkomna\n\nAnna Ek, chef Boverket\n\n9.15 Inledning\n\nBo Lind, docent\n\n10.00 Kaffe\n"
    assert {s for s, o in _takes_part(text) if o == "Barn och unga i vården"} == {"Anna Ek", "Bo Lind"}


def test_a_line_of_days_and_times_is_no_seminars_heading() -> None:
    text = "# Boverket på Bostadsveckan\n\n## Vem bygger för de unga?\n\nTisdag 15 juni kl. 11.30-12.30\n\n"
    text += "Paneldeltagare: Anna Ek, Bo Lind\n\n## Vem bygger för de gamla?\n\nOnsdag kl. 9.30-10.30\n\n"
    text += "Paneldeltagare: Eva Berg\n"
    found = _takes_part(text)
    assert {("Anna Ek", "Vem bygger för de unga?"), ("Bo Lind", "Vem bygger för de unga?")} <= found
    assert ("Eva Berg", "Vem bygger för de gamla?") in found


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Almedalen 2018: Det är mycket nu – om stress", "Det är mycket nu"),
        ("Hur kan vi stärka hälsan under och efter pandemin?", "Hur kan vi stärka hälsan under och efter pandemin?"),
    ],
)
def test_page_of_a_seminar_with_a_title_of_its_own(title: str, event: str) -> None:
    text = (
        f'---\ntitle: "{title}"\n---\n\nVi talar om hälsan. På seminariet inleder Anna Ek.\n\n'
        "se seminariet i efterhand här\n\n"
        "Medverkar gör:\n\n- Anna Ek, Boverket\n- Bo Lind, Vinnova\n\nFler uppgifter finns i Almedalsveckans program."
    )
    found = facts(read_text(text, id="x", language="sv")).to_json()
    label = {e["iri"]: e["label"] for e in found["entities"]}
    at = {label[r["o"]] for r in found["relations"] if r["p"] == "participatesIn"}
    assert at == {event}


def test_a_new_project_on_a_theme_is_called_by_its_title() -> None:
    found = _relations("# Nytt projekt om trygga hem\n\nProjektet finansieras av Formas. Ett FoI-projekt till pågår.\n")
    assert ("Formas", "funds", "Nytt projekt om trygga hem") in found
    assert not any("FoI" in (s, o) for s, _, o in found)


@pytest.mark.parametrize("kind", ["Nytt projekt", "EU-projekt", "Forskningsprojekt"])
def test_what_a_title_calls_a_project_is_no_part_of_its_name(kind: str) -> None:
    found = _relations(f"# {kind}: Trygga hem\n\nProjektet finansieras av Formas. Det pågår i tre år.\n")
    assert ("Formas", "funds", "Trygga hem") in found


@pytest.mark.parametrize("title", ["Nytt projekt ska göra hemmen tryggare", "Nytt projekt: Boverket kartlägger hem"])
def test_news_of_a_project_are_no_name_of_it(title: str) -> None:
    found = _relations(f"# {title}\n\nProjektet finansieras av Formas. Det pågår i tre år.\n")
    assert not any(p == "funds" for _, p, _ in found)


def test_an_event_whose_name_goes_on_in_small_letters() -> None:
    found = _relations("Kustforumet arrangeras av Boverket. På kustforumet talade Anna Ek.")
    assert ("Anna Ek", "participatesIn", "Kustforumet") in found


def test_a_label_that_ends_the_text_names_no_project() -> None:
    text = "---\ntitle: Trygga hem\nlanguage: sv\n---\n\nProjektet startar i maj.\n\nProjektnamn"
    assert "Projektnamn" not in {e.label for e in facts(read_text(text, id="x")).entities}


def test_seminars_of_a_week_are_events_of_their_own() -> None:
    found = _relations(
        "# Nationella Vattenveckan 2026\n\nUnder veckan hålls seminarier.\n\nSå sparar vi vatten i skolan\n\n"
        "10:00-12:00\nDigitalt seminarium via Zoom\nVid köksbord diskuteras vatten. Hur kunde det bli så?\n\n"
        "Medverkande:\n\nAnna Ek, Boverket\nBo Lind, Formas\n"
    )
    parts = {(s, o) for s, p, o in found if p == "participatesIn"}
    assert parts == {("Anna Ek", "Så sparar vi vatten i skolan"), ("Bo Lind", "Så sparar vi vatten i skolan")}


def test_a_week_without_times_under_headings_is_one_event() -> None:
    found = _relations(
        "# Nationella Vattenveckan 2026\n\nUnder veckan talar vi om vatten i hela landet.\n\nVatten är liv i skolan\n\n"
        "Medverkande:\n\nAnna Ek, Boverket\nBo Lind, Formas\n"
    )
    assert {o for _, p, o in found if p == "participatesIn"} <= {"Nationella Vattenveckan 2026", "Vattenveckan 2026"}
