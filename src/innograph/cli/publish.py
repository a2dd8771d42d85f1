"""`innograph publish`."""

from __future__ import annotations

from pathlib import Path

import click

from innograph.cli.options import graph_option
from innograph.errors import UsageError


@click.command()
@click.argument("out", required=False, type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--settings", type=click.Path(path_type=Path, dir_okay=False), default=Path("publish.toml"), show_default=True,
    metavar="FILE", help="Who publishes, and what portals are told: TOML.",
)  # fmt: skip
@click.option("--example", is_flag=True, help="Print settings to copy and fill in, each explained.")
@graph_option(files=True)
def command(out: Path | None, settings: Path, example: bool, graph_dir: Path | str) -> int:
    """Write the graph as a folder that a web server can serve as it lies, and that opens from disk.

    OUT gets a page for each actor, assignment, event, project, theme and article, with its facts, their sentences and
    its data in Turtle, JSON-LD and RDF/XML beside it; search; the ontology; the data set's files; catalogues
    for data portals (DCAT-AP and DCAT-AP-SE 3.0.1, VoID); a site map; and configuration for Apache, nginx and w3id.org.
    A folder that this command wrote before is replaced when all is written.

    \b
    innograph publish --example > publish.toml
    innograph publish site
    innograph publish site --graph graph --settings publish.toml
    """
    if example:
        from innograph.resources import resource

        click.echo(resource("data", "publish", "example.toml").read_text(encoding="utf-8"), nl=False)
        return 0
    if out is None:
        raise UsageError("name the folder to publish to, like `innograph publish site`")
    from innograph.publish import publish, read_settings
    from innograph.store import open_graph

    wanted = read_settings(settings)
    with open_graph(graph_dir) as store:
        done = publish(store, out, wanted)
    pages = sum(done.pages.values())
    click.echo(f"{pages} pages and their data, {done.files} files, {done.size / 1e6:.1f} MB, in {out}")
    click.echo(f"Open {out / 'index.html'}; {out / 'server' / 'README.md'} tells how to serve it at {wanted.address}")
    if done.left_out:
        names = ", ".join(done.left_out[:3])
        more = f" and {len(done.left_out) - 3} more" if len(done.left_out) > 3 else ""
        click.echo(
            f"innograph: {len(done.left_out)} things have no page, since their IRIs do not keep the rules for names "
            f"(`innograph validate` tells which): {names}{more}",
            err=True,
        )
        return 1
    return 0
