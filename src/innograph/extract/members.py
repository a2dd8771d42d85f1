"""Lists of bodies under a heading that says whose members they are (*Medlemmar*, *I nätverket ingår:*), or that they
are partners in the project that the text speaks of (*Projektpartner*, *Project partners include:*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.extract.cases import MARKS
from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.masks import MASK, Masked
from innograph.extract.owners import Owners
from innograph.extract.spans import EVENT, LOWER, MUNICIPALITY, ORGANIZATION, PERSON, PROJECT, UNKNOWN, UPPER
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that a body of the list is a member, and one that only its place in the list shows to be a body.
_LISTED, _UNKNOWN = 0.73, 0.65
#: A heading is at most so long (code points).
_LONGEST_HEADING = 130
#: A line that is a name, perhaps with a remark behind it.
_ENTRY = re.compile(
    rf"(?:[•*–-] ?)?(?:(?:das|die|der|de|het|the) )?"
    rf"(?P<noun>[{LOWER}]{{4,20}} )?(?P<name>[{MASK['O']}{MASK['M']}{MASK['U']}])[{MARKS}]?"
    r"(?=$|[,:]| \(| [–-] |\.$)"
)
#: A cell of a table that is a name, perhaps with its abbreviation behind it; what parts the cells.
_CELL = re.compile(
    rf"(?:^[•*–-]? ?|(?<=\| ))(?P<name>[{MASK['O']}{MASK['M']}{MASK['U']}])[{MARKS}]?(?: \([^()]{{1,20}}\))?(?= ?$| \|)"
)
_BAR = " |"
#: The day, the year or the number that a heading ends in (*Medlemmer pr. 1. august 2024*, *Members (14)*).
_AS_OF = re.compile(
    r",? \(?(?:(?:pr[.․]?|per|as of|as at|stand:?|i|in|år|vuonna) )?(?:den )?(?:\d{1,2}[.․]? )?(?:[^\W\d_]+ )?\d{4}\)?$"
    r"|,? \(\d+\)$"
)
_BULLET = re.compile(r"[•*–-] ?")
#: A line that is a body's name, perhaps with its country behind it.
_WHOLE = re.compile(rf"(?P<name>{MASK['O']})[{MARKS}]?(?:,? \(?{MASK['C']}\)?)?")
#: What parts the parts of a title; what a page of partners tells besides.
_TITLE_PARTS = re.compile(r" [|–-] |: ")
_AND_CONTACTS = re.compile(r" (?:&|and|och|og|und|en|ja) (?:contacts?|kontakte?r?)$")
#: The next name of a line that is a list of names.
_NEXT = re.compile(
    rf"(?:,|,? (?P<and>[{LOWER}&]+)) (?:(?:das|die|der|de|het|the) )?(?P<name>{MASK['O']})[{MARKS}]?"
    r"(?: \([^()]{1,40}\))?(?=$|[,.]| \w)"
)
#: A line that may be a name that nothing shows: a few words without a stop, a number or an address.
_NAME = re.compile(rf"(?:[•*–-] ?)?(?P<name>[{UPPER}][^\d.:;!?@()/]{{2,59}})$")
_MOST_WORDS = 6
#: A body and the town that its branch is in.
_BRANCH = re.compile(rf"(?:[•*–-] ?)?{MASK['O']} [{MASK['M']}{MASK['U']}]")
#: A body and its country, and one that nothing shows, with its country or town and perhaps a remark behind.
_WITH_COUNTRY = re.compile(rf"(?:[•*–-] ?)?{MASK['O']},? \(?(?:the )?{MASK['C']}")
_ABROAD = re.compile(
    rf"(?:[•*–-] ?)?(?P<name>[{UPPER}{MASK['U']}{MASK['M']}][^\d.:;!?@()/,]{{0,60}}), "
    rf"(?:the |de |die )?[{UPPER}{''.join(MASK[c] for c in 'UMC')}][^\d.:;!?@()/,]{{0,20}}(?: \([^()]{{1,40}}\))?"
)
_PLACED = re.compile(
    rf"(?:[•*–-] ?)?(?P<name>[{UPPER}][^\d.:;!?@()/,]{{1,60}}), (?:the |de |die )?[{UPPER}][^\d.:;!?@()/,]{{1,20}}"
    r"(?: \([^()]{1,40}\))?"
)
_MOST_WORDS_ABROAD = 8
#: So many lines below a heading are looked at for known bodies, which begin with a mark of so few characters at most.
_MOST_PEEKED, _MARK = 12, 2
#: A sentence that ends in a colon may be longer than other headings (code points).
_LONGEST_SENTENCE = 240
#: A colon right behind a label, and what it is the label of.
_VALUE = re.compile(r"[^:]{0,12}: ?[^\W_]")
#: A label alone is at most so long (code points); so many known bodies make a list under a heading of any words.
_LONGEST_LABEL, _LEAST_KNOWN = 60, 2


def _begin(line: str) -> int:
    """Where a line begins behind the mark of an item."""
    mark = _BULLET.match(line)
    return mark.end() if mark else 0


class Members:
    """Reads the lists of members of one article, line by line."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, statements: Statements
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.statements = statements
        self.owners = Owners(extractor, document, evidence, tasks, statements)
        self.headings = self.owners.headings
        words, partners = extractor.member_words, extractor.partner_words
        #: Whether the text speaks of members, or of partners, at all.
        self._of_members = words is not None and words.search(document.folded, document.words) is not None
        self._of_partners = partners is not None and partners.search(document.folded, document.words) is not None
        self.restart()

    def restart(self) -> None:
        """Begin the article anew."""
        #: Whose members the list tells (-1: no list), or of what project they are partners; how many of its lines were
        #: known bodies.
        self.body, self._known = -1, 0
        self._predicate = "memberOf"
        #: What kind of line the list's bodies are ("": none read).
        self._kind = ""
        #: Whether the list is one of bodies with their countries.
        self._abroad = False
        #: The body that the list named last, and in which line.
        self._latest = -1, -1

    @cached_property
    def _is_partners_page(self) -> bool:
        """Whether the title only says that the page shows partners (*Partners & contacts*, *SAFEBAY – Partners*)."""
        title, pattern = self.document.sentences[0], self.x.partner_heading
        if pattern is None or title.kind != "title":
            return False
        parts = _TITLE_PARTS.split(self.document.folded[title.start : title.end])
        matches = (pattern.fullmatch(_AND_CONTACTS.sub("", part).strip()) for part in parts)
        return any(match is not None and match["label"] for match in matches)

    @cached_property
    def _is_members_page(self) -> bool:
        """Whether the title only says that the page shows members (*Våra medlemmar*)."""
        title, pattern = self.document.sentences[0], self.x.member_heading
        match = pattern.fullmatch(self.document.folded, title.start, title.end) if pattern else None
        return title.kind == "title" and match is not None and bool(match["label"])

    def _body_of(self, mention: int) -> int:
        """The body that a mention names, also where only its place in a list shows it to be one."""
        span = self.document.spans[mention]
        return span.entity if span.code == ORGANIZATION else self.evidence.promote(mention)

    def _note_member(self, number: int, masked: Masked, context: Context) -> None:
        """On a page of members each item that begins with a body's name names one, below the title or a heading that
        only says what kinds of bodies they are (*Kommuner och regioner*).
        """
        document, kinds = self.document, self.x.member_kinds
        line = document.sentences[number]
        heading = document.sentences[line.section] if line.section > 0 else None
        fits = heading is None or (kinds is not None and kinds.fullmatch(document.folded, heading.start, heading.end))
        match = _ENTRY.match(masked.text) if masked.size and line.kind == "item" and fits else None
        body = context.network() if match else -1
        if match is None or body < 0 or (masked.text.startswith(":", match.end()) and PERSON in masked.kinds):
            return
        member = self._body_of(masked.mentions[match.start("name")])
        self.statements.add(member, "memberOf", body, _UNKNOWN, "reading/listed-member", number)

    def _note_partner(self, number: int, masked: Masked, context: Context) -> None:
        """On a page of partners each line that is a body's name and no more names one, whatever stands between them."""
        match = _WHOLE.fullmatch(masked.text) if masked.size else None
        project = context.titled("Project") if match else -1
        project = context.focus("Project") if match and project < 0 else project
        if match is None or project < 0:
            return
        partner = self.document.spans[masked.mentions[match.start("name")]].entity
        self.statements.add(partner, "participatesIn", project, _UNKNOWN, "reading/listed-member", number)

    def read(self, number: int, masked: Masked, context: Context) -> None:
        """Read one sentence: a heading, a body of a list, or neither."""
        colon = self.document.text[self.document.sentences[number].end - 1] in ":;"
        # "City of Ghent (lead partner)": a line of the list, and no heading of another.
        inside = self.body >= 0 and self.document.sentences[number].kind == "item" and not colon
        if self._opens_by_kinds(number, context):
            return
        if inside:
            pass
        elif self.document.begins_block(number) or colon or self.headings.points_below(number):
            if (self._of_members or self._of_partners) and self._opens(number, context):
                return
            if self._opens_by_a_word(number, context) or self._opens_over_countries(number):
                return
        if self.body < 0 and self.document.begins_block(number) and self._is_partners_page:
            self._note_partner(number, masked, context)
        if self.body < 0 and self._of_members and self._is_members_page:
            self._note_member(number, masked, context)
        if self.body < 0 or not self.document.begins_block(number):
            return
        if self._note_contact(number, masked):
            return
        if self._is_label(number):
            self.restart()
            return
        begin = self._sent_by(masked.text)
        match = self._one_of_several(masked, _ENTRY.match(masked.text, begin)) if masked.size else None
        if match and match["noun"] and self.document.text[masked.to_view(match.start("noun"))].isupper():
            match = None  # Brottsofferjouren Kumla: the first word is of the name
        if _BAR in masked.text and PERSON not in masked.kinds:
            self._read_row(number, masked)
            return
        if self._is_where(number):
            return  # Skåne / Eslöv, Hörby och Tomelilla: the county that those below are in
        if match and masked.text.startswith(":", match.end()) and PERSON in masked.kinds:
            return  # "Boverket: enhetschef Anna Ek": hers is the seat
        if self._is_list(number, masked, begin):
            for n in masked.mentions.values():
                self.statements.add(
                    self._body_of(n), self._predicate, self.body, _LISTED, "reading/listed-member", number
                )
        elif match:
            member = self._body_of(masked.mentions[match.start("name")])
            self._known += 1
            self._latest, self._kind = (member, number), self.document.sentences[number].kind
            # In a list of lines the names behind the first tell whose it is ("Leeds Centre, Lund University").
            alone = self.document.sentences[number].kind != "item"
            for body in (member, *(self._further(masked, match.end()) if alone else ())):
                self.statements.add(body, self._predicate, self.body, _LISTED, "reading/listed-member", number)
        elif (
            not (self._is_abroad(number, masked) or self._name(number, masked, begin))
            and self.document.sentences[number].kind != "item"
        ):
            self.restart()

    def _note_contact(self, number: int, masked: Masked) -> bool:
        """Whether a line right below a body of the list tells whom to ask there (*Kontaktperson: Anna Ek, strateg*)."""
        sentence, folded, contact = self.document.sentences[number], self.document.folded, self.x.contact_heading
        label = contact.match(folded, sentence.start, sentence.end) if contact else None
        body, line = self._latest
        if label is None or line != number - 1 or not _VALUE.match(folded, label.end(), sentence.end):
            return False
        if not any(self.document.spans[n].code in "OM" for n in self.evidence.present[number]):
            for mention in masked.mentions.values():
                span = self.document.spans[mention]
                if span.code == PERSON and span.entity >= 0:
                    self.statements.add(span.entity, "worksFor", body, _LISTED, "reading/listed-contact", number)
        return True

    def _read_row(self, number: int, masked: Masked) -> None:
        """Read a row of a table: each cell that is a body's name and no more (*Egedal Kommune | Region Skåne | 2021*).
        Unknown words are names only in a row that holds a known one (not in the first: *Kommuner | Øvrige*).
        """
        matches = _CELL.finditer(masked.text)
        cells = [masked.mentions[match.start("name")] for match in matches]
        if any(self.document.spans[mention].code == ORGANIZATION for mention in cells):
            for mention in cells:
                body = self._body_of(mention)
                self.statements.add(body, self._predicate, self.body, _LISTED, "reading/listed-member", number)

    def _sent_by(self, line: str) -> int:
        """Where in a line the body begins that somebody is there for (*Representant för | Länsstyrelserna*)."""
        match = self.x.representing.match(line, _begin(line)) if self.x.representing else None
        return match.end() if match else 0

    def _one_of_several(self, masked: Masked, match: re.Match[str] | None) -> re.Match[str] | None:
        """The entry of a line, or that of the body that stands for it there (*Länsstyrelserna genom Länsstyrelsen i
        Kalmar*).
        """
        name = _WHOLE.match(masked.text, match.start("name") if match else _begin(masked.text))
        way = self.x.by_way_of.match(masked.text, name.end()) if name and self.x.by_way_of else None
        return (_ENTRY.match(masked.text, way.end()) or match) if way else match

    def _is_list(self, number: int, masked: Masked, begin: int = 0) -> bool:
        """Whether a line is a list itself (*Boverket, Skatteverket och SLU*); in a list of lines two names that no
        *and* joins, or a town behind some, tell whose the first is (*Leeds Centre, Lund University, Lund*).
        """
        if masked.size < 2 or self.x.organization_list.fullmatch(masked.text[begin:].strip("•*–- .")) is None:
            return False
        joined = any(word in self.x.language.conjunctions for word in masked.text.split())
        towns = any(self.document.spans[n].code == MUNICIPALITY for n in masked.mentions.values())
        return joined or self.document.sentences[number].kind != "item" or (masked.size > 2 and not towns)

    def _further(self, masked: Masked, position: int) -> Iterator[int]:
        """The organisations that go on a line which is a list of names alone (*Boverket, Formas och Vinnova*)."""
        conjunctions = self.x.language.conjunctions
        while match := _NEXT.match(masked.text, position):
            word, position = match["and"], match.end()
            span = self.document.spans[masked.mentions[match.start("name")]]
            if (word and word not in conjunctions) or span.code != ORGANIZATION or span.entity < 0:
                return
            yield span.entity

    def _is_where(self, number: int) -> bool:
        """Whether a line is the name of a county or a part of the country and nothing else."""
        sentence, branch = self.document.sentences[number], self.x.finders.branch
        line = " " + self.document.text[sentence.start : sentence.end].rstrip(" :")
        return branch is not None and branch.fullmatch(line) is not None

    def _is_label(self, number: int) -> bool:
        """Whether a line is the label of other lines (*Finansiär*, *Projektperiod*)."""
        sentence, folded = self.document.sentences[number], self.document.folded
        patterns = (self.x.label_line, self.x.project_page, self.x.event_page, self.x.contact_heading)
        return any(pattern.match(folded, sentence.start, sentence.end) for pattern in patterns if pattern)

    def _name(self, number: int, masked: Masked, begin: int = 0) -> bool:
        """Whether a line without a known name is one all the same, for it stands among lines that are; it begins at
        `begin`.
        """
        sentence = self.document.sentences[number]
        start = masked.to_view(begin) if 0 < begin < len(masked.text) else sentence.start
        match = _NAME.match(self.document.text, start, sentence.end)
        if self._kind == "item" != sentence.kind:
            return False  # "More", a line of its own below a list
        if match is None or not self._may_be_one(masked) or not self._known or len(match["name"].split()) > _MOST_WORDS:
            return False
        language = self.x.language
        words = match["name"].lower().split()
        if self.x.body_noun and self.x.body_noun.fullmatch(match["name"].lower()):
            return False  # Styrgrupp: the heading of another list
        others = (self.x.roster_body, self.x.roster_seat, self.x.roster_part)
        if any(pattern.fullmatch(match["name"].lower()) for pattern in others if pattern is not None):
            return False  # "Steering group", "Speakers"
        if words[0] in language.not_names or any(language.looks_like_verb(w) or w in language.speech for w in words):
            return False
        index = self.document.add_thing("Organization", match["name"], "org:Organization", (), _UNKNOWN)
        self.tasks.mention(index, *match.span("name"))
        self.statements.add(index, self._predicate, self.body, _UNKNOWN, "reading/listed-member", number)
        self._latest = index, number
        return True

    @staticmethod
    def _may_be_one(masked: Masked) -> bool:
        """Whether a line holds no other name, or begins with a body whose branch of a town it is (*Brottsofferjouren
        Uppsala*).
        """
        others = masked.kinds.replace(MUNICIPALITY, "").replace(UNKNOWN, "")
        return not others or (others == ORGANIZATION and _BRANCH.fullmatch(masked.text) is not None)

    def _opens(self, number: int, context: Context) -> bool:
        """Whether a line is the heading of a list of members or partners; what it says is kept for the lines below."""
        sentence = self.document.sentences[number]
        opens = self.document.text[sentence.end - 1] in ":;"
        if sentence.end - sentence.start > (_LONGEST_SENTENCE if opens else _LONGEST_HEADING):
            return False
        spans = self.document.spans
        present = [n for n in self.evidence.present[number] if spans[n].code not in "RFB"]
        text = self.evidence.mask(number, present).text
        members, partners = self.x.member_heading, self.x.partner_heading
        for pattern, spoken_of in ((members, self._of_members), (partners, self._of_partners)):
            match = pattern.fullmatch(_AS_OF.sub("", text.rstrip(" :;"))) if pattern and spoken_of else None
            # A sentence is a heading only with a colon behind it.
            if match is None or not (match["label"] or text.endswith((":", ";"))) or text.endswith("."):
                continue
            if pattern is partners:
                named = [spans[n].entity for n in present if spans[n].code == PROJECT]
                found = [*named, context.titled("Project"), context.focus("Project")]
                self.body, self._predicate = next((index for index in found if index >= 0), -1), "participatesIn"
            else:
                named = [spans[n].entity for n in present if spans[n].code == ORGANIZATION]
                self.body, self._predicate = (named[-1] if named else context.network()), "memberOf"
            self._known = self._count_below(number)
            return True
        return False

    def _opens_by_a_word(self, number: int, context: Context) -> bool:
        """Whether a heading over bodies, of any words, holds one for members (*Följande myndigheter ingår i rådet:*) or
        for partners and those who take part (*Deltagande kommuner*).
        """
        match = self.headings.find(self.x.listed_bodies, number)
        sentence, folded = self.document.sentences[number], self.document.folded
        if match is None or sentence.end - sentence.start > _LONGEST_SENTENCE:
            return False
        points = folded[sentence.end - 1] in ":;" or self.headings.points_below(number)
        label = folded[sentence.end - 1] not in ".!?" and sentence.end - sentence.start <= _LONGEST_LABEL
        if not (points or label) or self.headings.is_denied(number):
            return False
        known = self._count_below(self.document.next_block(number) - 1)
        if known < _LEAST_KNOWN:
            return False
        spans = self.document.spans
        present = [spans[n] for n in self.evidence.present[number]]
        if match.lastgroup == "part":
            named = [s.entity for s in present if s.code in (PROJECT, EVENT) and s.entity >= 0]
            found = [*named, *map(context.titled, ("Project", "Event")), context.focus("Project")]
            self.body, self._predicate = next((index for index in found if index >= 0), -1), "participatesIn"
            if self.body < 0 and context.titled_body >= 0:
                self.body, self._predicate = context.titled_body, "memberOf"
        else:
            body = self.headings.body(number)
            if body < 0:
                body = self.owners.in_heading(number)  # I samverkansrådet ingår:
            self.body, self._predicate = (body if body >= 0 else context.network()), "memberOf"
        self._known = known
        return True

    def _opens_by_kinds(self, number: int, context: Context) -> bool:
        """Whether a line on the own page of a project or a network only says what kinds of bodies stand below it and
        what they are there for (*Procuring cities*, *Kunskapspartner*, *Observers*): they take part in it, or, where
        they are no more than observers, in the network.
        """
        pattern, sentence = self.x.part_kinds, self.document.sentences[number]
        if pattern is None or sentence.kind == "title" or sentence.end - sentence.start > _LONGEST_LABEL:
            return False
        line = _AS_OF.sub("", self.document.folded[sentence.start : sentence.end].rstrip(" :"))
        match = pattern.fullmatch(line)
        if match is None or not self.document.begins_block(number):
            return False
        body = self._own_project(context)
        if body < 0 and match.lastgroup == "aside":
            body = context.network() if self.body >= 0 or context.titled_body >= 0 else -1
        known = self._count_below(number) if body >= 0 else 0
        if known < (1 if match.lastgroup == "aside" else _LEAST_KNOWN):
            return False
        self.body, self._predicate, self._known, self._kind = body, "participatesIn", known, ""
        return True

    def _own_project(self, context: Context) -> int:
        """The project that the page is about, or whose name its title holds; -1 for none."""
        project, title = context.titled("Project"), self.document.sentences[0]
        if project >= 0 or title.kind != "title":
            return project
        words, last = self.document.folded[title.start : title.end], context.focus("Project")
        return last if last >= 0 and self.document.things[last].name.lower() in words else -1

    def _opens_over_countries(self, number: int) -> bool:
        """Whether a line of any words on a project's own page stands over bodies with their countries (*Cities* / *City
        of Turku, Finland* / *Helse Bergen, Norway*): they take part in it.
        """
        project, line = self.statements.page.project, self.document.sentences[number]
        label = self.document.text[line.end - 1] not in ".!?" and line.end - line.start <= _LONGEST_LABEL
        if project < 0 or not label or line.kind == "item" or number + 1 >= len(self.document.sentences):
            return False
        if self.document.sentences[number + 1].kind != "item" or self.headings.is_denied(number):
            return False
        abroad = 0
        for n in range(number + 1, min(number + 1 + _MOST_PEEKED, len(self.document.sentences))):
            if self.document.sentences[n].kind != "item":
                break
            abroad += _WITH_COUNTRY.match(self.evidence.mask(n, self.evidence.present[n]).text) is not None
        if abroad < _LEAST_KNOWN:
            return False
        self.body, self._predicate, self._known, self._abroad = project, "participatesIn", abroad, True
        return True

    def _is_abroad(self, number: int, masked: Masked) -> bool:
        """Whether a line that shows no body is one with its country or town all the same (*Acqua Viva, Italy*)."""
        match = _ABROAD.fullmatch(masked.text) if self._abroad else None
        if match is None and self._known and self.document.sentences[number].kind == "item":
            return self._is_placed(number)
        if match is None or set(masked.kinds) - set("MUC"):
            return False
        start, end = masked.to_view(match.start("name")), masked.to_view(match.end("name") - 1) + 1
        for n in (n for p, n in masked.mentions.items() if p == match.end("name") - 1):
            end = self.document.spans[n].end
        name = self.document.text[start:end]
        if len(name.split()) > _MOST_WORDS_ABROAD:
            return False
        index = self.document.add_thing("Organization", name, "org:Organization", (), _UNKNOWN)
        self.tasks.mention(index, start, end)
        self.statements.add(index, self._predicate, self.body, _UNKNOWN, "reading/listed-member", number)
        return True

    def _is_placed(self, number: int) -> bool:
        """Whether a line among bodies that shows none is a name with its country or town (*Vitens, Netherlands (lead
        procurer)*), and no person's.
        """
        sentence, spans = self.document.sentences[number], self.document.spans
        match = _PLACED.fullmatch(self.document.text, sentence.start, sentence.end)
        present = [spans[n] for n in self.evidence.present[number]]
        start = match.start("name") if match else -1
        if match is None or any(s.code in (ORGANIZATION, EVENT, PROJECT) for s in present):
            return False
        words = match["name"].split()
        first = words[0].lower()
        named = any(s.code == PERSON and s.start == start for s in present) or first in self.x.language.given_names
        if named or first in self.x.language.not_names or len(words) > _MOST_WORDS_ABROAD:
            return False
        index = self.document.add_thing("Organization", match["name"], "org:Organization", (), _UNKNOWN)
        self.tasks.mention(index, *match.span("name"))
        self.statements.add(index, self._predicate, self.body, _UNKNOWN, "reading/listed-member", number)
        return True

    def _count_below(self, number: int) -> int:
        """How many of the lines of the list below begin with a known body."""
        spans, sentences = self.document.spans, self.document.sentences
        count = 0
        for n in range(number + 1, min(number + 1 + _MOST_PEEKED, len(sentences))):
            first = next((spans[m] for m in self.evidence.present[n][:1]), None)
            if first is not None and first.start > sentences[n].start + _MARK:
                line = self.document.folded[sentences[n].start : first.start]
                first = first if self._sent_by(line) == len(line) else None
            # A place that is a line of its own stands for its municipality (*Följande kommuner deltar:* / *Hofors*).
            place = first is not None and first.code == MUNICIPALITY and first.end == sentences[n].end
            if first is not None and first.code == MUNICIPALITY and not place:
                masked = self.evidence.mask(n, self.evidence.present[n])
                place = self.x.organization_list.fullmatch(masked.text.strip("•*–- .")) is not None
            if first is not None and (first.code == ORGANIZATION or place):
                count += 1
            elif self._is_where(n):
                continue
            elif sentences[n].kind != "item" and count:
                break
        return count
