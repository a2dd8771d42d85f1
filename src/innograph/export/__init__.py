"""Writing the graph for others: RDF in every common syntax, and the network of actors as GraphML, GEXF and CSV.

from innograph.export import export, whole_file
with whole_file(Path("graph.jsonld")) as out:
    export(store, out, "jsonld")
"""

from innograph.export.cut import Cut, cut
from innograph.export.file import whole_file
from innograph.export.formats import FORMATS, Exported, export, format_of, read_context
from innograph.export.turtle import to_turtle, write_turtle

__all__ = [
    "FORMATS",
    "Cut",
    "Exported",
    "cut",
    "export",
    "format_of",
    "read_context",
    "to_turtle",
    "whole_file",
    "write_turtle",
]
