"""Inputs on other machines: `https://…`, `s3://…` and what else fsspec reaches (extra `remote`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from innograph.read.piece import Piece
    from innograph.read.split import Skipped, Splitter

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_remote(path: str) -> bool:
    """Whether an input is an address and not a path.

    >>> is_remote("s3://bucket/crawl.warc.gz"), is_remote("articles/a.md")
    (True, False)
    """
    return bool(_ADDRESS.match(path))


def split_remote(address: str, splitter: Splitter) -> Iterator[Piece | Skipped]:
    """The pieces of what an address names; it is read as it comes and never held whole. Raises nothing."""
    from innograph.read.given import Given
    from innograph.read.split import Skipped

    shown = _without_password(address)
    path = urlsplit(address).path
    name = path.rsplit("/", 1)[-1] or "input"
    given = Given(url=address if address.startswith(("http://", "https://")) and shown == address else None)
    try:
        import fsspec

        with fsspec.open(address, "rb") as file:
            size = getattr(file, "size", None)
            yield from splitter.split(file, shown, name, size=size if isinstance(size, int) else None, given=given)
    except ImportError as error:
        yield Skipped(shown, f"{error}: pip install 'innograph[remote]' to read from there")
    except Exception as error:  # what each kind of store raises is its own
        said = " ".join(str(error).split())[:200]
        yield Skipped(shown, f"cannot be read: {said or type(error).__name__}")


def _without_password(address: str) -> str:
    """An address as it may be shown."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address
