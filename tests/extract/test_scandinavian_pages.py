"""Whole Danish and Norwegian pages as their senders build them: labels, blocks of contacts, lists, programmes."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def found(title: str, text: str, language: str, publisher: str = "") -> set[tuple[str, str, str]]:
    """The relations of a page by its labels, but for themes."""
    head = f'---\ntitle: "{title}"\nlanguage: {language}\n' + (f'publisher: "{publisher}"\n' if publisher else "")
    page = facts(read_text(f"{head}---\n\n{text}\n", id="x", format="markdown")).to_json()
    labels = {entity["iri"]: entity["label"] for entity in page["entities"]}
    return {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in page["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


def named(text: str, language: str) -> set[str]:
    """The names of a text's entities."""
    article = read_text(f"---\nlanguage: {language}\n---\n\n{text}\n", id="x", format="markdown")
    return {entity["label"] for entity in facts(article).to_json()["entities"] if entity["type"] != "Theme"}


_GRANTS = [
    (
        "da",
        "Novo Nordisk Fonden",
        "Novo Nordisk Fonden investerer i to projekter. To projekter får penge:",
        ["Fondens investering", "Partnere", "Rådgivere"],
        ["Region Sjælland", "Aalborg Universitet", "Vejle Kommune"],
    ),
    (
        "nb",
        "Kartverket",
        "Kartverket deler ut midler til to prosjekter. Her er prosjektene som får støtte:",
        ["Kartverkets bidrag", "Samarbeidspartnere", "Fagmiljø"],
        ["Bergen kommune", "Mattilsynet", "Bodø kommune"],
    ),
    (
        "sv",
        "Boverket",
        "Boverket beviljar stöd till två projekt. Följande projekt får stöd:",
        ["Boverkets insats", "Samarbetspartner", "Rådgivare"],
        ["Kumla kommun", "Skatteverket", "Malmö stad"],
    ),
]


@pytest.mark.parametrize(("language", "payer", "intro", "labels", "bodies"), _GRANTS)
def test_labels_that_several_grants_have_name_no_project(
    language: str, payer: str, intro: str, labels: list[str], bodies: list[str]
) -> None:
    money, partners, others = labels
    text = f"{intro}\n\n" + "\n\n".join(
        f"**{name}**\n{money}: 8,5 millioner kroner\n{partners}: {first}, {bodies[1]}\n{others}: {bodies[0]}"
        for name, first in (("TidligTegn", bodies[0]), ("Rentvand", bodies[2]))
    )
    relations = found("Nye midler", text, language, payer)
    assert {o for _, p, o in relations if p == "funds"} == {"TidligTegn", "Rentvand"}
    taking = {(s, o) for s, p, o in relations if p == "participatesIn"}
    assert taking >= {(bodies[0], "TidligTegn"), (bodies[1], "TidligTegn"), (bodies[2], "Rentvand")}
    assert not {o for _, o in taking} - {"TidligTegn", "Rentvand"}


def test_names_with_a_saint_a_town_and_a_street() -> None:
    assert "St. Hansens hospital" in named("St. Hansens hospital og Mattilsynet møttes.", "nb")
    assert named("Partnere: Novo Nordisk, Aarhus Ismejeri", "da") == {"Novo Nordisk", "Aarhus Ismejeri"}
    assert "Aarhus Kommune" in named("Kommunerne Aarhus og Vejle samarbejder.", "da")
    assert not named("Karl Madsens Vej 35, 2500 Valby", "da")


@pytest.mark.parametrize(
    ("text", "language", "pair"),
    [
        ("Odense Glarmester og Region Sjælland samarbejder om ruder.", "da", {"Odense Glarmester", "Region Sjælland"}),
        ("Kartverket og Nordre Vedlikehold har innledet et samarbeid.", "nb", {"Kartverket", "Nordre Vedlikehold"}),
        ("Lilla Ekens Vänner och Boverket samarbetar om hus.", "sv", {"Lilla Ekens Vänner", "Boverket"}),
    ],
)
def test_who_cooperates_with_a_body_is_one(text: str, language: str, pair: set[str]) -> None:
    assert {frozenset((s, o)) for s, p, o in found("", text, language) if p == "collaboratesWith"} == {frozenset(pair)}


@pytest.mark.parametrize(
    ("language", "ministry", "contact"),
    [
        ("da", "Havneministeriet", "Presserådgiver Anne Jensen\nHavneministeriet\nTelefon: 91 32 72 60"),
        ("nb", "Klima- og miljødepartementet", "Kommunikasjonsrådgiver Anne Jensen\nMobil: 988 77 666"),
    ],
)
def test_whom_a_ministry_says_to_ask_works_there(language: str, ministry: str, contact: str) -> None:
    relations = found("Mere skov", f"Skoven vokser.\n\nKontakt\n\n{contact}", language, ministry)
    assert ("Anne Jensen", "worksFor", ministry) in relations
    told = "siger" if language == "da" else "sier"
    assert ("Anne Jensen", "worksFor", ministry) not in found(
        "Mere skov", f"– Skoven vokser, {told} seniorforsker Anne Jensen.", language, ministry
    )


def test_a_given_name_that_is_another_word_stands_between_two() -> None:
    assert "Per Andre Lund" in named("Per Andre Lund, rådgiver i Kartverket, deltok.", "nb")
    assert "Ole Andre Moe" in named("Anne Hansen og Ole Andre Moe møttes.", "nb")
    assert not {name for name in named("Per og Andre aktører møttes.", "nb") if "Andre" in name}


@pytest.mark.parametrize(
    "text", ["Nordre Kyst AS vant. {} og Kartverket samarbeider.", "{} vant. Nordre Kyst AS vant."]
)
def test_a_company_is_the_same_without_its_legal_form(text: str) -> None:
    names = named(f"{text.format('Nordre Kyst')} Partnere: Kartverket, Nordre Kyst", "nb")
    assert names & {"Nordre Kyst AS", "Nordre Kyst"} and len(names - {"Kartverket"}) == 1


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("da", "Anne Jensen er til daglig direktør i Miljøstyrelsen.", ("Anne Jensen", "worksFor", "Miljøstyrelsen")),
        ("da", "Direktør Anne Jensen, Miljøstyrelsen (formand)", ("Anne Jensen", "worksFor", "Miljøstyrelsen")),
        ("da", "Direktør Anne Jensen, Miljøstyrelsen (formand)", ("Anne Jensen", "hasRole", "formand")),
        ("da", "Debatten ledes af Anne Jensen, Miljøstyrelsen", ("Anne Jensen", "worksFor", "Miljøstyrelsen")),
        ("da", "Spor B: Udbud v/ advokat Anne Jensen, Holm-Skov", ("Anne Jensen", "worksFor", "Holm-Skov")),
        (
            "da",
            "Anne Jensen (formand, Rådet for Grøn Omstilling)",
            ("Anne Jensen", "memberOf", "Rådet for Grøn Omstilling"),
        ),
        ("nb", "Samtalen ledes av Kari Nordmann, Kartverket", ("Kari Nordmann", "worksFor", "Kartverket")),
        ("nb", "Prosjektleder: Professor Kari Nordmann, Kartverket", ("Kari Nordmann", "hasRole", "professor")),
    ],
)
def test_lines_of_posts(language: str, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in found("", text, language)


def test_a_unit_is_a_body_and_its_noun_stands_for_it() -> None:
    text = (
        "Miljøstyrelsen har oprettet Enhed for Grønne Byer. Enheden er forankret i Miljøstyrelsen.\n\n"
        "Enheden ledes af Anne Jensen."
    )
    relations = found("", text, "da")
    assert ("Enhed for Grønne Byer", "partOf", "Miljøstyrelsen") in relations
    assert ("Anne Jensen", "leads", "Enhed for Grønne Byer") in relations
    assert not {
        s for s, p, _ in found("", "Region Sjælland vokser. Enheden ledes af Anne Jensen.", "da") if p == "leads"
    }


def test_a_steering_group_of_a_project_is_no_board_of_the_publishers() -> None:
    text = "Prosjektperiode: 2024\n\nFinansiering: Innovasjon Norge\n\nStyringsgruppe\n\n- Kari Nordmann, Kartverket"
    relations = found("Trygg havn", text, "nb", "Kystverket")
    assert not {o for _, p, o in relations if p == "memberOf"}


def test_sessions_of_a_programme_are_no_projects() -> None:
    text = (
        "Når: 12. mars\n\nPåmelding innen 1. mars\n\nProgram\n\n09.00 Åpning ved Kari Nordmann, Kartverket\n\n"
        "10.00 Pause\n\n"
        "11.00 Parallelle sesjoner\n\nSesjon 1 – Havner (Kystverket og Mattilsynet)\n\n12.00 Lunsj"
    )
    relations = found("Havnekonferansen i Bodø 2025", text, "nb", "Kartverket")
    taking = {s for s, p, _ in relations if p == "participatesIn"}
    assert {"Kari Nordmann", "Kystverket", "Mattilsynet"} <= taking
    assert len({o for _, p, o in relations if p == "participatesIn"}) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "da",
            "Vejle Kommune og Region Sjælland indgår et partnerskab. Partnerskabet hedder GRØN HAVN og varer i tre år.",
        ),
        ("nb", "Bodø kommune og Kartverket har innledet et samarbeid. Prosjektet heter GRØNN HAVN og varer i tre år."),
        ("sv", "Boverket och Skatteverket inleder ett samarbete. Projektet heter GRÖN HAMN och pågår i tre år."),
    ],
)
def test_what_a_project_is_called(language: str, text: str) -> None:
    article = read_text(f"---\nlanguage: {language}\n---\n\n{text}\n", id="x", format="markdown")
    assert "Project" in {e["type"] for e in facts(article).to_json()["entities"] if e["label"].startswith("GR")}


@pytest.mark.parametrize(
    ("language", "jury", "told"),
    [
        ("da", "Juryen bestod af:", "Rådmand Bo Hansen (C) er stolt:"),
        ("nb", "Juryen besto av:", "Byråd Bo Hansen (H) møtte juryen til kaffe i Oslo 10. april."),
        ("sv", "Juryn bestod av:", "Kommunalråd Bo Hansson (S) är stolt:"),
    ],
)
def test_a_jury_is_no_board_of_the_publishers_and_ends_before_prose(language: str, jury: str, told: str) -> None:
    people = "Anna Ek, professor\nEva Lund, direktør\nJan Berg, arkitekt"
    relations = found("Prisen er delt ut", f"{jury}\n\n{people}\n\n{told}\n\n– Takk!", language, "Hareby kommun")
    assert not {s for s, p, _ in relations if p == "memberOf"}


def test_prose_below_a_board_is_none_of_its_lines() -> None:
    text = (
        "Digitaliseringsrådets medlemmer:\n\nKari Nordmann (leder), advokat, Kartverket\n\nOla Berg, Mattilsynet\n\n"
        "Statssekretær Eva Holm (Sp) møtte rådet til oppstartsmøte i Bodø 10. april."
    )
    members = {s for s, p, _ in found("Nytt råd", text, "nb", "Kystverket") if p == "memberOf"}
    assert members == {"Kari Nordmann", "Ola Berg"}


def test_grants_with_their_money_in_a_sentence_behind() -> None:
    text = (
        "Miljøstyrelsen giver 12 millioner kroner til to projekter.\n\nProjekterne er:\n\n"
        "1. Genbrug af plast – Plastværk A/S, Vejle Kommune og Havnens Venner. Tilskud: 4,1 mio. kr.\n"
        "2. GrønHavn – Kystværk A/S, Aalborg Universitet. Tilskud: 5,5 mio. kr.\n"
    )
    relations = found("Her er projekterne, der får støtte", text, "da", "Miljøstyrelsen")
    assert {(s, o) for s, p, o in relations if p == "funds"} == {
        ("Miljøstyrelsen", "Genbrug af plast"),
        ("Miljøstyrelsen", "GrønHavn"),
    }
    assert {(s, o) for s, p, o in relations if p == "participatesIn"} == {
        ("Plastværk A/S", "Genbrug af plast"),
        ("Vejle Kommune", "Genbrug af plast"),
        ("Havnens Venner", "Genbrug af plast"),
        ("Kystværk A/S", "GrønHavn"),
        ("Aalborg Universitet", "GrønHavn"),
    }


def test_a_prize_and_its_first_word_are_one() -> None:
    text = "Bodø kommune er nominert til Havneprisen for grønne havner 2024. Havneprisen deles ut av Kystverket."
    assert named(text, "nb") & {"Havneprisen", "Havneprisen for grønne havner 2024"} == {
        "Havneprisen for grønne havner 2024"
    }
    relations = found("", text, "nb")
    assert ("Kystverket", "organizes", "Havneprisen for grønne havner 2024") in relations


def test_who_wrote_an_interview_is_not_who_answers() -> None:
    text = (
        "Af Gitte Holm, Kulturstyrelsen\n\nAnne Jensen er direktør i Miljøstyrelsen. Vi har talt med hende.\n\n"
        "## Hvad laver I?\n\n– Vi samarbejder med Havnestyrelsen.\n\n## Hvorfor?\n\n– Det er vigtigt.\n"
    )
    relations = found("Interview med Anne Jensen", text, "da")
    assert ("Gitte Holm", "worksFor", "Kulturstyrelsen") in relations
    pairs = {frozenset((s, o)) for s, p, o in relations if p == "collaboratesWith"}
    assert pairs == {frozenset(("Miljøstyrelsen", "Havnestyrelsen"))}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Novo Nordisk Fonden støtter projektet med 14 mio. kr.\n\nProjektet Grøn Havn begynder i maj."),
        ("nb", "Husbanken støtter prosjektet med 14 millioner kroner.\n\nProsjektet Grøn Havn begynner i mai."),
    ],
)
def test_the_project_may_be_named_behind_its_noun(language: str, text: str) -> None:
    assert {o for _, p, o in found("Nye indkøb", text, language) if p == "funds"} == {"Grøn Havn"}
    two = f"{text}\n\nProjektet Blå Havn begynder nu. Prosjektet Blå Havn begynner nå."
    assert not {o for _, p, o in found("Nye indkøb", two, language) if p == "funds"}


@pytest.mark.parametrize(
    ("language", "heading", "project"), [("da", "Bag projektet", "Projektet"), ("nb", "Bak prosjektet", "Prosjektet")]
)
def test_who_is_behind_the_project_in_a_list(language: str, heading: str, project: str) -> None:
    text = f"{project} Grøn Havn er i gang.\n\n**{heading}**\n- Region Sjælland\n- Aalborg Universitet\n- Novo Nordisk"
    taking = {s for s, p, o in found("Nyt", text, language) if p == "participatesIn" and o == "Grøn Havn"}
    assert taking == {"Region Sjælland", "Aalborg Universitet", "Novo Nordisk"}


def test_who_heads_a_hospital_heads_no_region() -> None:
    text = (
        "Region Sjælland har fået et nyt center.\n\nHospitalsdirektør Bo Hansen glæder sig:\n\n– Det er godt.\n\n"
        "Havnehospitalet og Havnehospitalets Innovationscenter ligger i Køge. Havnehospitalet er stort."
    )
    relations = found("Nyt center", text, "da", "Region Sjælland")
    assert {o for s, p, o in relations if p == "leads" and s == "Bo Hansen"} == {"Havnehospitalet"}


def test_a_centre_with_a_page_on_its_universitys_site_has_its_own_people() -> None:
    text = (
        "Senter for havneforskning er et senter ved Universitetet i Agder.\n\nAnsatte\n\nKari Nordmann, professor\n\n"
        "Ola Berg, forsker\n\nPer Lie, forsker, Kartverket\n\nStyret\n\nEva Holm, Kystverket\n\nNils Vik, Mattilsynet"
    )
    relations = found("Senter for havneforskning: Ansatte og styre", text, "nb", "Universitetet i Agder")
    house = "Senter for havneforskning"
    assert {s for s, p, o in relations if p == "worksFor" and o == house} == {"Kari Nordmann", "Ola Berg"}
    assert {(s, o) for s, p, o in relations if p == "memberOf"} == {("Eva Holm", house), ("Nils Vik", house)}


def test_the_nearest_activity_is_paid_and_blocs_that_own_are_no_partners() -> None:
    text = "Webinaret Havne i fremtiden er en del af projektet Grøn Havn, der er finansieret af Novo Nordisk Fonden."
    assert {o for _, p, o in found("", text, "da") if p == "funds"} == {"Grøn Havn"}
    text = "Arbejdet med EU's programmer sker i samarbejde med Novo Nordisk."
    assert not {s for s, p, _ in found("", text, "da") if p == "collaboratesWith" and "Union" in s}


def test_abbreviations_with_small_letters() -> None:
    text = "Universitetet i Havneby forsker. Kari Nordmann (UiH) og Ola Berg, professor, UiH, var med."
    relations = found("", text, "nb")
    assert {o for _, p, o in relations if p == "worksFor"} == {"Universitetet i Havneby"}


def test_a_project_that_a_title_names_ends_before_its_house() -> None:
    relations = found("", "Kari Nordmann er prosjektleder for Smart Vei i Bodø kommune.", "nb")
    assert ("Kari Nordmann", "leads", "Smart Vei") in relations
    assert ("Kari Nordmann", "worksFor", "Bodø kommune") in relations


def test_partners_on_a_page_of_its_own_are_the_houses_own() -> None:
    lines = "Partnere\n\n- Kystverket\n- Bodø kommune"
    pairs = {(s, o) for s, p, o in found("Om oss", lines, "nb", "Kartverket") if p == "collaboratesWith"}
    assert {frozenset(pair) for pair in pairs} == {
        frozenset(("Kartverket", "Kystverket")),
        frozenset(("Kartverket", "Bodø kommune")),
    }
    assert not {
        p for _, p, _ in found("Senter for havner: Partnere", lines, "nb", "Kartverket") if p == "collaboratesWith"
    }


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("da", "Bo Lund stopper som direktør i Kulturstyrelsen og bliver direktør i Havnestyrelsen.", "Havnestyrelsen"),
        ("nb", "Bo Lund slutter som direktør i Mattilsynet og blir direktør i Kystverket.", "Kystverket"),
        ("da", "Chef Bo Lund og jurist Eva Holm, begge Havnestyrelsen, deltog.", "Havnestyrelsen"),
        ("nb", "Rådgiver Bo Lund og jurist Eva Holm, begge Kystverket, deltok.", "Kystverket"),
    ],
)
def test_where_somebody_works_by_now(language: str, text: str, fact: str) -> None:
    assert {o for s, p, o in found("", text, language) if s == "Bo Lund" and p == "worksFor"} == {fact}


def test_committees_of_a_list_each_have_their_own_and_addresses_have_two_letters_for_one() -> None:
    text = (
        "Økonomiudvalget\n\nOle Bondo (S), formand\n\nTine Hessner (B)\n\nUdvalg for natur og grøn omstilling\n\n"
        "Lene Munch (S), formand\n\nEgil Holm (V)\n\nFuresø Erhvervsforening var med.\n\n"
        "Kontakt\n\nUdviklingskonsulent Mikkel Basselund, mba@furesoe.dk"
    )
    relations = found("Udvalg og medlemmer", text, "da", "Furesø Kommune")
    seats = {(s, o) for s, p, o in relations if p == "memberOf"}
    assert seats >= {("Lene Munch", "Udvalg for natur og grøn omstilling"), ("Tine Hessner", "Økonomiudvalget")}
    assert not {s for s, o in seats if o == "Økonomiudvalget"} & {"Lene Munch", "Egil Holm"}
    assert {o for s, p, o in relations if s == "Mikkel Basselund" and p == "worksFor"} == {"Furesø Kommune"}


def test_group_of_the_title_is_the_one_spoken_of() -> None:
    text = (
        "---\ntitle: Ekspertgruppe om lighed i skolen\nlanguage: da\npublisher: Skolestyrelsen\n---\n\n"
        "Skolestyrelsen har nedsat en ekspertgruppe. Ekspertgruppen rådgiver.\n\nMedlemmer\n\n"
        "- Anne Jensen (professor, Aarhus Universitet)\n- Bo Madsen (lektor, Aarhus Universitet)\n"
    )
    found = facts(read_text(text, id="x")).to_json()
    groups = [e["label"] for e in found["entities"] if e["label"].startswith("Ekspertgruppe")]
    assert groups == ["Ekspertgruppe om lighed i skolen"]


@pytest.mark.parametrize(
    ("language", "event", "heading", "topic"),
    [
        ("da", "Konference: Skov og by", "Oplæg ved", "Hvorfor skal politikerne i byerne tage ansvar for det?"),
        ("nb", "Konferanse: Skog og by", "Innlegg ved", "Hvorfor skal politikerne i byene ta ansvar for det?"),
    ],
)
def test_speakers_with_their_talks_behind_a_colon(language: str, event: str, heading: str, topic: str) -> None:
    lines = ["Rektor Anna Holm", "Direktør Arne Lund", "Professor Claus Dam"]
    body = f"{heading}\n\n{lines[0]}: {topic[:-1]}\n\n" + "\n\n".join(f"{line}: {topic}" for line in lines[1:])
    page = facts(read_text(f'---\ntitle: "{event}"\nlanguage: {language}\n---\n\n{body}\n', id="x", format="markdown"))
    listed = [c for c in page.claims if c.predicate == "participatesIn" and c.rule == "reading/listed-person"]
    assert len(listed) == len(lines)
