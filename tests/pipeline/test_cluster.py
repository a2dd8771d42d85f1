"""Extraction on a Dask cluster of real processes: the same facts as here, also when a worker is killed."""

from __future__ import annotations

import gzip
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
import pytest
from distributed import Client
from stores import Cutter

from innograph.article import Article
from innograph.build import build
from innograph.errors import UsageError, WorkError
from innograph.pipeline import Extraction, extract
from innograph.pipeline.cluster import extract_on_cluster
from innograph.read import read_paths
from innograph.resources import resource
from ports import free_port


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on loopback, and the processes of its workers."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [[sys.executable, "-m", f"distributed.cli.dask_{name}"] for name in ("scheduler", "worker")]
    started: list[subprocess.Popen[bytes]] = []
    try:
        commands = [[*dask[0], "--host", address, "--no-dashboard"]]
        commands += [[*dask[1], address, "--no-nanny", "--no-dashboard", "--nthreads", "1"]] * workers
        for command in commands:
            started.append(subprocess.Popen(command, **quiet))
        wait_for_workers(address, workers)
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def wait_for_workers(address: str, number: int) -> None:
    """Wait until all are there: on a busy machine each takes longer to start than whoever uses a cluster would wait."""
    end = time.monotonic() + 300
    while True:
        try:
            with cast(Any, Client)(address, timeout=30, set_as_default=False) as client:
                client.wait_for_workers(number, timeout=300)
                return
        except OSError:
            assert time.monotonic() < end, "the scheduler was not ready in time"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(2, tmp_path_factory.mktemp("dask")) as (address, _):
        yield address


def samples() -> list[Article]:
    return sorted(read_paths([resource("data", "articles")]).articles, key=lambda a: a.id)


def test_the_graph_is_the_same_as_on_one_machine_and_its_parts_hold_it(shared: str, tmp_path: Path) -> None:
    source = sorted(resource("data", "articles").glob("*.md"))[:8]
    table = tmp_path / "ours.csv"
    table.write_text((resource("data", "registry") / "actors.csv").read_text(encoding="utf-8"), encoding="utf-8")
    here = build(source, tmp_path / "here", registry=table)
    parts = tmp_path / "parts"
    there = build(source, tmp_path / "there", registry=table, cluster=shared, parts=parts.as_uri())
    assert there.files == here.files
    assert there.extracted == here.extracted == here.articles

    manifest = json.loads((parts / "manifest.json").read_text(encoding="utf-8"))
    assert sum(len(part["articles"]) for part in manifest["parts"]) == here.articles
    text = b"".join(gzip.decompress((parts / f"{part['name']}.nq.gz").read_bytes()) for part in manifest["parts"])
    graphs = {quad.graph_name for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)}
    built = {quad for quad in ox.parse(path=str(tmp_path / "here" / "graph.ttl"))}
    assert len(graphs) == here.articles
    assert {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)} <= {quad.triple for quad in built}


def test_what_is_there_is_not_done_again(shared: str, tmp_path: Path) -> None:
    place = str(tmp_path / "parts")
    articles, alone = samples()[:9], Extraction()
    first = list(extract_on_cluster(articles, alone, shared, place=place, chunk=3))
    assert first == list(extract(articles, alone))
    files = {path: path.stat().st_mtime_ns for path in Path(place).glob("*.gz")}
    assert len(files) == 6
    damaged = next(path for path in sorted(files) if path.name.endswith(".jsonl.gz"))
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:100])
    assert list(extract_on_cluster(articles, alone, shared, place=place, chunk=3)) == first
    assert damaged.read_bytes() == whole
    anew = [path for path, changed in files.items() if path.stat().st_mtime_ns != changed]
    assert {path.name.split(".")[0] for path in anew} == {damaged.name.split(".")[0]}


def test_a_killed_worker_costs_only_its_parts(tmp_path: Path) -> None:
    some = samples()[:15] * 4
    articles = [Article(f"{number}-{a.id}", a.text, a.language) for number, a in enumerate(some)]
    wanted = list(extract(articles, Extraction()))
    with cluster(4, tmp_path) as (address, workers):
        results = []
        for result in extract_on_cluster(articles, Extraction(), address, chunk=6):
            results.append(result)
            if len(results) == 1:
                workers[0].send_signal(signal.SIGKILL)
    assert results == wanted


def test_an_answer_that_breaks_off_is_asked_for_again(shared: str) -> None:
    articles = samples()[:2]
    way = Cutter(int(shared.rsplit(":", 1)[1]), [10])
    try:
        results = list(extract_on_cluster(articles, Extraction(), f"tcp://127.0.0.1:{way.port}"))
    finally:
        way.close()
    assert way.times == 1
    assert results == list(extract(articles, Extraction()))


def test_no_cluster_and_no_place_are_told_in_one_line(shared: str, tmp_path: Path) -> None:
    articles = samples()[:1]
    address = f"tcp://127.0.0.1:{free_port()}"
    started = time.monotonic()
    with pytest.raises(WorkError, match="no Dask scheduler"):
        list(extract_on_cluster(articles, Extraction(), address, patience=0.5))
    assert time.monotonic() - started < 30
    (tmp_path / "file").touch()
    with pytest.raises(WorkError, match="cannot be written"):
        list(extract_on_cluster(articles, Extraction(), shared, place=str(tmp_path / "file" / "below")))
    with pytest.raises(WorkError, match="Protocol not known"):
        list(extract_on_cluster(articles, Extraction(), shared, place="nothing-like-it://place"))
    with pytest.raises(UsageError, match=re.escape("innograph[cluster]")):
        list(extract_on_cluster(articles, Extraction(), shared, place="gs://bucket/parts"))
