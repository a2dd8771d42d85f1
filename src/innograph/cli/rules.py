"""`innograph rules`: list, explain and check the relation rules."""

from __future__ import annotations

import difflib

import click

from innograph.errors import UsageError


@click.command(
    "rules",
    epilog="""\b
    innograph rules                            every rule, a line each
    innograph rules --language nb              those of one language
    innograph rules sv/funds                   one rule: patterns, facts, proofs
    innograph rules --check                    execute every example and counter-example""",
)
@click.argument("name", required=False)
@click.option("--language", metavar="XX", help="Only the rules of one language (sv nb da fi nl de en).")
@click.option("--check", is_flag=True, help="Execute the examples and counter-examples; exit 1 if any fails.")
def command(name: str | None, language: str | None, check: bool) -> int:
    """List, explain and check the rules that find relations in sentences."""
    from innograph.extract.language import LANGUAGES
    from innograph.rulebook import all_rules, check_rule, needed_words

    if language and language not in LANGUAGES:
        raise UsageError(f"no language {language!r}; known: {' '.join(LANGUAGES)}")
    rules = list(all_rules(language))
    if name:
        chosen = [r for r in rules if name in (r.id, r.id.split("/", 1)[1])]
        if not chosen:
            close = difflib.get_close_matches(name, [r.id for r in rules], 3, 0.4)
            hint = f"; did you mean {', '.join(close)}?" if close else "; `innograph rules` lists them"
            raise UsageError(f"no rule {name!r}{hint}")
        rules = chosen
    if check:
        failures = [f for r in rules for f in check_rule(r)]
        for failure in failures:
            click.echo(f"{failure.rule}: {failure.problem}\n    {failure.text}")
        proofs = sum(len(r.examples) + len(r.counter_examples) for r in rules)
        click.echo(f"{len(rules)} rules, {proofs} proofs, {len(failures)} failures", err=True)
        costly = {r.id: needed_words(r).count([]) for r in rules}
        named = ", ".join(f"{rule} ({count})" for rule, count in costly.items() if count)
        if named:
            click.echo(f"tried in every sentence with their mentions, whatever its words: {named}", err=True)
        return 1 if failures else 0
    for rule in rules:
        gives = "; ".join(f"{g.predicate}({g.subject}, {g.object})" for g in rule.gives) or "(names only)"
        if not name:
            click.echo(f"{rule.id:40} {gives}")
            continue
        click.echo(f"{rule.id}  (confidence {rule.confidence}, {rule.scope})")
        for pattern, words in zip(filter(None, rule.source), needed_words(rule), strict=True):
            click.echo(f"  pattern  {pattern}")
            where = f"where there is {' / '.join(map(repr, words))}" if words else "wherever its mentions stand"
            click.echo(f"  tried    {where}")
        click.echo(f"  gives    {gives}")
        for example in rule.examples:
            click.echo(f"  finds    {example}")
        for text in rule.counter_examples:
            click.echo(f"  not in   {text}")
    return 0
