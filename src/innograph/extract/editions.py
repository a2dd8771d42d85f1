"""Names with a year: editions of an event, and the series that they are of."""

from __future__ import annotations

import re

from innograph.extract.spans import EVENT, Span
from innograph.extract.things import Thing, key

_EDITION = re.compile(r"(.+?) (?:(?:19|20)\d\d|[012]\d)")
#: So many editions make a series of an event.
_SERIES = 2


def join_editions(spans: list[Span]) -> None:
    """Where a text names one edition of an event, its bare name behind that means the edition (*Barnrättsdagarna
    2019*). Where the bare name comes first, the edition is another one, named in passing.
    """
    editions: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    matches = [(s, _EDITION.fullmatch(s.name)) for s in spans if s.code == EVENT]
    for span, match in matches:
        name = key(span.name)
        first[name] = min(span.start, first.get(name, span.start))
        if match:
            editions.setdefault(key(match.group(1)), set()).add(name)
    for span, match in matches:
        if match and len(editions[key(match.group(1))]) == 1 and not span.refs:
            bare = first.get(key(match.group(1)))
            if bare is None or first[key(span.name)] < bare:
                span.aliases = (*span.aliases, match.group(1))


def find_series(things: list[Thing]) -> set[int]:
    """The series among things: beside several editions of an event (*Innovationsveckan 2023*, *2024*) its bare name
    means no one of them.
    """
    editions: dict[str, int] = {}
    for thing in things:
        match = _EDITION.fullmatch(thing.name) if thing.type == "Event" else None
        if match:
            editions[key(match.group(1))] = editions.get(key(match.group(1)), 0) + 1
    return {i for i, t in enumerate(things) if t.type == "Event" and editions.get(key(t.name), 0) >= _SERIES}
