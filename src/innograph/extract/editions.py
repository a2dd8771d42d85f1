"""Names with a year: editions of an event, and the series that they are of."""

from __future__ import annotations

import re

from innograph.extract.spans import EVENT, Span
from innograph.extract.things import Thing, key

#: A word that names a prize.
_PRIZE = re.compile(r"[^\W\d_]{3,}pris(?:en|et)", re.IGNORECASE)
_EDITION = re.compile(r"(.+?) (?:(?:19|20)\d\d|[012]\d)")
#: So many editions make a series of an event.
_SERIES = 2


def join_editions(spans: list[Span]) -> None:
    """Where a text names one edition of an event, its bare name behind that means the edition (*Barnrättsdagarna
    2019*). Where the bare name comes first, the edition is another one, named in passing.
    """
    _join_prizes(spans)
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


def _join_prizes(spans: list[Span]) -> None:
    """What a prize is called by the first word of its name alone is the one whose longer name begins with it
    (*Innovationspriset för unga 2024*: Innovationspriset), where the text has one such.
    """
    longer: dict[str, set[str]] = {}
    for span in spans:
        first, _, rest = span.name.partition(" ")
        if span.code == EVENT and rest and _PRIZE.fullmatch(first):
            longer.setdefault(key(first), set()).add(key(span.name))
    for span in spans if longer else ():
        first = span.name.partition(" ")[0]
        if span.code == EVENT and longer.get(key(first), set()) == {key(span.name)} and not span.refs:
            span.aliases = (*span.aliases, first)


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
