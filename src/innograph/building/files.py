"""What a build writes, by name."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

GRAPH, INFERRED, VIEW, REPORT, STORE = "graph.ttl", "inferred.ttl", "index.html", "report.json", "store"
#: Folder of the pages that show one side of the network each (innograph.view.PAGES).
VIEWS = "views"
#: File beside the generations of the store with the facts of each article, for the next build.
FACTS = "facts.sqlite"
#: File beside it with the articles that were read from pages and PDFs.
READINGS = "readings.sqlite"


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Have a file on the disk before it takes another's place."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
