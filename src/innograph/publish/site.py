"""Publishing: a folder that a web server can serve as it lies, and that opens from disk.

    index.html                          search and overview
    doc/{kind}/{slug}.html .ttl .jsonld .rdf   a page for each thing and its data beside it; index.html lists a kind
    data/                               the data set's files
    def/                                the ontology to read and as Turtle, the themes as Turtle
    catalog.rdf .ttl .jsonld            DCAT-AP; dataportal.rdf: the same as dataportal.se takes it; void.ttl
    network.html                        the network view
    .htaccess, server/                  configuration for content negotiation
    sitemap.xml, assets/

The folder takes its place at one instant: until all is written the former one stays. The same graph and settings give
the same bytes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pyoxigraph as ox

from innograph.errors import InnographError, StoreError, WorkError
from innograph.export import export, read_context, to_turtle, write_turtle
from innograph.export.jsonld import write_jsonld
from innograph.export.xml import write_rdfxml
from innograph.graph import given_quads
from innograph.graph.vocabulary import DCTERMS, FOAF, RDF
from innograph.publish.catalogue import (
    DATASET,
    VOID,
    Distribution,
    Survey,
    catalogue,
    describe_dataset,
    survey,
    write_triples,
)
from innograph.publish.negotiation import FORMS, HTML, JSONLD, NTRIPLES, PAGES, RDFXML, TURTLE, Form, document_of
from innograph.publish.ontology import describe_ontology
from innograph.publish.organisations import public_organisations
from innograph.publish.page import ICON, Entry, Pages, Site, asset, is_web
from innograph.publish.server import apache, explain, nginx_http, nginx_server, w3id
from innograph.publish.settings import Settings
from innograph.publish.thing import Reader, Thing
from innograph.view.page import script_json

if TYPE_CHECKING:
    from innograph.store import GraphStore

#: The file that says a folder is ours to replace.
MARK = ".innograph"
_FILES = (("turtle", TURTLE), ("ntriples", NTRIPLES), ("rdfxml", RDFXML), ("jsonld", JSONLD))
_MOST_ADDRESSES = 50_000  # https://www.sitemaps.org/protocol.html
_LATEST = 8
#: What a list tells of a thing: the other ends of this relation.
_NOTES = {
    "person": ("worksFor", False), "assignment": ("assignedTo", False), "event": ("organizes", True),
    "project": ("funds", True),
}  # fmt: skip


@dataclass(slots=True)
class Published:
    """What was written: pages of things by kind, all files and their bytes, and IRIs that could have no page."""

    out: Path
    pages: dict[str, int] = field(default_factory=dict)
    files: int = 0
    size: int = 0
    left_out: list[str] = field(default_factory=list)


def publish(store: GraphStore, out: Path, settings: Settings) -> Published:
    """Write a graph as a folder to serve; a folder that publishing wrote before is replaced at one instant.

    Raises WorkError where the folder cannot be written or holds something else, StoreError where the graph cannot be
    read. Then nothing is left behind.
    """
    with _whole_folder(out) as folder:
        try:
            work = _Publication(store, folder, settings, Published(out))
            work.run()
        except (RuntimeError, SyntaxError, UnicodeDecodeError) as error:
            raise StoreError(f"the graph cannot be read: {error}; build it again with `innograph build`") from error
        except OSError as error:
            if isinstance(error.filename, str) and str(folder) in error.filename:
                raise
            raise StoreError(f"the graph cannot be read: {error}; build it again with `innograph build`") from error
    return work.done


@contextmanager
def _whole_folder(out: Path) -> Iterator[Path]:
    """A folder to fill that takes the place of `out` when all is well, and leaves nothing behind when it is not."""
    target = Path(os.path.realpath(out))
    if target.exists() and not target.is_dir():
        raise WorkError(f"{out} is a file: name a folder to publish to")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise WorkError(f"{out} holds files that `innograph publish` did not write: name an empty or a new folder")
    aside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    former = target.with_name(f".{target.name[:200]}.{os.getpid()}.former")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        yield aside
        if target.exists():
            os.replace(target, former)
        try:
            os.replace(aside, target)
        except OSError:
            if former.exists():
                os.replace(former, target)
            raise
    except InnographError:
        raise
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise WorkError(f"cannot write to {out}: {error.strerror or error}{where}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


class _Publication:
    """One run: fills a folder."""

    def __init__(self, store: GraphStore, folder: Path, settings: Settings, done: Published) -> None:
        self.store = store
        self.folder = folder
        self.settings = settings
        self.done = done
        self.reader = Reader(store, settings.language)
        self.context = read_context()
        self.addresses: list[str] = []

    def run(self) -> None:
        things = self.things()
        kinds = tuple(kind for kind in PAGES if any(self.reader.kind(iri) == kind for iri in things))
        pages = Pages(self.reader, self.site(kinds))
        found = survey(self.store)
        files = self.data()
        entries, sources = [], []
        self.addresses.append("")
        for iri in things:
            thing = self.reader.read(iri)
            path = document_of(iri, self.store.base)
            assert thing is not None and path is not None, iri
            self.write_thing(pages, thing, path)
            entries.append(_entry(thing, pages))
            if thing.source is not None:
                sources.append(thing.source)
        sources.sort(key=lambda s: s.date, reverse=True)
        for kind in kinds:
            self.page(f"doc/{kind}/index.html", pages.index(kind, [e for e in entries if e.kind == kind]))
        self.page("index.html", pages.front(entries, sources[:_LATEST]), listed=False)
        newest = found.last
        example = f"{self.settings.address}id/{_kind_and_slug(found, self.store.base)}" if found.example else ""
        self.page("data/index.html", pages.data(files, triples=found.triples, newest=newest, example=example))
        self.search(entries)
        self.ontology(pages)
        self.catalogue(found, files)
        self.network()
        self.servers()
        self.sitemap()
        self.write(MARK, b"This folder is written by `innograph publish`, which replaces it as a whole.\n")

    def things(self) -> list[str]:
        """What has a page: everything with a document whose path is not taken by another."""
        taken: dict[str, str] = {}
        for iri in self.reader.things():
            path = document_of(iri, self.store.base)
            # Some file systems take two names for one that differ only in case.
            key = (path or "").lower()
            if not key or key.endswith("/index") or key in taken:
                self.done.left_out.append(iri)
            else:
                taken[key] = iri
        return list(taken.values())

    def site(self, kinds: tuple[str, ...]) -> Site:
        settings = self.settings
        return Site(
            title=settings.text(settings.title),
            language=settings.language,
            summary=settings.text(settings.description),
            address=settings.address,
            publisher=settings.publisher.name,
            publisher_page=settings.publisher.homepage if is_web(settings.publisher.homepage) else "",
            email=settings.contact.email,
            license=settings.license,
            kinds=kinds,
        )

    def write(self, path: str, content: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.done.files += 1
        self.done.size += len(content)

    def page(self, path: str, html: str, *, listed: bool = True) -> None:
        self.write(path, html.encode("utf-8"))
        if listed:
            self.addresses.append(path)

    def write_thing(self, pages: Pages, thing: Thing, path: str) -> None:
        """A thing's page, and its data beside it."""
        self.page(path + HTML.ending, pages.render_thing(thing, path))
        facts = self.reader.document(thing.iri)
        for form in FORMS:
            if form is not HTML:
                triples = [*facts, *self.about_document(thing.iri, path + form.ending)]
                self.write(path + form.ending, write_document(triples, form, self.store, self.context))
        self.done.pages[thing.kind] = self.done.pages.get(thing.kind, 0) + 1

    def about_document(self, iri: str, path: str) -> list[ox.Triple]:
        document = ox.NamedNode(self.settings.address + path)
        return [
            ox.Triple(document, RDF.type, FOAF.Document),
            ox.Triple(document, FOAF.primaryTopic, ox.NamedNode(iri)),
            ox.Triple(document, DCTERMS.license, ox.NamedNode(self.settings.license)),
            ox.Triple(document, VOID.inDataset, ox.NamedNode(self.settings.address + DATASET)),
        ]

    def data(self) -> list[Distribution]:
        """The files of the data set."""
        made = []
        (self.folder / "data").mkdir()
        for name, form in _FILES:
            path = f"data/innograph{form.ending}"
            with (self.folder / path).open("wb") as out:
                export(self.store, out, name)
            made.append(Distribution(name, form, path, (self.folder / path).stat().st_size))
        path = f"data/inferred{TURTLE.ending}"
        with (self.folder / path).open("wb") as out:
            write_turtle(self.store.oxigraph, out, base=self.store.base, only=[self.store.vocabulary.inferred])
        made.append(Distribution("inferred", TURTLE, path, (self.folder / path).stat().st_size))
        path = f"data/public-organisations{TURTLE.ending}"
        organisations = to_turtle(public_organisations(self.store), base=self.store.base).encode("utf-8")
        (self.folder / path).write_bytes(organisations)
        made.append(Distribution("organisations", TURTLE, path, len(organisations)))
        self.done.files += len(made)
        self.done.size += sum(file.size for file in made)
        return made

    def search(self, entries: Sequence[Entry]) -> None:
        """The pages' own files, and the names that the front page searches in."""
        lines = []
        for entry in entries:
            path = document_of(entry.iri, self.store.base)
            names = [name[:300] for name in entry.names]
            lines.append(script_json([entry.label[:300], entry.kind, f"{path}{HTML.ending}", names]))
        text = "window.innographThings = [\n" + ",\n".join(lines) + "\n];\n"
        self.write("assets/things.js", text.encode("utf-8"))
        for name in ("search.js", "site.css"):
            self.write(f"assets/{name}", asset(name).encode("utf-8"))

    def ontology(self, pages: Pages) -> None:
        vocabulary, base = self.store.vocabulary, self.store.base
        given = list(given_quads(base))
        graph = vocabulary.graph("ontology")
        turtle = to_turtle((q.triple for q in given if q.graph_name == graph), base=base).encode("utf-8")
        self.write("def/innograph.ttl", turtle)
        themes = to_turtle((q.triple for q in given if q.graph_name == vocabulary.graph("themes")), base=base)
        self.write("def/themes.ttl", themes.encode("utf-8"))
        title, body = describe_ontology(turtle)
        self.page("def/index.html", pages.ontology(body, title))

    def catalogue(self, found: Survey, files: Sequence[Distribution]) -> None:
        triples = catalogue(self.settings, found, files, self.store.base)
        for form in (RDFXML, TURTLE, JSONLD):
            self.write(f"catalog{form.ending}", write_triples(triples, form))
        national = catalogue(self.settings, found, files, self.store.base, national=True)
        self.write("dataportal.rdf", write_triples(national, RDFXML))
        void = describe_dataset(self.settings, found, files, self.store.base)
        self.write("void.ttl", write_triples(void, TURTLE))

    def network(self) -> None:
        from innograph.view import view_html

        html = view_html(self.store, language=self.settings.language, title=self.settings.text(self.settings.title))
        # A browser would ask the server for an icon that is not there.
        self.page("network.html", html.replace("<title>", f'<link rel="icon" href="{ICON}">\n<title>', 1))

    def servers(self) -> None:
        settings, base = self.settings, self.store.base
        for path, text in (
            (".htaccess", apache(settings)),
            ("server/nginx-http.conf", nginx_http(settings)),
            ("server/nginx-server.conf", nginx_server(settings)),
            ("server/w3id.htaccess", w3id(settings, base)),
            ("server/README.md", explain(settings, base)),
        ):
            self.write(path, text.encode("utf-8"))

    def sitemap(self) -> None:
        """All pages, in files of at most 50,000 addresses each."""
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        parts = [self.addresses[i : i + _MOST_ADDRESSES] for i in range(0, len(self.addresses), _MOST_ADDRESSES)]
        maps = []
        for number, part in enumerate(parts, 1):
            lines = "".join(f"<url><loc>{escape(self.settings.address + path)}</loc></url>\n" for path in part)
            name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
            maps.append(name)
            self.write(name, f"{head}<urlset {space}>\n{lines}</urlset>\n".encode())
        if len(parts) > 1:
            lines = "".join(f"<sitemap><loc>{escape(self.settings.address + name)}</loc></sitemap>\n" for name in maps)
            self.write("sitemap.xml", f"{head}<sitemapindex {space}>\n{lines}</sitemapindex>\n".encode())


def write_document(
    triples: Sequence[ox.Triple], form: Form, store: GraphStore, context: dict[str, object] | None = None
) -> bytes:
    """A thing's document in Turtle, JSON-LD or RDF/XML; the same triples give the same bytes."""
    ordered = sorted(set(triples), key=str)
    if form == TURTLE:
        return to_turtle(ordered, base=store.base).encode("utf-8")
    out = BytesIO()
    if form == JSONLD:
        write_jsonld(ordered, out, read_context() if context is None else context, store.base)
    else:
        write_rdfxml(ordered, out, store.vocabulary.prefixes)
    return out.getvalue()


def _entry(thing: Thing, pages: Pages) -> Entry:
    note = pages.words["classes"][thing.cls] if thing.kind in ("organization", "place") else ""
    if thing.source is not None:
        note = thing.source.date
    elif thing.kind in _NOTES:
        note = ", ".join(f.label for f in thing.facts if (f.predicate, f.inverse) == _NOTES[thing.kind])
    n = len({*(s.iri for s in thing.mentions), *(f.other for f in thing.facts if f.predicate == "about")})
    # A theme's other names are many, and words of every day.
    other = thing.labels if thing.kind == "theme" else (*thing.labels, *thing.aliases)
    names = tuple(sorted({name for _, name in other} - {thing.label}))
    return Entry(thing.iri, thing.kind, thing.label, thing.language, n, note, names)


def _kind_and_slug(found: Survey, base: str) -> str:
    return found.example[len(f"{base}id/") :]
