"""Bytes to clean text: decoding, line ends, and the invisible characters that nothing later should meet."""

from __future__ import annotations

import codecs
import re
import unicodedata

from innograph.errors import InputError

#: Above this an input is no article: two million bytes are a book of 300,000 words.
MAX_BYTES = 2_000_000

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# Soft hyphens and zero-width characters sit inside words of pages and PDFs, where they would hide names.
# Control characters and lone surrogates cannot be written as RDF/XML or UTF-8. U+200D stays: emoji need it.
_TRANSLATION: dict[int, str | None] = {
    **dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0)], " "),
    **dict.fromkeys([0x0C, 0x85, 0x2028, 0x2029], "\n"),
    **dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF], None),
    **dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"),
}


def clean(text: str) -> str:
    """The text with `\\n` as its only line end, in NFC, without byte order mark and invisible characters."""
    unified = re.sub(r"\r\n?", "\n", text).translate(_TRANSLATION)
    return unicodedata.normalize("NFC", unified)


def decode(data: bytes, source: str) -> str:
    """The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark; not yet clean.

    Raises InputError, naming `source`, for anything else.
    """
    if not data.strip():
        raise InputError(source, "the file is empty")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise InputError(source, f"not valid {encoding} (byte {error.start}): save it as UTF-8") from None
    if b"\x00" in data:
        raise InputError(source, "a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        controls = sum(byte < 9 or 13 < byte < 32 for byte in data)
        if controls * 50 > len(data):
            raise InputError(source, "a binary file, not text") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            source, f"wrong encoding: line {line} is not UTF-8 (byte {error.start}); save it as UTF-8"
        ) from None
