"""Asking the graph: saved questions and free SPARQL.

from innograph.query import ask, ask_saved, saved_queries
for row in ask_saved(store, "who-works-with-whom", {"actor": "Vinnova"}):
    print(row["actor"], row["partner"], row["articles"])
"""

from innograph.query.answer import FORMATS, Answer, ask, ask_saved, bound_text
from innograph.query.names import choose, find_things
from innograph.query.prefixes import query_prefixes
from innograph.query.saved import Parameter, SavedQuery, parse_query, saved_queries, saved_query

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
