"""What a network is made of, row by row: what each article says of it, and what is said of each thing.

A build keeps the rows beside the store (store/state.py), so that the next one reads those again that a change has to do
with and no others (reader.py). Plain values: they are JSON there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from innograph.iri import EU_COUNTRY
from innograph.view.network import SYMMETRIC, Edge, Evidence, Network, Node, Source

#: Classes in the order in which the first that a thing has is the one to show; what reasoning adds comes
#: after.
CLASSES = {
    "inno:Article": "Article",
    "inno:GovernmentAssignment": "Assignment",
    "inno:Theme": "Theme",
    "inno:Event": "Event",
    "inno:Project": "Project",
    "foaf:Person": "Person",
    "inno:PublicAgency": "Organization",
    "inno:Ministry": "Organization",
    "inno:Government": "Organization",
    "inno:Region": "Organization",
    "inno:Municipality": "Organization",
    "inno:University": "Organization",
    "inno:ResearchInstitute": "Organization",
    "inno:CompetenceCentre": "Organization",
    "inno:EUBody": "Organization",
    "inno:Council": "Organization",
    "inno:Network": "Organization",
    "inno:Company": "Organization",
    "inno:Association": "Organization",
    "org:Organization": "Organization",
    "schema:Country": "Place",
    "schema:Place": "Place",
}
_BY_KIND = {
    "person": "foaf:Person",
    "place": "schema:Place",
    "event": "inno:Event",
    "theme": "inno:Theme",
    "project": "inno:Project",
    "assignment": "inno:GovernmentAssignment",
    "article": "inno:Article",
}


class Thing(TypedDict, total=False):
    """What is said of one thing; what is not said is not there. Languages are `und` where none is given."""

    classes: list[str]
    labels: dict[str, str]
    aliases: list[tuple[str, str]]
    hidden: list[str]
    country: str
    identifiers: list[tuple[str, str]]
    roles: list[tuple[str, str]]
    broader: list[str]
    #: The partners of a collaboration.
    partners: list[str]
    #: Who published a page or an article.
    publisher: str


@dataclass(slots=True)
class Rows:
    """By IRI: what an article's head says (property → values), its claims, and what is said of things.

    A claim is (predicate, subject, object, quote, start, confidence, rule, language of the quote) if it can be drawn,
    ("mentions", subject, object) if it is a mention, and ("", subject) otherwise.
    """

    heads: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    claims: dict[str, list[Any]] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)

    def replace(self, changed: Iterable[str], fresh: Rows) -> None:
        """Have the rows of `fresh`, and no other, of these IRIs."""
        for table, new in zip(self.tables().values(), fresh.tables().values(), strict=True):
            for iri in changed:
                if iri in new:
                    table[iri] = new[iri]
                else:
                    table.pop(iri, None)

    def tables(self) -> dict[str, dict[str, Any]]:
        """The three by name."""
        return {"heads": self.heads, "claims": self.claims, "things": self.things}


def make_network(rows: Rows, base: str, ready: Relations | None = None) -> Network:
    """Everything a view can show of these rows. Sorted: it depends on what they hold and never on their order.

    `ready` are their relations as far as they were known before; they are completed here.
    """
    sources = {iri: _source(iri, head, rows.things) for iri, head in sorted(rows.heads.items())}
    relations = ready if ready is not None and ready.fits(rows) else Relations(rows)
    edges, mentioned = relations.complete(rows), relations.mentioned
    nodes = _nodes(rows.things, mentioned, edges, base)
    kept = [e for e in edges if e.subject in nodes and e.object in nodes]
    about: dict[str, list[str]] = defaultdict(list)
    for edge in kept:
        if edge.predicate == "about":
            about[edge.subject].append(edge.object)
    for iri, themes in about.items():
        if (source := sources.get(iri)) is not None:
            sources[iri] = _about(source, themes)
    return Network(nodes, tuple(kept), sources)


def _source(iri: str, head: Mapping[str, list[str]], things: Mapping[str, Thing]) -> Source:
    # The first source by its address stands for several: an article has one line to say where it is from.
    based = sorted(head.get("isBasedOn", ()))
    urls = head.get("url", ())
    publisher = next((things[s]["publisher"] for s in (iri, min(urls, default=""), *based)
                      if "publisher" in things.get(s, {})), "")  # fmt: skip
    identifier = min(head.get("identifier", ()), default=iri.rpartition("/")[2])
    return Source(
        iri=iri,
        id=identifier,
        title=min(head.get("headline", ()), default=identifier),
        date=_date(head),
        url=min(urls, default="") or (based[0] if based else ""),
        publisher=publisher,
        language=min(head.get("inLanguage", ()), default=""),
        retold=bool(based) and not urls,
    )


def _about(s: Source, themes: Iterable[str]) -> Source:
    return Source(s.iri, s.id, s.title, s.date, s.url, s.publisher, s.language, s.retold, tuple(themes))


class Relations:
    """The relations that claims tell, with their sentences, and for each thing the articles that name it."""

    def __init__(self, rows: Rows, without: Iterable[str] = ()) -> None:
        """Those of all articles but `without`, whose claims are taken as they are when this is completed."""
        self.mentioned: dict[str, set[str]] = defaultdict(set)
        self._evidence: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
        self._themes: dict[str, set[str]] = defaultdict(set)
        self._partners = _partners(rows)
        self._joint: set[str] = set()
        self._later = frozenset(without)
        for article, said in rows.claims.items():
            if article in rows.heads and article not in self._later:
                self._take(article, said)
        #: Relations that are ready as they are, unless more is said of them.
        self._edges: dict[tuple[str, str, str], Edge] = {}
        if self._later:
            shared = self._shared()
            self._edges = {key: self._edge(key, rows, shared) for key in self._evidence}

    def fits(self, rows: Rows) -> bool:
        """Whether what was taken would be taken the same way from these rows, which are others of other articles."""
        others = _partners(rows).keys() ^ self._partners.keys()
        return self._joint.isdisjoint(others) and others.isdisjoint(self.mentioned)

    def complete(self, rows: Rows) -> list[Edge]:
        """All relations, sorted."""
        self._partners = _partners(rows)
        said: set[tuple[str, str, str]] = set()
        for article in self._later & rows.claims.keys() & rows.heads.keys():
            said |= self._take(article, rows.claims[article])
        shared = self._shared()
        found = []
        for key in sorted(self._evidence):
            edge = None if key in said else self._edges.get(key)
            if edge is None or (key[1] in SYMMETRIC and edge.themes != _about_of(key, shared)):
                edge = self._edge(key, rows, shared)
            found.append(edge)
        return found

    def _take(self, article: str, claims: Iterable[Any]) -> set[tuple[str, str, str]]:
        """Take in what an article says; the relations that it tells."""
        evidence, mentioned = self._evidence, self.mentioned
        told = set()
        for name, subject, *rest in claims:
            if subject in self._partners:  # a collaboration is drawn as the line between its partners, not as a thing
                self._joint.add(subject)
                if name == "hasTheme":
                    self._themes[subject].add(rest[0])
                continue
            if name != "mentions" and subject != article:
                mentioned[subject].add(article)
            if not name:
                continue
            target = rest[0]
            mentioned[target].add(article)
            if name == "mentions":
                continue  # said by Node.articles; as edges they come with `--kind articles`
            # The graph says a symmetric relation once, in the order of its ends; make sure of it.
            ends = (target, subject) if name in SYMMETRIC and target < subject else (subject, target)
            _, quote, start, confidence, rule, language = rest
            key = ends[0], name, ends[1]
            evidence[key].add(Evidence(article, start, quote, confidence, rule, language))
            told.add(key)
        return told

    def _shared(self) -> dict[tuple[str, str], set[str]]:
        """Pairs of partners → the themes of what they do together."""
        shared: dict[tuple[str, str], set[str]] = defaultdict(set)
        for collaboration, members in self._partners.items():
            if themes := self._themes.get(collaboration):
                for a in members:
                    for b in members:
                        if a < b:
                            shared[a, b] |= themes
        return shared

    def _edge(self, key: tuple[str, str, str], rows: Rows, shared: Mapping[tuple[str, str], set[str]]) -> Edge:
        found = self._evidence[key]

        def order(e: Evidence) -> tuple[str, str, int, str, str, float]:
            return (_date(rows.heads[e.article]), e.article, e.start, e.rule, e.quote, e.confidence)

        return Edge(*key, tuple(sorted(found, key=order) if len(found) > 1 else found), _about_of(key, shared))


def _about_of(key: tuple[str, str, str], shared: Mapping[tuple[str, str], set[str]]) -> tuple[str, ...]:
    subject, name, target = key
    return tuple(sorted(shared.get((subject, target), ()))) if name in SYMMETRIC else ()


def _partners(rows: Rows) -> dict[str, list[str]]:
    return {iri: thing["partners"] for iri, thing in rows.things.items() if "partners" in thing}


def _date(head: Mapping[str, list[str]]) -> str:
    return min(head.get("datePublished", ()), default="")


def _nodes(
    things: Mapping[str, Thing], mentioned: Mapping[str, set[str]], edges: Iterable[Edge], base: str
) -> dict[str, Node]:
    """What is known of each thing that an article names or that a relation holds, and of broader themes."""
    wanted = set(mentioned) | {iri for e in edges for iri in (e.subject, e.object)}
    wanted |= {thing["country"] for thing in things.values() if "country" in thing}
    queue = list(wanted)
    while queue:
        new = set(things.get(queue.pop(), {}).get("broader", ())) - wanted
        wanted |= new
        queue.extend(new)
    found = {}
    for iri in sorted(wanted):
        thing = things.get(iri, {})
        cls = _class_of(iri, thing.get("classes", ()), base)
        labels = dict(sorted(thing.get("labels", {}).items()))
        told = set(labels.items())
        found[iri] = Node(
            iri=iri,
            type=CLASSES[cls],
            cls=cls,
            labels=labels or {"und": _readable(iri)},
            aliases=tuple(sorted({(tongue, name) for tongue, name in thing.get("aliases", ())} - told)),
            hidden=tuple(sorted(thing.get("hidden", ()))),
            identifiers=tuple(sorted((kind, value) for kind, value in thing.get("identifiers", ()))),
            roles=tuple(sorted((title, where) for title, where in thing.get("roles", ()))),
            country=thing.get("country", ""),
            articles=tuple(sorted(mentioned.get(iri, ()))),
            broader=tuple(sorted(thing.get("broader", ()))),
        )
    return found


def _class_of(iri: str, classes: Iterable[str], base: str) -> str:
    """The most telling class that is given; by the IRI where none is."""
    given = set(classes)
    for name in CLASSES:
        if name in given:
            return name
    if iri.startswith(EU_COUNTRY):
        return "schema:Country"
    return _BY_KIND.get(iri.removeprefix(f"{base}id/").partition("/")[0], "org:Organization")


def _readable(iri: str) -> str:
    """A name for a thing that has none: the end of its IRI."""
    return iri.rstrip("/").rpartition("/")[2].replace("-", " ") or iri
