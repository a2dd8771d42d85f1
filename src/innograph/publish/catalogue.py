"""What a data portal harvests: the data set, its files and its publisher in DCAT-AP and DCAT-AP-SE 3.0.1, and VoID.

There are no blank nodes, since the portal at dataportal.se takes none, and every code that is used is described, so
that the catalogue can be checked without a network. Nothing in it comes from the clock.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from innograph.export.jsonld import write_jsonld
from innograph.export.lines import SortedFacts
from innograph.export.xml import write_rdfxml
from innograph.graph.vocabulary import (
    CV,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    WIKIDATA,
    XSD,
    Namespace,
    count,
    text,
)
from innograph.iri import EU_COUNTRY
from innograph.publish.negotiation import JSONLD, NTRIPLES, RDFXML, TURTLE, Form
from innograph.publish.settings import AUTHORITY, CC0, Settings, codes

if TYPE_CHECKING:
    from innograph.store import GraphStore

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = Namespace("http://rdfs.org/ns/void#")
CPOV = CV.iri
_PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_LANGUAGES = {
    "sv": "SWE", "en": "ENG", "da": "DAN", "fi": "FIN", "nl": "NLD", "de": "DEU", "nb": "NOR", "nn": "NOR", "no": "NOR",
}  # fmt: skip
_FEATURES = {
    TURTLE.media_type: "Turtle", NTRIPLES.media_type: "N-Triples", RDFXML.media_type: "RDF_XML",
    JSONLD.media_type: "JSON-LD",
}  # fmt: skip
_FILE_TYPES = {"turtle": "RDF_TURTLE", "ntriples": "RDF_N_TRIPLES", "rdfxml": "RDF_XML", "jsonld": "JSON_LD"}
PREFIXES = {
    "dcat": DCAT.iri, "dcatap": DCATAP.iri, "dcterms": DCTERMS.iri, "foaf": FOAF.iri, "owl": OWL.iri, "prov": PROV.iri,
    "rdf": RDF.iri, "skos": SKOS.iri, "vcard": VCARD.iri, "void": VOID.iri, "xsd": XSD.iri,
}  # fmt: skip
#: Names of the catalogue's own resources, under the address.
CATALOG, DATASET, CONTACT, PUBLISHER, PERIOD, PROVENANCE, PHONE = (
    "catalog", "dataset", "contact", "publisher", "period", "provenance", "phone",
)  # fmt: skip
_TITLES = {
    "turtle": ("Turtle", "Turtle"),
    "ntriples": ("N-Triples", "N-Triples"),
    "rdfxml": ("RDF/XML", "RDF/XML"),
    "jsonld": ("JSON-LD", "JSON-LD"),
    "organisations": ("Offentliga organisationer enligt CPOV, i Turtle", "Public organisations in CPOV, in Turtle"),
    "inferred": ("Vad som följer, i Turtle", "What follows, in Turtle"),
}
_CONTENT = (
    "Allt som artiklarna säger, med meningen bakom varje uppgift.",
    "Everything that the articles say, with the sentence behind every fact.",
)
_INFERRED = (
    "Vad som följer av uppgifterna enligt ontologin (OWL 2 RL).",
    "What follows from the facts by the ontology (OWL 2 RL).",
)
_ORGANISATIONS = (
    "De offentliga organisationerna med namn, nummer och webbplats, enligt EU:s kärnvokabulär CPOV 2.1.2.",
    "The public organisations with their names, numbers and websites, in the EU's core vocabulary CPOV 2.1.2.",
)
_ORIGIN = (
    "Utläst ur nyhetsartiklar med regler. Varje uppgift har artikeln och meningen som säger den.",
    "Read from news articles by rules. Every fact has the article and the sentence that say it.",
)


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file of the data set: its name, its form, its path under the address and its size in bytes."""

    name: str
    form: Form
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What catalogue and VoID tell of a graph: the articles' languages (BCP 47), first and last date, and counts."""

    languages: tuple[str, ...]
    first: str
    last: str
    triples: int
    subjects: int
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]
    countries: int
    wikidata: int
    example: str


def survey(store: GraphStore) -> Survey:
    """Look through what is stated in a graph for what its catalogue must tell; memory does not grow with it."""
    properties, classes, named = Counter[str](), Counter[str](), Counter[str]()
    languages, dates = set[str](), set[str]()
    triples = subjects = countries = wikidata = 0
    last: object = None
    facts = SortedFacts(store.oxigraph, without=[store.vocabulary.inferred])
    for triple in facts.triples():
        triples += 1
        subjects += triple.subject != last
        last, predicate, object_ = triple.subject, triple.predicate, triple.object
        properties[predicate.value] += 1
        if isinstance(object_, ox.NamedNode):
            if predicate == RDF.type:
                classes[object_.value] += 1
            countries += object_.value.startswith(EU_COUNTRY)
            wikidata += predicate == OWL.sameAs and object_.value.startswith(WIKIDATA.iri)
            if predicate == store.vocabulary.term("mentions") and "/id/organization/" in object_.value:
                named[object_.value] += 1
        elif isinstance(object_, ox.Literal):
            if predicate == SCHEMA.inLanguage:
                languages.add(object_.value.partition("-")[0].lower())
            elif predicate == SCHEMA.datePublished:
                dates.add(object_.value)
    return Survey(
        languages=tuple(sorted(languages)),
        first=min(dates, default=""),
        last=max(dates, default=""),
        triples=triples,
        subjects=subjects,
        classes=tuple(sorted(classes.items())),
        properties=tuple(sorted(properties.items())),
        countries=countries,
        wikidata=wikidata,
        example=max(named, key=lambda iri: (named[iri], iri), default=""),
    )


def catalogue(
    settings: Settings, found: Survey, files: Sequence[Distribution], base: str, *, national: bool = False
) -> list[ox.Triple]:
    """The catalogue as triples, sorted.

    With `national` the format of a file is its media type as text, as the table of DCAT-AP-SE has it and DCAT-AP
    forbids it; without, the code of the EU table, which DCAT-AP asks for.
    """
    return sorted(set(_Catalogue(settings, found, files, base, national).triples()), key=str)


class _Catalogue:
    def __init__(
        self, settings: Settings, found: Survey, files: Sequence[Distribution], base: str, national: bool
    ) -> None:
        self.settings = settings
        self.found = found
        self.files = files
        self.base = base
        self.national = national
        self.publisher = ox.NamedNode(settings.publisher.iri or settings.address + PUBLISHER)
        self.codes: set[tuple[str, str]] = set()

    def node(self, path: str) -> ox.NamedNode:
        return ox.NamedNode(self.settings.address + path)

    def code(self, table: str, code: str) -> ox.NamedNode:
        self.codes.add((table, code))
        return ox.NamedNode(codes()[table, code].iri)

    def triples(self) -> Iterator[ox.Triple]:
        yield from self.catalog()
        yield from self.dataset()
        for file in self.files:
            yield from self.distribution(file)
        yield from self.agents()
        for key in sorted(self.codes):
            yield from _describe_code(*key)

    def texts(self, node: ox.NamedNode, predicate: ox.NamedNode, texts: dict[str, str]) -> Iterator[ox.Triple]:
        for tag, value in texts.items():
            yield ox.Triple(node, predicate, text(value, tag))

    def dates(self, node: ox.NamedNode) -> Iterator[ox.Triple]:
        for predicate, value in ((DCTERMS.issued, self.settings.issued), (DCTERMS.modified, self.settings.modified)):
            if value:
                yield ox.Triple(node, predicate, ox.Literal(value, datatype=XSD.date))

    def catalog(self) -> Iterator[ox.Triple]:
        settings, node, home = self.settings, self.node(CATALOG), self.node("")
        yield ox.Triple(node, RDF.type, DCAT.Catalog)
        yield from self.texts(node, DCTERMS.title, settings.title)
        yield from self.texts(node, DCTERMS.description, settings.description)
        yield ox.Triple(node, DCTERMS.publisher, self.publisher)
        # Swedish portals take a catalogue only under CC0; the licence of the data is the distributions'.
        yield ox.Triple(node, DCTERMS.license, ox.NamedNode(CC0))
        yield ox.Triple(ox.NamedNode(CC0), RDF.type, DCTERMS.LicenseDocument)
        for tag in sorted(settings.title):
            yield ox.Triple(node, DCTERMS.language, self.code("language", _LANGUAGES[tag]))
        yield ox.Triple(node, DCTERMS.spatial, self.code("country", settings.country))
        yield ox.Triple(node, FOAF.homepage, home)
        yield ox.Triple(home, RDF.type, FOAF.Document)
        yield ox.Triple(node, DCAT.themeTaxonomy, ox.NamedNode(f"{AUTHORITY}data-theme"))
        yield from self.dates(node)
        yield ox.Triple(node, DCAT.dataset, self.node(DATASET))

    def dataset(self) -> Iterator[ox.Triple]:
        settings, node = self.settings, self.node(DATASET)
        yield ox.Triple(node, RDF.type, DCAT.Dataset)
        yield from self.texts(node, DCTERMS.title, settings.title)
        yield from self.texts(node, DCTERMS.description, settings.description)
        yield ox.Triple(node, DCTERMS.publisher, self.publisher)
        yield ox.Triple(node, DCTERMS.identifier, ox.Literal(node.value))
        yield ox.Triple(node, DCAT.contactPoint, self.node(CONTACT))
        yield ox.Triple(node, DCAT.landingPage, self.node(""))
        for tag, words in settings.keywords.items():
            for word in words:
                yield ox.Triple(node, DCAT.keyword, text(word, tag))
        for theme in settings.themes:
            yield ox.Triple(node, DCAT.theme, self.code("data-theme", theme))
        yield ox.Triple(node, DCTERMS.accessRights, self.code("access-right", "PUBLIC"))
        yield ox.Triple(node, DCTERMS.accrualPeriodicity, self.code("frequency", settings.frequency))
        yield ox.Triple(node, DCTERMS.spatial, self.code("country", settings.country))
        for language in self.found.languages:
            if language in _LANGUAGES:
                yield ox.Triple(node, DCTERMS.language, self.code("language", _LANGUAGES[language]))
        yield from self.standard(node, f"{self.base}def/", "innograph")
        yield from self.dates(node)
        if self.found.first:
            period = self.node(PERIOD)
            yield ox.Triple(node, DCTERMS.temporal, period)
            yield ox.Triple(period, RDF.type, DCTERMS.PeriodOfTime)
            yield ox.Triple(period, DCAT.startDate, _day_or_year(self.found.first))
            yield ox.Triple(period, DCAT.endDate, _day_or_year(self.found.last))
        origin = self.node(PROVENANCE)
        yield ox.Triple(node, DCTERMS.provenance, origin)
        yield ox.Triple(origin, RDF.type, DCTERMS.ProvenanceStatement)
        yield from self.texts(origin, DCTERMS.description, dict(zip(("sv", "en"), _ORIGIN, strict=True)))
        for file in self.files:
            yield ox.Triple(node, DCAT.distribution, self.node(f"distribution/{file.name}"))

    def standard(self, node: ox.NamedNode, iri: str, title: str) -> Iterator[ox.Triple]:
        yield ox.Triple(node, DCTERMS.conformsTo, ox.NamedNode(iri))
        yield ox.Triple(ox.NamedNode(iri), RDF.type, DCTERMS.Standard)
        yield ox.Triple(ox.NamedNode(iri), DCTERMS.title, text(title, "en"))

    def distribution(self, file: Distribution) -> Iterator[ox.Triple]:
        node, address = self.node(f"distribution/{file.name}"), self.node(file.path)
        yield ox.Triple(node, RDF.type, DCAT.Distribution)
        yield from self.texts(node, DCTERMS.title, dict(zip(("sv", "en"), _TITLES[file.name], strict=True)))
        content = {"inferred": _INFERRED, "organisations": _ORGANISATIONS}.get(file.name, _CONTENT)
        yield from self.texts(node, DCTERMS.description, dict(zip(("sv", "en"), content, strict=True)))
        if file.name == "organisations":
            yield from self.standard(node, CPOV, "Core Public Organisation Vocabulary")
        yield ox.Triple(node, DCAT.accessURL, address)
        yield ox.Triple(node, DCAT.downloadURL, address)
        if self.national:
            yield ox.Triple(node, DCTERMS.format, ox.Literal(file.form.media_type))
        else:
            yield ox.Triple(node, DCTERMS.format, self.code("file-type", _FILE_TYPES[file.form.name]))
        media_type = ox.NamedNode(_MEDIA_TYPES + file.form.media_type)
        yield ox.Triple(node, DCAT.mediaType, media_type)
        yield ox.Triple(media_type, RDF.type, DCTERMS.MediaType)
        yield ox.Triple(node, DCTERMS.license, ox.NamedNode(self.settings.license))
        yield ox.Triple(ox.NamedNode(self.settings.license), RDF.type, DCTERMS.LicenseDocument)
        yield ox.Triple(node, DCAT.byteSize, ox.Literal(str(file.size), datatype=XSD.nonNegativeInteger))
        yield ox.Triple(node, DCATAP.availability, self.code("planned-availability", "STABLE"))

    def agents(self) -> Iterator[ox.Triple]:
        settings = self.settings
        who = settings.publisher
        yield ox.Triple(self.publisher, RDF.type, FOAF.Agent)
        yield ox.Triple(self.publisher, FOAF.name, text(who.name, settings.language))
        kind = ox.NamedNode(_PUBLISHER_TYPES + quote(who.type, safe="-()"))
        scheme = ox.NamedNode(f"{_PUBLISHER_TYPES}1.0")
        yield ox.Triple(self.publisher, DCTERMS.type, kind)
        yield ox.Triple(kind, RDF.type, SKOS.Concept)
        yield ox.Triple(kind, SKOS.prefLabel, text(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", who.type), "en"))
        yield ox.Triple(kind, SKOS.inScheme, scheme)
        yield ox.Triple(scheme, RDF.type, SKOS.ConceptScheme)
        yield ox.Triple(scheme, DCTERMS.title, text("ADMS publisher types", "en"))
        if who.homepage:
            yield ox.Triple(self.publisher, FOAF.homepage, ox.NamedNode(who.homepage))
            yield ox.Triple(ox.NamedNode(who.homepage), RDF.type, FOAF.Document)
        if who.identifier:
            yield ox.Triple(self.publisher, DCTERMS.identifier, ox.Literal(who.identifier))
        contact, about = self.node(CONTACT), settings.contact
        yield ox.Triple(contact, RDF.type, VCARD.Individual if about.individual else VCARD.Organization)
        # The class above, which DCAT-AP's shapes ask for and do not infer.
        yield ox.Triple(contact, RDF.type, VCARD.Kind)
        yield ox.Triple(contact, VCARD.fn, ox.Literal(about.name))
        yield ox.Triple(contact, VCARD.hasEmail, ox.NamedNode(f"mailto:{quote(about.email, safe='@+')}"))
        if about.phone:
            phone = self.node(PHONE)
            yield ox.Triple(contact, VCARD.hasTelephone, phone)
            yield ox.Triple(phone, RDF.type, VCARD.Voice)
            yield ox.Triple(phone, VCARD.hasValue, ox.NamedNode("tel:" + re.sub(r"[^0-9+]", "", about.phone)))


def _describe_code(table: str, code: str) -> Iterator[ox.Triple]:
    """What a code of the EU tables is, for who cannot look it up."""
    known = codes()[table, code]
    node, scheme = ox.NamedNode(known.iri), ox.NamedNode(AUTHORITY + table)
    yield ox.Triple(node, RDF.type, SKOS.Concept)
    if known.cls:
        yield ox.Triple(node, RDF.type, DCTERMS[known.cls.removeprefix("dcterms:")])
    yield ox.Triple(node, SKOS.prefLabel, text(known.label_en, "en"))
    yield ox.Triple(node, SKOS.prefLabel, text(known.label_sv, "sv"))
    yield ox.Triple(node, SKOS.inScheme, scheme)
    yield ox.Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield ox.Triple(scheme, DCTERMS.title, text(f"EU authority table: {table.replace('-', ' ')}", "en"))


def _day_or_year(value: str) -> ox.Literal:
    """A date, or the year where the day is not known: DCAT-AP-SE takes no month."""
    if len(value) == 10:
        return ox.Literal(value, datatype=XSD.date)
    return ox.Literal(value[:4], datatype=XSD.gYear)


def describe_dataset(settings: Settings, found: Survey, files: Sequence[Distribution], base: str) -> list[ox.Triple]:
    """The data set in VoID (https://www.w3.org/TR/void/): what is in it, how much, and what it links to."""
    return sorted(set(_void(settings, found, files, base)), key=str)


def _void(settings: Settings, found: Survey, files: Sequence[Distribution], base: str) -> Iterator[ox.Triple]:
    node = ox.NamedNode(settings.address + DATASET)
    document = ox.NamedNode(f"{settings.address}void.ttl")
    yield ox.Triple(document, RDF.type, VOID.DatasetDescription)
    yield ox.Triple(document, FOAF.primaryTopic, node)
    yield ox.Triple(node, RDF.type, VOID.Dataset)
    for tag, value in settings.title.items():
        yield ox.Triple(node, DCTERMS.title, text(value, tag))
    for tag, value in settings.description.items():
        yield ox.Triple(node, DCTERMS.description, text(value, tag))
    yield ox.Triple(node, DCTERMS.license, ox.NamedNode(settings.license))
    yield ox.Triple(node, DCTERMS.publisher, ox.NamedNode(settings.publisher.iri or settings.address + PUBLISHER))
    yield ox.Triple(node, FOAF.homepage, ox.NamedNode(settings.address))
    yield ox.Triple(node, VOID.uriSpace, ox.Literal(f"{base}id/"))
    for vocabulary in (f"{base}def/", ORG.iri, FOAF.iri, SKOS.iri, PROV.iri, SCHEMA.iri, DCTERMS.iri, CPOV):
        yield ox.Triple(node, VOID.vocabulary, ox.NamedNode(vocabulary))
    for form in {file.form.media_type for file in files}:
        yield ox.Triple(node, VOID.feature, ox.NamedNode(f"http://www.w3.org/ns/formats/{_FEATURES[form]}"))
    for file in files:
        if file.name in _FILE_TYPES:
            yield ox.Triple(node, VOID.dataDump, ox.NamedNode(settings.address + file.path))
    yield ox.Triple(node, VOID.triples, count(found.triples))
    yield ox.Triple(node, VOID.distinctSubjects, count(found.subjects))
    yield ox.Triple(node, VOID.classes, count(len(found.classes)))
    yield ox.Triple(node, VOID.properties, count(len(found.properties)))
    if found.example:
        yield ox.Triple(node, VOID.exampleResource, ox.NamedNode(found.example))
    for kind, term, number, parts in (
        (VOID.classPartition, VOID["class"], VOID.entities, found.classes),
        (VOID.propertyPartition, VOID.property, VOID.triples, found.properties),
    ):
        for iri, many in parts:
            name = hashlib.sha256(iri.encode()).hexdigest()[:8]
            part = ox.NamedNode(f"{settings.address}void/{re.sub(r'^.*[/#]', '', iri) or 'x'}-{name}")
            yield ox.Triple(node, kind, part)
            yield ox.Triple(part, RDF.type, VOID.Dataset)
            yield ox.Triple(part, term, ox.NamedNode(iri))
            yield ox.Triple(part, number, count(many))
    for linked, target, predicate, many in (
        ("wikidata", WIKIDATA.iri, OWL.sameAs, found.wikidata),
        ("countries", EU_COUNTRY, ox.NamedNode(f"{base}def/country"), found.countries),
    ):
        if many:
            links = ox.NamedNode(f"{settings.address}void/links-{linked}")
            other = ox.NamedNode(f"{settings.address}void/{linked}")
            yield ox.Triple(node, VOID.subset, links)
            yield ox.Triple(links, RDF.type, VOID.Linkset)
            yield ox.Triple(links, VOID.linkPredicate, predicate)
            yield ox.Triple(links, VOID.subjectsTarget, node)
            yield ox.Triple(links, VOID.objectsTarget, other)
            yield ox.Triple(links, VOID.triples, count(many))
            yield ox.Triple(other, RDF.type, VOID.Dataset)
            yield ox.Triple(other, VOID.uriSpace, ox.Literal(target))


def write_triples(triples: Sequence[ox.Triple], form: Form) -> bytes:
    """Sorted triples in Turtle, JSON-LD or RDF/XML; the same triples give the same bytes."""
    if form == TURTLE:
        # Oxigraph writes the prefixes in an order of chance.
        written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        lines = written.splitlines(keepends=True)
        header = sum(1 for line in lines if line.startswith(b"@prefix "))
        return b"".join([*sorted(lines[:header]), *lines[header:]])
    out = BytesIO()
    if form == JSONLD:
        write_jsonld(triples, out, dict(PREFIXES))
    else:
        write_rdfxml(triples, out, PREFIXES)
    return out.getvalue()
