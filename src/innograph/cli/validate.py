"""`innograph validate`."""

from __future__ import annotations

from pathlib import Path

import click

from innograph.cli.options import graph_option, output_option


@click.command()
@click.argument("what", required=False, type=click.Path(path_type=Path), metavar="[FILE|DIR]")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "turtle"]), default="text",
    show_default=True, help="Words, JSON, or the SHACL validation report.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Every finding in text, not the first ten of each rule.")
@click.option(
    "--articles", multiple=True, type=click.Path(path_type=Path, exists=True), metavar="PATH",
    help="Compare the quotes with these articles (files or folders); again for more.",
)  # fmt: skip
@click.option(
    "--shapes", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="SHACL shapes of your own, in Turtle, instead of innograph's.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["auto", "pyshacl", "shacl"]), default="auto", show_default=True,
    help="What runs the shapes: auto takes shacl for our own where it is installed (innograph[fast]).",
)  # fmt: skip
@output_option("the report")
@graph_option()
def command(
    what: Path | None,
    form: str,
    everything: bool,
    articles: tuple[Path, ...],
    shapes: Path | None,
    engine: str,
    output: Path | None,
    graph_dir: Path,
) -> int:
    """Check a graph against the shapes and say in words what is wrong, where, and what to do.

    Checks the SHACL shapes; that every fact has its sentence and every sentence its fact; names, IRIs, terms
    and identifiers; and that nothing contradicts the ontology. FILE is RDF in any usual format, DIR a folder
    that `innograph build` wrote (default: the one of --graph). Nothing is fetched from the network.

    Ends with 0 when the graph conforms (warnings are advice), 1 when it does not, 3 when it cannot be read.

    \b
    innograph validate
    innograph validate graph.ttl --format json
    innograph validate --articles data/articles
    innograph validate mine.ttl --format turtle -o report.ttl
    """
    from innograph.validate import validate
    from innograph.validate.reading import read_texts

    report = validate(what or graph_dir, shapes=shapes, texts=read_texts(articles), engine=engine)
    if form == "text":
        text = report.to_text(limit=None if everything else 10)
    else:
        text = report.to_json() if form == "json" else report.to_turtle()
    if output is None or str(output) == "-":
        click.echo(text.encode("utf-8", "replace"), nl=False)
    else:
        from innograph.export.file import whole_file

        with whole_file(output) as stream:
            stream.write(text.encode("utf-8", "replace"))
    return 0 if report.conforms else 1
