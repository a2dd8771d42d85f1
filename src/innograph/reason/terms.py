"""The terms of RDF, RDFS and OWL that reasoning knows, and the way between rdflib's terms and Oxigraph's."""

from __future__ import annotations

import rdflib
from pyoxigraph import BlankNode as BlankNode
from pyoxigraph import Literal as Literal
from pyoxigraph import NamedNode as NamedNode
from pyoxigraph import Quad as Quad
from pyoxigraph import Triple as Triple

Term = NamedNode | BlankNode | Literal | Triple
#: Subject, predicate, object: cheaper to make and to hash than a `pyoxigraph.Triple`.
Fact = tuple[Term, Term, Term]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"

TYPE = NamedNode(RDF + "type")
FIRST = NamedNode(RDF + "first")
REST = NamedNode(RDF + "rest")
NIL = NamedNode(RDF + "nil")
SUBJECT = NamedNode(RDF + "subject")
PREDICATE = NamedNode(RDF + "predicate")
OBJECT = NamedNode(RDF + "object")

SUB_CLASS = NamedNode(RDFS + "subClassOf")
SUB_PROPERTY = NamedNode(RDFS + "subPropertyOf")
DOMAIN = NamedNode(RDFS + "domain")
RANGE = NamedNode(RDFS + "range")

THING = NamedNode(OWL + "Thing")
NOTHING = NamedNode(OWL + "Nothing")
SAME_AS = NamedNode(OWL + "sameAs")
DIFFERENT_FROM = NamedNode(OWL + "differentFrom")


def owl(name: str) -> NamedNode:
    """The OWL term of this local name."""
    return NamedNode(OWL + name)


def to_rdflib(term: Term) -> rdflib.term.Node:
    """The same term for rdflib."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        # Without normalisation: "01" stays "01", as in the data.
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"a triple as a term has no counterpart in rdflib: {term}")


def from_rdflib(node: rdflib.term.Node) -> Term:
    """The same term for Oxigraph."""
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"not an RDF term: {node!r}")


def fact_of(item: Triple | Quad | Fact) -> Fact:
    """Subject, predicate and object of a triple, a quad or a tuple of three."""
    if isinstance(item, tuple):
        return item
    return (item.subject, item.predicate, item.object)


def is_vocabulary(term: Term) -> bool:
    """Whether the term belongs to RDF, RDFS, OWL or XML Schema itself."""
    return isinstance(term, NamedNode) and term.value.startswith((RDF, RDFS, OWL, XSD))
