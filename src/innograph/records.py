"""Facts as one line of JSON and back, without loss: what is kept between builds and sent between machines."""

from __future__ import annotations

import json
from typing import Any

from innograph.article import Article
from innograph.facts import Claim, Entity, Facts, Mention


def to_record(facts: Facts) -> bytes:
    """Everything found in an article, but for the article itself, as JSON in UTF-8."""
    value = {
        "iri": facts.iri,
        "entities": [
            [e.iri, e.label, e.label_language, e.type, e.cls, e.aliases, [(m.start, m.end, m.text) for m in e.mentions]]
            for e in facts.entities
        ],
        "claims": [
            [c.subject, c.predicate, c.object, c.confidence, c.rule, c.start, c.end, c.quote, c.extractor]
            for c in facts.claims
        ],
    }
    # A lone surrogate, which a text may hold, is an escape in ASCII and nothing at all in UTF-8.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def from_record(record: bytes, article: Article) -> Facts:
    """The facts that `to_record` wrote of this article. Raises ValueError when it did not write that."""
    try:
        value: dict[str, Any] = json.loads(record)
        entities = tuple(
            Entity(iri, label, language, kind, cls, tuple(aliases), tuple(Mention(*m) for m in mentions))
            for iri, label, language, kind, cls, aliases, mentions in value["entities"]
        )
        claims = tuple(Claim(*claim) for claim in value["claims"])
        return Facts(article, value["iri"], entities, claims)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no record of facts: {error}") from error
