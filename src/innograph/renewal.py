"""A build that changes what differs: in the former generation of the store, in its state and its Turtle files.

The outcome is that of a full build, byte for byte. What a changed article says takes the place of what it said, labels
and registry follow for the things that it names, reasoning by difference (reason/change.py), the two stores and the
two Turtle files by the subjects that differ. The former generation is never written to: its files are linked, and
Oxigraph replaces files rather than changing them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.export.splice import splice_turtle
from innograph.graph import GraphWriter
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import mint
from innograph.names import NameRow
from innograph.reason.change import update
from innograph.reason.terms import Fact, fact_of
from innograph.store import GraphStore
from innograph.store.generations import NAMED, UNION, current_generation
from innograph.store.state import STATE, BuildState, copy_state

if TYPE_CHECKING:
    from innograph.corrections import Reviser

#: Up to so many changed articles, or such a part of all, a build changes what differs; beyond, all anew is quicker.
_FEW, _PART = 20, 0.05


class NotFollowed(Exception):
    """The change cannot be followed piece by piece; a full build will do."""


@dataclass(slots=True)
class Difference:
    """What differs between two builds: facts, and what is in the union of all graphs in any way."""

    added: list[Fact] = field(default_factory=list)
    removed: list[Fact] = field(default_factory=list)
    new: tuple[Fact, ...] = ()
    gone: tuple[Fact, ...] = ()
    asserted: int = 0
    inferred: int = 0

    @property
    def facts(self) -> set[Fact]:
        """Every fact that a graph gained or lost."""
        return {*self.added, *self.removed, *self.new, *self.gone}

    @property
    def withdrawn(self) -> set[str]:
        """The IRIs of which something is not said any more."""
        return {fact[0].value for fact in (*self.removed, *self.gone) if isinstance(fact[0], ox.NamedNode)}


def former_generation(stores: Path, out: Path, version: str, files: Sequence[str]) -> Path | None:
    """The generation that counts now, if this version built it and its files lie in `out` as it left them."""
    try:
        path = current_generation(stores).path
        if not (path / STATE).is_file():
            return None
        with closing(BuildState(path / STATE)) as state:
            if state["version"] != version:
                return None
            for name in files:
                with (out / name).open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != state[f"sha256 {name}"]:
                        return None
        return path
    except (StoreError, OSError, sqlite3.Error):
        return None


def is_little(changed: int, articles: int) -> bool:
    """Whether so many changed articles are worth following."""
    return changed <= max(_FEW, int(articles * _PART))


def link_generation(former: Path, aside: Path) -> None:
    """A copy of a generation that can be written to; files that never change in place are linked. Raises OSError."""
    for name in (NAMED, UNION):
        (aside / name).mkdir(parents=True)
        for path in sorted((former / name).iterdir()):
            target = aside / name / path.name
            if path.suffix == ".sst":
                try:
                    os.link(path, target)
                    continue
                except OSError:
                    pass  # another file system, or one without links
            if path.is_file() and path.name != "LOCK":
                shutil.copyfile(path, target)
    copy_state(former / STATE, aside / STATE)


class Renewal:
    """A former generation, linked, on its way to the next one."""

    def __init__(self, aside: Path, reviser: Reviser, base: str) -> None:
        """Raises StoreError."""
        self.base = base
        self.vocabulary = Vocabulary(base)
        self.reviser = reviser
        self.difference = Difference()
        try:
            self.named = ox.Store(str(aside / NAMED))
            self.union = ox.Store(str(aside / UNION))
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"{aside}: cannot be opened ({error})") from error
        self.state = BuildState(aside / STATE)
        self.writer = GraphWriter(base=base, reviser=reviser)
        self._before = self.state.named()
        self._touched: set[str] = set()

    def withdraw(self, articles: Iterable[str]) -> None:
        """Take out what these articles said."""
        for name in articles:
            self._touched |= self.state.named_by([name])
            self.state.remove([name])
            self._replace(ox.NamedNode(mint("article", name, self.base)), ())

    def touch(self, things: Iterable[str]) -> None:
        """Have these things named anew, whoever names them."""
        self._touched |= set(things)

    def put(self, article: str, quads: Iterable[ox.Quad], rows: Sequence[NameRow]) -> None:
        """Put what an article says now in the place of what it said."""
        self._touched |= self.state.named_by([article]) | {row.iri for row in rows}
        self._replace(ox.NamedNode(mint("article", article, self.base)), quads)

    def settle(self) -> None:
        """Names, registry and corrections of what is named now; to be called when all articles are put and noted.

        Raises NotFollowed where everything would have to be inferred anew.
        """
        before, after = GraphWriter(base=self.base, reviser=self.reviser), self.writer
        before.know(self._before)
        after.know(self.state.named())
        touched = self._touched | before.countries() | after.countries()
        after.take(self.state.rows_of(sorted(self._touched)))
        labels = self.vocabulary.graph("labels")
        graphs: dict[ox.NamedNode, set[ox.Quad]] = {
            self.vocabulary.graph(name): set() for name in ("labels", "registry", "corrections")
        }
        for quad in after.finish():
            graphs[quad.graph_name].add(quad)  # type: ignore[index]
        for graph, quads in graphs.items():
            if graph != labels:
                self._replace(graph, quads)
        old = {q for iri in touched for q in self.named.quads_for_pattern(ox.NamedNode(iri), None, None, labels)}
        self._change(old, graphs[labels])
        result = update(self.named, self.difference.removed, self.difference.added, inferred=self.vocabulary.inferred)
        if result.full:
            raise NotFollowed
        self.difference.new, self.difference.gone = result.new, result.gone
        self._settle_union()

    def _replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        after = set(quads)
        self._change(set(self.named.quads_for_pattern(None, None, None, graph)), after)
        if not after:
            self.named.remove_graph(graph)  # an empty graph is still one

    def _change(self, before: set[ox.Quad], after: set[ox.Quad]) -> None:
        for quad in before - after:
            self.named.remove(quad)
            self.difference.removed.append(fact_of(quad))
        self.named.extend(after - before)
        self.difference.added += [fact_of(quad) for quad in after - before]

    def _settle_union(self) -> None:
        for s, p, o in self.difference.facts:
            quad = ox.Quad(s, p, o)  # type: ignore[arg-type]
            if any(True for _ in self.named.quads_for_pattern(s, p, o, None)):  # type: ignore[arg-type]
                self.union.add(quad)
            else:
                self.union.remove(quad)

    def write(self, former: Path, graph: Path, inferred: Path) -> None:
        """The two Turtle files, from those that lie in `former`. Raises OSError, ValueError."""
        told = {*self.difference.added, *self.difference.removed}
        follows = {*self.difference.new, *self.difference.gone}
        for path, facts in ((graph, told), (inferred, follows)):
            subjects = sorted({fact[0].value for fact in facts if isinstance(fact[0], ox.NamedNode)})
            quads = (
                quad
                for iri in subjects
                for quad in self.named.quads_for_pattern(ox.NamedNode(iri), None, None, None)
                if (quad.graph_name == self.vocabulary.inferred) is (path == inferred)
            )
            with path.open("wb") as file:
                longer = splice_turtle(former / path.name, file, subjects, quads, base=self.base)
            if path == graph:
                self.difference.asserted = longer
            else:
                self.difference.inferred = longer

    def finish(self, path: Path) -> GraphStore:
        """The store as it is now. Raises StoreError."""
        try:
            for store in (self.named, self.union):
                store.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{path}: cannot be written ({error})") from error
        return GraphStore(store=self.named, union=self.union, base=self.base, path=path)
