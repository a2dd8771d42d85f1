"""What is given rather than found in a text: registry facts, places, the themes and the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from innograph.errors import DataError
from innograph.graph.triples import Statement, is_iri, place_class
from innograph.graph.vocabulary import ADMS, FOAF, OWL, SKOS, WIKIDATA, A, Vocabulary, text
from innograph.iri import DEFAULT_BASE, country_iri, slugify
from innograph.link.registry import Actor, Registry

#: A trigger that is a pattern for the extractor (*klimat\**, *köpa … funktion*, *besteden|besteedt samen*:
#: extract/themes.py) is no name that a reader of the graph could use.
_PATTERN = re.compile(r"[*…|]")
#: Who keeps the register that a country's organisation numbers come from, as far as our sources have numbers.
_NUMBERS = {
    "SWE": ("organisationsnummer", "sv"),
    "NOR": ("organisasjonsnummer", "nb"),
    "DNK": ("CVR-nummer", "da"),
    "FIN": ("Y-tunnus", "fi"),
}


def registry_quads(named: Iterable[str], registry: Registry, vocabulary: Vocabulary) -> Iterator[Quad]:
    """What the registry knows of the actors and places among `named`, in the registry's graph."""
    graph = vocabulary.graph("registry")
    countries: set[str] = set()
    for iri in sorted(set(named)):
        if (actor := registry.actors.get(iri)) is not None:
            for subject, predicate, object_ in actor_statements(actor, vocabulary):
                yield Quad(subject, predicate, object_, graph)
            if actor.country:
                countries.add(country_iri(actor.country))
        elif iri in registry.places:
            countries.add(iri)
    for iri in sorted(countries):
        yield Quad(NamedNode(iri), A, place_class(iri), graph)


def countries_of(named: Iterable[str], registry: Registry) -> set[str]:
    """The countries of the actors among `named`."""
    actors = (registry.actors.get(iri) for iri in named)
    return {country_iri(actor.country) for actor in actors if actor is not None and actor.country}


def actor_statements(actor: Actor, vocabulary: Vocabulary) -> Iterator[Statement]:
    """Class, country, website and identifiers of one actor.

    The registry's `evidence` column is for those who keep the registry and stays there.
    """
    yield NamedNode(actor.iri), A, vocabulary.expand(actor.cls)
    yield from identifier_statements(actor.iri, vocabulary, actor.country, actor.website, actor.wikidata, actor.orgnr)


def identifier_statements(
    iri: str, vocabulary: Vocabulary, country: str, website: str, wikidata: str, orgnr: str
) -> Iterator[Statement]:
    """Country (ISO 3166-1 alpha-3), website, item of Wikidata and organisation number of one actor; "" for none."""
    node = NamedNode(iri)
    if country:
        yield node, vocabulary.term("country"), NamedNode(country_iri(country))
    if website and is_iri(website):
        yield node, FOAF.homepage, NamedNode(website)
    if wikidata:
        yield node, OWL.sameAs, WIKIDATA[wikidata]
    if orgnr:
        kind, language = _NUMBERS.get(country, ("organisation number", "en"))
        number = vocabulary.thing("identifier", slugify(f"{country} {orgnr}"))
        yield node, ADMS.identifier, number
        yield number, A, ADMS.Identifier
        yield number, SKOS.notation, Literal(orgnr)
        yield number, ADMS.schemeAgency, text(kind, language)


def file_quads(path: Path, graph: NamedNode, vocabulary: Vocabulary) -> Iterator[Quad]:
    """The triples of one of our Turtle files, under the base in use.

    Raises DataError when the file is missing, is not Turtle or holds blank nodes.
    """

    def moved(node: NamedNode) -> NamedNode:
        if vocabulary.base != DEFAULT_BASE and node.value.startswith(DEFAULT_BASE):
            return NamedNode(vocabulary.base + node.value[len(DEFAULT_BASE) :])
        return node

    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            subject, object_ = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(object_, NamedNode | Literal):
                raise DataError(f"{path}: holds a blank node; give it a name, so that builds can be compared")
            if isinstance(object_, Literal) and quad.predicate == SKOS.hiddenLabel and _PATTERN.search(object_.value):
                continue
            if isinstance(object_, NamedNode):
                object_ = moved(object_)
            elif object_.value.startswith(DEFAULT_BASE) and not object_.language:  # an IRI said as a text
                new = vocabulary.base + object_.value[len(DEFAULT_BASE) :]
                object_ = Literal(new, datatype=object_.datatype)
            yield Quad(moved(subject), moved(quad.predicate), object_, graph)
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: cannot be read as Turtle: {error}") from error
