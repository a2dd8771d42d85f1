"""The ontology to read, as pyLODE describes it (https://github.com/RDFLib/pyLODE)."""

from __future__ import annotations

import logging
import re

from innograph.errors import WorkError

_ENTITY = re.compile(r'<div class="property entity" id="([^"]*)">.*?<code>([^<]*)</code>', re.DOTALL)
_ANCHOR = re.compile(r'(\sid="|\shref="#)([^"]*)"')
_CONTENT = re.compile(r'<div id="content">.*</div>\s*(?=<div id="pylode">|</body>)', re.DOTALL)


def describe_ontology(turtle: bytes) -> tuple[str, str]:
    """The title of an ontology and its description as HTML, to stand in a page; the same ontology gives the same bytes.

    Raises WorkError where pyLODE cannot describe it.
    """
    # pyLODE turns on debugging output for the whole process when it is imported, and writes some itself.
    root = logging.getLogger()
    handlers, level, disabled = list(root.handlers), root.level, root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        from pylode import OntPub
        from rdflib import Graph
        from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

        graph = Graph().parse(data=turtle, format="turtle")
        # pyLODE writes the texts of all languages one after the other, and is English itself.
        for s, p, o in list(graph):
            tag = getattr(o, "language", None)
            if tag not in (None, "en") and any(getattr(other, "language", "") == "en" for other in graph.objects(s, p)):
                graph.remove((s, p, o))
        subject = graph.value(predicate=RDF.type, object=OWL.Ontology)
        graph.remove((subject, RDFS.label, None))
        title = str(graph.value(subject, DCTERMS.title) or "Ontology")
        html = str(OntPub(ontology=graph).make_html(include_css=True))
    except Exception as error:  # it raises what the ontology's own graph makes it stumble over
        raise WorkError(f"the ontology cannot be described: {type(error).__name__}: {error}") from error
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.disable(disabled)
    found = _CONTENT.search(html)
    if found is None:
        raise WorkError("the ontology cannot be described: pyLODE's page has another form than expected")
    return title, _with_own_anchors(found[0].replace('<div id="content">', "<div>", 1), str(subject))


def _with_own_anchors(html: str, ontology: str) -> str:
    """The description with each of the ontology's own terms at its name: pyLODE makes anchors of labels, and the first
    of two terms with one label has the better one."""
    iris = {anchor: iri for anchor, iri in _ENTITY.findall(html)}
    own = {anchor: iri.removeprefix(ontology) for anchor, iri in iris.items() if iri.startswith(ontology)}
    taken = set(own.values())
    new = {anchor: own.get(anchor) or (f"{anchor}-standard" if anchor in taken else anchor) for anchor in iris}
    return _ANCHOR.sub(lambda match: f'{match[1]}{new.get(match[2], match[2])}"', html)
