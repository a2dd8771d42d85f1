"""The ontology to read, as pyLODE describes it (https://github.com/RDFLib/pyLODE)."""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from innograph.errors import WorkError

_ENTITY = re.compile(r'<div class="property entity" id="([^"]*)">.*?<code>([^<]*)</code>', re.DOTALL)
_ANCHOR = re.compile(r'(\sid="|\shref="#)([^"]*)"')
_CONTENT = re.compile(r'<div id="content">.*</div>\s*(?=<div id="pylode">|</body>)', re.DOTALL)


def describe_ontology(turtle: bytes) -> tuple[str, str]:
    """The title of an ontology and its description as HTML, to stand in a page; the same ontology gives the same bytes.

    Raises WorkError where pyLODE cannot describe it.
    """
    try:
        with _quiet():
            title, iri, html = _run(turtle)
    except Exception as error:  # it raises what the ontology's own graph makes it stumble over
        raise WorkError(f"the ontology cannot be described: {type(error).__name__}: {error}") from error
    found = _CONTENT.search(html)
    if found is None:
        raise WorkError("the ontology cannot be described: pyLODE's page has another form than expected")
    return title, _with_own_anchors(found[0].replace('<div id="content">', "<div>", 1), iri)


def _run(turtle: bytes) -> tuple[str, str, str]:
    """The ontology's title, its IRI and pyLODE's whole page."""
    from pylode import OntPub, utils
    from rdflib import Graph
    from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

    graph = Graph().parse(data=turtle, format="turtle")
    # pyLODE writes the texts of all languages one after the other, and is English itself.
    for s, p, o in list(graph):
        tag = getattr(o, "language", None)
        if tag not in (None, "en") and any(getattr(other, "language", "") == "en" for other in graph.objects(s, p)):
            graph.remove((s, p, o))
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    graph.remove((ontology, RDFS.label, None))
    title = str(graph.value(ontology, DCTERMS.title) or "Ontology")
    # It reads the standard vocabularies in the order of its directory, and writes what it made of them beside them,
    # which may be read-only or in use: so it gets them in a folder of its own, as one file in a fixed order.
    installed = utils.RDF_FOLDER
    with tempfile.TemporaryDirectory(prefix="innograph-") as folder:
        parts = [path.read_bytes() for path in sorted(Path(installed).glob("*.ttl"))]
        (Path(folder) / "vocabularies.ttl").write_bytes(b"\n".join(parts))
        utils.RDF_FOLDER = Path(folder)
        try:
            html = str(OntPub(ontology=graph).make_html(include_css=True))
        finally:
            utils.RDF_FOLDER = installed
    return title, str(ontology), html


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the debugging output that pyLODE turns on for the whole process when it is imported."""
    root = logging.getLogger()
    handlers, level, disabled = list(root.handlers), root.level, root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.disable(disabled)


def _with_own_anchors(html: str, ontology: str) -> str:
    """The description with each of the ontology's own terms at its name: pyLODE makes anchors of labels, and the first
    of two terms with one label has the better one."""
    iris = {anchor: iri for anchor, iri in _ENTITY.findall(html)}
    own = {anchor: iri.removeprefix(ontology) for anchor, iri in iris.items() if iri.startswith(ontology)}
    taken = set(own.values())
    new = {anchor: own.get(anchor) or (f"{anchor}-standard" if anchor in taken else anchor) for anchor in iris}
    return _ANCHOR.sub(lambda match: f'{match[1]}{new.get(match[2], match[2])}"', html)
