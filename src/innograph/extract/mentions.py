"""The mentions of one article: listed names, names by form, persons, roles, and what is set apart as a title."""

from __future__ import annotations

import re

from innograph.article import Article
from innograph.extract.abbreviations import Abbreviations
from innograph.extract.ampersands import join_ampersands
from innograph.extract.columns import columned
from innograph.extract.employers import Employers
from innograph.extract.finders import Finders
from innograph.extract.gazetteer import Gazetteer, fold
from innograph.extract.listed import ListedNames, Prefer
from innograph.extract.lists import credited_persons, listed_persons, photographers
from innograph.extract.pagenames import PageNames, own_name
from innograph.extract.pagewords import PageWords
from innograph.extract.runins import run_ins
from innograph.extract.seams import english_names, titles
from innograph.extract.spans import (
    CODE_OF_TYPE,
    EVENT,
    MUNICIPALITY,
    NATIONALITY,
    ORGANIZATION,
    PLACE,
    PROJECT,
    UNKNOWN,
    Occupied,
    Span,
    resolve,
)
from innograph.extract.text import View
from innograph.extract.things import key
from innograph.extract.trims import trim
from innograph.extract.variants import initials
from innograph.extract.wholes import note_owners, owned_letters, whole_names, without_adjectives, without_kinds
from innograph.extract.words import Tokens, Wording

#: A mention that a model marked: start and end in the article's text, entity type, the model's certainty (0–1).
Proposed = tuple[int, int, str, float]

#: Tampere University | of Applied Sciences: the listed name is the beginning of another one.
_OF = (" of applied sciences", " of technology")
#: Languages in which what a town has is called by the town and a noun with a capital.
_NORDIC = ("sv", "nb", "da")
#: An English name's country behind it, in a text of another language.
_ABROAD = re.compile(
    r", (?:England|Scotland|Wales|Ireland|UK|United Kingdom|USA|US|Canada|Australia|New Zealand|Sweden|Norway|Denmark|"
    r"Finland|Iceland|Germany|Austria|Switzerland|(?:The )?Netherlands|Belgium|France|Spain|Italy|Poland|Estonia|"
    r"Latvia|Lithuania)$"
)
#: What makes of a body's name that of another house of it (*United Nations* Office, *Lund University* Library).
_HOUSE_OF = re.compile(
    r" (?:[A-Z][\w-]+ ){0,2}(?:Office|Library|Hospital|Centre|Center|Museum|Foundation|School|Services)"
)
#: A saint before a name, whose full stop parts no names.
_SAINT = re.compile(r"(?<![\w.])St\. $")
#: A line that tells where an event is has so few code points before the name.
_VENUE = 60
#: An abbreviation in brackets, and how far before it what it stands for is looked at (code points).
_IN_BRACKETS, _NEAR = re.compile(r" \(([A-Z]{2,8})\)"), 80
#: A preposition before a town.
_IN_TOWN = re.compile(" (?:i|på|in|te|at) $")
#: What stands before a name inside a sentence.
_INSIDE = re.compile(r"[^\W\d_],? $")


#: The short name of a project before what kind of meeting of it there is.
_PROJECTS_MEETING = re.compile(
    r"(?P<name>[A-Z][\w+-]*[A-Z0-9+][\w+-]*) (?:project |consortium |final |mid-term |closing )?"
    r"(?i:kick[- ]?off|consortium|project|partners?|closing|final)(?: (?i:meeting|conference|event|workshop))?(?!\w)"
)


def _behind_genitive(name: str) -> str:
    """The last word of a name, with the space before it, where a genitive stands before that; else nothing."""
    before, _, last = name.rpartition(" ")
    return f" {last}" if before.endswith("s") and " " in before else ""


class Mentions:
    """Finds the mentions of one article. `prefer` decides between listed things of one name (None: none of them)."""

    def __init__(self, article: Article, finders: Finders, prefer: Prefer) -> None:
        self.language = finders.language
        self.finders = finders
        self.view = View(article, finders.roles.begins_line, finders.table_label)
        self.text = self.view.text
        self.folded = fold(self.text)
        self.tokens = Tokens(self.text, self.folded, finders.lexicon)
        #: The bits of all words (literals.py).
        self.words = finders.literals.of_all(self.tokens)
        self.sentences = self.view.sentences
        self._prefer = prefer
        self._publisher = own_name(article.publisher)

    def find(self, gazetteer: Gazetteer, proposed: tuple[Proposed, ...]) -> list[Span]:
        """Every mention that its form, the gazetteer or what stands beside it shows, in order."""
        wording = Wording(self.text, self.folded, self.tokens, self.language)
        listed = ListedNames(wording, gazetteer, self._prefer, self.finders)
        names, unknown = self._names(wording, gazetteer, listed)
        roles = self.finders.roles.find(self.tokens, self.text, self.folded)
        if self.language.tag == "en":
            names = english_names(names, roles, wording)
        roles = titles(roles, names, wording, self.finders)
        persons = [*self._persons(names, roles), *photographers(self.text, self.language)]
        note_owners(unknown, roles, persons, wording)
        if self.language.tag in (*_NORDIC, "en", "nl", "fi"):
            names = self._without_towns(names, unknown, persons)
        names = without_adjectives(names, unknown, wording, self.finders)
        without_kinds(names, wording, self.finders.company_kind)
        wholes = [
            *whole_names(names, unknown, persons, wording, self.finders),
            *owned_letters(names, unknown, persons, wording),
        ]
        names = [*names, *wholes, *join_ampersands(names, unknown, persons, wording)]
        spans = resolve([*names, *persons, *roles])
        spans += listed_persons(self.view, spans, self.language)
        spans += credited_persons(self.text, spans, self.language)
        occupied = Occupied(len(self.text))
        for span in spans:
            occupied.take(span.start, span.end)
        spans += self._left(unknown, proposed, occupied)
        employers = Employers(wording, self.finders, gazetteer)
        spans += employers.headed_towns(spans, occupied)
        spans.sort(key=lambda s: s.start)
        if self.finders.cases.known:
            spans = employers.in_genitive(spans)
        listed.link(spans)
        self._know_acronyms(spans)
        return spans

    def _names(self, wording: Wording, gazetteer: Gazetteer, finder: ListedNames) -> tuple[list[Span], list[Span]]:
        """The names in order, and those of nothing known yet."""
        starts = frozenset(s.start for s in self.sentences)
        listed = finder.find()
        found = self.finders.names.find(self.tokens, self.text, self.folded, starts, self.words)
        for span in found:
            saint = _SAINT.search(self.text, max(0, span.start - 5), span.start)
            if saint and span.source in ("form", "unknown"):
                span.start, span.name = saint.start(), f"St. {span.name}"
        self._without_venues(found, listed)
        page = PageNames(self.view, wording, self.finders, self.words)
        formed = [s for s in found if s.code != UNKNOWN]
        formed += page.set_apart() + page.published(self._publisher, gazetteer)
        formed += self.finders.offices.find(self.text, self.folded)
        formed += page.titled_bodies()
        formed += run_ins(self.view, self.finders) + columned(self.view, self.finders)
        if self.finders.government:
            formed += finder.find_government(self.finders.government, (*listed, *formed))
        names = resolve(self._without_shadows(listed, formed))
        abbreviations = Abbreviations(wording, self.finders.party_letters, self.finders.parties)
        names = abbreviations.stretch(self._with_branches(abbreviations.join(names)))
        if self.language.tag == "sv":
            names = abbreviations.without_common(names)
        elif self.language.tag != "de":
            names = abbreviations.without_explained(names)
        if common := self._of_no_body():
            names = [s for s in names if s.source != "acronym" or s.name not in common]
        if no_actor := self.finders.no_actor:
            names = [s for s in names if not s.name.isupper() or not no_actor.match(self.folded, s.start + len(s.name))]
        unknown = [s for s in found if s.code == UNKNOWN]
        abbreviations.spell_out(names, unknown)
        venue = self.finders.venue
        if venue:
            before = {s.start: self.folded[max(0, s.start - _VENUE) : s.start] for s in names if s.code == EVENT}
            names = [s for s in names if s.code != EVENT or not venue.search(before[s.start])]
        introduced = self.finders.introductions.find(self.text, self.words, names)
        introduced += self.finders.introductions.below_headings(self.view, self.folded, self.words, names)
        names = resolve([*names, *introduced]) if introduced else names
        self._to_titles(names)
        names = trim(names, unknown, self.text, self.language.tag)
        plain = PageWords(self.text)
        return plain.without(self._without_nouns(names)), plain.without(unknown)

    def _to_titles(self, names: list[Span]) -> None:
        """Let names of events and projects that a comma ends go on as the title or a heading does (*konferencen Indkøb,
        der flytter noget*, under that title).
        """
        lines = [self.text[s.start : s.end] for s in self.sentences if s.kind in ("title", "heading")]
        titles = {part for line in lines for part in (line, line.partition(" – ")[0]) if ", " in part}
        for span in names if titles else ():
            if span.code not in (EVENT, PROJECT) or not self.text.startswith(", ", span.end):
                continue
            begun = self.text[span.start : span.end] + ", "
            whole = [t for t in titles if t.startswith(begun) and self.text.startswith(t, span.start)]
            if whole:
                span.name = max(whole, key=len)
                span.end = span.start + len(span.name)

    def _of_no_body(self) -> set[str]:
        """The abbreviations that stand in brackets behind what is no body."""
        pattern = self.finders.no_body
        found = _IN_BRACKETS.finditer(self.text) if pattern else ()
        return {m[1] for m in found if pattern and pattern.search(self.text, max(0, m.start() - _NEAR), m.start())}

    def _without_venues(self, names: list[Span], listed: list[Span]) -> None:
        """Let names of events end before the town that they are in (*konferansen Ren Båt* på Stord)."""
        towns = {s.end: s.start for s in listed if s.code == MUNICIPALITY}
        for span in names:
            town = towns.get(span.end, -1) if span.code == EVENT and span.source == "noun" else -1
            where = _IN_TOWN.search(self.text, span.start, town) if town > span.start else None
            if where is not None and span.name == self.text[span.start : span.end]:
                span.end = where.start()
                span.name = self.text[span.start : span.end]

    def _without_nouns(self, names: list[Span]) -> list[Span]:
        """Names without a noun alone that a longer name of an event holds (*het Jaarcongres*: Jaarcongres Water)."""
        longer = {w.lower() for s in names if s.code == EVENT and " " in s.name for w in s.name.split()}
        alone = longer & self.finders.names.forms.nouns.keys()
        return [s for s in names if s.code != EVENT or s.name.lower() not in alone] if alone else names

    def _persons(self, names: list[Span], roles: list[Span]) -> list[Span]:
        """The persons beside names and titles."""
        covered: dict[int, int] = {}
        for span in names:
            if span.code not in (NATIONALITY, UNKNOWN, MUNICIPALITY) and span.source != "acronym":
                for token in self.tokens.between(span.start, span.end):
                    covered[token.start] = span.end
        persons = self.finders.persons.find(
            self.tokens,
            self.text,
            covered,
            {r.end: r.start for r in roles},
            frozenset(r.start for r in roles),
            frozenset(s.start for s in names if s.code == MUNICIPALITY),
        )
        place = self.finders.namesakes
        if place:
            # Gustav Adolfs torg is a place.
            persons = [p for p in persons if not (p.name.endswith("s") and place.match(self.text, p.end))]
            # … and so is Carl Jacobsens Vej, where streets have a capital.
            persons = [p for p in persons if not (" " in p.name and place.fullmatch(_behind_genitive(p.name.lower())))]
        # "Dat meldt Kustlab", where the text names Kustlab Hogeschool: a body that says something, not a surname.
        first = {s.name.partition(" ")[0] for s in names if s.code == ORGANIZATION and " " in s.name}
        surnames = {p.name.rpartition(" ")[2] for p in persons if " " in p.name}
        titled = {r.end + 1 for r in roles}
        bodies = first - surnames - {p.name for p in persons if p.start in titled}
        return [p for p in persons if p.name not in bodies]

    def _left(self, unknown: list[Span], proposed: tuple[Proposed, ...], occupied: Occupied) -> list[Span]:
        """What models marked, and what is left of the capitalised runs: names of something not known yet."""
        spans = []
        for span in self._proposed(proposed):
            if occupied.free(span.start, span.end):
                occupied.take(span.start, span.end)
                spans.append(span)
        spans += [s for s in unknown if occupied.free(s.start, s.end)]
        if self.language.tag in ("nl", "en"):
            # "burgemeester Anna de Wit van Almere": the run of capitals holds a person, and a place after her; "the
            # Energy Agency and AustriaTech": the name of a body, and another.
            for span in [s for s in unknown if not occupied.free(s.start, s.end)]:
                spans += self._left_over(span, occupied)
        return spans

    def _know_acronyms(self, spans: list[Span]) -> None:
        """Let abbreviations be what the text says of them anywhere (*the project BALTACAR*)."""
        owners = {key(s.name): s for s in spans if s.source == "noun" and s.code in (EVENT, PROJECT)}
        owners |= {key(a): s for s in spans for a in s.aliases}
        owners |= self._meeting_projects(spans)
        bodies = {i for s in spans if s.code == ORGANIZATION and " " in s.name for i in initials(s.name)}
        for span in spans:
            # "The HSE project": the Health Service Executive’s.
            if span.code == PROJECT and not span.refs and span.name.isupper() and span.name in bodies:
                span.code, span.cls, span.source = ORGANIZATION, "", "acronym"
        for span in spans:
            owner = owners.get(key(span.name)) if span.source == "acronym" else None
            if owner is not None:
                span.code, span.cls, span.refs = owner.code, owner.cls, owner.refs

    def _without_towns(self, names: list[Span], unknown: list[Span], persons: list[Span]) -> list[Span]:
        """The names without towns that begin a name of something unknown, or end one inside a sentence: *Aarhus Vand*
        is not Aarhus, *Familjen Helsingborg* not Helsingborg.
        """
        longer = {s.start: s.end for s in unknown if " " in s.name}
        begun = {s.end: s for s in unknown if " " in s.name and _INSIDE.search(self.text, max(0, s.start - 3), s.start)}
        others = [*persons, *(s for s in names if s.code != MUNICIPALITY)]
        # "Karolinska Huddinge" beside "Karolinska": the town tells which house of theirs.
        alone = {s.name for s in unknown}
        return [
            s
            for s in names
            if s.code != MUNICIPALITY
            or self.folded.startswith(" kommun", s.end)
            or not (
                (
                    (end := longer.get(s.start, s.end)) > s.end
                    and self.text[s.end] == " "
                    and not any(o.start < end and s.start < o.end for o in others)
                )
                or (
                    (whole := begun.get(s.end)) is not None
                    and whole.start < s.start
                    and self.text[whole.start : s.start - 1] not in alone
                    and not any(o.start < s.end and whole.start < o.end for o in others)
                )
            )
        ]

    def _meeting_projects(self, spans: list[Span]) -> dict[str, Span]:
        """English: the projects whose short names begin those of their meetings (*SAFEPORT kick-off meeting*)."""
        if self.language.tag != "en":
            return {}
        found = (_PROJECTS_MEETING.match(s.name) for s in spans if s.code == EVENT)
        return {key(m["name"]): Span(0, 0, PROJECT, m["name"], "noun", 0.8, "inno:Project") for m in found if m}

    def _proposed(self, proposed: tuple[Proposed, ...]) -> list[Span]:
        """What a model marked, the surest first; a mention of no known type or outside the text is passed over."""
        found = []
        for start, end, type_, score in sorted(proposed, key=lambda p: (-p[3], p[0], p[1])):
            code = CODE_OF_TYPE.get(type_)
            a, b = self.view.to_view(start), self.view.to_view(end)
            if not code or not 0 <= a < b <= len(self.text) or not self.text[a:b].strip():
                continue
            # A model that cuts a word in two marks no name.
            if not (self.text[a - 1 : a].isalnum() or self.text[b : b + 1].isalnum()):
                cls = {"Organization": "org:Organization", "Person": "foaf:Person"}.get(type_, f"inno:{type_}")
                found.append(Span(a, b, code, self.text[a:b], "model", 0.8 * score, cls))
        return found

    def _left_over(self, span: Span, occupied: Occupied) -> list[Span]:
        """The capitalised words of a run that no other mention covers, each stretch a name of something unknown."""
        found: list[Span] = []
        for token in self.tokens.between(span.start, span.end):
            if not token.cap or not occupied.free(token.start, token.end) or token.low in self.language.not_names:
                continue
            goes_on = bool(found) and found[-1].end == token.start - 1
            other = not token.text[1:].islower() and self.text.endswith(" and ", span.start, token.start)
            if self.language.tag == "en" and not (goes_on or other):
                continue
            if found and self.text[found[-1].end : token.start] == " ":
                found[-1].end = token.end
                found[-1].name = self.text[found[-1].start : token.end]
            elif len(token.text) > 3 and token.start > span.start:
                found.append(Span(token.start, token.end, UNKNOWN, token.text, "unknown", 0.2))
        return found

    def _second_of_two(self, known: Span, span: Span) -> int:
        """English: where the second of two names begins that a formed one holds, of which the listed one is the first;
        -1 where it is one name.
        """
        link = " and "
        second = known.end + len(link)
        two = self.language.tag == "en" and self.text.startswith(link, known.end) and second < span.end
        rest = self.text[second : span.end]
        whole = self.text[span.start : span.end].startswith(span.name)
        return second if two and whole and " " in rest and rest[0].isupper() else -1

    def _without_shadows(self, listed: list[Span], formed: list[Span]) -> list[Span]:
        """Drop formed names that go on beyond a listed one that begins where they do, when the form is a guess."""
        starts = {s.start: s for s in listed if s.code == ORGANIZATION}
        countries = {s.end: s.start for s in listed if s.code == PLACE}
        places = {(s.start, s.end) for s in listed}
        kept = list(listed)
        for span in formed:
            if span.source == "year" and (span.start, span.end - len(" 2000")) in places:
                continue  # "Sverige 2023" is a place and a year
            country = countries.get(span.end, -1)
            if country > span.start and self.text.startswith(", ", country - 2) and span.code == ORGANIZATION:
                # "University of Leeds, Storbritannien": where it is
                span.name = span.name[: len(span.name) - (span.end - country + 2)]
                span.end = country - 2
            abroad = _ABROAD.search(span.name) if span.code == ORGANIZATION and self.language.tag in _NORDIC else None
            if abroad and self.text.endswith(abroad.group(), span.start, span.end):
                span.name, span.end = span.name[: abroad.start()], span.end - len(abroad.group())
            known = starts.get(span.start)
            second = self._second_of_two(known, span) if known and span.source == "form" else -1
            if second >= 0:
                # "Vinnova and York Museum": two names, and the first is one that somebody listed.
                span.name, span.start, known = span.name[second - span.start :], second, None
            if known and known.code == span.code and known.name in span.aliases:
                # KEINO-verkosto is KEINO.
                span.name, span.aliases, span.refs, span.cls = known.name, (), known.refs, known.cls
            elif (
                known
                and known.end < span.end
                and " " in known.name
                and span.source in ("form", "acronym")
                and not span.aliases
                and not self.folded.startswith(_OF, known.end)
                and not self._is_part_of_region(known, span)
                and not (self.language.tag == "en" and _HOUSE_OF.fullmatch(self.text, known.end, span.end))
            ):
                continue
            if known and known.end < span.end and span.source == "acronym":
                continue
            if known and span.source == "hyphen" and not (span.code == EVENT and " " in span.name):
                continue  # Vinnova-projektet: whose it is; but FFG-Forum Beschaffung is a name
            kept.append(span)
        return kept

    def _is_part_of_region(self, known: Span, span: Span) -> bool:
        """Whether a Swedish region's name goes on with one word that makes it another body (*Region Skåne Turism*)."""
        word = self.text[known.end : span.end]
        return (
            self.language.tag == "sv"
            and known.cls == "inno:Region"
            and word.startswith(" ")
            and word[1:].isalpha()
            and not word.isupper()
            and word[1:].lower() not in self.language.not_names
            and not word.lower().endswith(self.language.role_heads)
        )

    def _with_branches(self, names: list[Span]) -> list[Span]:
        """Read *NHO Vestland*, *Naturstyrelsen Fyn* as names of their own: a branch is not the whole."""
        if self.finders.branch is None:
            return names
        reach, kept = 0, []
        for span in names:
            if span.start < reach:
                continue
            match = self.finders.branch.match(self.text, span.end) if span.code == ORGANIZATION else None
            german = self.language.tag == "de"
            if match and (german or not span.genitive) and span.cls not in ("inno:Municipality", "inno:Region"):
                base = span.name if german else self.text[span.start : span.end]
                place = self.text[span.end : match.end() - len(match["genitive"] or "")]
                reach = span.end = match.end()
                span.genitive = bool(match["genitive"])
                span.name = base + place
                span.refs, span.source, span.aliases = (), "form", ()
            kept.append(span)
        return kept
