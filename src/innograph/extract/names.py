"""Names that nobody listed, by their form: organisations, events and projects (data/language/xx/names.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.beginnings import opens
from innograph.extract.boundaries import Boundaries
from innograph.extract.complements import Complements
from innograph.extract.declension import nominative
from innograph.extract.forms import NameForms
from innograph.extract.heads import HeadFinder
from innograph.extract.language import Language, alternation
from innograph.extract.literals import Literals
from innograph.extract.longnames import LongNames
from innograph.extract.nouns import NounFinder
from innograph.extract.runs import RunFinder, runs
from innograph.extract.spans import EVENT, ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span
from innograph.extract.suffixes import SuffixFinder
from innograph.extract.titles import Titles
from innograph.extract.words import Lexicon, Token, Tokens

_NAME_END = re.compile(r"(?:s|:s|'s|’s)?(?![\w-]|[’'.]\w)")
_NAME_END_IN_CASES = re.compile(
    r"(?:(?<=[aeiouyäö])(?:n|ll[aeä]|lt[aä]|ss[aä]|st[aä])|:[a-z]{1,5}|s)?(?![\w-]|[’'.]\w)"
)
#: What only says who pays for a project: EU-rahoitteinen Kirkas LIFE -hanke.
_PAID = re.compile(rf"[\w-]+-rahoittei\w+ (?=[{UPPER}])")
#: A genitive with a capital before a name, which is at most so long (code points); no surname (*Virtanen*).
_OWNER, _LONGEST_OWNER = re.compile(rf"(?<![\w-])[{UPPER}][\w-]+(?<!ne)n $"), 20
#: A Swedish name in the genitive, perhaps with what kind of house it is, and the article behind nouns by their ending.
_CAPITAL_OWNER = re.compile(r"[A-ZÅÄÖ][\w:-]*(?: (?:kommun|stad|universitet|läns?|region|högskola))?s $")
_DEFINITE = {"t": "en", "g": "en", "n": "en", "p": "en", "d": "et", "i": "et"}
#: A well-known name goes on with so many words.
_MORE_WORDS = 2
#: So many characters (code points) lie at most between a name and the word that it needs close by.
_CLOSE_BY = 150
#: Classes of bodies whose names go on with what they are for, and words that end such a name before that.
_FOR_A_PURPOSE = ("inno:Network", "inno:Council", "inno:Association", "inno:CompetenceCentre")
_GATHERING = re.compile(r"(?:netzwerk|bündnis|allianz|forum|beirat|zentrum)$")
#: A noun of so many letters tells which event it is (Fahrradkommunalkonferenz, not Fachtagung).
_TELLING_NOUN = 13
#: Whose body it is, and the abbreviation of its name with that.
_LAND_AND_LETTERS = re.compile(
    rf" (?:des Landes|des Freistaate?s|in|im) (?P<land>[{UPPER}]\w+(?:-[{UPPER}]\w+)?) \((?P<letters>\w{{3,9}})\)"
)
#: The Land behind a ministry's name.
_OF_LAND = re.compile(r" (?:des Landes|des Freistaate?s) [A-ZÄÖÜ][\wäöüß-]+")
#: First names of whom a body is named after, before the surname that a hyphen joins to the noun (Robert Koch-Institut).
_PATRON = re.compile(rf"(?<![\w-])(?:[{UPPER}][\w]+ ){{1,2}}(?:von |vom |van |de )?$")
#: So far back (code points) such first names are looked for.
_LONGEST_PATRON = 40
#: Word classes for what a sentence says that a name is (*X är ett projekt*): the code and the class of that.
_SAID = {
    "is_project": (PROJECT, "inno:Project"),
    "is_event": (EVENT, "inno:Event"),
    "is_network": (ORGANIZATION, "inno:Network"),
    "is_body": (ORGANIZATION, "org:Organization"),
}

#: Word classes for what is called by the name (group `name`) behind it.
_CALLED = {
    "called_project": (PROJECT, "inno:Project"),
    "under_name": (PROJECT, "inno:Project"),
    "round_of": (PROJECT, "inno:Project"),
    "quoted_project": (PROJECT, "inno:Project"),
    "prize_project": (PROJECT, "inno:Project"),
    "camel_project": (PROJECT, "inno:Project"),
    "apposed_project": (PROJECT, "inno:Project"),
    "called_network": (ORGANIZATION, "inno:Network"),
    "called_event": (EVENT, "inno:Event"),
    "dated_event": (EVENT, "inno:Event"),
    "regional_body": (ORGANIZATION, "org:Organization"),
    "inside_event": (EVENT, "inno:Event"),
    "inside_project": (PROJECT, "inno:Project"),
    "inside_body": (ORGANIZATION, "org:Organization"),
}


class NameFinder:
    """Finds names by form in one language."""

    def __init__(self, language: Language, lexicon: Lexicon, literals: Literals) -> None:
        self.language = language
        self.forms = NameForms(language)
        bounds, complements = Boundaries(language, self.forms), Complements(language, self.forms)
        self._complements = complements
        self._titles = Titles(language, self.forms)
        self._heads = HeadFinder(language, self.forms, bounds, complements)
        self._suffixes = SuffixFinder(language, self.forms, bounds, complements)
        self._nouns = NounFinder(language, self.forms, bounds, self._titles)
        self._runs = RunFinder(language, self.forms)
        self._long = LongNames(language, self.forms) if language.tag == "fi" else None
        self._near: dict[tuple[str, ...], re.Pattern[str]] = {}
        conjunction = alternation([*language.conjunctions, "&"])
        self._ellipsis = re.compile(rf"(?<!\w)[{UPPER}][\w]*-(?:, \w+-?)* {conjunction} ")
        if language.tag == "fi":
            self._ellipsis = re.compile(rf"(?<!\w)\w+-(?:, \w+-)* {conjunction} ")
        cues = {name: cue for name in _SAID if (cue := literals.cue(language.classes.get(name)))}
        #: What makes a sentence say itself what a name is, with the code and the class of that.
        self._said = [(cue, *_SAID[name]) for name, cue in cues.items()]
        #: An edition of an event by its number (*6. Bürgermeisterkongress*, *12th Annual Conference*).
        self._numbered = literals.cue(language.classes.get("numbered_event"))
        #: What stands behind a body's name for its branch there (*Företagarna Västerbotten*).
        self._branch = language.pattern("branch") if language.tag == "sv" else None
        #: A programme named by what it is on (*Nordic Programme on Health and Welfare*).
        self._programme = literals.cue(language.classes.get("titled_programme"))
        #: What a text says a project or a network is called (*Projektet hedder Grøn Havn*), with code and class.
        self._called = [
            (cue, *_CALLED[name]) for name in _CALLED if (cue := literals.cue(language.classes.get(name))) is not None
        ]
        #: Two bodies of one place that the text names once (*die Stadt und der Landkreis Coburg*): the `first` of them.
        self._shared = literals.cue(language.classes.get("shared_place"))
        #: An elected body with the house that it is of, or with one who has a seat in it before it.
        self._elected = literals.cue(language.classes.get("elected_body"))
        #: A unit that the text writes small: the `noun` before what it is for, `bare` behind its house, or a `clinic`.
        self._unit = literals.cue(language.classes.get("small_unit"))
        exact = {word.lower() for word in self.forms.exact}
        #: Words to look at even without a capital: something may begin there.
        self._begins = lexicon.ask(lambda low: low in exact or self.forms.begins(low))

    def find(self, tokens: Tokens, text: str, folded: str, starts: frozenset[int], words: int = -1) -> list[Span]:
        """Every name that its form shows. `starts` are the positions where sentences begin, `words` the bits of the
        text's words (literals.py; -1 for any).
        """
        found: list[Span] = []
        ellipses = {m.end(): m.start() for m in self._ellipsis.finditer(text)} if "- " in text or "-, " in text else {}
        if self.language.cases:
            # Suomen arkkitehtuuri- ja designmuseosäätiö: a genitive with a capital begins the name.
            for end, start in list(ellipses.items()):
                owner = _OWNER.search(text, max(0, start - _LONGEST_OWNER), start)
                ellipses[end] = owner.start() if owner else start
        finnish = self.language.tag == "fi"
        forms = self.forms
        for i in range(len(tokens)) if finnish else self._looked_at(tokens, ellipses):
            token = tokens[i]
            if token.text in forms.exact:
                span = self._named(i, tokens, text, folded, starts)
                if span:
                    found.append(span)
            start = ellipses.get(token.start, token.start)
            behind = self._suffixes.behind_adjective(i, tokens, text) if token.cap else None
            if behind:
                found.append(behind)
            if finnish and folded[max(0, token.start - 2) : token.start] in (" -", " –", "- ", ")-", "”-"):
                span = self._suffixes.hyphened(i, tokens, text)
                if span:
                    found.append(span)
            if token.cap or start < token.start or (finnish and self._suffixes.is_plain_ministry(token)):
                span = self._suffixes.find(i, tokens, text, folded, start)
                if span and not self._is_described(i, tokens, text):
                    found.append(span)
            first = token.low
            if first in forms.heads:
                span = self._heads.head(i, tokens, text, folded)
                if span:
                    found.append(span)
            if first in forms.phrases:
                span = self._heads.phrase(i, tokens, text, folded)
                if span:
                    found.append(span)
            if first in forms.nouns:
                span = self._nouns.find(i, tokens, text, folded, starts)
                if span:
                    found.append(span)
            elif forms.compound_noun(first):
                span = self._nouns.find(i, tokens, text, folded, starts, forms.compound_noun(first))
                if span:
                    found.append(span)
            if token.cap and "-" in token.text:
                span = self._nouns.hyphened(i, tokens, text)
                if span:
                    found.append(span)
            if first in forms.plurals or forms.compound_plural(first):
                found += self._nouns.plural(i, tokens, text)
            if first in forms.lists:
                found += self._nouns.ellipsis(token, text)
        for cue, code, cls in self._said:
            found += self._titles.said_to_be(cue.finditer(text, words), code, cls, tokens, text, starts)
        if self._numbered:
            for match in self._numbered.finditer(text, words):
                name = match.group()[0].upper() + match.group()[1:]
                if self.language.cases:
                    name = name.removesuffix(match["ending"] or "")  # hankintojen päivä|n
                span = Span(match.start(), match.end(), EVENT, name, "form", 0.9, "inno:Event")
                span.aliases = self._bare_edition(span.name, text)
                found.append(span)
        for match in self._programme.finditer(text, words) if self._programme else ():
            short = match["short"] or ""
            span = Span(match.start(), match.end(), PROJECT, match.group(), "form", 0.93, "inno:Project")
            span.aliases = (short,) if short else ()
            found.append(span)
        for cue, code, cls in self._called:
            for match in cue.finditer(text, words):
                start, end = match.span("name")
                if code in (PROJECT, EVENT):
                    end = max(end, self._titles.end(0, tokens.between(start, len(text)), text, code))
                found.append(Span(start, end, code, text[start:end], "noun", 0.9, cls))
        for match in self._shared.finditer(text, words) if self._shared else ():
            name = f"{match['first']} {match['place']}"
            found.append(Span(*match.span("first"), ORGANIZATION, name, "form", 0.85, "inno:Municipality"))
        for match in self._elected.finditer(text, words) if self._elected else ():
            # Any municipality has a committee of that name: with its house it is one.
            if match["house"] or (match["seat"] and match["short"][0].islower()):
                short = match["short"][0].upper() + match["short"][1:]
                span = Span(*match.span("name"), ORGANIZATION, match["name"], "form", 0.92, "inno:PublicAgency")
                span.name, span.aliases = short + match["name"][len(short) :], (short,) if match["house"] else ()
                found.append(span)
        for match in self._unit.finditer(text, words) if self._unit else ():
            found += self._small_unit(match, text, folded)
        if self._long is not None:
            found += self._long.find(text)
        for i, j in runs(tokens, text, self.language):
            found += self._runs.find(i, j, tokens, text, folded, starts)
        if self._suffixes.wide:
            for span in found:
                if span.code == EVENT and span.source == "form" and span.name.split()[0].lower() in self._suffixes.wide:
                    self._suffixes.add_purpose(span, text, folded)
        if finnish:
            for span in found:
                paid = _PAID.match(span.name) if span.code in (PROJECT, UNKNOWN) else None
                if paid:
                    span.name, span.start = span.name[paid.end() :], span.start + paid.end()
        if finnish and ellipses:
            for span in found:
                if span.code == ORGANIZATION and span.start in ellipses and "-" in span.name.split()[0]:
                    # Länsi- ja Sisä-Suomen aluehallintovirasto is one.
                    start = ellipses[span.start]
                    span.name, span.start = text[start : span.start] + span.name, start
        if self.language.tag == "de":
            for span in found:
                if span.code == ORGANIZATION and (start := ellipses.get(span.start, span.start)) < span.start:
                    # Heimat- und Geschichtsverein Musterstadt is one.
                    span.name, span.start = text[start : span.start] + span.name, start
                if span.code in (ORGANIZATION, EVENT, PROJECT) and span.source == "form":
                    self._from_patron(span, text)
                    self._extend(span, text, folded)
                    span.name = nominative(span.name)
        return found

    def _is_described(self, i: int, tokens: Tokens, text: str) -> bool:
        """Whether a word only says what the body named behind it is, and where from (*Stavanger-selskapet* Lumicor)."""
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        beside = following is not None and following.cap and text[tokens[i].end : following.start] == " "
        noun = self.forms.compound_noun(tokens[i].low) if beside else ""
        if not noun:
            return False
        # Innkjøpskonferansen | Nytt og Nyttig
        event = any(code == EVENT for words, _, code in self.forms.nouns[noun] if words == noun)
        if self.language.cases and following is not None:
            # Kiertotalousyhtiö Remeo, but: Hoitoalan Ammattijärjestö HAJ
            before = tokens[i - 1] if i else None
            within = before is not None and before.cap and text[before.end : tokens[i].start] == " "
            return not within and not following.text.isupper()
        after = tokens[i + 2] if i + 2 < len(tokens) else None
        joined = after is not None and text[tokens[i + 1].end : after.start] == " "
        # … but Beredskapskonferansen Innlandet is one name.
        goes_on = joined and after is not None and after.low in (*self.language.conjunctions, "for", "mot", "mod")
        return "-" in tokens[i].text or (event and goes_on and self.language.tag in ("da", "nb"))

    def _small_unit(self, match: re.Match[str], text: str, folded: str) -> Iterator[Span]:
        """Swedish: a unit of a house by what it is for (*Boverkets enhet för byggande*: Enheten för byggande)."""
        if match["clinic"]:
            name = match["clinic"][0].upper() + match["clinic"][1:]
            yield Span(match.start(), match.end(), ORGANIZATION, name, "form", 0.85, "org:Organization")
            return
        if match["bare"] and not _CAPITAL_OWNER.search(text, max(0, match.start() - _LONGEST_OWNER), match.start()):
            return
        end = self._complements.end(text, folded, match.end(), capitals_only=False)
        if end <= match.end():
            return
        noun = match["noun"] or match["bare"] + _DEFINITE[match["bare"][-1]]
        name = noun[0].upper() + noun[1:] + text[match.start() + len(match["noun"] or match["bare"]) : end]
        aliases = (text[match.start() : end],)
        yield Span(match.start(), end, ORGANIZATION, name, "form", 0.85, "org:Organization", aliases=aliases)

    def _bare_edition(self, name: str, text: str) -> tuple[str, ...]:
        """German: what else a text calls the edition that it numbers (*13. Fahrradkommunalkonferenz*:
        Fahrradkommunalkonferenz).
        """
        number, _, rest = nominative(name).partition(" ")
        if self.language.tag != "de" or not number.endswith(".") or not rest:
            return ()
        noun = rest.split(" ")[-1]
        long = len(noun) >= _TELLING_NOUN and "- " not in rest
        if text.count(noun) < 2:
            return ()
        return (rest, noun) if long and noun != rest else (rest,) if long or noun != rest else ()

    def _from_patron(self, span: Span, text: str) -> None:
        """German: let the name of a body begin with the first names of its patron (*Robert Koch-Institut*)."""
        # … but not that of one that leaves out what follows: Anna Berger vom | Städte- und Gemeindebund.
        joined = "-" in span.name.partition(" ")[0][:-1] and text.startswith(" ", span.start - 1)
        if span.code != ORGANIZATION or not joined:
            return
        match = _PATRON.search(text, max(0, span.start - _LONGEST_PATRON), span.start)
        names = match.group().split() if match else []
        while names and names[0].lower() not in self.language.given_names:
            del names[0]
        if names and names[0][0].isupper():
            first = " ".join(names) + " "
            span.name, span.start = first + span.name, span.start - len(first)

    def _extend(self, span: Span, text: str, folded: str) -> None:
        """German: take into a name what a network is for, and the Land that a ministry is of, which then also has the
        shorter name.
        """
        if span.code != ORGANIZATION or span.end - span.start < len(span.name):
            return
        if span.cls in _FOR_A_PURPOSE and _GATHERING.search(folded, span.start, span.end):
            end = self._complements.end(text, folded, span.end + len(" für "), capitals_only=False)
            if text.startswith(" für ", span.end) and end > span.end + len(" für "):
                span.name, span.end = span.name + text[span.end : end], end
        whose = _LAND_AND_LETTERS.match(text, span.end) if span.source == "form" else None
        if whose and whose["letters"].lower().endswith("".join(w[0] for w in whose["land"].lower().split("-"))):
            # Verband der Bibliotheken des Landes Nordrhein-Westfalen (vbnw)
            span.name, span.end = span.name + text[span.end : whose.end("land")], whose.end("land")
            span.aliases = (*span.aliases, whose["letters"])
        land = _OF_LAND.match(text, span.end) if span.cls == "inno:Ministry" else None
        if land:
            span.aliases = (*span.aliases, span.name)
            span.name, span.end = span.name + text[span.end : land.end()], land.end()

    def _looked_at(self, tokens: Tokens, ellipses: dict[int, int]) -> list[int]:
        """The numbers of the words where a name may begin, in order."""
        numbers = {*tokens.capitals, *tokens.which(self._begins)}
        if ellipses:
            numbers |= {i for i, start in enumerate(tokens.starts) if start in ellipses}
        return sorted(numbers)

    def _named(self, i: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]) -> Span | None:
        """A well-known name (names.toml `form = "name"`), written as listed, also in the genitive."""
        token = tokens[i]
        for exact, code in self.forms.exact[token.text]:
            end = token.start + len(exact.name)
            if not text.startswith(exact.name, token.start):
                continue
            ending = (_NAME_END_IN_CASES if self.language.cases else _NAME_END).match(text, end)
            if ending is None:
                continue
            if i and exact.not_after and tokens[i - 1].low in exact.not_after:
                continue
            if (
                i
                and (before := tokens[i - 1].low)
                and (before in self.language.given_names or before in self.language.foreign_given_names)
                and tokens[i - 1].cap
                and text[tokens[i - 1].end : token.start] == " "
            ):
                continue  # Markus Granlund is no company
            branch = self._branch.match(text, end + 1) if self._branch and text.startswith(" ", end) else None
            if exact.inside and branch is None and opens(token, text, starts):
                continue
            if exact.near and not self._is_near(exact.near, folded, token.start, end):
                continue
            stop = self._goes_on(i, end, tokens, text) if ending.end() == end and code == ORGANIZATION else end
            if stop > end and not exact.near:
                return Span(token.start, stop, code, text[token.start : stop], "form", 0.8, "org:Organization")
            # "Sveriges Allmännyttas" is no name that begins as others do.
            weight = 0.91 if ending.end() > end and " " in exact.name else 0.75
            return Span(
                token.start, ending.end(), code, exact.name, "form", weight, exact.cls, genitive=ending.end() > end
            )
        return None

    def _goes_on(self, i: int, end: int, tokens: list[Token], text: str) -> int:
        """Dutch: where a name ends that goes on behind a well-known one with one or two words that have capitals, as
        nouns do not (*Nevi Zorg*): no person's name, no abbreviation, no word of pages.
        """
        language = self.language
        if language.tag != "nl":
            return end
        k = i
        while k < len(tokens) and tokens[k].end <= end:
            k += 1
        stop = end
        for number, token in enumerate(tokens[k : k + _MORE_WORDS + 1]):
            if text[stop : token.start] != " " or not token.cap:
                break
            low = token.low
            common = low in language.not_names or low in language.stoppers or low in language.given_names
            named = token.text in self.forms.exact or low in self.forms.heads or low in self.forms.phrases
            other = common or named or not token.text[1:].islower() or language.looks_like_verb(low)
            if other or number == _MORE_WORDS:
                return end
            stop = token.end
        return stop

    def _is_near(self, words: tuple[str, ...], folded: str, start: int, end: int) -> bool:
        """Whether one of the words stands close by."""
        pattern = self._near.get(words)
        if pattern is None:
            # "3–1": not days ("3–4 juni"), hours ("kl. 10–12", "9.30–11") or years.
            month = rf"(?! (?:{alternation(self.language.months)}))" if self.language.months else ""
            score = rf"(?<![\d.:])(?<!kl )(?<!kl\. )\d{{1,2}} ?[–-] ?\d{{1,2}}(?![\d–-])(?![.:]\d){month}"
            pattern = self._near[words] = re.compile(rf"(?<!\w){alternation(words)}(?!\w)|{score}")
        return pattern.search(folded, max(0, start - _CLOSE_BY), end + _CLOSE_BY) is not None

    def title_end(self, start: int, tokens: list[Token], text: str) -> int:
        """Where a title that begins at `start` ends (`tokens` are those from there on)."""
        return self._titles.end(0, tokens, text, PROJECT) if tokens else start
