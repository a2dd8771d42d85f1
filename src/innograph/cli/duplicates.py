"""`innograph duplicates`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from innograph.cli.options import graph_option


@click.command()
@graph_option(remote=False)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "toml"]), default="text", show_default=True,
    help="As lines, as JSON, or as entries for corrections.toml.",
)  # fmt: skip
@click.option(
    "--least", type=click.FloatRange(0, 100), default=86.0, show_default=True, metavar="SCORE",
    help="How likely a pair must be, from 0 to 100.",
)  # fmt: skip
@click.option(
    "--by", envvar="INNOGRAPH_BY", show_envvar=True, metavar="NAME", help="Who corrects  [default: your login]"
)
def command(graph_dir: Path, form: str, least: float, by: str | None) -> None:
    """Propose actors that may be one under two names, likeliest first.

    They have names alike, one identifier, or the same partners. Nothing is merged: put the entries of those
    that are one into corrections.toml.

    \b
    innograph duplicates
    innograph duplicates --least 95 --format toml >> corrections.toml
    """
    from innograph.cli.review import login, safe
    from innograph.review.duplicates import corrections, find_duplicates
    from innograph.store import GraphStore

    with GraphStore.open(graph_dir) as store:
        pairs = find_duplicates(store, least=least)
        base = store.base
    if form == "json":
        click.echo(json.dumps([pair.to_json() for pair in pairs], ensure_ascii=False, indent=1))
    elif form == "toml":
        click.echo("\n".join(corrections(pairs, by or login(), base)), nl=False)
    else:
        for pair in pairs:
            one, other = (f"{safe(a.label)} <{a.iri.removeprefix(f'{base}id/')}>" for a in (pair.one, pair.other))
            click.echo(f"{pair.score:5.1f}  {one} = {other}: {safe('; '.join(pair.why))}")
        click.echo(f"{len(pairs)} pairs; --format toml writes entries for corrections.toml", err=True)
