"""RSS and Atom, read by feedparser; site maps, read by lxml. Their entries as articles, and their addresses."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from innograph.errors import InputError
from innograph.read.fields import is_address

#: Entries of one feed, and addresses of one site map (sitemaps.org allows 50,000).
MAX_ENTRIES = 50_000


def split_feed(data: bytes, source: str) -> Iterator[dict[str, str]]:
    """The entries of a feed by role (`fields.NAMES`): the whole text where the feed has it, else its summary.

    Raises InputError when it is no feed.
    """
    import feedparser

    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    entries = feed.get("entries") or []
    if not entries:
        said = " ".join(str(feed.get("bozo_exception", "")).split())[:150]
        raise InputError(source, f"a feed without entries{f' ({said})' if said else ''}")
    channel = feed.get("feed") or {}
    for entry in entries[:MAX_ENTRIES]:
        contents = [part.get("value", "") for part in entry.get("content", []) or []]
        text = max([*contents, entry.get("summary", "")], key=len)
        found = {
            "id": "" if is_address(link_of(entry)) else entry.get("id", ""),
            "title": entry.get("title", ""),
            "text": text,
            "date": entry.get("published") or entry.get("updated") or entry.get("created") or "",
            "url": link_of(entry),
            "publisher": (entry.get("source") or {}).get("title") or channel.get("title", ""),
            "language": entry.get("language") or channel.get("language") or "",
            "licence": entry.get("license", ""),
        }
        yield {role: value.strip() for role, value in found.items() if isinstance(value, str) and value.strip()}


def link_of(entry: Any) -> str:
    """The address of an entry's page."""
    link = entry.get("link") or ""
    if not is_address(link) and is_address(entry.get("id") or ""):
        link = entry["id"]
    return link if is_address(link) else ""


def addresses_of_feed(data: bytes, source: str) -> list[str]:
    """The addresses of the pages that a feed tells of, in its order. Raises InputError when it is no feed."""
    return list(dict.fromkeys(found["url"] for found in split_feed(data, source) if "url" in found))


def addresses_of_sitemap(data: bytes, source: str) -> tuple[list[str], list[str]]:
    """The pages of a site map, and the further site maps of an index of them. Raises InputError when it is none."""
    from lxml import etree

    pages: list[str] = []
    maps: list[str] = []
    try:
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            recover=True,
        )  # fmt: skip
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name == "loc" and element.text and is_address(address := element.text.strip()):
                parent = element.getparent()
                kind = etree.QName(parent).localname if parent is not None else ""
                if kind in ("url", "sitemap"):
                    (pages if kind == "url" else maps).append(address)
            elif name in ("url", "sitemap"):
                element.clear()
            if len(pages) + len(maps) >= MAX_ENTRIES:
                break
    except (etree.LxmlError, ValueError) as error:
        if not pages and not maps:
            raise InputError(source, f"no site map: {' '.join(str(error).split())[:150]}") from None
    if not pages and not maps:
        raise InputError(source, "a site map without addresses")
    return list(dict.fromkeys(pages)), list(dict.fromkeys(maps))
