"""`innograph diff`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from innograph.cli.options import output_option


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "patch"]), default="text", show_default=True,
    help="Words, JSON, or an RDF Patch that makes OLD into NEW.",
)  # fmt: skip
@click.option("--inferred", is_flag=True, help="Compare also what reasoning adds.")
@click.option("--all", "everything", is_flag=True, help="Every sentence, not the first three of each change.")
@output_option("the difference")
def command(old: Path, new: Path, form: str, inferred: bool, everything: bool, output: Path | None) -> None:
    """Say what changed from one graph to another, each change with the sentence and article that tells it.

    Actors new and gone, collaborations begun, roles changed, assignments given. OLD and NEW are folders that
    `innograph build` wrote, or files of RDF in any usual format. A patch of two folders keeps the graphs of
    articles apart (quads); else it is of triples.

    \b
    innograph diff graph-2025 graph-2026
    innograph diff old.ttl graph --format json
    innograph diff graph-2025 graph-2026 --format patch -o changes.rdfp
    """
    from innograph.diff import diff, difference_as_json, say_difference, write_patch
    from innograph.export.file import whole_file

    difference = diff(old, new, inferred=inferred)
    if form == "patch":
        if output is None or str(output) == "-":
            write_patch(difference, sys.stdout.buffer)
            return
        with whole_file(output) as out:
            write_patch(difference, out)
        return
    if form == "json":
        text = json.dumps(difference_as_json(difference), ensure_ascii=False, indent=1) + "\n"
    else:
        text = say_difference(difference, None if everything else 3)
    if output is None or str(output) == "-":
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return
    with whole_file(output) as out:
        out.write(text.encode("utf-8", "replace"))
