"""Whom people work for where no sentence says it: by their office, by how they are reached, by whose text it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.givers import GOVERNING
from innograph.extract.language import Office
from innograph.extract.pages import Page
from innograph.extract.spans import MUNICIPALITY, ORGANIZATION, PERSON, ROLE
from innograph.extract.statements import Statements

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that who speaks in an organisation's text works there, and who has a title of its staff in it.
_SPEAKS_FOR, _ON_STAFF = 0.7, 0.65
#: How sure it is that the office is one of the only house of its kind that the sentence, or the text, names.
_OF_SENTENCE, _OF_TEXT = 0.75, 0.7
#: How sure it is that who is reached at an address of the publisher's, or of an organisation that the text names,
#: works there.
_REACHED = 0.8
#: … and whose card stands below an organisation's name.
_ON_CARD = 0.7
#: Who speaks may stand before a colon (*Wethouder Anna de Wit: “Wij …”*).
_QUOTES = re.compile(r": ?[“\"„»«‘'’]")
#: A newspaper's text is about the organisation that it names so many times, and so many times as often as any other;
#: how sure it is that who speaks with a title of staff works there.
_TIMES, _OF_TOPIC = 3, 0.6
#: German: a district's name, its head's title, and titles in towns.
_DISTRICT = re.compile(r"kreis(?!stadt)")
_OF_DISTRICT = re.compile(r"^(?:landrat|landrätin|kreis)")
_OF_TOWN = re.compile(r"^(?:ober|vize|erste[rn]? )?bürgermeister")
#: An adjective between a house and its office is at most so long (*Boverkets nya generaldirektör*).
_ADJECTIVE = 12
#: Classes of what a newspaper may be taken for.
_MAY_BE_PAPERS = ("org:Organization", "inno:Company")
#: Languages in which a town's text names its own mayor without the town.
_OF_TOWNS = ("de", "nl")
#: Classes of houses whose boards' chairs work there.
_WITH_BOARDS = ("inno:Municipality", "inno:Region")
#: What parts a house from its person on a line.
_PARTED = re.compile(r" [–—|-] $")
#: The mark of an item of a list and the space behind it are at most so long.
_MARK = 3
#: Classes of bodies that have members rather than staff.
_COUNCILS = ("inno:Network", "inno:Council")
_MAIL = re.compile(r"(?P<name>[\w.+-]+) ?@{1,2} ?(?P<host>[\w-]+(?:\.[\w-]+)+)")
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d|\(?0\d)[\d ()/\u00a0–-]{5,16}\d|"
    r"(?i:\b(?:tlf|tel|tfn|telefon|mobil|mob|puh|gsm|p)\b)[.:]{0,2} ?\d[\d ()/\u00a0–-]{5,}|"
    r"(?<!\d)\d\d \d\d \d\d \d\d(?! ?\d)|(?<!\d)\d{3} \d\d \d{3}(?! ?\d)"
)
#: How one is reached stands so many code points behind the name at most, over so many lines of a card.
_NEAR, _CARD_LINES = 220, 4
#: A line of a card is at most so long (code points).
_LONGEST_LINE = 90
#: Parts of hosts that stand before what names the organisation (*ski.kommune.no*), and mailboxes for anybody.
_SECOND_LEVEL = frozenset(["kommune", "co", "gov", "gv", "ac", "or", "org", "com"])
_ANYBODYS = frozenset(["gmail", "hotmail", "outlook", "live", "yahoo", "icloud", "telia", "online", "gmx", "msn"])
_LEAST_LABEL = 3
#: Classes that tell what kind of house one is.
_KINDS = ("inno:Region", "inno:Municipality", "inno:University", "inno:Ministry", "inno:PublicAgency")
_GENITIVES = ("s", "'s", "’s", ":s")
#: Letters that addresses have two for (*furesoe.dk*, *aarhus.dk*).
_TWO_LETTERS = str.maketrans({"ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l"})


def squeeze(name: str) -> str:
    """A name as it stands in an address: small letters without marks, and nothing else.

    >>> squeeze("Region Östergötland")
    'regionostergotland'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]", "", plain)


def site(host: str) -> str:
    """The part of a host's name that names its owner.

    >>> site("www.utveckling.boverket.se"), site("kumla.kommune.no"), site("")
    ('boverket', 'kumla', '')
    """
    labels = host.casefold().strip(".").split(".")
    if len(labels) < 2:
        return ""
    owner = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
    return squeeze(owner)


def _is_owned(name: str, owner: str) -> bool:
    """Whether a name begins with that of an owner in the genitive (*Rigshospitalets Innovationscenter*)."""
    return name.startswith(owner) and name[len(owner) :].partition(" ")[0] in _GENITIVES and " " in name[len(owner) :]


class Posts:
    """Completes the employers of one article's people, once its sentences are read."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, page: Page, statements: Statements
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.page = page
        self.statements = statements
        self.publisher = statements.publisher

    def employ(self) -> None:
        """Note who works where by what the page says beside its sentences."""
        if not any(relation.predicate == "hasRole" for relation in self.statements.relations.values()) and (
            "@" not in self.document.article.text
        ):
            self._employ_below()
            return
        self._employ_holders()
        self._employ_reachable()
        self._employ_below()
        self._employ_officers()
        self._employ_speakers()
        self._employ_of_topic()

    def _employed(self) -> set[int]:
        return {r.subject for r in self.statements.relations.values() if r.predicate in ("worksFor", "memberOf")}

    def _titles(self) -> Iterator[tuple[int, str, int]]:
        """Everybody's titles, with the number of the sentence that tells them."""
        for relation in list(self.statements.relations.values()):
            if relation.predicate == "hasRole" and isinstance(relation.object, str):
                number = self.evidence.sentence_at(self.document.view.to_view(relation.start))
                yield relation.subject, relation.object, number

    def _employ(self, person: int, house: int, confidence: float, rule: str, number: int, role: str = "") -> None:
        self.statements.add(person, "worksFor", house, confidence, rule, number)
        leads = bool(role) and self.x.finders.roles.leads(role) and self.document.things[house].cls not in GOVERNING
        # Who heads a hospital heads no region, though the region's text quotes him.
        offices = self.x.offices[role.lower()] if leads else ()
        if leads and not (offices and all(self._is_of_another_kind(office, house) for office in offices)):
            self.statements.add(person, "leads", house, confidence, rule, number)

    def _is_of_another_kind(self, office: Office, house: int) -> bool:
        """Whether an office is one of another kind of house than this one, whose kind is known."""
        thing = self.document.things[house]
        called = office.name is None or office.name.search(thing.name.lower()) is not None
        return not called or (bool(office.classes) and thing.cls in _KINDS and thing.cls not in office.classes)

    # --- an office named again ----------------------------------------------------------------------------------

    def _employ_holders(self) -> None:
        """Who speaks is often named first with the title alone and then by the office (*Burgemeester Anna de Wit …*,
        *aldus de burgemeester van Gouda*), or by the office in a heading (*Ny generaldirektör för Boverket*): the house
        of the office is that of its only bearer.
        """
        spans, present = self.document.spans, self.evidence.present
        bearers: dict[str, set[int]] = {}
        for person, title, _ in self._titles():
            bearers.setdefault(title, set()).add(person)
        employed = self._employed()
        for role in [s for s in spans if s.code == ROLE and s.source == "role"] if bearers else ():
            persons = bearers.get(role.name, set())
            if len(persons) != 1 or not persons.isdisjoint(employed):
                continue
            number = self.evidence.sentence_at(role.start)
            of = self.x.office_of.match(self.document.folded, role.end)
            sentence = self.document.sentences[number]
            heads = sentence.kind in ("title", "heading")
            houses = [
                spans[n]
                for n in present[number]
                if (of and spans[n].start == of.end())
                or (heads and spans[n].genitive and 0 < role.start - spans[n].end <= _ADJECTIVE)
            ]
            told = heads or self.x.speech.search(self.document.folded, sentence.start, sentence.end)
            if (
                not houses
                or houses[0].code != ORGANIZATION
                or any(spans[n].code == PERSON for n in present[number])
                or not told
                or self.x.negation.search(self.document.folded, sentence.start, sentence.end)
                or self.x.past.search(self.document.folded, sentence.start, sentence.end)
                or self.x.wish.search(self.document.folded, sentence.start, sentence.end)
            ):
                continue
            self._employ(next(iter(persons)), houses[0].entity, _SPEAKS_FOR, "reading/office", number, role.name)

    # --- how one is reached -------------------------------------------------------------------------------------

    @cached_property
    def _reached(self) -> dict[int, tuple[int, str]]:
        """Persons behind whose name, in their line or card, stands how to reach them: the sentence that names them,
        and what names the owner of the mail's host (empty: a telephone number, or anybody's mailbox).
        """
        document, spans, view = self.document, self.document.spans, self.document.view
        source = document.article.text
        found: dict[int, tuple[int, str]] = {}
        for number, sentence in enumerate(document.sentences):
            persons = [spans[n] for n in self.evidence.present[number] if spans[n].code == PERSON]
            for k, span in enumerate(persons):
                if span.entity < 0 or found.get(span.entity, (0, ""))[1]:
                    continue
                last = k + 1 == len(persons)
                stop = sentence.end if last else persons[k + 1].start
                begin = view.to_source(span.end, end=True)
                inside = source[begin : view.to_source(stop, end=True)][:_NEAR]
                mail = _MAIL.search(inside)
                phone = _PHONE.search(inside) is not None
                if last and not mail and sentence.end - sentence.start <= _LONGEST_LINE:
                    below = source[view.to_source(sentence.end, end=True) : view.to_source(self._card_end(number))]
                    below = below[:_NEAR]
                    mail = next((m for m in _MAIL.finditer(below) if self._is_of(span.entity, m["name"])), None)
                    phone = phone or _PHONE.search(below) is not None
                if mail or phone:
                    owner = site(mail["host"]) if mail else ""
                    found[span.entity] = number, "" if owner in _ANYBODYS else owner
        return found

    def _card_end(self, number: int) -> int:
        """Where the lines about the person whose name a line holds end (view): before the next person, before prose."""
        document, spans = self.document, self.document.spans
        text, sentences = document.text, document.sentences
        if text[sentences[number].end - 1] in ".!?":
            return sentences[number].end
        n = number + 1
        while n < len(sentences) and n - number <= _CARD_LINES:
            line = sentences[n]
            prose = text[line.end - 1] in ".!?" or line.end - line.start > _LONGEST_LINE
            if prose or any(spans[p].code == PERSON for p in self.evidence.present[n]):
                return line.start
            n += 1
        return sentences[n].start if n < len(sentences) else len(text)

    def _is_of(self, person: int, mailbox: str) -> bool:
        """Whether a mailbox is called as a person is."""
        box = squeeze(mailbox)
        parts = [squeeze(part) for part in re.split(r"[ -]", self.document.things[person].name)]
        return any(len(part) > 2 and part in box for part in parts)

    def _owns(self, thing: int, owner: str) -> bool:
        """Whether an organisation's name is what an address calls its owner, in full or up to its end."""
        if len(owner) < _LEAST_LABEL:
            return False
        names = self.document.things[thing].names
        for plain in {squeeze(form) for name in names for form in (name, name.casefold().translate(_TWO_LETTERS))}:
            if plain == owner or (len(plain) > _LEAST_LABEL + 1 and owner.startswith(plain)):
                return True
            if len(owner) > _LEAST_LABEL + 1 and plain.startswith(owner):
                return True
            # "gotland.se" is Region Gotland's.
            if self.document.things[thing].cls in ("inno:Region", "inno:Municipality") and plain.endswith(owner):
                return True
        return False

    def _employ_reachable(self) -> None:
        """Who is reached at an address of the publisher's site, or of an organisation that the text names, works
        there.
        """
        if "@" not in self.document.article.text:
            return
        things, employed = self.document.things, self._employed()
        own = site(urlsplit(self.document.article.url or "").hostname or "")
        governs = self.publisher >= 0 and things[self.publisher].cls in GOVERNING
        roles = {person: role for person, role, _ in self._titles()}
        for person, (number, owner) in self._reached.items():
            if not owner or person in employed:
                continue
            house = self.publisher
            if house < 0 or governs or not (owner == own or self._owns(house, owner)):
                houses = [
                    i
                    for i, thing in enumerate(things)
                    if thing.type == "Organization" and thing.spans and self._owns(i, owner)
                ]
                house = houses[0] if len(houses) == 1 else -1
            if house >= 0:
                self._employ(person, house, _REACHED, "reading/reached-there", number, roles.get(person, ""))

    def _employ_below(self) -> None:
        """Who is reached on a card that names one organisation on a line above works there (*Press contact* / *Ministry
        of Health* / *Press office* / *Anna Ek* / *Tel. …*).
        """
        pattern, document = self.x.contact_heading, self.document
        if pattern is None or not any(pattern.match(document.folded, s.start, s.end) for s in document.sentences):
            return
        employed = self._employed()
        roles = {person: role for person, role, _ in self._titles()}
        for person, (number, _) in self._reached.items():
            house = self._above(number) if person not in employed and self.page.layout.is_contact(number) else -1
            if house >= 0:
                self._employ(person, house, _ON_CARD, "reading/card", number, roles.get(person, ""))

    def _above(self, number: int) -> int:
        """The organisation that a line above a person's card is the name of, before another person; -1 for none."""
        document, spans, present = self.document, self.document.spans, self.evidence.present
        first = document.sentences[number]
        alone = [spans[n] for n in present[number] if spans[n].code in (PERSON, ORGANIZATION)]
        if len(alone) != 1 or alone[0].code != PERSON or first.end - first.start > _LONGEST_LINE:
            return -1
        for at in range(number - 1, max(-1, number - _CARD_LINES), -1):
            line = document.sentences[at]
            found = [spans[n] for n in present[at] if spans[n].code in (PERSON, ORGANIZATION)]
            if any(span.code == PERSON for span in found) or document.text[line.end - 1] in ".!?:":
                return -1
            if len(found) == 1 and found[0].start <= line.start and found[0].end >= line.end:
                return found[0].entity
        return -1

    # --- offices of one kind of house ---------------------------------------------------------------------------

    def _employ_officers(self) -> None:
        """Whose office is one of a kind of house (a mayor, a vice-chancellor) works for the only such house that the
        sentence names, or else the text.
        """
        employed = self._employed()
        led = {r.object for r in self.statements.relations.values() if r.predicate == "leads" and r.subject in employed}
        for person, role, number in self._titles():
            taken = led if self.x.finders.roles.leads(role) else set()
            for office in self.x.offices[role.lower()] if person not in employed else ():
                house, confidence = self._house(office, person, number, taken, role)
                if house >= 0:
                    self._employ(person, house, confidence, "reading/office-of-kind", number, role)
                    break

    def _house(
        self, office: Office, person: int, number: int, taken: Collection[object], role: str
    ) -> tuple[int, float]:
        """The one house that an office can be of, and how sure that is; -1 where there is none, several, or one whose
        head is another (`taken`). Behind the person it is others' where the publisher, too, is such a house and is
        named (*Generaldirektör Anna Ek deltog med gäster från Boverket*).
        """
        things, spans, present = self.document.things, self.document.spans, self.evidence.present
        fitting = {
            i
            for i, thing in enumerate(things)
            if thing.type == "Organization"
            and (thing.spans or i == self.publisher)
            and i not in taken
            and (not office.classes or thing.cls in office.classes)
            and (office.name is None or office.name.search(thing.name.lower()))
        }
        # "Rigshospitalets Innovationscenter" is a part of Rigshospitalet, which the head of the hospital heads.
        fitting = {i for i in fitting if not any(_is_owned(things[i].name, things[k].name) for k in fitting if k != i)}
        place = self._place_of(role, number) if len(fitting) > 1 else ""
        placed = {i for i in fitting if place and place in things[i].name.split()}
        if len(placed) == 1:
            return next(iter(placed)), _OF_SENTENCE
        here = {spans[n].entity for n in present[number]} & fitting
        if len(here) == 1 and self.publisher in fitting - here and things[self.publisher].spans:
            first = {spans[n].entity: spans[n].start for n in reversed(present[number])}
            if first[next(iter(here))] > first.get(person, first[next(iter(here))]):
                return self.publisher, _OF_TEXT
        if here:
            return (next(iter(here)), _OF_SENTENCE) if len(here) == 1 else (-1, 0.0)
        if len(fitting) == 1:
            return next(iter(fitting)), _OF_TEXT
        block = self.document.sentences[number].block
        near = {
            spans[n].entity
            for k in range(max(0, number - 4), number)
            if self.document.sentences[k].block == block
            for n in present[k]
        } & fitting
        if len(near) == 1 or (self.publisher in fitting and not near):
            return (next(iter(near)) if near else self.publisher), _OF_TEXT
        return -1, 0.0

    def _place_of(self, role: str, number: int) -> str:
        """The place behind an office (*regiondirektör i Halland*); empty where there is none."""
        document = self.document
        for span in map(document.spans.__getitem__, self.evidence.present[number]):
            of = self.x.office_of.match(document.folded, span.end) if span.code == ROLE and span.name == role else None
            behind = document.tokens_in(of.end(), document.sentences[number].end)[:1] if of else []
            if behind and behind[0].cap:
                return behind[0].text
        return ""

    # --- whose text it is ---------------------------------------------------------------------------------------

    def _is_about_another(self) -> bool:
        """Whether the title names an organisation that the text goes on about (*Kumla kommun köper broar*)."""
        title, spans = self.document.sentences[0], self.document.spans
        named = (spans[n].entity for n in self.evidence.present[0] if spans[n].code == ORGANIZATION)
        return title.kind == "title" and any(len(self.document.things[e].spans) > 1 for e in named if e >= 0)

    def _employ_speakers(self) -> None:
        """In an organisation's own text, who speaks with a title and no employer works for the publisher; so does whom
        it says to ask, and who has a title of staff where no other organisation is named. A government's text quotes
        others, too (whom a ministry's says to ask is its own, with a title of staff), and so does a newspaper's, which
        does not name itself.
        """
        if self.publisher < 0 or self.x.outsiders is None:
            return
        own = self.document.things[self.publisher]
        quiet = not own.spans and not own.refs
        if own.cls in _MAY_BE_PAPERS and (quiet or self.page.is_of_a_paper):
            return
        if own.cls == "inno:Government":
            return
        if not own.spans and self._is_about_another():
            return
        governs = own.cls in GOVERNING
        council = own.cls in _COUNCILS
        employed = self._employed()
        for person, role, number in self._titles():
            if person in employed:
                continue
            asked = self.page.layout.is_contact(number) or (person in self._reached and not self._reached[person][1])
            if governs and not (asked and self._is_staff(role)):
                continue
            # Whom a municipality's own page says to ask is its own, chairs of its boards, too.
            chairs = asked and own.cls in _WITH_BOARDS and role.endswith(self.x.language.board_roles or ("\0",))
            own_office = self._is_own(role) or chairs
            if self.x.outsiders.search(role) and not own_office:
                continue
            # Who holds the office in a town's own text is its own mayor, whatever he does there.
            acts = own_office and bool(own.spans) and self.x.language.tag in _OF_TOWNS
            sentence = self.document.sentences[number]
            speaks = self.x.speech.search(self.document.folded, sentence.start, sentence.end) or _QUOTES.search(
                self.document.text, sentence.start, sentence.end
            )
            if speaks or asked or acts:
                self._employ(person, self.publisher, _SPEAKS_FOR, "reading/publisher-speaks", number, role)
            elif (
                not council
                and not governs
                and self._is_about_itself
                and person not in self._guests
                and self._is_staff(role)
                and self._names_no_other(number)
                and self._is_told(number)
            ):
                self._employ(person, self.publisher, _ON_STAFF, "reading/publisher-staff", number, role)

    @cached_property
    def _is_about_itself(self) -> bool:
        """Whether no other organisation that employs people is named more often than the publisher, as in a text on
        what a municipality has done, by the agency that tells of it.
        """
        things = self.document.things
        houses = {r.object for r in self.statements.relations.values() if r.predicate == "worksFor"}
        own = len(things[self.publisher].spans)
        return all(len(things[h].spans) <= max(own, 1) for h in houses if isinstance(h, int) and h != self.publisher)

    @cached_property
    def _guests(self) -> set[int]:
        """Who takes part in an event, and who leads a project while the publisher pays for some: they may come from
        anywhere.
        """
        relations, things = self.statements.relations.values(), self.document.things
        pays = any(r.predicate == "funds" and r.subject == self.publisher for r in relations)
        return {
            r.subject
            for r in relations
            if isinstance(r.object, int)
            and (
                (r.predicate == "participatesIn" and things[r.object].type == "Event")
                or (pays and r.predicate == "leads" and things[r.object].type == "Project")
            )
        }

    def _employ_of_topic(self) -> None:
        """Who speaks with a title of staff in a newspaper's text works for the one organisation that it is about: named
        so many times, and so many times as often as any other.
        """
        things = self.document.things
        papers = self.publisher < 0 or (
            not things[self.publisher].spans
            and not things[self.publisher].refs
            and things[self.publisher].cls in _MAY_BE_PAPERS
        )
        if not papers or self.x.outsiders is None:
            return
        named = sorted(
            (
                (len(t.spans), -i)
                for i, t in enumerate(things)
                if t.type == "Organization" and t.spans and i != self.publisher
            ),
            reverse=True,
        )
        if not named or named[0][0] < _TIMES or (len(named) > 1 and named[0][0] < _TIMES * named[1][0]):
            return
        house = -named[0][1]
        if things[house].cls in (*GOVERNING, *_COUNCILS):
            return
        employed = self._employed()
        for person, role, number in self._titles():
            sentence = self.document.sentences[number]
            speaks = self.x.speech.search(self.document.folded, sentence.start, sentence.end)
            if person not in employed and speaks and self._is_staff(role) and not self.x.outsiders.search(role):
                self._employ(person, house, _OF_TOPIC, "reading/of-topic", number, role)

    def _is_staff(self, role: str) -> bool:
        return self.x.staff is not None and self.x.staff.search(role.lower()) is not None

    def _is_told(self, number: int) -> bool:
        """Whether a sentence is no line of a list of persons (*Anna Ek, utredare*), who may come from anywhere."""
        sentence, spans = self.document.sentences[number], self.document.spans
        first = next((spans[n] for n in self.evidence.present[number] if spans[n].code == PERSON), None)
        opens = first is not None and first.start - sentence.start <= _MARK
        # English lists may begin with the house (*Leeds Museum, England - Anna Ek, Director*).
        if self.x.language.tag == "en" and first is not None:
            opens = opens or _PARTED.search(self.document.text, sentence.start, first.start) is not None
        return not opens or self.document.text[sentence.end - 1] in ".!?"

    def _names_no_other(self, number: int) -> bool:
        """Whether a sentence names no organisation but the publisher."""
        spans = self.document.spans
        return all(
            spans[n].entity == self.publisher
            for n in self.evidence.present[number]
            if spans[n].code in (ORGANIZATION, MUNICIPALITY)
        )

    def _is_own(self, role: str) -> bool:
        """Whether the publisher is a municipality or a region whose people have that office (an alderman)."""
        thing = self.document.things[self.publisher]
        own = self.x.own_people.get(thing.cls)
        if own is None or own.search(role) is None:
            return False
        # A district has no mayor, and a town no Landrat.
        of_district = _OF_DISTRICT.search(role.lower()) is not None
        return not _OF_TOWN.search(role.lower()) if _DISTRICT.search(thing.name.lower()) else not of_district
