"""`innograph serve`."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import click

from innograph.cli.options import graph_option


@click.command()
@graph_option()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Port to listen at.")
@click.option("--articles", type=click.Path(exists=True, path_type=Path), metavar="DIR",
              help="The articles' files, to show their texts with the facts marked.")  # fmt: skip
@click.option("--publisher", type=click.Path(path_type=Path), metavar="FILE",
              help="Who publishes the data, for its catalogue: the settings of `innograph publish`.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, metavar="SECONDS",
              help="Time that a query may take.")  # fmt: skip
@click.option("--max-rows", type=click.IntRange(min=1), default=100_000, show_default=True,
              help="Rows that an answer may have.")  # fmt: skip
@click.option("--workers", type=click.IntRange(min=0), default=0, help="Processes for short queries (0: one a core).")
@click.option("--token", envvar="INNOGRAPH_TOKEN", default="", show_envvar=True,
              help="Ask this token of every client; better set by the variable.")  # fmt: skip
@click.option("--root-path", default="", metavar="PATH", help="Path under which a proxy shows the server.")
@click.option("--refresh", type=click.FloatRange(min=1), default=60.0, show_default=True, metavar="SECONDS",
              help="How often to ask a store at --graph URL whether its graph has changed.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Log no requests.")
def command(
    graph_dir: Path | str,
    host: str,
    port: int,
    articles: Path | None,
    publisher: Path | None,
    timeout: float,
    max_rows: int,
    workers: int,
    token: str,
    root_path: str,
    refresh: float,
    quiet: bool,
) -> None:
    """Serve the graph: a SPARQL endpoint, pages for things, search and views.

    Reads only. Follows when `innograph build` writes a new graph to the same folder. Of a store at --graph URL the
    graph is copied to the user's folder for caches, and again when it has changed (asked every --refresh seconds).

    \b
    innograph serve
    innograph serve --graph graph --port 9000 --articles articles/
    INNOGRAPH_TOKEN=… innograph serve --host 0.0.0.0
    """
    from innograph.publish import read_settings
    from innograph.serve import Limits, run
    from innograph.store.reading import is_address

    settings = read_settings(publisher) if publisher else None
    os.environ.pop("INNOGRAPH_TOKEN", None)  # no child process needs it
    click.echo(f"innograph serves {graph_dir} at http://{host}:{port}{root_path}/ (Ctrl-C stops it)", err=True)
    folder, stop = Path(graph_dir), threading.Event()
    if is_address(graph_dir):
        from innograph.store.mirror import keep_mirrored, mirror, mirror_folder

        folder = mirror_folder(str(graph_dir))
        mirror(str(graph_dir), folder)
        work = (str(graph_dir), folder, refresh, lambda why: click.echo(f"innograph: {why}", err=True), stop)
        threading.Thread(target=keep_mirrored, args=work, daemon=True).start()
    run(
        folder,
        host=host,
        port=port,
        limits=Limits(seconds=timeout, rows=max_rows, workers=workers),
        token=token,
        root_path=root_path,
        articles=articles,
        publisher=settings,
        log=not quiet,
    )
