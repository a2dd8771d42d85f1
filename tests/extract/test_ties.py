"""Who is part of whom, who gets an assignment, who pays and who works together, where lists and headings tell."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _found(
    text: str, predicate: str, title: str = "", language: str = "sv", publisher: str = ""
) -> set[tuple[str, str]]:
    head = f"language: {language}\n"
    head += f"title: {title}\n" * bool(title) + f"publisher: {publisher}\n" * bool(publisher)
    found = facts(read_text(f"---\n{head}---\n\n{text}", id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], ""), labels.get(r["o"], r["o"])) for r in found["relations"] if r["p"] == predicate}


@pytest.mark.parametrize(
    ("text", "part", "house"),
    [
        ("Trafiknämnden i Region Skåne har antagit en plan.", "Trafiknämnden i Region Skåne", "Region Skåne"),
        ("Medverkande: Region Skåne, Folkhälsoenheten", "Folkhälsoenheten", "Region Skåne"),
        (
            "Vi frågade Anna Ek (Enheten för biblioteksfrågor, Region Skåne).",
            "Enheten för biblioteksfrågor",
            "Region Skåne",
        ),
    ],
)
def test_a_part_is_its_houses(text: str, part: str, house: str) -> None:
    assert _found(text, "partOf") == {(part, house)}


def test_a_part_of_a_part_is_no_house() -> None:
    text = "Deltagare: Fakulteten för konst, Institutionen för måleri, Umeå universitet"
    assert ("Institutionen för måleri", "Fakulteten för konst") not in _found(text, "partOf")


_GOT = [
    "Följande myndigheter har fått uppdraget:",
    "Uppdraget ges till följande myndigheter:",
    "Ansvariga myndigheter:",
]


@pytest.mark.parametrize("intro", _GOT)
@pytest.mark.parametrize("mark", ["- ", "", "\n"])
def test_who_gets_an_assignment_may_stand_in_lines_of_their_own(intro: str, mark: str) -> None:
    text = f"Regeringen har gett tre myndigheter i uppdrag att kartlägga våldet i skolan.\n\n{intro}\n\n"
    text += "".join(
        f"{mark}{name}\n" for name in ("Boverket", "Skatteverket", "Forskningsrådet för hälsa, arbetsliv och välfärd")
    )
    found = _found(text, "assignedTo", "Skolan ska bli trygg")
    assert len(found) == 3 and {task for task, _ in found} == {"Kartlägga våldet i skolan"}


def test_an_assignment_of_the_title_is_whose_the_text_says() -> None:
    text = "Uppdraget går till Boverket och Skatteverket. Det är klart i maj."
    found = _found(text, "assignedTo", "Uppdrag att kartlägga våldet i skolan")
    assert found == {("Kartlägga våldet i skolan", "Boverket"), ("Kartlägga våldet i skolan", "Skatteverket")}
    assert not _found(
        "Mötet går till Boverket och Skatteverket.", "assignedTo", "Uppdrag att kartlägga våldet i skolan"
    )


def test_a_long_word_alone_names_the_assignment_told_before() -> None:
    text = "Regeringen ger Boverket i uppdrag att jämställdhetsintegrera sin verksamhet.\n\n"
    text += "Myndigheter som fått uppdrag om jämställdhetsintegrering i årets regleringsbrev:\n\n- Skatteverket\n"
    assert {task for task, _ in _found(text, "assignedTo")} == {"Jämställdhetsintegrera sin verksamhet"}


_GRANTS = [
    (
        "sv",
        "Region Skåne beviljar stöd till två projekt:",
        "- Hållbara byar, 300 000 kr – Hörby kommun\n- Ystads kommun: Skolan, 90 000 kr\n",
    ),
    (
        "nb",
        "Region Skåne deler ut midler til to prosjekter:",
        "- Hållbara byar – Hörby kommun – 300 000 kroner\n- Skolan (Ystads kommun), 90 000\n",
    ),
    (
        "da",
        "Region Skåne uddeler midler til to projekter:",
        "- Hörby kommun: Hållbara byar, 300.000 kr.\n- 90.000 kr.: Skolan, Ystads kommun\n",
    ),
    (
        "fi",
        "Region Skåne on myöntänyt avustuksia:",
        "- Hörby kommun, Hållbara byar, 300 000 euroa\n- Ystads kommun, Skolan, 90 000 €\n",
    ),
]


@pytest.mark.parametrize(("language", "intro", "entries"), _GRANTS)
def test_a_grant_has_its_parts_in_any_order(language: str, intro: str, entries: str) -> None:
    text = f"{intro}\n\n{entries}"
    assert _found(text, "funds", language=language) == {("Region Skåne", "Hållbara byar"), ("Region Skåne", "Skolan")}
    assert ("Hörby kommun", "Hållbara byar") in _found(text, "participatesIn", language=language)
    assert not _found(f"Region Skåne: {entries}", "funds", language=language)


def test_bodies_that_get_money_without_a_project_are_paid_themselves() -> None:
    text = "Boverket har fördelat 40 miljoner kronor. Bidragen går till:\n\n"
    text += "Hörby kommun, 300 000 kr\n\nYstads kommun, 90 000 kr\n"
    assert _found(text, "funds") == {("Boverket", "Hörby kommun"), ("Boverket", "Ystads kommun")}


def test_a_page_of_projects_with_labels_has_each_with_its_own() -> None:
    text = "\n\n".join(
        f"{name}\n\nSyfte: att fler cyklar.\n\nProjektägare: {owner}\n\nFinansiär: {payer}\n\nProjekttid: 2019"
        for name, owner, payer in [
            ("Grön rutt", "Kumla kommun", "Tillväxtverket"),
            ("Blå rutt", "Region Skåne", "Boverket"),
        ]
    )
    assert _found(text, "funds", "Pågående projekt") == {("Tillväxtverket", "Grön rutt"), ("Boverket", "Blå rutt")}
    found = _found(text, "participatesIn", "Pågående projekt")
    assert found == {("Kumla kommun", "Grön rutt"), ("Region Skåne", "Blå rutt")}


@pytest.mark.parametrize(("letters", "same"), [("SPSM", True), ("SPXM", False), ("PSSM", False)])
def test_an_unexplained_abbreviation_of_the_publishers_words_is_the_publisher(letters: str, same: bool) -> None:
    text = f"{letters} samarbetar med Boverket. {letters} växer."
    found = _found(text, "collaboratesWith", publisher="Specialpedagogiska skolmyndigheten")
    assert ({"Boverket", "Specialpedagogiska skolmyndigheten"} in [set(pair) for pair in found]) == same


def test_under_another_heading_cooperation_is_of_whom_the_text_speaks_there() -> None:
    text = (
        "## Boverket\n\nBoverket fick i uppdrag att bygga högre hus i trä.\n\n## Skatteverket\n\n"
        "Skatteverket växer. Arbetet görs tillsammans med Kumla kommun.\n"
    )
    assert {frozenset(pair) for pair in _found(text, "collaboratesWith")} == {
        frozenset(["Skatteverket", "Kumla kommun"])
    }


def test_a_heading_that_names_partners_is_the_publishers() -> None:
    found = _found("Samverkan med Skatteverket och Kumla kommun\n", "collaboratesWith", "Om oss", publisher="Boverket")
    assert {frozenset(pair) for pair in found} == {frozenset(["Boverket", n]) for n in ("Skatteverket", "Kumla kommun")}


def test_an_event_is_not_named_after_the_day_of_the_week() -> None:
    text = "Boverket och Skatteverket håller konferens om hållbara städer onsdag den 3 maj."
    assert all("onsdag" not in event for _, event in _found(text, "organizes"))


@pytest.mark.parametrize(
    ("behind", "name"), [("i nära samverkan med Malmö stad", "Trygg väg"), ("i Malmö", "Trygg väg i Malmö")]
)
def test_whom_a_project_is_run_with_is_no_part_of_its_name(behind: str, name: str) -> None:
    found = _found(f"Rädda Barnen driver projektet Trygg väg {behind}. Det går bra med allt.", "participatesIn")
    assert ("Rädda Barnen", name) in found and {project for _, project in found} == {name}


def test_a_list_of_partners_is_of_the_sender_where_the_page_is_about_no_project() -> None:
    partners = "Samarbetspartners\n\n- Skatteverket\n- Kumla kommun\n"
    found = _found(partners, "collaboratesWith", "Om oss", publisher="Boverket")
    assert {frozenset(pair) for pair in found} == {frozenset(["Boverket", n]) for n in ("Skatteverket", "Kumla kommun")}
    assert not _found(f"Projektet Digitala kvarter pågår.\n\n{partners}", "collaboratesWith", publisher="Boverket")


_PARTIES = [
    ("sv", "Arbetet är ett samarbete mellan Grönklitt, Boverket och Kvartersnav."),
    ("nb", "Arbeidet er et samarbeid mellom Grønklitt, Kartverket og Kvartersnav."),
    ("da", "Arbejdet er et samarbejde mellem Grønklitt, Geodatastyrelsen og Kvartersnav."),
]


@pytest.mark.parametrize(("language", "text"), _PARTIES)
def test_every_name_of_a_list_of_parties_is_a_bodys(language: str, text: str) -> None:
    assert len(_found(text, "collaboratesWith", language=language)) == 3


def test_a_word_that_the_text_has_in_small_letters_is_no_party() -> None:
    text = "Arbetet är ett samarbete mellan Grönklitt, Boverket och Frivilliga. Många frivilliga deltar."
    assert not any("Frivilliga" in pair for pair in _found(text, "collaboratesWith"))


def test_an_event_of_two_words_has_its_year() -> None:
    text = "Riksarkivet organiserar Nordiska arkivdagarna 2022 i Kumla."
    assert _found(text, "organizes") == {("Riksarkivet", "Nordiska arkivdagarna 2022")}


@pytest.mark.parametrize(
    ("language", "text", "one", "other"),
    [
        (
            "da",
            "Den Danske Naturfond har vokset. Naturfonden samarbejder med Aarhus Kommune.",
            "Den Danske Naturfond",
            "Aarhus Kommune",
        ),
        (
            "sv",
            "Svenska Arkivförbundet växer. Arkivförbundet samarbetar med Kumla kommun.",
            "Svenska Arkivförbundet",
            "Kumla kommun",
        ),
    ],
)
def test_the_last_word_of_a_name_is_the_same_body(language: str, text: str, one: str, other: str) -> None:
    assert {frozenset(pair) for pair in _found(text, "collaboratesWith", language=language)} == {
        frozenset([one, other])
    }


def test_what_the_government_asks_agencies_to_do_is_an_assignment() -> None:
    text = "Regeringen har bett Boverket och Skatteverket att se över reglerna för byggande."
    assert len(_found(text, "assignedTo")) == 2
    assert not _found(text.replace("Regeringen", "Kumla kommun"), "assignedTo")


@pytest.mark.parametrize(
    "text",
    [
        "EU har beviljat 12 miljoner kronor till projektet Gröna rum.",
        "Boverket har fått 12 miljoner kronor av EU till projektet Gröna rum.",
        "Projektet Gröna rum har beviljats EU-medel för tre år.",
    ],
)
def test_the_union_that_pays_is_an_organisation(text: str) -> None:
    found = facts(read_text(f"---\nlanguage: sv\n---\n\nSverige och EU samarbetar. {text}", id="x")).to_json()
    payers = {r["s"] for r in found["relations"] if r["p"] == "funds"}
    assert [e["type"] for e in found["entities"] if e["iri"] in payers] == ["Organization"]


@pytest.mark.parametrize(
    ("language", "text", "predicate", "other"),
    [
        ("sv", "Konferensen Ekdagen hålls i maj. Arrangör: Malmö stad och Blå Fågel.", "organizes", "Blå Fågel"),
        ("nl", "Het project Groene Stad wordt uitgevoerd door TNO en Blauwe Vogel.", "participatesIn", "Blauwe Vogel"),
        ("de", "Das Projekt GrünStadt wird von KOINNO und Neuland Digital durchgeführt.",
            "participatesIn", "Neuland Digital"),
    ],
)  # fmt: skip
def test_the_second_of_two_whom_nobody_knows(language: str, text: str, predicate: str, other: str) -> None:
    assert other in {subject for subject, _ in _found(text, predicate, language=language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Projektet Hem är treårigt.\n\nProjektet drivs av:\n\n- Vinnova\n- Boverket"),
        ("nb", "Prosjektet Hjem er treårig.\n\nProsjektet drives av:\n\n- Oslo kommune\n- Kartverket"),
        ("da", "Projektet Hjem er treårigt.\n\nProjektet drives af:\n\n- Aarhus Kommune\n- Region Sjælland"),
        ("nl", "Het project Thuis duurt drie jaar.\n\nHet project wordt uitgevoerd door:\n\n- TNO\n- Rijkswaterstaat"),
        ("de", "Das Projekt Heimat läuft.\n\nDas Projekt wird durchgeführt von:\n\n- Stadt Gotha\n- Fraunhofer IAO"),
        ("en", "The project Homes began.\n\nThe project is run by:\n\n- City of Leeds\n- University of York"),
    ],
)
def test_who_runs_the_project_in_a_list_below(language: str, text: str) -> None:
    assert len(_found(text, "participatesIn", language=language)) == 2
