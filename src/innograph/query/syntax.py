"""What may be asked, and what a query error means in words.

Only reading is allowed, and only from the graph at hand: an update would change it, and SERVICE would send
its data to any address that a query names.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from itertools import pairwise

from innograph.errors import QueryError
from innograph.query.prefixes import query_prefixes

# Enough of the terminals of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#rTerminals) to tell a keyword
# from what merely looks like one: in a comment, a string, an IRI, a variable or a prefixed name.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*+)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
                | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
    | (?P<unclosed>["'].*+)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.-]*|_)?:(?:[\w.:%-]|\\.)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: Messages of the engine that are more than a word that it expected, in clearer words.
_SENTENCES = {
    "The SELECT contains a variable that is unbound": (
        "a variable of SELECT is neither grouped by nor inside COUNT, MIN or the like: name it in GROUP BY"
    ),
}
#: Of an engine's own dialect, or refused: nothing to suggest.
_NOT_SUGGESTED = frozenset({"LATERAL", "SERVICE", "STRLANGDIR", "hasLangDir", "{|", "~"})
_ERROR = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_LITERAL_CLASS = re.compile(r"\[[^\]]*'[^\]]*\]|\[_\]")


def tokens(text: str) -> list[tuple[str, str, int]]:
    """Kind, text and offset of each token of a query, white space and comments left out.

    A string that does not close is one token to the end of the text, since no query with one is right: to look for its
    end again at every later quotation mark would take hours.
    """
    return [
        (match.lastgroup or "other", match.group(), match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "comment" and not match.group().isspace()
    ]


def refuse_writing(text: str) -> None:
    """Raise QueryError for an update, and for SERVICE anywhere.

    Some parsers need no space around a keyword (`trueSERVICE<…>` is read as two words), so a word that only
    contains it is refused too; no keyword or function of SPARQL does.
    """
    _refuse_words(text)
    # SPARQL 1.1 lets \u0053 stand for S anywhere, once (19.2). Oxigraph does not; other engines may.
    plain = _CODEPOINT.sub(lambda m: _character(m.group(1) or m.group(2)), text)
    if plain != text:
        _refuse_words(plain)


def _refuse_words(text: str) -> None:
    found = tokens(text)
    for kind, token, start in found:
        word = token.partition(":")[0] if kind == "name" else token if kind in ("word", "unclosed") else ""
        if "service" in word.lower():
            raise QueryError(
                f"{_place(text, start)}: SERVICE is refused: a query reads only the graph at hand, and would "
                "send what it asks to another address"
            )
    first = _first_word(found)
    if first in _UPDATES:
        raise QueryError(f"{first} is refused: a query only reads; to change the graph, build it again")


def explain_error(message: str, text: str, prefixes: dict[str, str] | None = None) -> str:
    """The engine's message for a wrong query as: line, column, what was expected, and the line with a mark.

    A message without a place is returned as it is.
    """
    match = _ERROR.match(message.strip())
    if match is None:
        return message.strip()
    line, column, expected = int(match[1]), int(match[2]), match[3]
    # The engine does not always say that a prefix is unknown, but no query with one is right.
    unknown = _unknown_prefix(text, prefixes or query_prefixes())
    if unknown is not None:
        (line, column), reason = unknown
    lines = text.splitlines() or [""]
    shown = lines[line - 1] if line <= len(lines) else ""
    if unknown is None:
        reason = (_no_form(text) or _reason(expected, shown, column)) + _unclosed(text)
    mark = "".join("\t" if c == "\t" else " " for c in shown[: column - 1]) + "^"
    return f"line {line}, column {column}: {reason}\n  {shown}\n  {mark}"


def _first_word(found: list[tuple[str, str, int]]) -> str:
    words = (token.upper() for kind, token, _ in found if kind == "word")
    return next((word for word in words if word not in ("PREFIX", "BASE")), "")


def _no_form(text: str) -> str | None:
    first = _first_word(tokens(text))
    if first in _FORMS:
        return None
    return f"expected {', '.join(_FORMS[:-1])} or {_FORMS[-1]}, found {first or 'nothing'}"


def _unclosed(text: str) -> str:
    """Brackets that do not pair are the commonest slip, and the engine's message seldom names them."""
    brackets = [token for kind, token, _ in tokens(text) if kind == "other" and token in "{}()"]
    for opening, closing in ("{}", "()"):
        opened, closed = brackets.count(opening), brackets.count(closing)
        if opened != closed:
            return f" ({opened} times {opening} but {closed} times {closing})"
    return ""


def _reason(expected: str, shown: str, column: int) -> str:
    for sentence, words in _SENTENCES.items():
        if sentence in expected:
            return words
    expected = _LITERAL_CLASS.sub("", expected.replace("one of ", "", 1))
    # What is left of the character classes that were taken out is not worth telling a reader.
    parts = dict.fromkeys(part.strip().strip('"') for part in expected.split(","))
    wanted = [p for p in parts if re.match(r"[\w{}()<>.;:?*]", p) and "'" not in p and "[" not in p]
    wanted = [p for p in wanted if p not in _NOT_SUGGESTED]
    rest = shown[column - 1 :].split()
    found = f"{rest[0]!r}" if rest else "the end of the line"
    if not wanted:
        return f"{found} cannot stand here: something before it is wrong or incomplete"
    listed = wanted[0] if len(wanted) == 1 else f"{', '.join(wanted[:-1])} or {wanted[-1]}"
    return f"expected {listed}, found {found}"


def _unknown_prefix(text: str, prefixes: Mapping[str, str]) -> tuple[tuple[int, int], str] | None:
    """Place and reason, when a name has a prefix that nobody declared."""
    found = tokens(text)
    known = set(prefixes)
    for (_, before, _), (kind, token, _) in pairwise(found):
        if before.upper() == "PREFIX" and kind == "name":
            known.add(token.partition(":")[0])
    for kind, token, start in found:
        prefix = token.partition(":")[0]
        if kind == "name" and prefix not in known and prefix != "_":
            near = difflib.get_close_matches(prefix, sorted(known), n=1)
            hint = f"did you mean {near[0]}:?" if near else f"declare it: PREFIX {prefix}: <…>"
            return _line_and_column(text, start), f"unknown prefix {prefix}: in {token}; {hint}"
    return None


def _place(text: str, offset: int) -> str:
    line, column = _line_and_column(text, offset)
    return f"line {line}, column {column}"


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else "\ufffd"
