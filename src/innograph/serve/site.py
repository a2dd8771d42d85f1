"""The server's HTML pages: those of things as a publication has them, and its own front page, lists and search, which
ask the index and so are as quick for a large graph as for a small one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from innograph.iri import EU_COUNTRY
from innograph.publish.negotiation import PAGES
from innograph.publish.page import ICON, Pages, Site, asset, page_environment
from innograph.publish.thing import Reader, Thing
from innograph.query import SavedQuery, saved_query
from innograph.serve.search import Hit, Index
from innograph.view.page import script_json

#: Things on one page of a list, and of a search.
LISTED, FOUND = 200, 20
_LATEST = 8
#: Saved questions that the front page names.
_QUESTIONS = ("who-works-with-whom", "government-assignments", "who-funds-what", "most-connected")
#: Words of a publication's pages that scripts say too.
_SHARED = ("verbs", "kinds", "classes", "articles", "article1", "confidence", "retold")
#: Pages of a list or a search that one can turn to.
MOST_PAGES = 5_000


class ServedPages(Pages):
    """Pages of one graph in one language. The index is asked for what a page of a publication counts itself; `switch`
    is the query of a page's address in the other language.
    """

    def __init__(self, reader: Reader, site: Site, index: Index, switch: str) -> None:
        super().__init__(reader, site)
        self.found_in = index
        self.switch = switch
        self.said: dict[str, Any] = json.loads(_template("words.json") or "{}")[site.language]
        self._environment = _own_environment()

    def home(self) -> str:
        """The front page: search, what is named most, and the ways to everything else."""
        latest = self.found_in.of_kind("article", limit=_LATEST)
        return self._render(
            "home.html",
            root="",
            path="index.html",
            front=True,
            title=self.site.title,
            summary=self.site.summary,
            current="",
            counts=list(self.found_in.kinds().items()),
            most=self.found_in.most_named(["organization", "person"], 10),
            themes=self.found_in.most_named(["theme"], 24),
            latest=[self.reader.source(hit.iri) for hit in latest],
            short_name=lambda iri: short_name(iri, self.reader.store.base),
            questions=[(name, query_question(saved_query(name), self.site.language)) for name in _QUESTIONS],
        )

    def search(self, asked: str, page: int) -> str:
        """What a search finds: things by name, sentences by their words."""
        offset = (page - 1) * FOUND
        total, hits = self.found_in.things(asked, limit=FOUND, offset=offset)
        total_quotes, quotes = self.found_in.quotes(asked, limit=FOUND, offset=offset)
        return self._render(
            "found.html",
            root="",
            path="search",
            front=False,
            title=self.said["results"],
            summary=self.said["results"],
            current="",
            asked=asked,
            total=total,
            hits=hits,
            total_quotes=total_quotes,
            quotes=quotes,
            page=page,
            pages=min(MOST_PAGES, -(-max(total, total_quotes) // FOUND)),
        )

    def list_of(self, kind: str, page: int) -> str:
        """One page of the list of a kind; articles newest first."""
        total = self.found_in.kinds().get(kind, 0)
        return self._render(
            "things.html",
            root="../../",
            path=f"doc/{kind}/index.html",
            title=self.words["kinds"][kind],
            summary=self.words["kinds"][kind],
            current=kind,
            total=total,
            hits=self.found_in.of_kind(kind, limit=LISTED, offset=(page - 1) * LISTED),
            note=self._note,
            page=page,
            pages=max(1, -(-total // LISTED)),
        )

    def api(self, description: Mapping[str, Any]) -> str:
        """The page that says what programs can ask, after the API's own description."""
        operations = [
            {
                "path": f"/api{path}",
                "what": operation.get("description", "").partition("\n")[0],
                "parameters": [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"],
            }
            for path, methods in description["paths"].items()
            for operation in methods.values()
        ]
        return self._render(
            "api.html",
            root="../",
            path="api/",
            title=self.said["apiTitle"],
            summary=self.said["apiLead"],
            current="data",
            operations=operations,
        )

    def article(self, thing: Thing, paragraphs: Sequence[Any], sentences: Sequence[Any], *, has_files: bool) -> str:
        """An article's text in marked paragraphs, or without any, with what it says by sentence."""
        assert thing.source is not None
        return self._render(
            "article.html",
            root="../",
            path=f"article/{thing.iri.rpartition('/')[2]}",
            title=thing.source.title,
            summary=thing.source.title,
            current="article",
            source=thing.source,
            paragraphs=paragraphs,
            sentences=sentences,
            has_files=has_files,
        )

    def workbench(self, template: str, *, path: str, facts: Mapping[str, Any], heading: str = "", **values: Any) -> str:
        """A page that works by script. `facts` are what its scripts begin with; their words come along."""
        title = heading or self.said[f"{path}Title"]
        shared = {
            "root": "",
            "language": self.site.language,
            "words": {
                **self.said["script"],
                **{key: self.words[key] for key in _SHARED},
                "relations": self.words["out"],
                "inverse": self.words["in"],
            },
            "kinds": list(PAGES),
        }
        return self._render(
            template,
            root="",
            path=path,
            title=title,
            summary=self.said[f"{path}Text"],
            current=path,
            heading=heading,
            facts=Markup(script_json({**shared, **facts})),
            **values,
        )

    def _render(self, template: str, *, root: str, path: str, **values: Any) -> str:
        other = "en" if self.site.language == "sv" else "sv"
        given = {"said": self.said, "switch": self.switch, "other": other, "here": path.partition("?")[0]}
        return super()._render(template, root=root, path=path, **{**given, **values})

    def _network_link(self, thing: Thing) -> str:
        return f"../../explore?focus={short_name(thing.iri, self.reader.store.base)}" if thing.facts else ""

    def _note(self, hit: Hit) -> str:
        if hit.kind == "article":
            return self.reader.source(hit.iri).date
        if hit.articles == 1:
            return str(self.words["article1"])
        return str(self.words["articles"].format(n=hit.articles)) if hit.articles else ""


def problem_page(status: int, detail: str, *, language: str, root: str) -> str:
    """An error as a page that leads on, made without any graph; `root` is the path of this server's front page."""
    said = json.loads(_template("words.json") or "{}")[language]
    titles = said["problems"]
    return (
        _own_environment()
        .get_template("problem.html")
        .render(
            language=language,
            root=root,
            status=status,
            title=titles.get(str(status), titles[""]),
            detail=detail,
            said=said,
            words=json.loads(asset("words.json"))[language],
            icon_address=Markup(ICON),
        )
    )


def choose_language(accept: str, default: str, offered: Sequence[str] = ("sv", "en")) -> str:
    """The language that an `Accept-Language` header likes best of those that there are (RFC 9110, 12.5.4).

    Who reads Norwegian or Danish and no English gets Swedish rather than nothing.

    >>> choose_language("de, en-GB;q=0.8, sv;q=0.2", "sv")
    'en'
    """
    near = {"nb": "sv", "nn": "sv", "no": "sv", "da": "sv"}
    best, chosen = 0.0, ""
    for part in accept[:1000].split(","):
        tag, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        language = tag.partition("-")[0]
        if language in near:
            language, quality = near[language], quality * 0.5
        if language in offered and quality > best:
            best, chosen = quality, language
    return chosen or default


def query_question(query: SavedQuery, language: str) -> str:
    """What a saved query asks, in a language where it says so."""
    return query.questions.get(language) or query.question or query.title


def short_name(iri: str, base: str) -> str:
    """What an address calls a thing: `organization/vinnova`, `place/swe`; its IRI where it has no such name.

    >>> short_name("https://w3id.org/innograph/id/organization/vinnova", "https://w3id.org/innograph/")
    'organization/vinnova'
    """
    if iri.startswith(EU_COUNTRY):
        return f"place/{iri[len(EU_COUNTRY) :].lower()}"
    return iri.removeprefix(f"{base}id/")


def _template(name: str) -> str | None:
    """One of this room's own files, else none."""
    found = files(__package__).joinpath("templates", name)
    return found.read_text(encoding="utf-8") if found.is_file() else None


@cache
def _own_environment() -> Environment:
    published = "published/"
    return page_environment(lambda n: asset(n.removeprefix(published)) if published in n else _template(n) or asset(n))
