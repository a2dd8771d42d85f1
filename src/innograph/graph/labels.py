"""What things are called: the one place where the names of all articles and of the registry come together.

A thing has at most one `skos:prefLabel` a language in the whole graph, however many articles name it
differently: the registry's name if it is listed, else the name that most articles give it, else the first
by code point. Every other name is a `skos:altLabel`; a form that is only how a sentence bends or
paraphrases a name (a genitive, "the agency", a lone surname) is a `skos:hiddenLabel`: it helps to find the
thing and is not shown as its name. The outcome does not depend on the order in which articles are added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from innograph.facts import Entity, Facts
from innograph.graph.vocabulary import SKOS, Vocabulary, primary, text
from innograph.iri import slugify
from innograph.link.registry import Registry
from innograph.names import FORM, HIDDEN, KIND, NAME, NameRow

#: Types whose names come from elsewhere (themes.ttl) and never from an article.
_NAMED_ELSEWHERE = frozenset({"Theme"})
#: The registry's sources say `no` for what BCP 47 has more exactly: their Norwegian is Bokmål.
_TAGS = {"no": "nb"}
#: Genitives and definite forms.
_ENDINGS = ("s", ":s", "'s", "’s", "en", "et")


class Labels:
    """Names of things, collected from articles and written once."""

    def __init__(
        self,
        registry: Registry,
        vocabulary: Vocabulary,
        merged: Collection[str] = (),
        renamed: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """`merged` are things that others were merged into: the names of those are not theirs. `renamed` maps
        things to languages to the names that they shall have."""
        self._registry = registry
        self._vocabulary = vocabulary
        self._merged = merged
        self._renamed = renamed or {}
        self._names: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._forms: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._hidden: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def rows(self, facts: Facts) -> Iterator[NameRow]:
        """What one article calls the things that it speaks of."""
        language = primary(facts.article.language)
        for entity in facts.entities:
            yield NameRow(entity.iri, KIND, "", entity.type)
            if entity.type in _NAMED_ELSEWHERE:
                continue
            yield NameRow(entity.iri, NAME, primary(entity.label_language), entity.label)
            if entity.iri in self._registry.places:
                continue  # "Sveriges" and "svenska" are no names of Sweden
            for alias in entity.aliases:
                yield NameRow(entity.iri, HIDDEN if is_inflected(alias, entity) else FORM, language, alias)

    def take(self, row: NameRow) -> None:
        """Take in one name of one thing."""
        if row.kind == NAME:
            self._names[row.iri][row.language, row.name] += 1
        elif row.kind != KIND:
            kind = self._hidden if row.kind == HIDDEN else self._forms
            kind[row.iri].add((row.language, row.name))

    def add(self, facts: Facts) -> None:
        """Take in what one article calls the things that it speaks of."""
        for row in self.rows(facts):
            self.take(row)

    def know(self, iri: str) -> None:
        """Have a thing of the registry named, though no article speaks of it."""
        self._names.setdefault(iri, Counter())

    def quads(self) -> Iterator[Quad]:
        """One prefLabel a language and all other names, of everything named so far, sorted."""
        graph = self._vocabulary.graph("labels")
        for iri in sorted(self._names):
            node = NamedNode(iri)
            preferred, others = self._choose(iri)
            taken = set(preferred.items())
            for language, label in sorted(taken):
                yield Quad(node, SKOS.prefLabel, text(label, language), graph)
            # A name whose language the registry does not know is not said twice.
            told = {label for language, label in taken | others if language != "und"}
            for language, label in sorted(others - taken):
                if language == "und" and label in told:
                    continue
                yield Quad(node, SKOS.altLabel, text(label, language), graph)
            shown = {label.casefold() for _, label in taken | others}
            for language, label in sorted(self._hidden.get(iri, set())):
                if label.casefold() not in shown:
                    yield Quad(node, SKOS.hiddenLabel, text(label, language), graph)

    def _choose(self, iri: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
        preferred, others = self._found(iri)
        for language, name in self._renamed.get(iri, {}).items():
            if former := preferred.get(language):
                others.add((language, former))
            preferred[language] = name
        return preferred, others

    def _found(self, iri: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
        preferred: dict[str, str] = {}
        others: set[tuple[str, str]] = set()
        if (place := self._registry.places.get(iri)) is not None:
            return dict(place.labels), others
        if (actor := self._registry.actors.get(iri)) is not None:
            preferred[_TAGS.get(actor.language, actor.language)] = actor.label
            others |= {(_TAGS.get(n.language, n.language) or "und", n.text) for n in actor.names}
        else:
            votes = sorted(self._names[iri].items(), key=lambda vote: (vote[0][0], -vote[1], vote[0][1]))
            slug = iri.rpartition("/")[2]
            own = {name for name, _ in votes if slugify(name[1]) == slug} if iri in self._merged else set()
            for (language, label), _ in votes:
                if not own or (language, label) in own:
                    preferred.setdefault(language, label)
                others.add((language, label))
        known = {label for _, label in others}
        others |= {form for form in self._forms.get(iri, set()) if form[1] not in known}
        return preferred, others


def is_inflected(alias: str, entity: Entity) -> bool:
    """Whether a form is how a sentence bends or paraphrases a name rather than another name.

    >>> entity = Entity("", "Vinnova", "sv", "Organization", "", ("Vinnovas",))
    >>> is_inflected("Vinnovas", entity)
    True
    """
    known = {name.casefold() for name in (entity.label, *entity.aliases)} - {alias.casefold()}
    if any(alias.casefold() == name + ending for name in known for ending in ("s", ":s", "'s", "’s", "en", "et")):
        return True
    if entity.type == "Person":
        return set(alias.split()) < set(entity.label.split())
    return alias[:1].islower()
