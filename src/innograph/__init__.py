"""innograph: news articles about public-procurement innovation in, an RDF knowledge graph out.

The public functions are loaded on first use, so that importing the package (and `innograph --help`) reads
neither an RDF library nor the language data.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from innograph.article import Article as Article
    from innograph.build import BuildReport as BuildReport
    from innograph.build import build as build
    from innograph.build import extract as extract
    from innograph.build import load as load
    from innograph.errors import InnographError as InnographError
    from innograph.facts import Claim as Claim
    from innograph.facts import Entity as Entity
    from innograph.facts import Facts as Facts
    from innograph.facts import Mention as Mention

_HOME = {
    "Article": "innograph.article",
    "BuildReport": "innograph.build",
    "Claim": "innograph.facts",
    "Entity": "innograph.facts",
    "Facts": "innograph.facts",
    "InnographError": "innograph.errors",
    "Mention": "innograph.facts",
    "build": "innograph.build",
    "extract": "innograph.build",
    "load": "innograph.build",
}

__all__ = sorted(["__version__", *_HOME])


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'innograph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """Importing the room `innograph.extract` or `innograph.build` does not hide the function of that name.

    Python makes an imported module an attribute of its package: `innograph.extract(article)` would then
    work or not work depending on what was imported before.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
