"""Reading in processes: the same as here, and nothing that one page does stops the others."""

from __future__ import annotations

import functools
from pathlib import Path

from damaged import SOUND, bombs, damage
from innograph.pipeline import read_in_processes
from innograph.read import read_corpus


def test_it_makes_no_difference_where_articles_are_read(tmp_path: Path) -> None:
    for number, name in enumerate(("html", "pdf", "zip", "jsonl", "warc", "markdown", "text", "feed")):
        file, make = SOUND[name]
        (tmp_path / f"{number}{file}").write_bytes(make())
        (tmp_path / f"x{number}{file}").write_bytes(damage(make(), 12 + number))
    here = read_corpus([tmp_path])
    there = read_corpus([tmp_path], reader=functools.partial(read_in_processes, workers=2))
    assert there == here
    assert len(here.articles) > 10
    assert here.skipped


def test_a_page_that_takes_too_long_is_named_and_the_others_read(tmp_path: Path) -> None:
    file, make = SOUND["html"]
    (tmp_path / file).write_bytes(make())
    (tmp_path / "b.html").write_bytes(bombs("html", 0.29)[1])
    (tmp_path / "c.md").write_text("# Rubrik\n\nText om upphandling.")
    corpus = read_corpus([tmp_path], reader=functools.partial(read_in_processes, workers=1, seconds=0.5))
    assert [article.id for article in corpus.articles] == ["a", "c"]
    ((source, reason),) = corpus.skipped
    assert source == str(tmp_path / "b.html")
    assert reason == "reading failed: it took more than 0.5 seconds"
