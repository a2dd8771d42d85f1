"""The four files of ontology/, read once for the tests of this folder."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import rdflib

from innograph.iri import DEFAULT_BASE
from innograph.resources import resource

INNO = rdflib.Namespace(f"{DEFAULT_BASE}def/")
THEME = rdflib.Namespace(f"{DEFAULT_BASE}id/theme/")
SHAPE = rdflib.Namespace(f"{DEFAULT_BASE}def/shape/")
ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
SCHEMA = rdflib.Namespace("https://schema.org/")
#: rdflib's own complains when pytest looks into a module that imports it.
XSD = rdflib.Namespace(str(rdflib.XSD))
CV = rdflib.Namespace("http://data.europa.eu/m8g/")


@cache
def read(name: str) -> rdflib.Graph:
    """One of the Turtle files; leave the graph as it is."""
    return rdflib.Graph().parse(resource("ontology", name), format="turtle")


def read_context() -> dict[str, Any]:
    """The JSON-LD context."""
    context: dict[str, Any] = json.loads(resource("ontology", "context.jsonld").read_text("utf-8"))["@context"]
    return context


def local(term: rdflib.term.Node) -> str:
    """The last part of an IRI."""
    return str(term).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
