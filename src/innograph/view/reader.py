"""Reading a network from a store: with a handful of SPARQL queries over the union of all graphs, or, after a change,
what has to do with the change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from innograph.errors import StoreError
from innograph.view.network import PREDICATES, Network, Readable
from innograph.view.rows import CLASSES, Rows, Thing, make_network

if TYPE_CHECKING:
    from innograph.store import GraphStore

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
_HEAD = (
    "dcterms:identifier", "schema:headline", "schema:datePublished", "schema:url", "schema:isBasedOn",
    "schema:inLanguage", "schema:publisher",
)  # fmt: skip
_WIKIDATA = "http://www.wikidata.org/entity/"
#: What the claim's row needs of it, beside its article.
_CLAIM = ("rdf:predicate", "rdf:subject", "rdf:object", "inno:quote", "inno:start", "inno:confidence", "inno:rule")


def read_network(store: Readable) -> Network:
    """Everything a view can show of a store.

    Raises StoreError when the store cannot be read.
    """
    return make_network(read_rows(store), store.base)


def read_rows(store: Readable) -> Rows:
    """The rows of everything a view can show of a store. Raises StoreError when the store cannot be read."""
    try:
        return _Reader(store).read()
    except OSError as error:
        raise StoreError(f"the graph cannot be read: {error}; build it again with `innograph build`") from error


def read_things(store: Readable) -> dict[str, Thing]:
    """The rows of things, without those of articles and their claims. Raises StoreError as `read_rows` does."""
    try:
        return _Reader(store).read_things()
    except OSError as error:
        raise StoreError(f"the graph cannot be read: {error}; build it again with `innograph build`") from error


def _claim(base: str, p: str, s: str, o: Any, quote: Any, start: Any, confidence: Any, rule: Any) -> list[Any]:
    """A claim's row (see Rows) of the values of its properties: IRIs and pyoxigraph's literals."""
    name = p.removeprefix(f"{base}def/")
    if hasattr(o, "datatype") or name not in PREDICATES:
        return ["", s]
    if name == "mentions":
        return [name, s, o.value]
    said = (quote.value, int(start.value), float(confidence.value), rule.value, quote.language or "")
    return [name, s, o.value, *said]


class _Reader:
    """Reads one store whole."""

    def __init__(self, store: Readable) -> None:
        self.store = store
        self.base = store.base
        self.prefixes = {**_PREFIXES, "inno": f"{store.base}def/"}
        self.things: dict[str, Thing] = defaultdict(Thing)

    def rows(self, query: str) -> Iterator[Any]:
        """The solutions of a SELECT."""
        yield from self.store.query(query, prefixes=self.prefixes)

    def read(self) -> Rows:
        heads: dict[str, dict[str, list[str]]] = defaultdict(dict)
        query = f"SELECT ?a ?p ?v WHERE {{ ?a a inno:Article ; ?p ?v . VALUES ?p {{ {' '.join(_HEAD)} }} }}"
        for row in self.rows(query):
            heads[row["a"].value].setdefault(row["p"].value.rpartition("/")[2], []).append(row["v"].value)
        claims: dict[str, list[Any]] = defaultdict(list)
        query = """SELECT ?s ?p ?o ?a ?q ?start ?c ?rule WHERE {
            ?claim a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasQuotedFrom ?a ;
                   inno:quote ?q ; inno:start ?start ; inno:confidence ?c ; inno:rule ?rule . }"""
        for row in self.rows(query):
            said = (row["o"], row["q"], row["start"], row["c"], row["rule"])
            claims[row["a"].value].append(_claim(self.base, row["p"].value, row["s"].value, *said))
        return Rows(dict(heads), dict(claims), self.read_things())

    def read_things(self) -> dict[str, Thing]:
        self.read_kinds()
        self.read_names()
        self.read_marks()
        self.read_roles()
        return dict(self.things)

    def read_kinds(self) -> None:
        short = {iri: prefix for prefix, iri in self.prefixes.items()}
        for row in self.rows(f"SELECT DISTINCT ?s ?c WHERE {{ VALUES ?c {{ {' '.join(CLASSES)} }} ?s a ?c }}"):
            cls = row["c"].value
            cut = max(cls.rfind("/"), cls.rfind("#")) + 1
            self.things[row["s"].value].setdefault("classes", []).append(f"{short[cls[:cut]]}:{cls[cut:]}")
        for row in self.rows("SELECT ?n ?b WHERE { ?n a inno:Theme ; skos:broader ?b . ?b a inno:Theme }"):
            self.things[row["n"].value].setdefault("broader", []).append(row["b"].value)
        for row in self.rows("SELECT ?c ?p WHERE { ?c a inno:Collaboration ; inno:hasPartner ?p }"):
            self.things[row["c"].value].setdefault("partners", []).append(row["p"].value)

    def read_names(self) -> None:
        query = """SELECT ?s ?p ?n WHERE {
            VALUES ?p { skos:prefLabel skos:altLabel skos:hiddenLabel } ?s ?p ?n }"""
        for row in self.rows(query):
            add_name(self.things[row["s"].value], row["p"].value.rpartition("#")[2], row["n"])
        for row in self.rows("SELECT ?s ?n WHERE { ?s schema:publisher ?p . ?p skos:prefLabel ?n }"):
            thing = self.things[row["s"].value]
            thing["publisher"] = min(row["n"].value, thing.get("publisher", row["n"].value))

    def read_marks(self) -> None:
        for row in self.rows("SELECT ?s ?c WHERE { ?s inno:country ?c }"):
            thing = self.things[row["s"].value]
            thing["country"] = min(row["c"].value, thing.get("country", row["c"].value))
        for row in self.rows("SELECT ?s ?v WHERE { ?s foaf:homepage ?v }"):
            self.things[row["s"].value].setdefault("identifiers", []).append(("homepage", row["v"].value))
        for row in self.rows("SELECT ?s ?v WHERE { ?s owl:sameAs ?v }"):
            if row["v"].value.startswith(_WIKIDATA):
                self.things[row["s"].value].setdefault("identifiers", []).append(("wikidata", row["v"].value))
        query = """SELECT DISTINCT ?s ?n ?k WHERE { ?s adms:identifier ?i . ?i skos:notation ?n .
            OPTIONAL { ?i adms:schemeAgency ?k } }"""
        for row in self.rows(query):
            mark = (row["k"].value if row["k"] else "identifier", row["n"].value)
            self.things[row["s"].value].setdefault("identifiers", []).append(mark)

    def read_roles(self) -> None:
        """Titles of persons: with their organisation where a post says it, else alone."""
        query = """SELECT DISTINCT ?p ?t ?o WHERE { ?m org:member ?p ; org:organization ?o ; org:role ?r .
            ?r skos:prefLabel ?t }"""
        for row in self.rows(query):
            self.things[row["p"].value].setdefault("roles", []).append((row["t"].value, row["o"].value))
        alone: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("SELECT ?p ?t WHERE { ?p inno:hasRole ?t }"):
            alone[row["p"].value].add(row["t"].value)
        for iri, titles in alone.items():
            add_titles(self.things[iri], titles)


class ArticleRows:
    """The rows of an article, from the statements of its own graph: nothing else tells of its head or claims."""

    def __init__(self, base: str) -> None:
        prefixes = {**_PREFIXES, "inno": f"{base}def/"}

        def iri(name: str) -> str:
            prefix, _, local = name.partition(":")
            return prefixes[prefix] + local

        self.base = base
        self._head = {iri(name): name.partition(":")[2] for name in _HEAD}
        self._claim = {iri(name): number for number, name in enumerate(_CLAIM)}
        self._type, self._article, self._claims = iri("rdf:type"), iri("inno:Article"), iri("inno:Claim")
        self._of = iri("prov:wasQuotedFrom")

    def make(self, statements: Iterable[tuple[Any, Any, Any]], article: Any) -> tuple[dict[str, list[str]], list[Any]]:
        """Head and claims (see Rows) of the article with this node."""
        head: dict[str, list[str]] = {}
        parts: dict[Any, list[list[Any]]] = {}
        kinds: dict[Any, set[str]] = defaultdict(set)
        quoted = set()
        for s, p, o in statements:
            name = p.value
            if (number := self._claim.get(name)) is not None:
                if s not in parts:
                    parts[s] = [[] for _ in _CLAIM]
                if o not in parts[s][number]:
                    parts[s][number].append(o)
            elif name == self._type:
                kinds[s].add(o.value)
            elif s == article and name in self._head:
                values = head.setdefault(self._head[name], [])
                if o.value not in values:
                    values.append(o.value)
            elif name == self._of and o == article:
                quoted.add(s)
        claims = [
            _claim(self.base, p.value, s.value, *said)
            for node, values in parts.items()
            if node in quoted and self._claims in kinds[node]
            for p, s, *said in product(*values)
        ]
        return (head if self._article in kinds[article] else {}), claims


def add_name(thing: Thing, kind: str, name: Any) -> None:
    """Note a name of a thing; `kind` is prefLabel, altLabel or hiddenLabel."""
    tongue = name.language or "und"
    if kind == "prefLabel":
        labels = thing.setdefault("labels", {})
        labels[tongue] = min(name.value, labels.get(tongue, name.value))
    elif kind == "altLabel":
        thing.setdefault("aliases", []).append((tongue, name.value))
    else:
        thing.setdefault("hidden", []).append(name.value)


def add_titles(thing: Thing, titles: Iterable[str]) -> None:
    """Note titles of a person that no post says."""
    known = {title for title, _ in thing.get("roles", ())}
    if alone := [(title, "") for title in titles if title not in known]:
        thing.setdefault("roles", []).extend(alone)


def renew_rows(store: GraphStore, facts: Collection[tuple[Any, Any, Any]], rows: Rows) -> dict[str, None]:
    """Bring rows up to date of which these facts (subject, predicate, object) came into the store's union or left it.

    Gives the IRIs whose rows may have changed, in order. Raises OSError when the store cannot be read.
    """
    part = _Part(store)
    changed = dict.fromkeys(sorted(part.concerned(facts)))
    for iri in changed:
        part.renew(iri, rows)
    return changed


class _Part:
    """Reads one thing after the other, from the same triples as _Reader."""

    def __init__(self, store: GraphStore) -> None:
        from pyoxigraph import NamedNode

        self.node = NamedNode
        self.match = store.union.quads_for_pattern
        self.base = store.base
        prefixes = {**_PREFIXES, "inno": f"{store.base}def/"}
        self.names: dict[str, Any] = {}
        for name in (
            *_HEAD, *_CLAIM, *CLASSES, "rdf:type", "inno:Claim", "prov:wasQuotedFrom", "inno:Collaboration",
            "inno:hasPartner", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:broader", "inno:country",
            "foaf:homepage", "owl:sameAs", "adms:identifier", "skos:notation", "adms:schemeAgency", "org:member",
            "org:organization", "org:role", "inno:hasRole",
        ):  # fmt: skip
            prefix, _, local = name.partition(":")
            self.names[name] = NamedNode(prefixes[prefix] + local)

    def of(self, subject: Any, name: str) -> list[Any]:
        """The objects of a property of a node."""
        return [quad.object for quad in self.match(subject, self.names[name], None, None)]

    def having(self, name: str, value: Any) -> list[Any]:
        """The nodes of which a property has this value."""
        return [quad.subject for quad in self.match(None, self.names[name], value, None)]

    def is_a(self, node: Any, cls: str) -> bool:
        return any(True for _ in self.match(node, self.names["rdf:type"], self.names[cls], None))

    def concerned(self, facts: Iterable[tuple[Any, Any, Any]]) -> set[str]:
        """The IRIs of which a row may hold what these facts say."""
        found: set[str] = set()
        subjects, named = set(), set()
        points = (self.names["org:member"], self.names["prov:wasQuotedFrom"])
        for s, p, o in facts:
            subjects.add(s)
            if p in points:
                found.add(o.value)
            if p == self.names["skos:prefLabel"]:
                named.add(s)
        for node in subjects:
            # Of a post the person tells, of a claim its article, of a number the thing that has it.
            found.add(node.value)
            found.update(n.value for n in self.of(node, "org:member"))
            found.update(n.value for n in self.of(node, "prov:wasQuotedFrom"))
            found.update(n.value for n in self.having("adms:identifier", node))
        for node in named:  # a title or a publisher, maybe
            found.update(n.value for n in self.having("schema:publisher", node))
            for post in self.having("org:role", node):
                found.update(n.value for n in self.of(post, "org:member"))
        return found

    def renew(self, iri: str, rows: Rows) -> None:
        """Have the rows tell of this IRI what the store tells."""
        node = self.node(iri)
        kept: tuple[tuple[dict[str, Any], Any], ...] = (
            (rows.heads, self.head(node)),
            (rows.claims, self.claims(node)),
            (rows.things, self.thing(node)),
        )
        for table, row in kept:
            if row:
                table[iri] = row
            else:
                table.pop(iri, None)

    def head(self, node: Any) -> dict[str, list[str]]:
        if not self.is_a(node, "inno:Article"):
            return {}
        told = {name.rpartition(":")[2]: [value.value for value in self.of(node, name)] for name in _HEAD}
        return {name: values for name, values in told.items() if values}

    def claims(self, node: Any) -> list[Any]:
        found = []
        for claim in self.having("prov:wasQuotedFrom", node):
            if self.is_a(claim, "inno:Claim"):
                for p, s, *said in product(*(self.of(claim, name) for name in _CLAIM)):
                    found.append(_claim(self.base, p.value, s.value, *said))
        return found

    def thing(self, node: Any) -> Thing:
        thing = Thing()
        kinds = set(self.of(node, "rdf:type"))
        if classes := [name for name in CLASSES if self.names[name] in kinds]:
            thing["classes"] = classes
        broader = self.of(node, "skos:broader") if "inno:Theme" in classes else []
        if themes := [theme.value for theme in broader if self.is_a(theme, "inno:Theme")]:
            thing["broader"] = themes
        if self.names["inno:Collaboration"] in kinds and (partners := self.of(node, "inno:hasPartner")):
            thing["partners"] = [partner.value for partner in partners]
        for kind in ("prefLabel", "altLabel", "hiddenLabel"):
            for name in self.of(node, f"skos:{kind}"):
                add_name(thing, kind, name)
        if names := [n.value for p in self.of(node, "schema:publisher") for n in self.of(p, "skos:prefLabel")]:
            thing["publisher"] = min(names)
        if countries := [country.value for country in self.of(node, "inno:country")]:
            thing["country"] = min(countries)
        marks = [("homepage", page.value) for page in self.of(node, "foaf:homepage")]
        marks += [("wikidata", o.value) for o in self.of(node, "owl:sameAs") if o.value.startswith(_WIKIDATA)]
        for number in self.of(node, "adms:identifier"):
            agencies = [agency.value for agency in self.of(number, "adms:schemeAgency")] or ["identifier"]
            marks += product(agencies, [notation.value for notation in self.of(number, "skos:notation")])
        if marks:
            thing["identifiers"] = marks
        roles = {
            (title.value, where.value)
            for post in self.having("org:member", node)
            for where in self.of(post, "org:organization")
            for role in self.of(post, "org:role")
            for title in self.of(role, "skos:prefLabel")
        }
        if roles:
            thing["roles"] = list(roles)
        add_titles(thing, {title.value for title in self.of(node, "inno:hasRole")})
        return thing
