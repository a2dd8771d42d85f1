"""Articles from files: what can be read, and what is passed over and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from innograph.article import Article
from innograph.errors import InputError
from innograph.read import dates, language
from innograph.read.copies import Copy, Tell, merge_copies
from innograph.read.frontmatter import FrontMatter, split
from innograph.read.given import make_article
from innograph.read.inputs import read_pieces, split_input
from innograph.read.lines import split_chunks
from innograph.read.markdown import read_markdown
from innograph.read.piece import Piece, read_piece
from innograph.read.raw import Page, without_repeated_title
from innograph.read.remote import is_remote
from innograph.read.split import Skipped, Splitter
from innograph.read.text import clean

Format = Literal["markdown", "text"]
#: Makes articles of pieces, each with the name of what it was read from; in any order.
Reader = Callable[[Iterable[Piece | Skipped]], Iterator[tuple[Article, str] | Skipped]]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of reading some paths.

    `articles` are sorted by id, then by the hash of their text, so that the order of the paths makes no
    difference. `in_order` are the same articles in the order of the paths (a folder's by path). `skipped` is
    sorted by source.
    """

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    in_order: tuple[Article, ...] = ()


#: What a head says where its source tells no date.
_NO_DATE = frozenset({"unknown", "several"})


def read_text(
    text: str,
    *,
    id: str,
    format: Format = "text",
    language: str | None = None,
    title: str | None = None,
    date: str | None = None,
    url: str | None = None,
) -> Article:
    """An article from a string, with or without front matter.

    The arguments stand in for what the text's own front matter does not say. What neither says is inferred:
    the language from function words (`und` when nothing tells), title and date from the layout, the date else
    from `id` or `url`.

    >>> read_text("Vi på Vinnova arbetar med DIGG.", id="a").language
    'sv'

    Raises InputError when the front matter is broken or no text is there.
    """
    head = split(clean(text), id)
    title = head.first("title", "headline") or title
    title = " ".join(title.split()) if title else None
    page = _paginate(head, title, format)
    sources = head.numbered("source") or head.numbered("url") or ((url,) if url else ())
    return make_article(
        page,
        id=id,
        language=_language(head, language, page.text),
        title=title,
        date=_date(head, date),
        publisher=head.first("publisher", "author_organization", "site"),
        sources=sources,
        own_words=_is_retold(head),
        licence=head.first("licence", "license"),
    )


def _is_retold(head: FrontMatter) -> bool:
    """Whether the head says that the wording, or that of the direct speech, is not the source's."""
    said = {(head.first(key) or "").casefold() for key in ("wording", "quotes")}
    return not said.isdisjoint({"own", "paraphrased"})


def _paginate(head: FrontMatter, title: str | None, format: Format) -> Page:
    if format == "markdown":
        return without_repeated_title(read_markdown(head.body, title))
    if title is None:
        return split_chunks(head.body)
    page = split_chunks(f"{title}\n\n{head.body.strip()}".rstrip())
    first, *rest = page.raws
    return without_repeated_title(
        Page(page.text, (type(first)("title", first.start, first.end, 1, marked=True), *rest))
    )


def _language(head: FrontMatter, given: str | None, text: str) -> str:
    for tag in (head.first("language", "lang", "inlanguage"), given):
        if tag and (known := language.normalise_tag(tag)):
            return known
    return language.detect(text)


def _date(head: FrontMatter, given: str | None) -> str | None:
    if (head.first("source_date") or "").casefold() in _NO_DATE:
        return dates.parse_date(given) if given else None  # the head's date is the day of writing, not the source's
    for written in (head.first("date", "published", "datepublished"), given):
        if written and (date := dates.parse_date(written)):
            return date
    return None


def read_file(path: Path | str, splitter: Splitter | None = None) -> Article:
    """The article of one file, of any format that is read (docs/inputs.md).

    Raises InputError when it is missing, cannot be read, is of no such format, is empty or damaged, or holds more than
    one article.
    """
    source = str(path)
    pieces = split_input(str(Path(path)) if not is_remote(source) else source, splitter or Splitter())
    first = next(pieces, None)
    if first is None:
        raise InputError(source, "no article in it")
    if isinstance(first, Skipped):
        raise InputError(source, first.reason)
    if next(pieces, None) is not None:
        raise InputError(source, "it holds more than one article")
    try:
        return read_piece(first)
    except InputError as error:
        raise InputError(source, error.reason) from None


def read_articles(
    paths: Sequence[Path | str], splitter: Splitter | None = None
) -> Iterator[tuple[Article, str] | Skipped]:
    """The articles of paths, each with the name of what it was read from, and what could not be read."""
    return read_each(read_pieces(paths, splitter))


def read_each(pieces: Iterable[Piece | Skipped]) -> Iterator[tuple[Article, str] | Skipped]:
    """The articles of pieces, each with the name of what it was read from, and what could not be read."""
    for piece in pieces:
        if isinstance(piece, Skipped):
            yield piece
            continue
        try:
            yield read_piece(piece), piece.source
        except InputError as error:
            yield Skipped(error.source, error.reason)


def read_paths(paths: Sequence[Path | str], splitter: Splitter | None = None) -> ReadResult:
    """Read files, all articles below folders, and all that archives, feeds and exports hold. `-` is standard input.

    What cannot be read is named in `skipped` with its reason, and so is an article that is there twice: the
    same file given twice, or two files with the same text. Of those the first by id and path is kept,
    whatever the order of `paths`.
    Raises nothing.
    """
    skipped: list[Skipped] = []
    read: list[tuple[Article, str]] = []
    for found in read_articles(paths, splitter):
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            read.append(found)
    kept = _drop_repeated(read, skipped)
    return ReadResult(
        articles=tuple(sorted(kept, key=lambda article: (article.id, article.text_sha256))),
        skipped=tuple(sorted(skipped)),
        in_order=tuple(kept),
    )


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a graph is built from: each article once, sorted by id; its copies; and what could not be read."""

    articles: tuple[Article, ...]
    copies: tuple[Copy, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read_corpus(
    paths: Sequence[Path | str], splitter: Splitter | None = None, *, reader: Reader | None = None
) -> Corpus:
    """The articles of paths, each once with all addresses at which it stands. Raises nothing.

    `reader` makes articles of pieces; without it that is done here, one after the other.
    The result does not depend on the order of the paths. Of different articles with one id the first by its text's hash
    is kept.
    """
    skipped: list[Skipped] = []
    read: list[tuple[Article, str]] = []
    for found in (reader or read_each)(read_pieces(paths, splitter)):
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            read.append(found)
    kept, copies, others = sort_out(read)
    return Corpus(tuple(article for article, _ in kept), tuple(copies), tuple(sorted(skipped + others)))


def sort_out(
    read: Sequence[tuple[Article, str]], tell: Tell | None = None
) -> tuple[list[tuple[Article, str]], list[Copy], list[Skipped]]:
    """What is kept of some articles, each with what it was read from: each once with all addresses at which it stands,
    sorted by id; the copies; and the articles whose id another one has. `tell`: see `merge_copies`.
    """
    merged, copies = merge_copies(read, tell)
    kept: dict[str, tuple[Article, str]] = {}
    skipped = []
    for pair in merged:
        if kept.setdefault(pair[0].id, pair) is not pair:
            skipped.append(Skipped(pair[1], "another article has the same id: give one of the files another name"))
    return list(kept.values()), copies, skipped


def _drop_repeated(read: list[tuple[Article, str]], skipped: list[Skipped]) -> list[Article]:
    """The articles without those whose text another one has."""
    first: dict[str, tuple[str, str]] = {}
    for article, source in sorted(read, key=lambda pair: (pair[0].id, pair[1])):
        first.setdefault(article.text_sha256, (article.id, source))
    kept = []
    for article, source in read:
        original = first[article.text_sha256][1]
        if source == original:
            kept.append(article)
        else:
            skipped.append(Skipped(source, f"the same text as {original}"))
    return kept
