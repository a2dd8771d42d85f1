"""A folder with the graph of a store elsewhere, as `innograph build` would have left it, kept as that graph is.

What needs the files of a graph, a server with its processes and indexes above all, reads a copy: fetched whole when the
manifest of the store (upload.py) has changed, and exchanged at one instant as every build is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from innograph.building.files import GRAPH, INFERRED, STORE, sha256
from innograph.errors import InnographError, StoreError
from innograph.export.turtle import write_turtle
from innograph.store.generations import (
    build_lock,
    current_generation,
    generation_name,
    publish_generation,
    remove_unused,
    replace_text,
)
from innograph.store.graphstore import GraphStore
from innograph.store.remote import RemoteStore

_BATCH = 100_000
_MIRRORED = "mirrored"


def mirror_folder(url: str) -> Path:
    """Where the copy of the store at this address lies: in the user's folder for caches (XDG Base Directory, 0.8)."""
    caches = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(caches) / "innograph" / hashlib.sha256(url.encode()).hexdigest()[:16]


def mirror(url: str, folder: Path) -> bool:
    """Make the graph in `folder` the one that the store at `url` holds; whether it was another one.

    While an upload to the store is under way the copy stays as it is. Raises StoreError when the store cannot be
    reached, has no graph, or has only half of one and there is no copy yet, or when `folder` cannot be written to.
    """
    with build_lock(folder / STORE, wait=True), RemoteStore.open(url) as there:
        stores = folder / STORE
        there_now = _state(there)
        has_copy = False
        with suppress(StoreError):
            has_copy = current_generation(stores).path.is_dir()
        if has_copy and (not there.complete or _mirrored(stores) == there_now):
            return False
        if not there.complete:
            raise StoreError(f"{url}: an upload is under way or was cut short; finish it with `innograph upload`")
        remove_unused(stores, unfinished=True)
        aside = stores / f".mirroring-{os.getpid()}"
        try:
            sums = _fill(there, aside)
            publish_generation(aside / STORE, stores, generation_name(*sums), there.base)
            for name in (GRAPH, INFERRED):
                os.replace(aside / name, folder / name)
        except OSError as error:
            raise StoreError(f"cannot write to {folder}: {error.strerror or error}") from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        replace_text(stores / _MIRRORED, f"{there_now}\n")
        return True


def keep_mirrored(url: str, folder: Path, seconds: float, told: Callable[[str], object], stop: threading.Event) -> None:
    """`mirror` every so many seconds until `stop`; what goes wrong is told, and tried again the next time."""
    while not stop.wait(seconds):
        try:
            mirror(url, folder)
        except InnographError as error:
            told(str(error))


def _state(there: RemoteStore) -> str:
    """A hash of what the manifest says: the same as long as the graph is."""
    lines = sorted(f"{name} {line}" for name, line in there.manifest().items())
    return hashlib.sha256("\n".join([there.base, *lines]).encode()).hexdigest()


def _mirrored(stores: Path) -> str:
    with suppress(OSError):
        return (stores / _MIRRORED).read_text(encoding="utf-8").strip()
    return ""


def _fill(there: RemoteStore, aside: Path) -> tuple[str, str]:
    """Write the store and its Turtle; the sums of the two files."""
    inferred = there.vocabulary.inferred
    with GraphStore.create(aside / STORE, base=there.base) as store:
        batch: list[ox.Quad] = []
        for quad in there:
            batch.append(quad)
            if len(batch) >= _BATCH:
                store.add(batch)
                batch = []
        store.add(batch)
        with (aside / GRAPH).open("wb") as file:
            write_turtle(store.oxigraph, file, base=there.base, without=[inferred])
        with (aside / INFERRED).open("wb") as file:
            write_turtle(store.oxigraph, file, base=there.base, only=[inferred])
        store.finish([aside / GRAPH, aside / INFERRED])
    return sha256(aside / GRAPH), sha256(aside / INFERRED)
