"""Dutch pages: single words behind titles, addresses, posts in brackets, events by their titles, lists below them."""

from __future__ import annotations

import pytest

from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def read(text: str, title: str = "Nieuws", publisher: str = "Dagblad") -> Facts:
    page = f'---\ntitle: "{title}"\npublisher: {publisher}\n---\n\n{text}\n'
    return facts(read_text(page, id="x", language="nl"))


def names(text: str, type_: str, title: str = "Nieuws") -> set[str]:
    return {e.label for e in read(text, title).entities if e.type == type_}


def said(text: str, title: str = "Nieuws") -> set[str]:
    found = read(text, title)
    label = {e.iri: e.label for e in found.entities}
    return {f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}" for c in found.claims}


@pytest.mark.parametrize("field", ["commandant Brandweer", "manager Crisisbeheersing", "hoogleraar Quality"])
def test_one_word_behind_a_title_is_a_person_only_behind_a_politicians(field: str) -> None:
    assert names(f"Dat doet zij naast haar rol als {field} in de stad.", "Person") == set()
    assert names("Dat zei wethouder Jansma in de raad.", "Person") == {"Jansma"}


def test_streets_and_postcodes_name_nobody() -> None:
    text = "Plaats: Gebouw Zuid, Antonie van Leeuwenhoeklaan 9, 3721 MA Bilthoven. Anna de Wit spreekt."
    assert names(text, "Person") == {"Anna de Wit"}
    assert names(text, "Organization") == set()


def test_a_name_goes_on_behind_its_abbreviation() -> None:
    found = said("Anna de Wit (bestuurder van OSG Zevenwolde en lid van het algemeen bestuur van de PO-Raad) sprak.")
    assert {"Anna de Wit worksFor OSG Zevenwolde", "Anna de Wit memberOf PO-Raad"} <= found
    assert "Anna de Wit worksFor Vereniging van Nederlandse Gemeenten" in said("Anna de Wit werkt bij VNG.")


def test_posts_of_several_persons_stay_theirs() -> None:
    text = "Anna de Wit, directeur van de Onderwijsraad, Bram Jansen, directeur van het Stadsmuseum, en anderen kwamen."
    found = said(text)
    assert {"Anna de Wit worksFor Onderwijsraad", "Bram Jansen worksFor Stadsmuseum"} <= found
    assert "Bram Jansen worksFor Onderwijsraad" not in found


def test_houses_before_a_colon() -> None:
    found = said("Er zijn twee sporen: dijken (Rijkswaterstaat: Anna de Wit, TNO: Bram Jansen) en duinen.")
    assert {"Anna de Wit worksFor Rijkswaterstaat", "Bram Jansen worksFor TNO"} <= found
    assert "Anna de Wit worksFor TNO" not in found


def test_a_former_post_told_by_eerder() -> None:
    text = "Anna de Wit is burgemeester van Assen. Eerder was Anna de Wit wethouder in Emmen."
    assert "Anna de Wit worksFor Emmen" not in said(text)


def test_speakers_take_part_in_no_project_named_in_passing() -> None:
    text = "Dijken horen bij de plannen van de Green Deal Water.\n\nSprekers\n\n- Anna de Wit\n- Bram Jansen"
    assert not any("participatesIn" in fact for fact in said(text))


@pytest.mark.parametrize("about", ["wonen en zorg voor ouderen", "de toekomst van jongeren"])
def test_what_a_title_says_is_a_meeting_is_the_event_of_its_programme(about: str) -> None:
    title = f"Rondetafelgesprek over {about}"
    text = (
        "De Tweede Kamer organiseert op donderdag 17 maart een rondetafelgesprek.\n\nProgramma\n\n"
        "15.00 – 15.45 uur: Cijfers\n\nAnna de Wit – Onderwijsraad\n\nBram Jansen – Wethouder gemeente Assen\n\n"
        "15.45 – 16.30 uur: Dijken\n\nEva Smit – Deltabouwers"
    )
    found = said(text, title)
    assert {f"Anna de Wit participatesIn {title}", f"Eva Smit participatesIn {title}"} <= found
    assert {"Anna de Wit worksFor Onderwijsraad", "Bram Jansen worksFor Gemeente Assen"} <= found
    assert f"Tweede Kamer organizes {title}" in found


def test_parties_that_work_together_in_a_body_are_its_members() -> None:
    text = "Daarom werken de volgende partijen samen in het Landelijk Beraad:\n\n- Rijkswaterstaat\n- TNO\n- VNG"
    assert {"Rijkswaterstaat memberOf Landelijk Beraad", "TNO memberOf Landelijk Beraad"} <= said(text)
    text = "Het Regionaal Adviesteam bestaat uit een consortium van partijen: Rijkswaterstaat, TNO en de Onderwijsraad."
    assert "TNO memberOf Regionaal Adviesteam" in said(text)


def test_who_is_appointed() -> None:
    found = said("Anna de Wit van de Onderwijsraad wordt vandaag officieel benoemd tot lector toegepaste wiskunde.")
    assert {"Anna de Wit hasRole lector", "Anna de Wit worksFor Onderwijsraad"} <= found
    assert "Anna de Wit hasRole lector" not in said("Anna de Wit wordt niet benoemd tot lector.")


def test_lines_of_addressed_persons_are_entries() -> None:
    text = "Projectgroep:\ndr. Anna de Wit, Hogeschool Zuyd\ndrs. Bram Jansen, TNO\ndr. Eva Smit, Saxion"
    found = said(text)
    assert {"Anna de Wit worksFor Hogeschool Zuyd", "Bram Jansen worksFor TNO"} <= found


def test_what_abbreviates_a_plan_is_no_body() -> None:
    text = "De Regionale Energiestrategie (RES) is klaar. Dat zegt Anna de Wit, voorzitter van de RES."
    assert names(text, "Organization") == set()
    assert names("De Regionale Sportraad (RES) is er. Anna de Wit spreekt namens de RES.", "Organization")


def test_headings_in_capitals_name_nobody() -> None:
    assert (
        names("VAN START NAAR DEFINITIEF PLAN\n\nEr is een plan.\n\nDE STUURGROEP\n\nDie beslist.", "Organization")
        == set()
    )


def test_towns_with_an_article_and_what_a_board_is_for() -> None:
    assert names("Dat meldt de gemeente Het Hogeland.", "Organization") == {"Gemeente Het Hogeland"}
    found = said("Anna de Wit is voorzitter van het dagelijks bestuur van de Onderwijsraad.")
    assert "Anna de Wit memberOf Onderwijsraad" in found


def test_politicians_with_several_fields() -> None:
    found = said("Anna de Wit, gedeputeerde energie, natuur en communicatie bij provincie Utrecht, vult aan.")
    assert {"Anna de Wit worksFor Provincie Utrecht", "Anna de Wit hasRole gedeputeerde"} <= found
    found = said("Vice-voorzitters zijn Anna de Wit (gemeente Bergeijk) en Bram Jansen (gemeente Assen).")
    assert {"Anna de Wit hasRole vice-voorzitter", "Bram Jansen worksFor Gemeente Assen"} <= found


def test_a_ministers_fields_are_no_surname() -> None:
    assert names("Dat schrijft minister Jansma van Landbouw, Natuur en Voedselkwaliteit.", "Person") == {"Jansma"}


def test_names_that_stand_beside_others() -> None:
    found = names(
        "Dat zeggen de Unie van Waterschappen, Rijkswaterstaat en de koepelorganisatie Onderwijsbond.", "Organization"
    )
    assert {"Unie van Waterschappen", "Rijkswaterstaat", "Onderwijsbond"} <= found
    assert names("Hij werkt bij het Deltaprogramma Ruimtelijke adaptatie.", "Project") == {
        "Deltaprogramma Ruimtelijke adaptatie"
    }


def test_where_a_partner_is_takes_no_part() -> None:
    found = said("De Deltahogeschool in Stadshagen en de Universiteit Maastricht werken samen.")
    assert not any("Stadshagen" in fact for fact in found)


def test_a_project_stands_before_its_hyphen() -> None:
    assert names("Het RIVERWISE-project begint. Het RIVERWISE-project duurt drie jaar.", "Project") == {"RIVERWISE"}
    assert names("In mei is het RIVERWISE-congres.", "Event") == {"RIVERWISE-congres"}


def test_what_a_hyphen_joins_to_a_title_is_an_employer_only_with_a_capital() -> None:
    assert names("Daar werken docent-onderzoekers aan vragen.", "Organization") == set()
    assert "Anna de Wit worksFor LUMB" in said("Dat zegt LUMB-hoogleraar Anna de Wit.")


def test_houses_of_two_names_and_boards_before_theirs() -> None:
    assert "Anna de Wit worksFor Loyen & Loeff" in said("Anna de Wit, advocaat bij Loyen & Loeff, sprak.")
    text = "Anna de Wit, directeur van TNO en lid raad van toezicht Da Marco college in Dordrecht, sprak."
    assert names(text, "Person") == {"Anna de Wit"}
    assert names("Dat meldt Veiligheidsregio Gooi- en Vechtstreek.", "Organization") == {
        "Veiligheidsregio Gooi- en Vechtstreek"
    }


def test_a_headline_with_a_verb_is_no_event_and_a_learning_network_is_one() -> None:
    text = "TNO start het leernetwerk Groen Bouwen. Op 12 april is de startbijeenkomst. De bijeenkomst is in Utrecht."
    title = "TNO en gemeente Gouda starten leernetwerk groen bouwen"
    assert names(text, "Event", title) == set()
    assert "Leernetwerk Groen Bouwen" in names(text, "Organization", title)


def test_a_project_ends_before_a_preposition() -> None:
    assert names("Onder leiding van TNO is het project SLIBBAAN van start gegaan.", "Project") == {"SLIBBAAN"}
    assert names("Het geld komt uit het programma Horizon Europe van de Unie.", "Project") == {"Horizon Europe"}
    assert names("Zij noemt het project ‘een voorbeeld voor andere scholen’.", "Project") == set()


def test_part_of_a_day_is_no_event() -> None:
    assert names("Dinsdagmiddag tekenden zij. Woensdagmiddag was er overleg.", "Event") == set()


def test_a_programmes_title_is_its_events_name() -> None:
    text = "Menu\n\nProgramma Heldere-Sloot-congres 2026\n\nAnna de Wit spreekt."
    assert "Heldere-Sloot-congres 2026" in names(text, "Event", "Programma Heldere-Sloot-congres 2026")


def test_lines_of_a_programme_with_strokes_and_two_speakers() -> None:
    text = (
        "09.30 Opening door dagvoorzitter Eva Smit\n11.30 Werkgroepen\n- Dijken | Anna de Wit, gemeente Gouda\n"
        "- Sloten | Bram Jansen en Piet de Boer, Provincie Drenthe\n12.30 Lunch\n13.30 Afsluiting"
    )
    found = said(text, "Programma Heldere-Sloot-congres 2026")
    assert {
        "Anna de Wit worksFor Gemeente Gouda",
        "Bram Jansen worksFor Provincie Drenthe",
        "Piet de Boer worksFor Provincie Drenthe",
    } <= found


def test_who_takes_part_in_a_network_is_a_member() -> None:
    text = (
        "Het Netwerk Heldere Sloten is opgericht tijdens het Slotencongres.\n\nDeelnemers aan het netwerk:\n\n"
        "- Gemeente Gouda\n- Rijkswaterstaat\n- TU Delft"
    )
    found = said(text)
    assert "Rijkswaterstaat memberOf Netwerk Heldere Sloten" in found
    assert not any(fact.startswith("Rijkswaterstaat participatesIn") for fact in found)


def test_a_title_below_a_seat_is_of_who_has_the_seat() -> None:
    text = (
        "# Bestuur\n\nStichting Heldere Sloot heeft een bestuur.\n\n## Bestuur\n\nAnna de Wit (voorzitter)\n"
        "Directeur Stadsmuseum\n\nBram Jansen (penningmeester)\nZelfstandig adviseur\n\nEva Smit (secretaris)\n"
        "Inkoopmanager gemeente Gouda"
    )
    page = read(text, "Bestuur", "Stichting Heldere Sloot")
    label = {e.iri: e.label for e in page.entities}
    found = {f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}" for c in page.claims}
    assert {"Bram Jansen hasRole zelfstandig adviseur", "Eva Smit worksFor Gemeente Gouda"} <= found
    assert "Eva Smit hasRole zelfstandig adviseur" not in found
    assert "Eva Smit memberOf Stichting Heldere Sloot" in found


def test_a_well_known_name_goes_on_with_a_capital() -> None:
    found = names("Zij is bestuurslid van Nevi Zorg en werkt bij Philips Healthcare.", "Organization")
    assert found == {"Nevi Zorg", "Philips Healthcare"}
    assert names("Dat meldt de NOS Anna de Wit op maandag.", "Organization") == {"NOS"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Elf partners uit Nederland, België en Finland werken drie jaar samen."),
        ("de", "Elf Partner aus Deutschland, Österreich und Finnland arbeiten drei Jahre zusammen."),
        ("en", "Eleven partners from Germany, Austria and Finland work together for three years."),
        ("sv", "Elva partner från Sverige, Norge och Finland samarbetar i tre år."),
    ],
)
def test_countries_that_partners_are_from_are_no_partners(language: str, text: str) -> None:
    found = facts(read_text(text, id="x", language=language))
    assert not [c for c in found.claims if c.predicate == "collaboratesWith"]


def test_a_pronoun_begins_no_line_of_a_list() -> None:
    text = (
        "Projectleider: Anna de Wit\n\nRijkswaterstaat werkt in het project Heldere Sloot samen met TNO. De provincie "
        "Zeeland betaalt mee: zij draagt veel bij."
    )
    assert "Rijkswaterstaat collaboratesWith Provincie Zeeland" not in said(text)


def test_a_list_ends_a_bodys_name_where_the_next_begins() -> None:
    text = (
        "De knooppunten zijn Rijksdienst voor het Cultureel Erfgoed, Nederlands Instituut voor Beeld en Geluid en TNO."
    )
    found = names(text, "Organization")
    assert {"Rijksdienst voor het Cultureel Erfgoed", "Nederlands Instituut voor Beeld en Geluid"} <= found
    text = (
        "Het ministerie van Volksgezondheid, Welzijn en Sport, Nederlandse Zorgautoriteit en Rijkswaterstaat tekenden."
    )
    assert {"Ministerie van Volksgezondheid, Welzijn en Sport", "Nederlandse Zorgautoriteit"} <= names(
        text, "Organization"
    )


def test_surnames_with_capital_particles_behind_offices() -> None:
    text = (
        "Dat zei staatssecretaris Van Rijkel. Ook wethouders Vermeert (Gouda), mevrouw De Leeuwe (Zeist) en Japing "
        "(Assen) tekenden."
    )
    found = said(text)
    assert "Van Rijkel hasRole staatssecretaris" in found
    assert {"De Leeuwe worksFor Zeist", "Japing worksFor Assen", "Japing hasRole wethouder"} <= found
    assert names("Dat zei de staatssecretaris. Van Rijkswaterstaat kwam niets.", "Person") == set()


def test_titles_of_two_words_and_what_they_are_in() -> None:
    text = (
        "Menu\n\n10.30 uur Anna de Wit, programma directeur Groene Velden Staatsbosbeheer\n\n"
        "11.30 uur Bram Jansen, hoofd jeugd ministerie VWS"
    )
    found = said(text, "Programma Heldere-Sloot-congres 2026")
    assert {"Anna de Wit worksFor Staatsbosbeheer", "Bram Jansen worksFor Ministerie VWS"} <= found
    assert names(text, "Person") == {"Anna de Wit", "Bram Jansen"}


def test_a_noun_with_a_capital_is_of_an_events_name() -> None:
    text = "In april is het vijfde Nederlands Congres Volksgezondheid in Gouda."
    assert names(text, "Event") == {"Nederlands Congres Volksgezondheid"}


def test_partners_on_one_line_below_their_label() -> None:
    text = (
        "# Heldere sloten\n\nDit project bundelt kennis.\n\nProjectleider\n\nProefcentrum voor Sierteelt vzw\n\n"
        "Partners\n\nHogeschool Rotterdam, Vereniging voor Openbaar Groen en Stad Gouda\n\nThema\n\nWater"
    )
    found = said(text, "Heldere sloten")
    for body in ("Proefcentrum voor Sierteelt", "Hogeschool Rotterdam", "Vereniging voor Openbaar Groen", "Stad Gouda"):
        assert f"{body} participatesIn Heldere sloten" in found


def test_a_former_post_ahead_of_its_pronoun() -> None:
    found = said("Anna de Wit werkt bij TNO. Daarvoor was ze hoofd inkoop bij de Onderwijsraad.")
    assert "Anna de Wit worksFor TNO" in found
    assert "Anna de Wit worksFor Onderwijsraad" not in found


def test_who_signs_and_who_invites() -> None:
    text = "Gisteren is het convenant Heldere Sloot ondertekend door Rijkswaterstaat. Ook TNO zette een handtekening."
    assert {"Rijkswaterstaat participatesIn Heldere Sloot", "TNO participatesIn Heldere Sloot"} <= said(text)
    text = "Rijkswaterstaat en TNO nodigen u van harte uit deel te nemen aan het congres Heldere Sloot."
    assert {"Rijkswaterstaat organizes Heldere Sloot", "TNO organizes Heldere Sloot"} <= said(text)


def test_the_project_is_the_titles_where_another_is_named_in_passing() -> None:
    text = (
        "Het project Stille Sloot loopt. Stille Sloot is onderdeel van het programma Nieuwe Dijken. "
        "TNO subsidieert het project."
    )
    found = said(text, "Project Stille Sloot")
    assert "TNO funds Stille Sloot" in found
    assert "TNO funds Nieuwe Dijken" not in found


def test_this_project_is_the_one_spoken_of() -> None:
    text = "Het project Stille Sloot loopt. Rijkswaterstaat financiert dit project. TNO doet mee aan deze pilot."
    assert {"Rijkswaterstaat funds Stille Sloot", "TNO participatesIn Stille Sloot"} <= said(text)


def test_an_article_ends_a_projects_name() -> None:
    text = "TNO won met het project Stille Sloot de Innovatieprijs Water 2026."
    assert names(text, "Project") == {"Stille Sloot"}
    assert names(text, "Event") == {"Innovatieprijs Water 2026"}


def test_a_prize_is_no_project() -> None:
    text = "Zo was het. De Innovatieprijs Water is een initiatief van de Unie van Waterschappen en STOWA."
    found = said(text)
    assert {
        "Unie van Waterschappen organizes Innovatieprijs Water",
        "STOWA organizes Innovatieprijs Water",
    } <= found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Anna Berger (47) wird neue Direktorin des Umweltbundesamts."),
        ("en", "Anna Smith (47) is the new director of Leeds Museum."),
        ("fi", "Anna Virtanen (47) on Aalto-yliopiston uusi rehtori."),
        ("nl", "Anna de Wit (47), directeur van de Onderwijsraad, sprak."),
    ],
)
def test_how_old_somebody_is_parts_no_post(language: str, text: str) -> None:
    found = facts(read_text(text, id="x", language=language))
    assert {"hasRole", "leads", "worksFor"} <= {c.predicate for c in found.claims}


def test_what_a_house_is_and_whose() -> None:
    found = said("Anna de Wit leidt PIANOo, het expertisecentrum aanbesteden van het ministerie van Defensie.")
    assert "PIANOo partOf Ministerie van Defensie" in found


def test_a_pronoun_goes_on_about_who_the_last_one_meant() -> None:
    text = (
        "Anna de Wit leidt TNO. Eerder werkte zij bij de gemeente Gouda. Zij is lid van de raad van toezicht van "
        "Stichting Groen Erf."
    )
    assert "Anna de Wit memberOf Stichting Groen Erf" in said(text)


def test_second_posts_and_titles_in_brackets() -> None:
    text = (
        "Anna de Wit, directeur van TNO en hoogleraar aan de TU Delft, sprak met Bram Jansen (Rijkswaterstaat, "
        "voorzitter)."
    )
    found = said(text)
    assert {"Anna de Wit worksFor TU Delft", "Bram Jansen worksFor Rijkswaterstaat"} <= found
    assert "Bram Jansen hasRole voorzitter" in found


def test_a_title_of_one_is_not_of_those_behind() -> None:
    text = "De stuurgroep bestaat uit wethouder Anna de Wit (Gouda), Bram Jansen (TNO) en Eva Smit (Deltares)."
    found = said("Het project Stille Sloot loopt. " + text)
    assert {"Bram Jansen participatesIn Stille Sloot", "Eva Smit participatesIn Stille Sloot"} <= found
    assert "Bram Jansen hasRole wethouder" not in found


def test_houses_and_persons_in_cells() -> None:
    text = "| Organisatie | Contact |\n| --- | --- |\n| Gemeente Gouda | Anna de Wit |\n| ProRail | Bram Jansen |"
    assert {"Anna de Wit worksFor Gemeente Gouda", "Bram Jansen worksFor ProRail"} <= said(text)


def test_what_a_body_is_is_not_of_its_name() -> None:
    text = "Bas van Dorp van adviesbureau Groen Plan sprak met woningcorporatie Portaal en het Elkerliek ziekenhuis."
    assert names(text, "Organization") == {"Groen Plan", "Portaal", "Elkerliek ziekenhuis"}
    assert names("Het Haagse ziekenhuis is klaar.", "Organization") == set()


def test_a_list_of_municipalities_ends_behind_its_and() -> None:
    found = names("De gemeenten Gouda en Zeist, Enexis en het Amphia Ziekenhuis doen mee.", "Organization")
    assert {"Gemeente Gouda", "Gemeente Zeist", "Enexis", "Amphia Ziekenhuis"} == found


def test_a_platform_on_its_own_pages() -> None:
    text = (
        "In 2026 groeide het Kennisplatform Heldere Sloot. Het platform werkte samen met TNO en Rijkswaterstaat.\n\n"
        "Het bestuur bestond in 2026 uit Anna de Wit (voorzitter, Hogeschool Utrecht) en Bram Jansen (lid, Deltares)."
    )
    page = read(text, "Jaarverslag 2026", "Kennisplatform Heldere Sloot")
    label = {e.iri: e.label for e in page.entities}
    found = {f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}" for c in page.claims}
    assert "Anna de Wit memberOf Kennisplatform Heldere Sloot" in found
    assert {"Anna de Wit worksFor Hogeschool Utrecht", "Bram Jansen worksFor Deltares"} <= found
    assert "Anna de Wit memberOf Hogeschool Utrecht" not in found
    assert any("collaboratesWith" in fact and "TNO" in fact for fact in found)


def test_who_speaks_on_a_page_about_another_body_is_not_its_publishers() -> None:
    text = (
        "De gemeente Gouda koos voor nieuwe bruggen. De gemeente Gouda kocht er tien.\n\n"
        "‘Dat werkt goed’, zegt inkoper Bram Jansen."
    )
    page = read(text, "Gemeente Gouda koopt bruggen", "PIANOo")
    assert not [c for c in page.claims if c.predicate == "worksFor" and "pianoo" in c.object]


def test_money_for_several_projects_and_titles_with_fields() -> None:
    text = (
        "# Twee projecten\n\nTNO kent subsidie toe aan twee projecten.\n\n- Heldere Rivieren\n"
        "- Penvoerder: Hogeschool Utrecht\n"
        "- Veilige Dijken\n- Penvoerder: Deltares"
    )
    assert {"TNO funds Heldere Rivieren", "TNO funds Veilige Dijken"} <= said(text, "Twee projecten")
    assert "Anna de Wit hasRole adviseur" in said("Dat vertelt adviseur Civiele Werken Anna de Wit.")


def test_an_assignment_without_its_giver() -> None:
    found = read("TNO krijgt de opdracht om een netwerk van coaches op te zetten.").claims
    assert [c for c in found if c.predicate == "assignedTo"]
    assert not [c for c in read("TNO krijgt geen opdracht om iets op te zetten.").claims if c.predicate == "assignedTo"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nl", "Zij zegt: “De Onderwijsraad is onze beste partner hierin.”", "Onderwijsraad"),
        ("sv", "Hon säger: ”Boverket är vår bästa partner i detta.”", "Boverket"),
        ("de", "Sie sagt: „Das Umweltbundesamt ist unser bester Partner dabei.“", "Umweltbundesamt"),
        ("en", "She said: “Leeds Museum is our best partner in this.”", "Leeds Museum"),
        ("da", "Hun siger: »Energistyrelsen er vores bedste partner i det her.«", "Energistyrelsen"),
    ],
)
def test_a_short_quotation_is_a_sentence_and_no_title(language: str, text: str, name: str) -> None:
    found = facts(read_text(text, id="x", language=language))
    assert name in {e.label for e in found.entities}


def test_posts_told_by_als_and_without_a_hyphen() -> None:
    assert "Anna de Wit leads Onderwijsraad" in said(
        "Anna de Wit: “Als directeur van de Onderwijsraad ben ik daar erg blij mee.”"
    )
    assert "Anna de Wit worksFor TNO" in said("Als onderzoeker bij TNO schetst Anna de Wit de cijfers.")
    found = said("Daarna ging Onderwijsraad directeur Anna de Wit op de cijfers in.")
    assert "Anna de Wit leads Onderwijsraad" in found
    assert "Anna de Wit worksFor Onderwijsraad" not in said(
        "Er waren TNO, de Onderwijsraad, directeur Anna de Wit en Bo."
    )


def test_the_first_name_of_a_list_that_opens_a_sentence() -> None:
    found = said("Kogas, Stedin en N-TRA bundelen de krachten.")
    assert any("Kogas" in fact and "Stedin" in fact and "collaboratesWith" in fact for fact in found)
    assert "Vandaag" not in names("Vandaag, Zeist en Gouda bundelen de krachten.", "Organization")


def test_a_joint_arrangement_is_no_project() -> None:
    text = "Het bestuur van de gemeenschappelijke regeling Dienst Jeugd is blij."
    assert names(text, "Project") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Projektet Stilla vatten pågår. Boverket finansierar detta projekt."),
        ("da", "Projektet Stille vand er i gang. Energistyrelsen finansierer dette projekt."),
        ("nb", "Prosjektet Stille vann er i gang. Helsedirektoratet finansierer dette prosjektet."),
        ("fi", "Hanke Hiljaiset vedet on alkanut. Aalto-yliopisto rahoittaa tätä hanketta."),
        ("de", "Das Projekt Stille Wasser läuft. Das Umweltbundesamt finanziert dieses Projekt."),
        ("en", "The Still Waters project has begun. Leeds Museum funds this project."),
    ],
)
def test_this_project_in_other_languages(language: str, text: str) -> None:
    assert "funds" in {c.predicate for c in facts(read_text(text, id="x", language=language)).claims}


@pytest.mark.parametrize(
    "how",
    [
        "Per 1 juli treden Anna Mol en Bram Vos toe tot het bestuur van Stichting De Brug.",
        "Anna Mol en Bram Vos maken deel uit van de raad van toezicht van Stichting De Brug.",
        "De vergadering koos Anna Mol en Bram Vos in het bestuur van Stichting De Brug.",
        "De raad heeft Anna Mol en Bram Vos benoemd tot lid van het bestuur van Stichting De Brug.",
        "Anna Mol en Bram Vos zijn gekozen in het bestuur van Stichting De Brug.",
    ],
)
def test_who_joins_a_board(how: str) -> None:
    assert said(how) >= {f"{name} memberOf Stichting De Brug" for name in ("Anna Mol", "Bram Vos")}


def test_chairs_each_with_the_board_in_brackets() -> None:
    found = said("De voorzitters Anna Mol (Raad van Toezicht NHL) en Bram Vos (Onderwijsraad) zijn blij.")
    assert {"Bram Vos memberOf Onderwijsraad", "Anna Mol hasRole voorzitter", "Bram Vos hasRole voorzitter"} <= found


def test_those_whose_heads_sign_take_part_or_work_together() -> None:
    who = "Wethouder Anna Mol (gemeente Ede) en directeur Bram Vos van TNO"
    both = ("Gemeente Ede", "TNO")
    for text in (
        f"{who} ondertekenden de Green Deal Gezonde Scholen.",
        f"Gisteren is de Green Deal Gezonde Scholen getekend. {who} zetten hun handtekening.",
        "De Green Deal Gezonde Scholen is getekend door wethouder Anna Mol (gemeente Ede) en Bram Vos van TNO.",
    ):
        assert said(text) >= {f"{x} participatesIn Green Deal Gezonde Scholen" for x in both}
    assert not any("participatesIn" in f for f in said(f"{who} bespraken de Green Deal Gezonde Scholen."))
    assert "Gemeente Ede collaboratesWith TNO" in said(f"{who} ondertekenden een samenwerkingsovereenkomst.")
    assert not any("collaboratesWith" in f for f in said(f"{who} tekenden bezwaar aan tegen de overeenkomst van mei."))


def test_what_part_of_the_money_comes_from_where() -> None:
    begun = "Het project Groene Oevers kost 3 miljoen euro"
    for rest in (
        ", waarvan 2 miljoen euro afkomstig is van de provincie Utrecht.",
        ". De provincie Utrecht draagt hier 554 817,19 EUR aan bij.",
        ". De provincie Utrecht betaalt daarvan 2 miljoen.",
    ):
        assert "Provincie Utrecht funds Groene Oevers" in said(begun + rest)


def test_a_body_of_letters_and_a_place_with_a_hyphen_keeps_its_list_whole() -> None:
    text = "Het project Groene Oevers loopt.\n\nProjectpartners\n\nTNO, POM Oost-Vlaanderen, Deltares."
    found = said(text)
    assert found >= {f"{x} participatesIn Groene Oevers" for x in ("TNO", "POM Oost-Vlaanderen", "Deltares")}


def test_adjectives_and_short_names_of_bodies_are_no_persons() -> None:
    assert not names("Het gaat om Gelijke Kansen, Europese Lessen en Groene Bossen.", "Person")
    assert names("Ook Nynke Hofstra en Aaltje Dijkstra kwamen.", "Person") == {"Nynke Hofstra", "Aaltje Dijkstra"}
    text = "Dit meldt Kustlab. De raad van Kustlab Hogeschool is blij."
    assert not names(text, "Person")
    assert names(text, "Organization") == {"Kustlab Hogeschool"}


def test_a_body_with_its_legal_form_is_the_one_without() -> None:
    text = "De Stichting Museum Gouda groeit. Museum Gouda is blij."
    assert names(text, "Organization") == {"Stichting Museum Gouda"}


def test_an_event_in_small_letters_and_a_noun_that_its_name_holds() -> None:
    found = said("De jongerentop is georganiseerd door TNO. Wij gaan naar de Jongerentop.")
    assert "TNO organizes Jongerentop" in found
    text = "Het Jaarcongres Groene Daken 2018 was in Ede. Anna Mol sprak op het Jaarcongres."
    assert names(text, "Event") == {"Jaarcongres Groene Daken 2018"}
    assert "Anna Mol participatesIn Jaarcongres Groene Daken 2018" in said(text)


def test_a_title_at_the_end_of_a_list_is_of_its_last_person() -> None:
    text = "Er zijn inleidingen van:\n\n• Anna Mol, voorzitter van TNO, over daken\n• Bram Vos, landschapsarchitect"
    assert "Anna Mol hasRole landschapsarchitect" not in said(text)
    assert "Bram Vos hasRole landschapsarchitect" in said(text)


@pytest.mark.parametrize("heading", ["Wie doen er mee?", "Het consortium", "Partners in dit project"])
def test_headings_of_partners(heading: str) -> None:
    found = said(f"Het project Groene Oevers loopt.\n\n{heading}\n\n- TNO\n- Deltares", "Groene Oevers")
    assert {"TNO participatesIn Groene Oevers", "Deltares participatesIn Groene Oevers"} <= found


def test_who_works_is_named_behind_the_verb_and_not_who_pays() -> None:
    found = said("Met steun van de provincie Utrecht werkt Museum Gouda aan het project Groene Oevers.")
    assert "Museum Gouda participatesIn Groene Oevers" in found
    assert "Provincie Utrecht participatesIn Groene Oevers" not in found
    assert "TNO participatesIn Groene Oevers" in said("TNO werkt met scholen aan het project Groene Oevers.")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("In Gouda is het living lab Thuis in de Stad van start gegaan.", "Thuis in de Stad"),
        ("Het project Samen aan de Slag start in mei.", "Samen aan de Slag"),
        ("In het programma Startup in Residence Zeeland krijgen zij tijd.", "Startup in Residence Zeeland"),
        ("Het project Heldere Brief in de Achterhoek start in mei.", "Heldere Brief"),
        ("Het project Heldere Brief in Gouda start in mei.", "Heldere Brief"),
    ],
)
def test_names_of_projects_go_on_over_an_article(sentence: str, name: str) -> None:
    assert names(sentence, "Project") == {name}
