"""Persons and their roles (data/language/xx/names.toml and roles.toml)."""

from __future__ import annotations

import re

from innograph.extract.cases import surname_base
from innograph.extract.language import Language, alternation
from innograph.extract.names import strip_genitive
from innograph.extract.spans import BOARD_ROLE, FORMER_ROLE, LOWER, ORGANIZATION, PERSON, ROLE, UPPER, Span, Token

_PART = re.compile(rf"[{UPPER}][{LOWER}’']+(?:[{UPPER}][{LOWER}]+)?(?:-[{UPPER}][{LOWER}]+)*$")
#: The first half of a double surname whose second has particles (Klijmij-van der Laan).
_HALF = re.compile(rf"[{UPPER}][{LOWER}’']+-(?:van|von|de|der|den|ter|ten|te|da|di)$")
# fmt: off
#: *FFG-Geschäftsführerin*, *TNO-onderzoeker*: the organisation in capitals before the role …
_EMPLOYER_HEAD = re.compile(rf"[{UPPER}][{UPPER}\d&]{{2,9}}(?=-)")
#: The same with a name that is no abbreviation (Siemens-Chef), for roles that go with an organisation …
_EMPLOYER_NAME = re.compile(
    rf"(?!(?:projekt|programm|vize|co|ex|alt|team|klub|interims?|marketing|finanz|digital|innovations?|ressort|technik|"
    rf"konzern|gemeinde|stadt|partei|ehren|neo|noch|haupt|senior|junior|landeshauptmann|bürgermeister|österreich|"
    rf"deutschland|europa|asien|schweiz|klima|umwelt|energie|sozial|kultur|justiz|innen|außen|adjunct|oud|sub)-)"
    rf"(?!\w*(?:ungs|heits|keits|schafts|tions|itäts|lands?|landes|bundes|bezirks|amts|rats|verbands|vereins|vorstands)-)"
    rf"[{UPPER}]\w{{2,}}(?=-)",
    re.IGNORECASE,
)
_OF_EMPLOYER = (
    "chef", "chefin", "boss", "präsident", "präsidentin", "sprecher", "sprecherin", "vorstand", "vorständin",
    "direktor", "direktorin", "generalsekretär", "generalsekretärin", "gründer", "gründerin", "obmann", "obfrau",
    "vorsitzender",
    "vorsitzende", "vorstandsvorsitzender", "vorstandsvorsitzende", "geschäftsführer", "geschäftsführerin", "forscher",
    "forscherin", "rektor", "rektorin", "ceo", "directeur", "topman", "topvrouw", "voorzitter", "woordvoerder",
    "woordvoerster", "bestuurder", "oprichter", "onderzoeker", "baas",
)
#: … unless the role is one that goes with a subject (GIS-Experte, LCA-specialist).
_OF_SUBJECT = (
    "expert", "experte", "expertin", "experten", "ekspert", "asiantuntija", "deskundige", "specialist",
    "spezialist", "spezialistin", "manager", "managerin", "beauftragte", "beauftragter", "berater",
    "beraterin", "adviseur", "rådgiver", "rådgivare", "konsulent", "konsult", "consultant", "lehrer",
    "lehrerin", "trainer", "officer", "analyst", "entwickler", "ingenieur", "koordinator", "koordinatorin",
    "coördinator", "engineer", "architect", "architekt", "utvecklare", "ansvarig", "ansvarlig",
    "verantwortliche", "verantwortlicher",
)
# fmt: on
#: Endings of what Dutch and German roles are roles in; surnames have them seldom.
_ABSTRACT = re.compile(
    r"(?:heid|teit|atie|isme|schap|zorg|beleid|beheer|erfgoed|onderwijs|onderzoek|ontwikkeling|innovatie|kunde|management|"
    r"diensten|zaken|ruimte|wonen|cultuur|mobiliteit|veiligheid|inkoop|communicatie|ung|keit|schaft|tion|tät|wesen|"
    r"kommunikation|verkehr|energie|mobilität|forschung|technik|vertrieb|einkauf|marketing|finanzen|recht|wirtschaft|"
    r"bildung|kultur|umwelt|strategie)$"
)
#: Exfinanzminister, Altbürgermeister, oud-wethouder (but Exekutivdirektor).
_EX = re.compile(r"(?:ex-?(?!ekutiv)|alt-?|oud-)")
_ARTICLES = frozenset(["der", "dem", "den", "des"])
#: German roles that stand before a surname as *Herr* does.
# fmt: off
_TITLES = (
    "minister", "ministerin", "ministers", "kanzler", "kanzlerin", "präsident", "präsidentin", "präsidenten",
    "bürgermeister", "bürgermeisterin", "kommissar", "kommissarin", "senator", "senatorin", "professor", "professorin",
    "rektor", "rektorin", "rat", "rätin", "hauptmann", "hauptfrau", "sekretär", "sekretärin", "abgeordnete",
    "abgeordneter",
)
# fmt: on
#: Minister of Infrastructure and Housing | Andreas Carlson: a portfolio of words joined by and or commas.
_PORTFOLIO = re.compile(
    r" (?:of|for)(?: the)? [A-Z]\w+(?: [A-Z]\w+(?= and | [A-Z]\w+ [A-Z]))?(?:(?:,? and |, )(?:the )?[A-Z]\w+)*"
    r"(?= [A-Z])"
)
_INITIAL = re.compile(rf"[{UPPER}]$")
#: Surnames with an article before them: *al-Assad*, *el-Baradei*.
_ARTICLE_SURNAME = re.compile(rf"(?:al|el|as|ad|an|ar|ash|at|az|ul|bin|ben|ibn|abu)-[{UPPER}][{LOWER}’']+")
#: Kings and popes: *Margrethe II*, *Carl XVI Gustaf*.
_ORDINAL = re.compile(r"(?:[IVX]{2,5}|V|X)$")
#: Particles that begin a surname named alone (*säger von Essen*), in languages that have no such preposition.
_LONE_PARTICLES = frozenset(["von", "van der", "van den", "von der", "de la"])
_PARTICLE_STARTS = frozenset(p.split()[0] for p in _LONE_PARTICLES)
#: Endings that no common noun has, so that a sentence may begin with the name.
_PLAIN_SURNAMES = ("sson", "ssons", "qvist", "qvists", "quist", "feldt", "feldts", "stedt", "stedts")
#: How sure it is that a name alone, known by its form and its verb, is a person's: less than a listed place.
_ALONE = 0.5
#: Who stands in for the head leads for the time being.
_ACTING = (
    "tillförordnad",
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
_COMPOUND_HEAD = re.compile(rf"(?<![\w-])(?:[{LOWER}{UPPER}]+-,? )+(?:(?:och|og|und|en|ja|and|samt) )$")


#: How titles end of who leads a project.
_PROJECT_HEADS = (
    "director", "manager", "leader", "lead", "head", "coordinator", "co-ordinator", "ledare", "chef", "samordnare",
    "leder", "sjef", "koordinator", "leiter", "leiterin", "koordinatorin", "leider", "coördinator", "trekker",
    "johtaja", "päällikkö", "vetäjä", "koordinaattori", "sjefen", "chefen",
)  # fmt: skip


class RoleFinder:
    """Finds what people are called in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._bases: dict[str, str | None] = {}
        self._heads = tuple(h for h in language.role_heads if h not in language.role_whole)
        self._modifiers = frozenset(language.role_modifiers)
        #: Inflected endings by their last letter, so that of hundreds a few are tried.
        self._endings: dict[str, list[tuple[str, str]]] = {}
        for ending, base in language.role_endings:
            self._endings.setdefault(ending[-1:], []).append((ending, base))
        self._multi = [w for w in (*language.role_whole, *language.role_heads) if " " in w]
        self._multi_first: dict[str, list[str]] = {}
        for words in self._multi:
            self._multi_first.setdefault(words.split()[0], []).append(words)
        for entries in self._multi_first.values():
            entries.sort(key=lambda w: (-len(w), w))
        self._former = re.compile(rf"(?<!\w){alternation(language.former)}(?: [\w-]+)? ?$")
        conjunction = alternation(language.conjunctions)
        word = rf"[{LOWER}][{LOWER}-]*"
        self._complement = re.compile(
            rf" {alternation(language.role_complements)} (?!{alternation(language.stoppers)}\b)({word})"
            rf"(?: (?!{alternation(language.stoppers)}\b){word}){{0,2}}?"
            rf"(?:(?:, {word}){{0,3}},? {conjunction} {word})?(?=[,.;:()\n]|$| (?:{conjunction}|"
            rf"{alternation(language.employer_prepositions)}|{alternation(language.stoppers)})\b)"
        )
        # German nouns have capitals, and the name may follow at once: Bundesminister für Arbeit und Wirtschaft Bo Ek.
        noun = rf"[{UPPER}][{LOWER}-]+"
        self._german = re.compile(
            rf" (?i:{alternation(language.role_complements)}) {noun}(?: {noun}){{0,2}}"
            rf"(?:(?:, {noun}){{0,8}},? {conjunction} {noun}(?: {noun})?)?(?!\w)"
        )

    def _complement_end(self, text: str, end: int) -> int:
        """Where the complement of a role that ends at `end` ends itself; `end` when it has none."""
        if self.language.tag != "de":
            match = self._complement.match(text, end)
            return match.end() if match and "\n" not in match.group() else end
        match = self._german.match(text, end)
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
        >>> RoleFinder(load_language("sv")).base("hus") is None
        True
        """
        if low in self._bases:
            return self._bases[low]
        found = self._find(low)
        if len(self._bases) < 200_000:
            self._bases[low] = found
        return found

    def _find(self, low: str) -> str | None:
        language = self.language
        if low in language.role_forms:
            return language.role_forms[low].lower()
        if low in language.role_whole or low.endswith(self._heads):
            return low
        for ending, base in self._endings.get(low[-1:], ()):
            if low.endswith(ending):
                candidate = low[: len(low) - len(ending)] + base
                if candidate in language.role_whole or candidate.endswith(self._heads):
                    return candidate
        return None

    def _is_employed(self, head: str, base: str) -> bool:
        """Whether the capitals before a hyphenated role name who employs its holder."""
        role = base[len(head) + 1 :]
        return (
            base.startswith(f"{head.lower()}-")
            and head.lower() not in self.language.not_names
            and not role.endswith(_OF_SUBJECT)
            and self.base(role) is not None
        )

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
        acting = all(w.startswith(_ACTING) for w in words[:-1])
        return acting and (
            last in language.leading or (bool(language.leading_endings) and last.endswith(language.leading_endings))
        )

    def leads_project(self, role: str) -> bool:
        """Whether the holder of a role in a project leads it: its manager, not its researcher."""
        return role.lower().endswith(_PROJECT_HEADS)

    def find(self, tokens: list[Token], text: str, folded: str) -> list[Span]:
        """Every role in the text; a former one gets the code FORMER_ROLE."""
        found = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
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
            if base is None:
                i += 1
                continue
            start = token.start
            first = i
            employer = _EMPLOYER_HEAD.match(token.text)
            if employer is None and self.language.tag in ("de", "nl") and base.endswith(_OF_EMPLOYER):
                employer = _EMPLOYER_NAME.match(token.text)
            if employer and self._is_employed(employer.group(), base):
                base = base[len(employer.group()) + 1 :]
                found.append(Span(start, start + employer.end(), ORGANIZATION, employer.group(), "acronym", 0.6))
                start += employer.end() + 1
            while first and tokens[first - 1].low in self._modifiers and text[tokens[first - 1].end : start] == " ":
                first -= 1
                start = tokens[first].start
            name = text[start : token.start].lower() + base if start < token.start else base
            compound = _COMPOUND_HEAD.search(text[max(0, start - 60) : start])
            if compound:
                start -= len(compound.group())
                name = (compound.group() if self.language.tag == "de" else compound.group().lower()) + name
            end = tokens[last].end
            stop = self._complement_end(text, end)
            portfolio = _PORTFOLIO.match(text, end) if self.language.tag == "en" and base.endswith("minister") else None
            stop = max(stop, portfolio.end()) if portfolio else stop
            name += text[end:stop]
            end = stop
            former = self._former.search(folded[max(0, start - 40) : start])
            board = bool(self.language.board_roles) and base.endswith(self.language.board_roles)
            code = FORMER_ROLE if former else BOARD_ROLE if board else ROLE
            if former and former.group().strip() in folded[start:end]:
                code = FORMER_ROLE
            if self.language.tag in ("de", "nl") and _EX.match(base) and self.base(_EX.sub("", base)) is not None:
                code = FORMER_ROLE
            found.append(Span(start, end, code, name, "role", 0.8))
            i = last + 1
            while i < len(tokens) and tokens[i].start < end:
                i += 1
        return found


class PersonFinder:
    """Finds persons in one language by their names' form and by what stands beside them."""

    def __init__(self, language: Language, roles: RoleFinder) -> None:
        self.language = language
        self.roles = roles
        self._speech = language.speech

    def is_given(self, token: Token) -> bool:
        """Whether a word is a given name, also a double one with a hyphen, at home or abroad."""
        names = self.language.foreign_given_names
        if token.low in self.language.given_names or token.low in names:
            return True
        first, _, second = token.text.partition("-")
        return second[:1].isupper() and first.lower() in names

    def _is_part(self, text: str) -> bool:
        return bool(_PART.match(text) or _HALF.match(text))

    def find(
        self,
        tokens: list[Token],
        text: str,
        taken: dict[int, int],
        role_ends: dict[int, int],
        role_starts: frozenset[int],
    ) -> list[Span]:
        """Persons in the text.

        `taken` maps the start of each word that a listed or formed name covers to that name's end; `role_ends` maps
        where roles end to where they begin, `role_starts` are where they begin.
        """
        found = []
        words: set[str] | None = None
        i, n = 0, len(tokens)
        while i < n:
            token = tokens[i]
            last, weight = None, 0.95
            if token.start in taken:
                i += 1
                continue
            if token.cap:
                last = self._name_end(i, tokens, text, taken)
                if last is None:
                    last = self._unknown_name_end(i, tokens, text, taken, role_ends, role_starts)
                    weight = 0.8
                if last is None:
                    last = self._lone_name_end(i, tokens, text, taken)
                    weight = _ALONE
            if last is None and token.low in _PARTICLE_STARTS:
                last = self._particle_name_end(i, tokens, text, taken)
                weight = _ALONE
            if last is None:
                i += 1
                continue
            name = text[token.start : tokens[last].end]
            base = strip_genitive(name, self.language)
            if self.language.cases:
                words = {t.text for t in tokens} if words is None else words
                base = base[: base.rfind(" ") + 1] + surname_base(base[base.rfind(" ") + 1 :], words)
            if self.language.tag == "de" and base == name and self._is_german_genitive(last, tokens, text):
                base = name[:-1]
            found.append(
                Span(
                    token.start,
                    tokens[last].end,
                    PERSON,
                    base,
                    "person",
                    weight,
                    "foaf:Person",
                    genitive=base != name,
                )
            )
            i = last + 1
        return found

    def _is_german_genitive(self, last: int, tokens: list[Token], text: str) -> bool:
        """Whether a surname in s stands before the noun that belongs to its bearer (Anna Bergers Projekt)."""
        word = tokens[last].text
        return (
            len(word) > 4
            and word.endswith("s")
            and not word.endswith("ss")
            and last + 1 < len(tokens)
            and tokens[last + 1].cap
            and text[tokens[last].end : tokens[last + 1].start] == " "
        )

    def _adjacent(self, tokens: list[Token], text: str, k: int) -> bool:
        return k + 1 < len(tokens) and text[tokens[k].end : tokens[k + 1].start] in (" ", ". ")

    def _name_end(self, i: int, tokens: list[Token], text: str, taken: dict[int, int]) -> int | None:
        """The last word of a name that begins with a known given name; None when no surname follows."""
        language = self.language
        if not self.is_given(tokens[i]):
            return None
        k = i
        while self._adjacent(tokens, text, k):
            following = tokens[k + 1]
            dot = text[tokens[k].end : following.start] == ". "
            if dot and not _INITIAL.match(tokens[k].text):
                break
            if following.start in taken and not self.is_given(following):
                return None if k == i else k if k > i else None
            if following.cap and (self.is_given(following) or _INITIAL.match(following.text)):
                k += 1
                continue
            break
        surnames = 0
        last = k
        german = language.tag == "de"
        # A second given name without a surname behind it was the surname itself (Anders Peter).
        while self._adjacent(tokens, text, last):
            following = tokens[last + 1]
            if text[tokens[last].end : following.start] == ". " and not _INITIAL.match(tokens[last].text):
                break  # only an initial's dot is part of a name (Trond E. Schea)
            half = _HALF.match(tokens[last].text) is not None
            if german and surnames and not half and len(tokens[last].text) > 3:
                break  # nouns have capitals: Ridley Scotts Film
            if german and following.low in _ARTICLES:
                break  # Wille der Wählerinnen
            if (surnames == 0 or half) and following.low in language.particles and last + 2 < len(tokens):
                step = last + 1
                while step + 1 < len(tokens) and tokens[step].low in language.particles:
                    step += 1
                if tokens[step].cap and tokens[step].start not in taken and step - last <= 4:
                    last = step
                    surnames += 1
                    continue
                break
            plain = strip_genitive(following.text, language)
            if following.start not in taken and (
                _ARTICLE_SURNAME.match(following.text)
                or (surnames == 0 and not tokens[k].text.isupper() and _ORDINAL.match(following.text))
            ):
                last += 1
                surnames += 1
                continue
            if (
                not following.cap
                or following.start in taken
                or (following.low in language.not_names and not self._is_may(last + 1, tokens))
                or not (self._is_part(plain) or (plain.isupper() and len(plain) > 2 and tokens[i].text.isupper()))
                or (surnames >= 2 and not half)
                or (language.tag != "nl" and self.roles.base(following.low) is not None)
            ):
                break
            last += 1
            surnames += 1
        if surnames:
            return last
        return k if k > i and not _INITIAL.match(tokens[k].text) else None

    def _is_may(self, k: int, tokens: list[Token]) -> bool:
        """Whether an English month behind a given name is a surname: no number follows (*Theresa May said*)."""
        if self.language.tag != "en" or tokens[k].low not in self.language.months:
            return False
        return k + 1 >= len(tokens) or not tokens[k + 1].text[0].isdigit()

    def _unknown_name_end(
        self,
        i: int,
        tokens: list[Token],
        text: str,
        taken: dict[int, int],
        role_ends: dict[int, int],
        role_starts: frozenset[int],
    ) -> int | None:
        """The last word of two or three capitalised words that their surroundings show to be a person."""
        language = self.language
        first = tokens[i]
        if not self._is_part(first.text) or first.low in language.not_names or first.low in language.stoppers:
            return None
        if self.roles.base(first.low) is not None:
            return None
        last = i
        while last - i < 3 and last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == " ":
            following = tokens[last + 1]
            if _ARTICLE_SURNAME.match(following.text) and following.start not in taken:
                last += 1
                continue
            if following.low in language.particles and last + 2 < len(tokens) and tokens[last + 2].cap:
                if language.tag == "de" and following.low in language.stoppers and following.low != "von":
                    break  # Kommunikation der Stadt
                last += 2
                continue
            if (
                not following.cap
                or following.start in taken
                or following.low in language.not_names
                or not self._is_part(strip_genitive(following.text, language))
            ):
                break
            last += 1
        if language.tag == "de" and any(self.is_given(t) for t in tokens[i + 1 : last + 1]):
            return None  # Finanzen Magnus Brunner: a noun, then a name
        if any(self.is_given(t) for t in tokens[i + 1 : last]):
            return None  # Målvakten Per Sandström: likewise at the beginning of a sentence
        surname = strip_genitive(tokens[last].text, language).lower()
        if language.tag in ("nl", "de") and any(_ABSTRACT.search(t.low) for t in tokens[i : last + 1]):
            return None  # directeur Publieke Gezondheid
        before = text[max(0, first.start - 1) : first.start]
        after_role = first.start - 1 in role_ends and before == " "
        previous = tokens[i - 1] if i else None
        after_speech = previous is not None and previous.low in self._speech and text[previous.end : first.start] == " "
        if last == i:
            # One name alone: a title or a speaker's verb must stand beside it.
            speaks = (
                i + 1 < len(tokens)
                and tokens[i + 1].low in self._speech
                and text[first.end : tokens[i + 1].start] == " "
            )
            patronymic = surname.endswith(("sson", "ssons", "sdotter", "sdóttir")) and len(surname) > 6
            if after_role:
                # Anna Ek, wethouder Zwolle: what follows the role of somebody named is no other person.
                start = role_ends[first.start - 1]
                after_role = text[max(0, start - 2) : start] != ", " and text[max(0, start - 1) : start] != "("
            if language.tag == "de":
                # Any noun may stand beside such a word: only a title shows a name.
                title = text[role_ends[first.start - 1] : first.start - 1].lower() if after_role else ""
                return last if title.endswith(_TITLES) else None
            if after_role and language.tag == "en" and text[first.start - 2] == "s":
                # Mayors Adapt: of several no single name follows.
                title = text[role_ends[first.start - 1] : first.start - 1].lower()
                after_role = title in language.role_whole or title.endswith(language.role_heads)
            if language.cases and not after_role:
                # Any word may open a sentence before such a verb; an ending shows a place (Moskovan suurlähettiläs).
                ahead = text[max(0, first.start - 2) : first.start].strip()
                opens = before in ("", "\n", '"', "”", "“") or ahead in (".", "!", "?", "–", "—", "-", ":", "•")
                inflected = surname_base(first.text, set()) != first.text or (
                    first.low.endswith("n") and not surname.endswith("nen")
                )
                speaks, after_speech = speaks and not (opens or inflected), after_speech and not inflected
            if len(first.text) > 2 and (after_role or after_speech or speaks or patronymic):
                return last
            return None
        end = tokens[last].end
        before_role = text[end : end + 2] in (", ", " (") and (end + 2) in role_starts
        tells = surname.endswith(language.surname_endings) and len(surname) > 5 if language.surname_endings else False
        if after_role or before_role or (after_speech and last - i <= 2) or (tells and last - i <= 2):
            return last
        follower = tokens[last + 1].low if self._adjacent(tokens, text, last) else ""
        if last - i <= 2 and follower in self._speech:
            return last
        return last if _ARTICLE_SURNAME.match(tokens[last].text) else None

    def _lone_name_end(self, i: int, tokens: list[Token], text: str, taken: dict[int, int]) -> int | None:
        """The last word of a surname or given name alone that its form, or the verb beside it, shows to be a person's.

        Only a name that its form shows may begin a sentence, where common nouns are capitalised too.
        """
        language = self.language
        token = tokens[i]
        previous = tokens[i - 1] if i and text[tokens[i - 1].end : token.start] == " " else None
        following = tokens[i + 1] if self._adjacent(tokens, text, i) else None
        if previous and (previous.cap or previous.low in language.place_prepositions):
            return None
        if following and following.cap:
            return None
        if not self._is_part(token.text) or token.low in language.not_names or token.low in language.stoppers:
            return None
        if self.roles.base(token.low) is not None:
            return None
        low = token.low
        forms = {low, low.removesuffix("s")} if len(low) > 4 else {low}
        surname = any(f.endswith(language.lone_surname_endings) for f in forms) if len(low) > 5 else False
        if surname and (previous is not None or low.endswith(_PLAIN_SURNAMES)):
            return i
        if following and following.low in language.person_verbs and self.is_given(token):
            return i
        return None

    def _particle_name_end(self, i: int, tokens: list[Token], text: str, taken: dict[int, int]) -> int | None:
        """The last word of a surname alone that begins with a particle (*von Essen*, *van der Burgh*)."""
        if self.language.tag not in ("sv", "nb", "da", "fi"):
            return None
        for words in (2, 1):
            last = i + words
            if last < len(tokens) and text[tokens[i].start : tokens[last - 1].end].lower() in _LONE_PARTICLES:
                name = tokens[last]
                if name.cap and name.start not in taken and self._is_part(strip_genitive(name.text, self.language)):
                    return last if text[tokens[last - 1].end : name.start] == " " else None
        return None
