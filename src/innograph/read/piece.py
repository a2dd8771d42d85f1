"""A piece: the bytes of one article, as a file, an archive or an export holds it, and the article that it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from innograph.article import Article
from innograph.errors import InputError
from innograph.read.given import Given
from innograph.read.text import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Piece:
    """What one article is read from. `source` names it where things are said of it: `crawl.zip!a/b.html`,
    `export.jsonl:12`. Plain values, so that it can be read in another process.
    """

    source: str
    id: str
    format: Literal["markdown", "text", "html", "pdf", "fields"]
    data: bytes = field(repr=False)
    given: Given = field(default_factory=Given)


def read_piece(piece: Piece) -> Article:
    """The article of a piece. Raises InputError, naming its source, whatever is wrong with it."""
    try:
        return _read(piece)
    except InputError as error:
        raise InputError(piece.source, error.reason) from None
    except RecursionError:
        raise InputError(piece.source, "nested too deep") from None
    except MemoryError:
        raise InputError(piece.source, "reading it needs more memory than there is") from None
    except Exception as error:  # one odd input must not take the others down: it is named instead
        said = " ".join(str(error).split())[:200]
        raise InputError(
            piece.source, f"cannot be read: {type(error).__name__}{f': {said}' if said else ''}"
        ) from error


def _read(piece: Piece) -> Article:
    if piece.format == "html":
        from innograph.read.html import decode_page, read_html

        return read_html(decode_page(piece.data, piece.source, piece.given.charset), id=piece.id, given=piece.given)
    if piece.format == "pdf":
        from innograph.read.pdf import read_pdf

        return read_pdf(piece.data, id=piece.id, given=piece.given)
    if piece.format == "fields":
        from innograph.read.fields import read_fields

        return read_fields(piece.data, piece.id, piece.given)
    from innograph.read.source import read_text
    from innograph.read.text import decode

    if len(piece.data) > MAX_BYTES:
        raise InputError(piece.source, too_large(len(piece.data), MAX_BYTES))
    text = decode(piece.data, piece.source)
    return read_text(text, id=piece.id, format=piece.format, url=piece.given.url)


def too_large(size: int | None, most: int) -> str:
    """What to say of an input that is larger than it can be; `size` is None where that is not known."""
    begin = f"{size / 1e6:.0f} MB: larger" if size is not None else "larger"
    return f"{begin} than an article can be ({most // 1_000_000} MB); split it"
