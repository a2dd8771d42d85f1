"""What is known of an article apart from its text, and how an article is made of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from innograph.article import Article
from innograph.errors import InputError
from innograph.read import dates, language
from innograph.read.layout import lay_out
from innograph.read.raw import Page
from innograph.read.text import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Given:
    """What came with a text: from its feed, its archive, its row, the server that sent it. None where nothing did.

    `language` is a BCP 47 tag, `date` as it was written, `charset` what the server said of the bytes.
    """

    url: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    licence: str | None = None
    charset: str | None = None


def make_article(
    page: Page,
    *,
    id: str,
    language: str,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    sources: Sequence[str] = (),
    addresses: Sequence[str] = (),
    own_words: bool = False,
    licence: str | None = None,
) -> Article:
    """An article of a page. Title and date are the layout's where none is given, the date else the id's or address's.

    Raises InputError when there is no text, or more than an article can be.
    """
    if not page.raws:
        raise InputError(id, "no text in it")
    if len(page.text) > MAX_BYTES:
        raise InputError(id, f"{len(page.text) / 1e6:.1f} million characters: longer than an article can be; split it")
    layout = lay_out(page)
    return Article(
        id=id,
        text=page.text,
        language=language,
        title=title or layout.title,
        date=date or layout.date or dates.date_of_name(id) or _date_of_urls(sources),
        publisher=publisher,
        url=sources[0] if sources else None,
        sources=tuple(sources),
        addresses=tuple(addresses),
        own_words=own_words,
        licence=licence,
        blocks=layout.blocks,
    )


def _date_of_urls(urls: Sequence[str]) -> str | None:
    return next((date for url in urls if (date := dates.date_of_url(url))), None)


def choose_language(said: str | None, text: str) -> str:
    """The language of a text of which a page says one: pages say the language of their templates as often as not.

    What a page says holds where its words say the same or where they cannot tell: in a language of none of our tables.
    """
    found = language.detect(text)
    tag = language.normalise_tag(said) if said else None
    if tag is None:
        return found
    primary = tag.partition("-")[0]
    return tag if found in (primary, language.UNDETERMINED) or primary not in language.KNOWN else found
