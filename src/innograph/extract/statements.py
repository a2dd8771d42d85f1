"""What rules say: the relations of an article from the matches of rules in its masked sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.extract.cases import MARKS
from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import FoundRelation
from innograph.extract.givers import Givers
from innograph.extract.leaders import Leaders
from innograph.extract.masks import MASK, Masked, joint_kinds
from innograph.extract.pages import Page
from innograph.extract.references import References, RelationKey
from innograph.extract.rules import Applicable, Give, Rule
from innograph.extract.slots import Said, Slots
from innograph.extract.spans import BOARD_ROLE, ORGANIZATION, PERSON, ROLE
from innograph.extract.tasks import Tasks
from innograph.extract.things import key
from innograph.facts import SIGNATURES

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that a project leader leads the project that the text speaks of.
_OF_THE_PROJECT = 0.85
_CLAUSE_END = re.compile(r"[,;:–”»\"]")
#: Swedish *utan* says that something is, behind what says that something else is not.
_BUT = re.compile(f"[^{MARKS}{''.join(MASK.values())}]*(?<!\\w)utan (?!att )")
_STOP = re.compile(r"[,;:]")
#: A title right before a person; the next person behind a post, with no post of their own behind them.
_TITLE_BEFORE = re.compile(f"[{MASK[ROLE]}{MASK[BOARD_ROLE]}] $")
_NEXT_PERSON = re.compile(
    f"[{MARKS}]?, {MASK[PERSON]}(?![{MARKS}]?,? [{MASK[ROLE]}{MASK[BOARD_ROLE]}{MASK[ORGANIZATION]}])"
)
#: What a clause with a conjunction (*att*, *that*) goes on from, up to it; it is at most so long.
_THAT = re.compile(r"[^.;:!?]*(?<!\w)(?:att|at|dass|dat|that|että),? (?:[\w-]+ ){0,2}$")
_GOVERNING = 60
_POSTS = frozenset(["worksFor", "hasRole", "leads"])
#: How sure it is that an organising group, and who is in it, organises the event in the group's name.
_ORGANISES = 0.75
#: Titles of those who award a prize.
_OF_JURY = re.compile(r"jury|tuomarist|palkintoraa")
#: A sentence with more mentions is an index or a menu: rules over lists would need too long and say nothing true.
_MOST_MENTIONS = 60
#: What stands before a former post and makes it one (*tidigare chef*).
_FORMER_POST = re.compile(rf"(?<!\w)[\w.\u2024]+ (?={MASK['F']})")
#: What ends a post stands at most so far before what tells it, in the same clause (*daarvoor was zij …*).
_PAST_BEFORE = 20


def without_former_posts(text: str) -> str:
    """A masked text without what makes somebody's post a former one: who was a secretary speaks at an event all the
    same.
    """
    return _FORMER_POST.sub("", text)


@dataclass
class _Told:
    """What one match tells: persons' titles, employers and posts as heads (by a verb), and who works together."""

    titles: dict[int, list[str]] = field(default_factory=dict)
    #: Where in the match each title stands.
    places: dict[tuple[int, str], int] = field(default_factory=dict)
    #: Who works for whom, and where in the match the house stands.
    employers: list[tuple[int, int, int]] = field(default_factory=list)
    heading: set[int | str] = field(default_factory=set)
    partners: list[tuple[int, int]] = field(default_factory=list)

    def titles_at(self, person: int, place: int) -> list[str]:
        """Somebody's titles in the house that stands at a place: of two houses each has those before it (*professor
        vid X och föreståndare för Y*).
        """
        titles, houses = self.titles.get(person, []), sorted({p for who, _, p in self.employers if who == person})
        after = max((p for p in houses if p < place), default=-1)
        own = [title for title in titles if after < self.places.get((person, title), -1) < place]
        return own if len(houses) > 1 and own else titles

    def bearers(self, title: re.Pattern[str]) -> list[int]:
        """Who has a title in which an expression is found."""
        return [person for person, titles in self.titles.items() if any(map(title.search, titles))]


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
        self.slots = Slots(extractor, document, evidence, tasks, self.references, self.relations)
        self.leaders = Leaders(extractor, document)
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
                    self._give(Said(rule, masked, match, slots, number, context))

    def _blocked(self, rule: Rule, text: str, match: re.Match[str]) -> bool:
        """Whether negation, past or wish in the clause keeps the rule from saying anything."""
        start, end = match.span()
        # What stands before a comma or a quotation's end belongs to another clause (– Det er ikke bra, sier …).
        before = _CLAUSE_END.split(text[max(0, start - 16) : start])[-1]
        # Somebody's post stands whatever is then said of the person (direktør Anna Ek kan ikke love …).
        predicates = {give.predicate for give in rule.gives}
        posts = "hasRole" in predicates and predicates <= _POSTS
        tail = "" if posts else _STOP.split(text[end : end + 14], maxsplit=1)[0]
        told = before + match.group()
        but = _BUT.match(told)
        if self.x.negation.search(told[but.end() :] + tail if but else told + tail):
            return True
        # "Anna Ek var enhetschef på Boverket fram till 2019": what ends a post may come right behind it.
        after = _CLAUSE_END.split(text[end : end + 14].lstrip(), maxsplit=1)[0]
        if not rule.allow_past and (
            self._is_past(rule, text, max(0, start - 12), end)
            or self.x.past.search(_CLAUSE_END.split(text[max(0, start - _PAST_BEFORE) : start])[-1])
            or self.x.past.match(after)
        ):
            return True
        if not rule.allow_wish and self.x.wish.search(match.group()):
            return True
        # "Statskontoret föreslår att regeringen ger Vinnova i uppdrag …" is asked for, whatever the clause says.
        governing = _THAT.search(text, max(0, start - _GOVERNING), start)
        if governing and self.x.wish.search(governing.group()):
            return True
        if posts and self._is_of_the_next(text, match):
            return True
        return rule.unless is not None and rule.unless.search(text) is not None

    def _is_of_the_next(self, text: str, match: re.Match[str]) -> bool:
        """Whether a post behind a person is that of the next one, in a list whose titles stand before the names
        (*projektledare Bo Ek, rektor vid Lunds universitet, Anna Al och …*).
        """
        groups = match.groupdict()
        if not groups.get("person") or not groups.get("role") or match.start("role") < match.end("person"):
            return False
        titled = _TITLE_BEFORE.search(text[max(0, match.start("person") - 3) : match.start("person")])
        return titled is not None and _NEXT_PERSON.match(text, match.end()) is not None

    def _is_past(self, rule: Rule, text: str, start: int, end: int) -> bool:
        """Whether a word in a stretch of a sentence ends what the rule states."""
        if rule.of_page:
            return self.x.past.search(without_former_posts(text[start:end])) is not None
        return self.x.past.search(text, start, end) is not None

    def _give(self, said: Said) -> None:
        """Note what a rule says of a sentence, and what follows from the titles in it."""
        rule, slots = said.rule, self.slots
        if not slots.fit(said):
            return
        slots.note_payer(said)
        weight = slots.weight(said)  # before names are learnt, which makes them surer
        slots.learn(said)
        if any(give.subject == "@assignment" and give.predicate == "assignedTo" for give in rule.gives):
            self.tasks.current = self.references.assignment_of(slots.values("receiver", said))
        told = _Told()
        # The titles first: they tell whether somebody leads.
        for give in sorted(rule.gives, key=lambda give: give.predicate != "hasRole"):
            for subject, obj in self._pairs(give, said):
                self._note(give, subject, obj, weight, said, told)
        if told.partners:
            said.context.note_partners(told.partners)
        for person, employer, place in told.employers:
            if person in told.heading:
                self.add(person, "leads", employer, weight, rule.id, said.number)
            if self.leaders.are_of_a_part(said):
                break
            if self.leaders.lead(told.titles_at(person, place), employer):
                self.add(person, "leads", employer, weight, rule.id, said.number)
        leader = self.x.project_leader
        if leader and (heads := told.bearers(leader)):
            project = self._spoken_of(said.context.focus("Project"), said.context, said.number)
            for person in heads if project >= 0 else ():
                if self.leaders.lead_what_is_called(told.titles[person], project):
                    self.add(person, "leads", project, weight * _OF_THE_PROJECT, rule.id, said.number)
        speaks = self.x.event_role
        if speaks and (speakers := told.bearers(speaks)):
            event = said.context.focus("Event")
            for person in speakers:
                if any(map(_OF_JURY.search, told.titles[person])):
                    event = self.references.prize(said.context, said.number)
                if event < 0:
                    continue
                self.add(person, "participatesIn", event, weight * _OF_THE_PROJECT, rule.id, said.number)

    def _pairs(self, give: Give, said: Said) -> list[tuple[int | str, int | str]]:
        """The subjects and objects between which a rule tells a relation."""
        if self.slots.lack_another(give.subject, give.object, said):
            return []
        fill = self.slots.partners if give.predicate == "collaboratesWith" else self.slots.values
        subjects = fill(give.subject, said)
        if give.predicate in _POSTS and len(subjects) > 1:
            subjects = self._unsettled(subjects, said)
        if give.subject == give.object:
            return [(s, o) for i, s in enumerate(subjects) for o in subjects[i + 1 :]]
        objects = fill(give.object, said)
        if give.predicate == "funds":
            # Who is among those that get the money is not the *we* that gives it.
            subjects = [s for s in subjects if s not in objects]
        return [(s, o) for s in subjects for o in objects]

    def _unsettled(self, persons: list[int | str], said: Said) -> list[int | str]:
        """Those of several persons whose house the text has not told before, if there are any: a post behind a list of
        names is theirs (*Anna Ek, Bo Lind och Eva Al, upphandlare på Kumla kommun*, below *Anna Ek, Trafikverket*).
        """
        start = self.document.view.to_source(self.document.sentences[said.number].start)
        settled = {r.subject for r in self.relations.values() if r.predicate == "worksFor" and r.start < start}
        return [person for person in persons if person not in settled] or persons

    def _note(self, give: Give, subject: int | str, obj: int | str, weight: float, said: Said, told: _Told) -> None:
        """Note one relation that a rule tells, unless the titles in the sentence speak against it."""
        predicate, titles = give.predicate, told.titles.get(subject, []) if isinstance(subject, int) else []
        if predicate == "hasRole" and self.leaders.is_verb(give.object, said):
            told.heading.add(subject)
            return
        if isinstance(subject, str) or (isinstance(obj, str) and self.leaders.adds_nothing(obj, titles)):
            return
        if predicate == "leads" and not self.leaders.lead_project(titles or self._titles(said), obj):
            predicate = "participatesIn"  # forskare i projektet X
        if predicate in ("worksFor", "leads") and isinstance(obj, int) and self._is_of_another_house(obj, said):
            return
        where = self.givers.told if "@government" in (give.subject, give.object) else said.number
        if not self.add(subject, predicate, obj, weight, said.rule.id, where):
            return
        if predicate == "hasRole" and isinstance(obj, str):
            told.titles.setdefault(subject, []).append(obj)
            told.places.setdefault((subject, obj), said.place(give.object))
        if predicate == "collaboratesWith" and isinstance(obj, int):
            told.partners.append((subject, obj))
        if predicate == "worksFor" and isinstance(obj, int) and give.object != "house":
            told.employers.append((subject, obj, said.place(give.object)))

    def _titles(self, said: Said) -> list[str]:
        """The titles that a rule asks for and tells nothing of."""
        return [title for title in self.slots.values("r", said) if isinstance(title, str)]

    def _is_of_another_house(self, house: int, said: Said) -> bool:
        """Whether an office that a rule tells of is only of houses called otherwise (who governs a county for the state
        works not for its council: *statsforvalter i Nordland*).
        """
        named = self.document.things[house].name.lower()
        return any(
            office.only and office.name is not None and office.name.search(named) is None
            for give in said.rule.gives
            if give.predicate == "hasRole"
            for role in self.slots.values(give.object, said)
            if isinstance(role, str)
            for office in self.x.offices[role.lower()]
        )

    def _spoken_of(self, project: int, context: Context, number: int) -> int:
        """A project that a sentence without a name can mean: the page's, or one named by now; else -1."""
        if project < 0 or project == context.titled("Project"):
            return project
        first = min((self.document.spans[n].start for n in self.document.things[project].spans), default=0)
        return project if first < self.document.sentences[number].end else -1

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

    def drop_short_titles(self) -> None:
        """Tell a title once of a person whom the text gives it both in full and in letters (*vd*)."""
        full_of = self.document.language.short_titles
        told = {(r.subject, r.object.lower()) for r in self.relations.values() if isinstance(r.object, str)}
        for place, relation in list(self.relations.items()):
            title = relation.object.lower() if isinstance(relation.object, str) else ""
            if title in full_of and (relation.subject, full_of[title]) in told:
                del self.relations[place]

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
