"""A build from nothing: what each article tells is taken in as it comes, then everything is written.

Processes make of each article all that can be made of it alone (pipeline/telling.py). Here come together what articles
say of one thing (export/runs.py), its name (graph/labels.py), what follows from facts of several articles, and the two
stores. Of the articles themselves nothing is held: what they tell lies sorted on disk until it is merged.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.export.runs import Runs, write_runs
from innograph.export.turtle import Naming, header, write_turtle
from innograph.graph import GraphWriter, given_quads
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import mint
from innograph.pipeline.scribe import Scribe, Written
from innograph.pipeline.telling import draw
from innograph.reason.closure import close
from innograph.reason.ontology import is_schema
from innograph.reason.rules import rules_with
from innograph.reason.terms import Fact, fact_of
from innograph.store import GraphStore
from innograph.store.generations import NAMED, UNION
from innograph.validate.shapes import pointing_properties
from innograph.validate.stream import StreamCheck
from innograph.view.reader import ArticleRows

if TYPE_CHECKING:
    from innograph.article import Article
    from innograph.corrections import Reviser
    from innograph.facts import Facts
    from innograph.names import NameRow
    from innograph.pipeline.telling import Told
    from innograph.reason.closure import Closure
    from innograph.reason.rules import RuleSet

#: Bytes of Turtle or TriG that are given to a store at once.
_PIECE = 8 << 20
#: Between two graphs in TriG: inside of one there is no such thing.
_BETWEEN = b"\n\n\n"


class Fresh:
    """A generation on its way: `take` every article, then `settle`, `reason`, `write`, `unite`, `finish`."""

    def __init__(self, aside: Path, path: Path, reviser: Reviser, base: str, workers: int = 0) -> None:
        """The stores go to the folder `path`, what is not kept to `aside`. With several `workers` the store of named
        graphs is filled beside other work. Raises OSError, DataError when the themes or the ontology cannot be read."""
        self.base = base
        self.vocabulary = Vocabulary(base)
        self.given = list(given_quads(base))
        self.rules = rules_of_given(self.given)
        self.writer = GraphWriter(base=base, reviser=reviser)
        self.scribe = Scribe(self.vocabulary, self.rules, pointing_properties())
        self.check = StreamCheck(self.vocabulary, self.rules)
        self._path = path
        self._threads = ThreadPoolExecutor(1) if workers > 1 else None
        self._loads: list[Callable[[], object]] = []
        self._runs = Runs()
        self._prefixes: set[bytes] = set()
        self._entangled = False
        self._others: list[Fact] = []
        self._joined: IO[bytes] = tempfile.TemporaryFile(prefix="innograph-")  # noqa: SIM115 (closed in `reason`)
        self._texts: IO[bytes] = tempfile.TemporaryFile(prefix="innograph-")  # noqa: SIM115 (closed in `close`)
        self._graphs = (aside / "graphs.trig").open("wb")
        prefixes = Naming(self.vocabulary).prefixes
        self._graphs.write(header(prefixes, prefixes.values()))

    def take(self, article: Article, told: Told) -> None:
        """Take in what an article tells."""
        assert told.written is not None
        self.writer.take(told.rows)
        self._put(ox.NamedNode(mint("article", article.id, self.base)), told.written)
        pickle.dump((article.id, article.text), self._texts)

    def texts(self) -> dict[str, str]:
        """The texts of all articles by their ids: for who has to look at all again."""
        self._texts.seek(0)
        found: dict[str, str] = {}
        with suppress(EOFError):
            while True:
                found.update([pickle.load(self._texts)])
        return found

    def take_note(self, note: Facts) -> tuple[list[NameRow], dict[str, str]]:
        """Take in a fact that a correction adds; gives what it calls things, and the rows for the pages.

        Raises as `GraphWriter.add` does.
        """
        statements, rows, graph = self.writer.statements(note)
        self.writer.take(rows)
        self._put(graph, self.scribe.write(statements, note.article.text, graph))
        return rows, draw(ArticleRows(self.base), statements, graph)

    def _put(self, graph: ox.NamedNode, written: Written) -> None:
        self._runs.add(written.records)
        self._graphs.write(b"%s<%s> {%s}" % (_BETWEEN, graph.value.encode(), written.trig))
        self._joined.write(written.joined)
        self._prefixes |= written.prefixes
        self._entangled |= written.entangled
        self.check.expect(written.elsewhere, written.pointings)
        self.check.terms(written.terms)
        self.check.doubt(written.doubt)

    def settle(self) -> None:
        """Names and registry facts of what the articles speak of, corrections, themes and ontology."""
        labels = self.vocabulary.graph("labels")
        for graph, quads in _by_graph((*self.writer.finish(), *self.given)).items():
            facts = [fact_of(quad) for quad in quads]
            if graph != labels:  # a name is a premise of nothing that needs more than it
                self._others += facts
            self.check.given(facts)  # type: ignore[arg-type]
            written = self.scribe.write(facts)  # type: ignore[arg-type]
            self._put(graph, written)
        self.given.clear()
        self._graphs.close()
        with _writing(self._path):
            (self._path / NAMED).mkdir(parents=True)
            self._named = ox.Store(str(self._path / NAMED))
        self._take_in(Path(self._graphs.name))

    def reason(self) -> None:
        """What follows from facts of several articles. Raises DataError."""
        with self._joined as joined:
            joined.seek(0)
            closure = close(chain(self._others, map(fact_of, ox.parse(joined, format=ox.RdfFormat.N_TRIPLES))))
        self._others.clear()
        self._entangled |= _has_second_names(closure)
        if not self._entangled:
            self._runs.add(self.scribe.inferred(closure.facts()))  # type: ignore[arg-type]
            self._prefixes |= self.scribe.prefixes
        if closure.contradictions():
            self.check.doubt("facts that contradict each other")

    def write(self, graph: Path, inferred: Path) -> tuple[int, int]:
        """Write the two Turtle files; how many triples each has. Raises StoreError."""
        with graph.open("wb") as out, inferred.open("wb") as more:
            asserted, follows = write_runs(self._runs, out, more, self.vocabulary, self._prefixes, self.check.look)
        if self._entangled:
            self._wait()
            with inferred.open("wb") as out:
                follows = write_turtle(close(self._named), out, base=self.base)
        self._take_in(inferred, self.vocabulary.inferred)
        return asserted, follows

    def unite(self, graph: Path, inferred: Path) -> GraphStore:
        """Fill the store that answers queries from the two files; that of named graphs may not be full before `finish`.

        Raises StoreError.
        """
        with _writing(self._path):
            (self._path / UNION).mkdir(parents=True)
            union = ox.Store(str(self._path / UNION))
            for file in (graph, inferred):
                _load(union, file)
            _settle(union)
        return GraphStore(store=self._named, union=union, base=self.base, path=self._path)

    def finish(self) -> None:
        """Have the store of named graphs full. Raises StoreError."""
        self._wait()
        with _writing(self._path):
            _settle(self._named)
        Path(self._graphs.name).unlink(missing_ok=True)

    def _take_in(self, file: Path, graph: ox.NamedNode | None = None) -> None:
        """Have the store of named graphs take a file in: beside other work, or when it is waited for."""
        load = partial(_load, self._named, file, graph)
        self._loads.append(load if self._threads is None else self._threads.submit(load).result)

    def _wait(self) -> None:
        with _writing(self._path):
            for load in self._loads:
                load()
        self._loads.clear()

    def close(self) -> None:
        """Let files go, however far it came."""
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        with suppress(OSError):
            self._joined.close()
            self._texts.close()
            self._graphs.close()


def rules_of_given(given: Iterable[ox.Quad]) -> RuleSet:
    """The rules of the ontology that a graph holds. Raises DataError."""
    return rules_with(frozenset(fact for fact in map(fact_of, given) if is_schema(fact)))


def _has_second_names(closure: Closure) -> bool:
    """Whether one thing has two names that the data uses: then facts about it are facts about both."""
    groups = closure.fixpoint.equality.classes()
    return any(sum(n not in closure.outside for n in names) > 1 for names in groups.values())


def _by_graph(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, list[ox.Quad]]:
    graphs: dict[ox.NamedNode, list[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)  # type: ignore[arg-type]
    return graphs


def _pieces(path: Path, between: bytes) -> Iterator[bytes]:
    """A Turtle or TriG file of ours in parts, each with the prefixes before it; `between` parts that may be apart."""
    with path.open("rb") as file:
        first = file.read(_PIECE)
        end = first.find(b"\n\n") + 1  # of the prefixes
        head, rest = first[:end], first[end:]
        while True:
            more = file.read(_PIECE)
            at = rest.rfind(between) + 1 if more else len(rest)
            if at:
                yield head + rest[:at]
            if not more:
                return
            rest = rest[at:] + more


def _load(store: ox.Store, file: Path, graph: ox.NamedNode | None = None) -> None:
    """Fill a store from a file, Turtle for a graph or the default graph, or TriG.

    Oxigraph's loader holds what it is given at once, up to a million quads: so it is given less.
    """
    trig = file.suffix == ".trig"
    for piece in _pieces(file, _BETWEEN if trig else b"\n\n"):
        if trig:
            store.bulk_load(piece, ox.RdfFormat.TRIG)
        else:
            store.bulk_load(piece, ox.RdfFormat.TURTLE, to_graph=graph)


def _settle(store: ox.Store) -> None:
    store.optimize()
    store.flush()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Raises StoreError where the stores in a folder cannot be written."""
    try:
        yield
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path}: cannot be written ({error})") from error
