"""Pages that are written by other processes are those that this one writes."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from innograph.iri import DEFAULT_BASE
from innograph.view import PAGES, write_pages
from innograph.view.reader import read_network
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


def test_what_is_not_finished_is_ended(tmp_path: Path) -> None:
    beside = PagesBeside(read_network(sample_store()), DEFAULT_BASE, tmp_path / "index.html", tmp_path / "views")
    children = beside.children
    beside.close()
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
