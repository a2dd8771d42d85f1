"""read/: whatever comes in becomes `Article`s. Nothing after it knows where an article came from."""

from __future__ import annotations

from innograph.read.copies import Copy
from innograph.read.fields import Fields
from innograph.read.source import Corpus, ReadResult, read_articles, read_corpus, read_file, read_paths, read_text
from innograph.read.split import Skipped, Splitter
from innograph.read.streams import Limits

__all__ = [
    "Copy",
    "Corpus",
    "Fields",
    "Limits",
    "ReadResult",
    "Skipped",
    "Splitter",
    "read_articles",
    "read_corpus",
    "read_file",
    "read_paths",
    "read_text",
]
