"""What rules say: the relations of an article from the matches of rules in its masked sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innograph.extract.cases import MARKS
from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import FoundRelation
from innograph.extract.givers import GOVERNING, Givers
from innograph.extract.masks import MASK, Masked, joint_kinds
from innograph.extract.pages import Page
from innograph.extract.references import References, RelationKey
from innograph.extract.rules import TEXTS, Applicable, Rule
from innograph.extract.spans import LOWER, PERSON, UNKNOWN, Span
from innograph.extract.tasks import Tasks
from innograph.extract.things import key
from innograph.facts import SIGNATURES

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that a project leader leads the project that the text speaks of.
_OF_THE_PROJECT = 0.85
_CLAUSE_END = re.compile(r"[,;:–”»\"]")
_STOP = re.compile(r"[,;:]")
#: What a clause with a conjunction (*att*, *that*) goes on from, up to it; it is at most so long.
_THAT = re.compile(r"[^.;:!?]*(?<!\w)(?:att|at|dass|dat|that|että),? (?:[\w-]+ ){0,2}$")
_GOVERNING = 60
_POSTS = frozenset(["worksFor", "hasRole", "leads"])
#: How sure it is that an organising group, and who is in it, organises the event in the group's name.
_ORGANISES = 0.75
#: A sentence with more mentions is an index or a menu: rules over lists would need too long and say nothing true.
_MOST_MENTIONS = 60
#: A title right before a mention.
_TITLES = frozenset(f"{MASK[code]} " for code in "RFB")
#: A title behind a name in the genitive.
_ROLE = re.compile(rf"[{MARKS}]? (?:\w+ )?[{MASK['R']}{MASK['F']}{MASK['B']}]")
#: Two names of a list are so near to each other (*from Norway, and Sweden*), each being one character.
_LIST_GAP = 8
_ORIGIN = re.compile(r"(?<!\w)(?:från|fra|uit|aus|from) $")
#: A title and its preposition before a field are at most so long; a word in small letters behind a name.
_TITLE_OF_FIELD = 40
_NOUN_BEHIND = re.compile(rf" ([{LOWER}]{{3,}})(?!\w)")
#: Classes of what a plain head leads as a whole (a museum's *johtaja*); in an agency he heads a part.
_HOUSES = ("org:Organization", "inno:CompetenceCentre", "inno:Network", "inno:Association")
#: Whoever else directs in a ministry heads a part of it; a Swedish *departementsråd* heads none.
_HEADS_OF_MINISTRIES = {
    "da": ("departementschef",),
    "nb": ("departementsråd", "departementsråden"),
    "sv": ("departementschef",),
}
#: In Danish and Norwegian municipalities and regions a plain director heads a part (the head is a *kommunaldirektør*).
_WITH_DIRECTORS = ("inno:Municipality", "inno:Region")


class Statements:
    """The relations of one article. `apply` reads one masked sentence with every rule that may match it."""

    def __init__(
        self,
        extractor: Extractor,
        document: Document,
        evidence: Evidence,
        tasks: Tasks,
        page: Page,
        publisher: int,
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.page = page
        self.publisher = publisher
        self.relations: dict[RelationKey, FoundRelation] = {}
        self.givers = Givers(extractor, document, evidence, tasks)
        self.references = References(extractor, document, evidence, tasks, page, publisher, self.relations, self.givers)
        #: The sentence (a name's line) that evidence begins with, when the next line goes on about it; -1: none.
        self._line = -1

    def apply(self, scope: str, masked: Masked, number: int, context: Context) -> None:
        """Note what the rules of a scope say of a sentence."""
        if masked.size <= _MOST_MENTIONS:
            self._read(self._applicable(scope, masked.kinds, masked.words), masked, number, context)

    def apply_joined(
        self,
        scope: str,
        first: Masked,
        second: Masked,
        number: int,
        context: Context,
        mark: str = " → ",
        line: int = -1,
    ) -> None:
        """Note what the rules of a scope say of two sentences joined by a mark; `number` is the second's. The evidence
        begins with the sentence `line`, where the second one goes on about what that names (-1: with the second).
        """
        if first.size + second.size <= _MOST_MENTIONS:
            rules = self._applicable(scope, joint_kinds(first, second), first.words | second.words)
            if rules:
                self._line = line
                self._read(rules, first.join(second, mark), number, context)
                self._line = -1

    def _applicable(self, scope: str, kinds: str, words: int) -> list[Applicable]:
        """The patterns of a scope that may match a sentence with these mentions and words."""
        found: list[Applicable] = []
        first_words, patterns = self.x.applicable(kinds, scope)
        if first_words >= 0 and not first_words & words:
            return found
        for applicable in patterns:
            for need in applicable[3]:
                if not need & words:
                    break
            else:
                found.append(applicable)
        return found

    def _read(self, rules: list[Applicable], masked: Masked, number: int, context: Context) -> None:
        no_page = self.page.event < 0 or not self.page.is_events
        for rule, pattern, slots, _ in rules:
            if no_page and rule.of_page:
                continue
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
        tail = "" if posts else _STOP.split(text[end : end + 14], maxsplit=1)[0]
        if self.x.negation.search(before + match.group() + tail):
            return True
        # "Anna Ek var enhetschef på Boverket fram till 2019": what ends a post may come right behind it.
        after = _CLAUSE_END.split(text[end : end + 14].lstrip(), maxsplit=1)[0]
        if not rule.allow_past and (self.x.past.search(text, max(0, start - 12), end) or self.x.past.match(after)):
            return True
        if not rule.allow_wish and self.x.wish.search(match.group()):
            return True
        # "Statskontoret föreslår att regeringen ger Vinnova i uppdrag …" is asked for, whatever the clause says.
        governing = _THAT.search(text, max(0, start - _GOVERNING), start)
        if governing and self.x.wish.search(governing.group()):
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
        for slot, expression in rule.names:
            # Only a unit is a part of the house beside it: what fills the slot must be called so (also titles).
            filled = self._values(slot, masked, match, slots, context, number)
            called = [self.document.things[v].name if isinstance(v, int) else v for v in filled]
            if not all(expression.search(name.lower()) for name in called):
                return
        for slot, expression in rule.written:
            # Only titles in the plural are several persons': what fills the slot must be written so.
            found = [masked.mentions[p] for p in range(*match.span(slot)) if p in masked.mentions]
            written = [self.document.folded[self.document.spans[n].start : self.document.spans[n].end] for n in found]
            if not all(map(expression.search, written)):
                return
        if "funder" in slots:
            named = self._values("funder", masked, match, slots, context, number)
            context.funder = next((v for v in named if isinstance(v, int)), context.funder)
        weight = self._weight(rule, masked, match, slots)
        for slot, codes in slots.items():
            # Names and titles are learnt even where no relation comes of it.
            if (codes in TEXTS and codes != "text") or codes in ("JU", "EU"):
                self._values(slot, masked, match, slots, context, number)
        roles: dict[int, list[str]] = {}
        employers: list[tuple[int, int]] = []
        heading: set[int | str] = set()
        together: list[tuple[int, int]] = []
        if any(give.subject == "@assignment" and give.predicate == "assignedTo" for give in rule.gives):
            self.tasks.current = self.references.assignment_of(
                self._values("receiver", masked, match, slots, context, number)
            )
        for give in rule.gives:
            if self._lacks_another(rule, give.subject, give.object, masked, match, slots):
                continue
            subjects = self._values(give.subject, masked, match, slots, context, number)
            if give.predicate == "collaboratesWith":
                subjects = self._partners(give.subject, subjects, masked, match)
            if give.subject == give.object:
                pairs = [(s, o) for i, s in enumerate(subjects) for o in subjects[i + 1 :]]
            else:
                objects = self._values(give.object, masked, match, slots, context, number)
                if give.predicate == "collaboratesWith":
                    objects = self._partners(give.object, objects, masked, match)
                if give.predicate == "funds":
                    # Who is among those that get the money is not the *we* that gives it.
                    subjects = [s for s in subjects if s not in objects]
                pairs = [(s, o) for s in subjects for o in objects]
            for subject, obj in pairs:
                where = self.givers.told if "@government" in (give.subject, give.object) else number
                if give.predicate == "hasRole" and self._is_verb(give.object, masked, match):
                    heading.add(subject)
                    continue
                if isinstance(obj, str) and self._adds_nothing(obj, roles.get(int(subject), ())):
                    continue
                if give.predicate == "leads" and isinstance(subject, int) and not self._heads(roles.get(subject), obj):
                    continue
                if isinstance(subject, str) or not self.add(subject, give.predicate, obj, weight, rule.id, where):
                    continue
                if give.predicate == "collaboratesWith" and isinstance(obj, int):
                    together.append((subject, obj))
                if give.predicate == "hasRole" and isinstance(obj, str):
                    roles.setdefault(subject, []).append(obj)
                if give.predicate == "worksFor" and isinstance(obj, int) and give.object != "house":
                    employers.append((subject, obj))
        if together:
            context.note_partners(together)
        for person, employer in employers:
            if person in heading:
                self.add(person, "leads", employer, weight, rule.id, number)
            if self._is_of_a_part(masked, match):
                break
            if self.document.things[employer].cls in GOVERNING:
                chiefs = _HEADS_OF_MINISTRIES.get(self.x.language.tag, ())
                if any(r.lower() in chiefs for r in roles.get(person, ())):
                    self.add(person, "leads", employer, weight, rule.id, number)
                continue  # a director or a coordinator in a ministry heads a part of it
            part = self.document.things[employer].cls in _WITH_DIRECTORS
            house = self.x.head_of_house if self.document.things[employer].cls in _HOUSES else None
            project_leader = self.x.project_leader if self.x.language.tag in ("de", "en", "nl") else None
            if any(
                (
                    self.x.finders.roles.leads(r)
                    and not (part and r == "direktør")
                    and not (project_leader and project_leader.search(r.lower()))  # of a project, not of their house
                )
                or (house and house.fullmatch(r))
                for r in roles.get(person, ())
            ):
                self.add(person, "leads", employer, weight, rule.id, number)
        leader = self.x.project_leader
        if leader and (heads := [p for p, titles in roles.items() if any(leader.search(t) for t in titles)]):
            project = self._spoken_of(context.focus("Project"), context, number)
            for person in heads if project >= 0 else ():
                self.add(person, "leads", project, weight * _OF_THE_PROJECT, rule.id, number)

        speaks = self.x.event_role
        if speaks and (speakers := [p for p, titles in roles.items() if any(speaks.search(t) for t in titles)]):
            event = context.focus("Event")
            for person in speakers if event >= 0 else ():
                self.add(person, "participatesIn", event, weight * _OF_THE_PROJECT, rule.id, number)

    def _spoken_of(self, project: int, context: Context, number: int) -> int:
        """A project that a sentence without a name can mean: the page's, or one named by now; else -1."""
        if project < 0 or project == context.titled("Project"):
            return project
        first = min((self.document.spans[n].start for n in self.document.things[project].spans), default=0)
        return project if first < self.document.sentences[number].end else -1

    def _partners(self, slot: str, found: list[int | str], masked: Masked, match: re.Match[str]) -> list[int | str]:
        """Those of what a slot holds that may be partners.

        None are: the government, where it gives what the sentence tells as an assignment (its agencies do that
        together); a country that only tells where somebody is; a bloc's members (*andra EU-länder*); and an
        organisation whose head alone is meant (*tillsammans med MSB:s generaldirektör Anna Ek*).
        """
        gives_task = self.x.gives_task is not None and self.x.gives_task.search(masked.text) is not None
        dropped: set[int | str] = set()
        kept: set[int | str] = set()
        if slot.startswith("@"):
            given = gives_task or slot.startswith("@receiver")
            dropped.update(v for v in found if isinstance(v, int) and given and self._governs(v))
        else:
            told = -_LIST_GAP  # the last country that only tells where somebody is from
            for position in range(*match.span(slot)) if found else ():
                n = masked.mentions.get(position)
                span = self.document.spans[n] if n is not None else None
                if span is None or span.entity < 0:
                    continue
                text, place = self.document.folded[span.start : span.end], masked.text[max(0, position - 8) : position]
                inside = span.code == "C" and (
                    position - told < _LIST_GAP
                    or (self.x.inside is not None and self.x.inside.search(place) is not None)
                )
                origin = inside and (position - told < _LIST_GAP or _ORIGIN.search(place) is not None)
                told = position if origin else told
                if (
                    (gives_task and self._governs(span.entity))
                    or inside
                    or (
                        span.code == "C"
                        and self.x.bloc_members is not None
                        and self.x.bloc_members.search(text) is not None
                    )
                    or (span.genitive and _ROLE.match(masked.text, position + 1) is not None)
                ):
                    dropped.add(span.entity)
                else:
                    kept.add(span.entity)
        return [v for v in found if v not in dropped or v in kept]

    def _governs(self, entity: int) -> bool:
        return self.document.things[entity].cls == "inno:Government"

    def _is_verb(self, slot: str, masked: Masked, match: re.Match[str]) -> bool:
        """Danish and Norwegian: whether *leder* is what a person does (*Anna Ek leder arbejdet*)."""
        if self.x.language.tag not in ("da", "nb") or slot not in match.re.groupindex or match.group(slot) is None:
            return False
        n = masked.mentions.get(match.start(slot))
        span = self.document.spans[n] if n else None
        before = self.document.spans[n - 1] if n else None
        text = self.document.text
        return (
            span is not None
            and before is not None
            and before.code == PERSON
            and text[span.start : span.end] == "leder"
            and text[before.end : span.start] == " "
            and text[span.end : span.end + 1] == " "
        )

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

    def _lacks_another(
        self, rule: Rule, subject: str, obj: str, masked: Masked, match: re.Match[str], slots: dict[str, str]
    ) -> bool:
        """Whether a match names nobody for the other side of a relation: an unknown name is then no body's."""
        if subject != obj:
            return obj in slots and match.group(obj) is None
        if subject not in slots or match.group(subject) is None:
            return False
        spans = [self.document.spans[masked.mentions[p]] for p in range(*match.span(subject)) if p in masked.mentions]
        if len(spans) == 1 and len(rule.gives) > 1 and self._share_a_task(spans[0].group):
            return True
        return sum(max(1, len(span.group)) for span in spans) < 2

    def _share_a_task(self, group: tuple[int, ...]) -> bool:
        """Whether *the agencies* are those that an assignment was given to: what they do with others is no cooperation
        among themselves.
        """
        receivers: dict[int, set[int | str]] = {}
        for relation in self.relations.values():
            if relation.predicate == "assignedTo":
                receivers.setdefault(relation.subject, set()).add(relation.object)
        return len(group) > 1 and any(got.issuperset(group) for got in receivers.values())

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
            return list(self.references.several(slot, context, number))
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
            if span.code == UNKNOWN and context.granted and context.granted[1] <= span.start < context.granted[2]:
                continue  # of the name of a project that gets a grant
            if span.code == UNKNOWN and "O" in slots[slot] and self._is_no_house(span.start, span.end):
                continue
            if span.code == UNKNOWN and "C" in slots[slot] and self._is_where(span, masked.text, position):
                continue
            titled = masked.text[max(0, position - 2) : position] in _TITLES
            if titled and span.code == UNKNOWN and PERSON in slots[slot]:
                continue  # sprekers zijn Bo Ek, hoogleraar Urban Design aan …: what a title is in takes no part
            if span.code == "C" and masked.text[position - 1 : position + 2 : 2] == "()":
                continue  # "KL (Danmark)": where it is
            if span.code in "RFB":
                values.extend(self.x.finders.roles.parts(span.name))
            elif span.group:
                values.extend(span.group)
            else:
                values.append(self.evidence.promote(n, slots[slot]))
        return list(dict.fromkeys(values))

    def _is_where(self, span: Span, masked: str, position: int) -> bool:
        """Dutch: whether a single unknown name only says where a partner is (*de Radboud Universiteit in Nijmegen*)."""
        where = masked[max(0, position - 4) : position].endswith((" in ", " te ", "uit "))
        return where and self.x.language.tag == "nl" and " " not in span.name and not span.name.isupper()

    def _is_no_house(self, start: int, end: int) -> bool:
        """Whether an unknown name is none of an organisation: a part of the country, or what begins the name of
        something in small letters (*chef för Framtidens skola*, *chef Västra militärområdet*), or what a title is in
        (*professor i Museologi*).
        """
        text, pattern = self.document.text, self.x.no_house
        if pattern is None:
            return False
        if pattern.fullmatch(self.document.folded, start, end):
            return True
        field = self.x.field_of_title
        if field and field.search(self.document.folded, max(0, start - _TITLE_OF_FIELD), start):
            return True
        noun = _NOUN_BEHIND.match(text, end) if text[end - 1] == "s" or text[end - 2 : end] == "ra" else None
        if noun is None:
            return False
        return noun[1] not in self.x.language.stoppers and not self.x.language.looks_like_verb(noun[1])

    def _text(self, kind: str, masked: Masked, start: int, end: int, number: int, context: Context) -> int:
        """The thing that a stretch of free text names."""
        a, b = masked.to_view(start), masked.to_view(end - 1) + 1
        if end - 1 in masked.mentions:
            b = self.document.spans[masked.mentions[end - 1]].end
        if kind == "projecttitle" and context.granted and a < context.granted[2] and context.granted[1] < b:
            return context.granted[0]
        if kind == "text":
            return self.tasks.name(a, min(b, self.document.sentences[number].end))
        index = self.tasks.title(TEXTS[kind], a, b)
        if index >= 0:
            context.put_first(TEXTS[kind], index)
            context.introduced.append((TEXTS[kind], index))
        return index

    def add(self, subject: int, predicate: str, obj: int | str, confidence: float, rule: str, number: int) -> bool:
        """Note a relation whose types are right; whether it is one."""
        things = self.document.things
        if predicate == "worksFor" and isinstance(obj, int) and self._is_party(obj):
            predicate = "memberOf"
        if predicate == "funds" and things[subject].type == "Country":
            subject = self._payer(subject, number)
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
        ):
            return False
        if predicate == "collaboratesWith" and isinstance(obj, int) and obj < subject:
            subject, obj = obj, subject
        sentence = self.document.sentences[number]
        view = self.document.view
        start = sentence.start if self._line < 0 else self.document.sentences[self._line].start
        place = view.to_source(start)
        k: RelationKey = (subject, predicate, obj, place)
        old = self.relations.get(k)
        if old is None or old.confidence < confidence:
            end = view.to_source(sentence.end, end=True)
            self.relations[k] = FoundRelation(subject, predicate, obj, round(confidence, 3), rule, place, end)
        return True

    def _payer(self, bloc: int, number: int) -> int:
        """The union that pays, as the organisation that it is then, though elsewhere it is a bloc of countries."""
        thing = self.document.things[bloc]
        index = self.document.add_thing("Organization", thing.name, "inno:EUBody", (), thing.weight)
        for n in self.evidence.present[number]:
            span = self.document.spans[n]
            if span.entity == bloc:
                self.tasks.mention(index, span.start, span.end)
        return index

    def _is_party(self, entity: int) -> bool:
        """Whether an organisation is a political party: its spokesmen are members, not its employees."""
        return self.x.parties is not None and bool(self.x.parties.fullmatch(self.document.things[entity].name.lower()))

    def credit_organisers(self) -> None:
        """Note a group named after the event it organises (*Arrangörsgruppen bakom Bostadsveckan*), and its members."""
        things = self.document.things
        if not self.x.language.organising:
            return
        events = [(i, key(name)) for i, t in enumerate(things) if t.type == "Event" for name in t.names]
        for group, thing in enumerate(things):
            if thing.type != "Organization" or key(thing.name).split()[0] not in self.x.language.organising:
                continue
            event = next((i for i, name in events if key(thing.name).endswith(" " + name)), -1)
            if event < 0 or not thing.spans:
                continue
            number = self.evidence.sentence_at(min(self.document.spans[n].start for n in thing.spans))
            self.add(group, "organizes", event, _ORGANISES, "reading/organising-group", number)
            for relation in list(self.relations.values()):
                if relation.predicate == "memberOf" and relation.object == group:
                    number = self.evidence.sentence_at(self.document.view.to_view(relation.start))
                    self.add(relation.subject, "organizes", event, _ORGANISES, "reading/organising-group", number)

    def employers(self) -> dict[int, int]:
        """Persons and the organisation that the text first says they work for."""
        employers: dict[int, int] = {}
        for relation in sorted(self.relations.values(), key=lambda r: (r.start, r.subject, str(r.object))):
            if relation.predicate == "worksFor" and isinstance(relation.object, int):
                employers.setdefault(relation.subject, relation.object)
        return employers
