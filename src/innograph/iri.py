"""IRIs: how things are named. An IRI depends only on what it names (design/model.md)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

DEFAULT_BASE = "https://w3id.org/innograph/"

_LETTERS = str.maketrans(
    {
        "å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o", "ß": "ss", "ü": "u", "ð": "d", "þ": "th",
        "ł": "l", "đ": "d", "œ": "oe",
    }
)  # fmt: skip
_MAX_SLUG = 80
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")

EU_COUNTRY = "http://publications.europa.eu/resource/authority/country/"


@lru_cache(maxsize=1 << 14)
def slugify(name: str) -> str:
    """ASCII, lower case, hyphens. A long or non-Latin name ends in a hash, so that different names stay apart.

    >>> slugify("Myndigheten för digital förvaltning")
    'myndigheten-for-digital-forvaltning'
    """
    folded = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = _NOT_IN_SLUGS.sub("-", plain).strip("-")
    if len(slug) <= _MAX_SLUG and slug:
        return slug
    digest = short_hash(name)
    return f"{slug[:_MAX_SLUG].rsplit('-', 1)[0]}-{digest}" if slug else digest


def short_hash(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def mint(kind: str, name: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of the thing of this kind with this name.

    >>> mint("person", "Johanna Enberg")
    'https://w3id.org/innograph/id/person/johanna-enberg'
    """
    return f"{base}id/{kind}/{slugify(name)}"


def country_iri(alpha3: str) -> str:
    """The IRI of a country in the EU authority table, from its ISO 3166-1 alpha-3 code."""
    return EU_COUNTRY + alpha3
