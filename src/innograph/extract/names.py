"""Names that nobody listed, by their form: organisations, events and projects (data/language/xx/names.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from innograph.extract.language import Exact, Language, alternation
from innograph.extract.spans import (
    CODE_OF_TYPE,
    EVENT,
    LOWER,
    ORGANIZATION,
    PROJECT,
    TOKEN,
    UNKNOWN,
    UPPER,
    Span,
    Token,
)

_CONNECTORS = frozenset(["for", "of", "the", "&", "and"])
#: What a number before it counts: then it is no part of a name (*Qulturum 50 000 kronor*).
_COUNTED = frozenset(
    [
        "kronor",
        "kr",
        "miljoner",
        "miljarder",
        "miljon",
        "euro",
        "mkr",
        "procent",
        "%",
        "kroner",
        "millioner",
        "milliarder",
        "mio",
        "million",
        "billion",
        "euros",
        "prosent",
        "prozent",
        "miljoen",
        "miljard",
        "procent",
        "miljoonaa",
        "euroa",
        "prosenttia",
    ]
)
#: Countries and regions that end names of organisations (common.toml): *Business Finland*.
_COUNTRIES = frozenset(["sweden", "norway", "denmark", "finland", "europe"])
#: Lower-case words inside names of places (Alphen aan den Rijn, Loon op Zand, Frankfurt am Main).
_PLACE_LINKS = frozenset(["aan", "den", "de", "op", "am", "an", "der", "im", "ob"])
#: Adjectives that begin names of one telling word (Nationaal Groeifonds, Deutsche Forschungsgemeinschaft).
_OF_THE_NATION = re.compile(
    r"(?:Nationa(?:al|le[mnrs]?)|Centra(?:al|le)|Koninklijke?|Nederlandse|Vlaamse|Europese|Brusselse|Deutsche[mnrs]?|"
    r"[A-ZÄÖÜ][a-zäöü]+ische[mnrs]?|Zentrale[mnrs]?)$"
)
#: What a name is made of before "-Initiative": capitals that stand for somebody (IÖB, not EU, IT or Vorzeige).
_OWN = re.compile(
    rf"(?!(?:EU|US|UN|UNO|IT|TV|KI|AI|NGO|IKT|HD|3D|PC|PR|HR|EDV|PPP|KMU|USA|WM|EM)(?:-|$))"
    rf"\w*[{UPPER}\d]\w*[{UPPER}\d]"
)
#: In Finnish any name may stand there (Digikorttelit-hanke), but for the same abbreviations.
_FOREIGN_COMPOUND = re.compile(
    rf"(?!(?:EU|US|UN|UNO|YK|IT|TV|AI|ICT|IKT|HD|3D|PC|PR|HR|T&K|TKI|TKIO|PK|PPP|MM|EM|SM|Pilotti|Kehitys|Yhteis)(?:-|$))"
    rf"[{UPPER}\d]"
)
#: German nouns of these endings name nothing alone (das Programm Digitalisierung).
_COMMON = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|nacht|tag|wesen|ismus)$"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*$")
#: What a well-known name may end in, and that nothing of the word follows.
_NAME_GENITIVES = ("s", ":s", "'s", "’s")
_NAME_END = re.compile(r"(?:s|:s|'s|’s)?(?![\w-]|[’'.]\w)")
#: So many characters (code points) lie at most between a name and the word that it needs close by.
_CLOSE_BY = 150
_YEAR = re.compile(r" ((?:19|20)\d\d)(?![\w–-])")
_QUOTED = re.compile(r" ?[\"”“»«„'‘]([^\"”“»«„‟\n]{2,90})[\"”“»«’']")
_ACRONYM = re.compile(
    rf"[{UPPER}][{UPPER}\d]+(?:-[{UPPER}\d]+)?[{LOWER}]?$|[{UPPER}][{LOWER}]{{0,2}}[{UPPER}][{UPPER}\d]+$"
)
_INNER_CAPITAL = re.compile(rf"[{LOWER}][{UPPER}]|[{UPPER}]-[{UPPER}]|\d")
#: English adjectives and abbreviations that make a noun no name (the EU project, a Joint Conference).
_KINDS = frozenset(["eu", "european", "national", "international", "joint", "regional", "global", "local", "annual"])
#: EU-funded, city-led: what a name is part of.
_COMPOUND = re.compile(r"-(?:funded|financed|led|based|wide|backed|owned|level|style|type)$")
_POSSESSIVE = re.compile(r"(\w+)[’']s$")
_COLON_ENDING = re.compile(r":[a-zäöå]{1,5}$")
_GENITIVE_CAP = re.compile(rf"^([{UPPER}\d-]{{2,}})(?::?s|’s|'s|:n|:lle|:ssa|:lla|:n)$")


def runs(tokens: list[Token], text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words as token numbers (first, last + 1), with names' particles and numbers inside."""
    i, n = 0, len(tokens)
    # German nouns are capitalised too: a particle between two of them is the article of the second.
    particles = frozenset() if language.tag == "de" else language.particles
    while i < n:
        if not tokens[i].cap:
            i += 1
            continue
        j = i + 1
        # "National Police Chiefs’ Council": a plural owner inside an English name.
        gaps = (" ", "’ ", "' ") if language.tag == "en" else (" ",)
        while j < n and text[tokens[j - 1].end : tokens[j].start] in gaps:
            token = tokens[j]
            if token.cap or (
                _NUMBER.match(token.text)
                and len(token.text) in (1, 2, 3, 4)
                and not (j + 1 < n and (tokens[j + 1].text[:1].isdigit() or tokens[j + 1].low in _COUNTED))
            ):
                j += 1
            elif (
                (token.low in particles or token.low in _CONNECTORS)
                and j + 1 < n
                and text[token.end : tokens[j + 1].start] == " "
                and tokens[j + 1].cap
            ):
                j += 2
            elif (
                token.low in particles
                and j + 2 < n
                and tokens[j + 1].low in particles
                and tokens[j + 2].cap
                and text[token.end : tokens[j + 2].start].count(" ") == 2
            ):
                j += 3
            else:
                break
        yield i, j
        i = j


def strip_genitive(name: str, language: Language) -> str:
    """A discovered name without its genitive ending, as far as its form shows it (*Skatteverkets*, *KTH:s*)."""
    match = _GENITIVE_CAP.match(name)
    if match:
        return match.group(1)
    if language.cases:
        # VTT:ltä, EU:hun: whatever the case, a colon parts it from an abbreviation.
        return _COLON_ENDING.sub("", name)
    for ending in ("’s", "'s", ":s", ":n"):
        if name.endswith(ending):
            return name[: -len(ending)]
    return name


def _cased(base: str, like: str) -> str:
    """A base form with capitals where the text has them.

    >>> _cased("deutsches institut für", "Deutschen Instituts für")
    'Deutsches Institut für'
    """
    pairs = zip_longest(base.split(" "), like.split(" ")[: len(base.split(" "))], fillvalue="")
    return " ".join(b[:1].upper() + b[1:] if c[:1].isalpha() and c[:1].isupper() else b for b, c in pairs)


class NameFinder:
    """Finds names by form in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._suffix: dict[str, tuple[str, str, str] | None] = {}
        self._suffixes: list[tuple[str, str, str]] = []
        for type_, forms in language.forms.items():
            code = CODE_OF_TYPE[type_]
            self._suffixes += [(w.lower(), cls, code) for w, cls in forms.suffix.items()]
        self._suffixes.sort(key=lambda s: (-len(s[0]), s))
        self._endings = tuple(s[0] for s in self._suffixes)
        genitives = [g for g in language.genitive if g] or ["s"]
        self._genitive_endings = tuple(
            sorted(
                {*genitives, *(i for i in language.inflections if language.tag == "fi")},
                key=lambda g: (-len(g), g),
            )
        )
        self._exact = self._exact_names()
        self._near: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._tails = self._tail_words()
        self._heads = self._firsts("head")
        self._phrases = self._firsts("phrase")
        self._base_heads = dict(language.name_bases)
        self._nouns = self._firsts("noun")
        self._afters = {
            w: (cls, CODE_OF_TYPE[type_]) for type_, forms in language.forms.items() for w, cls in forms.after.items()
        }
        self._plurals = {
            w.lower(): (cls, CODE_OF_TYPE[type_])
            for type_, forms in language.forms.items()
            for w, cls in forms.plural.items()
        }
        self._compound_heads = tuple(
            sorted(
                words
                for entries in self._nouns.values()
                for words, _, code in entries
                if code in (EVENT, PROJECT) and len(words) >= 5 and " " not in words
            )
        )
        self._compounds: dict[str, str] = {}
        self._conjunction = alternation([*language.conjunctions, "&"])
        word = rf"[{LOWER}{UPPER}\d][\w’'-]*"
        self._ellipsis = re.compile(rf"(?<!\w)[{UPPER}][\w]*-(?:, \w+-)* {self._conjunction} ")
        if language.tag == "fi":
            self._ellipsis = re.compile(rf"(?<!\w)\w+-(?:, \w+-)* {self._conjunction} ")
        self._complement_word = re.compile(word)
        self._joint = re.compile(rf"(?:,| {self._conjunction}|, {self._conjunction})(?= )")

    def _firsts(self, form: str) -> dict[str, list[tuple[str, str, str]]]:
        """Entries of a form by their first word: (words, class, code), longest first."""
        table: dict[str, list[tuple[str, str, str]]] = {}
        for type_, forms in self.language.forms.items():
            for words, cls in getattr(forms, form).items():
                table.setdefault(words.split()[0].lower(), []).append((words.lower(), cls, CODE_OF_TYPE[type_]))
        for entries in table.values():
            entries.sort(key=lambda e: (-len(e[0]), e))
        return table

    def _exact_names(self) -> dict[str, list[tuple[Exact, str]]]:
        """Well-known names by their first word as the text may write it, longest first."""
        table: dict[str, list[tuple[Exact, str]]] = {}
        for type_, forms in self.language.forms.items():
            for exact in forms.exact:
                first = TOKEN.match(exact.name)
                if first is None:
                    continue
                keys = {first.group()}
                if first.end() == len(exact.name):
                    keys |= {first.group() + ending for ending in _NAME_GENITIVES}
                for form in sorted(keys):
                    table.setdefault(form, []).append((exact, CODE_OF_TYPE[type_]))
        for entries in table.values():
            entries.sort(key=lambda e: (-len(e[0].name), e[0].name, e[0].cls, e[0].near))
        return table

    def _named(
        self, i: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]
    ) -> Span | None:
        """A well-known name (names.toml `form = "name"`), written as listed, also in the genitive."""
        token = tokens[i]
        for exact, code in self._exact[token.text]:
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
            if exact.inside and self._opens(token, text, starts):
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

    def _tail_words(self) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
        """What follows a name: an expression for the lower-case words after a run, and all words with their class.

        A word that the data writes with a capital counts only when the text does too.
        """
        words: dict[str, tuple[str, str]] = {}
        for type_, forms in self.language.forms.items():
            for word, cls in forms.tail.items():
                words.setdefault(word, (cls, CODE_OF_TYPE[type_]))
        lower = [w for w in words if w == w.lower()]
        return re.compile(rf"(?<!\w)({alternation(lower)})((?:s|'s|’s|:s)?)(?![\w])"), words

    def _tail_of(self, token: Token) -> tuple[str, str, int] | None:
        """(class, code, length of the genitive ending) of a word that ends names."""
        words = self._tails[1]
        for cut in (0, 1):
            if cut and not token.low.endswith("s"):
                break
            for form in (token.text[: len(token.text) - cut], token.low[: len(token.low) - cut]):
                if form in words:
                    return (*words[form], cut)
        return None

    def suffix_form(self, token: Token) -> tuple[str, str, str] | None:
        """(name, class, code) of a capitalised word with a telling ending; None without one."""
        key = token.text
        if key in self._suffix:
            return self._suffix[key]
        found = self._find_suffix(token.text, token.low)
        if len(self._suffix) < 200_000:
            self._suffix[key] = found
        return found

    def _find_suffix(self, text: str, low: str) -> tuple[str, str, str] | None:
        if low in self.language.not_names:
            return None
        for cut in ("", *self._genitive_endings):
            if cut and not low.endswith(cut):
                continue
            stem = low[: len(low) - len(cut)] if cut else low
            if cut and stem in self.language.not_names:
                return None
            if not stem.endswith(self._endings):
                continue
            for ending, cls, code in self._suffixes:
                if stem.endswith(ending) and len(stem) >= len(ending) + 2:
                    own = _FOREIGN_COMPOUND if self.language.cases else _OWN
                    if ending[0] == "-" and code != ORGANIZATION and not own.match(text[: len(stem) - len(ending)]):
                        return None
                    return text[: len(stem)], cls, code
        return None

    def find(self, tokens: list[Token], text: str, folded: str, starts: frozenset[int]) -> list[Span]:
        """Every name that its form shows. `starts` are the positions where sentences begin."""
        found: list[Span] = []
        ellipses = {m.end(): m.start() for m in self._ellipsis.finditer(text)}
        finnish = self.language.tag == "fi"
        for i, token in enumerate(tokens):
            if token.text in self._exact:
                span = self._named(i, tokens, text, folded, starts)
                if span:
                    found.append(span)
            start = ellipses.get(token.start, token.start)
            if finnish and folded[max(0, token.start - 2) : token.start] == " -":
                span = self._hyphened(i, tokens, text)
                if span:
                    found.append(span)
            if token.cap or start < token.start or (finnish and self._is_plain_ministry(token)):
                span = self._suffixed(i, tokens, text, start)
                if span:
                    found.append(span)
            first = token.low
            if first in self._heads:
                span = self._head(i, tokens, text, folded)
                if span:
                    found.append(span)
            if first in self._phrases:
                span = self._phrase(i, tokens, text, folded)
                if span:
                    found.append(span)
            if first in self._nouns:
                span = self._noun(i, tokens, text, folded)
                if span:
                    found.append(span)
            elif self._compound_noun(first):
                span = self._noun(i, tokens, text, folded, self._compound_noun(first))
                if span:
                    found.append(span)
            if first in self._plurals:
                found += self._plural(i, tokens, text)
        for i, j in runs(tokens, text, self.language):
            found += self._run(i, j, tokens, text, folded, starts)
        return found

    def _hyphened(self, i: int, tokens: list[Token], text: str) -> Span | None:
        """A name of several words and the noun that a hyphen joins to it, as Finnish writes it: *Kestävä kasvu -hanke*.

        The name begins with the capitalised words nearest before the hyphen.
        """
        language = self.language
        form = self._find_suffix(f"Xx-{tokens[i].text}", f"xx-{tokens[i].low}")
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
            self.base_form(name),
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
            and self.suffix_form(before) is None
        )

    def _is_plain_ministry(self, token: Token) -> bool:
        """Finnish writes ministries without a capital inside a sentence (*valtiovarainministeriö*)."""
        if "ministeri" not in token.low:
            return False
        form = self.suffix_form(token)
        return form is not None and form[1] == "inno:Ministry"

    def _suffixed(self, i: int, tokens: list[Token], text: str, start: int) -> Span | None:
        """A word with a telling ending, with what belongs to it: *Närings- och* before it, a year or a title after."""
        token = tokens[i]
        form = self.suffix_form(token)
        if form is None:
            return None
        name, cls, code = form
        if start < token.start and code == ORGANIZATION:
            name = text[start : token.start] + name
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
        genitive = len(name) < end - start
        label = self.base_form(name)
        label = label[0].upper() + label[1:]
        # In Finnish a noun after a hyphen says what the name before it names (KEINO-verkosto): both are its names.
        bare = label.rpartition("-")[0] if self.language.cases and token.text.count("-") == 1 else ""
        aliases = (bare,) if len(bare) > 2 and bare[-1].isalnum() and f"-{name.rpartition('-')[2]}" != name else ()
        return Span(start, end, code, label, "form", 0.9, cls, genitive=genitive, aliases=aliases)

    def _head(self, i: int, tokens: list[Token], text: str, folded: str) -> Span | None:
        token = tokens[i]
        for words, cls, code in self._heads[token.low]:
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
            if words in ("danske", "norske") and tokens[k].text.isupper():
                continue  # the adjective before an abbreviation: Danske INNOBA
            last = k
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].cap
                and text[tokens[last].end : tokens[last + 1].start] == " "
                and last - k < 3
                and not self._begins_person(last + 1, tokens)
            ):
                last += 1
            stop = tokens[last].end
            after = re.compile(r" (?:län|lan|stad)s?\b").match(folded, stop)
            if after:
                stop = after.end()
            name = text[token.start : stop]
            base = strip_genitive(name, self.language)
            genitive = base != name
            if words in self._base_heads:
                base = _cased(self._base_heads[words], base) + base[len(words) :]
            label = self.base_form(base[0].upper() + base[1:])
            return Span(token.start, stop, code, label, "form", 0.9, cls, genitive=genitive)
        return None

    def _from_adjective(self, i: int, tokens: list[Token], text: str, name: str) -> tuple[int, str]:
        """Where a name begins and what it is with an adjective before it (*Nationaal* Groeifonds)."""
        start = tokens[i].start
        before = tokens[i - 1] if i else None
        if (
            before is None
            or self.language.tag not in ("nl", "de")
            or not _OF_THE_NATION.match(before.text)
            or text[before.end : start] != " "
        ):
            return start, name
        return before.start, f"{before.text} {name}"

    def _begins_person(self, k: int, tokens: list[Token]) -> bool:
        """Whether a known given name with a capitalised word behind it begins here."""
        return tokens[k].low in self.language.given_names and k + 1 < len(tokens) and tokens[k + 1].cap

    def base_form(self, name: str) -> str:
        """A name whose last word is inflected, in its base form (names.toml `[bases]`: *kaupungille* → *kaupunki*)."""
        low = name.lower()
        for ending, base in self.language.name_bases:
            if low.endswith(ending):
                stem, cut = name[: len(name) - len(ending)], name[len(name) - len(ending) :]
                # Oy:n stays Oy.
                return stem + _cased(base, cut)
        return name

    def _phrase(self, i: int, tokens: list[Token], text: str, folded: str) -> Span | None:
        token = tokens[i]
        for words, cls, code in self._phrases[token.low]:
            end = token.start + len(words)
            if not folded.startswith(words, token.start) or text[end : end + 1] != " ":
                continue
            stop = self._complement(text, folded, end + 1, capitals_only=not token.cap)
            if stop > end:
                base = self._base_heads.get(words)
                head = _cased(base, text[token.start : end]) if base else text[token.start : end]
                start, name = self._from_adjective(i, tokens, text, head + text[end:stop])
                return Span(start, stop, code, name[0].upper() + name[1:], "form", 0.9, cls)
        return None

    def _complement(self, text: str, folded: str, start: int, capitals_only: bool) -> int:
        """Where the complement of a phrase ends: words, joined by commas and *and*, up to a word that cannot belong."""
        position, stop, count = start, start - 1, 0
        since_joint = 0
        capital = False
        while count < 9:
            word = self._complement_word.match(text, position)
            if word is None:
                break
            low = folded[word.start() : word.end()]
            if low in self.language.stoppers or low in self.language.speech:
                break
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
            if joint:
                following = self._complement_word.match(text, joint.end() + 1)
                if following is None or folded[following.start() : following.end()] in self.language.stoppers:
                    break
                if following.group()[0].isupper() != capitalised and self.language.tag != "de":
                    break
                if not self._list_closes(folded, joint.end()) and joint.group() == ",":
                    break
                position = joint.end() + 1
                since_joint = 0
            elif text[stop : stop + 1] == " ":
                position = stop + 1
            else:
                break
        return stop

    def _list_closes(self, folded: str, start: int) -> bool:
        """Whether a comma begins a list that an *and* closes within a few words."""
        window = folded[start : start + 120]
        clause = re.split(r"[.;:()]", window, maxsplit=1)[0]
        return re.search(rf" {self._conjunction} ", clause) is not None

    def _compound_noun(self, low: str) -> str:
        """The noun that a compound of a Germanic language ends in (*stimuleringstraject*: *traject*); "" for none."""
        if self.language.tag not in ("nl", "de") or len(low) < 9:
            return ""
        if low not in self._compounds:
            fitting = [w for w in self._compound_heads if low.endswith(w) and len(low) >= len(w) + 3]
            self._compounds[low] = max(fitting, key=len, default="")
        return self._compounds[low]

    def _plural(self, i: int, tokens: list[Token], text: str) -> Iterator[Span]:
        """The names of a list after a plural (*de gemeenten Gouda en Zwolle*), each a thing of its own."""
        cls, code = self._plurals[tokens[i].low]
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

    def _noun(self, i: int, tokens: list[Token], text: str, folded: str, head: str = "") -> Span | None:
        token = tokens[i]
        for words, cls, code in self._nouns[head or token.low]:
            end = token.start + len(words)
            if head:
                if words != head:
                    continue
                end = token.end
            elif not folded.startswith(words, token.start) or end > len(text):
                continue
            if end < len(text) and text[end].isalnum():
                continue
            quoted = _QUOTED.match(text, end)
            if quoted and quoted.group(1)[:1].isupper():
                return Span(quoted.start(1), quoted.end(1), code, quoted.group(1).strip(), "noun", 0.95, cls)
            k = i + len(words.split())
            if k >= len(tokens) or text[end : tokens[k].start] != " " or not tokens[k].cap:
                return None
            if code == ORGANIZATION and tokens[k].low in self.language.not_names:
                return None
            stop = self._title_end(k, tokens, text, code)
            name = text[tokens[k].start : stop]
            if self.language.tag == "de" and stop == tokens[k].end and _COMMON.search(name):
                return None
            base = strip_genitive(name, self.language)
            return Span(tokens[k].start, stop, code, base, "noun", 0.9, cls, genitive=base != name)
        return None

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
            if gap != " ":
                break
            if token.cap or _NUMBER.match(token.text):
                last += 1
                open_preposition = False
                continue
            if token.low in language.title_links and code != ORGANIZATION:
                following = tokens[last + 2] if last + 2 < len(tokens) else None
                if following is None or text[token.end : following.start] != " ":
                    break
                if (following.low in language.stoppers and not following.cap) or (
                    token.low in language.conjunctions and not following.cap and not open_preposition
                ):
                    break
                last += 2
                open_preposition = True
                budget = 2
                continue
            if token.low in language.stoppers or not budget or not token.text.isalpha():
                break
            if language.tag == "de" and not self._leads_to_noun(last + 1, tokens, text):
                break
            if language.looks_like_verb(token.low):
                break
            last += 1
            budget -= 1
        return tokens[last].end

    def _leads_to_noun(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a lower-case German word is an adjective before a noun (Sichere *digitale* Zukunft), and no verb."""
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        return (
            following is not None
            and following.cap
            and text[tokens[k].end : following.start] == " "
            and tokens[k].low.endswith(("e", "en", "er", "es", "em"))
        )

    def _run(
        self, i: int, j: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]
    ) -> Iterator[Span]:
        language = self.language
        first = i
        # A sentence's first word is capitalised for another reason than being a name.
        while first < j and self._is_opening(tokens[first], text, starts):
            first += 1
        while first < j and not tokens[first].cap:
            first += 1
        if first == j:
            return
        pattern, words = self._tails
        if language.tag == "en":
            first = self._after_role(first, j, tokens)
        if j - first > 2 and self._begins_person(first, tokens):
            # "Anna Ek Sunderby sjukhus": a person, then a name.
            first += 2
            while first < j and not tokens[first].cap:
                first += 1
            if first == j:
                return
        # The tail inside the run (Lejre Kommune, Motiva Oy) …
        reach = j
        for k in range(j - 1, first, -1):
            tail = self._tail_of(tokens[k]) if k < reach else None
            if tail is not None:
                cls, code, cut = tail
                begin = self._after_and(first, k, tokens)
                if begin == first and cls == "inno:Company":
                    begin = self._company_start(first, tokens, text)
                if begin == k or (code != ORGANIZATION and language.tag == "en" and self._is_common(tokens[begin:k])):
                    continue
                yield Span(
                    tokens[begin].start,
                    tokens[k].end,
                    code,
                    self.base_form(text[tokens[begin].start : tokens[k].end - cut]),
                    "form",
                    0.9,
                    cls,
                    genitive=bool(cut),
                )
                if begin <= first:
                    break
                reach = begin - 1
        yield from self._before_noun(first, j, tokens, text, starts)
        # … or after it (Kumla kommun, Jönköpings läns landsting).
        if text[tokens[j - 1].end : tokens[j - 1].end + 1] == " ":
            match = pattern.match(folded, tokens[j - 1].end + 1)
            if match:
                cls, code = words[match.group(1)]
                begin = first
                if code == ORGANIZATION and j - first > 3:
                    begin = j - 1
                yield Span(
                    tokens[begin].start,
                    match.end(),
                    code,
                    self.base_form(text[tokens[begin].start : match.end(1)]),
                    "form",
                    0.9,
                    cls,
                    genitive=bool(match.group(2)),
                )
        known = tokens[first].low in language.not_names or tokens[first].low in language.stoppers
        opening = j - first == 2 and self._opens(tokens[first], text, starts)
        # A German noun before a year is mostly a time (Sommer 2014, Geschäftsjahr 2016).
        known = known or language.tag == "de"
        if j - first >= 2 and not known and not opening and re.fullmatch(r"(?:19|20)\d\d", tokens[j - 1].text):
            # A name with a year is an edition of an event, or a programme that runs until then.
            heads = self._heads.get(tokens[first].low, ())
            until = int(tokens[j - 1].text)
            runs_on = until % 10 == 0 and until >= 2030
            code = PROJECT if runs_on or any(c == PROJECT for _, _, c in heads) else EVENT
            yield Span(
                tokens[first].start,
                tokens[j - 1].end,
                code,
                text[tokens[first].start : tokens[j - 1].end],
                "year",
                0.55,
            )
        yield from self._unknown(first, j, tokens, text, starts)
        k = first - 1
        while k + 1 < j:
            k += 1
            token = tokens[k]
            base = strip_genitive(token.text, language)
            if _ACRONYM.match(base) and len(base) <= 12 and base.lower() not in language.not_names:
                last = k
                # Words in capitals that stand together are one name.
                while (
                    last + 1 < j
                    and tokens[last + 1].text.isupper()
                    and len(tokens[last + 1].text) >= 2
                    and tokens[last + 1].low not in language.role_whole
                ):
                    last += 1
                # Nouns are in lower case: what goes on with a capital is the name (SCG Chemicals, IBA Kolding).
                while (
                    language.tag in ("nb", "da")
                    and last - k < 2
                    and base == token.text
                    and last + 1 < j
                    and tokens[last + 1].text.isalpha()
                    and tokens[last + 1].low not in language.not_names
                    and tokens[last + 1].low not in language.stoppers
                    and tokens[last + 1].low not in language.foreign_given_names
                    and tokens[last + 1].low not in language.given_names
                ):
                    last += 1
                base = strip_genitive(text[token.start : tokens[last].end], language)
                yield Span(
                    token.start,
                    tokens[last].end,
                    ORGANIZATION,
                    base,
                    "acronym",
                    0.6,
                    genitive=len(base) < tokens[last].end - token.start,
                )
                k = last

    def _before_noun(
        self, first: int, j: int, tokens: list[Token], text: str, starts: frozenset[int]
    ) -> Iterator[Span]:
        """A capitalised run before a common noun that says what it names (*the SEETAC project*)."""
        if j >= len(tokens) or tokens[j].low not in self._afters or text[tokens[j - 1].end : tokens[j].start] != " ":
            return
        for m in range(j - 2, first - 1, -1):
            if _POSSESSIVE.match(tokens[m].text):
                first = m + 1
                break
        words = tokens[first:j]
        if _POSSESSIVE.match(words[-1].text) or self._is_common(words) or _COMPOUND.search(words[-1].low):
            return
        if len(words) == 1 and words[0].start in starts and not _INNER_CAPITAL.search(words[0].text[1:]):
            return
        cls, code = self._afters[tokens[j].low]
        name = text[words[0].start : words[-1].end]
        yield Span(words[0].start, words[-1].end, code, name, "noun", 0.85, cls)

    def _is_common(self, words: list[Token]) -> bool:
        """Whether words with capitals only say whose or what kind something is: *EU*, *European*, *Joint*."""
        language = self.language
        return all(w.low in _KINDS or w.low in language.not_names for w in words)

    def _after_role(self, first: int, j: int, tokens: list[Token]) -> int:
        """The first word after a capitalised title that opens a run: *Chief Executive of | Portsmouth Hospitals*."""
        language = self.language
        for m in range(first + 1, j - 1):
            if tokens[m].low == "of":
                titles = {" ".join(t.low for t in tokens[n:m]) for n in range(first, m)}
                last = tokens[m - 1].low
                heads = tuple(h for h in language.role_heads if h not in language.role_whole)
                if titles & language.role_whole or last in language.role_whole or last.endswith(heads):
                    return m + 1
                break
        return first

    def _after_and(self, first: int, k: int, tokens: list[Token]) -> int:
        """The first word of the name that ends at `k`, when an *and* before it parts two names.

        It does where a name stands before it that ends as names do, or an abbreviation, and where the name ends in a
        country's: *Tampere University and Business Finland*, *Spain and Finland*; *Research and Innovation Council*
        is one name.
        """
        for m in range(k - 1, first - 1, -1):
            owner = _POSSESSIVE.match(tokens[m].text)
            if owner and owner.group(1) in self._tails[1]:
                return m + 1  # the Government’s Transformation Fund
            if m > first and tokens[m].low in self.language.conjunctions and (
                tokens[k].low in _COUNTRIES
                or self._tail_of(tokens[m - 1]) is not None
                or (tokens[m - 1].text.isupper() and len(tokens[m - 1].text) > 1)
                or (k - m > 1 and self._opens_form(first, tokens))
            ):
                return m + 1
        return first

    def _opens_form(self, k: int, tokens: list[Token]) -> bool:
        """Whether words that begin names begin here (*University of …*): what follows an *and* is another one."""
        for words, _, _ in self._heads.get(tokens[k].low, ()):
            if [t.low for t in tokens[k : k + len(words.split())]] == words.split():
                return True
        return False

    def _company_start(self, first: int, tokens: list[Token], text: str) -> int:
        """The first word of a company's name, over *i* and *och* (Teknikföretagens Service i Sverige AB)."""
        while first >= 2 and tokens[first - 1].low in ("i", "in", "of", "&"):
            before = tokens[first - 2]
            if not before.cap or text[before.end : tokens[first].start].count(" ") != 2:
                break
            first -= 2
            while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " ":
                first -= 1
        return first

    def _is_opening(self, token: Token, text: str, starts: frozenset[int]) -> bool:
        """Whether a capitalised word opens a sentence, or is one that never begins a name."""
        language = self.language
        if len(token.text) > 1 and token.text.isupper():
            return token.low in language.not_names
        if token.low not in language.not_names and token.low not in language.stoppers:
            return False
        if language.tag == "de" or token.low in language.months or token.low in language.weekdays:
            return True
        # Inside a sentence even a common word is capitalised for a reason: a title begins (I *Den* cirkulära kunden …).
        return self._opens(token, text, starts)

    def _opens(self, token: Token, text: str, starts: frozenset[int]) -> bool:
        """Whether a word stands where any word is capitalised."""
        before = text[max(0, token.start - 2) : token.start].strip()[-1:]
        return token.start in starts or (before != "" and before in '–-:•"”“»«(.!?')

    def _unknown(self, first: int, j: int, tokens: list[Token], text: str, starts: frozenset[int]) -> Iterator[Span]:
        """A capitalised run of no known form: a name of something, if rules find out of what."""
        language = self.language
        if language.tag == "de" and j - first < 2 and not _INNER_CAPITAL.search(tokens[first].text):
            return
        token = tokens[first]
        single = j - first == 1
        if single and (token.low in language.months or token.low in language.weekdays or len(token.text) < 3):
            return
        at_start = token.start in starts or text[max(0, token.start - 2) : token.start].strip() in (
            "–",
            "-",
            ":",
            "•",
        )
        if at_start and single and not _INNER_CAPITAL.search(token.text) and not token.text[-1:].isdigit():
            return
        name = text[token.start : tokens[j - 1].end]
        base = strip_genitive(name, language)
        yield Span(token.start, tokens[j - 1].end, UNKNOWN, base, "unknown", 0.2, genitive=base != name)

    def title_end(self, start: int, tokens: list[Token], text: str) -> int:
        """Where a title that begins at `start` ends (`tokens` are those from there on)."""
        return self._title_end(0, tokens, text, PROJECT) if tokens else start
