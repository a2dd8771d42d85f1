"""Facts that are kept: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.article import Article, Block
from innograph.facts import Claim, Entity, Facts, Mention
from innograph.pipeline.cache import FactsCache
from innograph.pipeline.extraction import Extraction, key_of, version_of
from innograph.records import from_record, to_record

TEXT = st.text(max_size=12) | st.just("\ud800 \u2028 \x00")
NUMBER = st.integers(0, 9999)
ENTITY = st.builds(
    Entity, TEXT, TEXT, TEXT, TEXT, TEXT,
    st.lists(TEXT, max_size=3).map(tuple), st.lists(st.builds(Mention, NUMBER, NUMBER, TEXT), max_size=3).map(tuple),
)  # fmt: skip
CLAIM = st.builds(Claim, TEXT, TEXT, TEXT, st.floats(0, 1), TEXT, NUMBER, NUMBER, TEXT, TEXT)
ARTICLE = Article("a", "text", "sv")


@given(TEXT, st.lists(ENTITY, max_size=3), st.lists(CLAIM, max_size=3))
def test_a_record_loses_nothing(iri: str, entities: list[Entity], claims: list[Claim]) -> None:
    facts = Facts(ARTICLE, iri, tuple(entities), tuple(claims))
    assert from_record(to_record(facts), ARTICLE) == facts


@pytest.mark.parametrize("record", [b"", b"{}", b"[1]", b'{"iri": "x", "entities": [[1]], "claims": []}', b"\xff"])
def test_what_is_no_record_is_refused(record: bytes) -> None:
    with pytest.raises(ValueError):
        from_record(record, ARTICLE)


def test_a_key_depends_on_all_of_the_article_and_on_what_reads_it(tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text("id,prefLabel,type\n")
    versions = [version_of(Extraction()), version_of(Extraction(base="https://example.org/"))]
    versions.append(version_of(Extraction(registry=table)))
    table.write_text("id,prefLabel,type\nx,X,Company\n")
    versions.append(version_of(Extraction(registry=table)))
    assert len(set(versions)) == 4 and version_of(Extraction()) == versions[0]
    changed = [
        {"id": "b"}, {"text": "other"}, {"language": "nb"}, {"title": "t"}, {"date": "2020"}, {"publisher": "p"},
        {"url": "u"}, {"sources": ("s",)}, {"addresses": ("a",)}, {"own_words": True}, {"licence": "l"},
        {"blocks": (Block("title", 0, 4),)},
    ]  # fmt: skip
    assert {key for change in changed for key in change} == set(Article.__dataclass_fields__)
    keys = {key_of(replace(ARTICLE, **change), versions[0]) for change in changed}  # type: ignore[arg-type]
    assert len(keys | {key_of(ARTICLE, versions[0]), key_of(ARTICLE, versions[1])}) == len(changed) + 2


def test_a_damaged_file_is_made_anew_and_a_damaged_record_is_none(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    facts = Facts(ARTICLE, "iri", (), ())
    cache = FactsCache(path)
    cache.put("k", to_record(facts))
    cache.put("gone", to_record(facts))
    cache.keep_only(["k"])
    assert cache.known(["k", "gone"]) == {"k"} and cache.get("k", ARTICLE) == facts
    cache._database.execute("UPDATE facts SET record = x'0102'")
    cache.commit()
    assert cache.get("k", ARTICLE) is None
    cache.close()
    path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 20)
    cache = FactsCache(path)
    assert cache.known(["k"]) == set()
    cache.put("k", to_record(facts))
    cache.commit()
    assert cache.get("k", ARTICLE) == facts
    cache.close()
