"""What a graph knows of one thing, ready to be shown: its names, its facts with their sentences, the articles that name
it; and the triples of its document.

Everything is looked up by the thing's own IRI, so that a server can show one page of a large graph without reading the
rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.export.xml import to_xml_text
from innograph.graph.vocabulary import ADMS, DCTERMS, FOAF, OWL, PROV, RDF, SCHEMA, SKOS
from innograph.iri import EU_COUNTRY
from innograph.publish.negotiation import PAGES

if TYPE_CHECKING:
    from innograph.store import GraphStore

#: Our relations in the order in which a page tells them; the other way round where the thing is their object.
RELATIONS = (
    "hasRole", "leads", "worksFor", "collaboratesWith", "partOf", "memberOf", "assignedTo", "assignedBy", "funds",
    "organizes", "participatesIn", "hasTheme", "about",
)  # fmt: skip
#: Classes by name, the most telling first; what reasoning adds comes after.
CLASSES = (
    "Article", "GovernmentAssignment", "Theme", "Event", "Project", "PublicAgency", "Ministry", "Government", "Region",
    "Municipality", "University", "ResearchInstitute", "CompetenceCentre", "EUBody", "Council", "Network", "Company",
    "Association",
)  # fmt: skip
_BY_KIND = {
    "organization": "Organization", "person": "Person", "place": "Place", "article": "Article", "theme": "Theme",
    "assignment": "GovernmentAssignment", "project": "Project", "event": "Event",
}  # fmt: skip
#: Claims that a reader remembers at once, about 1 kB each.
_REMEMBERED = 50_000
_SYMMETRIC = frozenset({"collaboratesWith"})
#: Marks that turn the direction of text, and other characters that show nothing.
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as others cite it. `retold` says that its wording is ours and not that of `url`."""

    iri: str
    title: str
    date: str
    url: str
    publisher: str
    language: str
    retold: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence that says a fact, and where it stands."""

    claim: str
    text: str
    language: str
    start: int
    confidence: float
    rule: str
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation to another thing, or to a text such as a title; `inverse` says that the other one is its subject.

    `other` is an IRI, or "" for a text. `label` is how the other is shown, with its `language`.
    """

    predicate: str
    inverse: bool
    other: str
    label: str
    language: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article says: subject and object by IRI ("" for a text) and label, and the sentence."""

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as its page shows it. Texts are as the graph has them, without characters that HTML cannot hold.

    `facts` stand in the order of RELATIONS, those with most sentences first. `mentions` are the articles that name it,
    newest first; of an article, `mentioned` are the things that it names and `statements` what it says, in the order of
    its text. `located` are the organisations that have a place as their country, `engaged` the themes that an
    organisation has to do with by what follows from its facts, `links` addresses elsewhere by kind.
    """

    iri: str
    kind: str
    cls: str
    label: str
    language: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    definition: str = ""
    facts: tuple[Fact, ...] = ()
    mentions: tuple[Source, ...] = ()
    mentioned: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    country: str = ""
    located: tuple[str, ...] = ()
    engaged: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source: Source | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads things from a store; remembers names and articles, which many pages need."""

    store: GraphStore
    language: str = "sv"
    _labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _claims: dict[str, tuple[str, ox.NamedNode | ox.Literal, str, Quote] | None] = field(default_factory=dict)

    def things(self) -> list[str]:
        """The IRIs of everything that can have a page, by kind in the order of PAGES, then by IRI."""
        found: dict[str, set[str]] = defaultdict(set)
        head = f"{self.store.base}id/"
        for predicate in (SKOS.prefLabel, SCHEMA.headline, RDF.type):
            for quad in self.store.union.quads_for_pattern(None, predicate, None, None):
                iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
                if (kind := self.kind(iri)) is not None and not (iri.startswith(head) and iri.endswith("/")):
                    found[kind].add(iri)
        return [iri for kind in PAGES for iri in sorted(found[kind])]

    def kind(self, iri: str) -> str | None:
        """The kind of page that a thing has; None where it has none."""
        kind = "place" if iri.startswith(EU_COUNTRY) else self.store.vocabulary.kind(iri)
        return kind if kind in PAGES else None

    def label(self, iri: str) -> tuple[str, str]:
        """The name to show and its language: in the reader's language, else Swedish, English, the first there is."""
        known = self._labels.get(iri)
        if known is None:
            known = self._labels[iri] = self._find_label(iri)
        return known

    def _find_label(self, iri: str) -> tuple[str, str]:
        for predicate in (SKOS.prefLabel, SCHEMA.headline, DCTERMS.title):
            names = {o.language or "und": _shown(o.value) for o in self._literals(iri, predicate)}
            for tag in (self.language, "sv", "en", *sorted(names)):
                if names.get(tag):
                    return names[tag], tag
        if partners := self._iris(iri, self.store.vocabulary.term("hasPartner")):
            return " + ".join(self.label(partner)[0] for partner in partners), ""
        return iri.rstrip("/").rpartition("/")[2].replace("-", " ") or iri, ""

    def source(self, iri: str) -> Source:
        """An article as others cite it."""
        known = self._sources.get(iri)
        if known is None:
            based = self._iris(iri, SCHEMA.isBasedOn)
            url = next(iter(self._iris(iri, SCHEMA.url) or based), "")
            publishers = [p for s in (iri, url) if s for p in self._iris(s, SCHEMA.publisher)]
            known = self._sources[iri] = Source(
                iri=iri,
                title=self.label(iri)[0],
                date=min((o.value for o in self._literals(iri, SCHEMA.datePublished)), default=""),
                url=url,
                publisher=self.label(publishers[0])[0] if publishers else "",
                language=min((o.value for o in self._literals(iri, SCHEMA.inLanguage)), default=""),
                retold=bool(based) and not self._iris(iri, SCHEMA.url),
            )
        return known

    def read(self, iri: str) -> Thing | None:
        """Everything that a page shows of a thing; None where the graph does not have it or it is no such thing."""
        kind = self.kind(iri)
        node = _node(iri)
        if kind is None or node is None or not self._is_there(node):
            return None
        label, language = self.label(iri)
        labels = {(o.language or "und", _shown(o.value)) for o in self._literals(iri, SKOS.prefLabel)}
        aliases = {(o.language or "und", _shown(o.value)) for o in self._literals(iri, SKOS.altLabel)} - labels
        facts, mentions, mentioned = self._facts(node)
        is_theme = kind == "theme"
        return Thing(
            iri=iri,
            kind=kind,
            cls=self._class(iri, kind),
            label=label,
            language=language,
            labels=tuple(sorted(labels - {(language, label)})),
            aliases=tuple(sorted(aliases)),
            definition=self._text(iri, SKOS.definition),
            facts=facts,
            mentions=mentions,
            mentioned=mentioned,
            statements=tuple(self._statements(node)) if kind == "article" else (),
            country=next(iter(self._iris(iri, self.store.vocabulary.term("country"))), ""),
            located=tuple(self._located(node)) if kind == "place" else (),
            engaged=tuple(self._by_label(self._iris(iri, self.store.vocabulary.term("engagedIn")))),
            numbers=tuple(self._numbers(iri)),
            links=tuple(self._links(iri)),
            broader=tuple(self._iris(iri, SKOS.broader)) if is_theme else (),
            narrower=tuple(self._iris(iri, SKOS.narrower)) if is_theme else (),
            related=tuple(self._iris(iri, SKOS.related)) if is_theme else (),
            source=self.source(iri) if kind == "article" else None,
            notes=tuple(sorted((o.language or "", _shown(o.value)) for o in self._literals(iri, SKOS.note))),
        )

    def document(self, iri: str) -> list[ox.Triple]:
        """The triples of a thing's document, sorted: what is stated of it and by it, each relation with its claim, and
        the names of all that they speak of. Of an article, all that it says.

        What reasoning adds is left out but for the thing's own classes.
        """
        node = _node(iri)
        found: set[ox.Triple] = set()
        if node is None:
            return []
        store, inferred = self.store.oxigraph, self.store.vocabulary.inferred
        nodes = {node}
        for quad in store.quads_for_pattern(node, None, None, None):
            if quad.graph_name != inferred or quad.predicate == RDF.type:
                found.add(quad.triple)
        for quad in store.quads_for_pattern(None, None, node, None):
            # What the ontology and the other themes say of a thing is theirs to say.
            if quad.graph_name != inferred and isinstance(quad.subject, ox.NamedNode):
                found.add(quad.triple)
                kind = self.store.vocabulary.kind(quad.subject.value)
                if kind in ("claim", "collaboration", "membership"):
                    nodes.add(quad.subject)
        if self.store.vocabulary.kind(iri) == "article":
            found |= {quad.triple for quad in store.quads_for_pattern(None, None, None, node)}
        for other in sorted(nodes | set(_parts(found)), key=str):
            for quad in store.quads_for_pattern(other, None, None, None):
                if quad.graph_name != inferred:
                    found.add(quad.triple)
        named = {end for t in found for end in (t.subject, t.object) if isinstance(end, ox.NamedNode)} - {node}
        for other in named:
            if self.kind(other.value) is not None or self.store.vocabulary.kind(other.value) == "role":
                for predicate in (SKOS.prefLabel, SCHEMA.headline, SCHEMA.datePublished, SCHEMA.url, SCHEMA.isBasedOn):
                    found |= {q.triple for q in self.store.union.quads_for_pattern(other, predicate, None, None)}
        return sorted(found, key=str)

    def evidence(self, subject: str, predicate: str, object_: str) -> list[Quote]:
        """The sentences that say one relation, by its name in the ontology, in the order of their articles' dates."""
        ends = _node(subject), _node(object_)
        if ends[0] is None or ends[1] is None:
            return []
        claims = [
            {q.subject.value for q in self.store.union.quads_for_pattern(None, part, end, None)
             if isinstance(q.subject, ox.NamedNode)}
            for part, end in ((RDF.subject, ends[0]), (RDF.object, ends[1]))
        ]  # fmt: skip
        found = [said for iri in claims[0] & claims[1] if (said := self._claim(iri)) and said[0] == predicate]
        return sorted((said[3] for said in found), key=lambda q: (q.source.date, q.source.iri, q.start, q.claim))

    def is_there(self, iri: str) -> bool:
        """Whether the graph says anything of a thing, of whatever kind."""
        node = _node(iri)
        return node is not None and self._is_there(node)

    def _is_there(self, node: ox.NamedNode) -> bool:
        return next(iter(self.store.union.quads_for_pattern(node, None, None, None)), None) is not None

    def _class(self, iri: str, kind: str) -> str:
        own = f"{self.store.base}def/"
        names = {c.removeprefix(own) for c in self._iris(iri, RDF.type)}
        return next((name for name in CLASSES if name in names), _BY_KIND[kind])

    def _facts(self, node: ox.NamedNode) -> tuple[tuple[Fact, ...], tuple[Source, ...], tuple[str, ...]]:
        """Relations with their sentences; the articles that name the thing; the things that it names."""
        quotes: dict[tuple[str, bool, str, str, str], set[Quote]] = defaultdict(set)
        articles: set[str] = set()
        mentioned: dict[str, int] = {}
        for inverse, part in ((False, RDF.subject), (True, RDF.object)):
            for quad in self.store.union.quads_for_pattern(None, part, node, None):
                claim = self._claim(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
                if claim is None:
                    continue
                predicate, object_, subject, quote = claim
                if predicate == "mentions":
                    if inverse:
                        articles.add(subject)
                    elif isinstance(object_, ox.NamedNode):
                        mentioned[object_.value] = min(quote.start, mentioned.get(object_.value, quote.start))
                    continue
                if predicate not in RELATIONS:
                    continue
                turned = inverse and predicate not in _SYMMETRIC
                if inverse:
                    key = (predicate, turned, subject, *self.label(subject))
                elif isinstance(object_, ox.Literal):
                    key = (predicate, False, "", _shown(object_.value), object_.language or "")
                else:
                    key = (predicate, turned, object_.value, *self.label(object_.value))
                quotes[key].add(quote)
                if predicate != "about":
                    articles.add(quote.source.iri)
        articles.discard(node.value)

        def order(fact: Fact) -> tuple[int, bool, int, str, str]:
            return (RELATIONS.index(fact.predicate), fact.inverse, -len(fact.quotes), fact.label.casefold(), fact.other)

        facts = [
            Fact(*key, tuple(sorted(found, key=lambda q: (q.source.date, q.source.iri, q.start, q.claim))))
            for key, found in quotes.items()
        ]
        sources = sorted((self.source(iri) for iri in articles), key=lambda s: s.iri)
        sources.sort(key=lambda s: s.date, reverse=True)
        names = sorted(mentioned, key=lambda iri: (mentioned[iri], iri))
        return tuple(sorted(facts, key=order)), tuple(sources), tuple(names)

    def claim(self, iri: str) -> Statement | None:
        """What a claim says, with its sentence; None where there is no such claim."""
        found = self._claim(iri)
        if found is None:
            return None
        predicate, object_, subject, quote = found
        if isinstance(object_, ox.Literal):
            target, label = "", _shown(object_.value)
        else:
            target, label = object_.value, self.label(object_.value)[0]
        return Statement(subject, self.label(subject)[0], predicate, target, label, quote)

    def _statements(self, article: ox.NamedNode) -> list[Statement]:
        quads = self.store.union.quads_for_pattern(None, PROV.wasQuotedFrom, article, None)
        claims = (self.claim(quad.subject.value) for quad in quads if isinstance(quad.subject, ox.NamedNode))
        found = [claim for claim in claims if claim is not None and claim.predicate in RELATIONS]
        return sorted(found, key=lambda s: (s.quote.start, s.subject_label, s.predicate, s.object_label, s.quote.claim))

    def _claim(self, iri: str) -> tuple[str, ox.NamedNode | ox.Literal, str, Quote] | None:
        if iri not in self._claims:
            if len(self._claims) >= _REMEMBERED:
                self._claims.clear()
            self._claims[iri] = self._find_claim(iri)
        return self._claims[iri]

    def _find_claim(self, iri: str) -> tuple[str, ox.NamedNode | ox.Literal, str, Quote] | None:
        own = f"{self.store.base}def/"
        values: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for quad in self.store.union.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                values[quad.predicate.value].append(quad.object)

        def one(name: str) -> ox.NamedNode | ox.Literal | None:
            return min(values.get(name, ()), key=str, default=None)

        subject, predicate, object_ = (one(RDF.iri + part) for part in ("subject", "predicate", "object"))
        quote, article = one(f"{own}quote"), one(PROV.wasQuotedFrom.value)
        start, confidence, rule = one(f"{own}start"), one(f"{own}confidence"), one(f"{own}rule")
        if subject is None or predicate is None or object_ is None or not isinstance(quote, ox.Literal):
            return None
        if not isinstance(article, ox.NamedNode):
            return None
        said = Quote(
            claim=iri,
            text=_shown(quote.value),
            language=quote.language or "",
            start=int(start.value) if start is not None else 0,
            confidence=float(confidence.value) if confidence is not None else 0.0,
            rule=rule.value if rule is not None else "",
            source=self.source(article.value),
        )
        return predicate.value.removeprefix(own), object_, subject.value, said

    def _located(self, place: ox.NamedNode) -> list[str]:
        country = self.store.vocabulary.term("country")
        quads = self.store.union.quads_for_pattern(None, country, place, None)
        found = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return self._by_label(iri for iri in found if self.kind(iri))

    def _by_label(self, iris: Iterable[str]) -> list[str]:
        return sorted(iris, key=lambda iri: (self.label(iri)[0].casefold(), iri))

    def _numbers(self, iri: str) -> Iterator[tuple[str, str]]:
        """Identifiers as pairs of who gives them (the name, or "") and the value."""
        for identifier in self._iris(iri, ADMS.identifier):
            agency = next(iter(self._literals(identifier, ADMS.schemeAgency)), None)
            for notation in self._literals(identifier, SKOS.notation):
                yield (_shown(agency.value) if agency else ""), _shown(notation.value)

    def _links(self, iri: str) -> Iterator[tuple[str, str]]:
        for name, predicate in (
            ("homepage", FOAF.homepage), ("sameAs", OWL.sameAs), ("exactMatch", SKOS.exactMatch),
            ("closeMatch", SKOS.closeMatch), ("broadMatch", SKOS.broadMatch), ("narrowMatch", SKOS.narrowMatch),
            ("relatedMatch", SKOS.relatedMatch), ("basedOn", SCHEMA.isBasedOn), ("url", SCHEMA.url),
        ):  # fmt: skip
            for target in self._iris(iri, predicate):
                if target != iri and not target.startswith(f"{self.store.base}id/"):
                    yield name, target

    def _text(self, iri: str, predicate: ox.NamedNode) -> str:
        texts = {o.language or "": _shown(o.value) for o in self._literals(iri, predicate)}
        return next((texts[tag] for tag in (self.language, "sv", "en", *sorted(texts)) if texts.get(tag)), "")

    def _literals(self, iri: str, predicate: ox.NamedNode) -> list[ox.Literal]:
        node = _node(iri)
        quads = self.store.union.quads_for_pattern(node, predicate, None, None) if node is not None else ()
        found = [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]
        return sorted(found, key=lambda o: (o.language or "", o.value))

    def _iris(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        node = _node(iri)
        quads = self.store.union.quads_for_pattern(node, predicate, None, None) if node is not None else ()
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode))


def _parts(triples: set[ox.Triple]) -> Iterator[ox.NamedNode]:
    """What is a thing of its own only for RDF: identifiers."""
    for triple in triples:
        if triple.predicate == ADMS.identifier and isinstance(triple.object, ox.NamedNode):
            yield triple.object


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _shown(text: str) -> str:
    """A text that HTML can hold and that does not turn the writing of the page around it."""
    return _UNSEEN.sub("", to_xml_text(text)).replace("\ufffd", "") or "?"
