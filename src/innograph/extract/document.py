"""One article under extraction: its mentions and the things that they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import compress

from innograph.article import Article
from innograph.extract.cases import surname_base, uninflected
from innograph.extract.forms import strip_genitive
from innograph.extract.gazetteer import Gazetteer
from innograph.extract.language import OWNERS
from innograph.extract.listed import Prefer
from innograph.extract.mentions import Finders, Mentions, Proposed
from innograph.extract.spans import CODE_OF_TYPE, EVENT, MUNICIPALITY, ORGANIZATION, PERSON, TYPE_OF_CODE, UNKNOWN, Span
from innograph.extract.things import Thing, key
from innograph.extract.words import Token

#: Endings of the definite form, and none; nouns that names end in have at least so many letters.
_DEFINITE = {"sv": ("", "en", "et", "n", "t"), "nb": ("", "en", "et", "n", "a"), "da": ("", "en", "et", "n", "t")}
_LONG_NOUN = 6
#: A name of more words, or of parts, is not called by its last word.
_PLAIN_WORDS, _PARTED = 4, re.compile(r" [–—-] |[,/:&]| (?:och|og|i|på|vid|ved|for|för) ")
_EDITION = re.compile(r"(.+?) (?:(?:19|20)\d\d|[012]\d)")
#: Particles before a surname are at most so long (code points).
_LONGEST_PARTICLE = 8
#: A compound whose last part tells an agency or a ministry.
_JOINT = re.compile(
    r"([^\W\d_]{4,}[^\W\d_s])(myndigheten|verket|departementet|styrelsen|nämnden|inspektionen|direktoratet|ministeriet)"
)
#: So many editions make a series of an event.
_SERIES = 2
_GENERIC_FIRST = 5
#: A name of several words that is looked for again has at least so many code points.
_LEAST_TITLE = 6
#: What Finnish names of associations begin with when they are told in full.
_OF_FINLAND = "Suomen "
#: What ends the names of registered associations.
_LEGAL = re.compile(" (?:ry|rf|sr)$")
#: Classes of bodies whose names begin with what they are.
_NORDIC = ("sv", "nb", "da")
#: So many letters has at least a name whose last one may be the genitive's.
_LEAST_OWNER = 6
#: A name that says of which country a body is, and then only what it is.
_NATIONAL = re.compile(
    r"(?:Statens|Statlig|Norsk|Norges|Den norske|Norske|Sveriges|Svenska|Svensk|Svenskt|Danmarks|Dansk|Danske|"
    r"Nasjonalt|Nationalt|Nationella|Nordisk|Nordiska) ([^\W\d_]{5,})"
)
_GATHERINGS = ("inno:Council", "inno:Network")
#: A Finnish name of one word that may be the last one of a longer name has at least so many letters.
_LEAST_OWN = 9
#: An abbreviation of fewer letters could stand for many names.
_LEAST_LETTERS = 3


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
        self._mentions = Mentions(article, finders, prefer)
        self.view = self._mentions.view
        self.text = self._mentions.text
        self.folded = self._mentions.folded
        self.tokens = self._mentions.tokens
        self.sentences = self._mentions.sentences
        #: The bits of all words of the text (literals.py).
        self.words = self._mentions.words
        self.things: list[Thing] = []
        self._by_ref: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._series: set[int] = set()
        self._tails: dict[str, int] | None = None
        self._gazetteer = gazetteer
        self.spans = self._mentions.find(gazetteer, proposed)
        self._name_all()

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that begin inside a stretch of the view."""
        return self._mentions.tokens_in(start, end)

    @cached_property
    def _referring(self) -> list[int]:
        """The numbers of the words that may stand for something spoken of."""
        tails, known = self.tails(), self.tokens.column(self.finders.refers)
        if tails:
            owned = {f"{tail}{ending}" for tail in tails for ending in OWNERS}
            known = [k or low in tails or low in owned for k, low in zip(known, self.tokens.lows, strict=True)]
        return list(compress(range(len(known)), known))

    def referring(self, start: int, end: int) -> list[int]:
        """Which of the words of a stretch of the view may stand for something spoken of (*hon*, *myndigheten*)."""
        starts = self.tokens.starts
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        numbers = self._referring
        return [n - first for n in numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]]

    def begins_block(self, number: int) -> bool:
        """Whether a sentence is the first of its block."""
        return number == 0 or self.sentences[number - 1].block != self.sentences[number].block

    def next_block(self, number: int) -> int:
        """The first sentence of the next block; the number of sentences where there is none."""
        following = range(number + 1, len(self.sentences))
        block = self.sentences[number].block
        return next((n for n in following if self.sentences[n].block != block), len(self.sentences))

    # -- naming ----------------------------------------------------------------------------------------------------

    def _name_all(self) -> None:
        """Find the thing of every mention, then the mentions that the names found teach."""
        # What introduces an abbreviation comes first, so that the abbreviation finds it.
        # A surname alone comes last, so that it finds whose it is.
        self._join_edition()
        order = sorted(
            range(len(self.spans)),
            key=lambda n: (not self.spans[n].aliases, _lateness(self.spans[n]), self._is_short(self.spans[n]), n),
        )
        for number in order:
            if self.spans[number].code in TYPE_OF_CODE:
                self._name(number, self.spans[number])
        self._drop_series()
        self._join_definites()
        self._find_again()
        again, covered = self.repeated([i for i, t in enumerate(self.things) if t.type in ("Project", "Event")])
        inside = set(map(id, covered))
        self.spans = [s for s in self.spans if id(s) not in inside] + again
        self.spans.sort(key=lambda s: s.start)
        if self.finders.cases.known:
            words = {t.text for t in self.tokens if t.cap}
            for span in self.spans:
                if span.code == UNKNOWN and span.source != "title":
                    span.name = uninflected(span.name, words)
                span.case = self.finders.cases.of(span.form or self.folded[span.start : span.end], span.name, False)
        for thing in self.things:
            thing.spans.clear()
        for number, span in enumerate(self.spans):
            if span.entity >= 0:
                self.things[span.entity].spans.append(number)

    def _join_edition(self) -> None:
        """Where a text names one edition of an event, its bare name behind that means the edition
        (*Barnrättsdagarna 2019*). Where the bare name comes first, the edition is another one, named in passing.
        """
        editions: dict[str, set[str]] = {}
        first: dict[str, int] = {}
        matches = [(s, _EDITION.fullmatch(s.name)) for s in self.spans if s.code == EVENT]
        for span, match in matches:
            name = key(span.name)
            first[name] = min(span.start, first.get(name, span.start))
            if match:
                editions.setdefault(key(match.group(1)), set()).add(name)
        for span, match in matches:
            if match and len(editions[key(match.group(1))]) == 1 and not span.refs:
                bare = first.get(key(match.group(1)))
                if bare is None or first[key(span.name)] < bare:
                    span.aliases = (*span.aliases, match.group(1))

    def _name(self, number: int, span: Span) -> None:
        """Find or make the thing that a mention names."""
        type_ = TYPE_OF_CODE[span.code]
        index = self.find_thing(type_, span.name, span.refs)
        if index is None and span.code == PERSON:
            if " " not in span.name:
                index = self._whose(span.name)
                index = self._called(span.name) if index is None else index
            elif span.name.endswith("s") and (type_, key(span.name[:-1])) in self._by_name:
                index, span.name, span.genitive = self._by_name[type_, key(span.name[:-1])], span.name[:-1], True
            else:
                index = self._with_more_names(span.name)
        if index is None and span.code == ORGANIZATION and span.aliases and not span.refs:
            index = self._abbreviated(span)
        if index is None and span.source == "acronym":
            index = self._spelled(span.name)
        if index is None and span.code == ORGANIZATION and self.finders.cases.known:
            # Museoliitto is Suomen museoliitto ry.
            others = (self.find_thing(type_, form) for form in _finnish_forms(span.name))
            index = next((found for found in others if found is not None), None)
        if index is None and span.code == ORGANIZATION and self._is_short(span):
            index = self._longer(span.name)
        if index is None and span.code == ORGANIZATION and self._is_owner(span):
            span.name, span.genitive = span.name[:-1], True
            index = self.find_thing(type_, span.name, span.refs)
        if index is None and span.code == ORGANIZATION and self.language.tag in _NORDIC:
            index = self._national(span)
        if index is None and self.language.tag == "sv" and span.cls in _GATHERINGS:
            index = self._same_body(span.name)
        if index is None and span.code == ORGANIZATION and span.source == "form" and not span.refs:
            self._mend_joint(span)
            index = self.find_thing(type_, span.name, span.refs)
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

    def _abbreviated(self, span: Span) -> int | None:
        """German and Dutch: the body that the text gives the same abbreviation behind another full name
        (*Arbeitsgemeinschaft für Kinder- und Jugendhilfe (AGJ)*, *Arbeitsgemeinschaft für Jugendhilfe (AGJ)*).
        """
        if self.language.tag not in ("de", "nl"):
            return None
        first = span.name.split()[0].lower()
        for alias in span.aliases:
            index = self._by_name.get(("Organization", key(alias))) if alias.isupper() else None
            if index is not None and self.things[index].name.split()[0].lower() == first:
                return index
        return None

    def _same_body(self, name: str) -> int | None:
        """The body of which a name is the definite form or the full one (*Regionala rådet*: *Regionalt råd för …*)."""
        heads = [h for h in definite_heads(name) if " " in h]
        for index, thing in enumerate(self.things):
            if thing.type != "Organization" or thing.cls not in _GATHERINGS:
                continue
            if key(thing.name) in heads or key(name) in [h for h in definite_heads(thing.name) if " " in h]:
                return index
            # Libris utvecklingsråd: Utvecklingsrådet.
            last = thing.name.split()[-1]
            if " " in thing.name and last.islower() and key(name) in definite_heads(last):
                return index
        return None

    def _is_owner(self, span: Span) -> bool:
        """Whether an s that ends a name is that of the genitive: the text names the body without it, too."""
        name = span.name
        if self.language.tag not in _NORDIC or span.refs or not name.endswith("s") or len(name) < _LEAST_OWNER:
            return False
        return re.search(rf"(?<!\w){re.escape(name[:-1])}(?!\w)", self.text) is not None

    def _national(self, span: Span) -> int | None:
        """The body of a country that the definite form or the full name names (*Helsetilsynet*: *Statens helsetilsyn*),
        when there is just one.
        """
        match = _NATIONAL.fullmatch(span.name)
        if match:
            names = _definite_forms(match[1])
            owners = {i for n in names if (i := self._by_name.get(("Organization", key(n)))) is not None}
        elif " " in span.name or not span.name.endswith(("et", "en")):
            return None
        else:
            owners = {
                i
                for i, thing in enumerate(self.things)
                if thing.type == "Organization"
                and (full := _NATIONAL.fullmatch(thing.name))
                and key(span.name) in map(key, _definite_forms(full[1]))
            }
        owners = {i for i in owners if not (span.refs and self.things[i].refs)}
        return owners.pop() if len(owners) == 1 else None

    def _mend_joint(self, span: Span) -> None:
        """Give a mention the reference of the listed name that it misspells: the *s* between two parts left out
        (*Kunskapdepartementet*).
        """
        match = _JOINT.fullmatch(span.name)
        entries = self._gazetteer.entries(f"{match[1]}s{match[2]}") if match else ()
        refs = {e.ref: e for e in entries if e.type == "Organization"}
        if len(refs) == 1:
            entry = refs.popitem()[1]
            span.refs, span.cls = (entry.ref,), entry.cls

    def _spelled(self, letters: str) -> int | None:
        """The organisation whose name's first letters an abbreviation is made of (*Norwegian Coastal Administration*:
        NCA), when there is just one.
        """
        if len(letters) < _LEAST_LETTERS or not letters.isalpha():
            return None
        owners = {
            index
            for index, thing in enumerate(self.things)
            if thing.type == "Organization"
            for name in thing.names
            if letters in _initials(name)
        }
        return owners.pop() if len(owners) == 1 else None

    def _is_short(self, span: Span) -> bool:
        """Whether a mention is one word that tells what it is (*das Klinikum*), in languages that say it so."""
        if span.source != "form" or span.refs or " " in span.name:
            return False
        # Swedish bodies are named in full once (Vattendelegationen för Mellansjön: Vattendelegationen).
        if self.finders.cases.known:
            return len(span.name) >= _LEAST_OWN
        return self.language.tag in ("de", "nl") or (self.language.tag == "sv" and span.cls in _GATHERINGS)

    def _longer(self, word: str) -> int | None:
        """The organisation whose longer name begins with a word (*Klinikum Musterstadt*), or in Finnish ends in it
        (*Turun Yliopistosäätiö*), when the text has one.
        """
        last = bool(self.finders.cases.known)
        owners = [
            i
            for i, t in enumerate(self.things)
            if t.type == "Organization"
            and (key(t.name).endswith(f" {key(word)}") if last else key(t.name).startswith(f"{key(word)} "))
        ]
        return owners[0] if len(owners) == 1 else None

    def _whose(self, surname: str) -> int | None:
        """The person of this surname (with or without a genitive s), when the text names one in full."""
        forms = {key(surname), key(surname.removesuffix("s"))}
        owners = [
            i
            for i, t in enumerate(self.things)
            if t.type == "Person" and " " in t.name and key(t.name.split()[-1]) in forms
        ]
        return owners[0] if len(owners) == 1 else None

    def _with_more_names(self, name: str) -> int | None:
        """The person whose name has a given name more, or one less (*Bo Karl Ek*, *Karl Ek*), when just one has."""
        full = key(name)
        owners = [
            i
            for i, t in enumerate(self.things)
            if t.type == "Person"
            and " " in t.name
            and (key(t.name).endswith(f" {full}") or full.endswith(f" {key(t.name)}"))
            and abs(t.name.count(" ") - name.count(" ")) == 1
        ]
        return owners[0] if len(owners) == 1 else None

    def _called(self, given: str) -> int | None:
        """The person of this given name, when the text names just one in full."""
        first = f"{key(given)} "
        owners = [i for i, t in enumerate(self.things) if t.type == "Person" and key(t.name).startswith(first)]
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

    def _join_definites(self) -> None:
        """A name of one word is that of several whose last word it is, perhaps in the definite form (*Naturfonden*: Den
        Danske Naturfond), where the text has just one such.
        """
        endings = _DEFINITE.get(self.language.tag, ())
        if not endings:
            return
        owners: dict[str, set[int]] = {}
        for index, thing in enumerate(self.things):
            last = thing.name.rsplit(" ", 1)
            plain = len(thing.name.split()) <= _PLAIN_WORDS and not _PARTED.search(thing.name)
            if (
                thing.type == "Organization"
                and plain
                and len(last) > 1
                and last[1][:1].isupper()
                and len(last[1]) >= _LONG_NOUN
            ):
                owners.setdefault(last[1].lower(), set()).add(index)
        for index, thing in enumerate(self.things) if owners else ():
            if thing.type != "Organization" or thing.refs or " " in thing.name:
                continue
            low = thing.name.lower()
            found = [owners[low.removesuffix(e)] for e in endings if low.endswith(e) and low.removesuffix(e) in owners]
            if not found or len(found[0]) > 1:
                continue
            owner = next(iter(found[0]))
            for span in self.spans:
                span.entity = owner if span.entity == index else span.entity
            self.things[owner].add_name(thing.name)
            self._by_name[("Organization", key(thing.name))] = owner

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
        for span in self.spans:
            if span.code == UNKNOWN and span.source == "unknown" and (surname := self._surname(span)) in persons:
                # "Van den Tweel": Marc van den Tweel.
                span.code, span.entity, span.source = PERSON, short[surname], "again"
                span.genitive, span.weight = not span.name.endswith(surname), 0.9 * self.things[span.entity].weight
        taken: set[int] = set()
        unknown: dict[int, Span] = {}
        for span in self.spans:
            if span.code == UNKNOWN and self.language.cases and " " not in span.name:
                unknown[span.start] = span  # perhaps an inflected surname
                continue
            for token in self.tokens_in(span.start, span.end):
                taken.add(token.start)
        known_again: set[int] = set()
        for token in map(self.tokens.__getitem__, self.tokens.capitals):
            if token.start in taken:
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

    def _surname(self, span: Span) -> str:
        """A name without the particles before it (*Van den Tweel*) and a genitive ending; "" when it has none."""
        words = span.name.split()
        before = self.text[max(0, span.start - _LONGEST_PARTICLE) : span.start].split()[-1:]
        particles = words[:-1] or before
        if not particles or not all(word.lower() in self.language.particles for word in particles):
            return ""
        return strip_genitive(words[-1], self.language)

    def repeated(self, things: Iterable[int]) -> tuple[list[Span], list[Span]]:
        """Further mentions of these projects and events in their names of several words, wherever the text has them
        (*Digitala kvarter leds av …*), and the mentions inside those places, which no longer count.
        """
        found: list[Span] = []
        covered: list[Span] = []
        for index in things:
            thing = self.things[index]
            for name in thing.names if index not in self._series else ():
                if " " not in name or len(name) < _LEAST_TITLE or name not in self.text:
                    continue
                for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?P<s>s?)(?![\w-])", self.text):
                    start, end = match.span()
                    touched = [s for s in (*self.spans, *found) if s.start < end and start < s.end]
                    if any(s.start < start or s.end > end or s.entity == index for s in touched):
                        continue  # part of a longer name, or known to be named here
                    covered += touched
                    weight = 0.9 * thing.weight
                    code, genitive = CODE_OF_TYPE[thing.type], bool(match["s"])
                    found.append(
                        Span(start, end, code, name, "again", weight, thing.cls, thing.refs, index, genitive=genitive)
                    )
        return found, covered

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
                    if self.language.tag == "sv" and thing.cls in _GATHERINGS:
                        self._tails |= {d: index for d in definite_heads(name) if d not in self._tails}
        return self._tails

    def _can_stand_alone(self, word: str, thing: Thing) -> bool:
        """Whether the first word of a longer name may stand for it: a name, not a common noun or an adjective."""
        low = word.lower()
        if len(word) < _GENERIC_FIRST or low in self.language.not_names or low in self.language.stoppers:
            return False
        # A place's genitive (Lunds universitet) or a nationality (Svenska kraftnät) names no organisation alone.
        if low.endswith("s") or self._gazetteer.lists(low, "Nationality") or self.finders.roles.base(low):
            return False
        heads = self.language.forms["Organization"].openings
        # An adjective that also stands before roles (European, national) names nothing alone.
        return low not in heads and low not in self.language.given_names and low not in self.language.role_modifiers


#: Swedish nouns for bodies and their definite endings.
_BODIES = re.compile(
    r"(?P<base>[a-zåäö-]*(?:grupp|panel|delegation|beredning|kommission))(?P<en>en)?|(?P<kommitté>[a-zåäö-]*kommitté)n?|"
    r"(?P<nämnd>[a-zåäö-]*nämnd)(?:en)?|(?P<neuter>[a-zåäö-]*(?:råd|nätverk|forum|utskott|partnerskap))(?:et)?"
)


def _definite_forms(word: str) -> list[str]:
    """What may be the definite form of a Swedish, Danish or Norwegian noun.

    >>> _definite_forms("helsetilsyn")[:2], _definite_forms("kulturcenter")[-1], _definite_forms("sjömuseum")[-1]
    (['helsetilsynet', 'helsetilsynen'], 'kulturcentret', 'sjömuseet')
    """
    forms = [f"{word}et", f"{word}en", f"{word}t", f"{word}n", word]
    if word.endswith("er"):
        forms.append(f"{word[:-2]}ret")
    if word.endswith("um"):
        forms.append(f"{word[:-2]}et")
    return forms


def definite_heads(name: str) -> list[str]:
    """What a text calls a body whose name begins with what it is, with and without an adjective.

    >>> definite_heads("Regionalt råd för beredskap")
    ['rådet', 'regionala rådet']
    >>> definite_heads("Styrgrupp Mellansjön")
    ['styrgruppen']
    """
    words = name.lower().split()
    adjective = ""
    match = _BODIES.fullmatch(words[0])
    if match is None and len(words) > 1 and words[0].endswith(("t", "l", "a", "k")):
        adjective, match = words[0].removesuffix("t").removesuffix("a") + "a", _BODIES.fullmatch(words[1])
    if match is None:
        return []
    noun = next(g for g in (match["base"], match["kommitté"], match["nämnd"], match["neuter"]) if g)
    definite = noun + ("et" if match["neuter"] else "n" if match["kommitté"] else "en")
    return [definite, f"{adjective} {definite}"] if adjective else [definite]


def _initials(name: str) -> set[str]:
    """The abbreviations that the first letters of a name make: of its capitalised words, and of all but the smallest.

    >>> sorted(_initials("Norwegian Institute of Public Health"))
    ['NIOPH', 'NIPH']
    """
    words = re.findall(r"\w+", name)
    capital = "".join(w[0] for w in words if w[0].isupper())
    return {i for i in (capital, "".join(w[0] for w in words).upper()) if len(i) >= _LEAST_LETTERS}


def _finnish_forms(name: str) -> list[str]:
    """The other forms of an association's name in Finnish.

    >>> _finnish_forms("Suomen museoliitto ry")
    ['Suomen museoliitto', 'museoliitto', 'museoliitto ry']
    """
    base = _LEGAL.sub("", name).removeprefix(_OF_FINLAND)
    forms = (f"{_OF_FINLAND}{base}", base, f"{_OF_FINLAND}{base} ry", f"{base} ry")
    return [form for form in forms if form != name]


def _lateness(span: Span) -> int:
    """Persons' plain full names come first, then what may be their genitives, then surnames alone."""
    if span.code != PERSON:
        # What an abbreviation may stand for comes before it.
        return int(span.source == "acronym")
    return 2 if " " not in span.name else int(span.name.endswith("s"))
