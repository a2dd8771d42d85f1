"""What corrections did, as provenance: who revised what, and why.

Each correction that matched is an `inno:Correction`, a statement of a person that revises what the graph said
(`prov:wasRevisionOf`). A claim that it withdrew stays as an `inno:WithdrawnClaim`: evidence of nothing any more, but
its words can still be read. What it did to claims is in the graph of their article, what it says itself in a graph of
its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from innograph.facts import Facts
from innograph.graph.vocabulary import DCTERMS, PROV, RDFS, SCHEMA, A, Vocabulary, date, text
from innograph.iri import slugify

if TYPE_CHECKING:
    from innograph.corrections import Correction

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def corrector(name: str, vocabulary: Vocabulary) -> NamedNode:
    """A person who corrects."""
    return vocabulary.thing("corrector", slugify(name))


def revision_statements(facts: Facts, vocabulary: Vocabulary) -> Iterator[Statement]:
    """What corrections did to the claims of one article."""
    for revision in facts.revisions:
        node = vocabulary.thing("correction", revision.correction)
        now, former = (NamedNode(iri) if iri else None for iri in (revision.claim, revision.former))
        if former is not None and former != now:
            yield former, A, vocabulary.term("WithdrawnClaim")
            yield former, DCTERMS.description, Literal(revision.said)
            yield former, SCHEMA.text, text(revision.quote, facts.article.language)
            yield former, DCTERMS.source, NamedNode(facts.iri)
            yield node, PROV.wasRevisionOf, former
        if now is not None:
            if former is not None and former != now:
                yield now, PROV.wasRevisionOf, former
            elif revision.action == "accepted":
                yield node, PROV.wasRevisionOf, now
            yield now, PROV.wasAttributedTo, corrector(revision.by, vocabulary)
            yield now, PROV.wasInfluencedBy, node


def correction_statements(
    correction: Correction, vocabulary: Vocabulary, named: Collection[str]
) -> Iterator[Statement]:
    """What a correction that matched says; `named` are the IRIs of the things that the graph now names."""
    node = vocabulary.thing("correction", correction.id)
    who = corrector(correction.by, vocabulary)
    yield node, A, vocabulary.term("Correction")
    yield node, DCTERMS.type, Literal(correction.kind)
    yield node, DCTERMS.description, Literal(correction.summary)
    yield node, PROV.wasAttributedTo, who
    yield node, RDFS.comment, Literal(correction.why)
    if correction.on and (when := date(correction.on)):
        yield node, DCTERMS.created, when
    yield who, A, PROV.Agent
    yield who, SCHEMA.name, Literal(correction.by)
    for iri in sorted(_revised(correction, vocabulary)):
        revised = NamedNode(iri)
        yield node, PROV.wasRevisionOf, revised
        if iri not in named and vocabulary.kind(iri) != "article":
            yield revised, A, PROV.Entity
            if correction.into is not None:
                yield revised, DCTERMS.isReplacedBy, NamedNode(correction.into.iri)


def _revised(correction: Correction, vocabulary: Vocabulary) -> set[str]:
    """The things that a correction is about; of the claims that it is about their articles' graphs tell."""
    things = (*correction.things, correction.thing)
    found = {thing.iri for thing in things if thing is not None}
    if correction.kind == "add" and correction.subject is not None:
        found.add(correction.subject.iri)
    if correction.kind == "article":
        found.add(vocabulary.thing("article", slugify(correction.article)).value)
    return found
