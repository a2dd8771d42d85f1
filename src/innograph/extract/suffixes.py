"""Names that the ending of a word shows: *Skatteverket*, *Digitaliseringsdagen*, *Valtiovarainministeriö*."""

from __future__ import annotations

import re

from innograph.extract.boundaries import Boundaries
from innograph.extract.cases import genitive_base
from innograph.extract.complements import Complements
from innograph.extract.forms import COMMON, NameForms
from innograph.extract.language import Language
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, PROJECT, UPPER, Span
from innograph.extract.words import Token

#: So many letters has at least a short name that follows the full one.
_LETTERS = 3
#: Finnish *by the name of* between a name and what it is of.
_NAMED = re.compile(r"nimi(?:nen|sen|stä|sessä|sestä|seen|selle|sellä|set)")
#: Where two words have lost what parted them.
_GLUED = re.compile(rf"[{LOWER}]{{4}}[{UPPER}](?=[{LOWER}]{{4}})")
#: A hyphen that a page kept from where a line once ended (*Justitie-departementet*).
_BROKEN = re.compile(rf"(?<=[{LOWER}]{{4}})-(?=(?:departement|myndighet|styrelse|verket|nämnd))")
#: Classes of bodies that a place or a patron's name follows at once (Kunstuniversität Graz).
_WITH_PLACE = frozenset(
    [
        "inno:University",
        "inno:PublicAgency",
        "inno:Association",
        "inno:Ministry",
        "inno:Council",
        "inno:Network",
        "org:Organization",
    ]
)
#: Classes of Finnish houses and associations that a name of their own follows (*Taidemuseo Aurora*).
_OWN_NAME = frozenset(["inno:Association", "org:Organization"])
#: Endings of Finnish cases other than the genitive: such a word goes on with the sentence.
_OTHER_CASES = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "een", "iin")
#: A name in quotation marks.
_QUOTED = re.compile(r" ?[„“”\"»«‘'’][^„“”\"»«\n]{2,90}[“”\"»«’']")
#: Dutch adjectives that events are called by; which edition it is, is none.
_DUTCH_ADJECTIVE = re.compile(
    r"(?!(?:eerste|tweede|derde|vierde|vijfde|volgende|vorige|laatste|nieuwe|deze|elke|hele|succesvolle|geslaagde|zulke|"
    r"alle|beide|enige|halve|ene|andere|gemeente|provincie)(?!\w))[a-zà-ÿ]{4,}e(?!\w)"
)
#: Endings of German plurals, which places seldom have.
_PLURALS = ("innen", "ungen", "nisse", "linge", "ge", "te", "ze", "men", "gen", "ler", "ner")
#: Languages whose events' names end in a noun with the article.
_DEFINITE = ("sv", "nb", "da")
_YEAR = re.compile(r" ((?:19|20)\d\d)(?![\w–-])")
#: Classes of organisations whose names go on with what they are for.
_HAVE_SUBJECTS = ("inno:Council", "inno:Network", "inno:CompetenceCentre")


#: What a hyphen joins to the name of a programme that only pays (*Horisont Europa-projektet* Storken).
_OF_PROJECTS = frozenset(["projektet", "projekt", "prosjektet", "prosjekt"])

#: A name in quotation marks before the noun that a hyphen joins to it, perhaps with its short form; how far back it
#: begins (code points).
_QUOTED_BEFORE = re.compile(
    r"[”\"“»](?P<name>[A-ZÅÄÖ][^”\"“»«\n]{2,120})[”\"“«»] ?(?:\((?P<short>[\w-]{2,20})\))? ?[-–] ?$"
)
_LONGEST_QUOTED = 160


class SuffixFinder:
    """Finds names by endings (names.toml `suffix`) in one language."""

    def __init__(self, language: Language, forms: NameForms, bounds: Boundaries, complements: Complements) -> None:
        self.language = language
        self.forms = forms
        self._bounds = bounds
        self._complements = complements
        self._purpose = language.pattern("purpose", " (?:{}) ")
        #: Adjectives of wide circles, which begin names before a noun in small letters.
        self.wide = frozenset(language.classes.get("wide_adjective", "").split("|")) - {""}

    def behind_adjective(self, i: int, tokens: list[Token], text: str) -> Span | None:
        """A capitalised adjective of a wide circle and a noun in small letters whose ending tells an organisation or
        an event (*Nordiska stadsnätverket*, *Europeiska konkurrensdagen*).
        """
        token = tokens[i]
        if token.low not in self.wide or i + 1 >= len(tokens):
            return None
        noun = tokens[i + 1]
        if noun.cap or text[token.end : noun.start] != " ":
            return None
        form = self.forms.find_suffix(noun.text, noun.low)
        if form is None or form[2] not in (ORGANIZATION, EVENT):
            return None
        name = f"{token.text} {form[0]}"
        genitive = len(form[0]) < len(noun.text)
        return Span(token.start, noun.end, form[2], name, "form", 0.8, form[1], genitive=genitive)

    def add_purpose(self, span: Span, text: str, folded: str) -> None:
        """Let the name of an event that ends in a noun in small letters go on with what the event is for (*Nationella
        konferensen för hållbara inköp*).
        """
        if span.genitive or span.end - span.start != len(span.name) or not span.name.rpartition(" ")[2].islower():
            return
        purpose = self._purpose.match(folded, span.end) if self._purpose else None
        stop = self._complements.end(text, folded, purpose.end(), capitals_only=False) if purpose else -1
        while purpose and stop > purpose.end() and self.language.looks_like_verb(folded[:stop].rpartition(" ")[2]):
            stop = folded.rfind(" ", purpose.end(), stop)  # … för hållbara inköp | talade Anna Ek
        if purpose and stop > purpose.end():
            span.end, span.name = stop, text[span.start : stop]

    def find(self, i: int, tokens: list[Token], text: str, folded: str, start: int) -> Span | None:
        """A word with a telling ending, with what belongs to it: *Närings- och* before it, a year or a title after."""
        token = tokens[i]
        form = self.forms.suffix_form(token)
        if form is None and start < token.start:
            # Social- og Sundhedsudvalget is a name, though Sundhedsudvalget alone may be any municipality's.
            form = self.forms.find_suffix(text[start : token.end], folded[start : token.end])
            form = (form[0][token.start - start :], *form[1:]) if form else None
        if form is not None and form[2] == PROJECT and _QUOTED.match(text, token.end):
            return None  # PCP-Projekt „X“: the name follows
        if form is None or self._introduces(i, tokens, text):
            return None
        name, cls, code = form
        glued = _GLUED.search(name) if start == token.start else None
        if glued:
            # A heading and the line under it run together: UtbildningPolismyndigheten.
            cut = glued.end() - 1
            # … but KuntaLuoto-hanke is one name.
            if "-" not in token.text[cut:] and self.forms.find_suffix(name[cut:], name[cut:].lower()):
                genitive = len(name) < len(token.text)
                return Span(token.start + cut, token.end, code, name[cut:], "form", 0.85, cls, genitive=genitive)
        if start < token.start and code == ORGANIZATION:
            name = text[start : token.start] + name
            k = i
            while tokens[k].start > start:
                k -= 1
            start, name = self._bounds.from_adjective(k, tokens, text, name)
        else:
            start = token.start
            if not token.cap and cls != "inno:Ministry":
                return None
        if start == token.start:
            start, name = self._bounds.from_adjective(i, tokens, text, name)
        if code == EVENT and start == token.start and self.language.tag == "nl":
            start, name = self._from_capital(i, tokens, text, name)
        if code == EVENT and start == token.start and self.language.tag in ("de", "nl"):
            start, name = self._bounds.from_acronym(i, tokens, text, start, name)
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
            if not year and code == EVENT and self._has_place(i, tokens, text):
                last = i + 1
                year = _YEAR.match(text, tokens[last].end)
            end = year.end() if year else tokens[last].end
            if end > token.end:
                name = text[start:end]
        elif cls in _OWN_NAME and self.language.cases and token.text == form[0] and self._is_own_name(i, tokens, text):
            # Naisasialiitto Unioni: in the genitive only the second word shows it (Unionin).
            own, end = tokens[i + 1].text, tokens[i + 1].end
            name += f" {genitive_base(own, '') if own.endswith('n') else own}"
            return Span(start, end, code, name, "form", 0.9, cls, genitive=name != text[start:end])
        elif cls in _WITH_PLACE and token.text == form[0] and start == token.start:
            last = self._proper_end(i, tokens, text)
            if last > i:
                end = tokens[last].end
                # "des Museumsverbandes Hessen": the noun stands in its base form.
                name = self.forms.base_form(name) + text[token.end : end]
        subjects = cls in _HAVE_SUBJECTS or (cls == "inno:Association" and self.language.tag == "de")
        if end == token.end and len(name) == end - start and (code == EVENT or subjects):
            # Världsdagen för psykisk hälsa, Delegationen mot segregation; not: rådet för en dialog.
            purpose = self._purpose.match(folded, end) if self._purpose else None
            stop = self._complements.end(text, folded, purpose.end(), capitals_only=False) if purpose else -1
            if purpose and stop > purpose.end():
                end, name = stop, text[start:stop]
        short: tuple[str, ...] = ()
        if (
            code == ORGANIZATION
            and end == token.end
            and len(name) == end - start
            and self.language.tag in ("nb", "da", "fi")
        ):
            # Velferdsforskningsinstituttet NOVA
            letters = tokens[i + 1] if i + 1 < len(tokens) and text[end : tokens[i + 1].start] == " " else None
            if letters and letters.text.isupper() and letters.text.isalpha() and len(letters.text) >= _LETTERS:
                short, end = (letters.text, name), letters.end
                name = text[start:end]
            first = tokens[i - 1] if i else None
            if first and start == token.start and first.cap and text[first.end : start] == " & ":
                start, name = first.start, text[first.start : end]  # Fjord & Bæltcenteret
        genitive = len(name) < end - start
        label = self.forms.base_form(name)
        label = _BROKEN.sub("", label[0].upper() + label[1:])
        # In Finnish a noun after a hyphen says what the name before it names (KEINO-verkosto): both are its names.
        bare = label.rpartition("-")[0] if self.language.cases and token.text.count("-") == 1 else ""
        aliases = (bare,) if len(bare) > 2 and bare[-1].isalnum() and f"-{name.rpartition('-')[2]}" != name else short
        return Span(start, end, code, label, "form", 0.9, cls, genitive=genitive, aliases=aliases)

    def _from_capital(self, i: int, tokens: list[Token], text: str, name: str) -> tuple[int, str]:
        """Dutch: where an event's name begins and what it is with a capital adjective before it, behind an article or
        at the beginning of a line (*de Noordelijke Waterdag*).
        """
        start, before = tokens[i].start, tokens[i - 1] if i else None
        beside = before is not None and before.cap and text[before.end : start] == " "
        if before is None or not beside or not _DUTCH_ADJECTIVE.match(before.low):
            return start, name
        first = tokens[i - 2] if i > 1 and text[tokens[i - 2].end : before.start] == " " else None
        if first is not None and first.low not in self.language.articles:
            return start, name
        return before.start, f"{before.text} {name}"

    def hyphened(self, i: int, tokens: list[Token], text: str) -> Span | None:
        """A name of several words and the noun that a hyphen joins to it, as Finnish writes it: *Kestävä kasvu -hanke*.

        The name begins with the capitalised words nearest before the hyphen.
        """
        language = self.language
        noun = tokens[i]
        if noun.low.startswith("nimi") and i + 1 < len(tokens) and _NAMED.fullmatch(noun.low):
            noun = tokens[i + 1]  # Vihreä kaupunki -niminen hanke
        form = self.forms.find_suffix(f"Xx-{noun.text}", f"xx-{noun.low}")
        between = text[tokens[i - 1].end : tokens[i].start] if form is not None and i else ""
        quoted = _QUOTED_BEFORE.search(text, max(0, tokens[i].start - _LONGEST_QUOTED), tokens[i].start)
        if form is not None and quoted:
            # ”Kohti vihreää kaupunkia” (KOVI) -hanke
            start, name = quoted.start("name"), quoted["name"]
            other = (quoted["short"],) if quoted["short"] else ()
            return Span(start, tokens[i].end, form[2], name, "form", 0.92, form[1], aliases=other)
        if form is None or between not in (" -", " –", ") -", ") –"):
            return None
        last, aliases = i - 1, []
        if between[0] == ")":
            # Kaupunkien kesät (KESÄ) -hanke
            if i < 3 or text[tokens[i - 2].end : tokens[i - 1].start] != " (":
                return None
            short = tokens[i - 1].text
            last, aliases = i - 2, [short, self.forms.base_form(f"{short}-{form[0][3:]}")]
        first = last
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
        plain = text[start : tokens[last].end]
        name = self.forms.base_form(f"{plain} -{form[0][3:]}")
        if noun is not tokens[i]:
            return Span(start, tokens[last].end, form[2], plain, "form", 0.9, form[1], aliases=tuple(aliases))
        aliases += [plain]
        return Span(start, tokens[i].end, form[2], name, "form", 0.9, form[1], aliases=tuple(aliases))

    def is_plain_ministry(self, token: Token) -> bool:
        """Finnish writes ministries without a capital inside a sentence (*valtiovarainministeriö*)."""
        if "ministeri" not in token.low:
            return False
        form = self.forms.suffix_form(token)
        return form is not None and form[1] == "inno:Ministry"

    def _introduces(self, i: int, tokens: list[Token], text: str) -> bool:
        """Whether a word with a telling ending only says what the next word names (*Forskningsrådet Formas*)."""
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if self.language.cases and following is not None and following.text.isupper() and self._owned(tokens, i, text):
            return False  # Opetusalan Ammattijärjestö OAJ
        return (
            (tokens[i].low in self.forms.nouns or tokens[i].low.rpartition("-")[2] in _OF_PROJECTS)
            and following is not None
            and following.cap
            and text[tokens[i].end : following.start] == " "
        )

    def _owned(self, tokens: list[Token], i: int, text: str) -> bool:
        """Whether a capitalised genitive of a place or a nation stands before a capitalised name."""
        before = tokens[i - 1] if i else None
        return (
            before is not None
            and before.cap
            and tokens[i].cap
            and before.low.endswith("n")
            and not before.low.endswith(("nen", "minen", "iin", "seen"))
            and before.low not in self.language.not_names
            and text[before.end : tokens[i].start] == " "
            and (i < 2 or not tokens[i - 2].cap or text[tokens[i - 2].end : before.start] != " ")
            and self.forms.suffix_form(before) is None
        )

    def _is_own_name(self, i: int, tokens: list[Token], text: str) -> bool:
        """Whether the word behind a Finnish noun in its base form is the body's own name: no person's, no other body's
        and no word of pages.
        """
        language = self.language
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is None or text[tokens[i].end : following.start] != " " or not following.text[1:].islower():
            return False
        after = tokens[i + 2] if i + 2 < len(tokens) else None
        alone = after is None or not after.cap or text[following.end : after.start] != " "
        return (
            alone
            and following.cap
            and following.low not in language.given_names
            and following.low not in language.not_names
            and not following.low.endswith(_OTHER_CASES)
            and self.forms.suffix_form(following) is None
        )

    def _has_place(self, i: int, tokens: list[Token], text: str) -> bool:
        """Whether the name of an event, in the definite form, goes on with one of where it is held (*Kystkonferansen
        Nord*, *Klimatveckan Gotland*): a word alone, which is no person's name and no name of another form.
        """
        language = self.language
        if language.tag not in _DEFINITE or i + 1 >= len(tokens):
            return False
        place, after = tokens[i + 1], tokens[i + 2] if i + 2 < len(tokens) else None
        goes_on = after is not None and after.cap and text[place.end : after.start] in (" ", "-", " & ")
        return (
            text[tokens[i].end : place.start] == " "
            and place.cap
            and place.text[1:].islower()
            and not goes_on
            and place.low not in language.given_names
            and place.low not in language.not_names
            and self.forms.suffix_form(place) is None
            and self.forms.suffix_form(tokens[i]) is not None
        )

    def _proper_end(self, i: int, tokens: list[Token], text: str) -> int:
        """The last word of a place's or a patron's name behind a word that tells what it is; `i` when none follows.

        In Dutch nouns have no capitals; in German a noun may follow any other, but seldom a university or an office.
        """
        language = self.language
        k = i + 1
        if (
            language.tag not in ("nl", "de")
            or k >= len(tokens)
            or text[tokens[i].end : tokens[k].start] != " "
            or not tokens[k].cap
            or (language.tag == "de" and "bundes" in tokens[i].low)  # Umweltbundesamt | Räume
            or tokens[k].low in language.not_names
            or tokens[k].low in language.given_names
            or self.forms.suffix_form(tokens[k]) is not None
            or (len(tokens[k].text) > 2 and tokens[k].text.isupper())
        ):
            return i
        if language.tag == "de" and (COMMON.search(tokens[k].low) or tokens[k].low.endswith(_PLURALS)):
            return i
        return self._bounds.goes_on(k, tokens, text)
