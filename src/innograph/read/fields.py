"""Which field of a record (of JSON, of a table) is an article's text, title, date, address …"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from innograph.article import Article
from innograph.errors import InputError, UsageError
from innograph.iri import slugify
from innograph.read import dates
from innograph.read.given import Given, choose_language, make_article
from innograph.read.html import looks_like_markup, read_fragment
from innograph.read.lines import split_chunks
from innograph.read.raw import Page, without_repeated_title
from innograph.read.text import clean

#: What an article needs, and the names under which exports have it, in the order in which they are tried.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifier", "guid", "uuid", "_id", "slug"),
    "title": ("title", "headline", "heading", "rubrik", "name", "tittel", "titel", "otsikko"),
    "text": (
        "text", "body", "content", "articlebody", "article_body", "fulltext", "full_text", "brodtext", "brödtext",
        "content_text", "html", "content_html", "body_html", "main_text", "maintext", "description", "summary",
    ),
    "date": (
        "date", "datepublished", "date_published", "published", "publish_date", "published_at", "publishedat",
        "pubdate", "published_time", "publiceringsdatum", "datum", "dato", "timestamp", "created", "created_at",
    ),
    "url": ("url", "link", "canonical", "canonical_url", "permalink", "uri", "href", "source_url", "requested_url"),
    "publisher": ("publisher", "site", "sitename", "site_name", "organization", "outlet", "source", "media"),
    "language": ("language", "lang", "inlanguage", "locale"),
    "licence": ("licence", "license"),
}  # fmt: skip
#: Under these, an object holds the string that it stands for.
_INNER = ("rendered", "name", "value", "#text", "@value", "url", "href", "@id")


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of fields that somebody gave; the usual ones (`NAMES`) stand for all others.

    A name with full stops reaches into objects (`body.content`). `records` is where a document has its articles.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    records: str | None = None

    @classmethod
    def parse(cls, pairs: Iterable[str]) -> Fields:
        """From `text=body.content`, `title=rubrik` … Raises UsageError for what is none of these."""
        given: dict[str, str] = {}
        for pair in pairs:
            role, sign, name = pair.partition("=")
            if not sign or not name or role not in (*NAMES, "records"):
                raise UsageError(
                    f"--field {pair}: give one of {', '.join(NAMES)}, records and a name, as in text=body.content"
                )
            given[role] = name
        records = given.pop("records", None)
        return cls(given, records)

    def pick(self, record: Mapping[str, Any]) -> dict[str, str]:
        """What a record says of an article, by role. Fields of other kinds are not looked at."""
        folded = {str(key).strip().casefold(): value for key, value in record.items()}
        found: dict[str, str] = {}
        for role, names in NAMES.items():
            chosen = (self.given[role],) if role in self.given else names
            for name in chosen:
                value = _as_string(_reach(record, folded, name), joined=role == "text")
                if value:
                    found[role] = value
                    break
        return found


def _reach(record: Mapping[str, Any], folded: Mapping[str, Any], path: str) -> Any:
    if path in record:
        return record[path]
    if path.casefold() in folded:
        return folded[path.casefold()]
    here: Any = record
    for step in path.split("."):
        if isinstance(here, Mapping):
            here = here.get(step)
        elif isinstance(here, list) and step.isdecimal() and len(step) < 6 and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here


def _as_string(value: Any, *, joined: bool, depth: int = 0) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None or depth > 3:
        return ""
    if isinstance(value, Mapping):
        return next((s for name in _INNER if (s := _as_string(value.get(name), joined=joined, depth=depth + 1))), "")
    if isinstance(value, list):
        parts = [s for entry in value[:10_000] if (s := _as_string(entry, joined=joined, depth=depth + 1))]
        return "\n\n".join(parts) if joined else (parts[0] if parts else "")
    return str(value)


def id_of(found: Mapping[str, str], stem: str) -> str:
    """The id of a record's article: its own, made plain by the file's name where it is but a number; else its
    address; else its content. So an id stays the same wherever in the file the record stands."""
    own = " ".join(found.get("id", "").split())
    if own and len(own) <= 200 and not is_address(own):
        return own if any(letter.isalpha() for letter in own) else f"{stem}-{own}"
    if address := next((a for a in (found.get("url", ""), own) if is_address(a)), ""):
        return id_of_address(address)
    return f"{stem}-{hashlib.sha256(repr(sorted(found.items())).encode('utf-8', 'replace')).hexdigest()[:12]}"


def is_address(text: str) -> bool:
    """Whether a string is the address of a page."""
    return text.startswith(("http://", "https://")) and len(text) < 2_000 and not any(c.isspace() for c in text)


def id_of_address(address: str) -> str:
    """A short name for an address: its host, path and question as a slug."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].removeprefix("www.")
    return slugify(f"{host} {parts.path} {parts.query}")


def to_bytes(found: Mapping[str, str]) -> bytes:
    """What `pick` found, to be read later or elsewhere."""
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_fields(data: bytes, id: str, given: Given) -> Article:
    """The article of a record's fields. Its text is the field's, without tags where it is HTML.

    Raises InputError when there is no text.
    """
    found: dict[str, str] = json.loads(data.decode("utf-8", "surrogatepass"))
    text = found.get("text", "")
    title = " ".join(clean(found.get("title") or given.title or "").split()) or None
    if title and looks_like_markup(title):
        title = " ".join(read_fragment(title).text.split())
    page = read_fragment(text, title) if looks_like_markup(text) else _plain_page(clean(text), title)
    if not page.raws or (title and len(page.raws) == 1):
        raise InputError(id, "no text in it")
    written = found.get("date") or given.date
    url = found.get("url", "")
    sources = tuple(dict.fromkeys(a for a in (url, given.url or "") if is_address(a)))
    publisher = found.get("publisher") or given.publisher
    return make_article(
        page,
        id=id,
        language=choose_language(found.get("language") or given.language, page.text),
        title=title,
        date=dates.parse_stamp(written) if written else None,
        publisher=" ".join(publisher.split()) if publisher and not is_address(publisher) else None,
        sources=sources,
        licence=found.get("licence") or given.licence,
    )


def _plain_page(text: str, title: str | None) -> Page:
    page = split_chunks(f"{title}\n\n{text.strip()}".rstrip() if title else text)
    if not title or not page.raws:
        return page
    first, *rest = page.raws
    return without_repeated_title(
        Page(page.text, (type(first)("title", first.start, first.end, 1, marked=True), *rest))
    )
