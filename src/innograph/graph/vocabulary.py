"""The terms that the graph is written in (design/model.md), and the prefixes that they are shown with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from innograph.errors import DataError
from innograph.iri import DEFAULT_BASE, EU_COUNTRY


class Namespace:
    """The terms of one vocabulary, as attributes or by index: `SKOS.prefLabel`, `SCHEMA["name"]`."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        node = self.__dict__[name] = self[name]  # found there the next time, without this function
        return node

    def __getitem__(self, name: str) -> NamedNode:
        return _node(self.iri + name)


@lru_cache(maxsize=65536)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


ADMS = Namespace("http://www.w3.org/ns/adms#")
CV = Namespace("http://data.europa.eu/m8g/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

A = RDF.type

_STANDARD = {
    "adms": ADMS.iri,
    "country": EU_COUNTRY,
    "cv": CV.iri,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS.iri,
    "foaf": FOAF.iri,
    "oa": OA.iri,
    "org": ORG.iri,
    "owl": OWL.iri,
    "prov": PROV.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "schema": SCHEMA.iri,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS.iri,
    "void": "http://rdfs.org/ns/void#",
    "wd": WIKIDATA.iri,
    "xsd": XSD.iri,
}

#: Kinds of things that we name, in the order in which a reader wants to meet them.
KINDS = (
    "article", "organization", "person", "place", "event", "project", "assignment", "collaboration",
    "membership", "role", "publisher", "identifier", "theme", "claim", "extraction", "software", "correction",
    "corrector",
)  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """Our own terms, things and graphs under one base IRI."""

    base: str = DEFAULT_BASE

    def term(self, name: str) -> NamedNode:
        """A class or property of ours: `term("worksFor")`."""
        return _node(f"{self.base}def/{name}")

    def thing(self, kind: str, slug: str) -> NamedNode:
        """A thing of ours: `thing("place", "nordic-countries")`."""
        return _node(f"{self.base}id/{kind}/{slug}")

    def graph(self, name: str) -> NamedNode:
        """A named graph of what is given or inferred: registry, labels, themes, ontology, inferred."""
        return _node(f"{self.base}graph/{name}")

    @property
    def inferred(self) -> NamedNode:
        """The named graph of what reasoning adds; everything outside it is asserted."""
        return self.graph("inferred")

    def expand(self, name: str) -> NamedNode:
        """The term that a prefixed name stands for. Raises DataError for an unknown prefix."""
        prefix, colon, local = name.partition(":")
        if prefix == "inno" and colon:
            return self.term(local)
        if prefix not in _STANDARD or not local:
            raise DataError(f"{name!r} is no prefixed name of a known vocabulary ({', '.join(_STANDARD)}, inno)")
        return _node(_STANDARD[prefix] + local)

    def kind(self, iri: str) -> str | None:
        """The kind that a thing of ours has by its IRI, or None."""
        head = f"{self.base}id/"
        return iri[len(head) :].partition("/")[0] if iri.startswith(head) else None

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix → namespace for writing and for asking; each kind of thing has a prefix of its own."""
        ours = {"inno": f"{self.base}def/"} | {kind: f"{self.base}id/{kind}/" for kind in KINDS}
        return dict(sorted((_STANDARD | ours).items()))


@lru_cache(maxsize=4096)
def text(value: str, language: str) -> Literal:
    """A text with its language tag; an unknown language is said to be undetermined (BCP 47 `und`)."""
    return Literal(value, language=language or "und")


@lru_cache(maxsize=1024)
def decimal(value: float) -> Literal:
    """A number with up to four decimals, in XML Schema's canonical form: 1 is `1`, 0.25 is `0.25`.

    Canonical because Oxigraph stores numbers by value: `1.0` would come back as `1`.
    """
    return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=XSD.decimal)


@lru_cache(maxsize=8192)
def count(value: int) -> Literal:
    """A number of things or of characters. (Oxigraph would turn a narrower type into xsd:integer.)"""
    return Literal(str(value), datatype=XSD.integer)


def date(value: str) -> Literal | None:
    """An ISO 8601 date of the precision that it has; None when it is no date."""
    kind = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}.get(len(value))
    if kind is None or not value.replace("-", "").isdigit():
        return None
    return Literal(value, datatype=kind)


def primary(tag: str) -> str:
    """The language itself of a BCP 47 tag, for names: `de-AT` → `de`."""
    return tag.split("-", 1)[0].lower()
