"""What programs ask a graph: search, things, relations with their sentences, ways, networks, counts, saved questions.

Every answer is a value of models.py. The JSON API gives them over HTTP, `innograph mcp` to assistants.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pyoxigraph as ox

from innograph.errors import QueryError
from innograph.iri import EU_COUNTRY
from innograph.publish.negotiation import HTML, document_of
from innograph.publish.thing import RELATIONS, Fact, Quote, Reader, Thing
from innograph.publish.thing import Source as Cited
from innograph.query.names import fold
from innograph.query.saved import SavedQuery
from innograph.serve import models as m
from innograph.serve.links import TIES, Links
from innograph.serve.problems import Problem
from innograph.serve.search import Hit, Index, Sentence
from innograph.store import GraphStore

_NAMED = re.compile(r"([a-z]+)/([A-Za-z0-9]+(?:[.-]+[A-Za-z0-9]+)*)")
#: An answer holds at most this many sentences for one relation.
MOST_SENTENCES = 100


def find_thing(text: str, reader: Reader, index: Index) -> str:
    """The IRI of the thing that a user means: by its IRI, its kind and slug (`organization/vinnova`), or its name.

    Raises Problem 404 with what is like it.
    """
    text = text.strip()
    base = reader.store.base
    for iri in iris_of(text, base) if not text.startswith(("http://", "https://")) else (text,):
        if reader.kind(iri) is not None and reader.is_there(iri):
            return iri
    _, hits = index.things(text[:300], limit=5)
    wanted = fold(text)
    for hit in hits:
        if wanted and wanted in {fold(name) for name in _names(hit.iri, reader)}:
            return hit.iri
    near = ", ".join(f"{hit.label} ({_short(hit.iri, base)})" for hit in hits)
    raise Problem(404, f"nothing here is called {text[:200]!r}" + (f"; there are {near}" if near else ""))


def iris_of(named: str, base: str) -> tuple[str, ...]:
    """The IRIs that `kind/slug` may stand for: countries have those of the EU table."""
    match = _NAMED.fullmatch(named)
    if match is None or len(named) > 400:
        return ()
    country = (EU_COUNTRY + match[2].upper(),) if match[1] == "place" else ()
    return (f"{base}id/{named}", *country)


def _names(iri: str, reader: Reader) -> list[str]:
    names = [(reader.label(iri)[0])]
    thing = reader.read(iri)
    return names + ([name for _, name in (*thing.labels, *thing.aliases)] if thing else [])


def _short(iri: str, base: str) -> str:
    if iri.startswith(EU_COUNTRY):
        return f"place/{iri[len(EU_COUNTRY) :].lower()}"
    return iri.removeprefix(f"{base}id/")


def search_things(
    index: Index, text: str, kinds: Sequence[str], limit: int, offset: int, reader: Reader | None = None
) -> m.Things:
    """Things by their names; `reader` names them in its language."""
    total, hits = index.things(text, kinds=kinds, limit=limit, offset=offset)
    return m.Things(total=total, limit=limit, offset=offset, items=[_hit(hit, reader) for hit in hits])


def search_quotes(index: Index, reader: Reader, text: str, limit: int, offset: int) -> m.Sentences:
    """Quotes by their words."""
    total, found = index.quotes(text, limit=limit, offset=offset)
    return m.Sentences(total=total, limit=limit, offset=offset, items=[_sentence(reader, s) for s in found])


def _sentence(reader: Reader, found: Sentence) -> m.Sentence:
    said = reader.claim(found.claim)
    target = None
    if said is not None:
        label = said.object_label
        target = _name(reader, said.object) if said.object else m.Name(iri="", kind="text", label=label, language="")
    return m.Sentence(
        claim=found.claim,
        quote=found.text,
        language=found.language,
        article=_source(reader.source(found.article)),
        subject=_name(reader, said.subject) if said else None,
        predicate=said.predicate if said else "",
        object=target,
    )


def read_thing(reader: Reader, iri: str) -> Thing:
    """What the graph has of a thing. Raises Problem 404."""
    thing = reader.read(iri)
    if thing is None:
        raise Problem(404, f"there is no {_short(iri, reader.store.base)} in this graph")
    return thing


def describe(reader: Reader, iri: str) -> m.ThingCard:
    """A thing without its relations. Raises Problem 404."""
    thing = read_thing(reader, iri)
    counts = Counter(fact.predicate for fact in thing.facts)
    return m.ThingCard(
        iri=iri,
        kind=thing.kind,
        label=thing.label,
        language=_tag(thing.language),
        type=thing.cls,
        names=[m.Text(text=name, language=_tag(tag)) for tag, name in thing.labels],
        aliases=[m.Text(text=name, language=_tag(tag)) for tag, name in thing.aliases],
        definition=thing.definition,
        country=_name(reader, thing.country) if thing.country else None,
        identifiers=[m.Identifier(agency=agency, value=value) for agency, value in thing.numbers],
        links=[m.Address(relation=relation, address=address) for relation, address in thing.links],
        broader=[_name(reader, other) for other in thing.broader],
        narrower=[_name(reader, other) for other in thing.narrower],
        related=[_name(reader, other) for other in thing.related],
        relations={name: counts[name] for name in RELATIONS if counts[name]},
        articles=len(thing.mentions),
        article=_source(thing.source) if thing.source else None,
        page=f"/{document_of(iri, reader.store.base)}{HTML.ending}",
    )


def relations(
    reader: Reader,
    iri: str,
    *,
    other: str = "",
    predicate: str = "",
    sentences: int = 3,
    limit: int = 20,
    offset: int = 0,
) -> m.Relations:
    """The relations of a thing, to another one if so wished, with at most `sentences` sentences each.

    Raises Problem 404, and 400 for a relation that there is not.
    """
    if predicate and predicate not in RELATIONS:
        raise Problem(400, f"there is no relation {predicate[:100]!r}; there are {', '.join(RELATIONS)}")
    thing = read_thing(reader, iri)
    facts = [f for f in thing.facts if (not other or f.other == other) and (not predicate or f.predicate == predicate)]
    items = [_relation(reader, thing, fact, sentences) for fact in facts[offset : offset + limit]]
    return m.Relations(total=len(facts), limit=limit, offset=offset, items=items)


def articles(reader: Reader, iri: str, limit: int, offset: int) -> m.Sources:
    """The articles that name a thing, newest first. Raises Problem 404."""
    found = read_thing(reader, iri).mentions
    items = [_source(source) for source in found[offset : offset + limit]]
    return m.Sources(total=len(found), limit=limit, offset=offset, items=items)


def way(reader: Reader, links: Links, start: str, end: str, *, most: int, sentences: int) -> m.Way:
    """A shortest way between two things, with sentences for each of its steps."""
    found = links.path(start, end, most=most)
    steps = []
    for link in found or ():
        quotes = reader.evidence(link.subject, link.predicate, link.object)
        steps.append(
            m.Relation(
                subject=_name(reader, link.subject),
                predicate=link.predicate,
                object=_name(reader, link.object),
                sentences=len(quotes),
                evidence=[_evidence(reader, quote) for quote in quotes[:sentences]],
            )
        )
    return m.Way(start=_name(reader, start), end=_name(reader, end), found=found is not None, steps=steps)


def network(
    index: Index,
    links: Links,
    focus: Sequence[str],
    *,
    depth: int = 1,
    most: int = 200,
    each: int = 0,
    beside: Sequence[str] = (),
    start: int = 0,
    themes: bool = False,
    reader: Reader | None = None,
) -> m.Network:
    """What is around things, those most spoken of first; with `each`, at most so many around each of them. `beside` are
    shown as well, and the `start` most tied things; `themes` are ties only if so wished;
    `reader` names things in its language.
    """
    predicates = (*TIES, "hasTheme") if themes else TIES
    shown = list(dict.fromkeys([*beside, *links.most_tied(start, predicates)]))
    most = max(most, len(focus))
    if each:
        iris, cut = links.opened(focus, each=each, most=most)
        if themes:  # beside the others, for a text speaks of what one does more seldom than of whom with
            subjects, more = links.opened(focus, each=each, most=most, predicates=["hasTheme"])
            iris, cut = [*iris, *subjects], cut or more
    else:
        iris, _, cut = links.around(focus, depth=depth, most=most, predicates=predicates)
    both = dict.fromkeys([*iris, *shown])
    hits = index.hits(list(both))
    ties = links.among([hit.iri for hit in hits], predicates)
    return m.Network(
        nodes=[m.Node(**_hit(hit, reader).model_dump(), ties=links.degree(hit.iri, predicates)) for hit in hits],
        ties=[m.Tie(subject=t.subject, predicate=t.predicate, object=t.object, sentences=t.claims) for t in ties],
        cut=cut,
    )


_COUNTS = {
    "claims": "SELECT (COUNT(?c) AS ?n) { ?c a inno:Claim }",
    "articles": "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a inno:Article }",
    "relations": """SELECT ?key (COUNT(*) AS ?n) { { SELECT DISTINCT ?key ?s ?o {
        ?c rdf:predicate ?key ; rdf:subject ?s ; rdf:object ?o } } } GROUP BY ?key""",
    "languages": "SELECT ?key (COUNT(DISTINCT ?a) AS ?n) { ?a a inno:Article ; schema:inLanguage ?key } GROUP BY ?key",
    "years": """SELECT ?key (COUNT(DISTINCT ?a) AS ?n) { ?a a inno:Article ; schema:datePublished ?d .
        BIND(SUBSTR(STR(?d), 1, 4) AS ?key) } GROUP BY ?key""",
}


def statistics(store: GraphStore, index: Index) -> m.Statistics:
    """What the graph holds, counted."""
    found: dict[str, dict[str, int]] = {}
    for name, query in _COUNTS.items():
        rows = [(row["key"].value if "?key" in query else "", int(row["n"].value)) for row in store.query(query)]
        found[name] = dict(sorted((key.rpartition("/")[2], n) for key, n in rows))
    inferred = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{store.vocabulary.inferred.value}> {{ ?s ?p ?o }} }}")
    articles = found["articles"].get("", 0)
    return m.Statistics(
        triples=len(store.union),
        inferred=int(next(iter(inferred))["n"].value),
        claims=found["claims"].get("", 0),
        articles=articles,
        things=index.kinds(),
        relations=found["relations"],
        languages=found["languages"],
        years=found["years"],
    )


def query_card(query: SavedQuery) -> m.QueryCard:
    """A saved query as one shows it."""
    return m.QueryCard(
        name=query.name,
        title=query.title,
        question=query.question,
        questions=dict(query.questions),
        parameters=[
            m.QueryParameter(
                name=p.name,
                description=p.description,
                descriptions=dict(p.descriptions),
                kind=p.kind,
                default=p.default_words,
            )
            for p in query.parameters
        ],
        sparql=query.text,
    )


def parse_choices(chosen: Sequence[str]) -> dict[str, list[str]]:
    """Parameters written `name=value`, a name with several values more than once. Raises QueryError."""
    values: dict[str, list[str]] = {}
    for each in chosen:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise QueryError(f"{each[:100]!r} is no choice: write name=value")
        values.setdefault(name, []).append(value)
    return values


def _relation(reader: Reader, thing: Thing, fact: Fact, sentences: int) -> m.Relation:
    here = m.Name(iri=thing.iri, kind=thing.kind, label=thing.label, language=_tag(thing.language))
    if fact.other:
        there = m.Name(iri=fact.other, kind=_kind(reader, fact.other), label=fact.label, language=_tag(fact.language))
    else:
        there = m.Name(iri="", kind="text", label=fact.label, language=_tag(fact.language))
    return m.Relation(
        subject=there if fact.inverse else here,
        predicate=fact.predicate,
        object=here if fact.inverse else there,
        sentences=len(fact.quotes),
        evidence=[_evidence(reader, quote) for quote in fact.quotes[:sentences]],
    )


def _evidence(reader: Reader, quote: Quote) -> m.Evidence:
    # A page leaves out what shows nothing; programs get every character.
    node = ox.NamedNode(quote.claim)
    exact = reader.store.union.quads_for_pattern(node, reader.store.vocabulary.term("quote"), None, None)
    return m.Evidence(
        claim=quote.claim,
        quote=next((q.object.value for q in exact if isinstance(q.object, ox.Literal)), quote.text),
        language=_tag(quote.language),
        start=quote.start,
        confidence=quote.confidence,
        rule=quote.rule,
        article=_source(quote.source),
    )


def _source(source: Cited) -> m.Source:
    return m.Source(
        iri=source.iri,
        title=source.title,
        date=source.date,
        url=source.url,
        publisher=source.publisher,
        language=source.language,
        retold=source.retold,
    )


def _hit(hit: Hit, reader: Reader | None = None) -> m.Hit:
    label, language = reader.label(hit.iri) if reader else (hit.label, hit.language)
    return m.Hit(iri=hit.iri, kind=hit.kind, label=label, language=_tag(language), articles=hit.articles)


def _name(reader: Reader, iri: str) -> m.Name:
    label, language = reader.label(iri)
    return m.Name(iri=iri, kind=_kind(reader, iri), label=label, language=_tag(language))


def _kind(reader: Reader, iri: str) -> str:
    return reader.kind(iri) or reader.store.vocabulary.kind(iri) or ""


def _tag(language: str) -> str:
    return "" if language == "und" else language


def plain(term: dict[str, str] | None) -> str | int | float | None:
    """A term of SPARQL results in JSON as a plain value: numbers as numbers."""
    if term is None:
        return None
    kind = term.get("datatype", "").rpartition("#")[2]
    try:
        if kind in ("integer", "int", "long"):
            return int(term["value"])
        if kind in ("decimal", "double", "float"):
            return float(term["value"])
    except ValueError:
        pass
    return term["value"]
