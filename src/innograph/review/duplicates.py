"""Actors that may be one: by their names, by what identifies them, by whom they have to do with."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from pyoxigraph import NamedNode

from innograph.iri import EU_COUNTRY
from innograph.store import GraphStore

#: How alike two names must be (0 to 100, rapidfuzz), and how much likelier shared ties make a pair.
LEAST = 86.0
_TIE, _MOST_TIES = 1.5, 4
#: Words that so many things have tell nothing about any of them.
_COMMON = 60
_OF = ("organization", "person", "project", "event")
_FORMS = frozenset(
    ["ab", "aktiebolag", "ltd", "limited", "inc", "gmbh", "ag", "as", "asa", "aps", "oy", "oyj", "bv", "nv"]
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Actor:
    """A thing with all that speaks for or against its being another one."""

    iri: str
    label: str
    names: tuple[str, ...]
    identifiers: frozenset[str]
    ties: frozenset[str]
    articles: int
    listed: bool

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Smaller is what the other one is merged into: listed, in more articles."""
        return (not self.listed, -self.articles, self.iri)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one: `one` would go into `other`. `score` is from 0 to 100, `why` what speaks for it."""

    score: float
    one: Actor
    other: Actor
    why: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """For `innograph duplicates --format json`."""
        return {
            "score": self.score,
            "things": [{"iri": a.iri, "label": a.label, "articles": a.articles} for a in (self.one, self.other)],
            "why": list(self.why),
        }


def find_duplicates(store: GraphStore, *, least: float = LEAST) -> list[Pair]:
    """Pairs of organisations, people, projects and events that may be one, likeliest first.

    Names are compared that share a rare word, a beginning, an end or all but their order; numbers in names must be the
    same, and people's given names must not contradict each other. Raises QueryError when the graph cannot be asked.
    """
    actors = read_actors(store)
    by_kind: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        by_kind[actor.iri.removeprefix(f"{store.base}id/").partition("/")[0]].append(actor)
    found: list[Pair] = []
    for kind in _OF:
        group = by_kind[kind]
        for a, b in sorted(_candidates(group)):
            pair = compare(group[a], group[b], kind)
            if pair is not None and pair.score >= least:
                found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, pair.one.iri, pair.other.iri))


def read_actors(store: GraphStore) -> list[Actor]:
    """Everything of these kinds that an article names, in the order of the IRIs."""
    names: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in store.query("SELECT ?s ?k ?n { VALUES ?k { skos:prefLabel skos:altLabel } ?s ?k ?n } ORDER BY ?s ?k ?n"):
        names[row["s"].value].append((row["k"].value.endswith("prefLabel"), row["n"].value))
    identifiers: dict[str, set[str]] = defaultdict(set)
    for row in store.query("SELECT ?s ?v { { ?s owl:sameAs ?v } UNION { ?s adms:identifier/skos:notation ?v } }"):
        identifiers[row["s"].value].add(row["v"].value)
    registry = store.vocabulary.graph("registry")
    listed = {
        quad.subject.value
        for quad in store.oxigraph.quads_for_pattern(None, None, None, registry)
        if isinstance(quad.subject, NamedNode)
    }
    ties: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for row in store.query("SELECT ?s ?p ?o { ?c a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"):
        s, p, o = row["s"].value, row["p"].value.rpartition("/")[2], row["o"].value
        if p == "mentions":
            articles[o].add(s)
        elif p != "about":
            ties[s].add(o)
            ties[o].add(s)
    heads = tuple(f"{store.base}id/{kind}/" for kind in _OF)
    return [
        Actor(
            iri,
            next((name for preferred, name in found if preferred), found[0][1]),
            tuple(dict.fromkeys(name for _, name in found)),
            frozenset(identifiers[iri]),
            frozenset(ties[iri]),
            len(articles[iri]),
            iri in listed,
        )
        for iri, found in sorted(names.items())
        if iri.startswith(heads) and articles[iri]
    ]


def _candidates(group: list[Actor]) -> set[tuple[int, int]]:
    """Pairs of numbers that are worth a comparison."""
    blocks: dict[str, set[int]] = defaultdict(set)
    for number, actor in enumerate(group):
        for identifier in actor.identifiers:
            blocks[f"={identifier}"].add(number)
        for name in actor.names:
            words = plain(name)
            blocks["+" + "".join(sorted(words))].add(number)
            blocks["^" + "".join(words)[:5]].add(number)
            blocks["$" + "".join(words)[-5:]].add(number)
            for word in words:
                blocks[word].add(number)
            if len(words) > 1:
                blocks["#" + "".join(word[0] for word in words) + words[-1]].add(number)
                blocks["#" + words[0][0] + words[-1]].add(number)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= _COMMON:
            pairs.update(combinations(sorted(members), 2))
    return pairs


def compare(a: Actor, b: Actor, kind: str) -> Pair | None:
    """How likely two things are one; None where something speaks against it."""
    from rapidfuzz.fuzz import token_sort_ratio

    shared = a.identifiers & b.identifiers
    if a.listed and b.listed and not shared:
        return None  # whoever keeps the registry has told them apart
    why: list[str] = []
    score = 0.0
    if shared:
        score = 100.0
        why.append(f"both have {', '.join(sorted(shared))}")
    alike = 0.0
    for x in a.names:
        for y in b.names:
            alike = max(alike, _likeness(x, y, kind, token_sort_ratio))
    if alike:
        why.append(f"names alike to {alike:.0f} %")
    both = a.ties & b.ties
    if both and (alike or shared):
        why.append(f"both have to do with {len(both)} of the same")
    score = max(score, min(99.0, alike + _TIE * min(len(both), _MOST_TIES)) if alike else 0.0)
    if not score:
        return None
    one, other = sorted((a, b), key=lambda actor: actor.rank, reverse=True)
    return Pair(round(score, 1), one, other, tuple(why))


def _likeness(x: str, y: str, kind: str, ratio: Any) -> float:
    """How alike two names are, 0 where they name different things by a number or a given name."""
    one, other = plain(x), plain(y)
    if [w for w in one if w.isdigit()] != [w for w in other if w.isdigit()]:
        return 0.0
    if kind == "person":
        if len(one) < 2 or len(other) < 2:
            return 0.0
        first, second = one[0], other[0]
        if len(first) == 1 or len(second) == 1:  # A. Ek
            return 90.0 if one[-1] == other[-1] and first[0] == second[0] else 0.0
        if one[-1][0] != other[-1][0]:
            return 0.0
        if one[-1] == other[-1] and first != second and _far(first, second, ratio):
            return 0.0
        if first == second and one[-1] != other[-1] and _far(one[-1], other[-1], ratio):
            return 0.0
    value: float = ratio(" ".join(one), " ".join(other))
    # Names of one long word in common (X kommun, Y kommun) differ in what counts.
    rest = [w for w in one if w not in other], [w for w in other if w not in one]
    if rest[0] and rest[1] and _far(" ".join(rest[0]), " ".join(rest[1]), ratio):
        return 0.0
    return value


def _far(one: str, other: str, ratio: Any) -> bool:
    return bool(ratio(one, other) < 80.0)


def plain(name: str) -> list[str]:
    """The words of a name in small letters without accents, and without what only says its legal form.

    >>> plain("Kvarnby Verk AB")
    ['kvarnby', 'verk']
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words: list[str] = _WORD.findall(folded)
    kept = [word for word in words if word not in _FORMS]
    return kept or words


def corrections(pairs: list[Pair], by: str, base: str) -> Iterator[str]:
    """An entry of a file of corrections for each pair."""
    from innograph.corrections import entry

    for pair in pairs:
        things = [_reference(actor.iri, base) for actor in (pair.one, pair.other)]
        values = {"things": things[:1], "into": things[1], "by": by, "why": "; ".join(pair.why)}
        yield entry("merge", values, f"{pair.score:g}: {pair.one.label} = {pair.other.label}")


def _reference(iri: str, base: str) -> str:
    return iri.removeprefix(f"{base}id/") if not iri.startswith(EU_COUNTRY) else iri
