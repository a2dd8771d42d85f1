"""`innograph upload`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from innograph.cli.options import graph_option


@click.command()
@click.option(
    "--store", "url", required=True, envvar="INNOGRAPH_STORE", show_envvar=True, metavar="URL",
    help="Address where the store takes queries.",
)  # fmt: skip
@click.option(
    "--update", "update_url", metavar="URL",
    help="Address where it takes updates (default: by the conventions of known stores, else the same).",
)  # fmt: skip
@click.option(
    "--batch", type=click.IntRange(min=1), default=5_000, show_default=True, metavar="N",
    help="Triples a request; fewer where the store finds that too many.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@graph_option(files=True)
def command(url: str, update_url: str | None, batch: int, quiet: bool, graph_dir: Path | str) -> None:
    """Put the graph into any SPARQL 1.1 store, and keep it there as it is here.

    Sends only what differs from what the store holds, article by article, and goes on where it stopped when it
    is called again. Graphs of other programs in the store are left alone. Credentials come from the environment:
    INNOGRAPH_STORE_USER and INNOGRAPH_STORE_PASSWORD (Basic or Digest, as the store asks), or INNOGRAPH_STORE_TOKEN.

    Other commands then read from there: --graph URL.

    \b
    innograph upload --store http://localhost:7878/query
    innograph upload --store http://localhost:8890/sparql-auth
    innograph upload --store https://example.org/ds/query --update https://example.org/ds/update
    innograph query who-works-with-whom --graph http://localhost:7878/query
    """
    from innograph.store import open_graph
    from innograph.store.upload import upload

    def show(done: int, of: int) -> None:
        click.echo(f"\r\x1b[Kupload {done}/{of} graphs", nl=False, err=True)

    shown = not quiet and sys.stderr.isatty()
    with open_graph(graph_dir) as store:
        try:
            done = upload(store, url, update_url=update_url, batch=batch, progress=show if shown else None)
        finally:
            if shown:
                click.echo("\r\x1b[K", nl=False, err=True)
    if not quiet:
        click.echo(
            f"{done.new} graphs new, {done.changed} changed, {done.withdrawn} withdrawn, {done.unchanged} unchanged; "
            f"{done.triples} triples sent in {done.requests} requests",
            err=True,
        )
