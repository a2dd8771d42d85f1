"""A sound graph, and many ways to damage it, each with what must be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from goldfacts import gold_facts
from innograph.graph import given_quads, graph_quads
from innograph.graph.vocabulary import ORG, OWL, PROV, SCHEMA, SKOS, XSD, A, Vocabulary

V = Vocabulary()
ARTICLE = V.thing("article", "001-darja-isaksson-om-innovationsveckan")
DIGG_ARTICLE = V.thing("article", "004-digg-medlem-i-openpeppol")
VINNOVA = V.thing("organization", "vinnova")
SKR = V.thing("organization", "sveriges-kommuner-och-regioner")
DARJA = V.thing("person", "darja-isaksson")
WEEK = V.thing("event", "innovationsveckan")
REGISTRY, LABELS = V.graph("registry"), V.graph("labels")
RDF_SUBJECT, RDF_OBJECT = (
    NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("subject", "object")
)
Quads = list[Quad]


@cache
def sound() -> tuple[Quad, ...]:
    """Some sample articles, with all that is given but the themes' trigger words."""
    given = (quad for quad in given_quads() if quad.predicate not in (SKOS.hiddenLabel, SKOS.altLabel))
    return tuple({*graph_quads(gold_facts()[:7]), *given})


def without(quads: Iterable[Quad], subject: NamedNode | None, predicate: NamedNode, obj: object = None) -> Quads:
    kept = [
        q
        for q in quads
        if not (
            (subject is None or q.subject == subject) and q.predicate == predicate and (obj is None or q.object == obj)
        )
    ]
    assert len(kept) < len(list(quads)), "nothing to damage"
    return kept


def claim_of(subject: NamedNode, obj: NamedNode) -> NamedNode:
    """The claim of ARTICLE about this pair."""
    found = {q.subject for q in sound() if q.predicate == RDF_SUBJECT and q.object == subject}
    found &= {q.subject for q in sound() if q.predicate == RDF_OBJECT and q.object == obj}
    found &= {q.subject for q in sound() if q.predicate == PROV.wasQuotedFrom and q.object == ARTICLE}
    found &= {q.subject for q in sound() if q.object == V.term("worksFor")}
    claim = min(found, key=str)
    assert isinstance(claim, NamedNode)
    return claim


def swap(quads: Iterable[Quad], subject: NamedNode, predicate: NamedNode, obj: NamedNode | Literal) -> Quads:
    graph = next(q.graph_name for q in quads if q.subject == subject and q.predicate == predicate)
    return [*without(quads, subject, predicate), Quad(subject, predicate, obj, graph)]


@dataclass(frozen=True)
class Damage:
    """What is done, and what must be said of it: the rule, the node, and words of the message."""

    do: Callable[[tuple[Quad, ...]], Quads]
    rule: str
    node: NamedNode | str
    words: str
    severity: str = "violation"


CLAIM = claim_of(DARJA, VINNOVA)
WORKS_FOR = V.term("worksFor")

DAMAGES = {
    "an organisation without a name": Damage(
        lambda q: without(q, VINNOVA, SKOS.prefLabel), "shape/Organization-name", VINNOVA, "has no name"
    ),
    "a thing without a name": Damage(
        lambda q: without(q, WEEK, SKOS.prefLabel), "health/no-label", WEEK, "no skos:prefLabel"
    ),
    "a name without its language": Damage(
        lambda q: swap(q, DARJA, SKOS.prefLabel, Literal("Darja Isaksson")),
        "shape/Named-prefLabel", DARJA, "no language tag",
    ),
    "two names in one language": Damage(
        lambda q: [*q, Quad(VINNOVA, SKOS.prefLabel, Literal("Verket", language="sv"), LABELS)],
        "shape/Named-prefLabel", VINNOVA, "two in the same language",
    ),
    "a claim without its quote": Damage(
        lambda q: without(q, CLAIM, V.term("quote")), "shape/Claim-quote", CLAIM, "quote"
    ),
    "a claim from nowhere": Damage(
        lambda q: without(q, CLAIM, PROV.wasQuotedFrom), "shape/Claim-wasQuotedFrom", CLAIM, "article"
    ),
    "more than certain": Damage(
        lambda q: swap(q, CLAIM, V.term("confidence"), Literal("1.5", datatype=XSD.decimal)),
        "shape/Claim-confidence", CLAIM, "0",
    ),
    "a claim without its triple": Damage(
        lambda q: without(q, DARJA, WORKS_FOR), "evidence/claim-without-triple", CLAIM,
        "Darja Isaksson inno:worksFor Vinnova",
    ),
    "a triple without a claim": Damage(
        lambda q: [*q, Quad(VINNOVA, V.term("funds"), WEEK, ARTICLE)],
        "evidence/triple-without-claim", VINNOVA, "Vinnova inno:funds Innovationsveckan",
    ),
    "a quote cut short": Damage(
        lambda q: swap(q, CLAIM, V.term("quote"), Literal("Darja Isaksson", language="sv")),
        "evidence/quote-length", CLAIM, "14 characters",
    ),
    "a date that is none": Damage(
        lambda q: swap(q, ARTICLE, SCHEMA.datePublished, Literal("i höstas")),
        "shape/Article-datePublished", ARTICLE, "date",
    ),
    "an event that works": Damage(
        lambda q: [*q, Quad(WEEK, WORKS_FOR, VINNOVA, ARTICLE)], "shape/worksFor-subject", WEEK, "person"
    ),
    "a person who is an organisation": Damage(
        lambda q: [*q, Quad(DARJA, A, ORG.Organization, DIGG_ARTICLE)], "reason/cax-dw", DARJA,
        "nothing is both a foaf:Person and a org:Organization",
    ),
    "two that differ and are one": Damage(
        lambda q: [
            *q,
            Quad(VINNOVA, OWL.sameAs, SKR, REGISTRY),
            Quad(VINNOVA, OWL.differentFrom, SKR, REGISTRY),
        ],
        "reason/eq-diff1", VINNOVA, "two different things",
    ),
    "a blank node": Damage(
        lambda q: [*q, Quad(BlankNode("b"), A, V.term("Project"), ARTICLE)], "health/blank-node", "_:b", "blank"
    ),
    "an IRI with a capital": Damage(
        lambda q: [*q, Quad(V.thing("project", "Kross"), SKOS.prefLabel, Literal("K", language="sv"), LABELS)],
        "health/iri", V.thing("project", "Kross"), "'Kross' is not a slug",
    ),
    "an IRI of no kind": Damage(
        lambda q: [*q, Quad(V.thing("orgs", "x"), SKOS.prefLabel, Literal("X", language="sv"), LABELS)],
        "health/iri", V.thing("orgs", "x"), "no kind",
    ),
    "a mistyped property": Damage(
        lambda q: [*q, Quad(VINNOVA, V.term("colaboratesWith"), SKR, ARTICLE)], "health/undefined-term",
        V.term("colaboratesWith"), "ontology does not define",
    ),
    "a mistyped term of another vocabulary": Damage(
        lambda q: [*q, Quad(VINNOVA, SKOS["preflabel"], Literal("V", language="sv"), LABELS)],
        "health/undefined-term", SKOS["preflabel"], "no vocabulary", "warning",
    ),
    "an item that Wikidata cannot have": Damage(
        lambda q: swap(q, VINNOVA, OWL.sameAs, NamedNode("http://www.wikidata.org/entity/4355568")),
        "health/same-as", VINNOVA, "Q and a number",
    ),
    "two rows for one actor": Damage(
        lambda q: [*q, Quad(SKR, OWL.sameAs, NamedNode("http://www.wikidata.org/entity/Q4355568"), REGISTRY)],
        "health/two-names", SKR, "same identifier", "warning",
    ),
    "a link to nothing": Damage(
        lambda q: [*q, Quad(CLAIM, PROV.wasDerivedFrom, V.thing("claim", "feed"), ARTICLE)],
        "health/dangling", V.thing("claim", "feed"), "says nothing about it",
    ),
    "an article that gave nothing": Damage(
        lambda q: [
            *q,
            Quad(V.thing("article", "empty"), A, V.term("Article"), V.thing("article", "empty")),
        ],
        "health/empty-article", V.thing("article", "empty"), "gave no fact", "warning",
    ),
    "an actor out of nowhere": Damage(
        lambda q: [
            *q,
            Quad(V.thing("organization", "ingen"), A, ORG.Organization, REGISTRY),
            Quad(V.thing("organization", "ingen"), SKOS.prefLabel, Literal("Ingen", language="sv"), LABELS),
        ],
        "health/no-article", V.thing("organization", "ingen"), "no article", "warning",
    ),
}  # fmt: skip
