"""A built graph into any SPARQL 1.1 store, and kept there as it is here.

The store gets the named graphs as they are, and two graphs more:

- *union*, `{base}graph/union`: each triple of all graphs once. Queries are asked over it alone
  (`default-graph-uri` of the protocol), so that no count counts a fact once an article, whatever the store
  makes of a default graph.
- *manifest*, MANIFEST: of each graph that is whole in the store its number of triples and the hash of its content.

A second upload compares hashes and replaces what differs, graph by graph. Every request can be sent twice, and
cut at any place: what a graph loses is worked out from what the store then holds, and its line in the
manifest comes last. So an upload that ended early goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.store.graphstore import GraphStore
from innograph.store.protocol import Endpoint, Refused
from innograph.store.remote import CONTENT, MANIFEST, STATE, RemoteStore, union_of

#: Triples a request. A store that finds it too much gets half as many from then on.
BATCH = 5_000
#: Graphs whose present content is asked for at once.
_AT_ONCE = 100

#: Told of how many graphs are done and of how many there are to do.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Uploaded:
    """What an upload did: named graphs by what became of them, triples and requests that were sent."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    triples: int = 0
    requests: int = 0


@dataclass(slots=True)
class _Change:
    """What one graph in the store loses and gains, and its line in the manifest afterwards; "" for none."""

    graph: str
    line: str | None
    gone: list[str] = field(default_factory=list)
    delete: list[str] = field(default_factory=list)
    insert: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.gone) + len(self.delete) + 2 * len(self.insert) + 1

    def halves(self) -> list[_Change]:
        """Two changes that come to the same, one after the other; itself alone when there is nothing to part."""
        if (self.gone or self.delete) and self.insert:
            first = _Change(self.graph, None, self.gone, self.delete)
            return [first, _Change(self.graph, self.line, insert=self.insert)]
        if len(self.insert) > 1:
            half = len(self.insert) // 2
            return [
                _Change(self.graph, None, insert=self.insert[:half]),
                _Change(self.graph, self.line, insert=self.insert[half:]),
            ]
        if self.gone and self.delete:
            return [_Change(self.graph, None, self.gone), _Change(self.graph, self.line, delete=self.delete)]
        for name in ("gone", "delete"):
            rows = getattr(self, name)
            if len(rows) > 1:
                half = len(rows) // 2
                return [
                    _Change(self.graph, None, **{name: rows[:half]}),
                    _Change(self.graph, self.line, **{name: rows[half:]}),
                ]
        return [self]


class Content(NamedTuple):
    """A graph in short: its number of triples and the SHA-256 of its sorted lines of N-Triples."""

    triples: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.triples} {self.sha256}"


def content_of(triples: Iterable[ox.Triple]) -> Content:
    """What the manifest says of a graph with these triples."""
    lines = sorted(f"{t} ." for t in triples)
    return Content(len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest())


def upload(
    store: GraphStore,
    url: str,
    *,
    update_url: str | None = None,
    batch: int = BATCH,
    progress: Progress | None = None,
    endpoint: Endpoint | None = None,
) -> Uploaded:
    """Make the store at `url` hold what `store` holds: new and changed graphs in, vanished ones out.

    What the store holds besides is left alone. Raises StoreError when it cannot be reached or will not take
    something (the same call then goes on where it stopped), or when it holds a graph of another base or this
    one has no named graphs.
    """
    with endpoint or Endpoint(url, update_url) as there:
        return _Upload(store, there, batch, progress).run()


class _Upload:
    def __init__(self, store: GraphStore, there: Endpoint, batch: int, progress: Progress | None) -> None:
        self.store, self.there, self.progress = store, there, progress
        self.batch = max(1, batch)
        self.done = Uploaded()
        self.union = union_of(store.base)
        self.remote = RemoteStore(there, store.base)

    def run(self) -> Uploaded:
        names = self.store.graphs()
        if not names:
            raise StoreError("this graph has no named graphs, one an article: give the folder that a build wrote")
        held = self.remote.find()
        if held is not None and held != self.store.base:
            raise StoreError(f"{self.there.url}: holds a graph under {held}, this one is under {self.store.base}")
        there = self.remote.manifest() if held is not None else {}
        present = set(self.remote.present()) if held is not None else set()
        changed = []
        for name in names:
            line = str(content_of(q.triple for q in self.store.quads(name)))
            if there.get(name) == line:
                self.done.unchanged += 1
            else:
                changed.append((name, line))
                if name in there:
                    self.done.changed += 1
                else:
                    self.done.new += 1
        known = set(names)
        left = [g for g in there if g not in known]
        # What an upload that was cut short began, and what no line tells of yet.
        left += [g for g in present if g not in known and g not in there]
        self.done.withdrawn = len(left)
        work = sorted([*changed, *((name, "") for name in left)])
        if not work and held is not None and self.remote.complete:
            return self.done
        self.send(self.head("unfinished"))
        done = 0
        for change in self.batches(work, present):
            self.apply(change)
            done += sum(1 for c in change if c.line is not None)
            if self.progress is not None:
                self.progress(done, len(work))
        self.send(self.head("complete"))
        return self.done

    def batches(self, work: list[tuple[str, str]], present: set[str]) -> Iterator[list[_Change]]:
        """The changes, several small ones together and a big one in pieces."""
        batch: list[_Change] = []
        size = 0
        for start in range(0, len(work), _AT_ONCE):
            some = work[start : start + _AT_ONCE]
            before = self.remote.contents([name for name, _ in some if name in present])
            for name, line in some:
                for change in self.pieces(self.change(name, line, before.get(name, set()))):
                    if batch and size + len(change) > self.batch:
                        yield batch
                        batch, size = [], 0
                    batch.append(change)
                    size += len(change)
        if batch:
            yield batch

    def change(self, name: str, line: str, before: set[ox.Triple]) -> _Change:
        after = {q.triple for q in self.store.quads(name)} if line else set()
        lost, union = before - after, self.store.union
        gone = [t for t in lost if ox.Quad(t.subject, t.predicate, t.object) not in union]
        return _Change(
            name,
            line,
            gone=sorted(f"{t} ." for t in gone),
            delete=sorted(f"{t} ." for t in lost),
            insert=sorted(f"{t} ." for t in after),
        )

    def pieces(self, change: _Change) -> Iterator[_Change]:
        if len(change) <= self.batch or len(parts := change.halves()) == 1:
            yield change
            return
        for part in parts:
            yield from self.pieces(part)

    def apply(self, changes: list[_Change]) -> None:
        """Have the store do these, in smaller pieces when it will not do them at once."""
        todo = [changes]
        while todo:
            some = todo.pop()
            parts = some if len(some) > 1 else some[0].halves()
            half = len(parts) // 2
            size = sum(map(len, some))
            if size > self.batch and half:
                todo += [parts[half:], parts[:half]]
                continue
            try:
                self.send(self.text(some))
            except Refused as error:
                if error.status in (401, 403, 404, 405) or not half:
                    raise
                self.batch = max(1, size // 2)
                todo.append(some)
            else:
                self.done.triples += sum(len(c.insert) for c in some)

    def text(self, changes: list[_Change]) -> str:
        # A graph a deletion: Virtuoso 7 leaves texts with a language behind when several stand in one DELETE DATA.
        gone = [(self.union, [row for c in changes for row in c.gone]), *((c.graph, c.delete) for c in changes)]
        new = _data((c.graph, c.insert) for c in changes)
        new += _data((self.union, c.insert) for c in changes)
        lines = [c for c in changes if c.line is not None]
        parts = [f"DELETE DATA {{ {_data([part])} }}" for part in gone if part[1]]
        parts += [f"INSERT DATA {{ {new} }}"] if new else []
        parts += [f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ <{c.graph}> <{CONTENT}> ?line }} }}" for c in lines]
        said = "".join(f'<{c.graph}> <{CONTENT}> "{c.line}" . ' for c in lines if c.line)
        parts += [f"INSERT DATA {{ GRAPH <{MANIFEST}> {{ {said}}} }}"] if said else []
        return " ;\n".join(parts)

    def head(self, state: str) -> str:
        about = f"<{self.store.base}>"
        return (
            f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ {about} <{STATE}> ?state }} }} ;\n"
            f'INSERT DATA {{ GRAPH <{MANIFEST}> {{ {about} <{STATE}> "{state}" }} }}'
        )

    def send(self, text: str) -> None:
        self.there.update(text)
        self.done.requests += 1


def _data(graphs: Iterable[tuple[str, list[str]]]) -> str:
    return "".join(f"GRAPH <{graph}> {{\n" + "\n".join(rows) + "\n}\n" for graph, rows in graphs if rows)
