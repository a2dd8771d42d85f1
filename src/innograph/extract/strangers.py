"""Names of persons that no list holds: what stands beside them, or their own form, shows whose they are."""

from __future__ import annotations

import re

from innograph.extract.beginnings import person_end
from innograph.extract.cases import surname_base
from innograph.extract.forms import strip_genitive
from innograph.extract.fullnames import ARTICLE_SURNAME, FullNames, Setting, adjacent
from innograph.extract.language import Language, alternation
from innograph.extract.roles import RoleFinder
from innograph.extract.spans import Span

#: Names of regions that end as surnames do.
_NO_SURNAMES = frozenset(["schleswig-holstein"])
#: Particles that begin a surname named alone (*säger von Essen*), in languages that have no such preposition.
_LONE_PARTICLES = frozenset(["von", "van der", "van den", "von der", "de la"])
PARTICLE_STARTS = frozenset(p.split()[0] for p in _LONE_PARTICLES)
#: Endings that no common noun has, so that a sentence may begin with the name.
_PLAIN_SURNAMES = ("sson", "ssons", "qvist", "qvists", "quist", "feldt", "feldts", "stedt", "stedts")
#: What stands between a name and its bearer's title.
_BEFORE_TITLE = (", ", " (", ": ", " – ", " ", "\n")
#: … and before a second title (*Anna Ek, ergonom och konsult Hälsan*).
_OTHER_TITLE = re.compile(r", [^\W\d_][\w-]*(?: [\w-]+){0,3} (?:och|og|en|und|and|ja) ")
#: Shorter words that names of organisations begin with or end in may be names of persons (*Bond*).
_LEAST_BODY = 6
#: What says what somebody is, in Danish and Norwegian.
_IS = re.compile(r" (?:er|er nå|er nu|er også) (?P<joined>[a-zæøå]+- og )?")
#: Endings of Finnish nouns with which a sentence begins and no name; such a word has more letters than a given name.
_INFLECTED, _LEAST_INFLECTED = ("lla", "llä", "ssa", "ssä", "sta", "stä", "lta", "ltä", "lle"), 7
#: Dutch: an office before a surname alone, perhaps with a town, and a comma.
_TITLED = re.compile(
    r"(?i:minister|burgemeester|wethouder|staatssecretaris|gedeputeerde|commissaris|schepen|dijkgraaf|heemraad) "
    r"[A-Z][\w-]+(?: \([^()]*\))?, $"
)
_TITLED_LENGTH = 120
#: Dutch: how adjectives end before a plural, and few given names that no list holds (not *Nynke*, *Aaltje*).
_DUTCH_ADJECTIVE = re.compile(r"\w+(?<![snltpm]k)(?<!j)(?<!in)(?<!tt)e")
#: Dutch: a seat on a board, behind which its house stands.
_OF_A_BOARD = re.compile(r"(?:[Rr]aad van (?:[Tt]oezicht|[Cc]ommissarissen|[Bb]estuur|[Aa]dvies)|[Bb]estuur)$")
#: Dutch: a town in brackets behind a surname, and what leads to the next one of a list.
_TOWN_BEHIND = re.compile(r" \([^()\n]{2,40}\)(?:,| en|, en) (?:(?:mevrouw|de heer) )?")
#: Languages whose headings have small letters; what parts a line from the next, or from a paragraph behind it.
_NORDIC = ("sv", "nb", "da", "fi")
_BELOW = re.compile(r" *\n{1,2}(?=\S)")
#: What begins names of places, and no person's (*Södra Älvsborg*).
_OF_PLACES = frozenset(
    ["södra", "norra", "östra", "västra", "mellersta", "nedre", "övre", "lilla", "stora", "nya", "gamla", "nordre",
     "søndre", "østre", "vestre", "nedre", "øvre", "nørre", "sønder", "øster", "vester", "nye", "gamle"]
)  # fmt: skip


class Strangers:
    """Tells where names end that no given name begins, in one language."""

    def __init__(self, language: Language, roles: RoleFinder, names: FullNames) -> None:
        self.language = language
        self.roles = roles
        self.names = names
        self._speech = language.speech
        forms = language.forms["Organization"]
        #: Words that names of organisations begin with or end in (*Museum Gouda*).
        self._bodies = frozenset(w.lower() for w in (*forms.head, *forms.tail) if w.isalpha() and len(w) >= _LEAST_BODY)
        #: Titles behind which the name of whoever has them follows, never that of a house.
        self._named_office = language.pattern("named_office")
        #: What a house calls its units, which titles stand before (*chef Näringslivsgruppen*).
        self._unit = language.pattern("unit_word")
        #: The fields of a minister, which may stand behind a surname.
        self._portfolio = language.pattern("portfolio") if language.tag == "nl" else None
        #: What stands between a name and the role that its bearer gets: *Bo Ek as chief executive*.
        self._capacity = re.compile(rf" {alternation(language.capacity)} (?=((?:[\w-]+ ){{0,2}}))")

    def end(self, i: int, setting: Setting, named: int) -> int | None:
        """The last word of up to four capitalised words that their surroundings show to be a person.

        `named` is where the person before ends: what follows a role behind that name is no other person.
        """
        tokens, text, language = setting.tokens, setting.text, self.language
        first = tokens[i]
        if self._begins_none(i, setting):
            return None
        last = self._reach(i, setting)
        if self._holds_other(i, last, setting):
            return None
        # Mr Mikeal Benzon: what stands before a name and nothing else.
        if i and tokens[i - 1].low in language.address and text[tokens[i - 1].end : first.start] in (" ", ". "):
            return last
        after_title = self._is_after_title(i, last, setting, named)
        if self._is_house_of_title(last, setting):
            return None
        if last == i:
            return i if self._is_alone(i, setting, after_title) else None
        if after_title or self._is_after_house(i, last, setting) or self._is_after_label(i, setting):
            return last
        if self._is_before_title(i, last, setting):
            return last
        surname = strip_genitive(tokens[last].text, language).lower()
        tells = bool(language.surname_endings) and surname.endswith(language.surname_endings) and len(surname) > 5
        if language.tag == "nl" and _DUTCH_ADJECTIVE.fullmatch(first.low):
            tells = False  # Gelijke Kansen, Europese Structuurfondsen
        if last - i <= 2 and (self._is_after_speech(i, setting) or (tells and surname not in _NO_SURNAMES)):
            return last
        follower = tokens[last + 1].low if adjacent(tokens, text, last) else ""
        if last - i <= 2 and follower in self._speech:
            return last
        return last if ARTICLE_SURNAME.match(tokens[last].text) else None

    def surname_end(self, i: int, setting: Setting, before: Span | None) -> int | None:
        """Dutch: the last word of a surname alone whose particles begin with a capital, behind a politician's title or
        how one is addressed (*staatssecretaris Van Rijn*, *mevrouw De Leeuw*), or of any in a list of such, each with
        its town in brackets (*wethouders Bakker (Gouda), De Leeuw (Zeist) en Vink (Assen)*): `before` is the person
        named before it.
        """
        tokens, text, language = setting.tokens, setting.text, self.language
        first, particles = tokens[i], tokens[i].low in language.particles
        last = person_end(i, tokens, language) - 1 if particles else i
        if last >= len(tokens) or text[tokens[max(i, last - 1)].end : tokens[last].start] not in ("", " "):
            return None
        surname = tokens[last]
        whole = surname.cap and surname.start not in setting.taken and surname.low not in language.not_names
        if not whole or not self.names.is_part(strip_genitive(surname.text, language)):
            return None
        if before is not None and text.startswith(" (", surname.end):
            alone = " " not in before.name or before.name.split()[0].lower() in language.particles
            if alone and _TOWN_BEHIND.fullmatch(text, before.end, first.start):
                return last
        if not particles or not i:
            return None
        gap, begun = text[tokens[i - 1].end : first.start], setting.role_ends.get(first.start - 1, -1)
        addressed = tokens[i - 1].low in language.address and gap in (" ", ". ")
        titled = begun >= 0 and gap == " " and text[begun : first.start - 1].lower().endswith(language.name_titles)
        return last if addressed or titled else None

    def _begins_none(self, i: int, setting: Setting) -> bool:
        """Whether a word begins no name: it is a common word, a title, or begins names of bodies and places."""
        first, language = setting.tokens[i], self.language
        if not self.names.is_part(first.text) or first.low in language.not_names or first.low in language.stoppers:
            return True
        if self.roles.base(first.low) is not None or first.low in self._bodies or first.low in _OF_PLACES:
            return True
        if self._unit is not None and self._unit.fullmatch(first.low):
            return True
        # Museokentällä Timonen: a noun opens the sentence
        return bool(language.cases) and first.low.endswith(_INFLECTED) and len(first.low) > _LEAST_INFLECTED

    def _reach(self, i: int, setting: Setting) -> int:
        """The last of the words from `i` that read as one name."""
        tokens, text, taken, language = setting.tokens, setting.text, setting.taken, self.language
        last = i
        while last - i < 3 and last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == " ":
            following = tokens[last + 1]
            if ARTICLE_SURNAME.match(following.text) and following.start not in taken:
                last += 1
                continue
            if language.tag == "en" and following.low in ("van", "von") and last + 3 < len(tokens):
                # Florien van der Windt
                of_two = tokens[last + 2].low in ("de", "den", "der") and tokens[last + 3].cap
                if of_two and tokens[last + 3].start not in taken:
                    last += 3
                    continue
            if following.low in language.particles and last + 2 < len(tokens) and tokens[last + 2].cap:
                if language.tag == "de" and following.low in language.stoppers and following.low != "von":
                    break  # Kommunikation der Stadt
                if tokens[last + 2].start in taken:
                    break  # projectleider Fiets van Rijkswaterstaat
                if self._portfolio is not None and self._portfolio.match(text, following.start):
                    break  # minister Schouten van Landbouw, Natuur en Voedselkwaliteit
                last += 2
                continue
            if (
                not following.cap
                or following.start in taken
                or following.low in language.not_names
                or not self.names.is_part(strip_genitive(following.text, language))
            ):
                break
            last += 1
        return last

    def _holds_other(self, i: int, last: int, setting: Setting) -> bool:
        """Whether words hold another person's name, or what a title is in."""
        tokens, language = setting.tokens, self.language
        # Finanzen Magnus Brunner: a noun, then a name; Målvakten Per Sandström: so at the beginning of a sentence.
        end = last + 1 if language.tag == "de" else last
        if any(self.names.is_given(t) for t in tokens[i + 1 : end]):
            return True
        # directeur Publieke Gezondheid
        fields = language.subject_endings
        return bool(fields) and any(t.low.endswith(fields) for t in tokens[i : last + 1])

    def _is_house_of_title(self, last: int, setting: Setting) -> bool:
        """Scandinavian: whether a name that ends in a genitive's *s* has a title behind it, and a person's name behind
        that: whose title it is (säger *Ekdals* vd Anna Ek).
        """
        tokens, text = setting.tokens, setting.text
        end = tokens[last].end
        if self.language.tag not in ("sv", "nb", "da") or text[end - 1 : end + 1] != "s ":
            return False
        if last + 1 < len(tokens) and end + 1 not in setting.role_starts and tokens[last + 1].low.endswith(("e", "a")):
            end = tokens[last + 1].end  # Ekdals nya vd
        title = next((e for e, start in setting.role_ends.items() if start == end + 1), -1)
        following = next((t for t in tokens[last + 1 :] if t.start > title), None) if title > 0 else None
        return following is not None and following.start == title + 1 and following.cap

    # -- what stands before a name ----------------------------------------------------------------------------------

    def _is_after_title(self, i: int, last: int, setting: Setting, named: int) -> bool:
        """Whether a title stands right before a name, which is that of its bearer."""
        text, start = setting.text, setting.tokens[i].start
        if start - 1 not in setting.role_ends or text[start - 1] != " ":
            return False
        title = setting.role_ends[start - 1]
        if self.language.tag == "nl" and _OF_A_BOARD.search(text, 0, start - 1):
            return False  # lid raad van toezicht Da Vinci college: whose board it is
        if named >= 0 and (text[named:title] in _BEFORE_TITLE or _OTHER_TITLE.fullmatch(text, named, title)):
            # Julia Ek, vice ekonomiminister Oleksii Lind: such a title has no house behind it.
            office = self._named_office
            return bool(office and last > i and office.search(text, title, start))
        return True

    def _is_after_speech(self, i: int, setting: Setting) -> bool:
        """Whether a speaker's verb stands right before a name."""
        previous = setting.tokens[i - 1] if i else None
        between = setting.text[previous.end : setting.tokens[i].start] if previous else ""
        return previous is not None and previous.low in self._speech and between == " "

    def _is_after_label(self, i: int, setting: Setting) -> bool:
        """English: whether a name stands behind a title and a colon on a line of a list (*Director: Anna Ek*)."""
        text, start = setting.text, setting.tokens[i].start
        if self.language.tag != "en" or text[max(0, start - 2) : start] != ": ":
            return False
        begun = setting.role_ends.get(start - 2, -1)
        return begun >= 0 and text[max(0, begun - 1) : begun] in ("", "\n")

    def _is_after_house(self, i: int, last: int, setting: Setting) -> bool:
        """Whether a title and the name of its house stand right before a full name (*direktør i Finansministeriet*)."""
        tokens, text, taken, role_ends = setting.tokens, setting.text, setting.taken, setting.role_ends
        if self.language.tag not in ("da", "nb", "en") or last - i != 1:
            return False
        town = tokens[i - 1] if i and tokens[i - 1].start in setting.places else None
        if town is not None and self.language.tag == "en":
            taken = {**taken, town.start: town.end}  # "the deputy mayor of Lund, Anna Ek"
        house = i - 1
        english = self.language.tag == "en"
        between = text[tokens[house].end : tokens[i].start] if house > 0 else ""
        if between not in ((", ", "), ") if english else (" ",)) or tokens[house].start not in taken:
            return False
        end = taken[tokens[house].start]
        if end != tokens[house].end:
            return False
        while house and taken.get(tokens[house - 1].start) == end:
            house -= 1
        links: tuple[str, ...] = ("i", "ved", "hos", "for", "på")
        if english:
            # "the Head of Europol’s Centre for Rivers, Anna Ek"
            links = ("of", "at", "for")
            while house and (tokens[house - 1].low == "the" or tokens[house - 1].start in taken):
                house -= 1
        link = tokens[house - 1] if house else None
        return link is not None and link.low in links and link.start - 1 in role_ends

    # -- what stands behind a name ----------------------------------------------------------------------------------

    def _is_before_title(self, i: int, last: int, setting: Setting) -> bool:
        """Whether a title stands behind a name of several words: behind a comma, in brackets, or on the next line."""
        tokens, text, role_starts, language = setting.tokens, setting.text, setting.role_starts, self.language
        start, end = tokens[i].start, self.names.honours_end(last, tokens, text)
        if text[end : end + 2] in (", ", " (") and end + 2 in role_starts:
            return True
        if language.capacity and text[end : end + 1] == " " and self._is_in_capacity(end, text, role_starts):
            return True
        if language.tag in ("da", "nb") and last - i == 1:
            # Anna Ek er koordinator hos …
            says = _IS.match(text, end)
            if says is not None and not role_starts.isdisjoint((says.end(), says.start("joined"))):
                return True
        if text[max(0, start - 3) : start].split("\n")[-1].strip() not in ("", "•", "-", "–", "*"):
            return False
        if language.tag in _NORDIC and last - i <= 2:
            # A name alone on its line, a title on the next.
            below = _BELOW.match(text, end)
            if below is not None and below.end() in role_starts:
                return True
        if last - i != 1 or end + 1 not in role_starts:
            return False
        if language.tag == "en" and text[end] == " " and text[end + 1].isupper():
            return True  # a line of a list: Anna Ek Mayor of Lund
        # A line of two capitals above a title: nouns have none.
        return bool(language.cases) and text[end] == "\n"

    def _is_in_capacity(self, end: int, text: str, role_starts: frozenset[int]) -> bool:
        """Whether a role follows that the bearer of the name before has or gets (*Bo Ek as the new director*)."""
        match = self._capacity.match(text, end)
        if match is None:
            return False
        offsets = [match.end(), *(match.end() + m.end() for m in re.finditer(r"[\w-]+ ", match.group(1)))]
        return any(offset in role_starts for offset in offsets)

    # -- one word alone ---------------------------------------------------------------------------------------------

    def _is_alone(self, i: int, setting: Setting, after_title: bool) -> bool:
        """Whether one name alone is a person's: a title or a speaker's verb must stand beside it."""
        tokens, text, language = setting.tokens, setting.text, self.language
        first = tokens[i]
        surname = strip_genitive(first.text, language).lower()
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        speaks = following is not None and following.low in self._speech
        speaks = speaks and following is not None and text[first.end : following.start] == " "
        # "samarbetet med museet i Björneborg fortsätter": where something is
        speaks = speaks and not (i and tokens[i - 1].low in language.place_prepositions)
        after_speech = self._is_after_speech(i, setting)
        if language.tag == "en" and not after_title:
            speaks = after_speech = False  # as well a body (Nordforsk writes), or any word that opens a sentence
        titled = after_title and self._is_its_bearer(i, setting)
        if language.tag == "de":
            return titled
        if language.cases and not titled:
            # Any word may open a sentence before such a verb; an ending shows a place (Moskovan suurlähettiläs).
            ahead = text[max(0, first.start - 2) : first.start].strip()
            opens = text[max(0, first.start - 1) : first.start] in ("", "\n", '"', "”", "“")
            opens = opens or ahead in (".", "!", "?", "–", "—", "-", ":", "•")
            inflected = surname_base(first.text, set()) != first.text or (
                first.low.endswith("n") and not surname.endswith("nen")
            )
            speaks, after_speech = speaks and not (opens or inflected), after_speech and not inflected
        patronymic = surname.endswith(("sson", "ssons", "sdotter", "sdóttir")) and len(surname) > 6
        return len(first.text) > 2 and (titled or after_speech or speaks or patronymic)

    def _is_its_bearer(self, i: int, setting: Setting) -> bool:
        """Whether a single name behind a title is that of its bearer."""
        text, language, end = setting.text, self.language, setting.tokens[i].start - 1
        start = setting.role_ends[end]
        title = text[start:end].lower()
        if text[max(0, start - 2) : start] == ", " or text[max(0, start - 1) : start] == "(":
            # Anna Ek, wethouder Zwolle: what follows the role of somebody named is no other person; but minister
            # Remkes, minister Donner: the one before has no more than a surname, either.
            before = language.tag == "nl" and _TITLED.search(text, max(0, start - _TITLED_LENGTH), start)
            if not before:
                return False
        if language.name_titles and not title.endswith(language.name_titles):
            return False  # any noun may stand beside such a word (Commandant Brandweer): only some titles show a name
        if language.tag == "en" and text[end - 1] == "s":
            # Mayors Adapt: of several no single name follows.
            return title in language.role_whole or title.endswith(language.role_heads)
        return True

    def lone_end(self, i: int, setting: Setting) -> int | None:
        """The last word of a surname or given name alone that its form, or the verb beside it, shows to be a person's.

        Only a name that its form shows may begin a sentence, where common nouns are capitalised too.
        """
        language, tokens, text = self.language, setting.tokens, setting.text
        token = tokens[i]
        previous = tokens[i - 1] if i and text[tokens[i - 1].end : token.start] == " " else None
        following = tokens[i + 1] if adjacent(tokens, text, i) else None
        if previous and (previous.cap or previous.low in language.place_prepositions):
            return None
        if following and following.cap:
            return None
        if not self.names.is_part(token.text) or token.low in language.not_names or token.low in language.stoppers:
            return None
        if self.roles.base(token.low) is not None:
            return None
        low = token.low
        forms = {low, low.removesuffix("s")} if len(low) > 4 else {low}
        surname = any(f.endswith(language.lone_surname_endings) for f in forms) if len(low) > 5 else False
        if surname and (previous is not None or low.endswith(_PLAIN_SURNAMES)):
            return i
        if following and following.low in language.person_verbs and self.names.is_given(token):
            return i
        return None

    def particle_end(self, i: int, setting: Setting) -> int | None:
        """The last word of a surname alone that begins with a particle (*von Essen*, *van der Burgh*)."""
        tokens, text = setting.tokens, setting.text
        if self.language.tag not in _NORDIC:
            return None
        for words in (2, 1):
            last = i + words
            if last < len(tokens) and text[tokens[i].start : tokens[last - 1].end].lower() in _LONE_PARTICLES:
                name = tokens[last]
                if (
                    name.cap
                    and name.start not in setting.taken
                    and self.names.is_part(strip_genitive(name.text, self.language))
                ):
                    return last if text[tokens[last - 1].end : name.start] == " " else None
        return None
