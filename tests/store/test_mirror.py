"""A server reads a store elsewhere through a copy, which follows what is uploaded there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from served import serving
from stores import oxigraph_server

from innograph.errors import StoreError
from innograph.export import export
from innograph.store import GraphStore
from innograph.store.mirror import mirror
from innograph.store.protocol import Endpoint
from innograph.store.remote import MANIFEST, STATE
from innograph.store.upload import upload
from samplegraph import sample_store


def test_a_served_store_is_the_uploaded_one_and_follows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    here = sample_store(inferred=True)
    changed = GraphStore(here, base=here.base)
    changed.replace_graph(next(name for name in here.graphs() if "/article/" in name), [])
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with oxigraph_server() as url:
        upload(here, url)
        with serving(url, "--refresh", "1") as client:  # type: ignore[arg-type]
            for store in (here, changed):
                upload(store, url)
                wanted = f"n\r\n{len(set(store.triples()))}\r\n"
                end = time.monotonic() + 60
                while True:
                    answer = client.get("/sparql", params={"query": count}, headers={"Accept": "text/csv"})
                    if answer.text == wanted:
                        break
                    assert time.monotonic() < end, (answer.text, wanted)
                    time.sleep(0.2)


def test_a_copy_is_what_a_build_leaves_and_is_fetched_only_when_it_changed(tmp_path: Path) -> None:
    here = sample_store(inferred=True)
    with oxigraph_server() as url:
        with pytest.raises(StoreError, match="no graph there"):
            mirror(url, tmp_path)
        upload(here, url)
        assert mirror(url, tmp_path)
        assert not mirror(url, tmp_path)
        with GraphStore.open(tmp_path) as copy, (tmp_path / "again.ttl").open("wb") as file:
            assert set(copy) == set(here)
            export(copy, file)
        assert (tmp_path / "again.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()

        # Half an upload is not copied, and nothing where there is no copy yet.
        whole, half = (f'DATA {{ GRAPH <{MANIFEST}> {{ <{here.base}> <{STATE}> "{state}" }} }}'
                       for state in ("complete", "unfinished"))  # fmt: skip
        with Endpoint(url) as there:
            there.update(f"DELETE {whole} ; INSERT {half}")
        assert not mirror(url, tmp_path)
        with pytest.raises(StoreError, match="under way"):
            mirror(url, tmp_path / "other")
