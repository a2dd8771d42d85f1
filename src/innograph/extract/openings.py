"""What opens a list of persons: the ways a heading can, and what each says of those below."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from innograph.extract.context import HAVE_MEMBERS, Context
from innograph.extract.document import Document
from innograph.extract.entries import RUN, Entries
from innograph.extract.evidence import Evidence
from innograph.extract.headings import Headings
from innograph.extract.masks import Masked
from innograph.extract.owners import Owners
from innograph.extract.spans import PERSON

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: So many persons make a list under a heading that only holds a word for members or speakers.
_PAIR = 2
#: What may stand behind the last word of a label: years, a verb that points to the list.
_NO_MORE = re.compile(r"[\W\d]*(?:är|er|ovat)?[\W\d]*")


@dataclass(slots=True)
class Roster:
    """A list of persons, and what it has told so far."""

    #: What those in it belong to or take part in (-1: no list), the relation, and the seat of the next one.
    body: int = -1
    predicate: str = "memberOf"
    seat: str = ""
    #: Whether a person of it has been read, and how many lines of prose since.
    begun: bool = False
    prose: int = 0
    #: Whether its first line is a sentence that a stop ends.
    told: bool = False
    #: Whose people the lines are about, where a line in the list says so (*Från Region Skåne:*).
    house: int = -1
    sectioned: bool = False
    #: Whether its lines begin with the house of the person behind it and a colon.
    housed: bool = False
    #: Whether a heading has opened it, below which text may come before the list.
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A line, or what of it is before `end`, that is what a way asks for, and the list that it stands in."""

    number: int
    end: int
    masked: Masked
    match: re.Match[str]
    roster: Roster
    context: Context


class Way(NamedTuple):
    """One way of opening a list."""

    #: The class of words of the language that the heading must be as a whole.
    words: str
    #: What it then says; None where it is no heading after all.
    read: Callable[[Owners, Heading], Roster | None]
    #: Whether it is a seat, which stands above the names and is no heading where nothing tells whose.
    seat: bool = False
    #: Whether as a title it speaks of the lists below that have no heading of their own.
    titles: bool = False


def _read_seat(owners: Owners, heading: Heading) -> Roster:
    """*Ordförande*, *Övriga ledamöter*: of the body that it names, that the paragraph above is about, of the list that
    it stands in, of the event in whose programme it is, or that the text speaks of.
    """
    match, above = heading.match, heading.roster
    start, event = owners.document.sentences[heading.number].start, owners.statements.page.event
    body, predicate = owners.headings.named(heading.number, heading.end, last=True), "memberOf"
    if body < 0:
        body = owners.described_above(start)
    group = match.groupdict().get("group")
    if body < 0 and group:
        # "Ohjausryhmän jäsenet": a group's that the text names, or a project's, and nobody else's.
        body, predicate = owners.of_group(group, heading.context)
    elif body < 0 and above.body >= 0:
        body, predicate = above.body, above.predicate
    elif body < 0 and match["one"] and event >= 0:
        # "Chair: Anna Ek" in an event's programme heads a session, and no board.
        body, predicate = event, "participatesIn"
    elif body < 0 and not match["aside"]:
        body = owners.spoken_of(heading.context, start)
        project = heading.context.titled("Project")
        if body == owners.statements.publisher and project >= 0:
            body, predicate = project, "participatesIn"  # on a project's page a chair is the project's
    return Roster(body, predicate, match["one"] or match["aside"] or "")


def _read_board(owners: Owners, heading: Heading) -> Roster | None:
    """*Styrelsen består av*, *Referensgruppen för digitala kvarter*; none is the panel of an event (*I panelen:*)."""
    part = owners.x.roster_part if owners.statements.page.event >= 0 else None
    if part is not None and part.fullmatch(heading.masked.text.rstrip(" :")):
        return None
    return Roster(*owners.of_heading(heading.match, heading.masked, heading.number, heading.end, heading.context))


def _read_name(owners: Owners, heading: Heading) -> Roster | None:
    """*Skolrådet*, *Kontakt* / *Boverket*: the body's own name, which has members or says whom to ask where."""
    if owners.is_below_title(heading.number):
        return None
    body = owners.headings.named(heading.number, heading.end, last=True)
    if body >= 0 and owners.statements.page.layout.is_contact(heading.number):
        return Roster(body, "worksFor")
    return Roster(body) if body >= 0 and owners.document.things[body].cls in HAVE_MEMBERS else None


def _read_staff(owners: Owners, heading: Heading) -> Roster | None:
    """*Ansatte*, *Medarbetare*: of the body whose page it is, or the publisher, which is no newspaper; on a project's
    own page they take part in that.
    """
    if owners.statements.page.project >= 0:
        return Roster(owners.statements.page.project, "participatesIn")
    titled = owners.statements.references.titled_house()
    body = titled if titled >= 0 else owners.statements.publisher
    return Roster(body, "worksFor") if body >= 0 and not owners.statements.page.is_of_a_paper else None


def _read_part(owners: Owners, heading: Heading) -> Roster:
    """*Medverkande*, *Projektgrupp*."""
    return Roster(owners.activity(heading.match.group(), heading.number, heading.context), "participatesIn")


#: The ways, in the order in which they are tried.
WAYS = (
    Way("roster_seat", _read_seat, seat=True),
    Way("roster_body", _read_board, titles=True),
    Way("roster_named", _read_name, titles=True),
    Way("roster_staff", _read_staff),
    Way("roster_part", _read_part),
)


class Openings:
    """Reads the headings over the lists of persons of one article."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, entries: Entries, owners: Owners
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.entries = entries
        self.owners = owners
        self.headings: Headings = owners.headings
        patterns: list[re.Pattern[str] | None] = [getattr(extractor, way.words) for way in WAYS]
        self._ways = [(way, pattern) for way, pattern in zip(WAYS, patterns, strict=True) if pattern is not None]

    def read(self, number: int, end: int, roster: Roster, context: Context) -> tuple[Way, Roster] | None:
        """The list that a line up to `end` opens as a whole, and the way it does; `roster` is that above it."""
        spans = self.document.spans
        # The seats themselves are read as words.
        present = [n for n in self.evidence.present[number] if spans[n].code not in "RFB" and spans[n].start < end]
        masked = self.evidence.mask(number, present, end=end)
        text = masked.text.rstrip(" :")
        for way, pattern in self._ways:
            match = pattern.fullmatch(text)
            opened = way.read(self.owners, Heading(number, end, masked, match, roster, context)) if match else None
            if opened is not None:
                return way, self.open(opened.body, opened.predicate, opened.seat)
        return None

    def read_loosely(self, number: int, roster: Roster, titled: int, context: Context) -> Roster | None:
        """The list that a line of any words opens that holds one for members (*Representanter valda av föreningen:*,
        *De nya styrelsemedlemmarna är:*) or for those who take part (*Samtalet fördes mellan*): the lines below show
        it to be a list. `titled` is the body that the title speaks of.
        """
        match = self.headings.find(self.x.listed_words, number)
        if match is None or any(self.document.spans[n].code == PERSON for n in self.evidence.present[number]):
            return None
        below = self.document.next_block(number)
        if not (self.entries.begins_list(below) and self.entries.begins_run(below, _PAIR)):
            return None
        sentence, folded = self.document.sentences[number], self.document.folded
        # Without a colon the word must open or close the line ("Fördomar mot medlemmar på nätet" is a talk).
        label = match.start() == sentence.start or _NO_MORE.fullmatch(folded, match.end(), sentence.end)
        points = folded[sentence.end - 1] == ":" or self.headings.points_below(number)
        if not label and not points and not self.tells_members(number):
            return None
        if self.headings.is_denied(number):
            return None
        if match.lastgroup == "part":
            return Roster(self.owners.activity(match.group(), number, context), "participatesIn")
        body = self.headings.body(number)
        if body < 0 and roster.body >= 0 and roster.predicate == "memberOf":
            body = roster.body
        if body < 0:
            body = self.owners.in_heading(number)
        if body < 0:
            body = self.owners.referred(number, context)
        unnamed = self.x.unnamed_body
        if body < 0 and titled < 0 and unnamed and unnamed.search(folded, self._paragraph(number), sentence.end):
            return None  # "Other members of the group are:", "The jury was chaired by Anna Ek. The other members were:"
        if body < 0:
            body = titled if titled >= 0 else self.owners.spoken_of(context, sentence.end)
        return self.open(body)

    def tells_members(self, number: int) -> bool:
        """Whether a sentence that a stop ends tells of whom a body consists that it names, above a list of persons
        (*Rådet består av forskare från flera lärosäten.*).
        """
        sentence, folded = self.document.sentences[number], self.document.folded
        below = self.document.next_block(number)
        if folded[sentence.end - 1] != "." or number + 1 != below or sentence.kind not in ("paragraph", "heading"):
            return False
        match = self.headings.find(self.x.telling_members, number)
        if match is None or not self.entries.begins_list(below):
            return False
        if not self.entries.begins_run(below, _PAIR if self.document.sentences[below].kind == "item" else RUN):
            return False
        noun = self.x.body_noun
        board = noun is not None and noun.search(folded, sentence.start, match.start()) is not None
        return board or self.headings.body(number) >= 0

    def _paragraph(self, number: int) -> int:
        """Where the paragraph begins that a sentence is in."""
        while number and not self.document.begins_block(number):
            number -= 1
        return self.document.sentences[number].start

    def open(self, body: int, predicate: str = "memberOf", seat: str = "") -> Roster:
        """The list of those who belong to a body; in the steering group of a project they take part in it."""
        if body >= 0 and self.document.things[body].type != "Organization":
            predicate = "participatesIn"
        return Roster(body, predicate, seat)

    def above_labels(self, roster: Roster, number: int) -> Roster:
        """The list that a heading opens: its lines may begin with fields or groups and a colon."""
        if roster.predicate == "memberOf" and self.entries.begins_labelled(self.document.next_block(number)):
            roster.housed = True
        return roster
