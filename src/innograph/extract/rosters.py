"""Lists of persons: what the line above says of all below it (the members of a board, who speaks at an event).

What opens a list is a table (openings.py); whose it is, where the heading does not say, the text tells (owners.py);
which lines persons stand in shows in how they begin (entries.py). Here it is read line by line which list is open.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.entries import RUN, Entries
from innograph.extract.evidence import Evidence
from innograph.extract.masks import Masked
from innograph.extract.openings import Openings, Roster
from innograph.extract.owners import Owners
from innograph.extract.spans import LOWER, ORGANIZATION, PERSON
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that who stands in a list belongs to the body, or takes part in the event, that its heading tells.
_LISTED = 0.78
#: A heading of a list, and one of fewer words than so many that names nobody, are at most so long (code points).
_LONGEST_HEADING = 130
_LONGEST_LABEL, _LABEL_WORDS = 30, 3
#: So many lines of prose may stand between two persons of a list: what it tells of the first.
_LONGEST_PROSE = 2
#: A sentence of a list has at most so many words beside its names and titles: no clause.
_WORD, _FEW_WORDS = re.compile(f"[{LOWER}]+"), 4

#: What stands behind a speaker's name before the talk's title.
_TOPIC = re.compile(r"[^.:?!]{0,50}: (?=\w)")
#: More small words than so many behind a name make a sentence; what ends one, and verbs whose form does not show them.
_MANY_WORDS = 4
_STOPS = '.!?:”»"'
_VERBS = frozenset(
    ["er", "var", "är", "blir", "blev", "bliver", "har", "hade", "havde", "hadde", "is", "was", "has", "ist", "war",
     "hat", "on", "oli", "heeft"]
)  # fmt: skip


class Rosters:
    """Reads the lists of persons of one article, line by line."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, statements: Statements
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.statements = statements
        self.entries = Entries(document, evidence)
        self.owners = Owners(extractor, document, evidence, tasks, statements)
        self.openings = Openings(extractor, document, evidence, self.entries, self.owners)
        self.headings = self.owners.headings
        self._persons = any(span.code == PERSON for span in document.spans)
        short = [s for s in document.sentences if s.end - s.start < _LONGEST_LABEL] if self._persons else []
        lines = Counter(document.folded[s.start : s.end] for s in short)
        #: Short lines that the page repeats: links and labels, no headings.
        self._often = {line for line, times in lines.items() if times >= RUN}
        self.restart()

    def restart(self) -> None:
        """Begin the article anew."""
        self.roster = Roster()
        #: The body that the title speaks of (-1: none), whose lists need no heading of their own.
        self._titled = -1
        #: Whether the title speaks of a board or a group that only the text below tells, and such a list has begun.
        self._late, self._ran = self._persons and self.owners.are_new(), False
        #: Whether the line before is a person's name and nothing else.
        self._bare = False
        #: Whether seats stand above the names.
        self._above = False

    def read(self, number: int, masked: Masked, context: Context) -> None:
        """Read one sentence: a heading, a person of a list, or neither."""
        if self.x.roster_seat is None or not self._persons:
            return
        readers = _LINES if self.document.begins_block(number) else _SENTENCES
        if not any(read(self, number, masked, context) for read in readers) and readers is _LINES:
            self._pass(number, masked)

    # -- what a sentence may be: each says whether it is ------------------------------------------------------------

    def _read_section(self, number: int, masked: Masked, context: Context) -> bool:
        """A line in a list that says whose people stand below it (*Från kommunerna i länet:*)."""
        sentence, pattern = self.document.sentences[number], self.x.roster_section
        if self.roster.body < 0 or pattern is None:
            return False
        if not pattern.fullmatch(self.document.folded, sentence.start, sentence.end):
            return False
        self.roster.house, self.roster.sectioned = self.headings.named(number, sentence.end), True
        return True

    def _read_labelled(self, number: int, masked: Masked, context: Context) -> bool:
        """A list with its heading before a colon (*Ledamöter: Anna Ek, Boverket; Bo Lind*)."""
        sentence = self.document.sentences[number]
        limit = min(sentence.end, sentence.start + _LONGEST_LABEL + 2)
        colon = self.document.folded.find(": ", sentence.start, limit)
        if colon < 0:
            return False
        present = [self.document.spans[n] for n in self.evidence.present[number]]
        persons = [span for span in present if span.code == PERSON and span.entity >= 0]
        if not persons or persons[0].start < colon:
            return False
        if sentence.kind == "item" and any(s.code == ORGANIZATION and s.end == colon for s in present[:1]):
            return False  # "Boverket: enhetschef Anna Ek" tells whose she is
        before = self.roster
        if not self._open(number, colon, context):
            return False
        for person in dict.fromkeys(span.entity for span in persons):
            self._note(person, number)
            self.roster.seat = ""
        if self.roster.predicate == "participatesIn":
            self.roster = before  # "Moderator: Bo Lind" does not end the list of those who speak
        else:
            self.roster.begun = True
        return True

    def _read_pointing(self, number: int, masked: Masked, context: Context) -> bool:
        """A sentence that points to the list below its paragraph (*Följande personer ingår i rådet.*)."""
        points = self.headings.points_below(number) or self.openings.tells_members(number)
        return points and self._open_loosely(number, context)

    def _read_person(self, number: int, masked: Masked, context: Context) -> bool:
        """A line that begins with a person."""
        match = self.entries.find(number, masked)
        if match is None and self.roster.body >= 0:
            match, known = self.entries.find_housed(masked)
            # A house that nothing shows to be one stands among others (*Skovdyrkerne: …*, not *Redaktör: …*).
            self.roster.housed = known or self.roster.housed
            if not known and not (self.roster.housed and self.document.sentences[number].kind == "item"):
                match = None
        if match is None:
            return False
        if self.roster.prose and not self.roster.begun and self._stops(number):
            return False  # "Anna Ek leder gruppen.": text still comes before the list
        if self.roster.begun and not self.roster.told and self._is_prose(number, match.end("persons"), masked):
            self.roster, self._titled, self._late, self._ran = Roster(), -1, False, False
            return False
        self._enlist(number, masked, match, context)
        self._bare = masked.text == match["persons"]
        return True

    def _stops(self, number: int) -> bool:
        """Whether a line of its own that is no item ends as a sentence does."""
        sentence = self.document.sentences[number]
        return sentence.kind != "item" and self.document.text[sentence.end - 1] in _STOPS

    def _is_prose(self, number: int, end: int, masked: Masked) -> bool:
        """Whether a line of its own that begins with a person, whose name ends at `end` of the masked text, is a
        sentence with a verb: text goes on below a list of other lines (*Bo Ek (S) är nöjd:*).
        """
        sentence, language = self.document.sentences[number], self.x.language
        if sentence.kind == "item" or self.document.text[sentence.end - 1] not in _STOPS:
            return False
        words = _WORD.findall(masked.text, end)
        if self.roster.predicate == "participatesIn" and (topic := _TOPIC.match(masked.text, end)):
            words = _WORD.findall(topic.group())  # Rektor Anna Ek, Boverket: Varför ska vi mötas?
        return len(words) > _MANY_WORDS or any(
            word in _VERBS or word in language.speech or language.looks_like_verb(word) for word in words
        )

    def _read_seat_below(self, number: int, masked: Masked, context: Context) -> bool:
        """A line below a bare name, where it is that person's ("Anna Ek" / "ordförande" / "Kumla kommun"): the list has
        no seats above the names, or no other name follows.
        """
        below, self._bare = self._bare and not (self._above and self.entries.begins_list(number + 1)), False
        if below and not (self.x.roster_seat and self.x.roster_seat.fullmatch(masked.text.rstrip(" :"))):
            self._pass(number, masked)
        return below

    def _read_heading(self, number: int, masked: Masked, context: Context) -> bool:
        """The heading of a list; what it says is kept for the lines below."""
        sentence = self.document.sentences[number]
        if sentence.end - sentence.start > _LONGEST_HEADING:
            return False
        last = self.document.text[sentence.end - 1]
        # An item in small letters tells of the person above it.
        small = sentence.kind == "item" and self.document.text[sentence.start].islower()
        if last in ".!?" or (small and last != ":"):
            return False
        if not (self._open(number, sentence.end, context) or self._open_loosely(number, context)):
            return False
        self.roster.headed = sentence.kind == "heading"
        return True

    def _read_last(self, number: int, masked: Masked, context: Context) -> bool:
        """The heading at a paragraph's end (*… Följande personer sitter i styrgruppen:*)."""
        if self.document.text[self.document.sentences[number].end - 1] != ":":
            return False
        self._read_heading(number, masked, context)
        return True

    def _read_within(self, number: int, masked: Masked, context: Context) -> bool:
        """A sentence of a list that one paragraph holds (*Anna Ek, ordförande, Boverket. Bo Lind, rektor, …*)."""
        if self.headings.points_below(number) or self.openings.tells_members(number):
            self._open_loosely(number, context)
        elif self.roster.begun and len(_WORD.findall(masked.text)) <= _FEW_WORDS:
            if self._read_labelled(number, masked, context):
                return True
            if match := self.entries.find(number, masked):
                self._enlist(number, masked, match, context)
        return True

    # -- the list that is open -------------------------------------------------------------------------------------

    def _open(self, number: int, end: int, context: Context) -> bool:
        """Whether a line up to `end` is the heading of a list; what it says is kept."""
        found = self.openings.read(number, end, self.roster, context)
        if found is None:
            return False
        way, roster = found
        if way.titles and roster.predicate != "worksFor" and self.document.sentences[number].kind == "title":
            self._titled = roster.body if roster.predicate == "memberOf" else -1
            self._late = roster.body < 0  # "Styrelsen": the text below may tell whose
            return True
        self.roster = self.openings.above_labels(roster, number)
        self._above = self._above or way.seat
        return roster.body >= 0 or not way.seat

    def _open_loosely(self, number: int, context: Context) -> bool:
        """Whether a line of any words is the heading of the list below it; what it says is kept."""
        roster = self.openings.read_loosely(number, self.roster, self._titled, context)
        if roster is None:
            return False
        self.roster = self.openings.above_labels(roster, number)
        return roster.body >= 0 or roster.predicate == "memberOf"

    def _enlist(self, number: int, masked: Masked, match: re.Match[str], context: Context) -> None:
        """Note what the list says of the persons of a line."""
        self.roster.prose = 0
        # Below the page's first list a heading of any words with a colon may part one person from the others.
        told = self._titled >= 0 or (self._late and not self._speaks(number))
        if self.roster.body < 0 and told and (self._ran or self.entries.begins_run(number)):
            if self._titled < 0:
                self._titled = self.owners.spoken_of(context, self.document.sentences[number].start)
            self.roster, self._ran = self.openings.open(self._titled), True
        if self.roster.body < 0:
            return
        if not self.roster.begun:
            self.roster.told = self.document.text[self.document.sentences[number].end - 1] in _STOPS
        self.roster.begun = True
        # Staff of another house stands in the list with that.
        others = self.roster.predicate == "worksFor" and self.entries.names_house(number)
        for person in self.entries.persons(masked, match) if not others else ():
            self._note(person, number)
            if self.roster.house >= 0 and not self.entries.names_house(number):
                self.statements.add(person, "worksFor", self.roster.house, _LISTED, "reading/listed-person", number)
        if self.roster.predicate == "memberOf":
            for person in self.entries.also_seated(masked, match):
                self._note(person, number)
        self.roster.seat = ""

    def _speaks(self, number: int) -> bool:
        """Whether a line only tells who says what follows (*Enhetschef Anna Ek, Boverket, säger:*)."""
        sentence, folded = self.document.sentences[number], self.document.folded
        return self.x.speech.search(folded, sentence.start, sentence.end) is not None

    def _note(self, person: int, number: int) -> None:
        """Note what the list that is open says of a person of a line."""
        roster = self.roster
        if roster.body < 0:
            return
        self.statements.add(person, roster.predicate, roster.body, _LISTED, "reading/listed-person", number)
        if roster.seat:
            self.statements.add(person, "hasRole", roster.seat, _LISTED, "reading/listed-person", number)

    def _pass(self, number: int, masked: Masked) -> None:
        """Read a line that names nobody first: it may end the list."""
        sentence, folded = self.document.sentences[number], self.document.folded
        if folded[sentence.start : sentence.end] in self._often:
            return  # "Kontakt >>" below every name
        column, contact = self.x.column_heading, self.x.contact_heading
        if column and column.fullmatch(folded, sentence.start, sentence.end):
            return  # "Namn", "Organisation"
        if contact and contact.match(folded, sentence.start, sentence.end):
            self.roster, self._titled, self._late, self._ran = Roster(), -1, False, False
        roster = self.roster
        if roster.body < 0 or (roster.begun and self.entries.goes_on(number, masked)):
            return
        roster.prose += 1
        text = self.document.text[sentence.start : sentence.end]
        short = len(text) <= _LONGEST_LABEL and len(text.split()) < _LABEL_WORDS
        other = short and not masked.size and text[-1].isalnum()  # "Ansatte": the heading of other people
        begun = roster.begun or roster.sectioned
        self._ran = self._ran and text[-1] == ":"
        # "Styrgruppen" / "Den träffas fyra gånger om året." / "- Anna Ek, Boverket"
        group = self.document.things[roster.body].cls == "inno:Council"
        waits = (
            roster.headed and not (begun or group) and sentence.kind == "paragraph" and (not short or text[-1] == ".")
        )
        if other or sentence.kind == "heading" or not (begun or waits) or roster.prose > _LONGEST_PROSE:
            self.roster = Roster()


#: What a line of its own may be, and what another sentence of a paragraph, in the order in which it is tried.
_LINES = (
    Rosters._read_section,
    Rosters._read_labelled,
    Rosters._read_pointing,
    Rosters._read_person,
    Rosters._read_seat_below,
    Rosters._read_heading,
)
_SENTENCES = (Rosters._read_last, Rosters._read_within)
