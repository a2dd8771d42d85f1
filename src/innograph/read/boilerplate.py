"""What a page says around its article, in seven languages: menus, cookie banners, share buttons, footers.

The wording is data (`data/page/boilerplate.toml`). Everything here is conservative: a stretch counts as
boilerplate when its wording is known as such, never because it is short or stands in a list: a list of
participants is the one thing that must not be lost.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from innograph.errors import DataError
from innograph.resources import resource

#: A banner or a footer is short (code points); an article's paragraph about cookies is prose and longer.
_MAX_BANNER = 900
_MAX_LINE = 90
#: This share of a run of lines must be known menu entries for the whole run to be one.
_MENU_SHARE = 0.5
_MENU_RUN = 3
#: A row of share buttons has so many entries at least.
_SHARE_RUN = 2
#: Longer lines are no menu entries, whatever stands beside them.
_MAX_ENTRY = 45

_KEYS = ("home", "menu", "alone", "begins", "share", "cookie", "consent", "related", "caption", "placed")
_EDGES = " \t\n\u00a0«»<>‹›→←↑↓▲▼►▶◀|/·•*–—-+×…:#"
_SEPARATORS = re.compile(r"\s*[|/>›»·•→]\s*|\s{2,}|\t")
_PAGE_NUMBER = re.compile(
    r"(?:(?:sida|sidan|side|page|seite|pagina|sivu)\s*)?\d{1,4}(?:\s*(?:/|av|af|of|von|van)\s*\d{1,4})?"
)
_PAGE_HEADER = re.compile(r".{0,80}\b(?:sida|side|page|seite|pagina|sivu) \d{1,4} ?(?:/|av|af|of|von|van) ?\d{1,4}")
#: Money in a table's cell (*32 816 000*) is no telephone number.
_ADDRESS = re.compile(
    r"(?![1-9]\d{0,2}(?:[ \u00a0]\d{3}){1,3}$)"
    r"(?:(?:e-?post|e-?mail|mail|tel(?:efon|efoon|ephone)?|tfn|tlf|puh(?:elin)?|phone|växel|mobil|fax|web|www)\.?:?\s*)?"
    r"(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?:https?://|www\.)\S{1,300}|\+?\d[\d\s()/–-]{5,24})"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of all languages together: a Swedish page has English buttons."""

    home: frozenset[str]
    menu: frozenset[str]
    alone: frozenset[str]
    begins: tuple[str, ...]
    share: frozenset[str]
    cookie: re.Pattern[str]
    consent: re.Pattern[str]
    related: frozenset[str]
    caption: re.Pattern[str]


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def wording() -> Wording:
    """The wording that `data/page/boilerplate.toml` lists.

    Raises DataError when the file is not as its README says.
    """
    path = resource("data", "page", "boilerplate.toml")
    lists: dict[str, list[str]] = {key: [] for key in _KEYS}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}: install innograph again, or mend the file") from error
    for language, table in tables.items():
        for key, words in table.items() if isinstance(table, dict) else [("", None)]:
            if key not in lists or not isinstance(words, list) or not all(isinstance(w, str) for w in words):
                names = ", ".join(_KEYS)
                raise DataError(f"{path}: [{language}] {key}: give a list of strings under one of {names}")
            lists[key] += words
    return Wording(
        home=frozenset(lists["home"]),
        menu=frozenset(lists["menu"]),
        alone=frozenset(_bare(line) for line in lists["alone"]),
        begins=tuple(sorted(set(lists["begins"]))),
        share=frozenset(lists["share"]),
        cookie=re.compile(rf"\b(?:{_either(lists['cookie'])})\b"),
        consent=re.compile(rf"\b(?:{_either(lists['consent'])})\b"),
        related=frozenset(lists["related"]),
        caption=re.compile(rf"(?:{_either(lists['caption'])})\s?:|(?:{_either(lists['placed'])})(?!\w)"),
    )


def _bare(line: str) -> str:
    """A line as the tables have it: lower case, without arrows, bullets and the spaces around."""
    return re.sub(r"\s+", " ", line.casefold()).strip(_EDGES)


def is_caption(text: str) -> bool:
    """Whether a stretch begins as picture captions do: `Foto: `, `Från vänster `, `Op de foto: `."""
    return bool(wording().caption.match(text[:60].casefold().lstrip("( *_")))


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page, alone or with a word (*Sida 2 av 5*)."""
    return len(text) <= _MAX_LINE and bool(_PAGE_NUMBER.fullmatch(_bare(text)))


def is_related_heading(text: str) -> bool:
    """Whether a line is the heading of a list of other articles (*Läs också*)."""
    return len(text) <= _MAX_LINE and _bare(text) in wording().related


def is_menu_entry(text: str) -> bool:
    """Whether a line is in itself an entry of a menu or a button, or a row of several."""
    if len(text) > _MAX_LINE * 3:
        return False
    known = wording().menu
    if _bare(text) in known:
        return True
    parts = [part for part in map(_bare, _SEPARATORS.split(text)) if part]
    return len(parts) > 1 and sum(part in known for part in parts) / len(parts) > _MENU_SHARE


def is_furniture(text: str) -> bool:
    """Whether one stretch is boilerplate by itself, wherever it stands."""
    if len(text) > _MAX_BANNER:
        return False
    folded = text.casefold().strip()
    known = wording()
    if _is_banner(folded, known):
        return True
    if len(folded) > _MAX_LINE * 3:
        return False
    bare = _bare(text)
    if not bare:
        return True  # a rule or a row of bullets
    if len(folded) <= _MAX_LINE * 2:
        if folded.startswith(known.begins) and "\n" not in folded:
            return True
        if _PAGE_NUMBER.fullmatch(bare) or _PAGE_HEADER.fullmatch(bare):
            return True
        if bare in known.alone or _ADDRESS.fullmatch(folded.strip(_EDGES)):
            return True
    rows = (known.menu, _MENU_RUN), (known.share, _SHARE_RUN)
    return _is_breadcrumb(text, known) or any(_is_phrase_row(text, *row) for row in rows)


def _is_banner(folded: str, known: Wording) -> bool:
    """A cookie banner speaks of cookies and asks for consent, and says little else."""
    cookies = known.cookie.findall(folded)
    if not cookies:
        return False
    asked = set(known.consent.findall(folded))
    return len(asked) >= 2 or (bool(asked) and (len(cookies) >= 2 or len(folded) <= 250))


def _is_breadcrumb(text: str, known: Wording) -> bool:
    """`Hem / Nyheter / 2020`: entries between separators, the first of them a menu's; of three or more the rest may
    be anything where the first is the start page's.
    """
    if "\n" in text.strip() or len(text) > _MAX_LINE * 2:
        return False
    parts = [
        _bare(part) for part in re.split(r"\s+[/>›»|→]\s+|\s*[>›»→]\s*", text.strip().strip("«»<>‹› ")) if part.strip()
    ]
    if len(parts) == 2 and " | " in text and parts[1] not in known.menu:
        return False  # a row of a table of facts: Partners | Vinnova, Formas
    if len(parts) >= 3 and parts[0] in known.home:
        return True
    return len(parts) >= 2 and parts[0] in known.menu and sum(p in known.menu for p in parts) * 2 >= len(parts)


def _is_phrase_row(text: str, known: frozenset[str], least: int) -> bool:
    """A row of entries that lost what stood between them: every word belongs to a known entry, so many or more
    (*Dela: Facebook LinkedIn*).
    """
    if text.rstrip().endswith((".", "!", "?")):
        return False
    words = re.sub(r"[|/>›»·•→,:\s]+", " ", text.casefold()).strip(_EDGES).split()
    if not least <= len(words) <= 40:
        return False
    at = entries = 0
    while at < len(words):
        size = next((n for n in (5, 4, 3, 2, 1) if " ".join(words[at : at + n]) in known), 0)
        if not size:
            return False
        at += size
        entries += 1
    return entries >= least


def menu_runs(texts: Sequence[str]) -> list[bool]:
    """For a run of short lines that follow each other: which of them are a menu.

    Half of a run of at least three lines must be known entries; then the run's short lines all are, since
    menus name sections that no table can know. A line with a comma, a number, a full stop or
    nothing but capitalised words is never drawn along: such are the lines of participants, names and facts.
    A menu may touch a list of the article: stretches of known entries, with no more than one other line between two,
    are runs of their own.
    """
    # Rules between the cells of a table (*|*) are furniture, and make no menu of its rows.
    entries = [is_menu_entry(text) or (is_furniture(text) and any(map(str.isalpha, text))) for text in texts]
    if _is_menu(entries):
        return [menu or is_furniture(text) for menu, text in zip(_mark_menu(texts, entries), texts, strict=True)]
    marked = [is_furniture(text) for text in texts]
    for first, last in _stretches(entries):
        if _is_menu(entries[first:last]):
            marked[first:last] = _mark_menu(texts[first:last], entries[first:last])
    return marked


def _is_menu(entries: Sequence[bool]) -> bool:
    return len(entries) >= _MENU_RUN and sum(entries) >= max(_MENU_RUN - 1, len(entries) * _MENU_SHARE)


def _stretches(entries: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where known entries stand together, from the first to behind the last."""
    first = last = -2
    for at in (i for i, entry in enumerate(entries) if entry):
        if at - last > 2:
            if last >= 0:
                yield first, last + 1
            first = at
        last = at
    if last >= 0:
        yield first, last + 1


def _mark_menu(texts: Sequence[str], entries: Sequence[bool]) -> list[bool]:
    near = [any(entries[max(0, i - 2) : i]) and any(entries[i + 1 : i + 3]) for i in range(len(texts))]
    return [entry or (between and _may_follow(text)) for entry, between, text in zip(entries, near, texts, strict=True)]


def _may_follow(text: str) -> bool:
    words = text.split()
    if text[:1].islower():
        return False  # a title under a name: menus begin their entries with capitals
    if len(text) > _MAX_ENTRY or len(words) > 5 or re.search(r"[,;:0-9@–]|[.?!]$", text):
        return False
    return len(words) == 1 or not all(word[:1].isupper() for word in words)
