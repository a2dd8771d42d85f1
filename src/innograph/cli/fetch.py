"""`innograph fetch`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.errors import WorkError

if TYPE_CHECKING:
    from innograph.fetch import FetchReport

#: Addresses that are named one by one.
_NAMED = 50


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL|FILE...")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("pages"), show_default=True,
    metavar="DIR", help="Folder to write to.",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(["warc", "markdown"]), default="warc", show_default=True,
    help="A web archive a page, as the server sent it; or the article alone.",
)  # fmt: skip
@click.option(
    "--pause", type=click.FloatRange(min=0), default=2.0, show_default=True, metavar="SECONDS",
    help="Time between two requests to a host; its robots.txt may ask for more.",
)  # fmt: skip
@click.option(
    "--pages", type=click.IntRange(min=1), default=1000, show_default=True, metavar="N",
    help="Most pages to fetch of what feeds and site maps tell of.",
)  # fmt: skip
@click.option(
    "--fresh", type=click.FloatRange(min=0), default=20.0, show_default=True, metavar="HOURS",
    help="Do not ask again for pages fetched since.",
)  # fmt: skip
@click.option(
    "--user-agent", metavar="TEXT", help="Who asks; say how you can be reached.  [default: innograph/VERSION]"
)
@click.option("--allow-private", is_flag=True, help="Also fetch from addresses that are not public.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what could not be fetched.")
def command(
    addresses: tuple[str, ...],
    out: Path,
    form: str,
    pause: float,
    pages: int,
    fresh: float,
    user_agent: str | None,
    allow_private: bool,
    quiet: bool,
) -> int:
    """Download pages, politely, into a folder that `innograph build` reads.

    URL is a page, a PDF, a feed (RSS, Atom) or a site map: what it is, is seen from what is there; of feeds and site
    maps the pages are fetched that they tell of. FILE holds addresses, one a line, or is a feed or site map.

    Keeps to robots.txt, asks each host for one page at a time, asks again only for what has changed, waits as long as a
    server asks for, and goes on where it stopped when it is called again. A page that is gone goes from the folder.

    \b
    innograph fetch https://example.org/feed.xml -o pages
    innograph build pages
    """
    from innograph.fetch import Settings, fetch
    from innograph.fetch.run import all_addresses
    from innograph.fetch.settings import USER_AGENT

    settings = Settings(
        user_agent=user_agent or USER_AGENT, allow_private=allow_private, pause=pause, pages=pages, fresh=fresh * 3600
    )
    shown = not quiet and sys.stderr.isatty()

    def show(done: int, of: int, url: str) -> None:
        click.echo(f"\r\x1b[Kfetch {done}/{of}  {url[:100]}", nl=False, err=True)

    found, failed = all_addresses(addresses)
    try:
        report = fetch(found, out, form=form, settings=settings, progress=show if shown else None)  # type: ignore[arg-type]
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
    report.failed = [*failed, *report.failed]
    for item in report.failed[:_NAMED]:
        click.echo(f"innograph: not fetched: {item.url}: {item.reason}", err=True)
    if len(report.failed) > _NAMED:
        click.echo(f"innograph: {len(report.failed) - _NAMED} more could not be fetched", err=True)
    if not quiet:
        click.echo(summary(report, out), err=True)
    if report.failed and not report.done and not report.gone and not report.lists:
        raise WorkError("nothing could be fetched")
    return 1 if report.failed else 0


def summary(report: FetchReport, out: Path) -> str:
    """A line for people: what became of how many pages."""
    numbers = [
        f"{len(report.new)} pages new", f"{len(report.changed)} changed", f"{len(report.unchanged)} unchanged",
        f"{len(report.fresh)} fetched before", f"{len(report.gone)} gone", f"{len(report.failed)} failed",
    ]  # fmt: skip
    line = ", ".join(numbers) + f"; in {out}"
    return line + (f" ({report.left} more in feeds and site maps: --pages)" if report.left else "")
