"""Names that a phrase introduces: called so, told between commas, counted and listed, done or paid by."""

from __future__ import annotations

import pytest

from innograph.article import Article, Block
from innograph.link import facts
from innograph.read import read_text


def names(text: str, language: str, type_: str = "Organization") -> set[str]:
    found = facts(Article("x", text, language)).to_json()
    return {str(e["label"]) for e in found["entities"] if e["type"] == type_}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A company called Lumen Rivers came out best. The city has its own unit, RiverBox, for such trials."),
        ("da", "Et firma ved navn Lumen Rivers klarede sig bedst. Byen har sin egen enhed, RiverBox, til den slags."),
        ("nb", "Et firma ved navn Lumen Rivers gjorde det best. Byen har sin egen enhet, RiverBox, for slikt."),
        ("sv", "Ett företag vid namn Lumen Rivers var bäst. Staden har sin egen enhet, RiverBox, för sådant."),
        ("nl", "Een bedrijf genaamd Lumen Rivers was het beste. De stad heeft een eigen eenheid, RiverBox, daarvoor."),
        (
            "de",
            "Ein Unternehmen namens Lumen Rivers war am besten. Die Stadt hat eine eigene Einheit, RiverBox, dafür.",
        ),
    ],
)
def test_what_a_body_is_introduces_its_name(language: str, text: str) -> None:
    assert names(text, language) == {"Lumen Rivers", "RiverBox"}


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("en", "The workshop, Testing the Waters, was held in May.", "Testing the Waters"),
        ("da", "Workshoppen, Test af vandet, blev holdt i maj.", "Test af vandet"),
        ("nb", "Årets samling, Test av vannet, ble holdt i mai.", "Test av vannet"),
        ("sv", "Nästa konferens, Prova vattnet, hålls i maj.", "Prova vattnet"),
        ("nl", "De workshop, Test het water, werd in mei gehouden.", "Test het water"),
        ("nl", "Zij houden de marktdag Weet jij het? in Breda.", "Weet jij het?"),
        ("nl", "Wij staan op de Waterbeurs Zuid, van 11 tot en met 14 maart.", "Waterbeurs Zuid"),
        ("fi", "Hankkeen avausseminaari, Vedestä virtaa, pidetään keväällä.", "Vedestä virtaa"),
    ],
)
def test_what_an_event_is_introduces_its_name(language: str, text: str, event: str) -> None:
    assert names(text, language, "Event") == {event}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A pilot in Tampere, Open Water, tests sensors."),
        ("da", "Et forsøg i Odense, Open Water, tester sensorer."),
        ("nb", "Et forsøk i Bergen, Open Water, tester sensorer."),
        ("sv", "Ett försök i Borås, Open Water, testar sensorer."),
        ("nl", "Een proef in Breda, Open Water, test sensoren."),
    ],
)
def test_what_a_project_is_introduces_its_name(language: str, text: str) -> None:
    assert names(text, language, "Project") == {"Open Water"}


@pytest.mark.parametrize(
    ("language", "text", "towns"),
    [
        ("en", "Four councils – Dudley, Gateshead, Wakefield and York – share it.", "Dudley Gateshead Wakefield York"),
        ("nl", "Vijf gemeenten doen mee: Zwolle, Ede, Assen, Gouda en Breda.", "Zwolle Ede Assen Gouda Breda"),
        ("de", "Vier Gemeinden – Lustenau, Reutte, Lienz und Villach – bauen.", "Lustenau Reutte Lienz Villach"),
    ],
)  # fmt: skip
def test_towns_that_a_text_counts_are_municipalities(language: str, text: str, towns: str) -> None:
    assert names(text, language) == set(towns.split())


def test_a_list_whose_last_is_a_town_is_of_towns() -> None:
    found = names("Mit dabei sind Lustenau, Trofaiach, Wiener Neudorf und die Stadt Villach.", "de")
    assert found == {"Lustenau", "Trofaiach", "Wiener Neudorf", "Stadt Villach"}


def test_a_town_of_a_list_is_the_council_that_the_text_names() -> None:
    text = "Leeds City Council buys well. Three councils – Leeds, Gateshead and Wakefield – share a pump."
    assert names(text, "en") == {"Leeds City Council", "Gateshead", "Wakefield"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three companies were chosen: Hydrosense, Tarwater and Solvia."),
        ("en", "Winners were Hydrosense (Portugal), Tarwater (Spain) and Solvia (Malta)."),
        ("da", "De tre virksomheder Hydrosense, Tarwater og Solvia er valgt."),
        ("nb", "Leverandørene Hydrosense, Tarwater og Solvia meldte seg."),
        ("nl", "Drie bedrijven zijn gekozen: Hydrosense, Tarwater en Solvia."),
        ("de", "Die Start-ups Hydrosense, Tarwater und Solvia machen mit."),
        ("fi", "Kolme yritystä valittiin: Hydrosense, Tarwater ja Solvia."),
    ],
)
def test_companies_that_a_text_counts_are_listed_by_name(language: str, text: str) -> None:
    assert names(text, language) == {"Hydrosense", "Tarwater", "Solvia"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The winners are Anna Smith and Peter Brown."),
        ("en", "Companies in Leeds and York were asked."),
        ("da", "Vinderne er Anne Jensen og Peter Hansen."),
        ("de", "Drei Unternehmen wurden geprüft: Banken, Mühlen und Werften."),
    ],
)
def test_no_list_of_companies(language: str, text: str) -> None:
    assert names(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three projects were chosen: SmartWell, AquaSave and Heal-Up."),
        ("en", "The projects SmartWell, AquaSave and Heal-Up receive money."),
        ("da", "Tre projekter har fået støtte: SmartWell, AquaSave og Heal-Up."),
        ("nb", "Tre prosjekter har fått støtte: SmartWell, AquaSave og Heal-Up."),
        ("nl", "Drie projecten kregen subsidie: SmartWell, AquaSave en Heal-Up."),
        ("de", "Drei Projekte werden gefördert: SmartWell, AquaSave und Heal-Up."),
        ("fi", "Hankkeet SmartWell, AquaSave ja Heal-Up saavat rahaa."),
    ],
)
def test_projects_of_a_list_in_names_of_one_word(language: str, text: str) -> None:
    assert names(text, language, "Project") == {"SmartWell", "AquaSave", "Heal-Up"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The study was carried out by Northlight Rivers."),
        ("en", "The town bought the system from Northlight Rivers."),
        ("en", "The contract was awarded to Northlight Rivers, a start-up from Cork."),
        ("da", "Undersøgelsen er gennemført af Northlight Rivers."),
        ("nb", "Undersøkelsen er gjennomført av Northlight Rivers."),
        ("nl", "De studie is begeleid door Northlight Rivers."),
        ("nl", "De opdracht ging naar Northlight Rivers."),
        ("de", "Das Krankenhaus kaufte das System von Northlight Rivers."),
    ],
)
def test_who_does_or_sells_something_is_a_body(language: str, text: str) -> None:
    assert names(text, language) == {"Northlight Rivers"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The day was hosted by the Academy."),
        ("en", "The grant was awarded to School researchers."),
        ("en", "The choir was led by Anna Smith."),
    ],
)
def test_common_nouns_and_persons_behind_by_are_no_bodies(language: str, text: str) -> None:
    assert names(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We like surprises,” says Tom Fisk of RiverHub."),
        ("da", "»Vi kan lide det,« siger Anne Jensen fra RiverHub."),
        ("nb", "«Vi liker det», sier Kari Nes i RiverHub."),
        ("nl", "‘Wij willen dat’, zegt Anna Smit van RiverHub."),
        ("de", "„Wir wollen das“, sagt Anna Berger von RiverHub."),
    ],
)
def test_no_place_is_written_with_a_capital_inside(language: str, text: str) -> None:
    assert names(text, language) == {"RiverHub"}


def test_a_stretch_in_italics_is_what_the_noun_before_it_says() -> None:
    text = "I projektet Vandet med i regnskabet regner Odense Kommune på sit aftryk."
    start = text.index("Vandet")
    end = start + len("Vandet med i regnskabet")
    blocks = (Block("paragraph", 0, len(text), emphasis=((start, end),)),)
    found = facts(Article("x", text, "da", blocks=blocks)).to_json()
    assert {e["label"] for e in found["entities"] if e["type"] == "Project"} == {"Vandet med i regnskabet"}


def test_a_person_with_a_title_in_italics_is_no_title() -> None:
    text = "10.00 Water at work. Orla Kent, Head of Rivers, Strategic Water Board"
    start = text.index("Orla")
    blocks = (Block("paragraph", 0, len(text), emphasis=((start, len(text)),)),)
    found = facts(Article("x", text, "en", blocks=blocks)).to_json()
    assert ("Strategic Water Board", "Organization") in {(e["label"], e["type"]) for e in found["entities"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lumicor and Tarwater are partners in the project SmartWell."),
        ("da", "Lumicor og Tarwater deltager i projektet SmartWell."),
        ("nb", "Lumicor og Tarwater deltar i prosjektet SmartWell."),
        ("nl", "Lumicor en Tarwater doen mee aan het project SmartWell."),
        ("de", "LumiCor und TarWater nehmen am Projekt SmartWell teil."),
        ("fi", "Lumicor ja Tarwater osallistuvat SmartWell-hankkeeseen."),
    ],
)
def test_names_of_a_list_that_takes_part_are_bodies(language: str, text: str) -> None:
    assert {name.lower() for name in names(text, language)} == {"lumicor", "tarwater"}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Smith works here. Smith and Brown take part in the project SmartWell.",
        "The Museum and the Chief Medical Officer are partners.",
    ],
)
def test_surnames_and_common_nouns_that_take_part_are_no_bodies(text: str) -> None:
    assert names(text, "en") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A spokesperson for Lumicor said so."),
        ("da", "En talsmand for Lumicor siger det."),
        ("nb", "En talsperson for Lumicor sier det."),
        ("nl", "Een woordvoerder van Lumicor zegt dat."),
        ("en", "Lead partner: Lumicor"),
        ("da", "Projektejer: Lumicor"),
        ("nb", "Prosjekteier: Lumicor"),
        ("nl", "Penvoerder: Lumicor"),
        ("da", "Odense-virksomheden Lumicor vandt."),
    ],
)
def test_whom_somebody_speaks_for_and_what_a_label_tells_are_bodies(language: str, text: str) -> None:
    assert names(text, language) == {"Lumicor"}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("It was led by Low Rivers and Tarwater Group. Ask Low Rivers.", {"Low Rivers", "Tarwater Group"}),
        ("The Department of Health and Children has paid.", {"Department of Health and Children"}),
    ],
)  # fmt: skip
def test_two_names_that_and_joins(text: str, bodies: set[str]) -> None:
    assert names(text, "en") == bodies


_PROJECTS_PAGE = """---
title: "RIVERGUARD – Water without leaks"
publisher: RIVERGUARD
language: en
---

The project is paid by Horizon Europe. RIVERGUARD tests sensors.

## The consortium

*Buyers group*

- Vitens, Netherlands (lead procurer)
- Lund University, Sweden
- Canal Sur, Madrid
"""


def test_a_project_is_not_its_own_publisher_and_lists_buyers_with_their_places() -> None:
    found = facts(read_text(_PROJECTS_PAGE, id="x", format="markdown")).to_json()
    labels = {(str(e["type"]), str(e["label"])) for e in found["entities"]}
    assert {label for type_, label in labels if type_ == "Organization"} == {"Vitens", "Lunds universitet", "Canal Sur"}
    assert any(type_ == "Project" and "RIVERGUARD" in label for type_, label in labels)
    assert sum(r["p"] == "participatesIn" for r in found["relations"]) == 3


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Puhujana on toimitusjohtaja Minh Nguyen Lumicor Oy:stä.", {"Lumicor Oy"}),
        ("Hän siirtyi Hanseliin Tarvaliitosta.", {"Hansel Oy", "Tarvaliitto"}),
        ("KOHAVA-hanke alkoi. Virasto kuulee KOHAVAn tutkijoita.", set()),
    ],
)
def test_finnish_cases_and_titles_part_names(text: str, bodies: set[str]) -> None:
    assert names(text, "fi") == bodies


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("de", "Das zeigen sie beim LMN-Forum am 7. November.", "LMN-Forum"),
        ("da", "Vi viser det på Vandets Dag i Odense.", "Vandets Dag"),
    ],
)
def test_events_of_a_day(language: str, text: str, event: str) -> None:
    assert names(text, language, "Event") == {event}


@pytest.mark.parametrize(
    ("language", "heading", "and_"),
    [
        ("en", "Winning suppliers", "and"),
        ("da", "Udvalgte leverandører", "og"),
        ("nb", "Utvalgte leverandører", "og"),
        ("nl", "Gekozen bedrijven", "en"),
        ("de", "Ausgewählte Unternehmen", "und"),
        ("fi", "Valitut yritykset", "ja"),
    ],
)
def test_bodies_of_a_list_under_a_heading_of_their_kind(language: str, heading: str, and_: str) -> None:
    lines = ["Hydroloop (Malta): 3", "Kestrel Analytics, Cork – 4", f"Tarwater {and_} Solvia – 5"]
    page = f"---\nlanguage: {language}\n---\n\n## {heading}\n\n" + "".join(f"* {line}\n" for line in lines)
    found = facts(read_text(page, id="x", format="markdown")).to_json()
    bodies = {e["label"] for e in found["entities"] if e["type"] == "Organization"}
    assert bodies == {"Hydroloop", "Kestrel Analytics", "Tarwater", "Solvia"}


def test_persons_of_a_list_under_a_heading_are_no_bodies() -> None:
    assert names("Winners\n\n* Anna Smith (Malta): drains\n* Peter Brown, Cork – maps\n", "en") == set()


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("en", "They present it at Procure Nordic in Leeds on 4 February.", "Procure Nordic"),
        ("de", "Sie zeigen es beim Tag der öffentlichen Brunnen in Bonn.", "Tag der öffentlichen Brunnen"),
        ("nb", "De møtes på konferansen Ren Båt på Stord i mai.", "Ren Båt"),
        ("da", "De mødes til konferencen Indkøb i Bevægelse i maj.", "Indkøb i Bevægelse"),
    ],
)
def test_events_end_before_where_they_are(language: str, text: str, event: str) -> None:
    assert names(text, language, "Event") == {event}


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("nl", "Dat zegt thuiszorgorganisatie Tarwater.", "Tarwater"),
        ("nb", "Kontrakten gikk til batteriprodusenten Corvus Energy.", "Corvus Energy"),
        ("da", "Pumpeproducenten Tarwater vandt.", "Tarwater"),
        ("en", "It is hosted by Malmö Innovation Arena in May.", "Malmö Innovation Arena"),
        ("nl", "Dat doet het Duitse netwerk ZENIT.", "Netwerk ZENIT"),
        ("nl", "Het Watercollectief Oost, een samenwerking van Gouda en Zeist, groeit.", "Watercollectief Oost"),
    ],
)
def test_what_compounds_and_towns_say_of_bodies(language: str, text: str, body: str) -> None:
    assert names(text, language) == {body}


def test_finnish_words_that_say_where_begin_no_town() -> None:
    assert names("Ohjelmassa kaupunki hakee kumppaneita.", "fi") == set()


def test_whose_a_programme_is_before_its_hyphen() -> None:
    assert names("EU's Horizon-program har betalt.", "da", "Project") == {"Horizon"}


def _page(language: str, text: str, type_: str) -> set[str]:
    found = facts(read_text(f"---\nlanguage: {language}\n---\n\n{text}", id="x", format="markdown")).to_json()
    return {str(e["label"]) for e in found["entities"] if e["type"] == type_}


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Current projects"),
        ("da", "Igangværende projekter"),
        ("nb", "Pågående prosjekter"),
        ("nl", "Lopende projecten"),
        ("de", "Laufende Projekte"),
        ("fi", "Käynnissä olevat hankkeet"),
    ],
)
def test_projects_of_a_list_under_a_heading(language: str, heading: str) -> None:
    text = f"## {heading}\n\n**Tarwater Blue** – abc defg.\n\n**Hydroloop** – hij klmn.\n\n- SolviaNet – opq rst\n"
    assert _page(language, text, "Project") == {"Tarwater Blue", "Hydroloop", "SolviaNet"}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Partners: Lund University, Tarwater, Kestrel Blue Clinics"),
        ("da", "Partnere: Lund University, Tarwater, Kestrel Blue Clinics"),
        ("nl", "Projectpartners: Lund University, Tarwater, Kestrel Blue Clinics"),
        ("de", "Auftraggeber: Lund University, Tarwater, Kestrel Blue Clinics"),
    ],
)
def test_commas_tell_where_names_behind_a_label_end(language: str, line: str) -> None:
    found = _page(language, f"Abc defg hij.\n\n{line}\n", "Organization")
    assert found == {"Lunds universitet", "Tarwater", "Kestrel Blue Clinics"}


def test_members_told_under_a_heading_are_bodies() -> None:
    text = (
        "Het netwerk groeit.\n\n## Onze leden\n\nZuidziekenhuis, Rijnziekenhuis, Espria, Isala, Rijnstate en Vilente."
    )
    assert _page("nl", text, "Organization") >= {"Espria", "Isala", "Rijnstate", "Vilente"}


def test_a_question_is_no_project() -> None:
    text = "# Wie zijn wij – Tarwater\n\nFinanciering: ZonMw\n\nLooptijd: 2023-2025\n\nPartners: Isala\n"
    assert _page("nl", text, "Project") == set()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Ten firms bid, among them Ryze Hydrogen and the Cork start-up Hydwen.", {"Ryze Hydrogen", "Hydwen"}),
        ("da", "Blandt de startups, der har solgt noget, er WaterCare og Radiobotics.", {"WaterCare", "Radiobotics"}),
        ("de", "Das niederländische Unternehmen ClimateAdapt Labs half.", {"ClimateAdapt Labs"}),
        ("nb", "Cecilie Aune er gründer av Kvipp.", {"Kvipp"}),
        ("fi", "Kiertotalousyhtiö Remeo testaa sitä.", {"Remeo"}),
    ],
)  # fmt: skip
def test_bodies_told_by_what_they_are(language: str, text: str, found: set[str]) -> None:
    assert names(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "type_", "name"),
    [
        ("fi", "Ensimmäinen yhteishankinta, Vähähiilinen koulu, kilpailutettiin.", "Project", "Vähähiilinen koulu"),
        ("fi", "Keväällä alkaa hanke nimeltä Yhdessä ostaen.", "Project", "Yhdessä ostaen"),
        ("nb", "Vi følger Blå skog-prosjektet.", "Project", "Blå skog"),
        ("nb", "Velkommen til Innkjøpskonferansen Nytt og Nyttig 2025.", "Event", "Nytt og Nyttig 2025"),
        ("nl", "Kom naar de Leveranciersdag Groene Kamer in mei.", "Event", "Leveranciersdag Groene Kamer"),
        ("en", "Next event: Buy Ahead Live, Leeds, 18 September", "Event", "Buy Ahead Live"),
    ],
)
def test_names_of_several_words(language: str, text: str, type_: str, name: str) -> None:
    assert names(text, language, type_) == {name}


def test_where_something_is_on_a_day_is_no_event() -> None:
    assert names("They meet at Tampere Hall on 13 March.", "en", "Event") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Branschorganisationen Ren Energi hjälper till.", "Ren Energi"),
        ("Vattenstartupen Lumicor AB säljer sensorer.", "Lumicor AB"),
        ("Vi ingår i det nationella nätverket Vattenslussarna.", "Vattenslussarna"),
        ("Två regioner bildar ett gemensamt kompetenscentrum, Inköpsnavet Mitt, som växer.", "Inköpsnavet Mitt"),
        ("Det hedrade bolaget är Lumen, ett företag från Kumla som Boverket känner.", "Lumen"),
    ],
)
def test_what_kind_of_body_it_is_belongs_to_no_name(text: str, name: str) -> None:
    assert name in names(text, "sv")
    assert not any(n != name and n.endswith(name) for n in names(text, "sv"))


def test_what_a_national_conference_is_for_belongs_to_its_name() -> None:
    text = "Vid Nationella konferensen för hållbara inköp talade Anna Ek."
    assert names(text, "sv", "Event") == {"Nationella konferensen för hållbara inköp"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The largest owner is Lumicor Invest. He is a member of the board of Tarwater Tech."),
        ("da", "Største ejer er Lumicor Invest. Medlem af bestyrelsen for Tarwater Tech."),
        ("nb", "Største eier er Lumicor Invest. Hun er medlem i styret for Tarwater Tech."),
        ("sv", "Största ägare är Lumicor Invest. Hon är styrelseledamot i Tarwater Tech."),
        ("nl", "Grootste aandeelhouder is Lumicor Invest. Zij is bestuurslid van Tarwater Tech."),
        ("de", "Hauptinvestor ist die Lumicor Invest. Sie ist Mitglied im Aufsichtsrat der Tarwater Tech."),
    ],
)
def test_who_owns_orders_or_is_led_is_a_body(language: str, text: str) -> None:
    assert names(text, language) == {"Lumicor Invest", "Tarwater Tech"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The main supplier is Anna Smith."),
        ("de", "Auftraggeber ist das Land."),
        ("sv", "Beställare är Anna Ek."),
    ],
)
def test_persons_and_common_nouns_there_are_none(language: str, text: str) -> None:
    assert names(text, language) == set()
