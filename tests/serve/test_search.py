"""Search and ways through the network, over the sample of three short articles."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import run_alone

from innograph import load
from innograph.serve.api import index_of, links_of, prepare
from innograph.serve.limits import Limits
from innograph.serve.links import Links
from innograph.serve.search import Index, _forms_of, stems
from innograph.serve.snapshot import Snapshots
from innograph.store.generations import current_generation, publish_generation


@pytest.fixture(scope="module")
def index(small_graph: Path) -> Index:
    with load(small_graph) as store:
        return Index(store.union, store.base)


@pytest.mark.parametrize("query", ["Vinnova", "vinnovas", "VINN", "  vinnova "])
def test_names_are_found_however_they_are_written(index: Index, query: str) -> None:
    total, hits = index.things(query, kinds=["organization"])
    assert total >= 1 and hits[0].label == "Vinnova" and hits[0].articles == 3


def test_quotes_are_found_in_other_forms_of_their_words(index: Index) -> None:
    total, found = index.quotes("samarbete innovationsupphandlingar")
    assert total == 1 and found[0].text.startswith("Vinnova och Trafikverket samarbetar")


@pytest.mark.parametrize("query", ["", "   ", '"', "AND OR NOT", "a" * 5000, "%_\\", "(", "*", "\x00"])
def test_strange_queries_find_nothing_and_break_nothing(index: Index, query: str) -> None:
    assert index.things(query)[1] == [] or query == "AND OR NOT"
    index.quotes(query)


def test_stems_of_seven_languages() -> None:
    for word, other, tag in (
        ("upphandlingen", "upphandlingar", "sv"), ("anskaffelsen", "anskaffelser", "nb"), ("udbuddet", "udbud", "da"),
        ("hankinnat", "hankinnan", "fi"), ("gemeenten", "gemeente", "nl"), ("Beschaffungen", "Beschaffung", "de"),
        ("procurements", "procurement", "en"),
    ):  # fmt: skip
        assert set(stems(word, tag)) & set(stems(other, tag)), (word, other)


def test_the_shortest_way_between_two(small_graph: Path) -> None:
    with load(small_graph) as store:
        links = Links(store.union, store.base)
    things = f"{store.base}id/"
    way = links.path(f"{things}organization/trafikverket", f"{things}person/anna-ek")
    assert way is not None and [link.predicate for link in way] == ["collaboratesWith", "worksFor"]
    assert links.path(f"{things}person/anna-ek", f"{things}organization/nobody") is None
    around, ties, cut = links.around([f"{things}organization/vinnova"], depth=1, most=3)
    assert len(around) == 3 and cut and all(t.subject in around and t.object in around for t in ties)


def test_threads_do_not_share_the_word_that_a_stemmer_works_on() -> None:
    ends = ("ingarna", "andet")
    words = [f"{start}{n}{end}" for n in range(300) for start in ("upphandl", "samarbet") for end in ends]
    alone = [stems(word, "sv") for word in words]
    _forms_of.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(lambda _: [stems(word, "sv") for word in words], range(8)):
            assert found == alone
            _forms_of.cache_clear()


def test_what_was_made_of_a_graph_is_made_of_the_next_before_it_counts(small_graph: Path, tmp_path: Path) -> None:
    shutil.copytree(small_graph, tmp_path / "graph")
    stores = tmp_path / "graph" / "store"
    now = current_generation(stores)

    async def follow() -> tuple[bool, bool]:
        snapshots = Snapshots(tmp_path / "graph", Limits(workers=1), prepare)
        await snapshots.start()
        old = snapshots.current
        await index_of(old)
        await links_of(old)
        shutil.copytree(now.path, stores / ".filled")
        publish_generation(stores / ".filled", stores, "next", now.base)
        following = asyncio.ensure_future(snapshots.follow(0.05))
        while snapshots.current is old:
            await asyncio.sleep(0.05)
        found = snapshots.current.has("index"), snapshots.current.has("links")
        following.cancel()
        await snapshots.close()
        return found

    assert run_alone(asyncio.wait_for(follow(), 60)) == (True, True)
