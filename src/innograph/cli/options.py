"""Options that several commands share, so that they are spelt and explained alike everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class GraphPlace(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A folder or file as a Path, or the address of a store on the network as it stands."""

    name = "place"

    def __init__(self, *, remote: bool) -> None:
        self.remote = remote

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """Raises BadParameter for an address where only folders will do."""
        if not isinstance(value, str) or not value.startswith(("http://", "https://")):
            return Path(value)
        if not self.remote:
            self.fail("this command reads a folder, not a store on the network", param, ctx)
        return value


class InputPlace(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A file or folder as a Path, or an address (`https://`, `s3://`) as it stands."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """Never fails: what is not there is named when it is read."""
        return value if isinstance(value, str) and "://" in value else Path(value)


fields_option = click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="ROLE=NAME",
    help="Which field of JSON or column of a table is an article's text, title, date, url, publisher, language, id or "
    "licence, as in text=body.content; records=NAME is the list that holds them. The usual names are known.",
)
"""`--field text=body`: what the fields of records mean."""


def graph_option(*, files: bool = False, remote: bool = True) -> Decorator:
    """`--graph DIR`: the built graph that a command reads; with `files` it may be a file of RDF as well, with
    `remote` the query address of a store that `innograph upload` filled."""
    words = ["DIR"] + ["FILE"] * files + ["URL"] * remote
    also = ["a file of RDF"] * files + ["the address of a SPARQL store (see upload)"] * remote
    return click.option(
        "--graph",
        "graph_dir",
        type=GraphPlace(remote=remote),
        envvar="INNOGRAPH_GRAPH",
        default="graph",
        show_default=True,
        show_envvar=True,
        metavar="|".join(words),
        help=", or ".join(["Folder that `innograph build` wrote", *also]) + ".",
    )


def output_option(what: str) -> Decorator:
    """`-o FILE`: where the output goes; standard output without it."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        default=None,
        metavar="FILE",
        help=f"File to write {what} to (default: standard output).",
    )
