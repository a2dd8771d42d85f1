"""Which thing a mention is: registry, abbreviations, names minted by rule. This room owns IRIs.

`facts(article)` is the way from an article to its linked facts.
"""

from __future__ import annotations

from innograph.link.linker import Linker, facts, load_linker

__all__ = ["Linker", "facts", "load_linker"]
