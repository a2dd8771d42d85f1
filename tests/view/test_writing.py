"""Pages that are written by other processes are those that this one writes."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from innograph.building.painter import Former, Painter
from innograph.iri import DEFAULT_BASE
from innograph.view import PAGES, write_pages
from innograph.view.reader import read_network, read_rows
from innograph.view.rows import Rows, make_network
from innograph.view.writing import PagesBeside
from samplegraph import sample_store

NAMES = ("index.html", *(f"views/{name}.html" for name in PAGES))


@pytest.mark.parametrize("killed", [False, True])
def test_pages_written_beside_are_the_same(tmp_path: Path, killed: bool) -> None:
    network = read_network(sample_store())
    beside = PagesBeside(network, DEFAULT_BASE, tmp_path / "one/index.html", tmp_path / "one/views")
    if sys.platform == "linux":
        assert len(beside.children) == 2
    if killed:
        for child in beside.children:
            os.kill(child, signal.SIGKILL)
    beside.finish()
    write_pages(sample_store(), tmp_path / "two/index.html", tmp_path / "two/views", network=network)
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert sorted(p.name for p in (tmp_path / "one").iterdir() if not p.name.startswith(".")) == ["index.html", "views"]


def test_of_many_articles_pages_are_drawn_by_the_process_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = read_network(sample_store())
    monkeypatch.setattr("innograph.view.writing.SHARED", len(network.sources) - 1)
    beside = PagesBeside(network, DEFAULT_BASE, tmp_path / "one/index.html", tmp_path / "one/views")
    assert not beside.children
    beside.finish()
    assert all((tmp_path / "one" / name).is_file() for name in NAMES)


def test_what_is_not_finished_is_ended(tmp_path: Path) -> None:
    beside = PagesBeside(read_network(sample_store()), DEFAULT_BASE, tmp_path / "index.html", tmp_path / "views")
    children = beside.children
    beside.close()
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def without(rows: Rows, articles: set[str]) -> Rows:
    """The rows as if these articles were not there yet."""
    tables = ({iri: row for iri, row in table.items() if iri not in articles} for table in (rows.heads, rows.claims))
    return Rows(*tables, dict(rows.things))


@pytest.mark.skipif(sys.platform != "linux", reason="pages are drawn by copies of a process on Linux alone")
@pytest.mark.parametrize("told_of", ["all", "none"])
def test_pages_begun_before_a_change_are_those_drawn_after_it(tmp_path: Path, told_of: str) -> None:
    store = sample_store()
    rows = read_rows(store)
    come, goes, *_ = sorted(rows.claims)
    before = without(rows, {come})
    after = without(rows, {goes})
    partners = next(iri for iri, thing in rows.things.items() if "partners" in thing)
    before.things.pop(partners)
    for name, network in (("was", make_network(before, DEFAULT_BASE)), ("anew", make_network(after, DEFAULT_BASE))):
        write_pages(store, tmp_path / name / "index.html", tmp_path / name / "views", network=network)

    def page(name: str) -> str | None:
        return (tmp_path / "was" / name).read_text(encoding="utf-8") if name != "views/matrix.html" else None

    expected = {come, goes} if told_of == "all" else set()
    painter = Painter(Former(lambda: before, page), DEFAULT_BASE, tmp_path / "begun", expected)
    changed = [come, goes, partners]
    painter.tell(changed, Rows(*({i: t[i] for i in changed if i in t} for t in after.tables().values())))
    assert painter.finish()
    for name in NAMES:
        assert (tmp_path / "begun" / name).read_bytes() == (tmp_path / "anew" / name).read_bytes(), name
    assert (tmp_path / "anew/index.html").read_bytes() != (tmp_path / "was/index.html").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="pages are drawn by copies of a process on Linux alone")
def test_a_process_that_draws_and_is_killed_says_so(tmp_path: Path) -> None:
    painter = Painter(Former(lambda: read_rows(sample_store()), lambda name: None), DEFAULT_BASE, tmp_path, ())
    os.kill(painter.pid, signal.SIGKILL)
    painter.tell([], Rows())
    assert not painter.finish()
    painter.close()
