"""What one article as a page is about, as its title, its lines of facts and its headings show."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.extract.calendars import Calendars
from innograph.extract.document import Document
from innograph.extract.events import Events
from innograph.extract.evidence import Evidence
from innograph.extract.layout import Layout
from innograph.extract.projects import Projects
from innograph.extract.sessions import Sessions
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: A publisher that has a name of an organisation: no address, no number in it; what newspapers are called.
_PUBLISHER = re.compile(r"[^\W\d_][^\d.:/|@]{2,80}")
_PAPERS = re.compile(
    r"avis|nyheter|nyheder|nyt$|tidende|tidning|dagblad|posten|bladet|news|media|press|radio|\btv\b|sanomat|lehti|uutiset|"
    r"^dagens |kuriren|allehanda|folkblad|arbetar|journalen|magasin|altinget|expressen|sydsvenskan|^ny teknik$|"
    r"^yle$|zeitung|anzeiger|krant|nieuws"
)


class Page:
    """What one article is about as a whole, and what it is about under its headings."""

    def __init__(self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks) -> None:
        self.x = extractor
        self.document = document
        self._evidence = evidence
        self.layout = Layout(extractor, document, evidence)
        self._projects = Projects(extractor, document, evidence, tasks, self.layout)
        self._sessions = Sessions(extractor, document, evidence, tasks, self.layout)
        self._calendars = Calendars(extractor, document, tasks)
        self._events = Events(extractor, document, evidence, tasks, self.layout)
        #: The project and the event that the page is about (-1: none that its lines show).
        self.project = self.event = -1
        #: The projects that headings name, by the number of their sentence.
        self.headed: dict[int, int] = {}
        #: The events that headings name over lists of speakers, by the number of their sentence.
        self.sessions: dict[int, int] = {}
        #: The events of calendars, by the number of the sentence that names them (-1: behind a calendar).
        self.calendar: dict[int, int] = {}

    @property
    def is_events(self) -> bool:
        """Whether the page is the event's own, and no news of it: whoever speaks there takes part."""
        return self._events.is_own

    @cached_property
    def is_of_a_paper(self) -> bool:
        """Whether the publisher's name is a newspaper's: the board that its text speaks of is another's."""
        return _PAPERS.search((self.document.article.publisher or "").lower()) is not None

    @cached_property
    def is_of_board(self) -> bool:
        """Whether a heading tells of a board, and the publisher has a name that is no newspaper's."""
        name, board = self.document.article.publisher or "", self.x.board_page
        if board is None or not _PUBLISHER.fullmatch(name) or self.is_of_a_paper:
            return False
        folded = self.document.folded
        return any(
            s.kind in ("title", "heading") and board.search(folded, s.start, s.end) for s in self.document.sentences
        )

    def name(self) -> None:
        """Find what the page is about. One with projects under headings is about no one project, one about a project or
        with events under headings about no one event.
        """
        if not self.document.sentences:
            return
        self.headed = self._projects.headed() or self._projects.labelled()
        if not self.headed:
            self.project = self._projects.find()
        if self.project < 0:
            self.sessions = self._sessions.find()
        if self.project < 0 and not self.sessions:
            self.event = self._events.find()
        if self.event >= 0:
            self.sessions = self._sessions.editions(self.event)
        elif not self.sessions:
            self.calendar = self._calendars.find()
            for index in sorted({e for e in self.calendar.values() if e >= 0}):
                self._evidence.reclaim(index, formed=True)  # "Forum för framtidens inköp": no body

    def named(self) -> list[int]:
        """The projects and events that the title and the headings name."""
        found = [self.project, self.event, *self.headed.values(), *self.sessions.values(), *self.calendar.values()]
        return list(dict.fromkeys(index for index in found if index >= 0))
