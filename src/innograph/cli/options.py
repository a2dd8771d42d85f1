"""Options that several commands share, so that they are spelt and explained alike everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def graph_option() -> Decorator:
    """`--graph DIR`: the built graph that a command reads."""
    return click.option(
        "--graph",
        "graph_dir",
        type=click.Path(path_type=Path),
        envvar="INNOGRAPH_GRAPH",
        default=Path("graph"),
        show_default=True,
        show_envvar=True,
        metavar="DIR",
        help="Folder that `innograph build` wrote.",
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
