"""What can be corrected, and how each correction is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import Any

from innograph.iri import short_hash

#: Kind → what its table may hold beside `by`, `why` and `on`.
KINDS: dict[str, tuple[str, ...]] = {
    "accept": ("claim", "subject", "predicate", "object", "article", "quote"),
    "reject": ("claim", "subject", "predicate", "object", "article", "quote", "thing"),
    "add": ("subject", "predicate", "object", "article", "quote", "source", "note", "language", "date"),
    "merge": ("things", "into"),
    "split": ("thing", "into", "articles"),
    "rename": ("thing", "name", "language"),
    "class": ("thing", "class"),
    "link": ("thing", "wikidata", "number", "country", "website"),
    "article": ("article", "date", "title", "publisher", "url", "language"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the graph: its IRI, and, where the file gives it by name, its name and class (a prefixed name)."""

    iri: str
    name: str = ""
    cls: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `by` says who, `why` why, `on` when (ISO 8601, may be empty), `where` its file and line.

    What a kind does not use is empty. `claim` is an IRI; `object` is a thing, `literal` a title in its place;
    `article` and `articles` are ids; `cls` is a prefixed name.
    """

    kind: str
    by: str
    why: str
    on: str = ""
    claim: str = ""
    thing: Thing | None = None
    things: tuple[Thing, ...] = ()
    into: Thing | None = None
    subject: Thing | None = None
    predicate: str = ""
    object: Thing | None = None
    literal: str = ""
    article: str = ""
    articles: tuple[str, ...] = ()
    quote: str = ""
    source: str = ""
    note: str = ""
    name: str = ""
    language: str = ""
    cls: str = ""
    wikidata: str = ""
    number: str = ""
    country: str = ""
    website: str = ""
    date: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    where: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """A name that depends on all that the correction says and on nothing else."""
        return short_hash("correction", json.dumps(self.said(), ensure_ascii=True, sort_keys=True))

    def said(self) -> dict[str, Any]:
        """All that it says, as plain values: the fields that are not empty, but for `where`."""
        said = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if value and each.name != "where":
                said[each.name] = _plain(value)
        return said

    @property
    def summary(self) -> str:
        """What it does in one line, with the things by the last parts of their IRIs."""
        if self.kind in ("accept", "reject", "add"):
            parts = [self.claim and f"claim {_last(self.claim)}", self.thing and _last(self.thing.iri)]
            parts += [self.subject and _last(self.subject.iri), self.predicate]
            parts += [_last(self.object.iri) if self.object else self.literal and f"“{self.literal}”"]
            parts += [self.article and f"in {self.article}", self.source and f"by {self.source}"]
            said = " ".join(part for part in parts if part) or f"“{self.quote}”"
        elif self.kind == "merge":
            said = f"{', '.join(_last(t.iri) for t in self.things)} into {_last(_iri(self.into))}"
        elif self.kind == "split":
            said = f"{_last(_iri(self.thing))} into {_last(_iri(self.into))} in {', '.join(self.articles)}"
        else:
            given = ("article", "name", "language", "cls", "wikidata", "number", "country", "website",
                     "date", "title", "publisher", "url")  # fmt: skip
            told = [str(getattr(self, name)) for name in given if getattr(self, name)]
            said = " ".join([*([_last(self.thing.iri)] if self.thing else []), *told])
        return f"{self.kind} {said}"


def _plain(value: Any) -> Any:
    if isinstance(value, Thing):
        return [value.iri, value.name, value.cls]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _iri(thing: Thing | None) -> str:
    return thing.iri if thing else ""


def _last(iri: str) -> str:
    return "/".join(iri.rsplit("/", 2)[-2:]) if "/id/" in iri else iri.rsplit("/", 1)[-1]
