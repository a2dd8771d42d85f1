"""What a query is, before it is answered: its form, the graphs it names, whether it can only be short.

Oxigraph cannot be interrupted within a process, so a query is answered by a process that can be killed, unless it
is plain to see that it ends at once: a few triple patterns, each reached from a constant that stands in few triples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

import pyoxigraph as ox

from innograph.errors import QueryError
from innograph.query.prefixes import query_prefixes
from innograph.query.syntax import refuse_writing, tokens
from innograph.serve.problems import refused

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", ""]
Term = ox.NamedNode | ox.Literal
Pattern = tuple[Term | str, Term, Term | str]

#: A constant in more triples than this is no place to start from at once.
_FEW = 1_000
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TERM = r"""<[^<>"{}|^`\\\s]*>|[?$]\w+|(?:[A-Za-z][\w-]*)?:[\w-]+|\ba\b|"[^"\\\n]*"(?:@[A-Za-z-]+)?"""
#: The plainest query: prefixes, SELECT, triple patterns, a LIMIT. Anything else takes the longer way.
_PLAIN = re.compile(
    rf"\s*(?P<prologue>(?:PREFIX\s+[\w-]*:\s*<[^<>\s]*>\s*)*)"
    rf"SELECT\s+(?:DISTINCT\s+)?(?:\*|[?$]\w+(?:\s+[?$]\w+)*)\s*(?:WHERE\s*)?"
    rf"\{{(?P<body>(?:\s*(?:{_TERM}|[.;,]))*)\s*\}}\s*(?:LIMIT\s+\d{{1,6}}\s*)?",
    re.IGNORECASE,
)
_TERMS = re.compile(rf"{_TERM}|[.;,]")
_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """A query's `form`; the graphs that FROM names; whether it speaks of named graphs; the patterns of a plain one.

    `limit_at` is where a LIMIT can be put that cuts a SELECT's rows; -1 when it has one or can have none.
    """

    form: Form
    speaks_of_graphs: bool = False
    datasets: bool = False
    patterns: tuple[Pattern, ...] = ()
    limit_at: int = -1


@lru_cache(maxsize=4096)
def make_plan(text: str, base: str) -> Plan:
    """What a query is. Raises Problem 403 for one that writes, reaches outside or reads files.

    A text that is no query has the form ""; the engine then says what is wrong with it.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        patterns = _patterns(plain["prologue"], plain["body"], base)
        if patterns is not None:
            return Plan("SELECT", patterns=patterns, limit_at=-1)
    try:
        refuse_writing(text)
    except QueryError as error:
        raise refused(str(error)) from None
    return _read_tokens(text)


def _read_tokens(text: str) -> Plan:
    form: Form = ""
    depth = 0
    graphs = datasets = False
    limit_at, closed = -1, -1
    found = tokens(text)
    for at, (kind, token, start) in enumerate(found):
        if kind == "other" and token in "{}":
            depth += 1 if token == "{" else -1
            closed = start + 1 if token == "}" and depth == 0 else closed
            continue
        if kind != "word":
            continue
        word = token.upper()
        if not form and word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            form = word  # type: ignore[assignment]
        elif word == "GRAPH":
            graphs = True
        elif word == "FROM":
            graphs = datasets = True
            _refuse_file(found[at + 1 : at + 3])
        elif depth == 0 and word in ("LIMIT", "VALUES"):
            limit_at = -2
    if form != "SELECT" or limit_at == -2 or closed < 0:
        limit_at = -1
    else:
        limit_at = len(text.rstrip()) if not _ends_in_comment(text) else -1
    return Plan(form, graphs, datasets, (), limit_at)


def _refuse_file(after: list[tuple[str, str, int]]) -> None:
    """FROM may name a graph of the store; an address of another kind promises what is never done."""
    for kind, token, _ in after:
        if kind == "iri" and token[1:].partition(":")[0].lower() not in ("http", "https", "urn"):
            raise refused(f"FROM {token} is refused: a query reads the graphs of this store and nothing else")


def _ends_in_comment(text: str) -> bool:
    return "#" in text.rstrip().rpartition("\n")[2]


def _patterns(prologue: str, body: str, base: str) -> tuple[Pattern, ...] | None:
    """The triple patterns of a plain body; None when it is not as it looks."""
    prefixes = dict(query_prefixes(base))
    prefixes.update(_PREFIX.findall(prologue))
    found: list[Pattern] = []
    triple: list[Term | str] = []
    parts = _TERMS.findall(body)
    for part in [*parts, "."] if parts and parts[-1] != "." else parts:
        if part in ".;,":
            if len(triple) != 3:
                if part == "." and len(triple) == 1 and found:
                    return None
                if part in ".;" and not triple:
                    continue
                return None
            subject, predicate, object_ = triple
            if not isinstance(predicate, ox.NamedNode):
                return None
            found.append((subject, predicate, object_))
            triple = [] if part == "." else [subject] if part == ";" else [subject, predicate]
            continue
        term = _term(part, prefixes)
        if term is None:
            return None
        triple.append(term)
    return tuple(found) if found and not triple else None


def _term(part: str, prefixes: dict[str, str]) -> Term | str | None:
    if part[0] in "?$":
        return part[1:]
    try:
        if part == "a":
            return _RDF_TYPE
        if part[0] == "<":
            return ox.NamedNode(part[1:-1])
        if part[0] == '"':
            text, _, language = part[1:].rpartition('"')
            return ox.Literal(text, language=language[1:]) if language else ox.Literal(text)
    except ValueError:
        return None
    prefix, _, local = part.partition(":")
    return ox.NamedNode(prefixes[prefix] + local) if prefix in prefixes else None


def ends_at_once(patterns: tuple[Pattern, ...], store: ox.Store) -> bool:
    """Whether every pattern is reached from a constant that stands in few triples of the store.

    A class is no such constant, and neither is what thousands of triples hold.
    """
    reached: set[str] = set()
    left = list(patterns)
    if len(left) > 8:
        return False
    for subject, predicate, object_ in patterns:
        if not isinstance(subject, str) or (not isinstance(object_, str) and predicate != _RDF_TYPE):
            start = None if isinstance(subject, str) else subject
            end = None if isinstance(object_, str) else object_
            if not isinstance(predicate, ox.NamedNode) or isinstance(start, ox.Literal):
                return False
            if len(list(islice(store.quads_for_pattern(start, predicate, end, None), _FEW + 1))) > _FEW:
                return False
            reached |= {name for name in (subject, object_) if isinstance(name, str)}
            left.remove((subject, predicate, object_))
    while left:
        near = [p for p in left if reached & {end for end in (p[0], p[2]) if isinstance(end, str)}]
        if not near:
            return False
        for pattern in near:
            reached |= {end for end in (pattern[0], pattern[2]) if isinstance(end, str)}
            left.remove(pattern)
    return True
