"""The network in memory: who is tied to whom by which relation, for neighbours and the shortest way between two."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from innograph.graph.vocabulary import RDF, Vocabulary

#: Relations that tie things together; themes and what an article is about do not.
TIES = (
    "collaboratesWith", "assignedTo", "assignedBy", "funds", "organizes", "participatesIn", "leads", "worksFor",
    "memberOf", "partOf",
)  # fmt: skip
#: Steps of a way are at most this many: longer ones say nothing.
MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as claims state it, and how many of them do."""

    subject: str
    predicate: str
    object: str
    claims: int

    def other(self, end: str) -> str:
        """The end that is not this one."""
        return self.object if end == self.subject else self.subject


class Links:
    """All relations between things that claims state."""

    def __init__(self, store: ox.Store, base: str) -> None:
        own = f"{base}def/"
        vocabulary = Vocabulary(base)
        parts: dict[str, dict[ox.NamedNode | ox.BlankNode | ox.Triple, str]] = {}
        for part in ("subject", "predicate", "object"):
            parts[part] = {
                q.subject: q.object.value
                for q in store.quads_for_pattern(None, ox.NamedNode(RDF.iri + part), None, None)
                if isinstance(q.object, ox.NamedNode)
            }
        counts: dict[tuple[str, str, str], int] = defaultdict(int)
        for claim, predicate in parts["predicate"].items():
            name = predicate.removeprefix(own)
            if name in (*TIES, "hasTheme") and claim in parts["subject"] and claim in parts["object"]:
                subject, object_ = parts["subject"][claim], parts["object"][claim]
                if vocabulary.kind(subject) != "collaboration":
                    counts[subject, name, object_] += 1
        self._of: dict[str, list[Link]] = defaultdict(list)
        self._ranked: dict[frozenset[str], list[tuple[int, str]]] = {}
        for (subject, name, object_), claims in sorted(counts.items()):
            link = Link(subject, name, object_, claims)
            self._of[subject].append(link)
            if object_ != subject:
                self._of[object_].append(link)

    def of(self, iri: str, predicates: Iterable[str] = TIES) -> list[Link]:
        """The relations of a thing, sorted."""
        wanted = frozenset(predicates)
        return [link for link in self._of.get(iri, ()) if link.predicate in wanted]

    def degree(self, iri: str, predicates: Iterable[str] = TIES) -> int:
        """How many things a thing is tied to."""
        return len({link.other(iri) for link in self.of(iri, predicates)} - {iri})

    def most_tied(self, most: int, predicates: Iterable[str] = TIES) -> list[str]:
        """The things that are tied to most others, at most `most` of them; of equals the first by IRI."""
        wanted = frozenset(predicates)
        if wanted not in self._ranked:
            self._ranked[wanted] = sorted((-self.degree(iri, wanted), iri) for iri in self._of)
        return [iri for degree, iri in self._ranked[wanted][:most] if degree]

    def among(self, iris: Iterable[str], predicates: Iterable[str] = TIES) -> list[Link]:
        """The relations that have both their ends among these things, sorted."""
        kept = dict.fromkeys(iris)
        links = [link for iri in kept for link in self.of(iri, predicates) if link.subject == iri]
        return sorted({k for k in links if k.object in kept}, key=lambda k: (k.subject, k.predicate, k.object))

    def opened(
        self, focus: Iterable[str], *, each: int = 25, most: int = 300, predicates: Iterable[str] = TIES
    ) -> tuple[list[str], bool]:
        """Things with their nearest: of each at most `each`, those most spoken of first, and at most `most` in all; and
        whether there would be more.
        """
        wanted = frozenset(predicates)
        kept = dict.fromkeys(focus)
        cut = False
        for iri in list(kept):
            near: dict[str, int] = defaultdict(int)
            for link in self.of(iri, wanted):
                near[link.other(iri)] += link.claims
            ranked = sorted(near, key=lambda other: (-near[other], other))
            cut = cut or len(ranked) > each
            for other in ranked[:each]:
                if len(kept) < most:
                    kept.setdefault(other)
                elif other not in kept:
                    cut = True
        return list(kept), cut

    def path(self, start: str, end: str, *, most: int = 6, predicates: Iterable[str] = TIES) -> list[Link] | None:
        """The relations of a shortest way between two things, the first by IRI of equals; None where there is none of
        at most `most` steps.
        """
        if start == end:
            return []
        wanted = frozenset(predicates)
        came: dict[str, Link | None] = {start: None}
        steps = {start: 0}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            if steps[here] >= min(most, MOST_STEPS):
                continue
            for link in self.of(here, wanted):
                there = link.other(here)
                if there not in came:
                    came[there] = link
                    steps[there] = steps[here] + 1
                    if there == end:
                        return self._back(came, end)
                    queue.append(there)
        return None

    def _back(self, came: dict[str, Link | None], end: str) -> list[Link]:
        way: list[Link] = []
        here = end
        while (link := came[here]) is not None:
            way.append(link)
            here = link.other(here)
        return way[::-1]

    def around(
        self, focus: Iterable[str], *, depth: int = 1, most: int = 300, predicates: Iterable[str] = TIES
    ) -> tuple[list[str], list[Link], bool]:
        """Things at most `depth` relations away, at most `most` of them, nearest and most spoken of first; the
        relations among them; and whether there would be more.
        """
        wanted = frozenset(predicates)
        kept = dict.fromkeys(iri for iri in focus)
        edge = list(kept)
        cut = False
        for _ in range(depth):
            near: dict[str, int] = defaultdict(int)
            for iri in edge:
                for link in self.of(iri, wanted):
                    if (other := link.other(iri)) not in kept:
                        near[other] += link.claims
            ranked = sorted(near, key=lambda iri: (-near[iri], iri))
            room = most - len(kept)
            cut = cut or len(ranked) > room
            edge = ranked[: max(0, room)]
            kept.update(dict.fromkeys(edge))
        return list(kept), self.among(kept, wanted), cut
