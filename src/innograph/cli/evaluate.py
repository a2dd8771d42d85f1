"""`innograph evaluate`: precision and recall against gold facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from innograph.errors import WorkError

if TYPE_CHECKING:
    from innograph.evaluation import Count, Evaluation


@click.command(
    "evaluate",
    epilog="""\b
    innograph evaluate data/gold data/articles
    innograph evaluate gold/ articles/ --errors 40
    innograph evaluate gold/ articles/ --format json
    innograph evaluate gold/ articles/ --baseline baseline.json            exit 1 if a figure has fallen
    innograph evaluate gold/ articles/ --baseline baseline.json --update   keep today's figures""",
)
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--errors", type=int, default=0, metavar="N", help="List the first N errors.")
@click.option("--calibration", is_flag=True, help="Show how confidence compares with how many facts are right.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Compare with figures kept before; exit 1 when one has fallen.",
)
@click.option("--update", is_flag=True, help="Write today's figures to the baseline, unless one has fallen.")
@click.option("--allow-regression", is_flag=True, help="With --update: write them even so.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write the figures.",
)
def command(
    gold: Path,
    articles: tuple[Path, ...],
    errors: int,
    calibration: bool,
    baseline: Path | None,
    update: bool,
    allow_regression: bool,
    form: str,
) -> int:
    """Compare what is found in ARTICLES with the gold facts of folder GOLD.

    Prints precision, recall and F1 of entities and relations: all together (micro average), by type, by language,
    and the mean over articles.
    """
    from innograph.evaluation import calibrate, evaluate, read_gold
    from innograph.link import load_linker
    from innograph.read import read_paths

    golds = read_gold(gold)
    result = read_paths(articles)
    for skipped in result.skipped:
        click.echo(f"skipped {skipped.source}: {skipped.reason}", err=True)
    linker = load_linker()
    wanted = {g["id"] for g in golds}
    found = {a.id: linker.facts(a).to_json() for a in result.articles if a.id in wanted}
    missing = sorted(wanted - set(found))
    for name in missing:
        click.echo(f"no article for the gold facts of {name}", err=True)
    if not found:
        raise WorkError(f"none of the articles has gold facts in {gold}: names must agree (001-x.md, 001-x.json)")
    golds = [g for g in golds if g["id"] in found]
    evaluation = evaluate(golds, found)
    bins = calibrate(golds, found, (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)) if calibration else []
    listed = evaluation.errors[:errors]
    if form == "json":
        said = as_json(evaluation)
        if calibration:
            said["calibration"] = [
                {"from": b.low, "to": min(b.high, 1.0), "facts": b.count, "mean": b.mean, "right": b.right}
                for b in bins
            ]
        if errors:
            said["errors"] = [
                {"article": e.article, "what": e.what, "kind": e.kind, "detail": e.detail} for e in listed
            ]
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        click.echo(table(evaluation))
        if calibration:
            click.echo(f"\n{'confidence':14}{'facts':>7}{'mean':>8}{'right':>8}")
        for b in bins:
            click.echo(f"{b.low:.1f} – {min(b.high, 1.0):.1f}     {b.count:7}{b.mean:8.3f}{b.right:8.3f}")
        for error in listed:
            click.echo(f"{error.article}\t{error.what} {error.kind}\t{error.detail}")
    worse = compare(evaluation, baseline, update, allow_regression) if baseline else False
    return 1 if missing or result.skipped or worse else 0


def compare(evaluation: Evaluation, baseline: Path, update: bool, allow_regression: bool) -> bool:
    """Compare with the baseline, and write it when asked to; whether a figure has fallen."""
    from innograph.evaluation import fallen, figures

    kept: dict[str, float] = {}
    if baseline.is_file():
        try:
            kept = {str(k): float(v) for k, v in json.loads(baseline.read_text(encoding="utf-8")).items()}
        except (ValueError, AttributeError, TypeError) as error:
            raise WorkError(f"{baseline}: not a baseline: {error}") from error
    elif not update:
        raise WorkError(f"{baseline}: no such file; --update writes it")
    worse = fallen(evaluation, kept)
    for line in worse:
        click.echo(f"fallen: {line}", err=True)
    if update and (not worse or allow_regression):
        baseline.write_text(json.dumps(figures(evaluation), indent=1) + "\n", encoding="utf-8")
    return bool(worse) and not (update and allow_regression)


def table(evaluation: Evaluation) -> str:
    """The figures for a terminal."""
    lines = [f"{len(evaluation.articles)} articles{'':15}{'tp':>6}{'fp':>6}{'fn':>6}{'P':>8}{'R':>8}{'F1':>8}"]

    def row(name: str, count: Count) -> None:
        figures = f"{count.tp:6}{count.fp:6}{count.fn:6}{count.precision:8.3f}{count.recall:8.3f}{count.f1:8.3f}"
        lines.append(f"{name:26}{figures}")

    row("entities", evaluation.all_entities)
    for kind, count in evaluation.entities.items():
        row(f"  {kind}", count)
    row("relations", evaluation.all_relations)
    for kind, count in evaluation.relations.items():
        row(f"  {kind}", count)
    for tag in sorted({t.split("-")[0] for t in evaluation.languages.values()}):
        entities, relations = evaluation.of_language(tag)
        row(f"{tag}: entities", entities)
        row(f"{tag}: relations", relations)
    entities_mean, relations_mean = evaluation.mean()
    lines.append(f"mean of the articles' F1: entities {entities_mean:.3f}, relations {relations_mean:.3f}")
    return "\n".join(lines)


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures as JSON: counts with precision, recall and F1."""

    def figures(count: Count) -> dict[str, float]:
        return {
            "tp": count.tp,
            "fp": count.fp,
            "fn": count.fn,
            "precision": round(count.precision, 4),
            "recall": round(count.recall, 4),
            "f1": round(count.f1, 4),
        }

    tags = sorted({t.split("-")[0] for t in evaluation.languages.values()})
    entities_mean, relations_mean = evaluation.mean()
    return {
        "articles": len(evaluation.articles),
        "entities": figures(evaluation.all_entities),
        "relations": figures(evaluation.all_relations),
        "mean_f1": {"entities": round(entities_mean, 4), "relations": round(relations_mean, 4)},
        "by_type": {k: figures(c) for k, c in evaluation.entities.items()},
        "by_predicate": {k: figures(c) for k, c in evaluation.relations.items()},
        "by_language": {
            t: dict(zip(("entities", "relations"), map(figures, evaluation.of_language(t)), strict=True)) for t in tags
        },
    }
