"""Corrections at work: on an article's head, on its facts, and on what the registry knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from innograph.article import Article
from innograph.corrections.correction import Correction, Thing
from innograph.corrections.file import TYPES, kind_of
from innograph.facts import Claim, Entity, Facts, Mention, Revision, claim_iri
from innograph.iri import DEFAULT_BASE, mint
from innograph.link.registry import Actor, Registry

#: What an added claim says found it.
RULE = EXTRACTOR = "correction"
_CLASS = {"person": "foaf:Person", "event": "inno:Event", "project": "inno:Project", "organization": "org:Organization",
          "assignment": "inno:GovernmentAssignment", "theme": "inno:Theme"}  # fmt: skip


class Reviser:
    """Applies corrections, and keeps count of which of them matched anything.

    The outcome for an article depends on that article alone, whatever the order of the articles.
    """

    def __init__(self, corrections: Sequence[Correction], registry: Registry, base: str = DEFAULT_BASE) -> None:
        self.corrections = tuple(corrections)
        self.base = base
        self.used: set[str] = set()
        self._by_kind: dict[str, list[Correction]] = defaultdict(list)
        for correction in corrections:
            self._by_kind[correction.kind].append(correction)
        self._into = {t.iri: c for c in self._by_kind["merge"] for t in c.things}
        self._classes = {c.thing.iri: c for c in self._by_kind["class"] if c.thing}
        self._chosen = [c for kind in ("reject", "accept") for c in self._by_kind[kind]]
        self.registry = self._revise_registry(registry)

    # The head of an article

    def article(self, article: Article) -> Article:
        """The article with what corrections say of its head; to be used before anything is looked for in it."""
        for c in self._by_kind["article"]:
            if c.article == article.id:
                self.used.add(c.id)
                article = replace(
                    article,
                    date=c.date or article.date,
                    title=c.title or article.title,
                    publisher=c.publisher or article.publisher,
                    url=c.url or article.url,
                    language=c.language or article.language,
                    sources=((c.url, *(s for s in article.sources if s != article.url)) if c.url else article.sources),
                )
        return article

    def present(self, ids: Collection[str]) -> None:
        """Told of articles that are there though they have not been read: what says something of a head has matched."""
        self.used.update(c.id for c in self._by_kind["article"] if c.article in ids)

    # The facts of an article

    def facts(self, facts: Facts) -> Facts:
        """The facts as they shall be, with what was done to them (`Facts.revisions`)."""
        if not self.corrections:
            return facts
        return _Work(self, facts).run()

    @staticmethod
    def note_id(c: Correction) -> str:
        """The id of the short article that an added fact with a source is."""
        return f"correction-{c.id}"

    def notes(self) -> Iterator[Facts]:
        """The facts that are added with a source on the web: each is a short article of the corrector's own words."""
        for c in self._by_kind["add"]:
            if c.source:
                name = self.note_id(c)
                article = Article(
                    id=name,
                    text=c.note,
                    language=c.language or "en",
                    title=f"{c.by}: {c.summary.removeprefix('add ')}",
                    date=c.date or c.on or None,
                    url=c.source,
                    sources=(c.source,),
                    own_words=True,
                )
                yield _Work(self, Facts(article, mint("article", name, self.base), (), ())).run(c)

    def resolve(self, iri: str, article: str = "") -> str:
        """The thing that this one is now, in an article of this id."""
        for c in self._by_kind["split"]:
            if c.thing and c.into and c.thing.iri == iri and article in c.articles:
                iri = c.into.iri
                break
        while (c := self._into.get(iri)) is not None and c.into:  # type: ignore[assignment]
            iri = c.into.iri
        return iri

    def steps(self, iri: str, article: str) -> Iterator[Correction]:
        """The corrections that `resolve` follows."""
        for c in self._by_kind["split"]:
            if c.thing and c.into and c.thing.iri == iri and article in c.articles:
                yield c
                iri = c.into.iri
                break
        while (merge := self._into.get(iri)) is not None and merge.into:
            yield merge
            iri = merge.into.iri

    # What the registry and the labels say

    def _revise_registry(self, registry: Registry) -> Registry:
        """The registry with other classes and identifiers for the actors that it lists, and without merged ones."""
        changed: dict[str, Actor] = {}
        for c in (*self._by_kind["class"], *self._by_kind["link"]):
            if c.thing and (actor := changed.get(c.thing.iri) or registry.actors.get(c.thing.iri)):
                changed[c.thing.iri] = replace(
                    actor,
                    cls=c.cls or actor.cls,
                    wikidata=c.wikidata or actor.wikidata,
                    orgnr=c.number or actor.orgnr,
                    country=c.country or actor.country,
                    website=c.website or actor.website,
                )
        actors = {**registry.actors, **changed}
        for iri in self._into:
            # Who is somebody else has that one's names: a publisher is looked up by them.
            if (gone := actors.pop(iri, None)) is not None and (kept := actors.get(self.resolve(iri))) is not None:
                names = tuple(dict.fromkeys((*kept.names, *gone.names)))
                actors[kept.iri] = replace(kept, names=names)
        return registry if actors == registry.actors else Registry(actors, registry.places)

    def names(self) -> dict[str, dict[str, str]]:
        """Things → languages → the names that they shall have; the last correction of one name counts."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for c in self._by_kind["rename"]:
            if c.thing:
                found[self.resolve(c.thing.iri)][c.language or "sv"] = c.name
        return found

    def links_among(self, named: Collection[str]) -> Iterator[Correction]:
        """The identifiers of things that the graph names and the registry does not list."""
        for c in self._by_kind["link"]:
            if c.thing and c.thing.iri in named and c.thing.iri not in self.registry.actors:
                yield c

    @property
    def merged(self) -> frozenset[str]:
        """The things that others are merged into: they keep their own names."""
        return frozenset(self.resolve(iri) for iri in self._into)

    def named(self, named: Collection[str]) -> None:
        """Told of everything that the graph names: what says something of one of these has matched."""
        for c in self.corrections:
            if c.kind in ("rename", "link", "class") and c.thing and self.resolve(c.thing.iri) in named:
                self.used.add(c.id)

    def unmatched(self) -> list[Correction]:
        """The corrections that have matched nothing."""
        return [c for c in self.corrections if c.id not in self.used]


@dataclass(slots=True)
class _Work:
    """One article's facts on their way."""

    reviser: Reviser
    facts: Facts
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: dict[tuple[str, str, str, int], Claim] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)

    def run(self, added: Correction | None = None) -> Facts:
        self.rename()
        self.choose()
        for c in self.reviser.corrections:
            if c is added or (c.kind == "add" and c.article and c.article == self.facts.article.id):
                self.add(c)
        for iri, c in self.reviser._classes.items():
            if iri in self.entities:
                self.entities[iri] = replace(self.entities[iri], cls=c.cls)
        claims = sorted(self.claims.values(), key=lambda c: (c.start, c.predicate, c.subject, c.object))
        return Facts(
            self.facts.article,
            self.facts.iri,
            tuple(sorted(self.entities.values(), key=_order)),
            tuple(claims),
            tuple(sorted(set(self.revisions))),
        )

    def use(self, c: Correction) -> None:
        self.reviser.used.add(c.id)

    def name(self, claim: Claim) -> str:
        return claim_iri(self.facts.iri, claim, self.reviser.base)

    def note(self, c: Correction, action: str, claim: Claim | None, former: Claim | None = None) -> None:
        """What was done to a claim: `claim` is what it is now, `former` what it was."""
        self.revisions.append(
            Revision(
                c.id, c.by, action, self.name(claim) if claim else "", self.name(former) if former else "",
                _said(former) if former else "", former.quote if former else "",
            )
        )  # fmt: skip

    # Merging and splitting

    def rename(self) -> None:
        """Give every thing the IRI that it has now."""
        article, resolve = self.facts.article.id, self.reviser.resolve
        now = {e.iri: resolve(e.iri, article) for e in self.facts.entities}
        for entity in self.facts.entities:
            iri = now[entity.iri]
            moved = entity if iri == entity.iri else self.moved(entity, iri)
            known = self.entities.get(iri)
            self.entities[iri] = _together(known, moved) if known else moved
            for c in self.reviser.steps(entity.iri, article):
                self.use(c)
        for claim in self.facts.claims:
            subject = now.get(claim.subject, claim.subject)
            object_ = claim.object if claim.has_literal else now.get(claim.object, claim.object)
            if (subject, object_) == (claim.subject, claim.object):
                self.keep(claim)
                continue
            steps = [*self.reviser.steps(claim.subject, article)]
            steps += [] if claim.has_literal else [*self.reviser.steps(claim.object, article)]
            if subject == object_:  # nothing is said of two things any more
                for c in steps:
                    self.note(c, "withdrawn", None, claim)
                continue
            moved_claim = replace(claim, subject=subject, object=object_)
            self.keep(moved_claim)
            for c in steps:
                self.note(c, "revised", moved_claim, claim)

    def moved(self, entity: Entity, iri: str) -> Entity:
        """An entity under another IRI: with the registry's name where that lists it, else with the file's."""
        actor = self.reviser.registry.actors.get(iri)
        given = next(
            (c.into for c in self.reviser.steps(entity.iri, self.facts.article.id) if c.into and c.into.iri == iri),
            None,
        )
        if actor is not None:
            label, language, cls = actor.label, actor.language, actor.cls
        else:
            label = (given.name if given else "") or entity.label
            language, cls = entity.label_language, (given.cls if given else "") or entity.cls
        aliases = {*entity.aliases, entity.label} - {label}
        return replace(entity, iri=iri, label=label, label_language=language, cls=cls, aliases=tuple(sorted(aliases)))

    def keep(self, claim: Claim) -> None:
        key = (claim.subject, claim.predicate, claim.object, claim.start)
        if key not in self.claims or self.claims[key].confidence < claim.confidence:
            self.claims[key] = claim

    # Accepting and rejecting

    def choose(self) -> None:
        former = {r.claim: r.former for r in self.revisions if r.claim}
        for c in self.reviser._chosen:
            if c.article and c.article != self.facts.article.id:
                continue
            if c.thing is not None:
                self.drop(c, c.thing)
                continue
            for key, claim in list(self.claims.items()):
                if not self.is_meant(c, claim, former):
                    continue
                self.use(c)
                if c.kind == "reject":
                    del self.claims[key]
                    self.note(c, "withdrawn", None, claim)
                else:
                    self.claims[key] = replace(claim, confidence=1.0)
                    self.note(c, "accepted", claim)

    def drop(self, c: Correction, thing: Thing) -> None:
        """A thing that is none: it goes with all that is said of it."""
        iri = self.reviser.resolve(thing.iri, self.facts.article.id)
        if iri in self.entities:
            self.use(c)
            entity = self.entities.pop(iri)
            for first in sorted(entity.mentions)[:1]:
                seen = Claim(self.facts.iri, "mentions", iri, 1.0, "mention", first.start, first.end, first.text)
                self.note(c, "withdrawn", None, seen)
        for key, claim in list(self.claims.items()):
            if iri in (claim.subject, claim.object):
                self.use(c)
                del self.claims[key]
                self.note(c, "withdrawn", None, claim)

    def is_meant(self, c: Correction, claim: Claim, former: Mapping[str, str]) -> bool:
        """Whether an entry speaks of this claim, under its name of now or before it was revised."""
        if c.claim:
            name = self.name(claim)
            if c.claim not in (name, former.get(name, "")):
                return False
        if c.predicate and c.predicate != claim.predicate:
            return False
        if c.quote and " ".join(c.quote.split()) not in " ".join(claim.quote.split()):
            return False
        if c.literal and c.literal.casefold() != claim.object.casefold():
            return False
        ends = (claim.subject, claim.object)
        wanted = [self.reviser.resolve(t.iri, self.facts.article.id) if t else "" for t in (c.subject, c.object)]
        orders = (ends, ends[::-1]) if claim.predicate == "collaboratesWith" else (ends,)
        return any(all(w in ("", end) for w, end in zip(wanted, order, strict=True)) for order in orders)

    # Adding

    def add(self, c: Correction) -> None:
        """A fact of the corrector's own, with the words that say it; passed over where the text has them not."""
        text, quote = self.facts.article.text, c.note if c.source else c.quote
        start = text.find(quote)
        if start < 0 or c.subject is None:
            return
        subject = self.known(c.subject, start, quote)
        object_ = c.literal if c.object is None else self.known(c.object, start, quote)
        if not subject or not object_ or subject == object_:
            return
        claim = Claim(subject, c.predicate, object_, 1.0, RULE, start, start + len(quote), quote, EXTRACTOR)
        key = (subject, c.predicate, object_, start)
        self.claims[key] = claim
        self.use(c)
        self.note(c, "added", claim)

    def known(self, thing: Thing, start: int, quote: str) -> str:
        """The IRI of an end of an added fact, which the article then speaks of; "" for a thing that nobody names."""
        iri = self.reviser.resolve(thing.iri, self.facts.article.id)
        if iri == self.facts.iri or iri in self.entities:
            return iri
        kind = kind_of(iri, self.reviser.base)
        registry = self.reviser.registry
        actor, place = registry.actors.get(iri), registry.places.get(iri)
        if actor is not None:
            label, language, cls = actor.label, actor.language, actor.cls
        elif place is not None:
            label, language, cls = next(iter(place.labels.values())), next(iter(place.labels)), "schema:Place"
        elif kind == "theme":
            label, language, cls = iri.rpartition("/")[2], "en", "inno:Theme"
        elif thing.name:
            label, language = thing.name, self.facts.article.language.split("-")[0]
            cls = thing.cls or _CLASS.get(kind, "")
        else:
            return ""
        at = quote.find(label)
        mention = Mention(start + at, start + at + len(label), label) if at >= 0 else None
        mention = mention or Mention(start, start + len(quote), quote)
        self.entities[iri] = Entity(iri, label, language, TYPES[kind], cls, (), (mention,))
        return iri


def _together(one: Entity, other: Entity) -> Entity:
    aliases = {*one.aliases, *other.aliases, other.label} - {one.label}
    mentions = sorted({*one.mentions, *other.mentions})
    return replace(one, aliases=tuple(sorted(aliases)), mentions=tuple(mentions))


def _order(entity: Entity) -> tuple[int, str]:
    return (entity.mentions[0].start if entity.mentions else 1 << 40, entity.iri)


def _said(claim: Claim) -> str:
    """A statement in a line, its things by their IRIs."""
    object_ = f"“{claim.object}”" if claim.has_literal else f"<{claim.object}>"
    return f"<{claim.subject}> {claim.predicate} {object_}"
