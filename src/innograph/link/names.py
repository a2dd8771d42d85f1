"""The registry's names as gazetteer entries, and the choice between things of one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from innograph.article import Article
from innograph.extract.gazetteer import Entry
from innograph.iri import country_iri
from innograph.link.registry import LANGUAGES, Actor, Name, Place, Registry

#: Languages in which a country's bodies are spoken of by their own short names.
HOME = {"SWE": ("sv",), "NOR": ("nb",), "DNK": ("da",), "FIN": ("fi", "sv"), "NLD": ("nl",), "AUT": ("de",),
        "DEU": ("de",), "ISL": ("is",)}  # fmt: skip
_MUNICIPALITY = re.compile(r"(?P<place>.+?)(?: County)? Municipality$")
_TOWN = re.compile(r"(?P<place>.+?)s? (?:stad|kommun)$", re.IGNORECASE)
_DANISH_TOWN = re.compile(r"(?P<place>.+?)s? (?:kommune|regionskommune)$", re.IGNORECASE)
_JOINED = re.compile(r"\w (?:och|og|ja|en|und|and) \w")
_NOT_A_NAME = re.compile(r"^[\W\d_]*$")
#: Names that ministries of many countries have in English.
_ANY_MINISTRY = re.compile(r"Ministry (?:of|for) ")
#: The countries whose bodies the registry holds, by how their addresses end.
_DOMAINS = {"se": "SWE", "no": "NOR", "dk": "DNK", "fi": "FIN", "nl": "NLD", "at": "AUT", "de": "DEU", "is": "ISL",
            "uk": "GBR", "ie": "IRL", "ee": "EST", "be": "BEL", "ch": "CHE"}  # fmt: skip
_HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?(?P<host>[^/?#:\s]+)")


#: A name of one word of so many letters, some of them small, is no mere abbreviation.
_OWN_NAME = 4


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


def at_home(entry: Entry, language: str) -> Entry:
    """The entry as a text of a language has it: an organisation's name of one word that is no mere abbreviation counts
    in the language of its country where it stands as a name (Cancerfonden in Swedish).
    """
    own = {"no": "nb"}.get(entry.language, entry.language) == language
    if not own or not entry.needs_evidence or entry.type != "Organization" or len(entry.text) < _OWN_NAME:
        return entry
    if entry.text.isupper() or " " in entry.text:
        return entry
    # A Bundeskanzleramt is in Vienna and in Berlin; "Kommissionen" is another one in every text, "EU-kommissionen" not.
    country = language != "de" and HOME.get(entry.country, ("",))[0] == language
    return replace(entry, at_home=True) if country or entry.text.startswith("EU-") else entry


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


def home_of(article: Article, registry: Registry, publishers: Iterable[Entry]) -> str:
    """The country (ISO 3166-1 alpha-3) whose bodies an English text means by names that many countries have (*the
    Government*, *Ministry of Finance*): that of its publisher, of its address, or the only one that it names; empty
    when none of these tells. `publishers` are the listed actors of the publisher's name.
    """
    region = article.language.partition("-")[2].lower()
    if region in _DOMAINS:
        return _DOMAINS[region]
    countries = {e.country for e in publishers if e.country and not _ANY_MINISTRY.match(e.text)}
    if len(countries) == 1:
        return countries.pop()
    for address in filter(None, (article.url, *article.sources)):
        match = _HOST.match(address)
        if match and (country := _DOMAINS.get(match["host"].lower().rpartition(".")[2])):
            return country
    named = {
        place.id
        for place in registry.places.values()
        if place.kind == "country"
        for code in {"en", article.language[:2]}
        for form in (*place.forms.get(code, ()), *place.adjectives.get(code, ()))
        if form in article.text and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", article.text)
    }
    return named.pop() if len(named) == 1 else ""


class Preference:
    """Chooses between listed things of one name by the article's language and date.

    `home` tells the country of an English text (see `home_of`); None where there is no text to ask for it.
    """

    def __init__(
        self, registry: Registry, language: str, date: str | None, home: Callable[[], str] | None = None
    ) -> None:
        self.registry = registry
        self.language = language
        self.date = date
        self._find_home = home

    @cached_property
    def home(self) -> str | None:
        """The country of an English text, empty when nothing tells it; None where there is no text."""
        return self._find_home() if self._find_home is not None else None

    def __call__(self, candidates: tuple[Entry, ...]) -> Entry | None:
        """The likeliest of the candidates; None when none can be meant in a text of this language."""
        fitting = [e for e in candidates if self._speaks(e)]
        if not fitting:
            return None
        return fitting[0] if len(fitting) == 1 else min(fitting, key=self.rank)

    def _speaks(self, entry: Entry) -> bool:
        if entry.type in ("Country", "Nationality"):
            return entry.language == self.language
        if entry.cls == "inno:Government" and self.language == "de" and self.home is not None:
            # A Bundesregierung is in Vienna and in Berlin.
            return self.home == entry.country
        if entry.cls == "inno:Government" and " " not in entry.text:
            # "Regeringen" is another government in every language.
            return self.language in HOME.get(entry.country, ()) or (
                self.language == "en" == entry.language and self.home in (entry.country, None)
            )
        if self.language == "en" and self.home is not None and _ANY_MINISTRY.match(entry.text):
            place = self.registry.places.get(country_iri(entry.country)) if entry.country else None
            # "Ministry of Finance" is another one in every country, "Ministry of Finance of Finland" is not.
            own = place is not None and entry.text.endswith(place.forms.get("en", ()))
            return own or self.home == entry.country
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
        if self.language == "en" and self.home and entry.country == self.home:
            home = 0
        own = int(entry.language not in ("", self.language))
        return (held, home, own, kinds.get(entry.type, 4), entry.ref)
