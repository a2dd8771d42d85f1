"""Persons and organisations in sentences: well-known names, surnames alone, particles, numbers of kings."""

from __future__ import annotations

import tomllib

import pytest

from innograph.article import Article
from innograph.extract.language import LANGUAGES
from innograph.link import facts
from innograph.resources import resource


def names(text: str, language: str = "sv") -> set[tuple[str, str]]:
    """Type and mentioned text of every listed person and organisation."""
    found = facts(Article("sentence", text, language))
    return {(e.type, m.text) for e in found.entities if e.type in ("Person", "Organization") for m in e.mentions}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Det visar att Bashar al-Assad kan mer.", "Bashar al-Assad"),
        ("Det blev ett möte med Margrethe II i slottet.", "Margrethe II"),
        ("I går kom Carl XVI Gustaf till mötet.", "Carl XVI Gustaf"),
        ("– Det började dåligt, säger von Eckermann.", "von Eckermann"),
        ("Alla poäng togs av Lindqvist i slutet.", "Lindqvist"),
        ("Alla poäng togs av Lindqvists lag i slutet.", "Lindqvists"),
        ("Eftermiddagen innan kom målvakten Per Sandström.", "Per Sandström"),
        ("Svenske Daniel Richardsson blev fyra.", "Daniel Richardsson"),
        ("Dalibor Doder lämnade mötet.", "Dalibor Doder"),
        ("Priset delades ut av Keisha Abarnathy och Kazuko Inoue.", "Kazuko Inoue"),
    ],
)
def test_person_is_found(text: str, person: str) -> None:
    assert ("Person", person) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Utställningen visas i Marieberg till maj.",
        "Tjänsteman kan den bli som söker.",
        "Verksamhetsgren är ett ord i lagen.",
        "Forskare mäter ljuset i MAX IV varje dag.",
        "Green Deal har beslutats av unionen.",
        "Arbetet fortsätter i kvarteret Lindberg.",
    ],
)
def test_no_person_where_none_is_named(text: str) -> None:
    assert not {name for type_, name in names(text) if type_ == "Person"}


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Nu ska Volvo bygga bilar.", "Volvo"),
        ("Det skriver Dagens Nyheter i en ledare.", "Dagens Nyheter"),
        ("Enligt Rädda Barnens rapport ökar problemen.", "Rädda Barnens"),
        ("Frågan drivs av H&M sedan i våras.", "H&M"),
        ("Rögle vann med 3 – 1 mot Leksand.", "Rögle"),
    ],
)
def test_well_known_organization_is_found(text: str, organization: str) -> None:
    assert ("Organization", organization) in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Läs mer på Facebook och följ arbetet.",  # a channel, not who acts
        "Mötet hölls i Halmstad, där matchen spelades.",  # the town
        "Volvobilar är vanliga och apple pie är gott.",  # as written, as whole words
        "Kyrkan i Rögle byggdes på medeltiden.",  # no team without sport
    ],
)
def test_no_organization_without_its_surroundings(text: str) -> None:
    assert not {name for type_, name in names(text) if type_ == "Organization"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_lists_well_known_organizations(language: str) -> None:
    own = tomllib.loads(resource("data", "language", language, "names.toml").read_text(encoding="utf-8"))
    listed = {w for e in own["organization"] if e["form"] == "name" for w in e["words"]}
    assert len(listed) >= (600 if language == "sv" else 100)


@pytest.mark.parametrize(
    ("text", "language", "name", "actor"),
    [
        ("Planen tas fram av Skolverket under året.", "sv", "Skolverket", "statens-skolverk"),
        ("Cancerfonden bidrar med pengar till arbetet.", "sv", "Cancerfonden", "swedish-cancer-society"),
        ("Beslutet väntas från EU-kommissionen i höst.", "sv", "EU-kommissionen", "europeiska-kommissionen"),
        ("Frågorna besvaras av Anna Ek på Sida.", "sv", "Sida", "styrelsen-for-internationellt-utvecklingssamarbete"),
        ("Ansvaret ligger hos Skolverket och Boverket.", "sv", "Skolverket", "statens-skolverk"),
    ],
)  # fmt: skip
def test_a_name_of_one_word_is_linked_where_it_stands_as_one(text: str, language: str, name: str, actor: str) -> None:
    found = facts(Article("sentence", text, language))
    assert [e.iri.rpartition("/")[2] for e in found.entities if name in {m.text for m in e.mentions}] == [actor]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sida vid sida går de båda männen.", "sv"),
        ("Mer står på Sida 3 i rapporten.", "sv"),
        ("Bundeskanzleramt und Länder haben sich geeinigt.", "de"),
        ("Det sade Kommissionen mot trångboddhet i går.", "sv"),
    ],
)
def test_a_word_that_is_no_name_is_linked_to_none(text: str, language: str) -> None:
    found = facts(Article("sentence", text, language))
    listed = ("utvecklingssamarbete", "federal-chancellery", "europeiska-kommissionen")
    assert not [e.iri for e in found.entities if any(part in e.iri for part in listed)]


@pytest.mark.parametrize(
    ("text", "language", "type_", "name"),
    [
        ("Umeå får pengar av Vetenskapsrådet för projektet Trygga gator.", "sv", "Organization", "Vetenskapsrådet"),
        ("SafeRoads är ett EU-finansierat projekt som leds av Boverket.", "sv", "Project", "SafeRoads"),
        ("SafeRoads is a three-year EU project run by Statistics Sweden.", "en", "Project", "SafeRoads"),
    ],
)
def test_a_name_ends_before_what_the_sentence_says_of_it(text: str, language: str, type_: str, name: str) -> None:
    found = facts(Article("sentence", text, language))
    assert name in {e.label for e in found.entities if e.type == type_}


def test_in_a_row_of_speakers_a_title_is_of_the_name_before_it() -> None:
    text = "Mary Jones, director at Statistics Norway, Anna Berg, professor at the University of Oslo, and Bo Ek spoke."
    found = facts(Article("sentence", text, "en"))
    names = {e.iri: e.label for e in found.entities}
    roles = {(names[c.subject], c.object) for c in found.claims if c.predicate == "hasRole"}
    assert roles == {("Mary Jones", "director"), ("Anna Berg", "professor")}


@pytest.mark.parametrize("name", ["Nordiska stadsnätverket", "Svenska skolinstitutet", "Nordiska hälsorådet"])
def test_an_adjective_with_a_capital_begins_a_name(name: str) -> None:
    assert ("Organization", name) in names(f"Umeå kommun är medlem i {name} sedan 2020.")
    adjective, noun = name.split()
    assert not any(noun in found for _, found in names(f"Där finns det {adjective.lower()} {noun} för alla."))


def test_a_common_noun_behind_an_article_is_no_project() -> None:
    text = "The exhibition is a joint project between the National Museum and the Museum of Oslo."
    assert not [e.label for e in facts(Article("sentence", text, "en")).entities if e.type == "Project"]


@pytest.mark.parametrize(
    ("language", "url", "actor"),
    [
        ("de", "https://www.bund.de/neues", "bundesregierung"),
        ("de", None, "bundesregierung"),
        ("de", "https://www.bundeskanzleramt.gv.at/neues", "osterreichische-bundesregierung"),
        ("de-AT", None, "osterreichische-bundesregierung"),
    ],
)
def test_a_federal_government_is_austrias_where_something_tells_it(language: str, url: str | None, actor: str) -> None:
    article = Article("a", "Die Bundesregierung beauftragt den Wissenschaftsrat, das zu prüfen.", language, url=url)
    assert actor in {e.iri.rpartition("/")[2] for e in facts(article).entities}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mukana on VTT Oy. VTT:n johtaja Anna Virtanen kiitti."),
        ("de", "Das Deutsche Institut für Wasserbau gGmbH forscht. Das Deutsche Institut für Wasserbau baut."),
        ("nl", "Stichting Blauwe Haven B.V. doet mee. Ook Stichting Blauwe Haven was er."),
        ("sv", "Med är RISE AB. RISE forskar."),
    ],
)
def test_a_name_with_and_without_its_legal_form_is_one(language: str, text: str) -> None:
    found = facts(Article("sentence", text, language))
    assert len([e for e in found.entities if e.type == "Organization"]) == 1


def test_two_legal_forms_of_a_name_are_two_bodies() -> None:
    found = facts(Article("sentence", "Mukana ovat Hopeapuro Oy ja Hopeapuro ry.", "fi"))
    assert len([e for e in found.entities if e.type == "Organization"]) == 2


def test_company_that_is_called_after_a_region_is_not_the_region() -> None:
    found = names("Region Gotland och Kumla kommun deltar.\n\nAnna Ek, Gotlands Bussar\n\nBo Lind, Boverket")
    assert ("Organization", "Gotlands") not in found
    assert ("Organization", "Gotlands Bussar") in found


def test_abbreviation_without_the_word_for_the_country() -> None:
    text = "Anna Ek är ny ordförande i Svenska Skolornas Riksförbund, SR. I dag samarbetar SR med Boverket."
    found = facts(Article("sentence", text, "sv"))
    assert [e.label for e in found.entities if e.type == "Organization"] == [
        "Svenska Skolornas Riksförbund",
        "Boverket",
    ]


@pytest.mark.parametrize(
    ("text", "names_of"),
    [
        ("RAPPORT FRÅN EN KONFERENS OM BARNENS BÄSTA", []),
        ("Konferensen Barn och böcker 2024 i Lund lockade många.", ["Barn och böcker 2024"]),
        ("Konferensen Barnboken och skolan lockade många.", ["Barnboken"]),
        (
            "Konferensen Barnens bästa allas ansvar, som hölls den 3 mars, lockade många.",
            ["Barnens bästa allas ansvar"],
        ),
        ("Seminariet Trygga byar för alla barn, som arrangeras av Boverket, är nytt.", ["Trygga byar för alla barn"]),
        ("Konferensen Barnens bästa i Lund, som hölls den 3 mars, lockade många.", ["Barnens bästa"]),
    ],
)
def test_where_names_of_events_end(text: str, names_of: list[str]) -> None:
    found = facts(Article("sentence", text, "sv"))
    assert [e.label for e in found.entities if e.type == "Event"] == names_of


def test_the_title_of_a_talk_behind_a_name_is_no_surname() -> None:
    text = (
        "Professor Anna Ek Skolhälsan i siffror Lektor Bo Lind Barnperspektiv och skolhälsa Eva Berg Lindholm och andra"
    )
    people = {name for kind, name in names(text) if kind == "Person"}
    assert people == {"Anna Ek", "Bo Lind", "Eva Berg Lindholm"}


def test_the_month_of_a_calendar_and_a_flash_are_no_bodies() -> None:
    text = "Boverket\n\n27\n\nAPR\n\nBREAKING\n\nI maj samarbetar Boverket och IVO med RAPR."
    assert {name for kind, name in names(text) if kind == "Organization"} == {"Boverket", "IVO", "RAPR"}
