"""From articles to facts, many at a time: in this process or in several, and no article twice that stays as it is.

`Extraction` says with what articles are read; `extract` is a function from articles to results that runs anywhere.
"""

from __future__ import annotations

from innograph.pipeline.extraction import Extraction, Result, extract
from innograph.pipeline.pool import extract_in_processes
from innograph.pipeline.reading import read_in_processes

__all__ = ["Extraction", "Result", "extract", "extract_in_processes", "read_in_processes"]
