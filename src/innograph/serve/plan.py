"""What a query is, before it is answered: its form, the graphs it names, and, of the plainest ones, their patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from innograph.errors import QueryError
from innograph.query.prefixes import query_prefixes
from innograph.query.syntax import refuse_writing, tokens
from innograph.serve.problems import refused

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", ""]
#: A triple pattern: variables as `?name`, IRIs in angle brackets, texts in quotation marks.
Pattern = tuple[str, str, str]

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
# Atomic and possessive throughout: a text that only nearly fits is given up at once, whatever its length.
_TERM = r"""(?><[^<>"{}|^`\\\s]*+>|[?$]\w++|(?:[A-Za-z][\w-]*+)?:[\w-]++|\ba\b(?!:)|"[^"\\\n]*+"(?:@[A-Za-z-]++)?)"""
#: The plainest query: prefixes, SELECT, triple patterns, a LIMIT. Anything else takes the longer way.
_PLAIN = re.compile(
    rf"\s*+(?P<prologue>(?:PREFIX\s++[\w-]*+:\s*+<[^<>\s]*+>\s*+)*+)"
    rf"SELECT\s++(?P<distinct>DISTINCT\s++)?(?P<chosen>\*|[?$]\w++(?:\s++[?$]\w++)*+)\s*+(?:WHERE\s*+)?"
    rf"\{{(?P<body>(?:\s*+(?:{_TERM}|[.;,]))*+)\s*+\}}\s*+(?P<limit>LIMIT\s++\d{{1,6}}\s*+)?",
    re.IGNORECASE,
)
_TERMS = re.compile(rf"{_TERM}|[.;,]", re.IGNORECASE)
_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^<>\s]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """A query's `form`; the graphs that FROM names; whether it speaks of named graphs; the patterns of a plain one.

    `limit_at` is where a LIMIT can be put that cuts a SELECT's rows; -1 when it has one or can have none.
    `prefixes` are those that a plain query uses without declaring them. `only` is the variable of a query that asks for
    all ends of one pattern, and for nothing else.
    """

    form: Form
    speaks_of_graphs: bool = False
    datasets: bool = False
    patterns: tuple[Pattern, ...] = ()
    limit_at: int = -1
    prefixes: tuple[tuple[str, str], ...] = ()
    only: str = ""


@lru_cache(maxsize=4096)
def make_plan(text: str, base: str) -> Plan:
    """What a query is. Raises Problem 403 for one that writes, reaches outside or reads files.

    A text that is no query has the form ""; the engine then says what is wrong with it.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        found = _patterns(plain["prologue"], plain["body"], base)
        if found is not None:
            limit_at = len(text) if plain["limit"] is None else -1
            bare = not (plain["distinct"] or plain["limit"] or plain["prologue"])
            only = _only(plain["chosen"], plain["body"]) if bare else ""
            return Plan("SELECT", patterns=found[0], prefixes=found[1], limit_at=limit_at, only=only)
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


def _only(chosen: str, body: str) -> str:
    """The variable of a body of one pattern with one variable, if that is what is chosen."""
    parts = _TERMS.findall(body)
    if len(parts) not in (3, 4) or parts[3:] not in ([], ["."]):
        return ""
    variables = [end[1:] for end in (parts[0], parts[2]) if end[0] in "?$"]
    fits = len(variables) == 1 and variables[0].isascii() and chosen[1:] in ("", variables[0])
    return variables[0] if fits else ""


@lru_cache(maxsize=64)
def _known(base: str) -> dict[str, str]:
    return query_prefixes(base)


def _patterns(prologue: str, body: str, base: str) -> tuple[tuple[Pattern, ...], tuple[tuple[str, str], ...]] | None:
    """The triple patterns of a plain body, and the prefixes it does not declare; None when it is not as it looks."""
    declared = dict(_PREFIX.findall(prologue))
    used: dict[str, str] = {}
    found: list[Pattern] = []
    triple: list[str] = []
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
            if predicate[0] != "<" or subject[0] == '"':
                return None
            found.append((subject, predicate, object_))
            triple = [] if part == "." else [subject] if part == ";" else [subject, predicate]
            continue
        if part[0] in '<?"':
            triple.append(part)
        elif part[0] == "$":
            triple.append(f"?{part[1:]}")
        elif part == "a":
            if len(triple) != 1:
                return None
            triple.append(_RDF_TYPE)
        else:
            prefix, _, local = part.partition(":")
            if prefix not in declared:
                space = _known(base).get(prefix)
                if space is None:
                    return None
                used[prefix] = declared[prefix] = space
            triple.append(f"<{declared[prefix]}{local}>")
    return (tuple(found), tuple(used.items())) if found and not triple else None
