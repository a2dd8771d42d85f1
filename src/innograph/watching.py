"""`build --watch`: build again whenever the sources change.

watchfiles wakes us; what counts is whether the sources look otherwise than before the last build began. So nothing is
missed that changes while a build runs, nor where the system tells nothing of changes (some network file systems), and a
build of its own output is not a change.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from innograph.build import BuildReport
from innograph.errors import InnographError

#: Milliseconds to wait for more changes of one kind, and after which we look for ourselves.
_DEBOUNCE, _LOOK = 400, 3000

#: File → its size and time of change.
Look = dict[str, tuple[int, int]]


def build_whenever_changed(
    paths: Sequence[Path],
    out: Path,
    build: Callable[[], BuildReport],
    tell: Callable[[BuildReport | InnographError], None],
) -> None:
    """Build, and again at every change of these files and folders, until a KeyboardInterrupt. `tell` has every outcome.

    What a build cannot do (InnographError, OSError) does not end the watch. Raises KeyboardInterrupt.
    """
    before: Look = {}
    first = True
    for _ in _wakes(paths):
        now = look(paths, out)
        if not first and now == before:
            continue
        first, before = False, now
        try:
            tell(build())
        except InnographError as error:
            tell(error)
        except OSError as error:
            tell(InnographError(str(error)))


def look(paths: Sequence[Path], out: Path) -> Look:
    """How the sources look now; `out` is none of them."""
    found: Look = {}
    aside = os.path.realpath(out)
    for given in paths:
        for path in _files(given, aside):
            try:
                state = os.stat(path)
            except OSError:
                continue
            found[path] = (state.st_size, state.st_mtime_ns)
    return found


def _files(given: Path, aside: str) -> Iterator[str]:
    if not given.is_dir():
        yield str(given)
        return
    for root, folders, files in os.walk(given):
        folders[:] = [n for n in folders if not n.startswith(".") and os.path.realpath(os.path.join(root, n)) != aside]
        yield from (os.path.join(root, name) for name in files if not name.startswith("."))


def _wakes(paths: Sequence[Path]) -> Iterator[None]:
    """At once, then whenever something may have changed."""
    yield
    from watchfiles import watch

    # A file that is replaced has another place on the disk: its folder is what stays.
    roots = sorted({str(path if path.is_dir() else path.absolute().parent) for path in paths})
    present = [root for root in roots if os.path.isdir(root)]
    for _ in watch(
        *present, debounce=_DEBOUNCE, rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=True, watch_filter=None
    ):
        yield
