"""Case endings as marks: where a language says *from*, *at* and *to* with an ending (Finnish), patterns see which.

words.toml `[cases]` maps the name of a case to the endings that show it (*lta* = Motiva**lta**, VTT:**ltä**). In a
masked sentence the case of a mention stands behind it as one private character; a pattern asks for it with
`{organization~lta}`, for the genitive with `{organization's}`, for the uninflected form with `{organization~0}`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from innograph.extract.language import Language

#: Behind a mention: in the genitive, or perhaps in it (a name that ends in s anyway).
GENITIVE, MAYBE_GENITIVE = "\ue040", "\ue041"
_FIRST_MARK = 0xE050
#: The names of the two cases that need more than their endings, in words.toml.
_GENITIVE, _PARTITIVE = "genitive", "ta"
#: Every mark that may stand behind a mention.
MARKS = f"{GENITIVE}{MAYBE_GENITIVE}{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + 15)}"

_BRACKET = re.compile(r" ?[(\[].*$")
_VOWELS = "aeiouyäöå"
_COLON = re.compile(r":[a-zäöå]{1,5}$")
#: Genitives with another stem than the base form: nouns that surnames end in, and the suffixes of surnames.
_STEMS = (
    ("lahde", "lahti"), ("lamme", "lampi"), ("joe", "joki"), ("mäe", "mäki"), ("kankaa", "kangas"),
    ("ranna", "ranta"),
    ("virra", "virta"), ("pello", "pelto"), ("aallo", "aalto"), ("korve", "korpi"), ("koske", "koski"),
    ("järve", "järvi"), ("saare", "saari"), ("nieme", "niemi"), ("vuore", "vuori"), ("kive", "kivi"),
    ("salme", "salmi"), ("nurme", "nurmi"), ("lehde", "lehti"), ("kuuse", "kuusi"), ("rintee", "rinne"),
    ("lainee", "laine"), ("lehdo", "lehto"), ("suome", "suomi"), ("talve", "talvi"), ("suve", "suvi"),
    ("hanhe", "hanhi"), ("vede", "vesi"), ("mere", "meri"), ("käde", "käsi"), ("tamme", "tammi"),
    ("louhe", "louhi"), ("rauda", "rauta"), ("silla", "silta"),
)  # fmt: skip
#: Surnames that end in a consonant take an i before the ending (*Lundin*, *Bergille*).
_CONSONANT = ("berg", "ström", "lund", "holm", "qvist", "kvist", "gren", "grén", "fors", "stedt", "man", "son", "blom",
              "ros", "roos", "ek", "dahl", "lind")  # fmt: skip
_SURELY = ("berg", "ström", "qvist", "kvist", "holm", "stedt", "blom")
#: Surnames that end in n themselves.
_FOREIGN = ("man", "son", "ian", "ean", "van", "gan", "ron", "ton", "oan", "han", "yan", "uan")
#: Genitives of names with another stem than the base form: consonants that grade, nouns in s and nen.
_GENITIVE_ENDINGS = (
    ("iikin", "iikki"), ("ngän", "nkä"), ("ngan", "nka"), ("ngin", "nki"), ("uksen", "us"), ("yksen", "ys"),
    ("ituksen", "itus"), ("itoksen", "itos"), ("oksen", "os"), ("iston", "isto"), ("iön", "iö"), ("isen", "inen"),
    ("pungin", "punki"), ("keen", "ke"),
)  # fmt: skip
#: Consonants that stand double in the strong grade.
_GRADING = ("k", "p", "t")
_OBLIQUE = re.compile(r"(?:n|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi)$")


class Cases:
    """The cases of one language; `known` is false for languages without."""

    def __init__(self, language: Language) -> None:
        self._nouns = language.anaphora
        self._marks: dict[str, str] = {}
        endings: list[tuple[str, str]] = []
        for number, (name, forms) in enumerate(language.cases.items()):
            self._marks[name] = GENITIVE if name == _GENITIVE else chr(_FIRST_MARK + number)
            endings += [(form, name) for form in forms]
        self._endings = sorted(endings, key=lambda e: (-len(e[0]), e))
        self.known = bool(self._marks)
        self._case = lru_cache(maxsize=65536)(self._find)

    def mark(self, case: str) -> str:
        """The private character of a case. Raises KeyError for a case that the language does not have."""
        return self._marks[case]

    def names(self) -> list[str]:
        """The cases by name."""
        return list(self._marks)

    def of(self, surface: str, name: str, noun: bool) -> str:
        """The mark of a mention's case, empty for the base form.

        `surface` is what the text says (lower case), `name` the base form found for it, `noun` says that it is a
        common noun standing for something named before.
        """
        surface = _BRACKET.sub("", surface)
        case = self._case(surface, surface if noun else name.lower())
        return self._marks[case] if case else ""

    def _find(self, surface: str, name: str) -> str:
        if surface == name:
            return self._noun_case(surface) if surface.split()[-1] in self._nouns else ""
        if not surface.startswith(name):
            return self._by_ending(surface, "")
        ending = surface[len(name) :].lstrip(":")
        if ending in ("n", "in", "en", "nkin") and not self._lengthens(name, ending):
            return _GENITIVE
        return self._by_ending(surface, ending)

    @staticmethod
    def _lengthens(name: str, ending: str) -> bool:
        """Whether an ending makes the name's last vowel long, as *into* does (*Digiin*, but *Laineen*)."""
        return len(ending) > 1 and name[-1:] == ending[0] and name[-1:] in _VOWELS and name[-1:] != "e"

    def _by_ending(self, surface: str, ending: str) -> str:
        """The case that an ending shows; short endings count only when they are all that follows the name."""
        for form, case in self._endings:
            if form == ending:
                return case
        for form, case in self._endings:
            if (len(form) > 2 or form == "n") and surface.endswith(form):
                return case
        return ""

    def _noun_case(self, surface: str) -> str:
        """The case of a listed common noun: what the other listed forms of it show."""
        word = surface.split()[-1]
        if f"{word}n" in self._nouns:
            return ""
        if any(word.endswith(e) and word[: -len(e)] in self._nouns for e in ("a", "ä", "ta", "tä", "tta", "ttä")):
            return _PARTITIVE if _PARTITIVE in self._marks else ""
        if word.endswith("een") and not word.endswith(("seen", "uuteen")):
            return _GENITIVE
        return self._by_ending(word, "")


def surname_base(word: str, known: frozenset[str] | set[str]) -> str:
    """The base form of an inflected Finnish surname, as its form or the rest of the text (`known` words) shows it.

    >>> surname_base("Virtasen", set()), surname_base("Niemelle", set()), surname_base("Marinin", {"Marin"})
    ('Virtanen', 'Niemi', 'Marin')
    >>> surname_base("Hansen", set()), surname_base("Virtanen", set()), surname_base("Saikun", {"Saikku"})
    ('Hansen', 'Virtanen', 'Saikku')
    """
    word = _COLON.sub("", word)
    if len(word) < 4 or word.endswith("nen"):
        return word
    for stem in (word[:-1], word[:-2]) if word[-1] in "aä" else ():
        if stem in known:
            return stem
    match = _OBLIQUE.search(word)
    if match is None:
        return word
    stem = word[: match.start()]
    if match.group() in ("sta", "stä") and f"{stem}nen" in known:
        return f"{stem}nen"  # Ahosta, where the text has Ahonen
    for base in (stem, stem[:-1] if stem.endswith("i") else "", f"{stem[:-1]}i", f"{stem[:-1]}s", stem[:-1]):
        if len(base) > 2 and base in known:
            return base
    # Consonants that grade (Saikun: Saikku), where the text has the base form.
    if match.group() == "n" and stem[-2:-1] in _GRADING and f"{stem[:-1]}{stem[-2]}{stem[-1]}" in known:
        return f"{stem[:-1]}{stem[-2]}{stem[-1]}"
    low = stem.lower()
    if low.endswith("se") and len(low) > 4 and low[-3] in "aeiouyäö":
        return f"{stem[:-2]}nen"
    for oblique, base in _STEMS:
        if low.endswith(oblique):
            return _like(stem, stem[: len(stem) - len(oblique)] + base)
    if low.endswith("i") and low[:-1].endswith(_CONSONANT):
        # Lundin is a surname of its own.
        return stem[:-1] if match.group() != "n" or low[:-1].endswith(_SURELY) else word
    if match.group() != "n":
        # Lammintausta is a surname of its own.
        return stem if len(stem) > 3 and low[-1] in "aäoöuyi" and match.group() not in ("sta", "stä") else word
    # A genitive in n that is no ending of foreign surnames: Mattila-n, Laakso-n, Koulu-n.
    return stem if low[-1] in "aäoöuy" and not word.lower().endswith(_FOREIGN) and len(word) > 4 else word


def _like(stem: str, base: str) -> str:
    return base[0].upper() + base[1:] if stem[:1].isupper() else base


def genitive_base(name: str, known: str) -> str:
    """The base form of a Finnish name in the genitive, as far as its last letters show it; `known` is the form that a
    listed ending gives (the name itself when none does).

    >>> genitive_base("Motivan", "Motivan"), genitive_base("Vapriikin", "Vapriikin"), genitive_base("Fingridin", "")
    ('Motiva', 'Vapriikki', 'Fingrid')
    >>> genitive_base("Metsähallituksen", ""), genitive_base("Hevosenkengän", "")
    ('Metsähallitus', 'Hevosenkenkä')
    """
    if known and known != name:
        return known
    for ending, base in _GENITIVE_ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending) + 1:
            return name[: len(name) - len(ending)] + base
    stem = name[:-1]
    if stem.endswith("i") and stem[-2:-1] not in "aeouyäöiktpsln":
        return stem[:-1]
    return stem


#: Ends of Finnish nouns, and what they are before an ending.
_OBLIQUE_STEMS = (
    ("uus", "uude"), ("yys", "yyde"), ("us", "ukse"), ("ys", "ykse"), ("os", "okse"), ("nen", "se"), ("uin", "uime"),
    ("kunta", "kunna"), ("kaupunki", "kaupungi"), ("nto", "nno"), ("ntö", "nnö"), ("tto", "to"), ("ttö", "tö"),
    ("tti", "ti"), ("kki", "ki"), ("ppi", "pi"), ("kko", "ko"), ("lue", "luee"),
)  # fmt: skip


def oblique_stem(name: str) -> str:
    """What the endings of a Finnish name in lower case follow, where that is not the name itself; "" where it is.

    >>> oblique_stem("ilmatieteen laitos"), oblique_stem("maakuntien liitto"), oblique_stem("sitra")
    ('ilmatieteen laitokse', 'maakuntien liito', '')
    """
    for ending, stem in _OBLIQUE_STEMS:
        if name.endswith(ending) and len(name) > len(ending) + 2:
            return name[: len(name) - len(ending)] + stem
    return ""


def uninflected(name: str, known: set[str]) -> str:
    """A name of nothing known without its case ending, as far as its form or the rest of the text shows one.

    >>> uninflected("Kelan", {"Kela"}), uninflected("Espoolle", set()), uninflected("Rakennustieto", set())
    ('Kela', 'Espoo', 'Rakennustieto')
    """
    match = _OBLIQUE.search(name)
    if match is None or len(name) < 5:
        return name
    stem = name[: match.start()]
    last = stem.split()[-1] if stem.split() else ""
    for base in (last, last[:-1] if last.endswith("i") else ""):
        if len(base) > 2 and base in known:
            return stem[: len(stem) - len(last)] + base
    return name if match.group() in ("n", "ksi") or len(last) < 3 else stem
