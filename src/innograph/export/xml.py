"""What XML can hold, and RDF/XML made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, BinaryIO, cast

import pyoxigraph as ox

from innograph.errors import WorkError

# https://www.w3.org/TR/xml/#NT-Char: control characters, halves of surrogate pairs and two more are no
# characters of XML 1.0, not even as references.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The end of an IRI that can be an XML name (https://www.w3.org/TR/xml-names/#NT-NCName), as predicates need
# it.
_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def to_xml_text(text: str) -> str:
    """The text with U+FFFD in the place of every character that XML cannot hold.

    >>> to_xml_text("bell\\x07")
    'bell\\ufffd'
    """
    return _NOT_XML.sub("\ufffd", text)


def write_rdfxml(triples: Iterable[ox.Triple], out: BinaryIO, prefixes: Mapping[str, str]) -> tuple[int, int]:
    """Write sorted triples as RDF/XML; how many, and how many texts lost a character that XML cannot hold.

    Raises WorkError for a predicate that is no XML name, which RDF/XML cannot say.
    """
    counted = _Counted(triples)
    returns = cast(IO[bytes], _Returns(out))
    ox.serialize(counted, output=returns, format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))
    return counted.triples, counted.replaced


class _Counted:
    """Triples as RDF/XML can have them, counted on the way."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._source = triples
        self.triples = 0
        self.replaced = 0

    def __iter__(self) -> Iterator[ox.Triple]:
        for triple in self._source:
            self.triples += 1
            named = [triple.predicate]
            if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
                named.append(triple.object)
            for node in named:
                if not _NAME.search(node.value):
                    raise WorkError(f"RDF/XML cannot hold {node.value}: it does not end in a name; use another format")
            literal = triple.object
            if isinstance(literal, ox.Literal) and _NOT_XML.search(literal.value):
                self.replaced += 1
                triple = ox.Triple(triple.subject, triple.predicate, _xml_literal(literal))
            yield triple


class _Returns:
    """Writes a carriage return as a reference: raw, an XML parser would read a line feed (XML 1.0, 2.11)."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        self._out.write(bytes(data).replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def _xml_literal(literal: ox.Literal) -> ox.Literal:
    text = to_xml_text(literal.value)
    if literal.language:
        return ox.Literal(text, language=literal.language)
    return ox.Literal(text, datatype=literal.datatype)
