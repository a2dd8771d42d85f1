"""Checking a graph while it is written, subject by subject: is there anything that may be wrong?

The checks of `validate` ask of one node what is said of it, and of what points to it, or of one article's graph by
itself. So a graph can be looked at while it passes: articles one by one where they are written down
(pipeline/scribe.py), subjects here, where all that is said of each comes together. Nothing is held but a few thousand
subjects at a time and what is small. Where anything may be wrong there is a doubt, and `validate` has to look at the
whole and say what; where there is none, `validate` would find no violation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from innograph.export.runs import FACT, Told
from innograph.export.turtle import Naming, header, section_of
from innograph.graph.vocabulary import OWL, A, Vocabulary
from innograph.reason.rules import RuleSet
from innograph.reason.terms import DIFFERENT_FROM, NOTHING, SUB_CLASS, Literal
from innograph.validate.health import NAMED_KINDS, wrong_same_as
from innograph.validate.shapes import check_turtle, load_shapes, look_at_one_node, pointing_shapes

#: Bytes of Turtle that the shapes are run on at once.
_BATCH = 4_000_000
_FORMER = b"a prov:Entity"


class StreamCheck:
    """What is known so far of a graph that passes by; `doubts` are reasons to look closer, each once."""

    def __init__(self, vocabulary: Vocabulary, rules: RuleSet, engine: str = "auto") -> None:
        self.doubts: dict[str, None] = {}
        self._vocabulary, self._rules, self._engine = vocabulary, rules, engine
        self._naming = Naming(vocabulary)
        self._shapes = load_shapes()
        self._pointing_shapes = pointing_shapes(self._shapes)
        if not look_at_one_node(self._shapes):
            self.doubt("the shapes look at more than one node at a time")
        self._named_sections = {section_of(kind) for kind in NAMED_KINDS}
        self._disjoint = self._find_disjoint()
        self._clashes: dict[tuple[bytes, bytes], bool] = {}
        self._elsewhere: set[bytes] = set()
        self._pointings: set[tuple[bytes, tuple[bytes, ...]]] = set()
        self._blocks: list[bytes] = []
        self._size = 0
        prefixes = self._naming.prefixes
        axioms = [f for f in rules.schema if f[1] == SUB_CLASS and all(isinstance(t, NamedNode) for t in f)]
        #: SHACL learns from the ontology that a public agency is an organisation.
        self._head = header(prefixes, prefixes.values()) + b"".join(
            sorted(b"%s %s %s .\n" % (self._name(s), self._name(p), self._name(o)) for s, p, o in axioms)  # type: ignore[arg-type]
        )

    def doubt(self, reason: str) -> None:
        """Have a reason to look closer."""
        if reason:
            self.doubts[reason] = None

    def _name(self, term: NamedNode) -> bytes:
        return self._naming.name(f"<{term.value}>".encode())

    def _find_disjoint(self) -> frozenset[frozenset[bytes]]:
        """Pairs of classes that nothing may be of; a doubt for what the ontology forbids in another way."""
        found = set()
        for clash in self._rules.clashes:
            classes = [o for _, p, o in clash.body if p == A and isinstance(o, NamedNode)]
            first = clash.body[0][1]
            if len(classes) == len(clash.body) == 2:
                found.add(frozenset(map(self._name, classes)))
            elif len(clash.body) == 1 and (classes == [NOTHING] or clash.name == "prp-irp"):
                pass  # no such class is used (`terms`); the scribe sees what is related to itself
            elif clash.name != "eq-diff1":  # the closure sees it, if anything is said to differ
                self.doubt(f"the ontology forbids by {clash.name} of {first}")
        return frozenset(found)

    # What comes from where statements are written down

    def expect(self, elsewhere: Iterable[bytes], pointings: Iterable[tuple[bytes, tuple[bytes, ...]]]) -> None:
        """Subjects that must come, by their sort keys, since something speaks of them; properties that point to
        something of some classes."""
        self._elsewhere.update(elsewhere)
        self._pointings.update(pointings)

    def terms(self, used: Iterable[tuple[str, str]]) -> None:
        """Properties and classes in use: those of our own must be defined."""
        ours = f"{self._vocabulary.base}def/"
        for _, iri in used:
            if (iri.startswith(ours) and NamedNode(iri) not in self._rules.vocabulary) or iri in _FORBIDDEN:
                self.doubt(f"a term that is not defined: {iri}")

    def given(self, statements: Iterable[tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> None:
        """Statements that are no article's."""
        for s, p, o in statements:
            if p == OWL.sameAs and isinstance(o, NamedNode) and wrong_same_as(s, o):
                self.doubt(f"a name elsewhere that cannot be right: {o.value}")

    # Subject by subject

    def look(self, told: Told, text: bytes) -> None:
        """Look at one subject; `text` is what is asserted of it, in Turtle."""
        key, asserted, inferred = told
        types = _types(asserted), _types(inferred)
        if asserted:
            self._elsewhere.discard(key)
            named = key[:2] not in self._named_sections or FACT + b"skos:prefLabel " in asserted
            if not named and types[0] != _FORMER:
                self.doubt(f"a thing without a name: {key[2:].decode()}")
        clash = self._clashes.get(types)
        if clash is None:
            clash = self._clashes[types] = self._is_forbidden(types)
        if clash:
            self.doubt(f"a thing of two classes that exclude each other: {key[2:].decode()}")
        if text:
            self._blocks.append(text)
            self._size += len(text)
            if self._size > _BATCH:
                self._check_shapes()

    def _is_forbidden(self, types: tuple[bytes, bytes]) -> bool:
        classes = {fact[2:] for said in types for fact in said.split(FACT) if fact}
        return any(pair <= classes for pair in self._disjoint)

    def _check_shapes(self) -> None:
        text = (self._head + b"".join(self._blocks)).decode()
        self._blocks.clear()
        self._size = 0
        for finding in check_turtle(text, self._shapes, self._engine):
            if finding.severity == "violation" and finding.shape not in self._pointing_shapes:
                self.doubt(f"{finding.rule}: {finding.node}")

    def finish(self) -> list[str]:
        """Why `validate` has to look at the whole graph; nothing if it would find no violation."""
        if self._blocks:
            self._check_shapes()
        for key in sorted(self._elsewhere)[:3]:
            self.doubt(f"a thing that nothing is said of: {key[2:].decode()}")
        lines = [self._head]
        for number, (name, classes) in enumerate(sorted(self._pointings)):
            lines.append(b"<urn:from:%d> %s <urn:to:%d> .\n" % (number, name, number))
            lines += (b"<urn:to:%d> a %s .\n" % (number, c) for c in classes)
        for finding in check_turtle(b"".join(lines).decode(), self._shapes, self._engine):
            if finding.shape in self._pointing_shapes and finding.node.startswith("urn:to:"):
                self.doubt(f"{finding.rule} of something that is pointed to")
        return list(self.doubts)


_FORBIDDEN: Mapping[str, str] = {t.value: "" for t in (NOTHING, DIFFERENT_FROM)}


def _types(facts: bytes) -> bytes:
    """Those of the facts that say of what class the subject is: they come first."""
    end = -1
    at = 0
    while facts.startswith(b"a ", at):
        end = facts.find(FACT, at)
        if end < 0:
            return facts
        at = end + 1
    return facts[:end] if end > 0 else b""
