"""The articles that a graph is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """The plain texts of articles (files or folders) by the article's id.

    What cannot be read is left out: its quotes are then not compared.
    """
    paths = list(paths)
    if not paths:
        return {}
    from innograph.read import read_paths

    return {article.id: article.text for article in read_paths(paths).articles}
