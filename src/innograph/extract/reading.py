"""One article being read: sentence by sentence, every rule, with what was spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innograph.article import Article
from innograph.extract.context import Context, coreferences
from innograph.extract.document import Document, Prefer, Proposed, Thing, key
from innograph.extract.findings import Findings, FoundRelation, FoundThing
from innograph.extract.rules import MASK, TEXTS, Masked, Rule, joined, mask
from innograph.extract.spans import (
    CODE_OF_TYPE,
    EVENT,
    MUNICIPALITY,
    NATIONALITY,
    ORGANIZATION,
    PROJECT,
    UNKNOWN,
    Span,
)
from innograph.extract.tasks import Tasks
from innograph.extract.topics import Topics
from innograph.extract.voices import find_voices
from innograph.facts import SIGNATURES, Mention

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Things without a relation are listed only from this weight on.
_LISTED_FROM = 0.5
#: How sure it is that a project leader leads the project that the text speaks of.
_OF_THE_PROJECT = 0.85
_CLAUSE_END = re.compile(r"[,;:–”»\"]")
_POSTS = frozenset(["worksFor", "hasRole", "leads"])
#: How many sentences of a paragraph may lie between an assignment and the word that tells who gave it.
_LOOK_BACK = 4
#: How sure it is that who speaks in an organisation's text works there.
_SPEAKS_FOR = 0.7
_NAME_LINE = re.compile(rf"{MASK['P']}[\ue040\ue041]?[ ,:]*")
#: A sentence with more mentions is an index or a menu: rules over lists would need too long and say nothing true.
_MOST_MENTIONS = 60
#: A label is at most so long (code points); so many different ones make a project's or an event's page.
_LONGEST_LABEL, _PAGE_LABELS = 50, 2
#: A heading over whom to ask holds for so many lines.
_CONTACT_LINES = 5
#: Classes of organisations that others are members of.
_HAVE_MEMBERS = ("inno:Network", "inno:CompetenceCentre", "inno:Association", "inno:Council")
_Key = tuple[int, str, "int | str", int]


class Reading:
    """The state of reading one article, and what was found."""

    def __init__(
        self, extractor: Extractor, article: Article, prefer: Prefer, proposed: tuple[Proposed, ...] = ()
    ) -> None:
        self.x = extractor
        self.article = article
        self.prefer = prefer
        self.document = Document(article, extractor.finders, extractor.gazetteer, prefer, proposed)
        self._starts = [s.start for s in self.document.sentences]
        self.present = self._place_spans()
        self._read_municipalities()
        self.relations: dict[_Key, FoundRelation] = {}
        self.tasks = Tasks(self.document, extractor.task_start, extractor.task_end, extractor.title_end)
        self.topics = Topics(self.document, self.tasks)
        self.voices: dict[int, int] = {}
        self.publisher = self._find_publisher()
        #: The sentence (a name's line) that evidence begins with, when the next line goes on about it; -1: none.
        self._line = -1
        #: The sentence that last named the government as the giver of an assignment.
        self._giver = -1
        #: Whether rules have explained names that were unknown before.
        self.taught = False
        self._page_project = self._page_event = -1
        self._read()
        self._name_project()
        self._name_event()
        if self.taught:
            self._spread()
            self._read()
        if any(t.low in extractor.language.we or t.low.endswith(extractor.we_endings) for t in self.document.tokens):
            self.voices = find_voices(
                self.document, self.present, self._employers(), self.publisher, extractor.speech, extractor.stated_voice
            )
            if self.voices:
                self._read()
        self._employ_speakers()
        for relation in self.topics.relations(extractor.themes, self.sentence_at):
            self.relations.setdefault((relation.subject, relation.predicate, relation.object, relation.start), relation)

    # -- preparation -----------------------------------------------------------------------------------------------

    def _place_spans(self, hidden: frozenset[int] = frozenset()) -> list[list[int]]:
        """The numbers of the spans in each sentence, but for hidden ones."""
        sentences = self.document.sentences
        placed: list[list[int]] = [[] for _ in sentences]
        number = 0
        for n, span in enumerate(self.document.spans):
            if n in hidden:
                continue
            while number < len(sentences) and sentences[number].end <= span.start:
                number += 1
            if number < len(sentences) and sentences[number].start <= span.start and span.end <= sentences[number].end:
                placed[number].append(n)
        return placed

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds a position of the view (the last one before it, between two)."""
        return max(0, bisect_right(self._starts, position) - 1)

    def _mask(self, number: int, spans: list[int]) -> Masked:
        sentence = self.document.sentences[number]
        return mask(self.document.folded, sentence.start, sentence.end, self.document.spans, spans)

    def _read_municipalities(self) -> None:
        """A municipality named by its place alone counts where the text says that municipalities are meant."""
        spans = self.document.spans
        for number, present in enumerate(self.present):
            if not any(spans[n].code == MUNICIPALITY for n in present):
                continue
            masked = self._mask(number, present)
            lists = [
                match.span("list")
                for pattern in (self.x.municipalities, self.x.municipalities_before)
                if pattern is not None
                for match in pattern.finditer(masked.text)
            ]
            # "Oslo, Bergen og Molde kommune": the last of the list says what those before it are.
            for match in self.x.organization_list.finditer(masked.text):
                first = match.start()
                for position in (p for p in range(*match.span()) if p in masked.mentions):
                    span = spans[masked.mentions[position]]
                    if span.code == ORGANIZATION:
                        if span.cls in ("inno:Municipality", "inno:Region"):
                            lists.append((first, position))
                        first = position + 1
            for position in (p for begin, end in lists for p in range(begin, end)):
                if masked.text[position] == MASK[MUNICIPALITY]:
                    self._promote(masked.mentions[position])

    def _promote(self, number: int, codes: str = ORGANIZATION) -> int:
        """Make a thing of a place name, a nationality or an unknown name; return its number.

        `codes` are those of the slot that the name stands in: they tell what an unknown name names.
        """
        document = self.document
        span = document.spans[number]
        if span.entity >= 0:
            return span.entity
        type_, cls = "Organization", span.cls or "org:Organization"
        if span.code == NATIONALITY:
            type_, cls = "Country", ""
        elif span.code == UNKNOWN and PROJECT in codes:
            type_, cls = "Project", "inno:Project"
        elif span.code == UNKNOWN and EVENT in codes:
            type_, cls = "Event", "inno:Event"
        if span.code == UNKNOWN:
            # What the text has explained before (the launch of X) stays what it is.
            for known in ("Project", "Event", "Organization"):
                index = document.find_thing(known, span.name)
                if index is not None:
                    type_, cls = known, document.things[index].cls
                    break
            self.taught = True
            if type_ != "Organization":
                self._extend(span)
        span.entity = document.add_thing(type_, span.name, cls, span.refs, max(span.weight, 0.7))
        thing = document.things[span.entity]
        if number not in thing.spans:
            thing.spans.append(number)
        thing.add_name(span.name)
        if span.code != NATIONALITY:
            span.code = CODE_OF_TYPE[type_]
        return span.entity

    def _extend(self, span: Span) -> None:
        """A title may go on after its capitalised words."""
        if span.source == "title":
            return
        end = self.document.sentences[self.sentence_at(span.start)].end
        tokens = self.document.tokens_in(span.start, end)
        stop = self.x.finders.names.title_end(span.start, tokens, self.document.text)
        if stop > span.end:
            span.end = stop
            span.name = self.document.text[span.start : stop]

    def _spread(self) -> None:
        """Give every mention of a name that a rule explained the same thing, and place the spans anew."""
        document = self.document
        spans = document.spans
        names: dict[str, int] = {}
        for index, thing in enumerate(document.things):
            if thing.type in CODE_OF_TYPE:
                for name in thing.names:
                    names.setdefault(key(name), index)
        for number, span in enumerate(spans):
            if span.code == UNKNOWN and key(span.name) in names:
                span.entity = names[key(span.name)]
                span.code = CODE_OF_TYPE[document.things[span.entity].type]
                document.things[span.entity].spans.append(number)
        # A name that grew hides what was found inside it.
        reach = 0
        hidden: set[int] = set()
        for number in sorted(range(len(spans)), key=lambda n: (spans[n].start, -spans[n].end)):
            if spans[number].start < reach:
                hidden.add(number)
            reach = max(reach, spans[number].end)
        for number in hidden:
            entity = spans[number].entity
            if entity >= 0 and number in document.things[entity].spans:
                document.things[entity].spans.remove(number)
        self.present = self._place_spans(frozenset(hidden))

    def _listed(self, name: str, weight: float) -> int:
        """The listed organisation of this name as a thing; -1 when there is none or it cannot be meant."""
        entries = tuple(e for e in self.x.gazetteer.entries(name) if e.type == "Organization")
        entry = self.prefer(entries) if entries else None
        if entry is None:
            return -1
        return self.document.add_thing("Organization", name, entry.cls, (entry.ref,), weight)

    def _find_publisher(self) -> int:
        """The publisher as a thing, when it is an organisation that the registry or the text knows."""
        name = self.article.publisher
        if not name:
            return -1
        listed = self._listed(name, 0.8)
        if listed >= 0:
            return listed
        index = self.document.find_thing("Organization", name)
        return -1 if index is None else index

    def _employers(self) -> dict[int, int]:
        """Persons and the organisation that the text first says they work for."""
        employers: dict[int, int] = {}
        for relation in sorted(self.relations.values(), key=lambda r: (r.start, r.subject, str(r.object))):
            if relation.predicate == "worksFor" and isinstance(relation.object, int):
                employers.setdefault(relation.subject, relation.object)
        return employers

    # -- reading ---------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        document = self.document
        spans = document.spans
        context = Context(document)
        context.publisher = self.publisher
        context.find_main()
        if context.main_project < 0:
            context.main_project = self._page_project
        if self._page_event >= 0:
            context.main_event = self._page_event
        self.relations.clear()
        self.topics.clear()
        self.tasks.current = -1
        base = len(spans)
        masks: dict[int, Masked] = {}
        sentences = document.sentences
        title = 0 if sentences and sentences[0].kind == "title" else -1
        lead = next((s.block for s in sentences if s.kind not in ("title", "heading")), -1)
        for number, sentence in enumerate(sentences):
            context.voice = self.voices.get(number, -1)
            context.here = present = self.present[number]
            numbers = present
            extra = coreferences(document, context, sentence, present)
            if extra:
                numbers = [*present, *range(len(spans), len(spans) + len(extra))]
                spans += extra
                numbers.sort(key=lambda n: spans[n].start)
            masks[number] = masked = self._mask(number, numbers)
            self._note_topics(number, numbers, masked, context)
            self._note_groups(context, masked)
            self._apply("sentence", masked, number, context)
            if number and self._is_label(number - 1, sentence.block):
                # A label and its value on lines of their own: "Finansiärer" / "Vinnova, Formas".
                self._apply("item", joined(masks[number - 1], masked), number, context)
            if number and _NAME_LINE.fullmatch(masks[number - 1].text):
                # A name on a line of its own, then the title: "Anna Ek" / "enhetschef, Boverket".
                self._line = number - 1
                titled = mask(document.folded, sentence.start, sentence.end, spans, numbers, roles=True)
                self._apply("sentence", joined(masks[number - 1], titled, ", "), number, context)
                self._line = -1
            if number and sentences[number - 1].block == sentence.block:
                self._line = number - 1
                self._apply("after", joined(masks[number - 1], masked), number, context)
                self._line = -1
            if title >= 0 and sentence.block == lead:
                self._apply("lead", joined(masks[title], masked), number, context)
            first_of_block = number == 0 or sentences[number - 1].block != sentence.block
            if sentence.intro in masks and first_of_block:
                self._apply("item", joined(masks[sentence.intro], masked), number, context)
            context.note(present)
        del spans[base:]

    def _is_label(self, number: int, block: int) -> bool:
        """Whether a sentence is a short line of its own, without a stop, before another block."""
        sentence = self.document.sentences[number]
        text = self.document.text[sentence.start : sentence.end]
        return (
            sentence.block != block
            and len(text) <= _LONGEST_LABEL
            and not text.endswith((".", "!", "?"))
            and (number == 0 or self.document.sentences[number - 1].block != sentence.block)
        )

    def _name_project(self) -> None:
        """A page with a project's fact lines (coordinator, duration, funder) and no other project is about one project:
        its title is the name.
        """
        if self._has_labels(self.x.project_page) and not any(t.type == "Project" for t in self.document.things):
            text = self.document.text[self.document.sentences[0].start : self.document.sentences[0].end]
            end = self.document.sentences[0].start + len(re.split(r" [|–-] (?=[^|–-]+$)", text)[0])
            self._page_project, self.taught = self.tasks.title("Project", self.document.sentences[0].start, end)

    def _name_event(self) -> None:
        """A page with an event's lines (speakers, programme, place, how to register) is about one event: the one that
        its title names, else its title is the name.
        """
        if self._page_project >= 0 or not self._has_labels(self.x.event_page):
            return
        title = self.document.sentences[0]
        for number in self.present[0]:
            if self.document.spans[number].code == EVENT and self.document.spans[number].entity >= 0:
                self._page_event = self.document.spans[number].entity
                return
        if any(t.type == "Event" and len(t.spans) > 1 for t in self.document.things):
            return
        last = next(s for s in reversed(self.document.sentences) if s.block == title.block)
        text = self.document.text[title.start : last.end]
        end = title.start + len(re.split(r" [|–] (?=[^|–]+$)", text)[0])
        self._page_event, new = self.tasks.title("Event", title.start, end)
        self.taught = self.taught or new

    def _is_contact(self, number: int) -> bool:
        """Whether a line belongs to a block that says whom to ask."""
        pattern, folded = self.x.contact_heading, self.document.folded
        sentences = self.document.sentences
        before = sentences[max(0, number - _CONTACT_LINES) : number + 1]
        return pattern is not None and any(pattern.match(folded, s.start, s.end) for s in before)

    def _has_labels(self, pattern: re.Pattern[str] | None) -> bool:
        """Whether a page with a title has two different lines of a kind."""
        sentences = self.document.sentences
        if pattern is None or not sentences or self.document.text[: sentences[0].end].rstrip().endswith((".", ":")):
            return False
        found = [m for s in sentences[1:] if (m := pattern.match(self.document.folded, s.start, s.end))]
        # A weak label (time, place) is on many pages: it counts beside another.
        return len({m.group() for m in found}) >= _PAGE_LABELS and any(m.lastgroup != "weak" for m in found)

    def _note_topics(self, number: int, numbers: list[int], masked: Masked, context: Context) -> None:
        """Note which activities a sentence speaks of, for their themes."""
        spans = self.document.spans
        things = {spans[n].entity for n in numbers if spans[n].entity >= 0}
        if self.x.continues and self.x.continues.match(masked.text):
            # "Syftet är …", "Det handlar om …" goes on about the project or assignment before it.
            project = context.last("Project")
            if self.tasks.last_place() > (self._last_place(project, number) if project >= 0 else -1):
                things.add(self.tasks.current)
            elif project >= 0:
                things.add(project)
        if self.tasks.current >= 0 and self.x.task_noun and self.x.task_noun.search(masked.text):
            things.add(self.tasks.current)
        self.topics.note(number, things)

    def _note_groups(self, context: Context, masked: Masked) -> None:
        if masked.text.count(MASK[ORGANIZATION]) < 2:
            return
        spans = self.document.spans
        for match in self.x.organization_list.finditer(masked.text):
            members = [spans[masked.mentions[p]] for p in range(*match.span()) if p in masked.mentions]
            context.add_group(
                tuple(dict.fromkeys(s.entity for s in members if s.code == ORGANIZATION and s.entity >= 0))
            )

    def _apply(self, scope: str, masked: Masked, number: int, context: Context) -> None:
        if len(masked.mentions) > _MOST_MENTIONS:
            return
        for rule, pattern, slots in self.x.applicable(masked.codes, scope):
            for match in pattern.finditer(masked.text):
                if not self._blocked(rule, masked.text, match):
                    self._give(rule, masked, match, slots, number, context)

    def _blocked(self, rule: Rule, text: str, match: re.Match[str]) -> bool:
        """Whether negation, past or wish in the clause keeps the rule from saying anything."""
        start, end = match.span()
        # What stands before a comma or a quotation's end belongs to another clause (– Det er ikke bra, sier …).
        before = _CLAUSE_END.split(text[max(0, start - 16) : start])[-1]
        # Somebody's post stands whatever is then said of the person (direktør Anna Ek kan ikke love …).
        predicates = {give.predicate for give in rule.gives}
        posts = "hasRole" in predicates and predicates <= _POSTS
        tail = "" if posts else re.split(r"[,;:]", text[end : end + 14], maxsplit=1)[0]
        if self.x.negation.search(before + match.group() + tail):
            return True
        if not rule.allow_past and self.x.past.search(text[max(0, start - 12) : end]):
            return True
        if not rule.allow_wish and self.x.wish.search(match.group()):
            return True
        return rule.unless is not None and rule.unless.search(text) is not None

    def _is_of_a_part(self, masked: Masked, match: re.Match[str]) -> bool:
        """Dutch and German: whether a role is one of a part of the employer (*directeur* natuurbeheer bij …)."""
        language = self.x.language
        groups = match.groupdict()
        if language.tag not in ("nl", "de") or groups.get("role") is None:
            return False
        start = match.end("role")
        ends = [match.start(g) for g in ("employer", "organization") if groups.get(g) and match.start(g) > start]
        between = masked.text[start : min(ends)] if ends else ""
        if MASK[UNKNOWN] in between:
            return True
        word = re.match(r"[ ,(]*(\w+)", between)
        links = {w.split()[0] for w in language.employer_prepositions} | {*language.conjunctions, "die", "das"}
        return word is not None and word.group(1) not in links

    # -- what a match says -----------------------------------------------------------------------------------------

    def _give(
        self,
        rule: Rule,
        masked: Masked,
        match: re.Match[str],
        slots: dict[str, str],
        number: int,
        context: Context,
    ) -> None:
        for slot, classes in rule.classes:
            # Only a ministry's request is an assignment: what fills the slot must be of these classes.
            filled = self._values(slot, masked, match, slots, context, number)
            if any(isinstance(v, int) and self.document.things[v].cls not in classes for v in filled):
                return
        weight = self._weight(rule, masked, match, slots)
        for slot, codes in slots.items():
            # Names and titles are learnt even where no relation comes of it.
            if (codes in TEXTS and codes != "text") or codes in ("JU", "EU"):
                self._values(slot, masked, match, slots, context, number)
        roles: dict[int, list[str]] = {}
        employers: list[tuple[int, int]] = []
        for give in rule.gives:
            subjects = self._values(give.subject, masked, match, slots, context, number)
            if give.subject == give.object:
                pairs = [(s, o) for i, s in enumerate(subjects) for o in subjects[i + 1 :]]
            else:
                objects = self._values(give.object, masked, match, slots, context, number)
                pairs = [(s, o) for s in subjects for o in objects]
            for subject, obj in pairs:
                where = self._giver if "@government" in (give.subject, give.object) else number
                if isinstance(obj, str) and self._adds_nothing(obj, roles.get(int(subject), ())):
                    continue
                if give.predicate == "leads" and isinstance(subject, int) and not self._heads(roles.get(subject), obj):
                    continue
                if isinstance(subject, str) or not self._add(subject, give.predicate, obj, weight, rule.id, where):
                    continue
                if give.predicate == "hasRole" and isinstance(obj, str):
                    roles.setdefault(subject, []).append(obj)
                if give.predicate == "worksFor" and isinstance(obj, int):
                    employers.append((subject, obj))
        for person, employer in employers:
            if self._is_of_a_part(masked, match):
                break
            if any(self.x.finders.roles.leads(role) for role in roles.get(person, ())):
                self._add(person, "leads", employer, weight, rule.id, number)
        leader = self.x.project_leader
        if leader and (heads := [p for p, titles in roles.items() if any(leader.search(t) for t in titles)]):
            project = context.focus("Project")
            for person in heads if project >= 0 else ():
                self._add(person, "leads", project, weight * _OF_THE_PROJECT, rule.id, number)

    def _adds_nothing(self, role: str, others: Sequence[str]) -> bool:
        """Whether a title is a bare one beside a leading one (*generaldirektör och chef för X*)."""
        pattern = self.x.bare_title
        return pattern is not None and bool(pattern.fullmatch(role)) and any(map(self.x.finders.roles.leads, others))

    def _heads(self, roles: list[str] | None, obj: int | str) -> bool:
        """Whether one of the roles that the same words give leads a project (its manager does, its researcher not)."""
        if not roles or not isinstance(obj, int) or self.document.things[obj].type != "Project":
            return True
        finder = self.x.finders.roles
        return any(finder.leads(r) or finder.leads_project(r) for r in roles)

    def _weight(self, rule: Rule, masked: Masked, match: re.Match[str], slots: dict[str, str]) -> float:
        """How sure a match is: the rule, lessened by the least certain mention in it."""
        weight = rule.confidence
        for slot, codes in slots.items():
            if codes in TEXTS or match.group(slot) is None:
                continue
            for position in range(*match.span(slot)):
                n = masked.mentions.get(position)
                if n is not None and self.document.spans[n].code in codes:
                    weight = min(weight, rule.confidence * (0.6 + 0.4 * self.document.spans[n].weight))
        return weight

    def _values(
        self,
        slot: str,
        masked: Masked,
        match: re.Match[str],
        slots: dict[str, str],
        context: Context,
        number: int,
    ) -> list[int | str]:
        """What a slot of a match holds: numbers of things, or roles as text; nothing for a slot left out."""
        if slot.startswith("@"):
            index = self._special(slot, context, number)
            return [index] if index >= 0 else []
        if slot not in slots or match.group(slot) is None:
            return []
        start, end = match.span(slot)
        if slots[slot] in TEXTS:
            index = self._text(slots[slot], masked, start, end, number, context)
            return [index] if index >= 0 else []
        values: list[int | str] = []
        for position in range(start, end):
            n = masked.mentions.get(position)
            span = self.document.spans[n] if n is not None else None
            if n is None or span is None or span.code not in slots[slot]:
                continue
            if span.code in "RFB":
                values.append(span.name)
            elif span.group:
                values.extend(span.group)
            else:
                values.append(self._promote(n, slots[slot]))
        return list(dict.fromkeys(values))

    def _text(self, kind: str, masked: Masked, start: int, end: int, number: int, context: Context) -> int:
        """The thing that a stretch of free text names."""
        a, b = masked.to_view(start), masked.to_view(end - 1) + 1
        if end - 1 in masked.mentions:
            b = self.document.spans[masked.mentions[end - 1]].end
        if kind == "text":
            return self.tasks.name(a, min(b, self.document.sentences[number].end))
        index, new = self.tasks.title(TEXTS[kind], a, b)
        self.taught = self.taught or new
        if index >= 0:
            context.put_first(TEXTS[kind], index)
        return index

    def _special(self, slot: str, context: Context, number: int) -> int:
        """What the context holds for `@…` in a rule; -1 for nothing."""
        if slot == "@publisher":
            return self.publisher
        if slot == "@project":
            return context.focus("Project")
        if slot == "@event":
            return context.focus("Event")
        if slot == "@page":
            return -1 if self._is_contact(number) else self._page_event
        if slot in ("@activity", "@topic"):
            project, event = context.focus("Project"), context.focus("Event")
            if project >= 0 and event >= 0:
                return max(project, event, key=lambda e: self._last_place(e, number))
            return max(project, event)
        if slot == "@assignment":
            return self.tasks.current
        if slot == "@organization":
            return context.last("Organization")
        if slot == "@network":
            return context.last("Organization", _HAVE_MEMBERS)
        if slot == "@speaker":
            return context.voice
        return self._government(number) if slot == "@government" else -1

    def _last_place(self, entity: int, number: int) -> int:
        end = self.document.sentences[number].end
        places = [self.document.spans[n].start for n in self.document.things[entity].spans]
        places += [a for a, _ in self.tasks.places.get(entity, ())]
        return max((p for p in places if p < end), default=-1)

    def _government(self, number: int) -> int:
        """The government, for *regeringsuppdrag*: the word itself names it, here or just before in the paragraph."""
        name = self.x.language.classes.get("government", "")
        pattern = self.x.government_compound
        if pattern is None or not name:
            return -1
        sentences = self.document.sentences
        for n in range(number, max(-1, number - _LOOK_BACK), -1):
            sentence = sentences[n]
            if sentence.block != sentences[number].block:
                break
            match = pattern.search(self.document.folded, sentence.start, sentence.end)
            index = self._listed(name, 0.9) if match else -1
            if match and index >= 0:
                self.tasks.mention(index, match.start(), match.end())
                self._giver = n
                return index
        return -1

    def _add(self, subject: int, predicate: str, obj: int | str, confidence: float, rule: str, number: int) -> bool:
        """Note a relation whose types are right; whether it is one."""
        things = self.document.things
        subjects, objects = SIGNATURES[predicate]
        if things[subject].type not in subjects:
            return False
        if isinstance(obj, str):
            if "literal" not in objects or not obj.strip():
                return False
        elif (
            things[obj].type not in objects
            or obj == subject
            or (predicate == "assignedTo" and things[obj].cls == "inno:Government")
            or (predicate == "collaboratesWith" and things[subject].type == things[obj].type == "Country")
        ):
            return False
        if predicate == "collaboratesWith" and isinstance(obj, int) and obj < subject:
            subject, obj = obj, subject
        sentence = self.document.sentences[number]
        view = self.document.view
        start = sentence.start if self._line < 0 else self.document.sentences[self._line].start
        place = view.to_source(start)
        k: _Key = (subject, predicate, obj, place)
        old = self.relations.get(k)
        if old is None or old.confidence < confidence:
            end = view.to_source(sentence.end, end=True)
            self.relations[k] = FoundRelation(subject, predicate, obj, round(confidence, 3), rule, place, end)
        return True

    def _employ_speakers(self) -> None:
        """In an organisation's own text, who speaks with a title and no employer works for the publisher."""
        if self.publisher < 0 or self.x.outsiders is None:
            return
        employed = {r.subject for r in self.relations.values() if r.predicate in ("worksFor", "memberOf")}
        for relation in list(self.relations.values()):
            role = relation.object
            if relation.predicate != "hasRole" or relation.subject in employed or not isinstance(role, str):
                continue
            number = self.sentence_at(self.document.view.to_view(relation.start))
            sentence = self.document.sentences[number]
            if self.x.outsiders.search(role) or not self.x.speech.search(
                self.document.folded, sentence.start, sentence.end
            ):
                continue
            self._add(relation.subject, "worksFor", self.publisher, _SPEAKS_FOR, "reading/publisher-speaks", number)
            if self.x.finders.roles.leads(role):
                self._add(relation.subject, "leads", self.publisher, _SPEAKS_FOR, "reading/publisher-speaks", number)

    # -- result ----------------------------------------------------------------------------------------------------

    def findings(self) -> Findings:
        """What was found, in an order that depends on the text alone, without things that nothing names or uses."""
        document = self.document
        used: set[int] = set()
        for relation in self.relations.values():
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
            for r in self.relations.values()
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
