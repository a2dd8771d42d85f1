"""What is known of one article after extract/ and link/: entities and claims, each with its place in the text.

This is the whole interface between finding facts and everything that is done with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from innograph.article import Article
from innograph.iri import DEFAULT_BASE, short_hash

ENTITY_TYPES = ("Organization", "Person", "Country", "Event", "Project", "Assignment", "Theme")

#: Relations in the terms of design/model.md, each with the types that its subject and object may have.
SIGNATURES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "worksFor": (frozenset({"Person"}), frozenset({"Organization"})),
    "hasRole": (frozenset({"Person"}), frozenset({"literal"})),
    "leads": (frozenset({"Person"}), frozenset({"Organization", "Project"})),
    "collaboratesWith": (frozenset({"Organization", "Country"}), frozenset({"Organization", "Country"})),
    "organizes": (frozenset({"Organization"}), frozenset({"Event"})),
    "participatesIn": (
        frozenset({"Organization", "Person", "Country"}),
        frozenset({"Event", "Project", "Organization"}),
    ),
    "memberOf": (frozenset({"Organization", "Person"}), frozenset({"Organization"})),
    "assignedTo": (frozenset({"Assignment"}), frozenset({"Organization"})),
    "assignedBy": (frozenset({"Assignment"}), frozenset({"Organization"})),
    "funds": (frozenset({"Organization"}), frozenset({"Project", "Organization", "Event"})),
    "partOf": (frozenset({"Organization"}), frozenset({"Organization"})),
    "hasTheme": (
        frozenset({"Assignment", "Project", "Event", "Organization"}),
        frozenset({"Theme"}),
    ),
    "about": (frozenset({"Article"}), frozenset({"Theme"})),
}


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where a text names an entity: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article speaks of.

    `iri` follows design/model.md. `label` is its name in `label_language` (the registry's name where it is listed
    there). `type` is one of ENTITY_TYPES, `cls` the class as a prefixed name (`inno:PublicAgency`). `aliases`
    holds every form of the name that this text uses and that is not the label.
    """

    iri: str
    label: str
    label_language: str
    type: str
    cls: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation found at one place of an article.

    `subject` is an IRI (the article's own for `about`), `predicate` a key of SIGNATURES, `object` an IRI, or a
    literal in the article's language for `hasRole`. `quote == article.text[start:end]` is the sentence that
    says it. `confidence` is between 0 and 1. `rule` names the rule (`sv/person-role-at-organisation`) and
    `extractor` the program that used it.
    """

    subject: str
    predicate: str
    object: str
    confidence: float
    rule: str
    start: int
    end: int
    quote: str
    extractor: str = "innograph"

    @property
    def has_literal(self) -> bool:
        """Whether the object is a literal rather than an IRI."""
        return self.predicate == "hasRole"


class Revision(NamedTuple):
    """What a correction did to one claim of an article.

    `correction` is the correction's id, `by` who made it. `action` is withdrawn, revised (it speaks of another thing
    now), accepted or added. `claim` is the IRI of the claim as it is now, `former` that of the claim as it was, ""
    where there is none; `said` and `quote` are what the former claim said.
    """

    correction: str
    by: str
    action: str
    claim: str
    former: str
    said: str
    quote: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything found in one article, and what corrections did to it. `iri` is the article's."""

    article: Article
    iri: str
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    revisions: tuple[Revision, ...] = ()

    def entity(self, iri: str) -> Entity | None:
        """The entity with this IRI, if the article speaks of it."""
        return next((e for e in self.entities if e.iri == iri), None)

    def to_json(self) -> dict[str, Any]:
        """The article's line of `innograph extract --jsonl` (design/contracts.md)."""
        a = self.article
        return {
            "id": a.id,
            "iri": self.iri,
            "language": a.language,
            "title": a.title,
            "date": a.date,
            "url": a.url,
            "text_sha256": a.text_sha256,
            "entities": [
                {
                    "iri": e.iri,
                    "label": e.label,
                    "type": e.type,
                    "class": e.cls,
                    "aliases": list(e.aliases),
                    "mentions": [{"start": m.start, "end": m.end, "text": m.text} for m in e.mentions],
                }
                for e in self.entities
            ],
            "relations": [
                {
                    "s": c.subject,
                    "p": c.predicate,
                    "o": c.object,
                    "confidence": c.confidence,
                    "rule": c.rule,
                    "evidence": {"start": c.start, "end": c.end, "quote": c.quote},
                }
                for c in self.claims
            ],
        }


def claim_iri(article: str, claim: Claim, base: str = DEFAULT_BASE) -> str:
    """The IRI of a claim of an article, which is given by its own (design/model.md)."""
    subject, object_ = claim.subject, claim.object
    if claim.predicate == "collaboratesWith" and object_ < subject:
        subject, object_ = object_, subject  # symmetric: said once, in the order of the IRIs
    return f"{base}id/claim/{short_hash(article, subject, claim.predicate, object_, str(claim.start))}"


def restrict(facts: Facts, min_confidence: float) -> Facts:
    """The facts without claims of less confidence, and without themes and places that only those used."""
    if min_confidence <= 0:
        return facts
    claims = tuple(c for c in facts.claims if c.confidence >= min_confidence)
    used = {c.subject for c in claims} | {c.object for c in claims}
    entities = tuple(e for e in facts.entities if e.iri in used or e.type not in ("Theme", "Country"))
    return Facts(facts.article, facts.iri, entities, claims, facts.revisions)
