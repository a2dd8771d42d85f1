"""What a text last spoke of, and which thing a pronoun or a definite noun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from innograph.extract.document import Document
from innograph.extract.language import Language, alternation
from innograph.extract.spans import ORGANIZATION

_LIMIT = 40
#: What stands before a programme that pays for a project is at most so long (code points).
_BEFORE_PROGRAMME = 70
#: Classes of organisations that others are members of.
HAVE_MEMBERS = ("inno:Network", "inno:CompetenceCentre", "inno:Association", "inno:Council")
#: A noun that tells which body is meant is at least so long (code points).
_LEAST_NOUN = 7
#: The union in the genitive, before its programmes.
_UNIONS = frozenset(["eu:n", "eu:s", "eus", "eu’s", "eu's"])
#: Classes of bodies that are not known to be anything else, and of one that a text says is a network.
_ANY_BODY, _NETWORK = ("org:Organization", ""), "inno:Network"
#: What a page is about begins one of so many sentences, behind an article of so many code points at most; its
#: abbreviation may stand behind it.
_FIRST_SENTENCES, _ARTICLE = 6, 4
_IN_BRACKETS = re.compile(r"\)| \([^()]{2,30}\)")
#: A mention in the title counts as so many more in the text.
_IN_TITLE = 5


@cache
def _after_preposition(language: Language) -> re.Pattern[str]:
    """A preposition, perhaps with an article, before a name."""
    return re.compile(rf"(?<!\w){alternation(language.prepositions)}(?: {alternation(language.articles)})? $")


#: What the text calls the project before it names it stands so far before the name at most (code points).
_SOON = 400


#: A programme that pays, named behind what it is; the noun and the preposition are at most so long.
_NOUN_BEFORE = 60
_FROM_PROGRAMME = re.compile(
    r"(?<!\w)(?:aus dem|im rahmen des|im rahmen der|über das|durch das|im|inom|från|genom|fra|gjennom|gennem|under the|"
    r"through the|from the|uit het|vanuit het|via het|binnen het) [a-zäöü-]*(?:programms?|fördermaßnahme|förderlinie|"
    r"förderrichtlinie|programm?et|programme|programma|utlysningen)(?: namens)? [„“”\"'‘’»«]?$"
)


class Context:
    """The state of reading: updated sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.recent: dict[str, list[int]] = {"Organization": [], "Person": [], "Project": [], "Event": []}
        self.groups: list[tuple[int, ...]] = []
        #: The organisations of each sentence that names several, the last one first.
        self.named_together: list[tuple[int, ...]] = []
        self.publisher = -1
        self.speakers: dict[int, int] = {}
        self.voice = -1
        self.main_project = -1
        self.main_event = -1
        #: The body with members that the title names.
        self.titled_body = -1
        #: The project and the event that the title names, by type.
        self.about = {"Project": -1, "Event": -1}
        #: The project and the event that the page as a whole is about, by type; only where nothing else tells.
        self.page = {"Project": -1, "Event": -1}
        #: The organisation whose board or council the text speaks of.
        self.board = -1
        #: The organisation that the text last said gives money.
        self.funder = -1
        #: Who the text last said work together: all of them, or the one that works with each of the others.
        self.partners: tuple[int, ...] = ()
        #: The project that the line of a list of grants names, and where it does (None: no such line).
        self.granted: tuple[int, int, int] | None = None
        #: The project that the whole page is about, whatever others it names in passing.
        self.page_project = -1
        #: The project that a heading, or a label, names above the lines being read, on a page of several (-1: none).
        self.headed_project = -1
        #: The event that the heading above names where the page is about another one: a seminar of a fair (-1: none).
        self.headed_event = -1
        #: The mentions of the sentence being read: only before the next one do they count as spoken of.
        self.here: list[int] = []
        #: What the sentence before named, by type; whom its pronoun stood for (-1: nobody).
        self.latest: dict[str, list[int]] = {}
        self.continued = -1
        #: Whom a pronoun of the sentence being read stands for (-1: nobody).
        self.meant = -1
        #: Projects and events that rules gave a name in the sentence being read, with their types.
        self.introduced: list[tuple[str, int]] = []
        self._after_preposition = _after_preposition(document.language)
        self._within = document.language.pattern("within_programme")

    def note(self, numbers: Iterable[int]) -> None:
        """Remember the things of one sentence. Its first organisation is the likeliest to be spoken of next."""
        document = self.document
        seen: dict[str, list[int]] = {}
        oblique: set[int] = set()
        paying: set[int] = set()
        for number in numbers:
            span = document.spans[number]
            if span.entity < 0 or span.source == "coref":
                continue
            type_ = document.things[span.entity].type
            if type_ in self.recent and span.entity not in seen.setdefault(type_, []):
                seen[type_].append(span.entity)
                if self._after_preposition.search(document.folded, max(0, span.start - 20), span.start):
                    oblique.add(span.entity)
                if type_ == "Project" and self._within and self._is_within(span.start):
                    paying.add(span.entity)
        for type_, entities in seen.items():
            ordered = self.recent[type_]
            if type_ == "Project" and (ordered or not all(map(self._is_framework, entities))):
                # A framework programme (Horizon 2020) pays for the project that a text goes on to speak of.
                entities = [e for e in entities if not self._is_framework(e) and (e not in paying or not ordered)]
            # The subject (the first) ends up in front of the rest of its sentence.
            for entity in reversed(entities):
                self.put_first(type_, entity)
            del ordered[_LIMIT:]
        for type_, entity in self.introduced:
            # "A seminar on X during the fair": the text goes on about what it has just given a name.
            self.put_first(type_, entity)
        self.introduced.clear()
        if self.continued >= 0:
            # "She succeeds Bo Ek. She …": the text goes on about her.
            self.put_first("Person", self.continued)
        # What stands after a preposition is seldom what the next sentence's pronoun means.
        self.latest = {t: sorted(entities, key=lambda e: e in oblique) for t, entities in seen.items()}
        if self.meant >= 0:
            self.latest.setdefault("Person", [self.meant])
        self.continued = self.meant = -1

    def _is_within(self, start: int) -> bool:
        """Whether what stands before a name says that it is the programme of something (*inom programmet X*)."""
        before = max(0, start - _BEFORE_PROGRAMME)
        return self._within is not None and self._within.search(self.document.folded, before, start) is not None

    def _is_framework(self, entity: int) -> bool:
        first = self.document.things[entity].name.split()[0].lower()
        # "EU:n Tavoite 2 -ohjelma", "EU:s landsbygdsprogram": whose it is shows who pays.
        heads = self.document.language.forms["Project"].head
        if first in _UNIONS or any(words.split()[0].lower() == first for words in heads):
            return True
        # "Das Land fördert das Projekt aus dem Programm „X“": the project is what the text goes on about.
        spans = [self.document.spans[n] for n in self.document.things[entity].spans]
        begin = min((s.start for s in spans), default=0)
        return _FROM_PROGRAMME.search(self.document.folded, max(0, begin - _NOUN_BEFORE), begin) is not None

    def add_group(self, entities: tuple[int, ...]) -> None:
        """Remember a list of organisations, for *de tre myndigheterna*."""
        if len(entities) >= 2:
            self.groups.insert(0, entities)
            del self.groups[_LIMIT:]

    def note_partners(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Remember who works together; of those that only one of them works with, that one."""
        known = {frozenset(pair) for pair in pairs}
        everyone = sorted({entity for pair in pairs for entity in pair})
        self.partners = tuple(e for e in everyone if all(frozenset((e, o)) in known for o in everyone if o != e))

    def put_first(self, type_: str, entity: int) -> None:
        """Make a thing the one that the text speaks of."""
        ordered = self.recent[type_]
        if entity in ordered:
            ordered.remove(entity)
        ordered.insert(0, entity)

    def find_main(self) -> None:
        """Find the article's main project and event: the one in the title, else the one named most."""
        document = self.document
        title_end = document.sentences[0].end if document.sentences else 0
        for span in document.spans:
            if span.start < title_end and span.entity >= 0 and document.things[span.entity].cls in HAVE_MEMBERS:
                self.titled_body = span.entity
                break
        if self.titled_body < 0 and document.sentences and document.sentences[0].kind == "title":
            self.titled_body = self._called_in(document.folded[:title_end])
        if self.titled_body < 0:
            self.titled_body = self._described_network()
        for type_ in ("Project", "Event"):
            best, most = -1, 0
            for index, thing in enumerate(document.things):
                if thing.type != type_:
                    continue
                titled = sum(document.spans[n].start < title_end for n in thing.spans)
                score = len(thing.spans) + _IN_TITLE * titled
                if score > most:
                    best, most = index, score
                    self.about[type_] = index if titled else -1
            if type_ == "Project":
                self.main_project = best
            else:
                self.main_event = best

    def _called_in(self, title: str) -> int:
        """The only body with members that a title calls by its noun (*Nytt cykelråd i Skåne*: Skånes cykelråd)."""
        words = set(re.findall(r"\w+", title))
        called = [
            index
            for index, thing in enumerate(self.document.things)
            if thing.cls in ("inno:Network", "inno:Council")
            and thing.spans
            and (noun := thing.name.lower().rpartition(" ")[2]) in words
            and len(noun) >= _LEAST_NOUN < len(thing.name)
        ]
        return called[0] if len(called) == 1 else -1

    def _described_network(self) -> int:
        """The body that one of the first sentences begins with and says to be a network (*PIVAND er et netværk for …*),
        as the page of one does; -1 for none.
        """
        document, pattern = self.document, self.document.language.pattern("is_network")
        first = document.sentences[:_FIRST_SENTENCES]
        starts = [s.start for s in first if s.kind == "paragraph"]
        if pattern is None or not starts:
            return -1
        for span in document.spans:
            if span.code != ORGANIZATION or span.entity < 0 or not starts[0] <= span.start < first[-1].end:
                continue
            begins = any(0 <= span.start - start <= _ARTICLE for start in starts)
            behind = _IN_BRACKETS.match(document.text, span.end)
            if begins or document.text[span.start - 1] == "(":
                thing = document.things[span.entity]
                if pattern.match(document.text, behind.end() if behind else span.end):
                    thing.cls = _NETWORK if thing.cls in _ANY_BODY else thing.cls
                    if thing.cls in HAVE_MEMBERS:
                        return span.entity
        return -1

    def network(self) -> int:
        """The body whose members the text tells: that of the title, the publisher that has members, the last named."""
        if self.titled_body >= 0:
            return self.titled_body
        if self.publisher >= 0 and self.document.things[self.publisher].cls in (*HAVE_MEMBERS, "org:Organization", ""):
            return self.publisher
        last = self.last("Organization", HAVE_MEMBERS)
        thing = self.document.things[last] if last >= 0 else None
        if thing is not None and thing.cls == "inno:Association" and len(thing.spans) < 2:
            return -1  # an association named in passing is not what the text is about
        return last

    def titled(self, type_: str) -> int:
        """The project or event that the page is about, as its title or its lines tell; -1 when they tell none."""
        if type_ == "Project" and self.page_project >= 0:
            return self.page_project
        if type_ == "Event" and self.headed_event >= 0:
            return self.headed_event
        return self.about[type_] if self.about[type_] >= 0 else self.page[type_]

    def last(self, type_: str, classes: tuple[str, ...] = (), exclude: frozenset[int] = frozenset()) -> int:
        """The thing of a type spoken of last whose class fits; -1 when there is none."""
        things = self.document.things
        for entity in self.recent.get(type_, ()):
            if entity in exclude:
                continue
            if not classes or things[entity].cls in classes:
                return entity
        return -1

    def named_soon(self, type_: str, position: int) -> int:
        """The only project of a text that names it not before but soon behind a position (*Fonden støtter projektet.
        Projektet Grøn Havn …*); -1 where there is none, or more.
        """
        named = [index for index, thing in enumerate(self.document.things) if thing.type == type_ and thing.spans]
        if len(named) != 1:
            return -1
        first = min(self.document.spans[n].start for n in self.document.things[named[0]].spans)
        return named[0] if position < first <= position + _SOON else -1

    def spoken_of(self, type_: str) -> int:
        """The thing of a type spoken of last; the one that the title names, where that one is named in passing."""
        last, titled = self.last(type_), self.about.get(type_, -1)
        passing = last >= 0 and titled >= 0 and len(self.document.things[last].spans) == 1
        return titled if passing and self.document.sentences[0].kind == "title" else last

    def focus(self, type_: str) -> int:
        """The project or event that the text speaks of: named before, else here, else the article's main one."""
        if type_ == "Project" and self.page_project >= 0:
            return self.page_project
        if type_ == "Event" and self.headed_event >= 0:
            return self.headed_event
        found = self.last(type_)
        titled = self.titled(type_)
        headed = type_ == "Project" and found == self.headed_project
        if titled >= 0 and found >= 0 and not headed and len(self.document.things[found].spans) == 1:
            return titled  # another event is named in passing
        if found >= 0:
            return found
        for number in self.here:
            entity = self.document.spans[number].entity
            if entity >= 0 and self.document.things[entity].type == type_:
                return entity
        main = self.main_project if type_ == "Project" else self.main_event
        if main >= 0 and self.titled_body >= 0 and main != titled and len(self.document.things[main].spans) == 1:
            return -1  # a network's own page names it in passing, further down
        return main
