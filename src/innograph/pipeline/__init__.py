"""From articles to facts, many at a time: in this process or in several, and no article twice that stays as it is.

`Extraction` says with what articles are read; `extract` is a function from articles to results that runs anywhere. What
is here is loaded on first use: a process that extracts need not know how pages are read.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.pipeline.extraction import Extraction as Extraction
    from innograph.pipeline.extraction import Result as Result
    from innograph.pipeline.extraction import extract as extract
    from innograph.pipeline.pool import extract_in_processes as extract_in_processes
    from innograph.pipeline.reading import read_in_processes as read_in_processes

_HOME = {
    "Extraction": "extraction",
    "Result": "extraction",
    "extract": "extraction",
    "extract_in_processes": "pool",
    "read_in_processes": "reading",
}

__all__ = ["Extraction", "Result", "extract", "extract_in_processes", "read_in_processes"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
