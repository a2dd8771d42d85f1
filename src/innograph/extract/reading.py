"""One article being read: sentence by sentence, every rule, with what was spoken of before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.article import Article
from innograph.extract.cases import MARKS
from innograph.extract.context import Context, coreferences
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import Findings, FoundRelation, FoundThing
from innograph.extract.gazetteer import fold
from innograph.extract.grants import Grants
from innograph.extract.implied import Implied
from innograph.extract.listed import Prefer
from innograph.extract.literals import may_match
from innograph.extract.masks import MASK, Masked
from innograph.extract.members import Members
from innograph.extract.mentions import Proposed
from innograph.extract.openers import find_openers
from innograph.extract.pages import Page
from innograph.extract.parts import note_parts
from innograph.extract.posts import Posts
from innograph.extract.rosters import Rosters
from innograph.extract.spans import BOARD_ROLE, ORGANIZATION, PERSON, ROLE, UNKNOWN
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks
from innograph.extract.things import Thing
from innograph.extract.topics import Topics
from innograph.extract.voices import find_voices
from innograph.extract.words import Tokens
from innograph.facts import Mention

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Things without a relation are listed only from this weight on.
_LISTED_FROM = 0.5
#: What makes a line a value rather than the label of the lines below.
_NAMED = re.compile(f"[{''.join(MASK[code] for code in 'OPMUJE')}]")
_ORGANIZATION_LINE = re.compile(rf"{MASK['O']}[\ue040\ue041]?")
#: The same with its abbreviation, and a line of somebody's title and name.
_HOUSE_LINE = re.compile(rf"{MASK['O']}[\ue040\ue041]?(?: \([^()]{{2,12}}\))?")
_HOLDER_LINE = re.compile(
    rf"(?:[•–-] ?)?(?:[a-zåäöæø]{{2,12}}\.? )?[{MASK['R']}{MASK['B']}][{MARKS}]? {MASK['P']}[\ue040\ue041]?"
)
_TITLE_LINE = re.compile(rf"[{MASK['R']}{MASK['B']}][^{MASK['O']}{MASK['P']}]*")
#: A part of a list of bodies: the country, then who is from there.
_OF_COUNTRY = re.compile(rf"[{MASK['C']}{MASK['U']}][{MARKS}]?: ")
_PERSON_FIRST = re.compile(rf"[•–-]? ?{MASK['P']}")
_TITLE_LABEL = re.compile(rf"{MASK['R']}:?")
#: What stands between a body's name and the house that it is part of.
_AT_HOUSE = re.compile(" (?:vid|hos|ved) ")
_NAME_LINE = re.compile(rf"{MASK['P']}[\ue040\ue041]?[ ,:]*")
#: A heading that is an event's name is at most so long (code points).
_LONGEST_HEADING = 120
#: How sure it is that who was said to pay for several projects pays for one under its own heading.
_HEADED = 0.72
#: How sure it is that who is named under a time of day in an event's programme takes part.
_ON_PROGRAMME = 0.74
#: So much may stand before a name that a line begins with: the mark of an item, how one is addressed.
_LONGEST_ADDRESS = 12
#: So many lines are about one person at most: the name and what follows.
_LONGEST_CARD = 5
#: Words of a name that its abbreviation has a letter of have so many letters at least.
_LONG_WORD = 4
#: A label is at most so long (code points).
_LONGEST_LABEL = 50
#: Languages in which the council that a text names is the one of whose seats it goes on to tell.
_COUNCILS_AS_NAMED = ("de", "nl", "fi")


def _abbreviates(letters: str, words: list[str]) -> bool:
    """Whether letters are those of words in order, the first of each word among them."""
    if not words:
        return not letters
    word, low = words[0].lower(), letters.lower()
    if not low or low[0] != word[0]:
        return False
    for size in range(1, len(low) + 1):
        position = 0
        for letter in low[:size]:
            position = word.find(letter, position) + 1
            if not position:
                return False
        if _abbreviates(letters[size:], words[1:]):
            return True
    return False


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
        self.statements = Statements(
            extractor, self.document, self.evidence, self.tasks, self.page, self._find_publisher()
        )
        self._shorten_publisher()
        self.rosters = Rosters(extractor, self.document, self.evidence, self.tasks, self.statements)
        self.members = Members(extractor, self.document, self.evidence, self.tasks, self.statements)
        self.grants = Grants(extractor, self.document, self.evidence, self.tasks, self.statements)
        self.voices: dict[int, int] = {}
        #: What the text spoke of, when it was last read to its end.
        self.context = Context(self.document)
        self._read()
        self.page.name()
        taught = self.evidence.taught or self.tasks.taught
        if taught:
            self.evidence.spread(self.page.named())
        if taught or self.page.sessions or max(self.page.event, self.page.project) >= 0:
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
                self._read()
        self.statements.complete_givers()
        implied = Implied(extractor, self.document, self.evidence, self.page, self.statements, self.context)
        implied.seat()
        Posts(extractor, self.document, self.evidence, self.page, self.statements).employ()
        implied.attend()
        implied.host()
        self.statements.credit_organisers()
        note_parts(extractor, self.document, self.evidence, self.tasks, self.statements)
        relations = self.statements.relations
        main = frozenset([self.page.project, self.page.event])
        for relation in self.topics.relations(
            extractor.themes,
            self.evidence.sentence_at,
            list(relations.values()),
            main,
            extractor.theme_follows,
            extractor.budget_post,
        ):
            relations.setdefault((relation.subject, relation.predicate, relation.object, relation.start), relation)

    def _find_publisher(self) -> int:
        """The publisher as a thing, when it is an organisation that the registry, the text or its form shows."""
        name = self.article.publisher
        if not name:
            return -1
        listed = self.evidence.listed(name, 0.8)
        if listed >= 0:
            return listed
        index = self.document.find_thing("Organization", name)
        # "Saco-S-rådet" of the text is that of "Saco-S-rådet vid Uppsala universitet".
        short = _AT_HOUSE.split(name, maxsplit=1)[0] if index is None else name
        if index is None and short != name:
            index = self.document.find_thing("Organization", short)
        if index is not None:
            return index
        folded = fold(name)
        for span in self.x.finders.names.find(Tokens(name, folded, self.x.finders.lexicon), name, folded, frozenset()):
            if (span.start, span.end, span.code, span.source) == (0, len(name), ORGANIZATION, "form"):
                return self.document.add_thing("Organization", span.name, span.cls, (), span.weight)
        return -1

    def _shorten_publisher(self) -> None:
        """An abbreviation that nothing explains is the publisher's where its letters stand in the publisher's name, the
        first of each word among them (*SPSM*: Specialpedagogiska skolmyndigheten).
        """
        publisher = self.statements.publisher
        words = (
            [w for w in self.document.things[publisher].name.split() if len(w) >= _LONG_WORD] if publisher >= 0 else []
        )
        for thing in list(self.document.things) if len(words) > 1 else ():
            if (
                thing.type == "Organization"
                and thing.name.isupper()
                and not thing.refs
                and _abbreviates(thing.name, words)
            ):
                self.document.things[publisher].add_name(thing.name)
                self.evidence.reclaim(publisher)

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
        label = -1
        #: Lines of a list that label those after them, by the line that introduces the list.
        labels: dict[int, int] = {}
        card: Masked | None = None
        for number, sentence in enumerate(sentences):
            context.voice = self.voices.get(number, -1)
            context.here = present = self.evidence.present[number]
            numbers = present
            extra = coreferences(document, context, sentence, present)
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
            if number and self._is_label(number - 1, sentence.block):
                # A label and its value on lines of their own: "Finansiärer" / "Vinnova, Formas".
                self.statements.apply_joined("item", masks[number - 1], masked, number, context)
                label = number - 1 if self._is_bare(number - 1, masks[number - 1]) else label
                if 0 <= label < number - 1:
                    # … or several: "Partner" / "Vinnova" / "Formas".
                    self.statements.apply_joined("item", masks[label], masked, number, context)
            elif label >= 0 and sentence.block == sentences[number - 1].block and _OF_COUNTRY.match(masked.text):
                # "Sverige: Vinnova och Formas. Norge: Oslo kommune."
                self.statements.apply_joined("item", masks[label], masked, number, context)
            else:
                label = -1
            if card and masked.size and _ORGANIZATION_LINE.fullmatch(masked.text):
                # … and then the organisation: "Anna Ek" / "enhetschef" / "Boverket".
                self.statements.line = number - 2
                self.statements.apply_joined("sentence", card, masked, number, context, ", ")
                self.statements.line = -1
            card = None
            intro = labels.get(sentence.intro, sentence.intro)
            if sentence.intro >= 0 and self._labels_what_follows(number, masked):
                labels[sentence.intro] = number
            heading = number - 1 if number and self._is_label(number - 1, sentence.block) else intro
            if heading in masks and masked.size and _PERSON_FIRST.match(masked.text):
                # A title on a line of its own, then who has it: "Projektledare" / "Anna Ek, Boverket".
                titled = self.evidence.mask(heading, self.evidence.present[heading], roles=True)
                if _TITLE_LABEL.fullmatch(titled.text) and not self._is_of_name_above(heading, masks):
                    self.statements.line = heading
                    self.statements.apply_joined("sentence", titled, masked, number, context, ": ")
                    self.statements.line = -1
            if self._is_name(number - 1, masks) and self._is_of_name_above(number, masks):
                # A name on a line of its own, then the title: "Anna Ek" / "enhetschef, Boverket".
                self.statements.line = number - 1
                titled = self.evidence.mask(number, numbers, roles=True)
                mark = " " if self._goes_on(number, titled) else ", "
                self.statements.apply_joined("sentence", masks[number - 1], titled, number, context, mark)
                self.statements.line = -1
                card = masks[number - 1].join(titled, ", ") if _TITLE_LINE.fullmatch(titled.text) else None
            elif self._is_of_card(number, masks):
                # A name, the organisation, then the title: "Anna Ek" / "Boverket" / "enhetschef".
                self.statements.line = number - 2
                titled = self.evidence.mask(number, numbers, roles=True)
                self.statements.apply_joined("sentence", masks[number - 2], titled, number, context, ", ")
                self.statements.line = -1
            if masked.size and _HOUSE_LINE.fullmatch(masked.text) and self._is_held_above(number):
                # A title and a name on one line, whose they are on the next: "professor Anna Ek" / "Umeå universitet".
                self.statements.line = number - 1
                held = self.evidence.mask(number - 1, self.evidence.present[number - 1], roles=True)
                self.statements.apply_joined("sentence", held, masked, number, context, ", ")
                self.statements.line = -1
            seat = self._seat_above(number)
            if seat == number - 1 >= 0 and self._is_name(seat, masks) and not self._is_of_name_above(number, masks):
                seat = -1
            if seat >= 0:
                # "Anna Ek, ordförande" / "Rektor Umeå universitet": both lines are hers.
                name = next(n for n in self.evidence.present[seat] if spans[n].code == PERSON)
                self.statements.line = seat
                titled = self.evidence.mask(number, numbers, roles=True)
                named = self.evidence.mask(seat, [name], end=spans[name].end)
                self.statements.apply_joined("sentence", named, titled, number, context, ", ")
                self.statements.line = -1
            if number and sentences[number - 1].block == sentence.block:
                self.statements.line = number - 1
                self.statements.apply_joined("after", masks[number - 1], masked, number, context)
                self.statements.line = -1
            if title >= 0 and sentence.block == lead:
                self.statements.apply_joined("lead", masks[title], masked, number, context)
            # Persons in lines of their own are a roster's.
            listed = sentence.kind == "item" or PERSON not in masked.kinds
            if intro in masks and listed and document.begins_block(number):
                self.statements.apply_joined("item", masks[intro], masked, number, context)
            if masked.kinds.count(PERSON) == 1:
                for opener in find_openers(document, self.evidence.present, masks, number):
                    if opener != intro or not listed:
                        self.statements.apply_joined("item", masks[opener], masked, number, context)
            headed = self.page.headed.get(number, -1)
            if headed >= 0:
                context.introduced.append(("Project", headed))
                if context.funder >= 0:
                    self.statements.add(context.funder, "funds", headed, _HEADED, "reading/headed-project", number)
            if self.page.event >= 0 and PERSON in masked.kinds and self.page.layout.is_on_programme(number):
                self._note_on_programme(number, masked, context)
            context.note(present)
        del spans[base:]
        self.context = context

    @staticmethod
    def _is_name(number: int, masks: dict[int, Masked]) -> bool:
        """Whether a line is a person's name and nothing else."""
        return number >= 0 and masks[number].size == 1 and _NAME_LINE.fullmatch(masks[number].text) is not None

    def _goes_on(self, number: int, titled: Masked) -> bool:
        """Whether a line goes on with the sentence that the line above begins: in small letters, and with no title."""
        start = self.document.sentences[number].start
        return self.document.text[start].islower() and titled.text[:1] not in (MASK[ROLE], MASK[BOARD_ROLE])

    def _is_of_name_above(self, number: int, masks: dict[int, Masked]) -> bool:
        """Whether a line below a name is about that name, and no title of the name that follows: the name stands
        nearer, or with names and titles in turn the first of them is a name.
        """
        if not self._is_name(number - 1, masks):
            return self._is_of_card(number, masks)
        sentences = self.document.sentences
        if number + 1 == len(sentences):
            return True
        above, below = self._lines_between(number - 1), self._lines_between(number)
        persons = [n for n in self.evidence.present[number + 1] if self.document.spans[n].code == PERSON]
        if above != below or not persons:
            return above <= below or not persons
        first = number - 1
        while first and self._lines_between(first - 1) == above:
            titled = self.evidence.mask(first - 1, self.evidence.present[first - 1], roles=True)
            if not (self._is_name(first - 1, masks) or _TITLE_LABEL.fullmatch(titled.text)):
                break
            first -= 1
        return self._is_name(first, masks)

    def _is_of_card(self, number: int, masks: dict[int, Masked]) -> bool:
        """Whether a line stands right below a name and the organisation that it is of."""
        return (
            self._is_name(number - 2, masks)
            and _ORGANIZATION_LINE.fullmatch(masks[number - 1].text) is not None
            and self._lines_between(number - 2) == self._lines_between(number - 1) == 1
        )

    def _lines_between(self, number: int) -> int:
        """How many line breaks part a sentence from the next."""
        sentences, view = self.document.sentences, self.document.view
        start, end = view.to_source(sentences[number].end, end=True), view.to_source(sentences[number + 1].start)
        return self.article.text.count("\n", start, end)

    def _note_on_programme(self, number: int, masked: Masked, context: Context) -> None:
        """Who is named under a time of day in an event's programme takes part."""
        if self.x.negation.search(masked.text) or self.x.past.search(masked.text):
            return
        event = context.headed_event if context.headed_event >= 0 else self.page.event
        for mention in masked.mentions.values():
            span = self.document.spans[mention]
            if span.code == PERSON and span.entity >= 0:
                self.statements.add(span.entity, "participatesIn", event, _ON_PROGRAMME, "reading/programme", number)

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
        sentences, begins = document.sentences, self.x.finders.roles.begins_line
        line = sentences[number]
        # Most sentences are prose behind prose.
        if not number or document.text[sentences[number - 1].end - 1] in ".!?:;":
            return -1
        if not begins(document.text[line.start : min(line.end, line.start + _LONGEST_LABEL)]):
            return -1
        codes = {spans[n].code for n in self.evidence.present[number]}
        # A title alone may be the heading of the names below.
        alone = document.begins_block(number) and codes.isdisjoint((ORGANIZATION, UNKNOWN))
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

    def _headed_event(self, number: int, before: int) -> int:
        """The event that the heading over a sentence names: a line of its own that is the name of one that the text
        names elsewhere, too; `before` is that of the sentence before.
        """
        sentence, document = self.document.sentences[number], self.document
        if number in self.page.sessions:
            return self.page.sessions[number]
        alone = sentence.block not in {s.block for s in document.sentences[max(0, number - 1) : number]}
        if not number or not alone or sentence.kind == "item":
            return before
        text = document.text[sentence.start : sentence.end]
        index = document.find_thing("Event", text) if len(text) <= _LONGEST_HEADING else None
        if index is not None:
            return index if self.page.event != index else -1
        if self.page.sessions:
            return before
        return -1 if sentence.kind == "heading" else before

    def _is_label(self, number: int, block: int) -> bool:
        """Whether a sentence is a short line of its own, without a stop, before another block."""
        sentence = self.document.sentences[number]
        text = self.document.text[sentence.start : sentence.end]
        return (
            sentence.block != block
            and len(text) <= _LONGEST_LABEL
            and not text.endswith((".", "!", "?"))
            and self.document.begins_block(number)
        )

    def _is_bare(self, number: int, masked: Masked) -> bool:
        """Whether a label names nothing itself, or only what its capitals look like (*Project Partners*)."""
        if not _NAMED.search(masked.text):
            return True
        sentence, pattern = self.document.sentences[number], self.x.label_line
        return pattern is not None and pattern.match(self.document.folded, sentence.start, sentence.end) is not None

    def _labels_what_follows(self, number: int, masked: Masked) -> bool:
        """Whether a line of a list introduces those after it: it is a label alone, or ends in a colon where nothing but
        the title stands above the list.
        """
        sentence = self.document.sentences[number]
        if self.document.text[sentence.start : sentence.end].endswith(":"):
            return self.document.sentences[sentence.intro].kind == "title"
        pattern = self.x.label_line
        return not masked.size and pattern is not None and pattern.match(masked.text) is not None

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
            if self.tasks.last_place() > (self.statements.last_place(project, number) if project >= 0 else -1):
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
