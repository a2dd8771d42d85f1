"""The project that a page is about, and those that its headings name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.headlines import NAME_BEFORE, SPOKEN_OF, Headline
from innograph.extract.layout import LABELS, Layout
from innograph.extract.literals import may_match
from innograph.extract.spans import EVENT, ORGANIZATION, PERSON, PROJECT, UNKNOWN
from innograph.extract.tasks import Tasks
from innograph.extract.things import key

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: A heading that names a project is at most so long (code points).
_LONGEST_HEADING = 90
#: So many projects under labels of their own make a page of several.
_SEVERAL = 2
#: The name of a project stands at most so many lines above its labels; a line of facts begins so (*Syfte: …*).
_FACT_LINES = 6
_FACT_LINE = re.compile(r"[^\W\d][\w -]{2,30}: ?\S")
#: A word for a project that stands before its name begins at most so far before it (code points).
_INTRODUCED = 40
#: Labels of how much somebody gets.
_SUM = re.compile(r"belopp|beløb|beløp|bidrag|summa?(?!\w)|stöd(?!\w)|støtte|tilskud|tilskudd|avustu|tuki(?!\w)")
#: So many lines below its heading are looked at for labels of a box.
_BOX_LINES = 8
#: A project's short name in its title: *Clear Rivers for All (RiverWise)*, *CLEAR – rivers for all*.
_ACRONYM_BEHIND = re.compile(r"\((?P<name>[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ0-9][\w-]*)\)$")
_ACRONYM_BEFORE = re.compile(r"(?P<name>[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ0-9][\w-]*)(?=:| [–|-] )")
#: A project's name that is an abbreviation; one label for the whole name, one for the abbreviation.
_ACRONYM = re.compile(r"[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ0-9][\w-]*")
_WITH_ACRONYM = 2
#: A title that begins with an amount of money is no project's.
_MONEY = re.compile(r"(?:sek|nok|dkk|eur|usd|gbp|[£€$]) ?\d|\d[\d.,]* ?(?:million|mio|mill|milj|mkr|kron|euro)")

#: A title that a page of any body may have.
_ABOUT_US = re.compile(r"(?i:wie (?:zijn|we|wij)|over ons|about us|who we are|om os|om oss|hvem er|über uns|wer wir)\b")


class Projects:
    """Finds the projects that one article, which has a sentence, as a whole or under a heading is about."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, layout: Layout
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.layout = layout
        self.headline = Headline(extractor, document, evidence)

    # -- the page's project ----------------------------------------------------------------------------------------

    def find(self) -> int:
        """A page with a project's fact lines (coordinator, duration, funder) and no other project, but for one named
        in passing, is about one project: its title is the name. So is one whose text speaks of *projektet* and names
        none. -1 for a page that is about none, or about one that the text names.
        """
        boxed = self._boxed()
        if boxed >= 0:
            return boxed
        spans, title = self.document.spans, self.headline
        prefix, line = self.x.project_prefix, self.headline.line
        lead = prefix.match(self.document.folded, line.start, line.end) if prefix else None
        called = NAME_BEFORE.match(self.document.text[lead.end() if lead else line.start : line.end])
        known = self.document.find_thing("Project", called["name"]) if called else None
        if known is not None and not self.headline.events():
            name = self.document.text[lead.end() if lead else line.start : line.end]
            titled = self.document.find_thing("Project", name)
            if titled is not None and titled != known:  # "Projekt: Backspel – circular purchasing"
                self.document.give_to(known, titled)
                self.tasks.give_to(known, titled)
            self.document.call_thing(known, name)
            return known  # "Backspel – circular purchasing", where the text says that Backspel is a project
        labelled = self._labelled_names()
        own = {self.document.text[slice(*place)] for place in labelled}  # the name that a label gives it is no other's
        projects = [t for t in self.document.things if t.type == "Project" and own.isdisjoint(t.names)]
        # "Program Branschdagarna" names an event.
        if title.events() or any(spans[n].start < title.line.end for t in projects for n in t.spans):
            return -1
        first = min((spans[n].start for t in projects for n in t.spans), default=-1)
        # What the text calls the project before it names any is that of the title, too.
        before = first >= 0 and self._is_spoken_of_before(first)
        if not before and (any(len(t.spans) > 1 for t in projects) or self._is_introduced(first)):
            return -1
        if _ABOUT_US.match(self.headline.text) is not None:
            return -1
        if title.is_an_organisations(listed=True) or self._is_of_another_kind() or title.has(self.x.several_projects):
            return -1
        told = self.x.named_project
        if told is not None and not labelled and told.search(self.document.folded, title.line.end):
            return -1
        # "Download the whole programme", over times of day, is an event's.
        unnamed = (before or not projects) and not self.layout.programme and title.whole_event() < 0
        spoken_of = unnamed and title.is_spoken_of(self.x.title_project)
        goes_on = unnamed and title.is_spoken_of(self.x.title_project, within=len(self.document.sentences))
        least = LABELS * (1 + bool(projects and not before))
        if spoken_of:
            return self._entitle()
        labelled_page = self.layout.has_labels(self.x.project_page, least, goes_on)
        start = lead.end() if lead else line.start
        return self._entitle() if labelled_page and not self._is_publishers(start, line.end) else -1

    def _is_publishers(self, start: int, end: int) -> bool:
        """Whether a stretch of the title is the name of the publisher, which the text knows as a body."""
        name = self.document.text[start:end]
        body = self.document.find_thing("Organization", name)
        known = body is not None and bool(self.document.things[body].spans)
        return known and key(name) == key(self.document.article.publisher or "")

    def _entitle(self) -> int:
        """The project that the title names, or a line with a label for its name."""
        text, head, line = self.headline.text, self.headline.name, self.headline.line
        all_labelled, prefix = self._labelled_names(), self.x.project_prefix
        labelled = all_labelled[0] if all_labelled else None
        lead = prefix.match(self.document.folded, line.start, line.start + len(head)) if prefix else None
        start = lead.end() if lead else line.start
        # "RIVER: partners": what a part of its pages tells.
        behind = self.x.title_end.search(self.document.folded, start, line.end) if self.x.title_end else None
        head = head[: behind.start() - line.start] if behind and behind.group()[0] in ": " else head
        news = _MONEY.match(self.document.folded, line.start, line.end)
        if news and not labelled:
            return -1  # "SEK 12 million for research": news of a project
        project = self.tasks.title("Project", *(labelled or (start, line.start + len(head))))
        if project < 0:
            return -1
        thing = self.document.things[project]
        if labelled:
            names = [self.document.text[slice(*place)] for place in all_labelled]
            if len(names) == _WITH_ACRONYM and any(map(_ACRONYM.fullmatch, names)):
                thing.add_name(names[1])
            name = head[len(lead.group()) if lead else 0 :]
            known = self.document.find_thing("Project", name)
            if known is not None and known != project and not news:
                # "Full title: …", below the name that the text has of it.
                self.document.give_to(known, project)
                self.tasks.give_to(known, project)
                self.document.call_thing(known, thing.name)
                return known
            thing.add_name(thing.name if news else name)
        elif self.x.language.tag not in ("de", "nl"):
            thing.add_name(text)
        if lead or labelled:
            self.evidence.reclaim(project)
        elif self.headline.is_an_organisations():
            self.evidence.reclaim(project, formed=True)  # "Circular Hospital", over the lines of a project's facts
        self._shorten(project, text[len(lead.group()) :] if lead else text)
        return project

    def _shorten(self, project: int, text: str) -> None:
        """Add the short name that stands in brackets behind a title or a heading, or before a colon or a dash in it."""
        short = _ACRONYM_BEHIND.search(text) or _ACRONYM_BEFORE.match(text) or NAME_BEFORE.match(text)
        if short and short.re is NAME_BEFORE and not self.headline.is_used_alone(short["name"], text):
            return
        if short:
            self.document.call_thing(project, short["name"])
            self.evidence.reclaim(project)
            self.evidence.taught = True

    def _labelled_names(self) -> list[tuple[int, int]]:
        """Where lines give the project's names behind their labels, or the lines after the labels do."""
        pattern, sentences = self.x.project_label, self.document.sentences
        found: list[tuple[int, int]] = []
        for number, line in enumerate(sentences[1:], 1) if pattern else ():
            match = pattern.match(self.document.folded, line.start, line.end) if pattern else None
            rest = self.document.text[match.end() : line.end].strip(" :") if match else ""
            if match and not rest and number + 1 < len(sentences):
                found.append((sentences[number + 1].start, sentences[number + 1].end))
            elif match and rest and self.document.text[match.end()] == ":":
                found.append((line.end - len(rest), line.end))
        return found

    def _boxed(self) -> int:
        """The project that a heading over a box of facts names (*Fakta Storken* / *Koordinator: …* / *Partner: …*)."""
        pattern, sentences, folded = self.x.fact_box, self.document.sentences, self.document.folded
        for number, line in enumerate(sentences[1:], 1) if pattern else ():
            alone = self.document.begins_block(number) and line.end - line.start <= _LONGEST_HEADING
            match = pattern.fullmatch(folded, line.start, line.end) if pattern and alone else None
            if match is None or not self._is_name(*match.span("name")) or self._tells_labels(number) < LABELS:
                continue
            start, end = match.span("name")
            named = [s for s in map(self.document.spans.__getitem__, self.evidence.present[number]) if s.entity >= 0]
            whole = next((s for s in named if s.start <= start and s.end >= end), None)
            if whole is not None and whole.code == PROJECT:
                return whole.entity
            if any(s.code in (EVENT, PERSON) or s.refs for s in named) or (whole and whole.source == "form"):
                return -1
            project = self.tasks.title("Project", start, end)
            if project >= 0:
                self.evidence.reclaim(project)
                self.evidence.taught = True
            return project
        return -1

    def _tells_labels(self, number: int) -> int:
        """How many of the lines below a heading are labels of a project's with values behind them."""
        below = self.document.sentences[number + 1 : number + 1 + _BOX_LINES]
        patterns = (self.x.project_page, self.x.label_value)
        folded = self.document.folded
        return sum(any(p.match(folded, s.start, s.end) for p in patterns if p) for s in below)

    def _is_of_another_kind(self) -> bool:
        """Whether a word of the title shows that it names an event (*Almedalsseminarium om klimat*) or is no more than
        a group's noun (*Följegrupp*), and none that it names a project.
        """
        title, x = self.headline, self.x
        return not title.has(x.title_project) and (title.has(x.event_noun) or title.is_whole(x.body_noun))

    def _is_spoken_of_before(self, position: int) -> bool:
        """Whether a word for the text's own project (*projektet*, with no name behind it) stands before a position."""
        nouns, folded = self.x.own_project, self.document.folded
        found = nouns.finditer(folded, self.headline.line.end, position) if nouns else ()
        return any(not self._is_named_at(match.end() + 1) for match in found)

    def _is_introduced(self, position: int) -> bool:
        """Whether a word for the text's own project stands right before a position (*Projektet Digitala kvarter*)."""
        nouns, folded = self.x.own_project, self.document.folded
        near = nouns.finditer(folded, max(0, position - _INTRODUCED), position) if nouns else ()
        return any(not folded[match.end() : position].strip(' ”"“»«') for match in near)

    # -- the projects of headings ----------------------------------------------------------------------------------

    def headed(self) -> dict[int, int]:
        """On a page about several projects a heading under which *projektet* does or is something names that one: the
        projects by the number of their sentence.
        """
        several, begins, sentences = self.x.several_projects, self.x.headed_project, self.document.sentences
        found = {n: self.tasks.title("Project", sentences[n].start, sentences[n].end) for n in self._announced()}
        if several is None or begins is None or len(sentences) < SPOKEN_OF:
            return found
        folded = self.document.folded
        near = zip(sentences[:SPOKEN_OF], self.evidence.words, strict=False)
        if not any(may_match(self.x.several_needs, w) and several.search(folded, s.start, s.end) for s, w in near):
            return found
        for number in range(1, len(sentences) - 1):
            before, heading, text = sentences[number - 1 : number + 2]
            alone = len({before.block, heading.block, text.block}) == 3
            if not alone or heading.end - heading.start > _LONGEST_HEADING:
                continue
            match = begins.match(folded, text.start, text.end)
            if match and several.search(folded, heading.start, heading.end):
                continue  # "Die geförderten Vorhaben": a heading over them
            if match and not self._is_named_at(match.end() + 1) and self._is_name(heading.start, heading.end):
                found.setdefault(number, self.tasks.title("Project", heading.start, heading.end))
        return found

    def _announced(self) -> list[int]:
        """The headings (numbers of sentences) below a line that says that projects follow (*De fem projekten är:*), or
        below a heading over them that tells of projects: at least two, each over a text of its own.
        """
        pattern, sentences, found = self.x.finders.project_list, self.document.sentences, list[int]()
        if pattern is None:
            return found
        for number, line in enumerate(sentences[:-1]):
            over = line.kind == "heading"
            opens = over or (line.kind == "paragraph" and self.document.text[line.end - 1] == ":")
            below = sentences[number + 1]
            if not opens or below.kind != "heading" or (over and below.level < line.level):
                continue
            # Headings in bold are of one level: what stands below one that is a project's tells who does what.
            flat = over and below.level == line.level
            if pattern.search(self.document.folded, line.start, line.end) is None:
                continue
            words = self.document.folded[line.start : line.end].split()
            numbers = (self.x.language.numbers.get(w, int(w) if w.isdecimal() else 0) for w in words)
            most = next((n for n in numbers if n > 1), len(sentences))
            named: list[int] = []
            for n in range(number + 1, len(sentences) - 1):
                heading = sentences[n]
                if heading.kind != "heading":
                    continue
                alone = heading.level == below.level and sentences[n + 1].kind != "heading"
                fits = heading.end - heading.start <= _LONGEST_HEADING and self._is_name(heading.start, heading.end)
                if not alone or not fits or len(named) == most or (flat and not self._tells_who(n)):
                    break
                named.append(n)
            found += named if len(named) >= _SEVERAL else []
        return found

    def _tells_who(self, heading: int) -> bool:
        """Whether the text below a heading names an organisation."""
        for n in range(heading + 1, len(self.document.sentences)):
            if self.document.sentences[n].kind == "heading":
                break
            if any(self.document.spans[k].code == ORGANIZATION for k in self.evidence.present[n]):
                return True
        return False

    def labelled(self) -> dict[int, int]:
        """A page that repeats a project's labels (leader, coordinator, partners) tells of several projects: the line
        above each run of such lines names one. The projects by the number of their sentence.
        """
        pattern, sentences, folded = self.x.project_page, self.document.sentences, self.document.folded
        found: dict[int, int] = {}
        if pattern is None or len(sentences) < SPOKEN_OF:
            return found
        labels: dict[int, str] = {}
        for number, line in enumerate(sentences):
            opens = number and self.document.begins_block(number)
            match = pattern.match(folded, line.start, line.end) if opens else None
            if match and match.lastgroup != "weak" and match.end() < line.end:
                labels[number] = match.group()
            elif opens and (label := self._grant_label(line.start, line.end)):
                labels[number] = label
        found |= self._under_labels()
        if found:
            return found
        often = {label for label, times in Counter(labels.values()).items() if times > 1}
        first: list[int] = []
        for number, label in labels.items():
            # A run of labels tells of a project when one of them is told of another, too.
            if number - 1 not in labels:
                head = number
            if label in often:
                first.append(head)
        named = list(dict.fromkeys(n for n in map(self._line_over, first) if n > 0))
        for number in named if len(named) >= _SEVERAL else ():
            found[number] = self._network(number)
            if found[number] < 0 and self._names_a_company(number):
                del found[number]  # "Blaugras GmbH (Stuttgart)" above its partners: who takes part
                continue
            if found[number] < 0:
                found[number] = self.tasks.title("Project", sentences[number].start, sentences[number].end)
                if found[number] >= 0:
                    self.evidence.reclaim(found[number])
                    self._shorten(found[number], self.document.text[sentences[number].start : sentences[number].end])
        return found

    def _under_labels(self) -> dict[int, int]:
        """The projects whose names lines with a label tell (*Project name: …*), where there are several."""
        pattern, named = self.x.project_label, {}
        for number, line in enumerate(self.document.sentences) if pattern else ():
            match = pattern.match(self.document.folded, line.start, line.end) if pattern else None
            rest = self.document.text[match.end() : line.end] if match else ""
            if rest.startswith(":") and len(rest) <= _LONGEST_HEADING and rest.strip(" :")[:1].isupper():
                named[number] = line.end - len(rest.lstrip(" :"))
        if len(named) < _SEVERAL:
            return {}
        ends = {number: self.document.sentences[number].end for number in named}
        return {number: self.tasks.title("Project", start, ends[number]) for number, start in named.items()}

    def _names_a_company(self, number: int) -> bool:
        """Whether a line is a company's name, perhaps with its town in brackets."""
        line = self.document.sentences[number]
        spans = map(self.document.spans.__getitem__, self.evidence.present[number])
        return any(
            s.cls == "inno:Company" and s.start == line.start and self.document.text[s.end : line.end][:2] in ("", " (")
            for s in spans
        )

    def _grant_label(self, start: int, end: int) -> str:
        """The label of who gets a grant or how much, with its value behind a colon (*Sökande: …*, *Belopp: …*)."""
        pattern, folded = self.x.grant_label, self.document.folded
        colon = folded.find(":", start, end - 1)
        match = pattern.fullmatch(folded, start, colon) if pattern and colon > start else None
        told = match is not None and (match.lastgroup == "holder" or _SUM.search(match.group()))
        return match.group() if match and told else ""

    def _line_over(self, number: int) -> int:
        """The line that names the project of a run of labels: the one above, or above what is told of it between (other
        labels, sentences); -1 for none.
        """
        for above in range(number - 1, max(0, number - _FACT_LINES), -1):
            line = self.document.sentences[above]
            told = _FACT_LINE.match(self.document.text, line.start, line.end)
            if not told and self.document.text[line.end - 1] not in ".!?":
                short = line.end - line.start <= _LONGEST_HEADING and self.document.begins_block(above)
                return above if short and self._is_name(line.start, line.end, labelled=True) else -1
        return -1

    def _network(self, number: int) -> int:
        """The network whose name a line is, which then is run as a project is; -1 where it is none."""
        line = self.document.sentences[number]
        for span in map(self.document.spans.__getitem__, self.evidence.present[number]):
            if span.code == ORGANIZATION and span.start <= line.start and span.end >= line.end and span.entity >= 0:
                return span.entity if self.document.things[span.entity].cls == "inno:Network" else -1
        return -1

    def _is_named_at(self, start: int) -> bool:
        """Whether a name begins there (*Projektet Digitala kvarter*)."""
        quoted = self.document.text[start : start + 1] in ("”", '"', "“", "»", "«")
        names = (PROJECT, UNKNOWN, ORGANIZATION)
        return quoted or any(span.start == start and span.code in names for span in self.document.spans)

    def _is_name(self, start: int, end: int, labelled: bool = False) -> bool:
        """Whether a heading reads like a name, and is not one that any text may have (*Bakgrund*); one that is
        `labelled` may be a sentence (*Rivet blir råvara*, above its coordinator and its partners).
        """
        text, folded = self.document.text[start:end].strip(), self.document.folded[start:end].strip()
        if not text[:1].isupper() and not text[:1].isdigit():
            return False
        if text.endswith((".", ":", "?", "!")):
            return False
        if not labelled and self.x.no_name and self.x.no_name.search(text.lower()):
            return False
        plain = (self.x.plain_heading, self.x.project_page, self.x.event_page)
        return not any(pattern.match(folded) for pattern in plain if pattern)
