"""Which thing a mention is: registry, abbreviations, names minted by rule. This room owns IRIs.

`facts(article)` is the way from an article to its linked facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.link.linker import Linker as Linker
    from innograph.link.linker import facts as facts
    from innograph.link.linker import load_linker as load_linker

__all__ = ["Linker", "facts", "load_linker"]


def __getattr__(name: str) -> Any:
    # Who needs the registry alone does not read the extractor for it.
    if name in __all__:
        from innograph.link import linker

        return getattr(linker, name)
    raise AttributeError(f"module 'innograph.link' has no attribute {name!r}")
