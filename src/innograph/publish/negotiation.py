"""Which document stands for which thing, and in which form: the addresses of a publication, for a folder of files and
for a server alike.

A thing's IRI is `{base}id/{kind}/{slug}`; its documents are `doc/{kind}/{slug}` with the ending of a form. Whoever asks
for the thing is sent on (303) to the document in the form that suits (https://www.w3.org/TR/cooluris/#r303gendocument).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from innograph.iri import EU_COUNTRY

#: Kinds of things that have pages of their own, in the order in which a site names them.
PAGES = ("organization", "person", "place", "assignment", "project", "event", "theme", "article")
_SLUG = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_MAX_SLUG = 120


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a document: its name, the ending of its file and its media type."""

    name: str
    ending: str
    media_type: str
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """What a server says the document is."""
        text = self.media_type.startswith("text/") or self.name == "ntriples"
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


HTML = Form("html", ".html", "text/html", ("application/xhtml+xml",))
TURTLE = Form("turtle", ".ttl", "text/turtle", ("application/x-turtle", "text/n3"))
JSONLD = Form("jsonld", ".jsonld", "application/ld+json", ("application/json",))
RDFXML = Form("rdfxml", ".rdf", "application/rdf+xml", ("application/xml", "text/xml"))
#: The forms of a thing's document; the first is for whom it does not matter.
FORMS = (HTML, TURTLE, JSONLD, RDFXML)
NTRIPLES = Form("ntriples", ".nt", "application/n-triples")


def choose_form(accept: str | None, forms: tuple[Form, ...] = FORMS) -> Form | None:
    """The form that an `Accept` header likes best, of equals the first; None when it takes none of them.

    As in RFC 9110, section 12.5.1: the most particular range that fits a media type gives its quality. A header that
    cannot be read counts as none.

    >>> choose_form("text/html;q=0.5, text/turtle").name
    'turtle'
    >>> choose_form(None).name
    'html'
    """
    ranges = _read_accept(accept or "*/*") or [("*", "*", 1.0)]
    best: tuple[float, Form] | None = None
    for form in forms:
        quality = max(_quality(name, ranges) for name in (form.media_type, *form.also))
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, form
    return best[1] if best else None


def _read_accept(accept: str) -> list[tuple[str, str, float]]:
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, sub = name.lower().partition("/")
        if not slash or not kind or not sub:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        found.append((kind, sub, quality))
    return found


def _quality(media_type: str, ranges: list[tuple[str, str, float]]) -> float:
    kind, _, sub = media_type.partition("/")
    for wanted in ((kind, sub), (kind, "*"), ("*", "*")):
        fitting = [quality for k, s, quality in ranges if (k, s) == wanted]
        if fitting:
            return max(fitting)
    return 0.0


def document_of(iri: str, base: str) -> str | None:
    """The document of a thing without an ending, relative to the publication's address; None where it has none.

    Countries have the IRIs of the EU table and a document of ours. An IRI that does not keep the rules for slugs has no
    document, so that no name can lead out of the folder.

    >>> document_of("https://w3id.org/innograph/id/person/anna-ek", "https://w3id.org/innograph/")
    'doc/person/anna-ek'
    """
    if iri.startswith(EU_COUNTRY):
        kind, slug = "place", iri[len(EU_COUNTRY) :].lower()
    else:
        head = f"{base}id/"
        if not iri.startswith(head):
            return None
        kind, slash, slug = iri[len(head) :].partition("/")
        if not slash or kind not in PAGES:
            return None
    return f"doc/{kind}/{slug}" if len(slug) <= _MAX_SLUG and _SLUG.fullmatch(slug) else None
