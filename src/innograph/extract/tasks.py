"""Names that a text gives in its own words: assignments, and titles of projects and events on lines of their own."""

from __future__ import annotations

import re

from innograph.extract.document import Document
from innograph.extract.spans import ORGANIZATION
from innograph.extract.things import Thing

_STEM = 5
#: A longer name of an assignment is a sentence, not a name (code points).
_LONGEST = 240
_SHORTEST_TASK, _SHORTEST_TITLE = 8, 3
#: Two namings share so much of the shorter one's words when they mean one assignment.
_SAME = 0.6
#: Namings of so few words must share them all.
_FEW = 3
#: … or one as long as this (code points).
_LONG_WORD = 14
#: A name of fewer telling words goes on beyond what else would end it.
_FEWEST = 6
#: What a partner of an assignment is in it, behind the partner's name (Swedish).
_CAPACITY = re.compile(
    r",? som (?:samordnande|ansvarig|sammanhållande|ledande|stödjande) (?:myndighet|part|aktör),?(?: [-–])?"
)
#: What parts the names of a list.
_LINK = re.compile(r"(?:,? (?:(?:och|samt|og|und|en|ja|and) )?|, )?(?:\([^()]{1,40}\))?[ ,]*")


class Tasks:
    """The assignments of one article, in the order of their first naming."""

    def __init__(
        self,
        document: Document,
        start: re.Pattern[str] | None,
        end: re.Pattern[str] | None,
        title_end: re.Pattern[str] | None,
        partners: re.Pattern[str] | None = None,
    ) -> None:
        self.document = document
        self._start, self._end, self._title_end, self._partners = start, end, title_end, partners
        self.all: list[int] = []
        self.current = -1
        self.places: dict[int, list[tuple[int, int]]] = {}
        #: Whether a title has named a project or an event that was unknown before.
        self.taught = False

    def mention(self, index: int, start: int, end: int) -> None:
        """Note a place that names a thing without being a span: a task's words, a theme's trigger."""
        places = self.places.setdefault(index, [])
        if (start, end) not in places:
            places.append((start, end))

    def give_to(self, owner: int, index: int) -> None:
        """Have the places that name a thing name another from now on."""
        for place in self.places.pop(index, ()):
            self.mention(owner, *place)

    def last_place(self) -> int:
        """Where the current assignment was named last; -1 without one."""
        return max((a for a, _ in self.places.get(self.current, ())), default=-1)

    def name(self, a: int, b: int) -> int:
        """The assignment that `view[a:b]` names: a former one when their words agree; -1 for too few words."""
        a, b = self._trim(a, b)
        text = self.document.text[a:b]
        stems = _stems(text)
        if b - a < _SHORTEST_TASK or not stems:
            return -1
        for index in self.all:
            if (a, b) in self.places[index]:
                self.current = index
                return index
        for index in reversed(self.all):
            known = _stems(self.document.things[index].task)
            common = len(stems & known)
            fewer = min(len(stems), len(known))
            enough = common >= 2 and common / fewer >= (_SAME if fewer > _FEW else 1)
            # "Jämställdhetsintegrering" after "att jämställdhetsintegrera sin verksamhet": one telling word is enough.
            enough = enough or (common == fewer == 1 and max(len(w) for w in text.split()) >= _LONG_WORD)
            if enough or (common and self._titled(index, a)):
                self.mention(index, a, b)
                self.current = index
                return index
        index = len(self.document.things)
        label = text[0].upper() + text[1:]
        self.document.things.append(Thing("Assignment", "inno:GovernmentAssignment", [label], weight=0.8, task=text))
        self.mention(index, a, b)
        self.all.append(index)
        self.current = index
        return index

    def _titled(self, index: int, a: int) -> bool:
        """Whether the title names an assignment and `a` is where the text first names one after it: the same one."""
        sentences = self.document.sentences
        end = sentences[0].end if sentences and sentences[0].kind == "title" else 0
        return self.all == [index] and a >= end and all(start < end for start, _ in self.places[index])

    def title(self, type_: str, a: int, b: int) -> int:
        """The project or event that `view[a:b]` names; -1 for too short a name."""
        text = self.document.text
        while b > a and text[b - 1] in ' .,;:"”»*':
            b -= 1
        while a < b and text[a] in ' :"”«»*':
            a += 1
        if b - a < _SHORTEST_TITLE:
            return -1
        if self._title_end:
            cut = self._title_end.search(self.document.folded, min(a + 8, b), b)
            b = cut.start() if cut and not text[a:b].endswith("?") else b
        last = text[a:b].rsplit(" ", 1)
        if len(last) > 1 and last[1].lower() in self.document.language.weekdays:
            b = a + len(last[0])  # "Conference on X Wednesday": when it is
        name = text[a].upper() + text[a + 1 : b]
        self.taught = self.taught or self.document.find_thing(type_, name) is None
        index = self.document.add_thing(type_, name, f"inno:{type_}", (), 0.85)
        self.mention(index, a, b)
        return index

    def _trim(self, a: int, b: int) -> tuple[int, int]:
        """A task's words without what introduces them and what only says when or how it is reported."""
        folded = self.document.folded
        a = self._after_partners(a, b)
        if self._start:
            match = self._start.match(folded, a, b)
            if match:
                a = self._after_partners(match.end(), b)
        if self._end:
            match = self._end.search(folded, min(a + 12, b), b)
            while match and match.group().endswith("att") and len(_stems(folded[a : match.start()])) < _FEWEST:
                # "Vidta åtgärder för att förbättra tillsynen": the purpose is what it is about.
                match = self._end.search(folded, match.end(), b)
            if match:
                b = match.start()
        if b - a > _LONGEST:
            comma = folded.rfind(",", a + 40, a + _LONGEST)
            space = folded.rfind(" ", a, a + _LONGEST)
            b = comma if comma > 0 else space if space > a else a + _LONGEST
        while b > a and folded[b - 1] in ' .,;:–-!?"”»)' and not (folded[b - 1] == ")" and "(" in folded[a:b]):
            b -= 1
        while a < b and folded[a] in ' .,;:–-"”«(':
            a += 1
        return a, b

    def _after_partners(self, a: int, b: int) -> int:
        """Where a task begins that first names with whom it is done (*i samverkan med Boverket kartlägga …*)."""
        match = self._partners.match(self.document.folded, a, b) if self._partners else None
        if match is None:
            return a
        end = match.end()
        for span in self.document.spans:
            if span.start >= end and span.code == ORGANIZATION:
                if span.end > b or not _LINK.fullmatch(self.document.folded, end, span.start):
                    break
                end = span.end
        capacity = _CAPACITY.match(self.document.folded, end, b) if end > match.end() else None
        end = capacity.end() if capacity else end
        return end if end > match.end() and b - end >= _SHORTEST_TASK else a


def _stems(text: str) -> set[str]:
    return {w[:_STEM] for w in re.findall(r"\w{4,}", text.casefold())}
