"""Things that former generations of a graph had and the present one has not: `DIR/store/former.tsv`.

A line for each, `IRI<TAB>what became of it`: the IRI of the thing that all its names belong to now, or nothing. So a
server can say that a thing is gone, or where it went, to who held on to its address. The list is what happened to a
folder, not what its articles say: nothing that a build writes depends on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph.vocabulary import SCHEMA, SKOS, Vocabulary

if TYPE_CHECKING:
    from innograph.store.generations import Generation

FORMER = "former.tsv"
_NAMES = (SKOS.prefLabel, SCHEMA.headline)
_ALL_NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SCHEMA.headline)


def read_former(stores: Path) -> dict[str, str]:
    """The things that are no more, each with the IRI of what it became, "" for nothing; empty without a list."""
    found: dict[str, str] = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in (stores / FORMER).read_text(encoding="utf-8").splitlines():
            iri, _, now = line.partition("\t")
            if iri:
                found[iri] = now
    return found


def note_former(
    stores: Path, before: Generation, after: Generation, union: str, changed: Collection[str] | None = None
) -> None:
    """Bring the list up to date when `after` takes the place of `before`; `union` is the folder of their triples.

    `changed` are the things of which something is not said any more, where that is known.

    What was on the list and is there again leaves it. A list that cannot be made is no reason to lose a build: then
    the former one stays.
    """
    with suppress(OSError, ValueError, RuntimeError):
        old, new = (ox.Store.read_only(str(each.path / union)) for each in (before, after))
        known = read_former(stores)
        gone = {iri: now for iri, now in known.items() if not _is_there(new, iri)}
        base = before.base
        for iri in _things(old, base, changed):
            if iri not in gone and not _is_there(new, iri):
                gone[iri] = ""
        for iri in list(gone):
            if not gone[iri] or not _is_there(new, gone[iri]):
                gone[iri] = _successor(old, new, iri, base) if before.base == after.base else ""
        if gone == known:
            return
        from innograph.store.generations import replace_text

        lines = (f"{iri}\t{now}\n" for iri, now in sorted(gone.items()))
        if gone:
            replace_text(stores / FORMER, "".join(lines))
        else:
            (stores / FORMER).unlink(missing_ok=True)


def _things(store: ox.Store, base: str, among: Collection[str] | None = None) -> Iterator[str]:
    head = f"{base}id/"
    if among is not None:
        for iri in sorted(iri for iri in among if iri.startswith(head)):
            if any(True for p in _NAMES for _ in store.quads_for_pattern(ox.NamedNode(iri), p, None, None)):
                yield iri
        return
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(head):
                yield quad.subject.value


def _is_there(store: ox.Store, iri: str) -> bool:
    return next(iter(store.quads_for_pattern(ox.NamedNode(iri), None, None, None)), None) is not None


def _successor(old: ox.Store, new: ox.Store, iri: str, base: str) -> str:
    """The one thing of the same kind that has every preferred name now that this one had; "" where there is none."""
    vocabulary, node = Vocabulary(base), ox.NamedNode(iri)
    names = {q.object for p in _NAMES for q in old.quads_for_pattern(node, p, None, None)}
    if not names:
        return ""
    candidates: set[str] | None = None
    for name in names:
        having = {
            q.subject.value
            for p in _ALL_NAMES
            for q in new.quads_for_pattern(None, p, name, None)
            if isinstance(q.subject, ox.NamedNode) and vocabulary.kind(q.subject.value) == vocabulary.kind(iri)
        }
        candidates = having if candidates is None else candidates & having
    return next(iter(candidates)) if candidates and len(candidates) == 1 else ""
