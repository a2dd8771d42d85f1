"""`innograph stats`."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import graph_option, output_option

if TYPE_CHECKING:
    from innograph.stats import NetworkStats, Stats

_TITLES = {
    "things": "Things by class",
    "relations": "Relations",
    "languages": "Articles by language",
    "years": "Articles by year",
    "themes": "Articles by theme",
    "actors": "Actors in most articles",
}
_SHOWN_MEMBERS = 8


@click.command()
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to write the counts.",
)  # fmt: skip
@click.option("--network", "with_network", is_flag=True, help="Also measure the network: groups, brokers, density.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many actors to name.")
@click.option("--language", default="sv", show_default=True, help="Language of names that there are in several.")
@output_option("the counts")
@graph_option()
def command(form: str, with_network: bool, top: int, language: str, output: Path | None, graph_dir: Path | str) -> None:
    """Count what the graph holds, and measure its network.

    \b
    innograph stats
    innograph stats --network --top 20
    innograph stats --format json | jq .themes
    """
    from innograph.export.file import whole_file
    from innograph.stats import network_stats, stats
    from innograph.store import open_readable

    with open_readable(graph_dir) as store:
        counted = stats(store, top=top, language=language)
        measured = network_stats(store, top=top, language=language) if with_network else None
    if form == "table":
        to_terminal = output is None and sys.stdout.isatty()
        text = _as_table(counted, measured, shutil.get_terminal_size().columns if to_terminal else None)
    else:
        text = {"json": _as_json, "csv": _as_csv}[form](counted, measured)
    data = text.encode("utf-8", "replace")
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
        return
    with whole_file(output) as stream:
        stream.write(data)


def _as_json(counted: Stats, measured: NetworkStats | None) -> str:
    whole = counted.to_json()
    if measured is not None:
        whole["network"] = measured.to_json()
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _as_csv(counted: Stats, measured: NetworkStats | None) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["section", "name", "value"])
    writer.writerows(_rows(counted, measured))
    return out.getvalue()


def _rows(counted: Stats, measured: NetworkStats | None) -> Iterator[tuple[str, str, object]]:
    for name, value in counted.to_json().items():
        if isinstance(value, dict):
            yield from ((name, key, number) for key, number in value.items())
        else:
            yield "graph", name, value
    if measured is None:
        return
    for name, value in measured.to_json().items():
        if not isinstance(value, list):
            yield "network", name, value
    for broker in measured.brokers:
        yield "betweenness", broker.label, broker.betweenness
    for number, members in enumerate(measured.communities, 1):
        yield from ((f"community {number}", label, 1) for label in members)


def _as_table(counted: Stats, measured: NetworkStats | None, width: int | None) -> str:
    from innograph.query.table import format_table

    values = counted.to_json()
    blocks = [
        f"{counted.articles} articles, {counted.claims} claims, {counted.asserted} triples, "
        f"{counted.inferred} more inferred\n"
    ]
    for name, title in _TITLES.items():
        rows = [(key, str(number)) for key, number in values[name].items()]
        if rows:
            blocks.append(format_table([title, ""], rows, width=width, right=frozenset({1})))
    if measured is not None:
        blocks += _network_blocks(measured, width)
    return "\n".join(blocks)


def _network_blocks(measured: NetworkStats, width: int | None) -> list[str]:
    from innograph.query.table import format_table

    about = "estimated from a sample" if measured.approximate else "all shortest ways"
    return [
        f"Network: {measured.nodes} nodes, {measured.ties} ties, {measured.unconnected} nodes without; "
        f"{measured.components} components, the largest of {measured.largest}; density {measured.density}; "
        f"{len(measured.communities)} groups (modularity {measured.modularity})\n",
        format_table(
            [f"Brokers ({about})", "ties", "betweenness", "other groups"],
            [(b.label, str(b.degree), f"{b.betweenness:.4f}", str(b.communities)) for b in measured.brokers],
            width=width,
            right=frozenset({1, 2, 3}),
        ),
        format_table(
            ["Group", "size", "best connected"],
            [
                (str(n), str(len(members)), ", ".join(members[:_SHOWN_MEMBERS]))
                for n, members in enumerate(measured.communities, 1)
                if len(members) > 2
            ],
            width=width,
            right=frozenset({0, 1}),
        ),
    ]
