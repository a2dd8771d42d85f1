"""Which of a model's facts are kept: those that the text literally states, as far as that can be checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from innograph.facts import SIGNATURES, Claim, Entity, Facts, Mention
from innograph.iri import mint
from innograph.models.source import ProposedFact

#: A model's fact is never surer than this: no rule and no example stands behind it.
MOST_CERTAIN = 0.8
_KINDS = {"Organization": "organization", "Person": "person", "Event": "event", "Project": "project",
          "Assignment": "assignment"}  # fmt: skip
_CLASSES = {"Organization": "org:Organization", "Person": "foaf:Person", "Event": "inno:Event",
            "Project": "inno:Project", "Assignment": "inno:GovernmentAssignment"}  # fmt: skip


def add_proposed(facts: Facts, proposed: Iterable[ProposedFact], source: str, base: str) -> Facts:
    """The facts with those of a model added whose quote, names and types hold; what the rules found stays as it is."""
    text = facts.article.text
    entities = {e.iri: e for e in facts.entities}
    known = {(c.subject, c.predicate, c.object) for c in facts.claims}
    claims = list(facts.claims)
    for fact in sorted(set(proposed), key=lambda f: (text.find(f.quote), f.predicate, f.subject, f.object)):
        start = text.find(fact.quote)
        if start < 0 or not _signed(fact):
            continue
        subject = _entity(entities, facts, fact.subject, fact.subject_type, base)
        literal = fact.predicate == "hasRole"
        target = None if literal else _entity(entities, facts, fact.object, fact.object_type, base)
        if subject is None or (target is None and not literal) or (literal and fact.object not in text):
            continue
        obj = fact.object if target is None else target.iri
        if (subject.iri, fact.predicate, obj) in known or subject.iri == obj:
            continue
        known.add((subject.iri, fact.predicate, obj))
        entities[subject.iri] = subject
        if target is not None:
            entities[target.iri] = target
        claims.append(
            Claim(
                subject.iri,
                fact.predicate,
                obj,
                round(min(fact.confidence, MOST_CERTAIN), 3),
                f"model/{source}",
                start,
                start + len(fact.quote),
                fact.quote,
                source,
            )
        )
    claims.sort(key=lambda c: (c.start, c.predicate, c.subject, c.object))
    ordered = sorted(entities.values(), key=lambda e: (e.mentions[0].start if e.mentions else 1 << 40, e.iri))
    return replace(facts, entities=tuple(ordered), claims=tuple(claims))


def _signed(fact: ProposedFact) -> bool:
    """Whether the predicate exists and may stand between these types."""
    if fact.predicate not in SIGNATURES or fact.predicate in ("about", "hasTheme"):
        return False
    subjects, objects = SIGNATURES[fact.predicate]
    return fact.subject_type in subjects and ("literal" in objects or fact.object_type in objects)


def _entity(entities: dict[str, Entity], facts: Facts, name: str, type_: str, base: str) -> Entity | None:
    """The entity of a name that stands in the text: one already found, else a new one; None when it is not there."""
    text = facts.article.text
    for entity in entities.values():
        if entity.type == type_ and name in (entity.label, *entity.aliases, *(m.text for m in entity.mentions)):
            return entity
    start = text.find(name)
    if start < 0 or type_ not in _KINDS:
        return None
    language = facts.article.language.split("-")[0]
    mention = Mention(start, start + len(name), name)
    return Entity(mint(_KINDS[type_], name, base), name, language, type_, _CLASSES[type_], (), (mention,))
