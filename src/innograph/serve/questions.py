"""The query page at `/query`: saved questions as forms, an editor, and answers as table, network and chart.

/query?query=SELECT…                            a query of one's own
/query?ask=who-works-with-whom&set.actor=Vinnova   a saved question with what is chosen for its parameters

The page asks `/sparql` like any other client; without script it still gives the text of a saved question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
from starlette.responses import Response

from innograph.errors import InnographError
from innograph.graph import given_quads
from innograph.graph.vocabulary import OWL, RDF, RDFS, SKOS, Vocabulary
from innograph.query import SavedQuery, bound_text, query_prefixes, saved_queries, saved_query
from innograph.serve.problems import Problem
from innograph.serve.site import query_question
from innograph.serve.visit import Visit, page_route

_CHOICE = "set."
_MOST_CHOICES = 50
_EXAMPLE = {
    "sv": """# Vad nämns i flest artiklar?
SELECT ?namn (COUNT(DISTINCT ?artikel) AS ?artiklar) ?sak
WHERE {
  ?artikel inno:mentions ?sak .
  ?sak skos:prefLabel ?namn .
  FILTER(LANG(?namn) = "sv")
}
GROUP BY ?sak ?namn
ORDER BY DESC(?artiklar) ?namn
LIMIT 20
""",
    "en": """# What do most articles name?
SELECT ?name (COUNT(DISTINCT ?article) AS ?articles) ?thing
WHERE {
  ?article inno:mentions ?thing .
  ?thing skos:prefLabel ?name .
  FILTER(LANG(?name) = "en")
}
GROUP BY ?thing ?name
ORDER BY DESC(?articles) ?name
LIMIT 20
""",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter of a saved question on the page, with what is chosen for it."""

    name: str
    description: str
    kind: str
    default: str
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page opens with: a text for the editor, the saved question that it is, what is wrong with a choice."""

    text: str
    query: SavedQuery | None = None
    choices: tuple[Choice, ...] = ()
    wrong: str = ""


async def _page(visit: Visit) -> Response:
    asked = await _asked(visit)
    pages = await visit.pages()
    title, language = _title(asked, visit.language), visit.language
    facts = {
        "base": visit.base,
        "prefixes": query_prefixes(visit.base),
        "terms": complete_terms(visit.base, language),
        "asked": asked.query.name if asked.query else "",
        "title": title or pages.said["queryTitle"],
        "wrong": bool(asked.wrong),
    }
    others = [(query.name, query_question(query, language)) for query in saved_queries()]
    return await visit.run(
        lambda: pages.workbench("query.html", path="query", facts=facts, asked=asked, heading=title, others=others),
        status=400 if asked.wrong else 200,
    )


def _title(asked: Asked, language: str) -> str:
    return query_question(asked.query, language) if asked.query else ""


async def _asked(visit: Visit) -> Asked:
    """What the address asks for. Raises Problem 404 for a saved query that there is not, 413 for too long a text."""
    given = visit.request.query_params
    name = given.get("ask", "")
    if not name:
        text = given.get("query", "")
        if len(text.encode()) > visit.server.limits.query_length:
            raise Problem(413, f"a query of more than {visit.server.limits.query_length:,} bytes")
        return Asked(text or _EXAMPLE[visit.language])
    try:
        query = saved_query(name)
    except InnographError as error:
        raise Problem(404, str(error)) from None
    pairs = [(k.removeprefix(_CHOICE), v.strip()) for k, v in given.multi_items() if k.startswith(_CHOICE)]
    chosen = {key: value[:500] for key, value in pairs[:_MOST_CHOICES] if value}
    if any(p.name == "language" for p in query.parameters):
        chosen.setdefault("language", visit.language)
    choices = tuple(
        Choice(
            p.name,
            p.descriptions.get(visit.language, p.description),
            p.kind,
            p.default_words,
            chosen.get(p.name, ""),
        )
        for p in query.parameters
    )
    try:
        store = visit.snapshot.store
        text = await visit.server.readers.run(lambda: bound_text(store, query, {k: [v] for k, v in chosen.items()}))
    except Problem:
        raise
    except InnographError as error:
        return Asked(query.text, query, choices, str(error))
    return Asked(text, query, choices)


#: What the terms that the editor completes are, in the ontology and in what it builds on.
_TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def complete_terms(base: str, language: str) -> list[tuple[str, str, str]]:
    """The terms of the ontology, ours first: IRI, label and the first sentence of its description in a language."""
    graph = Vocabulary(base).graph("ontology")
    texts: dict[str, dict[str, dict[str, str]]] = {}
    terms: set[str] = {RDF.type.value, RDF.subject.value, RDF.predicate.value, RDF.object.value}
    for quad in given_quads(base):
        if quad.graph_name != graph or not isinstance(quad.subject, ox.NamedNode):
            continue
        if quad.predicate == RDF.type and quad.object in _TERMS:
            terms.add(quad.subject.value)
        elif isinstance(quad.object, ox.Literal) and quad.predicate in (RDFS.label, RDFS.comment, SKOS.definition):
            told = texts.setdefault(quad.subject.value, {})
            told.setdefault(quad.predicate.value, {})[quad.object.language or ""] = quad.object.value

    def said(iri: str, *predicates: Any) -> str:
        for predicate in predicates:
            found = texts.get(iri, {}).get(predicate.value, {})
            for tag in (language, "en", "sv", ""):
                if tag in found:
                    return found[tag]
        return ""

    own = f"{base}def/"
    ordered = sorted(terms, key=lambda iri: (not iri.startswith(own), iri))
    return [
        (iri, said(iri, RDFS.label), said(iri, RDFS.comment, SKOS.definition).partition(". ")[0]) for iri in ordered
    ]


ROUTES = (page_route("/query", _page),)
