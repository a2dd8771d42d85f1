"""One article under extraction: its mentions, the things that they name, and what was last spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from innograph.article import Article
from innograph.extract.cases import Cases, surname_base, uninflected
from innograph.extract.gazetteer import Entry, Gazetteer, Hit, fold
from innograph.extract.language import Language
from innograph.extract.names import NameFinder, strip_genitive
from innograph.extract.persons import PersonFinder, RoleFinder
from innograph.extract.spans import (
    CODE_OF_TYPE,
    EVENT,
    MUNICIPALITY,
    NATIONALITY,
    ORGANIZATION,
    PERSON,
    PLACE,
    PROJECT,
    TYPE_OF_CODE,
    UNKNOWN,
    UPPER,
    Occupied,
    Span,
    Token,
    resolve,
    tokenize,
)
from innograph.extract.text import View

#: A mention that a model marked: start and end in the article's text, entity type, the model's certainty (0–1).
Proposed = tuple[int, int, str, float]
Prefer = Callable[[tuple[Entry, ...]], "Entry | None"]

_BRACKET = re.compile(rf" [(\[]((?:[{UPPER}][\w&-]{{1,14}})(?: [{UPPER}\d][\w&-]*){{0,2}})[)\]]")
_QUOTED = re.compile(r"[\"”“»«„]([^\"”“»«„\n]{4,90})[\"”“»«]")
_GOVERNMENTS_OWN = re.compile(
    r" (?:agenc|authorit|bod(?:y|ies)|official|offices?\b|department|institution|employee|polic(?:y|ies)|sector|body)"
)
_APPOSED = re.compile(r" (?:–|-) ")
_EDITION = re.compile(r"(.+?) (?:19|20)\d\d")
#: So many editions make a series of an event.
_SERIES = 2
_GENERIC_FIRST = 5


@dataclass(slots=True)
class Thing:
    """What several mentions name: `names` are the forms found, the first the best label."""

    type: str
    cls: str
    names: list[str] = field(default_factory=list)
    refs: tuple[str, ...] = ()
    spans: list[int] = field(default_factory=list)
    weight: float = 0.0
    task: str = ""

    @property
    def name(self) -> str:
        """The label: the first name found."""
        return self.names[0]

    def add_name(self, name: str) -> None:
        """Note one more form of the name."""
        if name and name not in self.names:
            self.names.append(name)


class Finders:
    """The finders of one language, made once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.names = NameFinder(language)
        self.roles = RoleFinder(language)
        self.persons = PersonFinder(language, self.roles)
        branch = language.classes.get("branch")
        #: What stands after an organisation's name and makes it its branch there (NHO Vestland).
        self.branch = re.compile(rf" (?:{branch})(?P<genitive>s?)(?![\w-])") if branch else None
        self.cases = Cases(language)


class Document:
    """The mentions of one article. `prefer` decides between listed things of one name (None: none of them)."""

    def __init__(
        self,
        article: Article,
        finders: Finders,
        gazetteer: Gazetteer,
        prefer: Prefer,
        proposed: tuple[Proposed, ...] = (),
    ) -> None:
        self.article = article
        self.language = finders.language
        self.finders = finders
        self.view = View(article)
        self.text = self.view.text
        self.folded = fold(self.text)
        self.tokens = tokenize(self.text, self.folded)
        self._token_starts = [t.start for t in self.tokens]
        self.sentences = self.view.sentences
        self.things: list[Thing] = []
        self.spans: list[Span] = []
        self._by_ref: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._series: set[int] = set()
        self._tails: dict[str, int] | None = None
        self._prefer = prefer
        self._gazetteer = gazetteer
        self._find(gazetteer, proposed)

    # -- finding ---------------------------------------------------------------------------------------------------

    def _find(self, gazetteer: Gazetteer, proposed: tuple[Proposed, ...]) -> None:
        starts = frozenset(s.start for s in self.sentences)
        listed = self._listed(gazetteer)
        formed = self.finders.names.find(self.tokens, self.text, self.folded, starts)
        unknown = [s for s in formed if s.code == UNKNOWN]
        formed = [s for s in formed if s.code != UNKNOWN] + self._set_apart()
        names = resolve(self._without_shadows(listed, formed))
        names = self._with_branches(self._join_brackets(names))
        roles = self.finders.roles.find(self.tokens, self.text, self.folded)
        # Barnombudsmannen is an agency before it is a title.
        agencies = {
            s.start: s
            for s in names
            if s.code == MUNICIPALITY or (s.code == ORGANIZATION and s.source in ("listed", "form"))
        }
        roles = [r for r in (_parted(r, agencies.get(r.start), self.text) for r in roles) if r is not None]
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
        )
        self.spans = resolve([*names, *persons, *roles])
        # What is left of the capitalised runs is a name of something not known yet.
        occupied = Occupied(len(self.text))
        for span in self.spans:
            occupied.take(span.start, span.end)
        for span in self._proposed(proposed):
            if occupied.free(span.start, span.end):
                occupied.take(span.start, span.end)
                self.spans.append(span)
        self.spans += [s for s in unknown if occupied.free(s.start, s.end)]
        if self.language.tag == "nl":
            # "burgemeester Anna de Wit van Almere": the run of capitals holds a person, and a place after her.
            for span in [s for s in unknown if not occupied.free(s.start, s.end)]:
                self.spans += self._left_over(span, occupied)
        self.spans.sort(key=lambda s: s.start)
        # "the project BALTACAR" says what BALTACAR is wherever it stands.
        owners = {key(s.name): s for s in self.spans if s.source == "noun" and s.code in (EVENT, PROJECT)}
        owners |= {key(a): s for s in self.spans for a in s.aliases}
        for span in self.spans:
            owner = owners.get(key(span.name)) if span.source == "acronym" else None
            if owner is not None:
                span.code, span.cls, span.refs = owner.code, owner.cls, owner.refs
        # What introduces an abbreviation comes first, so that the abbreviation finds it.
        # A surname alone comes last, so that it finds whose it is.
        order = sorted(
            range(len(self.spans)),
            key=lambda n: (not self.spans[n].aliases, _lateness(self.spans[n]), n),
        )
        for number in order:
            if self.spans[number].code in TYPE_OF_CODE:
                self._name(number, self.spans[number])
        self._drop_series()
        self._find_again()
        self.spans.sort(key=lambda s: s.start)
        if self.finders.cases.known:
            words = {t.text for t in self.tokens if t.cap}
            for span in self.spans:
                if span.code == UNKNOWN and span.source != "title":
                    span.name = uninflected(span.name, words)
                span.case = self.finders.cases.of(self.folded[span.start : span.end], span.name, False)
        for thing in self.things:
            thing.spans.clear()
        for number, span in enumerate(self.spans):
            if span.entity >= 0:
                self.things[span.entity].spans.append(number)

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

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that begin inside a stretch of the view."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

    _NAME_FOLLOWS = re.compile(rf" [{UPPER}][a-zåäöæøü]{{3,}}(?![\w-])")

    def _listed(self, gazetteer: Gazetteer) -> list[Span]:
        hits = list(gazetteer.find(self.text, self.folded))
        sure = {e.ref for h in hits for e in h.entries if not e.needs_evidence}
        found = []
        for hit in hits:
            entries = tuple(e for e in hit.entries if not e.needs_evidence or (e.ref in sure))
            entry = self._prefer(entries) if entries else None
            if entry is None:
                continue
            code = {"Municipality": MUNICIPALITY, "Nationality": NATIONALITY}.get(
                entry.type, CODE_OF_TYPE.get(entry.type, "")
            )
            if not code:
                continue
            if entry.cls == "inno:Government" and _GOVERNMENTS_OWN.match(self.folded, hit.full_end):
                continue  # a Swedish government agency is not the government
            if code == PLACE and self.text[max(0, hit.start - 1)] == "-" and hit.start:
                continue  # Varsinais-Suomi, Nord-Norge: a part of the country
            if code == PLACE and hit.full_end > hit.end and self._NAME_FOLLOWS.match(self.text, hit.full_end):
                continue  # Sveriges Utbildningsradio is no country
            found.append(self._listed_span(hit, entry, code))
        return found

    def _listed_span(self, hit: Hit, entry: Entry, code: str) -> Span:
        return Span(
            hit.start,
            hit.full_end,
            code,
            self.text[hit.start : hit.end],
            "listed",
            0.97 if code != MUNICIPALITY else 0.6,
            entry.cls,
            (entry.ref,),
            genitive=hit.full_end > hit.end,
        )

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
            ):
                continue
            if known and known.end < span.end and span.source == "acronym":
                continue
            kept.append(span)
        return kept

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
            if match and not span.genitive and span.cls not in ("inno:Municipality", "inno:Region"):
                reach = span.end = match.end()
                span.genitive = bool(match["genitive"])
                span.name = self.text[span.start : match.end() - len(match["genitive"])]
                span.refs, span.source, span.aliases = (), "form", ()
            kept.append(span)
        return kept

    def _join_brackets(self, names: list[Span]) -> list[Span]:
        """Read *Name (ABC)* and *ABC – Name* as one mention with another name."""
        by_start = {s.start: s for s in names}
        gone: set[int] = set()
        for span in names:
            if span.code not in "OEJ" or span.start in gone:
                continue
            match = _BRACKET.match(self.text, span.end)
            if match:
                inner = by_start.get(match.start(1))
                alias = match.group(1)
                if inner is not None and inner.end <= match.end():
                    if inner.source == "listed" and span.source == "listed" and inner.refs != span.refs:
                        continue
                    if inner.source == "listed" and not span.refs:
                        span.refs, span.cls = inner.refs, inner.cls or span.cls
                    gone.add(inner.start)
                elif alias.lower() in self.language.not_names or self._spells_person(alias):
                    continue
                span.aliases = (*span.aliases, alias)
                span.end = match.end()
                continue
            beside = by_start.get(span.end + 1) if self.text[span.end : span.end + 1] == " " else None
            if beside is not None and span.refs and beside.refs == span.refs and beside.code == span.code:
                # Suomen ympäristökeskus SYKE: two names of one organisation.
                gone.add(beside.start)
                span.aliases = (*span.aliases, beside.name)
                span.end, span.genitive = beside.end, beside.genitive
                continue
            dash = _APPOSED.match(self.text, span.end)
            other = by_start.get(dash.end()) if dash else None
            if other is not None and other.code == span.code and other.refs and other.refs == span.refs:
                gone.add(other.start)
                span.aliases = (*span.aliases, other.name)
                span.end = other.end
        return [s for s in names if s.start not in gone]

    def _spells_person(self, alias: str) -> bool:
        return alias.split()[0].lower() in self.language.given_names and " " in alias

    # -- naming ----------------------------------------------------------------------------------------------------

    def _name(self, number: int, span: Span) -> None:
        """Find or make the thing that a mention names."""
        type_ = TYPE_OF_CODE[span.code]
        index = self.find_thing(type_, span.name, span.refs)
        if index is None and span.code == PERSON:
            if " " not in span.name:
                index = self._whose(span.name)
            elif span.name.endswith("s") and (type_, key(span.name[:-1])) in self._by_name:
                index, span.name, span.genitive = self._by_name[type_, key(span.name[:-1])], span.name[:-1], True
        if index is None:
            index = len(self.things)
            self.things.append(Thing(type_, span.cls, refs=span.refs, weight=span.weight))
        thing = self.things[index]
        if span.refs and not thing.refs:
            thing.refs, thing.cls = span.refs, span.cls or thing.cls
        thing.weight = max(thing.weight, span.weight)
        for name in (span.name, *span.aliases):
            thing.add_name(name)
            self._by_name.setdefault((type_, key(name)), index)
        for ref in thing.refs:
            self._by_ref.setdefault(ref, index)
        span.entity = index

    def _whose(self, surname: str) -> int | None:
        """The person of this surname (with or without a genitive s), when the text names one in full."""
        forms = {key(surname), key(surname.removesuffix("s"))}
        owners = [
            i
            for i, t in enumerate(self.things)
            if t.type == "Person" and " " in t.name and key(t.name.split()[-1]) in forms
        ]
        return owners[0] if len(owners) == 1 else None

    def find_thing(self, type_: str, name: str, refs: tuple[str, ...] = ()) -> int | None:
        """The number of the thing of this type with this name or reference."""
        for ref in refs:
            if ref in self._by_ref:
                return self._by_ref[ref]
        found = self._by_name.get((type_, key(name)))
        if found is not None and refs and self.things[found].refs and self.things[found].refs != refs:
            return None
        return found

    def add_thing(self, type_: str, name: str, cls: str = "", refs: tuple[str, ...] = (), weight: float = 0.7) -> int:
        """The thing of this type and name, made when it is new."""
        index = self.find_thing(type_, name, refs)
        if index is None:
            index = len(self.things)
            self.things.append(Thing(type_, cls, [name], refs, weight=weight))
            self._by_name[(type_, key(name))] = index
            for ref in refs:
                self._by_ref.setdefault(ref, index)
        return index

    def _drop_series(self) -> None:
        """Beside several editions of an event (*Innovationsveckan 2023*, *2024*) its bare name means the series."""
        editions: dict[str, int] = {}
        for thing in self.things:
            match = _EDITION.fullmatch(thing.name)
            if thing.type == "Event" and match:
                editions[key(match.group(1))] = editions.get(key(match.group(1)), 0) + 1
        gone = {i for i, t in enumerate(self.things) if t.type == "Event" and editions.get(key(t.name), 0) >= _SERIES}
        self.spans = [s for s in self.spans if s.entity not in gone]
        for index in gone:
            self._series.add(index)

    def _find_again(self) -> None:
        """Find names that the text itself taught: abbreviations, surnames, first words of long names."""
        short: dict[str, int] = {}
        ambiguous: set[str] = set()

        def teach(word: str, index: int) -> None:
            if word in short and short[word] != index:
                ambiguous.add(word)
            short.setdefault(word, index)

        for index, thing in enumerate(self.things):
            if index in self._series:
                continue
            if thing.type == "Person":
                parts = thing.name.split()
                if len(parts) > 1:
                    teach(parts[-1], index)
                    if len(parts) > 2 and parts[-2].lower() in self.language.particles:
                        teach(" ".join(parts[-2:]), index)
                continue
            for name in thing.names:
                if " " not in name:
                    teach(name, index)
                    if "-" in name and thing.type == "Organization" and name.split("-")[-1][:1].isupper():
                        teach(name.split("-")[-1], index)
                elif thing.type == "Organization" and len(name.split()) <= 3:
                    first = name.split()[0]
                    if self._can_stand_alone(first, thing):
                        teach(first, index)
        # A surname that is also a place (Lund) is the person whom the text named in full.
        persons = {word for word, index in short.items() if self.things[index].type == "Person"} - ambiguous
        self.spans = [
            s
            for s in self.spans
            if s.code != MUNICIPALITY
            or not persons & {self.text[s.start : s.end], strip_genitive(self.text[s.start : s.end], self.language)}
        ]
        taken: set[int] = set()
        unknown: dict[int, Span] = {}
        for span in self.spans:
            if span.code == UNKNOWN and self.language.cases and " " not in span.name:
                unknown[span.start] = span  # perhaps an inflected surname
                continue
            for token in self.tokens_in(span.start, span.end):
                taken.add(token.start)
        known_again: set[int] = set()
        for token in self.tokens:
            if not token.cap or token.start in taken:
                continue
            word = token.text
            stripped = strip_genitive(word, self.language)
            if stripped not in short and stripped.endswith("s") and stripped[:-1] in short:
                stripped = stripped[:-1]
            elif stripped not in short and self.language.cases:
                stripped = self._uninflected(stripped, short)
            if stripped not in short or stripped in ambiguous:
                continue
            index = short[stripped]
            thing = self.things[index]
            known_again.add(token.start)
            self.spans.append(
                Span(
                    token.start,
                    token.end,
                    CODE_OF_TYPE[thing.type],
                    stripped,
                    "again",
                    0.9 * thing.weight,
                    thing.cls,
                    thing.refs,
                    index,
                    genitive=stripped != word,
                )
            )
            thing.add_name(stripped)
        if unknown:
            self.spans = [s for s in self.spans if not (s.code == UNKNOWN and s.start in known_again & unknown.keys())]

    def _uninflected(self, word: str, short: dict[str, int]) -> str:
        """The name taught that an inflected word is a form of (*Virtasen*, *Sitralle*); the word when it is of none."""
        base = surname_base(word, set(short))
        if base in short:
            return base
        low = word.lower()
        for ending in self.language.inflections:
            if low.endswith(ending) and len(word) - len(ending) > 2 and word[: -len(ending)] in short:
                return word[: -len(ending)]
        return word

    def tails(self) -> dict[str, int]:
        """Last words that stand for a longer organisation's name (*ministerrådet* for *Nordiska ministerrådet*)."""
        if self._tails is None:
            self._tails = {}
            for index, thing in enumerate(self.things):
                if thing.type != "Organization":
                    continue
                for name in thing.names:
                    words = name.split()
                    last = words[-1].lower()
                    if len(words) == 2 and len(last) >= 9 and words[-1].islower():
                        self._tails.setdefault(last, index)
        return self._tails

    def _can_stand_alone(self, word: str, thing: Thing) -> bool:
        """Whether the first word of a longer name may stand for it: a name, not a common noun or an adjective."""
        low = word.lower()
        if len(word) < _GENERIC_FIRST or low in self.language.not_names or low in self.language.stoppers:
            return False
        # A place's genitive (Lunds universitet) or a nationality (Svenska kraftnät) names no organisation alone.
        if low.endswith("s") or self._gazetteer.lists(low, "Nationality") or self.finders.roles.base(low):
            return False
        forms = self.language.forms["Organization"]
        heads = {w.split()[0].lower() for table in (forms.head, forms.phrase) for w in table}
        # An adjective that also stands before roles (European, national) names nothing alone.
        return low not in heads and low not in self.language.given_names and low not in self.language.role_modifiers


def _lateness(span: Span) -> int:
    """Persons' plain full names come first, then what may be their genitives, then surnames alone."""
    if span.code != PERSON:
        return 0
    return 2 if " " not in span.name else int(span.name.endswith("s"))


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
    return role if agency.code == MUNICIPALITY else None


def key(name: str) -> str:
    """What two spellings of one name have in common: case, quotation marks and spaces do not count."""
    return re.sub(r"[\s\"”“»«'’]+", " ", name).strip(" .,:;").casefold()
