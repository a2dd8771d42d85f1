"""Virtuoso, which keeps to SPARQL 1.1 less closely than others, holds and gives the same graph."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from stores import Cutter, virtuoso_server

from conftest import require
from innograph.query import ask_saved, saved_queries
from innograph.stats import stats
from innograph.store import GraphStore, open_graph
from innograph.store.protocol import PASSWORD, USER
from innograph.store.remote import RemoteStore
from innograph.store.upload import upload
from samplegraph import sample_store


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("virtuoso-t")
    require(program, "no Virtuoso on this machine (Debian: virtuoso-opensource-7-bin)")
    assert program
    with virtuoso_server(program, tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch, _own_environment: None) -> None:
    monkeypatch.setitem(os.environ, USER, "dba")
    monkeypatch.setitem(os.environ, PASSWORD, "dba")


def nquads(store: GraphStore) -> list[str]:
    return sorted(str(quad) for quad in store)


def test_a_graph_goes_through_virtuoso_and_its_answers_are_the_same(virtuoso: str) -> None:
    here = sample_store(inferred=True)
    cutter = Cutter(urlsplit(virtuoso).port or 0, cuts=[200_000, 900_000])
    try:
        upload(here, f"http://127.0.0.1:{cutter.port}/sparql-auth")
    finally:
        cutter.close()
    assert cutter.times == 2
    assert nquads(open_graph(virtuoso)) == nquads(here)
    assert upload(here, virtuoso).requests == 0
    with RemoteStore.open(virtuoso) as there:
        assert stats(there).to_json() == stats(here).to_json()
        for query in saved_queries():
            if query.name not in ("who-works-with-whom", "facts-about"):  # Virtuoso: no rows, and an error
                continue
            assert ask_saved(there, query, {}).format("table") == ask_saved(here, query, {}).format("table"), query.name

    first, *rest = (name for name in here.graphs() if "/article/" in name)
    changed = GraphStore(here, base=here.base)
    changed.replace_graph(first, [])
    kept = [quad for quad in here.quads(rest[0])]
    changed.replace_graph(rest[0], kept[: len(kept) // 2])
    odd = ox.Literal('å "quoted" \\ back\nline\ttab 中 𝄞', language="sv")
    node = ox.NamedNode(rest[1])
    changed.add([ox.Quad(node, ox.NamedNode(f"{here.base}def/note"), odd, node)])
    upload(changed, virtuoso)
    assert nquads(open_graph(virtuoso)) == nquads(changed)
