"""Organisations whose names begin with what they are: *Region Skåne*, *Ministry of Health*."""

from __future__ import annotations

import re

from innograph.extract.beginnings import begins_person
from innograph.extract.boundaries import Boundaries
from innograph.extract.complements import Complements
from innograph.extract.forms import NameForms, cased
from innograph.extract.language import Language
from innograph.extract.runs import ENGLISH
from innograph.extract.spans import ORGANIZATION, PROJECT, Span
from innograph.extract.words import Token

#: Danish and Norwegian words that begin names of museums, with a capital only.
_MUSEUMS = ("museum for", "museet for")
#: What *University of Environmental and* goes on with.
_FIELDS = re.compile(
    r" and (?:[A-Z][\w-]+ ){0,2}(?:Sciences?|Technology|Technologies|Arts?|Economics|Engineering|Management|Business|"
    r"Design|Medicine|Law|Humanities|Music|Health|Agriculture|Forestry|Education|Crafts)(?![\w-])"
)
#: What *University of the West* goes on with.
_OF_WHERE = re.compile(r" of [A-Z][\w-]+")
#: German: near which town one of a common name lies (*Gemeinde Hart bei Graz*).
_NEAR = re.compile(r" bei [A-ZÄÖÜ][\w-]+(?=[),;.\n])")
#: Legal forms that a Dutch text leaves out when it names a body again, and names that can stand without them.
_LEGAL_FORMS = frozenset(["stichting", "vereniging"])
_OWN_NAME = re.compile(r"[A-Z]\w{8,}")
_GROUP, _ASSOCIATION = "inno:Council", "inno:Association"
#: An abbreviation behind a name has more letters than so many.
_TWO = 2
#: Words in small letters that a place's name may begin with.
_PARTS_OF_PLACES = frozenset(["södra", "norra", "östra", "västra", "mellersta", "inre", "övre", "nedre"])
#: Classes whose names end in a place, never in a person (there is a Stichting Jan van Besouw).
_OF_PLACES = frozenset(["inno:PublicAgency", "inno:Municipality", "inno:Region", "inno:Ministry"])
#: German: classes whose names are one word and a town's or a Land's …
_OF_ONE_PLACE = frozenset(["inno:Municipality", "inno:Region", "inno:University"])
#: … and what begins a place's name of two words (*Bad Salzuflen*, *Wiener Neustadt*, *Campus Wien*).
_FIRST_OF_TWO = re.compile(
    r"Bad|St|Sankt|Neu|Alt|Groß|Klein|Hohen?|Burg|Maria|Deutsch|Schwäbisch|Königs|Markt|Kloster|Campus|Technikum|"
    r"Bergakademie|Schloss|Haus|Wiener|San|La|Le|Freie|Land|Amt|Region|(?:Kreis|Land|Hanse|Luther|Haupt|Universitäts)stadt|"
    r"[Kk]reis|Stadt|Gemeinde|(?:Mittler|Ober|Unter|Östlich|Westlich|Nördlich|Südlich|[A-ZÄÖÜ]\w+isch)er"
)


#: What a hyphen joins to a programme's name.
_JOINED_PROJECT = re.compile(r"-pros?jekt(?:et)?(?![\w-])")


class HeadFinder:
    """Finds names by their first words (names.toml `head` and `phrase`) in one language."""

    def __init__(self, language: Language, forms: NameForms, bounds: Boundaries, complements: Complements) -> None:
        self.language = language
        self.forms = forms
        self._bounds = bounds
        self._complements = complements
        #: Titles that stand between a body's name and its holder's (*Rotes Kreuz Tirol* General Bo Ek).
        self._posts = frozenset((*language.role_whole, *language.role_heads))

    def _introduces(self, words: str) -> bool:
        """Whether words written small say what the name behind them is, and are no part of it."""
        return any(entry[0] == words for entry in self.forms.nouns.get(words.split(" ", 1)[0], ()))

    def head(self, i: int, tokens: list[Token], text: str, folded: str) -> Span | None:
        """A name that begins with a noun and goes on with capitals (*Region Skåne*, *City of Oslo*)."""
        token = tokens[i]
        for words, cls, code in self.forms.heads[token.low]:
            end = token.start + len(words)
            # "de gemeente Zwolle", "länsstyrelsen i Skåne": inside a sentence such heads are common nouns.
            plain = " " in words or self.language.tag in ("nl", "en")
            if not (token.cap or plain) or not folded.startswith(words, token.start) or text[end : end + 1] != " ":
                continue
            if code == PROJECT and not token.cap and self._introduces(words):
                continue  # het living lab | Thuis in de Stad: what it is, and no part of the name
            if not token.cap and " " in words and self._introduces(words.rpartition(" ")[2]):
                continue  # det nationella nätverket | Innovationsslussarna
            k = i + len(words.split())
            if k >= len(tokens) or tokens[k].start != end + 1:
                continue
            part = self._is_part_of_place(k, tokens, text)  # Regionförbundet södra Småland
            if not tokens[k].cap and not part:
                continue
            subject = cls == _GROUP and tokens[k].low.endswith(self.language.subject_endings)  # Arbeitskreis Vergabe
            common = tokens[k].low in self.language.not_names and not subject
            if common and not self._is_behind_article(k, cls, code, tokens, text):
                continue
            if cls in _OF_PLACES and self._bounds.is_person(k, tokens, text):
                continue  # directeur Veiligheidsregio Tijs van Lieshout
            if words in ("danske", "norske") and tokens[k].text.isupper():
                continue  # the adjective before an abbreviation: Danske INNOBA
            last = k + part
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].cap
                and text[tokens[last].end : tokens[last + 1].start] == " "
                and last - k < 3
                and not begins_person(last + 1, tokens, self.language)
                and not (self.language.tag in ("de", "en") and tokens[last + 1].low in self.language.address)
                and not (self.language.tag == "en" and tokens[last + 1].low in self.language.leading)
                and not (self.language.tag == "de" and tokens[last + 1].low in self._posts)
                and not (self.language.tag == "en" and tokens[last].text.endswith(("’s", "'s")))
                and not (self.language.tag == "de" and self._is_whole(tokens[last], tokens[last + 1], cls))
            ):
                last += 1
            last = self._bounds.goes_on(last, tokens, text)
            if self.language.tag == "de" and cls == _GROUP:
                last = self._over_and(last, tokens, text)
            if self.language.tag == "nl" and code == PROJECT and self._lacks_noun(last, tokens, text):
                last += 1  # Deltaprogramma Ruimtelijke adaptatie
            if last == k and (cls == _ASSOCIATION or (cls == "inno:Network" and words in self.forms.nouns)):
                # Nätverket Gröna kommuner, Riksförbundet Sveriges museer
                last += self._bounds.is_described(k, tokens, text)
            stop = tokens[last].end
            # Horisont Europa-projektet | Storken: the hyphen joins what the programme pays for.
            joined = _JOINED_PROJECT.search(folded, tokens[k].start, stop) if code == PROJECT else None
            stop = joined.start() if joined else stop
            fields = _FIELDS.match(text, stop) if words.endswith(" of") and cls == "inno:University" else None
            stop = fields.end() if fields else stop
            of = _OF_WHERE.match(text, stop) if words == "university of the" else None
            stop = of.end() if of else stop
            near = _NEAR.match(text, stop) if self.language.tag == "de" and cls == "inno:Municipality" else None
            stop = near.end() if near else stop
            after = re.compile(r" (?:län|lan|stad|universitet)s?\b").match(folded, stop)
            if after:
                stop = after.end()
            name = text[token.start : stop]
            base = self._bounds.without_genitive(name, text, stop)
            genitive = base != name
            start = self._bounds.begin(i, tokens, text, cls)
            if start < token.start:
                # Tampere University of Applied Sciences: what stands before the form is part of the name.
                return Span(start, stop, code, text[start : token.start] + base, "form", 0.9, cls, genitive=genitive)
            if words in self.forms.base_heads:
                base = cased(self.forms.base_heads[words], base) + base[len(words) :]
            label = self.forms.base_form(base[0].upper() + base[1:])
            start = token.start
            start, label = self._bounds.from_adjective(i, tokens, text, label)
            if self.language.tag == "de":
                start, label = self._bounds.from_acronym(i, tokens, text, start, label)
            alias = label[len(words) + 1 :] if words in self.forms.nouns and cls == "inno:Network" else ""
            if self.language.tag == "nl" and words in _LEGAL_FORMS and _OWN_NAME.fullmatch(label[len(words) + 1 :]):
                alias = label[len(words) + 1 :]  # Vereniging Natuurmonumenten
            aliases = (alias,) if alias and start == token.start else ()
            return Span(start, stop, code, label, "form", 0.9, cls, genitive=genitive, aliases=aliases)
        return None

    def _is_part_of_place(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a word in small letters and a place name a part of the country (*södra Småland*)."""
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        part = tokens[k].low in _PARTS_OF_PLACES and following is not None and following.cap
        return part and following is not None and text[tokens[k].end : following.start] == " "

    def _over_and(self, last: int, tokens: list[Token], text: str) -> int:
        """German: the last word of what a group is about (*Arbeitskreis Vergabe und Beschaffung*)."""
        subject = self.language.subject_endings
        both = tokens[last + 1 : last + 3]
        if len(both) < len(("und", "Beschaffung")) or not subject or not tokens[last].low.endswith(subject):
            return last
        joined = text[tokens[last].end : both[1].start] == f" {both[0].text} " and both[0].low in ("und", "&")
        return last + 2 if joined and both[1].cap and both[1].low.endswith(subject) else last

    def _is_whole(self, place: Token, following: Token, cls: str) -> bool:
        """German: whether a town's or a Land's name is whole and the noun behind it another word (*Dort hat die Stadt
        Gotha | Busse gekauft*).
        """
        if cls not in _OF_ONE_PLACE or following.text.isupper() or not following.text.isalpha():
            return False
        return self.forms.tail_of(following) is None and _FIRST_OF_TWO.fullmatch(place.text) is None

    def _lacks_noun(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a name ends in a Dutch adjective whose noun follows in small letters."""
        noun = tokens[k + 1] if k + 1 < len(tokens) and text[tokens[k].end : tokens[k + 1].start] == " " else None
        adjective = tokens[k].low.endswith(("lijke", "ische", "ale", "ieve", "ige"))
        return adjective and noun is not None and noun.text.isalpha() and noun.low not in self.language.stoppers

    def _is_behind_article(self, k: int, cls: str, code: str, tokens: list[Token], text: str) -> bool:
        """Whether an article begins a town's own name (*gemeente Het Hogeland*, *City of The Hague*), in Dutch any
        body's (*Stichting De Brug*, *Theater Het Kruispunt*).
        """
        articles = {"nl": ("het", "de", "den"), "en": ("the",)}.get(self.language.tag, ())
        owned = cls == "inno:Municipality" or (self.language.tag == "nl" and code == ORGANIZATION)
        own = owned and tokens[k].low in articles and tokens[k].cap
        return own and tokens[k + 1 :] != [] and tokens[k + 1].cap and text[tokens[k].end : tokens[k + 1].start] == " "

    def phrase(self, i: int, tokens: list[Token], text: str, folded: str) -> Span | None:
        """A name that begins with words which a complement follows (*Myndigheten för* …, *Ministry of* …)."""
        token = tokens[i]
        if self.language.tag == "en" and not token.cap:
            return None  # an agency of the Department for …
        for words, cls, code in self.forms.phrases[token.low]:
            end = token.start + len(words)
            if not folded.startswith(words, token.start) or text[end : end + 1] != " ":
                continue
            if not token.cap and words.startswith(_MUSEUMS):
                continue  # "det kulturhistoriske museum for Køge": what it is
            if " " not in words and not token.cap:
                continue  # "genom sin enhet Qulturum": the noun is no part of the name
            stop = self._complements.end(text, folded, end + 1, capitals_only=not token.cap)
            if self.language.tag == "sv" and words.endswith((" of", " for")):
                english = ENGLISH.match(text, end)
                stop = english.end() if english else end
            if stop > end:
                base = self.forms.base_heads.get(words)
                head = cased(base, text[token.start : end]) if base else text[token.start : end]
                start, name = self._bounds.from_adjective(i, tokens, text, head + text[end:stop])
                before = self._bounds.begin(i, tokens, text, cls)
                if before < start:
                    start, name = before, text[before:stop]
                own, _, letters = name.rpartition(" ")
                shown = self.language.tag == "de" and letters.isupper() and letters.isalpha() and len(letters) > _TWO
                aliases = (letters, own) if shown and " " in own else ()  # Bundesagentur für X SPRIND
                return Span(start, stop, code, name[0].upper() + name[1:], "form", 0.9, cls, aliases=aliases)
        return None
