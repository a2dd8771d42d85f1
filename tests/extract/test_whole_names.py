"""Names of bodies as wholes: none is cut, and whose title it is told is no person."""

from __future__ import annotations

import pytest

import innograph
from innograph import Article


def names(text: str, language: str = "sv") -> dict[str, str]:
    """What the text names, by its label."""
    found = innograph.extract(Article("a", text, language))
    return {e.label: e.type for e in found.entities if e.type != "Theme"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ekdal har tillsammans med KTH Innovation räknat på saken.", "KTH Innovation"),
        ("Uppdraget gick till GBQ Bygg, som lovade en stomme av trä.", "GBQ Bygg"),
        ("Karin Ek arbetar på Universitetssjukhuset i Linköping.", "Universitetssjukhuset i Linköping"),
        ("Pengarna kommer från Formas och Ekdalstiftelserna.", "Ekdalstiftelserna"),
        ("Anna Ek, handläggare på enheten Hållbara företag, svarar.", "Hållbara företag"),
        ("Prov görs i Testbädd Ekdal på Vrinnevisjukhuset.", "Testbädd Ekdal"),
        ("– Det är stort, säger Nordisk Råvaras inköpschef Anna Ek.", "Nordisk Råvara"),
        ("Den 20 september kommer advokat Disa Ek (Kahn Pedersen) och talar.", "Kahn Pedersen"),
    ],
)
def test_bodies_are_named_whole(text: str, name: str) -> None:
    assert names(text)[name] == "Organization"


def test_behind_an_agency_stands_another_name() -> None:
    assert "Boverket" in names("Med var Boverket Karlskrona och Digg Anna Ek.")
    assert "Anna Ek" in names("Med var Boverket Karlskrona och Digg Anna Ek.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("– Det är stort, säger Ekdalas nya vd Anna Ek.", "sv"),
        ("– Dette er stort, sier Ekdalas direktør Anna Ek.", "nb"),
        ("– Det er stort, siger Ekdalas direktør Anna Ek.", "da"),
    ],
)
def test_a_genitive_before_a_title_is_its_house(text: str, language: str) -> None:
    assert names(text, language) == {"Ekdala": "Organization", "Anna Ek": "Person"}


@pytest.mark.parametrize("opening", ["VISBY. Det ångar om", "LIVSMEDEL Efter två år ångar det om"])
def test_what_opens_a_report_in_capitals_is_no_body(opening: str) -> None:
    text = f"{opening} kantinerna i skolköket, där kocken smakar av grytan med bönor."
    assert names(text) == {}


def test_photographers_may_have_any_name() -> None:
    assert names("Till höger Anna Ek. Fotograf: Jocke Berg") == {"Anna Ek": "Person", "Jocke Berg": "Person"}


def test_what_a_clause_says_to_be_a_platform_is_a_project() -> None:
    text = "Erfarenheter hämtas från EkBygg, den plattform för byggande som drivs av Boverket."
    assert names(text)["EkBygg"] == "Project"


def test_a_compound_before_its_name_tells_of_an_event() -> None:
    assert (
        names("Den 24 januari hålls upptaktsträffen Samhällsnytta på riktigt.")["Samhällsnytta på riktigt"] == "Event"
    )


@pytest.mark.parametrize(
    ("text", "unit", "house"),
    [
        ("Anna Ek arbetar vid Boverkets enhet för byggande.", "Enheten för byggande", "Boverket"),
        ("Anna Ek, strateg på enheten för hållbar tillväxt på Boverket.", "Enheten för hållbar tillväxt", "Boverket"),
        ("Anna Ek, läkare på hudkliniken vid Ekdals sjukhus.", "Hudkliniken", "Ekdals sjukhus"),
        ("Hon sitter i Vinnovas expertråd för hälsodata.", "Expertrådet för hälsodata", "Vinnova"),
    ],
)
def test_units_written_small_are_parts_of_their_house(text: str, unit: str, house: str) -> None:
    found = innograph.extract(Article("a", text, "sv"))
    label = {e.iri: e.label for e in found.entities}
    parts = {(label[c.subject], label[c.object]) for c in found.claims if c.predicate == "partOf"}
    assert (unit, house) in parts


def test_what_a_title_is_for_is_no_unit() -> None:
    assert set(names("Anna Ek är chef för enheten för digitalisering på Boverket.")) == {"Anna Ek", "Boverket"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ek är en av talarna på Matmötet i Alnarp den 9 oktober.", "Matmötet", "Event"),
        ("Laddpoolen växer. Kommunen deltar i Laddpoolen.", "Laddpoolen", "Project"),
        ("Han smakar av i Säveskolans kök.", "Säveskolan", "Organization"),
        ("Utställare: Kommers, Mercell, TendSign", "Kommers", "Organization"),
        ("Mötet arrangeras av Krinova i samarbete med tidningen.", "Krinova", "Organization"),
        ("Avtalet gick till Tryggtell.", "Tryggtell", "Organization"),
    ],
)
def test_a_capital_inside_a_sentence_or_a_cue_shows_a_name(text: str, name: str, kind: str) -> None:
    assert names(text)[name] == kind


def test_where_something_is_done_is_no_body() -> None:
    assert names("Projektet drivs av hela Norrbotten. Intervjuprojektet ”Våra minnen” fortsätter.") == {
        "Våra minnen": "Project"
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "I projektet ingår Halmstads kommun, Ekdalsbuktens VA och Lunds universitet.",
            "Ekdalsbuktens VA",
            "Organization",
        ),
        ("Där visade bolagen Ferroamp, Aqwary och Xylem Sweden upp sina idéer.", "Ferroamp", "Organization"),
        ("Nu bildas arbetsgruppen Smart mätning med Anna Ek från Boverket.", "Smart mätning", "Organization"),
        ("Bakom står också Ekdalens Kommuner och Boverket.", "Ekdalens Kommuner", "Organization"),
        ("Det skedde på Mötesplats Norr, den årliga träffen för utvecklare.", "Mötesplats Norr", "Event"),
        ("I vår startar satsningen Våga köpa nytt, en kurs i fyra delar.", "Våga köpa nytt", "Project"),
        ("Först delas priset Årets modigaste inköpare ut.", "Årets modigaste inköpare", "Event"),
        ("Övriga sponsorer: Antirio och Primona.", "Antirio", "Organization"),
        ("Hon talade på Vitalis i Göteborg i maj.", "Vitalis", "Event"),
    ],
)
def test_names_in_passing_are_whole(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


def test_where_an_event_is_held_is_none_itself() -> None:
    assert "Münchenbryggeriet" not in names("Konferensen hålls på Münchenbryggeriet i Stockholm den 7 oktober.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("I juryn för Sveriges Allmännyttas pris sitter Anna Ek.", "Sveriges Allmännytta", "Organization"),
        (
            "Huset är en del av Viable Cities-satsningen Klimatneutrala Ekdal 2030.",
            "Klimatneutrala Ekdal 2030",
            "Project",
        ),
        ("Det får stöd genom Klimatklivet och EU-programmet LIFE.", "Klimatklivet", "Project"),
        ("Den 3 april visas det upp vid Energitinget i Älvsjö.", "Energitinget", "Event"),
        ("Branschföreningen Rymdforum Sverige har efterfrågat det.", "Rymdforum Sverige", "Organization"),
        ("I höst startar teknikupphandlingen Tysta pumpar.", "Tysta pumpar", "Project"),
        ("Bland anbudsgivarna fanns Nibe, Thermia och finska Oilon.", "Thermia", "Organization"),
    ],
)
def test_nouns_tell_what_stands_behind_them(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


def test_what_an_article_begins_is_no_unit() -> None:
    assert "Kansliet för en tjänst" not in names("Marcus Ek lämnar Boverkets kansli för en tjänst på Skatteverket.")
