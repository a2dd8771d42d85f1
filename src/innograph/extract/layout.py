"""What the lines of a page are: labels of facts, a programme, whom to ask."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.spans import PERSON, ROLE

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: So many different labels make a project's or an event's page.
LABELS = 2
#: So many lines that begin with a time of day are a programme; so many sentences under one are of it.
_PROGRAMME_LINES, _UNDER_TIME = 3, 12
#: A heading over whom to ask holds for so many lines.
_CONTACT_LINES = 5
#: So many lines that begin with persons are a list of speakers; the mark of an item is at most so long.
_SPEAKERS, _MARK = 3, 3
#: What shows that a sentence says whom to ask.
_ASKED = re.compile(r"@|\(at\)|(?<!\w)(?:write to|contact|kontakt(?:a|e)?|contact op|wenden sie sich|yhteyttä)(?!\w)")


class Layout:
    """Tells what the lines of one article are."""

    def __init__(self, extractor: Extractor, document: Document, evidence: Evidence) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence

    def has_labels(
        self, pattern: re.Pattern[str] | None, least: int = LABELS, more: int = 0, plain: bool = False
    ) -> bool:
        """Whether a page with a title has so many different lines of a kind; `more` signs count as lines of theirs.
        With `plain` weak ones do, too, beside such a sign.
        """
        sentences = self.document.sentences
        if pattern is None or not sentences or self.document.text[: sentences[0].end].rstrip().endswith((".", ":")):
            return False
        found = [m for s in sentences[1:] if (m := pattern.match(self.document.folded, s.start, s.end))]
        # A weak label (time, place) is on many pages: it counts beside another, or beside a second where the text
        # speaks of what the title names.
        different = len({m.group() for m in found})
        strong = any(m.lastgroup != "weak" for m in found) or (plain and more > 0 and different >= LABELS)
        return different + more >= least and strong

    def names_person(self, number: int) -> bool:
        """Whether a line names a person."""
        return any(self.document.spans[n].code == PERSON for n in self.evidence.present[number])

    def is_contact(self, number: int) -> bool:
        """Whether a line belongs to a block that says whom to ask."""
        pattern, folded = self.x.contact_heading, self.document.folded
        before = self.document.sentences[max(0, number - _CONTACT_LINES) : number + 1]
        return pattern is not None and any(pattern.match(folded, s.start, s.end) for s in before)

    def says_whom_to_ask(self, number: int) -> bool:
        """Whether a sentence tells whom to ask, or how to reach somebody (*Questions? Write to Anna Ek*)."""
        sentence = self.document.sentences[number]
        return _ASKED.search(self.document.folded, sentence.start, sentence.end) is not None

    @cached_property
    def programme(self) -> list[int]:
        """The sentences that begin with times of day, as the lines of a programme do; none where they are few."""
        pattern, folded = self.x.programme_line, self.document.folded
        if pattern is None:
            return []
        lines = [n for n, s in enumerate(self.document.sentences) if n and pattern.match(folded, s.start, s.end)]
        return lines if len(lines) >= _PROGRAMME_LINES else []

    def is_on_programme(self, number: int) -> bool:
        """Whether a sentence belongs to the event's programme: it stands under a time of day."""
        lines = self.programme
        if not lines or number < lines[0]:
            return False
        last = max(n for n in lines if n <= number)
        return number - last <= _UNDER_TIME and not self.is_contact(number)

    def lists_speakers(self) -> bool:
        """Whether a heading over speakers, or a programme, stands in a text that has a word for an event."""
        folded, sentences = self.document.folded, self.document.sentences
        speakers, event = self.x.speakers_line, self.x.event_noun
        if sentences[0].kind != "title":
            return False
        if self._lists_a_moderator():
            return True
        return (
            speakers is not None
            and event is not None
            and (bool(self.programme) or any(speakers.match(folded, s.start, s.end) for s in sentences[1:]))
            and any(event.search(folded, s.start, s.end) for s in sentences)
        )

    def _lists_a_moderator(self) -> bool:
        """Whether one of so many lines that begin with a person gives a role that events alone have (*moderator*)."""
        spans, role = self.document.spans, self.x.event_role
        if role is None:
            return False
        lines = moderators = 0
        for number, present in enumerate(self.evidence.present[1:], 1):
            line = self.document.sentences[number]
            first = next((spans[n] for n in present if spans[n].code == PERSON), None)
            if first is None or first.start - line.start > _MARK or not self.document.begins_block(number):
                continue
            lines += 1
            roles = [
                name for n in present if spans[n].code == ROLE for name in self.x.finders.roles.parts(spans[n].name)
            ]
            moderators += any(role.search(name) for name in roles)
        return moderators > 0 and lines >= _SPEAKERS
