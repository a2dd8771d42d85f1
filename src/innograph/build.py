"""`build`: articles in, a graph out that one can ask, look at and publish.

The result is written beside the former one and takes its place at the end: the files one after the
other, each whole, and the store by one pointer (see store/generations.py). Until then, and after a crash,
the former result is what everyone sees. But for `report.json`, which tells times, the same input gives the
same bytes whatever the order of the inputs, the folder, the machine or the day.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.building.files import FACTS, READINGS, REPORT, STORE
from innograph.errors import WorkError
from innograph.iri import DEFAULT_BASE
from innograph.report import BuildReport as BuildReport
from innograph.report import SkippedInput as SkippedInput
from innograph.resources import resource

if TYPE_CHECKING:
    from innograph.article import Article
    from innograph.building.work import Progress
    from innograph.facts import Facts
    from innograph.notebook import Graph
    from innograph.pipeline import Extraction
    from innograph.pipeline.pool import ExtractionProcess
    from innograph.read import Fields

#: New things after which Python looks for circles of garbage; see `gc.set_threshold`.
_COLLECTING = (20_000, 20, 50)
#: A language is prepared for if at least one in so many articles has it.
_SEEN = 5


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
    from innograph.pipeline.extraction import Extraction

    out = Path(out)
    extraction = Extraction(registry, tuple(models), base)
    with contextlib.ExitStack() as closing:
        # Where there is one processor, it would have to wait.
        soon = workers > 1 and not full and not models and cluster is None
        started = _prepare(extraction, out, closing) if soon else None
        from innograph.building.outcome import publish
        from innograph.building.run import run
        from innograph.building.work import Work
        from innograph.corrections import Reviser, find_files, read_corrections
        from innograph.link.registry import load_registry
        from innograph.pipeline.cache import FactsCache
        from innograph.store.generations import build_lock, remove_unused

        files = find_files(map(Path, sources)) if corrections is None else list(corrections)
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
                work = Work(
                    aside, report, extraction, reviser, kept, workers, progress, fields, cluster, parts,
                    full=full or bool(models), looks=look, closing=closing, started=started,
                )  # fmt: skip
                run(work, list(sources) or [resource("data", "articles")], out)
                return publish(work, out)
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
