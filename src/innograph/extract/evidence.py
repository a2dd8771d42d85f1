"""What sentences show a name of nothing known, a place or a nationality to stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from innograph.extract.cases import GENITIVE, MAYBE_GENITIVE, genitive_base
from innograph.extract.document import Document
from innograph.extract.listed import Prefer
from innograph.extract.literals import may_match
from innograph.extract.masks import MASK, Masked, mask
from innograph.extract.repeats import find_titles
from innograph.extract.spans import (
    CODE_OF_TYPE,
    EVENT,
    LOWER,
    MUNICIPALITY,
    NATIONALITY,
    ORGANIZATION,
    PLACE,
    PROJECT,
    UNKNOWN,
    UPPER,
    Span,
)
from innograph.extract.things import key

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: So many names make a list that tells what its members are.
_LIST = 3
#: What shows a list to be of parties stands in so many code points before it.
_LONGEST_CUE = 90
#: A politician's line with the town that the politician represents.
#: What a hyphen joins to the name of a programme that pays for a project, up to that one's name; its noun is so long.
_PROJECT_BEHIND = re.compile(r" (?:(?:pilot )?project|initiative) ")
_OF_PROGRAMME, _NOUN = re.compile(r"-pros?jekt(?:et)? [\"”“«»]?"), 11
#: A person right before what stands before a house.
_PERSON = re.compile(rf"{MASK['P']}[{GENITIVE}{MAYBE_GENITIVE}]? $")
#: A word in small letters right behind a name.
_NEXT_WORD = re.compile(r" ([a-z]+)")
#: A capital inside a word, or a digit in it: no place is called so.
_MIXED = re.compile(rf"[{LOWER}\d][{UPPER}]|[{UPPER}{LOWER}]\d|[{UPPER}]{{2,}}[{LOWER}]{{2,}}")
_ELECTED = re.compile(rf"(?:[•*–-] ?)?{MASK['P']}(?: \([^()]{{1,5}}\))?, (?P<town>{MASK['M']})")


class Evidence:
    """The mentions of one article by sentence, and what sentences teach of them."""

    def __init__(self, extractor: Extractor, document: Document, prefer: Prefer) -> None:
        self.x = extractor
        self.document = document
        self.prefer = prefer
        self._starts = [s.start for s in document.sentences]
        #: The numbers of the spans in each sentence.
        self.present = self.place_spans()
        #: The parts of words that rules need and the sentence holds, as bits.
        self.words = self._held()
        #: Whether rules have explained names that were unknown before.
        self.taught = False
        self.read_municipalities()
        self.read_told()
        self.read_lists()

    def _held(self) -> list[int]:
        tokens = self.document.tokens
        starts = tokens.starts
        bits = self.x.literals.of(tokens)
        held = []
        for sentence in self.document.sentences:
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            if (first and tokens[first - 1].end > sentence.start) or (last and tokens[last - 1].end > sentence.end):
                # A piece of a long sentence cuts a word.
                held.append(self.x.literals.of_text(self.document.folded[sentence.start : sentence.end]))
            else:
                held.append(reduce(or_, bits[first:last], 0))
        return held

    def place_spans(self, hidden: frozenset[int] = frozenset()) -> list[list[int]]:
        """The numbers of the spans in each sentence, but for hidden ones."""
        sentences = self.document.sentences
        placed: list[list[int]] = [[] for _ in sentences]
        number = 0
        spans = self.document.spans
        projects = {span.start for span in spans if span.code == PROJECT}
        for n in sorted(range(len(spans)), key=lambda n: spans[n].start):
            span = spans[n]
            if n in hidden or (span.start in projects and self._only_pays(span, projects)):
                continue
            while number < len(sentences) and sentences[number].end <= span.start:
                number += 1
            if number < len(sentences) and sentences[number].start <= span.start and span.end <= sentences[number].end:
                placed[number].append(n)
        return placed

    def _only_pays(self, span: Span, projects: set[int]) -> bool:
        """Whether a programme's name only says who pays for the project named behind it (*Horisont Europa-projektet
        Storken*, *the Horizon 2020 project CleanRivers*).
        """
        text = self.document.text
        if self.document.language.tag == "en":
            behind = _PROJECT_BEHIND.match(text, span.end)
            return behind is not None and behind.end() in projects
        # The mention may take in the noun, and its genitive.
        hyphen = text.find("-pro", max(span.start, span.end - _NOUN), span.end + 4)
        joined = _OF_PROGRAMME.match(text, hyphen) if hyphen >= 0 else None
        return joined is not None and joined.end() in projects

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds a position of the view (the last one before it, between two)."""
        return max(0, bisect_right(self._starts, position) - 1)

    def mask(self, number: int, spans: list[int], roles: bool = False, end: int = -1) -> Masked:
        """A sentence, or what of it is before `end`, with these of the document's spans masked (`roles`: its roles too,
        though it names no person).
        """
        sentence = self.document.sentences[number]
        words, stop = self.words[number], sentence.end if end < 0 else end
        plain_s = self.document.language.tag != "en"
        return mask(self.document.folded, sentence.start, stop, self.document.spans, spans, words, roles, plain_s)

    def read_municipalities(self) -> None:
        """A municipality named by its place alone counts where the text says that municipalities are meant."""
        spans = self.document.spans
        towns = False
        for number, present in enumerate(self.present):
            towns = self._is_of_towns(number, towns)
            if not any(spans[n].code == MUNICIPALITY for n in present):
                continue
            masked = self.mask(number, present)
            # "Från kommunerna i länet:", "Anna Ek (S), Kumla".
            elected = _ELECTED.match(masked.text) if towns else None
            lists = [elected.span("town")] if elected else []
            lists += [
                match.span("list")
                for pattern in (self.x.municipalities, self.x.municipalities_before)
                if pattern is not None
                for match in pattern.finditer(masked.text)
            ]
            lists += [
                match.span("list")
                for pattern in self.x.municipalities_at_work
                for match in pattern.finditer(masked.text)
                if not self.x.no_town_at_work.search(masked.text, max(0, match.start() - 12), match.start())
            ]
            # "Oslo, Bergen og Molde kommune": the last of the list says what those before it are.
            for match in self.x.organization_list.finditer(masked.text):
                first = match.start()
                for position in (p for p in range(*match.span()) if p in masked.mentions):
                    span = spans[masked.mentions[position]]
                    if span.code == ORGANIZATION:
                        if span.cls in ("inno:Municipality", "inno:Region"):
                            lists.append((first, position))
                        first = position + 1
            for position in (p for begin, end in lists for p in range(begin, end)):
                if masked.text[position] == MASK[MUNICIPALITY]:
                    self.promote(masked.mentions[position])

    def _is_of_towns(self, number: int, before: bool) -> bool:
        """Whether a line of a list tells of people of municipalities, as the line above them says."""
        section, municipal, sentence = self.x.roster_section, self.x.municipal, self.document.sentences[number]
        if section is None or municipal is None:
            return False
        if section.fullmatch(self.document.folded, sentence.start, sentence.end):
            return municipal.search(self.document.folded, sentence.start, sentence.end) is not None
        return before and sentence.kind != "heading"

    def read_told(self) -> None:
        """A name of nothing known is an organisation's where somebody does or pays something (*carried out by Nordlys
        Analyse*, *Tellu and Sensio take part in*), or where a person speaks for it and no place is called so (*says
        Anna Ek of ProcureHub*).
        """
        agent = self.x.agent_cue
        if agent is None and self.x.actor_verb is None:
            return
        spans = self.document.spans
        for number, present in enumerate(self.present):
            unknown = [spans[n].name for n in present if spans[n].code == UNKNOWN]
            words = self.words[number]
            acts = bool(unknown) and may_match(self.x.actor_needs, words)
            told = may_match(self.x.agent_needs, words) or any(map(_MIXED.search, unknown))
            if not unknown or not (acts or told):
                continue
            masked = self.mask(number, present)
            for position, n in masked.mentions.items():
                if spans[n].code != UNKNOWN or self._is_quoted(n):
                    continue
                name, end = spans[n].name, position
                mixed = _MIXED.search(name) is not None
                if masked.text.endswith(f"{MASK[NATIONALITY]} ", 0, end):
                    end -= 2  # gik til norske Tellu
                if agent is not None and agent.search(masked.text, max(0, end - _LONGEST_CUE), end):
                    shown = mixed or " " in name or not self._is_common_in_english(masked.text, position)
                    if self._may_be_body(name) and shown:
                        self.promote(n)
                elif mixed and self._is_spoken_for(masked, position):
                    self.promote(n)
            if acts:
                self._read_actors(masked)

    def _is_spoken_for(self, masked: Masked, position: int) -> bool:
        """Whether a person and a preposition stand before a mention."""
        said_of = self.x.said_of
        of = said_of.search(masked.text, max(0, position - _LONGEST_CUE), position) if said_of else None
        return of is not None and _PERSON.search(masked.text, max(0, of.start() - 3), of.start()) is not None

    def _read_actors(self, masked: Masked) -> None:
        """Names of nothing known in a list of bodies are bodies' where it is told what they do."""
        spans, verb = self.document.spans, self.x.actor_verb
        if verb is None:
            return
        for match in self.x.actor_list.finditer(masked.text):
            start, end = match.span()
            # "De school in Kumla en de universiteit werken samen": where the first of them is.
            placed = self.x.no_town_at_work.search(masked.text, max(0, start - 12), start)
            if placed or not verb.match(masked.text, end):
                continue
            members = [masked.mentions[p] for p in range(*match.span()) if p in masked.mentions]
            unknown = [n for n in members if spans[n].code == UNKNOWN]
            others = [n for n in members if spans[n].code not in (UNKNOWN, ORGANIZATION)]
            alone = len(members) == 1
            if others or not unknown or any(self._is_quoted(n) for n in unknown):
                continue
            if all(self._acts(spans[n].name, alone) for n in unknown):
                for n in unknown:
                    self.promote(n)

    def _acts(self, name: str, alone: bool) -> bool:
        """Whether a name of nothing known before what bodies do is one of theirs, `alone` or in a list: none that a
        person of the text has, nor one with what only titles of other things have.
        """
        words = {w for t in self.document.things if t.type == "Person" for n in t.names for w in n.lower().split()}
        last, mixed = name.lower().split()[-1], _MIXED.search(name) is not None
        surname = last.removesuffix("s") in words or last in words
        language = self.x.language
        title = last in language.role_whole or last.endswith(language.role_heads)
        # "The Museum and the Chief Medical Officer": nouns with capitals.
        forms = self.x.finders.names.forms
        noun = name in forms.tails[1] or (title and not mixed) or name.lower() in (*forms.heads, *forms.nouns)
        return not (surname or noun) and self._may_be_body(name) and (mixed or not alone)

    def _is_common_in_english(self, text: str, position: int) -> bool:
        """Whether a word of a masked English sentence is a common noun with a capital: behind an article, or before a
        noun (*hosted by the Academy*, *awarded to School researchers*).
        """
        language = self.x.language
        if language.tag != "en":
            return False
        word = _NEXT_WORD.match(text, position + 1)
        small = word is not None and word[1] not in language.stoppers and word[1] not in language.title_links
        titled = text.startswith(f" {MASK['R']}", position + 1)
        return small or titled or text.endswith(" the ", 0, position)

    def _may_be_body(self, name: str) -> bool:
        """Whether a name of nothing known that stands where a body may is one: no person's, nothing that the text has
        in small letters.
        """
        first, _, rest = name.partition(" ")
        person = first.lower() in self.x.language.given_names and not first.isupper()
        if self.x.no_house is not None and self.x.no_house.fullmatch(name.lower()):
            return False
        return not person and (bool(rest) or not self._is_common(name))

    def read_lists(self) -> None:
        """A name of nothing known is an organisation's where it stands in a list of organisations.

        One word alone may be a place, so it must be several or hold a capital inside (*Dow Benelux*, *FietsFilevrij*),
        or most of the list must be organisations.
        """
        spans = self.document.spans
        for number, present in enumerate(self.present):
            codes = {spans[n].code for n in present}
            if ORGANIZATION not in codes or UNKNOWN not in codes:
                continue
            masked = self.mask(number, present)
            for match in self.x.name_list.finditer(masked.text):
                places = [p for p in range(*match.span()) if p in masked.mentions]
                if len(places) >= _LIST and " – " in masked.text[places[0] : places[1]]:
                    places = places[1:]  # "GrønHavn – Kystværk A/S, Vejle Kommune": what they carry out
                # "Boverket, Ekdal Design och nederländska Rijkswaterstaat"
                members = [n for p in places if spans[n := masked.mentions[p]].code != NATIONALITY]
                known = [n for n in members if spans[n].code == ORGANIZATION]
                unknown = [n for n in members if spans[n].code == UNKNOWN and not self._is_quoted(n)]
                headed = match.start() == 0 and number and self._is_heading_of_bodies(number - 1)
                cued = known and (headed or self._is_of_parties(masked, *match.span()))
                if cued:
                    # Who cooperates or pays is no event: "ett samarbete mellan Vinnova och KMV Forum".
                    known += [n for n in members if spans[n].code == EVENT and self._turn(n)]
                if not known or len(known) + len(unknown) < len(members) or (len(members) < _LIST and not cued):
                    continue
                # Several words are no place; among more organisations one word is not likely to be one, either.
                for n in sorted(unknown, key=lambda n: (" " not in spans[n].name, n)):
                    name = spans[n].name
                    left = len(members) - len(known)
                    shown = " " in name or not name[1:].islower()
                    if shown or (not self._is_common(name) if cued else len(known) > max(1, left)):
                        self._decline_like(n, known)
                        self.promote(n)
                        known.append(n)

    def _is_heading_of_bodies(self, number: int) -> bool:
        """Whether a line is the heading of a list of members or partners (*Onze leden*)."""
        text = self.mask(number, self.present[number]).text.rstrip(" :")
        headings = (self.x.member_heading, self.x.partner_heading)
        return any(pattern is not None and pattern.fullmatch(text) for pattern in headings)

    def _is_of_parties(self, masked: Masked, start: int, end: int) -> bool:
        """Whether the words before a list say that who cooperates, pays, arranges or takes part is named in it, or
        those behind it that they cooperate.
        """
        verb = self.x.party_verb
        if verb is not None and verb.match(masked.text, end):
            return True
        before = max(0, start - _LONGEST_CUE)
        cues = (self.x.party_cue, self.x.agent_cue)
        return any(cue is not None and cue.search(masked.text, before, start) for cue in cues)

    def _is_common(self, name: str) -> bool:
        """Whether a word is none that only names are: pages have it in front of names, or the text in small letters."""
        low = name.lower()
        return low in self.x.language.not_names or any(t.low == low and not t.cap for t in self.document.tokens)

    def _turn(self, number: int) -> bool:
        """Make an organisation of what its form alone showed to be an event; whether it did."""
        span, things = self.document.spans[number], self.document.things
        if span.entity < 0 or span.source != "form" or len(things[span.entity].spans) > 1:
            return False
        things[span.entity].spans.remove(number)
        span.code, span.cls = ORGANIZATION, "org:Organization"
        span.entity = self.document.add_thing("Organization", span.name, span.cls, (), 0.7)
        things[span.entity].spans.append(number)
        return True

    def _decline_like(self, number: int, others: list[int]) -> None:
        """Read an unknown name as a genitive where all others of its list are and it ends as one does (Finnish)."""
        spans = self.document.spans
        span = spans[number]
        if span.case == "" and span.name.endswith("n") and all(spans[n].case == GENITIVE for n in others):
            span.name, span.case = genitive_base(span.name, ""), GENITIVE

    def _is_quoted(self, number: int) -> bool:
        """Whether a name stands in quotation marks, as titles do."""
        start = self.document.spans[number].start
        return self.document.text[max(0, start - 1) : start] in ('"', "”", "“", "»", "«", "„")

    def promote(self, number: int, codes: str = ORGANIZATION) -> int:
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
            # What the text has explained before (the launch of X) stays what it is.
            for known in ("Project", "Event", "Organization"):
                index = document.find_thing(known, span.name)
                if index is not None:
                    type_, cls = known, document.things[index].cls
                    break
            self.taught = True
            if type_ != "Organization":
                self._extend(span, type_ == "Event")
        span.entity = document.add_thing(type_, span.name, cls, span.refs, max(span.weight, 0.7))
        thing = document.things[span.entity]
        if number not in thing.spans:
            thing.spans.append(number)
        thing.add_name(span.name)
        if span.code != NATIONALITY:
            span.code = CODE_OF_TYPE[type_]
        return span.entity

    def reclaim(self, index: int, formed: bool = False) -> None:
        """Abbreviations (`formed`: and formed names) taken for a body are what the page calls so."""
        sources = ("acronym", "form") if formed else ("acronym",)
        thing = self.document.things[index]
        names = {key(name) for name in thing.names}
        for number, span in enumerate(self.document.spans):
            if span.code == ORGANIZATION and span.source in sources and not span.refs and key(span.name) in names:
                if span.entity >= 0 and number in self.document.things[span.entity].spans:
                    self.document.things[span.entity].spans.remove(number)
                span.entity, span.code = index, CODE_OF_TYPE[thing.type]
                thing.spans.append(number)

    def _extend(self, span: Span, event: bool = False) -> None:
        """A title may go on after its capitalised words; an event's not over where it is held."""
        if span.source == "title":
            return
        end = self.document.sentences[self.sentence_at(span.start)].end
        tokens = self.document.tokens_in(span.start, end)
        stop = self.x.finders.names.title_end(span.start, tokens, self.document.text)
        for other in map(self.document.spans.__getitem__, self.present[self.sentence_at(span.start)]):
            # "Smart Vei i Bodø kommune": whose it is, no more of the name.
            if other.code == ORGANIZATION and span.end < other.start < stop:
                stop = self.document.text.rfind(" ", 0, other.start - 1)
            # "Hack the Bus i Kumla": where an event is held.
            if event and other.code in (MUNICIPALITY, PLACE) and span.end < other.start < stop:
                before = self.document.text.rfind(" ", 0, other.start - 1)
                if self.document.folded[before + 1 : other.start - 1] in self.x.language.place_prepositions:
                    stop = before
        if stop > span.end:
            span.end = stop
            span.name = self.document.text[span.start : stop]

    def spread(self, named: Iterable[int] = ()) -> None:
        """Give every mention of a name that a rule explained the same thing, and place the spans anew. `named` are the
        projects and events that the page's title or headings name: the text may name them again.
        """
        document = self.document
        spans = document.spans
        names: dict[str, int] = {}
        for index, thing in enumerate(document.things):
            if thing.type in CODE_OF_TYPE:
                for name in thing.names:
                    names.setdefault(key(name), index)
        for number, span in enumerate(spans):
            if span.code == UNKNOWN and key(span.name) in names:
                span.entity = names[key(span.name)]
                span.code = CODE_OF_TYPE[document.things[span.entity].type]
                document.things[span.entity].spans.append(number)
        for span in find_titles(document, named)[0]:
            document.things[span.entity].spans.append(len(spans))
            spans.append(span)
        # A name that grew, or is found again, hides what was found inside it.
        reach = 0
        hidden: set[int] = set()
        for number in sorted(range(len(spans)), key=lambda n: (spans[n].start, -spans[n].end)):
            if spans[number].start < reach:
                hidden.add(number)
            reach = max(reach, spans[number].end)
        for number in hidden:
            entity = spans[number].entity
            if entity >= 0 and number in document.things[entity].spans:
                document.things[entity].spans.remove(number)
        self.present = self.place_spans(frozenset(hidden))

    def listed(self, name: str, weight: float) -> int:
        """The listed organisation of this name as a thing; -1 when there is none or it cannot be meant."""
        entries = tuple(e for e in self.x.gazetteer.entries(name) if e.type == "Organization")
        entry = self.prefer(entries) if entries else None
        if entry is None:
            return -1
        return self.document.add_thing("Organization", name, entry.cls, (entry.ref,), weight)
