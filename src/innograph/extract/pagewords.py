"""What lines of any page hold and what names nobody: addresses of houses, menus of languages, headings in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from innograph.extract.spans import ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span

#: The end of a street's name with the number of a house, inside a mention or behind it.
_STREET = re.compile(
    r"(?:straat|laan|plein|kade|singel|gracht|dreef|steeg|weg|straße|strasse|str\.|platz|allee|gasse|ufer|damm|"
    r"gatan|vägen|torget|gränd|stigen|gata|gaten|veien|vei|vej|plads|plass|gade|stræde|katu|tie|kuja|aukio|ranta|"
    r" Street| Road| Avenue| Lane| Square) \d{1,4} ?[A-Za-z]?(?!\w)"
)
_HOUSE_NUMBER = 8
#: A box of a post office, before its number.
_BOX = re.compile(r"(?:Postbus|Postboks|Postfach|Postboxs?|Box|Boks|PL|PB) \d")
_LANGUAGE = r"(?:SV|SE|EN|GB|FI|NO|NB|DA|DK|DE|NL|FR|ES)"
_LANGUAGES = re.compile(rf"(?<!\w){_LANGUAGE}(?: ?[/|·•] ?{_LANGUAGE})+(?!\w)")
#: Words in capitals, at least three or a line of them, with what may stand between them; a company's form ends a name.
_WORD = rf"[{UPPER}][{UPPER}\d&’'-]*"
_SHOUTED = re.compile(rf"(?<![\w-]){_WORD}(?:[:?!]? {_WORD}){{2,}}(?![\w-])|(?:^|(?<=\n)){_WORD} {_WORD}(?=\n|$)")
_FORM = re.compile(r" (?:AB|AS|ASA|OY|OYJ|GMBH|AG|BV|NV|APS|LTD|PLC|AS)$")
#: What stands before who has the rights of a page, and the year of that.
_RIGHTS = ("(c) ", "©", "© ", "(C) ")
_CODES = ORGANIZATION + PROJECT + UNKNOWN


class PageWords:
    """Finds the mentions in one text that are no names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._shouted = [m.span() for m in _SHOUTED.finditer(text) if not _FORM.search(m.group())]
        self._menus = [m.span() for m in _LANGUAGES.finditer(text)]

    def without(self, spans: Iterable[Span]) -> list[Span]:
        """The mentions that are names."""
        rights = (s for s in spans if s.source != "year" or not self.text.endswith(_RIGHTS, 0, s.start))
        return [s for s in rights if s.code not in _CODES or not self._is_plain(s)]

    def _is_plain(self, span: Span) -> bool:
        """Whether a mention is an address, a language of a menu or a part of a heading in capitals."""
        text, start, end = self.text, span.start, span.end
        if any(a <= start and end <= b for a, b in self._menus):
            return True
        if span.source == "listed" and span.refs and not text[start:end].isupper():
            return False
        if _BOX.match(text, start):
            return True
        street = _STREET.search(text, start, end + _HOUSE_NUMBER)
        if street is not None and street.start() < end <= street.end():
            return True
        within = next(((a, b) for a, b in self._shouted if a <= start and end <= b), None)
        return within is not None and not self._is_named_elsewhere(text[start:end], within)

    def _is_named_elsewhere(self, name: str, place: tuple[int, int]) -> bool:
        """Whether the text has the same words outside headings in capitals."""
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text):
            if not any(a <= match.start() < b for a, b in (*self._shouted, place)):
                return True
        return False
