"""Employers that only the titles beside them show: towns of their heads, and Finnish names in the genitive."""

from __future__ import annotations

import re

from innograph.extract.cases import genitive_base
from innograph.extract.finders import Finders
from innograph.extract.forms import strip_genitive
from innograph.extract.gazetteer import Gazetteer
from innograph.extract.spans import (
    BOARD_ROLE,
    MUNICIPALITY,
    ORGANIZATION,
    PERSON,
    ROLE,
    UNKNOWN,
    UPPER,
    Occupied,
    Span,
)
from innograph.extract.words import Wording

#: Words that begin names of towns of several words.
_TOWN_BEGINNINGS = frozenset(
    ["san", "santa", "saint", "st", "são", "new", "the", "den", "la", "le", "los", "las", "bad", "novi", "port",
     "great", "north", "south", "east", "west", "upper", "lower", "greater"]
)  # fmt: skip
_OF_PLACE = re.compile(r" (?:of|in|von|van|i) (?:the City of |the )?(?=[A-ZÀ-Þ])")
#: What may stand between an employer in the genitive and a title: what its holder is head of, in the genitive too.
#: What a title says its holder heads (*Joroisten kunnanjohtaja*), in Finnish.
_GENITIVE_BEFORE = re.compile(rf"(?<![\w-])(?P<name>[{UPPER}][\w-]+n) $")
_MUNICIPALITIES = {"kunnan": "kunta", "kaupungin": "kaupunki", "pormestari": "kaupunki"}
_OF_MUNICIPALITY = re.compile("|".join(_MUNICIPALITIES))
_FIELD = re.compile(r" (?:[a-zåäö]{4,}n ){0,2}")

#: A Finnish genitive of a name in -e: its consonant is doubled (*Sykkeen*).
_DOUBLED = re.compile(r"(?P<stem>[A-ZÅÄÖ][a-zåäö]+)(?P<letter>[kpt])(?P=letter)een")


class Employers:
    """Finds such employers in one text, whose other mentions are known."""

    def __init__(self, wording: Wording, finders: Finders, gazetteer: Gazetteer) -> None:
        self.text, self.tokens, self.language = wording.text, wording.tokens, wording.language
        self.finders = finders
        self.gazetteer = gazetteer

    def headed_towns(self, spans: list[Span], occupied: Occupied) -> list[Span]:
        """Make municipalities of the places beside the titles of their heads (*Turun pormestari*, *Mayor of Florence*,
        *skolchef i Kumla*);
        those that no list holds are returned.
        """
        found: list[Span] = []
        heads = self.finders.municipal_role
        if heads is None:
            return found
        starts = {s.start: s for s in spans}
        ends = {s.end: s for s in spans}
        for role in [s for s in spans if s.source == "role" and heads.search(s.name)]:
            of = _OF_PLACE.match(self.text, role.end)
            place = starts.get(of.end()) if of else ends.get(role.start - 1)
            beside = starts.get(role.end + 1) if self.language.tag == "sv" and not of else None
            if beside is not None and beside.code == MUNICIPALITY and self.text[role.end] == " ":
                place = beside  # Anna Ek, socialchef Kumla
            office = _OF_MUNICIPALITY.search(role.name) if self.language.cases else None
            if office and not of and (place is None or (place.code == ORGANIZATION and " " not in place.name)):
                # Hangon kaupunginjohtaja: no list has a stem that changes so.
                town = _GENITIVE_BEFORE.search(self.text, max(0, role.start - 40), role.start)
                name = f"{town['name']} {_MUNICIPALITIES[office.group()]}" if town else ""
                if town and place is not None and place.start == town.start() and not place.name.isupper():
                    place.code, place.name, place.cls, place.source = ORGANIZATION, name, "inno:Municipality", "form"
                    place.refs, place.weight, place.genitive = self._refs(name), 0.8, True
                elif town and occupied.free(*town.span("name")):
                    occupied.take(*town.span("name"))
                    span = Span(*town.span("name"), ORGANIZATION, name, "form", 0.8, "inno:Municipality")
                    span.refs = self._refs(name)
                    found.append(span)
            elif self.language.tag == "sv" and (place is None or place.code != MUNICIPALITY):
                continue  # the lists hold all towns: bibliotekschef i Skåne
            elif place is not None and place.code in (MUNICIPALITY, UNKNOWN):
                if place.code == UNKNOWN and self.language.cases:
                    name = place.name
                    place.name = f"{name} {_MUNICIPALITIES[office.group()]}" if office else name.removesuffix("n")
                place.code, place.cls, place.weight = ORGANIZATION, "inno:Municipality", 0.8
                place.source = "form" if place.source == "unknown" else place.source
            elif place is None and of:
                end = of.end()
                for token in self.tokens.between(of.end(), of.end() + 40):
                    if not token.cap or not occupied.free(token.start, token.end) or token.start > end + 1:
                        break
                    end = token.end
                    if token.low not in _TOWN_BEGINNINGS:
                        break
                if end > of.end():
                    occupied.take(of.end(), end)
                    name = strip_genitive(self.text[of.end() : end], self.language)
                    found.append(Span(of.end(), end, ORGANIZATION, name, "form", 0.8, "inno:Municipality"))
        return found

    def _refs(self, name: str) -> tuple[str, ...]:
        """What a name is listed for, when it is one organisation."""
        refs = tuple(dict.fromkeys(e.ref for e in self.gazetteer.entries(name) if e.type == "Organization"))
        return refs if len(refs) == 1 else ()

    def in_genitive(self, spans: list[Span]) -> list[Span]:
        """A name of nothing known in the genitive, then a title and a person, is an organisation's (*Motivan johtaja Bo
        Ek*); a name before it that has no ending begins it (*Museokeskus Vapriikin johtaja*).
        """
        kept: list[Span] = []
        for number, span in enumerate(spans):
            if span.code == UNKNOWN and span.name.endswith("n") and self._has_head(spans, number):
                base = genitive_base(span.name, self.finders.names.forms.base_form(span.name))
                listed = self._weakened(span.name)
                base = listed or base
                head = kept[-1] if kept else None
                if (
                    head is not None
                    and head.code == ORGANIZATION
                    and not head.refs
                    and self.text[head.end : span.start] == " "
                    and not self.text[head.start : head.end].endswith("n")
                ):
                    kept.pop()
                    start, base = head.start, f"{head.name} {base}"
                else:
                    start = span.start
                span = Span(start, span.end, ORGANIZATION, base, "employer", 0.6, "org:Organization", genitive=True)
                span.refs = self._refs(base) if listed else ()
            kept.append(span)
        return kept

    def _weakened(self, name: str) -> str:
        """The listed name that a genitive whose consonant is doubled is of (*Sykkeen*: Syke); empty for none."""
        match = _DOUBLED.fullmatch(name)
        base = f"{match['stem']}{match['letter']}e" if match else ""
        return base if base and self._gazetteer_has(base) else ""

    def _gazetteer_has(self, name: str) -> bool:
        return any(entry.type == "Organization" for entry in self.gazetteer.entries(name))

    def _has_head(self, spans: list[Span], number: int) -> bool:
        """Whether a title and its person follow a mention, with at most two small words before the title."""
        following = spans[number + 1 : number + 3]
        if [s.code for s in following] not in ([ROLE, PERSON], [BOARD_ROLE, PERSON]):
            return False
        role, person = following
        before, between = self.text[spans[number].end : role.start], self.text[role.end : person.start]
        return between == " " and _FIELD.fullmatch(before) is not None
