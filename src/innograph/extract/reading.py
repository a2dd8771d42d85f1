"""One article being read: sentence by sentence, every rule, with what was spoken of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.article import Article
from innograph.extract.cards import Cards
from innograph.extract.context import Context
from innograph.extract.coreference import coreferences
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import Findings, FoundRelation, FoundThing
from innograph.extract.grants import Grants
from innograph.extract.implied import Implied
from innograph.extract.labels import Labels
from innograph.extract.listed import Prefer
from innograph.extract.literals import may_match
from innograph.extract.masks import Masked
from innograph.extract.members import Members
from innograph.extract.mentions import Proposed
from innograph.extract.openers import find_openers
from innograph.extract.pages import Page
from innograph.extract.parts import give_heads, note_parts
from innograph.extract.posts import Posts
from innograph.extract.publishers import find_publisher, shorten_publisher
from innograph.extract.rosters import Rosters
from innograph.extract.spans import ORGANIZATION, PERSON
from innograph.extract.statements import Statements, without_former_posts
from innograph.extract.tasks import Tasks
from innograph.extract.things import Thing, key
from innograph.extract.topics import Topics
from innograph.extract.voices import find_voices
from innograph.facts import Mention

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Things without a relation are listed only from this weight on.
_LISTED_FROM = 0.5
#: A heading that is an event's name is at most so long (code points).
_LONGEST_HEADING = 120
#: How sure it is that who was said to pay for several projects pays for one under its own heading.
_HEADED = 0.72
#: How sure it is that who is named under a time of day in an event's programme takes part.
_ON_PROGRAMME = 0.74
#: The reading of lists of members.
_LISTED = "reading/listed-member"
#: Languages in which the council that a text names is the one of whose seats it goes on to tell.
_COUNCILS_AS_NAMED = ("sv", "de", "nl", "fi")
_SWEDISH_COUNCILS = ("råd", "rådet", "delegationen", "kommittén", "kommissionen")
#: So many organisations of one sentence may be those that a plural noun then stands for.
_LARGEST_GROUP = 6


class Reading:
    """The state of reading one article, and what was found."""

    def __init__(
        self, extractor: Extractor, article: Article, prefer: Prefer, proposed: tuple[Proposed, ...] = ()
    ) -> None:
        self.x = extractor
        self.article = article
        self.document = Document(article, extractor.finders, extractor.gazetteer, prefer, proposed)
        self.evidence = Evidence(extractor, self.document, prefer)
        self.tasks = Tasks(
            self.document, extractor.task_start, extractor.task_end, extractor.title_end, extractor.task_partners
        )
        self.topics = Topics(self.document, self.tasks)
        self.page = Page(extractor, self.document, self.evidence, self.tasks)
        publisher = find_publisher(self.document, self.evidence, extractor.finders)
        self.statements = Statements(extractor, self.document, self.evidence, self.tasks, self.page, publisher)
        shorten_publisher(self.document, self.evidence, publisher)
        self.rosters = Rosters(extractor, self.document, self.evidence, self.tasks, self.statements)
        self.members = Members(extractor, self.document, self.evidence, self.tasks, self.statements)
        self.grants = Grants(extractor, self.document, self.evidence, self.tasks, self.statements)
        self.voices: dict[int, int] = {}
        #: What the text spoke of, when it was last read to its end.
        self.context = Context(self.document)
        self._read()
        self.page.name()
        self._leave_publisher()
        taught = self.evidence.taught or self.tasks.taught
        if taught:
            self.evidence.spread(self.page.named())
        if taught or self.page.sessions or self.page.calendar or max(self.page.event, self.page.project) >= 0:
            self._read()
        lows, endings = self.document.tokens.lows, extractor.we_endings
        if not extractor.language.we.isdisjoint(lows) or (endings and any(low.endswith(endings) for low in lows)):
            self.voices = find_voices(
                self.document,
                self.evidence.present,
                self.statements.employers(),
                self.statements.publisher,
                extractor.speech,
                extractor.stated_voice,
            )
            if self.voices:
                self.evidence.taught = self.tasks.taught = False
                self._read()
                if self.evidence.taught or self.tasks.taught:
                    # "I maj ordnar vi Skogsbörsen": who speaks tells what is named.
                    self.evidence.spread(self.page.named())
                    self._read()
        self.statements.givers.complete(self.statements)
        implied = Implied(extractor, self.document, self.evidence, self.page, self.statements, self.context)
        implied.seat()
        Posts(extractor, self.document, self.evidence, self.page, self.statements).employ()
        self.statements.drop_short_titles()
        implied.attend()
        implied.host()
        implied.staff()
        implied.head()
        implied.share()
        self.statements.credit_organisers()
        note_parts(extractor, self.document, self.evidence, self.tasks, self.statements)
        give_heads(self.document, self.evidence, self.statements)
        relations = self.statements.relations
        main = frozenset([self.page.project, self.page.event])
        for relation in self.topics.relations(
            extractor.themes,
            self.evidence.sentence_at,
            list(relations.values()),
            main,
            extractor.theme_follows,
            extractor.formalities,
            self.statements.publisher,
        ):
            relations.setdefault((relation.subject, relation.predicate, relation.object, relation.start), relation)

    def _leave_publisher(self) -> None:
        """A publisher that is the page's project (*RiverWise*, on its own site) is no body."""
        publisher, project = self.statements.publisher, self.page.project
        if publisher < 0 or project < 0 or self.document.things[publisher].spans:
            return
        names = {key(name) for name in self.document.things[project].names}
        if any(key(name) in names for name in self.document.things[publisher].names):
            self.statements.publisher = self.statements.references.publisher = -1

    def _read(self) -> None:
        document = self.document
        spans = document.spans
        context = Context(document)
        context.publisher = self.statements.publisher
        context.find_main()
        context.page_project = self.page.project
        if context.main_project < 0:
            context.main_project = self.page.project
        if self.page.event >= 0:
            context.main_event = self.page.event
        context.page = {"Project": self.page.project, "Event": self.page.event}
        self.statements.relations.clear()
        self.topics.clear()
        self.rosters.restart()
        self.members.restart()
        self.grants.restart()
        self.tasks.current = -1
        base = len(spans)
        masks: dict[int, Masked] = {}
        sentences = document.sentences
        title = 0 if sentences and sentences[0].kind == "title" else -1
        lead = next((s.block for s in sentences if s.kind not in ("title", "heading")), -1)
        labels = Labels(document, masks, self.x.label_line, (self.x.contact_heading, self.x.project_page))
        cards = Cards(document, self.evidence, masks)
        for number, sentence in enumerate(sentences):
            context.voice = self.voices.get(number, -1)
            context.here = present = self.evidence.present[number]
            numbers = present
            # "Kumppanit", "Parterna" alone label what stands below, and mean nobody spoken of before.
            extra = [] if labels.is_label(number) else coreferences(document, context, sentence, present)
            if extra:
                numbers = [*present, *range(len(spans), len(spans) + len(extra))]
                spans += extra
                numbers.sort(key=lambda n: spans[n].start)
            context.headed_event = self._headed_event(number, context.headed_event)
            masks[number] = masked = self.evidence.mask(number, numbers)
            self._note_topics(number, numbers, masked, context)
            self._note_groups(context, masked)
            self._note_board(context, masked)
            self.rosters.read(number, masked, context)
            self.members.read(number, masked, context)
            self.statements.apply("sentence", masked, number, context)
            self.grants.read(number, context)
            for label in labels.labels_of(number):
                self.statements.apply_joined("item", masks[label], masked, number, context)
            intro = labels.introduction(number)
            for first, second, line, mark in cards.joints(number, numbers, labels.heading(number, intro)):
                self.statements.apply_joined("sentence", first, second, number, context, mark, line)
            if not document.begins_block(number):
                self.statements.apply_joined("after", masks[number - 1], masked, number, context, line=number - 1)
            if title >= 0 and sentence.block == lead:
                self.statements.apply_joined("lead", masks[title], masked, number, context)
            # Persons in lines of their own are a roster's.
            listed = sentence.kind == "item" or PERSON not in masked.kinds
            if intro in masks and listed and document.begins_block(number):
                self.statements.apply_joined("item", masks[intro], masked, number, context)
            if masked.kinds.count(PERSON) == 1 and not any(span.code == PERSON for span in extra):
                for opener in find_openers(document, self.evidence.present, masks, number):
                    if opener != intro or not listed:
                        self.statements.apply_joined("item", masks[opener], masked, number, context)
            headed = self.page.headed.get(number, -1)
            if headed >= 0:
                context.introduced.append(("Project", headed))
                context.headed_project = headed
                if context.funder >= 0:
                    self.statements.add(context.funder, "funds", headed, _HEADED, "reading/headed-project", number)
            if self.page.event >= 0 and PERSON in masked.kinds and self.page.layout.is_on_programme(number):
                self._note_on_programme(number, masked, context)
            context.note(present)
        self._leave_members()
        del spans[base:]
        self.context = context

    def _leave_members(self) -> None:
        """Who a list tells to be a member of a body takes part in no project or event by the same line."""
        relations = self.statements.relations
        members = {(r.subject, r.start) for r in relations.values() if r.rule == _LISTED and r.predicate == "memberOf"}
        for number, relation in list(relations.items()) if members else ():
            listed = relation.rule.endswith("/participants-list") and relation.predicate == "participatesIn"
            if listed and (relation.subject, relation.start) in members:
                del relations[number]

    def _note_on_programme(self, number: int, masked: Masked, context: Context) -> None:
        """Who is named under a time of day in an event's programme takes part."""
        if self.x.negation.search(masked.text) or self.x.past.search(without_former_posts(masked.text)):
            return
        if self.page.layout.says_whom_to_ask(number):
            return
        event = context.headed_event if context.headed_event >= 0 else self.page.event
        for position, mention in masked.mentions.items():
            span = self.document.spans[mention]
            if span.code == PERSON and span.entity >= 0 and not self.statements.slots.has_aide(masked, position):
                self.statements.add(span.entity, "participatesIn", event, _ON_PROGRAMME, "reading/programme", number)

    def _headed_event(self, number: int, before: int) -> int:
        """The event that the heading over a sentence names: a line of its own that is the name of one that the text
        names elsewhere, too; `before` is that of the sentence before.
        """
        sentence, document = self.document.sentences[number], self.document
        if number in self.page.sessions:
            return self.page.sessions[number]
        if number in self.page.calendar:
            return self.page.calendar[number]
        alone = sentence.block not in {s.block for s in document.sentences[max(0, number - 1) : number]}
        if not number or not alone or sentence.kind == "item":
            return before
        text = document.text[sentence.start : sentence.end]
        index = document.find_thing("Event", text) if len(text) <= _LONGEST_HEADING else None
        if index is not None:
            return index if self.page.event != index else -1
        if self.page.sessions or self.page.calendar:
            return before
        return -1 if sentence.kind == "heading" else before

    def _note_topics(self, number: int, numbers: list[int], masked: Masked, context: Context) -> None:
        """Note which activities a sentence speaks of, for their themes."""
        spans = self.document.spans
        things = {spans[n].entity for n in numbers if spans[n].entity >= 0}
        x = self.x
        needed = x.continues is not None and may_match(x.continues_needs, masked.words)
        purpose = needed and x.continues is not None and x.continues.match(masked.text) is not None
        if purpose:
            # "Syftet är …", "Det handlar om …" goes on about the project, event or assignment before it.
            project = max(context.last("Project"), -1)
            project = project if project >= 0 else context.last("Event")
            if self.tasks.last_place() > (
                self.statements.references.last_place(project, number) if project >= 0 else -1
            ):
                things.add(self.tasks.current)
            elif project >= 0:
                things.add(project)
        spoken_of = self.tasks.current >= 0 and x.task_noun and may_match(x.task_noun_needs, masked.words)
        if spoken_of and x.task_noun and x.task_noun.search(masked.text):
            things.add(self.tasks.current)
        self.topics.note(number, things, purpose)

    def _note_groups(self, context: Context, masked: Masked) -> None:
        if masked.kinds.count(ORGANIZATION) < 2:
            return
        spans = self.document.spans
        # "A bygger med B och C": all that a sentence names may be a group, too, if they are as many as is then said.
        named = (spans[n] for n in masked.mentions.values())
        everyone = tuple(dict.fromkeys(s.entity for s in named if s.code == ORGANIZATION and s.entity >= 0))
        if len(everyone) <= _LARGEST_GROUP:
            context.named_together.insert(0, everyone)
        for match in self.x.organization_list.finditer(masked.text):
            members = [spans[masked.mentions[p]] for p in range(*match.span()) if p in masked.mentions]
            context.add_group(
                tuple(dict.fromkeys(s.entity for s in members if s.code == ORGANIZATION and s.entity >= 0))
            )

    def _note_board(self, context: Context, masked: Masked) -> None:
        pattern = self.x.board_of
        if self.x.language.tag in _COUNCILS_AS_NAMED:
            spans = map(self.document.spans.__getitem__, masked.mentions.values())
            councils = [s.entity for s in spans if s.code == ORGANIZATION and s.cls == "inno:Council"]
            if self.x.language.tag == "sv":
                # "De är kallade till trafikutskottet": a committee of a parliament hears people.
                councils = [c for c in councils if self.document.things[c].name.lower().endswith(_SWEDISH_COUNCILS)]
            context.board = next((entity for entity in councils if entity >= 0), context.board)
        if pattern is None or ORGANIZATION not in masked.kinds or not may_match(self.x.board_needs, masked.words):
            return
        for match in pattern.finditer(masked.text):
            position = match.start("a") if match["a"] else match.start("b")
            context.board = self.document.spans[masked.mentions[position]].entity

    def findings(self) -> Findings:
        """What was found, in an order that depends on the text alone, without things that nothing names or uses."""
        document = self.document
        used: set[int] = set()
        for relation in self.statements.relations.values():
            used |= {relation.subject} | ({relation.object} if isinstance(relation.object, int) else set())
        kept: dict[int, int] = {}
        things: list[FoundThing] = []
        for index, thing in enumerate(document.things):
            mentions = self._mentions(index, thing)
            if index not in used and (
                not mentions or thing.type in ("Theme", "Country") or thing.weight < _LISTED_FROM
            ):
                continue
            kept[index] = len(things)
            surface = [m.text for m in mentions]
            names = dict.fromkeys(surface if thing.type == "Theme" else [*thing.names, *surface])
            things.append(
                FoundThing(thing.type, thing.cls, thing.name, tuple(names), thing.refs, mentions, thing.weight)
            )
        relations = [
            FoundRelation(
                -1 if r.subject < 0 else kept[r.subject],
                r.predicate,
                kept[r.object] if isinstance(r.object, int) else r.object,
                r.confidence,
                r.rule,
                r.start,
                r.end,
            )
            for r in self.statements.relations.values()
        ]
        relations.sort(key=lambda r: (r.start, r.predicate, r.subject, str(r.object)))
        return Findings(self.article, tuple(things), tuple(relations))

    def _mentions(self, index: int, thing: Thing) -> tuple[Mention, ...]:
        view, source = self.document.view, self.article.text
        places = [(self.document.spans[n].start, self.document.spans[n].end) for n in thing.spans]
        out = set()
        for start, end in [*places, *self.tasks.places.get(index, ())]:
            a, b = view.to_source(start), view.to_source(end, end=True)
            out.add(Mention(a, b, source[a:b]))
        return tuple(sorted(out))
