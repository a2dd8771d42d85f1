"""Where the name of an organisation begins and ends around the words that show what it is."""

from __future__ import annotations

from innograph.extract.beginnings import begins_person
from innograph.extract.forms import NameForms, strip_genitive
from innograph.extract.language import Language
from innograph.extract.spans import ORGANIZATION
from innograph.extract.words import Token

#: Classes whose names begin with the word that shows them: *City of*, *Horizon*.
_OWN_BEGINNING = frozenset(["inno:Municipality", "inno:Region", "inno:Project", "inno:Event"])

#: Endings of Swedish plurals and definite nouns.
_PLURAL_NOUNS = (
    "er",
    "ar",
    "or",
    "are",
    "en",
    "et",
    "na",
    "hem",
    "hus",
    "län",
    "kvarter",
    "barn",
    "rum",
    "ljus",
    "träd",
    "köp",
    "tak",
    "torg",
    "jobb",
    "avtal",
    "krav",
    "nät",
    "kök",
    "schakt",
    "bygg",
    "val",
    "liv",
)
#: Adjectives that end names of bodies (*Music Nordic*), and begin others (the *Nordic* Working Group).
_ADJECTIVES = frozenset(["nordic"])


class Boundaries:
    """What belongs to a name before and behind the words of its form, in one language."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        self._owned_by_bodies = language.pattern("owned_by_bodies", r" (?:{})(?!\w)")
        #: What tells towns of one name apart (*Dillingen an der Donau*).
        self._at_river = language.pattern("at_river", r" (?:{})(?![\w–-])")
        #: Adjectives that begin names of one telling word (Nationaal Groeifonds, Deutsche Forschungsgemeinschaft).
        self._adjective = language.pattern("adjective_of_name")

    def is_adjective(self, word: str) -> bool:
        """Whether a word is an adjective that begins names of one telling word (*Nationaal*)."""
        return self._adjective is not None and self._adjective.fullmatch(word) is not None

    def from_adjective(self, i: int, tokens: list[Token], text: str, name: str) -> tuple[int, str]:
        """Where a name begins and what it is with an adjective before it (*Nationaal* Groeifonds)."""
        start = tokens[i].start
        before = tokens[i - 1] if i else None
        if (
            before is None
            or self._adjective is None
            or not self._adjective.fullmatch(before.text)
            or (before.text.endswith("se") and not tokens[i].cap)  # het Duitse netwerk ZENIT
            or text[before.end : start] != " "
        ):
            return start, name
        return before.start, f"{before.text} {name}"

    def from_acronym(self, i: int, tokens: list[Token], text: str, start: int, name: str) -> tuple[int, str]:
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

    def begin(self, i: int, tokens: list[Token], text: str, cls: str) -> int:
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
                or (self._is_tail(before) and (before.low not in _ADJECTIVES or self._is_second(k - 1, tokens, text)))
            ):
                break
            k -= 1
        if k < i and begins_person(k, tokens, self.language):
            return start
        return tokens[k].start

    @staticmethod
    def _is_second(k: int, tokens: list[Token], text: str) -> bool:
        """Whether a capitalised word stands right before a word, which then may end a name."""
        return k > 0 and tokens[k - 1].cap and text[tokens[k - 1].end : tokens[k].start] == " "

    def _is_tail(self, token: Token) -> bool:
        """Whether a word ends names of organisations itself (*Lund University* Centre for …)."""
        tail = self.forms.tail_of(token)
        return tail is not None and tail[1] == ORGANIZATION

    def is_person(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a given name begins here with the rest of a person's name behind it (*Tijs van Lieshout*)."""
        return (
            k + 1 < len(tokens)
            and tokens[k].low in self.language.given_names
            and text[tokens[k].end : tokens[k + 1].start] == " "
            and (tokens[k + 1].low in self.language.particles or tokens[k + 1].cap)
        )

    def goes_on(self, last: int, tokens: list[Token], text: str) -> int:
        """The last word of a name over a shortened *Saint* and over the second half of a pair of places.

        *FH St. Pölten*, *Veiligheidsregio Midden- en West-Brabant*, *Landkreis Dillingen an der Donau*, *Waterschap
        Vallei & Veluwe*.
        """
        river = self._at_river.match(text, tokens[last].end) if self._at_river else None
        if river:
            while tokens[last].end < river.end():
                last += 1
            return last
        if last + 1 >= len(tokens):
            return last
        gap = text[tokens[last].end : tokens[last + 1].start]
        if tokens[last].text == "St" and gap == ". " and tokens[last + 1].cap:
            return last + 1
        if (
            gap == " & "
            and self.language.tag == "nl"
            and tokens[last + 1].cap
            and not tokens[last + 1].text.isupper()
            and tokens[last + 1].low not in self.forms.heads
            and tokens[last + 1].low not in self.language.given_names
        ):
            return last + 1
        if (
            gap == "- "
            and tokens[last + 1].low in self.language.conjunctions
            and last + 2 < len(tokens)
            and tokens[last + 2].cap
            and ("-" in tokens[last + 2].text or self.language.tag == "nl")  # Regio Gooi- en Vechtstreek
        ):
            return last + 2
        return last

    def without_genitive(self, name: str, text: str, end: int) -> str:
        """A name that ends at `end` without its genitive ending: a plain *s* is one before what the body owns
        (*Föreningen Skolbiblioteks styrelse*).
        """
        base = strip_genitive(name, self.language)
        if base == name and name.endswith("s") and self._owned_by_bodies and self._owned_by_bodies.match(text, end):
            return name[:-1]
        if base == name and self.language.tag == "sv" and name.endswith("ns") and self._is_tail_word(name):
            return name[:-1]  # Svenska Akademiens
        return base

    def _is_tail_word(self, name: str) -> bool:
        """Whether a name in the genitive ends in a definite noun that ends names."""
        return name.rpartition(" ")[2][:-1].lower() in self.forms.tails[1]

    def is_described(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a body's name is a Swedish adjective, or the country, with its noun in lower case (nätverket *Gröna
        kommuner*, Riksförbundet *Sveriges museer*).
        """
        language = self.language
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        return (
            language.tag == "sv"
            and following is not None
            and (tokens[k].low.endswith("a") or tokens[k].low == "sveriges")
            and tokens[k].low not in language.given_names
            and text[tokens[k].end : following.start] == " "
            and following.text.isalpha()
            and not following.cap
            and following.low not in language.stoppers
            and following.low not in language.conjunctions
            and following.low.endswith(_PLURAL_NOUNS)
        )
