"""The entries of calendars: lines that give a day and what is held then (*26 augusti: Måltidsdagen, Malmö. Arrangör är
Region Skåne*; *Vårmötet, Uppsala, 27 mars*). Each names an event, and what its line goes on with is of that one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.language import Language, alternation
from innograph.extract.patterns import Pattern
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: An event's name in a calendar is at most so long, and at least (code points).
_LONGEST, _SHORTEST = 90, 5
#: Lines of a calendar are at most so long (code points).
_LONGEST_LINE = 400
#: So many letters of a month's name are written when it is shortened.
_SHORT = 3
#: So many entries are a calendar without a heading that says so.
_ENTRIES = 2
#: What any way to write a day holds.
_DIGIT = re.compile(r"\d")
_MARK = r"\s*(?:[•*–-] ?)?"
_GAP = r" ?[–—-] ?"
#: Hours behind a day (*kl. 10–12*, *9.30 am*).
_HOUR = r"\d{1,2}(?:[.:․]\d\d)?(?: ?(?:am|pm))?"
_AT = r"(?:kl|klo|klokken|klockan|um|at|om|from|ab)\.?"
_TIME = rf"(?:,? (?:{_AT} ?{_HOUR}|\d{{1,2}}(?:[.:․]\d\d| ?(?:am|pm)))(?:{_GAP}{_HOUR})?(?: ?(?:uhr|uur))?)?"
#: What says that an event is somebody's, and is no name.
_OWN = re.compile(r"(?:our|their|this|vår|vårt|våra|vores|onze|ons|unser|unsere|unserer) ")
#: Where a name ends in its line.
_NAME_END = re.compile(r",| \(| [–—|-] |\. |\.$|: |; |$")


def days(language: Language) -> str:
    """An expression for a day, or several, as the language writes it (lower case)."""
    shortened = {f"{month[:_SHORT]}." for month in language.months if len(month) > _SHORT + 1}
    month = alternation([*language.months, *sorted(shortened)])
    weekday = f"(?:{alternation(language.weekdays)}(?:en)?,? )?" if language.weekdays else ""
    before = r"(?:(?:den|d\.|on|am|op) )?"
    number = r"\d{1,2}\.?(?:th|st|nd|rd)?"
    year = r"(?:,? (?:19|20)\d\d)?"
    day = rf"{number}(?: {month})?(?:{_GAP}| (?:och|og|und|en|and|ja) ){number} {month}{year}|{number} {month}{year}"
    if language.tag == "en":
        day += rf"|{month} \d{{1,2}}(?:{_GAP}\d{{1,2}})?{year}"
    # "9.10" alone is an hour.
    numeric = r"\d{1,2}(?:\.\d{1,2}\.(?:20\d\d)?|[./]\d{1,2}[./](?:20)?\d\d|/\d{1,2})(?!\d|[.:]\d)"
    return rf"{weekday}{before}(?:{day}|(?:19|20)\d\d-\d\d-\d\d|{numeric})"


def entry_pattern(language: Language) -> Pattern:
    """How a calendar's line begins: a day before what is held then (`first` ends behind it), or what is held (`name`)
    with its day behind it, perhaps behind the place or behind what kind of event it is.
    """
    day = days(language)
    noun = language.classes.get("calendar_noun", "(?!)")
    kind = rf"[^\n.:;]{{0,30}}?(?:{noun})[^\n.:;]{{0,60}}? "
    length, dash = f"{{{_SHORTEST},{_LONGEST}}}?", "(?:,| [–—|-])"
    return Pattern(
        rf"{_MARK}(?:(?P<first>(?:{day}){_TIME}(?:(?::|,|\.| [–—|-]|)(?= |$)))|"
        rf"(?P<name>[^\n.:;]{length})(?:{dash} [^\n,.:;]{{2,40}})?(?:{dash} ?| \()(?:{day})|"
        rf"(?P<kind>[^\n,.:;]{length}){dash} {kind}(?:{day}))"
    )


class Calendars:
    """Finds the entries of one article's calendars. `find` gives the event that each sentence under one is of."""

    def __init__(self, extractor: Extractor, document: Document, tasks: Tasks) -> None:
        self.x = extractor
        self.document = document
        self.tasks = tasks

    def find(self) -> dict[int, int]:
        """The events by the number of the sentence that names them; -1 at the first sentence behind a calendar."""
        sentences = self.document.sentences
        if self.x.calendar_noun is None:
            return {}
        places: dict[int, tuple[int, int]] = {}
        headed = False
        for number in range(1, len(sentences)):
            line = sentences[number]
            if not self.document.begins_block(number) or not _DIGIT.search(self.document.text, line.start, line.end):
                continue  # no day
            listed = self._is_under_heading(number)
            place = self._entry(number, listed)
            if place is not None:
                places[number] = place
                headed = headed or listed
        if len(places) < _ENTRIES and not headed:
            return {}
        found = {number: self.tasks.title("Event", start, end) for number, (start, end) in places.items()}
        for number in places:
            following = self.document.next_block(number)
            if following < len(sentences):
                found.setdefault(following, -1)
        return found

    def _is_under_heading(self, number: int) -> bool:
        """Whether a line stands under a heading of calendars."""
        heading, sentence = self.x.calendar_heading, self.document.sentences[number]
        above = (self.document.sentences[n] for n in (sentence.intro, sentence.section) if n >= 0)
        return heading is not None and any(heading.search(self.document.folded, s.start, s.end) for s in above)

    def _entry(self, number: int, listed: bool) -> tuple[int, int] | None:
        """Where the name of the event stands that a line gives a day of, `listed` under a heading of calendars or not;
        None where it is no entry.
        """
        line = self.document.sentences[number]
        following = self.document.next_block(number)
        last = self.document.sentences[following - 1].end
        if line.kind == "title" or last - line.start > _LONGEST_LINE:
            return None
        match = self.x.calendar_entry.compiled.match(self.document.folded, line.start, line.end)
        if match is None:
            return None
        if match["first"] is not None:
            start, end = match.end("first"), line.end
            if start >= line.end and number + 1 < following:
                start, end = self.document.sentences[number + 1].start, self.document.sentences[number + 1].end
        else:
            start, end = match.span("name" if match["name"] is not None else "kind")
        return self._name(start, end, line.start, last, listed)

    def _name(self, start: int, end: int, begin: int, last: int, listed: bool) -> tuple[int, int] | None:
        """The bounds of the name between two places, where the entry shows that it is an event's."""
        text, folded, x = self.document.text, self.document.folded, self.x
        while start < end and text[start] in ' "”“»«:–-':
            start += 1
        stop = _NAME_END.search(text, start + 1, end)
        stop_at = stop.start() if stop else end
        name = folded[start:stop_at]
        named = x.calendar_noun is not None and x.calendar_noun.search(name) is not None
        told = x.calendar_noun is not None and x.calendar_noun.search(folded, stop_at, last) is not None
        held = x.calendar_host is not None and x.calendar_host.search(folded, stop_at, last) is not None
        if not _SHORTEST <= stop_at - start <= _LONGEST or not (text[start].isupper() or text[start].isdigit()):
            return None
        if (x.no_calendar is not None and x.no_calendar.search(folded, begin, stop_at)) or _OWN.match(name):
            return None
        if not (named or held or (told and listed)):
            return None
        return start, self._place_behind(start, stop_at)

    def _place_behind(self, start: int, end: int) -> int:
        """Where a name ends before the place where the event is held (*Vårmöte i Uppsala*)."""
        for span in self.document.spans:
            if start < span.start < end and span.code in "MC":
                before = self.document.text.rfind(" ", start, span.start - 1)
                word = self.document.folded[before + 1 : span.start - 1]
                if before > start and word in self.x.language.place_prepositions:
                    return before
        return end
