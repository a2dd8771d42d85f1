"""Pages about one project or one event, known by their lines of facts; whom to ask."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.literals import may_match
from innograph.extract.spans import EVENT, ORGANIZATION, PERSON, PROJECT, ROLE, UNKNOWN
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor
    from innograph.extract.words import Token

#: So many different labels make a project's or an event's page.
_PAGE_LABELS = 2
#: A text speaks of what its title names within so many sentences.
_SPOKEN_OF = 4
#: So many lines that begin with a time of day are a programme.
_PROGRAMME_LINES = 3
#: So many sentences under a time of day are of it.
_UNDER_TIME = 12
#: The times of day before what is held then.
_TIMES = re.compile(r"(?:(?:kl\.? )?\d{1,2}[.:]\d\d[ –-]*)*")
_TIME = re.compile(r"\d[.:․]\d\d")
#: What a dash parts from an event's name: "Trygga hem – ett seminarium", "Skolen og byen - program".
_BEHIND_NAME = re.compile(
    r" [|–] (?=[^|–]+$)| - (?=(?:en|ett|et|ein|eine|een|a|an) |(?i:program|programme|agenda|ohjelma)$)"
)
#: A noun that says what an event is stands at most so many code points before its name.
_LONGEST_NOUN = 30
#: A programme welcomes within so many sentences.
_WELCOME = 8
#: The line that says what the title names is one of so many sentences.
_SUBTITLE = 4
#: A heading over whom to ask holds for so many lines.
_CONTACT_LINES = 5
#: A heading that names a project is at most so long (code points).
_LONGEST_HEADING = 90
#: So many lists of speakers under headings of their own are of several events; the heading stands at most so many
#: sentences above, and has at least so many words.
_SESSIONS, _SESSION_LINES, _TITLE_WORDS, _LONGEST_SESSION = 2, 14, 3, 130
#: So many lines that begin with persons are a list of speakers; the mark of an item is at most so long.
_SPEAKERS, _MARK = 3, 3
#: So many projects under labels of their own make a page of several.
_SEVERAL = 2
#: The name of a project stands at most so many lines above its labels; a line of facts begins so (*Syfte: …*).
_FACT_LINES = 6
_FACT_LINE = re.compile(r"[^\W\d][\w -]{2,30}: ?\S")
#: A project's short name in its title: *Clear Rivers for All (RiverWise)*, *CLEAR – rivers for all*.
_ACRONYM_BEHIND = re.compile(r"\((?P<name>[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ0-9][\w-]*)\)$")
_ACRONYM_BEFORE = re.compile(r"(?P<name>[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ0-9][\w-]*)(?=:| [–|-] )")
#: Fewer words than so many may stand before an event's name in a title that is no more than that.
_BEFORE_NAME = 3
#: A publisher that has a name of an organisation: no address, no number in it; what newspapers are called.
_PUBLISHER = re.compile(r"[^\W\d_][^\d.:/|@]{2,80}")
_PAPERS = re.compile(
    r"avis|nyheter|nyheder|nyt$|tidende|tidning|dagblad|posten|bladet|news|media|press|radio|\btv\b|sanomat|lehti|uutiset|"
    r"^yle$|zeitung|anzeiger|krant|nieuws"
)
#: What may follow an event's name in a title that is no more than that: what part of it, when.
_AFTER_NAME = re.compile(r"[”\"“»« ]*(?:$|[:|,–-]|\d)")


class Page:
    """What one article's lines of facts say about the whole page."""

    def __init__(self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        #: The project and the event that the page is about (-1: none that its lines show).
        self.project = self.event = -1
        #: Whether the page is the event's own, and no news of it: whoever speaks there takes part.
        self.is_events = True
        #: The projects that headings name, by the number of their sentence.
        self.headed: dict[int, int] = {}
        #: The events that headings name over lists of speakers, by the number of their sentence.
        self.sessions: dict[int, int] = {}

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

    def named(self) -> list[int]:
        """The projects and events that the title and the headings name."""
        found = [self.project, self.event, *self.headed.values(), *self.sessions.values()]
        return list(dict.fromkeys(index for index in found if index >= 0))

    def name_project(self) -> None:
        """A page with a project's fact lines (coordinator, duration, funder) and no other project, but for one named
        in passing, is about one project: its title is the name. So is one whose text speaks of *projektet* and names
        none.
        """
        if self.headed:
            return
        projects = [t for t in self.document.things if t.type == "Project"]
        title_end = self.document.sentences[0].end if self.document.sentences else 0
        if any(any(self.document.spans[n].start < title_end for n in t.spans) for t in projects):
            return
        if any(self.document.spans[n].code == EVENT for present in self.evidence.present[:1] for n in present):
            return  # "Program Branschdagarna"
        first = min((self.document.spans[n].start for t in projects for n in t.spans), default=-1)
        # What the text calls the project before it names any is that of the title, too.
        before = first >= 0 and self._is_spoken_of_before(first)
        if not before and any(len(t.spans) > 1 for t in projects):
            return
        if not self.document.sentences or self._is_an_organisations(listed=True) or self._is_of_another_kind():
            return
        # "Download the whole programme", over times of day, is an event's.
        unnamed = (before or not projects) and not self._has_programme and self._titled_event() < 0
        spoken_of = unnamed and self._is_spoken_of(self.x.title_project)
        goes_on = unnamed and self._is_spoken_of(self.x.title_project, within=len(self.document.sentences))
        least = _PAGE_LABELS * (1 + bool(projects and not before))
        if spoken_of or self._has_labels(self.x.project_page, least, goes_on):
            text = self.document.text[self.document.sentences[0].start : self.document.sentences[0].end]
            head = re.split(r" [|–-] (?=[^|–-]+$)", text)[0]
            labelled = self._labelled_name()
            start, end = labelled or (self.document.sentences[0].start, self.document.sentences[0].start + len(head))
            self.project, self.evidence.taught = self.tasks.title("Project", start, end)
            if labelled and self.project >= 0:
                self.document.things[self.project].add_name(head)
            elif self.project >= 0 and not self.x.language.articles:
                self.document.things[self.project].add_name(text)
            self._add_acronym(text)

    def _is_of_another_kind(self) -> bool:
        """Whether a word of the title shows that it names an event (*Almedalsseminarium om klimat*) or is no more than
        a group's noun (*Följegrupp*), and none that it names a project.
        """
        title, folded = self.document.sentences[0], self.document.folded
        event, group, project = self.x.event_noun, self.x.body_noun, self.x.title_project
        if project and project.search(folded, title.start, title.end):
            return False
        if event and event.search(folded, title.start, title.end):
            return True
        return group is not None and group.fullmatch(folded, title.start, title.end) is not None

    def _add_acronym(self, title: str) -> None:
        """A project's short name stands in brackets behind its title, or before a colon or a dash in it."""
        match = _ACRONYM_BEHIND.search(title) or _ACRONYM_BEFORE.match(title)
        if match and self.project >= 0:
            self.document.things[self.project].add_name(match["name"])
            self.evidence.reclaim(self.project)
            self.evidence.taught = True

    def name_headed_projects(self) -> None:
        """On a page about several projects a heading under which *projektet* does or is something names that one."""
        several, begins, sentences = self.x.several_projects, self.x.headed_project, self.document.sentences
        if self.project >= 0 or several is None or begins is None or len(sentences) < _SPOKEN_OF:
            return
        folded = self.document.folded
        near = zip(sentences[:_SPOKEN_OF], self.evidence.words, strict=False)
        if not any(may_match(self.x.several_needs, w) and several.search(folded, s.start, s.end) for s, w in near):
            return
        for number in range(1, len(sentences) - 1):
            before, heading, text = sentences[number - 1 : number + 2]
            alone = len({before.block, heading.block, text.block}) == 3
            if not alone or heading.end - heading.start > _LONGEST_HEADING:
                continue
            match = begins.match(folded, text.start, text.end)
            if match is None or self._is_named_at(match.end() + 1) or not self._is_name(heading.start, heading.end):
                continue
            self.headed[number], new = self.tasks.title("Project", heading.start, heading.end)
            self.evidence.taught = self.evidence.taught or new

    def name_labelled_projects(self) -> None:
        """A page that repeats a project's labels (leader, coordinator, partners) tells of several projects: the line
        above each run of such lines names one.
        """
        pattern, sentences, folded = self.x.project_page, self.document.sentences, self.document.folded
        if pattern is None or self.headed or len(sentences) < _SPOKEN_OF:
            return
        labels: dict[int, str] = {}
        for number, line in enumerate(sentences):
            opens = number and self.document.begins_block(number)
            match = pattern.match(folded, line.start, line.end) if opens else None
            if match and match.lastgroup != "weak" and match.end() < line.end:
                labels[number] = match.group()
        often = {label for label, times in Counter(labels.values()).items() if times > 1}
        first: list[int] = []
        for number, label in labels.items():
            # A run of labels tells of a project when one of them is told of another, too.
            if number - 1 not in labels:
                head = number
            if label in often:
                first.append(head)
        named = list(dict.fromkeys(n for n in map(self._line_over, first) if n > 0))
        if len(named) < _SEVERAL:
            return
        for number in named:
            body = self._body_at(number)
            if body >= 0:
                self.headed[number] = body
                continue
            self.headed[number], new = self.tasks.title("Project", sentences[number].start, sentences[number].end)
            self.evidence.taught = self.evidence.taught or new
            if self.headed[number] >= 0:
                self.evidence.reclaim(self.headed[number])

    def _line_over(self, number: int) -> int:
        """The line that names the project of a run of labels: the one above, or above what is told of it between (other
        labels, sentences); -1 for none.
        """
        for above in range(number - 1, max(0, number - _FACT_LINES), -1):
            line = self.document.sentences[above]
            told = _FACT_LINE.match(self.document.text, line.start, line.end)
            if not told and self.document.text[line.end - 1] not in ".!?":
                return above if self._names_a_project(above) else -1
        return -1

    def _body_at(self, number: int) -> int:
        """The network whose name a line is, which then is run as a project is; -1 where it is none."""
        line = self.document.sentences[number]
        for span in map(self.document.spans.__getitem__, self.evidence.present[number]):
            if span.code == ORGANIZATION and span.start <= line.start and span.end >= line.end and span.entity >= 0:
                return span.entity if self.document.things[span.entity].cls == "inno:Network" else -1
        return -1

    def _names_a_project(self, number: int) -> bool:
        """Whether a line is short and reads like a name."""
        line = self.document.sentences[number]
        short = line.end - line.start <= _LONGEST_HEADING and self.document.begins_block(number)
        return short and self._is_name(line.start, line.end)

    def _is_named_at(self, start: int) -> bool:
        """Whether a name begins there (*Projektet Digitala kvarter*)."""
        quoted = self.document.text[start : start + 1] in ("”", '"', "“", "»", "«")
        names = (PROJECT, UNKNOWN, ORGANIZATION)
        return quoted or any(span.start == start and span.code in names for span in self.document.spans)

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a heading reads like a name, and is not one that any text may have (*Bakgrund*)."""
        text, folded = self.document.text[start:end].strip(), self.document.folded[start:end].strip()
        if not text[:1].isupper() and not text[:1].isdigit():
            return False
        if text.endswith((".", ":", "?", "!")) or (self.x.no_name and self.x.no_name.search(text.lower())):
            return False
        plain = (self.x.plain_heading, self.x.project_page, self.x.event_page)
        return not any(pattern.match(folded) for pattern in plain if pattern)

    def name_sessions(self) -> None:
        """On a page that is about no event of its own, with several lists of speakers, the heading above each names the
        event that they speak at.
        """
        speakers, sentences = self.x.session_line, self.document.sentences
        if self.project >= 0 or speakers is None or not sentences or self._titled_event() >= 0:
            return
        folded = self.document.folded
        labels = [n for n, s in enumerate(sentences) if n and speakers.match(folded, s.start, s.end)]
        headings = sorted({self._heading_over(n) for n in labels} - {-1})
        # "Vi på Bokmässan 2024": the page is about what is held there.
        at = self.x.held_at and self.x.held_at.search(folded, sentences[0].start, sentences[0].end)
        if len(headings) < (1 if at else _SESSIONS) or (self._is_event_title() and not at):
            return
        for number in headings:
            heading = sentences[number]
            times = _TIMES.match(folded, heading.start, heading.end)
            start = times.end() if times else heading.start
            lead = self.x.event_prefix.match(folded, start, heading.end) if self.x.event_prefix else None
            start = lead.end() if lead else start
            self.sessions[number], new = self.tasks.title("Event", start, heading.end)
            self.evidence.taught = self.evidence.taught or new

    def _heading_over(self, number: int) -> int:
        """The line of its own above a list of speakers, and above what tells of their subject, that reads like a title;
        -1 when there is none.
        """
        sentences, plain = self.document.sentences, (self.x.event_page, self.x.plain_heading, self.x.contact_heading)
        for at in range(number - 1, max(0, number - _SESSION_LINES), -1):
            line = sentences[at]
            blocks = {s.block for s in (sentences[at - 1], sentences[at + 1])}
            text = self.document.text[line.start : line.end]
            short = len(text.split()) >= _TITLE_WORDS and len(text) <= _LONGEST_SESSION
            broken = text.count("(") != text.count(")")
            if line.block in blocks or line.kind == "item" or not short or broken or text.endswith((".", ":")):
                continue
            folded = self.document.folded
            plainly = any(p.match(folded, line.start, line.end) for p in plain if p) or self._tells_when(at)
            if not plainly and not self._names_person(at):
                return at
        return -1

    def _tells_when(self, number: int) -> bool:
        """Whether a line is a day and a time of day and little more (*Fredag 15 juni kl. 11.30-12.30*)."""
        line, language = self.document.sentences[number], self.x.language
        if not _TIME.search(self.document.text, line.start, line.end):
            return False
        days = {word for name in (*language.weekdays, *language.months) for word in (name, name + "en")}
        words = [w for w in re.findall(r"[^\W\d_]{3,}", self.document.folded[line.start : line.end]) if w not in days]
        return len(words) < _PAGE_LABELS

    def _names_person(self, number: int) -> bool:
        return any(self.document.spans[n].code == PERSON for n in self.evidence.present[number])

    def name_event(self) -> None:
        """A page with an event's lines (speakers, programme, place, how to register) is about one event: the one that
        its title names, else its title is the name. So is one whose text speaks of *konferensen* and names none.
        """
        if self.project >= 0 or not self.document.sentences or self.sessions:
            return
        unnamed = not any(t.type == "Event" for t in self.document.things)
        events = [index for index, thing in enumerate(self.document.things) if thing.type == "Event" and thing.spans]
        if len(events) == 1 and self._has_programme and not self._is_called_event():
            self.event = events[0]  # the one that a programme's page names
            return
        self.event = self._titled_event()
        if self.event < 0:
            self.event = self._entitled_event()
        if self.event < 0:
            self.event = self._called_event()
            self.is_events = self.event < 0
        if self.event >= 0:
            return
        lead = [n for present in self.evidence.present[1:_SPOKEN_OF] for n in present]
        told = [s.entity for s in map(self.document.spans.__getitem__, lead) if s.code == EVENT and s.entity >= 0]
        first, bare = self.document.sentences[0], self.x.bare_programme
        if bare is not None and bare.fullmatch(self.document.folded, first.start, first.end):
            self.event = told[0] if told else -1  # "Programme": its event is named below, or nowhere
            return
        spoken_of = unnamed and self._is_spoken_of(self.x.title_event)
        goes_on = unnamed and self._is_spoken_of(self.x.title_event, within=len(self.document.sentences))
        labelled = self._has_labels(self.x.event_page, more=goes_on + self._has_programme)
        told_below = self._is_told_below()
        listed = self._lists_speakers() and (self._reads_like_a_name() or self._asks() or told_below)
        title = self.document.sentences[0]
        called = self.x.event_label and self.x.event_label.match(self.document.folded, title.start, title.end)
        if self._has_programme and not self._reads_like_a_name() and not told and self._welcomes():
            return
        if not (spoken_of or labelled or listed or called or self._is_event_title()):
            return
        self.is_events = not called or labelled or listed
        for number in self.evidence.present[0]:
            if self.document.spans[number].code == EVENT and self.document.spans[number].entity >= 0:
                self.event = self.document.spans[number].entity
                return
        if told and not labelled:
            self.event = told[0]  # the title only tells of the event that the text then names
            return
        if any(t.type == "Event" and len(t.spans) > 1 for t in self.document.things):
            return
        question = self._asks()
        named = spoken_of or question or called or told_below or self._is_event_title() or self._reads_like_a_name()
        if labelled and self.x.no_name and not named:
            return
        last = next(s for s in reversed(self.document.sentences) if s.block == title.block)
        text = self.document.text[title.start : last.end]
        # "Biblioteken – vad ska de vara till?": a question is a title as a whole.
        end = title.start + len(text if text.endswith("?") else _BEHIND_NAME.split(text)[0])
        prefix = self.x.event_prefix
        before = prefix.match(self.document.folded, title.start, end) if prefix else None
        start = before.end() if before else title.start
        self.event, new = self.tasks.title("Event", start, end)
        if self.event >= 0 and end < last.end:
            # What a dash parts from the name is often written as part of it.
            self.document.things[self.event].add_name(self.document.text[start : last.end])
        self.evidence.taught = self.evidence.taught or new

    def _is_called_event(self) -> bool:
        """Whether the title, which names no event that the text knows, is a name with a word for one in it (*Healthy
        rivers conference 2026*).
        """
        title, noun = self.document.sentences[0], self.x.event_noun
        if noun is None or title.kind != "title" or not noun.search(self.document.folded, title.start, title.end):
            return False
        named = any(self.document.spans[n].code == EVENT for n in self.evidence.present[0])
        return not named and self._reads_like_a_name()

    def _welcomes(self) -> bool:
        """Whether one of the first lines of a programme, whose title is no name, welcomes to the event by its name."""
        pattern = self.x.welcome_line
        for line in self.document.sentences[1:_WELCOME] if pattern else ():
            match = pattern.fullmatch(self.document.folded, line.start, line.end) if pattern else None
            if match and self.document.text[match.start("name")].isupper():
                self.event, new = self.tasks.title("Event", *match.span("name"))
                self.evidence.taught = self.evidence.taught or new
                return self.event >= 0
        return False

    def _entitled_event(self) -> int:
        """The event whose title a sentence tells (*Konferensens titel är Barn i vård.*); -1 where none does."""
        cue, folded = self.x.entitled_event, self.document.folded
        for sentence, words in zip(self.document.sentences, self.evidence.words, strict=True) if cue else ():
            match = cue.search_in(folded, sentence.start, sentence.end, words) if cue else None
            if match:
                index, new = self.tasks.title("Event", *match.span("name" if match["name"] else "quoted"))
                self.evidence.taught = self.evidence.taught or new
                return index
        return -1

    def _called_event(self) -> int:
        """The event that the text calls by its name, where the title tells only what it is (*En hemlig övning*:
        *övningen Storm 24*); -1 otherwise.
        """
        pattern = self.x.generic_event
        title = self.document.sentences[0]
        match = pattern.search(self.document.folded, title.start, title.end) if pattern else None
        for span in self.document.spans if match else ():
            if match and span.code == EVENT and span.entity >= 0:
                words = self.document.folded[max(0, span.start - _LONGEST_NOUN) : span.start].split()
                if words and match["noun"] in words[-1]:
                    return span.entity
        return -1

    def name_editions(self) -> None:
        """Headings that are the event's name with a year name editions of it, each with what stands under it."""
        name = self.document.things[self.event].name.casefold() if self.event >= 0 else "-"
        for number, line in enumerate(self.document.sentences[1:], 1):
            if re.fullmatch(rf"{re.escape(name)} (?:19|20)\d\d", self.document.folded[line.start : line.end]):
                self.sessions[number], new = self.tasks.title("Event", line.start, line.end)
                self.evidence.taught = self.evidence.taught or new

    def _titled_event(self) -> int:
        """The event whose name is the title, or all of it before a colon, a dash or a date; -1 where it is not."""
        title = self.document.sentences[0]
        text = self.document.text
        for number in self.evidence.present[0] if title.kind == "title" else ():
            span = self.document.spans[number]
            if span.code == EVENT and span.entity >= 0:
                # What it is or whose it is may stand before: "Congres …", "NVZD Najaarscongres".
                lead = self.x.event_prefix.match(self.document.folded, title.start) if self.x.event_prefix else None
                start = lead.end() if lead and lead.end() <= span.start else title.start
                before = self.document.tokens_in(start, span.start)
                verbs = any(not t.cap or self.x.language.looks_like_verb(t.low) for t in before)
                whole = len(before) < _BEFORE_NAME and not verbs and _AFTER_NAME.match(text, span.end, title.end)
                return span.entity if whole else -1
        return -1

    def _labelled_name(self) -> tuple[int, int] | None:
        """Where a line gives the project's name behind its label, or the line after the label does."""
        pattern, sentences = self.x.project_label, self.document.sentences
        for number, line in enumerate(sentences[1:-1], 1) if pattern else ():
            match = pattern.match(self.document.folded, line.start, line.end) if pattern else None
            rest = self.document.text[match.end() : line.end].strip(" :") if match else ""
            if match and not rest:
                return sentences[number + 1].start, sentences[number + 1].end
            if match and self.document.text[match.end()] == ":":
                return line.end - len(rest), line.end
        return None

    def _is_event_title(self) -> bool:
        """Whether the title is the name of an event, as its last word shows (*Turvallisuusseminaari 2024*)."""
        sentences = self.document.sentences
        pattern = self.x.event_title
        if pattern is None or not sentences or sentences[0].kind != "title":
            return False
        last = next(s for s in reversed(sentences) if s.block == sentences[0].block)
        match = pattern.fullmatch(self.document.folded, sentences[0].start, last.end)
        # "Conference on safer streets": what the event is about may go on like a sentence.
        if match is None or match.lastgroup != "about":
            return match is not None
        # "So we do it now! Conference on safer streets": only what names the event need read like a name.
        return self._reads_like_a_name(match.start("core") if "core" in pattern.groupindex else -1)

    def _is_spoken_of(self, nouns: re.Pattern[str] | None, within: int = _SPOKEN_OF) -> bool:
        """Whether the text goes on, within so many sentences, about what its title must name (*konferensen*), and the
        title reads like a name: no verb makes it a sentence and no word tells news (*ny*, *nu*).
        """
        if nouns is None or len(self.document.sentences) < 2:
            return False
        title, *others = self.document.sentences
        return (
            title.kind == "title"
            and any(nouns.search(self.document.folded, s.start, s.end) for s in others[:within])
            and self._reads_like_a_name()
        )

    def _is_spoken_of_before(self, position: int) -> bool:
        """Whether a word for the text's own project (*projektet*, with no name behind it) stands before a position."""
        nouns, title_end = self.x.own_project, self.document.sentences[0].end
        found = nouns.finditer(self.document.folded, title_end, position) if nouns else ()
        return any(not self._is_named_at(match.end() + 1) for match in found)

    def _asks(self) -> bool:
        """Whether the title is a question."""
        title = self.document.sentences[0]
        return self.document.text[title.start : title.end].endswith("?")

    def _is_told_below(self) -> bool:
        """Whether the line below the title says what event it names (*Panelsamtal om bibliotekens roll*)."""
        pattern, folded = self.x.event_subtitle, self.document.folded
        lines = self.document.sentences[1:_SUBTITLE] if pattern else []
        return any(pattern.match(folded, s.start, s.end) for s in lines if pattern)

    def _lists_speakers(self) -> bool:
        """Whether a heading over speakers, or a programme, stands in a text that has a word for an event."""
        folded, sentences = self.document.folded, self.document.sentences
        speakers, event = self.x.speakers_line, self.x.event_noun
        if self._lists_a_moderator():
            return True
        return (
            speakers is not None
            and event is not None
            and sentences[0].kind == "title"
            and (self._has_programme or any(speakers.match(folded, s.start, s.end) for s in sentences[1:]))
            and any(event.search(folded, s.start, s.end) for s in sentences)
        )

    def _lists_a_moderator(self) -> bool:
        """Whether one of so many lines that begin with a person gives a role that events alone have (*moderator*)."""
        spans, role = self.document.spans, self.x.event_role
        if role is None or self.document.sentences[0].kind != "title":
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

    def _is_an_organisations(self, listed: bool = False) -> bool:
        """Whether the title is an organisation's name and nothing else (`listed`: one that the registry has)."""
        title = self.document.sentences[0]
        spans = map(self.document.spans.__getitem__, self.evidence.present[0])
        return any(
            s.code == ORGANIZATION and s.start <= title.start and s.end >= title.end and (s.refs or not listed)
            for s in spans
        )

    def _reads_like_a_name(self, core: int = -1) -> bool:
        """Whether no verb makes the title (from `core` on) a sentence and no word tells news (*ny*, *nu*)."""
        title = self.document.sentences[0]
        if self._is_an_organisations():
            return False
        # What a dash parts from the name says what it is: "Trygga hem – ett seminarium".
        lead = self.x.event_prefix.match(self.document.folded, title.start, title.end) if self.x.event_prefix else None
        start = max(core, lead.end() if lead else title.start)
        end = max(title.end, next(s.end for s in self.document.sentences if s.end > start))
        text = re.split(r" [|–-] (?=[^|–-]+$)", self.document.text[start:end])[0].strip()
        # "Fachtag: 20 Jahre Schulsozialarbeit": what it is stands before.
        kind = lead is not None and lead.group().rstrip().endswith(":") and self.x.language.tag == "de"
        if text.endswith((".", ":")) or (not kind and self.x.no_name and self.x.no_name.search(text.lower())):
            return False
        language = self.x.language
        links = language.title_links.union(language.conjunctions, language.prepositions, language.articles)
        small = self.x.title_words
        tokens = self.document.tokens_in(start, start + len(text))
        relative = self.x.relative
        # "Konferens om unga som lämnar samhällsvård": the verb is of a clause that says which.
        which = {t.start for left, t in itertools.pairwise(tokens) if relative and relative.fullmatch(left.low)}
        words = [t for t in tokens if not t.cap and t.start not in which]
        attributes = self._attributes(tokens)
        return text.endswith("?") or not any(
            (t.start not in attributes and language.looks_like_verb(t.low))
            or t.low in language.speech
            or (t.low in language.stoppers and t.low not in links and not (small and small.fullmatch(t.low)))
            for t in words
        )

    def _attributes(self, tokens: Sequence[Token]) -> set[int]:
        """German: where adjectives stand that end as verbs do (*im europäischen Kontext*): behind an article or a
        preposition and before a noun.
        """
        language = self.x.language
        if language.tag != "de":
            return set()
        before = language.stoppers.union(language.prepositions, language.articles)
        return {
            word.start
            for left, word, right in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if left.low in before and not word.cap and right.cap
        }

    def is_contact(self, number: int) -> bool:
        """Whether a line belongs to a block that says whom to ask."""
        pattern, folded = self.x.contact_heading, self.document.folded
        sentences = self.document.sentences
        before = sentences[max(0, number - _CONTACT_LINES) : number + 1]
        return pattern is not None and any(pattern.match(folded, s.start, s.end) for s in before)

    @cached_property
    def _programme(self) -> list[int]:
        """The sentences that begin with times of day, as the lines of a programme do; none where they are few."""
        pattern, folded = self.x.programme_line, self.document.folded
        if pattern is None:
            return []
        lines = [n for n, s in enumerate(self.document.sentences) if n and pattern.match(folded, s.start, s.end)]
        return lines if len(lines) >= _PROGRAMME_LINES else []

    @property
    def _has_programme(self) -> bool:
        return bool(self._programme)

    def is_on_programme(self, number: int) -> bool:
        """Whether a sentence belongs to the event's programme: it stands under a time of day."""
        lines = self._programme
        if not lines or number < lines[0]:
            return False
        last = max(n for n in lines if n <= number)
        return number - last <= _UNDER_TIME and not self.is_contact(number)

    def _has_labels(self, pattern: re.Pattern[str] | None, least: int = _PAGE_LABELS, more: int = 0) -> bool:
        """Whether a page with a title has so many different lines of a kind; `more` signs count as lines of theirs."""
        sentences = self.document.sentences
        if pattern is None or not sentences or self.document.text[: sentences[0].end].rstrip().endswith((".", ":")):
            return False
        found = [m for s in sentences[1:] if (m := pattern.match(self.document.folded, s.start, s.end))]
        # A weak label (time, place) is on many pages: it counts beside another.
        return len({m.group() for m in found}) + more >= least and any(m.lastgroup != "weak" for m in found)
