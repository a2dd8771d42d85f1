"""`innograph mcp`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from innograph.cli.options import graph_option


@click.command()
@graph_option(remote=False)
@click.option("--server", default="", metavar="URL", help="Ask a server of `innograph serve` in place of a folder.")
@click.option("--token", envvar="INNOGRAPH_TOKEN", default="", show_envvar=True,
              help="Token of that server; better set by the variable.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, metavar="SECONDS",
              help="Time that a query may take.")  # fmt: skip
def command(graph_dir: Path, server: str, token: str, timeout: float) -> None:
    """Let an assistant ask the graph and quote its evidence (Model Context Protocol).

    Speaks the protocol on standard input and output: assistants start it themselves. Reads only. Needs the extra
    `mcp` (pip install 'innograph[mcp]').

    \b
    innograph mcp --graph graph
    innograph mcp --server https://graph.example.org
    """
    try:
        from innograph.serve.tools import serve_tools
    except ModuleNotFoundError as error:
        from innograph.errors import WorkError

        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise WorkError("innograph mcp needs the extra: pip install 'innograph[mcp]'") from None
    os.environ.pop("INNOGRAPH_TOKEN", None)  # no child process needs it
    if server:
        serve_tools(address=server, token=token, seconds=timeout)
    else:
        serve_tools(graph_dir, seconds=timeout)
