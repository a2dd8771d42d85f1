"""read/: whatever comes in becomes `Article`s. Nothing after it knows where an article came from."""

from __future__ import annotations

from innograph.read.source import ReadResult, Skipped, read_file, read_paths, read_text

__all__ = ["ReadResult", "Skipped", "read_file", "read_paths", "read_text"]
