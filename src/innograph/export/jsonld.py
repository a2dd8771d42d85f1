"""JSON-LD 1.1 in the words of ontology/context.jsonld, which stands inside the file: it needs no network.

There are two forms. Flattened, every node stands by itself. Framed, what belongs to one thing alone stands
inside it: an article's claims, a person's posts, an organisation's identifiers; so a reader who takes the
nodes of one type has them whole, as after framing by type (https://www.w3.org/TR/json-ld11-framing/).

Of compaction (https://www.w3.org/TR/json-ld11-api/#compaction-algorithm) this does what loses nothing and
can be written node by node: terms for properties and classes, prefixes, values coerced by a term's type or
language. A value that no term fits stays a value object under the property's full name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO, NamedTuple

import pyoxigraph as ox

from innograph.graph.vocabulary import ADMS, ORG, PROV
from innograph.iri import DEFAULT_BASE

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LOCAL = re.compile(r"\w[\w.-]*", re.ASCII)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a context: what it stands for, and how its values are meant."""

    name: str
    iri: str
    type: str | None = None
    language: str | None = None
    container: tuple[str, ...] = ()


class Context:
    """A JSON-LD context of prefixes and simple terms, read for writing.

    What is beyond it (`@reverse`, scoped contexts, `@vocab`, `@base`) is passed on as it is and not used.
    """

    def __init__(self, context: Mapping[str, Any], base: str = DEFAULT_BASE) -> None:
        self.json = _moved(dict(context), base)
        self._prefixes: dict[str, str] = {}
        self.terms: dict[str, list[Term]] = {}
        self._aliases: dict[str, str] = {}
        for name, value in self.json.items():
            iri = value.get("@id", name) if isinstance(value, dict) else value
            if name.startswith("@") or not isinstance(iri, str):
                continue
            if iri.startswith("@"):
                self._aliases.setdefault(iri, name)
                continue
            full = self._expand(iri)
            if full is None or (isinstance(value, dict) and set(value) - _KNOWN):
                continue
            if full.endswith(("/", "#", ":")) and (isinstance(value, str) or value.get("@prefix")):
                self._prefixes[full] = name
            if isinstance(value, str):
                term = Term(name, full)
            else:
                container = value.get("@container") or ()
                term = Term(
                    name,
                    full,
                    self._expand(value["@type"]) if value.get("@type") else None,
                    value.get("@language"),
                    (container,) if isinstance(container, str) else tuple(container),
                )
            self.terms.setdefault(full, []).append(term)

    def keyword(self, keyword: str) -> str:
        """The alias of a keyword, such as `id` for `@id`."""
        return self._aliases.get(keyword, keyword)

    def compact(self, iri: str) -> str:
        """An IRI as prefix and name where that reads back the same, else in full."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri, cut) else iri

    def name(self, iri: str) -> str:
        """A class as its term, else as `compact`."""
        plain = [t.name for t in self.terms.get(iri, ()) if not t.container]
        return min(plain) if plain else self.compact(iri)

    def _expand(self, name: str) -> str | None:
        if name.startswith("@"):
            return name
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//") and prefix in self.json:
            value = self.json[prefix]
            head = value.get("@id") if isinstance(value, dict) else value
            full = self._expand(head) if isinstance(head, str) and head != name else None
            return None if full is None else full + local
        if not colon and name in self.json:
            value = self.json[name]
            head = value.get("@id") if isinstance(value, dict) else value
            return self._expand(head) if isinstance(head, str) and head != name else None
        if not colon and isinstance(self.json.get("@vocab"), str):
            return str(self.json["@vocab"]) + name
        return name if _ABSOLUTE.match(name) else None


_KNOWN = frozenset({"@id", "@type", "@language", "@container", "@prefix", "@protected"})


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to one thing: found by `link`, backwards if `term` is a reverse property of the context."""

    term: str
    link: ox.NamedNode
    backwards: bool


#: What stands inside another node of a framed document.
PARTS = (
    Part("claims", PROV.wasQuotedFrom, True),
    Part("posts", ORG.member, True),
    Part("registeredAs", ADMS.identifier, False),
)
Facts = list[ox.Triple]


class Inner(NamedTuple):
    """A node inside another, with its facts but the one that the nesting says."""

    part: Part
    node: ox.NamedNode
    facts: Facts


class Frame:
    """Which nodes of a store stand inside which others: those that exactly one node has, as PARTS says."""

    def __init__(self, store: ox.Store, without: Collection[ox.NamedNode]) -> None:
        self._store = store
        self._without = frozenset(without)
        self._owner: dict[ox.NamedNode, ox.NamedNode] = {}
        self._parts: dict[ox.NamedNode, list[tuple[Part, ox.NamedNode]]] = {}
        found: dict[ox.NamedNode, set[tuple[Part, ox.NamedNode]]] = {}
        for part in PARTS:
            for quad in store.quads_for_pattern(None, part.link, None, None):
                inner, outer = (quad.subject, quad.object) if part.backwards else (quad.object, quad.subject)
                if quad.graph_name not in self._without and isinstance(inner, ox.NamedNode) and inner != outer:
                    found.setdefault(inner, set()).add((part, outer))  # type: ignore[arg-type]
        for inner, owners in found.items():
            (part, outer), *more = owners
            if not more and isinstance(outer, ox.NamedNode) and outer not in found and self._has(inner, outer):
                self._owner[inner] = outer
                self._parts.setdefault(outer, []).append((part, inner))

    def _has(self, *nodes: ox.NamedNode) -> bool:
        """Whether the store says anything of each of these."""
        return all(
            any(quad.graph_name not in self._without for quad in self._store.quads_for_pattern(node, None, None, None))
            for node in nodes
        )

    def is_inside(self, node: object) -> bool:
        """Whether a node stands inside another."""
        return node in self._owner

    def inside(self, node: object) -> list[Inner]:
        """The nodes inside one, in order."""
        parts = self._parts.get(node, ())  # type: ignore[call-overload]
        made = []
        for part, inner in sorted(parts, key=lambda item: (item[0].term, item[1].value)):
            own = sorted(self.facts(inner), key=lambda fact: (str(fact.predicate), str(fact.object)))
            made.append(Inner(part, inner, [f for f in own if not (part.backwards and f.predicate == part.link)]))
        return made

    def facts(self, node: ox.NamedNode) -> set[ox.Triple]:
        """What the store says of a node."""
        quads = self._store.quads_for_pattern(node, None, None, None)
        return {quad.triple for quad in quads if quad.graph_name not in self._without}


def write_jsonld(
    triples: Iterable[ox.Triple],
    out: BinaryIO,
    context: Mapping[str, Any],
    base: str = DEFAULT_BASE,
    frame: Frame | None = None,
) -> int:
    """Write triples sorted by subject as one JSON-LD document, a line a node; how many triples.

    Flattened, or framed by the frame of the store that the triples are from.
    """
    known = Context(context, base)
    graph = known.keyword("@graph")
    out.write(f'{{"@context": {_json(known.json)},\n{_json(graph)}: ['.encode())
    count, comma = 0, "\n"
    for subject, group in groupby(triples, key=lambda t: t.subject):
        facts = list(group)
        count += len(facts)
        if frame is not None and frame.is_inside(subject):
            continue
        inside = frame.inside(subject) if frame is not None else []
        out.write(f"{comma}{_json(_nested(facts, inside, known))}".encode())
        comma = ",\n"
    out.write(b"\n]}\n")
    return count


def _nested(facts: Facts, inside: list[Inner], context: Context) -> dict[str, Any]:
    """A node with the nodes inside it."""
    links = {(part.link, inner) for part, inner, _ in inside if not part.backwards}
    node = _node([fact for fact in facts if (fact.predicate, fact.object) not in links], context, facts[0].subject)
    for part, inner, own in inside:
        node.setdefault(part.term, [])
        if not isinstance(node[part.term], list):
            node[part.term] = [node[part.term]]
        node[part.term].append(_node(own, context, inner))
    return node


def _node(facts: Facts, context: Context, subject: object) -> dict[str, Any]:
    node: dict[str, Any] = {context.keyword("@id"): _id(subject, context)}
    types = sorted(
        context.name(f.object.value) for f in facts if f.predicate.value == _TYPE and isinstance(f.object, ox.NamedNode)
    )
    if types:
        node[context.keyword("@type")] = types[0] if len(types) == 1 else types
    found: dict[str, Any] = {}
    for fact in facts:
        if fact.predicate.value == _TYPE and isinstance(fact.object, ox.NamedNode):
            continue
        term, value = _place(fact, context)
        key = term.name if term else context.compact(fact.predicate.value)
        if term and "@language" in term.container:
            assert isinstance(fact.object, ox.Literal)
            _append(found.setdefault(key, {}), str(fact.object.language), value)
        else:
            if term and "@set" in term.container:
                found.setdefault(key, [])
            _append(found, key, value)
    return node | dict(sorted(found.items()))


def _place(fact: ox.Triple, context: Context) -> tuple[Term | None, Any]:
    """The term that says this value shortest, and the value as that term wants it."""
    object_ = fact.object
    terms = context.terms.get(fact.predicate.value, [])
    if isinstance(object_, ox.Literal):
        language, datatype = object_.language, object_.datatype.value
        for term in terms:
            if language and "@language" in term.container:
                return term, object_.value
            if term.container not in ((), ("@set",)):
                continue
            if language and term.language and term.language.lower() == language.lower():
                return term, object_.value
            if not language and term.type == datatype and datatype != _STRING:
                return term, object_.value
            if not language and datatype == _STRING and _is_plain(term, context):
                return term, object_.value
        full: dict[str, Any] = {"@value": object_.value}
        if language:
            full["@language"] = language
        elif datatype != _STRING:
            full["@type"] = context.compact(datatype)
        return _holder(terms), full
    target = _id(object_, context)
    for term in terms:
        if term.type == "@id" and term.container in ((), ("@set",)):
            return term, target
    return _holder(terms), {"@id": target}


def _is_plain(term: Term, context: Context) -> bool:
    """Whether a bare string under this term is read as a plain string."""
    # Not under a term of type xsd:string either: rdflib then reads another literal than without a type.
    return term.type is None and term.language is None and context.json.get("@language") is None


def _holder(terms: list[Term]) -> Term | None:
    """A term that can hold value objects of any kind: one without a container that gives them a meaning."""
    return next((t for t in terms if t.container in ((), ("@set",))), None)


def _append(values: dict[str, Any], key: str, value: Any) -> None:
    if key not in values:
        values[key] = value
    elif isinstance(values[key], list):
        values[key].append(value)
    else:
        values[key] = [values[key], value]


def _id(node: Any, context: Context) -> str:
    return str(node) if isinstance(node, ox.BlankNode) else context.compact(node.value)


def _moved(context: dict[str, Any], base: str) -> dict[str, Any]:
    """The context with our IRIs under the base in use."""
    if base == DEFAULT_BASE:
        return context
    moved: dict[str, Any] = json.loads(json.dumps(context).replace(f'"{DEFAULT_BASE}', f'"{base}'))
    return moved


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=False)
