"""Lines about one person (a name, a title, a house on lines of their own), read as the one line that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from innograph.extract.cases import MARKS
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.masks import MASK, Masked
from innograph.extract.spans import BOARD_ROLE, ORGANIZATION, PERSON, ROLE, UNKNOWN

_P, _O, _B, _R = MASK[PERSON], MASK[ORGANIZATION], MASK[BOARD_ROLE], MASK[ROLE]
_NAME_LINE = re.compile(rf"{_P}[\ue040\ue041]?[ ,:]*")
_PERSON_FIRST = re.compile(rf"[•–-]? ?{_P}")
_ORGANIZATION_LINE = re.compile(rf"{_O}[\ue040\ue041]?")
#: The same with its abbreviation, and a line of somebody's title and name.
_HOUSE_LINE = re.compile(rf"{_O}[\ue040\ue041]?(?: \([^()]{{2,12}}\))?")
_HOLDER_LINE = re.compile(rf"(?:[•–-] ?)?(?:[a-zåäöæø]{{2,12}}\.? )?[{_R}{_B}][{MARKS}]? {_P}[\ue040\ue041]?")
_TITLE_LINE = re.compile(rf"[{_R}{_B}][^{_O}{_P}]*")
_TITLE_LABEL = re.compile(rf"{_R}:?")
#: So much may stand before a name that a line begins with: the mark of an item, how one is addressed.
_LONGEST_ADDRESS = 12
#: So many lines are about one person at most: the name and what follows.
_LONGEST_CARD = 5
#: A title is looked for in so much of a line (code points).
_LONGEST_TITLE = 50


class Joint(NamedTuple):
    """Two lines that are to be read as one, with a mark between them; what they say begins with sentence `line`."""

    first: Masked
    second: Masked
    line: int
    mark: str = ", "


class Cards:
    """Joins the lines about one person. `masks` are the lines that have been read, each before it is asked for."""

    def __init__(self, document: Document, evidence: Evidence, masks: Mapping[int, Masked]) -> None:
        self.document = document
        self.evidence = evidence
        self.masks = masks
        #: The name and the title of the two lines above.
        self._titled: Masked | None = None

    def joints(self, number: int, numbers: list[int], heading: int) -> Iterator[Joint]:
        """What a line says together with those above it. `numbers` are its mentions, `heading` is the line that labels
        it (-1: none).
        """
        yield from self._house_below_title(number)
        yield from self._name_below_title(number, heading)
        yield from self._title_below_name(number, numbers)
        yield from self._house_below_holder(number)
        yield from self._further_title(number, numbers)

    # -- the ways --------------------------------------------------------------------------------------------------

    def _house_below_title(self, number: int) -> Iterator[Joint]:
        """*Anna Ek* / *enhetschef* / *Boverket*."""
        titled, masked, self._titled = self._titled, self.masks[number], None
        if titled and masked.size and _ORGANIZATION_LINE.fullmatch(masked.text):
            yield Joint(titled, masked, number - 2)

    def _name_below_title(self, number: int, heading: int) -> Iterator[Joint]:
        """*Projektledare* / *Anna Ek, Boverket*."""
        masked = self.masks[number]
        if heading in self.masks and masked.size and _PERSON_FIRST.match(masked.text):
            titled = self.evidence.mask(heading, self.evidence.present[heading], roles=True)
            mine = not self._is_of_name_above(heading) and self._seat_above(heading) < 0
            if mine and _TITLE_LABEL.fullmatch(titled.text):
                yield Joint(titled, masked, heading, ": ")

    def _title_below_name(self, number: int, numbers: list[int]) -> Iterator[Joint]:
        """*Anna Ek* / *enhetschef, Boverket*, or *Anna Ek* / *Boverket* / *enhetschef*."""
        if self._is_name(number - 1) and self._is_of_name_above(number):
            titled = self.evidence.mask(number, numbers, roles=True)
            yield Joint(self.masks[number - 1], titled, number - 1, " " if self._goes_on(number, titled) else ", ")
            if _TITLE_LINE.fullmatch(titled.text):
                self._titled = self.masks[number - 1].join(titled, ", ")
        elif self._is_of_card(number):
            titled = self.evidence.mask(number, numbers, roles=True)
            yield Joint(self.masks[number - 2], titled, number - 2)

    def _house_below_holder(self, number: int) -> Iterator[Joint]:
        """*professor Anna Ek* / *Umeå universitet*."""
        masked = self.masks[number]
        if masked.size and _HOUSE_LINE.fullmatch(masked.text) and self._is_held_above(number):
            held = self.evidence.mask(number - 1, self.evidence.present[number - 1], roles=True)
            yield Joint(held, masked, number - 1)

    def _further_title(self, number: int, numbers: list[int]) -> Iterator[Joint]:
        """*Anna Ek, ordförande* / *Rektor Umeå universitet*: both lines are hers."""
        above, spans = self._seat_above(number), self.document.spans
        if above < 0 or (above == number - 1 and self._is_name(above) and not self._is_of_name_above(number)):
            return
        name = next(n for n in self.evidence.present[above] if spans[n].code == PERSON)
        titled = self.evidence.mask(number, numbers, roles=True)
        yield Joint(self.evidence.mask(above, [name], end=spans[name].end), titled, above)

    # -- what lines are --------------------------------------------------------------------------------------------

    def _is_name(self, number: int) -> bool:
        """Whether a line is a person's name and nothing else."""
        masked = self.masks[number] if number >= 0 else None
        return masked is not None and masked.size == 1 and _NAME_LINE.fullmatch(masked.text) is not None

    def _goes_on(self, number: int, titled: Masked) -> bool:
        """Whether a line goes on with the sentence that the line above begins: in small letters, and with no title."""
        start = self.document.sentences[number].start
        return self.document.text[start].islower() and titled.text[:1] not in (_R, _B)

    def _is_of_name_above(self, number: int) -> bool:
        """Whether a line below a name is about that name, and no title of the name that follows: the name stands
        nearer, or with names and titles in turn the first of them is a name.
        """
        if not self._is_name(number - 1):
            return self._is_of_card(number)
        if number + 1 == len(self.document.sentences):
            return True
        above, below = self.document.line_breaks(number - 1), self.document.line_breaks(number)
        persons = [n for n in self.evidence.present[number + 1] if self.document.spans[n].code == PERSON]
        if above != below or not persons:
            return above <= below or not persons
        first = number - 1
        while first and self.document.line_breaks(first - 1) == above:
            titled = self.evidence.mask(first - 1, self.evidence.present[first - 1], roles=True)
            if not (self._is_name(first - 1) or _TITLE_LABEL.fullmatch(titled.text)):
                break
            first -= 1
        return self._is_name(first)

    def _is_of_card(self, number: int) -> bool:
        """Whether a line stands right below a name and the organisation that it is of."""
        return (
            self._is_name(number - 2)
            and _ORGANIZATION_LINE.fullmatch(self.masks[number - 1].text) is not None
            and self.document.line_breaks(number - 2) == self.document.line_breaks(number - 1) == 1
        )

    def _is_held_above(self, number: int) -> bool:
        """Whether the line directly above holds a title and the name of who has it, and nothing more."""
        sentences = self.document.sentences
        if not number or self.document.text[sentences[number - 1].end : sentences[number].start].count("\n") != 1:
            return False
        held = self.evidence.mask(number - 1, self.evidence.present[number - 1], roles=True)
        return _HOLDER_LINE.fullmatch(held.text) is not None

    def _seat_above(self, number: int) -> int:
        """The line above that names the person whose further title a line tells (*Anna Ek, ordförande* / *Rektor Umeå
        universitet*), directly or over other titles of theirs; -1 for none.
        """
        document, spans = self.document, self.document.spans
        sentences, begins = document.sentences, document.finders.roles.begins_line
        line = sentences[number]
        # Most sentences are prose behind prose.
        if not number or document.text[sentences[number - 1].end - 1] in ".!?:;":
            return -1
        if not begins(document.text[line.start : min(line.end, line.start + _LONGEST_TITLE)]):
            return -1
        codes = {spans[n].code for n in self.evidence.present[number]}
        # A title alone may be the heading of the names below.
        alone = document.begins_block(number) and codes.isdisjoint((ORGANIZATION, UNKNOWN))
        alone = alone and not self.document.is_nearer_above(number)
        if PERSON in codes or alone:
            return -1
        for above in range(number - 1, max(-1, number - _LONGEST_CARD), -1):
            line, below = sentences[above], sentences[above + 1]
            gap = document.text[line.end : below.start]
            stop = document.text[line.end - 1]
            if stop in ".!?:;" or gap.strip() or (line.block != below.block and gap.count("\n") != 1):
                return -1
            persons = [n for n in self.evidence.present[above] if spans[n].code == PERSON]
            if persons:
                first = spans[persons[0]].start - line.start <= _LONGEST_ADDRESS
                return above if first and len(persons) == 1 and line.kind != "title" else -1
            if not begins(document.text[line.start : line.end]):
                return -1
        return -1
