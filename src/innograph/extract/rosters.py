"""Lists of persons: what the line above says of all below it (the members of a board, who speaks at an event)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from innograph.extract.bodies import Headings
from innograph.extract.cases import MARKS
from innograph.extract.context import HAVE_MEMBERS, Context
from innograph.extract.document import Document, definite_heads
from innograph.extract.evidence import Evidence
from innograph.extract.masks import MASK, Masked
from innograph.extract.spans import LOWER, MUNICIPALITY, ORGANIZATION, PERSON
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that who stands in a list belongs to the body, or takes part in the event, that its heading tells.
_LISTED = 0.78
#: A heading of a list, and a line that goes on about the person before it, are at most so long (code points).
_LONGEST_HEADING, _LONGEST_DETAIL = 130, 160
#: So many lines of prose may stand between two persons of a list: what it tells of the first.
_LONGEST_PROSE = 2
#: What may stand behind the last word of a label: years, a verb that points to the list.
_NO_MORE = re.compile(r"[\W\d]*(?:är|er|ovat)?[\W\d]*")
#: The mark of an item and the space behind it are at most so long.
_MARK = 3
#: An article before the name that a paragraph begins with is at most so long (code points).
_ARTICLE = 4
#: A line of fewer words without a stop, not longer (code points), that names nobody is a heading.
_PROSE, _LONGEST_LABEL = 3, 30
#: A title of a seminar has at least so many words.
_TITLE_WORDS = 3
#: A text says within so many sentences that the group in its title is new.
_SPOKEN_OF = 4
#: So many persons make a list without a heading of its own a list of the page's body, so many one under a heading that
#: only holds a word for members or speakers.
_RUN, _PAIR = 3, 2
#: So many lines (title, employer, address) stand at most between two persons of a list.
_MOST_BETWEEN = 4
_P = f"{MASK['P']}[{MARKS}]?"
_TITLE = f"[{MASK['R']}{MASK['B']}]"
#: Whose title it is, before it (*Boverkets enhetschef för …*), and what the title is for.
_OWNER = f"{MASK['O']}[{MARKS}]?(?: [{LOWER}-]+){{0,5}}? "
#: What may stand between a name and the organisation it comes from.
_AT = "från|på|vid|i|fra|hos|von|vom|bei|van|bij|from|at|of"
#: A line that begins with persons, and what may follow them there: no verb.
_PERSONS = re.compile(
    rf"(?:[•*–-] ?)?(?:\d+(?::[ae]|[.)]) )?(?:{MASK['O']}[{MARKS}]?, |{_OWNER}{_TITLE}[{MARKS}]? |(?:{_TITLE}:?,? )?)"
    rf"(?P<persons>{_P}(?:(?:, | och | samt | og | ja | und | sowie | en | and ){_P})*)"
    rf"(?=$|[,.:;(|]| [(–|-]| (?:{_AT})\b|,? [{_TITLE[1:-1]}{MASK['O']}{MASK['F']}{MASK['U']}])"
)
#: A line of an open list with the house before a colon, and titles (*Skovdyrkerne: sekretariatschef Anna Ek*).
_HOUSED = re.compile(
    rf"(?:[•*–-] ?)?[^:{MASK['P']}]{{1,60}}: (?:[{LOWER}-]+ ){{0,2}}(?:{_TITLE}[{MARKS}]? )?"
    rf"(?P<persons>{_P}(?:(?:, | och | og | ja )(?:[{LOWER}-]+ )?(?:{_TITLE}[{MARKS}]? )?{_P})*)"
)
#: Another person of a line, behind a seat (*Anna Ek (S) med suppleant Bo Lind*).
_ALSO_SEATED = re.compile(rf"{MASK['B']}[{MARKS}]?:? (?P<person>{MASK['P']})")
#: A line that goes on about the person before it.
_DETAIL = re.compile(rf"(?:[•*–-] ?)?(?:[{_TITLE[1:-1]}{MASK['O']}{MASK['F']}+\d(]|(?:tel|e-post|mobil)\b)")


#: A sentence of a list has at most so many words beside its names and titles: no clause.
_WORD, _FEW_WORDS = re.compile(f"[{LOWER}]+"), 4
#: What a heading of a project's people holds.
_OF_PROJECT = re.compile("proje|prosje|hanke|tutki")


class Rosters:
    """Reads the lists of persons of one article, line by line."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, statements: Statements
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.statements = statements
        self.headings = Headings(extractor, document, evidence)
        self._persons = any(span.code == PERSON for span in document.spans)
        short = [s for s in document.sentences if s.end - s.start < _LONGEST_LABEL] if self._persons else []
        lines = Counter(document.folded[s.start : s.end] for s in short)
        #: Short lines that the page repeats: links and labels, no headings.
        self._often = {line for line, times in lines.items() if times >= _RUN}
        self.restart()

    def restart(self) -> None:
        """Begin the article anew."""
        #: What those in the list belong to or take part in (-1: no list), the relation, and their seat.
        self.body, self._predicate, self._seat = -1, "", ""
        #: What the page's title says of a list that no heading introduces.
        self._titled = -1
        self._late, self._ran = self._tells_of_a_new_group(), False
        self._prose = 0
        self._listing = False
        #: Whether the line before is a person's name and nothing else.
        self._bare = False
        #: Whether seats stand above the names.
        self._above = False
        #: Whether lines of the list begin with the house of the person behind it and a colon.
        self._housed = False
        #: Where the heading that is read ends.
        self._end = 0
        #: Whose people the lines are about, where a line in the list says so (*Från Region Skåne:*).
        self._house, self._sectioned = -1, False

    def read(self, number: int, masked: Masked, context: Context) -> None:
        """Read one sentence: a heading, a person of a list, or neither."""
        if self.x.roster_seat is None or not self._persons:
            return
        if not self.document.begins_block(number):
            # "… Följande personer sitter i styrgruppen:" at a paragraph's end.
            if self.document.text[self.document.sentences[number].end - 1] == ":":
                self._read_heading(number, context)
            elif self.headings.points_below(number):
                self._opens_by_a_word(number, context)
            elif self._listing and len(_WORD.findall(masked.text)) <= _FEW_WORDS:
                self._go_on(number, masked, context)
            return
        if self._read_section(number) or self._read_labelled(number, context):
            return
        if self.headings.points_below(number) and self._opens_by_a_word(number, context):
            return
        match = _PERSONS.match(masked.text) if self._begins_with_person(number) else None
        if match is None and self.body >= 0 and ": " in masked.text:
            match = _HOUSED.match(masked.text)
            # A house that nothing shows to be one stands among others (*Skovdyrkerne: …*, not *Redaktör: …*).
            known = match is not None and any(masked.text[: match.start("persons")].count(MASK[c]) for c in "OU")
            self._housed = known or self._housed
            item = self.document.sentences[number].kind == "item"
            match = match if known or (self._housed and item) else None
        if match:
            self._enlist(number, masked, match, context)
            self._bare = masked.text == match["persons"]
            return
        # "Anna Ek" / "ordförande" / "Kumla kommun": a seat below a name is that person's, unless the list has seats
        # above the names and another one follows.
        below, self._bare = self._bare and not (self._above and self._begins_list(number + 1)), False
        seat = below and self.x.roster_seat.fullmatch(masked.text.rstrip(" :"))
        if not seat and (below or not self._read_heading(number, context)):
            self._pass(number, masked)

    def _tells_of_a_new_group(self) -> bool:
        """Whether the title speaks of a council or a group that it, or the text right below, tells to be appointed
        (*Nyt Skovråd er nedsat*): whoever the page then lists belongs to it.
        """
        noun, appointed = self.x.body_noun, self.x.appointed
        sentences, folded = self.document.sentences, self.document.folded
        if noun is None or appointed is None or not self._persons or not sentences:
            return False
        title, base = sentences[0], self.x.finders.roles.base
        found = noun.finditer(folded, title.start, title.end)
        groups = [m["own"] for m in found if m.groupdict().get("own") and not base(m["own"])]
        last = sentences[min(len(sentences), _SPOKEN_OF) - 1]
        return bool(groups) and appointed.search(folded, title.start, last.end) is not None

    def _go_on(self, number: int, masked: Masked, context: Context) -> None:
        """Read a sentence of a list that one paragraph holds (*Anna Ek, ordförande, Boverket. Bo Lind, rektor, …*)."""
        if self._read_labelled(number, context) or not self._begins_with_person(number):
            return
        if match := _PERSONS.match(masked.text):
            self._enlist(number, masked, match, context)

    def _begins_with_person(self, number: int) -> bool:
        present = self.evidence.present[number]
        start = self.document.sentences[number].start
        spans = self.document.spans
        owned = False
        first = next((spans[n].start for n in present if spans[n].code == PERSON), start)
        if ": " in self.document.text[start:first] and first - start <= _LONGEST_LABEL * 3:
            return self.document.sentences[number].kind == "item"  # "WWF – Verdensnaturfonden: programleder Anna Ek"
        for n in present[:3]:
            if spans[n].code == PERSON:
                return spans[n].start - start <= _LONGEST_HEADING
            if spans[n].code == ORGANIZATION and not owned and spans[n].start - start <= _MARK:
                owned = True  # Boverkets enhetschef Anna Ek
            elif spans[n].code not in "RB" or (spans[n].start - start > _MARK and not owned):
                return False
        return False

    def _begins_list(self, number: int) -> bool:
        inside = number < len(self.document.sentences)
        return inside and self.document.begins_block(number) and self._begins_with_person(number)

    def _enlist(self, number: int, masked: Masked, match: re.Match[str], context: Context) -> None:
        """Note what the list says of the persons of a line."""
        self._prose = 0
        # Below the page's first list a heading of any words with a colon may part one person from the others.
        told = self._titled >= 0 or (self._late and not self._speaks(number))
        if self.body < 0 and told and (self._ran or self._begins_run(number)):
            if self._titled < 0:
                self._titled = self._owner(context, self.document.sentences[number].start)
            self._open(self._titled, "memberOf")
            self._ran = True
        if self.body < 0:
            return
        self._listing = True
        spans = self.document.spans
        for position in range(*match.span("persons")):
            n = masked.mentions.get(position)
            person = spans[n].entity if n is not None and spans[n].code == PERSON else -1
            if person >= 0:
                self._note(person, number)
                if self._house >= 0 and not self._names_house(number):
                    self.statements.add(person, "worksFor", self._house, _LISTED, "reading/listed-person", number)
        if self._predicate == "memberOf":
            for seated in _ALSO_SEATED.finditer(masked.text, match.end("persons")):
                n = masked.mentions.get(seated.start("person"))
                if n is not None and spans[n].entity >= 0:
                    self._note(spans[n].entity, number)
        self._seat = ""

    def _speaks(self, number: int) -> bool:
        """Whether a line only tells who says what follows (*Enhetschef Anna Ek, Boverket, säger:*)."""
        sentence, folded = self.document.sentences[number], self.document.folded
        return self.x.speech.search(folded, sentence.start, sentence.end) is not None

    def _names_house(self, number: int) -> bool:
        """Whether a line names an organisation itself."""
        spans = self.document.spans
        return any(spans[n].code in (ORGANIZATION, MUNICIPALITY) for n in self.evidence.present[number])

    def _begins_run(self, number: int, least: int = _RUN) -> bool:
        """Whether so many persons' lines follow, with at most so many lines between two."""
        count = between = 0
        for n in range(number, len(self.document.sentences)):
            if not self.document.begins_block(n):
                continue
            if self._begins_with_person(n):
                count, between = count + 1, 0
                if count >= least:
                    return True
            else:
                between += 1
                if between > _MOST_BETWEEN:
                    return False
        return False

    def _read_section(self, number: int) -> bool:
        """Whether a line in a list says whose people stand below it (*Från kommunerna i länet:*)."""
        sentence, pattern = self.document.sentences[number], self.x.roster_section
        if self.body < 0 or pattern is None:
            return False
        if not pattern.fullmatch(self.document.folded, sentence.start, sentence.end):
            return False
        self._end = sentence.end
        self._house, self._sectioned = self._named_in(number), True
        return True

    def _pass(self, number: int, masked: Masked) -> None:
        """Whether a line that names nobody first ends the list."""
        sentence = self.document.sentences[number]
        if self.document.folded[sentence.start : sentence.end] in self._often:
            return  # "Kontakt >>" below every name
        column, contact = self.x.column_heading, self.x.contact_heading
        if column and column.fullmatch(self.document.folded, sentence.start, sentence.end):
            return  # "Namn", "Organisation"
        if contact and contact.match(self.document.folded, sentence.start, sentence.end):
            self.body, self._titled, self._late, self._ran = -1, -1, False, False
        if self.body < 0:
            return
        short = sentence.end - sentence.start <= _LONGEST_DETAIL
        goes_on = self.document.text[sentence.start].islower() or _DETAIL.match(masked.text)
        if self._listing and short and goes_on:
            return
        self._prose += 1
        text = self.document.text[sentence.start : sentence.end]
        # "Ansatte", "Sekretariat": the heading of other people.
        other = not masked.size and len(text) <= _LONGEST_LABEL and text[-1].isalnum() and len(text.split()) < _PROSE
        begun = self._listing or self._sectioned
        self._ran = self._ran and text[-1] == ":"
        if other or sentence.kind == "heading" or not begun or self._prose > _LONGEST_PROSE:
            self.body, self._listing = -1, False

    def _read_heading(self, number: int, context: Context) -> bool:
        """Whether a line is the heading of a list of persons; what it says is kept for the lines below."""
        sentence = self.document.sentences[number]
        if sentence.end - sentence.start > _LONGEST_HEADING:
            return False
        text = self.document.folded[sentence.start : sentence.end]
        if not text.endswith(":") and (text.endswith((".", "!", "?")) or self._goes_on_small(number)):
            return False
        return self._opens(number, sentence.end, context) or self._opens_by_a_word(number, context)

    def _goes_on_small(self, number: int) -> bool:
        """Whether a line is an item that begins with a small letter: what it tells is of the person above it."""
        sentence = self.document.sentences[number]
        return sentence.kind == "item" and self.document.text[sentence.start].islower()

    def _opens_by_a_word(self, number: int, context: Context) -> bool:
        """Whether a heading over persons holds a word for members (*Representanter valda av föreningen:*, *De nya
        styrelsemedlemmarna är:*) or for those who take part (*Samtalet fördes mellan*).
        """
        match = self.headings.find(self.x.listed_words, number)
        if match is None or any(self.document.spans[n].code == PERSON for n in self.evidence.present[number]):
            return False
        below = self.document.next_block(number)
        if not (self._begins_list(below) and self._begins_run(below, _PAIR)):
            return False
        sentence, folded = self.document.sentences[number], self.document.folded
        # Without a colon the word must open or close the line ("Fördomar mot medlemmar på nätet" is a talk).
        label = match.start() == sentence.start or _NO_MORE.fullmatch(folded, match.end(), sentence.end)
        if not label and folded[sentence.end - 1] != ":" and not self.headings.points_below(number):
            return False
        if self.headings.is_denied(number):
            return False
        if match.lastgroup == "part":
            self._open_activity(match.group(), number, context)
            return self.body >= 0
        self._end = sentence.end
        body = self.headings.body(number)
        if body < 0:
            body = self.body if self.body >= 0 and self._predicate == "memberOf" else self._group_in(number)
        if body < 0:
            body = self._titled if self._titled >= 0 else self._owner(context, sentence.end)
        self._open(body, "memberOf")
        return True

    def _group_in(self, number: int) -> int:
        """The group that a heading calls by a noun (*Referensgruppen består av:*); -1 where it calls none."""
        sentence, pattern = self.document.sentences[number], self.x.body_noun
        found = pattern.finditer(self.document.folded, sentence.start, sentence.end) if pattern else ()
        for match in found:
            own = match.groupdict().get("own")
            if own and not self.x.finders.roles.base(own):
                return self._unnamed(own, match.end())
        return -1

    def _read_labelled(self, number: int, context: Context) -> bool:
        """Whether a line is a list with its heading before a colon (*Ledamöter: Anna Ek, Boverket; Bo Lind*)."""
        sentence = self.document.sentences[number]
        limit = min(sentence.end, sentence.start + _LONGEST_LABEL + 2)
        colon = self.document.folded.find(": ", sentence.start, limit)
        spans = self.document.spans
        persons = [spans[n] for n in self.evidence.present[number] if spans[n].code == PERSON and spans[n].entity >= 0]
        if colon < 0 or not persons or persons[0].start < colon:
            return False
        whole = self.evidence.present[number][:1]
        if sentence.kind == "item" and any(spans[n].code == ORGANIZATION and spans[n].end == colon for n in whole):
            return False  # "Boverket: enhetschef Anna Ek" tells whose she is
        before = self.body, self._predicate, self._seat, self._listing, self._prose
        if not self._opens(number, colon, context):
            return False
        for person in dict.fromkeys(span.entity for span in persons):
            self._note(person, number)
            self._seat = ""
        if self._predicate == "participatesIn":
            # "Moderator: Bo Lind" does not end the list of those who speak.
            self.body, self._predicate, self._seat, self._listing, self._prose = before
        else:
            self._listing = True
        return True

    def _note(self, person: int, number: int) -> None:
        """Note what the list that is open says of a person of a line."""
        if self.body < 0:
            return
        self.statements.add(person, self._predicate, self.body, _LISTED, "reading/listed-person", number)
        if self._seat:
            self.statements.add(person, "hasRole", self._seat, _LISTED, "reading/listed-person", number)

    def _opens(self, number: int, end: int, context: Context) -> bool:
        """Whether a line up to `end` is the heading of a list; what it says is kept."""
        sentence = self.document.sentences[number]
        spans = self.document.spans
        self._end = end
        # The seats themselves are read as words.
        present = [n for n in self.evidence.present[number] if spans[n].code not in "RFB" and spans[n].start < end]
        masked = self.evidence.mask(number, present, end=end)
        text = masked.text.rstrip(" :")
        seat, group = self.x.roster_seat, self.x.roster_body
        if seat is not None and (match := seat.fullmatch(text)):
            body, predicate = self._named_in(number, last=True), "memberOf"
            if body < 0:
                body = self._described_above(sentence.start)
            if body < 0 and self.body >= 0:
                body, predicate = self.body, self._predicate
            elif body < 0 and match["one"] and self.statements.page.event >= 0:
                # "Chair: Anna Ek" in an event's programme heads a session, and no board.
                body, predicate = self.statements.page.event, "participatesIn"
            elif body < 0:
                body = -1 if match["aside"] else self._owner(context, sentence.start)
            self._open(body, predicate)
            self._seat = match["one"] or match["aside"] or ""
            self._above = True
            return self.body >= 0
        if group is not None and (match := group.fullmatch(text)):
            body, predicate = self._body(match, masked, number, context)
            if sentence.kind == "title":
                self._titled = body if predicate == "memberOf" else -1
                # "Styrelsen": the text below may tell whose.
                self._late = body < 0
                return True
            self._open(body, predicate)
            return True
        known = self.x.roster_named
        if known is not None and known.fullmatch(text):
            body = self._named_in(number, last=True)
            if body >= 0 and self.statements.page.is_contact(number):
                # "Kontakt" / "Umweltbundesamt" / "Anna Berger, Referentin": where to find whom.
                self._open(body, "worksFor")
                return True
            if body >= 0 and self.document.things[body].cls in HAVE_MEMBERS:
                if sentence.kind == "title":
                    self._titled = body
                else:
                    self._open(body, "memberOf")
                return True
        part = self.x.roster_part
        if part is not None and (match := part.fullmatch(text)):
            self._open_activity(match.group(), number, context)
            return True
        return False

    def _open_activity(self, words: str, number: int, context: Context) -> None:
        """Begin a list of those who take part in the event, or (as a heading's words show) the project spoken of."""
        kinds = ("Project", "Event") if _OF_PROJECT.search(words) else ("Event", "Project")
        found = [*map(context.titled, kinds)]
        if kinds[0] == "Event" and max(found) < 0:
            found.append(self._session(number, context))
        found += map(context.focus, kinds)
        self._open(next((index for index in found if index >= 0), -1), "participatesIn")

    def _session(self, number: int, context: Context) -> int:
        """The event that the heading above those who speak names, where the page is about no one event: a seminar
        among others; -1 when the heading names none.
        """
        section = self.document.sentences[number].section
        event, document = self.x.event_noun, self.document
        if section <= 0 or event is None:
            return -1
        heading = document.sentences[section]
        text = document.text[heading.start : heading.end]
        small = self.document.folded[heading.start : heading.end]
        label = self.x.event_page is not None and self.x.event_page.match(small)
        if text.endswith((".", ":")) or len(text.split()) < _TITLE_WORDS or event.fullmatch(small) or label:
            return -1
        if small.split()[-1] in self.x.language.stoppers:
            return -1  # a broken line of prose
        if not event.search(document.folded, heading.end, document.sentences[number].end + _LONGEST_DETAIL):
            return -1
        index, new = self.tasks.title("Event", heading.start, heading.end)
        self.evidence.taught = self.evidence.taught or new
        if index >= 0:
            context.put_first("Event", index)
            context.introduced.append(("Event", index))
        return index

    def _open(self, body: int, predicate: str) -> None:
        if body >= 0 and self.document.things[body].type != "Organization":
            predicate = "participatesIn"  # the steering group of the project
        self.body, self._predicate, self._seat, self._listing, self._prose = body, predicate, "", False, 0
        self._house, self._sectioned, self._housed = -1, False, False

    def _named_in(self, number: int, last: bool = False) -> int:
        """The (`last`) organisation that a heading names; -1 when it names none."""
        present = self.evidence.present[number]
        for n in reversed(present) if last else present:
            span = self.document.spans[n]
            if span.code == ORGANIZATION and span.entity >= 0 and span.start < self._end:
                return span.entity
        return -1

    def _owner(self, context: Context, position: int) -> int:
        """Whose board or council an unnamed one is that the text speaks of before a position: a group's that has no
        other name (*forskningsberedningen*), the body's whose board the text names, that of the title, the publisher.
        """
        described = self._described_above(position)
        if described >= 0:
            return described
        named = self._is_title()
        if named >= 0:
            return named
        pattern, owned = self.x.body_noun, self.x.projects_own
        if owned and context.focus("Project") >= 0 and owned.search(self.document.folded, 0, position):
            return context.focus("Project")
        found = pattern.finditer(self.document.folded, 0, position) if pattern else ()
        # A kommunalråd is a person.
        base = self.x.finders.roles.base
        spoken = [m["own"] for m in found if not (m["own"] and base(m["own"]))]
        if spoken and spoken[-1]:
            return self._unnamed(spoken[-1], position)
        if context.board >= 0:
            return context.board
        titled = self._in_title()
        if titled >= 0:
            return titled
        return self.statements.board(context)

    def _described_above(self, position: int) -> int:
        """The body with members that the paragraph above a heading begins with (*Skolrådet ger råd om … Ledamöter*); -1
        where it does not.
        """
        document = self.document
        number = bisect_right(document.sentences, position, key=lambda sentence: sentence.start) - 2
        while number > 0 and not document.begins_block(number):
            number -= 1
        if number <= 0 or document.text[document.sentences[number].end - 1] != ".":
            return -1
        start = document.sentences[number].start
        for n in self.evidence.present[number][:1]:
            span = document.spans[n]
            if span.code == ORGANIZATION and span.cls in HAVE_MEMBERS and span.start - start <= _ARTICLE:
                return span.entity
        return -1

    def _unnamed(self, noun: str, position: int) -> int:
        """The body that a text calls by a noun alone at a position; its definite form is the name where the text has
        it.
        """
        document = self.document
        definite = definite_heads(noun)[0] if definite_heads(noun) else noun
        # "Panelen" of a text about Expertpanelen för vattenfrågor: the one spoken of last.
        known = [
            (max((place for place in self._places(index) if place < position), default=-1), -index)
            for index, thing in enumerate(document.things)
            if thing.cls in HAVE_MEMBERS and any(h.endswith(definite) for h in definite_heads(thing.name)[:1])
        ]
        if known:
            return -max(known)[1]
        name = definite if definite in document.folded else noun
        index = document.find_thing("Organization", name)
        if index is None:
            index = document.add_thing("Organization", name[0].upper() + name[1:], "inno:Council", (), 0.75)
            for form in (name, noun):
                document.things[index].add_name(form)
        for match in re.finditer(rf"(?<!\w){re.escape(noun)}\w{{0,4}}(?!\w)", document.folded):
            self.tasks.mention(index, match.start(), match.end())
        return index

    def _places(self, index: int) -> list[int]:
        """Where the text names a thing."""
        spans = self.document.spans
        named = [spans[n].start for n in self.document.things[index].spans]
        return named + [start for start, _ in self.tasks.places.get(index, ())]

    def _is_title(self) -> int:
        """The body whose name is the whole title: one with members, or an authority that its noun shows to be a council
        (*Ansvarsnämnden*); -1 where the title is none.
        """
        title, pattern = self.document.sentences[0], self.x.body_noun
        for n in self.evidence.present[0] if title.kind == "title" else ():
            span = self.document.spans[n]
            if span.code != ORGANIZATION or span.entity < 0 or span.start > title.start or span.end < title.end:
                continue
            found = pattern.search(self.document.folded, title.start, title.end) if pattern else None
            if span.cls in HAVE_MEMBERS or (found and found.groupdict().get("own")):
                return span.entity
        return -1

    def _in_title(self) -> int:
        """The body with members that the title names."""
        for n in self.evidence.present[0] if self.evidence.present else ():
            span = self.document.spans[n]
            if span.code == ORGANIZATION and span.entity >= 0 and span.cls in HAVE_MEMBERS:
                return span.entity
        return -1

    def _body(self, match: re.Match[str], masked: Masked, number: int, context: Context) -> tuple[int, str]:
        """What those in a list belong to when the heading speaks of a board or a group, and how."""
        named = self._named_in(number)
        start = self.document.sentences[number].start
        if not match["own"]:
            return (named if named >= 0 and not match["their"] else self._owner(context, start)), "memberOf"
        if named >= 0 and not (match["whose"] or match["their"]):
            return named, "memberOf"
        if not match["whose"] and not match["their"]:
            # The steering or reference group of the project that the page is about.
            project = context.titled("Project")
            if project < 0:
                projects = [i for i, t in enumerate(self.document.things) if t.type == "Project"]
                project = projects[0] if len(projects) == 1 else -1
            if project >= 0:
                return project, "participatesIn"
            network = self._in_title()
            if network >= 0:
                return network, "memberOf"
        start = masked.to_view(match.start("whose") if match["whose"] else match.start("own"))
        end = masked.to_view(match.end("own") - 1) + 1
        position = match.end("own") - 1
        if position in masked.mentions:
            end = self.document.spans[masked.mentions[position]].end
        name = self.document.text[start:end]
        # "Vattendelegationen" of the title is the one for Mellansjön.
        short = self.document.find_thing("Organization", name.split()[0])
        if short is None and " " not in name and definite_heads(name):
            return self._unnamed(name.lower(), start), "memberOf"
        if short is not None:
            self.document.things[short].add_name(name[0].upper() + name[1:])
            self.tasks.mention(short, start, end)
            return short, "memberOf"
        index = self.document.add_thing("Organization", name[0].upper() + name[1:], "inno:Council", (), 0.75)
        self.tasks.mention(index, start, end)
        return index, "memberOf"
