"""Statements as records of canonical Turtle (export/runs.py), what they imply by themselves, and what is odd in them.

This is what a process does with an article's graph, so that one place has only to merge. What has to be known of
all articles together goes along: the facts that rules of several premises look at, the things that are spoken of and
not described here, the terms that are used. Where anything at all may be wrong there is a doubt; then the checks of
`innograph.validate` look at the whole graph. So a doubt too many costs time, and none may be missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from innograph.export.runs import FACT, PART, block
from innograph.export.turtle import Naming
from innograph.graph.vocabulary import OWL, PROV, RDF, WIKIDATA, A, Vocabulary
from innograph.reason.local import LocalRules
from innograph.reason.ontology import AXIOMS
from innograph.reason.rules import RuleSet
from innograph.validate.evidence import FROM_TEXT
from innograph.validate.health import is_well_formed

Term = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Term]
#: A fact of one subject: its property with the rank before it, and its object, as Turtle writes them.
Said = tuple[bytes, bytes]
#: A property, and the classes that something it points to has here.
Pointing = tuple[bytes, tuple[bytes, ...]]

#: Names remembered from article to article: those of claims are never needed again.
_MOST = 20_000


@dataclass(slots=True)
class Written:
    """Some statements, written down. What was told before of terms, prefixes and pointings is not told again."""

    #: Sorted records of export/runs.py.
    records: list[bytes] = field(default_factory=list)
    #: The same facts, what is inferred apart, as the inside of a graph in TriG.
    trig: bytes = b""
    #: Facts that rules of several premises look at, as N-Triples.
    joined: bytes = b""
    #: Sort keys of things of ours that are spoken of, and of which nothing is said here.
    elsewhere: set[bytes] = field(default_factory=set)
    terms: set[tuple[str, str]] = field(default_factory=set)
    prefixes: set[bytes] = field(default_factory=set)
    pointings: set[Pointing] = field(default_factory=set)
    #: Why something may be wrong; "" where nothing is.
    doubt: str = ""
    #: Whether it needs all facts together to say what follows: a thing may have a second name here.
    entangled: bool = False


class _Property(NamedTuple):
    """A property, and what is to be done with its facts."""

    key: bytes
    same: tuple[bytes, ...]
    turned: tuple[bytes, ...]
    of_subject: frozenset[Said]
    of_object: frozenset[Said]
    joined: bool
    points: bool
    relation: bool
    part: str
    irreflexive: bool
    ours: bool


class _Thing(NamedTuple):
    """An IRI in the place of an object."""

    name: bytes
    key: bytes
    ours: bool
    hidden: bool


class Scribe:
    """Writes statements down, the same way for all articles of a build."""

    def __init__(self, vocabulary: Vocabulary, rules: RuleSet, pointing: Iterable[NamedNode]) -> None:
        """`pointing` are properties of whose objects the shapes ask something."""
        self._vocabulary = vocabulary
        self._local = LocalRules(rules)
        self._naming = Naming(vocabulary)
        self._pointing = frozenset(pointing)
        self._from_text = {vocabulary.term(name) for name in FROM_TEXT}
        self._parts = {
            RDF.subject: "subject",
            RDF.predicate: "predicate",
            RDF.object: "object",
            PROV.wasQuotedFrom: "article",
        } | {vocabulary.term(name): name for name in ("quote", "start", "end")}
        self._irreflexive = {
            clash.body[0][1] for clash in rules.clashes if len(clash.body) == 1 and clash.body[0][1] != A
        }
        self._base, self._things = vocabulary.base, f"{vocabulary.base}id/"
        self._subjects: dict[NamedNode, bytes] = {}
        self._properties: dict[NamedNode, _Property] = {}
        self._objects: dict[NamedNode, _Thing] = {}
        self._literals: dict[Literal, bytes] = {}
        self._above: dict[NamedNode, tuple[frozenset[Said], bool]] = {}
        #: Terms of vocabularies in use, each as "property" or "class".
        self._terms: set[tuple[str, str]] = set()
        self._told_terms: set[tuple[str, str]] = set()
        self._told_prefixes: set[bytes] = set()
        self._told_pointings: set[Pointing] = set()
        #: Sort keys of what no inferred statement is made about.
        self._hidden: set[bytes] = set()
        self._doubt, self._entangled = "", False
        self._type = self._naming.predicate(_token(A))

    def write(
        self, statements: Iterable[Statement], text: str | None = None, article: NamedNode | None = None
    ) -> Written:
        """Write statements down; with `text`, that of the article whose graph they are, its evidence is looked at."""
        if len(self._objects) + len(self._subjects) + len(self._literals) > _MOST:
            self._literals.clear()
            self._subjects.clear()
            self._objects.clear()
            self._naming.forget()
        done = Written()
        self._doubt, self._entangled = "", False
        subjects, objects, properties, literals = self._subjects, self._objects, self._properties, self._literals
        asserted: defaultdict[bytes, set[Said]] = defaultdict(set)
        implied: defaultdict[bytes, set[Said]] = defaultdict(set)
        pointed: set[bytes] = set()
        pointing: set[tuple[bytes, bytes]] = set()
        relations: set[tuple[bytes, bytes, bytes]] = set()
        claims: defaultdict[bytes, list[tuple[str, Term, bytes]]] = defaultdict(list)
        together: list[Statement] = []
        for s, p, o in statements:
            subject = subjects.get(s) or self._subject(s)
            rule = properties.get(p) or self._property(p)
            if type(o) is Literal:
                thing, said = None, literals.get(o) or self._literal(o)
            else:
                thing = objects.get(o) or self._object(o)
                said = thing.name
                if thing.ours:
                    pointed.add(thing.key)
            asserted[subject].add((rule.key, said))
            if p == A:
                above, joined = self._above.get(o) or self._class(o)  # type: ignore[arg-type]
                if above:
                    implied[subject] |= above
                if joined or rule.joined:
                    together.append((s, p, o))
                continue
            if rule.same:
                for key in rule.same:
                    implied[subject].add((key, said))
            if rule.of_subject:
                implied[subject] |= rule.of_subject
            if thing is not None and not thing.hidden:
                if rule.turned:
                    name = subject[2:]
                    for key in rule.turned:
                        implied[thing.key].add((key, name))
                if rule.of_object:
                    implied[thing.key] |= rule.of_object
            if rule.joined:
                together.append((s, p, o))
            if rule.points and thing is not None:
                pointing.add((rule.key, thing.key))
            if rule.part:
                claims[subject].append((rule.part, o, said))
            if rule.relation:
                relations.add((subject[2:], rule.key[1:], said))
            if rule.irreflexive and s == o:
                self._doubt = "a thing related to itself"
        if text is None:
            if relations:
                self._doubt = "a relation that no article states"
        else:
            done.entangled = self._entangled
            self._check_evidence(asserted, relations, claims, text, article)
        self._finish(done, asserted, implied)
        self._note(done, asserted, pointing)
        done.joined = b"".join(b"%s %s %s .\n" % (_token(s), _token(p), str(o).encode()) for s, p, o in together)
        done.elsewhere = pointed - asserted.keys()
        done.doubt = self._doubt
        return done

    def inferred(self, facts: Iterable[Statement]) -> list[bytes]:
        """Records of facts that were inferred."""
        follows: defaultdict[bytes, set[Said]] = defaultdict(set)
        for s, p, o in facts:
            said = self._literal(o) if isinstance(o, Literal) else (self._objects.get(o) or self._object(o)).name
            subject = self._subjects.get(s) or self._subject(s)
            follows[subject].add(((self._properties.get(p) or self._property(p)).key, said))
        return [b"%s%s%s%s" % (key, PART, PART, _joined(said)) for key, said in follows.items()]

    @property
    def prefixes(self) -> set[bytes]:
        """Prefixes of all that was named so far."""
        return self._naming.used

    def _finish(self, done: Written, asserted: dict[bytes, set[Said]], implied: defaultdict[bytes, set[Said]]) -> None:
        """The records, and the same facts as TriG."""
        blocks: list[bytes] = []
        for key in self._hidden.intersection(implied):
            del implied[key]
        for key, facts in asserted.items():
            said = _joined(facts)
            follows = implied.pop(key, None)
            more = b"" if follows is None else _joined(follows - facts)
            done.records.append(b"%s\0%s\0%s" % (key, said, more))
            blocks.append(block(key[2:], said))
        done.records += [b"%s\0\0%s" % (key, _joined(follows)) for key, follows in implied.items() if follows]
        done.trig = b"".join(blocks)

    def _note(self, done: Written, asserted: dict[bytes, set[Said]], pointing: set[tuple[bytes, bytes]]) -> None:
        """What is told of all articles together, as far as it was not told before."""
        kind = self._type
        types: dict[bytes, tuple[bytes, ...]] = {}
        for _, key in pointing:
            if key not in types:
                types[key] = tuple(sorted(said for name, said in asserted.get(key, ()) if name == kind))
        found = {(name[1:], types[key]) for name, key in pointing}
        done.pointings = found - self._told_pointings
        self._told_pointings |= done.pointings
        done.terms = self._terms - self._told_terms
        self._told_terms |= done.terms
        done.prefixes = self._naming.used - self._told_prefixes
        self._told_prefixes |= done.prefixes

    def _check_evidence(
        self,
        asserted: dict[bytes, set[Said]],
        relations: set[tuple[bytes, bytes, bytes]],
        claims: dict[bytes, list[tuple[str, Term, bytes]]],
        text: str,
        article: NamedNode | None,
    ) -> None:
        """Whether each claim has its triple and its quote, and each relation of the text its claim."""
        supported = set()
        for said in claims.values():
            parts = {name: (term, shown) for name, term, shown in said}
            if len(parts) != 7 or len({(name, shown) for name, _, shown in said}) != 7:
                self._doubt = "a claim that is not whole"
                return
            (s, subject), (p, predicate), (_, shown) = (parts[name] for name in ("subject", "predicate", "object"))
            key = self._subjects.get(s) if isinstance(s, NamedNode) else None
            rule = self._properties.get(p) if isinstance(p, NamedNode) else None
            if key is None or rule is None or not rule.ours or (rule.key, shown) not in asserted.get(key, ()):
                self._doubt = "a claim without its triple"
            supported.add((subject, predicate, shown))
            quote, start, end = (parts[name][0].value for name in ("quote", "start", "end"))
            if parts["article"][0] != article or text[int(start) : int(end)] != quote or not quote:
                self._doubt = "a claim whose quote is not in the text"
        if not relations <= supported:
            self._doubt = "a relation without a claim"

    # Names

    def _subject(self, s: NamedNode) -> bytes:
        self._look_at(s.value)
        key = self._subjects[s] = self._naming.subject(_token(s))
        if self._local.is_hidden(s):
            self._hidden.add(key)
        return key

    def _object(self, o: NamedNode) -> _Thing:
        ours = o.value.startswith(self._things)
        if ours or o.value.startswith(WIKIDATA.iri):
            self._look_at(o.value)
        token = _token(o)
        key = self._naming.subject(token)
        name = key[2:]
        thing = self._objects[o] = _Thing(name, key, ours, self._local.is_hidden(o))
        return thing

    def _look_at(self, iri: str) -> None:
        if iri.startswith(WIKIDATA.iri):
            self._entangled = True
        if iri.startswith(self._base) and not is_well_formed(iri, self._base):
            self._doubt = f"an IRI that is not well formed: {iri}"

    def _literal(self, o: Literal) -> bytes:
        token = str(o).encode()
        if token.endswith(b">"):
            # Numbers, most of them small: worth remembering, which texts are not.
            token = self._literals[o] = self._naming.literal(token, o.datatype.value.encode())
        return token

    def _property(self, p: NamedNode) -> _Property:
        self._look_at(p.value)
        self._terms.add(("property", p.value))
        implied = self._local.of_property(p)
        name = self._naming.predicate

        def keys(of: Iterable[NamedNode]) -> tuple[bytes, ...]:
            return tuple(name(_token(q)) for q in of)

        if p == OWL.sameAs or p in AXIOMS:
            self._entangled = True
        found = self._properties[p] = _Property(
            key=name(_token(p)),
            same=keys(implied.same),
            turned=keys(implied.turned),
            of_subject=self._are(implied.of_subject),
            of_object=self._are(implied.of_object),
            joined=implied.joined,
            points=p in self._pointing,
            relation=p in self._from_text,
            part=self._parts.get(p, ""),
            irreflexive=not self._irreflexive.isdisjoint((p, *implied.same, *implied.turned)),
            ours=p.value.startswith(f"{self._base}def/"),
        )
        return found

    def _class(self, c: NamedNode) -> tuple[frozenset[Said], bool]:
        self._look_at(c.value)
        self._terms.add(("class", c.value))
        implied = self._local.of_class(c)
        found = self._above[c] = self._are(implied.of_subject), implied.joined
        return found

    def _are(self, classes: Iterable[NamedNode]) -> frozenset[Said]:
        """That something is of these classes."""
        return frozenset((self._type, self._naming.names.get(t) or self._naming.name(t)) for t in map(_token, classes))


def _token(term: NamedNode) -> bytes:
    return b"<%s>" % term.value.encode()


def _joined(facts: Iterable[Said]) -> bytes:
    return FACT.join([b"%s %s" % (key[1:], said) for key, said in sorted(facts)])
