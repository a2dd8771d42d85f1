"""What a page as a whole says of the persons and bodies it names: who is at the event that it is about, who sits in the
body whose board it tells, who holds the event of its own page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.extract.context import HAVE_MEMBERS, Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import FoundRelation
from innograph.extract.pages import Page
from innograph.extract.spans import ORGANIZATION, PERSON, Span
from innograph.extract.statements import Statements

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure each is.
_ATTENDS, _SITS, _HOLDS, _SHARES, _WORKS = 0.62, 0.68, 0.66, 0.62, 0.68
#: So many bodies hold an event together as partners; a longer list of them shows no more than that they do.
_TWO = 2
#: The title of somebody in a list stands at most so far behind the name's line (code points).
_TITLE_BELOW = 40
#: A text begins with so many sentences, its title among them.
_OPENING = 3
#: A name in brackets stands at most so far behind the first of them (code points).
_ASIDE = 80


class Implied:
    """Completes who takes part, who is a member and who organises, once an article's sentences are read."""

    def __init__(
        self,
        extractor: Extractor,
        document: Document,
        evidence: Evidence,
        page: Page,
        statements: Statements,
        context: Context,
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.page = page
        self.statements = statements
        self.context = context

    def seat(self) -> None:
        """Where a page is of one body, who has a title of its board, or is chosen for a seat, is a member."""
        titles, left, chosen = self.x.seat_title, self.x.left_seat, self.x.chosen_for_seat
        if titles is None or left is None or chosen is None:
            return
        body = self._body()
        if body < 0:
            return
        relations, folded = list(self.statements.relations.values()), self.document.folded
        placed = {r.subject for r in relations if r.predicate in ("memberOf", "worksFor")}
        seated = {r.subject for r in relations if r.predicate == "memberOf" and r.object == body}
        for relation in relations:
            role = relation.object
            if relation.predicate != "hasRole" or not isinstance(role, str) or relation.subject in placed:
                continue
            number = self.evidence.sentence_at(self.document.view.to_view(relation.start))
            sentence = self.document.sentences[number]
            if titles.search(role.lower()) and not left.search(folded, sentence.start, sentence.end):
                self.statements.add(relation.subject, "memberOf", body, _SITS, "reading/seat-of-the-body", number)
        for number, sentence in enumerate(self.document.sentences):
            here = self._named(number)
            if all(span.code != PERSON for span in here) or self._denies(number):
                continue
            if any(span.code == ORGANIZATION and span.entity != body and not self._is_aside(span) for span in here):
                continue
            text = folded[sentence.start : sentence.end]
            if chosen.match(text) is None or left.search(text):
                continue
            for span in here:
                housed = span.entity not in seated and self.document.text.startswith(" (", span.end)
                free = span.entity not in placed or housed
                if span.code == PERSON and span.entity >= 0 and free:
                    self.statements.add(span.entity, "memberOf", body, _SITS, "reading/chosen-for-a-seat", number)

    def staff(self) -> None:
        """Whom the text under a heading over the staff tells of works for the page's own house (*Team* / *Anna Ek runs
        the courses and Bo Lind writes the newsletter.*), where the sentence names no other.
        """
        heading, publisher = self.x.roster_staff, self.statements.publisher
        if heading is None or publisher < 0 or self.page.project >= 0 or self.page.event >= 0:
            return
        document = self.document
        employed = {r.subject for r in self.statements.relations.values() if r.predicate == "worksFor"}
        for number, sentence in enumerate(document.sentences):
            above = document.sentences[sentence.section] if sentence.section > 0 else None
            if above is None or sentence.kind != "paragraph":
                continue
            end = above.end - (document.text[above.end - 1] == ":")
            if heading.fullmatch(document.folded, above.start, end) is None or self._denies(number):
                continue
            here, past = self._named(number), self.x.past.search(document.folded, sentence.start, sentence.end)
            if past or any(span.code == ORGANIZATION and span.entity != publisher for span in here):
                continue
            for person in dict.fromkeys(span.entity for span in here if span.code == PERSON and span.entity >= 0):
                if person not in employed:
                    self.statements.add(person, "worksFor", publisher, _WORKS, "reading/told-of-staff", number)

    def head(self) -> None:
        """Who has a head's title in a list of staff leads the house (*Sekretariat* / *Anna Ek, sekretariatsleder*)."""
        relations = list(self.statements.relations.values())
        for staff in relations:
            if staff.rule != "reading/listed-person" or staff.predicate != "worksFor":
                continue
            house = staff.object
            titles = [
                r.object
                for r in relations
                if r.predicate == "hasRole" and r.subject == staff.subject and isinstance(r.object, str)
                if staff.start <= r.start <= staff.end + _TITLE_BELOW
            ]
            if isinstance(house, int) and titles and self.statements.leaders.lead(titles, house):
                number = self.evidence.sentence_at(self.document.view.to_view(staff.start))
                self.statements.add(staff.subject, "leads", house, _SITS, "reading/head-among-staff", number)

    def _is_aside(self, span: Span) -> bool:
        """Whether a name stands in brackets: it tells where the person before it comes from."""
        text = self.document.text
        opened, closed = (text.rfind(mark, max(0, span.start - _ASIDE), span.start) for mark in "()")
        return opened > closed

    def _body(self) -> int:
        """The body with members that the text is about: whose board it speaks of, that its title names, or whose text
        it is; -1 for none.
        """
        things = self.document.things
        for body in (self.context.board, self.context.titled_body, self.statements.publisher):
            if body >= 0 and things[body].cls in HAVE_MEMBERS and things[body].spans:
                return body
        return self._meeting()

    def _meeting(self) -> int:
        """The only body with members beside whose name the text tells of its annual meeting (*Riksförbundet Sveriges
        bagare höll årsmöte*); -1 for none.
        """
        meeting = self.x.annual_meeting
        found: set[int] = set()
        for number, sentence in enumerate(self.document.sentences) if meeting else ():
            if meeting and meeting.search(self.document.folded, sentence.start, sentence.end):
                found |= {s.entity for s in self._named(number) if s.code == ORGANIZATION and s.cls in HAVE_MEMBERS}
        return next(iter(found)) if len(found) == 1 else -1

    def attend(self) -> None:
        """Whom the page of one event, or a report of it, names takes part, where the sentence speaks of no other."""
        if self.x.credit_line is None:
            return
        event = self.page.event if self.page.event >= 0 else self.context.about["Event"]
        if event < 0 and self.x.language.tag != "en":
            event = self._opening_event()  # (an English text may begin with where somebody announced it)
        if event < 0:
            return
        things, text = self.document.things, self.document.folded
        known = {r.subject for r in self.statements.relations.values() if r.predicate == "participatesIn"}
        others = {i for i, thing in enumerate(things) if thing.type == "Event" and thing.spans} - {event}
        for number, sentence in enumerate(self.document.sentences):
            here = self._named(number)
            if all(span.code != PERSON for span in here) or any(span.entity in others for span in here):
                continue
            if self.page.layout.is_contact(number) or self.page.layout.says_whom_to_ask(number) or self._denies(number):
                continue
            if self.x.credit_line.search(text, sentence.start, sentence.end):
                continue
            for span in here:
                if span.code == PERSON and span.entity >= 0 and span.entity not in known:
                    known.add(span.entity)
                    self.statements.add(span.entity, "participatesIn", event, _ATTENDS, "reading/at-the-event", number)

    def _opening_event(self) -> int:
        """The only event that the text names, where it begins with it; -1 for none."""
        events = {i for i, thing in enumerate(self.document.things) if thing.type == "Event" and thing.spans}
        opening = [
            span.entity for number in range(min(_OPENING, len(self.evidence.present))) for span in self._named(number)
        ]
        return next((e for e in opening if e in events), -1) if len(events) == 1 else -1

    def host(self) -> None:
        """Whose own page of an event it is holds it, where it names nobody else who does."""
        event, publisher, things = self.page.event, self.statements.publisher, self.document.things
        if event >= 0:
            self._own(event)
        if event < 0 or publisher < 0 or self.x.credit_line is None:
            return
        if not self.page.is_events or not things[publisher].spans:
            return
        if any(r.predicate == "organizes" and r.object == event for r in self.statements.relations.values()):
            return
        first = min(self.document.spans[n].start for n in things[publisher].spans)
        number = self.evidence.sentence_at(first)
        self.statements.add(publisher, "organizes", event, _HOLDS, "reading/own-event", number)

    def share(self) -> None:
        """Who hold an event together cooperate: two bodies, or the first and each other of three that the text names in
        different sentences (*Veranstalter sind A und B*, *A arrangerer … Medarrangør er B*).
        """
        holders: dict[int, list[FoundRelation]] = {}
        for relation in sorted(self.statements.relations.values(), key=lambda r: (r.start, r.subject)):
            if relation.predicate == "organizes" and isinstance(relation.object, int):
                together = holders.setdefault(relation.object, [])
                if all(relation.subject != other.subject for other in together):
                    together.append(relation)
        pairs = {
            frozenset((r.subject, r.object))
            for r in self.statements.relations.values()
            if r.predicate == "collaboratesWith"
        }
        for together in holders.values():
            apart = len({self.evidence.sentence_at(self.document.view.to_view(r.start)) for r in together}) > 1
            if len(together) == _TWO or (len(together) == _TWO + 1 and apart):
                first, others = together[0], together[1:]
                for other in others:
                    if frozenset((first.subject, other.subject)) not in pairs:
                        number = self.evidence.sentence_at(self.document.view.to_view(other.start))
                        self.statements.add(
                            first.subject, "collaboratesWith", other.subject, _SHARES, "reading/hold-together", number
                        )

    def _own(self, event: int) -> None:
        """Whose name an event's begins with in the genitive holds it (*Skogsföreningens höstexkursion*)."""
        things = self.document.things
        name, noun = things[event].name, self.x.owned_event
        for index, thing in enumerate(things) if noun and things[event].spans else ():
            owner = next((own for own in thing.names if name.startswith(f"{own}s ")), "")
            if noun and thing.type == "Organization" and owner and noun.fullmatch(name[len(owner) + 2 :]):
                first = min(self.document.spans[n].start for n in things[event].spans)
                number = self.evidence.sentence_at(first)
                self.statements.add(index, "organizes", event, _HOLDS, "reading/owned-event", number)

    def _named(self, number: int) -> list[Span]:
        return [self.document.spans[n] for n in self.evidence.present[number]]

    def _denies(self, number: int) -> bool:
        sentence = self.document.sentences[number]
        return self.x.negation.search(self.document.folded, sentence.start, sentence.end) is not None
