"""What the extractor knows of Dutch and German names, roles and short forms."""

from __future__ import annotations

import pytest

from innograph.extract.text import split_sentences
from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def names(text: str, language: str, type_: str = "Organization") -> set[str]:
    """What a text names, in all the forms that it has there."""
    return {n for e in read(text, language).entities if e.type == type_ for n in (e.label, *e.aliases)}


def read(text: str, language: str) -> Facts:
    return facts(read_text(text, id="tekst", language=language))


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "Zo werkt de Veiligheidsregio Noord- en Oost-Gelderland.", "Veiligheidsregio Noord- en Oost-Gelderland"),
        ("nl", "Zo werkt de Delftse Rekenkamer.", "Delftse Rekenkamer"),
        ("nl", "Bij het Ministerie van Onderwijs en Cultuur en Meer.", "Ministerie van Onderwijs en Cultuur"),
        ("nl", "Dat zegt Anna de Wit, burgemeester van Gouda.", "Gouda"),
        ("de", "So arbeitet die Fachhochschule St. Pölten.", "Fachhochschule St. Pölten"),
        ("de", "So arbeitet die Filmuniversität Graz.", "Filmuniversität Graz"),
        ("de", "So arbeitet das Städtische Klinikum Musterstadt.", "Städtische Klinikum Musterstadt"),
        ("de", "Das sagt Anna Berger, Bürgermeisterin von Musterstadt.", "Musterstadt"),
        ("de", "Der Rektor der Universität Musterstadt Prof. Dr. Paul Gruber freut sich.", "Universität Musterstadt"),
    ],
)
def test_where_names_of_bodies_begin_and_end(language: str, text: str, name: str) -> None:
    assert name in names(text, language)


def test_a_telling_word_alone_is_the_body_so_named() -> None:
    text = "Das Klinikum Musterstadt baut um. Anna Berger ist Sprecherin des Klinikums."
    assert len([e for e in read(text, "de").entities if e.type == "Organization"]) == 1


def test_unknown_names_in_a_list_of_organisations_are_organisations() -> None:
    assert "Zilver Haven" in names("Erbij waren Rijkswaterstaat, Zilver Haven en de provincie Utrecht.", "nl")
    assert "Zilver Haven" not in names("Erbij was Zilver Haven in de regen.", "nl")


def test_lines_in_capitals_are_no_abbreviations() -> None:
    assert names("UNTER AUSSCHLIESSLICHER VERANTWORTUNG DES SENDERS\n\nDas ist alles.", "de") == set()
    assert names("TERNEUZEN - De oefening begint vandaag om tien uur.", "nl") == set()


def test_what_a_role_is_in_is_no_person() -> None:
    text = "Anna de Wit is beleidsmedewerker Sociaal Domein bij Rijkswaterstaat."
    assert names(text, "nl", "Person") == {"Anna de Wit"}
    found = read(text, "nl")
    label = {e.iri: e.label for e in found.entities}
    employed = [(label[c.subject], label[c.object]) for c in found.claims if c.predicate == "worksFor"]
    assert employed == [("Anna de Wit", "Rijkswaterstaat")]


def test_who_heads_the_board_that_runs_the_house_is_employed_there() -> None:
    found = read("Anna de Wit is bestuursvoorzitter van de Onderwijsraad.", "nl")
    predicates = {c.predicate for c in found.claims}
    assert {"worksFor", "leads"} <= predicates
    assert "memberOf" not in predicates


def relations(text: str, language: str) -> set[tuple[str, str, str]]:
    """Every relation of a text but its themes, by labels."""
    found = read(text, language)
    label = {e.iri: e.label for e in found.entities}
    return {
        (label[c.subject], c.predicate, label.get(c.object, c.object))
        for c in found.claims
        if c.predicate not in ("about", "hasTheme")
    }


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "Anna B.C. de Wit was erbij.", "Anna B.C. de Wit"),
        ("nl", "Anna Maassen van den Brink was erbij.", "Anna Maassen van den Brink"),
        ("nl", "Xandrien Quarles als wethouder in Gouda.", "Xandrien Quarles"),
        ("de", "Dr. Xandra Quarl war dabei.", "Xandra Quarl"),
        ("en", "Gunzee Quarl as chief executive officer of the hospital.", "Gunzee Quarl"),
    ],
)
def test_what_shows_a_person_beside_the_name(language: str, text: str, name: str) -> None:
    assert names(text, language, "Person") >= {name}


def test_what_follows_a_role_behind_a_name_is_no_other_person() -> None:
    assert names("Anna de Wit, voorzitter Zilver Haven", "nl", "Person") == {"Anna de Wit"}


def test_compounds_of_plurals_introduce_lists() -> None:
    assert names("Met de buurgemeenten Xaarlo en Quinkel.", "nl") >= {"Xaarlo", "Quinkel"}


def test_edition_of_an_event_has_its_number_in_its_name() -> None:
    assert names("Er war beim 6. Bürgermeisterkongress in Bonn.", "de", "Event") == {"6. Bürgermeisterkongress"}
    assert names("She spoke at the 12th Annual Water Conference.", "en", "Event") == {"12th Annual Water Conference"}


def test_title_that_begins_as_events_do_is_the_event_unless_it_is_news() -> None:
    text = "---\ntitle: {}\n---\n\nRijkswaterstaat organiseert het in mei.\n"
    assert names(text.format("Symposium over veilige dijken"), "nl", "Event") == {"Symposium over veilige dijken"}
    assert names(text.format("Symposium over veilige dijken wint aan belang"), "nl", "Event") == set()


def test_speakers_belong_to_the_event_of_the_title_not_to_one_in_passing() -> None:
    text = (
        "---\ntitle: Fachprogramm für den 6. Bürgermeisterkongress\n---\n\nBeim NATO-Gipfel war es anders.\n\n"
        "Anna Berger hielt einen Vortrag.\n"
    )
    assert ("Anna Berger", "participatesIn", "6. Bürgermeisterkongress") in relations(text, "de")


def test_who_coordinates_in_a_ministry_does_not_lead_it() -> None:
    text = "Anna Berger, Koordinatorin im Bundesministerium für Verkehr, war dabei."
    assert {p for _, p, _ in relations(text, "de")} == {"hasRole", "worksFor"}


def test_name_listed_with_an_article_is_the_name_without_it() -> None:
    assert "Bundesregierung" in names("Die Bundesregierung berät.", "de")


def test_municipalitys_own_alderman_works_for_it() -> None:
    text = "---\ntitle: Nieuws\npublisher: Gemeente Gouda\n---\n\nWethouder Anna de Wit: “Dat is mooi.”\n"
    assert ("Anna de Wit", "worksFor", "Gemeente Gouda") in relations(text, "nl")
    elsewhere = text.replace("Gemeente Gouda", "Rijkswaterstaat")
    assert not any(p == "worksFor" for _, p, _ in relations(elsewhere, "nl"))


def test_event_or_project_is_called_by_a_title_behind_it() -> None:
    german = "Das Umweltbundesamt veranstaltet einen Kongress unter dem Titel: „Klare Flüsse“."
    assert ("Umweltbundesamt", "organizes", "Klare Flüsse") in relations(german, "de")
    assert names("Zij houden een congres met als titel ‘Heldere Rivieren’.", "nl", "Event") == {"Heldere Rivieren"}
    assert names('A conference entitled "Clear Rivers" is over.', "en", "Event") == {"Clear Rivers"}
    assert names("Der Kongress war voll, und „Klare Flüsse“ bleiben das Ziel.", "de", "Event") == set()


def test_speakers_whom_a_report_names() -> None:
    text = (
        "Der Kongress „Klare Flüsse“ war gut besucht. Anna Berger begrüßte die Teilnehmenden. "
        "Den Auftakt machten am Vormittag Paul Gruber und Eva Huber."
    )
    speakers = {s for s, p, _ in relations(text, "de") if p == "participatesIn"}
    assert speakers == {"Anna Berger", "Paul Gruber", "Eva Huber"}


def test_schools_churches_and_parliaments_have_names_by_form() -> None:
    text = "Das Sophie-Muster-Gymnasium, die Gesamtschule Nord und das Diakonische Werk Musterland waren dabei."
    assert names(text, "de") >= {"Sophie-Muster-Gymnasium", "Gesamtschule Nord", "Diakonisches Werk Musterland"}
    assert names("Das Gymnasium und die Grundschule bleiben.", "de") == set()
    text = "Anna Berger ist Vizepräsidentin des Landtags von Sachsen."
    assert ("Anna Berger", "worksFor", "Landtag von Sachsen") in relations(text, "de")


def test_title_with_a_finite_verb_is_news_and_no_event() -> None:
    text = "---\ntitle: Stadt Linz richtet Fachtag zu sicheren Deichen aus\n---\n\nDer Fachtag ist im Mai.\n"
    assert names(text, "de", "Event") == set()


def test_kind_of_event_before_a_colon_is_no_part_of_its_name() -> None:
    page = "---\ntitle: '{}'\n---\n\n## {}\n\n- {} ({})\n\n{}\n"
    german = page.format("Tagung: Klare Flüsse", "Referenten", "Anna Berger", "Umweltbundesamt", "Anmeldung bis Mai.")
    assert ("Anna Berger", "participatesIn", "Klare Flüsse") in relations(german, "de")
    dutch = page.format("Webinar: Heldere rivieren", "Sprekers", "Anna de Wit", "Rijkswaterstaat", "Aanmelden kan nog.")
    assert names(dutch, "nl", "Event") == {"Heldere rivieren"}


def test_leader_of_a_project_leads_no_house() -> None:
    said = read("Das sagt Projektleiterin Anna Berger von der Universität Musterstadt.", "de")
    assert [c.predicate for c in said.claims if c.predicate in ("leads", "worksFor")] == ["worksFor"]


def test_office_of_a_town_named_by_its_adjective() -> None:
    found = relations("Der Tübinger Oberbürgermeister Paul Gruber und die Dresdner Stadträtin Anna Berger kamen.", "de")
    assert ("Paul Gruber", "leads", "Tübingen") in found
    assert ("Anna Berger", "worksFor", "Dresden") in found
    assert names("Ehemaliger Bürgermeister Paul Gruber und Erster Bürgermeister Bernd Lang kamen.", "de") == set()


def test_genitive_of_a_noun_that_begins_a_name() -> None:
    text = "Anna Berger, Leiterin des Gesundheitsamtes Musterstadt, und der Vorstand des Netzwerks Klare Flüsse."
    assert {"Gesundheitsamt Musterstadt", "Netzwerk Klare Flüsse"} <= names(text, "de")
    assert "Museumsverband Hessen" in names("Das Ziel des Museumsverbandes Hessen bleibt.", "de")


def test_party_in_brackets_has_members() -> None:
    found = relations("Bürgermeisterin Anna Berger (SPÖ) sprach mit Paul Gruber (Bündnis 90/Die Grünen).", "de")
    assert ("Anna Berger", "memberOf", "SPÖ") in found
    assert ("Paul Gruber", "memberOf", "Bündnis 90/Die Grünen") in found
    assert not names("Im Grünen ist es still.", "de")


def test_abbreviated_degrees_end_no_sentence() -> None:
    text = "Rektor Univ.-Prof. Dr. Paul Gruber und Dipl.-Ing. Anna Berger, Leiterin des Klinikums Musterstadt, kamen."
    found = relations(text, "de")
    assert ("Paul Gruber", "hasRole", "rektor") in found
    assert ("Anna Berger", "leads", "Klinikum Musterstadt") in found


def test_lists_of_partners_and_members_show_names_of_one_word() -> None:
    page = "---\ntitle: {}\n---\n\n{}\n\n{}\n\n- {}\n- Grünwerk\n- {}\n\nMehr dazu bald.\n"
    german = page.format("Klare Flüsse", "Das Projekt läuft.", "Projektpartner", "Stadt Graz", "Universität Graz")
    assert ("Grünwerk", "participatesIn", "Klare Flüsse") in relations(german, "de")
    english = page.format("Riverwise", "The project began.", "Partners", "Leeds City Council", "University of Leeds")
    assert ("Grünwerk", "participatesIn", "Riverwise") in relations(english, "en")
    network = page.format("Hale Network", "It has ten members.", "Members", "Leeds City Council", "University of Leeds")
    assert ("Grünwerk", "memberOf", "Hale Network") in relations(network, "en")
    assert "Grünwerk" not in names(german.replace("Projektpartner", "Neues"), "de")


def test_project_in_apposition_takes_the_partners_that_follow() -> None:
    text = (
        "---\ntitle: News\n---\n\nIt is part of the Clear Rivers Programme.\n\nThe project, Riverwise, is "
        "delivered in partnership with others, including:\n\n- Anglian Water\n- Environment Agency\n- Greenworks\n"
    )
    found = relations(text, "en")
    assert {("Anglian Water", "participatesIn", "Riverwise"), ("Greenworks", "participatesIn", "Riverwise")} <= found


def test_initials_and_titles_do_not_cut_names_of_bodies() -> None:
    assert "A.P. Smith Foundation" in names("Anna Hale, director, the A.P. Smith Foundation, spoke.", "en")
    assert "Leeds City Council" in names("John Hale, Leeds City Council Cabinet Member for Health, said so.", "en")
    assert ("Anna Hale", "worksFor", "NordFound") in relations("Adviser at NordFound Anna Hale is in charge.", "en")
    assert "Sport Wales" in names("He met Sport Wales in North Wales.", "en")
    assert "North Wales" not in names("He met Sport Wales in North Wales.", "en")


def test_who_heads_a_unit_does_not_lead_its_house() -> None:
    found = relations("Anna Hale, Head of Leeds School of Education, Leeds University, spoke.", "en")
    assert {o for s, p, o in found if p == "worksFor"} == {"Leeds School of Education", "Leeds University"}
    assert {o for s, p, o in found if p == "leads"} == {"Leeds School of Education"}


def test_board_of_a_body_that_the_text_names_before_the_list() -> None:
    page = "---\ntitle: {}\n---\n\n{}\n\n{}\n\n- Anna Berger ({})\n- Paul Gruber\n- Eva Lang\n"
    german = page.format("Wahl", "Der Vorstand der Klima-Allianz Witten ist neu.", "Vorstand", "Vorsitzende")
    assert ("Paul Gruber", "memberOf", "Klima-Allianz Witten") in relations(german, "de")
    english = page.format("Election", "The board of Leeds Museum is new.", "The board", "chair")
    assert ("Paul Gruber", "memberOf", "Leeds Museum") in relations(english, "en")


def test_abbreviations_of_laws_are_no_bodies() -> None:
    text = "Das Straßenfinanzierungsgesetz (STFG) gilt. Die Mittel des STFG fördert das BMDV."
    assert "STFG" not in names(text, "de")


def test_an_ordinal_before_a_name_ends_no_sentence() -> None:
    for text, count in (
        ("Eröffnung – 8. Kamener Deichkongress", 1),
        ("Heute beginnt der 8. Kamener Deichkongress. Das war der 3. Deutsche Deichtag.", 2),
        ("Det var den 12. Nordiske digekongres i Aarhus. Vi var 12. Alle kom.", 3),
        ("Vi sågs i sal 4. Sedan åt vi. Mötet är kl. 8. Anmälan krävs.", 4),
    ):
        assert len(split_sentences(text, 0, len(text))) == count, text


def said(text: str, language: str) -> set[tuple[str, str, str]]:
    found = facts(read_text(text, id="tekst", format="markdown", language=language))
    label = {e.iri: e.label for e in found.entities}
    return {(label.get(c.subject, ""), c.predicate, label.get(c.object, c.object)) for c in found.claims}


def test_who_is_named_under_a_time_of_a_programme_takes_part() -> None:
    text = (
        "# Wasserbildung im europäischen Kontext\n\nProgramm\n\n9:30 Ankommen\n\n10:00 Begrüßung\n\n"
        "Prof. Dr. Anna Berger\n\n10:30 Kaffee\n\n11:00 Wie Deiche altern\n\nPaul Gruber, Stadtwerke Linz\n\n"
        "Kontakt\n\nEva Huber, Tel. 01 99 99 99\n"
    )
    there = {s for s, p, o in said(text, "de") if p == "participatesIn" and o.startswith("Wasserbildung im")}
    assert there == {"Anna Berger", "Paul Gruber"}


def test_the_line_above_a_run_of_labels_names_one_of_several_projects() -> None:
    text = (
        "# Two grants\n\nThe Research Council has awarded grants to two projects.\n\n- Clear Rivers\n"
        "- Project leader: Anna Smith, University of Leeds\n- Safe Rivers\n"
        "- Project leader: John Brown, University of York\n"
    )
    found = said(text, "en")
    assert {("Anna Smith", "leads", "Clear Rivers"), ("John Brown", "leads", "Safe Rivers")} <= found
    assert {(s, o) for s, p, o in found if p == "funds"} == {
        ("Research Council", "Clear Rivers"),
        ("Research Council", "Safe Rivers"),
    }


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("The Norwegian Minister of Health and Care, Anna Ek, came.", "Anna Ek", "minister of health and care"),
        ("Anna Ek became Minister of Health and Social Affairs.", "Anna Ek", "minister of health and social affairs"),
        ("Minister for Culture and Equality Anna Ek came.", "Anna Ek", "minister for culture and equality"),
    ],
)
def test_an_english_ministers_portfolio(text: str, person: str, role: str) -> None:
    found = read(text, "en")
    assert names(text, "en", "Person") == {person}
    assert {str(c.object).lower() for c in found.claims if c.predicate == "hasRole"} == {role}


def test_a_region_is_no_surname() -> None:
    assert names("Sie sprach über „Kulturknotenpunkte Schleswig-Holstein“.", "de", "Person") == set()


def test_members_of_a_union_of_bodies_do_not_each_cooperate() -> None:
    text = "Das Netzwerk Bodensee ist ein Zusammenschluss der Stadt Linz und der Universität Graz."
    found = said(text, "de")
    assert {(s, p) for s, p, o in found if o == "Netzwerk Bodensee"} == {
        ("Stadt Linz", "memberOf"),
        ("Universität Graz", "memberOf"),
    }
    assert not [f for f in found if f[1] == "collaboratesWith"]


def test_a_conference_of_ministers_is_a_body_and_a_person_no_event() -> None:
    text = "Die Präsidentin der Kultusministerkonferenz Anna Berger sprach."
    article = read_text(f"---\nlanguage: de\n---\n\n{text}", id="x")
    found = facts(article)
    assert {(e.label, e.type) for e in found.entities} == {
        ("Kultusministerkonferenz", "Organization"), ("Anna Berger", "Person"),
    }  # fmt: skip
    assert {(c.predicate) for c in found.claims} >= {"worksFor", "leads"}
