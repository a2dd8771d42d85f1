"""Asking the graph: saved questions and free SPARQL.

from innograph.query import ask, ask_saved, saved_queries
for row in ask_saved(store, "who-works-with-whom", {"actor": "Vinnova"}):
    print(row["actor"], row["partner"], row["articles"])

What is here is loaded on first use: who asks for a span of time need not know how answers are shown.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.query.answer import FORMATS as FORMATS
    from innograph.query.answer import Answer as Answer
    from innograph.query.answer import ask as ask
    from innograph.query.answer import ask_saved as ask_saved
    from innograph.query.answer import bound_text as bound_text
    from innograph.query.names import choose as choose
    from innograph.query.names import find_things as find_things
    from innograph.query.prefixes import query_prefixes as query_prefixes
    from innograph.query.saved import Parameter as Parameter
    from innograph.query.saved import SavedQuery as SavedQuery
    from innograph.query.saved import parse_query as parse_query
    from innograph.query.saved import saved_queries as saved_queries
    from innograph.query.saved import saved_query as saved_query

_HOME = {
    "answer": ("FORMATS", "Answer", "ask", "ask_saved", "bound_text"),
    "names": ("choose", "find_things"),
    "prefixes": ("query_prefixes",),
    "saved": ("Parameter", "SavedQuery", "parse_query", "saved_queries", "saved_query"),
}

__all__ = [
    "FORMATS",
    "Answer",
    "Parameter",
    "SavedQuery",
    "ask",
    "ask_saved",
    "bound_text",
    "choose",
    "find_things",
    "parse_query",
    "query_prefixes",
    "saved_queries",
    "saved_query",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
