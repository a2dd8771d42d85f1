"""What `@…` in a rule stands for: what the text, or the page, speaks of without naming it in the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from innograph.extract.context import HAVE_MEMBERS, Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import FoundRelation
from innograph.extract.givers import GOVERNING, Givers
from innograph.extract.pages import Page
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Subject, predicate, object and the place in the article where the evidence begins.
RelationKey = tuple[int, str, "int | str", int]
#: What is in the names of prizes and competitions.
_PRIZE = re.compile(r"pris(?:en|et|er)?\b|award|prize|preis|palkin|prijs|konkurrence|konkurranse|tävling")
#: … or stands right before them (*utmärkelsen Årets bygge*).
_PRIZE_BEFORE = re.compile(
    r"(?:utmärkelsen|priset|prisen|tävlingen|konkurrencen|konkurransen|award|prize|preis|auszeichnung|wettbewerb|"
    r"palkinnon|palkinto|kilpailun|kilpailu|prijs|onderscheiding|wedstrijd) [\"”“»«„]?$"
)
_LONGEST_NOUN = 24
#: Classes of bodies that have pages of their own on another's site; what stands behind the name in the titles of those.
_HOUSES = (
    "inno:CompetenceCentre", "inno:ResearchInstitute", "inno:Network", "inno:Association", "inno:Council",
    "org:Organization",
)  # fmt: skip
_ALONE = re.compile(r"$|[:|]| [–-] ")
#: Classes of bodies that others take part in.
_NETWORKS = ("inno:Network", "inno:CompetenceCentre")
#: How sure a page about a board makes its publisher an organisation.
_OF_BOARD = 0.7


class References:
    """Finds what one article speaks of. `relations` are those found so far."""

    def __init__(
        self,
        extractor: Extractor,
        document: Document,
        evidence: Evidence,
        tasks: Tasks,
        page: Page,
        publisher: int,
        relations: Mapping[RelationKey, FoundRelation],
        givers: Givers,
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.page = page
        self.publisher = publisher
        self.relations = relations
        self.givers = givers

    def find(self, slot: str, context: Context, number: int) -> int:
        """What `@…` stands for in a sentence; -1 for nothing."""
        find = SLOTS.get(slot)
        return find(self, context, number) if find else -1

    def sender(self, context: Context) -> int:
        """The publisher, whose partners a page lists that is about no project and no event."""
        about = max(self.page.project, self.page.event, context.focus("Project"), context.focus("Event"))
        return self.publisher if about < 0 and self.titled_house() < 0 else -1

    def group(self, context: Context) -> int:
        """The body with members that the title names, whose members a page lists as those who take part, where it is
        about no project and no event.
        """
        about = max(self.page.project, self.page.event, context.focus("Project"), context.focus("Event"))
        if about >= 0 or context.titled_body >= 0:
            return context.titled_body if about < 0 else -1
        end = self.document.sentences[0].end
        found = [
            index
            for index, thing in enumerate(self.document.things)
            if thing.cls in HAVE_MEMBERS and any(start < end for start, _ in self.tasks.places.get(index, ()))
        ]
        return next(iter(found), -1)

    def whole(self, context: Context, number: int) -> int:
        """What the whole page is of, whatever projects it tells of: the network that its title names, or that it is the
        page of (one whose members it tells); else the project or the event spoken of.
        """
        things, publisher = self.document.things, self.publisher
        titled = context.titled_body
        if self.page.project < 0 and self.page.event < 0:
            if titled >= 0 and things[titled].cls in _NETWORKS:
                return titled
            members = (r.object for r in self.relations.values() if r.predicate == "memberOf")
            if publisher >= 0 and (things[publisher].cls in _NETWORKS or publisher in members):
                return publisher
        return self.activity(context, number)

    def page_event(self, context: Context, number: int) -> int:
        """The event that the page, or the heading above, is about; not where a line says whom to ask."""
        event = context.headed_event if context.headed_event >= 0 else self.page.event
        return -1 if self.page.layout.is_contact(number) else event

    def activity(self, context: Context, number: int) -> int:
        """The project or the event spoken of: of both the one named last."""
        project, event = context.focus("Project"), context.focus("Event")
        if event >= 0 and event == self.page.event and self.page.is_events and self._is_passing(project):
            return event  # "The seminar is part of the project X": it stays the seminar's page
        if project >= 0 and event >= 0:
            return max(project, event, key=lambda e: self.last_place(e, number))
        if max(project, event) < 0 and self.publisher >= 0:
            # On a centre's own page its parties take part in it.
            thing = self.document.things[self.publisher]
            own = thing.cls == "inno:CompetenceCentre" and thing.spans and not thing.refs
            return self.publisher if own else -1
        return max(project, event)

    def undertaking(self, context: Context, number: int) -> int:
        """The project or the event spoken of, if the text did not name a network since."""
        activity, network = self.activity(context, number), context.network()
        if activity < 0 or network < 0:
            return activity
        return activity if self.last_place(activity, number) > self.last_place(network, number) else -1

    def circle(self, context: Context, number: int) -> int:
        """The network spoken of, if the text did not name a project or an event since."""
        return context.network() if self.undertaking(context, number) < 0 else -1

    def assignment(self) -> int:
        """The assignment spoken of."""
        return self.tasks.current if self.tasks.current >= 0 else self._titled_task()

    def assignment_of(self, receivers: list[int | str]) -> int:
        """The assignment whose receivers the text goes on to name: the one spoken of, unless others have that and
        another has some of these, or none yet.
        """
        current = self.assignment()
        of: dict[int, set[int | str]] = {task: set() for task in self.tasks.all}
        for relation in self.relations.values():
            if relation.predicate == "assignedTo" and relation.subject in of:
                of[relation.subject].add(relation.object)
        if current < 0 or not of.get(current) or not of[current].isdisjoint(receivers):
            return current
        shared = [task for task in of if not of[task].isdisjoint(receivers)]
        return next(iter([*shared, *(task for task in of if not of[task])]), current)

    def several(self, slot: str, context: Context, number: int) -> list[int]:
        """What `@…` stands for in a sentence, which may be several: who work together, who share an assignment."""
        if slot == _PARTNERS:
            return list(context.partners)
        index = self.find(slot, context, number)
        receivers = self._receivers() if slot == _RECEIVERS else []
        return receivers if index in receivers else [index] if index >= 0 else []

    def _receivers(self) -> list[int]:
        """Who the assignment was given to that the text speaks of."""
        return [
            r.object
            for r in self.relations.values()
            if r.predicate == "assignedTo" and r.subject == self.tasks.current and isinstance(r.object, int)
        ]

    def receiver(self, context: Context, number: int) -> int:
        """Who works on the assignment that the text speaks of; without one, the organisation spoken of last."""
        of = self._receivers()
        last = context.last("Organization")
        project = context.focus("Project") if not of else -1
        if project >= 0:
            # The project of several that a page tells of is the one's whose line names it.
            owners = [
                r.subject for r in self.relations.values() if r.predicate == "participatesIn" and r.object == project
            ]
            last = next((o for o in owners if self.document.things[o].type == "Organization"), last)
        if last < 0 or self.document.things[last].cls == "inno:Government":
            return of[0] if of else -1 if self.page.is_of_a_paper else self.publisher
        told = self.evidence.sentence_at(self.tasks.last_place()) if of else -1
        if of and last >= 0 and any(s.kind == "heading" for s in self.document.sentences[told + 1 : number + 1]):
            return last  # under another heading the text speaks of somebody else
        return of[0] if of else last

    def prize(self, context: Context, number: int) -> int:
        """The prize or competition that the text named last, up to a sentence; without one, the event spoken of."""
        prizes = [
            (self.last_place(index, number), index)
            for index, thing in enumerate(self.document.things)
            if thing.type == "Event" and (_PRIZE.search(thing.name.lower()) or self._is_called_prize(index))
        ]
        place, index = max(prizes, default=(-1, -1))
        return index if place >= 0 else context.focus("Event")

    def _is_called_prize(self, event: int) -> bool:
        """Whether a word for a prize stands right before an event's name."""
        folded = self.document.folded
        starts = (self.document.spans[n].start for n in self.document.things[event].spans)
        return any(_PRIZE_BEFORE.search(folded, max(0, start - _LONGEST_NOUN), start) for start in starts)

    def titled_house(self) -> int:
        """The body, other than the publisher, that a page's title begins with, and whose own page it is (*Senter for
        e-helse: Ansatte og partnere*); -1 for none.
        """
        sentences = self.document.sentences
        if not sentences or sentences[0].kind != "title":
            return -1
        for n in self.evidence.present[0]:
            span = self.document.spans[n]
            if span.start == sentences[0].start and span.entity >= 0 and span.entity != self.publisher:
                behind = _ALONE.match(self.document.text, span.end, sentences[0].end)
                return span.entity if span.cls in _HOUSES and behind else -1
        return -1

    def board(self, context: Context) -> int:
        """The organisation whose board or council the text speaks of: one that it named, else the publisher."""
        governs = self.publisher >= 0 and self.document.things[self.publisher].cls in GOVERNING
        if context.board < 0 and self.publisher < 0 and self.page.is_of_board:
            # On a page about its own board a publisher of any name is an organisation.
            return self.document.add_thing("Organization", self.document.article.publisher or "", "", (), _OF_BOARD)
        if context.board >= 0 or governs or self.page.is_of_a_paper:
            return context.board
        titled = self.titled_house()
        return titled if titled >= 0 else self.publisher

    def last_place(self, entity: int, number: int) -> int:
        """Where the text names a thing last, up to a sentence; -1 where it does not."""
        end = self.document.sentences[number].end
        places = [self.document.spans[n].start for n in self.document.things[entity].spans]
        places += [a for a, _ in self.tasks.places.get(entity, ())]
        return max((p for p in places if p < end), default=-1)

    def _titled_task(self) -> int:
        """The assignment that the title tells (*Uppdrag att …*), for a text that then says whose it is; -1 for none."""
        title, pattern = self.document.sentences[0], self.x.title_task
        match = pattern.match(self.document.folded, title.start, title.end) if pattern else None
        return self.tasks.name(*match.span("task")) if match and title.kind == "title" else -1

    def _is_passing(self, project: int) -> bool:
        """Whether a text names a project once only."""
        return project < 0 or len(self.document.things[project].spans) + len(self.tasks.places.get(project, ())) <= 1


#: Slots that may hold several: who the text last said work together, who share the assignment spoken of.
_PARTNERS, _RECEIVERS = "@partners", "@receivers"
#: What stands behind each `@…` of the rules (the first, where that is several).
SLOTS: dict[str, Callable[[References, Context, int], int]] = {
    "@publisher": lambda self, context, number: self.publisher,
    "@sender": lambda self, context, number: self.sender(context),
    "@project": lambda self, context, number: context.focus("Project"),
    "@event": lambda self, context, number: context.focus("Event"),
    "@page": References.page_event,
    "@prize": References.prize,
    "@activity": References.activity,
    "@topic": References.activity,
    "@undertaking": References.undertaking,
    "@circle": References.circle,
    "@assignment": lambda self, context, number: self.assignment(),
    "@organization": lambda self, context, number: context.last("Organization"),
    "@network": lambda self, context, number: context.network(),
    "@whole": References.whole,
    "@group": lambda self, context, number: self.group(context),
    "@board": lambda self, context, number: self.board(context),
    "@council": lambda self, context, number: context.board,
    "@funder": lambda self, context, number: context.funder,
    "@receiver": References.receiver,
    _PARTNERS: lambda self, context, number: next(iter(context.partners), -1),
    _RECEIVERS: References.receiver,
    "@speaker": lambda self, context, number: context.voice,
    "@government": lambda self, context, number: self.givers.government(number),
}
