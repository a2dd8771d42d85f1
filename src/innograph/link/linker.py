"""From findings to facts: every thing gets its IRI, every relation its quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from innograph.article import Article
from innograph.errors import DataError
from innograph.extract.cases import oblique_stem
from innograph.extract.extractor import Extractor
from innograph.extract.findings import Findings, FoundThing
from innograph.extract.gazetteer import Entry, Gazetteer
from innograph.extract.language import base_language, load_language
from innograph.extract.themes import ThemeFinder
from innograph.extract.words import Lexicon
from innograph.facts import Claim, Entity, Facts
from innograph.iri import DEFAULT_BASE, mint
from innograph.link.names import HOME, Preference, at_home, entries, home_of
from innograph.link.registry import Registry, load_registry
from innograph.models.source import FactSource, MentionSource
from innograph.models.weighing import add_proposed
from innograph.resources import resource

#: Abbreviations of so many letters count abroad only where the text also names the body in full.
_SHORT = 3
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TRIGGERS = (f"{_SKOS}prefLabel", f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel")
_KIND = {"Organization": "organization", "Person": "person", "Event": "event", "Project": "project",
         "Assignment": "assignment"}  # fmt: skip
_CLASS = {"Person": "foaf:Person", "Event": "inno:Event", "Project": "inno:Project",
          "Assignment": "inno:GovernmentAssignment", "Theme": "inno:Theme"}  # fmt: skip


@cache
def theme_labels() -> tuple[dict[str, dict[str, str]], dict[str, tuple[tuple[str, str], ...]]]:
    """Preferred labels (theme → language → label) and triggers (language → pairs of trigger and theme)."""
    labels: dict[str, dict[str, str]] = {}
    triggers: dict[str, list[tuple[str, str]]] = {}
    path = resource("ontology", "themes.ttl")
    try:
        quads = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: {error}") from error
    for quad in quads:
        subject, value = quad.subject, quad.object
        if (
            not isinstance(subject, NamedNode)
            or not isinstance(value, Literal)
            or quad.predicate.value not in _TRIGGERS
            or "/id/theme/" not in subject.value
            or subject.value.endswith("/theme/")
        ):
            continue
        language = base_language(value.language)
        triggers.setdefault(language, []).append((value.value, subject.value))
        if quad.predicate.value == _TRIGGERS[0]:
            labels.setdefault(subject.value, {})[value.language or ""] = value.value
    return labels, {k: tuple(sorted(set(v))) for k, v in triggers.items()}


def _is_home(entry: Entry, code: str) -> bool:
    """Whether an entry's country is one where the language is spoken."""
    return code in HOME.get(entry.country, ())


class Linker:
    """Articles to facts in all languages, with one registry. Make one and use it for many articles."""

    def __init__(self, registry: Registry, base: str = DEFAULT_BASE) -> None:
        self.registry = registry
        self.base = base
        self._entries = tuple(entries(registry))
        self._parts: dict[str, tuple[Gazetteer, ThemeFinder, Lexicon]] = {}
        self._extractors: dict[str, Extractor] = {}

    def _tools(self, code: str) -> tuple[Gazetteer, ThemeFinder, Lexicon]:
        if code not in self._parts:
            language = load_language(code)
            endings = {*language.genitive, "s", "'s", "’s", ":s"}
            if code == "fi":
                endings |= set(language.inflections)
            places = {"Country", "Nationality"}
            # Kemi is a town in Finnish texts, and a Swedish agency's short name at home.
            towns = {e.text.casefold() for e in self._entries if e.type == "Municipality" and _is_home(e, code)}
            listed = [
                replace(e, needs_evidence=True)
                if self._is_foreign_short(e, code)
                or (e.type == "Organization" and not _is_home(e, code) and e.text.casefold() in towns)
                else at_home(e, code)
                for e in self._entries
                if e.type not in places or e.language == code
            ]
            _, triggers = theme_labels()
            lexicon = Lexicon()
            self._parts[code] = (
                Gazetteer(listed, endings, lexicon, oblique_stem if code == "fi" else None),
                ThemeFinder(triggers.get(code, ()), language.inflections, lexicon),
                lexicon,
            )
        return self._parts[code]

    def _extractor(self, code: str) -> Extractor:
        if code not in self._extractors:
            self._extractors[code] = Extractor(load_language(code), *self._tools(code))
        return self._extractors[code]

    def _is_foreign_short(self, entry: Entry, code: str) -> bool:
        """Whether an entry is an abbreviation that means something else abroad (SKS is a Finnish society, too)."""
        return (
            entry.type == "Organization"
            and len(entry.text) <= _SHORT
            and " " not in entry.text
            and code not in HOME.get(entry.country, (code,))
            and entry.text != self.registry.actors[entry.ref].label
        )

    def candidates(self, name: str, language: str) -> list[Entry]:
        """The listed actors and places that a name may mean in a text of this language."""
        gazetteer, *_ = self._tools(language)
        return [e for e in gazetteer.entries(name) if e.type != "Nationality"]

    def facts(self, article: Article, sources: Sequence[MentionSource | FactSource] = ()) -> Facts:
        """The linked facts of one article; `sources` are models that propose mentions or facts beside the rules."""
        code = base_language(article.language)
        publisher = article.publisher or ""
        preference = Preference(
            self.registry,
            code,
            article.date,
            lambda: home_of(article, self.registry, self.candidates(publisher, code)),
        )
        extractor = self._extractor(code)
        marked = [
            (m.start, m.end, m.type, m.score)
            for source in sources
            if isinstance(source, MentionSource)
            for m in source.mentions(article)
        ]
        facts = self.link(extractor.find(article, preference, tuple(marked)))
        for source in sources:
            if isinstance(source, FactSource):
                facts = add_proposed(facts, source.facts(article), source.name, self.base)
        return facts

    def link(self, findings: Findings) -> Facts:
        """Give every found thing its IRI and every relation its quote."""
        article = findings.article
        code = base_language(article.language)
        iri = mint("article", article.id, self.base)
        entities: dict[str, Entity] = {}
        iris: list[str] = []
        for thing in findings.things:
            entity = self._entity(thing, code)
            iris.append(entity.iri)
            known = entities.get(entity.iri)
            entities[entity.iri] = _merge(known, entity) if known else entity
        claims: dict[tuple[str, str, str, int], Claim] = {}
        for relation in findings.relations:
            subject = iri if relation.subject < 0 else iris[relation.subject]
            obj = iris[relation.object] if isinstance(relation.object, int) else relation.object
            if subject == obj:
                continue
            claim = Claim(
                subject,
                relation.predicate,
                obj,
                relation.confidence,
                relation.rule,
                relation.start,
                relation.end,
                article.text[relation.start : relation.end],
            )
            k = (subject, relation.predicate, obj, relation.start)
            if k not in claims or claims[k].confidence < claim.confidence:
                claims[k] = claim
        ordered = sorted(claims.values(), key=lambda c: (c.start, c.predicate, c.subject, c.object))
        return Facts(article, iri, tuple(sorted(entities.values(), key=_order)), tuple(ordered))

    def _entity(self, thing: FoundThing, language: str) -> Entity:
        label, iri, cls, label_language = thing.label, "", thing.cls or _CLASS.get(thing.type, ""), language
        ref = thing.refs[0] if thing.refs else ""
        actor = self.registry.actors.get(ref)
        place = self.registry.places.get(ref)
        if actor is not None:
            iri, label, label_language, cls = actor.iri, actor.label, actor.language, actor.cls
        elif place is not None:
            iri, cls = place.iri, "schema:Country" if place.kind == "country" else "schema:Place"
            label = place.labels.get(language) or place.labels.get("en") or place.id
        elif thing.type == "Theme":
            labels, _ = theme_labels()
            iri, cls = ref.replace(DEFAULT_BASE, self.base, 1), "inno:Theme"
            label = labels.get(ref, {}).get(language) or ref.rsplit("/", 1)[-1]
        else:
            iri = mint(_KIND[thing.type], label, self.base)
            cls = cls or "org:Organization"
        aliases = tuple(sorted({n for n in thing.names if n != label}))
        return Entity(iri, label, label_language, thing.type, cls, aliases, thing.mentions)


def _order(entity: Entity) -> tuple[int, str]:
    return (entity.mentions[0].start if entity.mentions else 1 << 40, entity.iri)


def _merge(one: Entity, other: Entity) -> Entity:
    """Two things of one IRI are one entity."""
    aliases = {*one.aliases, *other.aliases, other.label} - {one.label}
    mentions = sorted({*one.mentions, *other.mentions})
    return Entity(one.iri, one.label, one.label_language, one.type, one.cls, tuple(sorted(aliases)), tuple(mentions))


@cache
def load_linker(extra: Path | None = None, base: str = DEFAULT_BASE) -> Linker:
    """A linker with our registry and, where given, a user's own table.

    Raises DataError when a table is not as it must be.
    """
    return Linker(load_registry(extra, base), base)


def facts(article: Article) -> Facts:
    """The facts of one article, linked against our registry.

    >>> from innograph.article import Article
    >>> facts(Article("a", "Vinnova och Trafikverket samarbetar.", "sv")).entities[0].label
    'Vinnova'
    """
    return load_linker().facts(article)
