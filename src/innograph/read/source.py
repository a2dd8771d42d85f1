"""Articles from files: what can be read, and what is passed over and why."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from innograph.article import Article
from innograph.errors import InputError
from innograph.read import dates, language
from innograph.read.frontmatter import FrontMatter, split
from innograph.read.layout import lay_out
from innograph.read.lines import split_chunks
from innograph.read.markdown import read_markdown
from innograph.read.raw import Page, without_repeated_title
from innograph.read.text import MAX_BYTES, clean, decode

Format = Literal["markdown", "text"]

_FORMATS: dict[str, Format] = {".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text"}
#: Files that describe a folder, in a folder of articles. Named on the command line, they are read all the
#: same.
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "changelog", "contributing", "index"})


class Skipped(NamedTuple):
    """One input that could not be read, and why."""

    source: str
    reason: str


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
    if not page.raws:
        raise InputError(id, "no text in it")
    layout = lay_out(page)
    sources = head.numbered("source") or head.numbered("url") or ((url,) if url else ())
    return Article(
        id=id,
        text=page.text,
        language=_language(head, language, page.text),
        title=title or layout.title,
        date=_date(head, date) or layout.date or dates.date_of_name(id) or _date_of_urls(sources),
        publisher=head.first("publisher", "author_organization", "site"),
        url=sources[0] if sources else None,
        sources=sources,
        own_words=_is_retold(head),
        licence=head.first("licence", "license"),
        blocks=layout.blocks,
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


def _date_of_urls(urls: Sequence[str]) -> str | None:
    return next((date for url in urls if (date := dates.date_of_url(url))), None)


def read_file(path: Path | str) -> Article:
    """The article of one file: Markdown (`.md`) or plain text (`.txt`, or no ending that is known).

    Raises InputError when it is missing, cannot be read, is no text, is empty or has a broken head.
    """
    path = Path(path)
    source = str(path)
    format = _FORMATS.get(path.suffix.casefold())
    if format is None and path.suffix and len(path.suffix) <= 6 and path.suffix[1:].isalpha():
        raise InputError(source, f"not an article: {path.suffix} files are not read, only .md and .txt")
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise InputError(source, "a folder, not a file")
        if not stat.S_ISREG(state.st_mode):
            raise InputError(source, "not a regular file")
        if state.st_size > MAX_BYTES:
            raise InputError(source, _too_large(state.st_size))
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(source, "no such file or folder") from None
    except OSError as error:
        raise InputError(source, f"cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a null character in the path
        raise InputError(source, f"cannot be read: {error}") from None
    return _from_bytes(data, source, path.stem, format or "text")


def _too_large(size: int) -> str:
    return f"{size / 1e6:.0f} MB: larger than an article can be ({MAX_BYTES // 1_000_000} MB); split it"


def _from_bytes(data: bytes, source: str, id: str, format: Format) -> Article:
    if len(data) > MAX_BYTES:
        raise InputError(source, _too_large(len(data)))
    text = decode(data, source)
    try:
        return read_text(text, id=id, format=format)
    except InputError as error:
        raise InputError(source, error.reason) from None


def walk(folder: Path) -> Iterator[Path]:
    """The articles below a folder, sorted by path; hidden files and what describes the folder are none."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if (
                not name.startswith(".")
                and path.suffix.casefold() in _FORMATS
                and path.stem.casefold() not in _ABOUT_THE_FOLDER
            ):
                yield path


def _expand(path: Path, skipped: list[Skipped]) -> list[Path]:
    """The files that a path stands for."""
    try:
        is_folder = path.is_dir()
        if not is_folder:
            return [path]
        os.listdir(path)
    except OSError as error:
        skipped.append(Skipped(str(path), f"cannot be read: {error.strerror or error}"))
        return []
    except ValueError as error:
        skipped.append(Skipped(str(path), f"cannot be read: {error}"))
        return []
    files = sorted(walk(path))
    if not files:
        skipped.append(Skipped(str(path), "no articles in this folder (.md or .txt)"))
    return files


def read_paths(paths: Sequence[Path | str]) -> ReadResult:
    """Read files, and all articles below folders. `-` is standard input.

    What cannot be read is named in `skipped` with its reason, and so is an article that is there twice: the
    same file given twice, or two files with the same text. Of those the first by id and path is kept,
    whatever the order of `paths`.
    Raises nothing.
    """
    skipped: list[Skipped] = []
    files: list[Path] = []
    for path in paths:
        files += _expand(Path(path), skipped)
    read: list[tuple[Article, str]] = []
    seen: set[str] = set()
    for path in files:
        source = str(path)
        real = source if source == "-" else os.path.realpath(source)
        if real in seen:
            skipped.append(Skipped(source, "given twice"))
            continue
        seen.add(real)
        try:
            if source == "-":
                article = _from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "-", "stdin", "markdown")
            else:
                article = read_file(path)
        except InputError as error:
            skipped.append(Skipped(error.source, error.reason))
            continue
        read.append((article, source))
    kept = _drop_repeated(read, skipped)
    return ReadResult(
        articles=tuple(sorted(kept, key=lambda article: (article.id, article.text_sha256))),
        skipped=tuple(sorted(skipped)),
        in_order=tuple(kept),
    )


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
