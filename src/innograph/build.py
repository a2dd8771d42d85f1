"""`build`: articles in, a graph out that one can ask, look at and publish.

The result is written beside the former one and takes its place at the end: the files one after the
other, each whole, and the store by one pointer (see store/generations.py). Until then, and after a crash,
the former result is what everyone sees. But for `report.json`, which tells times, the same input gives the
same bytes whatever the order of the inputs, the folder, the machine or the day.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib
import json
import os
import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from innograph.errors import InnographError, StoreError, WorkError
from innograph.iri import DEFAULT_BASE
from innograph.report import BuildReport as BuildReport
from innograph.report import SkippedInput as SkippedInput
from innograph.report import peak_memory, versions
from innograph.resources import resource

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from innograph.article import Article
    from innograph.corrections import Reviser
    from innograph.facts import Facts
    from innograph.fresh import Fresh
    from innograph.graph import GraphWriter
    from innograph.names import NameRow
    from innograph.notebook import Graph
    from innograph.pipeline import Extraction
    from innograph.pipeline.cache import FactsCache
    from innograph.pipeline.pool import ExtractionProcess
    from innograph.read import Fields, Splitter
    from innograph.read.source import Reader
    from innograph.reason.terms import Fact
    from innograph.renewal import Renewal
    from innograph.rereading import Difference, Inventory, Known
    from innograph.store import GraphStore
    from innograph.store.state import BuildState, Counts
    from innograph.view.rows import Rows
    from innograph.view.writing import PagesBeside

GRAPH, INFERRED, VIEW, REPORT, STORE = "graph.ttl", "inferred.ttl", "index.html", "report.json", "store"
#: Folder of the pages that show one side of the network each (innograph.view.PAGES).
VIEWS = "views"
#: File beside the generations of the store with the facts of each article, for the next build.
FACTS = "facts.sqlite"
#: File beside it with the articles that were read from pages and PDFs.
READINGS = "readings.sqlite"

#: New articles for which a further process is worth its start, and seconds after which found facts are kept.
_SHARE, _SAVE = 50, 5.0

#: New things after which Python looks for circles of garbage; see `gc.set_threshold`.
_COLLECTING = (20_000, 20, 50)
#: A language is prepared for if at least one in so many articles has it.
_SEEN = 5
#: What the state has as the key of a correction's own short article.
_NOTE = "note"

T = TypeVar("T")
X = TypeVar("X")

#: Told of the stage, of how many inputs are done and of how many there are (0: not known).
Progress = Callable[[str, int, int], None]


def build(
    sources: Sequence[Path | str] = (),
    out: Path | str = "graph",
    *,
    registry: Path | None = None,
    models: Sequence[str] = (),
    corrections: Sequence[Path] | None = None,
    base: str = DEFAULT_BASE,
    workers: int = 0,
    full: bool = False,
    look: bool = True,
    wait: bool = False,
    fields: Fields | None = None,
    cluster: str | None = None,
    parts: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read articles, find their facts and write the graph, its store, its view and a report to the folder
    `out`.

    `sources` are files, folders and addresses of what docs/inputs.md lists; without any, the sample articles. `fields`
    says which fields of JSON and tables are an article's text, title and so on, where the usual names do not.
    `registry` is a table of further actors with the columns of data/registry. `models` are names of models that
    propose mentions or facts beside the rules (`innograph.models`); none unless named. `corrections` are files of
    corrections (docs/corrections.md); without them those called corrections.toml in the source folders. What cannot be
    read is named in the report and left out.
    The facts of articles that have not changed since the last build to `out` are not looked for again, unless
    `full`, or a model is asked. Files that look as they did then (size, times) are not opened, unless `look` is false.
    `workers` is the number of processes that look for facts, in which an
    article that crashes or does not end is set aside; 0 does it in this process. `cluster` is the address of a Dask
    scheduler whose workers do it instead, and `parts` a place where they write what they find of all
    articles (pipeline/parts.py). While another build writes to `out` this one ends at once, or begins after it
    with `wait`.
    Raises WorkError when nothing is left to build from or a file cannot be written: the former graph in
    `out` then stays as it is; raises StoreError while another build writes to `out`, DataError when our own
    data or the registry is wrong.

    >>> build(["articles/"], "graph").articles                                          # doctest: +SKIP
    31
    """
    from innograph.corrections import Reviser, find_files, read_corrections
    from innograph.link.registry import load_registry
    from innograph.pipeline import Extraction
    from innograph.pipeline.cache import FactsCache
    from innograph.store.generations import build_lock, remove_unused

    out = Path(out)
    files = find_files(map(Path, sources)) if corrections is None else list(corrections)
    extraction = Extraction(registry, tuple(models), base)
    with contextlib.ExitStack() as closing:
        # Where there is one processor, it would have to wait.
        soon = workers > 1 and not full and not models and cluster is None
        started = _prepare(extraction, out, closing) if soon else None
        reviser = Reviser(read_corrections(files, base), load_registry(registry, base), base)
        closing.enter_context(build_lock(out / STORE, wait=wait))
        closing.enter_context(_seldom_collecting())
        remove_unused(out / STORE, unfinished=True)
        aside = out / STORE / f".building-{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir()
            # What a model says today is not what it said yesterday: nothing of it is kept.
            kept = FactsCache((aside if models else out / STORE) / FACTS)
            with contextlib.closing(kept):
                if full:
                    kept.clear()
                    (out / STORE / READINGS).unlink(missing_ok=True)
                report = BuildReport(out=out, base=base, corrections=[str(file) for file in files])
                work = _Build(
                    aside, report, extraction, reviser, kept, workers, progress, fields, cluster, parts,
                    full=full or bool(models), looks=look, closing=closing, started=started,
                )  # fmt: skip
                work.run(list(sources) or [resource("data", "articles")], out)
                return work.publish(out)
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise WorkError(f"cannot write the graph to {out}: {error.strerror or error}{where}") from error
        except sqlite3.Error as error:
            raise WorkError(f"cannot write {out / STORE / FACTS}: {error}") from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _prepare(extraction: Extraction, out: Path, closing: contextlib.ExitStack) -> ExtractionProcess | None:
    """Begin a process that will find the facts of what has changed since the last build, if there was one: it loads
    names, and the rules of the languages that most articles have, while files are looked at."""
    from innograph.article import Article
    from innograph.pipeline.pool import ExtractionProcess

    try:
        told = json.loads((out / REPORT).read_bytes())["counts"]["languages"]
        languages = [tag for tag, count in told.items() if count * _SEEN >= sum(told.values())]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    process = ExtractionProcess(extraction)
    closing.callback(process.close)
    process.prepare([Article("a", "A.", tag) for tag in languages])
    return process


def load(path: Path | str = "graph") -> Graph:
    """The graph that `build` wrote to this folder, to ask and to look at. Raises StoreError when there is none.

    >>> rows = load("graph").query("SELECT ?who { ?who a foaf:Person }")                # doctest: +SKIP
    """
    from innograph.notebook import Graph

    return Graph.open(path)


def extract(article: Article) -> Facts:
    """The facts of one article, each with its place in the text.

    >>> from innograph import Article
    >>> [c.predicate for c in extract(Article("a", "Vinnova och Trafikverket samarbetar.", "sv")).claims]
    ['collaboratesWith']
    """
    from innograph.link import facts

    return facts(article)


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles that are new or others than they were, and ids of those that are gone; `all` articles where they have
    been read, else how the reading differs."""

    articles: Sequence[Article]
    gone: Sequence[str]
    all: Sequence[Article] | None = None
    difference: Difference | None = None


@dataclass(slots=True)
class _Build:
    """One run: fills the folder `aside`, then moves what is in it to its place."""

    aside: Path
    report: BuildReport
    extraction: Extraction
    reviser: Reviser
    kept: FactsCache
    workers: int
    progress: Progress | None
    fields: Fields | None
    cluster: str | None = None
    parts: str | None = None
    #: Whether everything is to be made anew, and whether files that look as before are taken to hold the same.
    full: bool = False
    looks: bool = True
    #: What is to be ended with the build, however it ends.
    closing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    #: The process that finds facts, if it was begun before there was anything to find.
    started: ExtractionProcess | None = None
    #: What the former pages were made from, if that is loaded already.
    drawn: Rows | None = None
    #: Things of which something is not said any more, where that is known.
    withdrawn: set[str] | None = None
    #: What was read, as the state is to know it; None where it cannot.
    inputs: tuple[Inventory, list[Known]] | None = None
    keys: dict[str, str] = field(default_factory=dict)
    #: Keys of facts that former builds have found.
    known: set[str] = field(default_factory=set)
    #: Plain texts of what no source holds: the notes of corrections.
    texts: dict[str, str] = field(default_factory=dict)

    def run(self, sources: Sequence[Path | str], out: Path) -> None:
        from innograph.store.state import STATE, BuildState

        former = None if self.full else self.former(out)
        if former is not None:
            changes = self.look(sources, former)
            if changes is not None and self.renew(changes, former, out):
                return
            self.report = self.report.fresh()
        with self.stage("read"):
            articles = self.read(sources)
        self.key(articles)
        if self.is_renewal(articles) or self.cluster is not None:
            with self.stage("extract"):
                self.extract(articles)
            if former is not None and self.renew(self.compare(articles, former), former, out):
                return
        if self.started is not None:
            self.started.close()
        from innograph.fresh import Fresh

        fresh = Fresh(self.aside, self.aside / STORE, self.reviser, self.report.base, self.workers)
        with contextlib.closing(fresh):
            (self.aside / STORE).mkdir()
            with contextlib.closing(BuildState(self.aside / STORE / STATE)) as state:
                with self.stage("extract"):
                    self.fill(fresh, articles, state)
                self.note_inputs(state)
                del articles  # what they say lies on disk from here on
                with self.stage("graph"):
                    self.settle(fresh, state)
                with self.stage("reason"):
                    fresh.reason()
                files = self.aside / GRAPH, self.aside / INFERRED
                with self.stage("write"):
                    self.report.asserted, self.report.inferred = fresh.write(*files)
                with self.stage("union"):
                    store = fresh.unite(*files)
                self.note(state)
                with store:
                    with self.stage("validate"):
                        if fresh.check.finish():
                            fresh.finish()
                            self.validate(store, fresh.texts() | self.texts)
                    state["problems"] = str(len(self.report.problems))
                    state.commit()
                    self.view(store, self.aside / STORE)
                    with self.stage("store"):
                        fresh.finish()

    def view(
        self, store: GraphStore, generation: Path, former: Path | None = None, begun: PagesBeside | None = None
    ) -> None:
        """The pages: those in the folder `former`, if they are as a build of this graph left them; those that are
        `begun`; else drawn anew."""
        from innograph.store.state import STATE, BuildState
        from innograph.view import PAGES, write_pages
        from innograph.view.rows import make_network

        names = [VIEW, *(f"{VIEWS}/{name}.html" for name in sorted(PAGES))]
        with contextlib.closing(BuildState(generation / STATE)) as state:
            if former is not None:
                (self.aside / VIEWS).mkdir()
                with contextlib.suppress(OSError):
                    for name in names:
                        shutil.copyfile(former / name, self.aside / name)
                        self.report.files[name] = sha256(self.aside / name)
                    if all(self.report.files[name] == state[f"sha256 {name}"] for name in names):
                        return
            with self.stage("view"):
                if begun is not None:
                    begun.finish()
                else:
                    network = make_network(self.rows(store, state, None if former is None else ()), store.base)
                    write_pages(store, self.aside / VIEW, self.aside / VIEWS, network=network)
            for name in names:
                self.report.files[name] = state[f"sha256 {name}"] = sha256(self.aside / name)
            state.commit()

    def begin_view(self, store: GraphStore, state: BuildState, facts: Collection[Fact]) -> PagesBeside:
        """Have pages drawn beside other work. `facts` are those by which the graph differs from the one that the state
        is of."""
        from innograph.view.rows import make_network
        from innograph.view.writing import PagesBeside

        network = make_network(self.rows(store, state, facts), store.base)
        return PagesBeside(network, store.base, self.aside / VIEW, self.aside / VIEWS, self.workers)

    def rows(self, store: GraphStore, state: BuildState, facts: Collection[Fact] | None) -> Rows:
        """What the pages are made from: what the state has, and what has changed since; else all of the store."""
        from innograph.view.reader import read_rows, read_things, renew_rows
        from innograph.view.rows import Rows

        rows: Rows | None = None
        if facts is None:
            rows = Rows(state.drawn("heads"), state.drawn("claims"), read_things(store))
            state.draw("things", rows.things, rows.things)
        else:
            with contextlib.suppress(OSError, ValueError, TypeError):
                rows, self.drawn = self.drawn or rows_in(state), None
                changed = renew_rows(store, facts, rows)
                for kind, table in rows.tables().items():
                    state.draw(kind, table, changed)
        if rows is None:
            rows = read_rows(store)
            state.forget_drawn()
            for kind, table in rows.tables().items():
                state.draw(kind, table, table)
        return rows

    def note(self, state: BuildState) -> None:
        """Count what the articles say, and have the state tell what it belongs to."""
        report = self.report
        report.articles = report.claims = 0
        report.languages.clear()
        report.relations.clear()
        used: set[str] = set()
        for _, counts in state.counts():
            used.update(counts.used)
            if counts.language:
                report.articles += 1
                report.languages[counts.language] += 1
                report.claims += counts.claims
                report.relations.update(counts.relations)
        report.entities = state.entities()
        self.reviser.used |= used
        unmatched = self.reviser.unmatched()
        report.corrected = len(self.reviser.corrections) - len(unmatched)
        report.unmatched = [f"{c.where}: {c.summary}" for c in unmatched]
        for name, value in (("version", self.version()), ("asserted", report.asserted), ("inferred", report.inferred)):
            state[name] = str(value)
        for name in (GRAPH, INFERRED):
            report.files[name] = state[f"sha256 {name}"] = sha256(self.aside / name)
        state.commit()

    def version(self) -> str:
        """A hash of everything but the articles that decides the graph."""
        from innograph.pipeline.extraction import version_of

        digest = hashlib.sha256(version_of(self.extraction).encode())
        digest.update(_package())
        digest.update(repr((versions(), self.report.base, [c.id for c in self.reviser.corrections])).encode())
        return digest.hexdigest()

    def former(self, out: Path) -> Path | None:
        """The generation that a build of this version left, if its files are as it left them."""
        from innograph.renewal import former_generation

        return former_generation(out / STORE, out, self.version(), (GRAPH, INFERRED))

    def look(self, sources: Sequence[Path | str], former: Path) -> Changes | None:
        """What has changed by the look of the files; None where all has to be read."""
        from innograph.rereading import find_difference
        from innograph.store.state import STATE, BuildState

        if self.parts is not None:
            return None
        try:
            with contextlib.closing(BuildState(former / STATE)) as state, self.reader() as reader:
                # Problems are looked for in all texts as long as there are any.
                if state["fields"] != repr(self.splitter) or state["problems"] != "0":
                    return None
                with self.stage("read"):
                    difference = find_difference(
                        state.database, sources, self.splitter, reader=reader, look=self.looks, again=state.unread()
                    )
                if difference is None:
                    return None
                known = {name: key for name, key in state.articles().items() if key != _NOTE}
        except (OSError, sqlite3.Error, ValueError):
            return None
        for item in difference.skipped:
            self.skip(item.source, item.reason)
        self.report.copies, self.report.opened = difference.copies, difference.opened
        articles = [self.reviser.article(article) for article in difference.articles]
        keys = self.keys_of(articles)
        changed = [article for article in articles if known.get(article.id) != keys[article.id]]
        gone = [name for name in known if name in difference.gone]
        self.key(changed)
        with self.stage("extract"), self.loading(former) if changed else contextlib.nullcontext():
            self.extract(changed)
        away = {*gone, *(article.id for article in changed)}
        self.keys |= {name: key for name, key in known.items() if name not in away}
        self.reviser.present(self.keys)
        changed = [article for article in changed if article.id in self.keys]
        gone += [name for name in away if name in known and name not in self.keys and name not in difference.gone]
        return Changes(changed, sorted(gone), difference=difference)

    @contextlib.contextmanager
    def loading(self, former: Path) -> Iterator[None]:
        """Load what a change will need, while another process works."""
        from innograph.store.state import STATE, BuildState

        def load() -> None:
            for name in ("renewal", "validate", "view.page", "view.reader", "view.writing"):
                importlib.import_module(f"innograph.{name}")
            importlib.import_module("pyvis.network")
            # What is wrong with one of these will be said where it is used.
            with contextlib.suppress(InnographError, OSError, ValueError, sqlite3.Error):
                from innograph.reason.rules import load_rules

                load_rules()
                with contextlib.closing(BuildState(former / STATE)) as state:
                    self.drawn = rows_in(state)

        thread = threading.Thread(target=load)
        thread.start()
        try:
            yield
        finally:
            thread.join()

    def compare(self, articles: Sequence[Article], former: Path) -> Changes:
        """What has changed of articles that are all read."""
        from innograph.store.state import STATE, BuildState

        with contextlib.closing(BuildState(former / STATE)) as state:
            known = state.articles()
        changed = [a for a in articles if (key := self.keys.get(a.id)) is not None and known.get(a.id) != key]
        gone = [name for name, key in known.items() if name not in self.keys and key != _NOTE]
        return Changes(changed, gone, articles)

    def renew(self, changes: Changes, former: Path, out: Path) -> bool:
        """Change what differs from the former build, if that is little and can be followed; False leaves no trace."""
        from innograph.renewal import NotFollowed, Renewal, is_little, link_generation
        from innograph.rereading import note_difference
        from innograph.store.state import STATE, BuildState

        changed, gone = changes.articles, changes.gone
        if not self.keys or not is_little(len(changed) + len(gone), len(self.keys)):
            return False
        with contextlib.closing(BuildState(former / STATE)) as state:
            known, left_out = state.articles(), state.left_out()
        begun = None
        kept, used, stages = list(self.report.skipped), set(self.reviser.used), list(self.report.stages)
        linked = self.aside / "linked"
        try:
            with self.stage("copy"):
                link_generation(former, linked)
                renewal = Renewal(linked, self.reviser, self.report.base)
            with contextlib.closing(renewal.state):
                with self.stage("graph"):
                    renewal.withdraw(gone)
                    for article in changed:
                        quads, rows, counts = self.tell_of(article, renewal.writer)
                        renewal.put(article.id, quads, rows)
                        renewal.state.remove([article.id])
                        renewal.state.put(article.id, self.keys[article.id], counts, rows)
                    for _, counts in renewal.state.counts() if self.reviser.corrections else ():
                        self.reviser.used.update(counts.used)
                with self.stage("reason"):
                    renewal.settle()
                with self.stage("write"):
                    renewal.write(out, self.aside / GRAPH, self.aside / INFERRED)
                    self.report.asserted = int(renewal.state["asserted"]) + renewal.difference.asserted
                    self.report.inferred = int(renewal.state["inferred"]) + renewal.difference.inferred
                self.note(renewal.state)
                if changes.difference is not None:
                    note_difference(renewal.state.database, changes.difference)
                else:
                    self.note_inputs(renewal.state)
                store = renewal.finish(linked)
                if renewal.difference.facts:
                    with self.stage("draw"):
                        begun = self.begin_view(store, renewal.state, renewal.difference.facts)
                        self.closing.callback(begun.close)
                with self.stage("validate"):
                    self.check(store, changes, renewal)
                renewal.state["problems"] = str(len(self.report.problems))
                renewal.state.commit()
        except (NotFollowed, OSError, ValueError, StoreError, sqlite3.Error):
            # Whatever it is: a full build does it, or says what is wrong.
            self.report.skipped, self.reviser.used, self.report.stages = kept, used, stages
            if begun is not None:
                begun.close()
            shutil.rmtree(linked, ignore_errors=True)
            return False
        for name, reason in left_out.items():
            if name in self.keys and known[name] == self.keys[name]:
                self.skip(name, reason)
        if not self.report.articles:
            return False
        self.view(store, linked, None if begun else out, begun)
        self.withdrawn = renewal.difference.withdrawn
        # Only a closed store can be moved.
        del renewal, store
        os.rename(linked, self.aside / STORE)
        return True

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage: its seconds, and the most memory that the process has used up to its end."""
        started = time.perf_counter()
        self.tell(name, 0, 0)
        yield
        self.measure(name, time.perf_counter() - started)

    def measure(self, name: str, seconds: float) -> None:
        self.report.stages.append({"name": name, "seconds": round(seconds, 3), "peak_memory_mb": peak_memory()})

    def tell(self, stage: str, done: int, of: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, of)

    def skip(self, source: str, reason: str) -> None:
        self.report.skipped.append(SkippedInput(source, reason))

    @property
    def splitter(self) -> Splitter:
        from innograph.read import Fields, Splitter

        return Splitter(self.fields or Fields())

    @contextlib.contextmanager
    def reader(self, *, drop: bool = False) -> Iterator[Reader | None]:
        """Makes articles of pieces, in processes where there are any; `drop`: what is not read now is not kept."""
        from innograph.pipeline import read_in_processes
        from innograph.pipeline.readings import Readings

        if not self.workers:
            yield None
            return
        with contextlib.closing(Readings(self.report.out / STORE / READINGS)) as kept:
            yield partial(read_in_processes, workers=self.workers, kept=kept)
            if drop:
                kept.keep_used()

    def read(self, sources: Sequence[Path | str]) -> list[Article]:
        """The articles in the order of their ids, each id once."""
        from innograph.read.inputs import list_inputs
        from innograph.rereading import Inventory, read_all

        inventory = Inventory(self.splitter)
        with self.reader(drop=True) as reader:
            result = inventory.sort_out(*read_all(list_inputs(sources), inventory, reader))
        self.inputs = None if result.known is None else (inventory, result.known)
        for item in result.skipped:
            self.skip(item.source, item.reason)
        self.report.copies, self.report.opened = result.copies, len(inventory.files)
        if not result.articles:
            reasons = "; ".join(f"{s.source}: {s.reason}" for s in self.report.skipped[:3])
            more = len(self.report.skipped) - 3
            raise WorkError(
                f"no article to build from ({reasons or 'no input'}{f'; {more} more' if more > 0 else ''}): "
                "name files or folders with articles"
            )
        return [self.reviser.article(article) for article in result.articles]

    def note_inputs(self, state: BuildState) -> None:
        """Have the state tell what was read, if that can be told."""
        from innograph.rereading import note_inputs

        state["fields"] = repr(self.splitter) if self.inputs else "unknown"
        if self.inputs is not None:
            note_inputs(state.database, *self.inputs)
        self.inputs = None

    def keys_of(self, articles: Sequence[Article]) -> dict[str, str]:
        """Id → key of the facts of articles."""
        from innograph.pipeline.extraction import key_of, version_of

        version = version_of(self.extraction)
        return {article.id: key_of(article, version) for article in articles}

    def key(self, articles: Sequence[Article]) -> None:
        """Give each article the name of its facts, and see which are kept."""
        self.keys = self.keys_of(articles)
        self.known = self.kept.known(self.keys.values()) if self.parts is None else set()

    def is_renewal(self, articles: Sequence[Article]) -> bool:
        """Whether so few facts are to be found that the former graph may be changed."""
        from innograph.renewal import is_little

        new = sum(key not in self.known for key in self.keys.values())
        return not self.full and is_little(new, len(articles)) and new < len(articles)

    def extract(self, articles: Sequence[Article]) -> None:
        """Find the facts of the articles that have changed. What fails is named, and has no key."""
        from innograph.pipeline import extract, extract_in_processes

        new = [article for article in articles if self.keys[article.id] not in self.known]
        workers = min(self.workers, -(-len(new) // _SHARE))
        if self.cluster is not None and new:
            from innograph.pipeline.cluster import extract_on_cluster

            results = extract_on_cluster(new, self.extraction, self.cluster, place=self.parts)
        elif workers == 1 and self.started is not None:
            results = self.started.run(new)
        elif workers:
            results = extract_in_processes(new, self.extraction, workers)
        else:
            results = extract(new, self.extraction)
        saved = time.monotonic()
        for number, (article, result) in enumerate(zip(new, results, strict=True)):
            self.tell("extract", number, len(new))
            if result.record is None:
                self.skip(article.id, result.reason)
                del self.keys[article.id]
                continue
            self.kept.put(self.keys[article.id], result.record)
            self.known.add(self.keys[article.id])
            self.report.extracted += 1
            if time.monotonic() - saved > _SAVE:
                self.kept.commit()
                saved = time.monotonic()
        self.kept.commit()

    def fill(self, fresh: Fresh, articles: Sequence[Article], state: BuildState) -> None:
        """Have every article told, its facts found where they are not kept. What fails is named."""
        from innograph.iri import mint
        from innograph.pipeline.pool import tell_in_processes
        from innograph.pipeline.telling import Telling

        telling = Telling(self.extraction, self.reviser.corrections, fresh.rules)
        here = [article for article in articles if article.id in self.keys]
        items = ((article, self.kept.get_packed(self.keys[article.id])) for article in here)
        workers = min(self.workers, -(-len(here) // _SHARE))
        results = tell_in_processes(items, len(here), telling, workers) if workers else telling.run(items)
        saved = time.monotonic()
        done = 0
        for number, (article, result) in enumerate(zip(here, results, strict=True)):
            self.tell("extract", number, len(here))
            if result.record is not None:
                self.kept.put_packed(self.keys[article.id], result.record)
                self.report.extracted += 1
            if result.told is None:
                self.skip(article.id, result.reason)
                del self.keys[article.id]
                continue
            counts = result.told.counts
            self.reviser.used.update(counts.used)
            state.put(article.id, self.keys[article.id], counts, result.told.rows)
            if counts.reason:
                self.skip(article.id, counts.reason)
            else:
                done += 1
                fresh.take(article, result.told)
                for kind, row in result.told.drawn.items():
                    state.draw_text(kind, mint("article", article.id, self.report.base), row)
            if time.monotonic() - saved > _SAVE:
                self.kept.commit()
                saved = time.monotonic()
        self.kept.commit()
        if not done:
            last = self.report.skipped[-1]
            raise WorkError(f"no article could be worked on ({last.source}: {last.reason})")

    def settle(self, fresh: Fresh, state: BuildState) -> None:
        """The notes of corrections, and what depends on all articles."""
        from innograph.store.state import Counts

        for note in self.reviser.notes():
            rows, drawn = fresh.take_note(note)
            for kind, row in drawn.items():
                state.draw_text(kind, note.iri, row)
            state.put(note.article.id, _NOTE, Counts(used=[r.correction for r in note.revisions]), rows)
            self.texts[note.article.id] = note.article.text
        fresh.settle()

    def tell_of(self, article: Article, writer: GraphWriter) -> tuple[list[Quad], list[NameRow], Counts]:
        """What an article's graph holds, what it calls things, what it counts; nothing, and why, where that fails."""
        from innograph.store.state import Counts

        before = len(self.report.skipped)
        facts = self.facts_of(article)
        others, self.reviser.used = self.reviser.used, set()
        facts = facts and self.attempt(article, "correcting its facts", self.reviser.facts, facts)
        used, self.reviser.used = self.reviser.used, others | self.reviser.used
        told = None if facts is None else self.attempt(article, "writing its graph", writer.read, facts)
        if facts is None or told is None:
            reason = self.report.skipped[-1].reason if len(self.report.skipped) > before else "no facts"
            return [], [], Counts(reason=reason)
        relations = dict(sorted(Counter(claim.predicate for claim in facts.claims).items()))
        return *told, Counts(facts.article.language, len(facts.claims), relations, sorted(used))

    def facts_of(self, article: Article) -> Facts | None:
        """The facts of an article, looked for again if its record is damaged."""
        from innograph.pipeline import extract
        from innograph.records import from_record

        key = self.keys.get(article.id)
        if key is None or (facts := self.kept.get(key, article)) is not None:
            return facts if key is not None else None
        (result,) = extract([article], self.extraction)
        if result.record is None:
            self.skip(article.id, result.reason)
            return None
        self.kept.put(key, result.record)
        return from_record(result.record, article)

    def attempt(self, article: Article, what: str, work: Callable[[X], T], on: X) -> T | None:
        """The result of work on one article, or None if it failed: one odd article does not end the build."""
        try:
            return work(on)
        except (InnographError, MemoryError):
            raise
        except Exception as error:
            self.skip(article.id, f"{what} failed: {type(error).__name__}: {error}")
            return None

    def validate(self, store: GraphStore, texts: Mapping[str, str]) -> None:
        from innograph.validate import validate

        self.report.problems = [str(finding) for finding in validate(store, texts=texts)]

    def check(self, store: GraphStore, changes: Changes, renewal: Renewal) -> None:
        """Look for problems where something has changed; everywhere, if there are or were any.

        Raises NotFollowed for the latter, if not all texts are at hand.
        """
        from pyoxigraph import NamedNode

        from innograph.iri import mint
        from innograph.renewal import NotFollowed
        from innograph.validate import find_new_problems

        for note in self.reviser.notes():
            self.texts[note.article.id] = note.article.text
        if renewal.state["problems"] == "0":
            difference = renewal.difference
            texts = {article.id: article.text for article in changes.articles}
            graphs = [NamedNode(mint("article", name, self.report.base)) for name in texts]
            if not find_new_problems(store, {*difference.added, *difference.removed}, graphs, texts):
                return
        if changes.all is None:
            raise NotFollowed
        self.validate(store, {article.id: article.text for article in changes.all} | self.texts)

    def publish(self, out: Path) -> BuildReport:
        """Move everything to its place, the report last: it tells what belongs together."""
        from innograph.store.generations import generation_name, publish_generation, sync_directory

        report = self.report
        report.skipped.sort(key=lambda s: (s.source, s.reason))
        names = [GRAPH, INFERRED, VIEW, *(f"{VIEWS}/{p.name}" for p in sorted((self.aside / VIEWS).iterdir()))]
        report.files = {name: report.files.get(name) or sha256(self.aside / name) for name in names}
        name = generation_name(report.files[GRAPH], report.files[INFERRED])
        for file in names:
            sync(self.aside / file)
        report.store = publish_generation(self.aside / STORE, out / STORE, name, report.base, self.withdrawn).name
        (self.aside / REPORT).write_text(
            json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
        (out / VIEWS).mkdir(exist_ok=True)
        for file in (*names, REPORT):
            os.replace(self.aside / file, out / file)
        with contextlib.suppress(sqlite3.Error):
            self.kept.keep_only(self.keys.values())
        for folder in (out / VIEWS, out):
            sync_directory(folder)
        return report


def rows_in(state: BuildState) -> Rows:
    """What the pages of a former build were made from. Raises ValueError, sqlite3.Error."""
    from innograph.view.rows import Rows

    return Rows(**{kind: state.drawn(kind) for kind in Rows().tables()})


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Have Python look for circles of garbage less often: there are next to none, and looking takes a third of the time
    of whoever makes a hundred thousand things."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTING)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@cache
def _package() -> bytes:
    """A hash of this program and of the data that comes with it."""
    from innograph.pipeline.extraction import digest_of

    return digest_of([Path(__file__).resolve().parent, *(resource(name) for name in ("ontology", "data"))])


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Have a file on the disk before it takes another's place."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
