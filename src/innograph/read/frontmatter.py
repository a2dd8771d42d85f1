"""The head of an article's file: YAML between two lines of `---`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from innograph.errors import InputError

#: A head is a few lines. What is longer is no head, and a YAML reader should not be fed megabytes.
_MAX_HEAD = 64_000
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"(?P<key>[^\W\d][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
#: A line that says the same to every reader of YAML: a plain word, then plain words, an address, or a text in quotes
#: without an escape.
_SIMPLE = re.compile(
    r"(?P<key>[A-Za-z_][\w-]*):[ ]+(?:(?P<plain>[^\W_](?:[\w .,/()+%=&?~-]|:(?=//))*)|\"(?P<quoted>[^\"\\]*)\")[ ]*"
)
_SPECIAL = tuple("[]{}\"'&*!|>%@`#-?,")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head's entries, all as the strings that are written there, and the text below it."""

    entries: dict[str, str] = field(default_factory=dict)
    body: str = ""

    def first(self, *keys: str) -> str | None:
        """The value of the first of these keys that has one."""
        return next((value for key in keys if (value := self.entries.get(key, "").strip())), None)

    def numbered(self, key: str) -> tuple[str, ...]:
        """The values of `source`, `source2`, `source3` … in the order of their numbers, each once."""
        found: list[tuple[int, str]] = []
        for name, value in self.entries.items():
            number = name.removeprefix(key)
            if name.startswith(key) and (number == "" or (number.isdecimal() and len(number) < 5)):
                found += [(int(number or 1), part.strip()) for part in value.split("\n") if part.strip()]
        return tuple(dict.fromkeys(value for _, value in sorted(found, key=lambda entry: entry[0])))


def split(text: str, source: str) -> FrontMatter:
    """Separate a text's head from its body. A text without a head is all body.

    All values stay strings as they are written (`2020-06`, `no`): YAML's own types would turn a month into a
    string, a day into a date and Norwegian into false. A plain value that holds `: ` is taken as it stands,
    though YAML
    forbids it: titles do that all the time.

    Raises InputError, naming `source` and the line, when the head is broken: who published a text, and
    whether its wording is the source's, is known from the head alone, so reading on without it could put
    words in a mouth.
    """
    lines = text.split("\n", 2)
    start = text[: 0 if not lines else len(lines[0])]
    if start.rstrip() != "---" or len(lines) < 2:
        return FrontMatter(body=text)
    after = len(start) + 1
    looks_like_head = bool(_KEY.match(lines[1].rstrip())) or lines[1].lstrip().startswith("#")
    fence = _FENCE.search(text, after, after + _MAX_HEAD)
    if fence is None:
        if looks_like_head:
            raise InputError(source, "broken front matter: no second line of `---` closes it")
        return FrontMatter(body=text)  # a rule across the page, not a head
    head, body = text[after : fence.start()], text[fence.end() + 1 :]
    entries = _parse(head, source, strict=looks_like_head)
    if entries is None:
        return FrontMatter(body=text)
    return FrontMatter(entries=entries, body=body)


def _parse(head: str, source: str, *, strict: bool) -> dict[str, str] | None:
    """The head's entries, or None when it is no head at all."""
    if (simple := _parse_simply(head)) is not None:
        return simple
    try:
        loaded = yaml.load(head, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        lenient = _parse_plainly(head)
        if lenient is not None:
            return lenient
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}" if mark is not None else "the head"
        what = getattr(error, "problem", None) or "not YAML"
        raise InputError(source, f"broken front matter: {where}: {what}") from None
    except (RecursionError, ValueError):
        raise InputError(source, "broken front matter: nested too deep, or not YAML") from None
    if isinstance(loaded, dict):
        return {str(key).strip().casefold(): _flatten(value) for key, value in loaded.items()}
    if not head.strip():
        return {}
    if strict:
        raise InputError(source, "broken front matter: lines of `key: value` are expected")
    return None


def _parse_simply(head: str) -> dict[str, str] | None:
    """The entries of a head of simple lines alone, as YAML has them, in a fiftieth of the time; None of any other."""
    entries: dict[str, str] = {}
    for line in head.rstrip("\n").split("\n"):
        match = _SIMPLE.fullmatch(line)
        if match is None or not line.isprintable():
            return None
        key, plain, quoted = match.groups()
        entries[key.casefold()] = quoted if plain is None else plain.rstrip(" ")
    return entries


def _flatten(value: object) -> str:
    """A value as text: a list one line an entry, nothing for what is nested deeper."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(entry for entry in value if isinstance(entry, str))
    return ""


def _parse_plainly(head: str) -> dict[str, str] | None:
    """Entries of a head in which every line is `key: plain value`; None when one is not."""
    entries: dict[str, str] = {}
    for line in head.split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        match = _KEY.match(line.rstrip())
        if match is None:
            return None
        value = (match["value"] or "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        elif value.startswith(_SPECIAL):
            return None
        entries[match["key"].casefold()] = value
    return entries
