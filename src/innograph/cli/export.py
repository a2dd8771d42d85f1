"""`innograph export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from innograph.cli.options import graph_option, output_option

_FORMATS = ("turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld", "graphml", "gexf")


@click.command()
@click.option(
    "-f", "--format", "form", type=click.Choice(_FORMATS),
    help="Format to write (default: by the ending of FILE, else turtle).",
)  # fmt: skip
@click.option("--inferred", is_flag=True, help="Also what reasoning adds.")
@output_option("the graph")
@graph_option()
def command(form: str | None, inferred: bool, output: Path | None, graph_dir: Path) -> None:
    """Write the graph in a format of RDF, or its network of actors as GraphML or GEXF.

    It holds what was read from articles and what the registry, the themes and the ontology give. Turtle,
    N-Triples, RDF/XML and JSON-LD hold all of it in one graph; N-Quads and TriG keep the graph of each
    article apart. A FILE is replaced only when all is written.

    \b
    innograph export > graph.ttl
    innograph export -o graph.jsonld
    innograph export --format nquads --inferred | gzip > graph.nq.gz
    innograph export -o network.graphml
    """
    from innograph.export import export, format_of, whole_file
    from innograph.store import GraphStore

    if form is None:
        form = (format_of(output) if output is not None else None) or "turtle"
    with GraphStore.open(graph_dir) as store:
        if output is None or str(output) == "-":
            done = export(store, sys.stdout.buffer, form, inferred=inferred)
        else:
            with whole_file(output) as out:
                done = export(store, out, form, inferred=inferred)
    if done.replaced:
        click.echo(
            f"innograph: {done.replaced} texts hold characters that XML cannot; they are U+FFFD here, "
            "and whole in the other formats",
            err=True,
        )
