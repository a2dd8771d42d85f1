"""Options that several commands share, so that they are spelt and explained alike everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def graph_option(*, files: bool = False) -> Decorator:
    """`--graph DIR`: the built graph that a command reads; with `files` it may be a file of RDF as well."""
    return click.option(
        "--graph",
        "graph_dir",
        type=click.Path(path_type=Path),
        envvar="INNOGRAPH_GRAPH",
        default=Path("graph"),
        show_default=True,
        show_envvar=True,
        metavar="DIR|FILE" if files else "DIR",
        help=f"Folder that `innograph build` wrote{', or a file of RDF' if files else ''}.",
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
