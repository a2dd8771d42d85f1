"""`innograph extract`: the facts of articles with the sentence behind each."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import InputPlace, fields_option
from innograph.errors import WorkError

if TYPE_CHECKING:
    from innograph.facts import Facts

_WIDTH = 100


@click.command(
    "extract",
    epilog="""\b
    innograph extract article.md                      read it with the evidence
    innograph extract articles/ --jsonl > facts.jsonl one JSON object an article
    innograph extract article.md --text               the plain text that offsets count in
    innograph extract article.md --explain            which rule found what""",
)
@click.argument("paths", nargs=-1, required=True, type=InputPlace())
@fields_option
@click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON object a line, one line an article.")
@click.option("--text", "as_text", is_flag=True, help="Print the plain text that all offsets count in.")
@click.option("--explain", is_flag=True, help="Say which rule found each fact, and how sure it is.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="0–1",
    help="Leave out less certain facts.",
)
@click.option(
    "--registry",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of further actors, with the columns of data/registry/actors.csv.",
)
@click.option(
    "--with",
    "models",
    multiple=True,
    metavar="MODEL",
    help="Ask a model too: llm (any OpenAI-compatible server), spacy, or one that a package adds. Off by default.",
)
def command(
    paths: tuple[Path | str, ...],
    fields: tuple[str, ...],
    as_jsonl: bool,
    as_text: bool,
    explain: bool,
    min_confidence: float,
    registry: Path | None,
    models: tuple[str, ...],
) -> int:
    """Show the facts of articles: entities, relations, and the sentence that says each.

    PATHS are files (Markdown, text, HTML, PDF, JSON, CSV, a feed, WARC, zip, tar), folders of them, and addresses.
    """
    from innograph.facts import restrict
    from innograph.link import load_linker
    from innograph.read import Fields, Splitter, read_paths

    sources = []
    if models:
        from innograph.models import load_source

        sources = [load_source(name) for name in models]
    result = read_paths(paths, Splitter(Fields.parse(fields)))
    skipped = [(s.source, s.reason) for s in result.skipped]
    linker = load_linker(registry)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    done = 0
    for article in result.in_order:
        if as_text:
            click.echo(article.text)
            done += 1
            continue
        try:
            facts = linker.facts(article, sources)
        except WorkError:
            raise
        except Exception as error:  # one article must not take the others down: it is named instead
            skipped.append((article.id, f"extraction failed: {type(error).__name__}: {error}"))
            continue
        done += 1
        facts = restrict(facts, min_confidence)
        if as_jsonl:
            click.echo(json.dumps(facts.to_json(), ensure_ascii=False))
        else:
            click.echo(describe(facts, explain, colour))
    for source, reason in skipped:
        click.echo(f"skipped {source}: {reason}", err=True)
    if not done:
        raise WorkError("nothing to extract from: no input could be read")
    return 1 if skipped else 0


def describe(facts: Facts, explain: bool = False, colour: bool = False) -> str:
    """One article's facts for a terminal: entities by type, then each sentence with what it says."""
    article = facts.article

    def styled(text: str, **style: bool | str) -> str:
        return click.style(text, **style) if colour else text  # type: ignore[arg-type]

    lines = [styled(article.title or article.id, bold=True)]
    about = [part for part in (article.date, article.publisher, article.language, article.url) if part]
    lines += [styled("  ".join(about), dim=True), ""]
    labels = {e.iri: e.label for e in facts.entities} | {facts.iri: "this article"}
    by_type: dict[str, list[str]] = {}
    for entity in facts.entities:
        by_type.setdefault(entity.type, []).append(entity.label)
    for type_, names in by_type.items():
        head = f"{type_:13}"
        body = textwrap.fill("; ".join(names), _WIDTH, initial_indent=head, subsequent_indent=" " * 13)
        lines.append(body.replace(head, styled(head, fg="cyan"), 1))
    place = -1
    for claim in facts.claims:
        if claim.start != place:
            place = claim.start
            quote = " ".join(claim.quote.split())
            lines += ["", textwrap.fill(f"“{quote}”", _WIDTH, initial_indent="  ", subsequent_indent="  ")]
        obj = claim.object if claim.has_literal else labels.get(claim.object, claim.object)
        fact = f"    {labels.get(claim.subject, claim.subject)} {styled(claim.predicate, fg='green')} {obj}"
        lines.append(f"{fact}   {styled(f'[{claim.rule} {claim.confidence:.2f}]', dim=True)}" if explain else fact)
    if not facts.claims:
        lines += ["", "  (no facts found)"]
    lines.append("")
    return "\n".join(lines)
