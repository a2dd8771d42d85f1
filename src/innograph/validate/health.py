"""Linked-data health: what SHACL does not look at. Nothing here asks the network."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator

import pyoxigraph as ox
import rdflib.namespace as ns
from rdflib import URIRef

from innograph.graph.vocabulary import KINDS, OWL, PROV, RDF
from innograph.reason.terms import Term
from innograph.validate.report import Finding
from innograph.validate.survey import Survey

#: Kinds of things that an article must name: it is the articles that the graph is made of.
ACTORS = frozenset({"organization", "person"})
#: Kinds that a reader meets by name.
NAMED_KINDS = frozenset({"organization", "person", "event", "project", "assignment", "theme", "place", "role"})
#: A slug: ASCII, lower case, digits, hyphens; two hyphens join the slugs of a pair, dots are of versions.
_SLUG = re.compile(r"[a-z0-9]+(?:(?:--?|\.)[a-z0-9]+)*")
_DEFINED_TERM = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:/[a-zA-Z0-9-]+)*")
_LISTED = (
    ns.RDF, ns.RDFS, ns.OWL, ns.XSD, ns.SKOS, ns.FOAF, ns.ORG, ns.PROV, ns.DCTERMS, ns.DCAT, ns.SDO,
    ns.VOID, ns.SH, ns.VANN,
)  # fmt: skip
#: Defined by their vocabularies, missing from rdflib's lists.
_MISSING = frozenset({RDF.iri + "langString", RDF.iri + "HTML", OWL.iri + "NamedIndividual"})
_WIKIDATA = "http://www.wikidata.org/entity/"
_WIKIDATA_ITEM = re.compile(r"Q[1-9][0-9]*")


def check_health(survey: Survey, defined: Container[Term]) -> Iterator[Finding]:
    """Everything that is unwell, in no order. `defined` are the classes and properties of the ontology."""
    yield from _blank_nodes(survey)
    yield from _iris(survey)
    yield from _labels(survey)
    yield from _articles_of_actors(survey)
    yield from _empty_articles(survey)
    yield from _dangling(survey)
    yield from _terms(survey, defined)
    yield from _same_as(survey)


def _blank_nodes(survey: Survey) -> Iterator[Finding]:
    for node, predicate in sorted(survey.anonymous.items()):
        yield Finding(
            "violation",
            "health/blank-node",
            node,
            f"a blank node or a quoted triple with {survey.shown(ox.NamedNode(predicate))}",
            "give it an IRI: without blank nodes two graphs can be compared and harvested",
            path=f"<{predicate}>",
        )


def _iris(survey: Survey) -> Iterator[Finding]:
    """IRIs of ours are `{base}id/{kind}/{slug}` or `{base}def/{Term}` (design/model.md)."""
    base = survey.vocabulary.base
    used = {*survey.subjects, *survey.objects, *survey.predicates, *survey.classes}
    for node in sorted((n for n in used if n.value.startswith(base)), key=lambda n: n.value):
        if is_well_formed(node.value, base):
            continue
        rest = node.value[len(base) :]
        area, _, local = rest.partition("/")
        kind, _, slug = local.partition("/")
        if area != "id":
            problem = f"{rest!r} follows none of the patterns id/, def/ and graph/"
            advice = f"IRIs below {base} are id/{{kind}}/{{slug}} or def/{{Term}}"
        elif kind not in KINDS:
            problem = f"{kind!r} is no kind of thing that this project names"
            advice = f"use one of {', '.join(KINDS)}"
        else:
            problem = f"{slug!r} is not a slug"
            advice = "slugs are ASCII, lower case, with hyphens (å → a, ö → o): see innograph.iri"
        yield Finding("violation", "health/iri", node.value, problem, advice, label=survey.label(node))


def is_well_formed(iri: str, base: str) -> bool:
    """Whether an IRI below our base follows one of the patterns id/{kind}/{slug}, def/{Term} and graph/."""
    rest = iri[len(base) :]
    area, _, local = rest.partition("/")
    if area == "id":
        kind, _, slug = local.partition("/")
        # The ids of themes are given, and one of them has capitals (SME-access).
        name = slug.lower() if kind == "theme" else slug
        return local == "theme/" or (kind in KINDS and _SLUG.fullmatch(name) is not None)
    return area == "graph" or (area == "def" and (not local or bool(_DEFINED_TERM.fullmatch(local)))) or not rest


def _labels(survey: Survey) -> Iterator[Finding]:
    used = {*survey.objects, *survey.subjects}
    for node in sorted(used, key=lambda n: n.value):
        kind = survey.vocabulary.kind(node.value)
        if kind in NAMED_KINDS and not survey.has_label(node) and not _is_former(survey, node):
            yield Finding(
                "violation",
                "health/no-label",
                node.value,
                "has no skos:prefLabel: nobody can read what it is",
                "add a label with its language",
            )


def _is_former(survey: Survey, node: ox.NamedNode) -> bool:
    """Whether a correction did away with a thing: only where it came from is told of it."""
    return survey.types.get(node) == {PROV.Entity}


def _articles_of_actors(survey: Survey) -> Iterator[Finding]:
    mentions = survey.vocabulary.term("mentions")
    named = survey.publishers | {o for _, p, o in survey.relations if p == mentions}
    for node in sorted(survey.types, key=lambda n: n.value):
        if survey.vocabulary.kind(node.value) in ACTORS and node not in named and not _is_former(survey, node):
            yield Finding(
                "warning",
                "health/no-article",
                node.value,
                "is an actor that no article of this graph mentions or comes from",
                "leave it out, or add the article",
                label=survey.label(node),
            )


def _empty_articles(survey: Survey) -> Iterator[Finding]:
    told = {claim.one("article") for claim in survey.claims.values()}
    # A graph without any claim was exported so (check_evidence says it): its articles may have given much.
    for article in survey.of_class("inno:Article") if survey.claims or not survey.relations else ():
        if article not in told:
            yield Finding(
                "warning",
                "health/empty-article",
                article.value,
                "gave no fact at all",
                "is it about something else, or in a language that the rules do not know?",
                label=survey.label(article),
            )


def _dangling(survey: Survey) -> Iterator[Finding]:
    for node in sorted(survey.objects.keys() - survey.subjects, key=lambda n: n.value):
        user = survey.objects[node]
        yield Finding(
            "violation",
            "health/dangling",
            node.value,
            f"is spoken of (by {survey.shown(user)}), but the graph says nothing about it",
            "add what it is, or remove what points to it",
            where=(f"<{user.value}>",),
        )


def _terms(survey: Survey, defined: Container[Term]) -> Iterator[Finding]:
    """Classes and properties that no vocabulary defines: mistyped, most often."""
    ours = f"{survey.vocabulary.base}def/"
    for used, what in ((survey.predicates, "property"), (survey.classes, "class")):
        for term, user in sorted(used.items(), key=lambda pair: pair[0].value):
            if term in defined or _is_standard(term):
                continue
            own = term.value.startswith(ours)
            yield Finding(
                "violation" if own else "warning",
                "health/undefined-term",
                term.value,
                f"is used as a {what} (of {survey.shown(user)}), but "
                + ("the ontology does not define it" if own else "no vocabulary known here defines it"),
                "mend the spelling, or define it in the ontology",
                where=(f"<{user.value}>",),
            )


def _is_standard(term: ox.NamedNode) -> bool:
    """Whether one of the vocabularies whose terms rdflib lists has this term."""
    if term.value in _MISSING:
        return True
    iri = URIRef(term.value)
    return any(iri in namespace for namespace in _LISTED)


def wrong_same_as(s: ox.NamedNode, o: ox.NamedNode) -> str:
    """What is wrong with the other name of a thing by its form alone; "" if nothing is."""
    if o.value.startswith(_WIKIDATA) and not _WIKIDATA_ITEM.fullmatch(o.value[len(_WIKIDATA) :]):
        return "is no item of Wikidata: they are Q and a number"
    if o.value.startswith(("http://www.wikidata.org/wiki/", "https://www.wikidata.org/")):
        return f"is a page about a thing, not the thing: {_WIKIDATA}Q…"
    if o == s:
        return "is the same as itself, which says nothing"
    if not o.value.startswith(("http://", "https://", "urn:")):
        return "is not an IRI that others can look up"
    return ""


def _same_as(survey: Survey) -> Iterator[Finding]:
    """owl:sameAs that cannot be right by its form. Whether the other end answers, only the network knows."""
    by_target: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for s, o in survey.same_as:
        by_target[o].add(s)
        wrong = wrong_same_as(s, o)
        if wrong:
            yield Finding(
                "violation",
                "health/same-as",
                s.value,
                f"owl:sameAs <{o.value}> {wrong}",
                "mend the identifier in the registry, or take it out",
                label=survey.label(s),
                path=str(OWL.sameAs),
                value=str(o),
            )
    for target, things in sorted(by_target.items(), key=lambda pair: pair[0].value):
        if len(things) > 1:
            first, *others = sorted(things, key=lambda n: n.value)
            names = ", ".join(f"{survey.shown(other)} <{other.value}>" for other in others)
            yield Finding(
                "warning",
                "health/two-names",
                first.value,
                f"has the same identifier {target.value} as {names}",
                "if they are one actor, make them one row of the registry",
                label=survey.label(first),
                path=str(OWL.sameAs),
                value=str(target),
            )
