"""Dutch news: where reports are from, initials, particles, offices named again, credits of pictures."""

from __future__ import annotations

import pytest

from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def read(text: str, publisher: str = "Dagblad") -> Facts:
    page = f'---\ntitle: "Nieuws"\npublisher: {publisher}\n---\n\n{text}\n'
    return facts(read_text(page, id="x", language="nl"))


def names(text: str, type_: str) -> set[str]:
    return {e.label for e in read(text).entities if e.type == type_}


def said(text: str, publisher: str = "Dagblad") -> set[str]:
    found = read(text, publisher)
    label = {e.iri: e.label for e in found.entities}
    return {f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}" for c in found.claims}


@pytest.mark.parametrize("place", ["ASSEN -", "OLDENZAAL –", "DEN HAAG (ANP) -", "'S-HERTOGENBOSCH -"])
def test_where_a_report_is_from_is_no_organisation(place: str) -> None:
    text = f"{place} Drentse gemeenten krijgen de komende vier jaar geld van de provincie voor cultuur."
    found = names(text, "Organization")
    assert not {n for n in found if n.isupper() and n != "ANP"}


def test_abbreviations_before_a_dash_stay() -> None:
    assert "ICTU" in names("ICTU – een stichting", "Organization")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Erbij was de heer P. I. Broertsma.", "P. I. Broertsma"),
        ("Dat tekende mevrouw A.A. van den Berg.", "A.A. van den Berg"),
        ("Getekend door W.H. Woelders (directeur) in mei.", "W.H. Woelders"),
        ("Dat vindt directeur Willem den Ouden van Deltaplatform.", "Willem den Ouden"),
        ("Dat vindt directeur Willem den Ouden van Delta Platform.", "Willem den Ouden"),
        ("Dat zei Dhr.mr. drs. Th.E.M. Wijdema.", "Th.E.M. Wijdema"),
        ("Ook Jac van der Klink sprak.", "Jac van der Klink"),
    ],
)
def test_names_of_persons(text: str, name: str) -> None:
    assert names(text, "Person") == {name}


def test_a_surname_with_its_particles_is_the_person_named_in_full() -> None:
    text = "Marc van den Tweel wordt directeur van het Zeemuseum. Eerder kwam Bram Jansen."
    found = said(f"{text} Van den Tweel is lid van de Onderwijsraad.")
    assert "Marc van den Tweel memberOf Onderwijsraad" in found
    assert not any(fact.startswith("Bram Jansen memberOf") for fact in found)


def test_how_a_board_is_made_up_opens_its_list() -> None:
    lines = "Mevrouw M.J.C. Heerema (voorzitter)\n\nDe heer W. Kastrop (lid)\n\nMevrouw M. Stebba"
    found = said(f"De Raad van Toezicht van Bibliotheek Gouda kiest.\n\nDe raad is als volgt samengesteld:\n\n{lines}")
    assert {f"{name} memberOf Bibliotheek Gouda" for name in ("M.J.C. Heerema", "W. Kastrop", "M. Stebba")} <= found


def test_a_board_told_in_prose() -> None:
    text = "Het bestuur van de Onderwijsraad is nieuw. Het nieuwe bestuur wordt gevormd door {} en Maarten van Beek."
    found = said(text.format("Ingrid Kronenburg (voorzitter), Roland de Waal (secretaris)"))
    assert {f"{n} memberOf Onderwijsraad" for n in ("Ingrid Kronenburg", "Roland de Waal", "Maarten van Beek")} <= found


def test_whose_council_one_chairs() -> None:
    found = said("Jozias Aartsma wordt voorzitter van de Raad van Toezicht van Het Nationale Theater.")
    assert any(fact.startswith("Jozias Aartsma memberOf") and fact.endswith("Nationale Theater") for fact in found)
    found = said("Loek Sijbers (directeur bestuurder van Factorium Makers) gaat.")
    assert "Loek Sijbers worksFor Factorium Makers" in found


def test_a_body_named_without_its_legal_form_is_the_same() -> None:
    assert len(names("Dit is Stichting Vestzaktheater. Vandaag opent het Vestzaktheater.", "Organization")) == 1


def test_who_opens_or_speaks_takes_part_in_the_event_of_the_page() -> None:
    lines = "Het congres wordt geopend door Fred Kroon. Ook gaan Ina Adam (VNG) en Ben Reus (IPO) in op water."
    found = facts(read_text(f"# Waterweek 2024\n\nProgramma\n\nSprekers\n\n{lines}\n", id="x", language="nl"))
    label = {e.iri: e.label for e in found.entities}
    assert {label[c.subject] for c in found.claims if c.predicate == "participatesIn"} == {
        "Fred Kroon",
        "Ina Adam",
        "Ben Reus",
    }


def test_what_a_professor_is_in_is_no_person() -> None:
    text = "Sprekers zijn Maarten Hajema, hoogleraar Urban Futures aan de Universiteit Utrecht, en Anna de Wit."
    assert names(text, "Person") == {"Maarten Hajema", "Anna de Wit"}
    found = said(text)
    assert any(fact.startswith("Maarten Hajema worksFor") and fact.endswith("iversiteit Utrecht") for fact in found)
    assert not any("Urban" in fact for fact in found)


def test_initials_alone_name_nobody() -> None:
    assert names("Zie bijlage A. Bijlagen staan hier. Vitamine B. Gezond is dat.", "Person") == set()


def test_an_office_named_again_tells_its_house() -> None:
    text = "Burgemeester Anna de Wit nam een cheque aan. “Wij zijn blij”, {}."
    found = said(text.format("aldus de burgemeester van Emmen"))
    assert {"Anna de Wit worksFor Emmen", "Anna de Wit leads Emmen"} <= found
    two = "Burgemeester Bram Jansen kwam ook. " + text.format("aldus de burgemeester van Emmen")
    assert not any("worksFor" in fact for fact in said(two))
    absent = "Burgemeester Anna de Wit nam een cheque aan. De burgemeester van Emmen was er niet."
    assert not any("worksFor" in fact for fact in said(absent))


def test_who_took_a_picture_works_for_whom_the_credit_names() -> None:
    text = "De cheque (foto: RTV Drenthe/Anna de Wit) is groot."
    assert "Anna de Wit worksFor RTV Drenthe" in said(text, "RTV Drenthe")


def test_a_festival_is_an_event_and_a_place_is_none() -> None:
    text = "Gedeputeerde Anna de Wit maakte dat bekend tijdens het Festival der Beken."
    assert "Anna de Wit participatesIn Festival der Beken" in said(text)
    assert names("“We hebben in Drenthe al een mooi aanbod”, zegt zij.", "Event") == set()


def test_whose_event_it_is_belongs_to_its_name() -> None:
    assert names("Tijdens het NVZD Najaarscongres keken we terug.", "Event") == {"NVZD Najaarscongres"}


def test_who_sits_on_a_panel_is_no_member() -> None:
    found = said("Panellid Anna de Wit (Deltares) sprak over dijken.")
    assert "Anna de Wit worksFor Deltares" in found
    assert not any("memberOf" in fact for fact in found)


def test_ministers_fields_are_no_organisation() -> None:
    text = "Erbij waren Anna de Wit, minister van Justitie en Veiligheid, en Bram Jansen, minister van Financiën."
    facts = said(text)
    assert "Anna de Wit hasRole minister van Justitie en Veiligheid" in facts
    assert not any("worksFor" in fact for fact in facts)


def test_fields_of_offices_with_a_capital() -> None:
    assert "Anna de Wit hasRole wethouder Wonen" in said("Wethouder Wonen Anna de Wit was erbij.")


def test_who_carries_out_is_not_who_pays() -> None:
    text = "Het project „Helder Water“ wordt gefinancierd door de provincie Utrecht en uitgevoerd door Rijkswaterstaat."
    facts = said(text)
    assert {"Rijkswaterstaat participatesIn Helder Water", "Provincie Utrecht funds Helder Water"} <= facts
    assert "Provincie Utrecht participatesIn Helder Water" not in facts


def test_boards_chosen_in_prose() -> None:
    text = (
        "De ledenvergadering van de Vereniging Oude Molens was druk. De leden stemden in met de benoeming van "
        "Anna de Wit als nieuwe voorzitter. Ook werden twee bestuursleden benoemd, Bram Jansen en Eva Smit."
    )
    assert {
        "Anna de Wit hasRole voorzitter",
        "Anna de Wit memberOf Vereniging Oude Molens",
        "Bram Jansen memberOf Vereniging Oude Molens",
        "Eva Smit memberOf Vereniging Oude Molens",
    } <= said(text)


def test_speakers_named_as_examples() -> None:
    text = "Het Deltacongres komt. Daar komen sprekers aan het woord, zoals Anna de Wit, UMC Utrecht, en Eva Smit."
    assert {"Anna de Wit participatesIn Deltacongres", "Eva Smit participatesIn Deltacongres"} <= said(text)


def test_aldermen_of_several_towns_and_towns_in_brackets() -> None:
    facts = said("Wethouders Anna de Wit (Gouda), Bram Jansen (Zeist) en Karel Bos (Assen) tekenden.")
    assert {f"{name} hasRole wethouder" for name in ("Anna de Wit", "Bram Jansen", "Karel Bos")} <= facts
    assert names("De buurgemeenten (Xaarlo, Quinkel en Merkum) overleggen.", "Organization") == {
        "Xaarlo",
        "Quinkel",
        "Merkum",
    }


def test_a_town_on_a_river() -> None:
    assert names("Dat meldt gemeente Alphen aan den Rijn.", "Organization") == {"Gemeente Alphen aan den Rijn"}


def test_a_politicians_field_in_brackets_is_no_employer() -> None:
    text = "Minister Anna de Wit (Volksgezondheid) en wethouder Bram Jansen (Wonen) tekenden het akkoord."
    assert {f for f in said(text) if f[0] != " "} == {"Anna de Wit hasRole minister", "Bram Jansen hasRole wethouder"}
    found = said("Dat zeggen gedeputeerde Anna de Wit (provincie Drenthe) en wethouder Bram Jansen (Assen).")
    assert {"Anna de Wit worksFor Provincie Drenthe", "Bram Jansen worksFor Assen"} <= found


def test_names_of_two_places_and_listed_municipalities_are_one_each() -> None:
    text = "De gemeenten Peel en Maas en Lochem doen mee.\n\n- Gemeente Lochem\n- Gemeente Peel en Maas"
    assert {e.label for e in read(text).entities} == {"Gemeente Peel en Maas", "Gemeente Lochem"}
    text = "Waterschap Duin & Dijk en Rijkswaterstaat werken samen."
    assert said(text) == {"Waterschap Duin & Dijk collaboratesWith Rijkswaterstaat"}


def test_groups_have_members() -> None:
    found = said("De Stuurgroep Dijken bestaat uit de provincie Drenthe en de gemeente Assen.")
    assert found == {"Provincie Drenthe memberOf Stuurgroep Dijken", "Gemeente Assen memberOf Stuurgroep Dijken"}
    assert "Anna de Wit memberOf Stuurgroep Dijken" in said("Anna de Wit is voorzitter van de stuurgroep Dijken.")
    found = said("De werkgroep Gezonde School bestaat uit Anna de Wit, Bram Jansen en Eva Smit.")
    assert {"Anna de Wit memberOf Werkgroep Gezonde School", "Eva Smit memberOf Werkgroep Gezonde School"} <= found


def test_who_heads_a_unit_works_for_its_house() -> None:
    found = said("Anna de Wit, hoofd van de afdeling Water bij de provincie Drenthe, sprak ook.")
    assert {"Anna de Wit worksFor Provincie Drenthe", "Anna de Wit hasRole hoofd van de afdeling Water"} <= found


def test_names_of_initials_before_a_house_are_persons() -> None:
    text = "Aanwezig: mr. A.Ph. Hertog (Rijkswaterstaat); E.L. Jansen BA (gemeente Gouda); E. Beek-van der Graaf (TNO)."
    found = said(text)
    assert {"A.Ph. Hertog worksFor Rijkswaterstaat", "E.L. Jansen worksFor Gemeente Gouda"} <= found
    assert "E. Beek-van der Graaf" in names(text, "Person")
    assert names("Dit is Anna de Wit MSc (Rijkswaterstaat).", "Organization") == {"Rijkswaterstaat"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Wethouder Anna de Wit (PvdA) kwam.", "Anna de Wit memberOf PvdA"),
        ("VVD-Kamerlid Anna de Wit kwam.", "Anna de Wit memberOf VVD"),
        ("Bram Jansen, wethouder Gemeente Almere (D66), kwam.", "Bram Jansen worksFor Gemeente Almere"),
        ("Eva Smit, fractievoorzitter van de ChristenUnie, kwam.", "Eva Smit memberOf ChristenUnie"),
    ],
)
def test_parties_have_members_and_are_no_employers(text: str, fact: str) -> None:
    found = said(text)
    assert fact in found
    assert not any(
        f.endswith(("worksFor PvdA", "worksFor VVD", "worksFor D66", "worksFor ChristenUnie")) for f in found
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Partners van de gemeente Assen zijn TNO en GGD Drenthe.", "Gemeente Assen collaboratesWith TNO"),
        ("Voor het project Gezonde Wijk heeft de provincie Drenthe 300.000 euro beschikbaar gesteld.",
         "Provincie Drenthe funds Gezonde Wijk"),
        ("Het Netwerk Schone Steden telt tien leden, waaronder de gemeente Assen en TNO.",
         "Gemeente Assen memberOf Netwerk Schone Steden"),
        ("Anna de Wit treedt toe tot de raad van toezicht van het Drents Museum.",
         "Anna de Wit memberOf Drents Museum"),
        ("De Rijksdienst voor het Cultureel Erfgoed, Rijkswaterstaat en TNO werken samen aan dijken.",
         "Rijksdienst voor het Cultureel Erfgoed collaboratesWith Rijkswaterstaat"),
        ("Vandaag is het project Gezonde Wijk gestart. De provincie Drenthe draagt 300.000 euro bij aan het project.",
         "Provincie Drenthe funds Gezonde Wijk"),
    ],
)  # fmt: skip
def test_what_dutch_says_in_many_ways(text: str, fact: str) -> None:
    found = said(text)
    assert fact in found
    assert not any(" partOf " in f for f in found)


def test_who_leaves_has_no_seat_and_partners_of_a_project_take_part() -> None:
    found = said("Anna de Wit, die afscheid nam als voorzitter van de Onderwijsraad, was erbij.")
    assert not any("memberOf" in f for f in found)
    found = said("Het project Slimme Dijken is een samenwerking tussen TNO, Deltares en de gemeente Gouda.")
    assert found >= {f"{x} participatesIn Slimme Dijken" for x in ("TNO", "Deltares", "Gemeente Gouda")}
    assert not any("collaboratesWith" in f for f in found)
    found = said("Het project Slimme Dijken loopt. Andere maatschappelijke partners zijn Rijkswaterstaat en TNO.")
    assert "TNO participatesIn Slimme Dijken" in found


def test_a_place_alone_is_the_municipality_of_the_text() -> None:
    found = said("De gemeente Gouda opende de brug. Piet Jansen, wethouder Gouda, knipte het lint door.")
    assert "Piet Jansen worksFor Gemeente Gouda" in found


@pytest.mark.parametrize(
    "name",
    [
        "Stichting De Brug",
        "Vereniging Het Kruispunt",
        "Theater De Kade",
        "Museum De Turfschuur",
        "Bibliotheek Het Veen",
    ],
)
def test_an_article_with_a_capital_begins_what_a_body_is_called(name: str) -> None:
    assert name in names(f"Ook {name} betaalt mee aan de school.", "Organization")
    assert f"Anna Mol worksFor {name}" in said(f"Dat zegt Anna Mol, directeur van {name}.")
    assert not names("De gemeente wil het. Dat vindt ook de stichting. De wijk krijgt een park.", "Organization")


def test_what_a_politician_answers_for_is_no_town() -> None:
    for office in ("wethouder van Onderwijs", "schepen van Cultuur en Sport", "gedeputeerde van Milieu"):
        text = f"Dat zegt Anna Mol, {office}."
        assert not names(text, "Organization")
        assert f"Anna Mol hasRole {office}" in said(text)
    assert "Anna Mol worksFor Gouda" in said("Dat zegt Anna Mol, wethouder van Gouda.")


def test_a_title_with_a_capital_or_a_boards_letters_begins_no_name() -> None:
    found = said(
        "Anna Mol, CvB-voorzitter van Hogeschool Leiden, sprak. Ook Bram Vos, Directeur van Museum Leiden, was er."
    )
    assert {"Anna Mol memberOf Hogeschool Leiden", "Bram Vos leads Museum Leiden"} <= found
    found = said("Bestuurslid Anna Mol (CvB-voorzitter Hogeschool Leiden) nam het woord.")
    assert "Anna Mol memberOf Hogeschool Leiden" in found
    assert not any("CvB" in f for f in found if "hasRole" not in f)


def test_surnames_behind_offices_in_a_list_each_with_its_town() -> None:
    text = (
        "Burgemeester Vlak (gemeente Gouda, namens de regio), wethouder Peters-Adrian (gemeente Woerden) en "
        "burgemeester Buijserd (gemeente Zeist) tekenden."
    )
    found = said(text)
    assert {"Vlak leads Gemeente Gouda", "Buijserd leads Gemeente Zeist"} <= found
    assert "Peters-Adrian worksFor Gemeente Woerden" in found
