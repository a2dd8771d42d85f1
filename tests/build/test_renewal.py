"""A build after some changes gives the bytes of a full one, whatever the changes are, and does little for little."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from test_build import FILES

from innograph.build import build, load

SENTENCES = (
    "Vinnova och Trafikverket samarbetar.",
    "Boverket samarbetar med Skatteverket.",
    "Vinnova finansierar projektet Gröna vägar.",
    "Projektet Gröna vägar leds av Anna Ek.",
    "Boverket deltar i projektet Öppna torg.",
    "Anna Ek, strateg på Boverket, höll ett tal.",
    "Bo Lind, jurist på Skatteverket, höll ett tal.",
    "Anna Ekström, utredare på Vinnova, höll ett tal.",
    "Kvarnby Verk AB samarbetar med Vinnova.",
    "Boverket samarbetar med Danmark.",
    "Regeringen ger Boverket i uppdrag att utreda cirkulär ekonomi.",
    "Vädret var fint.",
)
CORRECTIONS = (
    '[[reject]]\nsubject = "person/anna-ek"\npredicate = "leads"\n',
    '[[merge]]\nthings = ["person/anna-ekstrom"]\ninto = "person/anna-ek"\n',
    '[[rename]]\nthing = "organization/boverket"\nname = "Nya Boverket"\n',
    '[[article]]\narticle = "a1"\ndate = 2020-02-03\n',
    '[[add]]\nsubject = "organization/vinnova"\npredicate = "funds"\nobject = { project = "Levande kök" }\n'
    'source = "https://example.org/1"\nnote = "Vinnova pays for Levande kök."\n',
)


def write(folder: Path, number: int, dice: random.Random) -> None:
    said = "\n\n".join(dice.sample(SENTENCES, dice.randint(1, 4)))
    publisher = dice.choice(("", "publisher: Vinnova\n", "publisher: Kvarnbladet\n"))
    text = f"---\ntitle: Rubrik {number}\nlanguage: sv\n{publisher}---\n\n{said}\n"
    (folder / f"a{number}.md").write_text(text, encoding="utf-8")


def stages(out: Path) -> set[str]:
    return {stage["name"] for stage in json.loads((out / "report.json").read_text(encoding="utf-8"))["stages"]}


@pytest.mark.parametrize("seed", range(2))
def test_after_random_edits_the_bytes_are_those_of_a_full_build(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(9):
        write(folder, number, dice)
    build([folder], tmp_path / "out")
    followed = 0
    for step in range(3):
        for _ in range(dice.randint(1, 3)):
            paths = sorted(folder.glob("*.md"))
            match dice.choice(("add", "change", "change", "remove", "correct")):
                case "add":
                    write(folder, 10 + step * 10 + dice.randint(0, 9), dice)
                case "change":
                    write(folder, int(dice.choice(paths).stem[1:]), dice)
                case "remove" if len(paths) > 4:
                    dice.choice(paths).unlink()
                case "correct" if step % 2:
                    chosen = dice.sample(CORRECTIONS, dice.randint(0, 3))
                    text = 'by = "Ingrid Sjö"\nwhy = "I know."\n' + "\n".join(chosen)
                    (folder / "corrections.toml").write_text(text, encoding="utf-8")
        renewed = build([folder], tmp_path / "out")
        followed += "copy" in stages(tmp_path / "out")
        full = build([folder], tmp_path / "full", full=True)
        assert "copy" not in stages(tmp_path / "full")
        for name in FILES:
            assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "full" / name).read_bytes(), (step, name)
        one, other = (report.to_json() for report in (renewed, full))
        for name in ("counts", "problems", "skipped", "corrections", "articles", "store"):
            assert one[name] == other[name], (step, name)
        with load(tmp_path / "out") as here, load(tmp_path / "full") as there:
            assert set(here.oxigraph) == set(there.oxigraph) and here.graphs() == there.graphs()
            assert set(here.union) == set(there.union)
    assert followed >= 1


def test_what_is_not_as_it_was_left_is_made_anew(tmp_path: Path) -> None:
    dice = random.Random(5)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        write(folder, number, dice)
    build([folder], tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in FILES}
    build([folder], tmp_path / "out")
    assert "copy" in stages(tmp_path / "out") and "view" not in stages(tmp_path / "out")
    assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == before
    (tmp_path / "out/views/matrix.html").write_text("mine")
    build([folder], tmp_path / "out")
    assert "view" in stages(tmp_path / "out")
    assert {name: (tmp_path / "out" / name).read_bytes() for name in FILES} == before
    good = (tmp_path / "out/graph.ttl").read_bytes()
    with (tmp_path / "out/graph.ttl").open("ab") as file:
        file.write(b"# mine\n")
    build([folder], tmp_path / "out")
    assert "copy" not in stages(tmp_path / "out") and (tmp_path / "out/graph.ttl").read_bytes() == good
    (generation,) = (p for p in (tmp_path / "out/store").iterdir() if p.is_dir())
    (generation / "state.sqlite").write_bytes(b"no database")
    build([folder], tmp_path / "out")
    assert "copy" not in stages(tmp_path / "out") and (tmp_path / "out/graph.ttl").read_bytes() == good


def test_what_cannot_be_followed_is_made_anew(tmp_path: Path) -> None:
    """Two things of one Wikidata item are equal to reasoning, which is nothing that a difference tells."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "corrections.toml").write_text(
        'by = "I"\nwhy = "w"\n[[link]]\nthing = "person/anna-ek"\nwikidata = "Q1"\n'
        '[[link]]\nthing = "person/bo-lind"\nwikidata = "Q1"\n'
    )
    for number, said in enumerate(("Anna Ek, strateg på Boverket, höll ett tal.", "Vädret var fint.")):
        (folder / f"a{number}.md").write_text(f"---\ntitle: Rubrik\nlanguage: sv\n---\n\n{said}\n", encoding="utf-8")
    build([folder], tmp_path / "out")
    (folder / "a2.md").write_text("Bo Lind, jurist på Boverket, höll ett tal.", encoding="utf-8")
    build([folder], tmp_path / "out")
    build([folder], tmp_path / "full", full=True)
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "full" / name).read_bytes(), name


def test_a_reader_of_the_former_generation_keeps_it(tmp_path: Path) -> None:
    dice = random.Random(7)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        write(folder, number, dice)
    build([folder], tmp_path / "out")
    with load(tmp_path / "out") as before:
        told = set(before.oxigraph)
        shutil.rmtree(folder / "nothing", ignore_errors=True)
        for number in range(3):
            write(folder, number, random.Random(100 + number))
            build([folder], tmp_path / "out")
            assert set(before.oxigraph) == told
    with load(tmp_path / "out") as after:
        assert set(after.oxigraph) != told
