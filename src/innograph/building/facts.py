"""The facts of articles, found or kept from former builds, and what each article's graph holds."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from innograph.building.work import Work
from innograph.errors import InnographError, WorkError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from innograph.article import Article
    from innograph.facts import Facts
    from innograph.fresh import Fresh
    from innograph.graph import GraphWriter
    from innograph.names import NameRow
    from innograph.store.state import BuildState, Counts

#: New articles for which a further process is worth its start, and seconds after which found facts are kept.
_SHARE, _SAVE = 50, 5.0
#: What the state has as the key of a correction's own short article.
NOTE = "note"

T = TypeVar("T")
X = TypeVar("X")


def keys_of(work: Work, articles: Sequence[Article]) -> dict[str, str]:
    """Id → key of the facts of articles."""
    from innograph.pipeline.extraction import key_of, version_of

    version = version_of(work.extraction)
    return {article.id: key_of(article, version) for article in articles}


def key(work: Work, articles: Sequence[Article]) -> None:
    """Give each article the name of its facts, and see which are kept."""
    work.keys = keys_of(work, articles)
    work.known = work.kept.known(work.keys.values()) if work.parts is None else set()


def is_renewal(work: Work, articles: Sequence[Article]) -> bool:
    """Whether so few facts are to be found that the former graph may be changed."""
    from innograph.renewal import is_little

    new = sum(key not in work.known for key in work.keys.values())
    return not work.full and is_little(new, len(articles)) and new < len(articles)


def extract(work: Work, articles: Sequence[Article]) -> None:
    """Find the facts of the articles that have changed. What fails is named, and has no key."""
    from innograph.pipeline import extract, extract_in_processes

    new = [article for article in articles if work.keys[article.id] not in work.known]
    workers = min(work.workers, -(-len(new) // _SHARE))
    if work.cluster is not None and new:
        from innograph.pipeline.cluster import extract_on_cluster

        results = extract_on_cluster(new, work.extraction, work.cluster, place=work.parts)
    elif workers == 1 and work.started is not None:
        results = work.started.run(new)
    elif workers:
        results = extract_in_processes(new, work.extraction, workers)
    else:
        results = extract(new, work.extraction)
    saved = time.monotonic()
    for number, (article, result) in enumerate(zip(new, results, strict=True)):
        work.tell("extract", number, len(new))
        if result.record is None:
            work.skip(article.id, result.reason)
            del work.keys[article.id]
            continue
        work.kept.put(work.keys[article.id], result.record)
        work.known.add(work.keys[article.id])
        work.report.extracted += 1
        if time.monotonic() - saved > _SAVE:
            work.kept.commit()
            saved = time.monotonic()
    work.kept.commit()


def fill(work: Work, fresh: Fresh, articles: Sequence[Article], state: BuildState) -> None:
    """Have every article told, its facts found where they are not kept. What fails is named."""
    from innograph.iri import mint
    from innograph.pipeline.pool import tell_in_processes
    from innograph.pipeline.telling import Telling

    telling = Telling(work.extraction, work.reviser.corrections, fresh.rules)
    here = [article for article in articles if article.id in work.keys]
    items = ((article, work.kept.get_packed(work.keys[article.id])) for article in here)
    workers = min(work.workers, -(-len(here) // _SHARE))
    results = tell_in_processes(items, len(here), telling, workers) if workers else telling.run(items)
    saved = time.monotonic()
    done = 0
    for number, (article, result) in enumerate(zip(here, results, strict=True)):
        work.tell("extract", number, len(here))
        if result.record is not None:
            work.kept.put_packed(work.keys[article.id], result.record)
            work.report.extracted += 1
        if result.told is None:
            work.skip(article.id, result.reason)
            del work.keys[article.id]
            continue
        counts = result.told.counts
        work.reviser.used.update(counts.used)
        state.put(article.id, work.keys[article.id], counts, result.told.rows)
        if counts.reason:
            work.skip(article.id, counts.reason)
        else:
            done += 1
            fresh.take(article, result.told)
            for kind, row in result.told.drawn.items():
                state.draw_text(kind, mint("article", article.id, work.report.base), row)
        if time.monotonic() - saved > _SAVE:
            work.kept.commit()
            saved = time.monotonic()
    work.kept.commit()
    if not done:
        last = work.report.skipped[-1]
        raise WorkError(f"no article could be worked on ({last.source}: {last.reason})")


def settle(work: Work, fresh: Fresh, state: BuildState) -> None:
    """The notes of corrections, and what depends on all articles."""
    from innograph.store.state import Counts

    for note in work.reviser.notes():
        rows, drawn = fresh.take_note(note)
        for kind, row in drawn.items():
            state.draw_text(kind, note.iri, row)
        state.put(note.article.id, NOTE, Counts(used=[r.correction for r in note.revisions]), rows)
        work.texts[note.article.id] = note.article.text
    fresh.settle()


def tell_of(work: Work, article: Article, writer: GraphWriter) -> tuple[list[Quad], list[NameRow], Counts]:
    """What an article's graph holds, what it calls things, what it counts; nothing, and why, where that fails."""
    from innograph.store.state import Counts

    before = len(work.report.skipped)
    facts = facts_of(work, article)
    others, work.reviser.used = work.reviser.used, set()
    facts = facts and attempt(work, article, "correcting its facts", work.reviser.facts, facts)
    used, work.reviser.used = work.reviser.used, others | work.reviser.used
    told = None if facts is None else attempt(work, article, "writing its graph", writer.read, facts)
    if facts is None or told is None:
        reason = work.report.skipped[-1].reason if len(work.report.skipped) > before else "no facts"
        return [], [], Counts(reason=reason)
    relations = dict(sorted(Counter(claim.predicate for claim in facts.claims).items()))
    return *told, Counts(facts.article.language, len(facts.claims), relations, sorted(used))


def facts_of(work: Work, article: Article) -> Facts | None:
    """The facts of an article, looked for again if its record is damaged."""
    from innograph.pipeline import extract
    from innograph.records import from_record

    key = work.keys.get(article.id)
    if key is None or (facts := work.kept.get(key, article)) is not None:
        return facts if key is not None else None
    (result,) = extract([article], work.extraction)
    if result.record is None:
        work.skip(article.id, result.reason)
        return None
    work.kept.put(key, result.record)
    return from_record(result.record, article)


def attempt(work: Work, article: Article, what: str, do: Callable[[X], T], on: X) -> T | None:
    """The result of work on one article, or None if it failed: one odd article does not end the build."""
    try:
        return do(on)
    except (InnographError, MemoryError):
        raise
    except Exception as error:
        work.skip(article.id, f"{what} failed: {type(error).__name__}: {error}")
        return None
