"""Swedish: what a page and its event or project are about."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _themes(text: str, publisher: str = "") -> dict[str, set[str]]:
    """The ids of the themes by what has them: `about` for the article."""
    head = f"---\nlanguage: sv\npublisher: {publisher}\n---\n"
    found = facts(read_text(f"{head}{text}\n", id="x", format="markdown")).to_json()
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


#: What says nothing of any theme, longer than a short text.
_REST = "Styrelsen möts fyra gånger om året. Ledamöterna väljs av årsmötet. Sekreteraren för protokoll. " * 14


def test_a_text_on_a_body_is_about_its_field() -> None:
    own = f"# Rådet för psykisk hälsa får ny ledning\n\nRådet för psykisk hälsa byter ledning i maj.\n\n{_REST}"
    assert _themes(own).get("about") == {"health-care"}
    passing = f"# Ny ledning för fonden\n\nAnna Ek kommer från Rådet för psykisk hälsa.\n\n{_REST}"
    assert "about" not in _themes(passing)
    assert "about" not in _themes("Rådet för psykisk hälsa bidrar med pengar.")


def test_a_way_of_buying_is_told_once() -> None:
    assert _themes(f"# Tre frågor\n\n{_REST}\n\nVi arbetar med innovationsupphandling.")["about"] == {
        "innovation-procurement"
    }
    assert "about" not in _themes(f"# Tre frågor\n\n{_REST}\n\nVi arbetar med vattenrening.")


def test_what_many_sentences_speak_of_has_the_pages_theme() -> None:
    text = (
        "# Många vill vara med\n\nProjektet Blå stråk startar i maj. Projektet ska pågå i tre år. I projektet deltar "
        "fem kommuner. Övergödning hotar havet. Därför ska dricksvattnet skyddas.\n\nProjektet leds av Anna Ek."
    )
    assert _themes(text)["Blå stråk"] == {"water"}
    passing = "# Havet mår dåligt\n\nÖvergödning hotar havet, säger Anna Ek som tidigare ledde projektet Blå stråk."
    themes = _themes(passing)
    assert themes["about"] == {"water"}
    assert "Blå stråk" not in themes


def test_a_sentence_tells_of_what_it_begins_with() -> None:
    text = "# Havet\n\nÖvergödning hotar havet. Projektet Blå stråk vill ge rent vatten."
    assert _themes(text)["Blå stråk"] == {"water"}


def test_a_title_said_again_above_the_text_speaks_of_nothing_more() -> None:
    title = "Projektet Blå stråk har startat"
    text = f"# {title}\n\nVi vill nå fler.\n\nÖvergödning hotar havet, och dricksvattnet ska skyddas mot buller."
    assert _themes(text) == _themes(text.replace("\n\n", f"\n\n* {title}\n* {title}\n\n", 1))


@pytest.mark.parametrize(
    ("text", "thing", "theme"),
    [
        ("Vinnova betalar för projektet Kloka Köp, som ska bidra till ökat återbruk.", "Kloka Köp", "circular-economy"),
        ("Konferensen Stora Dagen hålls den 3 maj på temat öppna data.", "Stora Dagen", "open-data"),
        ("Konferensen Stora Dagen hålls den 3 maj. Årets tema är öppna data.", "Stora Dagen", "open-data"),
    ],
)
def test_what_stands_behind_a_name_tells_its_theme(text: str, thing: str, theme: str) -> None:
    assert _themes(f"# Nytt i maj\n\n{text}")[thing] == {theme}


def test_what_stands_before_a_name_does_not() -> None:
    themes = _themes("# Nytt i maj\n\nÅterbruket ökar, säger Anna Ek, som förut ledde projektet Kloka Köp.")
    assert "Kloka Köp" not in themes


def test_two_words_of_a_theme_in_one_sentence_tell_it() -> None:
    one = f"# Tre frågor\n\n{_REST}\n\nVi arbetar med avloppsvatten."
    assert "about" not in _themes(one)
    assert _themes(one.replace("avloppsvatten", "avloppsvatten och dagvatten"))["about"] == {"water"}
    # One word in two forms is one word.
    assert "about" not in _themes(one.replace("avloppsvatten", "avloppsvatten och avloppsreningsverk"))


def test_research_is_no_theme_of_whoever_does_it() -> None:
    text = (
        "# Många vill vara med\n\nProjektet Blå stråk startar i maj. Projektet bygger på forskning. I projektet deltar "
        "fem forskare. Forskningen pågår i tre år.\n\nProjektet leds av Anna Ek."
    )
    themes = _themes(text)
    assert themes["about"] == {"research"}
    assert "Blå stråk" not in themes


def test_a_post_of_the_budget_and_who_gets_a_report_are_no_themes() -> None:
    told = "Pengarna tas från utgiftsområde 9 Hälsovård, sjukvård och social omsorg, anslaget 4:2."
    assert "about" not in _themes(f"# Bidrag till föreningar\n\n{told}")
    report = "En redovisning ska lämnas till Regeringskansliet (Klimat-och näringslivsdepartementet)."
    assert "about" not in _themes(f"# Bidrag till föreningar\n\n{report}")
    assert _themes("# Bidrag till föreningar\n\nPengarna går till sjukvård.")["about"] == {"health-care"}


def test_the_sentence_after_an_assignment_goes_on_about_it() -> None:
    text = (
        "# Digg får uppdrag\n\nRegeringen ger Digg i uppdrag att stödja kommuner. Stödet avser öppna data.\n\nÖppna "
        "data är viktigt."
    )
    assert {theme for what, found in _themes(text).items() if what != "about" for theme in found} == {"open-data"}


def test_what_a_thing_is_called_right_behind_its_name_is_its_theme() -> None:
    text = "Projektet Gröna hus växer. Ett moment i Gröna hus blir Bostadshacket, ett hackathon som Boverket ordnar."
    assert _themes(text)["Bostadshacket"] == {"hackathons"}


def test_an_organisation_on_its_own_page_has_the_themes_of_the_page() -> None:
    text = (
        "# Om Vattenhuset Mälaren\n\nVattenhuset Mälaren är en mötesplats i Västerås. Vi arbetar med dricksvatten i "
        "hela länet.\n\nDricksvatten och avlopp angår alla."
    )
    assert _themes(text, "Vattenhuset Mälaren")["Vattenhuset Mälaren"] == {"water"}
    news = text.replace("Om Vattenhuset Mälaren", "Kommunen och Vattenhuset Mälaren prövar nya ledningar till sommaren")
    for title, publisher in ((text, "Västerås stad"), (news, "Vattenhuset Mälaren")):
        assert "Vattenhuset Mälaren" not in _themes(title, publisher)


def test_the_only_project_has_the_theme_that_the_page_shows_most() -> None:
    text = (
        "# Sjukhus prövar nya dörrar\n\nPatienter på sjukhuset slipper buller.\n\nRegion Skåne inför projektet "
        "Mjuka dörrar. Redan i fjol prövades Mjuka dörrar i Lund."
    )
    assert _themes(text)["Mjuka dörrar"] == {"health-care"}
    assert "Mjuka dörrar" not in _themes(text + "\n\nRegion Skåne har också projektet Hårda golv.")


def test_the_sentence_after_a_project_s_own_tells_its_theme_where_the_page_is_about_that() -> None:
    text = (
        "# Ny mat i skolan\n\nBoverket startar projektet Runda bord. Barnen ska få bättre skolmat med mer lokala "
        "livsmedel.\n\nBoverket har också projektet Raka led."
    )
    themes = _themes(text)
    assert "food" in themes["Runda bord"]
    assert "food" not in themes.get("Raka led", set())
