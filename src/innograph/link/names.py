"""The registry's names as gazetteer entries, and the choice between things of one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.gazetteer import Entry
from innograph.link.registry import LANGUAGES, Actor, Name, Place, Registry

#: Languages in which a country's bodies are spoken of by their own short names.
HOME = {"SWE": ("sv",), "NOR": ("nb",), "DNK": ("da",), "FIN": ("fi", "sv"), "NLD": ("nl",), "AUT": ("de",),
        "DEU": ("de",), "ISL": ("is",)}  # fmt: skip
_MUNICIPALITY = re.compile(r"(?P<place>.+?)(?: County)? Municipality$")
_TOWN = re.compile(r"(?P<place>.+?)s? (?:stad|kommun)$", re.IGNORECASE)
_DANISH_TOWN = re.compile(r"(?P<place>.+?)s? (?:kommune|regionskommune)$", re.IGNORECASE)
_JOINED = re.compile(r"\w (?:och|og|ja|en|und|and) \w")
_NOT_A_NAME = re.compile(r"^[\W\d_]*$")


def entries(registry: Registry) -> Iterator[Entry]:
    """Every name of every actor and place."""
    for actor in registry.actors.values():
        yield from _actor_entries(actor)
    for place in registry.places.values():
        yield from _place_entries(place)


def _actor_entries(actor: Actor) -> Iterator[Entry]:
    curated = not actor.evidence.startswith(("ROR", "civictechsweden", "Wikidata"))
    for name in actor.names:
        if _NOT_A_NAME.match(name.text):
            continue
        yield Entry(
            name.text,
            "Project" if actor.cls == "inno:Project" else "Organization",
            actor.iri,
            actor.cls,
            name.language,
            actor.country,
            needs_evidence=_needs_evidence(name, actor, curated),
        )
    if actor.cls in ("inno:Municipality", "inno:Region"):
        for place in _place_names(actor):
            yield Entry(place, "Municipality", actor.iri, actor.cls, "", actor.country)


def _needs_evidence(name: Name, actor: Actor, curated: bool) -> bool:
    """Whether a short form is too short, or too much of a word, to count by itself."""
    text = name.text
    if text == actor.label:
        return " " not in text and (len(text) <= 3 if not curated else len(text) < 2)
    if " " in text:
        return False
    if curated:
        return len(text) <= 2
    return len(text) <= 5 or not text.isupper()


def _place_names(actor: Actor) -> tuple[str, ...]:
    """The place that a municipality is named after, in its own language and in English (*Göteborgs Stad*: *Göteborg*,
    *Gothenburg*). The English name also tells whether an *s* is a genitive's (*Ystads kommun*, *Västerås stad*).
    """
    english = [m["place"] for m in (_MUNICIPALITY.match(n.text) for n in actor.names) if m]
    match = (_DANISH_TOWN if actor.country == "DNK" else _TOWN).match(actor.label)
    own = match["place"] if match else ""
    if f"{own}s" in english:
        own = ""
    return tuple(dict.fromkeys(p for p in (own, *english) if p))


def _place_entries(place: Place) -> Iterator[Entry]:
    for language, forms in place.forms.items():
        for form in forms:
            if place.kind == "bloc" and _JOINED.search(form):
                continue  # "Norden och Baltikum" are two places
            yield Entry(form, "Country", place.iri, "", language, place.id)
    for language, forms in place.adjectives.items():
        for form in forms:
            yield Entry(form, "Nationality", place.iri, "", language, place.id)


class Preference:
    """Chooses between listed things of one name by the article's language and date."""

    def __init__(self, registry: Registry, language: str, date: str | None) -> None:
        self.registry = registry
        self.language = language
        self.date = date

    def __call__(self, candidates: tuple[Entry, ...]) -> Entry | None:
        """The likeliest of the candidates; None when none can be meant in a text of this language."""
        fitting = [e for e in candidates if self._speaks(e)]
        if not fitting:
            return None
        return fitting[0] if len(fitting) == 1 else min(fitting, key=self.rank)

    def _speaks(self, entry: Entry) -> bool:
        if entry.type in ("Country", "Nationality"):
            return entry.language == self.language
        if entry.cls == "inno:Government" and " " not in entry.text:
            # "Regeringen" is another government in every language.
            return self.language in HOME.get(entry.country, ())
        return True

    def rank(self, entry: Entry) -> tuple[int, int, int, int, str]:
        """What decides between candidates, the smallest first: name held, at home, language, kind."""
        actor = self.registry.actors.get(entry.ref)
        held = 1
        if actor is not None:
            held = int(not any(n.text == entry.text and n.held_on(self.date) for n in actor.names))
        kinds = {"Organization": 0, "Country": 1, "Municipality": 2, "Nationality": 3}
        homes = HOME.get(entry.country, ())
        home = homes.index(self.language) if self.language in homes else len(LANGUAGES)
        own = int(entry.language not in ("", self.language))
        return (held, home, own, kinds.get(entry.type, 4), entry.ref)
