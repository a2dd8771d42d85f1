"""The event that a page is about: the ways to find it, and what shows that it is the event's own page."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.headlines import NAME_BEFORE, SPOKEN_OF, Headline
from innograph.extract.layout import Layout
from innograph.extract.spans import EVENT, ORGANIZATION, UPPER
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: What a dash parts from an event's name: "Trygga hem – ett seminarium", "Skolen og byen - program".
_BEHIND_NAME = re.compile(
    r" [|–] (?=[^|–]+$)| - (?=(?:en|ett|et|ein|eine|een|a|an) |(?i:program|programme|agenda|ohjelma)$)"
)
#: Where and when an event is, behind its name.
_PLACE_AND_YEAR = re.compile(rf" (?:i|på|in|te) [{UPPER}][\w-]+(?: \d{{4}})?")
#: A noun that says what an event is stands at most so many code points before its name.
_LONGEST_NOUN = 30
#: A programme welcomes within so many sentences; the line that says what the title names is one of so many.
_WELCOME, _SUBTITLE = 8, 4

#: What a title begins with that says that it is a programme, and how many words an event's name then has at least.
_PROGRAMME, _FEW_WORDS = re.compile(r"(?:program|agenda|schema|ohjelma)"), 2


class Events:
    """Finds the event that one article, which has a sentence, is about."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, layout: Layout
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.layout = layout
        self.headline = Headline(extractor, document, evidence)
        #: Whether the page is the event's own, and no news of it: whoever speaks there takes part.
        self.is_own = True

    def find(self) -> int:
        """A page with an event's lines (speakers, programme, place, how to register) is about one event: the one that
        its title names, else its title is the name. So is one whose text speaks of *konferensen* and names none. -1
        for a page that is about none.
        """
        found = (way(self) for way in _WAYS)
        event = next((event for event in found if event is not None), -1)
        if event >= 0 and event == self.headline.whole_event():
            # *Symposium Natur och hälsa: från försök till vardag* is one more form of the name.
            title = self.document.text[self.headline.line.start : self.headline.end]
            self.document.things[event].add_name(title.strip())
        line = self.headline.line
        for span in self.headline.events() if event >= 0 else ():
            where = _PLACE_AND_YEAR.fullmatch(self.document.text, span.end, line.end)
            if span.entity == event and span.start == line.start and where:
                # The name of *Cykelkonferensen i Malmö 2024* is that or only *Cykelkonferensen*.
                self.document.things[event].add_name(self.headline.text)
        if event >= 0:
            self._shorten(event)
        return event

    def _shorten(self, event: int) -> None:
        """Add what stands before a colon or a dash in the event's name, where the text uses that by itself (*Köpa
        nytt 2027 – konferensen om inköp*).
        """
        name = self.document.things[event].name
        short = NAME_BEFORE.match(name)
        if short and self.headline.is_used_alone(short["name"], name):
            self.document.call_thing(event, short["name"])
            self.evidence.taught = True

    # -- the ways: each gives the event (-1: the page is about none), or None where another way may ------------------

    def _only(self) -> int | None:
        """The one event that a programme's page names."""
        events = [index for index, thing in enumerate(self.document.things) if thing.type == "Event" and thing.spans]
        only = len(events) == 1 and self.layout.programme and not self.headline.is_called_event()
        return events[0] if only else None

    def _headed(self) -> int | None:
        """The one whose programme the title says that it is (*Program: Vatten & Miljö 2027*), above times of day."""
        prefix, line = self.x.event_prefix, self.headline.line
        lead = prefix.match(self.document.folded, line.start, line.end) if prefix and self.layout.programme else None
        if lead is None or not _PROGRAMME.match(lead.group()) or self.headline.events():
            return None
        name = self.document.text[lead.end() : self.headline.end]
        if not name[:1].isupper() or len(name.split()) < _FEW_WORDS or not self.headline.is_title:
            return None
        event = self.tasks.title("Event", lead.end(), self.headline.end)
        return event if event >= 0 else None

    def _titled(self) -> int | None:
        """The one whose name is the title."""
        event = self.headline.whole_event()
        return event if event >= 0 else None

    def _entitled(self) -> int | None:
        """The one whose title a sentence tells (*Konferensens titel är Barn i vård.*)."""
        cue, folded = self.x.entitled_event, self.document.folded
        for sentence, words in zip(self.document.sentences, self.evidence.words, strict=True) if cue else ():
            match = cue.search_in(folded, sentence.start, sentence.end, words) if cue else None
            if match:
                event = self.tasks.title("Event", *match.span("name" if match["name"] else "quoted"))
                return event if event >= 0 else None
        return None

    def _called(self) -> int | None:
        """The one that the text calls by its name, where the title tells only what it is (*En hemlig övning*:
        *övningen Storm 24*).
        """
        pattern, title = self.x.generic_event, self.headline.line
        match = pattern.search(self.document.folded, title.start, title.end) if pattern else None
        for span in self.document.spans if match else ():
            if match and span.code == EVENT and span.entity >= 0:
                words = self.document.folded[max(0, span.start - _LONGEST_NOUN) : span.start].split()
                if words and match["noun"] in words[-1]:
                    self.is_own = False
                    return span.entity
        return None

    def _reported(self) -> int | None:
        """The one that the title names by what it was about, to tell what became of it (*Seminarium om vatten lockade
        många*).
        """
        pattern, title = self.x.told_event, self.headline.line
        match = pattern.fullmatch(self.document.folded, title.start, title.end) if pattern else None
        if match is None or not self.headline.is_title or self.headline.events():
            return None
        event = self.tasks.title("Event", *match.span("name"))
        return event if event >= 0 else None

    def _owned(self) -> int | None:
        """The one that the title calls only by whose it is (*Anna Ek på Skogsföreningens höstexkursion*), where
        the text goes on about it and names no other.
        """
        noun, title, folded = self.x.owned_event, self.headline.line, self.document.folded
        if noun is None or not self.headline.is_title or not self._is_unnamed:
            return None
        for span in map(self.document.spans.__getitem__, self.evidence.present[0]):
            owner = span.code == ORGANIZATION and folded.startswith("s ", span.end - 1)
            match = noun.match(folded, span.end + 1, title.end) if owner else None
            rest = folded[title.end :]
            if match and (match.group() in rest or (match["noun"] and self._is_said_of(match["noun"], rest))):
                event = self.tasks.title("Event", span.start, match.end())
                self.is_own = False
                return event if event >= 0 else None
        return None

    def _is_said_of(self, noun: str, rest: str) -> bool:
        """Whether a text goes on about *exkursionen* behind a title with *höstexkursion*."""
        return self.x.title_event is not None and any(
            m.group().startswith(noun) for m in self.x.title_event.finditer(rest)
        )

    def _below(self) -> int | None:
        """Under *Programme* the event is named in the lines below, or nowhere."""
        if not self.headline.is_whole(self.x.bare_programme):
            return None
        return self._told[0] if self._told else -1

    def _welcomed(self) -> int | None:
        """The one that the first lines of a programme, whose title is no name, welcome to by its name."""
        pattern = self.x.welcome_line
        if pattern is None or self._told or not self.layout.programme or self.headline.reads_like_a_name():
            return None
        for line in self.document.sentences[1:_WELCOME]:
            match = pattern.fullmatch(self.document.folded, line.start, line.end)
            if match and self.document.text[match.start("name")].isupper():
                event = self.tasks.title("Event", *match.span("name"))
                return event if event >= 0 else None
        return None

    def _shown(self) -> int | None:
        """The one that the title names or is the name of, where something shows that there is one."""
        title = self.headline
        shown = self._is_spoken_of or self._is_labelled or self._is_listed or self._is_told or title.is_an_events()
        if not shown:
            return -1
        self.is_own = not self._is_told or self._is_labelled or self._is_listed
        named = next((span.entity for span in title.events() if span.entity >= 0), -1)
        if named >= 0:
            return named
        if self._told and not self._is_labelled:
            return self._told[0]  # the title only tells of the event that the text then names
        if any(t.type == "Event" and len(t.spans) > 1 for t in self.document.things):
            return -1
        reads = title.is_an_events() or title.reads_like_a_name()
        reads = reads or self._is_spoken_of or title.asks or self._is_told or self._is_told_below
        return -1 if self._is_labelled and self.x.no_name and not reads else self._entitle()

    def _entitle(self) -> int:
        """The event whose name the title is."""
        start, last = self.headline.line.start, self.headline.end
        text = self.document.text[start:last]
        # "Biblioteken – vad ska de vara till?": a question is a title as a whole.
        end = start + len(text if text.endswith("?") else _BEHIND_NAME.split(text)[0])
        prefix = self.x.event_prefix
        before = prefix.match(self.document.folded, start, end) if prefix else None
        rest = self.document.text[before.end() : end] if before and before.group().endswith(" ") else ""
        if rest.islower() and " " not in rest:
            return self._told[0] if self._told else -1  # "X inviterer til konferanse": which, only the text tells
        event = self.tasks.title("Event", before.end() if before else start, end)
        if event >= 0 and end < last:
            # What a dash parts from the name is often written as part of it.
            self._call_in_full(event, self.document.text[before.end() if before else start : last])
        return event

    def _call_in_full(self, event: int, name: str) -> None:
        """Have the longer name of an event mean it, too, and what else has that name be it."""
        known = self.document.find_thing("Event", name)
        if known is None or known == event:
            self.document.call_thing(event, name)
        else:
            self.document.give_to(event, known)
            self.tasks.give_to(event, known)

    # -- what shows that there is an event -------------------------------------------------------------------------

    @cached_property
    def _told(self) -> list[int]:
        """The events that the sentences below the title name."""
        numbers = [n for present in self.evidence.present[1:SPOKEN_OF] for n in present]
        spans = map(self.document.spans.__getitem__, numbers)
        return [span.entity for span in spans if span.code == EVENT and span.entity >= 0]

    @cached_property
    def _is_unnamed(self) -> bool:
        return not any(thing.type == "Event" for thing in self.document.things)

    @cached_property
    def _is_spoken_of(self) -> bool:
        """Whether a text that names no event soon speaks of *konferensen*."""
        return self._is_unnamed and self.headline.is_spoken_of(self.x.title_event)

    @cached_property
    def _is_labelled(self) -> bool:
        """Whether the page has an event's lines."""
        everywhere = len(self.document.sentences)
        goes_on = self._is_unnamed and self.headline.is_spoken_of(self.x.title_event, within=everywhere)
        return self.layout.has_labels(self.x.event_page, more=goes_on + bool(self.layout.programme), plain=goes_on)

    @cached_property
    def _is_listed(self) -> bool:
        """Whether speakers are listed under a title that may be a name."""
        may_be = self.headline.reads_like_a_name() or self.headline.asks or self._is_told_below
        return may_be and self.layout.lists_speakers()

    @cached_property
    def _is_told(self) -> bool:
        """Whether the title begins with what it names (*Seminarium: …*)."""
        label, title = self.x.event_label, self.headline.line
        return label is not None and label.match(self.document.folded, title.start, title.end) is not None

    @cached_property
    def _is_told_below(self) -> bool:
        """Whether the line below the title says what event it names (*Panelsamtal om bibliotekens roll*)."""
        pattern, folded = self.x.event_subtitle, self.document.folded
        lines = self.document.sentences[1:_SUBTITLE]
        return pattern is not None and any(pattern.match(folded, s.start, s.end) for s in lines)


#: The ways to find the event of a page, in the order in which they are tried.
_WAYS = (
    Events._headed,
    Events._only,
    Events._titled,
    Events._entitled,
    Events._called,
    Events._reported,
    Events._owned,
    Events._below,
    Events._welcomed,
    Events._shown,
)
