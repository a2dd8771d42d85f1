"""Canonical Turtle: the same set of triples always gives the same bytes, and one more fact is one more line.

Things come in sections by kind, sorted by IRI; of each thing first its classes, then its names, then the
rest, one fact a line. Triples that stand in several graphs are written once. Memory stays small: beyond
`MEMORY` the facts are sorted in parts on disk.

The terms are escaped by Oxigraph's N-Triples writer, whose escapes are Turtle's too; what happens here is
sorting and shortening (Turtle: https://www.w3.org/TR/turtle/, sections 2.4 to 2.6 and 6.5).
"""

from __future__ import annotations

import heapq
import io
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, BinaryIO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from innograph.graph.vocabulary import KINDS, RDF, XSD, Vocabulary
from innograph.iri import DEFAULT_BASE, EU_COUNTRY

#: Bytes of facts that are sorted in memory at once.
MEMORY = 64_000_000

_LINE = re.compile(
    rb"(<[^>]*>|_:\S+) (<[^>]*>) "
    rb'(<[^>]*>|_:\S+|"[^"\\]*(?:\\.[^"\\]*)*"(?:@[\w-]+|\^\^<([^>]*)>)?)'
    rb"(?: (<[^>]*>|_:\S+))? \.",
    re.DOTALL,
)
_LOCAL = re.compile(rb"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")
_INTEGER = re.compile(rb"[+-]?[0-9]+")
_DECIMAL = re.compile(rb"[+-]?[0-9]*\.[0-9]+")
_A = f"<{RDF.type.value}>".encode()
_XSD = XSD.iri.encode()

#: Section by kind of thing. Claims stand behind everything that they support, the vocabulary last.
_TITLES = {
    "article": "Articles",
    "organization": "Organisations",
    "person": "People",
    "place": "Countries and other places",
    "event": "Events",
    "project": "Projects",
    "assignment": "Government assignments",
    "collaboration": "Collaborations: who works with whom",
    "membership": "Posts: who has which role where",
    "role": "Roles",
    "publisher": "Publishers",
    "identifier": "Identifiers",
    "theme": "Themes",
    "other": "Sources and other things",
    "claim": "Claims: the sentence behind each fact",
    "extraction": "Where the claims come from",
    "correction": "Corrections: what people know better",
    "vocabulary": "The vocabulary",
}
SECTION_TITLES = tuple(_TITLES.values())
_SECTIONS = {name: f"{i:02}".encode() for i, name in enumerate(_TITLES)}
_SECTION_OF = {kind: _SECTIONS.get(kind, _SECTIONS["other"]) for kind in KINDS} | {
    "software": _SECTIONS["extraction"],
    "corrector": _SECTIONS["correction"],
}
_FIRST = {
    b"a": b"0",
    b"skos:prefLabel": b"1",
    b"rdfs:label": b"1",
    b"skos:altLabel": b"2",
    b"skos:hiddenLabel": b"3",
}  # everything else comes after, as 4

Source = Store | Iterable[Triple | Quad]


def to_turtle(triples: Source, *, base: str = DEFAULT_BASE) -> str:
    """A small graph as canonical Turtle."""
    out = io.BytesIO()
    write_turtle(triples, out, base=base)
    return out.getvalue().decode("utf-8")


def write_turtle(
    source: Source,
    out: BinaryIO,
    *,
    base: str = DEFAULT_BASE,
    only: Collection[NamedNode] | None = None,
    without: Collection[NamedNode] = (),
    memory: int = MEMORY,
) -> int:
    """Write the union of a store's graphs, or triples from anywhere, as canonical Turtle; the number of
    triples.

    `only` and `without` name graphs to keep or to leave out.
    """
    with _Facts(Vocabulary(base), only, without, memory) as facts:
        if isinstance(source, Store):
            source.dump(facts, format=RdfFormat.N_QUADS)  # type: ignore[arg-type]
        else:
            iterator = iter(source)
            while part := list(islice(iterator, 20_000)):
                facts.write(cast(bytes, serialize(part, format=RdfFormat.N_QUADS)))
        return facts.write_to(out)


def subject_key(iri: str, vocabulary: Vocabulary) -> bytes:
    """What a subject is sorted by: two digits for its section, then its name as it is written."""
    return Naming(vocabulary).subject(f"<{iri}>".encode())


class Naming:
    """How Turtle writes the terms of N-Triples shortest, and where a subject and a property stand in the order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.prefixes = {ns.encode(): prefix.encode() for prefix, ns in vocabulary.prefixes.items()}
        self._things = f"{vocabulary.base}id/".encode()
        self._terms = f"{vocabulary.base}def/".encode()
        #: Prefixes in what was named so far.
        self.used: set[bytes] = set()
        self.names: dict[bytes, bytes] = {}
        self.subjects: dict[bytes, bytes] = {}
        self.predicates: dict[bytes, bytes] = {}

    def forget(self) -> None:
        """Let go of the names given so far, but for those of properties: there are few."""
        self.names.clear()
        self.subjects.clear()

    def name(self, token: bytes) -> bytes:
        """An IRI as Turtle writes it shortest."""
        name = token
        if token[0] == 60:
            iri = token[1:-1]
            cut = max(iri.rfind(b"/"), iri.rfind(b"#")) + 1
            prefix = self.prefixes.get(iri[:cut])
            if prefix is not None and _LOCAL.fullmatch(iri, cut):
                self.used.add(prefix)
                name = b"%s:%s" % (prefix, iri[cut:])
        self.names[token] = name
        return name

    def subject(self, token: bytes) -> bytes:
        """A subject with its section before it."""
        iri = token[1:-1]
        section = _SECTIONS["other"]
        if iri.startswith(self._things):
            kind = iri[len(self._things) :].partition(b"/")[0].decode()
            section = _SECTION_OF.get(kind, section)
        elif iri.startswith(self._terms):
            section = _SECTIONS["vocabulary"]
        elif iri.startswith(EU_COUNTRY.encode()):
            section = _SECTIONS["place"]
        self.subjects[token] = key = section + self.name(token)
        return key

    def predicate(self, token: bytes) -> bytes:
        """A property with its rank before it."""
        name = b"a" if token == _A else self.name(token)
        self.predicates[token] = key = rank_of(name) + name
        return key

    def literal(self, token: bytes, datatype: bytes) -> bytes:
        """A literal with a datatype; numbers and truth values bare where Turtle reads them back the same."""
        text = token[: -len(datatype) - 4]
        if datatype.startswith(_XSD):
            kind, bare = datatype[len(_XSD) :], text[1:-1]
            if (
                (kind == b"integer" and _INTEGER.fullmatch(bare))
                or (kind == b"decimal" and _DECIMAL.fullmatch(bare))
                or (kind == b"boolean" and bare in (b"true", b"false"))
            ):
                return bare
        name = b"<%s>" % datatype
        return b"%s^^%s" % (text, self.names.get(name) or self.name(name))


def section_of(kind: str) -> bytes:
    """The section of a kind of things, as two digits."""
    return _SECTION_OF[kind]


def rank_of(name: bytes) -> bytes:
    """Where a property stands among those of a subject, by its name as Turtle writes it."""
    return _FIRST.get(name, b"4")


def header(prefixes: Mapping[bytes, bytes], used: Collection[bytes]) -> bytes:
    """The declarations of those prefixes (namespace → prefix) that are used."""
    return b"".join(
        b"@prefix %s: <%s> .\n" % (prefix, namespace)
        for namespace, prefix in sorted(prefixes.items(), key=lambda item: item[1])
        if prefix in used
    )


class _Facts:
    """Takes N-Quads in, as a file would, and gives the facts back as Turtle."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        only: Collection[NamedNode] | None,
        without: Collection[NamedNode],
        memory: int,
    ) -> None:
        self._naming = Naming(vocabulary)
        self._only = None if only is None else {f"<{g.value}>".encode() for g in only}
        self._without = {f"<{g.value}>".encode() for g in without}
        self._rest = b""
        self._keys: list[bytes] = []
        self._room = self._memory = memory
        self._parts: list[IO[bytes]] = []

    def __enter__(self) -> _Facts:
        return self

    def __exit__(self, *_: object) -> None:
        for part in self._parts:
            part.close()

    def flush(self) -> None:
        """Nothing to do: files have it, and Oxigraph calls it."""

    def write(self, data: bytes | bytearray) -> int:
        """Take some N-Quads in; a line may be cut anywhere."""
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        keys, naming = self._keys, self._naming
        predicates, subjects, names = naming.predicates, naming.subjects, naming.names
        size = 0
        for line in lines:
            match = _LINE.match(line)
            assert match, line
            s, p, o, datatype, graph = match.groups()
            if graph in self._without or (self._only is not None and graph not in self._only):
                continue
            if o[0] == 34:  # a literal
                thing = o if datatype is None else naming.literal(o, datatype)
            else:
                thing = names.get(o) or naming.name(o)
            key = b"\0".join((subjects.get(s) or naming.subject(s), predicates.get(p) or naming.predicate(p), thing))
            keys.append(key)
            size += len(key) + 40
        self._room -= size
        if self._room < 0:
            self._spill()
        return len(data)

    def write_to(self, out: BinaryIO) -> int:
        """Write everything taken in as Turtle."""
        assert not self._rest, self._rest
        out.write(header(self._naming.prefixes, self._naming.used))
        titles = list(_TITLES.values())
        section = subject = last = None
        count = 0
        lines: list[bytes] = []
        for key in self._sorted():
            if key == last:
                continue
            last = key
            thing, predicate, object_ = key.split(b"\0", 2)
            if thing != subject:
                if subject is not None:
                    lines.append(b"    .\n")
                if thing[:2] != section:
                    section = thing[:2]
                    lines.append(b"\n# %s\n" % titles[int(section)].encode())
                subject = thing
                lines.append(b"\n%s\n" % thing[2:])
            lines.append(b"    %s %s ;\n" % (predicate[1:], object_))
            count += 1
            if len(lines) > 5000:
                out.write(b"".join(lines))
                lines.clear()
        if subject is not None:
            lines.append(b"    .\n")
        out.write(b"".join(lines))
        return count

    def _sorted(self) -> Iterable[bytes]:
        self._keys.sort()
        if not self._parts:
            return self._keys
        return heapq.merge(self._keys, *map(_lines_of, self._parts))

    def _spill(self) -> None:
        """Put the facts taken in so far aside on disk, sorted."""
        self._keys.sort()
        part = tempfile.TemporaryFile(prefix="innograph-")  # noqa: SIM115 (closed in __exit__)
        part.writelines(key + b"\n" for key in self._keys)
        part.seek(0)
        self._parts.append(part)
        self._keys.clear()
        self._naming.forget()
        self._room = self._memory


def _lines_of(file: IO[bytes]) -> Iterator[bytes]:
    for line in file:
        yield line[:-1]
