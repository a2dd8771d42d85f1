"""Names that nobody listed, by their form: organisations, events and projects (data/language/xx/names.toml)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from innograph.extract.forms import NameForms, cased, strip_genitive
from innograph.extract.language import Language, alternation
from innograph.extract.runs import NUMBER, RunFinder, begins_person, opens, runs
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, PROJECT, UPPER, Span
from innograph.extract.words import Token, Tokens, WordTable

#: Where two words have lost what parted them.
_GLUED = re.compile(rf"[{LOWER}]{{4}}[{UPPER}](?=[{LOWER}]{{4}})")
#: A hyphen that a page kept from where a line once ended (*Justitie-departementet*).
_BROKEN = re.compile(rf"(?<=[{LOWER}]{{4}})-(?=(?:departement|myndighet|styrelse|verket|nämnd))")
#: Lower-case words inside names of places (Alphen aan den Rijn, Loon op Zand, Frankfurt am Main).
_PLACE_LINKS = frozenset(["aan", "den", "de", "op", "am", "an", "der", "im", "ob"])
#: Classes whose names begin with the word that shows them: *City of*, *Horizon*.
_OWN_BEGINNING = frozenset(["inno:Municipality", "inno:Region", "inno:Project", "inno:Event"])
#: What *University of Environmental and* goes on with.
_FIELDS = re.compile(
    r" and (?:[A-Z][\w-]+ ){0,2}(?:Sciences?|Technology|Technologies|Arts?|Economics|Engineering|Management|Business|"
    r"Design|Medicine|Law|Humanities|Music|Health|Agriculture|Forestry|Education|Crafts)(?![\w-])"
)
#: Languages whose titles seldom go on in small letters after two capitals.
_SMALL_TITLES = frozenset(["nb", "da"])
_DIRECTIONS = frozenset(["Central", "Eastern", "Northern", "Southern", "Western"])
#: What *project* says of a page's line and no name (Project Code: 123).
_LABELS = frozenset(
    ["acronym", "budget", "code", "conference", "consortium", "coordinator", "coordinators", "description", "duration",
     "leader", "manager", "name", "number", "owner", "partners", "period", "summary", "team", "title", "website"]
)  # fmt: skip
#: German nouns of these endings name nothing alone (das Programm Digitalisierung).
_COMMON = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|nacht|tag|wesen|ismus|schutz|hilfe|politik|arbeit)$"
)
#: Classes whose names end in a place, never in a person (there is a Stichting Jan van Besouw).
_OF_PLACES = frozenset(["inno:PublicAgency", "inno:Municipality", "inno:Region", "inno:Ministry"])
#: … and classes of bodies that a place or a patron's name follows at once (Kunstuniversität Graz).
_WITH_PLACE = frozenset(
    ["inno:University", "inno:PublicAgency", "inno:Association", "inno:Ministry", "inno:Council", "org:Organization"]
)
#: Endings of German plurals, which places seldom have.
_PLURALS = ("innen", "ungen", "nisse", "linge", "ge", "te", "men", "gen", "ler", "ner")
#: A noun that ends a title has at least so many letters.
_LEAST_NOUN = 4
#: How names of events end, also behind a word for a programme.
_OF_EVENTS = re.compile(
    r"(?:konferens|konferensen|dagarna|veckan|mässan|festivalen|seminariet|kongressen|symposiet|konferansen|dagene|uken|"
    r"ugen)(?: (?:19|20)\d\d)?$"
)
#: Endings of Swedish plurals and definite nouns.
_PLURAL_NOUNS = ("er", "ar", "or", "en", "et", "na", "hem", "hus", "län", "kvarter", "barn", "rum", "ljus", "träd")
_NAME_END = re.compile(r"(?:s|:s|'s|’s)?(?![\w-]|[’'.]\w)")
#: So many characters (code points) lie at most between a name and the word that it needs close by.
_CLOSE_BY = 150
_YEAR = re.compile(r" ((?:19|20)\d\d)(?![\w–-])")
_QUOTED = re.compile(r" ?[\"”“»«„'‘]([^\"”“»«„‟\n]{2,90})[\"”“»«’']")

#: Languages in which a list in a name ends before a person's name.
_WEST = ("de", "nl", "en")
#: Classes of organisations whose names go on with what they are for.
_HAVE_SUBJECTS = ("inno:Council", "inno:Network", "inno:CompetenceCentre")

#: What stands between words of one name; quotation marks around it; so many words make a name.
_LONGEST_TITLE = 8
_GAPS, _QUOTES, _LONGEST_SUBJECT = (" ", " “", " ”", ' "', " »"), "”“»«\"", 6


class NameFinder:
    """Finds names by form in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.forms = NameForms(language)
        self._runs = RunFinder(language, self.forms)
        self._near: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._conjunction = alternation([*language.conjunctions, "&"])
        word = rf"[{LOWER}{UPPER}\d][\w’'-]*"
        self._ellipsis = re.compile(rf"(?<!\w)[{UPPER}][\w]*-(?:, \w+-)* {self._conjunction} ")
        if language.tag == "fi":
            self._ellipsis = re.compile(rf"(?<!\w)\w+-(?:, \w+-)* {self._conjunction} ")
        self._complement_word = re.compile(word)
        owned = language.classes.get("owned_by_bodies")
        self._owned_by_bodies = re.compile(rf" (?:{owned})(?!\w)") if owned else None
        called = language.classes.get("called")
        #: What stands between what an event or a project is and its name: *a conference entitled "Clear Rivers"*.
        self._called = re.compile(called) if called else None
        is_project = language.classes.get("is_project")
        self._is_project = re.compile(is_project) if is_project else None
        is_network = language.classes.get("is_network")
        self._is_network = re.compile(is_network) if is_network else None
        kinds, whose = language.classes.get("kinds"), language.classes.get("whose")
        self._kinds = re.compile(kinds) if kinds else None
        self._whose = re.compile(whose) if whose else None
        adjective = language.classes.get("adjective_of_name")
        #: Adjectives that begin names of one telling word (Nationaal Groeifonds, Deutsche Forschungsgemeinschaft).
        self._adjective = re.compile(adjective) if adjective else None
        numbered = language.classes.get("numbered_event")
        #: An edition of an event by its number (*6. Bürgermeisterkongress*, *12th Annual Conference*).
        self._numbered = re.compile(numbered) if numbered else None
        amount = language.classes.get("amount")
        self._amount = re.compile(amount) if amount else None
        purpose = language.classes.get("purpose")
        self._purpose = re.compile(rf" (?:{purpose}) ") if purpose else None
        self._joint = re.compile(rf"(?:,| {self._conjunction}|, {self._conjunction})(?= )")
        #: "Boundaries Commission | for six years": a number begins no complement.
        self._numbers = frozenset(language.numbers)
        verb = language.classes.get("headline_verb")
        self._headline_verb = re.compile(verb) if verb else None
        exact = {word.lower() for word in self.forms.exact}
        #: Words to look at even without a capital: something may begin there.
        self._begins = WordTable(lambda low: low in exact or self.forms.begins(low))

    def find(self, tokens: Tokens, text: str, folded: str, starts: frozenset[int]) -> list[Span]:
        """Every name that its form shows. `starts` are the positions where sentences begin."""
        found: list[Span] = []
        ellipses = {m.end(): m.start() for m in self._ellipsis.finditer(text)} if "- " in text else {}
        finnish = self.language.tag == "fi"
        forms = self.forms
        for i in range(len(tokens)) if finnish else self._looked_at(tokens, ellipses):
            token = tokens[i]
            if token.text in forms.exact:
                span = self._named(i, tokens, text, folded, starts)
                if span:
                    found.append(span)
            start = ellipses.get(token.start, token.start)
            if finnish and folded[max(0, token.start - 2) : token.start] == " -":
                span = self._hyphened(i, tokens, text)
                if span:
                    found.append(span)
            if token.cap or start < token.start or (finnish and self._is_plain_ministry(token)):
                span = self._suffixed(i, tokens, text, folded, start)
                if span:
                    found.append(span)
            first = token.low
            if first in forms.heads:
                span = self._head(i, tokens, text, folded)
                if span:
                    found.append(span)
            if first in forms.phrases:
                span = self._phrase(i, tokens, text, folded)
                if span:
                    found.append(span)
            if first in forms.nouns:
                span = self._noun(i, tokens, text, folded)
                if span:
                    found.append(span)
            elif forms.compound_noun(first):
                span = self._noun(i, tokens, text, folded, forms.compound_noun(first))
                if span:
                    found.append(span)
            if self._kinds and token.cap and "-" in token.text:
                span = self._hyphened_noun(i, tokens, text, self._kinds)
                if span:
                    found.append(span)
            if first in forms.plurals or forms.compound_plural(first):
                found += self._plural(i, tokens, text)
            if first in forms.lists:
                found += self._list(token, text)
        if self._is_project:
            found += self._said_to_be(self._is_project, PROJECT, "inno:Project", tokens, text, starts)
        if self._is_network:
            found += self._said_to_be(self._is_network, ORGANIZATION, "inno:Network", tokens, text, starts)
        if self._numbered:
            for match in self._numbered.finditer(text):
                found.append(Span(match.start(), match.end(), EVENT, match.group(), "form", 0.9, "inno:Event"))
        for i, j in runs(tokens, text, self.language):
            found += self._runs.find(i, j, tokens, text, folded, starts)
        if finnish and ellipses:
            for span in found:
                if span.code == ORGANIZATION and span.start in ellipses and "-" in span.name.split()[0]:
                    # Länsi- ja Sisä-Suomen aluehallintovirasto is one.
                    start = ellipses[span.start]
                    span.name, span.start = text[start : span.start] + span.name, start
        return found

    def _looked_at(self, tokens: Tokens, ellipses: dict[int, int]) -> list[int]:
        """The numbers of the words where a name may begin, in order."""
        numbers = {*tokens.capitals, *tokens.which(self._begins)}
        if ellipses:
            numbers |= {i for i, start in enumerate(tokens.starts) if start in ellipses}
        return sorted(numbers)

    def _named(self, i: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]) -> Span | None:
        """A well-known name (names.toml `form = "name"`), written as listed, also in the genitive."""
        token = tokens[i]
        for exact, code in self.forms.exact[token.text]:
            end = token.start + len(exact.name)
            if not text.startswith(exact.name, token.start):
                continue
            ending = _NAME_END.match(text, end)
            if ending is None:
                continue
            if i and exact.not_after and tokens[i - 1].low in exact.not_after:
                continue
            if (
                i
                and tokens[i - 1].low in self.language.given_names
                and tokens[i - 1].cap
                and text[tokens[i - 1].end : token.start] == " "
            ):
                continue  # Markus Granlund is no company
            if exact.inside and opens(token, text, starts):
                continue
            if exact.near and not self._is_near(exact.near, folded, token.start, end):
                continue
            return Span(
                token.start, ending.end(), code, exact.name, "form", 0.75, exact.cls, genitive=ending.end() > end
            )
        return None

    def _is_near(self, words: tuple[str, ...], folded: str, start: int, end: int) -> bool:
        """Whether one of the words stands close by."""
        pattern = self._near.get(words)
        if pattern is None:
            score = r"\d ?[–-] ?\d{1,2}(?![\d–-])"
            pattern = self._near[words] = re.compile(rf"(?<!\w){alternation(words)}(?!\w)|{score}")
        return pattern.search(folded, max(0, start - _CLOSE_BY), end + _CLOSE_BY) is not None

    def _hyphened(self, i: int, tokens: list[Token], text: str) -> Span | None:
        """A name of several words and the noun that a hyphen joins to it, as Finnish writes it: *Kestävä kasvu -hanke*.

        The name begins with the capitalised words nearest before the hyphen.
        """
        language = self.language
        form = self.forms.find_suffix(f"Xx-{tokens[i].text}", f"xx-{tokens[i].low}")
        if form is None or not i or text[tokens[i - 1].end : tokens[i].start] != " -":
            return None
        first = i - 1
        while not tokens[first].cap:
            if (
                not first
                or i - first > 6
                or text[tokens[first - 1].end : tokens[first].start] not in (" ", ", ", " – ")
                or (tokens[first].low in language.stoppers and tokens[first].low not in language.conjunctions)
                or language.looks_like_verb(tokens[first].low)
            ):
                return None
            first -= 1
        while (
            first
            and tokens[first - 1].cap
            and text[tokens[first - 1].end : tokens[first].start] == " "
            and tokens[first - 1].low not in language.not_names
            and i - first < 6
        ):
            first -= 1
        start = tokens[first].start
        name = text[start : tokens[i].start] + form[0][3:]
        return Span(
            start,
            tokens[i].end,
            form[2],
            self.forms.base_form(name),
            "form",
            0.9,
            form[1],
            aliases=(text[start : tokens[i - 1].end],),
        )

    def _owned(self, tokens: list[Token], i: int, text: str) -> bool:
        """Whether a capitalised genitive of a place or a nation stands before a capitalised name."""
        before = tokens[i - 1] if i else None
        return (
            before is not None
            and before.cap
            and tokens[i].cap
            and before.low.endswith("n")
            and not before.low.endswith(("nen", "minen"))
            and before.low not in self.language.not_names
            and text[before.end : tokens[i].start] == " "
            and (i < 2 or not tokens[i - 2].cap or text[tokens[i - 2].end : before.start] != " ")
            and self.forms.suffix_form(before) is None
        )

    def _hyphened_noun(self, i: int, tokens: list[Token], text: str, kinds: re.Pattern[str]) -> Span | None:
        """A name joined by a hyphen to the noun that says what it names: *Trygga Hem-projektet*, *Storken-satsningen*.

        `kinds` are abbreviations that only say what kind it is (*EU-projektet*).
        """
        name, _, noun = tokens[i].text.rpartition("-")
        entries = [e for e in self.forms.nouns.get(noun, ()) if e[0] == noun and e[2] in (PROJECT, EVENT)]
        if not entries or len(name) < 3 or name.lower() in self.language.not_names or kinds.fullmatch(name.lower()):
            return None
        first = i
        while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " ":
            if tokens[first - 1].low in self.language.not_names or tokens[first - 1].low in self.language.stoppers:
                break
            first -= 1
        start, end = tokens[first].start, tokens[i].start + len(name)
        return Span(start, tokens[i].end, entries[0][2], text[start:end], "hyphen", 0.85, entries[0][1])

    def _introduces(self, i: int, tokens: list[Token], text: str) -> bool:
        """Whether a word with a telling ending only says what the next word names (*Forskningsrådet Formas*)."""
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        return (
            tokens[i].low in self.forms.nouns
            and following is not None
            and following.cap
            and text[tokens[i].end : following.start] == " "
        )

    def _is_plain_ministry(self, token: Token) -> bool:
        """Finnish writes ministries without a capital inside a sentence (*valtiovarainministeriö*)."""
        if "ministeri" not in token.low:
            return False
        form = self.forms.suffix_form(token)
        return form is not None and form[1] == "inno:Ministry"

    def _suffixed(self, i: int, tokens: list[Token], text: str, folded: str, start: int) -> Span | None:
        """A word with a telling ending, with what belongs to it: *Närings- och* before it, a year or a title after."""
        token = tokens[i]
        form = self.forms.suffix_form(token)
        if form is None or self._introduces(i, tokens, text):
            return None
        name, cls, code = form
        glued = _GLUED.search(name) if start == token.start else None
        if glued:
            # A heading and the line under it run together: UtbildningPolismyndigheten.
            cut = glued.end() - 1
            if self.forms.find_suffix(name[cut:], name[cut:].lower()):
                genitive = len(name) < len(token.text)
                return Span(token.start + cut, token.end, code, name[cut:], "form", 0.85, cls, genitive=genitive)
        if start < token.start and code == ORGANIZATION:
            name = text[start : token.start] + name
            k = i
            while tokens[k].start > start:
                k -= 1
            start, name = self._from_adjective(k, tokens, text, name)
        else:
            start = token.start
            if not token.cap and cls != "inno:Ministry":
                return None
        if start == token.start:
            start, name = self._from_adjective(i, tokens, text, name)
        if self.language.cases and code == ORGANIZATION and start == token.start and self._owned(tokens, i, text):
            # Suomen Kulttuurirahasto: a genitive with a capital begins the name.
            start = tokens[i - 1].start
            name = text[start : token.start] + name
        end = token.end
        if code in (EVENT, PROJECT):
            year = _YEAR.match(text, end)
            last = i
            while (
                not year
                and self.language.tag in ("nl", "en")
                and last + 1 < len(tokens)
                and last - i < 4
                and tokens[last + 1].cap
                and text[tokens[last].end : tokens[last + 1].start] == " "
            ):
                last += 1
            end = year.end() if year else tokens[last].end
            if end > token.end:
                name = text[start:end]
        elif cls in _WITH_PLACE and token.text == form[0] and start == token.start:
            last = self._proper_end(i, tokens, text)
            if last > i:
                end = tokens[last].end
                name += text[token.end : end]
        if end == token.end and len(name) == end - start and (code == EVENT or cls in _HAVE_SUBJECTS):
            # Världsdagen för psykisk hälsa, Delegationen mot segregation; not: rådet för en dialog.
            purpose = self._purpose.match(folded, end) if self._purpose else None
            stop = self._complement(text, folded, purpose.end(), capitals_only=False) if purpose else -1
            if purpose and stop > purpose.end():
                end, name = stop, text[start:stop]
        genitive = len(name) < end - start
        label = self.forms.base_form(name)
        label = _BROKEN.sub("", label[0].upper() + label[1:])
        # In Finnish a noun after a hyphen says what the name before it names (KEINO-verkosto): both are its names.
        bare = label.rpartition("-")[0] if self.language.cases and token.text.count("-") == 1 else ""
        aliases = (bare,) if len(bare) > 2 and bare[-1].isalnum() and f"-{name.rpartition('-')[2]}" != name else ()
        return Span(start, end, code, label, "form", 0.9, cls, genitive=genitive, aliases=aliases)

    def _head(self, i: int, tokens: list[Token], text: str, folded: str) -> Span | None:
        token = tokens[i]
        for words, cls, code in self.forms.heads[token.low]:
            end = token.start + len(words)
            # "de gemeente Zwolle", "länsstyrelsen i Skåne": inside a sentence such heads are common nouns.
            plain = " " in words or self.language.tag in ("nl", "en")
            if not (token.cap or plain) or not folded.startswith(words, token.start) or text[end : end + 1] != " ":
                continue
            k = i + len(words.split())
            if k >= len(tokens) or tokens[k].start != end + 1 or not tokens[k].cap:
                continue
            if tokens[k].low in self.language.not_names:
                continue
            if cls in _OF_PLACES and self._is_person(k, tokens, text):
                continue  # directeur Veiligheidsregio Tijs van Lieshout
            if words in ("danske", "norske") and tokens[k].text.isupper():
                continue  # the adjective before an abbreviation: Danske INNOBA
            last = k
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].cap
                and text[tokens[last].end : tokens[last + 1].start] == " "
                and last - k < 3
                and not begins_person(last + 1, tokens, self.language)
                and not (self.language.tag in ("de", "en") and tokens[last + 1].low in self.language.address)
                and not (self.language.tag == "en" and tokens[last].text.endswith(("’s", "'s")))
            ):
                last += 1
            last = self._goes_on(last, tokens, text)
            stop = tokens[last].end
            fields = _FIELDS.match(text, stop) if words.endswith(" of") and cls == "inno:University" else None
            stop = fields.end() if fields else stop
            after = re.compile(r" (?:län|lan|stad)s?\b").match(folded, stop)
            if after:
                stop = after.end()
            name = text[token.start : stop]
            base = self._without_genitive(name, text, stop)
            genitive = base != name
            start = self._prefix(i, tokens, text, cls)
            if start < token.start:
                # Tampere University of Applied Sciences: what stands before the form is part of the name.
                return Span(start, stop, code, text[start : token.start] + base, "form", 0.9, cls, genitive=genitive)
            if words in self.forms.base_heads:
                base = cased(self.forms.base_heads[words], base) + base[len(words) :]
            label = self.forms.base_form(base[0].upper() + base[1:])
            start = token.start
            start, label = self._from_adjective(i, tokens, text, label)
            if self.language.tag == "de":
                start, label = self._from_acronym(i, tokens, text, start, label)
            alias = label[len(words) + 1 :] if words in self.forms.nouns and cls == "inno:Network" else ""
            aliases = (alias,) if alias and start == token.start else ()
            return Span(start, stop, code, label, "form", 0.9, cls, genitive=genitive, aliases=aliases)
        return None

    def _prefix(self, i: int, tokens: list[Token], text: str, cls: str) -> int:
        """Where a name begins whose form has capitalised words before it in English (*Finnish National* Agency for …).

        Not what owns it (*Sweden’s*), what a role ends in, and not before towns and regions (*Mayor City of …*).
        """
        start = tokens[i].start
        if self.language.tag != "en" or not tokens[i].cap or cls in _OWN_BEGINNING:
            return start
        k = i
        while k and i - k < 4 and tokens[k - 1].cap and text[tokens[k - 1].end : tokens[k].start] == " ":
            before = tokens[k - 1]
            if (
                before.low in self.language.not_names
                or before.low in self.language.stoppers
                or before.text.endswith(("'s", "’s"))
                or before.low in self.language.role_whole
                or before.low.endswith(self.language.role_heads)
                or before.text[0].isdigit()
                or self._tail_word(before)
            ):
                break
            k -= 1
        if k < i and begins_person(k, tokens, self.language):
            return start
        return tokens[k].start

    def _tail_word(self, token: Token) -> bool:
        """Whether a word ends names of organisations itself (*Lund University* Centre for …)."""
        tail = self.forms.tail_of(token)
        return tail is not None and tail[1] == ORGANIZATION

    def _proper_end(self, i: int, tokens: list[Token], text: str) -> int:
        """The last word of a place's or a patron's name behind a word that tells what it is; `i` when none follows.

        In Dutch nouns have no capitals; in German a noun may follow any other, but seldom a university or an office.
        """
        language = self.language
        k = i + 1
        if (
            language.tag not in ("nl", "de")
            or k >= len(tokens)
            or text[tokens[i].end : tokens[k].start] != " "
            or not tokens[k].cap
            or tokens[k].low in language.not_names
            or tokens[k].low in language.given_names
            or self.forms.suffix_form(tokens[k]) is not None
            or (len(tokens[k].text) > 2 and tokens[k].text.isupper())
        ):
            return i
        if language.tag == "de" and (_COMMON.search(tokens[k].low) or tokens[k].low.endswith(_PLURALS)):
            return i
        return self._goes_on(k, tokens, text)

    def _goes_on(self, last: int, tokens: list[Token], text: str) -> int:
        """The last word of a name over a shortened *Saint* and over the second half of a pair of places.

        *FH St. Pölten*, *Veiligheidsregio Midden- en West-Brabant*.
        """
        if last + 1 >= len(tokens):
            return last
        gap = text[tokens[last].end : tokens[last + 1].start]
        if tokens[last].text == "St" and gap == ". " and tokens[last + 1].cap:
            return last + 1
        if (
            gap == "- "
            and tokens[last + 1].low in self.language.conjunctions
            and last + 2 < len(tokens)
            and tokens[last + 2].cap
            and "-" in tokens[last + 2].text
        ):
            return last + 2
        return last

    def _from_acronym(self, i: int, tokens: list[Token], text: str, start: int, name: str) -> tuple[int, str]:
        """Where a name begins and what it is with an abbreviation before it (*IMC* Hochschule Krems)."""
        before = tokens[i - 1] if i else None
        if (
            before is None
            or start < tokens[i].start
            or not before.text.isupper()
            or not 2 < len(before.text) < 7
            or before.low in self.language.not_names
            or text[before.end : start] != " "
        ):
            return start, name
        return before.start, f"{before.text} {name}"

    def _is_person(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a given name begins here with the rest of a person's name behind it (*Tijs van Lieshout*)."""
        return (
            k + 1 < len(tokens)
            and tokens[k].low in self.language.given_names
            and text[tokens[k].end : tokens[k + 1].start] == " "
            and (tokens[k + 1].low in self.language.particles or tokens[k + 1].cap)
        )

    def _from_adjective(self, i: int, tokens: list[Token], text: str, name: str) -> tuple[int, str]:
        """Where a name begins and what it is with an adjective before it (*Nationaal* Groeifonds)."""
        start = tokens[i].start
        before = tokens[i - 1] if i else None
        if (
            before is None
            or self._adjective is None
            or not self._adjective.fullmatch(before.text)
            or text[before.end : start] != " "
        ):
            return start, name
        return before.start, f"{before.text} {name}"

    def _phrase(self, i: int, tokens: list[Token], text: str, folded: str) -> Span | None:
        token = tokens[i]
        if self.language.tag == "en" and not token.cap:
            return None  # an agency of the Department for …
        for words, cls, code in self.forms.phrases[token.low]:
            end = token.start + len(words)
            if not folded.startswith(words, token.start) or text[end : end + 1] != " ":
                continue
            stop = self._complement(text, folded, end + 1, capitals_only=not token.cap)
            if stop > end:
                base = self.forms.base_heads.get(words)
                head = cased(base, text[token.start : end]) if base else text[token.start : end]
                start, name = self._from_adjective(i, tokens, text, head + text[end:stop])
                before = self._prefix(i, tokens, text, cls)
                if before < start:
                    start, name = before, text[before:stop]
                return Span(start, stop, code, name[0].upper() + name[1:], "form", 0.9, cls)
        return None

    def _complement(self, text: str, folded: str, start: int, capitals_only: bool) -> int:
        """Where the complement of a phrase ends: words, joined by commas and *and*, up to a word that cannot belong."""
        position, stop, count = start, start - 1, 0
        if self.language.tag == "en" and folded.startswith("the ", start) and text[start + 4 : start + 5].isupper():
            position += 4  # Country Office of the Regional Centre for …
        elif self.language.tag == "en" and folded.startswith("the ", start):
            return stop  # Kent County Council | on the project
        since_joint = 0
        capital = closed = False
        while count < 9:
            word = self._complement_word.match(text, position)
            if word is None:
                break
            low = folded[word.start() : word.end()]
            if low in self.language.stoppers or low in self.language.speech or (not count and low in self._numbers):
                # Rådet för skydd mot olyckor
                against = count and low == "mot" and self.language.tag == "sv"
                after = self._complement_word.match(text, word.end() + 1) if against else None
                if after is None or not after.group()[0].islower() or after.group() in self.language.stoppers:
                    break
                since_joint = 0
            capitalised = word.group()[0].isupper()
            if capitals_only and not capitalised and count == 0:
                break
            if count and capital and not capitalised and since_joint == 0 and self.language.tag != "de":
                break
            if count and capitalised and not capital and since_joint and self.language.tag != "de":
                break
            if count and capital and not capitalised and since_joint and self.language.tag in ("de", "nl", "en"):
                # Ministerie van Financiën | voor initiatieven, but: Dienst Wegen van Nederland
                after = self._complement_word.match(text, word.end() + 1)
                if low not in self.language.title_links or after is None or not after.group()[0].isupper():
                    break
                capitalised = True
            if since_joint >= 3 and self.language.tag not in ("de", "nl", "en"):
                break
            capital = capitalised
            stop = word.end()
            count += 1
            since_joint += 1
            joint = self._joint.match(folded, stop)
            if joint and joint.group() != "," and (self.language.articles or self.language.tag == "en"):
                # Ministerium für Bildung und Forschung | und externe Stellen: a list has one "and".
                if closed:
                    break
                closed = True
            if joint:
                following = self._complement_word.match(text, joint.end() + 1)
                if following is None or folded[following.start() : following.end()] in self.language.stoppers:
                    break
                if following.group()[0].isupper() != capitalised and self.language.tag != "de":
                    break
                if not self._list_closes(folded, joint.end()) and joint.group() == ",":
                    break
                own_forms = capitalised and self.language.tag in ("en", "nb", "da", "sv")
                if own_forms and self._is_another(text, following.start()):
                    break
                if self._person_follows(text, folded, following):
                    break  # School of Biosciences | and Anna Smith
                if self.language.tag == "en" and capitalised and self._is_post(text, following.start()):
                    break
                position = joint.end() + 1
                since_joint = 0
            elif text[stop : stop + 1] == " ":
                position = stop + 1
            else:
                break
        return stop

    def _person_follows(self, text: str, folded: str, word: re.Match[str]) -> bool:
        """Whether a given name with a capitalised word behind it begins here."""
        language = self.language
        if language.tag not in _WEST or folded[word.start() : word.end()] not in language.given_names:
            return False
        surname = self._complement_word.match(text, word.end() + 1)
        return surname is not None and surname.group()[0].isupper()

    def _is_another(self, text: str, start: int) -> bool:
        """Whether another organisation's name begins here, and no further part of a complement: it has a form of its
        own before the list goes on (*Council of the Baltic Sea States*, | *Region Blekinge*; *Institut for Fysik*, |
        *Aarhus Universitet*).
        """
        words = re.split(rf",| {self._conjunction} |[.;:()\n]", text[start : start + 90], maxsplit=1)[0].split(" ")
        if words[0] in _DIRECTIONS:
            return False
        for k, word in enumerate(words):
            if not word[:1].isupper():
                if word in ("of", "for", "on") and k:
                    head = f"{words[k - 1]} {word}".lower()
                    openings = self.forms.phrases.get(words[k - 1].lower(), []) + self.forms.heads.get(
                        words[k - 1].lower(), []
                    )
                    return any(entry[0] == head for entry in openings)
                return False
            tail = self.forms.tails[1].get(word) or self.forms.tails[1].get(word.lower())
            if k and tail is not None and tail[1] == ORGANIZATION:
                return True
            if word.isupper() and (len(word) > 2 or (k and len(word) == 2)):
                return True
        return words[0] in ("Region", "Business") and len(words) > 1

    def _is_post(self, text: str, start: int) -> bool:
        """Whether a second post begins here (*Director of the Centre for X | and Regional Co-ordinator of Y*)."""
        words = [w.lower() for w in re.split(r"[^\w-]+", text[start : start + 60])[:2]]
        return any(w in self.language.role_whole or w.endswith(self.language.role_heads) for w in words)

    def _list_closes(self, folded: str, start: int) -> bool:
        """Whether a comma begins a list that an *and* closes within a few words."""
        window = folded[start : start + 120]
        clause = re.split(r"[.;:()]", window, maxsplit=1)[0]
        return re.search(rf" {self._conjunction} ", clause) is not None

    def _plural(self, i: int, tokens: list[Token], text: str) -> Iterator[Span]:
        """The names of a list after a plural (*de gemeenten Gouda en Zwolle*), each a thing of its own."""
        low = tokens[i].low
        cls, code = self.forms.plurals[low if low in self.forms.plurals else self.forms.compound_plural(low)]
        if code in (PROJECT, EVENT) and text.startswith(": ", tokens[i].end):
            yield from self._titles(tokens[i].end + 2, text, cls, code)
            return
        conjunctions = self.language.conjunctions
        names: list[tuple[int, int]] = []
        k = i + 1
        gap = " "
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
            names.append((tokens[k].start, tokens[last].end))
            if last + 2 < len(tokens) and tokens[last + 1].low in conjunctions:
                k, gap = last + 2, " "
                if text[tokens[last].end : tokens[last + 1].start] not in (" ", ", "):
                    break
            else:
                k, gap = last + 1, ", "
        if len(names) > 1:
            for start, end in names:
                yield Span(start, end, code, text[start:end], "form", 0.85, cls)

    def _titles(self, start: int, text: str, cls: str, code: str) -> Iterator[Span]:
        """The titles of a list after a colon (*fyra program: Nya hus, Resor och städer samt Hälsa*): each begins with a
        capital, and some go on in lower case, as names of persons and places do not.
        """
        end = min((at for at in (text.find(sign, start) for sign in ".;\n(") if at >= 0), default=len(text))
        parts = re.split(rf"(?:,| {self._conjunction}|, {self._conjunction}) (?=[{UPPER}])", text[start:end])
        if len(parts) < 2 or not any(re.match(rf"[{UPPER}][\w-]* [{LOWER}]", part) for part in parts):
            return
        for part in parts:
            first = part.split()[0] if part.split() else ""
            if not first[:1].isupper() or first in self.language.given_names or len(part.split()) > _LONGEST_TITLE:
                return
        at = start
        for part in parts:
            at = text.index(part, at)
            yield Span(at, at + len(part.rstrip()), code, part.rstrip(), "title", 0.85, cls)
            at += len(part)

    def _said_to_be(
        self, pattern: re.Pattern[str], code: str, cls: str, tokens: list[Token], text: str, starts: frozenset[int]
    ) -> Iterator[Span]:
        """Names that a sentence itself says are a project's or a network's: *Trygga hem är ett projekt*, *Storken, ett
        program*, *Klimatkommunerna är ett nätverk*.
        """
        places = [t.start for t in tokens]
        for match in pattern.finditer(text):
            last = bisect_right(places, match.start() - 1) - 1
            end = match.start() - (text[match.start() - 1] in _QUOTES)
            if last < 0 or tokens[last].end != end:
                continue
            first = last
            while first and tokens[first].start not in starts:
                if text[tokens[first - 1].end : tokens[first].start] not in _GAPS:
                    break
                first -= 1
            whole = tokens[first].start in starts and last - first < _LONGEST_SUBJECT
            if not whole or not self._can_open(tokens[first]):
                first = last  # inside the sentence only capitals show where the name begins
                while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " ":
                    first -= 1
            words = tokens[first : last + 1]
            if not self._can_open(words[0]) or any(w.low in self.language.stoppers and not w.cap for w in words[:2]):
                continue
            if any(w.low in self.language.speech or self.language.looks_like_verb(w.low) for w in words if not w.cap):
                continue
            yield Span(words[0].start, end, code, text[words[0].start : end], "form", 0.8, cls)

    def _can_open(self, token: Token) -> bool:
        """Whether a word can be the first of a project's name: a capitalised one that is no common noun or pronoun."""
        language = self.language
        common = language.not_names | language.stoppers | language.anaphora
        return token.cap and token.low not in common and token.low not in self.forms.nouns

    def _list(self, token: Token, text: str) -> Iterator[Span]:
        """The names of a list that gives their first part once (*länsstyrelserna i Skåne och Halland*)."""
        for whole, member, entry, code in self.forms.lists[token.low]:
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

    def _noun(self, i: int, tokens: list[Token], text: str, folded: str, head: str = "") -> Span | None:
        token = tokens[i]
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
            named = self._called.match(folded, end) if self._called and code != ORGANIZATION else None
            quoted = _QUOTED.match(text, end) or (named and _QUOTED.match(text, named.end()))
            if quoted and quoted.group(1)[:1].isupper():
                return Span(quoted.start(1), quoted.end(1), code, quoted.group(1).strip(), "noun", 0.95, cls)
            k = i + len(words.split())
            if k >= len(tokens) or text[end : tokens[k].start] != " " or not tokens[k].cap:
                return None
            beside = tokens[k + 1 : k + 2] and tokens[k + 1].cap and text[tokens[k].end : tokens[k + 1].start] == " "
            described = code == ORGANIZATION and self._is_described(k, tokens, text)
            if code == ORGANIZATION and tokens[k].low in self.language.not_names and not beside and not described:
                return None
            if token.cap and (tokens[k].low in _LABELS or self._is_role(tokens[k])):
                return None  # Project Code: 123; Association President Anna Ek
            if token.cap and self._headline_verb is not None and self._headline_verb.fullmatch(tokens[k].low):
                return None  # New Flood Project Saves Homes
            stop = tokens[k + 1].end if described else self._title_end(k, tokens, text, code)
            name = text[tokens[k].start : stop]
            if self.language.tag == "de" and stop == tokens[k].end and _COMMON.search(name):
                return None
            if code == PROJECT and _OF_EVENTS.search(name):
                code, cls = EVENT, "inno:Event"  # programmet för Branschdagarna
            base = self._without_genitive(name, text, stop)
            # "Nätverket Gröna kommuner": such a name is often written with the noun.
            whole = f"{text[token.start : end]} {base}"
            aliases = (whole[0].upper() + whole[1:],) if cls == "inno:Network" and not head else ()
            return Span(tokens[k].start, stop, code, base, "noun", 0.9, cls, genitive=base != name, aliases=aliases)
        return None

    def _is_role(self, token: Token) -> bool:
        language = self.language
        return language.tag in ("nl", "en") and (
            token.low in language.role_whole or token.low.endswith(language.role_heads)
        )

    def _without_genitive(self, name: str, text: str, end: int) -> str:
        """A name that ends at `end` without its genitive ending: a plain *s* is one before what the body owns
        (*Föreningen Skolbiblioteks styrelse*).
        """
        base = strip_genitive(name, self.language)
        if base == name and name.endswith("s") and self._owned_by_bodies and self._owned_by_bodies.match(text, end):
            return name[:-1]
        return base

    def _is_described(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a body's name is a Swedish adjective with its noun in lower case (nätverket *Gröna kommuner*)."""
        language = self.language
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        return (
            language.tag == "sv"
            and following is not None
            and tokens[k].low.endswith("a")
            and tokens[k].low not in language.given_names
            and text[tokens[k].end : following.start] == " "
            and following.text.isalpha()
            and not following.cap
            and following.low not in language.stoppers
            and following.low not in language.conjunctions
            and following.low.endswith(_PLURAL_NOUNS)
        )

    def _title_end(self, k: int, tokens: list[Token], text: str, code: str) -> int:
        """Where a title without quotation marks ends: its capitalised words, then what a title goes on with.

        Titles go on over prepositions and the words after them (*Innovationer för bättre liv*), and over one
        common noun after an adjective (*Nationell arena för …*); they end before a verb, a stop or a clause.
        """
        language = self.language
        last = k
        open_preposition = False
        # After an article or an adjective the noun is still to come.
        budget = 0 if code == ORGANIZATION else 2 if tokens[k].low in language.stoppers else 1
        while last + 1 < len(tokens) and last - k < 12:
            gap = text[tokens[last].end : tokens[last + 1].start]
            token = tokens[last + 1]
            if gap == " – " and token.cap and code != ORGANIZATION:
                last += 1
                budget = 3
                continue
            if gap == "- " and token.low in language.conjunctions and last + 2 < len(tokens):
                last += 2  # Forsknings- och innovationsplattform
                continue
            if gap != " ":
                break
            if token.cap or NUMBER.match(token.text):
                following = tokens[last + 2] if last + 2 < len(tokens) else None
                if following and not token.cap and self._amount and self._amount.fullmatch(following.low):
                    break  # har beviljat projektet Digitala kvarter 4 miljoner kronor
                last += 1
                open_preposition = False
                continue
            if self._whose and self._whose.fullmatch(token.low) and tokens[last + 2 :] and tokens[last + 2].cap:
                break  # "Trygga hem på Malmö stad": whose it is
            if token.low in language.title_links and code != ORGANIZATION:
                following = tokens[last + 2] if last + 2 < len(tokens) else None
                if following is None or text[token.end : following.start] != " ":
                    break
                if following.low in language.numbers or NUMBER.match(following.text):
                    break  # projektet Digitala kvarter med tio miljoner kronor
                if self._amount and self._amount.fullmatch(following.low):
                    break  # projektet Digitala kvarter med medel från Vinnova
                if token.low in language.place_prepositions and last == k and tokens[k].text.isupper():
                    break  # "projektet SIKT i kommunerna": where it goes on
                joined = token.low in language.conjunctions and not following.cap and not open_preposition
                if joined and self._closes_pair(last, k, tokens, text):
                    return tokens[last + 2].end  # konferensen Folk och bildning
                if (following.low in language.stoppers and not following.cap) or joined:
                    break
                last += 2
                open_preposition = True
                budget = 2
                continue
            if token.low in language.stoppers or not budget or not token.text.isalpha():
                break
            if language.tag in _SMALL_TITLES and last > k and all(t.cap for t in tokens[k : last + 1]):
                break  # projektet Sikker Skolevej løber: what has capitals throughout ends with them
            if language.tag == "de" and not self._leads_to_noun(last + 1, tokens, text):
                break
            if language.looks_like_verb(token.low):
                break
            last += 1
            budget -= 1
        return tokens[last].end

    def _closes_pair(self, last: int, k: int, tokens: list[Token], text: str) -> bool:
        """Whether *och* and a small Swedish noun end a title of one word: no definite noun, which would be another
        thing, and nothing behind it that goes on.
        """
        noun = tokens[last + 2]
        language = self.language
        if language.tag != "sv" or last != k or not noun.text.isalpha() or len(noun.text) < _LEAST_NOUN:
            return False
        definite = noun.low.endswith(("en", "et", "na", "orna", "arna", "erna"))
        if definite or noun.low in language.stoppers or language.looks_like_verb(noun.low):
            return False
        after = tokens[last + 3] if last + 3 < len(tokens) else None
        if after is None or text[noun.end : after.start] != " ":
            return True
        return not after.cap and (after.low in language.stoppers or after.low in language.prepositions)

    def _leads_to_noun(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a lower-case German word is an adjective before a noun (Sichere *digitale* Zukunft), and no verb."""
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        return (
            following is not None
            and following.cap
            and text[tokens[k].end : following.start] == " "
            and tokens[k].low.endswith(("e", "en", "er", "es", "em"))
        )

    def title_end(self, start: int, tokens: list[Token], text: str) -> int:
        """Where a title that begins at `start` ends (`tokens` are those from there on)."""
        return self._title_end(0, tokens, text, PROJECT) if tokens else start
