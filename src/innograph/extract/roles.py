"""What people are called: their roles (data/language/xx/roles.toml)."""

from __future__ import annotations

import re
from itertools import islice

from innograph.extract.foreign import EnglishTitles
from innograph.extract.language import Language, alternation
from innograph.extract.portfolios import Portfolios
from innograph.extract.spans import BOARD_ROLE, FORMER_ROLE, LOWER, ORGANIZATION, ROLE, UPPER, Span
from innograph.extract.words import Lexicon, Token, Tokens, WordTable

#: *FFG-Geschäftsführerin*, *TNO-onderzoeker*: the organisation in capitals before the role …
_EMPLOYER_HEAD = re.compile(rf"[{UPPER}][{UPPER}\d&]{{2,9}}(?=-)")
#: … unless the role is one that goes with a subject (GIS-Experte, LCA-specialist).
_OF_SUBJECT = (
    "expert", "experte", "expertin", "experten", "ekspert", "asiantuntija", "deskundige", "specialist",
    "spezialist", "spezialistin", "manager", "managerin", "beauftragte", "beauftragter", "berater",
    "beraterin", "adviseur", "rådgiver", "rådgivare", "konsulent", "konsult", "consultant", "lehrer",
    "lehrerin", "trainer", "officer", "analyst", "entwickler", "ingenieur", "koordinator", "koordinatorin",
    "coördinator", "engineer", "architect", "architekt", "utvecklare", "ansvarig", "ansvarlig",
    "verantwortliche", "verantwortlicher", "samordnare", "strateg", "pedagog", "ledare", "handläggare", "jurist",
    "samordner", "rådgiver", "pedagog", "jurist", "leder", "medarbejder",
)  # fmt: skip
#: What stands before an office and is no town's adjective (*Früherer*, *Gewählter*, *Dritter*): a word that does not
#: end in -er, that is short, or that ends as adjectives and participles do.
_NO_TOWN = re.compile(
    r"(?<!er)$|^\w{1,4}$|(?:ig|lich|isch|bar|los|haft|end|tierend|[äöü]hlt|ann?t|iert|itt|ünft|est|st|nd)er$"
)
#: Offices whose field stands before the name in small letters (*fylkesråd for utdanning Anna Ek*), by language.
_OF_FIELD = {"sv": ("minister",), "nb": ("minister", "fylkesråd", "byråd"), "da": ("minister", "rådmand")}
#: Exfinanzminister, Altbürgermeister, oud-wethouder (but Exekutivdirektor).
_EX = re.compile(r"(?:ex-?(?!ekutiv)|alt-?|oud-)")
# fmt: on
#: Whose English titles name their fields with capitals (*Minister of Housing*, *Commissioner for Jobs*).
_OF_PORTFOLIO = ("minister", "commissioner", "secretary of state", "state secretary")
#: Who stands in for the head leads for the time being.
_ACTING = (
    "tillförordnad",
    "vikarierande",
    "tf",
    "t.f.",
    "acting",
    "fungerende",
    "konstitueret",
    "konstituert",
    "waarnemend",
    "interim",
    "ny",
    "administrerende",
    "verkställande",
)
#: *Among others* before a title, whose second word is no adjective of it (*bland andra landshövding Anna Ek*).
_AMONG_OTHERS = frozenset([("bland", "andra"), ("blant", "andre"), ("blandt", "andre")])
_COMPOUND_HEAD = re.compile(rf"(?<![\w-])(?:[{LOWER}{UPPER}]+-,? )+(?:(?:och|og|und|en|ja|and|samt) )$")
_WORD = re.compile(r"[\w/-]+")
#: Words for ministers have at most so many letters.
_MINISTER = 16
#: Dutch: what answers for a field that its title names (*schepen van Cultuur*).
_OF_PORTFOLIOS = ("minister", "staatssecretaris", "wethouder", "gedeputeerde", "schepen")
#: A town whose genitive stands before an office has at least so many letters with its ending.
_LEAST_TOWN = 5
#: A title has at most so many words before the noun, and with it.
_LONGEST_TITLE = 4
#: Bodies that several make, or that are set up in another.
_JOINT = frozenset(["inno:CompetenceCentre", "inno:Network", "inno:ResearchInstitute"])
#: How titles end of who leads a project.
_PROJECT_HEADS = (
    "director", "manager", "leader", "lead", "head", "coordinator", "co-ordinator", "ledare", "chef", "samordnare",
    "leder", "sjef", "koordinator", "leiter", "leiterin", "koordinatorin", "leider", "coördinator", "trekker",
    "johtaja", "päällikkö", "vetäjä", "koordinaattori", "sjefen", "chefen", "föreståndare", "ansvarig", "ansvarlig",
)  # fmt: skip


def _spoken_of(language: Language) -> list[str]:
    """The definite nouns for projects, events, and bodies that several make, which people are called heads of."""
    joint = [noun for noun, classes in language.organization_nouns.items() if classes and _JOINT.issuperset(classes)]
    return [*joint, *language.project_nouns, *language.event_nouns]


class RoleFinder:
    """Finds what people are called in one language."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        self.language = language
        self._bases: WordTable[str | None] = WordTable(self._find)
        self._english = EnglishTitles(language, lexicon)
        self._begins = lexicon.ask(lambda low: low in self._multi_first or self._find(low) is not None)
        self._heads = tuple(h for h in language.role_heads if h not in language.role_whole)
        self._modifiers = frozenset(language.role_modifiers)
        #: Heads and inflected endings by their last two letters, so that of hundreds a few are tried.
        self._heads_by_end: dict[str, tuple[str, ...]] = {}
        for head in self._heads:
            self._heads_by_end[head[-2:]] = (*self._heads_by_end.get(head[-2:], ()), head)
        self._endings: dict[str, list[tuple[str, str]]] = {}
        for ending, base in language.role_endings:
            self._endings.setdefault(ending[-2:], []).append((ending, base))
        #: … and those that a word may have by its last two letters.
        self._likely_endings = WordTable(lambda last: self._endings.get(last, []) + self._endings.get(last[-1:], []))
        #: The same with a name that is no abbreviation (Siemens-Chef), for roles that go with an organisation.
        self._employer_name = re.compile(
            rf"(?!{alternation(language.not_employers)}-)(?!\w*{alternation(language.not_employer_endings)}-)"
            rf"[{UPPER}]\w{{2,}}(?=-)",
            re.IGNORECASE,
        )
        self._multi = [w for w in (*language.role_whole, *language.role_heads) if " " in w or "." in w]
        self._multi_first: dict[str, list[str]] = {}
        for words in self._multi:
            self._multi_first.setdefault(re.split(r"[ .]", words)[0], []).append(words)
        for entries in self._multi_first.values():
            entries.sort(key=lambda w: (-len(w), w))
        #: The fields of a minister (*van Justitie en Veiligheid*).
        self._ministers = language.pattern("portfolio", " (?:{})")
        #: The unit of a house that somebody heads (*Leiter des Jugendamtes* der Stadt Linz).
        self._unit_of = language.pattern("unit_of", " (?:{})")
        self._elected = language.pattern("elected_body")
        #: Roles that one has at an event (*panellid*), which are no seats.
        self._at_events = language.pattern("event_role")
        self._articles = bool(language.articles)
        self._former = re.compile(rf"(?<!\w){alternation(language.former)}(?: [\w-]+)? ?$")
        self._portfolios = Portfolios(language)
        conjunction = alternation(language.conjunctions)
        word = rf"[{LOWER}][{LOWER}-]*"
        # Föreståndare | för centret: what the text speaks of is what she heads, and says nothing more of her title.
        spoken_of = _spoken_of(language) if language.tag in ("sv", "da", "nb") else ()
        ends = alternation([*language.stoppers, *language.no_complements, *spoken_of])
        # Prorektor for forskning Anna Ek: the name may follow at once.
        name = rf"|(?<!et)(?<!en) [{UPPER}][{LOWER}]+[ -][{UPPER}][{LOWER}]" if language.tag in ("da", "nb") else ""
        self._complement = re.compile(
            rf" {alternation(language.role_complements)} (?!{ends}\b)({word})"
            rf"(?: (?!{alternation(language.stoppers)}\b){word}){{0,2}}?"
            rf"(?:(?:, {word}){{0,3}},? {conjunction} {word}(?= [{UPPER}][{LOWER}]+[ -][{UPPER}][{LOWER}])|"
            rf"(?:(?:, {word}){{0,3}},? {conjunction} {word})?(?=[,.;:()\n]|$| (?:{conjunction}|"
            rf"{alternation(language.employer_prepositions)}|{alternation(language.stoppers)})\b{name}))"
        )
        #: A minister's field, which the name follows at once: *minister för civilt försvar Anna Ek*.
        words = rf"{word}(?: {word})?"
        self._field = re.compile(
            rf" f(?:ö|o)r {words}(?:(?:, {words}){{0,3}},? {conjunction} {words})?(?=,? [{UPPER}])"
        )
        # German nouns have capitals, and the name may follow at once: Bundesminister für Arbeit und Wirtschaft Bo Ek.
        noun = rf"[{UPPER}][{LOWER}-]+"
        self._german = re.compile(
            rf" (?i:{alternation(language.role_complements)})(?: d(?:ie|en|as))? {noun}(?: {noun}){{0,2}}"
            rf"(?: für {noun})?(?:(?:, {noun}){{0,8}},? {conjunction} {noun}(?: {noun})?)?(?!\w)"
        )

        #: … or a role's field without a preposition, which something else follows: *Leiterin Zentraler Einkauf, Gotha*.
        subject = rf"[{UPPER}{LOWER}-]*{alternation(language.subject_endings)}"
        self._plain_field = (
            re.compile(
                rf"(?: [{UPPER}][{LOWER}]+e[rs]?)?(?: (?:[{UPPER}][\w-]*[-,]? ){{0,2}}{conjunction})? (?i:{subject})"
                rf"(?: {conjunction} (?:[{UPPER}][{LOWER}]+e[rs]? )?[{UPPER}][\w-]+)?"
                rf"(?=[,.;:()\n]|$| (?:{conjunction}|{alternation(language.employer_prepositions)})\b)"
            )
            if language.tag == "de"
            else None
        )

    def _complement_end(self, text: str, end: int) -> int:
        """Where the complement of a role that ends at `end` ends itself; `end` when it has none."""
        unit = self._unit_of.match(text, end) if self._unit_of else None
        if unit:
            return unit.end()
        fields = self._ministers.match(text, end) if self._ministers else None
        if fields and text[max(0, end - _MINISTER) : end].lower().endswith(_OF_PORTFOLIOS):
            return fields.end()
        if self.language.tag != "de":
            match = self._complement.match(text, end)
            if match is None or "\n" in match.group():
                return end
            if self._elected and self._elected.match(text, match.start(1)):
                return end  # ordförande för kulturnämnden: that is a body
            if self.language.tag == "nl" and any(self.base(w) for w in match.group().lower().split()):
                return end  # gespreksleider van de avond en voorzitter: another role begins
            if self._articles and " ".join(match.group().split()[1:3]).lower() in self.language.definite:
                return end  # director of the unit: a body that the text has named
            return match.end()
        match = self._german.match(text, end) or (self._plain_field.match(text, end) if self._plain_field else None)
        if match is None:
            return end
        stop = match.end()
        given = self.language.given_names
        for word in re.finditer(r"[\w-]+", text[end:stop]):
            if word.group().lower() in given and word.group()[0].isupper():
                return end + len(text[end : end + word.start()].rstrip(" ,"))
        return stop

    def base(self, low: str) -> str | None:
        """The base form of a role word (*chefen* → *chef*); None when the word is no role.

        >>> from innograph.extract.language import load_language
        >>> RoleFinder(load_language("sv"), Lexicon()).base("hus") is None
        True
        """
        return self._bases[low]

    def _find(self, low: str) -> str | None:
        language = self.language
        if low in language.role_forms:
            return language.role_forms[low].lower()
        if low in language.role_whole or self._ends_in_head(low):
            return low
        if language.tag == "de" and (whole := low.rpartition("-")[2]) != low and whole in language.role_heads:
            return low  # ASFINAG-Vorstand
        for ending, base in self._likely_endings[low[-2:]]:
            if low.endswith(ending):
                candidate = low[: len(low) - len(ending)] + base
                if candidate in language.role_whole or self._ends_in_head(candidate):
                    return candidate
        return None

    def _is_modifier(self, token: Token, gap: str) -> bool:
        """Whether a word belongs to the title behind a gap (*biträdande*; an abbreviation with its stop: *tf.*)."""
        if gap == " ":
            return token.low in self._modifiers
        return gap == ". " and (token.low in self._modifiers or f"{token.low}." in self._modifiers)

    def _before(self, words: str, base: str) -> str:
        """The adjectives of a title in their base form (*den nationella samordnaren*: *nationell samordnare*)."""
        known = self._modifiers
        if self.language.tag == "de":
            # zum ersten Stellvertreter, der stellvertretenden Vorsitzenden
            ending = "e" if base.endswith(("in", "e")) else "er"
            return "".join(w[:-2] + ending if w.endswith("en") and w in known else w for w in re.split(r"( )", words))
        if self.language.tag != "sv":
            return words
        return "".join(w[:-1] if w[-1:] in ("a", "e") and w[:-1] in known else w for w in re.split(r"( )", words))

    def _ends_in_head(self, low: str) -> bool:
        return low.endswith(self._heads_by_end.get(low[-2:], ()))

    def _is_employed(self, head: str, base: str) -> bool:
        """Whether the capitals before a hyphenated role name who employs its holder."""
        role = base[len(head) + 1 :]
        return (
            base.startswith(f"{head.lower()}-")
            and head.lower() not in self.language.not_names
            and (self.language.tag != "nl" or head[0].isupper())  # docent-onderzoekers
            and not role.endswith(_OF_SUBJECT)
            and self.base(role) is not None
        )

    def _town_before(self, first: int, tokens: Tokens, text: str) -> Span | None:
        """German: the town whose adjective or genitive stands before an office (*der Wiener Bürgermeister*)."""
        language = self.language
        before = tokens[first - 1] if first else None
        if before is None or not before.cap or text[before.end : tokens[first].start] != " ":
            return None
        other = tokens[first - 2] if first > 1 and text[tokens[first - 2].end : before.start] == " " else None
        named = other is not None and other.cap and other.low not in language.not_names
        town = language.towns.get(before.low)
        if town is None and before.low.endswith("s"):
            # Darmstadts Oberbürgermeister
            if named or len(before.low) < _LEAST_TOWN or before.low in language.not_names or before.low.isupper():
                return None
            town = before.text[:-1]
            return Span(before.start, before.end, ORGANIZATION, town, "form", 0.8, "inno:Municipality", genitive=True)
        if town is None:
            known = before.low in language.not_names or before.low in language.role_modifiers
            if named or known or _NO_TOWN.search(before.low) or self.base(before.low) is not None:
                return None
            ending = "e" if before.low.endswith("ruher") else "en" if before.low.endswith("inger") else ""
            town = before.text[:-2] + ending
        return Span(before.start, before.end, ORGANIZATION, town, "form", 0.8, "inno:Municipality")

    def leads(self, role: str) -> bool:
        """Whether the holder of the role leads the organisation (model: `inno:leads`).

        A deputy does not, nor who heads a part of it (*director of procurement*); an acting head does.
        """
        language = self.language
        low = role.lower()
        if low in language.leading:
            return True
        words = low.split()
        last = words[-1]
        while len(words) > 1 and words[0].startswith(_ACTING):
            words = words[1:]
            if " ".join(words) in language.leading:
                return True  # acting director general
        acting = all(w.startswith(_ACTING) for w in words[:-1])
        return acting and (
            last in language.leading or (bool(language.leading_endings) and last.endswith(language.leading_endings))
        )

    def leads_project(self, role: str) -> bool:
        """Whether the holder of a role in a project leads it: its manager, not its researcher."""
        return role.lower().endswith(_PROJECT_HEADS)

    def parts(self, name: str) -> list[str]:
        """The roles of one title: two where a stroke parts them (*directeur/conservator*).

        >>> from innograph.extract.language import load_language
        >>> RoleFinder(load_language("nl"), Lexicon()).parts("directeur/conservator")
        ['directeur', 'conservator']
        """
        before, stroke, after = name.partition("/")
        if stroke and " " not in before[-1:] + after[:1]:
            first, second = before.split(" ")[-1], after.split(" ")[0]
            if self.base(first) is not None and self.base(second) is not None:
                return [before, after]
        return [name]

    def begins_line(self, line: str) -> bool:
        """Whether a line begins with a title that has a capital (*Zakelijk directeur Stadsmuseum*), perhaps a former
        one: adjectives of titles stand before it.
        """
        if not line[:1].isupper():
            return False
        for match in islice(_WORD.finditer(line), _LONGEST_TITLE):
            low = match.group().lower()
            if self.base(low) is not None or low in self._multi_first:
                return True
            if low not in self._modifiers and low not in self.language.former:
                return False
        return False

    def find(self, tokens: Tokens, text: str, folded: str) -> list[Span]:
        """Every role in the text; a former one gets the code FORMER_ROLE."""
        found = list(self._english.find(tokens, text, folded))
        english = [(span.start, span.end) for span in found]
        reach = 0
        for i in tokens.which(self._begins):
            if i < reach:
                continue
            token = tokens[i]
            if english and any(start <= token.start < end for start, end in english):
                continue
            last = i
            base = None
            for words in self._multi_first.get(token.low, ()):
                if folded.startswith(words, token.start):
                    end = token.start + len(words)
                    if end == len(text) or not text[end].isalnum():
                        base = words
                        while last + 1 < len(tokens) and tokens[last + 1].end <= end:
                            last += 1
                        break
            if base is None:
                base = self.base(token.low)
            if base is None or (token.low in self.language.photo and text.startswith(":", token.end)):
                continue  # Fotograf: who took the picture says nothing of posts
            if last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == "/":
                other = self.base(tokens[last + 1].low)
                if other is not None:
                    last, base = last + 1, f"{base}/{other}"  # Directeur/Conservator
            start = token.start
            first = i
            employer = _EMPLOYER_HEAD.match(token.text)
            if employer is None and self.language.employing and base.endswith(self.language.employing):
                employer = self._employer_name.match(token.text)
            if employer and self._is_employed(employer.group(), base):
                base = base[len(employer.group()) + 1 :]
                found.append(Span(start, start + employer.end(), ORGANIZATION, employer.group(), "acronym", 0.6))
                start += employer.end() + 1
            while first and self._is_modifier(tokens[first - 1], text[tokens[first - 1].end : start]):
                if first > 1 and (tokens[first - 2].low, tokens[first - 1].low) in _AMONG_OTHERS:
                    break
                first -= 1
                start = tokens[first].start
            name = self._before(text[start : token.start].lower(), base) + base
            offices = self.language.town_offices
            town = self._town_before(first, tokens, text) if offices and base.endswith(offices) else None
            if town:
                found.append(town)
            compound = _COMPOUND_HEAD.search(text[max(0, start - 60) : start])
            if compound:
                start -= len(compound.group())
                name = (compound.group() if self.language.tag == "de" else compound.group().lower()) + name
            end = tokens[last].end + (base.endswith(".") and text.startswith(".", tokens[last].end))  # Bgm.
            stop = self._complement_end(text, end)
            fields = _OF_FIELD.get(self.language.tag)
            field = self._field.match(text, end) if fields and base.endswith(fields) else None
            stop = max(stop, field.end()) if field else stop
            if self.language.tag == "en" and base.endswith(_OF_PORTFOLIO):
                stop = max(stop, self._portfolios.end(text, end))
            name += text[end:stop]
            end = stop
            former = self._former.search(folded[max(0, start - 40) : start])
            seats = self.language.board_roles
            # Who heads the board that runs the house is employed there (bestuursvoorzitter, Vorstandsvorsitzende).
            board = bool(seats) and base.endswith(seats) and base not in self.language.leading
            board = board and not (self._at_events and self._at_events.search(base))
            code = FORMER_ROLE if former else BOARD_ROLE if board else ROLE
            if former and former.group().strip() in folded[start:end]:
                code = FORMER_ROLE
            if self.language.tag in ("de", "nl") and _EX.match(base) and self.base(_EX.sub("", base)) is not None:
                code = FORMER_ROLE
            found.append(Span(start, end, code, name, "role", 0.8))
            reach = last + 1
            while reach < len(tokens) and tokens[reach].start < end:
                reach += 1
        return found
