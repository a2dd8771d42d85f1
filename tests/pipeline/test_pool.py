"""Extraction in processes: the same facts in the same order, whatever an article does to its process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from innograph.article import Article
from innograph.errors import DataError, UsageError
from innograph.pipeline import Extraction, extract, extract_in_processes
from innograph.pipeline.pool import Limits
from innograph.read import read_paths
from innograph.records import from_record
from innograph.resources import resource

#: A model that does to its process what a text asks for: a package on the path, found as any other is.
POISON = """
import os

class Poison:
    name = "poison"

    def mentions(self, article):
        if "CRASH" in article.text:
            os.abort()
        while "LOOP" in article.text:
            pass
        if "MEMORY" in article.text:
            bytearray(1 << 31)
        if "EXIT" in article.text:
            os._exit(7)
        if "ONCE" in article.text:
            try:
                os.close(os.open(os.environ["POISON_ONCE"], os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return ()
            os.kill(os.getpid(), 9)
        return ()
"""
GOOD = "Vinnova och Trafikverket samarbetar."


@pytest.fixture
def poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Extraction:
    package = tmp_path / "site"
    (package / "poison-1.dist-info").mkdir(parents=True)
    (package / "poison.py").write_text(POISON)
    (package / "poison-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (package / "poison-1.dist-info/entry_points.txt").write_text("[innograph.mentions]\npoison = poison:Poison\n")
    monkeypatch.setenv("PYTHONPATH", str(package))
    monkeypatch.setenv("POISON_ONCE", str(tmp_path / "once"))
    return Extraction(models=("poison",))


def articles(*texts: str) -> list[Article]:
    return [Article(f"a{number}", text, "sv") for number, text in enumerate(texts)]


def test_as_one_process_and_in_the_same_order() -> None:
    given = [a for a in read_paths([resource("data", "articles")]).articles if a.language == "sv"][:9]
    alone = list(extract(given, Extraction()))
    assert all(result.record for result in alone)
    assert list(extract_in_processes(given, Extraction(), 2, chunk=2)) == alone
    facts = from_record(alone[0].record or b"", given[0])
    assert facts.article is given[0] and facts.claims and facts.entities


def test_a_poisoned_article_is_set_aside_and_the_rest_goes_on(poison: Extraction) -> None:
    given = articles(GOOD, "CRASH", GOOD, "MEMORY", "EXIT", GOOD, "ONCE " + GOOD, "LOOP", GOOD)
    limits = Limits(seconds=6, memory=1_000_000_000)
    results = list(extract_in_processes(given, poison, 1, limits=limits))
    assert [bool(result.record) for result in results] == [True, False, True, False, False, True, True, False, True]
    reasons = [result.reason for result in results if not result.record]
    assert "signal 6" in reasons[0] and "memory" in reasons[1] and "exit code 7" in reasons[2]
    assert "more than 6 seconds" in reasons[3]


def test_whoever_stops_listening_does_not_wait(poison: Extraction) -> None:
    before = threading.active_count()
    results = extract_in_processes(articles(GOOD, "LOOP", GOOD), poison, 2, chunk=1)
    assert next(results).record
    started = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 60  # far less than an article may take
    assert threading.active_count() == before


def test_what_nobody_can_do_ends_the_work(tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text("id,prefLabel,type\nx,X,Nonsense\n")
    with pytest.raises(DataError, match=r"ours\.csv:2"):
        list(extract_in_processes(articles(GOOD), Extraction(registry=table), 1))
    with pytest.raises(UsageError, match="no model"):
        list(extract_in_processes(articles(GOOD), Extraction(models=("nothing",)), 1))
