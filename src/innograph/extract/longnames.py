"""Finnish names with words in lower case: *Suomen lasten ja nuorten säätiö*, *Pelastakaa lapset ry*, *Tiedepäivä*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from innograph.extract.forms import NameForms
from innograph.extract.language import Language, alternation
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, UPPER, Span

#: Classes of bodies whose names have words in lower case before the noun; those of places (*kaupunki*) have none.
_CLASSES = frozenset(
    ["inno:Association", "inno:PublicAgency", "inno:ResearchInstitute", "inno:CompetenceCentre", "inno:Council",
     "inno:Network", "org:Organization"]
)  # fmt: skip
#: Genitives that are adjectives (*suurimman*), and nouns that only say where.
_NO_PART = re.compile(r"(?:mman|mmän|isen|van|vän|neen)$")
#: Nouns of bodies, alone or at the end of a compound, with the stem that most cases have.
_NOUNS = {
    "asiantuntijaryhmä": ("asiantuntijaryhmä", "inno:Council"),
    "yhteistyöryhmä": ("yhteistyöryhmä", "inno:Council"),
    "neuvottelukunta": ("neuvottelukunna", "inno:Council"),
    "keskus": ("keskukse", "org:Organization"),
    "liitto": ("liito", "inno:Association"),
    "yhdistys": ("yhdistykse", "inno:Association"),
    "säätiö": ("säätiö", "inno:Association"),
    "instituutti": ("instituuti", "inno:ResearchInstitute"),
    "virasto": ("virasto", "inno:PublicAgency"),
}
_CASES = "n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi"
#: Bodies that any town has, or that are no bodies.
_ANY_TOWN = re.compile(r"^(?:kauppa|ostos|palvelu|terveys|liikunta|kaupungin|kunnan|maistraatin|asema|keskus|poliisi)")
#: Genitives of nations, which begin names of bodies at once.
_NATION = "Suomen|Pohjoismaiden|Ahvenanmaan"
#: Letters that stand for the name before them: Tieteentekijöiden liitto *TTL*, Kaupan liitto *– KL ry*.
_LETTERS = re.compile(rf"(?: [–-])? (?P<letters>[{UPPER}]{{3,}})(?: ry)?(?P<owns>:n)?(?![\w-])")
#: What companies' names end in (*Maakuntien tilakeskus Oy*).
_COMPANY = re.compile(rf" Oyj?(?::(?P<case>[{LOWER}]{{1,4}}))?(?![\w-])")
#: A name of this kind has so many words in lower case at most.
_MOST = 5
#: So many characters (code points) are looked at before a name.
_LONGEST = 60
#: What a registered association's name ends in, also inflected.
_REGISTERED = re.compile(rf"(?<=[{LOWER}] )(?P<end>ry|rf|sr)(?::[a-z]{{1,4}})?(?![\w-])")
#: A day of events with a capital (*Tiedepäivään*).
_DAY = re.compile(
    rf"(?<![\w-])(?P<stem>[{UPPER}][{LOWER}]{{3,}})päiv"
    r"(?:ä|ä(?P<case>n)|ää|ään|änä|ässä|ästä|ällä|ältä|älle|äksi)(?![\w-])"
)
#: A group that somebody sets up, with what it is about before its noun (*asetti liikenteen ohjausryhmän*).
_SET_UP = re.compile(
    rf"(?<!\w)(?:asetti|asettanut|asettaa|asettavat|asettivat|asettaneet|nimitti|nimittänyt|perusti|perustanut) "
    rf"(?:(?:uuden|laajan|laajapohjaisen|poikkihallinnollisen|oman|kansallisen|pysyvän) )*"
    rf"(?P<name>(?:[{LOWER}]{{4,}}(?<!s[ei]n)(?<!v[aä]n)n (?:(?:ja|sekä) )?){{1,5}}(?P<noun>[{LOWER}]*"
    rf"(?:ohjausryhmä|työryhmä|neuvottelukunna|toimikunna|seurantaryhmä|yhteistyöryhmä|asiantuntijaryhmä|"
    rf"valmisteluryhmä|johtoryhmä)))(?P<case>n|t)(?![\w-])"
)
#: What a registered association is, before its own name.
_OFFICIAL = re.compile(
    rf"(?<![\w-])[{UPPER}][\w-]*n(?P<middle>(?: [{LOWER}]+n){{0,3}}) "
    rf"[{LOWER}]*(?:järjestö|liitto|yhdistys|seura|keskus) $"
)
#: A service of the body named before it (Metsähallituksen Luontopalvelut).
_SERVICES = re.compile(
    rf"(?<=[{LOWER}]n )(?P<name>[{UPPER}][{LOWER}]{{3,}}palvelu)(?:t|jen|iden|issa|ista|ihin|illa|ille|ilta)(?![\w-])"
)
_OWNER = re.compile(rf"(?<![\w-])[{UPPER}][\w-]+n $")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w-]*) $")


class LongNames:
    """Finds such names in Finnish."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        tails = forms.tails[1]
        words = [w for w, (cls, code) in tails.items() if code == ORGANIZATION and cls in _CLASSES and w == w.lower()]
        link = alternation([c for c in language.conjunctions if c.isalpha()])
        part = rf"[{LOWER}-]+n|[{LOWER}]+-"
        inflected = "|".join(
            rf"{base}|{stem}(?:{_CASES}|{stem[-1]}n)|{base}(?:t?[aä]|{base[-1]}n)" for base, (stem, _) in _NOUNS.items()
        )
        compound = rf"(?P<body>(?:[{LOWER}]{{3,}})?(?:{inflected}))"
        self._pattern = re.compile(
            rf"(?<![\w-])[{UPPER}][\w-]*n(?P<middle>(?: (?:{part})(?: {link})?){{1,{_MOST}}}) "
            rf"(?:(?P<noun>{alternation(words)})|{compound})(?![\w-])"
        )
        plural = rf"[{UPPER}][{LOWER}]{{3,}}(?:jen|ien|ten|iden|öiden)"
        self._short = re.compile(rf"(?<![\w-])(?P<first>{_NATION}|{plural}) {compound}(?![\w-])")

    def find(self, text: str) -> Iterator[Span]:
        """Every such name of a text."""
        for match in self._pattern.finditer(text):
            middle = match["middle"].split()
            if any(self._is_no_part(word) for word in middle):
                continue
            if match["body"]:
                yield self._of_body(match.group(), match["body"], match.start(), text)
                continue
            whole = match.group()
            name = self.forms.base_form(whole)
            cls = self.forms.tails[1][match["noun"]][0]
            yield self._with_letters(
                Span(match.start(), match.end(), ORGANIZATION, name, "form", 0.92, cls, genitive=name != whole), text
            )
        for match in self._short.finditer(text):
            if not _ANY_TOWN.match(match["body"]) and match["first"].lower() not in self.language.not_names:
                yield self._of_body(match.group(), match["body"], match.start(), text)
        for match in _SERVICES.finditer(text):
            if _OWNER.search(text, max(0, match.start() - _LONGEST), match.start()):
                name = f"{match['name']}t"
                owned = match.group().endswith(("jen", "iden"))
                yield Span(
                    match.start(), match.end(), ORGANIZATION, name, "form", 0.85, "org:Organization", genitive=owned
                )
        for match in _SET_UP.finditer(text):
            noun = re.sub("kunna$", "kunta", match["noun"])
            name = match["name"][: -len(match["noun"])] + noun
            start, end = match.start("name"), match.end()
            name = name[0].upper() + name[1:]
            aliases = (noun[0].upper() + noun[1:],)
            yield Span(start, end, ORGANIZATION, name, "form", 0.85, "inno:Council", aliases=aliases)
        # Inside a sentence only a name has a capital.
        days = {m["stem"] for m in _DAY.finditer(text) if text[max(0, m.start() - 2) : m.start() - 1].islower()}
        for match in _DAY.finditer(text):
            if match["stem"] in days:
                name = f"{match['stem']}päivä"
                start = match.start("stem")
                yield Span(start, match.end(), EVENT, name, "form", 0.8, "inno:Event", genitive=match["case"] == "n")
        for match in _REGISTERED.finditer(text):
            start = self._first_word(text, match.start())
            if start >= 0:
                name = text[start : match.end("end")]
                inflected = match.end() > match.end("end")
                yield Span(start, match.end(), ORGANIZATION, name, "form", 0.92, "inno:Association", genitive=inflected)

    def _of_body(self, whole: str, noun: str, start: int, text: str) -> Span:
        """A name that ends in a noun of bodies, in its base form."""
        for base, (stem, cls) in _NOUNS.items():
            match = re.search(rf"(?:{stem}(?:{_CASES}|{stem[-1]}n)|{base}(?:t?[aä]|{base[-1]}n)?)$", noun)
            if match:
                name, class_ = whole[: len(whole) - len(match.group())] + base, cls
        span = Span(start, start + len(whole), ORGANIZATION, name, "form", 0.92, class_, genitive=name != whole)
        return self._with_letters(span, text)

    def _with_letters(self, span: Span, text: str) -> Span:
        """The name with the letters behind it, which stand for it."""
        if span.genitive:
            return span
        company = _COMPANY.match(text, span.end)
        if company:
            name = f"{span.name}{company.group().partition(':')[0]}"
            owns = company["case"] == "n"
            return replace(span, end=company.end(), name=name, cls="inno:Company", genitive=owns)
        match = _LETTERS.match(text, span.end)
        if match is None:
            return span
        aliases = (*span.aliases, match["letters"], match.group().lstrip(" –-").removesuffix(":n"))
        return replace(span, end=match.end(), aliases=aliases, genitive=match["owns"] is not None)

    def _is_no_part(self, word: str) -> bool:
        """Whether a word in lower case cannot be part of a name: a verb, an adjective, a body of its own."""
        language = self.language
        if word in language.conjunctions or word.endswith("-"):
            return False
        return word in language.stoppers or word in self.forms.tails[1] or _NO_PART.search(word) is not None

    def _over_noun(self, text: str, start: int) -> int:
        """Where a name begins with what says what it is: *Suomen nuorten kattojärjestö* Allianssi ry."""
        match = _OFFICIAL.search(text, max(0, start - 70), start)
        if match is None or any(self._is_no_part(word) for word in match["middle"].split()):
            return start
        return match.start()

    def _first_word(self, text: str, end: int) -> int:
        """Where the name that ends in words in lower case before `end` begins: its capitalised word; -1 for none."""
        language = self.language
        for _ in range(_MOST):
            match = _WORD_BEFORE.search(text, max(0, end - 60), end)
            if match is None:
                return -1
            word, end = match["word"], match.start()
            if word[0].isupper():
                return self._over_noun(text, end)
            if word in language.stoppers and word not in language.conjunctions:
                return -1
            if language.looks_like_verb(word):
                return -1
        return -1
