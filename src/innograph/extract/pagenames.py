"""Names that a page shows as such: its publisher, lines that are names of bodies, what the source sets apart."""

from __future__ import annotations

import re

from innograph.extract.finders import Finders
from innograph.extract.gazetteer import Gazetteer
from innograph.extract.language import alternation
from innograph.extract.literals import may_match
from innograph.extract.spans import LOWER, ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span
from innograph.extract.text import View
from innograph.extract.words import Token, Wording

_QUOTED = re.compile(r"[\"”“»«„]([^\"”“»«„\n]{4,90})[\"”“»«]")
#: The abbreviation behind a title (*Styrgrupp Vård i samverkan (VIS)*).
_ACRONYM_BEHIND = re.compile(r" \([^()]{2,8}\)$")
_LETTERS_BEHIND = re.compile(rf" \([{UPPER}]{{2,8}}\)$")
#: A publisher that can be read in the text as a name: no address, no number in it.
_PUBLISHER = re.compile(rf"[{UPPER}][^\d.:/|]{{2,80}}")
#: A quotation with so many spaces and a full stop is a sentence.
_SENTENCE_SPACES = 4
#: Who says what a quotation tells is named so close behind it (code points).
_SAID_NEAR = 40
#: Capitals that only short names of projects and abbreviations have.
_MIXED = re.compile(rf"[{UPPER}]{{2}}|[{LOWER}][{UPPER}]")
#: What only projects have.
_CONSORTIUM = re.compile(r"grant agreement|horizon (?:europe|2020)|interreg|(?<!\w)k[oc]nsorti|cordis|work package")
#: A person's name before a comma.
_PERSON_FIRST = re.compile(rf"(?:(?:Prof|Dr)\.? )?(?P<given>[{UPPER}][\w-]+)(?: [\w’'-]+){{0,2}} [{UPPER}][\w’'-]+, ")
#: The word before a stretch, of so many characters (code points) at most.
_WORD_BEFORE, _LONGEST_WORD = re.compile(r"(?<![\w-])(?P<word>[\w-]+) $"), 40
#: A given name and a surname.
_FULL_NAME = 2
_PROJECT_NOUN = (
    r"(?:project|programme|initiative|platform|hank|projekt|ohjelma|prosjekt|traject|partnership|consortium|konsorti)"
)
#: Labels of a project's short name.
_ACRONYM_LABEL = r"(?:acronym|akronym|acroniem|projektkürzel|kurztitel|lyhenne)"

#: How the first words of names of platforms end, which publish pages as bodies with members do.
_PLATFORMS = ("platform", "plattform", "plattformen", "platformen", "forum")
#: … and the first or last words of names of networks.
_NETWORKS = (
    "nätverk",
    "nätverket",
    "nettverk",
    "nettverket",
    "netværk",
    "netværket",
    "verkosto",
    "netwerk",
    "netzwerk",
    "network",
)


#: … and those of hubs, centres and test beds, in which others take part.
_CENTRES = (
    "hubb", "hub", "testbädd", "testbed", "kompetenscentrum", "innovationscentrum", "kunskapscentrum",
    "kompetansesenter", "videncenter", "kompetencecenter", "innovationscenter", "kompetenzzentrum", "kenniscentrum",
    "osaamiskeskus", "innovationslabb", "policylabb", "innovationslab", "testmiljö",
)  # fmt: skip


#: A name like an abbreviation: in capitals, or with one inside.
_LIKE_LETTERS = re.compile(rf"[{UPPER}][\w-]*[{UPPER}\d][\w-]*")

#: The name of a publisher before a dash has so many words at most.
_FEW_WORDS = 3


def own_name(publisher: str | None) -> str | None:
    """A publisher's name without what it says of itself behind a dash (*Gren – nätverk i väst*: Gren)."""
    name, parted, _ = (publisher or "").partition(" – ")
    return name if parted and 1 <= len(name.split()) <= _FEW_WORDS else publisher


class PageNames:
    """Finds the names that one page shows as such."""

    def __init__(self, view: View, wording: Wording, finders: Finders, words: int) -> None:
        self.view = view
        self.text, self.folded, self.tokens, self.language = (
            wording.text,
            wording.folded,
            wording.tokens,
            wording.language,
        )
        self.finders = finders
        #: The bits of all words (literals.py).
        self.words = words

    def published(self, publisher: str | None, gazetteer: Gazetteer) -> list[Span]:
        """The publisher where the text names it, in full or by its last word (*Liikenteen turvallisuusvirasto Trafi*).

        Not a publisher that is listed or a place, nor one that the text calls a project.
        """
        name = (publisher or "").strip()
        article, _, bare = name.partition(" ")
        if article.lower() in self.language.articles and " " in bare and bare[:1].isupper():
            name = bare  # "The Agency for Rivers"
        words = name.split()
        low = name.lower()
        if not words or not _PUBLISHER.fullmatch(name) or low in self.language.not_names:
            return []
        person = words[0].lower() in self.language.given_names and not words[0].isupper()
        if len(words) == _FULL_NAME and person and words[1][:1].isupper():
            return []  # a person's own page
        if gazetteer.entries(name) or any(gazetteer.lists(name, t) for t in ("Municipality", "Country", "Nationality")):
            return []
        surely = 0.95 if self._is_project(name) else 0.8 if len(words) == 1 and self._is_projects_own(name) else 0.0
        if surely:
            places = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.text)
            return [Span(*m.span(), PROJECT, name, "form", surely, "inno:Project") for m in places]
        # "Kennisplatform Heldere Rivieren" is no project on its own pages.
        gathers = len(words) > 1 and words[0].lower().endswith(_PLATFORMS)
        # "Inköpsnätverket Blå Vård", "Nordic Procurement Network" have members, too.
        network = len(words) > 1 and any(word.lower().endswith(_NETWORKS) for word in (words[0], words[-1]))
        centre = len(words) > 1 and any(word.lower().endswith(_CENTRES) for word in (words[0], words[-1]))
        cls = "inno:Network" if gathers or network else "inno:CompetenceCentre" if centre else "org:Organization"
        names = [name]
        last = words[-1]
        if len(words) > 1 and last[0].isupper() and (last.isupper() or words[-2][0].islower()) and len(last) > 3:
            names.append(last)
        found = []
        ending = f"(?P<ending>{alternation(self.language.inflections)})?"
        for short in names:
            if re.search(rf"(?<!\w){re.escape(short.lower())}[ -]{_PROJECT_NOUN}", self.folded):
                return []
            if re.search(rf"{_ACRONYM_LABEL}:\W{{1,3}}{re.escape(short.lower())}(?!\w)", self.folded):
                return []
            for match in re.finditer(rf"(?<![\w-]){re.escape(short)}{ending}(?![\w-])", self.text):
                found.append(
                    Span(
                        match.start(),
                        match.end(),
                        ORGANIZATION,
                        short,
                        "form",
                        # "Museum Sønderjyllands bestyrelse": what a form takes for a name is the genitive of this one.
                        0.92 if gathers or (match["ending"] == "s" and len(short.split()) > 1) else 0.8,
                        cls,
                        genitive=match["ending"] in self.language.genitive,
                        aliases=(name,) if short != name else (),
                    )
                )
        return found

    def _is_projects_own(self, name: str) -> bool:
        """Whether a page is a project's own, which publishes it: its title begins with the name and goes on behind a
        sign, and the text tells who pays for the project, or of a consortium.
        """
        mixed = _MIXED.search(name) is not None
        title = re.compile(rf"{re.escape(name)}(?: ?[–|:] | - |\n|$)")
        return mixed and title.match(self.text) is not None and _CONSORTIUM.search(self.folded) is not None

    def _is_project(self, name: str) -> bool:
        """Whether a publisher with a name like an abbreviation is the project that its title names and its text speaks
        of (*About – RIVERWISE: …*, *the project is coordinated by …*).
        """
        own, sentences = self.finders.own_project, self.view.sentences
        if own is None or not _LIKE_LETTERS.fullmatch(name) or not sentences or sentences[0].kind != "title":
            return False
        title = self.text[sentences[0].start : sentences[0].end]
        return name in title and own.search(self.folded, sentences[0].end) is not None

    def titled_bodies(self) -> list[Span]:
        """The councils, groups and networks whose names are lines of their own, as their form shows (*Dalarnas
        vårdpolitiska råd*, *Nätverk för skolbibliotek*), wherever the text names them so: such a name has words before
        or behind what it is, and no verb among them.
        """
        pattern, found = self.finders.body_title, []
        may_match_any = pattern is not None and may_match(pattern.needs, self.words)
        for number, line in enumerate(self.view.sentences if may_match_any else ()):
            alone = all(
                s.block != line.block for s in self.view.sentences[max(0, number - 1) : number + 2] if s is not line
            )
            match = pattern.fullmatch(self.folded, line.start, line.end, self.words) if pattern and alone else None
            if match is None or not (match["before"] or match["behind"]) or line.kind == "item":
                continue
            words = self.tokens.between(line.start, line.end)
            if any(self._parts_name(token, match) for token in words):
                continue
            if not match["behind"] and self.finders.roles.base(words[-1].low):
                continue  # Sveriges kulturråd: persons
            end = line.start + len(_ACRONYM_BEHIND.sub("", self.text[line.start : line.end]))
            name = self.text[line.start : end]
            cls = "inno:Network" if match["network"] else "inno:Council"
            places = re.finditer(rf"(?<!\w){re.escape(self.folded[line.start : end])}(?P<s>s?)(?!\w)", self.folded)
            name = name[0].upper() + name[1:]
            found += [
                Span(m.start(), m.end(), ORGANIZATION, name, "form", 0.85, cls, genitive=bool(m["s"])) for m in places
            ]
        return found

    def _parts_name(self, token: Token, match: re.Match[str]) -> bool:
        """Whether a word of a line is none of a body's name: a verb, or before what the body is any small word."""
        language = self.language
        if language.looks_like_verb(token.low):
            return True
        before = token.start < match.start("body")
        return token.low in language.stoppers and (before or token.low not in language.title_links)

    def set_apart(self) -> list[Span]:
        """Stretches that the source sets apart (italic, bold, quotation marks) and that look like a title."""
        found = []
        view = self.view
        for block in view.blocks:
            if block.kind == "boilerplate":
                continue
            for a, b in block.emphasis:
                if block.kind in ("paragraph", "item") and b - a < block.end - block.start - 1:
                    found += self._title(view.to_view(a), view.to_view(b))
        for match in _QUOTED.finditer(self.text):
            found += self._title(match.start(1), match.end(1))
        return found

    def _is_said(self, end: int) -> bool:
        """Whether a verb of speech stands close behind the comma and the mark that end a quotation."""
        near = self.tokens.between(end + 1, end + 1 + _SAID_NEAR)
        return any(token.low in self.language.speech for token in near)

    def _title(self, start: int, end: int) -> list[Span]:
        if self.text[end - 1] == "." and self.text.count(" ", start, end) >= _SENTENCE_SPACES:
            return []  # what somebody says, and no title
        if self.text[end - 1] == "," and self._is_said(end):
            return []  # "We must act now," says Anna Smith
        while end > start and self.text[end - 1] in " .,:;":
            if self.text[end - 1] == ":":
                return []
            end -= 1
        letters = _LETTERS_BEHIND.search(self.text, start, end)
        end = letters.start() if letters else end  # **Västra Götalandsregionen (VGR)**
        name = self.text[start:end]
        words = name.split()
        if not name[:1].isupper() or not 1 <= len(words) <= 14 or len(name) < 4 or ". " in name:
            return []
        if words[0].lower() in self.language.caption or self._tells_person(name):
            return []
        return [self._told_by_noun(start, name) or Span(start, end, UNKNOWN, name, "title", 0.3)]

    def _tells_person(self, name: str) -> bool:
        """Whether a stretch is a person with a title (*Anna Ek, Head of Section, Leeds Museum*) and no work's title."""
        match = _PERSON_FIRST.match(name)
        if match is None:
            return False
        language = self.language
        title = name[match.end() :].partition(",")[0].lower().split()
        roles = any(w in language.role_whole or w.endswith(language.role_heads) for w in title)
        return roles or match["given"].lower() in language.given_names

    def _told_by_noun(self, start: int, name: str) -> Span | None:
        """What a noun right before a stretch says that it names (*i projektet* Maden med i regnskabet)."""
        match = _WORD_BEFORE.search(self.folded, max(0, start - _LONGEST_WORD), start)
        if match is None:
            return None
        forms = self.finders.names.forms
        noun = match["word"] if match["word"] in forms.nouns else forms.compound_noun(match["word"])
        for words, cls, code in forms.nouns.get(noun, ()) if noun else ():
            if words == noun:
                return Span(start, start + len(name), code, name, "noun", 0.95, cls)
        return None
