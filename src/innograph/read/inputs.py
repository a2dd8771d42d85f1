"""Inputs: the files that paths stand for, and the pieces that each of them holds."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from innograph.errors import InputError
from innograph.read.formats import ENDINGS, HEAD, PROSE_ENDINGS
from innograph.read.piece import Piece
from innograph.read.remote import is_remote, split_remote
from innograph.read.split import ABOUT_THE_FOLDER, Skipped, Splitter, is_of_use


def walk(folder: Path) -> Iterator[Path]:
    """The files with articles below a folder, sorted by path; hidden files and what describes the folder are none."""
    return (Path(path) for path, _ in _walk(str(folder)))


def _walk(folder: str) -> Iterator[tuple[str, bool]]:
    """The same as text, each with whether it is a link. What cannot be looked into is empty."""
    folders: list[str] = []
    files: list[tuple[str, bool]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not _is_folder(entry):
                    files.append((entry.name, entry.is_symlink()))
                elif not entry.is_symlink():
                    folders.append(entry.name)
    except OSError:
        return
    before = "" if folder == "." else os.path.join(folder, "")
    for name, is_link in sorted(files):
        stem, ending = os.path.splitext(name)
        ending = ending.casefold()
        if ending in PROSE_ENDINGS and stem.casefold() in ABOUT_THE_FOLDER:
            continue
        path = before + name
        if ending in ENDINGS or _is_of_use(path):
            yield path, is_link
    for name in sorted(folders):
        yield from _walk(before + name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_of_use(path: str) -> bool:
    """Whether a file whose name does not tell holds articles."""
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            return is_of_use(file.read(HEAD))
    except (OSError, ValueError):
        return False


def list_inputs(paths: Sequence[Path | str]) -> Iterator[str | Skipped]:
    """What articles are read from: files, remote addresses and `-` for standard input; and what is no such thing, with
    its reason. What is given twice is there once. Raises nothing.
    """
    seen: set[str] = set()
    for given in paths:
        source = str(given)
        if source == "-" or (isinstance(given, str) and is_remote(source)):
            yield source if source not in seen else Skipped(source, "given twice")
            seen.add(source)
            continue
        source = str(Path(source))
        try:
            is_folder = os.path.isdir(source)
            if is_folder:
                os.listdir(source)
            real = os.path.realpath(source)
        except (OSError, ValueError) as error:
            yield Skipped(source, f"cannot be read: {getattr(error, 'strerror', None) or error}")
            continue
        if not is_folder:
            yield source if real not in seen else Skipped(source, "given twice")
            seen.add(real)
            continue
        empty, within = True, 0 if source == "." else len(source.rstrip("/")) + 1
        inside = os.path.join(real, "")
        for path, is_link in _walk(source):
            empty = False
            # Folders are not entered by links, so that only a file's own link leads elsewhere.
            there = os.path.realpath(path) if is_link else inside + path[within:]
            yield path if there not in seen else Skipped(path, "given twice")
            seen.add(there)
        if empty:
            yield Skipped(source, "no articles in this folder")


def split_input(source: str, splitter: Splitter) -> Iterator[Piece | Skipped]:
    """The pieces of one input, and what is of no use in it. Raises nothing."""
    if source == "-":
        yield from splitter.split(sys.stdin.buffer, "-", "stdin.md")
        return
    if is_remote(source):
        yield from split_remote(source, splitter)
        return
    path = Path(source)
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise InputError(source, "a folder, not a file")
        if not stat.S_ISREG(state.st_mode):
            raise InputError(source, "not a regular file")
        empty = True
        with path.open("rb") as file:
            for piece in splitter.split(file, source, path.name, size=state.st_size):
                empty = False
                yield piece
        if empty:
            raise InputError(source, "no article in it")
    except InputError as error:
        yield Skipped(source, error.reason)
    except FileNotFoundError:
        yield Skipped(source, "no such file or folder")
    except OSError as error:
        yield Skipped(source, f"cannot be read: {error.strerror or error}")
    except ValueError as error:  # a null character in the path
        yield Skipped(source, f"cannot be read: {error}")


def read_pieces(paths: Sequence[Path | str], splitter: Splitter | None = None) -> Iterator[Piece | Skipped]:
    """What articles are read from, one after the other, and what is of no use, with its reason. `-` is standard input.

    Nothing is held but the piece at hand. A file that is given twice is read once. Raises nothing.
    """
    splitter = splitter or Splitter()
    for found in list_inputs(paths):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from split_input(found, splitter)
