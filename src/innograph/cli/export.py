"""`innograph export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import graph_option, output_option
from innograph.errors import UsageError

if TYPE_CHECKING:
    from innograph.export import Cut

#: What `innograph.export` has, here again so that `--help` imports no RDF library; a test compares them.
_FORMATS = (
    "turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld", "jsonld-flat", "graphml", "gexf", "csv-nodes",
    "csv-edges",
)  # fmt: skip

#: A thing to read, for people.
_SUMMARIES = {"markdown": ".md", "html": ".html"}


@click.command()
@click.option(
    "-f", "--format", "form", type=click.Choice([*_FORMATS, *_SUMMARIES]),
    help="Format to write (default: by the ending of FILE, else turtle).",
)  # fmt: skip
@click.option("--inferred", is_flag=True, help="Also what reasoning adds.")
@click.option("--focus", multiple=True, metavar="NAME", help="Only what is near this thing; again for one more.")
@click.option(
    "--depth", type=click.IntRange(min=1), metavar="N",
    help="How many relations away from --focus is near (default: 1).",
)  # fmt: skip
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="Only what is on this theme or a narrower one.")
@click.option("--country", "countries", multiple=True, metavar="NAME", help="Only relations with this country or area.")
@click.option("--since", metavar="DATE", default="", help="Only what articles from this date on say (2020, 2020-06).")
@click.option("--until", metavar="DATE", default="", help="Only what articles up to this date say.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="N",
    help="Only what is at least so sure (0 to 1).",
)  # fmt: skip
@click.option("--no-evidence", is_flag=True, help="Without the claims and their sentences.")
@click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
    help="Language of a summary (markdown, html).",
)  # fmt: skip
@output_option("the graph")
@graph_option(files=True)
def command(
    form: str | None,
    inferred: bool,
    focus: tuple[str, ...],
    depth: int | None,
    themes: tuple[str, ...],
    countries: tuple[str, ...],
    since: str,
    until: str,
    min_confidence: float,
    no_evidence: bool,
    language: str,
    output: Path | None,
    graph_dir: Path | str,
) -> None:
    """Write the graph in a format of RDF, or its network of actors as GraphML, GEXF or CSV tables.

    It holds what was read from articles and what the registry, the themes and the ontology give. Turtle,
    N-Triples, RDF/XML and JSON-LD hold all of it in one graph; N-Quads and TriG keep the graph of each
    article apart. JSON-LD has claims, posts and identifiers inside the article, person and organisation that
    they belong to; as jsonld-flat every node by itself. A FILE is replaced only when all is written.

    A part of the graph (--focus, --theme, --country, --since, --until, --min-confidence, --no-evidence; all
    that are given must hold) is a whole graph again: what its sentences say, with all that belongs to it, but
    without the ontology.

    As markdown or html it is a summary to read of what --focus names: every fact with its sentences and
    their articles.

    \b
    innograph export > graph.ttl
    innograph export -o graph.jsonld
    innograph export --format nquads --inferred | gzip > graph.nq.gz
    innograph export -o network.graphml
    innograph export --focus Vinnova --since 2020 -o vinnova.ttl
    innograph export --focus Vinnova -o vinnova.md
    innograph export --theme circular-economy -o circular.edges.csv
    """
    if depth is not None and not focus:
        raise UsageError("--depth needs --focus: it says how far from there")
    from innograph.export import Cut, export, format_of, whole_file
    from innograph.store import open_graph

    part = Cut(focus, depth or 1, themes, countries, since, until, min_confidence, not no_evidence)
    if form is None and output is not None:
        form = {ending: name for name, ending in _SUMMARIES.items()}.get(output.suffix.lower())
    if form in _SUMMARIES:
        _summarise(form, part, language, output, graph_dir)
        return
    if form is None:
        form = (format_of(output) if output is not None else None) or "turtle"
    with open_graph(graph_dir) as store:
        if output is None or str(output) == "-":
            done = export(store, sys.stdout.buffer, form, inferred=inferred, part=part)
        else:
            with whole_file(output) as out:
                done = export(store, out, form, inferred=inferred, part=part)
    if done.replaced:
        click.echo(
            f"innograph: {done.replaced} texts hold characters that XML cannot; they are U+FFFD here, "
            "and whole in the other formats",
            err=True,
        )


def _summarise(form: str, part: Cut, language: str, output: Path | None, graph_dir: Path | str) -> None:
    """Write what the graph, or the part of it, says of the things in focus."""
    from innograph.export import cut, whole_file
    from innograph.publish import Reader, summarise, summary_html
    from innograph.query import find_things
    from innograph.store import open_graph

    if not part.focus:
        raise UsageError(f"--format {form} needs --focus: name the thing to tell of")
    with open_graph(graph_dir) as store:
        iris = list(dict.fromkeys(iri for name in part.focus for iri in find_things(store, name)))
        reader = Reader(cut(store, part), language)
        text = summarise(reader, iris, language)
        if form == "html":
            text = summary_html(text, ", ".join(reader.label(iri)[0] for iri in iris), language)
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        with whole_file(output) as out:
            out.write(text.encode("utf-8"))
