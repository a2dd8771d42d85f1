"""Reading a network from a store, with a handful of SPARQL queries over the union of all graphs.

What comes out is sorted: it depends on what the store holds and never on the order in which it holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from innograph.errors import StoreError
from innograph.iri import EU_COUNTRY
from innograph.view.network import PREDICATES, SYMMETRIC, Edge, Evidence, Network, Node, Readable, Source

_PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
#: Classes in the order in which the first that a thing has is the one to show; what reasoning adds comes
#: after.
_CLASSES = {
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


def read_network(store: Readable) -> Network:
    """Everything a view can show of a store.

    Raises StoreError when the store cannot be read.
    """
    reader = _Reader(store)
    try:
        return reader.network()
    except OSError as error:
        raise StoreError(f"the graph cannot be read: {error}; build it again with `innograph build`") from error


class _Reader:
    """Reads one store; keeps its base IRI."""

    def __init__(self, store: Readable) -> None:
        self.store = store
        self.base = base = store.base
        self.prefixes = {**_PREFIXES, "inno": f"{base}def/"}

    def rows(self, query: str) -> Iterator[Any]:
        """The solutions of a SELECT."""
        yield from self.store.query(query, prefixes=self.prefixes)

    def network(self) -> Network:
        sources = self.sources()
        edges, mentioned = self.relations(sources)
        nodes = self.nodes(mentioned, edges)
        kept = [e for e in edges if e.subject in nodes and e.object in nodes]
        about: dict[str, list[str]] = defaultdict(list)
        for edge in kept:
            if edge.predicate == "about":
                about[edge.subject].append(edge.object)
        sources = {iri: replace(source, themes=tuple(about[iri])) for iri, source in sources.items()}
        return Network(nodes, tuple(kept), sources)

    def sources(self) -> dict[str, Source]:
        values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        query = """SELECT ?a ?p ?v WHERE { ?a a inno:Article ; ?p ?v .
            VALUES ?p { dcterms:identifier schema:headline schema:datePublished schema:url schema:isBasedOn
                        schema:inLanguage schema:publisher } }"""
        for row in self.rows(query):
            values[row["a"].value][row["p"].value.rpartition("/")[2]].append(row["v"].value)
        publishers: dict[str, str] = {}
        for row in self.rows("SELECT ?s ?n WHERE { ?s schema:publisher ?p . ?p skos:prefLabel ?n } ORDER BY ?s ?n"):
            publishers.setdefault(row["s"].value, row["n"].value)
        found = {}
        for iri, given in sorted(values.items()):
            # The first source by its address stands for several: an article has one line to say where it is
            # from.
            based = sorted(given["isBasedOn"])
            url = min(given["url"], default="") or (based[0] if based else "")
            publisher = next((publishers[s] for s in (iri, url, *based) if s in publishers), "")
            identifier = min(given["identifier"], default=iri.rpartition("/")[2])
            found[iri] = Source(
                iri=iri,
                id=identifier,
                title=min(given["headline"], default=identifier),
                date=min(given["datePublished"], default=""),
                url=url,
                publisher=publisher,
                language=min(given["inLanguage"], default=""),
                retold=bool(based) and not given["url"],
            )
        return found

    def relations(self, sources: dict[str, Source]) -> tuple[list[Edge], dict[str, set[str]]]:
        """The relations with their sentences, and for each thing the articles that name it."""
        evidence: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
        mentioned: dict[str, set[str]] = defaultdict(set)
        query = """SELECT ?s ?p ?o ?a ?q ?start ?c ?rule WHERE {
            ?claim a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasQuotedFrom ?a ;
                   inno:quote ?q ; inno:start ?start ; inno:confidence ?c ; inno:rule ?rule . }"""
        own = f"{self.base}def/"
        partners = self.collaborations()
        themes: dict[str, set[str]] = defaultdict(set)
        for row in self.rows(query):
            name = row["p"].value.removeprefix(own)
            subject, article = row["s"].value, row["a"].value
            if article not in sources:
                continue
            if subject in partners:  # a collaboration is drawn as the line between its partners, not as a thing
                if name == "hasTheme":
                    themes[subject].add(row["o"].value)
                continue
            if name != "mentions" and subject != article:
                mentioned[subject].add(article)
            target = row["o"]
            if _is_literal(target) or name not in PREDICATES:
                continue
            mentioned[target.value].add(article)
            if name == "mentions":
                continue  # said by Node.articles; as edges they come with `--kind articles`
            # The graph says a symmetric relation once, in the order of its ends; make sure of it.
            ends = (subject, target.value)
            if name in SYMMETRIC:
                ends = (min(ends), max(ends))
            evidence[ends[0], name, ends[1]].add(
                Evidence(
                    article,
                    int(row["start"].value),
                    row["q"].value,
                    float(row["c"].value),
                    row["rule"].value,
                    row["q"].language or "",
                )
            )

        shared: dict[tuple[str, str], set[str]] = defaultdict(set)
        for collaboration, members in partners.items():
            for a in members:
                for b in members:
                    if a < b:
                        shared[a, b] |= themes[collaboration]

        def about_of(key: tuple[str, str, str]) -> tuple[str, ...]:
            subject, name, target = key
            return tuple(sorted(shared.get((subject, target), ()))) if name in SYMMETRIC else ()

        def order(e: Evidence) -> tuple[str, str, int, str]:
            return (sources[e.article].date, e.article, e.start, e.rule)

        edges = [Edge(*key, tuple(sorted(found, key=order)), about_of(key)) for key, found in sorted(evidence.items())]
        return edges, mentioned

    def collaborations(self) -> dict[str, set[str]]:
        """Collaborations by IRI: their partners."""
        partners: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("SELECT ?c ?p WHERE { ?c a inno:Collaboration ; inno:hasPartner ?p }"):
            partners[row["c"].value].add(row["p"].value)
        return partners

    def nodes(self, mentioned: dict[str, set[str]], edges: list[Edge]) -> dict[str, Node]:
        """What is known of each thing that an article names or that a relation holds, and of broader
        themes."""
        types = self.types()
        labels, aliases, hidden = self.names()
        single = self.singles()
        identifiers, roles = self.identifiers(), self.roles()
        wanted = set(mentioned) | {iri for e in edges for iri in (e.subject, e.object)}
        wanted |= {country for country in single["country"].values()}
        broader: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("SELECT ?n ?b WHERE { ?n a inno:Theme ; skos:broader ?b . ?b a inno:Theme }"):
            broader[row["n"].value].add(row["b"].value)
        queue = [iri for iri in wanted if iri in broader]
        while queue:
            new = broader[queue.pop()] - wanted
            wanted |= new
            queue.extend(iri for iri in new if iri in broader)
        found = {}
        for iri in sorted(wanted):
            cls = self.best_class(iri, types.get(iri, set()))
            found[iri] = Node(
                iri=iri,
                type=_CLASSES[cls],
                cls=cls,
                labels=dict(sorted(labels[iri].items())) or {"und": _readable(iri)},
                aliases=tuple(sorted(aliases[iri] - {(t, n) for t, n in labels[iri].items()})),
                hidden=tuple(sorted(hidden[iri])),
                identifiers=tuple(sorted(identifiers[iri])),
                roles=tuple(sorted(roles[iri])),
                country=single["country"].get(iri, ""),
                articles=tuple(sorted(mentioned.get(iri, ()))),
                broader=tuple(sorted(broader.get(iri, ()))),
            )
        return found

    def types(self) -> dict[str, set[str]]:
        short = {iri: prefix for prefix, iri in self.prefixes.items()}
        found: dict[str, set[str]] = defaultdict(set)
        names = " ".join(_CLASSES)
        for row in self.rows(f"SELECT DISTINCT ?s ?c WHERE {{ VALUES ?c {{ {names} }} ?s a ?c }}"):
            cls = row["c"].value
            cut = max(cls.rfind("/"), cls.rfind("#")) + 1
            found[row["s"].value].add(f"{short[cls[:cut]]}:{cls[cut:]}")
        return found

    def best_class(self, iri: str, classes: set[str]) -> str:
        """The most telling class that is given; by the IRI where none is."""
        for name in _CLASSES:
            if name in classes:
                return name
        if iri.startswith(EU_COUNTRY):
            return "schema:Country"
        kind = iri.removeprefix(f"{self.base}id/").partition("/")[0]
        by_kind = {
            "person": "foaf:Person",
            "place": "schema:Place",
            "event": "inno:Event",
            "theme": "inno:Theme",
        }
        by_kind |= {
            "project": "inno:Project",
            "assignment": "inno:GovernmentAssignment",
            "article": "inno:Article",
        }
        return by_kind.get(kind, "org:Organization")

    def names(self) -> tuple[defaultdict[str, Any], defaultdict[str, Any], defaultdict[str, Any]]:
        labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
        aliases: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        hidden: defaultdict[str, set[str]] = defaultdict(set)
        query = """SELECT ?s ?p ?n WHERE {
            VALUES ?p { skos:prefLabel skos:altLabel skos:hiddenLabel } ?s ?p ?n }"""
        for row in self.rows(query):
            iri, name, tongue = row["s"].value, row["n"].value, row["n"].language or "und"
            kind = row["p"].value.rpartition("#")[2]
            if kind == "prefLabel":
                former = labels[iri].get(tongue)
                labels[iri][tongue] = name if former is None else min(former, name)
            elif kind == "altLabel":
                aliases[iri].add((tongue, name))
            else:
                hidden[iri].add(name)
        return labels, aliases, hidden

    def singles(self) -> dict[str, dict[str, str]]:
        country: dict[str, str] = {}
        for row in self.rows("SELECT ?s ?c WHERE { ?s inno:country ?c } ORDER BY ?s ?c"):
            country.setdefault(row["s"].value, row["c"].value)
        return {"country": country}

    def identifiers(self) -> defaultdict[str, set[tuple[str, str]]]:
        found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in self.rows("SELECT ?s ?v WHERE { ?s foaf:homepage ?v }"):
            found[row["s"].value].add(("homepage", row["v"].value))
        for row in self.rows("SELECT ?s ?v WHERE { ?s owl:sameAs ?v }"):
            if row["v"].value.startswith("http://www.wikidata.org/entity/"):
                found[row["s"].value].add(("wikidata", row["v"].value))
        query = """SELECT ?s ?n ?k WHERE { ?s adms:identifier ?i . ?i skos:notation ?n .
            OPTIONAL { ?i adms:schemeAgency ?k } }"""
        for row in self.rows(query):
            found[row["s"].value].add((row["k"].value if row["k"] else "identifier", row["n"].value))
        return found

    def roles(self) -> defaultdict[str, set[tuple[str, str]]]:
        """Titles of persons: with their organisation where a post says it, else alone."""
        found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        query = """SELECT ?p ?t ?o WHERE { ?m org:member ?p ; org:organization ?o ; org:role ?r .
            ?r skos:prefLabel ?t }"""
        for row in self.rows(query):
            found[row["p"].value].add((row["t"].value, row["o"].value))
        for row in self.rows("SELECT ?p ?t WHERE { ?p inno:hasRole ?t }"):
            known = {title for title, _ in found[row["p"].value]}
            if row["t"].value not in known:
                found[row["p"].value].add((row["t"].value, ""))
        return found


def _is_literal(term: Any) -> bool:
    return hasattr(term, "datatype")


def _readable(iri: str) -> str:
    """A name for a thing that has none: the end of its IRI."""
    return iri.rstrip("/").rpartition("/")[2].replace("-", " ") or iri
