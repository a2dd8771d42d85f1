"""German: names in any case and gender, editions by number, bodies of one place named together."""

from __future__ import annotations

import pytest

from innograph.extract.declension import nominative
from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def read(text: str, title: str = "Meldung", publisher: str = "Tagblatt") -> Facts:
    page = f'---\ntitle: "{title}"\npublisher: {publisher}\n---\n\n{text}\n'
    return facts(read_text(page, id="x", language="de"))


def names(text: str, type_: str) -> set[str]:
    return {e.label for e in read(text).entities if e.type == type_}


def said(text: str, title: str = "Meldung", publisher: str = "Tagblatt") -> set[str]:
    found = read(text, title, publisher)
    label = {e.iri: e.label for e in found.entities}
    return {
        f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}"
        for c in found.claims
        if c.predicate not in ("about", "hasTheme", "mentions")
    }


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("Bayerischen Umweltministeriums", "Bayerisches Umweltministerium"),
        ("Bayerische Umweltministerium", "Bayerisches Umweltministerium"),
        ("9. Linzer Pflegekongresses", "9. Linzer Pflegekongress"),
        ("12. Deutschen Wasser- und Bodentages", "12. Deutscher Wasser- und Bodentag"),
        ("Nationalen Bündnisses für Bäume", "Nationales Bündnis für Bäume"),
        ("Technischen Hochschule Lübeck", "Technische Hochschule Lübeck"),
        ("Hessen Forst", "Hessen Forst"),
    ],
)
def test_names_have_the_endings_that_they_have_without_an_article(inflected: str, base: str) -> None:
    assert nominative(inflected) == base


def test_a_body_is_one_in_whatever_case_it_stands() -> None:
    text = "Das Bayerische Umweltministerium zahlt. So will es die Leitung des Bayerischen Umweltministeriums."
    assert names(text, "Organization") == {"Bayerisches Umweltministerium"}


def test_an_edition_is_one_in_whatever_case_it_stands() -> None:
    text = (
        "Der 12. Deutsche Wasser- und Bodentag beginnt. "
        "Veranstalterin des 12. Deutschen Wasser- und Bodentages ist die Stadt Köln."
    )
    assert names(text, "Event") == {"12. Deutscher Wasser- und Bodentag"}


@pytest.mark.parametrize("text", ["Am 3. Werktag ist Schluss.", "Der 50. Geburtstag war schön.", "Der 18. Bundestag."])
def test_other_days_and_parliaments_are_no_events(text: str) -> None:
    assert names(text, "Event") == set()


def test_two_bodies_of_one_place() -> None:
    text = "Geld bekommen die Stadt und der Landkreis Coburg sowie die Landkreise Gotha und Dillingen an der Donau."
    assert {"Stadt Coburg", "Landkreis Coburg", "Landkreis Gotha", "Landkreis Dillingen an der Donau"} <= names(
        text, "Organization"
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Dem Kulturbeirat der Stadt Soest gehören für vier Jahre an: Anna Berger, Paul Huber und Eva Lang.",
            {"Anna Berger memberOf Kulturbeirat", "Paul Huber memberOf Kulturbeirat", "Eva Lang memberOf Kulturbeirat"},
        ),
        (
            "Bei der Versammlung des Kunstvereins Hameln gab es Wahlen. Vorsitzender bleibt Dr. Paul Huber, "
            "Stellvertreter Jan Kolb, Kassiererin Eva Lang und Schriftführer Karl Holm.",
            {
                "Paul Huber memberOf Kunstverein Hameln",
                "Jan Kolb memberOf Kunstverein Hameln",
                "Eva Lang hasRole kassiererin",
                "Karl Holm memberOf Kunstverein Hameln",
            },
        ),
        (
            "Der Klimabeirat ist neu. Als Vorsitzende des Klimabeirates wurde Eva Lang, als ihr Stellvertreter "
            "Jan Kolb berufen.",
            {"Eva Lang memberOf Klimabeirat", "Eva Lang hasRole vorsitzende"},
        ),
    ],
)
def test_boards_and_councils_told_in_prose(text: str, facts: set[str]) -> None:
    assert facts <= said(text)


def test_who_pays_for_the_congress_spoken_of() -> None:
    text = (
        "Der 12. Deutsche Pflegetag kommt. Finanziert wird der Kongress vom Bund, dem Land Hessen und der Stadt Essen."
    )
    facts = said(text)
    assert {"Land Hessen funds 12. Deutscher Pflegetag", "Stadt Essen funds 12. Deutscher Pflegetag"} <= facts
    assert not any("organizes" in fact for fact in facts)


def test_who_pays_is_not_who_carries_out() -> None:
    text = "Das Projekt „Helle Höfe“ wird von der Stadt Linz durchgeführt und vom Land Tirol gefördert."
    facts = said(text)
    assert {"Stadt Linz participatesIn Helle Höfe", "Land Tirol funds Helle Höfe"} <= facts
    assert not {"Stadt Linz funds Helle Höfe", "Land Tirol participatesIn Helle Höfe"} & facts


def test_members_under_a_heading_have_articles() -> None:
    text = (
        "Die Mitglieder des Nationalen Wassernetzwerkes sind:\n\n- Das Hessische Ministerium für Wirtschaft\n"
        "- Der Deutsche Landkreistag"
    )
    assert {
        "Hessisches Ministerium für Wirtschaft memberOf Nationales Wassernetzwerk",
        "Deutscher Landkreistag memberOf Nationales Wassernetzwerk",
    } <= said(text)


def test_whom_to_ask_works_where_the_line_above_says() -> None:
    text = (
        "Kontaktadresse:\n\nArbeitsgemeinschaft für Jugendhilfe (AGJ)\n\nEva Lang, Referentin\n\n"
        "Mühlendamm 3, 10178 Berlin"
    )
    facts = said(text)
    assert "Eva Lang worksFor Arbeitsgemeinschaft für Jugendhilfe" in facts
    assert not any("memberOf" in fact for fact in facts)


def test_who_heads_a_part_does_not_lead_the_house() -> None:
    facts = said("Das sagt Paul Huber, Leiter des Jugendamtes der Stadt Linz.")
    assert "Paul Huber worksFor Stadt Linz" in facts
    assert "Paul Huber leads Stadt Linz" not in facts


def test_the_mayor_of_a_towns_own_text_works_there() -> None:
    text = "Oberbürgermeister Paul Huber hat den Beirat berufen. Die Stadt Eisenach dankt."
    assert "Paul Huber worksFor Stadt Eisenach" in said(text, publisher="Stadt Eisenach")
    assert "Paul Huber worksFor Stadt Eisenach" not in said(text)


def test_a_persons_own_page_is_no_organisation() -> None:
    page = read("Anna Berger, Bundesministerin, hat den Preis vergeben.", publisher="Anna Berger")
    assert {e.label for e in page.entities if e.type == "Organization"} == set()
    assert {e.label for e in page.entities if e.type == "Person"} == {"Anna Berger"}


def test_an_edition_is_called_by_its_noun_alone_too() -> None:
    text = "Bei der 5. Wasserkommunalkonferenz sprach Paul Huber. Die Wasserkommunalkonferenz endet am Abend."
    assert names(text, "Event") == {"5. Wasserkommunalkonferenz"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Die Konferenz „Stadt und Wasser“ beginnt. Das Land Brandenburg ist in diesem Jahr Gastgeber.",
            {"Land Brandenburg organizes Stadt und Wasser"},
        ),
        (
            "Podiumsdiskussion „Schule und Stadt“ mit Paul Huber und Eva Lang.",
            {"Paul Huber participatesIn Schule und Stadt", "Eva Lang participatesIn Schule und Stadt"},
        ),
        ("Das sagte Eva Lang, Abteilungsleiterin beim Umweltbundesamt.", {"Eva Lang worksFor Umweltbundesamt"}),
        ("Stellv. Kassenprüferin ist Eva Lang.", {"Eva Lang hasRole stellv. kassenprüferin"}),
    ],
)
def test_hosts_talks_and_titles(text: str, facts: set[str]) -> None:
    assert facts <= said(text)


def test_a_talk_announced_with_its_kind_is_an_event() -> None:
    page = read("Programm:\n\nEva Lang, Köln\n\nAnmeldung: bis 4. Mai", title="Fachtag: Zehn Jahre Schulbücherei")
    assert [e.type for e in page.entities if "Schulbücherei" in e.label] == ["Event"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Das sagte Paul Huber, Jugendreferent des Lahn-Taunus-Kreises.",
            {"Paul Huber worksFor Lahn-Taunus-Kreis", "Paul Huber hasRole jugendreferent"},
        ),
        (
            "Auch die hessische Ministerin für Bildung, Dr. Eva Lang, kam.",
            {"Eva Lang hasRole ministerin für Bildung"},
        ),
        (
            "SPÖ-Gemeinderat Paul Huber war dagegen.",
            {"Paul Huber hasRole gemeinderat", "Paul Huber memberOf SPÖ"},
        ),
        (
            "Eva Lang, Leiterin der Abteilung Zentren für Pflege und Forschung beim Umweltbundesamt, kam.",
            {
                "Eva Lang worksFor Umweltbundesamt",
                "Eva Lang hasRole leiterin der Abteilung Zentren für Pflege und Forschung",
            },
        ),
        ("Paul Huber – der Natur- und Vogelwart – berichtete.", {"Paul Huber hasRole Natur- und vogelwart"}),
        (
            "Die Herbsttagung der Amtsleitungen fand in Linz statt. Die diesjährige Herbsttagung eröffnete Eva Lang.",
            {"Eva Lang participatesIn Herbsttagung"},
        ),
    ],
)
def test_districts_fields_and_parties(text: str, facts: set[str]) -> None:
    assert facts <= said(text)


def test_a_title_that_says_who_meets_is_no_event() -> None:
    page = read(
        "Anna Berger, Köln, kam.\n\nOrt: Linz\n\nAnmeldung: bis 4. Mai",
        title="Schwäbische Konferenzleiter tagen in Linz",
    )
    assert {e.label for e in page.entities if e.type in ("Event", "Project")} == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Eva Lang wird künftig als Schriftführerin tätig sein.", "Eva Lang hasRole schriftführerin"),
        ("Eva Lang hat das Amt der Kassenwartin übernommen.", "Eva Lang hasRole kassenwartin"),
        ("Zum ersten Stellvertreter wurde Otto Wild gewählt.", "Otto Wild hasRole erster stellvertreter"),
        ("Neu ist Eva Lang als Beisitzerin.", "Eva Lang memberOf Jugendbeirat"),
        ("Wahl einer stellvertretenden Vorsitzenden: Eva Lang", "Eva Lang hasRole stellvertretende vorsitzende"),
        ("Die Jugendbeauftragte der Stadt, Eva Lang, dankte.", "Eva Lang hasRole jugendbeauftragte"),
    ],
)
def test_seats_taken(text: str, fact: str) -> None:
    facts = said(f"Der Jugendbeirat hat gewählt. {text}")
    assert fact in facts
    assert not any("Amt der" in name for name in names(text, "Organization"))


def test_volunteer_fire_brigades() -> None:
    text = "Das sagt Otto Wild, Kommandant der freiwilligen Feuerwehr Tannau."
    assert "Otto Wild worksFor Freiwillige Feuerwehr Tannau" in said(text)


def test_a_body_named_after_a_person_has_the_first_name() -> None:
    text = "Das Robert Berger-Institut und die Otto von Linden-Universität Jena arbeiten zusammen."
    assert names(text, "Organization") == {"Robert Berger-Institut", "Otto von Linden-Universität Jena"}


def test_the_house_in_brackets_is_no_other_name_of_its_institute() -> None:
    found = said("Das Institut für Geologie (Universität Jena) hat neue Räume.")
    assert "Institut für Geologie partOf Universität Jena" in found
    # … but a second name of the same kind of body is one.
    same = "Die Technische Universität Lemberg (Universität Lemberg) hat neue Räume."
    assert len(names(same, "Organization")) == 1


def test_who_is_congratulated_has_the_seat() -> None:
    found = said("Ministerin Karla Weiß gratuliert Anna Huber zur Wahl als Vorsitzende des Wissenschaftsrats.")
    assert "Anna Huber memberOf Wissenschaftsrat" in found
    assert not any(f.startswith("Karla Weiß memberOf") for f in found)
    found = said("Karl Moser folgt auf Anna Huber als Präsident des Umweltbundesamts.")
    assert "Karl Moser leads Umweltbundesamt" in found
    assert not any(f.startswith("Anna Huber") for f in found)


def test_groups_are_bodies_and_compounds_of_events_keep_their_noun() -> None:
    found = said("Dem Lenkungskreis Klimaschutz gehören Anna Huber, Karl Moser und Eva Lang an.")
    assert {"Anna Huber memberOf Lenkungskreis Klimaschutz", "Eva Lang memberOf Lenkungskreis Klimaschutz"} <= found
    assert "Stadt Gotha organizes Klimaforum Gotha" in said("Die Stadt Gotha lädt zum Klimaforum Gotha ein.")
    assert names("Der Vertreter des Deutschen Städtetages sprach.", "Organization") == {"Deutscher Städtetag"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kooperationspartner der Stadt Gotha sind das Umweltbundesamt und die Universität Jena.",
         "Stadt Gotha collaboratesWith Universität Jena"),
        ("500.000 Euro erhält die Stadt Gotha vom Freistaat Thüringen.", "Freistaat Thüringen funds Stadt Gotha"),
        ("Für das Projekt „Helle Höfe“ stellt das Land Thüringen 500.000 Euro bereit.",
         "Land Thüringen funds Helle Höfe"),
        ("Anna Huber (SPD), Oberbürgermeisterin von Gotha, kam.", "Anna Huber leads Gotha"),
        ("Als Leiterin des Jugendamts Gotha begrüßte Anna Huber die Gäste.", "Anna Huber worksFor Jugendamt Gotha"),
        ("Neu in den Wissenschaftsrat berufen wurden Anna Huber und Karl Moser.",
         "Karl Moser memberOf Wissenschaftsrat"),
        ("Dem Beirat für Wasser gehören an:\n\n- Anna Huber, Stadt Gotha\n- Karl Moser, Universität Jena",
         "Anna Huber memberOf Beirat für Wasser"),
        ("Eva Lang, Vorstand der AOK Hessen, unterschrieb.", "Eva Lang worksFor AOK Hessen"),
        ("Dabei war Anna Huber, MSc (Umweltbundesamt).", "Anna Huber worksFor Umweltbundesamt"),
        ("Die Bundesregierung beauftragte das Umweltbundesamt, einen Bericht vorzulegen.",
         "Einen Bericht vorzulegen assignedTo Umweltbundesamt"),
    ],
)  # fmt: skip
def test_what_german_says_in_many_ways(text: str, fact: str) -> None:
    assert fact in said(text)


def test_a_land_behind_a_noun_is_only_where() -> None:
    assert names("Mittel aus der Initiative Niedersachsen 200 Millionen Euro für Schulen.", "Project") == {
        "Initiative Niedersachsen"
    }
    assert names("Das Programm Bayern digital läuft.", "Project") != {"Programm Bayern"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Zur neuen Vorsitzenden des Klimabeirats Hessen wurde Frau Anna Huber vom Bauernverband Gotha gewählt.",
         "Anna Huber memberOf Klimabeirat Hessen"),
        ("Der Wissenschaftsrat ist neu.\n\nFolgende Mitglieder wurden berufen:\n\n"
         "- Ein Vertreter der Stadt Gotha: Karl Moser\n- Eva Lang",
         "Karl Moser memberOf Wissenschaftsrat"),
        ("Der Wissenschaftsrat ist neu. Mitglieder des Wissenschaftsrats sind: Eva Lang (Stadt Gotha) und Karl Moser.",
         "Eva Lang memberOf Wissenschaftsrat"),
        ("Dabei waren: Anna HUBER, Stadt Gotha", "Anna HUBER worksFor Stadt Gotha"),
    ],
)  # fmt: skip
def test_who_sits_on_a_council(text: str, fact: str) -> None:
    assert fact in said(text)


def test_a_seat_is_no_employment() -> None:
    assert said("Anna Huber ist Mitglied im Klimabeirat.") == {
        "Anna Huber hasRole mitglied", "Anna Huber memberOf Klimabeirat"
    }  # fmt: skip


def test_who_does_a_project_together_takes_part_in_it() -> None:
    found = said("Das Projekt „Helle Höfe“ ist eine Kooperation der Stadt Gotha und der Universität Jena.")
    assert found == {"Stadt Gotha participatesIn Helle Höfe", "Universität Jena participatesIn Helle Höfe"}


def test_two_persons_under_a_plural_title() -> None:
    found = said("Die beiden Vizepräsidenten sind Anna Huber und Karl Moser.")
    assert {fact.split(" hasRole ")[0] for fact in found if " hasRole " in fact} == {"Anna Huber", "Karl Moser"}


def test_a_title_ends_the_name_of_a_body() -> None:
    assert names("Der Präsident Rotes Kreuz Tirol General Karl Moser kam.", "Organization") == {"Rotes Kreuz Tirol"}


def test_a_council_with_and_without_its_level_is_one() -> None:
    text = "Der Landestierschutzbeirat ist neu besetzt. Dem Tierschutzbeirat gehören zehn Personen an."
    assert len(names(text, "Organization")) == 1


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Huber, Leiterin der Vergabestelle der Stadt Gotha, kam.", "Anna Huber worksFor Stadt Gotha"),
        ("Er traf die Leiterin der Zentralen Vergabestelle, Dr. Anna Huber.",
         "Anna Huber hasRole leiterin der Zentralen Vergabestelle"),
        ("Anna Huber, Leiterin des Geschäftsfelds Klimapolitik am Umweltbundesamt, kam.",
         "Anna Huber worksFor Umweltbundesamt"),
        ("Anna Huber, Bereichsleiterin Zentraler Einkauf, freute sich.",
         "Anna Huber hasRole bereichsleiterin Zentraler Einkauf"),
        ("Karl Moser, Leiter Zentraler Einkauf, Stadt Gotha", "Karl Moser hasRole leiter Zentraler Einkauf"),
        ("Auch Gothas Oberbürgermeister Karl Moser kam.", "Karl Moser worksFor Gotha"),
        ("Das Umweltbundesamt lädt ein.\n\nRückfragen\nMag. Anna Huber\nReferentin\nanna.huber@umweltbundesamt.gv.at",
         "Anna Huber worksFor Umweltbundesamt"),
    ],
)  # fmt: skip
def test_units_fields_and_towns_beside_a_post(text: str, fact: str) -> None:
    assert fact in said(text)


def test_an_agency_is_no_unit_and_a_person_no_field() -> None:
    assert "Anna Huber worksFor Umweltbundesamt" in said("Anna Huber, Leiterin des Umweltbundesamtes, kam.")
    assert said("Die Geschäftsführerin Anna Huber kam.") == {"Anna Huber hasRole geschäftsführerin"}


def test_institutes_whose_name_has_a_hyphen_that_an_and_follows() -> None:
    name = "Fraunhofer-Institut für Boden- und Wasserforschung"
    assert names(f"Das {name} forscht.", "Organization") == {name}


def test_a_university_and_its_abbreviation_are_one() -> None:
    assert len(names("Die TU Darmstadt lädt ein. Die Technische Universität Darmstadt ist groß.", "Organization")) == 1
    assert len(names("Die Fachhochschule Kiel lädt ein. An der FH Kiel ist Platz.", "Organization")) == 1
    assert len(names("Die Technische Universität Graz und die TU Wien laden ein.", "Organization")) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dort hat die Stadt Gotha Busse gekauft.", "Stadt Gotha"),
        ("Dort hat die Stadt Bad Salzuflen Busse gekauft.", "Stadt Bad Salzuflen"),
        ("Dort will die Universität Jena Plätze kühlen.", "Universität Jena"),
        ("Dort kann die FH Campus Wien Räume nutzen.", "FH Campus Wien"),
        ("Dort will das Umweltbundesamt Plätze kühlen.", "Umweltbundesamt"),
    ],
)
def test_the_noun_behind_a_bodys_name_is_none_of_it(text: str, name: str) -> None:
    assert names(text, "Organization") == {name}


def test_a_line_of_a_programme_names_no_event_and_its_page_one_without_what_it_is() -> None:
    page = (
        "# 8. Tag der Archive\n\n20. Februar 2024, Museum, Gotha\n\nVeranstalter ist das Umweltbundesamt.\n\n"
        "09:30 Uhr Begrüßung\n\n10:30 Uhr Podiumsdiskussion: Wie viel Recht verträgt das Archiv?\n"
        "- Prof. Dr. Anna Huber, Universität Jena\n- Karl Moser, Referatsleiter, Umweltbundesamt\n\n"
        "12:00 Uhr Mittagspause\n\nAnmeldung\nDie Teilnahme ist frei."
    )
    found = said(page, "8. Tag der Archive: Programm")
    events = [e.label for e in read(page, "8. Tag der Archive: Programm").entities if e.type == "Event"]
    assert events == ["8. Tag der Archive"]
    assert {fact for fact in found if "participatesIn" in fact} == {
        "Anna Huber participatesIn 8. Tag der Archive", "Karl Moser participatesIn 8. Tag der Archive"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Die Gothaer Wasserbetriebe kooperieren mit der Stadt Jena.",
         "Gothaer Wasserbetriebe collaboratesWith Stadt Jena"),
        ("Den Zuschlag bekam die Firma Blaugras GmbH. Geschäftsführerin der Blaugras GmbH ist Anna Huber.",
         "Anna Huber leads Blaugras GmbH"),
        ("Der Verband kommunaler Unternehmen (VKU) kooperiert mit der Stadt Jena.",
         "Verband kommunaler Unternehmen collaboratesWith Stadt Jena"),
        ("Das Projekt „Helle Höfe“ wird durch das Umweltbundesamt und die Europäische Union gefördert.",
         "European Union funds Helle Höfe"),
        ("Das Umweltbundesamt hat den Beirat der Energieagentur vorgestellt. Dem Beirat gehören an:\n\n"
         "- Dr.in Anna Huber, Stadt Jena\n- Mag.a Eva Lang, Universität Jena",
         "Eva Lang memberOf Energieagentur"),
        ("Dabei waren Dr.in Anna Huber vom Umweltbundesamt und Karl Moser.", "Anna Huber worksFor Umweltbundesamt"),
    ],
)  # fmt: skip
def test_bodies_and_titles_as_german_and_austrian_pages_have_them(text: str, fact: str) -> None:
    assert fact in said(text)


def test_who_stands_in_for_a_chair_has_no_seat_in_the_house_that_employs_him() -> None:
    text = "Hier ist der neue Beirat der Energieagentur. Ihr Stellvertreter ist Karl Moser von der "
    assert "Karl Moser memberOf Stadt Jena" not in said(text + "Stadt Jena.")
    assert "Karl Moser worksFor Stadt Jena" in said(text + "Stadt Jena.")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Huber (Zentrale Vergabestelle, Landkreis Gotha) war da.", "Anna Huber worksFor Landkreis Gotha"),
        ("So sagt es DEMO-Vorstand Karl Moser.", "Karl Moser leads DEMO"),
        ("Petra Ohm (Gothaer Krankenkasse) war da.", "Petra Ohm worksFor Gothaer Krankenkasse"),
        ("Beim Forum haben das Umweltbundesamt und die Stadt Jena eine Absichtserklärung unterzeichnet.",
         "Stadt Jena collaboratesWith Umweltbundesamt"),
        ("Der Arbeitskreis Vergabe und Beschaffung des Städtetags tagt.",
         "Arbeitskreis Vergabe und Beschaffung partOf Städtetag"),
        ("Die Stadt Gotha startet das Projekt „Helle Höfe“. Das Land Hessen fördert das Projekt aus dem Programm "
         "„Grün“. Die Projektleitung liegt bei Dr. Anna Huber.", "Anna Huber leads Helle Höfe"),
        ("Das Projekt „Helle Höfe“ startet. Zum Projektteam gehören Anna Huber (Stadt Melle) und Karl Moser.",
         "Karl Moser participatesIn Helle Höfe"),
    ],
)  # fmt: skip
def test_brackets_hyphens_groups_and_the_project_that_a_programme_pays(text: str, fact: str) -> None:
    assert fact in said(text)


def test_what_is_none_of_what_it_looks_like() -> None:
    assert "Start" not in names("So sagt es Start-up-Gründer Karl Moser.", "Organization")
    assert names("Das PCP-Projekt „Sensor“ startet.", "Project") == {"Sensor"}
    found = said("Die Stadt Gotha arbeitet in Kooperation mit dem Umweltbundesamt und der Universität Jena.")
    assert not any("Universität Jena" in fact and "Umweltbundesamt" in fact for fact in found)


def test_the_mayor_in_a_districts_own_text_heads_no_district() -> None:
    text = "Landrat Karl Moser und Bürgermeisterin Anna Huber haben unterschrieben. Der Landkreis Gotha zahlt."
    found = said(text, publisher="Landkreis Gotha")
    assert "Karl Moser leads Landkreis Gotha" in found
    assert not any("Anna Huber worksFor" in fact for fact in found)


def test_companies_above_their_partners_are_no_projects() -> None:
    text = (
        "Die Teams im Überblick\n\nBlaugras GmbH (Stuttgart)\nPartner: Universität Stuttgart\n\n"
        "Diamant Medical AG (Leipzig)\nPartner: Universität Leipzig\n\nAlle freuen sich sehr darauf."
    )
    assert not any("Blaugras" in name or "Diamant" in name for name in names(text, "Project"))


def test_a_ministrys_letters_are_the_ministry() -> None:
    text = "Das Bundesministerium für Wasser und Boden lädt ein. Das BMWB fördert das Projekt „Helle Höfe“."
    assert names(text, "Organization") == {"Bundesministerium für Wasser und Boden"}
    assert "Bundesministerium für Wasser und Boden funds Helle Höfe" in said(text)


def test_who_is_sent_to_a_board_each_with_a_post() -> None:
    text = (
        "Als Vertreter wurden Paul Gruber, Kanzler der Universität Kassel, und Eva Lang vom Städte- und Gemeindebund "
        "Hessen in den Vorstand des Deutschen Museumsbundes entsandt."
    )
    found = said(text)
    assert found >= {f"{name} memberOf Deutscher Museumsbund" for name in ("Paul Gruber", "Eva Lang")}
    assert "Eva Lang worksFor Städte- und Gemeindebund Hessen" in found
    assert not any("memberOf" in f for f in said("Eva Lang wurde nicht in den Vorstand des Museumsbundes gewählt."))


def test_those_whose_heads_sign_work_together() -> None:
    who = "Rektorin Anna Berger von der Universität Kassel und Landrat Paul Gruber (Landkreis Gotha)"
    for text in (f"{who} unterzeichneten eine Kooperationsvereinbarung.", f"{who} haben einen Vertrag besprochen."):
        signed = "unterzeichneten" in text
        assert ("Universität Kassel collaboratesWith Landkreis Gotha" in said(text)) is signed
    text = "Die Klimapartnerschaft, die der Landkreis Gotha mit der Stadt Lyon pflegt, läuft."
    assert "Landkreis Gotha collaboratesWith Stadt Lyon" in said(text)


def test_titles_cut_short_and_towns_near_another() -> None:
    found = said("Bgm. Anna Berger (Gemeinde Fernau) und Vzbgm. Paul Gruber (Gemeinde Hart bei Graz) sprachen.")
    assert {"Anna Berger leads Gemeinde Fernau", "Paul Gruber worksFor Gemeinde Hart bei Graz"} <= found
    assert "Eva Lang worksFor KUG Graz" in said("Es sprach Eva Lang (KUG Graz).")
    assert "KUG Rektorin" not in names("Es sprach Eva Lang (KUG Rektorin).", "Organization")


def test_whose_body_it_is_belongs_to_the_name_that_the_letters_spell() -> None:
    name = "Verband der Archive des Landes Nordrhein-Westfalen"
    assert name in names(f"Der {name} (vanw) tagt.", "Organization")
    assert name not in names(f"Der {name} (VdA) tagt.", "Organization")
