"""The themes: complete, consistent, and found by their trigger words where a text speaks of them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest
from rdflib import RDF, SKOS
from rdflib.term import Literal, Node
from vocabulary_files import INNO, THEME, local, read

from goldfacts import gold_facts
from innograph.extract.language import base_language, load_language
from innograph.extract.themes import ThemeFinder
from innograph.extract.words import Lexicon, Tokens

IDS = frozenset(
    [
        "innovation-procurement",
        "pre-commercial-procurement",
        "innovation-partnership",
        "sustainable-procurement",
        "circular-economy",
        "climate",
        "energy",
        "construction",
        "transport",
        "digitalisation",
        "artificial-intelligence",
        "open-data",
        "health-care",
        "welfare-technology",
        "elderly-care",
        "education",
        "food",
        "water",
        "cybersecurity",
        "start-ups",
        "SME-access",
        "market-dialogue",
        "functional-requirements",
        "competence-development",
        "buyer-networks",
        "hackathons",
        "public-sector-innovation",
        "test-beds",
        "social-sustainability",
        "crisis-preparedness",
        "smart-cities",
        "standardisation",
        "legislation",
        "research",
    ]
)
LANGUAGES = ("sv", "en", "nb", "da", "fi", "nl", "de")
GRAPH = read("themes.ttl")
THEMES = sorted(GRAPH.subjects(RDF.type, INNO.Theme))


@cache
def triggers() -> dict[str, dict[str, set[str]]]:
    """Language → trigger → themes that it shows."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for theme, label in GRAPH.subject_objects(predicate):
            if (theme, RDF.type, INNO.Theme) in GRAPH:
                assert isinstance(label, Literal)
                found[label.language or ""][str(label)].add(local(theme))
    return found


@cache
def finder(language: str) -> tuple[ThemeFinder, Lexicon]:
    pairs = [(trigger, theme) for trigger, themes in triggers()[language].items() for theme in themes]
    lexicon = Lexicon()
    return ThemeFinder(pairs, load_language(language).inflections, lexicon), lexicon


def themes_in(text: str, language: str) -> set[str]:
    themes, lexicon = finder(language)
    return {hit.theme for hit in themes.find(Tokens(text, text.lower(), lexicon), text, text.lower())}


def test_the_themes_are_the_agreed_ones() -> None:
    assert {local(theme) for theme in THEMES} == IDS
    assert all(str(theme) == str(THEME[local(theme)]) for theme in THEMES)


def test_no_blank_nodes() -> None:
    assert not [t for triple in GRAPH for t in triple if type(t).__name__ == "BNode"]


@pytest.mark.parametrize("theme", THEMES, ids=local)
def test_a_theme_is_complete(theme: Node) -> None:
    names = [label for label in GRAPH.objects(theme, SKOS.prefLabel) if isinstance(label, Literal)]
    assert sorted(label.language or "" for label in names) == sorted(LANGUAGES)
    definitions = [text for text in GRAPH.objects(theme, SKOS.definition) if isinstance(text, Literal)]
    assert sorted(text.language or "" for text in definitions) == ["en", "sv"]
    assert str(GRAPH.value(theme, SKOS.notation)) == local(theme)
    assert list(GRAPH.objects(theme, SKOS.inScheme)) == [THEME[""]]


@pytest.mark.parametrize("theme", THEMES, ids=local)
def test_a_theme_has_enough_words_to_be_found_by(theme: Node) -> None:
    for language in LANGUAGES:
        words = [w for w, themes in triggers()[language].items() if local(theme) in themes]
        assert len(words) >= (15 if language == "sv" else 8), (language, words)


def test_a_trigger_is_written_as_the_finder_reads_it() -> None:
    piece = re.compile(r"\*?[^*\s]{2,}\*?|[^*\s]{1,2}", re.UNICODE)
    for language, words in triggers().items():
        for word in words:
            parts = word.split(" ")
            assert all(piece.fullmatch(one) for part in parts for one in part.split("|")), (language, word)
            assert all(len(max(one.split("*"), key=len)) >= 2 for one in parts[0].split("|")), (language, word)


def test_a_pattern_is_in_lower_case_unless_its_case_decides() -> None:
    for label in GRAPH.objects(None, SKOS.hiddenLabel):
        assert str(label) == str(label).lower() or (str(label).isupper() and len(str(label)) <= 4), label


def test_a_trigger_shows_one_theme_or_two_where_it_truly_speaks_of_both() -> None:
    shared = {(lang, w): t for lang, words in triggers().items() for w, t in words.items() if len(t) > 1}
    assert all(len(themes) == 2 for themes in shared.values()), shared
    assert len(shared) <= 30, shared


def test_broader_and_narrower_mirror_each_other_without_a_circle() -> None:
    for theme, broader in GRAPH.subject_objects(SKOS.broader):
        assert (broader, SKOS.narrower, theme) in GRAPH
        assert theme not in set(GRAPH.transitive_objects(broader, SKOS.broader))
    for theme, narrower in GRAPH.subject_objects(SKOS.narrower):
        assert (narrower, SKOS.broader, theme) in GRAPH


def test_top_themes_are_those_without_a_broader_one() -> None:
    tops = {theme for theme in THEMES if (theme, SKOS.broader, None) not in GRAPH}
    assert set(GRAPH.subjects(SKOS.topConceptOf, THEME[""])) == tops
    assert set(GRAPH.objects(THEME[""], SKOS.hasTopConcept)) == tops


def test_related_themes_are_no_relatives_by_descent() -> None:
    # SKOS S27: skos:related is disjoint with skos:broaderTransitive.
    for theme, other in GRAPH.subject_objects(SKOS.related):
        assert (other, SKOS.related, theme) in GRAPH
        assert other not in set(GRAPH.transitive_objects(theme, SKOS.broader))


def test_matches_use_only_identifiers_that_a_source_gives() -> None:
    allowed = re.compile(
        r"http://publications\.europa\.eu/resource/authority/data-theme/[A-Z]{4}"
        r"|http://metadata\.un\.org/sdg/(1[0-7]|[1-9])|http://eurovoc\.europa\.eu/5482"
    )
    matches = [
        other
        for predicate in (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
        for other in GRAPH.objects(None, predicate)
    ]
    assert matches
    assert all(allowed.fullmatch(str(other)) for other in matches)
    assert not list(GRAPH.subject_objects(SKOS.exactMatch))


FOUND = {
    "sv": {
        "Kommunen gör en innovativ upphandling av nya hjälpmedel.": {"innovation-procurement", "welfare-technology"},
        "Regionen vill upphandla innovation och ställer funktionskrav.": {
            "innovation-procurement",
            "functional-requirements",
        },
        "Projektet prövar förkommersiell upphandling.": {"pre-commercial-procurement"},
        "Staden bjuder in till tidig dialog med leverantörer.": {"market-dialogue"},
        "Nya miljökrav i upphandlingarna ska gynna klimatneutrala fordon.": {
            "sustainable-procurement",
            "climate",
            "transport",
        },
        "Möblerna återbrukas.": {"circular-economy"},
        "Förslaget om regelförenkling ska hjälpa små och medelstora företag.": {"legislation", "SME-access"},
        "Testbädden för dagvatten invigdes.": {"test-beds", "water"},
        "Myndigheten stärker sin informationssäkerhet.": {"cybersecurity"},
        "Hemtjänsten digitaliseras.": {"elderly-care", "digitalisation"},
        "Nätverket för smarta städer delar öppna data.": {"smart-cities", "open-data"},
        "AI ska användas i krisberedskapen.": {"artificial-intelligence", "crisis-preparedness"},
    },
    "nb": {
        "Kommunen fikk støtte til en innovativ anskaffelse.": {"innovation-procurement"},
        "Sykehuset prøver ut kunstig intelligens.": {"health-care", "artificial-intelligence"},
        "Det grønne skiftet krever klimavennlige anskaffelser.": {"climate", "sustainable-procurement"},
        "Dialogkonferansen samlet små og mellomstore bedrifter.": {"market-dialogue", "SME-access"},
        "Ombruk av byggematerialer.": {"circular-economy", "construction"},
    },
    "da": {
        "Regionen vil bruge innovative indkøb til grøn omstilling.": {"innovation-procurement", "climate"},
        "Plejehjemmet tester velfærdsteknologi.": {"elderly-care", "welfare-technology"},
        "Kommunerne stiller miljøkrav i udbud af skolemad.": {"sustainable-procurement", "food"},
        "Iværksættere og startups deltog i markedsdialogen.": {"start-ups", "market-dialogue"},
        "Udbudsloven ændres.": {"legislation"},
    },
    "fi": {
        "Innovatiivisilla julkisilla hankinnoilla edistetään kiertotaloutta.": {
            "innovation-procurement",
            "circular-economy",
        },
        "Hankintalaki uudistuu.": {"legislation"},
        "Markkinavuoropuheluun osallistui pk-yrityksiä.": {"market-dialogue", "SME-access"},
        "Tekoälyä kokeillaan terveydenhuollossa.": {"artificial-intelligence", "health-care"},
        "Ilmastotavoitteet ja uusiutuvaa energiaa.": {"climate", "energy"},
    },
    "nl": {
        "De gemeente kiest voor innovatiegericht inkopen.": {"innovation-procurement"},
        "Maatschappelijk verantwoord inkopen in de circulaire economie.": {
            "sustainable-procurement",
            "circular-economy",
        },
        "Tijdens de marktconsultatie vroegen mkb-bedrijven om functionele eisen.": {
            "market-dialogue",
            "SME-access",
            "functional-requirements",
        },
        "De Aanbestedingswet wordt gewijzigd.": {"legislation"},
        "Een proeftuin voor zorgtechnologie.": {"test-beds", "welfare-technology"},
        "We schrijven alleen op wat de pomp moet kunnen en laten de oplossing open.": {"functional-requirements"},
        "Het waterschap beschrijft, kort gezegd, welke behoefte het heeft.": {"functional-requirements"},
        "De stad wil kopen wat er nog niet is.": {"innovation-procurement"},
        "De provincie wil als launching customer nieuwe oplossingen inkopen.": {"innovation-procurement"},
        "Op de marktdag ging de gemeente in gesprek met aannemers en leveranciers.": {
            "market-dialogue",
            "construction",
        },
        "Vier ziekenhuizen kopen samen in en bundelen hun vraag.": {"health-care", "buyer-networks"},
        "Inkopers volgen een cursus en delen daarna hun ervaringen.": {"competence-development"},
        "De overheid vernieuwt zich en wil meer experimenteren.": {"public-sector-innovation"},
        "Wegwerpplastic verdwijnt uit de kantine.": {"circular-economy", "food"},
        "De sluizen en het riool worden vernieuwd.": {"water"},
        "Tegen hittestress komen er groene daken.": {"climate"},
        "De belbus en de elektrische vrachtwagens.": {"transport"},
        "Hoe dat gaat, laten we aan de leverancier over.": {"functional-requirements"},
        "Met hun inkoop kunnen gemeenten innovatie aanjagen.": {"innovation-procurement"},
        "Leveranciers worden geïnformeerd.": {"market-dialogue"},
        "Afval van de veegwagens.": {"circular-economy", "transport"},
        "Zij stemden over de kleur en lieten de uitvoering vrij.": {"functional-requirements"},
        "De gemeente peilde bedrijven.": {"market-dialogue"},
        "Beken en sloten, kolken en gemalen.": {"water"},
        "De gemeenten besteden het werk niet gezamenlijk aan, maar kopen wel samen in.": {"buyer-networks"},
        "Ambtenaren met een goed idee.": {"public-sector-innovation"},
        "Gemeenten letten bij de inkoop op het milieu.": {"sustainable-procurement"},
    },
    "de": {
        "Die innovationsfördernde öffentliche Beschaffung wächst.": {"innovation-procurement"},
        "Nachhaltige Beschaffung und Kreislaufwirtschaft.": {"sustainable-procurement", "circular-economy"},
        "Das Vergaberecht soll kleinen und mittleren Unternehmen helfen.": {"legislation", "SME-access"},
        "Reallabor für Elektrobusse in der Smart City.": {"test-beds", "transport", "smart-cities"},
        "Wir schreiben nicht vor, wie die Brücke aussieht, sondern was sie können muss.": {"functional-requirements"},
        "Die Stadt beschreibt nur ihren Bedarf und lässt die Lösung offen.": {"functional-requirements"},
        "Gesucht sind Lösungen, die es am Markt noch nicht gibt.": {"innovation-procurement"},
        "Das Land will neue Lösungen als erster Kunde kaufen.": {"innovation-procurement"},
        "Vor dem Verfahren fragte die Gemeinde den Markt, beim Anbietertag kamen vierzig Firmen.": {"market-dialogue"},
        "Ein Netzwerk der Einkäuferinnen, das den Bedarf bündelt.": {"buyer-networks"},
        "Einkäuferinnen besuchen Lehrgänge und geben ihr Wissen weiter.": {"competence-development"},
        "Die Verwaltung von morgen wird im Innovationslabor erprobt.": {"public-sector-innovation"},
        "Beim Bauansuchen hilft eine Spracheingabe.": {"construction", "digitalisation"},
        "Rufbus und E-Lkw in den Gemeinden.": {"transport"},
        "Gegen die Hitze helfen Fassadenbegrünungen.": {"climate", "construction"},
        "Einwegbecher und gebrauchte Möbel.": {"circular-economy"},
        "Wir geben keine Technologie vor.": {"functional-requirements"},
        "Müllfahrzeuge und Kehrmaschinen.": {"transport"},
        "Die Bieter schlagen vor, wie das geht.": {"functional-requirements"},
        "Der Verbund kauft für 40 Orte ein.": {"buyer-networks"},
        "Kaffee aus der Schulküche.": {"food"},
        "Ein Einspruch gegen die Vergabe.": {"legislation"},
        "Der Einkauf kann Innovationen anstoßen.": {"innovation-procurement"},
        "Lieferanten wurden zu einem Treffen eingeladen.": {"market-dialogue"},
        "Acht Städte kaufen gemeinsam ein.": {"buyer-networks"},
        "Mitarbeitende werden geschult.": {"competence-development"},
        "Neue Wege in der Verwaltung.": {"public-sector-innovation"},
        "Der öffentliche Einkauf soll grüner werden.": {"sustainable-procurement"},
        "Künstliche Intelligenz in der Verwaltung: Innovation in der Verwaltung.": {
            "artificial-intelligence",
            "public-sector-innovation",
        },
    },
    "en": {
        "The city used pre-commercial procurement and an innovation partnership.": {
            "pre-commercial-procurement",
            "innovation-partnership",
            "innovation-procurement",
        },
        "A buyers' group for green public procurement.": {"buyer-networks", "sustainable-procurement"},
        "A hackathon on open data and cyber security.": {"hackathons", "open-data", "cybersecurity"},
        "Capacity building for public buyers of innovation.": {"competence-development", "innovation-procurement"},
        "Interoperability through open standards.": {"standardisation"},
        "They described the need and left the solution open.": {"functional-requirements"},
        "Start with the problem, and do not prescribe how it is solved.": {"functional-requirements"},
        "Solutions that do not yet exist on the market.": {"innovation-procurement"},
        "The state as a first customer leaves room for new solutions.": {"innovation-procurement"},
        "On the market day the city talked to potential suppliers.": {"market-dialogue"},
        "A network of municipal buyers, which pools its demand.": {"buyer-networks"},
        "Mentors and online courses for staff.": {"competence-development"},
        "Innovation in the whole public sector.": {"public-sector-innovation"},
        "Building permits and renovations.": {"construction"},
        "Buses, electric trucks and ferries.": {"transport"},
        "Heatwaves and extreme weather.": {"climate"},
        "Wound care on hospital wards.": {"health-care"},
        "The tender said only what the system had to do.": {"functional-requirements"},
        "Public contracts can lead to innovation.": {"innovation-procurement"},
        "Manufacturers and vendors were invited.": {"market-dialogue"},
        "Innovation across the civil service.": {"public-sector-innovation"},
        "Staff are trained on the job.": {"competence-development"},
        "Street sweepers and snowploughs.": {"transport"},
        "Bidders propose how it can be done.": {"functional-requirements"},
        "Suppliers presented what they have.": {"market-dialogue"},
        "New methods for ministries.": {"public-sector-innovation"},
        "Broken chairs are repaired.": {"circular-economy"},
        "An appeal against the award.": {"legislation"},
        "Greener choices when purchasing sustainably.": {"sustainable-procurement"},
    },
}


@pytest.mark.parametrize(
    ("language", "sentence", "themes"), [(lang, s, t) for lang, all_ in FOUND.items() for s, t in all_.items()]
)
def test_a_text_shows_its_themes(language: str, sentence: str, themes: set[str]) -> None:
    assert themes_in(sentence, language) == themes


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Mats Andersson talade om arbetsklimatet."),
        ("sv", "Avtalet gäller kontorsmaterial och städning."),
        ("sv", "Läkemedelsverket, Jordbruksverket och Folkhälsomyndigheten deltog."),
        ("sv", "Upphandlingsmyndigheten publicerar statistik."),
        ("sv", "Han fick lov att gå hem efter mötet."),
        ("nb", "Direktøren åpnet møtet i Oslo."),
        ("da", "Direktøren bød velkommen til mødet."),
        ("fi", "Pääjohtaja avasi kokouksen, jonka ilmastointi oli rikki."),
        ("nl", "De directeur opende de vergadering."),
        ("de", "Es schien, als schienen die Zahlen zu stimmen."),
        ("en", "The director opened the meeting in Vienna."),
        ("en", "Follow the signs to the car park; the hall is wheelchair accessible."),
        ("nl", "Het gebouw is met de bus en de trein te bereiken en rolstoeltoegankelijk."),
        ("nl", "Zij beschrijft het museum.\n\nDaar is behoefte aan."),
        ("de", "Im Auftrag der Stadt kauft der Verein Blumen, die Kaufleute freuen sich."),
        ("nl", "Het doel is ervaring op te bouwen en zorgen weg te nemen; hij begint en zorgt voor koffie."),
        ("en", "The visitors paid the bill."),
        ("nl", "Zij koopt een nieuwe jas en praat met haar buren."),
        ("en", "News for buyers and suppliers of furniture."),
        ("en", "She met her neighbours and bought a new coat."),
        ("de", "Vom Hauptbahnhof zehn Minuten, Parkplätze im Hof, inklusive Mittagessen."),
        ("de", "Sie beschreibt das alte Haus, in dem sie wohnt und bald keinen Bedarf hat."),
    ],
)
def test_ordinary_words_show_no_theme(language: str, sentence: str) -> None:
    assert themes_in(sentence, language) == set()


@pytest.mark.parametrize("facts", gold_facts(), ids=lambda facts: str(facts.article.id))
def test_the_main_themes_of_the_sample_articles_are_found(facts) -> None:  # type: ignore[no-untyped-def]
    about = {local_id(c.object) for c in facts.claims if c.predicate == "about"}
    assert about
    assert about <= themes_in(facts.article.text, base_language(facts.article.language))


def local_id(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
