"""The command line: a thin layer over the library. Each command is a module of its own, read when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from innograph import __version__
from innograph.errors import InnographError, UsageError

#: Command → one line for `innograph --help`, so that listing them imports none of them.
COMMANDS = {
    "fetch": "Download pages, feeds and site maps, politely, into a folder to build from.",
    "build": "Read articles, find their facts and write the graph, its store and its view.",
    "extract": "Show the facts of articles with the sentence behind each.",
    "query": "Ask the graph: a saved question, or SPARQL of your own.",
    "view": "Write an interactive network view as one HTML file.",
    "export": "Write the graph as Turtle, N-Quads, JSON-LD, GraphML and more.",
    "publish": "Write a folder to serve: pages, linked data, catalogues for data portals.",
    "upload": "Put the graph into any SPARQL 1.1 store, and keep it there as it is here.",
    "validate": "Check the graph against the shapes, and say in words what is wrong.",
    "explain": "Say why a fact is in the graph, down to the sentences of articles.",
    "serve": "Serve the graph: a SPARQL endpoint, pages for things, search and views.",
    "mcp": "Let an assistant ask the graph and quote its evidence (Model Context Protocol).",
    "review": "Walk through facts with their sentences, and say which are right.",
    "duplicates": "Propose actors that may be one under two names.",
    "diff": "Say what changed between two graphs, with the sentences behind it.",
    "evaluate": "Measure what is found against gold facts.",
    "rules": "List, explain and check the rules that find relations.",
    "who": "Show what a name would link to, and why.",
    "stats": "Count what the graph holds.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they run: `innograph --help` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"innograph.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="innograph")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """News articles about public-procurement innovation in, a knowledge graph out.

    \b
    innograph build articles/ --out graph     read a folder of articles
    innograph query                           list the saved questions
    innograph query who-works-with-whom       ask one
    """
    ctx.obj = {"debug": debug}


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with the code that design/contracts.md gives."""
    arguments = sys.argv[1:] if argv is None else argv
    debug = "--debug" in arguments
    try:
        result: Any = cli.main(args=arguments, prog_name="innograph", standalone_mode=False)
        code = result if isinstance(result, int) else 0
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = UsageError.exit_code
    except click.Abort:
        click.echo("innograph: stopped", err=True)
        code = 3
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing more to say, and nothing to complain of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except InnographError as error:
        if debug:
            raise
        click.echo(f"innograph: {error}", err=True)
        code = error.exit_code
    except (OSError, MemoryError, RecursionError) as error:
        if debug:
            raise
        click.echo(f"innograph: {error or type(error).__name__} (--debug shows where)", err=True)
        code = 3
    sys.exit(code)
