"""innograph: news articles about public-procurement innovation in, an RDF knowledge graph out.

The public functions are loaded on first use, so that importing the package (and `innograph --help`) reads
neither an RDF library nor the language data.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from innograph.article import Article as Article
    from innograph.errors import InnographError as InnographError
    from innograph.facts import Claim as Claim
    from innograph.facts import Entity as Entity
    from innograph.facts import Facts as Facts
    from innograph.facts import Mention as Mention

_HOME = {
    "Article": "innograph.article",
    "Claim": "innograph.facts",
    "Entity": "innograph.facts",
    "Facts": "innograph.facts",
    "InnographError": "innograph.errors",
    "Mention": "innograph.facts",
}

__all__ = sorted(["__version__", *_HOME])


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'innograph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
