"""The data set as this server offers it: its files, its SPARQL endpoint, DCAT-AP, VoID.

With a file of settings (`--publisher`) the catalogue is what portals harvest; without one it says nothing of who
publishes the data, under which licence, how often and for which country, which only people can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from innograph.building.files import GRAPH, INFERRED
from innograph.graph.vocabulary import DCTERMS, RDF, Namespace, text
from innograph.publish.catalogue import (
    CATALOG,
    CONTACT,
    DATASET,
    DCAT,
    PERIOD,
    PHONE,
    PROVENANCE,
    PUBLISHER,
    VOID,
    Distribution,
    Survey,
    catalogue,
    describe_dataset,
)
from innograph.publish.negotiation import TURTLE
from innograph.publish.settings import CC0, Contact, Publisher, Settings

SERVICE = "service/sparql"
#: Names of the catalogue's own resources, which send on to it.
OWN = (CATALOG, DATASET, CONTACT, PUBLISHER, PERIOD, PROVENANCE, PHONE, SERVICE)
#: The files of a built graph that are offered: by the name of their distribution, and what they are called here.
FILES = {"turtle": (GRAPH, "data/innograph.ttl"), "inferred": (INFERRED, "data/inferred.ttl")}
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
_SERVICE_TITLES = {"sv": "SPARQL-tjänst", "en": "SPARQL endpoint"}
_UNKNOWN = frozenset({
    DCTERMS.publisher, DCTERMS.license, DCTERMS.accrualPeriodicity, DCTERMS.spatial, DCTERMS.accessRights,
    DCAT.contactPoint, DCAT.theme, DCAT.themeTaxonomy, Namespace("http://data.europa.eu/r5r/").availability,
})  # fmt: skip
_TITLE = {"sv": "Kunskapsgraf ur nyhetsartiklar", "en": "Knowledge graph from news articles"}
_DESCRIPTION = {
    "sv": "Vem som arbetar med vem, och med vad, i innovation och upphandling, med meningen bakom varje uppgift.",
    "en": "Who works with whom, and on what, in innovation and procurement, with the sentence behind every fact.",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server offers of one graph at one address, which ends in a slash."""

    settings: Settings
    signed: bool
    found: Survey
    files: tuple[Distribution, ...]
    base: str

    def catalogue(self, *, national: bool = False) -> list[ox.Triple]:
        """The catalogue, sorted; `national` as dataportal.se takes it."""
        triples = [*catalogue(self.settings, self.found, self.files, self.base, national=national), *self._service()]
        return sorted(set(triples if self.signed else self._unsigned(triples)), key=str)

    def void(self) -> list[ox.Triple]:
        """The data set in VoID, sorted."""
        dataset = ox.NamedNode(self.settings.address + DATASET)
        endpoint = ox.Triple(dataset, VOID.sparqlEndpoint, ox.NamedNode(f"{self.settings.address}sparql"))
        triples = [*describe_dataset(self.settings, self.found, self.files, self.base), endpoint]
        return sorted((t for t in triples if self.signed or t.predicate not in _UNKNOWN), key=str)

    def _service(self) -> list[ox.Triple]:
        settings, address = self.settings, self.settings.address
        node, endpoint = ox.NamedNode(address + SERVICE), ox.NamedNode(f"{address}sparql")
        found = [
            ox.Triple(ox.NamedNode(address + CATALOG), DCAT.service, node),
            ox.Triple(node, RDF.type, DCAT.DataService),
            ox.Triple(node, DCAT.endpointURL, endpoint),
            ox.Triple(node, DCAT.endpointDescription, endpoint),
            ox.Triple(node, DCAT.servesDataset, ox.NamedNode(address + DATASET)),
            ox.Triple(node, DCTERMS.conformsTo, ox.NamedNode(_PROTOCOL)),
            ox.Triple(ox.NamedNode(_PROTOCOL), RDF.type, DCTERMS.Standard),
            ox.Triple(ox.NamedNode(_PROTOCOL), DCTERMS.title, text("SPARQL 1.1 Protocol", "en")),
            ox.Triple(node, DCTERMS.license, ox.NamedNode(settings.license)),
            ox.Triple(node, DCAT.contactPoint, ox.NamedNode(address + CONTACT)),
            ox.Triple(node, DCTERMS.publisher, ox.NamedNode(settings.publisher.iri or address + PUBLISHER)),
        ]
        return found + [ox.Triple(node, DCTERMS.title, text(title, tag)) for tag, title in _SERVICE_TITLES.items()]

    def _unsigned(self, triples: Sequence[ox.Triple]) -> list[ox.Triple]:
        """Without what nobody has said, and without what only that spoke of."""
        known = [t for t in triples if t.predicate not in _UNKNOWN]
        reached: set[object] = {ox.NamedNode(self.settings.address + CATALOG)}
        while True:
            further = {t.object for t in known if t.subject in reached} - reached
            if not further:
                return [t for t in known if t.subject in reached]
            reached |= further


def make_offer(folder: Path, found: Survey, settings: Settings | None, address: str, base: str) -> Offer:
    """What is offered of the graph in a folder, at the address of the settings, else at the one given."""
    files = []
    for name, (file, path) in FILES.items():
        try:
            files.append(Distribution(name, TURTLE, path, (folder / file).stat().st_size))
        except OSError:
            continue  # a store without its files can be served as well
    signed = settings is not None
    return Offer(settings or nameless(address), signed, found, tuple(files), base)


def nameless(address: str, language: str = "sv") -> Settings:
    """Settings for who gave none: what the data is, and nothing of whose it is."""
    return Settings(
        address=address,
        title=_TITLE,
        description=_DESCRIPTION,
        license=CC0,  # never said: the catalogue leaves licences out
        themes=(),
        publisher=Publisher("", "Company"),
        contact=Contact("", ""),
        language=language,
    )


def in_language(settings: Settings, language: str) -> Settings:
    """The settings for pages in another language."""
    return replace(settings, language=language)
