"""What a change of the corrections can have to do with: so that a build makes that anew and nothing else.

Corrections are applied to one article at a time, so the outcome is another one only of articles that a changed entry
speaks of, or that an entry speaks of whose things are now others (by a merge). Which these are is told by what the
former build noted: what each article names, and which corrections it needed. Rather too many than too few.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from innograph.building.facts import NOTE
from innograph.corrections import Correction, Reviser, Thing
from innograph.graph.triples import publisher_iri
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import country_iri, mint
from innograph.link.registry import Registry

#: Kinds of which no article counts that it needs them.
_NOT_COUNTED = ("article", "class")


@dataclass(frozen=True, slots=True)
class Noted:
    """What a former build noted: the articles (ids) that name a thing, that needed one of some corrections, and in
    whose graph a claim is."""

    naming: Callable[[str], set[str]]
    using: Callable[[Collection[str]], set[str]]
    holding: Callable[[str], set[str]]


@dataclass(slots=True)
class Revision:
    """Articles (ids) of which the graph may be another one, things (IRIs) of which names and registry may say other
    things, and the short articles (ids) of corrections that are no more."""

    articles: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def find_revision(former: Reviser, present: Reviser, noted: Noted) -> Revision | None:
    """What the change from some corrections to others can have to do with; None where that may be everything."""
    old, new = ({c.id: c for c in reviser.corrections} for reviser in (former, present))
    if len(old) < len(former.corrections) or len(new) < len(present.corrections):
        return None
    if [name for name in old if name in new] != [name for name in new if name in old]:
        return None  # of two that speak of one thing the last may count
    finder = _Finder(former, present, noted)
    concerned = {name: c for name, c in (old | new).items() if not (name in old and name in new) or finder.is_moved(c)}
    found = Revision(noted.using(old.keys() & concerned.keys()))
    found.gone = {former.note_id(c) for name, c in old.items() if name not in new and c.kind == "add" and c.source}
    for name, c in concerned.items():
        found.things |= finder.touched(c)
        if name in new or c.kind in _NOT_COUNTED:
            articles = finder.reach(c)
            if articles is None:
                return None
            found.articles |= articles
    found.articles -= found.gone
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    former: Reviser
    present: Reviser
    noted: Noted

    def is_moved(self, c: Correction) -> bool:
        """Whether things that an entry speaks of are now others than they were."""
        return any(self.former.resolve(t.iri) != self.present.resolve(t.iri) for t in _things(c))

    def variants(self, thing: Thing) -> set[str]:
        """What a thing may be named in a graph."""
        found = {thing.iri}
        for reviser in (self.former, self.present):
            apart = [c.into.iri for c in reviser.corrections if c.kind == "split" and c.thing == thing and c.into]
            found |= {reviser.resolve(iri) for iri in (thing.iri, *apart)}
        return found

    def touched(self, c: Correction) -> set[str]:
        """Things of which an entry may change names, or what the registry says, and their countries."""
        found = {iri for thing in _things(c) for iri in self.variants(thing)}
        countries = {c.country} if c.country else set()
        for registry in (self.former.registry, self.present.registry):
            countries |= {actor.country for iri in found if (actor := registry.actors.get(iri)) and actor.country}
        return found | {country_iri(country) for country in countries}

    def reach(self, c: Correction) -> set[str] | None:
        """The articles whose facts an entry may change; None for all."""
        naming = self.noted.naming
        match c.kind:
            case "rename" | "link":
                return set()
            case "add" | "article":
                return {c.article} if c.article else set()
            case "split":
                return set(c.articles)
            case "class":
                return naming(c.thing.iri) if c.thing else set()
            case "merge":
                names = {iri for thing in c.things for iri in self.variants(thing)} | self.publishers(c)
                return set().union(*map(naming, names))
        if c.article:
            return {c.article}
        if c.claim:
            return self.noted.holding(c.claim)
        ends = [set().union(*map(naming, self.variants(t))) for t in (c.thing, c.subject, c.object) if t]
        return set.intersection(*ends) if ends else None

    def publishers(self, c: Correction) -> set[str]:
        """Whom the names of listed actors that are merged may have stood for where several have a name."""
        vocabulary, nobody = Vocabulary(self.present.base), Registry({})
        iris = {iri for thing in _things(c) for iri in self.variants(thing)}
        names = {
            name.text
            for registry in (self.former.registry, self.present.registry)
            for iri in iris
            if (actor := registry.actors.get(iri))
            for name in actor.names
        }
        return iris | {publisher_iri(name, nobody, vocabulary) for name in names}


def noted_in(former: Path, base: str, closing_too: ExitStack) -> Noted:
    """What the state and the store of a generation have noted, until the stack is closed."""
    from pyoxigraph import NamedNode, Store

    from innograph.store.generations import NAMED
    from innograph.store.state import STATE, BuildState

    state = closing_too.enter_context(closing(BuildState(former / STATE)))
    ids = [name for name, key in state.articles().items() if key != NOTE]

    @cache
    def by_iri() -> dict[str, str]:
        return {mint("article", name, base): name for name in ids}

    def naming(iri: str) -> set[str]:
        if (own := by_iri().get(iri)) is not None:
            return {own}
        return state.articles_naming(iri).intersection(ids)

    def using(corrections: Collection[str]) -> set[str]:
        return {name for name, used in state.used() if not used.isdisjoint(corrections)}.intersection(ids)

    def holding(claim: str) -> set[str]:
        quads = Store.read_only(str(former / NAMED)).quads_for_pattern(NamedNode(claim), None, None, None)
        graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
        return {by_iri()[graph] for graph in graphs if graph in by_iri()}

    return Noted(naming, using, holding)


def _things(c: Correction) -> Iterator[Thing]:
    for thing in (*c.things, c.thing, c.into, c.subject, c.object):
        if thing is not None:
            yield thing


def write_corrections(corrections: Collection[Correction]) -> str:
    """Corrections as JSON."""
    return json.dumps([c.said() for c in corrections])


def read_corrections(text: str) -> list[Correction]:
    """The corrections that `write_corrections` wrote. Raises ValueError, TypeError."""
    return [_correction(said) for said in json.loads(text)]


def _correction(said: dict[str, Any]) -> Correction:
    given: dict[str, Any] = {}
    for name, value in said.items():
        if name in ("thing", "into", "subject", "object"):
            given[name] = Thing(*value)
        elif name == "things":
            given[name] = tuple(Thing(*each) for each in value)
        else:
            given[name] = tuple(value) if isinstance(value, list) else value
    return Correction(**given)
