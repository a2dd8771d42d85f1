"""The extract stage: a function from articles to their facts, which can run anywhere.

Articles and `Extraction` go in, results come out; all of them are plain values that can be sent to another process or
machine. What is loaded for it (language data, registry, models) is loaded once a process.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from innograph import __version__
from innograph.article import Article
from innograph.errors import InnographError
from innograph.iri import DEFAULT_BASE
from innograph.records import to_record
from innograph.resources import resource

if TYPE_CHECKING:
    from innograph.models import FactSource, MentionSource
    from innograph.pipeline.telling import Told

_PACKAGE = Path(__file__).resolve().parents[1]
#: What decides the facts of an article: code by room or module, data by folder.
_CODE = ("article.py", "facts.py", "iri.py", "records.py", "extract", "link", "models")
_DATA = (("data", "language"), ("data", "registry"), ("ontology", "themes.ttl"))
_LIBRARIES = ("ahocorasick-rs", "pyoxigraph", "snowballstemmer")


@dataclass(frozen=True, slots=True)
class Extraction:
    """With what articles are read: a table of further actors, models beside the rules, the base IRI."""

    registry: Path | None = None
    models: tuple[str, ...] = ()
    base: str = DEFAULT_BASE

    #: The work's name, in reasons.
    what: ClassVar[str] = "extraction"

    def run(self, articles: Iterable[Article]) -> Iterator[Result]:
        """The result of each article; see `extract`."""
        return extract(articles, self)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one article: the record of its facts (records.py), or the reason why there is none."""

    record: bytes | None
    reason: str = ""
    #: What the article's graph holds, where that was asked for (telling.py).
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The work cannot be done, by anybody: the registry is wrong, a model cannot be reached."""

    kind: type[InnographError]
    message: str


def extract(articles: Iterable[Article], extraction: Extraction) -> Iterator[Result]:
    """The result of each article, in the order given. An article that cannot be read costs no other one.

    Raises DataError for a wrong registry or language data, WorkError when a model cannot be reached.
    """
    from innograph.link import load_linker

    linker = load_linker(extraction.registry, extraction.base)
    sources = _sources(extraction.models)
    for article in articles:
        try:
            yield Result(to_record(linker.facts(article, sources)))
        except MemoryError:
            yield Result(None, "extraction failed: it needs more memory than it may use")
        except InnographError:
            raise
        except Exception as error:
            yield Result(None, f"extraction failed: {type(error).__name__}: {error}")


@cache
def _sources(models: tuple[str, ...]) -> tuple[MentionSource | FactSource, ...]:
    from innograph.models import load_source

    return tuple(load_source(name) for name in models)


def version_of(extraction: Extraction) -> str:
    """A hash of everything but the article that decides its facts: rules, registry, themes, code, libraries.

    Raises OSError when the registry cannot be read.
    """
    digest = hashlib.sha256()
    for part in (__version__, platform.python_version(), extraction.base, *map(_library, _LIBRARIES)):
        digest.update(part.encode() + b"\0")
    digest.update(_own_version())
    if extraction.registry is not None:
        digest.update(extraction.registry.read_bytes())
    return digest.hexdigest()


def key_of(article: Article, version: str) -> str:
    """A name for the facts of an article: the same as long as the article and `version_of` are."""
    value = (
        version, article.id, article.language, article.title, article.date, article.publisher, article.url,
        article.sources, article.addresses, article.own_words, article.licence, article.blocks, article.text,
    )  # fmt: skip
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _own_version() -> bytes:
    return digest_of([*(_PACKAGE / name for name in _CODE), *(resource(*parts) for parts in _DATA)])


def digest_of(paths: Iterable[Path]) -> bytes:
    """A hash of these files, and of all files below these folders; where they lie makes no difference."""
    digest = hashlib.sha256()
    for root in paths:
        found = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
        for path in found:
            if "__pycache__" not in path.parts:
                digest.update(path.relative_to(root.parent).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@cache
def _library(name: str) -> str:
    return f"{name} {version(name)}"
