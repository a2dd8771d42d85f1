"""Where an asserted triple comes from: the sentence and article of its claims, or the graph that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from innograph.reason.match import is_inferred
from innograph.reason.terms import (
    OBJECT,
    OWL,
    PREDICATE,
    PROV,
    RDF,
    RDFS,
    SKOS,
    SUBJECT,
    BlankNode,
    Fact,
    Literal,
    NamedNode,
    Term,
)

PREF_LABEL = NamedNode(SKOS + "prefLabel")
QUOTED_FROM = NamedNode(PROV + "wasQuotedFrom")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
_SCHEMA = "https://schema.org/"
HEADLINE, PUBLISHED = NamedNode(_SCHEMA + "headline"), NamedNode(_SCHEMA + "datePublished")
BASED_ON = NamedNode(_SCHEMA + "isBasedOn")
_LABELS = (PREF_LABEL, HEADLINE, NamedNode(RDFS + "label"), NamedNode(_SCHEMA + "name"))
#: Which language's name to show, of several.
LANGUAGES = ("sv", "en", "nb", "da", "fi", "nl", "de")
PREFIXES = {RDF: "rdf", RDFS: "rdfs", OWL: "owl", SKOS: "skos", PROV: "prov", _SCHEMA: "schema"} | {
    "http://www.w3.org/ns/org#": "org",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/ns/oa#": "oa",
    "http://www.w3.org/ns/adms#": "adms",
    "http://data.europa.eu/m8g/": "cv",
    "http://www.w3.org/2001/XMLSchema#": "xsd",
    "http://www.wikidata.org/entity/": "wd",
    "http://publications.europa.eu/resource/authority/country/": "country",
}


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One place that says a fact: a quote in an article, or, without a quote, a graph of what is given.

    `own_words` says that the article retells its source: the quote is not the source's sentence.
    """

    where: str
    title: str | None = None
    date: str | None = None
    quote: str | None = None
    own_words: bool = False
    claim: str | None = None


class Names:
    """What to call things for a reader: a label where there is one, else a prefixed name, else the IRI."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Term, str] = {}

    def __getitem__(self, term: Term) -> str:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._find(term)
        return known

    def _find(self, term: Term) -> str:
        if isinstance(term, Literal):
            return f"“{term.value}”"
        if isinstance(term, BlankNode):
            return str(term)
        if not isinstance(term, NamedNode):
            return str(term)
        return self.label(term) or self.term(term)

    def label(self, term: NamedNode) -> str | None:
        """The label in the first of LANGUAGES that has one, else the first by language."""
        for predicate in _LABELS:
            labels = {
                (o.language or "", o.value)
                for o in (q.object for q in self._store.quads_for_pattern(term, predicate, None, None))
                if isinstance(o, Literal)
            }
            if labels:
                rank = {language: i for i, language in enumerate(LANGUAGES)}
                return min(labels, key=lambda pair: (rank.get(pair[0], len(rank)), pair))[1]
        return None

    @staticmethod
    def term(term: Term) -> str:
        """A class or property, or one of our things, by its prefixed name."""
        if not isinstance(term, NamedNode):
            return str(term)
        for namespace, prefix in PREFIXES.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value[len(namespace) :]}"
        _, found, local = term.value.partition("/def/")
        if found and "/" not in local:
            return f"inno:{local}"
        _, found, local = term.value.partition("/id/")
        return local.replace("/", ":") if found and local.count("/") == 1 else term.value


def find_evidence(store: Store, fact: Fact) -> list[Evidence]:
    """What says an asserted triple, in order: quotes first by article and place, then graphs that give it."""
    claims = list(claims_of(store, fact)) or list(_derived(store, fact[0]))
    found = {evidence for claim in claims for evidence in quotes_of(store, claim)}
    if found:
        return sorted(found, key=lambda e: (e.date or "", e.where, e.quote or "", e.claim or ""))
    s, p, o = fact
    if not isinstance(s, NamedNode) or not isinstance(p, NamedNode):
        return []
    graphs = {
        quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else "the file"
        for quad in store.quads_for_pattern(s, p, o, None)
        if not is_inferred(quad)
    }
    given: list[Evidence] = []
    for graph in sorted(graphs):
        article = NamedNode(graph) if ":" in graph else None
        said = list(_in_article(store, article, s)) if article is not None else []
        given += said or [_of_article(store, article) if article is not None else Evidence(graph)]
    return given


def claims_of(store: Store, fact: Fact) -> Iterator[NamedNode]:
    """The claims that state this very triple."""
    s, p, o = fact
    for quad in store.quads_for_pattern(None, SUBJECT, s, None):
        claim = quad.subject
        if isinstance(claim, NamedNode) and not is_inferred(quad):
            same_p = next(iter(store.quads_for_pattern(claim, PREDICATE, p, None)), None)
            same_o = next(iter(store.quads_for_pattern(claim, OBJECT, o, None)), None)
            if same_p is not None and same_o is not None:
                yield claim


def _in_article(store: Store, article: NamedNode, thing: NamedNode) -> Iterator[Evidence]:
    """The first sentence of an article that says anything of a thing, else the place that names it."""
    found: list[tuple[bool, int, str, NamedNode]] = []
    for part in (SUBJECT, OBJECT):
        for quad in store.quads_for_pattern(None, part, thing, article):
            claim = quad.subject
            if isinstance(claim, NamedNode):
                names_only = next(iter(store.quads_for_pattern(claim, SUBJECT, article, None)), None) is not None
                starts = [
                    int(q.object.value)
                    for q in store.quads_for_pattern(claim, None, None, None)
                    if q.predicate.value.endswith("/def/start") and isinstance(q.object, Literal)
                ]
                found.append((names_only, min(starts, default=0), claim.value, claim))
    for *_, claim in sorted(found, key=lambda item: item[:3])[:1]:
        yield from quotes_of(store, claim)


def _derived(store: Store, subject: Term) -> Iterator[NamedNode]:
    """The claims that a node (a post, a collaboration) is made from."""
    if isinstance(subject, NamedNode):
        for value in _values(store, subject, DERIVED_FROM):
            if isinstance(value, NamedNode):
                yield value


def quotes_of(store: Store, claim: NamedNode) -> Iterator[Evidence]:
    """The sentences of one claim, each with its article."""
    quotes = [
        quad.object.value
        for quad in store.quads_for_pattern(claim, None, None, None)
        if quad.predicate.value.endswith("/def/quote") and isinstance(quad.object, Literal)
    ]
    for article in _values(store, claim, QUOTED_FROM):
        if isinstance(article, NamedNode):
            place = _of_article(store, article)
            for quote in quotes:
                yield Evidence(place.where, place.title, place.date, quote, place.own_words, claim.value)


def _of_article(store: Store, article: NamedNode) -> Evidence:
    titles = sorted(t.value for t in _values(store, article, HEADLINE) if isinstance(t, Literal))
    dates = sorted(d.value for d in _values(store, article, PUBLISHED) if isinstance(d, Literal))
    retold = any(True for _ in _values(store, article, BASED_ON))
    return Evidence(article.value, next(iter(titles), None), next(iter(dates), None), own_words=retold)


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> Iterable[Term]:
    return (quad.object for quad in store.quads_for_pattern(subject, predicate, None, None))
