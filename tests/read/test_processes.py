"""Reading in processes: the same as here, and nothing that one page does stops the others."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path

from damaged import SOUND, bombs, damage
from innograph.pipeline import read_in_processes
from innograph.pipeline.readings import Readings
from innograph.read import Corpus, read_corpus


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


def test_what_has_been_read_is_not_read_again(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_bytes(bombs("html", 0.2)[1])  # takes a second or more
    (pages / "b.pdf").write_bytes(SOUND["pdf"][1]())

    def read(seconds: float) -> Corpus:
        with contextlib.closing(Readings(tmp_path / "readings.sqlite")) as kept:
            corpus = read_corpus(
                [pages], reader=functools.partial(read_in_processes, workers=1, seconds=seconds, kept=kept)
            )
            kept.keep_used()
            return corpus

    first = read(60)
    assert [article.id for article in first.articles] == ["a", "b"]
    assert read(0.001) == first  # nothing can be read in so short a time
    (pages / "b.pdf").unlink()
    assert [article.id for article in read(0.001).articles] == ["a"]
    (tmp_path / "readings.sqlite").write_bytes(b"rubbish" * 2000)
    assert [article.id for article in read(60).articles] == ["a"]


def test_many_texts_are_read_in_processes_too(tmp_path: Path) -> None:
    for number in range(700):
        head = "language: [\n" if number == 650 else "language: sv\n"
        text = f"---\ntitle: Rubrik {number}\n{head}---\n\nVinnova och kommun {number} samarbetar.\n"
        (tmp_path / f"a{number}.md").write_text(text, encoding="utf-8")
    here = read_corpus([tmp_path])
    assert len(here.articles) == 699 and [Path(s.source).name for s in here.skipped] == ["a650.md"]
    assert read_corpus([tmp_path], reader=functools.partial(read_in_processes, workers=2)) == here
