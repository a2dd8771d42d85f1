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


def test_who_is_asked_below_a_member_of_a_list_works_there() -> None:
    text = (
        "Nätverket Klimatkommunerna samlar regioner. Kansliet finns hos Region Skåne.\n\n## Våra medlemmar\n\n"
        "Region Uppsala\nKontaktperson: Ola Stenmark, strateg\n\nRegion Gävleborg\nKontaktperson: vakant\n\n"
        "Danderyds sjukhus\nKontaktperson: Ulrika Bohlin"
    )
    told = _told(text, "Medlemmar", "Nätverket Klimatkommunerna")
    for body in ("Region Uppsala", "Region Gävleborg", "Danderyds sjukhus"):
        assert f"{body} memberOf Nätverket Klimatkommunerna" in told
    assert {"Ola Stenmark worksFor Region Uppsala", "Ulrika Bohlin worksFor Danderyds sjukhus"} <= told
    assert not any("worksFor Nätverket" in line for line in told)


def test_those_who_work_here_are_the_publishers_and_lead_the_project_named_behind_their_title() -> None:
    text = (
        "Innovationshuset Mitt hjälper kommuner. Vi driver projektet Stadspulsen.\n\n## Vi som jobbar här\n\n"
        "Cecilia Roslund\nVerksamhetsutvecklare\n\nDaniel Ek\nProjektledare, Stadspulsen\n\nHanna Wikman\nEkonom"
    )
    told = _told(text, "Om oss", "Innovationshuset Mitt")
    for person in ("Cecilia Roslund", "Daniel Ek", "Hanna Wikman"):
        assert f"{person} worksFor Innovationshuset Mitt" in told
    assert "Daniel Ek leads Stadspulsen" in told


def test_a_sentence_ends_with_a_word_that_could_be_an_abbreviation() -> None:
    text = (
        "Projektet Trygga gator har startat. Malmö stad är med. Dessutom bidrar Umeå universitet med kunskap om ljus."
    )
    assert "Umeå universitet participatesIn Trygga gator" in _told(text)


def test_bodies_of_the_next_sentence_do_it_in_the_project_just_named() -> None:
    text = (
        "Region Dalarna har tillsammans med fyra kommuner startat projektet Trygg vardag. Falu kommun, Ludvika kommun "
        "och Mora kommun ska under två år pröva ny teknik."
    )
    told = _told(text)
    for body in ("Region Dalarna", "Falu kommun", "Ludvika kommun", "Mora kommun"):
        assert f"{body} participatesIn Trygg vardag" in told


def test_partners_take_part_in_the_work_that_the_text_then_names() -> None:
    text = (
        "Aqvinta AB har i dag tecknat avtal om ett innovationspartnerskap med Stockholm Vatten och Avfall. Parterna "
        "ska gemensamt utveckla en metod. Utvecklingsarbetet, som har fått namnet Klarvy, är indelat i tre faser."
    )
    told = _told(text)
    assert {"Aqvinta AB participatesIn Klarvy", "Stockholm Vatten och Avfall participatesIn Klarvy"} <= told


def test_who_follows_supplies_and_steers_takes_part_in_the_project_spoken_of() -> None:
    text = (
        "Projektet Digital hemvård har startat. En forskargrupp vid Örebro universitet har knutits till satsningen, "
        "med docent Per Wik som ansvarig. Leverantör är Cuviva AB. I projektets styrgrupp finns Kumla kommun. "
        "Parterna har sökt pengar från Tillväxtverket och fått 8,4 miljoner kronor."
    )
    told = _told(text)
    for who in ("Örebro universitet", "Per Wik", "Cuviva AB", "Kumla kommun"):
        assert f"{who} participatesIn Digital hemvård" in told
    assert {"Per Wik worksFor Örebro universitet", "Tillväxtverket funds Digital hemvård"} <= told


def test_whom_to_ask_on_a_members_line_and_who_speaks_for_whom_in_a_programme_work_there() -> None:
    told = _told(
        "## Kommuner\n\n- **Kumla kommun** – med sedan starten. Kontaktperson: Jens Uggla, upphandlingschef\n"
        "- **Malmö stad** – Kontaktperson: Katja Ek, utvecklingsledare\n",
        "Medlemmar",
        "Nätverket Klimatkommunerna",
    )
    assert {"Jens Uggla worksFor Kumla kommun", "Katja Ek worksFor Malmö stad"} <= told
    assert not any("worksFor Nätverket" in line for line in told)
    assert "Nils Wik worksFor Boverket" in _told(
        "13.40 Nils Wik, Boverket: Öppna data – varför så trögt?", "Bostadsdagen 2025"
    )


def test_a_boards_chair_and_who_stands_besides_are_told() -> None:
    told = _told(
        "Aqvinta AB växer. I maj tillträder Mona Ghazali som styrelseordförande. Ghazali är också ledamot i "
        "branschorganisationen Swedish Medtechs styrelse.",
        publisher="Aqvinta AB",
    )
    assert {"Mona Ghazali memberOf Aqvinta AB", "Mona Ghazali memberOf Swedish Medtech"} <= told
    told = _told(
        "Projektet Smarta sår har startat. Bakom satsningen står utöver Region Skåne också Region Kalmar län. Vinnova "
        "går in med åtta miljoner kronor, och lika mycket skjuter Malmö stad till."
    )
    assert {"Region Skåne participatesIn Smarta sår", "Region Kalmar län participatesIn Smarta sår"} <= told
    assert {"Vinnova funds Smarta sår", "Malmö stad funds Smarta sår"} <= told


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Det är ett samarbete mellan Malmö stad och Kumla kommun.", ["Malmö stad", "Kumla kommun"]),
        ("Malmö stad håller i trådarna.", ["Malmö stad"]),
        ("Först ut att testa är Malmö stad, följt av Kumla kommun.", ["Malmö stad", "Kumla kommun"]),
        ("Arbetet drivs av en grupp med företrädare för Malmö stad och Skatteverket.", ["Malmö stad", "Skatteverket"]),
        ("På forskarsidan finns Umeå universitet med.", ["Umeå universitet"]),
        ("Umeå universitet har anlitats för att utvärdera arbetet.", ["Umeå universitet"]),
        ("Malmö stad, som är projektägare, har redan börjat.", ["Malmö stad"]),
        ("Med finansiering från Vinnova ska Malmö stad pröva ny teknik.", ["Malmö stad"]),
    ],
)
def test_who_takes_part_in_the_project_of_the_sentence_before(sentence: str, who: list[str]) -> None:
    told = _told(f"Projektet Trygga gator har startat. {sentence}")
    assert {line for line in told if "participatesIn" in line} == {
        f"{body} participatesIn Trygga gator" for body in who
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Vinnova stöttar med 4 miljoner kronor.",
        "Pengarna kommer till lika delar från Vinnova och Formas.",
        "Av budgeten på 9 miljoner kronor står Vinnova för sex.",
        "Satsningen kostar 9 miljoner kronor och betalas av Vinnova.",
    ],
)
def test_who_pays_for_the_project_of_the_sentence_before(sentence: str) -> None:
    assert "Vinnova funds Trygga gator" in _told(f"Projektet Trygga gator har startat. {sentence}")
    assert "Vinnova funds Trygga gator" not in _told(f"Ett projekt har startat. {sentence}")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("På Boverket arbetar utredaren Anna Ek med frågan.", "Anna Ek worksFor Boverket"),
        ("Från Boverkets sida deltar Anna Ek.", "Anna Ek worksFor Boverket"),
        ("Malmö stad bygger nytt. Anna Ek är inköpschef där.", "Anna Ek worksFor Malmö stad"),
        (
            "I maj hålls konferensen Bostadsdagen. Civilminister Anna Ek inviger och Bo Lind modererar.",
            "Bo Lind participatesIn Bostadsdagen",
        ),
        (
            "I maj hålls konferensen Bostadsdagen. Malmö stad berättar om sina erfarenheter.",
            "Malmö stad participatesIn Bostadsdagen",
        ),
        (
            "Nätverket Klimatkommunerna växer. Malmö stad gick med 2019 och Kumla kommun året därpå.",
            "Kumla kommun memberOf Nätverket Klimatkommunerna",
        ),
        ("Projektet Trygga gator har startat. Anna Ek håller ihop arbetet.", "Anna Ek leads Trygga gator"),
    ],
)
def test_what_the_sentence_before_names(text: str, line: str) -> None:
    assert line in _told(text)
