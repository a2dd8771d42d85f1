"""Publication of a store: readers see the old one or the new one, whole, whatever happens to the builder."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from innograph.errors import StoreError
from innograph.graph.vocabulary import SKOS, Vocabulary
from innograph.store import GraphStore
from innograph.store.generations import build_lock, current_generation, publish_generation, remove_unused

V = Vocabulary()
SIZE = 300

#: Publishes store after store, each SIZE times one and the same word, until it is killed.
PUBLISHER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_generations import fill, SIZE
from innograph.store.generations import build_lock, publish_generation, remove_unused
stores = Path(sys.argv[1])
number = 0
while True:
    number += 1
    with build_lock(stores):
        remove_unused(stores, unfinished=True)
        publish_generation(fill(stores, f"n{number}"), stores, f"n{number}", "https://x/")
    print(number, flush=True)
"""


def fill(stores: Path, word: str, size: int = SIZE) -> Path:
    stores.mkdir(parents=True, exist_ok=True)
    aside = stores / f".building-{word}"
    with GraphStore.create(aside) as store:
        store.add(words(word, size))
        store.finish()
    return aside


def words(word: str, size: int = SIZE) -> list[Quad]:
    graph = NamedNode("https://x/g")
    return [Quad(NamedNode(f"https://x/{i}"), SKOS.prefLabel, Literal(word), graph) for i in range(size)]


def read_whole(out: Path) -> str:
    """The one word that the current store says SIZE times."""
    with GraphStore.open(out) as store:
        said = [quad.object.value for quad in store]  # type: ignore[union-attr]
    assert len(said) == SIZE and len(set(said)) == 1
    return said[0]


def start(out: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", PUBLISHER, str(out / "store"), str(Path(__file__).parent)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_killed_at_any_moment_a_builder_leaves_a_whole_store(tmp_path: Path) -> None:
    publish_generation(fill(tmp_path / "store", "first"), tmp_path / "store", "first", "https://x/")
    dice = random.Random(7)
    seen = set()
    for _ in range(12):
        publisher = start(tmp_path)
        assert publisher.stdout
        publisher.stdout.readline()  # it is at work now
        time.sleep(dice.random() * 0.3)
        publisher.send_signal(signal.SIGKILL)
        publisher.wait()
        publisher.stdout.close()
        seen.add(read_whole(tmp_path))
        # The next build finds the folder free and removes what the killed one left.
        with build_lock(tmp_path / "store"):
            remove_unused(tmp_path / "store", unfinished=True)
            left = [p.name for p in (tmp_path / "store").iterdir() if p.is_dir()]
            assert left == [current_generation(tmp_path / "store").path.name]
    assert "first" not in seen


def test_readers_never_see_half_a_store_while_builds_come_and_go(tmp_path: Path) -> None:
    publish_generation(fill(tmp_path / "store", "first"), tmp_path / "store", "first", "https://x/")
    publisher = start(tmp_path)
    try:
        end = time.monotonic() + 120
        seen = set()
        while len(seen) < 8 and time.monotonic() < end:
            seen.add(read_whole(tmp_path))
    finally:
        publisher.kill()
        publisher.communicate()
    assert len(seen) == 8


def test_a_store_that_is_read_stays_until_its_reader_is_done(tmp_path: Path) -> None:
    stores = tmp_path / "store"
    publish_generation(fill(stores, "one"), stores, "one", "https://x/")
    with GraphStore.open(tmp_path) as reader:
        publish_generation(fill(stores, "two"), stores, "two", "https://x/")
        assert (stores / "one").is_dir()
        assert {q.object.value for q in reader} == {"one"}  # type: ignore[union-attr]
        assert read_whole(tmp_path) == "two"
    remove_unused(stores)
    assert not (stores / "one").exists() and not (stores / "one.lock").exists()
    assert read_whole(tmp_path) == "two"


def test_the_same_content_again_gets_a_place_of_its_own(tmp_path: Path) -> None:
    stores = tmp_path / "store"
    places = [publish_generation(fill(stores, "one"), stores, "one", "https://x/").name for _ in range(3)]
    assert places[0] == "one" and len(set(places[:2])) == 2
    assert read_whole(tmp_path) == "one"


def test_a_second_build_is_refused_at_once_with_the_first_one_s_number(tmp_path: Path) -> None:
    import os

    with build_lock(tmp_path / "store"), pytest.raises(StoreError, match=f"process {os.getpid()}"):  # noqa: SIM117
        with build_lock(tmp_path / "store"):
            pass
    with build_lock(tmp_path / "store"):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="choose another"), build_lock(tmp_path / "file" / "store"):
        pass


def test_readers_of_one_process_do_not_release_each_other(tmp_path: Path) -> None:
    """flock belongs to the open file: one reader's closing must not free another's store."""
    stores = tmp_path / "store"
    publish_generation(fill(stores, "one"), stores, "one", "https://x/")
    kept = GraphStore.open(tmp_path)
    thread = threading.Thread(target=lambda: GraphStore.open(tmp_path).close())
    thread.start()
    thread.join()
    publish_generation(fill(stores, "two"), stores, "two", "https://x/")
    assert {q.object.value for q in kept} == {"one"} and (stores / "one").is_dir()  # type: ignore[union-attr]
    kept.close()
