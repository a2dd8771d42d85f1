"""From an article to all that its graph holds, in one process: facts, corrections, statements, and these written down.

`Telling` is work for the processes of pool.py, as `Extraction` is. What comes back are plain bytes and rows, so that
the process that asked for it has nothing to do but merge (export/runs.py).
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar

from innograph.article import Article
from innograph.errors import InnographError
from innograph.pipeline.extraction import Extraction, Result, extract

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from innograph.corrections import Correction, Reviser
    from innograph.facts import Facts
    from innograph.graph import GraphWriter
    from innograph.names import NameRow
    from innograph.pipeline.scribe import Scribe, Statement, Written
    from innograph.reason import RuleSet
    from innograph.store.state import Counts
    from innograph.view.reader import ArticleRows

T = TypeVar("T")
X = TypeVar("X")
#: An article, and the record of its facts as facts.sqlite has it; None where they are to be found.
Item = tuple[Article, bytes | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What an article's graph holds, what it calls things, what it counts: nothing, and why, where that failed."""

    written: Written | None
    rows: list[NameRow]
    counts: Counts
    #: What the pages are made from, as JSON: its row of each kind (view/rows.py).
    drawn: dict[str, str]


@dataclass(frozen=True, eq=False)
class Telling:
    """With what articles are read, how they are corrected, and what follows from what they say."""

    extraction: Extraction
    corrections: tuple[Correction, ...]
    rules: RuleSet

    #: The work's name, in reasons.
    what: ClassVar[str] = "extraction"

    @cached_property
    def _tools(self) -> tuple[GraphWriter, Reviser, Scribe, ArticleRows]:
        """What is made once a process."""
        from innograph.corrections import Reviser
        from innograph.graph import GraphWriter
        from innograph.link.registry import load_registry
        from innograph.pipeline.scribe import Scribe
        from innograph.validate.shapes import pointing_properties
        from innograph.view.reader import ArticleRows

        base = self.extraction.base
        reviser = Reviser(self.corrections, load_registry(self.extraction.registry, base), base)
        writer = GraphWriter(base=base, reviser=reviser)
        return writer, reviser, Scribe(writer.vocabulary, self.rules, pointing_properties()), ArticleRows(base)

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        """The result of each article, in the order given: a record, compressed, only where its facts had to be found.

        Raises what `extract` raises.
        """
        from innograph.records import from_record

        tools = self._tools
        for article, kept in items:
            facts = None if kept is None else _from_kept(kept, article)
            record = None
            if facts is None:
                (found,) = extract([article], self.extraction)
                if found.record is None:
                    yield found
                    continue
                record, facts = zlib.compress(found.record, 1), from_record(found.record, article)
            yield tell(facts, *tools, record)


def _from_kept(kept: bytes, article: Article) -> Facts | None:
    from innograph.records import from_record

    try:
        return from_record(zlib.decompress(kept), article)
    except (zlib.error, ValueError, TypeError):
        return None


def tell(
    facts: Facts, writer: GraphWriter, reviser: Reviser, scribe: Scribe, drawing: ArticleRows, record: bytes | None
) -> Result:
    """What the graph of an article with these facts holds; the reason, where that fails: it costs no other article."""
    from innograph.store.state import Counts

    reviser.used.clear()
    revised, reason = attempt("correcting its facts", reviser.facts, facts)
    if revised is None:
        return Result(record, told=Told(None, [], Counts(reason=reason), {}))

    def write(facts: Facts) -> tuple[Written, list[NameRow], dict[str, str]]:
        statements, rows, article = writer.statements(facts)
        return scribe.write(statements, facts.article.text, article), rows, draw(drawing, statements, article)

    done, reason = attempt("writing its graph", write, revised)
    if done is None:
        return Result(record, told=Told(None, [], Counts(reason=reason), {}))
    written, rows, drawn = done
    relations = dict(sorted(Counter(claim.predicate for claim in revised.claims).items()))
    counts = Counts(revised.article.language, len(revised.claims), relations, sorted(reviser.used))
    return Result(record, told=Told(written, rows, counts, drawn))


def draw(drawing: ArticleRows, statements: Iterable[Statement], article: NamedNode) -> dict[str, str]:
    """The rows of an article that the pages are made from, as JSON."""
    made = zip(("heads", "claims"), drawing.make(statements, article), strict=True)
    return {kind: json.dumps(row, separators=(",", ":")) for kind, row in made if row}


def attempt(what: str, work: Callable[[X], T], on: X) -> tuple[T | None, str]:
    """The result of work on one article, or None and why it failed: one odd article does not end the build."""
    try:
        return work(on), ""
    except (InnographError, MemoryError):
        raise
    except Exception as error:
        return None, f"{what} failed: {type(error).__name__}: {error}"
