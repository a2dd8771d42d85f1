"""Facts as RDF, in the terms of design/model.md. The only room that knows the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from innograph.graph.given import countries_of, file_quads, registry_quads
from innograph.graph.labels import Labels
from innograph.graph.triples import ArticleGraph
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE
from innograph.link.registry import Registry, load_registry
from innograph.resources import resource

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from innograph.facts import Facts

__all__ = ["ArticleGraph", "Labels", "Vocabulary", "article_quads", "given_quads", "graph_quads"]


def article_quads(facts: Facts, registry: Registry, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The graph of one article, without names: they depend on the other articles (`graph_quads`)."""
    return ArticleGraph(facts, registry, Vocabulary(base)).quads()


def graph_quads(
    all_facts: Iterable[Facts], registry: Registry | None = None, base: str = DEFAULT_BASE
) -> Iterator[Quad]:
    """What these articles and the registry say; each article's facts are held only while they are written.

    A quad may come twice. The order of the articles does not change the set of quads. Raises DataError when
    the registry cannot be read.
    """
    registry = registry or load_registry(base=base)
    vocabulary = Vocabulary(base)
    labels = Labels(registry, vocabulary)
    named: set[str] = set()
    for facts in all_facts:
        article = ArticleGraph(facts, registry, vocabulary)
        labels.add(facts)
        named.update(entity.iri for entity in facts.entities)
        for iri, name, language in article.names():
            labels.name(iri, name, language)
            named.add(iri)
        yield from article.quads()
    for country in sorted(countries_of(named, registry) & registry.places.keys()):
        labels.know(country)
    yield from labels.quads()
    yield from registry_quads(named, registry, vocabulary)


def given_quads(base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The themes and the ontology. Raises DataError when they cannot be read."""
    vocabulary = Vocabulary(base)
    for name, file in (("themes", "themes.ttl"), ("ontology", "innograph.ttl")):
        yield from file_quads(resource("ontology", file), vocabulary.graph(name), vocabulary)
