"""Which document, in which form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.iri import DEFAULT_BASE
from innograph.publish import FORMS, choose_form, document_of


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "html"), ("", "html"), ("*/*", "html"), ("text/turtle", "turtle"), ("text/*", "html"),
        ("application/ld+json", "jsonld"), ("application/rdf+xml", "rdfxml"), ("application/json", "jsonld"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/html;q=0.3, text/turtle;q=0.9", "turtle"), ("text/turtle;q=0, */*", "html"),
        ("application/rdf+xml;q=0.9, */*;q=0.1", "rdfxml"), ("TEXT/TURTLE", "turtle"),
        ("text/turtle ; q = 1", "turtle"),
        ("garbage", "html"), ("image/png", None), ("text/html;q=x, text/turtle;q=0.1", "turtle"),
    ],
)  # fmt: skip
def test_the_form_that_the_header_likes_best(accept: str | None, form: str | None) -> None:
    chosen = choose_form(accept)
    assert (chosen.name if chosen else None) == form


@given(st.text())
def test_no_header_is_too_odd(accept: str) -> None:
    assert choose_form(accept) in (*FORMS, None)


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("id/person/anna-ek", "doc/person/anna-ek"),
        ("id/theme/SME-access", "doc/theme/SME-access"),
        ("id/claim/0123", None), ("id/person/../../etc", None), ("id/person/", None), ("id/person/a/b", None),
        ("id/person/a%2e%2e", None), ("id/person/" + "a" * 200, None), ("def/worksFor", None), ("id/person/-a", None),
    ],
)  # fmt: skip
def test_a_document_only_for_names_that_keep_the_rules(iri: str, path: str | None) -> None:
    assert document_of(DEFAULT_BASE + iri, DEFAULT_BASE) == path


def test_countries_have_documents() -> None:
    swe = "http://publications.europa.eu/resource/authority/country/SWE"
    assert document_of(swe, DEFAULT_BASE) == "doc/place/swe"


@given(st.text())
def test_no_document_leads_out_of_its_folder(slug: str) -> None:
    path = document_of(f"{DEFAULT_BASE}id/organization/{slug}", DEFAULT_BASE)
    assert path is None or (path.count("/") == 2 and ".." not in path and "\\" not in path)
