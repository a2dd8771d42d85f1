"""The events that headings of a page name: seminars over those who speak at them, editions of one event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.headlines import Headline
from innograph.extract.layout import Layout
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: So many lists of speakers under headings of their own are of several events; the heading stands at most so many
#: sentences above, has at least so many words and is at most so long (code points).
_SESSIONS, _SESSION_LINES, _TITLE_WORDS, _LONGEST_SESSION = 2, 14, 3, 130
#: A line of fewer other words than so many tells when.
_FEW_WORDS = 2
#: The times of day before what is held then.
_TIMES = re.compile(r"(?:(?:kl\.? )?\d{1,2}[.:]\d\d[ –-]*)*")
_TIMED = re.compile(r"(?:[\w ]{2,20},? )?(?:kl\.? |klockan )?\d{1,2}[.:]\d\d")
_TIME = re.compile(r"\d[.:․]\d\d")


class Sessions:
    """Finds the events that the headings of one article, which has a sentence, name."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, layout: Layout
    ) -> None:
        self.x = extractor
        self.document = document
        self.tasks = tasks
        self.layout = layout
        self.headline = Headline(extractor, document, evidence)

    def find(self) -> dict[int, int]:
        """On a page that is about no event of its own, with several lists of speakers, the heading above each names the
        event that they speak at. The events by the number of their sentence.
        """
        speakers, sentences, folded = self.x.session_line, self.document.sentences, self.document.folded
        whole = self.headline.whole_event()
        # "Klimatveckan 2026": what is held on one of its days stands under headings with their times.
        long = whole >= 0 and self.x.long_event is not None and self.headline.has(self.x.long_event)
        if speakers is None or (whole >= 0 and not long):
            return {}
        labels = [n for n, s in enumerate(sentences) if n and speakers.match(folded, s.start, s.end)]
        headings = sorted({self._heading_over(n) for n in labels} - {-1})
        if long:
            headings = [n for n in headings if self._is_timed(n)]
        # "Vi på Bokmässan 2024": the page is about what is held there.
        at = self._is_held_at()
        at = at or long
        if len(headings) < (1 if at else _SESSIONS) or (self.headline.is_an_events() and not at):
            return {}
        found: dict[int, int] = {}
        for number in headings:
            heading, prefix = sentences[number], self.x.event_prefix
            times = _TIMES.match(folded, heading.start, heading.end)
            start = times.end() if times else heading.start
            lead = prefix.match(folded, start, heading.end) if prefix else None
            found[number] = self.tasks.title("Event", lead.end() if lead else start, heading.end)
        return found

    def _is_timed(self, number: int) -> bool:
        """Whether a line with a time of day stands right below a heading."""
        below = self.document.sentences[number + 1]
        return _TIMED.match(self.document.folded, below.start, below.end) is not None

    def _is_held_at(self) -> bool:
        """Whether the title names where the events are held (*Vi på Bokmässan*; not *Hälsa under pandemin*)."""
        pattern, line, text = self.x.held_at, self.headline.line, self.document.text
        found = pattern.finditer(self.document.folded, line.start, line.end) if pattern else ()
        return any(not match.group().endswith(" ") or text[match.end()].isupper() for match in found)

    def editions(self, event: int) -> dict[int, int]:
        """Headings that are the event's name with a year name editions of it, each with what stands under it."""
        name = self.document.things[event].name.casefold()
        found: dict[int, int] = {}
        for number, line in enumerate(self.document.sentences[1:], 1):
            if re.fullmatch(rf"{re.escape(name)} (?:19|20)\d\d", self.document.folded[line.start : line.end]):
                found[number] = self.tasks.title("Event", line.start, line.end)
        return found

    def _heading_over(self, number: int) -> int:
        """The line of its own above a list of speakers, and above what tells of their subject, that reads like a title;
        -1 when there is none.
        """
        sentences, folded = self.document.sentences, self.document.folded
        plain = (self.x.event_page, self.x.plain_heading, self.x.contact_heading)
        for at in range(number - 1, max(0, number - _SESSION_LINES), -1):
            line = sentences[at]
            blocks = {s.block for s in (sentences[at - 1], sentences[at + 1])}
            text = self.document.text[line.start : line.end]
            short = len(text.split()) >= _TITLE_WORDS and len(text) <= _LONGEST_SESSION
            broken = text.count("(") != text.count(")") or text[0].islower()
            if line.block in blocks or line.kind == "item" or not short or broken or text.endswith((".", ":")):
                continue
            plainly = any(p.match(folded, line.start, line.end) for p in plain if p) and not self._is_timed(at)
            plainly = plainly or self._tells_when(at)
            if self.x.how_held is not None and self.x.how_held.fullmatch(folded, line.start, line.end):
                continue  # "Digitalt seminarium via Zoom"
            if not plainly and not self.layout.names_person(at):
                return at
        return -1

    def _tells_when(self, number: int) -> bool:
        """Whether a line is a day and a time of day and little more (*Fredag 15 juni kl. 11.30-12.30*)."""
        line, language = self.document.sentences[number], self.x.language
        if not _TIME.search(self.document.text, line.start, line.end):
            return False
        days = {word for name in (*language.weekdays, *language.months) for word in (name, name + "en")}
        words = [w for w in re.findall(r"[^\W\d_]{3,}", self.document.folded[line.start : line.end]) if w not in days]
        return len(words) < _FEW_WORDS
