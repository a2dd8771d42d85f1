"""`innograph view`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from innograph.cli.options import graph_option
from innograph.errors import UsageError

#: What `innograph.view` has, here again so that `--help` imports no RDF library; a test compares them.
KINDS = ("all", "collaborations", "assignments", "people", "events", "themes", "articles")
LAYOUTS = ("map", "countries", "layers", "time")
LOOKS = ("network", "table", "matrix", "timeline")


@click.command()
@graph_option()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
    default=Path("view.html"), show_default=True, help="File to write the page to; - for standard output.",
)  # fmt: skip
@click.option("--focus", multiple=True, metavar="NAME", help="Only what is near this thing; again for one more.")
@click.option(
    "--depth", type=click.IntRange(min=1), metavar="N",
    help="How many relations away from --focus is near (default: 1).",
)  # fmt: skip
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="Only what is on this theme or a narrower one.")
@click.option("--country", "countries", multiple=True, metavar="NAME", help="Only relations with this country or area.")
@click.option("--kind", type=click.Choice(KINDS), default="all", show_default=True, help="Which relations to draw.")
@click.option("--since", metavar="DATE", default="", help="Only what articles from this date on say (2020, 2020-06).")
@click.option("--until", metavar="DATE", default="", help="Only what articles up to this date say.")
@click.option(
    "--query", "query_file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE", help="Draw the answer to this SPARQL query (CONSTRUCT or SELECT); - for standard input.",
)  # fmt: skip
@click.option("--layout", type=click.Choice(LAYOUTS), help="How to arrange it (default: what suits the kind).")
@click.option(
    "--open", "opens", type=click.Choice(LOOKS), default="network", show_default=True,
    help="What the page opens with; it has them all.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", default="", help="Heading of the page.")
@click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
    help="Language that the page opens in; a button on it changes it.",
)  # fmt: skip
def command(
    graph_dir: Path | str,
    output: Path,
    focus: tuple[str, ...],
    depth: int | None,
    themes: tuple[str, ...],
    countries: tuple[str, ...],
    kind: str,
    since: str,
    until: str,
    query_file: Path | None,
    layout: str | None,
    opens: str,
    title: str,
    language: str,
) -> None:
    """Write an interactive network view as one HTML file that needs no network.

    A click on a line of the drawing shows the sentences behind it. Things are named as people name them: by
    any label in any language, an abbreviation, a code, or an IRI.

    \b
    innograph view -o network.html
    innograph view --focus Vinnova --depth 2 -o vinnova.html
    innograph view --kind collaborations --country Norden -o norden.html
    innograph view --kind assignments --since 2020 -o assignments.html
    innograph view --query mine.rq --layout time -o mine.html
    """
    if depth is not None and not focus:
        raise UsageError("--depth needs --focus: it says how far from there")
    from innograph.store import open_readable
    from innograph.view import view_html
    from innograph.view.page import write_whole

    query = ""
    if query_file is not None:
        query = sys.stdin.read() if str(query_file) == "-" else query_file.read_text("utf-8")
    with open_readable(graph_dir) as store:
        page = view_html(
            store,
            kind=kind,
            focus=focus,
            depth=depth or 1,
            themes=themes,
            countries=countries,
            since=since,
            until=until,
            query=query,
            layout=layout or "",
            opens=opens,
            title=title,
            language=language,
        )
    if str(output) == "-":
        click.echo(page, nl=False)
        return
    write_whole(output, page)
    click.echo(f"wrote {output} ({len(page.encode()) / 1e6:.1f} MB)", err=True)
