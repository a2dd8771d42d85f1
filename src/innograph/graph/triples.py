"""One article's facts as quads, in the terms of design/model.md. Pure: the same facts give the same quads.

Everything here goes into the article's own graph, so that a changed or withdrawn article is one graph to
replace. What depends on several articles (names) or on none (registry, themes, ontology) is in labels.py and
given.py.
The article's body is never written: of its words only headline, names and the quotes of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, cast

from pyoxigraph import Literal, NamedNode, Quad

from innograph import __version__
from innograph.facts import Claim, Facts
from innograph.graph.revisions import revision_statements
from innograph.graph.vocabulary import (
    DCTERMS,
    FOAF,
    ORG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    A,
    Vocabulary,
    count,
    date,
    decimal,
    primary,
    text,
)
from innograph.iri import EU_COUNTRY, short_hash, slugify
from innograph.link.registry import Registry

Term = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Term]

#: What `rule` says of a claim that is no relation but the mere presence of a name.
MENTION_RULE = "mention"
#: What `extractor` says of a claim that a person added.
CORRECTION = "correction"
OWN_WORDS = {
    "en": "Retold in our own words: the sentences quoted from this article are not those of its source.",
    "sv": "Återberättad med våra egna ord: de meningar som citeras ur artikeln är inte källans.",
}
LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}
#: Relations of a person to an organisation that are a post there.
_POSTS = frozenset({"worksFor", "leads", "memberOf"})


class Evidence(NamedTuple):
    """A claim as a node of the graph: what it says, and where the text says it."""

    node: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: Term
    confidence: float
    rule: str
    extractor: str
    start: int
    end: int
    quote: str

    @property
    def rank(self) -> tuple[float, str, int]:
        """Smaller is to be preferred where two rules find one relation at one place."""
        return -self.confidence, self.rule, self.end


class Post(NamedTuple):
    """A person's post at an organisation, with the claims that say so; `title` is the claim of a title."""

    node: NamedNode
    person: NamedNode
    organization: NamedNode
    title: Evidence | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class ArticleGraph:
    """Writes one article's facts; `quads()` gives them all."""

    facts: Facts
    registry: Registry
    vocabulary: Vocabulary

    @property
    def node(self) -> NamedNode:
        return NamedNode(self.facts.iri)

    def quads(self) -> Iterator[Quad]:
        """Every quad of the article's graph; one may come twice."""
        graph = self.node
        for subject, predicate, object_ in self.statements():
            yield Quad(subject, predicate, object_, graph)

    def statements(self) -> Iterator[Statement]:
        """Every triple of the article's graph; one may come twice."""
        yield from self._article()
        yield from self._entities()
        for item in self.evidence:
            yield from self._claim(item)
        for extractor in sorted({item.extractor for item in self.evidence}):
            yield from extraction(extractor, self.vocabulary)
        yield from self._collaborations()
        yield from self._memberships()
        if self.facts.revisions:
            yield from revision_statements(self.facts, self.vocabulary)

    def names(self) -> Iterator[tuple[str, str, str]]:
        """IRI, name and language of what this graph adds to the article's entities: titles and publisher."""
        language = primary(self.facts.article.language)
        for post in self.posts:
            if post.title is not None:
                yield role_node(post.title.object, self.vocabulary).value, post.title.object.value, language
        publisher = self._publisher()
        if publisher and self.facts.article.publisher:
            yield publisher.value, self.facts.article.publisher, language

    # The article

    def _article(self) -> Iterator[Statement]:
        article, node, term = self.facts.article, self.node, self.vocabulary.term
        yield node, A, term("Article")
        yield node, DCTERMS.identifier, Literal(article.id)
        yield node, SCHEMA.inLanguage, Literal(article.language)
        if article.title:
            yield node, SCHEMA.headline, text(article.title, article.language)
        if article.date and (published := date(article.date)):
            yield node, SCHEMA.datePublished, published
        if article.licence:
            licence = LICENCES.get(article.licence) or (article.licence if is_iri(article.licence) else None)
            if licence:
                yield node, DCTERMS.license, NamedNode(licence)
            else:
                yield node, DCTERMS.rights, Literal(article.licence)
        sources = [NamedNode(source) for source in article.sources if is_iri(source)]
        publisher = self._publisher()
        if article.own_words:
            for language, note in OWN_WORDS.items():
                yield node, SKOS.note, text(note, language)
            for source in sources:
                yield node, SCHEMA.isBasedOn, source
                yield source, A, SCHEMA.WebPage
            # It is the source that has the publisher; the wording of the retelling is not the publisher's.
            if publisher and sources:
                yield sources[0], SCHEMA.publisher, publisher
        else:
            if article.url and is_iri(article.url):
                yield node, SCHEMA.url, NamedNode(article.url)
            for address in article.addresses:
                if is_iri(address):
                    yield node, SCHEMA.url, NamedNode(address)
            for source in sources:
                if source.value != article.url and source.value not in article.addresses:
                    yield node, DCTERMS.source, source
            if publisher:
                yield node, SCHEMA.publisher, publisher
        if publisher and self.vocabulary.kind(publisher.value) == "publisher":
            yield publisher, A, FOAF.Agent

    def _publisher(self) -> NamedNode | None:
        name = self.facts.article.publisher
        iri = publisher_iri(name, self.registry, self.vocabulary) if name else None
        return NamedNode(iri) if iri else None

    # Entities

    def _entities(self) -> Iterator[Statement]:
        for entity in self.facts.entities:
            node = NamedNode(entity.iri)
            if entity.type == "Country":
                yield node, A, place_class(entity.iri)
            elif entity.type == "Theme":
                yield node, A, self.vocabulary.term("Theme")
            else:
                yield node, A, self.vocabulary.expand(entity.cls)

    # Claims

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The claims of this article, each with its node, in the order of the text."""
        best: dict[NamedNode, Evidence] = {}
        for claim in (*self.facts.claims, *self._mentions()):
            item = self._as_evidence(claim)
            former = best.get(item.node)
            # Two rules may find one relation in one sentence: one claim, by the rule that is surer of it.
            if former is None or item.rank < former.rank:
                best[item.node] = item
        return tuple(sorted(best.values(), key=lambda e: (e.start, e.end, e.node.value)))

    def _as_evidence(self, claim: Claim) -> Evidence:
        subject, object_ = claim.subject, claim.object
        if claim.predicate == "collaboratesWith" and object_ < subject:
            subject, object_ = object_, subject  # symmetric: said once, in the order of the IRIs
        return self._node_of(
            NamedNode(subject),
            claim.predicate,
            text(object_, primary(self.facts.article.language)) if claim.has_literal else NamedNode(object_),
            claim,
        )

    def _node_of(self, subject: NamedNode, predicate: str, object_: Term, claim: Claim) -> Evidence:
        """The node that says that `claim`'s place in the text supports this statement."""
        name = short_hash(self.facts.iri, subject.value, predicate, object_.value, str(claim.start))
        return Evidence(
            self.vocabulary.thing("claim", name),
            subject,
            self.vocabulary.term(predicate),
            object_,
            claim.confidence,
            claim.rule,
            claim.extractor,
            claim.start,
            claim.end,
            claim.quote,
        )

    def _mentions(self) -> Iterator[Claim]:
        """That the article names an entity, proved by the first place where it does."""
        for entity in self.facts.entities:
            if entity.mentions:
                first = min(entity.mentions)
                yield Claim(
                    self.facts.iri,
                    "mentions",
                    entity.iri,
                    1.0,
                    MENTION_RULE,
                    first.start,
                    first.end,
                    first.text,
                )

    def _claim(self, item: Evidence) -> Iterator[Statement]:
        term, node = self.vocabulary.term, item.node
        yield item.subject, item.predicate, item.object
        yield node, A, term("Claim")
        yield node, RDF.subject, item.subject
        yield node, RDF.predicate, item.predicate
        yield node, RDF.object, item.object
        yield node, term("quote"), text(item.quote, self.facts.article.language)
        yield node, term("start"), count(item.start)
        yield node, term("end"), count(item.end)
        yield node, term("confidence"), decimal(item.confidence)
        yield node, term("rule"), Literal(item.rule)
        yield node, PROV.wasQuotedFrom, self.node
        yield node, PROV.wasGeneratedBy, activity(item.extractor, self.vocabulary)

    # What several claims say together

    def _collaborations(self) -> Iterator[Statement]:
        """Who works with whom as a node, with the themes that the very sentence names."""
        term = self.vocabulary.term
        themes = [e for e in self.facts.entities if e.type == "Theme"]
        for item in self.evidence:
            if item.predicate != term("collaboratesWith") or not isinstance(item.object, NamedNode):
                continue
            node = self.vocabulary.thing("collaboration", pair_slug(item.subject.value, item.object.value))
            yield node, A, term("Collaboration")
            yield node, term("hasPartner"), item.subject
            yield node, term("hasPartner"), item.object
            yield node, PROV.wasDerivedFrom, item.node
            for theme in themes:
                if any(item.start <= m.start and m.end <= item.end for m in theme.mentions):
                    claim = Claim(
                        node.value, "hasTheme", theme.iri, item.confidence, f"{item.rule}+theme",
                        item.start, item.end, item.quote, item.extractor,
                    )  # fmt: skip
                    yield from self._claim(self._node_of(node, "hasTheme", NamedNode(theme.iri), claim))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Who holds which post where, as far as this one article says all of it."""
        term = self.vocabulary.term
        types = {e.iri: e.type for e in self.facts.entities}
        predicates = {term(name) for name in _POSTS}
        at: dict[NamedNode, dict[NamedNode, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        titles: dict[NamedNode, list[Evidence]] = defaultdict(list)
        for item in self.evidence:
            if types.get(item.subject.value) != "Person":
                continue
            if item.predicate == term("hasRole"):
                titles[item.subject].append(item)
            elif item.predicate in predicates and types.get(item.object.value) == "Organization":
                at[item.subject][cast(NamedNode, item.object)].append(item)
        posts = []
        for person, organizations in at.items():
            for organization, here in organizations.items():
                # A title belongs to the post that the same sentence speaks of; with one post there is no
                # doubt.
                own: list[Evidence | None] = [
                    title
                    for title in titles[person]
                    if len(organizations) == 1 or any(p.start < title.end and title.start < p.end for p in here)
                ]
                for held in own or [None]:
                    node = self._membership(person, organization, held)
                    posts.append(Post(node, person, organization, held, tuple(here)))
        return tuple(posts)

    def _memberships(self) -> Iterator[Statement]:
        for post in self.posts:
            yield post.node, A, ORG.Membership
            yield post.node, ORG.member, post.person
            yield post.node, ORG.organization, post.organization
            if post.title is not None:
                role = role_node(post.title.object, self.vocabulary)
                yield post.node, ORG.role, role
                yield role, A, ORG.Role  # a skos:Concept, by ORG's own definition
                yield role, A, SKOS.Concept
            for item in (*post.evidence, *([post.title] if post.title else [])):
                yield post.node, PROV.wasDerivedFrom, item.node

    def _membership(self, person: NamedNode, organization: NamedNode, title: Evidence | None) -> NamedNode:
        parts = [slug_of(person.value), slug_of(organization.value)]
        if title is not None:
            parts.append(slug_of(role_node(title.object, self.vocabulary).value))
        return self.vocabulary.thing("membership", "--".join(parts))


def extraction(extractor: str, vocabulary: Vocabulary) -> Iterator[Statement]:
    """The program that found claims, and its work. No clock: two runs of one version are one."""
    work, name = activity(extractor, vocabulary), versioned(extractor)
    program = vocabulary.thing("software", slugify_version(name))
    yield work, A, PROV.Activity
    if extractor == CORRECTION:
        return  # people's work: the claim says whose (graph/revisions.py)
    yield work, PROV.wasAssociatedWith, program
    yield program, A, PROV.SoftwareAgent
    yield program, SCHEMA.name, Literal(extractor)
    if extractor == "innograph":
        yield program, SCHEMA.softwareVersion, Literal(__version__)


def versioned(extractor: str) -> str:
    """The extractor's name with its version, where it is this program."""
    return f"{extractor}-{__version__}" if extractor == "innograph" else extractor


def slugify_version(name: str) -> str:
    """A slug that keeps the dots of a version: `innograph-0.1.0`."""
    return ".".join(slugify(part) for part in name.split("."))


@lru_cache(maxsize=64)
def activity(extractor: str, vocabulary: Vocabulary) -> NamedNode:
    """The work of one version of an extractor."""
    return vocabulary.thing("extraction", slugify_version(versioned(extractor)))


def role_node(title: Term, vocabulary: Vocabulary) -> NamedNode:
    """The concept of a title. The language is part of its name: a `direktor` is not the same everywhere."""
    language = title.language if isinstance(title, Literal) else None
    return vocabulary.thing("role", f"{primary(language or 'und')}-{slugify(title.value)}")


def publisher_iri(name: str, registry: Registry, vocabulary: Vocabulary) -> str:
    """Who publishes: the actor of the registry that alone has this name, else an agent of its own."""
    actors = registry_names(registry).get(name.casefold(), [])
    return actors[0] if len(actors) == 1 else vocabulary.thing("publisher", slugify(name)).value


_NAMES: dict[int, tuple[Registry, dict[str, list[str]]]] = {}


def registry_names(registry: Registry) -> dict[str, list[str]]:
    """Folded name → IRIs of the actors that have it; made once a registry."""
    known = _NAMES.get(id(registry))
    if known is None or known[0] is not registry:
        names: dict[str, set[str]] = defaultdict(set)
        for iri, actor in registry.actors.items():
            for name in actor.names:
                names[name.text.casefold()].add(iri)
        _NAMES.clear()
        _NAMES[id(registry)] = known = (registry, {name: sorted(iris) for name, iris in names.items()})
    return known[1]


def place_class(iri: str) -> NamedNode:
    """The class of a country or a bloc of countries."""
    return SCHEMA.Country if iri.startswith(EU_COUNTRY) else SCHEMA.Place


def pair_slug(a: str, b: str) -> str:
    """The slug of a pair, the same in either order: `vinnova--upphandlingsmyndigheten` sorted."""
    return "--".join(sorted((slug_of(a), slug_of(b))))


def slug_of(iri: str) -> str:
    """The last part of an IRI, with its kind where that is a place: `country-swe`, `vinnova`."""
    head, _, last = iri.rpartition("/")
    if iri.startswith(EU_COUNTRY):
        return f"country-{slugify(last)}"
    return f"place-{last}" if head.endswith("/place") else last


def is_iri(value: str) -> bool:
    """Whether this can stand as an IRI: absolute, and without what IRIs may not hold."""
    if not value.startswith(("http://", "https://", "urn:")):
        return False
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True
