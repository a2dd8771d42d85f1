"""The forms of names in one language (data/language/xx/names.toml): words and endings to look up, and base forms."""

from __future__ import annotations

import re
from itertools import zip_longest

from innograph.extract.gazetteer import fold
from innograph.extract.language import Ellipsis, Exact, Language, alternation
from innograph.extract.patterns import Pattern
from innograph.extract.spans import CODE_OF_TYPE, EVENT, LOWER, ORGANIZATION, PROJECT, UPPER
from innograph.extract.words import TOKEN, Token, WordTable

#: What a name is made of before "-Initiative": capitals that stand for somebody (IÖB, not EU, IT or Vorzeige).
_OWN = re.compile(
    rf"(?!(?:EU|US|UN|UNO|IT|TV|KI|AI|NGO|IKT|HD|3D|PC|PR|HR|EDV|PPP|KMU|USA|WM|EM)(?:-|$))"
    rf"\w*[{UPPER}\d]\w*[{UPPER}\d]"
)
#: German: what before "-Konferenz" says what kind of event it is; in other compounds it names one (Vivavelo-Kongress).
_KIND_OF_EVENT = re.compile(
    r"(?i:online|presse|abschluss|auftakt|fach|jahres?|video|web|telefon|panel|podiums?|eröffnungs?|info|kick-?off|"
    r"start|regional|bürger|experten|partei|familien|eltern|kinder|jugend|schüler|kultur|musik|sport|film|theater|"
    r"haupt|sonder|live|hybrid|präsenz|digital|vor|nach|gesamt|[a-z]*projekt|netzwerk|verbands?|mitglieder|regierungs?|"
    r"eu|un|it|ki|g7|g20|nato|ministerpräsidenten|fraktions?|koalitions?|zukunfts?|innovations?)-"
)
_CAPITAL = re.compile(rf"[{UPPER}][{LOWER}]{{4,}}")
#: … and so may an abbreviation before what is held every year (ABC-Forum).
_ACRONYM_OR_CAPITAL = re.compile(rf"[{UPPER}][{LOWER}]{{4,}}|(?!EU|UN|IT|KI)[{UPPER}]{{3,}}$")
_HELD_EVERY_YEAR = ("-forum", "-forums", "-tag", "-tage", "-kongress", "-kongresses", "-gipfel", "-award", "-messe")
#: Nouns of bodies that end compounds which say what a body is (*thuiszorgorganisatie*, *Softwarefirma*); compounds of
#: others are names. So many letters such a noun has at least.
_KINDS_OF_BODIES = (
    "organisatie",
    "bedrijf",
    "bureau",
    "onderneming",
    "leverancier",
    "bouwer",
    "instelling",
    "firma",
    "hersteller",
    "anbieter",
    "dienstleister",
    "versorger",
    "unternehmen",
)
_LEAST_HEAD = 5
#: In Finnish any name may stand there (Digikorttelit-hanke), but for the same abbreviations.
_FOREIGN_COMPOUND = re.compile(
    rf"(?!(?:EU|US|UN|UNO|YK|IT|TV|AI|ICT|IKT|HD|3D|PC|PR|HR|T&K|TKI|TKIO|PK|PPP|MM|EM|SM|Pilotti|Kehitys|Yhteis|ESR|EAKR)(?:-|$))"
    rf"[{UPPER}\d]"
)
#: German nouns of these endings name nothing alone (das Programm Digitalisierung).
COMMON = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|nacht|tag|wesen|ismus|schutz|hilfe|politik|arbeit)$"
)
#: A shorter noun that begins names is an abbreviation, or its genitive another word.
_LEAST_HEAD = 5
#: Endings of German nouns that stay as they are in the genitive, or do not show it.
_FEMININE = (
    "e", "é", "ung", "schaft", "heit", "keit", "ei", "ion", "ik", "ät", "ur", "anz", "enz", "nen", "ien", "ken", "len",
    "stadt", "anstalt", "kammer", "wehr", "thek", "nschaft", "s", "x", "z", "interreg", "fraunhofer",
)  # fmt: skip
#: A shorter plural ends too many other words.
_LEAST_PLURAL = 6
#: What a well-known name may end in, and that nothing of the word follows.
_NAME_GENITIVES = ("s", ":s", "'s", "’s")
#: And in Finnish.
_NAME_CASES = ("n", "lle", "lta", "ltä", "lla", "llä", "ssa", "ssä", "sta", "stä")
_COLON_ENDING = re.compile(r":[a-zäöå]{1,5}$")
#: How genitives end that no colon parts from the name.
_GENITIVE_LAST = ("s", "n")
_GENITIVE_CAP = re.compile(rf"^([{UPPER}\d-]{{2,}})(?::?s|’s|'s|:n|:lle|:ssa|:lla|:n)$")


def strip_genitive(name: str, language: Language) -> str:
    """A discovered name without its genitive ending, as far as its form shows it (*Skatteverkets*, *KTH:s*)."""
    if name[-1:] not in _GENITIVE_LAST and ":" not in name:
        return name
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


#: A Finnish adjective before a noun of bodies; a person's name in the genitive stands before other nouns
#: (*säätiö*), and what ends in *-minen* is a noun (*Asumisen viikko*).
_AGREEING = re.compile(r"(?<=[^\W\d_]{3})(?<!m)is(?:en|essa|essä|esta|estä|een|ella|ellä|elle|elta|eltä|ta|tä)(?= )")
_OF_PERSONS = ("säätiö", "rahasto", "oy")


def cased(base: str, like: str) -> str:
    """A base form with capitals where the text has them.

    >>> cased("deutsches institut für", "Deutschen Instituts für")
    'Deutsches Institut für'
    """
    pairs = zip_longest(base.split(" "), like.split(" ")[: len(base.split(" "))], fillvalue="")
    return " ".join(b[:1].upper() + b[1:] if c[:1].isalpha() and c[:1].isupper() else b for b, c in pairs)


class _Tails(dict[str, tuple[str, str]]):
    """Words that end names, with their class and code; `endings` are those of compounds (biblioteks*förening*)."""

    def __init__(self) -> None:
        super().__init__()
        self.endings: dict[str, tuple[str, str]] = {}

    def __missing__(self, word: str) -> tuple[str, str]:
        for ending, entry in self.endings.items():
            if word.endswith(ending):
                return entry
        raise KeyError(word)


class NameForms:
    """What names look like in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._suffixes: list[tuple[str, str, str]] = []
        for type_, forms in language.forms.items():
            code = CODE_OF_TYPE[type_]
            self._suffixes += [(w.lower(), cls, code) for w, cls in forms.suffix.items()]
        self._suffixes.sort(key=lambda s: (-len(s[0]), s))
        self._endings = tuple(s[0] for s in self._suffixes)
        self._suffix = WordTable(lambda word: self.find_suffix(word, fold(word)))
        genitives = [g for g in language.genitive if g] or ["s"]
        self._genitive_endings = tuple(
            sorted(
                {*genitives, *(i for i in language.inflections if language.tag == "fi")},
                key=lambda g: (-len(g), g),
            )
        )
        self.exact = self._exact_names()
        self.tails = self._tail_words()
        #: Ends of names of several words, by their last word.
        self._long_tails: dict[str, list[tuple[str, ...]]] = {}
        for tail in self.tails[1]:
            if " " in tail:
                last = tail.rpartition(" ")[2].lower().removesuffix("s")
                self._long_tails.setdefault(last, []).append(tuple(tail.split()))
        self.heads = self._firsts("head")
        self.phrases = self._firsts("phrase")
        self.base_heads = dict(language.name_bases)
        if language.tag == "de":
            self._add_genitives()
        self.nouns = self._firsts("noun")
        self.afters = {
            w: (cls, CODE_OF_TYPE[type_]) for type_, forms in language.forms.items() for w, cls in forms.after.items()
        }
        self.plurals = {
            w.lower(): (cls, CODE_OF_TYPE[type_])
            for type_, forms in language.forms.items()
            for w, cls in forms.plural.items()
        }
        self.lists = self._ellipses()
        self._compound_heads = tuple(
            sorted(
                words
                for entries in self.nouns.values()
                for words, _, code in entries
                if (code in (EVENT, PROJECT) or words.lower().endswith(_KINDS_OF_BODIES))
                and len(words) >= _LEAST_HEAD
                and " " not in words
            )
        )
        #: Compounds that stand before a name as their last part does, where the language tells which (`head`).
        self._compound = language.pattern("compound")
        self._compound_plurals = tuple(w for w in sorted(self.plurals) if len(w) >= _LEAST_PLURAL and " " not in w)
        self._first_words = frozenset([*self.heads, *self.phrases, *self.nouns, *self.plurals, *self.lists])
        self.compound_noun = WordTable(self._compound_noun).__getitem__
        self.compound_plural = WordTable(self._compound_plural).__getitem__

    def _firsts(self, form: str) -> dict[str, list[tuple[str, str, str]]]:
        """Entries of a form by their first word: (words, class, code), longest first."""
        table: dict[str, list[tuple[str, str, str]]] = {}
        for type_, forms in self.language.forms.items():
            for words, cls in getattr(forms, form).items():
                table.setdefault(words.split()[0].lower(), []).append((words.lower(), cls, CODE_OF_TYPE[type_]))
        for entries in table.values():
            entries.sort(key=lambda e: (-len(e[0]), e))
        return table

    def _add_genitives(self) -> None:
        """German: the genitives of nouns that begin names (*des Netzwerks* Klare Flüsse), with their base forms."""
        for entries in list(self.heads.values()):
            for words, cls, code in entries:
                if len(words) < _LEAST_HEAD or not words.isalpha() or words.endswith(_FEMININE):
                    continue
                for ending in ("s", "es"):
                    self.base_heads.setdefault(words + ending, words)
                    known = self.heads.setdefault(words + ending, [])
                    if not known:
                        known.append((words + ending, cls, code))

    def _ellipses(self) -> dict[str, list[tuple[Pattern, Pattern, Ellipsis, str]]]:
        """Lists of names that share a part, by the first word of what stands before or after them: an expression for
        the whole list, one for a member, what it says, and the code of the type.
        """
        table: dict[str, list[tuple[Pattern, Pattern, Ellipsis, str]]] = {}
        conjunction = alternation(self.language.conjunctions)
        for type_, forms in self.language.forms.items():
            for entry in forms.lists:
                # "Region Skåne och Uppsala universitet": the second is no region.
                other = rf"(?! (?:[{UPPER}]|{alternation(sorted(w for w in self.tails[1] if w == w.lower()))}))"
                any_place = rf"[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?"
                if entry.members == ("*",):
                    members = any_place
                elif entry.members[0].startswith("*"):
                    members = rf"[{UPPER}][\w’'-]*{entry.members[0][1:]}"
                else:
                    members = alternation(entry.members)
                member = rf"(?P<member>{members})s?(?![\w-]){other}"
                one = member.replace("?P<member>", "?:")
                end = rf"(?!,? (?:{conjunction} )?[{UPPER}])" if entry.closed else ""
                for words in entry.words:
                    if entry.before:
                        names = rf"(?:{members}, )*{members},? {conjunction} {members}"
                        whole = rf"(?<![\w-])(?P<list>{names}) $"
                        both = (Pattern(whole, words), Pattern(rf"(?P<member>{members})(?![\w-])", words))
                        table.setdefault(words.lower(), []).append((*both, entry, CODE_OF_TYPE[type_]))
                        continue
                    # Behind its *and* a list is over: the municipalities of Ystad and Lund, Vinnova …
                    joined = rf"(?:, {one})*,? {conjunction} {one}|(?:, {one})+"
                    names = rf"{one}(?:{joined}){'?' if entry.alone else ''}"
                    whole = rf"(?i:{re.escape(words)})(?:[:,]| –)? (?P<list>{names}){end}"
                    both = (Pattern(whole, words), Pattern(member, words))
                    table.setdefault(words.split()[0].lower(), []).append((*both, entry, CODE_OF_TYPE[type_]))
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
                    endings = _NAME_CASES if self.language.cases else _NAME_GENITIVES
                    keys |= {first.group() + ending for ending in endings}
                for form in sorted(keys):
                    table.setdefault(form, []).append((exact, CODE_OF_TYPE[type_]))
        for entries in table.values():
            entries.sort(key=lambda e: (-len(e[0].name), e[0].name, e[0].cls, e[0].near))
        return table

    def _tail_words(self) -> tuple[re.Pattern[str], _Tails]:
        """What follows a name: an expression for the lower-case words after a run, and all words with their class.

        A word that the data writes with a capital counts only when the text does too.
        """
        words = _Tails()
        for type_, forms in self.language.forms.items():
            for word, cls in forms.tail.items():
                table = words.endings if word.startswith("*") else words
                table.setdefault(word.removeprefix("*"), (cls, CODE_OF_TYPE[type_]))
        lower = alternation([w for w in words if w == w.lower()])
        if words.endings:
            lower = rf"{lower}|[{LOWER}]{{3,}}{alternation(words.endings)}"
        # "Utveckla kommun- och regionarbetet": a part of a compound ends no name.
        return re.compile(rf"(?<!\w)({lower})((?:s|'s|’s|:s)?)(?![\w])(?!- )"), words

    def tail_of(self, token: Token) -> tuple[str, str, int] | None:
        """(class, code, length of the genitive ending) of a word that ends names."""
        words = self.tails[1]
        for cut in (0, 1, 2):
            if cut == 1 and (not token.low.endswith("s") or self.language.tag == "en"):
                continue  # an English plural is no genitive (Richard Chambers)
            if cut == 2 and not token.low.endswith(
                ("’s", "'s", ":s", "es") if self.language.tag == "de" else ("’s", "'s", ":s")
            ):
                break
            for form in (token.text[: len(token.text) - cut], token.low[: len(token.low) - cut]):
                if form in words:
                    return (*words[form], cut)
                if self.language.tag == "de" and token.cap and form == token.low[: len(token.low) - cut]:
                    for ending, entry in words.endings.items():
                        if form.endswith(ending):
                            return (*entry, cut)
        return None

    def long_tail(self, k: int, first: int, tokens: list[Token]) -> tuple[str, str, int] | None:
        """The same of several words that end names at word `k` (*Kumla | Science Park*), the first and the last with
        capitals; the name has a word before them, from `first` on.
        """
        for ending in self._long_tails.get(tokens[k].low.removesuffix("s"), ()):
            n = len(ending)
            small = ending[0].islower()
            found = tokens[max(first, k - n + 1) : k + 1]
            words = [token.low if small else token.text for token in found]
            cut = int(words[-1] == ending[-1] + "s" and self.language.tag != "en")
            same = words == [*ending] or (cut and words[:-1] == [*ending[:-1]])
            if k - n >= first and same and found[0].cap and found[-1].cap:
                return (*self.tails[1][" ".join(ending)], cut)
        return None

    def suffix_form(self, token: Token) -> tuple[str, str, str] | None:
        """(name, class, code) of a capitalised word with a telling ending; None without one."""
        return self._suffix[token.text]

    def find_suffix(self, text: str, low: str) -> tuple[str, str, str] | None:
        if low in self.language.not_names or "/" in low:  # Ek/Boverket are two names
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
                if self.language.tag == "nl" and code == PROJECT and stem.rpartition("-")[2] == ending:
                    continue  # het RIVERWISE-project: its name stands before the hyphen
                if stem.endswith(ending) and len(stem) >= len(ending) + 2:
                    own = _FOREIGN_COMPOUND if self.language.cases else _OWN
                    if self.language.tag == "de" and code == EVENT and not _KIND_OF_EVENT.match(text):
                        own = _ACRONYM_OR_CAPITAL if ending in _HELD_EVERY_YEAR else _CAPITAL
                    if ending[0] == "-" and code != ORGANIZATION and not own.match(text[: len(stem) - len(ending)]):
                        return None
                    return text[: len(stem)], cls, code
        return None

    def base_form(self, name: str) -> str:
        """A name whose last word is inflected, in its base form (names.toml `[bases]`: *kaupungille* → *kaupunki*)."""
        low = name.lower()
        for ending, base in self.language.name_bases:
            if low.endswith(ending):
                stem, cut = name[: len(name) - len(ending)], name[len(name) - len(ending) :]
                # Oy:n stays Oy. An adjective before the noun is in the noun's case (Ulkopoliittisen instituutin).
                agrees = self.language.cases and not base.endswith(_OF_PERSONS)
                return (_AGREEING.sub("inen", stem) if agrees else stem) + cased(base, cut)
        return name

    def begins(self, low: str) -> bool:
        """Whether a form may begin with this word, capitalised or not."""
        if low in self._first_words or self._compound_noun(low):
            return True
        return self.language.tag in ("nl", "de") and bool(self._compound_plural(low))

    def _compound_plural(self, low: str) -> str:
        """The plural that a compound of a Germanic language ends in (*buurgemeenten*: *gemeenten*); "" for none."""
        if self.language.tag not in ("nl", "de") or len(low) <= _LEAST_PLURAL:
            return ""
        fitting = [w for w in self._compound_plurals if low.endswith(w) and len(low) >= len(w) + 3]
        return max(fitting, key=len, default="")

    def _compound_noun(self, low: str) -> str:
        """The noun that a compound of a Germanic language ends in (*stimuleringstraject*: *traject*, *krisövningen*:
        *övningen*); "" for none.
        """
        if self._compound is not None:
            match = self._compound.fullmatch(low)
            return match["head"] if match and match["head"] in self.nouns else ""
        if self.language.tag not in ("nl", "de") or len(low) < 9:
            return ""
        fitting = [w for w in self._compound_heads if low.endswith(w) and len(low) >= len(w) + 3]
        return max(fitting, key=len, default="")
