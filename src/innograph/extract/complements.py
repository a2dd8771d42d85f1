"""What an organisation's name goes on with behind *for*, *of*, *i*: words joined by commas and *and*."""

from __future__ import annotations

import re

from innograph.extract.forms import NameForms
from innograph.extract.language import Language, alternation
from innograph.extract.spans import LOWER, ORGANIZATION, UPPER

_DIRECTIONS = frozenset(["Central", "Eastern", "Northern", "Southern", "Western"])
#: A word that is written with a capital inside goes with those that begin with one (*Innovation och eHälsa*).
_INNER_CAPITAL = re.compile(rf"[{LOWER}][{UPPER}][{LOWER}]")
#: German: words in lower case before a noun (*und digitale Infrastruktur*).
_TO_NOUN = re.compile(rf"(?:(?!und |oder |sowie )[{LOWER}-]+ ){{1,2}}(?=[{UPPER}])")
#: What shows that a capitalised word begins a name of its own (*the Board of Trade*).
_GOES_ON = re.compile(r" (?:of|for|on|[A-Z])")
#: A name that a noun behind it shows to be a project's or an event's, or an abbreviation.
_TO_NAMED = re.compile(
    r"(?: [A-Z][\w-]*){1,4} (?:project|programme|program|initiative|scheme|pilot|conference|campaign)(?!\w)"
    r"| [A-Z]{3,}(?!\w)"
)
#: What a purpose may begin with.
_ARTICLES = ("ett", "en")
#: A body's abbreviation.
_LETTERS = re.compile(rf"[{UPPER}]{{3,}}")
#: Languages in which a list in a name ends before a person's name.
_WEST = ("de", "nl", "en")
#: … and in which one word is a noun that something is spoken of by (*projektet*).
_NORTH = ("sv", "nb", "da")


class Complements:
    """Finds where the complement of a name ends, in one language."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        self._conjunction = alternation([*language.conjunctions, "&"])
        # English lists have a comma before their *and*: Centre for Health, Food, and Farming.
        both = rf", {self._conjunction}| {self._conjunction}|,"
        self._joint = re.compile(
            rf"(?:{both})(?= )" if language.tag == "en" else rf"(?:,| {self._conjunction}|, {self._conjunction})(?= )"
        )
        self._complement_word = re.compile(rf"[{LOWER}{UPPER}\d][\w’'-]*")
        #: Fields of ministries that have an article (*Ministry of Infrastructure and the Environment*).
        self._the_field = frozenset(language.classes.get("the_field", "").split("|"))
        #: "Boundaries Commission | for six years": a number begins no complement.
        self._numbers = frozenset(language.numbers)

    def _is_known(self, word: re.Match[str], text: str) -> bool:
        """Whether a well-known name begins with a word (names.toml `form = "name"`)."""
        return any(text.startswith(exact.name, word.start()) for exact, _ in self.forms.exact.get(word.group(), ()))

    def end(self, text: str, folded: str, start: int, capitals_only: bool) -> int:
        """Where the complement of a phrase ends: words, joined by commas and *and*, up to a word that cannot belong."""
        position, stop, count = start, start - 1, 0
        if self.language.tag == "en" and folded.startswith("the ", start) and text[start + 4 : start + 5].isupper():
            position += 4  # Country Office of the Regional Centre for …
        elif self.language.tag == "en" and folded.startswith("the ", start):
            return stop  # Kent County Council | on the project
        if self.language.tag == "de" and text[start : start + 1].isupper() and self._is_post(text, start):
            return stop  # das Amt | der Schriftführerin
        since_joint = 0
        capital = closed = listed = False
        while count < 9:
            word = self._complement_word.match(text, position)
            if word is None:
                break
            low = folded[word.start() : word.end()]
            if not count and self.language.tag in _NORTH and low in self.language.anaphora:
                break  # Vetenskapsrådet | för projektet Digitala kvarter
            begins = position == start and self.language.tag == "sv"
            if begins and low in _ARTICLES and text.startswith(" ", word.end()):
                position = word.end() + 1  # Centrum för ett hållbart samhälle
                continue
            if low in self.language.stoppers or low in self.language.speech or (not count and low in self._numbers):
                # Rådet för skydd mot olyckor, Centrum för utveckling av vården
                against = count and low in ("mot", "av") and self.language.tag == "sv"
                after = self._complement_word.match(text, word.end() + 1) if against else None
                if after is None or not after.group()[0].islower() or after.group() in self.language.stoppers:
                    break
                since_joint = 0
            capitalised = word.group()[0].isupper() or _INNER_CAPITAL.match(word.group()) is not None
            if capitals_only and not capitalised and count == 0:
                break
            if count and capital and not capitalised and since_joint == 0 and self.language.tag != "de":
                break
            if count and capitalised and not capital and since_joint and self.language.tag != "de":
                break
            if count and capital and not capitalised and since_joint and self.language.tag in ("de", "nl", "en"):
                # Ministerie van Financiën | voor initiatieven, but: Dienst Wegen van Nederland
                after = self._complement_word.match(text, word.end() + 1)
                if self.language.tag == "en" and after is not None and after.group() == "the":
                    # Committee of Senior Officials for the Environment, but: Ministry of Transport | for the X project
                    named = _TO_NAMED.match(text, after.end())
                    after = None if named else self._complement_word.match(text, after.end() + 1)
                if low not in self.language.title_links or after is None or not after.group()[0].isupper():
                    break
                capitalised = True
            if count and capital and not capitalised and self.language.tag == "sv" and low in self.language.title_links:
                break  # Vattenrådet för Nybroån och Tygeån | för att höra mer
            if since_joint >= 3 and self.language.tag not in ("de", "nl", "en"):
                break
            capital = capitalised
            stop = word.end()
            count += 1
            since_joint += 1
            joint = self._joint.match(folded, stop)
            if joint and joint.group() == "," and closed and listed and self.language.tag == "en":
                break  # Ministry of Transport, Construction and Development | , Slovakia
            if joint and joint.group() != "," and self.language.articles:
                # Ministerium für Bildung und Forschung | und externe Stellen: a list has one "and".
                if closed or (joint.group()[0] == "," and not listed):
                    break
                closed = True
            if joint:
                following = self._complement_word.match(text, joint.end() + 1)
                if following is None or folded[following.start() : following.end()] in self.language.stoppers:
                    break
                if joint.group() == "," and self.language.tag == "nl" and self._is_known(following, text):
                    break  # Unie van Waterschappen | , Rijkswaterstaat
                if self.language.tag == "en" and capitalised and following.group() == "the" and joint.group() != ",":
                    # Council for Biosciences, Health and the Environment | but: … and the Board of Trade
                    after = self._complement_word.match(text, following.end() + 1)
                    field = after is not None and after.group().lower() in self._the_field
                    if (listed or field) and after is not None and after.group()[0].isupper():
                        following = following if _GOES_ON.match(text, after.end()) else after
                begins = following.group()[0].isupper() or _INNER_CAPITAL.match(following.group()) is not None
                if begins != capitalised and self.language.tag != "de":
                    break
                if self.language.tag == "de" and not begins and not _TO_NOUN.match(text, following.start()):
                    break  # Bundesministerium für Verkehr | , konzipiert und durchgeführt von …
                if not self._list_closes(folded, joint.end()) and joint.group() == ",":
                    break
                own_forms = capitalised and self.language.tag in ("en", "nb", "da", "sv")
                if own_forms and self._is_another(text, following.start()):
                    break
                if capitalised and self.language.tag in ("de", "nl") and self._has_own_form(following.group()):
                    break  # Rijksdienst voor het Cultureel Erfgoed | , Rijkswaterstaat en Staatsbosbeheer
                if self.language.tag == "nl" and joint.group() != "," and _LETTERS.fullmatch(following.group()):
                    break  # Unie van Waterschappen | en STOWA
                if capitalised and self.language.tag in ("de", "nl") and self._begins_phrase(following, text, folded):
                    break  # Rijksdienst voor het Cultureel Erfgoed | , Nederlands Instituut voor Beeld en Geluid
                if self._person_follows(text, folded, following):
                    break  # School of Biosciences | and Anna Smith
                if self.language.tag in ("en", "de") and capitalised and self._is_post(text, following.start()):
                    break
                position = following.start()
                since_joint = 0
                listed = True
            elif text[stop : stop + 1] == " ":
                position = stop + 1
            else:
                break
        return stop

    def _person_follows(self, text: str, folded: str, word: re.Match[str]) -> bool:
        """Whether a given name with a capitalised word behind it begins here."""
        language = self.language
        given = folded[word.start() : word.end()]
        foreign = language.tag == "en" and given in language.foreign_given_names
        if language.tag not in _WEST or (given not in language.given_names and not foreign):
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
        if self.language.tag in _NORTH and words[0][:1].isupper():
            # Rådet for Sikker Trafik, | Vejdirektoratet
            form = self.forms.find_suffix(words[0], words[0].lower())
            if form is not None and form[2] == ORGANIZATION:
                return True
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

    def _has_own_form(self, word: str) -> bool:
        """Whether a word alone is a body's name, by its ending or as one that is well known."""
        if any(code == ORGANIZATION and name.name == word for name, code in self.forms.exact.get(word, ())):
            return True
        form = self.forms.find_suffix(word, word.lower())
        return form is not None and form[2] == ORGANIZATION

    def _begins_phrase(self, word: re.Match[str], text: str, folded: str) -> bool:
        """Whether the words that begin a body's name begin here (*Nederlands Instituut voor*), or, in Dutch, a word
        with a capital before such a name or one that its ending shows (*Nederlandse Zorgautoriteit*).
        """
        low, start = folded[word.start() : word.end()], word.start()
        if any(e[2] == ORGANIZATION and folded.startswith(f"{e[0]} ", start) for e in self.forms.phrases.get(low, ())):
            return True
        second = self._complement_word.match(text, word.end() + 1) if text.startswith(" ", word.end()) else None
        if self.language.tag != "nl" or second is None or not second.group()[0].isupper():
            return False
        if any(e[0] == low and e[2] == ORGANIZATION for e in self.forms.heads.get(low, ())):
            return True  # Vereniging voor Openbaar Groen | en Stad Gouda
        return self._has_own_form(second.group()) or self._begins_phrase(second, text, folded)

    def _is_post(self, text: str, start: int) -> bool:
        """Whether a second post begins here (*Director of the Centre for X | and Regional Co-ordinator of Y*)."""
        count = 1 if self.language.tag == "de" else 2
        line = text[start : start + 60].partition("\n")[0]
        words = [w.lower() for w in re.split(r"[^\w-]+", line)[:count]]
        return any(w in self.language.role_whole or w.endswith(self.language.role_heads) for w in words)

    def _list_closes(self, folded: str, start: int) -> bool:
        """Whether a comma begins a list that an *and* closes within a few words."""
        window = folded[start : start + 120]
        clause = re.split(r"[.;:()]", window, maxsplit=1)[0]
        return re.search(rf" {self._conjunction} ", clause) is not None
