"""Facts made from the hand-annotated gold of data/gold: a correct sample graph that needs no extractor.

    from goldfacts import gold_facts            # tests/ is on the path of every test
    facts = gold_facts()                        # list[Facts], sorted by article id

What the gold does not say is filled in simply: a mention is every place where the text has the name or an
alias, a claim's quote is the sentence that begins with the gold's evidence. Every claim has confidence 1.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from innograph.article import Article
from innograph.facts import Claim, Entity, Facts, Mention
from innograph.iri import DEFAULT_BASE, country_iri, mint
from innograph.link.registry import Actor, load_registry

DATA = Path(__file__).resolve().parents[1] / "data"

#: Names of countries as the sample articles have them, by the code of the EU authority table.
COUNTRIES = {
    "AUT": "Österrike Oostenrijk Österreich Austria",
    "DEU": "Tyskland Duitsland Deutschland Germany",
    "DNK": "Danmark Denmark",
    "ESP": "Spanien Spanje Spain",
    "EST": "Estland Estonia",
    "FIN": "Finland Suomi",
    "GRC": "Griechenland Greece",
    "IRL": "Irland Ireland",
    "ISL": "Island Iceland",
    "ITA": "Italien Italy",
    "LTU": "Litauen Lithuania",
    "NLD": "Nederländerna Nederland Niederlande Netherlands",
    "NOR": "Norge Norway",
    "PRT": "Portugal",
    "SWE": "Sverige Zweden Schweden Sweden",
}
BLOCS = {"norden": "nordic-countries", "baltikum": "baltic-countries"}
_CODES = {name: code for code, names in COUNTRIES.items() for name in names.split()}
_KINDS = {"Organization": "organization", "Person": "person", "Event": "event", "Project": "project"} | {
    "Assignment": "assignment",
    "Theme": "theme",
}
_CLASSES = {"Organization": "org:Organization", "Person": "foaf:Person", "Event": "inno:Event"} | {
    "Project": "inno:Project",
    "Assignment": "inno:GovernmentAssignment",
    "Theme": "inno:Theme",
    "Country": "schema:Country",
}


def read_article(path: Path) -> Article:
    """A sample article: front matter of plain `key: value` lines, then Markdown with hardly any markup."""
    match = re.match(r"---\n(.*?)\n---\n(.*)\Z", path.read_text(encoding="utf-8"), re.S)
    assert match, path
    head = {k.strip(): v.strip().strip('"') for k, _, v in (x.partition(":") for x in match[1].split("\n"))}
    body = "\n".join(re.sub(r"[*`]", "", re.sub(r"^(#+|[-*])\s+", "", x)).strip() for x in match[2].split("\n"))
    sources = tuple(v for k, v in head.items() if re.fullmatch(r"source\d*", k))
    return Article(
        id=path.stem,
        text=f"{head['title']}\n\n{body.strip()}\n",
        language=head["language"],
        title=head["title"],
        date=head["date"],
        publisher=head["publisher"],
        url=sources[0],
        sources=sources,
        own_words=True,
        licence=head["licence"],
    )


@cache
def gold_facts() -> list[Facts]:
    """The facts of every sample article that has gold, sorted by the article's id."""
    paths = sorted((DATA / "gold").glob("*.json"))
    return [
        facts_of(read_article(article), json.loads(path.read_text(encoding="utf-8")))
        for path in paths
        if (article := DATA / "articles" / f"{path.stem}.md").is_file()
    ]


def facts_of(article: Article, gold: dict[str, Any]) -> Facts:
    """The facts that one gold file gives for its article."""
    entities: dict[str, Entity] = {}
    iris: dict[str, str] = {"ARTICLE": mint("article", article.id)}
    taken: list[tuple[int, int]] = []
    # Longer names first, so that "Innovationsveckan 2019" is not also a mention of "Innovationsveckan".
    forms = sorted(
        ((form, e) for e in gold["entities"] for form in [e["name"], *e["aliases"]]),
        key=lambda pair: (-len(pair[0]), pair[0], pair[1]["name"]),
    )
    found: dict[str, list[Mention]] = {e["name"]: [] for e in gold["entities"]}
    for form, e in forms:
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, form.split())) + r"(?!\w)"
        for match in re.finditer(pattern, article.text, re.IGNORECASE):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found[e["name"]].append(Mention(match.start(), match.end(), match[0]))
    for form, e in forms:  # a name that stands only inside a longer one, as the theme in an assignment
        inside = re.search(re.escape(form), article.text, re.IGNORECASE)
        if inside and not found[e["name"]]:
            found[e["name"]].append(Mention(inside.start(), inside.end(), inside[0]))
    for e in gold["entities"]:
        entity = entity_of(e, article.language, sorted(found[e["name"]]))
        iris[e["name"]] = entity.iri
        if (former := entities.get(entity.iri)) is not None:  # two names of the gold, one row of the registry
            mentions = tuple(sorted({*former.mentions, *entity.mentions}))
            aliases = tuple(sorted({*former.aliases, *entity.aliases} - {entity.label}))
            entity = Entity(entity.iri, entity.label, entity.label_language, entity.type, entity.cls, aliases, mentions)
        entities[entity.iri] = entity
    claims = [claim_of(r, article, iris) for r in gold["relations"]]
    return Facts(article, iris["ARTICLE"], tuple(entities.values()), tuple(dict.fromkeys(claims)))


def entity_of(gold: dict[str, Any], language: str, mentions: list[Mention]) -> Entity:
    name, kind = gold["name"], gold["type"]
    label, tongue, cls = name, language.split("-")[0], _CLASSES[kind]
    if kind == "Country":
        bloc = BLOCS.get(name.casefold())
        iri = f"{DEFAULT_BASE}id/place/{bloc}" if bloc else country_iri(_CODES[name])
    elif kind == "Theme":
        iri, label, tongue = f"{DEFAULT_BASE}id/theme/{name}", name.replace("-", " "), "en"
    elif kind == "Organization" and (actor := known_actor(name, tongue)):
        iri, label, tongue, cls = actor.iri, actor.label, actor.language, actor.cls
    else:
        iri = mint(_KINDS[kind], name)
    aliases = {*gold["aliases"], *(m.text for m in mentions), *([name] if kind != "Theme" else [])} - {label}
    return Entity(iri, label, tongue, kind, cls, tuple(sorted(aliases)), tuple(mentions))


def known_actor(name: str, language: str) -> Actor | None:
    """The actor of the registry with this name, in this language where several have it."""
    actors = [a for a in load_registry().actors.values() if any(n.text == name for n in a.names)]
    own = [a for a in actors if a.language == language]
    return next(iter(own or actors), None)


def claim_of(relation: dict[str, str], article: Article, iris: dict[str, str]) -> Claim:
    evidence = r"\s+".join(map(re.escape, relation["evidence"].split()))
    match = re.search(rf"(?<!\w){evidence}.*?(?:[.!?][\"”»']?(?=\s)|(?=\n)|\Z)", article.text)
    assert match, (article.id, relation)
    literal = relation["p"] == "hasRole"
    return Claim(
        subject=iris[relation["s"]],
        predicate=relation["p"],
        object=relation["o"] if literal else iris[relation["o"]],
        confidence=1.0,
        rule="gold",
        start=match.start(),
        end=match.end(),
        quote=match[0],
        extractor="gold",
    )
