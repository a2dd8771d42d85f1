"""Facts as RDF, in the terms of design/model.md. The only room that knows the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from innograph.graph.given import countries_of, file_quads, identifier_statements, registry_quads
from innograph.graph.labels import Labels
from innograph.graph.revisions import correction_statements
from innograph.graph.triples import ArticleGraph, Statement, place_class
from innograph.graph.vocabulary import A, Vocabulary
from innograph.iri import DEFAULT_BASE, country_iri
from innograph.link.registry import Registry, load_registry
from innograph.names import NAME, NameRow
from innograph.resources import resource

if TYPE_CHECKING:
    from innograph.corrections import Reviser
    from innograph.facts import Facts

__all__ = ["ArticleGraph", "GraphWriter", "Labels", "Vocabulary", "given_quads", "graph_quads"]

#: Our Turtle files that every graph holds, by the name of their graph.
GIVEN = {"themes": "themes.ttl", "ontology": "innograph.ttl"}


class GraphWriter:
    """Turns the facts of articles into quads, one article after the other in any order.

    `add` gives an article's own graph; what depends on all of them (names, and which actors of the registry
    the graph needs) is `finish`'s. An article whose facts are not sound leaves no trace.
    """

    def __init__(
        self, registry: Registry | None = None, base: str = DEFAULT_BASE, reviser: Reviser | None = None
    ) -> None:
        """`reviser` has corrected the facts that are added: the graph then says how."""
        self.vocabulary = Vocabulary(base)
        self.reviser = reviser
        self.registry = reviser.registry if reviser else registry or load_registry(base=base)
        merged, renamed = (reviser.merged, reviser.names()) if reviser else ((), {})
        self._labels = Labels(self.registry, self.vocabulary, merged, renamed)
        self._named: set[str] = set()

    def add(self, facts: Facts) -> list[Quad]:
        """The quads of one article's graph, some of them twice.

        Raises ValueError when a quote is not what the text says at its place, or an IRI is none.
        """
        quads, rows = self.read(facts)
        self.take(rows)
        return quads

    def read(self, facts: Facts) -> tuple[list[Quad], list[NameRow]]:
        """The quads of one article's graph, some of them twice, and what it calls things. Raises as `add` does."""
        statements, rows, graph = self.statements(facts)
        return [Quad(*statement, graph) for statement in statements], rows

    def statements(self, facts: Facts) -> tuple[list[Statement], list[NameRow], NamedNode]:
        """The statements of one article's graph, what it calls things, and the graph's name. Raises as `add` does."""
        check_quotes(facts)
        article = ArticleGraph(facts, self.registry, self.vocabulary)
        rows = [*self._labels.rows(facts), *(NameRow(iri, NAME, tag, name) for iri, name, tag in article.names())]
        return list(article.statements()), rows, article.node

    def take(self, rows: Iterable[NameRow]) -> None:
        """Have `finish` name these things."""
        for row in rows:
            self._labels.take(row)
            self._named.add(row.iri)

    def know(self, named: Iterable[str]) -> None:
        """Have these things be named by articles, though `finish` gives no names of them."""
        self._named.update(named)

    def countries(self) -> set[str]:
        """The countries of what is named so far."""
        found = countries_of(self._named, self.registry)
        if self.reviser is not None:
            found |= {country_iri(c.country) for c in self.reviser.links_among(self._named) if c.country}
        return found & self.registry.places.keys()

    def finish(self) -> Iterator[Quad]:
        """The names of everything named so far, what the registry knows of it, and the corrections that matched."""
        if self.reviser is not None:
            self.reviser.named(self._named)
        for country in sorted(self.countries()):
            self._labels.know(country)
        yield from self._labels.quads()
        yield from registry_quads(self._named, self.registry, self.vocabulary)
        if self.reviser is not None:
            yield from self._corrections(self.reviser)

    def _corrections(self, reviser: Reviser) -> Iterator[Quad]:
        graph = self.vocabulary.graph("corrections")
        for c in reviser.corrections:
            if c.id in reviser.used:
                for statement in correction_statements(c, self.vocabulary, self._named):
                    yield Quad(*statement, graph)
        for c in reviser.links_among(self._named):
            iri = c.thing.iri if c.thing else ""
            for statement in identifier_statements(iri, self.vocabulary, c.country, c.website, c.wikidata, c.number):
                yield Quad(*statement, graph)
            if c.country:
                country = country_iri(c.country)
                yield Quad(NamedNode(country), A, place_class(country), graph)


def graph_quads(
    all_facts: Iterable[Facts], registry: Registry | None = None, base: str = DEFAULT_BASE
) -> Iterator[Quad]:
    """What these articles and the registry say; each article's facts are held only while they are written.

    A quad may come twice. The order of the articles does not change the set of quads. Raises DataError when
    the registry cannot be read, ValueError for facts that are not sound (`GraphWriter.add`).
    """
    writer = GraphWriter(registry, base)
    for facts in all_facts:
        yield from writer.add(facts)
    yield from writer.finish()


def given_quads(base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The themes and the ontology. Raises DataError when they cannot be read."""
    vocabulary = Vocabulary(base)
    for name, file in GIVEN.items():
        yield from file_quads(resource("ontology", file), vocabulary.graph(name), vocabulary)


def check_quotes(facts: Facts) -> None:
    """Raises ValueError for a claim or mention whose words are not those of the text at its place."""
    text = facts.article.text
    for claim in facts.claims:
        if not claim.quote or text[claim.start : claim.end] != claim.quote:
            raise ValueError(f"the text has no {claim.quote!r} at {claim.start} ({claim.rule})")
    for entity in facts.entities:
        for mention in entity.mentions:
            if not mention.text or text[mention.start : mention.end] != mention.text:
                raise ValueError(f"the text has no {mention.text!r} at {mention.start} ({entity.label})")
