"""Whose list it is: the body whose members it tells, or the event or project that they take part in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from innograph.extract.context import HAVE_MEMBERS, Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.headings import Headings
from innograph.extract.masks import Masked
from innograph.extract.spans import ORGANIZATION
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks
from innograph.extract.variants import definite_heads

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Authorities whose nouns are those of councils (*Klimatpolitiska nämnden*; a Danish *styrelse* is none).
_BOARD, _BOARDS = "inno:PublicAgency", ("nämnden", "nämnd", "nemnda", "nemnd", "nævnet", "nævn")
#: An article before the name that a paragraph begins with is at most so long (code points).
_ARTICLE = 4
#: A text says within so many sentences that the group in its title is new.
_SPOKEN_OF = 4
#: A title of a seminar has at least so many words; below those who speak at it the text tells of it within so many code
#: points.
_TITLE_WORDS, _NEAR = 3, 160
#: What a heading of a project's people holds.
_OF_PROJECT = re.compile("proje|prosje|hanke|tutki")


class Owners:
    """Finds whose the lists of one article are."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, statements: Statements
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.statements = statements
        self.headings = Headings(extractor, document, evidence)

    # -- boards and groups -----------------------------------------------------------------------------------------

    def spoken_of(self, context: Context, position: int) -> int:
        """Whose board or council an unnamed one is that the text speaks of before a position: a group's that has no
        other name (*forskningsberedningen*), the body's whose board the text names, that of the title, the publisher.
        """
        described = self.described_above(position)
        if described >= 0:
            return described
        named = self._whole_title()
        if named >= 0:
            return named
        owned = self.x.projects_own
        if owned and context.focus("Project") >= 0 and owned.search(self.document.folded, 0, position):
            return context.focus("Project")
        groups = [group for group, _ in self._groups(0, position)]
        if groups and groups[-1]:
            return self._called(groups[-1], position)
        if context.board >= 0:
            return context.board
        titled = self._in_title()
        if titled >= 0:
            return titled
        return self.statements.references.board(context)

    def of_heading(
        self, match: re.Match[str], masked: Masked, number: int, end: int, context: Context
    ) -> tuple[int, str]:
        """What those in a list belong to when the heading speaks of a board or a group, and how."""
        named = self.headings.named(number, end)
        start = self.document.sentences[number].start
        if not match["own"] and named < 0 and context.board < 0 and self.statements.page.project >= 0:
            return self.statements.page.project, "participatesIn"  # "Advisory board", on a project's own page
        if not match["own"]:
            return (named if named >= 0 and not match["their"] else self.spoken_of(context, start)), "memberOf"
        if self.x.finders.roles.base(match["own"]):
            return -1, "memberOf"  # "Sveriges kulturråd": a title in the plural
        if named >= 0 and not (match["whose"] or match["their"]):
            return named, "memberOf"
        if not match["whose"] and not match["their"]:
            project = self._project(context)
            if project >= 0:
                return project, "participatesIn"
            network = context.titled_body if context.titled_body >= 0 else self._in_title()
            if network < 0 and self.x.language.tag in ("en", "nl", "de"):
                network = context.network()  # "Steering group": its bodies have no names of their own there
            if network >= 0:
                return network, "memberOf"
        start = masked.to_view(match.start("whose") if match["whose"] else match.start("own"))
        end = masked.to_view(match.end("own") - 1) + 1
        last = masked.mentions.get(match.end("own") - 1)
        return self._group(start, end if last is None else self.document.spans[last].end), "memberOf"

    def of_group(self, noun: str, context: Context) -> tuple[int, str]:
        """What those belong to, and how, who sit in a group of which a heading tells no more than what it is: the body
        that the text calls so, else the project that it is about.
        """
        things = self.document.things
        named = [
            index
            for index, thing in enumerate(things)
            if thing.type == "Organization" and any(name.lower().endswith(noun) for name in thing.names)
        ]
        if named:
            return named[-1], "memberOf"
        return self._project(context), "participatesIn"

    def in_heading(self, number: int) -> int:
        """The group that a heading calls by a noun (*Referensgruppen består av:*); -1 where it calls none."""
        sentence = self.document.sentences[number]
        groups = self._groups(sentence.start, sentence.end)
        return next((self._called(group, end) for group, end in groups if group), -1)

    def is_below_title(self, number: int) -> bool:
        """Whether the line above is somebody's title: the house below is that person's (*Anna Ek* / *Head of Unit* /
        *Leeds Council*).
        """
        above = self.document.sentences[number - 1] if number else None
        first = self.evidence.present[number - 1][:1] if number else []
        spans = self.document.spans
        return above is not None and any(spans[n].code in "RB" and spans[n].start == above.start for n in first)

    def referred(self, number: int, context: Context) -> int:
        """The body with members that a heading calls by a definite noun (*The board of the network consists of:*,
        *Nätverkets medlemmar är:*); -1 where it calls none so.
        """
        sentence, language = self.document.sentences[number], self.x.language
        for noun, classes in language.organization_nouns.items():
            fitting = tuple(c for c in classes if c in HAVE_MEMBERS)
            place = self.document.folded.find(noun, sentence.start, sentence.end) if fitting else -1
            if place < 0 or self.document.folded[max(0, place - 1) : place].isalpha():
                continue
            after = self.document.folded[place + len(noun) : place + len(noun) + 2]
            if not after[:1].isalpha() or (after[0] in language.genitive and not after[1:].isalpha()):
                return context.last("Organization", fitting)
        return -1

    def described_above(self, position: int) -> int:
        """The body with members that the paragraph above a heading begins with (*Skolrådet ger råd om … Ledamöter*); -1
        where it does not.
        """
        document = self.document
        number = bisect_right(document.sentences, position, key=lambda sentence: sentence.start) - 2
        while number > 0 and not document.begins_block(number):
            number -= 1
        if number <= 0 or document.text[document.sentences[number].end - 1] != ".":
            return -1
        start = document.sentences[number].start
        for n in self.evidence.present[number][:1]:
            span = document.spans[n]
            if span.code == ORGANIZATION and span.cls in HAVE_MEMBERS and span.start - start <= _ARTICLE:
                return span.entity
        return -1

    def are_new(self) -> bool:
        """Whether the title speaks of a council or a group that it, or the text right below, tells to be appointed
        (*Nyt Skovråd er nedsat*): whoever the page then lists belongs to it.
        """
        appointed, sentences = self.x.appointed, self.document.sentences
        if appointed is None or not sentences:
            return False
        title, last = sentences[0], sentences[min(len(sentences), _SPOKEN_OF) - 1]
        grouped = any(group for group, _ in self._groups(title.start, title.end))
        return grouped and appointed.search(self.document.folded, title.start, last.end) is not None

    def _groups(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """What a stretch of the text calls groups by a noun ("": a board), and where each noun ends."""
        pattern, base = self.x.body_noun, self.x.finders.roles.base
        for match in pattern.finditer(self.document.folded, start, end) if pattern else ():
            group = match.groupdict().get("own") or ""
            if not (group and base(group)):  # a kommunalråd is a person
                yield group, match.end()

    def _group(self, start: int, end: int) -> int:
        """The group whose name the text has there, or calls so elsewhere."""
        document = self.document
        name = document.text[start:end]
        # "Vattendelegationen" of the title is the one for Mellansjön.
        index = document.find_thing("Organization", name.split()[0])
        if index is None and " " not in name and definite_heads(name):
            return self._called(name.lower(), start)
        capitalised = name[0].upper() + name[1:]
        if index is None:
            index = document.add_thing("Organization", capitalised, "inno:Council", (), 0.75)
        else:
            document.things[index].add_name(capitalised)
        self.tasks.mention(index, start, end)
        return index

    def _called(self, noun: str, position: int) -> int:
        """The body that a text calls by a noun alone at a position; its definite form is the name where the text has
        it.
        """
        document = self.document
        definite = definite_heads(noun)[0] if definite_heads(noun) else noun
        # "Panelen" of a text about Expertpanelen för vattenfrågor: the one spoken of last.
        known = [
            (max((place for place in self._places(index) if place < position), default=-1), -index)
            for index, thing in enumerate(document.things)
            if (thing.cls in HAVE_MEMBERS or (thing.cls == _BOARD and thing.name.lower().endswith(_BOARDS)))
            and (
                any(h.endswith(definite) for h in definite_heads(thing.name)[:1])
                # "Ekspertgruppe om ulighed", of which the text says "ekspertgruppen"
                or (" " in thing.name and thing.name.split()[0].lower() in (noun, definite))
            )
        ]
        if known:
            return -max(known)[1]
        name = definite if definite in document.folded else noun
        index = document.find_thing("Organization", name)
        if index is None:
            index = document.add_thing("Organization", name[0].upper() + name[1:], "inno:Council", (), 0.75)
            for form in (name, noun):
                document.things[index].add_name(form)
        for match in re.finditer(rf"(?<!\w){re.escape(noun)}\w{{0,4}}(?!\w)", document.folded):
            self.tasks.mention(index, match.start(), match.end())
        return index

    def _places(self, index: int) -> list[int]:
        """Where the text names a thing."""
        spans = self.document.spans
        named = [spans[n].start for n in self.document.things[index].spans]
        return named + [start for start, _ in self.tasks.places.get(index, ())]

    def _whole_title(self) -> int:
        """The body whose name is the whole title: one with members, or an authority that its noun shows to be a council
        (*Ansvarsnämnden*); -1 where the title is none.
        """
        title, pattern = self.document.sentences[0], self.x.body_noun
        for n in self.evidence.present[0] if title.kind == "title" else ():
            span = self.document.spans[n]
            if span.code != ORGANIZATION or span.entity < 0 or span.start > title.start or span.end < title.end:
                continue
            found = pattern.search(self.document.folded, title.start, title.end) if pattern else None
            if span.cls in HAVE_MEMBERS or (found and found.groupdict().get("own")):
                return span.entity
        return -1

    def _in_title(self) -> int:
        """The body with members that the title names."""
        for n in self.evidence.present[0] if self.evidence.present else ():
            span = self.document.spans[n]
            if span.code == ORGANIZATION and span.entity >= 0 and span.cls in HAVE_MEMBERS:
                return span.entity
        return -1

    def _project(self, context: Context) -> int:
        """The project that the page is about: what an unnamed steering or reference group belongs to."""
        project = context.titled("Project")
        if project >= 0:
            return project
        projects = [i for i, t in enumerate(self.document.things) if t.type == "Project"]
        # A network's own page may name one in passing.
        least = 1 if context.titled_body < 0 else 2
        return projects[0] if len(projects) == 1 and len(self.document.things[projects[0]].spans) >= least else -1

    # -- events and projects ---------------------------------------------------------------------------------------

    def activity(self, words: str, number: int, context: Context) -> int:
        """The event, or (as a heading's words show) the project spoken of, that those in a list take part in."""
        kinds = ("Project", "Event") if _OF_PROJECT.search(words) else ("Event", "Project")
        found = [*map(context.titled, kinds)]
        if kinds[0] == "Event" and max(found) < 0:
            found.append(self._session(number, context))
        found += map(context.focus, kinds)
        if kinds[0] == "Event":
            # Nobody speaks at a project that the text names in passing.
            things = self.document.things
            found = [i for i in found if i < 0 or things[i].type == "Event" or len(things[i].spans) > 1]
        return next((index for index in found if index >= 0), -1)

    def _session(self, number: int, context: Context) -> int:
        """The event that the heading above those who speak names, where the page is about no one event: a seminar
        among others; -1 when the heading names none.
        """
        document, event = self.document, self.x.event_noun
        section = document.sentences[number].section
        if section <= 0 or event is None:
            return -1
        heading = document.sentences[section]
        text = document.text[heading.start : heading.end]
        small = document.folded[heading.start : heading.end]
        label = self.x.event_page is not None and self.x.event_page.match(small)
        if text.endswith((".", ":")) or len(text.split()) < _TITLE_WORDS or event.fullmatch(small) or label:
            return -1
        if small.split()[-1] in self.x.language.stoppers:
            return -1  # a broken line of prose
        if self.x.programme_line is not None and self.x.programme_line.match(small):
            return -1  # "10.30 Paneldebatt: …": a line of the programme
        if not event.search(document.folded, heading.end, document.sentences[number].end + _NEAR):
            return -1
        index = self.tasks.title("Event", heading.start, heading.end)
        if index >= 0:
            context.put_first("Event", index)
            context.introduced.append(("Event", index))
        return index
