"""`innograph explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import graph_option
from innograph.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from innograph.reason.proof import Proof
    from innograph.store import GraphStore


@click.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("obj", metavar="OBJECT")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write the proof.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Every sentence, not the first five of each fact.")
@graph_option(files=True)
def command(subject: str, predicate: str, obj: str, form: str, everything: bool, graph_dir: Path | str) -> None:
    """Say why a fact is in the graph: the rules it follows by, down to the sentences of articles.

    SUBJECT and OBJECT are labels in any language, prefixed names or IRIs (OBJECT also a text, such as a
    title); PREDICATE is a property's name. A name that several things share is tried for each.

    \b
    innograph explain Vinnova collaboratesWith Upphandlingsmyndigheten
    innograph explain "Darja Isaksson" org:memberOf Vinnova
    innograph explain Vinnova rdf:type foaf:Agent
    """
    from innograph.reason import proof_as_json, say_proof
    from innograph.store import open_graph

    with open_graph(graph_dir) as store:
        proofs = _proofs(store, subject, predicate, obj)
        if form == "json":
            said = [proof_as_json(proof, store.oxigraph) for proof in proofs]
            click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            limit = None if everything else 5
            click.echo("\n\n".join(say_proof(proof, store.oxigraph, limit) for proof in proofs))


def _proofs(store: GraphStore, subject: str, predicate: str, obj: str) -> list[Proof]:
    """The proofs of all facts that the words may mean. Raises QueryError when none of them holds."""
    from pyoxigraph import NamedNode

    from innograph.reason import explain

    p = _property(store, predicate)
    starts = [NamedNode(iri) for iri in _things(store, subject)]
    proofs = [
        proof for s in starts for o in _objects(store, s, p, obj) if (proof := explain(store, s, p, o)) is not None
    ]
    if proofs:
        return proofs
    have = sorted({_shown(store, quad.object) for s in starts for quad in store.oxigraph.quads_for_pattern(s, p, None)})
    hint = f"; {subject} {predicate} {', '.join(have[:5])}" if have else ""
    raise QueryError(f"{subject} {predicate} {obj} is not in this graph and does not follow from it{hint}")


def _things(store: GraphStore, name: str) -> list[str]:
    """IRIs for a prefixed name, an IRI or a label."""
    from innograph.query import find_things

    expanded = _expand(store, name)
    return [expanded.value] if expanded is not None else find_things(store, name)


def _objects(store: GraphStore, s: NamedNode, p: NamedNode, name: str) -> list[NamedNode | Literal]:
    """What an object's name may mean: a thing, a class, or one of the texts that the subject has there."""
    from pyoxigraph import Literal, NamedNode

    texts = [
        quad.object
        for quad in store.oxigraph.quads_for_pattern(s, p, None)
        if isinstance(quad.object, Literal) and quad.object.value.casefold() == name.casefold()
    ]
    if texts:
        return sorted(set(texts), key=str)
    return [NamedNode(iri) for iri in _things(store, name)]


def _property(store: GraphStore, name: str) -> NamedNode:
    """The property of this name: a prefixed name, an IRI, or the local name of one of ours."""
    from pyoxigraph import NamedNode

    expanded = _expand(store, name)
    if expanded is not None:
        return expanded
    if name == "a":
        return NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    if not name.isidentifier():
        raise QueryError(f"{name!r} is no property: write worksFor, org:memberOf or an IRI")
    return store.vocabulary.term(name)


def _expand(store: GraphStore, name: str) -> NamedNode | None:
    """The term that an IRI or a prefixed name stands for; None for anything else."""
    from pyoxigraph import NamedNode

    text = name.strip().strip("<>")
    prefix, colon, local = text.partition(":")
    try:
        if colon and local.startswith("//"):
            return NamedNode(text)
        if colon and local and " " not in text and prefix in store.vocabulary.prefixes:
            return NamedNode(store.vocabulary.prefixes[prefix] + local)
    except ValueError as error:
        raise QueryError(f"{name} is not an IRI: {error}") from None
    return None


def _shown(store: GraphStore, term: object) -> str:
    from innograph.reason.evidence import Names

    return Names(store.oxigraph)[term]  # type: ignore[index]
