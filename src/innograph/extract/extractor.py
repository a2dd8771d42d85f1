"""Facts of one article: rules over masked sentences, pronouns resolved, assignments named.

Pure: text and language data in, findings out; nothing is kept between articles.
"""

from __future__ import annotations

import re

from innograph.article import Article
from innograph.extract.context import Context, coreferences
from innograph.extract.document import Document, Finders, Prefer, Thing, key
from innograph.extract.findings import Findings, FoundRelation, FoundThing
from innograph.extract.gazetteer import Gazetteer
from innograph.extract.language import Language, alternation
from innograph.extract.rules import MASK, TEXTS, Masked, Rule, joined, list_pattern, load_rules, mask
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
from innograph.extract.themes import ThemeFinder
from innograph.extract.topics import article_topics, place_hits
from innograph.facts import SIGNATURES, Mention

_STEM = 5
_LONGEST_TASK = 240
_Key = tuple[int, str, "int | str", int]


class Extractor:
    """Finds facts in articles of one language."""

    def __init__(self, language: Language, gazetteer: Gazetteer, themes: ThemeFinder) -> None:
        self.language = language
        self.finders = Finders(language)
        self.gazetteer = gazetteer
        self.themes = themes
        self.rules = load_rules(language)
        self._list = re.compile(list_pattern("OM", language))
        municipal = language.classes.get("municipal")
        self._municipal = (
            re.compile(rf"(?:{municipal})(?:[:,]? (?:[\w-]+ ){{0,2}})(?P<list>{list_pattern('M', language)})")
            if municipal
            else None
        )
        self._negation = re.compile(rf"(?<!\w){alternation(language.negation)}(?!\w)")
        self._past = re.compile(rf"(?<!\w){alternation(language.past)}(?!\w)")
        self._wish = re.compile(rf"(?<!\w){alternation(language.wish)}(?!\w)")
        self._speech = re.compile(rf"(?<!\w){alternation(language.speech)}(?!\w)")
        self._task_end = re.compile(language.classes["task_end"]) if "task_end" in language.classes else None
        self._title_cut = re.compile(language.classes["title_end"]) if "title_end" in language.classes else None
        self._task_noun = re.compile(language.classes["task_noun"]) if "task_noun" in language.classes else None
        self._continues = re.compile(language.classes["continues"]) if "continues" in language.classes else None
        self._task_start = re.compile(language.classes["task_start"]) if "task_start" in language.classes else None

    def find(self, article: Article, prefer: Prefer) -> Findings:
        """The facts of one article. `prefer` decides between listed things of one name."""
        return _Reading(self, article, prefer).findings()


class _Reading:
    """One article being read."""

    def __init__(self, extractor: Extractor, article: Article, prefer: Prefer) -> None:
        self.x = extractor
        self.article = article
        self.prefer = prefer
        self.document = Document(article, extractor.finders, extractor.gazetteer, prefer)
        self.present = self._place_spans()
        self._read_municipalities()
        self.relations: dict[_Key, FoundRelation] = {}
        self.tasks: list[int] = []
        self.task_mentions: dict[int, list[tuple[int, int]]] = {}
        self.voices: dict[int, int] = {}
        self.publisher = self._find_publisher()
        self.sentence_things: dict[int, set[int]] = {}
        self.task_sentences: dict[int, set[int]] = {}
        self.continued: dict[int, set[int]] = {}
        self.taught = False
        self._read()
        if self.taught:
            # Rules found out what some unknown names name: read again with all their mentions known.
            self._spread()
            self._read()
        if self._has_we():
            self._find_voices()
            if self.voices:
                self._read()
        self._find_topics()

    # -- preparation -----------------------------------------------------------------------------------------------

    def _place_spans(self, hidden: frozenset[int] | set[int] = frozenset()) -> list[list[int]]:
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

    def _mask(self, number: int, spans: list[int]) -> Masked:
        sentence = self.document.sentences[number]
        return mask(self.document.folded, sentence.start, sentence.end, self.document.spans, spans)

    def _read_municipalities(self) -> None:
        """A municipality named by its place alone counts where the text says that municipalities are meant."""
        if self.x._municipal is None:
            return
        spans = self.document.spans
        for number, present in enumerate(self.present):
            if not any(spans[n].code == MUNICIPALITY for n in present):
                continue
            masked = self._mask(number, present)
            for match in self.x._municipal.finditer(masked.text):
                for position in range(*match.span("list")):
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
        end = self.document.sentences[self._sentence_at(span.start)].end
        tokens = self.document.tokens_in(span.start, end)
        stop = self.x.finders.names.title_end(span.start, tokens, self.document.text)
        if stop > span.end:
            span.end = stop
            span.name = self.document.text[span.start : stop]

    def _spread(self) -> None:
        """Give every mention of a name that a rule explained the same thing, and place the spans anew."""
        document = self.document
        names: dict[str, int] = {}
        for index, thing in enumerate(document.things):
            if thing.type in CODE_OF_TYPE:
                for name in thing.names:
                    names.setdefault(key(name), index)
        for number, span in enumerate(document.spans):
            if span.code == UNKNOWN and key(span.name) in names:
                span.entity = names[key(span.name)]
                span.code = CODE_OF_TYPE[document.things[span.entity].type]
                document.things[span.entity].spans.append(number)
        # A name that grew hides what was found inside it.
        reach = 0
        hidden: set[int] = set()
        for number in sorted(
            range(len(document.spans)), key=lambda n: (document.spans[n].start, -document.spans[n].end)
        ):
            span = document.spans[number]
            if span.start < reach:
                hidden.add(number)
            reach = max(reach, span.end)
        for number in hidden:
            span = document.spans[number]
            if span.entity >= 0 and number in document.things[span.entity].spans:
                document.things[span.entity].spans.remove(number)
        self.present = self._place_spans(hidden)

    def _find_publisher(self) -> int:
        """The publisher as a thing, when the registry knows it as an organisation."""
        name = self.article.publisher
        if not name:
            return -1
        entries = tuple(e for e in self.x.gazetteer.entries(name) if e.type == "Organization")
        entry = self.prefer(entries) if entries else None
        if entry is not None:
            return self.document.add_thing("Organization", name, entry.cls, (entry.ref,), 0.8)
        index = self.document.find_thing("Organization", name)
        return index if index is not None else -1

    def _has_we(self) -> bool:
        we = self.x.language.we
        return any(t.low in we for t in self.document.tokens)

    # -- reading ---------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        document = self.document
        context = Context(document)
        context.publisher = self.publisher
        self._find_main(context)
        self.relations.clear()
        self.task_sentences.clear()
        base = len(document.spans)
        masks: dict[int, Masked] = {}
        title = 0 if document.sentences and document.sentences[0].kind == "title" else -1
        lead = next((s.block for s in document.sentences if s.kind not in ("title", "heading")), -1)
        for number, sentence in enumerate(document.sentences):
            context.voice = self.voices.get(number, -1)
            present = self.present[number]
            extra = coreferences(document, context, sentence, present)
            numbers = list(present)
            for span in extra:
                numbers.append(len(document.spans))
                document.spans.append(span)
            if extra:
                numbers.sort(key=lambda n: document.spans[n].start)
            masked = self._mask(number, numbers)
            masks[number] = masked
            if self.x._continues and self.x._continues.match(masked.text):
                self._continue_topic(number, context)
            if self.tasks and self.x._task_noun and self.x._task_noun.search(masked.text):
                self.task_sentences.setdefault(self.tasks[-1], set()).add(number)
            self.sentence_things[number] = self.continued.get(number, set()) | {
                document.spans[n].entity for n in numbers if document.spans[n].entity >= 0
            }
            context.here = present
            self._note_groups(context, masked)
            for rule in self.x.rules:
                if rule.scope == "sentence":
                    self._apply(rule, masked, number, context)
            if title >= 0 and sentence.block == lead:
                both = joined(masks[title], masked)
                for rule in self.x.rules:
                    if rule.scope == "lead":
                        self._apply(rule, both, number, context)
            first_of_block = number == 0 or document.sentences[number - 1].block != sentence.block
            if sentence.intro >= 0 and sentence.intro in masks and first_of_block:
                both = joined(masks[sentence.intro], masked)
                for rule in self.x.rules:
                    if rule.scope == "item":
                        self._apply(rule, both, number, context)
            context.note(present)
        del document.spans[base:]

    def _find_main(self, context: Context) -> None:
        """The article's main project and event: the one in the title, else the one named most."""
        document = self.document
        for type_ in ("Project", "Event"):
            best, most = -1, 0.0
            for index, thing in enumerate(document.things):
                if thing.type != type_:
                    continue
                score = float(len(thing.spans))
                for n in thing.spans:
                    if document.sentences and document.spans[n].start < document.sentences[0].end:
                        score += 5
                if score > most:
                    best, most = index, score
            if type_ == "Project":
                context.main_project = best
            else:
                context.main_event = best

    def _note_groups(self, context: Context, masked: Masked) -> None:
        if masked.text.count(MASK[ORGANIZATION]) < 2:
            return
        spans = self.document.spans
        for match in self.x._list.finditer(masked.text):
            members = [
                spans[masked.mentions[p]].entity
                for p in range(*match.span())
                if p in masked.mentions
                and spans[masked.mentions[p]].entity >= 0
                and spans[masked.mentions[p]].code == ORGANIZATION
            ]
            context.add_group(tuple(dict.fromkeys(members)))

    def _apply(self, rule: Rule, masked: Masked, number: int, context: Context) -> None:
        for pattern, slots, needs in zip(rule.patterns, rule.slots, rule.needs, strict=True):
            if any(masked.codes.isdisjoint(codes) for codes in needs):
                continue
            for match in pattern.finditer(masked.text):
                if self._blocked(rule, masked.text, match):
                    continue
                self._give(rule, masked, match, slots, number, context)

    def _blocked(self, rule: Rule, text: str, match: re.Match[str]) -> bool:
        """Whether negation, past or wish in the clause keeps the rule from saying anything."""
        start, end = match.span()
        tail = re.split(r"[,;:]", text[end : end + 14], maxsplit=1)[0]
        clause = text[max(0, start - 16) : end] + tail
        if self.x._negation.search(clause):
            return True
        if not rule.allow_past and self.x._past.search(text[max(0, start - 12) : end]):
            return True
        if not rule.allow_wish and self.x._wish.search(match.group()):
            return True
        return rule.unless is not None and rule.unless.search(text) is not None

    def _values(
        self,
        slot: str,
        masked: Masked,
        match: re.Match[str],
        slots: dict[str, str],
        context: Context,
        number: int,
    ) -> list[int | str]:
        if slot.startswith("@"):
            index = self._special(slot, context, number)
            return [index] if index >= 0 else []
        if slot not in slots:
            return []
        if match.group(slot) is None:
            return []
        start, end = match.span(slot)
        if slots[slot] in TEXTS:
            if slots[slot] == "text":
                index = self._task(masked, start, end, number)
            else:
                index = self._titled(TEXTS[slots[slot]], masked, start, end, context)
            return [index] if index >= 0 else []
        values: list[int | str] = []
        for position in range(start, end):
            n = masked.mentions.get(position)
            if n is None:
                continue
            span = self.document.spans[n]
            if span.code not in slots[slot]:
                continue
            if span.code in "RFB":
                values.append(self._role(masked, position, span))
            elif span.group:
                values.extend(span.group)
            else:
                values.append(self._promote(n, slots[slot]))
        return list(dict.fromkeys(values))

    def _role(self, masked: Masked, position: int, span: Span) -> str:
        return span.name

    def _special(self, slot: str, context: Context, number: int) -> int:
        if slot == "@publisher":
            return self.publisher
        if slot == "@project":
            return context.focus("Project")
        if slot == "@event":
            return context.focus("Event")
        if slot in ("@activity", "@topic"):
            project, event = context.focus("Project"), context.focus("Event")
            if project >= 0 and event >= 0:
                return max(project, event, key=lambda e: self._last_place(e, number))
            return max(project, event)
        if slot == "@assignment":
            return self.tasks[-1] if self.tasks else -1
        if slot == "@organization":
            return context.last("Organization")
        if slot == "@speaker":
            return context.voice
        if slot == "@government":
            return self._government(number)
        return -1

    def _last_place(self, entity: int, number: int) -> int:
        end = self.document.sentences[number].end
        places = [self.document.spans[n].start for n in self.document.things[entity].spans]
        return max((p for p in places if p < end), default=-1)

    def _government(self, number: int) -> int:
        """The government, for *regeringsuppdrag*: the word itself names it."""
        pattern = self.x.language.classes.get("government_compound")
        if not pattern:
            return -1
        sentence = self.document.sentences[number]
        match = re.compile(pattern).search(self.document.folded, sentence.start, sentence.end)
        name = self.x.language.classes.get("government", "")
        if match is None or not name:
            return -1
        entries = tuple(e for e in self.x.gazetteer.entries(name) if e.type == "Organization")
        entry = self.prefer(entries) if entries else None
        if entry is None:
            return -1
        index = self.document.add_thing("Organization", name, entry.cls, (entry.ref,), 0.9)
        self._mention(index, match.start(), match.end())
        return index

    def _mention(self, index: int, start: int, end: int) -> None:
        places = self.task_mentions.setdefault(index, [])
        if (start, end) not in places:
            places.append((start, end))

    # -- assignments -----------------------------------------------------------------------------------------------

    def _task(self, masked: Masked, start: int, end: int, number: int) -> int:
        """The assignment that a stretch of a sentence names; the same one when its words agree with a former one."""
        a = masked.to_view(start)
        b = masked.to_view(end - 1) + 1
        for position, n in masked.mentions.items():
            if position == end - 1:
                b = self.document.spans[n].end
        b = min(b, self.document.sentences[number].end)
        a, b = self._trim_task(a, b)
        text = self.document.text[a:b]
        stems = _stems(text)
        if b - a < 8 or not stems:
            return -1
        for index in reversed(self.tasks):
            known = _stems(self.document.things[index].task)
            common = len(stems & known)
            if common >= 2 and common / min(len(stems), len(known)) >= 0.6:
                self._mention(index, a, b)
                return index
        label = text[0].upper() + text[1:]
        index = len(self.document.things)
        self.document.things.append(Thing("Assignment", "inno:GovernmentAssignment", [label], weight=0.8, task=text))
        self._mention(index, a, b)
        self.tasks.append(index)
        return index

    def _titled(self, type_: str, masked: Masked, start: int, end: int, context: Context) -> int:
        """The project or event that a heading or a fact line names."""
        a, b = masked.to_view(start), masked.to_view(end - 1) + 1
        for position, n in masked.mentions.items():
            if position == end - 1:
                b = self.document.spans[n].end
        text = self.document.text
        while b > a and text[b - 1] in ' .,;:"”»*':
            b -= 1
        while a < b and text[a] in ' :"”«»*':
            a += 1
        if b - a < 3:
            return -1
        if self.x._title_cut:
            cut = self.x._title_cut.search(self.document.folded, min(a + 8, b), b)
            b = cut.start() if cut and not text[a:b].endswith("?") else b
        name = text[a].upper() + text[a + 1 : b]
        new = self.document.find_thing(type_, name) is None
        index = self.document.add_thing(type_, name, f"inno:{type_}", (), 0.85)
        self.taught = self.taught or new
        self._mention(index, a, b)
        ordered = context.recent[type_]
        if index in ordered:
            ordered.remove(index)
        ordered.insert(0, index)
        return index

    def _trim_task(self, a: int, b: int) -> tuple[int, int]:
        folded = self.document.folded
        if self.x._task_start:
            match = self.x._task_start.match(folded, a, b)
            if match:
                a = match.end()
        if self.x._task_end:
            match = self.x._task_end.search(folded, min(a + 12, b), b)
            if match:
                b = match.start()
        if b - a > _LONGEST_TASK:
            cut = folded.rfind(" ", a, a + _LONGEST_TASK)
            comma = folded.rfind(",", a + 40, a + _LONGEST_TASK)
            b = comma if comma > 0 else cut if cut > a else a + _LONGEST_TASK
        while b > a and (folded[b - 1] in ' .,;:–-!?"”»)' and not (folded[b - 1] == ")" and "(" in folded[a:b])):
            b -= 1
        while a < b and folded[a] in ' .,;:–-"”«(':
            a += 1
        return a, b

    # -- relations -------------------------------------------------------------------------------------------------

    def _give(
        self,
        rule: Rule,
        masked: Masked,
        match: re.Match[str],
        slots: dict[str, str],
        number: int,
        context: Context,
    ) -> None:
        weight = rule.confidence
        for slot, codes in slots.items():
            if codes in TEXTS or match.group(slot) is None:
                continue
            for position in range(*match.span(slot)):
                n = masked.mentions.get(position)
                if n is not None and self.document.spans[n].code in codes:
                    # An unknown name that the rule itself explains is as sure as the rule.
                    weight = min(weight, rule.confidence * (0.6 + 0.4 * self.document.spans[n].weight))
        for slot, codes in slots.items():
            # Names and titles are learnt even where no relation comes of it.
            if (codes in TEXTS and codes != "text") or codes in ("JU", "EU"):
                self._values(slot, masked, match, slots, context, number)
        roles: dict[int, str] = {}
        employers: list[tuple[int, int]] = []
        for give in rule.gives:
            if not self._shared(give.subject, slots) or not self._shared(give.object, slots):
                continue
            subjects = self._values(give.subject, masked, match, slots, context, number)
            if give.subject == give.object:
                pairs = [(s, o) for i, s in enumerate(subjects) for o in subjects[i + 1 :]]
            else:
                objects = self._values(give.object, masked, match, slots, context, number)
                pairs = [(s, o) for s in subjects for o in objects]
            for subject, obj in pairs:
                if isinstance(subject, str) or not self._add(subject, give.predicate, obj, weight, rule.id, number):
                    continue
                if give.predicate == "hasRole" and isinstance(obj, str):
                    roles[subject] = obj
                if give.predicate == "worksFor" and isinstance(obj, int):
                    employers.append((subject, obj))
        for person, employer in employers:
            if person in roles and self.x.finders.roles.leads(roles[person]):
                self._add(person, "leads", employer, weight, rule.id, number)

    def _shared(self, slot: str, slots: dict[str, str]) -> bool:
        return slot.startswith("@") or slot in slots

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
            or (predicate == "collaboratesWith" and things[subject].type == things[obj].type == "Country")
        ):
            return False
        if predicate == "collaboratesWith" and isinstance(obj, int) and obj < subject:
            subject, obj = obj, subject
        sentence = self.document.sentences[number]
        view = self.document.view
        place = view.to_source(sentence.start)
        k: _Key = (subject, predicate, obj, place)
        old = self.relations.get(k)
        if old is None or old.confidence < confidence:
            self.relations[k] = FoundRelation(
                subject,
                predicate,
                obj,
                round(confidence, 3),
                rule,
                place,
                view.to_source(sentence.end, end=True),
            )
        return True

    # -- voices ----------------------------------------------------------------------------------------------------

    def _find_voices(self) -> None:
        """Whose *we* each sentence speaks with: the speaker's employer, the interviewee's, or the publisher."""
        document = self.document
        employers: dict[int, int] = {}
        for relation in sorted(self.relations.values(), key=lambda r: (r.start, r.subject)):
            if relation.predicate == "worksFor" and isinstance(relation.object, int):
                employers.setdefault(relation.subject, relation.object)
        default = self.publisher
        stated = self._stated_voice()
        questions = sum(
            1
            for s in document.sentences
            if s.kind in ("heading", "question") and document.text[s.start : s.end].rstrip("*").endswith("?")
        )
        if stated >= 0:
            default = stated
        elif questions >= 2 and employers:
            first = min(
                employers,
                key=lambda p: (
                    document.spans[document.things[p].spans[0]].start if document.things[p].spans else 1 << 30
                ),
            )
            default = employers[first]
        by_block: dict[int, int] = {}
        for number, sentence in enumerate(document.sentences):
            text = document.folded[sentence.start : sentence.end]
            if not self.x._speech.search(text):
                continue
            for n in self.present[number]:
                span = document.spans[n]
                if span.code == "P" and span.entity in employers:
                    by_block[sentence.block] = employers[span.entity]
                    break
        for number, sentence in enumerate(document.sentences):
            voice = by_block.get(sentence.block, default)
            if voice >= 0:
                self.voices[number] = voice

    def _stated_voice(self) -> int:
        """*Vi på Vinnova*, *oss på myndigheten*: the text says itself who speaks."""
        language = self.x.language
        pattern = re.compile(
            rf"(?<!\w){alternation(language.we)} {alternation(language.employer_prepositions)} ({MASK['O']})"
        )
        for number, present in enumerate(self.present):
            masked = self._mask(number, present)
            match = pattern.search(masked.text)
            if match:
                return self.document.spans[masked.mentions[match.start(1)]].entity
        return -1

    # -- themes ----------------------------------------------------------------------------------------------------

    def _theme(self, ref: str) -> int:
        return self.document.add_thing("Theme", ref, "inno:Theme", (ref,), 0.9)

    def _find_topics(self) -> None:
        document = self.document
        hits = list(self.x.themes.find(document.text, document.folded))
        placed = place_hits(hits, document.sentences)
        view = document.view

        def relate(subject: int, predicate: str, theme: str, confidence: float, rule: str, number: int) -> None:
            sentence = document.sentences[number]
            place = view.to_source(sentence.start)
            index = self._theme(theme)
            k: _Key = (subject, predicate, index, place)
            if k not in self.relations:
                self.relations[k] = FoundRelation(
                    subject, predicate, index, confidence, rule, place, view.to_source(sentence.end, end=True)
                )
            for hit in placed.get(number, ()):
                if hit.theme == theme:
                    self._mention(index, hit.start, hit.end)

        topics = article_topics(document, placed)
        for topic in topics:
            relate(-1, "about", topic.theme, topic.confidence, "topics/article", topic.sentence)
        events = sum(t.type == "Event" for t in document.things)
        for index, thing in enumerate(list(document.things)):
            if thing.type not in ("Project", "Event", "Assignment"):
                continue
            places = [(document.spans[n].start, document.spans[n].end) for n in thing.spans]
            places = sorted(places + self.task_mentions.get(index, []))
            seen: set[str] = set()
            for start, end in places:
                number = self._sentence_at(start)
                for hit in placed.get(number, ()):
                    if hit.theme not in seen and hit.start < end and start < hit.end:
                        seen.add(hit.theme)
                        relate(index, "hasTheme", hit.theme, 0.85, "topics/name", number)
            if thing.type == "Assignment":
                numbers = sorted(
                    {self._sentence_at(start) for start, _ in places} | self.task_sentences.get(index, set())
                )
            else:
                numbers = sorted(n for n, things in self.sentence_things.items() if index in things)
            if thing.type == "Event" and events > 1:
                continue  # of several events (editions of one, say) a sentence seldom tells which has the theme
            for number in numbers:
                for hit in placed.get(number, ()):
                    if hit.theme not in seen and self._alone(index, number):
                        seen.add(hit.theme)
                        relate(index, "hasTheme", hit.theme, 0.6, "topics/sentence", number)

    def _continue_topic(self, number: int, context: Context) -> None:
        """*Syftet är …*, *Det handlar om …*: the sentence goes on about the project or assignment before it."""
        entity = max(context.last("Project"), -1)
        task = self.tasks[-1] if self.tasks else -1
        place = self._last_place(entity, number) if entity >= 0 else -1
        task_place = max((a for a, _ in self.task_mentions.get(task, ())), default=-1) if task >= 0 else -1
        if task_place > place:
            self.task_sentences.setdefault(task, set()).add(number)
        elif entity >= 0:
            self.continued.setdefault(number, set()).add(entity)

    def _alone(self, index: int, number: int) -> bool:
        """Whether a sentence speaks of no other project, event or assignment."""
        others = {
            e
            for e in self.sentence_things.get(number, set())
            if self.document.things[e].type in ("Project", "Event") and e != index
        }
        return not others

    def _sentence_at(self, position: int) -> int:
        sentences = self.document.sentences
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            if sentences[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return min(low, len(sentences) - 1)

    # -- result ----------------------------------------------------------------------------------------------------

    def findings(self) -> Findings:
        """What was found, in an order that depends on the text alone, without things that nothing names or uses."""
        document = self.document
        view = document.view
        used: set[int] = set()
        for relation in self.relations.values():
            used |= {relation.subject} | ({relation.object} if isinstance(relation.object, int) else set())
        for n, span in enumerate(document.spans):
            if span.entity >= 0 and n not in document.things[span.entity].spans:
                document.things[span.entity].spans.append(n)
        kept: dict[int, int] = {}
        things: list[FoundThing] = []
        for index, thing in enumerate(document.things):
            mentions = self._mentions(index, thing)
            if index not in used and (not mentions or thing.type in ("Theme", "Country")):
                continue
            if index not in used and thing.weight < 0.5:
                continue
            kept[index] = len(things)
            names = (
                tuple(dict.fromkeys([*thing.names, *(m.text for m in mentions)]))
                if thing.type != "Theme"
                else tuple(dict.fromkeys(m.text for m in mentions))
            )
            things.append(FoundThing(thing.type, thing.cls, thing.name, names, thing.refs, mentions, thing.weight))
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
        places += self.task_mentions.get(index, [])
        out = set()
        for start, end in places:
            a, b = view.to_source(start), view.to_source(end, end=True)
            out.add(Mention(a, b, source[a:b]))
        return tuple(sorted(out))


def _stems(text: str) -> set[str]:
    return {w[:_STEM] for w in re.findall(r"\w{4,}", text.casefold())}
