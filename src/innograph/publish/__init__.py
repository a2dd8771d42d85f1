"""Publishing the graph as linked data that a web server can serve as it lies and a data portal can harvest.

from innograph.publish import publish, read_settings
publish(store, Path("site"), read_settings(Path("publish.toml")))

Rooms that answer requests use the parts: `choose_form` and `document_of` say which document in which form, `Pages`
renders it as HTML, `Reader.document` and `write_document` give its data.
"""

from innograph.publish.negotiation import FORMS, Form, choose_form, document_of
from innograph.publish.page import Pages, Site
from innograph.publish.settings import Settings, read_settings
from innograph.publish.site import Published, publish, write_document
from innograph.publish.summary import summarise, summary_html
from innograph.publish.thing import Reader, Thing

__all__ = [
    "FORMS",
    "Form",
    "Pages",
    "Published",
    "Reader",
    "Settings",
    "Site",
    "Thing",
    "choose_form",
    "document_of",
    "publish",
    "read_settings",
    "summarise",
    "summary_html",
    "write_document",
]
