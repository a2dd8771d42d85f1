"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from innograph.errors import WorkError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, put in the place of `path` when all is written; an error leaves that alone.

    A device or a pipe (`/dev/stdout`) is written to directly: it cannot be replaced. Raises WorkError when
    the folder is missing or may not be written to.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise WorkError(f"{path} is a folder: name a file in it")
        with target.open("wb") as stream:
            yield stream
        return
    aside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        stream = aside.open("xb")
    except OSError as error:
        raise WorkError(f"cannot write {path}: {error.strerror or error}") from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            aside.chmod(target.stat().st_mode & 0o777)
        aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
