"""Relation rules as data: how a line of `rules.toml` becomes an expression over a masked sentence.

A sentence is *masked*: every mention in it becomes one private character of its type (an organisation always the
same one), so that a pattern speaks of `{organization}` whether the name is listed, formed or unknown, and however
long it is.

Pattern language (the head of data/language/sv/rules.toml shows it at work):

===================  ==================================================================================================
`{person}`           one mention of that type; `{x:person}` gives it another name. Types: person, organization,
                     place, actor (organization or place), event, project, activity (event or project), municipality,
                     member (actor or municipality), body (organization or municipality), role, board (a seat on one),
                     title (either), former, nationality
`{organization+}`    a list of them: *A, B och C*, each with up to two words before it
`{person*}`          every one in the rest of the clause, whatever stands between them (titles, employers)
`{organization's}`   in the genitive; `{organization+'s}` a list with every name in it
`{organization~lta}` in a case of words.toml `[cases]`, where the language has some (`~sta|lta` in either); `~0` in none
`{x:text}`           the rest of the clause, as an assignment's name; `projecttitle`, `eventtitle`: as such a name
`{house:…}`          what an employer is part of: who heads the employer does not lead its house
`{x:projectname}`    a project, or a capitalised name of nothing known so far, which then is one; likewise
                     `eventname`, `employer` (an organisation), `partner` (an organisation or place), `participant`
`<cooperate>`        a word class of the file's `[classes]`
`samarbet*`          a word that begins so; `...` up to 60 characters of the clause; `^` and `$` the sentence's ends
`(a|b)`, `( c)?`     alternatives and optional parts, as in regular expressions
===================  ==================================================================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from innograph.errors import DataError
from innograph.extract.cases import GENITIVE, MARKS, MAYBE_GENITIVE, Cases
from innograph.extract.language import Language, alternation
from innograph.extract.literals import Needs
from innograph.extract.masks import MASK
from innograph.extract.patterns import ListPattern, Pattern
from innograph.extract.references import SLOTS
from innograph.facts import SIGNATURES

_TYPES = {
    "person": "P",
    "organization": "O",
    "place": "C",
    "actor": "OC",
    "event": "E",
    "project": "J",
    "activity": "EJ",
    "municipality": "M",
    "member": "OCM",
    "body": "OM",
    "anyone": "OCMP",
    "role": "R",
    "board": "B",
    "title": "RB",
    "former": "F",
    "nationality": "N",
    "assignment": "A",
    "name": "U",
    "employer": "OU",
    "partner": "OCU",
    "participant": "OCMPU",
    "projectname": "JU",
    "eventname": "EU",
    "activityname": "JEU",
}
#: Slots that take the rest of the clause as a name of their own.
TEXTS = {"text": "Assignment", "projecttitle": "Project", "eventtitle": "Event"}
_CODE_OF_TEXT = {"projecttitle": "J", "eventtitle": "E"}
#: A slot of whatever kind, where only the words beside it count (see literals.py).
_ANY_SLOT = "[\ue000]"
_SLOT = re.compile(r"\{(?:(?P<var>[a-z]\w*):)?(?P<type>[a-z]\w*)(?P<list>[+*])?(?P<mark>'s|~\w+(?:\|\w+)*)?\}")
_CLASS = re.compile(r"<(\w+)>")
#: A list of mentions inside a look ahead or back for what must not be there.
_NEGATED_LIST = re.compile(r"\(\?<?!(?:[^()]|\([^()]*\))*\{[^{}]*\+")
_SET = re.compile(r"(?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]")
#: How old somebody is, behind the name.
_AGE = r"(?: \(\d\d\))?"
#: A quotation mark or none. Here and below a class of characters that is not Latin has at most two ranges where it can:
#: `re` compiles such a one five times as fast.
_QUOTE = '["«»]?[‘-‚“-„]?'
_GIVES = re.compile(r"(\w+)\(\s*([@\w]+)\s*,\s*([@\w]+)\s*\)$")
_SPECIAL = frozenset(SLOTS)


@dataclass(frozen=True, slots=True)
class Give:
    """One relation that a rule states: names of slots, or `@…` for what the context holds."""

    predicate: str
    subject: str
    object: str


@dataclass(frozen=True)
class Rule:
    """One rule, ready to match. `slots` maps a slot to its codes, `needs` says how many mentions of which codes a
    sentence must have.
    """

    id: str
    patterns: tuple[Pattern, ...]
    slots: tuple[dict[str, str], ...]
    needs: tuple[tuple[tuple[frozenset[str], int], ...], ...]
    gives: tuple[Give, ...]
    confidence: float
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    scope: str
    unless: Pattern | None
    allow_past: bool
    allow_wish: bool
    classes: tuple[tuple[str, frozenset[str]], ...]
    #: Expressions that the lower-cased name of what fills a slot must hold.
    names: tuple[tuple[str, re.Pattern[str]], ...]
    #: Expressions that what fills a slot must hold as the text has it, in small letters (titles in the plural).
    written: tuple[tuple[str, re.Pattern[str]], ...]
    source: tuple[str, ...]
    #: Whether all that it states is of the event that the page is about.
    of_page: bool = False


#: A pattern that may match a sentence: its rule, the expression, its slots with their codes, and the parts of words
#: (literals.py) that the sentence must hold.
Applicable = tuple[Rule, Pattern, dict[str, str], Needs]


def mention_class(codes: str) -> str:
    """The character class of the masks of these codes."""
    masks = "".join(MASK[c] for c in codes)
    return f"[{masks}]" if len(masks) > 1 else masks


def _marks(mark: str | None, language: Language, where: str) -> str:
    """What must stand behind a mention for the mark of a slot."""
    if mark is None:
        return f"[{MARKS}]?"
    if mark == "'s":
        return f"[{GENITIVE}{MAYBE_GENITIVE}]"
    cases = Cases(language)
    asked = mark[1:].split("|")
    unknown = [case for case in asked if case not in ("0", *cases.names())]
    if unknown:
        known = ", ".join(cases.names()) or "none"
        raise DataError(f"{where}: no case {unknown[0]!r}; words.toml [cases] has {known}")
    marked = "".join(cases.mark(case) for case in asked if case != "0")
    bare = [f"(?![{MARKS}])"] if "0" in asked else []
    return f"(?:{'|'.join([f'[{marked}]'] * bool(marked) + bare)})"


@cache
def _no_small_word(language: Language) -> str:
    """The condition that no small word, which ends what it stands in, stands before a name in a list."""
    stop, conjunction = alternation(language.stoppers), alternation([*language.conjunctions, "&"])
    finite = language.classes.get("finite")
    verb = rf"|(?:{finite})" if finite else ""
    return rf"(?!(?:{stop}|{conjunction}{verb})\b)"


@cache
def list_pattern(codes: str, language: Language, marks: str = f"[{MARKS}]?") -> str:
    """A list of mentions with separators, the language's *and*, and up to two words before each."""
    one = mention_class(codes)
    # A country may stand in brackets: "KL (Danmark)".
    names = (mention_class("OPEJ"), mention_class("NMU"))
    conjunction = alternation([*language.conjunctions, "&"])
    # Where articles are words of their own (die Stadt Graz und das Land Tirol), each name of a list may have one.
    article = language.classes.get("article", "(?!)")
    word = rf"(?:(?:[\w'-]++|’)++|[{MASK['N']}{MASK['R']}][{MARKS}]?)"
    modifier = rf"(?:{article} )?(?:{_no_small_word(language)}{word} ){{0,2}}"
    dashed = rf"(?:{article} )?(?:{word} ){{0,2}}{one}"  # what the list goes on with says which words these may be
    # In Scandinavia a comma before "and" begins a new clause: "ledes av A, og B skal evaluere".
    comma = r"(?!(?:och|og) )" if language.tag in ("sv", "nb", "da") else ""
    # "med A samt med B": what stands before the list may be said again.
    again = language.classes.get("again")
    again = f"(?:(?:{again}) )?" if again else ""
    separator = rf"(?: {conjunction} {again}| ?, {comma}(?:{conjunction} )?|/|; | – (?={dashed})| ?[•·] ?)"
    # "drivs av A, som leder arbetet, och B.": a clause on the name before, and nothing behind the one that follows.
    if relative := language.classes.get("item_clause"):
        ends = rf"(?=(?:[\w'’-]+ ){{0,3}}{one}{marks}(?:[.,;:)]|$| {conjunction} ))"
        separator = rf"(?:, (?:{relative}) [^,.;:→()\ue000-\uf8ff]{{3,60}}, {conjunction} {ends}|{separator[3:]}"
    nobody = "".join(rf"(?![^()]{{0,39}}{some})" for some in names)
    bracket = rf"(?: \({nobody}[^()\n]{{1,40}}\))?"
    # Folkhälsomyndigheten i Sverige, Helsedirektoratet i Norge och …: where each is.
    within = language.classes.get("within")
    conjoined = rf"(?=, |,? {conjunction} )"
    where = rf"(?: (?:{within}) (?:{mention_class('CMU')}|[^\W\d_]+(?: län)?){conjoined})?" if within else ""
    name = rf"{_QUOTE}{one}{marks}{_QUOTE}{bracket}{where}"
    # Those without names may stand among those that have some: "Kumla kommun, näringslivet och Umeå universitet".
    generic = language.classes.get("generic_party")
    plain = rf"(?:,? {conjunction} |, )"
    others = rf"(?:{plain}{generic}(?=,? ))*" if generic else ""
    # Tried at the beginnings of words alone: a pattern that begins with a list is tried everywhere.
    first = rf"(?:(?<!\w){generic}{plain})*(?:{article} )?" if generic else ""
    # "Køge, Lejre og Greve kommuner": what they all are.
    after = language.classes.get("municipal_after") if "O" in codes else None
    return rf"{first}{name}(?:{others}{separator}{modifier}{name})*" + (rf"(?: (?:{after})\b)?" if after else "")


@cache
def _whole_list(codes: str, language: Language, marks: str) -> Pattern:
    return Pattern(list_pattern(codes, language, marks), "a list")


def compile_pattern(pattern: str, language: Language, where: str) -> tuple[Pattern, dict[str, str]]:
    """A pattern as an expression over masked text, with its slots and their codes.

    Raises DataError, naming the rule, for a pattern that is not as the module's head says; whether the expression is
    one shows when it is first used.
    """
    slots: dict[str, str] = {}
    for _ in range(4):
        if "<" not in pattern or not _CLASS.search(pattern):
            break
        pattern = _CLASS.sub(lambda m: _word_class(m.group(1), language, where), pattern)
    out: list[str] = []
    plain: list[str] = []
    lists: dict[str, Pattern] = {}
    position = 0
    for match in _SLOT.finditer(pattern):
        plain.append(_literal(pattern[position : match.start()]))
        out.append(plain[-1])
        plain.append(_ANY_SLOT)
        position = match.end()
        type_, mark = match["type"], match["mark"]
        name = match["var"] or type_
        if type_ in TEXTS:
            # A name that has been found before is one character by now.
            known = MASK[_CODE_OF_TEXT[type_]] if type_ in _CODE_OF_TEXT else "(?!)"
            out.append(rf"(?P<{name}>[^\n→]{{3,900}}|{known})")
            slots[name] = type_
            continue
        if type_ not in _TYPES:
            raise DataError(
                f"{where}: unknown type {type_!r} in {match.group()}; known: {', '.join([*_TYPES, *TEXTS])}"
            )
        codes = _TYPES[type_]
        if name in slots:
            raise DataError(f"{where}: slot {name!r} twice in one pattern; name one of them ({{other:{type_}}})")
        slots[name] = codes
        if set(codes) & {"J", "E"}:
            # "projektet X", "det nya programmet X": a noun may stand before the name.
            out.append(r"(?:[\w’-]+ ){0,2}?")
        quote = _QUOTE if set(codes) & {"J", "E", "O"} else ""
        marks = _marks(mark, language, where)
        if match["list"] == "*":
            one = mention_class(codes)
            out.append(rf"(?P<{name}>[^.;:→!?\n]{{0,400}}{one}[^.;:→!?\n{one.strip('[]')}]*)")
        elif match["list"]:
            out.append(f"(?P<{name}>{list_pattern(codes, language, marks)})")
            lists[name] = _whole_list(codes, language, marks)
        else:
            out.append(f"{quote}(?P<{name}>{mention_class(codes)}){marks}{quote}")
            if codes == "P" and match.end() < len(pattern):
                out.append(_AGE)
            if "U" in codes and set(codes) & {"J", "E"} and not set(codes) & {"O"}:
                # A title may go on in lower case before the sentence does.
                out.append(r"(?: [\w-]+){0,7}?")
    plain.append(_literal(pattern[position:]))
    out.append(plain[-1])
    whole = "".join(out)
    # Inside what must not be there, a list without its condition would rule out more.
    if lists and _NEGATED_LIST.search(pattern) is None:
        return ListPattern(whole, where, "".join(plain), _no_small_word(language), lists), slots
    return Pattern(whole, where, "".join(plain)), slots


def _needs(slots: list[frozenset[str]]) -> tuple[tuple[frozenset[str], int], ...]:
    """How many mentions of which codes a sentence must have so that each slot has one of its own."""
    return tuple((codes, sum(other <= codes for other in slots)) for codes in sorted(set(slots), key=sorted))


def _optional_slots(pattern: str) -> set[str]:
    """The slots that a match may be without: in an optional group, in one of several alternatives, in a look ahead."""
    optional: set[str] = set()
    open_groups: list[tuple[int, bool]] = []
    slots = {m.start(): m["var"] or m["type"] for m in _SLOT.finditer(pattern)}
    sets = [m.span() for m in _SET.finditer(pattern)]
    for position, char in enumerate(pattern):
        if any(start <= position < end for start, end in sets):
            continue
        if char == "(" and pattern[position - 1 : position] != "\\":
            open_groups.append((position, pattern.startswith(("(?=", "(?!", "(?<"), position)))
        elif char == "|" and open_groups and "{" not in _inside_braces(pattern, position):
            open_groups[-1] = (open_groups[-1][0], True)
        elif char == ")" and pattern[position - 1 : position] != "\\" and open_groups:
            start, alternatives = open_groups.pop()
            if alternatives or pattern[position + 1 : position + 2] in ("?", "*"):
                optional |= {name for at, name in slots.items() if start < at < position}
    return optional


def _inside_braces(pattern: str, position: int) -> str:
    """The opening brace of the slot that holds a position (`{x:event~0|ta}`); empty outside slots."""
    return "{" if pattern.rfind("{", 0, position) > pattern.rfind("}", 0, position) else ""


def _word_class(name: str, language: Language, where: str) -> str:
    if name not in language.classes:
        raise DataError(f"{where}: unknown word class <{name}>; [classes] has {', '.join(sorted(language.classes))}")
    return f"({language.classes[name]})"


def _literal(text: str) -> str:
    """Pattern text between slots: `...` a gap, `*` the rest of a word, a stop a stop; the rest is as in `re`."""
    text = text.lower().replace("...", "\0")
    text = text.replace(".", r"\.")
    text = re.sub(r"(?<![)\]])(?<!\\w)(?<!\\s)\*", r"[\\w’'-]*", text)
    text = re.sub(r"(?<!\\)\((?!\?)", "(?:", text)
    return text.replace("\0", r"[^.;:!?\n]{0,60}?")


@cache
def load_rules(language: Language) -> tuple[Rule, ...]:
    """The relation rules of a language, in the order of the file.

    Raises DataError, naming the rule, for one that is not as the module's head says.
    """
    rules: list[Rule] = []
    seen: set[str] = set()
    for raw in language.rules:
        rule = _compile(raw, language)
        if rule.id in seen:
            raise DataError(f"{rule.id}: two rules have this id")
        seen.add(rule.id)
        rules.append(rule)
    return tuple(rules)


def _compile(raw: dict[str, Any], language: Language) -> Rule:
    identifier = f"{language.tag}/{raw.get('id', '?')}"
    known = {
        "id", "pattern", "gives", "confidence", "examples", "not", "scope", "unless", "past", "wish", "classes",
        "names", "written",
    }  # fmt: skip
    unknown = set(raw) - known
    if unknown:
        raise DataError(f"{identifier}: unknown key {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
    texts = raw["pattern"] if isinstance(raw.get("pattern"), list) else [raw.get("pattern", "")]
    compiled = [compile_pattern(p, language, identifier) for p in texts if p]
    if not compiled:
        raise DataError(f"{identifier}: a rule needs a pattern")
    gives = []
    for line in raw.get("gives", ()):
        match = _GIVES.match(line)
        if match is None or match.group(1) not in SIGNATURES:
            raise DataError(f"{identifier}: cannot read {line!r}; write predicate(slot, slot)")
        give = Give(*match.groups())
        for slot in (give.subject, give.object):
            if not (slot in _SPECIAL or any(slot in slots for _, slots in compiled)):
                raise DataError(f"{identifier}: {slot!r} in {line!r} is no slot of the pattern")
        gives.append(give)
    unless = raw.get("unless")
    return Rule(
        id=identifier,
        patterns=tuple(c[0] for c in compiled),
        slots=tuple(c[1] for c in compiled),
        needs=tuple(
            _needs([frozenset(c) for slot, c in slots.items() if c not in TEXTS and slot not in optional])
            for (_, slots), optional in zip(compiled, map(_optional_slots, filter(None, texts)), strict=True)
        ),
        gives=tuple(gives),
        confidence=float(raw.get("confidence", 0.9)),
        examples=tuple(raw.get("examples", ())),
        counter_examples=tuple(raw.get("not", ())),
        scope=raw.get("scope", "sentence"),
        unless=compile_pattern(unless, language, identifier)[0] if unless else None,
        allow_past=bool(raw.get("past", False)),
        allow_wish=bool(raw.get("wish", False)),
        classes=tuple((slot, frozenset(names)) for slot, names in raw.get("classes", {}).items()),
        names=tuple((slot, re.compile(expression)) for slot, expression in raw.get("names", {}).items()),
        written=tuple((slot, re.compile(expression)) for slot, expression in raw.get("written", {}).items()),
        source=tuple(texts),
        of_page=bool(gives) and all("@page" in (give.subject, give.object) for give in gives),
    )
