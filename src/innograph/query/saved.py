"""Saved queries: questions that people ask, each a SPARQL file that also runs in any other tool.

Its first comment lines say what it asks::

    # title: Who works with whom
    # question: Which organisations work together, and in how many articles?
    # question.sv: Vilka organisationer samarbetar, och i hur många artiklar?
    # param actor: only pairs with this actor (default any)
    # param.sv actor: bara par med denna aktör

A parameter is a variable that the query binds with VALUES to its default: `VALUES ?actor { UNDEF }` for any
thing, `VALUES ?below { 0.8 }` for a number, `VALUES ?language { "sv" }` for a text. Binding a parameter puts
other terms between those braces, so nothing that a user writes is ever read as SPARQL.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from innograph.errors import DataError, QueryError, UsageError
from innograph.resources import resource

_HEADER = re.compile(r"#\s*(title|question(?:\.[a-z]{2,3})?|param(?:\.[a-z]{2,3})?\s+\w+)\s*:\s*(.*)")
_TRANSLATED = re.compile(r"param\.([a-z]+) (\w+)")
_DEFAULT = re.compile(r"\s*\(default ([^()]*)\)\s*$")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a saved query lets its user choose.

    `kind` is `thing` (anything that has a name), `number` or `text`. `default` is SPARQL: what the query says
    between the braces when nothing is chosen; `default_words` says the same as a user would. `descriptions` are by
    language.
    """

    name: str
    description: str
    kind: str
    default: str
    default_words: str
    descriptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with its title, its question (also by language) and its parameters."""

    name: str
    title: str
    question: str
    text: str = field(repr=False)
    questions: Mapping[str, str] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises UsageError that lists those there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = "; ".join(f"{p.name}: {p.description} (default {p.default_words})" for p in self.parameters)
        raise UsageError(
            f"query {self.name} has no parameter {name!r}; "
            + (f"it has {known}" if known else "it has none: leave --set away")
        )

    def bind(self, terms: Mapping[str, Sequence[str]]) -> str:
        """The query's text with parameters bound to terms, which are SPARQL already (see `choose`)."""
        text = self.text
        for name, values in terms.items():
            self.parameter(name)
            inside = " ".join(values)
            text = _values(name).sub(lambda match, inside=inside: f"{match[1]} {inside} }}", text)  # type: ignore[misc]
        return text


def parse_query(name: str, text: str) -> SavedQuery:
    """Read a query with its header. A query without a header is one without parameters.

    Raises DataError when a parameter is declared and the query does not bind it with VALUES.
    """
    heads: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _HEADER.match(line):
            heads[" ".join(match[1].split())] = match[2].strip()
    parameters = []
    for key, description in heads.items():
        if not key.startswith("param "):
            continue
        variable = key.removeprefix("param ")
        values = _values(variable).search(text)
        if values is None:
            raise DataError(f"query {name}: it declares parameter {variable} and has no VALUES ?{variable} {{ … }}")
        default = values[2].strip()
        said = _DEFAULT.search(description)
        words = said[1] if said else "any" if default == "UNDEF" else default.strip('"')
        told = {
            match[1]: said
            for key, said in heads.items()
            if (match := _TRANSLATED.fullmatch(key)) and match[2] == variable
        }
        parameters.append(Parameter(variable, _DEFAULT.sub("", description), _kind(default), default, words, told))
    return SavedQuery(
        name=name,
        title=heads.get("title", name),
        question=heads.get("question", ""),
        text=text,
        questions={k.removeprefix("question."): v for k, v in heads.items() if k.startswith("question.")},
        parameters=tuple(parameters),
    )


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved queries, by name."""
    return tuple(_read(path) for path in sorted(resource("queries").glob("*.rq")))


def saved_query(name: str) -> SavedQuery:
    """The saved query of that name. Raises QueryError that suggests the nearest."""
    names = {query.name: query for query in saved_queries()}
    if name in names:
        return names[name]
    near = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "`innograph query` lists them"
    raise QueryError(f"there is no saved query {name!r}; {hint}")


def _read(path: Path) -> SavedQuery:
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a query: {error}") from error


def _values(variable: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES\s+\?{re.escape(variable)}\s*\{{)([^{{}}]*)\}}")


def _kind(default: str) -> str:
    if default.startswith(('"', "'")):
        return "text"
    return "number" if _NUMBER.fullmatch(default) else "thing"
