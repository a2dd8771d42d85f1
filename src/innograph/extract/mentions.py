"""The mentions of one article: listed names, names by form, persons, roles, and what is set apart as a title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from innograph.article import Article
from innograph.extract.abbreviations import Abbreviations
from innograph.extract.cases import Cases, genitive_base
from innograph.extract.forms import strip_genitive
from innograph.extract.gazetteer import Gazetteer, fold
from innograph.extract.language import Language, alternation, refers
from innograph.extract.listed import ListedNames, Prefer
from innograph.extract.lists import OfficeFinder, credited_persons, listed_persons
from innograph.extract.literals import Literals, may_match
from innograph.extract.names import NameFinder
from innograph.extract.persons import PersonFinder
from innograph.extract.roles import RoleFinder
from innograph.extract.spans import (
    BOARD_ROLE,
    CODE_OF_TYPE,
    EVENT,
    MUNICIPALITY,
    NATIONALITY,
    ORGANIZATION,
    PERSON,
    PROJECT,
    ROLE,
    UNKNOWN,
    UPPER,
    Occupied,
    Span,
    resolve,
)
from innograph.extract.text import View
from innograph.extract.things import key
from innograph.extract.words import Lexicon, Token, Tokens, Wording

#: A mention that a model marked: start and end in the article's text, entity type, the model's certainty (0–1).
Proposed = tuple[int, int, str, float]

_QUOTED = re.compile(r"[\"”“»«„]([^\"”“»«„\n]{4,90})[\"”“»«]")
#: The abbreviation behind a title (*Styrgrupp Vård i samverkan (VIS)*).
_ACRONYM_BEHIND = re.compile(r" \([^()]{2,8}\)$")
#: Tampere University | of Applied Sciences: the listed name is the beginning of another one.
_OF = (" of applied sciences", " of technology")
#: A publisher that can be read in the text as a name: no address, no number in it.
_PUBLISHER = re.compile(rf"[{UPPER}][^\d.:/|]{{2,80}}")
#: A given name and a surname.
_FULL_NAME = 2
#: A title at the end of an English name, and a name behind it.
_TITLE_AT_END = re.compile(
    r"(?<=\w) (?:Vice[- ])?(?:Chair|Chairman|Chairwoman|Chairperson|President|CEO|Chief Executive)$"
)
_NAME_NEXT = re.compile(r",? [A-Z]\w+ [A-Z]")
_PROJECT_NOUN = r"(?:project|programme|initiative|platform|hank|projekt|ohjelma|prosjekt|traject|partnership)"
#: Words that begin names of towns of several words.
_TOWN_BEGINNINGS = frozenset(
    ["san", "santa", "saint", "st", "são", "new", "the", "den", "la", "le", "los", "las", "bad", "novi", "port",
     "great", "north", "south", "east", "west", "upper", "lower", "greater"]
)  # fmt: skip
#: Languages in which what a town has is called by the town and a noun with a capital.
_NORDIC = ("sv", "nb", "da")
#: A saint before a name, whose full stop parts no names.
_SAINT = re.compile(r"(?<![\w.])St\. $")
_OF_PLACE = re.compile(r" (?:of|in|von|van|i) (?:the City of |the )?(?=[A-ZÀ-Þ])")
#: A line that tells where an event is has so few code points before the name.
_VENUE = 60
#: What may stand between an employer in the genitive and a title: what its holder is head of, in the genitive too.
#: What a title says its holder heads (*Joroisten kunnanjohtaja*), in Finnish.
_GENITIVE_BEFORE = re.compile(rf"(?<![\w-])(?P<name>[{UPPER}][\w-]+n) $")
_MUNICIPALITIES = {"kunnan": "kunta", "kaupungin": "kaupunki", "pormestari": "kaupunki"}
_OF_MUNICIPALITY = re.compile("|".join(_MUNICIPALITIES))
_FIELD = re.compile(r" (?:[a-zåäö]{4,}n ){0,2}")


#: The short name of a project before what kind of meeting of it there is.
_PROJECTS_MEETING = re.compile(
    r"(?P<name>[A-Z][\w+-]*[A-Z0-9+][\w+-]*) (?:project |consortium |final |mid-term |closing )?"
    r"(?i:kick[- ]?off|consortium|project|partners?|closing|final)(?: (?i:meeting|conference|event|workshop))?(?!\w)"
)
#: A programme that pays, before the short name of the project that it pays for (*Interreg Europe EURE*).
_FRAMEWORK = re.compile(
    r"(?:Interreg|Horizon|Erasmus\+?|LIFE|Creative Europe|COST)(?: (?:Europe|2020|[A-Z][a-z]+))* "
    r"(?=[A-Z][A-Z\d+-]{2,}[a-z]*$)"
)


def _behind_genitive(name: str) -> str:
    """The last word of a name, with the space before it, where a genitive stands before that; else nothing."""
    before, _, last = name.rpartition(" ")
    return f" {last}" if before.endswith("s") and " " in before else ""


def _refs(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """What a name is listed for, when it is one organisation."""
    refs = tuple(dict.fromkeys(e.ref for e in gazetteer.entries(name) if e.type == "Organization"))
    return refs if len(refs) == 1 else ()


class Finders:
    """The finders of one language, made once."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        self.language = language
        self.lexicon = lexicon
        self.literals = Literals(lexicon)
        self.names = NameFinder(language, lexicon, self.literals)
        self.roles = RoleFinder(language, lexicon)
        self.persons = PersonFinder(language, self.roles, lexicon)
        self.offices = OfficeFinder(language)
        self.municipal_role = language.pattern("municipal_role")
        #: What stands before a bloc of states that pays.
        self.money = language.pattern("money_of_bloc")
        self.pays = language.pattern("bloc_pays")
        #: The government that a text calls only that.
        self.government = language.pattern("the_government")
        #: An abbreviation of what is no body, behind it (*National Transport Plan (NTP)*).
        self.no_body = language.pattern("no_body", r"(?<!\w){} \((?P<name>[A-Z]{2,8})\)")
        #: What stands before a name on a line that tells where an event is (*Plats: Visby Congress*).
        self.venue = language.pattern("venue")
        #: What stands after an organisation's name and makes it its branch there (NHO Vestland).
        self.branch = language.pattern("branch", r" (?:{})(?P<genitive>s?)(?![\w-])")
        #: What stands after a name that a place has of a person (Anna Eks torg).
        self.namesakes = language.pattern("namesakes", r" (?:{})(?!\w)")
        #: What a role is in, where the language gives it capitals (*Head of Overview & Scrutiny*).
        self.field = language.pattern("capital_field")
        #: Titles that are of a house and in no field (*CEO of Greenworks*).
        self.of_house = language.pattern("head_of_any_house")
        #: Abbreviations of parties in brackets behind a politician's name.
        self.party_letters = language.pattern("party_letters")
        #: Names of parties.
        self.parties = language.pattern("political_parties")
        self.cases = Cases(language)
        #: The question of the lexicon whether a word may stand for something spoken of.
        self.refers = lexicon.ask(lambda low: refers(low, language))
        #: Titles that are names of councils, groups and networks.
        self.body_title = self.literals.cue(language.classes.get("body_title"))


class Mentions:
    """Finds the mentions of one article. `prefer` decides between listed things of one name (None: none of them)."""

    def __init__(self, article: Article, finders: Finders, prefer: Prefer) -> None:
        self.language = finders.language
        self.finders = finders
        self.view = View(article, finders.roles.begins_line)
        self.text = self.view.text
        self.folded = fold(self.text)
        self.tokens = Tokens(self.text, self.folded, finders.lexicon)
        self._token_starts = self.tokens.starts
        #: The bits of all words (literals.py).
        self.words = finders.literals.of_all(self.tokens)
        self.sentences = self.view.sentences
        self._prefer = prefer
        self._publisher = article.publisher

    def find(self, gazetteer: Gazetteer, proposed: tuple[Proposed, ...]) -> list[Span]:
        """Every mention that its form, the gazetteer or what stands beside it shows, in order."""
        starts = frozenset(s.start for s in self.sentences)
        wording = Wording(self.text, self.folded, self.tokens, self.language)
        finder = ListedNames(wording, gazetteer, self._prefer, self.finders.money, self.finders.pays)
        listed = finder.find()
        formed = self.finders.names.find(self.tokens, self.text, self.folded, starts, self.words)
        for span in formed:
            saint = _SAINT.search(self.text, max(0, span.start - 5), span.start)
            if saint and span.source in ("form", "unknown"):
                span.start, span.name = saint.start(), f"St. {span.name}"
        unknown = [s for s in formed if s.code == UNKNOWN]
        formed = [s for s in formed if s.code != UNKNOWN] + self._set_apart() + self._published(gazetteer)
        formed += self.finders.offices.find(self.text, self.folded)
        formed += self._titled_bodies()
        if self.finders.government:
            formed += finder.find_government(self.finders.government, (*listed, *formed))
        names = resolve(self._without_shadows(listed, formed))
        abbreviations = Abbreviations(wording, self.finders.party_letters, self.finders.parties)
        names = self._with_branches(abbreviations.join(names))
        if self.language.tag == "sv":
            names = abbreviations.without_common(names)
        elif self.language.tag != "de":
            names = abbreviations.without_explained(names)
        if self.finders.no_body and (plain := {m["name"] for m in self.finders.no_body.finditer(self.text)}):
            names = [s for s in names if s.source != "acronym" or s.name not in plain]
        abbreviations.spell_out(names, unknown)
        venue = self.finders.venue
        if venue:
            before = {s.start: self.folded[max(0, s.start - _VENUE) : s.start] for s in names if s.code == EVENT}
            names = [s for s in names if s.code != EVENT or not venue.search(before[s.start])]
        roles = self.finders.roles.find(self.tokens, self.text, self.folded)
        if self.language.tag == "en":
            names = [_without_title(s, self.text) for s in names]
            for span in names:
                paying = _FRAMEWORK.match(span.name) if span.code == PROJECT and span.source != "listed" else None
                if paying and self.text.startswith(span.name, span.start):
                    span.start, span.name = span.start + paying.end(), span.name[paying.end() :]
            # "Minister for Energy, Business and Industry Anna Ek and Finland’s …": the fields are no body's name.
            fields = [r for r in roles if r.name[-1:].islower() and any(c.isupper() for c in r.name)]
            names = [n for n in names if n.source == "listed" or not any(r.start < n.start < r.end for r in fields)]
        # Barnombudsmannen is an agency before it is a title.
        agencies = {
            s.start: s
            for s in names
            if s.code == MUNICIPALITY or (s.code == ORGANIZATION and s.source in ("listed", "form"))
        }
        if self.finders.field:
            self._extend_over_fields(roles, names)
        roles = [r for r in (_parted(r, agencies.get(r.start), self.text) for r in roles) if r is not None]
        ends = {s.end: s for s in names if s.code == ORGANIZATION and " " in s.name}
        for role in roles:
            _cut_owner(role, ends, self.text)
        covered: dict[int, int] = {}
        for span in names:
            if span.code in (NATIONALITY, UNKNOWN):
                continue
            for token in self.tokens_in(span.start, span.end):
                if span.source != "acronym" and span.code != MUNICIPALITY:
                    covered[token.start] = span.end
        persons = self.finders.persons.find(
            self.tokens,
            self.text,
            covered,
            {r.end: r.start for r in roles},
            frozenset(r.start for r in roles),
            frozenset(s.start for s in names if s.code == MUNICIPALITY),
        )
        if self.finders.namesakes:
            # Gustav Adolfs torg is a place.
            place = self.finders.namesakes
            persons = [p for p in persons if not (p.name.endswith("s") and place.match(self.text, p.end))]
            # … and so is Carl Jacobsens Vej, where streets have a capital.
            persons = [p for p in persons if not (" " in p.name and place.fullmatch(_behind_genitive(p.name.lower())))]
        if self.language.tag in _NORDIC:
            names = self._without_towns(names, unknown, persons)
        spans = resolve([*names, *persons, *roles])
        spans += listed_persons(self.view, spans, self.language)
        spans += credited_persons(self.text, spans, self.language)
        # What is left of the capitalised runs is a name of something not known yet.
        occupied = Occupied(len(self.text))
        for span in spans:
            occupied.take(span.start, span.end)
        for span in self._proposed(proposed):
            if occupied.free(span.start, span.end):
                occupied.take(span.start, span.end)
                spans.append(span)
        spans += [s for s in unknown if occupied.free(s.start, s.end)]
        if self.language.tag == "nl":
            # "burgemeester Anna de Wit van Almere": the run of capitals holds a person, and a place after her.
            for span in [s for s in unknown if not occupied.free(s.start, s.end)]:
                spans += self._left_over(span, occupied)
        spans += self._headed_towns(spans, occupied, gazetteer)
        spans.sort(key=lambda s: s.start)
        if self.finders.cases.known:
            spans = self._employers_in_genitive(spans)
        finder.link(spans)
        # "the project BALTACAR" says what BALTACAR is wherever it stands.
        owners = {key(s.name): s for s in spans if s.source == "noun" and s.code in (EVENT, PROJECT)}
        owners |= {key(a): s for s in spans for a in s.aliases}
        owners |= self._meeting_projects(spans)
        for span in spans:
            owner = owners.get(key(span.name)) if span.source == "acronym" else None
            if owner is not None:
                span.code, span.cls, span.refs = owner.code, owner.cls, owner.refs
        return spans

    def _without_towns(self, names: list[Span], unknown: list[Span], persons: list[Span]) -> list[Span]:
        """The names without towns that begin a name of something unknown: *Aarhus Vand* is not Aarhus."""
        longer = {s.start: s.end for s in unknown if " " in s.name}
        others = [*persons, *(s for s in names if s.code != MUNICIPALITY)]
        return [
            s
            for s in names
            if s.code != MUNICIPALITY
            or (end := longer.get(s.start, s.end)) <= s.end
            or self.text[s.end] != " "
            or self.folded.startswith(" kommun", s.end)
            or any(o.start < end and s.start < o.end for o in others)
        ]

    def _meeting_projects(self, spans: list[Span]) -> dict[str, Span]:
        """English: the projects whose short names begin those of their meetings (*SAFEPORT kick-off meeting*)."""
        if self.language.tag != "en":
            return {}
        found = (_PROJECTS_MEETING.match(s.name) for s in spans if s.code == EVENT)
        return {key(m["name"]): Span(0, 0, PROJECT, m["name"], "noun", 0.8, "inno:Project") for m in found if m}

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that begin inside a stretch of the view."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

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
        for token in self.tokens_in(span.start, span.end):
            if not token.cap or not occupied.free(token.start, token.end) or token.low in self.language.not_names:
                continue
            if found and self.text[found[-1].end : token.start] == " ":
                found[-1].end = token.end
                found[-1].name = self.text[found[-1].start : token.end]
            elif len(token.text) > 3 and token.start > span.start:
                found.append(Span(token.start, token.end, UNKNOWN, token.text, "unknown", 0.2))
        return found

    def _extend_over_fields(self, roles: list[Span], names: list[Span]) -> None:
        """Take into a role the capitalised field that it is in, where no name of an organisation or a person begins."""
        if not self.finders.field:
            return
        starts = sorted(s.start for s in names if s.code not in (NATIONALITY, UNKNOWN))
        given, foreign = self.language.given_names, self.language.foreign_given_names
        for role in roles:
            match = self.finders.field.match(self.text, role.end)
            if match is None or (self.finders.municipal_role and self.finders.municipal_role.search(role.name)):
                continue  # (the Mayor of Lund is no mayor of a field)
            if self.finders.of_house and self.finders.of_house.search(role.name.lower()):
                continue
            end = match.end()
            for token in self.tokens_in(role.end, end):
                if token.cap and (token.low in given or token.low in foreign):
                    end = role.end + len(self.text[role.end : token.start].rstrip(" ,"))
                    break
            first = bisect_left(starts, role.end)
            if end - role.end > len(" for") and not (first < len(starts) and starts[first] < end):
                role.name += self.text[role.end : end]
                role.end = end

    def _employers_in_genitive(self, spans: list[Span]) -> list[Span]:
        """A name of nothing known in the genitive, then a title and a person, is an organisation's (*Motivan johtaja Bo
        Ek*); a name before it that has no ending begins it (*Museokeskus Vapriikin johtaja*).
        """
        kept: list[Span] = []
        for number, span in enumerate(spans):
            if span.code == UNKNOWN and span.name.endswith("n") and self._has_head(spans, number):
                base = genitive_base(span.name, self.finders.names.forms.base_form(span.name))
                head = kept[-1] if kept else None
                if (
                    head is not None
                    and head.code == ORGANIZATION
                    and not head.refs
                    and self.text[head.end : span.start] == " "
                    and not self.text[head.start : head.end].endswith("n")
                ):
                    kept.pop()
                    start, base = head.start, f"{head.name} {base}"
                else:
                    start = span.start
                span = Span(start, span.end, ORGANIZATION, base, "employer", 0.6, "org:Organization", genitive=True)
            kept.append(span)
        return kept

    def _has_head(self, spans: list[Span], number: int) -> bool:
        """Whether a title and its person follow a mention, with at most two small words before the title."""
        following = spans[number + 1 : number + 3]
        if [s.code for s in following] not in ([ROLE, PERSON], [BOARD_ROLE, PERSON]):
            return False
        role, person = following
        before, between = self.text[spans[number].end : role.start], self.text[role.end : person.start]
        return between == " " and _FIELD.fullmatch(before) is not None

    def _without_shadows(self, listed: list[Span], formed: list[Span]) -> list[Span]:
        """Drop formed names that go on beyond a listed one that begins where they do, when the form is a guess."""
        starts = {s.start: s for s in listed if s.code == ORGANIZATION}
        places = {(s.start, s.end) for s in listed}
        kept = list(listed)
        for span in formed:
            if span.source == "year" and (span.start, span.end - len(" 2000")) in places:
                continue  # "Sverige 2023" is a place and a year
            known = starts.get(span.start)
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
            ):
                continue
            if known and known.end < span.end and span.source == "acronym":
                continue
            if known and span.source == "hyphen":
                continue  # Vinnova-projektet: whose it is
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

    def _published(self, gazetteer: Gazetteer) -> list[Span]:
        """The publisher where the text names it, in full or by its last word (*Liikenteen turvallisuusvirasto Trafi*).

        Not a publisher that is listed or a place, nor one that the text calls a project.
        """
        name = (self._publisher or "").strip()
        article, _, bare = name.partition(" ")
        if article.lower() in self.language.articles and " " in bare and bare[:1].isupper():
            name = bare  # "The Agency for Rivers"
        words = name.split()
        low = name.lower()
        if not words or not _PUBLISHER.fullmatch(name) or low in self.language.not_names:
            return []
        person = words[0].lower() in self.language.given_names and not words[0].isupper()
        if len(words) == _FULL_NAME and person and words[1][:1].isupper():
            return []  # a person's own page
        if gazetteer.entries(name) or any(gazetteer.lists(name, t) for t in ("Municipality", "Country", "Nationality")):
            return []
        names = [name]
        last = words[-1]
        if len(words) > 1 and last[0].isupper() and (last.isupper() or words[-2][0].islower()) and len(last) > 3:
            names.append(last)
        found = []
        ending = f"(?P<ending>{alternation(self.language.inflections)})?"
        for short in names:
            if re.search(rf"(?<!\w){re.escape(short.lower())}[ -]{_PROJECT_NOUN}", self.folded):
                return []
            for match in re.finditer(rf"(?<![\w-]){re.escape(short)}{ending}(?![\w-])", self.text):
                found.append(
                    Span(
                        match.start(),
                        match.end(),
                        ORGANIZATION,
                        short,
                        "form",
                        # "Museum Sønderjyllands bestyrelse": what a form takes for a name is the genitive of this one.
                        0.92 if match["ending"] == "s" and len(short.split()) > 1 else 0.8,
                        "org:Organization",
                        genitive=match["ending"] in self.language.genitive,
                        aliases=(name,) if short != name else (),
                    )
                )
        return found

    def _titled_bodies(self) -> list[Span]:
        """The councils, groups and networks whose names are lines of their own, as their form shows (*Dalarnas
        vårdpolitiska råd*, *Nätverk för skolbibliotek*), wherever the text names them so: such a name has words before
        or behind what it is, and no verb among them.
        """
        pattern, found = self.finders.body_title, []
        may_match_any = pattern is not None and may_match(pattern.needs, self.words)
        for number, line in enumerate(self.sentences if may_match_any else ()):
            alone = all(s.block != line.block for s in self.sentences[max(0, number - 1) : number + 2] if s is not line)
            match = pattern.fullmatch(self.folded, line.start, line.end, self.words) if pattern and alone else None
            if match is None or not (match["before"] or match["behind"]) or line.kind == "item":
                continue
            words = self.tokens_in(line.start, line.end)
            if any(self._parts_name(token, match) for token in words):
                continue
            if not match["behind"] and self.finders.roles.base(words[-1].low):
                continue  # Sveriges kulturråd: persons
            end = line.start + len(_ACRONYM_BEHIND.sub("", self.text[line.start : line.end]))
            name = self.text[line.start : end]
            cls = "inno:Network" if match["network"] else "inno:Council"
            places = re.finditer(rf"(?<!\w){re.escape(self.folded[line.start : end])}(?P<s>s?)(?!\w)", self.folded)
            name = name[0].upper() + name[1:]
            found += [
                Span(m.start(), m.end(), ORGANIZATION, name, "form", 0.85, cls, genitive=bool(m["s"])) for m in places
            ]
        return found

    def _parts_name(self, token: Token, match: re.Match[str]) -> bool:
        """Whether a word of a line is none of a body's name: a verb, or before what the body is any small word."""
        language = self.language
        if language.looks_like_verb(token.low):
            return True
        before = token.start < match.start("body")
        return token.low in language.stoppers and (before or token.low not in language.title_links)

    def _headed_towns(self, spans: list[Span], occupied: Occupied, gazetteer: Gazetteer) -> list[Span]:
        """Make municipalities of the places beside the titles of their heads (*Turun pormestari*, *Mayor of Florence*,
        *skolchef i Kumla*);
        those that no list holds are returned.
        """
        found: list[Span] = []
        heads = self.finders.municipal_role
        if heads is None:
            return found
        starts = {s.start: s for s in spans}
        ends = {s.end: s for s in spans}
        for role in [s for s in spans if s.source == "role" and heads.search(s.name)]:
            of = _OF_PLACE.match(self.text, role.end)
            place = starts.get(of.end()) if of else ends.get(role.start - 1)
            office = _OF_MUNICIPALITY.search(role.name) if self.language.cases else None
            if office and not of and (place is None or (place.code == ORGANIZATION and " " not in place.name)):
                # Hangon kaupunginjohtaja: no list has a stem that changes so.
                town = _GENITIVE_BEFORE.search(self.text, max(0, role.start - 40), role.start)
                name = f"{town['name']} {_MUNICIPALITIES[office.group()]}" if town else ""
                if town and place is not None and place.start == town.start() and not place.name.isupper():
                    place.code, place.name, place.cls, place.source = ORGANIZATION, name, "inno:Municipality", "form"
                    place.refs, place.weight, place.genitive = _refs(gazetteer, name), 0.8, True
                elif town and occupied.free(*town.span("name")):
                    occupied.take(*town.span("name"))
                    span = Span(*town.span("name"), ORGANIZATION, name, "form", 0.8, "inno:Municipality")
                    span.refs = _refs(gazetteer, name)
                    found.append(span)
            elif self.language.tag == "sv" and (place is None or place.code != MUNICIPALITY):
                continue  # the lists hold all towns: bibliotekschef i Skåne
            elif place is not None and place.code in (MUNICIPALITY, UNKNOWN):
                if place.code == UNKNOWN and self.language.cases:
                    name = place.name
                    place.name = f"{name} {_MUNICIPALITIES[office.group()]}" if office else name.removesuffix("n")
                place.code, place.cls, place.weight = ORGANIZATION, "inno:Municipality", 0.8
                place.source = "form" if place.source == "unknown" else place.source
            elif place is None and of:
                end = of.end()
                for token in self.tokens_in(of.end(), of.end() + 40):
                    if not token.cap or not occupied.free(token.start, token.end) or token.start > end + 1:
                        break
                    end = token.end
                    if token.low not in _TOWN_BEGINNINGS:
                        break
                if end > of.end():
                    occupied.take(of.end(), end)
                    name = strip_genitive(self.text[of.end() : end], self.language)
                    found.append(Span(of.end(), end, ORGANIZATION, name, "form", 0.8, "inno:Municipality"))
        return found

    def _set_apart(self) -> list[Span]:
        """Stretches that the source sets apart (italic, bold, quotation marks) and that look like a title."""
        found = []
        view = self.view
        for block in view.blocks:
            if block.kind == "boilerplate":
                continue
            for a, b in block.emphasis:
                if block.kind in ("paragraph", "item") and b - a < block.end - block.start - 1:
                    found += self._title(view.to_view(a), view.to_view(b))
        for match in _QUOTED.finditer(self.text):
            found += self._title(match.start(1), match.end(1))
        return found

    def _title(self, start: int, end: int) -> list[Span]:
        while end > start and self.text[end - 1] in " .,:;":
            if self.text[end - 1] == ":":
                return []
            end -= 1
        name = self.text[start:end]
        words = name.split()
        if not name[:1].isupper() or not 1 <= len(words) <= 14 or len(name) < 4 or ". " in name:
            return []
        if words[0].lower() in self.language.caption:
            return []
        return [Span(start, end, UNKNOWN, name, "title", 0.3)]

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


def _without_title(span: Span, text: str) -> Span:
    """English: a body's name without the title of whoever is named next (*Arts Council of Wales* Chair, Anna Ek)."""
    match = _TITLE_AT_END.search(span.name) if span.code == ORGANIZATION and span.source == "form" else None
    if match is None or not text.endswith(match.group(), 0, span.end) or not _NAME_NEXT.match(text, span.end):
        return span
    return replace(span, end=span.end - len(match.group()), name=span.name[: match.start()])


def _cut_owner(role: Span, ends: Mapping[int, Span], text: str) -> None:
    """Leave to a body's name what ends it (*Europeiska rådets ordförande*: *rådets* is no word of the title)."""
    end = text.find(" ", role.start, role.end)
    owner = ends.get(end)
    if owner is not None and owner.start < role.start:
        _cut_words(role, end, text)


def _cut_words(role: Span, end: int, text: str) -> None:
    """Let a role begin behind a name that ends inside it."""
    words = len(text[role.start : end].split())
    role.name = " ".join(role.name.split(" ")[words:])
    role.start = end + 1


def _parted(role: Span, agency: Span | None, text: str) -> Span | None:
    """A role after the hyphen of its employer's name (*Digdir-direktør*, *KL-formand*); none where the word names an
    agency (*Barnombudsmannen*).
    """
    if agency is None or agency.name in ("EU", "FN"):
        return role
    if agency.end < role.end and text[agency.end] == "-":
        role.start = agency.end + 1
        role.name = role.name[role.name.find("-") + 1 :]
        return role
    if agency.end < role.end and text[agency.end] == " " and agency.code == ORGANIZATION:
        _cut_words(role, agency.end, text)  # Klimatpolitiska rådets ordförande
        return role
    return role if agency.code == MUNICIPALITY else None
