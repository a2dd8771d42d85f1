"""read/: whatever comes in becomes `Article`s. Nothing after it knows where an article came from."""

from __future__ import annotations

from innograph.read.fields import Fields
from innograph.read.source import ReadResult, read_articles, read_file, read_paths, read_text
from innograph.read.split import Skipped, Splitter
from innograph.read.streams import Limits

__all__ = [
    "Fields",
    "Limits",
    "ReadResult",
    "Skipped",
    "Splitter",
    "read_articles",
    "read_file",
    "read_paths",
    "read_text",
]
