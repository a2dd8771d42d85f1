"""Titles of projects and events without quotation marks: where they end, and which a sentence shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from innograph.extract.forms import NameForms
from innograph.extract.language import Language, alternation
from innograph.extract.runs import NUMBER
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, PROJECT, UPPER, Span
from innograph.extract.words import Token, Tokens

#: Languages whose titles seldom go on in small letters after two capitals.
_SMALL_TITLES = frozenset(["nb", "da"])
#: Small words inside the English names that projects have in any language.
_ENGLISH_LINKS = frozenset(["for", "of", "the", "and"])
#: Dutch: how words end that tell what is held or won (*De Innovatieprijs is een initiatief van …*).
_OF_EVENTS = ("prijs", "award", "congres", "symposium", "festival", "conferentie", "challenge")
#: A noun that ends a title has at least so many letters.
_LEAST_NOUN = 4
#: Prepositions that Dutch names of projects hold; how regions and waters that stand behind them are called.
_DUTCH_LINKS = frozenset(["in", "op", "aan", "om", "uit", "onder", "achter", "rond"])
_DUTCH_REGION = re.compile(
    r"(?:achterhoek|randstad|peel|kempen|betuwe|veluwe|liemers|streek|waard|polder|steden|haven|zee|meer|delta|zuidas|"
    r"maas|rijn|waal|ijssel|schelde|eems|vecht|venen|wadden|eilanden|landen|kamer|regio|noord|zuid|oost|west)$"
)
_OVER_ARTICLE = 3
#: … and words for times before and behind their *van*.
_DAYS = frozenset(["dag", "week", "nacht", "maand"])
_TIMES = frozenset(["morgen", "overmorgen", "vandaag", "straks", "nu", "later", "toekomst"])
#: A capital or a digit inside a word.
_MIXED = re.compile(rf"[{LOWER}][{UPPER}\d]|[{UPPER}]{{5,}}|[{LOWER}]-[{UPPER}]|[{UPPER}]{{2}}[{LOWER}]")
_CAMEL = re.compile(rf"[{UPPER}][{LOWER}]+[{UPPER}]|[{UPPER}]+\d[{UPPER}{LOWER}]")
#: So many small words at most end a name inside a sentence.
_SMALL_WORDS = 2
#: So many words make a title of a list.
_LONGEST_TITLE = 8
#: Languages in which *som* means *as*, too; nouns that are no indefinite singulars, and adverbs; adjectives; passives.
_WITH_SOM = frozenset(["sv", "nb", "da"])
_NO_PLAIN_NOUN = re.compile(
    r"(?:are|ere|(?<!t)or|erna|arna|orna|erne|vis|igen|igt|en|et|ade|ande)$|^(?:redan|allerede|snart|snarast|först|først|sist|främst|åter|også|också|fram|nyss|alltid|aldrig|ofta|ibland|länge)$"
)
_ADJECTIVE = re.compile(r"(?:ig|igt|isk|iskt|iska|iske|ige|iga|vt|nt|ad|at|bar|bart|bara|bare|ny|nytt|nya|stor|stort)$")
_PASSIVE = re.compile(r"(?:[ae]s|lls|[dvgn]s)$")
#: A clause that tells when or by whom what is named before it is held, and how far behind the name's first word (code
#: points) it begins.
_CLAUSE = re.compile(
    r", som (?:(?:i år|nyligen|nu) )?(?:arranger|anordn|hålls|hölls|holdes|holdt|afhold|avhold|genomför|äger|ägde|"
    r"pågår|pågick|drivs|drevs|leds|leddes|finansier|startade|startar|avslutas|avslutades)"
    r"|, (?:en|ett) (?:[a-zåäö-]+ ){0,2}?[a-zåäö-]*(?:kurs|utbildning|projekt|satsning|program|serie|utlysning|"
    r"konferens|seminarium|webbinarium|workshop|tävling|kampanj)(?![a-zåäö])"
)
_LONGEST_TO_CLAUSE = 80
_A_YEAR = re.compile(r"(?:19|20)\d\d")
#: Swedish passives, which genitives of nouns do not end as (*Erfarenheter hämtas från …*).
_HELD = re.compile(r"[a-zåäö]{2,}(?:(?:[bdfgkmpstv]a|[bdfgkmpstvlnr]ade)s|dde)")
#: What of a project its meeting is, behind a dash in the name of that.
_MEETINGS = frozenset(
    ["kick-off", "kickoff", "slutkonferens", "slutseminarium", "uppstartsmöte", "sluttkonferanse", "slutkonference"]
)
#: A title whose words have capitals throughout has so many at least.
_ALL_CAPITALS = 3
#: Words for everybody, which titles hold.
_EVERY = frozenset(["alla", "allas", "alle", "alles", "hela", "hele", "varje"])
#: What stands between a thing and what it serves as.
_AS = frozenset(["als", "som"])
#: Whom one cooperates with is named behind these.
_WITH = frozenset(["med", "mellan", "mellem", "mellom"])
#: What stands between words of one name; quotation marks around it; so many words make a name.
_GAPS, _QUOTES, _LONGEST_SUBJECT = (" ", " & ", " “", " ”", ' "', " »"), '”“»«"', 6
#: A name in quotation marks before what a sentence says it is; how far back it begins (code points).
_QUOTED_BEFORE = re.compile(rf"[“”\"„»«‘](?P<name>[{UPPER}\d][^“”\"„»«\n]{{2,90}})[”\"“»«’]$")
_LONGEST_QUOTED = 100
#: A question behind its first word.
_QUESTION = re.compile(r"[^.!?:;\n”\"]{5,80}\?")


class Titles:
    """Finds the bounds of titles in one language."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        self._conjunction = alternation([*language.conjunctions, "&"])
        self._whose = language.pattern("whose")
        self._place = language.pattern("place_of_event")
        #: Parts of the country, in which a name may end.
        self._direction = language.pattern("direction")
        #: Words that questions begin with.
        self._question = language.pattern("question_word")
        #: Abbreviations that are nobody's name: what a title that begins so is about still comes (*AI i välfärden*).
        self._kinds = language.pattern("kinds")
        self._amount = language.pattern("amount")
        self._joint = language.pattern("joint")
        #: Words that a title may end in though a sentence goes on over them (*Skola för alla*, *Steget före*).
        self._closes = language.pattern("closes_title")
        #: Adjectives by their ending: the noun of the title is still to come (*Hållbara nordiska städer*).
        self._attribute = language.pattern("attribute")
        #: A verb of two words around the name of an event (*äger konferensen Trygga hem rum*).
        self._around = language.pattern("around_event")

    def _ends_at(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether no noun may follow a word (*för alla*, not *för alla kommuner*)."""
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        if following is None or text[tokens[k].end : following.start] != " ":
            return True
        return following.low in self.language.stoppers or following.low in self.language.title_links

    def end(self, k: int, tokens: list[Token], text: str, code: str) -> int:
        """Where a title without quotation marks ends: its capitalised words, then what a title goes on with.

        Titles go on over prepositions and the words after them (*Innovationer för bättre liv*), and over one
        common noun after an adjective (*Nationell arena för …*); they end before a verb, a stop or a clause.
        """
        language = self.language
        if code != ORGANIZATION and (whole := self._to_clause(k, tokens, text) or self._asks(k, tokens, text)):
            return whole
        last = k
        small_nouns = language.tag in _WITH_SOM
        open_preposition = False
        # After an article or an adjective the noun is still to come.
        budget = 0 if code == ORGANIZATION else 2 if tokens[k].low in language.stoppers else 1
        while last + 1 < len(tokens) and last - k < 12:
            gap = text[tokens[last].end : tokens[last + 1].start]
            token = tokens[last + 1]
            if gap == " – " and token.cap and code != ORGANIZATION:
                if token.low in language.given_names and not token.text.isupper():
                    break  # Werkstatt C: Partnerschaft Schritt für Schritt – Anna Ek
                last += 1
                budget = 3
                continue
            if gap == " & " and token.cap and (code != ORGANIZATION or last == k):
                last += 1  # kampagnen Regn & Byer, grossisten Ek & Berg
                continue
            if gap == " – " and code == EVENT and token.low in _MEETINGS:
                return token.end  # upptaktsträffen Trygga hem – kick-off
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
            place = code == EVENT and self._place and self._place.fullmatch(token.low)
            if place and tokens[last + 2 :] and tokens[last + 2].cap:
                break  # "övningen Storm 24 i Halland": where it is held
            named = tokens[last + 2 :] and tokens[last + 2].cap and text[token.end : tokens[last + 2].start] == " "
            if token.low in _ENGLISH_LINKS and token.low not in language.title_links and named and code != ORGANIZATION:
                last += 2  # projektet Ecostreams for LIFE
                continue
            if code != ORGANIZATION and (noun := self._goes_on_with_van(k, last, tokens, text)):
                last = noun  # het programma Zorg van Morgen
                continue
            if language.tag == "nl" and code == PROJECT and self._goes_on_over_article(last + 1, tokens, text):
                last += 3  # het living lab Thuis in de Stad
                continue
            if last == k and token.low in language.place_prepositions and _CAMEL.match(tokens[k].text):
                break  # har sat projektet SmartHavn i gang
            if small_nouns and token.low == "i" and self._is_all_capitals(k, last, tokens):
                break  # initiativet End the Cage Age i översynen av lagen
            if self._direction and token.low == "i" and last + 2 < len(tokens):
                following = tokens[last + 2]
                if self._direction.fullmatch(following.low) and text[token.end : following.start] == " ":
                    return following.end  # nätverket Hållbara inköp i norr
            if token.low in language.title_links and code != ORGANIZATION:
                following = tokens[last + 2] if last + 2 < len(tokens) else None
                if code == EVENT and language.tag == "sv" and token.low == "i" and following and following.cap:
                    break  # konferensen Hållbara rum i Malmö: where it is
                if following is None or text[token.end : following.start] != " ":
                    break
                if following.low in language.numbers or following.low in language.months:
                    break  # konferansen Ren Båt i mai
                if NUMBER.match(following.text):
                    break  # projektet Digitala kvarter med tio miljoner kronor
                if token.low in language.place_prepositions and following.low in language.months and not following.cap:
                    break  # projektet Digitala kvarter i maj
                if small_nouns and token.low in language.conjunctions and self._says_what(following.low):
                    break  # Klimatklivet och EU-programmet LIFE
                if following.cap and following.low in language.given_names and small_nouns:
                    break  # gruppen Trygga hem med Anna Ek
                if self._amount and self._amount.fullmatch(following.low):
                    break  # projektet Digitala kvarter med medel från Vinnova
                if self._joint and self._joint.fullmatch(following.low) and self._is_joint(last + 3, tokens, text):
                    break  # projektet Digitala kvarter i nära samarbete med Malmö stad
                letters = token.low in language.place_prepositions and last == k and tokens[k].text.isupper()
                if letters and not (self._kinds and self._kinds.fullmatch(tokens[k].low)):
                    break  # "projektet SIKT i kommunerna": where it goes on
                if language.tag in _WITH_SOM and token.low in language.conjunctions and following.cap:
                    small = [t for t in tokens[k + 1 : last + 1] if not t.cap and t.low not in language.title_links]
                    if small and code != ORGANIZATION:
                        break  # projektet Läsa mera och Romsk kulturförening: another name begins
                joined = token.low in language.conjunctions and not following.cap and not open_preposition
                if joined and self._closes_pair(last, k, tokens, text):
                    # konferensen Folk och bildning, Folk och bildning 2024
                    return tokens[last + 2 + self._has_year(last + 2, tokens, text)].end
                if self._closes and self._closes.fullmatch(following.low) and self._ends_at(last + 2, tokens, text):
                    return following.end  # projektet Skola för alla
                if (following.low in language.stoppers and not following.cap) or joined:
                    break
                last += 2
                open_preposition = True
                budget = 2
                continue
            if token.low == "som" and code != ORGANIZATION and (noun := self._stands_for(last + 2, tokens, text)):
                last, budget = noun, 0  # konferensen Kultur som kraft
                continue
            if self._around and code == EVENT and self._around.search(text, max(0, tokens[k].start - 90), token.end):
                break
            closes = code != ORGANIZATION and self._closes is not None and self._closes.fullmatch(token.low)
            if closes and text[token.end : token.end + 1] != " ":
                return token.end  # projektet Steget före, som …
            if token.low in language.stoppers or not budget or not token.text.isalpha():
                break
            if last == k and _CAMEL.match(tokens[k].text):
                break  # hanke SmartLukko alkaa: a name that is written so is one word
            if code != ORGANIZATION and (token.low in language.prepositions or token.low in language.articles):
                break  # het project RIVERWISE van start, met het project Slim Maaien de prijs
            if language.tag in _SMALL_TITLES and last > k and all(t.cap for t in tokens[k : last + 1]):
                break  # projektet Sikker Skolevej løber: what has capitals throughout ends with them
            if language.tag == "nl" and last > k and tokens[last].cap and not tokens[last].low.endswith("e"):
                break  # het programma Open Competitie specifiek: no adjective needs the noun
            if language.tag == "de" and not self._leads_to_noun(last + 1, tokens, text):
                break
            if language.looks_like_verb(token.low):
                break
            last += 1
            if not (self._attribute and self._attribute.fullmatch(token.low)):
                budget -= 1
        return tokens[last].end

    def _says_what(self, word: str) -> bool:
        """Whether a word says what the name behind it is (*programmet*, *EU-programmet*)."""
        return word in self.forms.nouns or self.forms.compound_noun(word) != ""

    def _goes_on_with_van(self, k: int, last: int, tokens: list[Token], text: str) -> int:
        """Dutch: the word behind *van* that is of a name and no owner of what it names: one for a time (*Zorg van
        Morgen*), or one that the text has there again; 0 where the name ends.
        """
        words = tokens[last + 1 : last + 4]
        if self.language.tag != "nl" or tokens[k].low in _DAYS:
            return 0  # het programma Dag van de Ruimte: what an event offers
        if len(words) < len(("van", "Morgen")) or words[0].low != "van":
            return 0
        noun = 2 if words[1].low in ("de", "het") and len(words) > 2 else 1
        if not words[noun].cap or words[noun].text.isupper():
            return 0
        end = words[noun].end
        name = text[tokens[k].start : end]
        again = text.count(name) > 1 and not text[end : end + 1].isalnum()
        return last + 1 + noun if again or words[noun].low in _TIMES else 0

    @staticmethod
    def _is_all_capitals(k: int, last: int, tokens: list[Token]) -> bool:
        """Whether the words of a title have capitals throughout, but for English links."""
        words = tokens[k : last + 1]
        return len(words) >= _ALL_CAPITALS and all(t.cap or t.low in _ENGLISH_LINKS for t in words)

    def _asks(self, k: int, tokens: list[Token], text: str) -> int:
        """Where a title that is a question ends (*seminariet Vem vågar köpa det som inte finns?*); 0 for none."""
        asked = self._question and self._question.fullmatch(tokens[k].low)
        question = _QUESTION.match(text, tokens[k].start) if asked else None
        return question.end() if question else 0

    def _to_clause(self, k: int, tokens: list[Token], text: str) -> int:
        """Scandinavian: where a title ends that goes on in small letters, right before a clause that tells of what it
        names (*konferensen Folkets hälsa allas ansvar, som hölls …*); 0 for none.
        """
        if self.language.tag not in _WITH_SOM:
            return 0
        clause = _CLAUSE.search(text, tokens[k].end, tokens[k].end + _LONGEST_TO_CLAUSE)
        words = [t for t in tokens[k + 1 : k + 1 + _LONGEST_TITLE] if clause and t.end <= clause.start()]
        if clause is None or not words or words[-1].end != clause.start():
            return 0
        links = {*self.language.title_links, *self.language.prepositions}
        small = [t for t in words if not t.cap and t.low not in _EVERY]
        ends = any(t.low in self.language.stoppers and t.low not in links for t in small)
        if not small or ends or any(self.language.looks_like_verb(t.low) for t in small):
            return 0
        if any(t.low in self.language.place_prepositions and after.cap for t, after in pairwise(words)):
            return 0  # konferensen Barnens bästa i Lund, som hölls …: where it was
        gaps = (text[a.end : b.start] for a, b in pairwise([tokens[k], *words]))
        return words[-1].end if all(gap == " " for gap in gaps) else 0

    def _goes_on_over_article(self, k: int, tokens: list[Token], text: str) -> bool:
        """Dutch: whether a preposition, an article and a noun with a capital that names no place or house follow from
        word `k` on: such nouns have capitals in names alone (*Samen aan de Slag*; not *in de Achterhoek*).
        """
        words = tokens[k : k + 3]
        if len(words) < _OVER_ARTICLE or text[words[0].start : words[2].end].count(" ") != _OVER_ARTICLE - 1:
            return False
        preposition, article, noun = words
        return (
            preposition.low in _DUTCH_LINKS
            and article.text in self.language.articles
            and noun.cap
            and not noun.text.isupper()
            and not _DUTCH_REGION.search(noun.low)
            and self.forms.find_suffix(noun.text, noun.low) is None
        )

    def _stands_for(self, k: int, tokens: list[Token], text: str) -> int:
        """The noun behind Scandinavian *som* that tells as what something serves (*Kultur som kraft*, *Inköp som
        strategiskt verktyg*), perhaps with an adjective from word `k` on; 0 where a clause begins. Such a noun is
        indefinite and has no article, and no active verb follows.
        """
        language = self.language
        if language.tag not in _WITH_SOM:
            return 0
        for noun in (k, k + 1):
            if noun >= len(tokens) or text[tokens[noun - 1].end : tokens[noun].start] != " ":
                return 0
            token, after = tokens[noun], tokens[noun + 1] if noun + 1 < len(tokens) else None
            plain = token.text.isalpha() and token.text.islower() and len(token.text) >= _LEAST_NOUN
            if not plain or token.low in language.stoppers or language.looks_like_verb(token.low):
                return 0
            low = after.low if after is not None and text[token.end : after.start] == " " else ""
            ends = not low or low in language.title_links or low in language.prepositions or _PASSIVE.search(low)
            if ends and not _NO_PLAIN_NOUN.search(token.low):
                return noun
            if not _ADJECTIVE.search(token.low):
                return 0
        return 0

    def _is_joint(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a preposition, or a word for cooperation and one, goes on from word `k`."""
        for before, token in zip(tokens[k - 1 : k + 1], tokens[k : k + 2], strict=False):
            if text[before.end : token.start] != " ":
                return False
            if token.low in _WITH:
                return True
        return False

    def _closes_pair(self, last: int, k: int, tokens: list[Token], text: str) -> bool:
        """Whether *och* and a small Swedish or Dutch noun end a title of one word: no definite noun, which would be
        another thing, and nothing behind it that goes on.
        """
        noun = tokens[last + 2]
        language = self.language
        if language.tag not in ("sv", "nl") or last != k or not noun.text.isalpha() or len(noun.text) < _LEAST_NOUN:
            return False
        definite = language.tag == "sv" and noun.low.endswith(("en", "et", "na", "orna", "arna", "erna"))
        if definite or noun.low in language.stoppers or language.looks_like_verb(noun.low):
            return False
        after = tokens[last + 3] if last + 3 < len(tokens) else None
        if after is None or text[noun.end : after.start] != " ":
            return True
        if self._has_year(last + 2, tokens, text):
            return True
        return not after.cap and (after.low in language.stoppers or after.low in language.prepositions)

    @staticmethod
    def _has_year(k: int, tokens: list[Token], text: str) -> bool:
        """Whether a year stands right behind a word."""
        after = tokens[k + 1] if k + 1 < len(tokens) else None
        beside = after is not None and text[tokens[k].end : after.start] == " "
        return after is not None and beside and _A_YEAR.fullmatch(after.text) is not None

    def _leads_to_noun(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a lower-case German word is an adjective before a noun (Sichere *digitale* Zukunft), and no verb."""
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        return (
            following is not None
            and following.cap
            and text[tokens[k].end : following.start] == " "
            and tokens[k].low.endswith(("e", "en", "er", "es", "em"))
        )

    def joined(self, k: int, tokens: list[Token], text: str, cls: str, code: str) -> Iterator[Span]:
        """The titles of a list without a colon, from word `k` on (*projekten Gröna byar och Pendla smart i Skåne*):
        each begins with a capital and goes on to a comma, a verb or an *and* before the next.
        """
        language = self.language
        names: list[tuple[int, int]] = []
        gap = " "
        while k < len(tokens) and tokens[k].cap and text[tokens[k - 1].end : tokens[k].start] == gap:
            # English titles have capitals throughout: what goes on in small letters is the sentence.
            last, budget = k, 0 if language.tag == "en" else 2
            while last + 1 < len(tokens) and last - k < _LONGEST_TITLE:
                token, following = tokens[last + 1], tokens[last + 2] if last + 2 < len(tokens) else None
                if text[tokens[last].end : token.start] != " ":
                    break
                if token.cap or NUMBER.match(token.text):
                    last += 1
                elif following and token.low in language.title_links and text[token.end : following.start] == " ":
                    ends = following.cap if token.low in language.conjunctions else following.low in language.stoppers
                    if ends:
                        break
                    last, budget = last + 2, 2
                elif token.low in language.stoppers or language.looks_like_verb(token.low) or not budget:
                    break
                else:
                    last, budget = last + 1, budget - 1
            if last == k and (tokens[k].low in language.not_names or tokens[k].low in language.given_names):
                break
            names.append((tokens[k].start, tokens[last].end))
            k, gap = last + 1, ", "
            if (
                k < len(tokens)
                and tokens[k].low in language.conjunctions
                and text[tokens[last].end : tokens[k].start] == " "
            ):
                k, gap = k + 1, " "
        if len(names) > 1:
            for start, end in names:
                yield Span(start, end, code, text[start:end], "form", 0.85, cls)

    def listed(self, start: int, text: str, cls: str, code: str) -> Iterator[Span]:
        """The titles of a list after a colon (*fyra program: Nya hus, Resor och städer samt Hälsa*): each begins with a
        capital, and some go on in lower case, as names of persons and places do not.
        """
        end = min((at for at in (text.find(sign, start) for sign in ".;\n(") if at >= 0), default=len(text))
        parts = re.split(rf"(?:,| {self._conjunction}|, {self._conjunction}) (?=[{UPPER}])", text[start:end])
        small = any(re.match(rf"[{UPPER}][\w-]* [{LOWER}]", part) for part in parts)
        if len(parts) < 2 or not (small or self._are_names(parts)):
            return
        for part in parts:
            first = part.split()[0] if part.split() else ""
            if not first[:1].isupper() or first in self.language.given_names or len(part.split()) > _LONGEST_TITLE:
                return
            if self.language.tag == "de" and first.lower() in self.language.not_names:
                return  # Initiativen voranbringen: Städte, Gemeinden und Landkreise
        at = start
        for part in parts:
            at = text.index(part, at)
            yield Span(at, at + len(part.rstrip()), code, part.rstrip(), "title", 0.85, cls)
            at += len(part)

    @staticmethod
    def _are_names(parts: list[str]) -> bool:
        """Whether most parts of a list are written as only names of projects are, with a capital or a digit inside a
        word (*SmartLys, AquaSave og Heal-Up*).
        """
        return sum(_MIXED.search(part) is not None for part in parts) * 2 > len(parts)

    def _is_named_again(self, text: str, start: int, end: int, starts: frozenset[int]) -> bool:
        """Whether the words of a subject also stand inside a sentence, with their capital, as only a name does
        (*uppdraget Rätt i praktiken … Rätt i praktiken är ett projekt*).
        """
        again = re.compile(rf"(?<!\w){re.escape(text[start:end])}(?!\w)")
        return any(m.start() != start and m.start() not in starts for m in again.finditer(text))

    def said_to_be(
        self,
        matches: Iterable[re.Match[str]],
        code: str,
        cls: str,
        tokens: Tokens,
        text: str,
        starts: frozenset[int],
    ) -> Iterator[Span]:
        """Names that a sentence itself says are a project's or a network's: *Trygga hem är ett projekt*, *Storken, ett
        program*, *Klimatkommunerna är ett nätverk*.
        """
        for match in matches:
            quoted = _QUOTED_BEFORE.search(text, max(0, match.start() - _LONGEST_QUOTED), match.start())
            if quoted:
                # We have launched “Open doors at noon”, a series of webinars.
                yield Span(*quoted.span("name"), code, quoted["name"], "form", 0.85, cls)
                continue
            last = bisect_right(tokens.starts, match.start() - 1) - 1
            end = match.start() - (text[match.start() - 1] in _QUOTES)
            if last < 0 or tokens[last].end != end:
                continue
            first = last
            while first and tokens[first].start not in starts:
                if text[tokens[first - 1].end : tokens[first].start] not in _GAPS:
                    break
                first -= 1
            whole = tokens[first].start in starts and last - first < _LONGEST_SUBJECT
            opens = self._can_open(tokens[first], several=last > first)
            if not whole or not opens or self._holds_verb(tokens[first + 1 : last + 1]):
                first = self._inner_start(last, tokens, text)
                within = first and tokens[first].start not in starts
                placed = within and tokens[first - 1].low in self.language.place_prepositions
                if placed and match.group()[0] == " ":
                    continue  # "Skolan i Kumla är ett projekt"
            words = tokens[first : last + 1]
            if self.language.tag == "nl" and words[0].low in ("de", "het") and len(words) > 1 and words[1].cap:
                words = words[1:]  # "Het Watercollectief Oost is een netwerk"
            # Inside a sentence a capital shows a name, though pages may begin with the word (*får hon Idébanken*).
            inside = words[0].start not in starts and self.language.tag in _WITH_SOM
            small = any(w.low in self.language.stoppers and not w.cap and w.low not in _AS for w in words[:2])
            page_word = len(words) == 1 and words[0].cap and words[0].low in self.language.not_names
            if page_word and self._is_named_again(text, words[0].start, end, starts):
                # "Klivet är ett program … vad är Klivet?": a word that pages begin with, and a name here.
                yield Span(words[0].start, end, code, text[words[0].start : end], "form", 0.8, cls)
                continue
            if not self._can_open(words[0], several=len(words) > 1 or inside) or (
                small and not self._is_named_again(text, words[0].start, end, starts)
            ):
                continue
            if words[0].low in self.language.articles and not any(w.cap for w in words[1:]):
                continue  # The exhibition is a joint project
            if self.language.tag == "en" and words[0].low in self.language.articles:
                words = words[1:]  # The European Coast Network is a network
            if any(w.low in self.language.speech or self.language.looks_like_verb(w.low) for w in words if not w.cap):
                continue
            if self.language.tag == "nl" and words[0].low in ("de", "het") and len(words) > 1:
                words = words[1:]  # De Innovatieprijs is een initiatief
            if code == PROJECT and any(w.low.endswith(_OF_EVENTS) for w in words) and self.language.tag == "nl":
                yield Span(words[0].start, end, EVENT, text[words[0].start : end], "form", 0.8, "inno:Event")
                continue
            yield Span(words[0].start, end, code, text[words[0].start : end], "form", 0.8, cls)

    def _holds_verb(self, words: list[Token]) -> bool:
        """Whether words of a sentence before a name hold one that no title goes on over (*Störst är Storken*)."""
        language = self.language
        inner = [w.low for w in words if not w.cap] if language.title_links else []
        if language.tag == "sv" and any(_HELD.fullmatch(w) for w in inner):
            return True
        return any(w in language.stoppers and w not in language.title_links for w in inner)

    def _inner_start(self, last: int, tokens: Tokens, text: str) -> int:
        """Where a name inside a sentence begins that ends with word `last`: with the first of its capitals, behind
        which one or two small words may stand (*nu startar Rullande kök*), but for those of an owner (*Lunds kök*).
        """
        language, first = self.language, last
        if language.title_links:
            while last - first < _SMALL_WORDS and not tokens[first].cap and self._may_go_on(first, tokens, text):
                first -= 1
            if first < last and (not tokens[first].cap or tokens[first].low.endswith("s")):
                return last
        while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] in (" ", " & "):
            first -= 1
        if first > 1 and tokens[first - 2].cap:
            before, link = text[tokens[first - 2].end : tokens[first].start], tokens[first - 1]
            again = link.low in _ENGLISH_LINKS or link.low == "to" or link.low in language.title_links
            again = again and text.count(text[tokens[first - 2].start : tokens[last].end]) > 1
            if before == f" {link.text} " and (link.low in _AS or again):
                first -= 2  # "aan Slib als Schat, een project"
        return first

    def _may_go_on(self, k: int, tokens: Tokens, text: str) -> bool:
        """Whether word `k`, in small letters, may be of the name that the word before it begins or goes on with."""
        language, low = self.language, tokens[k].low
        known = low in language.stoppers or low in language.title_links or low in language.prepositions
        if not k or known or language.looks_like_verb(low) or not tokens[k].text.isalpha():
            return False
        return text[tokens[k - 1].end : tokens[k].start] == " "

    def _can_open(self, token: Token, several: bool = False) -> bool:
        """Whether a word can be the first of a project's name: a capitalised one that is no common noun or pronoun."""
        language = self.language
        # "Agenda kulturarv var ett projekt": a word that is no name by itself may begin one.
        common = language.stoppers | language.anaphora
        if not several:
            common |= language.not_names
        return token.cap and token.low not in common and token.low not in self.forms.nouns
