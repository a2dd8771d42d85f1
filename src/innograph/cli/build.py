"""`innograph build`."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import InputPlace, fields_option
from innograph.errors import InnographError, UsageError

if TYPE_CHECKING:
    from innograph.build import BuildReport
    from innograph.building.work import Progress

#: Skipped inputs that are named one by one; all of them are in report.json.
_NAMED = 50
_PLURALS = {
    "Organization": "organisations", "Person": "people", "Country": "countries and blocs", "Event": "events",
    "Project": "projects", "Assignment": "government assignments", "Theme": "themes",
}  # fmt: skip


@click.command()
@click.argument("paths", nargs=-1, type=InputPlace(), metavar="[PATH]...")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), envvar="INNOGRAPH_GRAPH",
    default=Path("graph"), show_default=True, show_envvar=True, metavar="DIR",
    help="Folder to write to; what it held stays until all is done.",
)  # fmt: skip
@click.option(
    "--registry", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="CSV",
    help="Table of further actors, with the columns of data/registry/actors.csv.",
)  # fmt: skip
@click.option(
    "--with", "models", multiple=True, metavar="MODEL",
    help="Ask a model too: llm (any OpenAI-compatible server), spacy, or one that a package adds. Off by default.",
)  # fmt: skip
@click.option(
    "--corrections", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="TOML",
    help="File of corrections  [default: corrections.toml in the folders of articles]",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(min=1), default=None, metavar="N",
    help="Processes that look for facts  [default: one a processor]",
)  # fmt: skip
@click.option(
    "--cluster", metavar="ADDRESS",
    help="Dask scheduler whose workers look for facts (tcp://host:8786); needs innograph[cluster].",
)  # fmt: skip
@click.option(
    "--parts", metavar="PLACE",
    help="Folder or object store (s3://…) where the workers of --cluster write what they find, as N-Quads too.",
)  # fmt: skip
@click.option("--full", is_flag=True, help="Make everything anew, changed or not.")
@click.option("--all", "everything", is_flag=True, help="Open files, too, that look as they did at the last build.")
@click.option("--watch", is_flag=True, help="Build again whenever the sources change, a line a build, until Ctrl-C.")
@click.option("--wait", is_flag=True, help="If another build writes to DIR, begin when it has ended.")
@fields_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what was skipped.")
def command(
    paths: tuple[Path | str, ...],
    out: Path,
    registry: Path | None,
    models: tuple[str, ...],
    corrections: tuple[Path, ...],
    workers: int | None,
    cluster: str | None,
    parts: str | None,
    full: bool,
    everything: bool,
    watch: bool,
    wait: bool,
    fields: tuple[str, ...],
    quiet: bool,
) -> int:
    """Read articles, find their facts and write the graph, its store and its view.

    PATH is a file (Markdown, text, HTML, PDF, JSON, CSV, a feed, WARC, zip, tar: known by content), a folder of them,
    or an address (https://, s3://: extra `remote`); without PATH the sample articles are read. Writes
    graph.ttl (what the articles and the registry say), inferred.ttl (what follows from it), store/ (for the
    other commands), index.html (to look at), views/ (collaborations by country, assignments, themes, time)
    and report.json. What cannot be read, crashes or does not end is named and left out. The next build to DIR
    looks for facts only in articles that are new or have changed. corrections.toml in a folder of articles is
    applied (docs/corrections.md).

    \b
    innograph build                                  the sample articles, into ./graph
    innograph build articles/ --out graph            a folder of your own
    innograph build a.md b.pdf --registry ours.csv   with actors that only you know
    innograph build export.jsonl --field text=body   with fields named as you have them
    innograph build articles/ --watch                again at every change
    """
    if parts is not None and cluster is None:
        raise UsageError("--parts needs --cluster: the workers of a cluster write there")
    from innograph.build import build
    from innograph.pipeline.pool import cores
    from innograph.read import Fields

    show = None if quiet or watch else progress()

    def run() -> BuildReport:
        return build(
            paths,
            out,
            registry=registry,
            models=models,
            corrections=corrections or None,
            workers=workers or cores(),
            full=full,
            look=not everything,
            wait=wait or watch,
            fields=Fields.parse(fields),
            cluster=cluster,
            parts=parts,
            progress=show,
        )

    if watch:
        given = [*paths, *corrections, *([registry] if registry else [])]
        return keep_building(given, out, run)
    try:
        report = run()
    finally:
        if show is not None:
            click.echo("\r\x1b[K", nl=False, err=True)
    for item in report.skipped[:_NAMED]:
        click.echo(f"innograph: skipped {item.source}: {item.reason}", err=True)
    if len(report.skipped) > _NAMED:
        rest = len(report.skipped) - _NAMED
        click.echo(f"innograph: skipped {rest} more, named in {out / 'report.json'}", err=True)
    for line in report.unmatched:
        click.echo(f"innograph: {line}: matches nothing (any more)", err=True)
    for copy in report.copies[:_NAMED]:
        click.echo(f"innograph: {copy.source} is the same article as {copy.kept}: {copy.why}", err=True)
    if len(report.copies) > _NAMED:
        rest = len(report.copies) - _NAMED
        click.echo(f"innograph: {rest} more copies, named in {out / 'report.json'}", err=True)
    if not quiet:
        click.echo(summary(report), err=True)
    return 1 if report.skipped else 0


def keep_building(given: Sequence[Path | str], out: Path, run: Callable[[], BuildReport]) -> int:
    """Build at every change until Ctrl-C; a line on standard error for each build."""
    from innograph.watching import build_whenever_changed

    paths = [path for path in given if isinstance(path, Path)]
    if not paths or len(paths) < len(given):
        raise UsageError("--watch needs folders or files on this machine: name them")

    def tell(outcome: BuildReport | InnographError) -> None:
        said = f"not built: {outcome}" if isinstance(outcome, InnographError) else one_line(outcome)
        click.echo(f"{time.strftime('%H:%M:%S')} {' '.join(said.split())}", err=True)

    with contextlib.suppress(KeyboardInterrupt):
        build_whenever_changed(paths, out, run, tell)
    click.echo("innograph: no longer watching", err=True)
    return 0


def one_line(report: BuildReport) -> str:
    """A build in a line."""
    seconds = sum(stage["seconds"] for stage in report.stages)
    line = f"{_number(report.articles, 'article')}, {report.extracted} of them read anew, {seconds:.1f} s"
    if report.skipped:
        first = report.skipped[0]
        more = f" and {len(report.skipped) - 1} more" if len(report.skipped) > 1 else ""
        line += f"; left out {first.source} ({first.reason}){more}"
    if report.unmatched:
        line += f"; {_number(len(report.unmatched), 'correction')} without anything to correct"
    if report.problems:
        line += f"; {_number(len(report.problems), 'problem')}"
    return line


def summary(report: BuildReport) -> str:
    """A few lines for people: what was found, what follows, and what to do next."""
    found = sorted(report.entities.items(), key=lambda item: (-item[1], item[0]))
    things = ", ".join(f"{number} {_PLURALS.get(name, name)}" for name, number in found)
    seconds = sum(stage["seconds"] for stage in report.stages)
    lines = [
        f"{_number(report.articles, 'article')} read, {_number(len(report.skipped), 'input')} skipped "
        f"({seconds:.1f} s)",
        f"{_number(report.claims, 'relation')}, each with its sentence, between {things}",
        f"{report.asserted} triples stated, {report.inferred} more inferred",
    ]
    if report.corrections:
        lines.append(
            f"{_number(report.corrected, 'correction')} applied, {len(report.unmatched)} without anything to correct"
        )
    if report.problems:
        lines.append(f"{_number(len(report.problems), 'problem')}: `innograph validate --graph {report.out}` explains")
    lines.append(f"Written to {report.out}: open {report.out / 'index.html'}, or ask `innograph query`")
    return "\n".join(lines)


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def progress() -> Progress | None:
    """Progress on one line of the terminal, with rate and remaining time; none where standard error is no terminal."""
    if not sys.stderr.isatty():
        return None
    shown = ""
    stage_of, begun = "", 0.0

    def show(stage: str, done: int, of: int) -> None:
        nonlocal shown, stage_of, begun
        now = time.monotonic()
        if stage != stage_of:
            stage_of, begun = stage, now
        line = progress_line(stage, done, of, now - begun)
        if line != shown:
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
            shown = line

    return show


def progress_line(stage: str, done: int, of: int, seconds: float) -> str:
    """What the terminal shows of a stage: how far it is, how fast, and how long it will take.

    >>> progress_line("extract", 250, 1000, 5.0)
    'extract  ▕█████               ▏ 250/1000  50/s  15 s left'
    """
    if not of:
        return stage
    full = 20 * done // of
    line = f"{stage}  ▕{'█' * full}{' ' * (20 - full)}▏ {done}/{of}"
    if done and seconds >= 1:
        rate = done / seconds
        left = round((of - done) / rate)
        line += f"  {rate:.0f}/s" if rate >= 10 else f"  {rate:.1f}/s"
        line += f"  {left} s left" if left < 120 else f"  {left // 60} min left"
    return line
