"""`innograph who`: what a name would link to, and why."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    "who",
    epilog="""\b
    innograph who Statskontoret --date 2026-03-01
    innograph who "Agency for Digital Government" --lang en
    innograph who SKR --registry our-actors.csv""",
)
@click.argument("name")
@click.option("--date", metavar="DATE", help="Date of the text (ISO 8601): names change hands.")
@click.option("--lang", default="sv", show_default=True, metavar="XX", help="Language of the text.")
@click.option(
    "--registry", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A table of further actors."
)
def command(name: str, date: str | None, lang: str, registry: Path | None) -> int:
    """Show which actor NAME would link to in a text, what else has the name, and why."""
    from innograph.extract.language import base_language
    from innograph.link import load_linker
    from innograph.link.names import Preference
    from innograph.link.wording import explain_entry

    linker = load_linker(registry)
    code = base_language(lang)
    candidates = linker.candidates(name, code)
    preference = Preference(linker.registry, code, date)
    chosen = preference(tuple(candidates)) if candidates else None
    if chosen is None:
        click.echo(f"{name}: no listed actor or place has this name in a text in {code}; a new IRI is made of it.")
        return 0
    for entry in sorted(candidates, key=lambda e: (e.ref != chosen.ref, preference.rank(e))):
        mark = "→" if entry is chosen else " "
        click.echo(f"{mark} {entry.ref}")
        for line in explain_entry(entry, linker.registry, preference):
            click.echo(f"    {line}")
    return 0
