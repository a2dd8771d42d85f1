"""Where a built store lies on disk, and how a new one takes the place of the old at one instant.

    DIR/store/current            two lines: the generation that readers open, and the base IRI of its things
    DIR/store/<generation>/      the files of one store, never written to once it is current
    DIR/store/<generation>.lock  held by readers while they read
    DIR/store/build.lock         held by a build
    DIR/store/former.tsv         things that former generations had (see former.py)
    DIR/graph.ttl, inferred.ttl  what its store holds, as Turtle; their sums are the name of the generation

A directory cannot be replaced atomically in a way that all systems have, a file can (`os.replace`): so the
file `current` says which directory counts. A build fills a directory of its own, then replaces `current`;
killed at any moment it leaves the former store as it was, and at most a directory that nothing points to,
which the next build removes. Generations in use by a reader are left alone until a later build finds them
free.

Locks are advisory (flock) and end with their process, however it ends. Where the system has none (Windows),
two builds into one folder at a time are not prevented.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from innograph.building.files import GRAPH, INFERRED
from innograph.errors import StoreError
from innograph.store.former import note_former

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None  # type: ignore[assignment]

CURRENT = "current"
#: The two stores of a generation.
NAMED, UNION = "named", "union"
_NAME = re.compile(r"[0-9a-z][0-9a-z-]*")


class Generation(NamedTuple):
    """A store's directory, and the base IRI that its things are named under."""

    path: Path
    base: str


def current_generation(stores: Path) -> Generation:
    """The store that counts now, in `DIR/store`.

    Raises StoreError when nothing has been built there.
    """
    try:
        lines = (stores / CURRENT).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise StoreError(
            f"no graph in {stores.parent}: build one with `innograph build ARTICLES --out {stores.parent}`, "
            "or name its folder with --graph"
        ) from None
    if not _NAME.fullmatch(lines[0]) or len(lines) < 2:
        raise StoreError(f"{stores / CURRENT}: names no store; build the graph again")
    return Generation(stores / lines[0], lines[1])


def generation_name(graph: str, inferred: str) -> str:
    """The name of the store whose Turtle has these sums (SHA-256, in hexadecimal)."""
    return hashlib.sha256(f"{graph}{inferred}".encode()).hexdigest()[:16]


@contextlib.contextmanager
def open_turtle(generation: Path) -> Iterator[BinaryIO | None]:
    """The file of what is asserted in a generation; None where it, or what is inferred, is not as it was built."""
    out = generation.parent.parent
    with contextlib.ExitStack() as stack:
        try:
            files = [stack.enter_context((out / name).open("rb")) for name in (GRAPH, INFERRED)]
            name = generation_name(*(hashlib.file_digest(file, "sha256").hexdigest() for file in files))
        except OSError:
            name = ""
        if name and generation.name.partition("-")[0] == name:
            files[0].seek(0)
            yield files[0]
        else:
            yield None


def new_generation(stores: Path, name: str) -> Path:
    """A free directory for a store with this name: the name itself, else with a number."""
    path, number = stores / name, 1
    while path.exists():
        number += 1
        path = stores / f"{name}-{number}"
    return path


def publish_generation(
    filled: Path, stores: Path, name: str, base: str, changed: Collection[str] | None = None
) -> Path:
    """Make a filled directory the store that counts; both must lie on one file system.

    Notes which things are no more (see former.py; `changed` are those of which something is not said any more, where
    that is known), and removes generations that nobody reads any more. The caller holds `build_lock`.
    """
    former = None
    with contextlib.suppress(StoreError):
        former = current_generation(stores)
    stores.mkdir(parents=True, exist_ok=True)
    path = new_generation(stores, name)
    sync_tree(filled)
    os.replace(filled, path)
    lock_file(path).touch()
    if former is not None:
        note_former(stores, former, Generation(path, base), UNION, changed)
    replace_text(stores / CURRENT, f"{path.name}\n{base}\n")
    remove_unused(stores)
    return path


def remove_unused(stores: Path, *, unfinished: bool = False) -> None:
    """Remove every generation but the current one, unless a reader holds it.

    With `unfinished` also what killed builds left; only a build that has not begun to write may ask for that.
    """
    kept = None
    with contextlib.suppress(StoreError):
        kept = current_generation(stores).path
    for path in sorted(p for p in stores.iterdir() if p.is_dir() and p != kept):
        if path.name.startswith(".") and not unfinished:
            continue
        with _try_lock(lock_file(path)) as free:
            if free:
                shutil.rmtree(path, ignore_errors=True)
                lock_file(path).unlink(missing_ok=True)


def lock_file(generation: Path) -> Path:
    """The file that readers of a generation lock."""
    return generation.with_name(f"{generation.name}.lock")


@contextlib.contextmanager
def build_lock(stores: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold `DIR/store` for one build; while another holds it, `wait` for its end.

    Raises StoreError at once when another build holds it and this one shall not wait.
    """
    out = stores.parent
    try:
        stores.mkdir(parents=True, exist_ok=True)
        file = (stores / "build.lock").open("a+")
    except OSError as error:
        why = error.strerror or error
        raise StoreError(f"cannot write to {out}: {why}; choose another folder with --out") from None
    with file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except OSError:
                file.seek(0)
                who = file.read().strip() or "unknown"
                raise StoreError(
                    f"another build (process {who}) is writing to {out}: wait for it (--wait), or choose another --out"
                ) from None
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def hold_for_reading(stores: Path) -> tuple[Generation, IO[str] | None]:
    """The current generation, and the lock that keeps it there until it is closed.

    Raises StoreError when there is none.
    """
    for _ in range(100):
        generation = current_generation(stores)
        path = generation.path
        lock: IO[str] | None = None
        if fcntl is not None:
            # A lock only needs a file that can be read: a graph on a read-only disk has nobody to remove it.
            with contextlib.suppress(OSError):
                lock = lock_file(path).open()
                fcntl.flock(lock, fcntl.LOCK_SH)
        if path.is_dir() and (lock is None or lock_file(path).exists()):
            return generation, lock
        if lock is not None:  # replaced and removed between reading its name and locking it
            lock.close()
    raise StoreError(f"{stores}: the store named in {CURRENT} is missing; build the graph again")


@contextlib.contextmanager
def _try_lock(path: Path) -> Iterator[bool]:
    """Whether nobody holds the lock; held by us inside."""
    if fcntl is None or not path.exists():
        yield True
        return
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)
    sync_directory(path.parent)


def sync_tree(directory: Path) -> None:
    """Have everything in a directory on the disk, so that a power cut leaves no pointer to half a store."""
    for path in directory.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_directory(directory)


def sync_directory(directory: Path) -> None:
    """Have a directory's entries on the disk, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
