"""`innograph query`."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import graph_option, output_option
from innograph.errors import QueryError, UsageError

if TYPE_CHECKING:
    from innograph.query import SavedQuery


@click.command()
@click.argument("what", required=False, metavar="[NAME|FILE|-]")
@click.option("-e", "--expression", metavar="SPARQL", help="Ask this SPARQL query.")
@click.option(
    "-s", "--set", "settings", multiple=True, metavar="NAME=VALUE",
    help="Set a parameter of a saved query; again for one value more.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle"]),
    help="How to write the answer (default: table on a terminal, csv into a pipe, turtle for triples).",
)  # fmt: skip
@click.option("--width", type=click.IntRange(min=0), metavar="N", help="Width of a table; 0 breaks no line.")
@click.option("--show", is_flag=True, help="Print the SPARQL, with its parameters filled in, instead of asking it.")
@output_option("the answer")
@graph_option()
def command(
    what: str | None,
    expression: str | None,
    settings: tuple[str, ...],
    form: str | None,
    width: int | None,
    show: bool,
    output: Path | None,
    graph_dir: Path | str,
) -> None:
    """Ask the graph: a saved question by NAME, or SPARQL of your own.

    Without NAME it lists the saved questions. A FILE holds SPARQL, - reads it from standard input. Things are
    named as people name them: by any label in any language, an abbreviation, a code, or an IRI.

    \b
    innograph query
    innograph query who-works-with-whom --set actor=Vinnova
    innograph query actors-of-country --set country=NLD --format csv
    innograph query evidence-for-pair --set a=Vinnova --set b="AI Sweden"
    innograph query -e 'SELECT ?name { ?p a foaf:Person ; skos:prefLabel ?name } ORDER BY ?name'
    innograph query -e 'DESCRIBE organization:vinnova' --format turtle
    innograph query --show themes-over-time > mine.rq; innograph query mine.rq
    """
    if what is not None and expression is not None:
        raise UsageError(f"either -e or {what}, not both")
    if what is None and expression is None:
        if settings:
            raise UsageError("--set needs the NAME of a saved query; `innograph query` lists them")
        _write(_catalogue(form), output)
        return

    from innograph.query import ask_saved, bound_text

    saved = _find(what, expression)
    values = _values(settings)
    if show and not values:
        _write(saved.text, output)
        return
    from innograph.store import open_readable

    with open_readable(graph_dir) as store:
        if show:
            _write(bound_text(store, saved, values), output)
            return
        answer = ask_saved(store, saved, values)
        to_terminal = output is None and sys.stdout.isatty()
        if form is None:
            form = "turtle" if answer.is_graph else "table" if to_terminal else "csv"
        if width is None and to_terminal:
            width = shutil.get_terminal_size().columns
        _write(answer.format(form, width=width or None), output)


def _find(what: str | None, expression: str | None) -> SavedQuery:
    """The query that the arguments mean: a saved one wherever a file is not plainly meant."""
    from innograph.query import parse_query, saved_queries, saved_query

    if expression is not None:
        return parse_query("-e", expression)
    assert what is not None
    if what == "-":
        return parse_query("standard input", _decode("standard input", sys.stdin.buffer.read()))
    path = Path(what)
    known = any(query.name == what for query in saved_queries())
    if known or not (path.suffix or len(path.parts) > 1 or path.is_file()):
        return saved_query(what)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {what}: {error.strerror or error}") from error
    return parse_query(path.stem, _decode(what, data))


def _decode(source: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{source} is not UTF-8 text ({error.reason} at byte {error.start})") from error


def _values(settings: Iterable[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--set wants NAME=VALUE, like --set country=NLD, not {setting!r}")
        values.setdefault(name.strip(), []).append(value)
    return values


def _catalogue(form: str | None) -> str:
    from innograph.query import saved_queries

    queries = saved_queries()
    if form == "json":
        entries: list[dict[str, object]] = [
            {
                "name": q.name,
                "title": q.title,
                "question": {"en": q.question} | dict(q.questions),
                "parameters": [
                    {"name": p.name, "kind": p.kind, "description": p.description, "default": p.default_words}
                    for p in q.parameters
                ],
            }
            for q in queries
        ]
        return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
    blocks = []
    for q in queries:
        lines = [q.name, f"    {q.question}"]
        lines += [f"      {p.name}={p.default_words}  {p.description}" for p in q.parameters]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n\nAsk one: innograph query NAME --set PARAMETER=VALUE\n"


def _write(text: str, output: Path | None) -> None:
    """UTF-8 whatever the locale says, so that the same question gives the same bytes everywhere."""
    data = text.encode("utf-8", "replace")
    if output is None or str(output) == "-":
        click.echo(data, nl=False)
        return
    from innograph.export.file import whole_file

    with whole_file(output) as stream:
        stream.write(data)
