"""Media types: which format of an answer a client gets (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from innograph.serve.problems import Problem

#: Formats of rows and of yes or no, by media type; the first is what `*/*` gets.
RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
#: Formats of triples, likewise.
TRIPLES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/x-turtle": "turtle",
    "text/plain": "nt",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
}
#: Short names for `?format=`.
NAMES: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "ntriples": "application/n-triples",
    "rdf": "application/rdf+xml",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "html": "text/html",
}
_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^,]*)?)(?:,|$)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)", re.IGNORECASE)
#: Media types that are text: their answers say that they are UTF-8.
_TEXT = frozenset({"text/csv", "text/tab-separated-values", "text/turtle", "text/plain", "text/html"})


@lru_cache(maxsize=1024)
def accepted(accept: str) -> tuple[tuple[str, float], ...]:
    """The media ranges of an Accept header with their quality; an empty header takes anything.

    >>> accepted("text/turtle, */*;q=0.1")
    (('text/turtle', 1.0), ('*/*', 0.1))
    """
    found = []
    for match in _RANGE.finditer(accept):
        quality = _QUALITY.search(match[2])
        found.append((match[1].lower(), float(quality[1]) if quality else 1.0))
    return tuple(found) or (("*/*", 1.0),)


def quality(accept: str, media: str) -> float:
    """How much a client likes a media type; 0 when it does not take it. The most particular range decides."""
    best = (-1, 0.0)
    kind = media.partition("/")[0]
    for given, value in accepted(accept):
        rank = 2 if given == media else 1 if given == f"{kind}/*" else 0 if given == "*/*" else -1
        if rank > best[0]:
            best = (rank, value)
    return best[1]


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that a client likes best of those offered; the earlier one of two; None for none."""
    ranked = [(quality(accept, media), -at, media) for at, media in enumerate(offered)]
    best = max(ranked, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else None


def negotiate(accept: str, offered: Mapping[str, str], wanted: str = "") -> tuple[str, str]:
    """Media type and format of an answer. `wanted` is a format by parameter, which outdoes Accept.

    Raises Problem 406 when the client takes none of what there is, 400 for an unknown `wanted`.
    """
    if wanted:
        media = NAMES.get(wanted.lower(), wanted.lower())
        if media not in offered:
            # `json` for triples is JSON-LD, `xml` RDF/XML.
            media = {"json": "application/ld+json", "xml": "application/rdf+xml"}.get(wanted.lower(), media)
        if media not in offered:
            raise Problem(400, f"unknown format {wanted!r} for this answer; there are {', '.join(offered)}")
        return media, offered[media]
    chosen = choose(accept, list(offered))
    if chosen is None:
        raise Problem(406, f"none of the formats asked for is to be had; there are {', '.join(offered)}")
    return chosen, offered[chosen]


def content_type(media: str) -> str:
    """The Content-Type of a media type: text says its character set."""
    return f"{media}; charset=utf-8" if media in _TEXT else media
