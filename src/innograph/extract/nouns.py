"""Names that stand behind a noun which says what they name: *projektet X*, *nätverket Y*, *kommunerna A och B*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.beginnings import begins_person, opens
from innograph.extract.boundaries import Boundaries
from innograph.extract.forms import COMMON, NameForms
from innograph.extract.language import Language
from innograph.extract.spans import EVENT, ORGANIZATION, PROJECT, Span
from innograph.extract.titles import Titles
from innograph.extract.words import Token

#: Lower-case words inside names of places (Alphen aan den Rijn, Loon op Zand, Frankfurt am Main).
_PLACE_LINKS = frozenset(["aan", "den", "de", "op", "am", "an", "der", "im", "ob"])
#: What *project* says of a page's line and no name (Project Code: 123).
_LABELS = frozenset(
    ["acronym", "activities", "advisory", "area", "areas", "assistant", "background", "board", "budget", "code",
     "committee", "completion", "conference", "consortium", "contact", "coordination", "coordinator", "coordinators",
     "council", "dates", "deliverables", "department", "description", "details", "director", "documents", "duration",
     "end", "events", "executive", "funding", "group", "implementation", "lead", "leader", "location", "management",
     "manager", "meeting", "name", "news", "number", "objectives", "office", "officer", "outcomes", "outputs",
     "overview", "owner", "participants", "partner", "partners", "period", "phase", "plan", "reference", "report",
     "results", "secretariat", "staff", "start", "status", "steering", "summary", "support", "team", "title", "type",
     "unit", "website"]
)  # fmt: skip
#: How names of events end, also behind a word for a programme.
_OF_EVENTS = re.compile(
    r"(?:konferens|konferensen|dagarna|veckan|mässan|festivalen|seminariet|kongressen|symposiet|konferansen|dagene|uken|"
    r"ugen)(?: (?:19|20)\d\d)?$"
)
#: Languages with small nouns, in which a name of one capital may follow *is called*.
_SMALL_NOUNS = ("sv", "nb", "da")
#: Bodies whose names are often written with the noun before them (*Nätverket Gröna kommuner*, *Testbädd Skåne*).
_WITH_NOUN = frozenset(["inno:Network", "inno:CompetenceCentre"])
#: Scandinavian nouns for units, whose names go on in small letters (*enheten Hållbara företag*).
_UNITS = re.compile(
    r"(?:enheten|avdelningen|avdelingen|sektionen|seksjonen|förvaltningen|etaten|afdelingen|gruppen|gruppa)$"
)
#: How far before its noun a list may begin.
_LIST = 160
#: The endings of Finnish cases of nouns, and how many letters two forms of one noun share.
_NOUN_CASE = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|seen|iin|aan|oon|uun|tta|ttä|ia|n)$")
_STEM = 4
#: The endings of those that say where: no name of an event.
_LOCAL = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä])$")
#: What stands before a German noun for a meeting that a common noun names.
_GERMAN_ARTICLES = frozenset(["zum", "beim", "am", "der", "den", "dem", "im", "zur", "des"])
_MEETING = re.compile(r"(?:fach|info|themen|aktions|studien)tag(?:e?s)?|(?:fach)?(?:tagung|konferenz|kongress|forum)")
#: Fewer words than so many stand before a noun that is of the name.
_FEW_BEFORE = 3
#: So many characters (code points) stand at most between the words for a list and its first name, and that one's first.
_BEFORE_LIST = 4
#: What may be told of several things between their noun and the list of them.
_TO_COLON = re.compile(r"(?: [a-zæøåäö][^.;:!?\n]{0,70})?: ")
#: Endings of what makes something, which may be a person, too.
_MAKERS = ("enten", "øren", "eren", "bouwer", "hersteller")
#: A name in quotation marks; a single one closes where no letter follows (*‘The Trust’s Garden’*).
_QUOTED = re.compile(
    r" ?(?:[\"”“»«„]|(?P<single>['‘]))"
    r"(?P<name>(?(single)(?:[^\"”“»«„‟’'\n]|[’'](?=\w)){2,160}|[^\"”“»«„‟\n]{2,160}))"
    r"(?(single)[’']|[\"”“»«’'])"
)


class NounFinder:
    """Finds names by the noun before them (names.toml `noun`, `plural` and `list`) in one language."""

    def __init__(self, language: Language, forms: NameForms, bounds: Boundaries, titles: Titles) -> None:
        self.language = language
        self.forms = forms
        self._bounds = bounds
        self._titles = titles
        #: What stands between what an event or a project is and its name: *a conference entitled "Clear Rivers"*.
        self._called = language.pattern("called")
        #: The names of the Länder.
        self._lands = language.pattern("branch") if language.tag == "de" else None
        #: Abbreviations that only say what kind of thing it is (EU, AI).
        self._kinds = language.pattern("kinds")
        self._headline_verb = language.pattern("headline_verb")
        #: Dutch: what a politician answers for, where a town may stand, too (*wethouder van Onderwijs*).
        self._portfolio = language.pattern("portfolio") if language.tag == "nl" else None
        #: Nouns of two words.
        self._pairs = frozenset(w for entries in forms.nouns.values() for w, _, _ in entries if w.count(" ") == 1)

    def _before_person(self, k: int, stop: int, tokens: list[Token]) -> int:
        """Where a name ends whose next words are a person's (*partiet Venstre* Anna Ek)."""
        m = k + 1
        while m + 1 < len(tokens) and tokens[m + 1].end <= stop:
            if begins_person(m, tokens, self.language):
                return tokens[m - 1].end
            m += 1
        return stop

    def find(
        self, i: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int], head: str = ""
    ) -> Span | None:
        """The name behind a noun; `head` is the noun that a compound of the text ends in, `starts` are the positions
        where sentences begin.
        """
        token = tokens[i]
        small_nouns = self.language.tag in _SMALL_NOUNS
        for words, cls, code in self.forms.nouns[head or token.low]:
            end = token.start + len(words)
            if head:
                if words != head:
                    continue
                end = token.end
            elif not folded.startswith(words, token.start) or end > len(text):
                continue
            if end < len(text) and text[end].isalnum():
                continue
            if self._portfolio is not None and words.endswith(" van") and self._portfolio.match(text, end - 3):
                return None
            named = self._called.match(folded, end) if self._called and (small_nouns or code != ORGANIZATION) else None
            quoted = _QUOTED.match(text, end) or (named and _QUOTED.match(text, named.end()))
            small = code == PROJECT and self.language.tag in ("de", "nl")  # das Projekt „wasserplus“
            if quoted and small and quoted["name"].partition(" ")[0] in self.language.articles:
                return None  # hij noemt het project ‘een voorbeeld voor andere’
            if quoted and (quoted["name"][:1].isupper() or small):
                name = quoted["name"].strip()
                form = self._form(words, name)
                return Span(*quoted.span("name"), code, name, "noun", 0.95, cls, form=form)
            k = i + len(words.split())
            if named and small_nouns:
                # "Projektet heter Storken": the verb stands between.
                end = named.end()
                while k < len(tokens) and tokens[k].start < end:
                    k += 1
            if k >= len(tokens) or text[end : tokens[k].start] != " " or not tokens[k].cap:
                return None
            if token.text.isupper() and tokens[k].text.isupper() and tokens[k].low in self.language.stoppers:
                return None  # RAPPORT FRÅN EN KONFERENS OM VATTEN
            if i and not head and f"{tokens[i - 1].low} {words}" in self._pairs:
                return None  # de gemeenschappelijke | regeling: with the word before it is another noun
            beside = tokens[k + 1 : k + 2] and tokens[k + 1].cap and text[tokens[k].end : tokens[k + 1].start] == " "
            described = code == ORGANIZATION and self._bounds.is_described(k, tokens, text)
            called = small_nouns and named is not None
            unit = code == ORGANIZATION and small_nouns and _UNITS.search(words) is not None
            stop = self._titles.end(k, tokens, text, PROJECT if called or unit else code)
            plain = not (beside or described or called or (unit and stop > tokens[k].end))
            if code == ORGANIZATION and tokens[k].low in self.language.not_names and plain:
                return None
            if code == ORGANIZATION and beside and words.endswith(_MAKERS) and begins_person(k, tokens, self.language):
                return None  # produsenten Kari Nes
            if token.cap and (tokens[k].low in _LABELS or self._is_role(tokens[k])):
                return None  # Project Code: 123; Association President Anna Ek
            if token.cap and cls == "inno:Network" and self.language.tag == "en":
                return None  # Network Updates, Alliance Partners: no article stands before it
            if beside and code in (PROJECT, EVENT) and tokens[k].low in self.language.given_names and not named:
                return None  # die Präsidentin der Kultusministerkonferenz Anna Ek: a person
            if code == EVENT and self.language.tag == "en" and self._is_body(k, tokens, text):
                return None  # at this year's event Leeds Museum will show …
            if code in (PROJECT, EVENT) and self.language.cases and self._is_house(k, tokens, text):
                return None  # hankkeessa Oulun kaupunki ja VTT testaavat: who does it
            if code == PROJECT and self.language.tag == "nl" and self._is_event(tokens[k]):
                return None  # het programma Netwerkdag Water: what an event offers
            if token.cap and self._headline_verb is not None and self._headline_verb.fullmatch(tokens[k].low):
                return None  # New Flood Project Saves Homes
            if described:
                stop = tokens[k + 1].end
            if code in (PROJECT, EVENT) and self._is_land(k, tokens, text):
                # die Initiative Niedersachsen: a Land's name alone says only where.
                stop = tokens[k].end
                return Span(token.start, stop, code, f"{text[token.start : end]} {tokens[k].text}", "noun", 0.85, cls)
            if code == ORGANIZATION and self.language.tag in ("da", "nb"):
                stop = self._before_person(k, stop, tokens)
            name = text[tokens[k].start : stop]
            if len(name) == 1 and text[stop : stop + 1] in (":", ".", ")"):
                return None  # workshoppen B: krav
            # FFG-Forum Beschaffung, zum Fachtag Kreislaufwirtschaft
            article = i > 0 and tokens[i - 1].low in _GERMAN_ARTICLES and _MEETING.fullmatch(words) is not None
            houses = code == EVENT and token.cap and ("-" in token.text or article)
            if self.language.tag == "de" and stop == tokens[k].end and COMMON.search(name) and not houses:
                return None
            if (
                self.language.cases
                and _LOCAL.search(name.rstrip(" 0123456789"))
                and " " not in name.rstrip(" 0123456789")
            ):
                return None  # foorumi Helsingissä, ohjelma Salissa 1
            if code == PROJECT and _OF_EVENTS.search(name):
                code, cls = EVENT, "inno:Event"  # programmet för Branschdagarna
            base = self._bounds.without_genitive(name, text, stop)
            # "Nätverket Gröna kommuner": such a name is often written with the noun.
            whole = f"{text[token.start : end]} {base}"
            with_noun = code == EVENT and token.cap and self.language.tag in ("de", "nl")
            centre = (code == PROJECT or cls == "inno:CompetenceCentre") and "-" not in token.text
            if centre and token.cap and self._is_of_name(words) and not opens(token, text, starts):
                return Span(token.start, stop, code, whole, "noun", 0.9, cls, genitive=base != name)
            if with_noun and (head or (words.endswith("dag") and self.language.tag == "nl")):
                # Klimaforum Gotha: a compound tells what it is, and the place only where.
                return Span(token.start, stop, code, whole, "noun", 0.9, cls, genitive=base != name)
            if with_noun and (first := self._before_noun(i, tokens, text)) < i:
                whole = f"{text[tokens[first].start : token.start]}{whole}"
                return Span(tokens[first].start, stop, code, whole, "noun", 0.92, cls, genitive=base != name)
            aliases = (whole[0].upper() + whole[1:],) if (cls in _WITH_NOUN and not head) or with_noun else ()
            form = self._form(words, name) if base == name else ""
            return Span(
                tokens[k].start, stop, code, base, "noun", 0.9, cls, genitive=base != name, aliases=aliases, form=form
            )
        return None

    def _before_noun(self, i: int, tokens: list[Token], text: str) -> int:
        """Dutch: the first of the capitalised words before a noun that has a capital itself and so is of the name (het
        *Nederlands* Congres Volksgezondheid): inside a sentence, behind an article or a number that is told.
        """
        first = i
        while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " ":
            first -= 1
        before = tokens[first - 1] if first else None
        if self.language.tag != "nl":
            return i
        inside = before is not None and text[before.end : tokens[first].start] == " "
        if not inside and not self._bounds.is_adjective(tokens[first].text):
            return i
        if any(t.low in self.language.not_names or t.low in self.language.given_names for t in tokens[first:i]):
            return i
        return first if i - first < _FEW_BEFORE else i

    def _is_land(self, k: int, tokens: list[Token], text: str) -> bool:
        """German: whether a Land's name stands alone behind a noun (not: *Bayern digital*)."""
        if self._lands is None or not self._lands.fullmatch(tokens[k].text):
            return False
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        if following is None or text[tokens[k].end : following.start] != " ":
            return True
        return following.text[0].isdigit() or following.low in self.language.stoppers

    def _is_of_name(self, noun: str) -> bool:
        """Whether a noun with a capital belongs to the name behind it (*Testbädd Skåne*); *Projekt* seldom does."""
        return self.language.tag in ("sv", "nb", "da") and not any(part in noun for part in ("pro", "pilot", "-"))

    def _is_body(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether the words with capitals from word `k` on end as the names of organisations do, perhaps with what the
        body is for behind that.
        """
        last = k
        while (
            last + 1 < len(tokens) and tokens[last + 1].cap and text[tokens[last].end : tokens[last + 1].start] == " "
        ):
            last += 1
        tail = self.forms.tail_of(tokens[last]) if last > k else None
        return tail is not None and tail[1] == ORGANIZATION

    def _is_house(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a word is a body by its ending, or is a genitive whose body stands behind it (*Oulun kaupunki*; not
        *Vihreä kaupunki*).
        """
        suffix = self.forms.suffix_form(tokens[k])
        if suffix is not None and suffix[2] == ORGANIZATION:
            return True
        if not tokens[k].low.endswith("n"):
            return False
        beside = tokens[k + 1] if k + 1 < len(tokens) and text[tokens[k].end : tokens[k + 1].start] == " " else None
        tail = self.forms.tail_of(beside) if beside is not None else None
        return tail is not None and tail[1] == ORGANIZATION

    def _is_event(self, token: Token) -> bool:
        """Whether a word says what kind of event something is."""
        named = self.forms.suffix_form(token)
        return (named is not None and named[2] == EVENT) or any(
            e[2] == EVENT for e in self.forms.nouns.get(token.low, ())
        )

    def _form(self, noun: str, name: str) -> str:
        """A name in the case of the noun before it, where that has one (*hankkeeseen* Vihreä kaupunki)."""
        ending = _NOUN_CASE.search(noun) if self.language.cases else None
        if ending is None or not any(
            len(other) < len(noun) and other[:_STEM] == noun[:_STEM] for other in self.forms.nouns
        ):
            return ""
        return f"{name.lower()}:{ending.group()}"

    def hyphened(self, i: int, tokens: list[Token], text: str) -> Span | None:
        """A name joined by a hyphen to the noun that says what it names: *Trygga Hem-projektet*, *Storken-satsningen*.

        Not one that only says what kind it is (*EU-projektet*).
        """
        if self._kinds is None:
            return None
        name, _, noun = tokens[i].text.rpartition("-")
        entries = [e for e in self.forms.nouns.get(noun, ()) if e[0] == noun and e[2] in (PROJECT, EVENT)]
        if (
            not entries
            or len(name) < 3
            or name.lower() in self.language.not_names
            or self._kinds.fullmatch(name.lower())
        ):
            return None
        if self.language.tag == "nl" and entries[0][2] == EVENT and self.forms.suffix_form(tokens[i]):
            return None  # het Nevi-congres: its noun is of the name
        first = i
        while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " ":
            if tokens[first - 1].low in self.language.not_names or tokens[first - 1].low in self.language.stoppers:
                break
            if tokens[first - 1].text.endswith(("'s", "’s", ":s")):
                break  # EU's Horizon-program
            if self.forms.suffix_form(tokens[first - 1]) is not None:
                break  # Forskningsrådets FORKOMMUNE-program: whose it is
            first -= 1
        start, end = tokens[first].start, tokens[i].start + len(name)
        return Span(start, tokens[i].end, entries[0][2], text[start:end], "hyphen", 0.85, entries[0][1])

    def plural(self, i: int, tokens: list[Token], text: str) -> Iterator[Span]:
        """The names of a list after a plural (*de gemeenten Gouda en Zwolle*), each a thing of its own."""
        low = tokens[i].low
        cls, code = self.forms.plurals[low if low in self.forms.plurals else self.forms.compound_plural(low)]
        colon = _TO_COLON.match(text, tokens[i].end) if code in (PROJECT, EVENT) else None
        if colon:
            yield from self._titles.listed(colon.end(), text, cls, code)
            return
        conjunctions = self.language.conjunctions
        if code in (PROJECT, EVENT) and self.language.tag not in ("de", "nl"):
            yield from self._titles.joined(i + 1, tokens, text, cls, code)
            return
        names: list[tuple[int, int]] = []
        k = i + 1
        # "De gemeenten (Gouda, Zwolle en Assen)"; "de DDFK-gemeenten" are a body of their own.
        own = self.language.tag == "de" or (self.language.tag == "nl" and not tokens[i].cap)
        bracket = own and text[tokens[i].end : tokens[i].end + 2] == " ("
        gap = " (" if bracket else " "
        while k < len(tokens) and tokens[k].cap and text[tokens[k - 1].end : tokens[k].start] == gap:
            if tokens[k].low in self.language.not_names or tokens[k].low in self.language.given_names:
                break
            last = k
            while last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == " ":
                step = last + 1
                while step < len(tokens) and tokens[step].low in _PLACE_LINKS and step - last < 3:
                    step += 1
                if step >= len(tokens) or not tokens[step].cap:
                    break
                last = step
            last = self._bounds.goes_on(last, tokens, text)
            names.append((tokens[k].start, tokens[last].end))
            if tokens[k - 1].low in conjunctions:
                break  # de gemeenten Gouda en Zeist, | ProRail en …
            if last + 2 < len(tokens) and tokens[last + 1].low in conjunctions:
                k, gap = last + 2, " "
                if text[tokens[last].end : tokens[last + 1].start] not in (" ", ", "):
                    break
            else:
                k, gap = last + 1, ", "
        if len(names) > 1:
            one = self.language.singulars.get(low)
            for start, end in names:
                name = text[start:end]
                # "die Landkreise Gotha und Sömmerda": each has the noun in its full name.
                full, aliases = (f"{one} {name}", (name,)) if one else (name, ())
                yield Span(start, end, code, full, "form", 0.85, cls, aliases=aliases)

    def ellipsis(self, token: Token, text: str) -> Iterator[Span]:
        """The names of a list that gives a part of them once (*länsstyrelserna i Skåne och Halland*)."""
        for whole, member, entry, code in self.forms.lists[token.low]:
            if entry.before:
                if (listed := whole.search(text[max(0, token.start - _LIST) : token.start])) is None:
                    continue
                begin = token.start - len(listed.group())
                matches = list(member.finditer(text, begin, token.start))
                for match in matches:
                    base = match.group("member")
                    name = entry.template.replace("{}", base)
                    end = token.end if match is matches[-1] else match.end()
                    form = f"{base} {token.text}".lower()
                    yield Span(match.start(), end, code, name, "form", 1.0, entry.cls, form=form)
                return
            # Only behind its words, a colon or a dash does a list begin, with a capital.
            end = token.start + len(whole.where)
            if not text[end : end + _BEFORE_LIST].lstrip(" :,–")[:1].isupper():
                continue
            found = whole.match(text, token.start)
            if found is None:
                continue
            for number, match in enumerate(member.finditer(text, *found.span("list"))):
                base = match.group("member")
                genitive = base if base[-1] in "aeiouyåäösxz" else base + "s"
                name = entry.template.replace("{s}", genitive).replace("{}", base)
                # The first takes in the words before the list, which are no name of their own.
                begin = match.start() if number else token.start
                inflected = match.end() > match.end("member")
                yield Span(begin, match.end(), code, name, "form", 0.9, entry.cls, genitive=inflected)
            return

    def _is_role(self, token: Token) -> bool:
        language = self.language
        return language.tag in ("nl", "en") and (
            token.low in language.role_whole or token.low.endswith(language.role_heads)
        )
