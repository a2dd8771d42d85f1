"""A build after some changes gives the bytes of a full one, whatever the changes are, and does little for little."""

from __future__ import annotations

import json
import os
import random
import shutil
import time
import zipfile
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
MORE_CORRECTIONS = (
    *CORRECTIONS,
    '[[reject]]\nthing = "person/bo-lind"\n',
    '[[reject]]\nsubject = "organization/boverket"\nobject = "organization/skatteverket"\n',
    '[[accept]]\nsubject = "organization/vinnova"\npredicate = "funds"\n',
    '[[accept]]\nquote = "Boverket samarbetar med Danmark."\n',
    '[[merge]]\nthings = ["person/anna-ek"]\ninto = "person/bo-lind"\n',
    '[[merge]]\nthings = ["organization/skatteverket"]\ninto = "organization/boverket"\n',
    '[[merge]]\nthings = ["organization/kvarnby-verk-ab"]\ninto = { organization = "Kvarnbladet" }\n',
    '[[split]]\nthing = "person/anna-ek"\ninto = { person = "Anna Ek den yngre" }\narticles = ["a2", "a5"]\n',
    '[[rename]]\nthing = "person/anna-ekstrom"\nname = "Anna E. Ekström"\n',
    '[[class]]\nthing = "organization/kvarnby-verk-ab"\nclass = "Council"\n',
    '[[link]]\nthing = "organization/kvarnby-verk-ab"\nwikidata = "Q11"\ncountry = "NOR"\n',
    '[[link]]\nthing = "organization/boverket"\ncountry = "FIN"\nwebsite = "https://example.org/b"\n',
    '[[article]]\narticle = "a3"\ntitle = "Annan rubrik"\npublisher = "Skatteverket"\n',
    '[[add]]\nsubject = "person/anna-ek"\npredicate = "worksFor"\nobject = "organization/boverket"\n'
    'article = "a4"\nquote = "Vädret var fint."\n',
    '[[add]]\nsubject = "person/anna-ekstrom"\npredicate = "leads"\nobject = { project = "Levande kök" }\n'
    'source = "https://example.org/2"\nnote = "Anna Ekström leads Levande kök."\n',
)


LONG = (
    "Under hösten har många kommit till torget för att se hur det går med det nya huset, som snart är färdigt och som "
    "alla i trakten har väntat på länge. Det blev kaffe och bullar, och en dag med sol."
)
ADDRESSES = ("", "source: https://example.org/a\n", "source: https://example.org/b\n")


def compose(number: int, dice: random.Random) -> str:
    said = "\n\n".join(dice.sample(SENTENCES, dice.randint(1, 4)))
    if dice.random() < 0.3:  # nearly the same text as others have
        said += f"\n\n{LONG} {dice.choice(('Så var det.', 'Så blev det.', ''))}"
    publisher = dice.choice(("", "publisher: Vinnova\n", "publisher: Kvarnbladet\n"))
    date = dice.choice(("", "date: 2020-02-03\n", "date: 2021-05\n"))
    address = dice.choice(ADDRESSES) if dice.random() < 0.3 else ""
    broken = "language: sv\nlanguage: [\n" if dice.random() < 0.05 else "language: sv\n"
    return f"---\ntitle: Rubrik {number}\n{broken}{publisher}{date}{address}---\n\n{said}\n"


def write(folder: Path, number: int, dice: random.Random) -> None:
    (folder / f"a{number}.md").write_text(compose(number, dice), encoding="utf-8")


def edit(folder: Path, dice: random.Random) -> None:
    """One change, of the kinds that happen to a folder of articles."""
    paths = sorted(folder.rglob("*.md"))
    match dice.choice(("add", "change", "change", "remove", "copy", "move", "touch", "inside", "lines", "correct")):
        case "add":
            write(folder, dice.randint(10, 40), dice)
        case "change":
            chosen = dice.choice(paths)
            chosen.write_text(compose(int(chosen.stem[1:]), dice), encoding="utf-8")
        case "remove" if len(paths) > 4:
            dice.choice(paths).unlink()
        case "copy":
            write_to = folder / f"a{dice.randint(41, 50)}.md"
            write_to.write_bytes(dice.choice(paths).read_bytes())
        case "move":
            (folder / "deep").mkdir(exist_ok=True)
            dice.choice(paths).rename(folder / "deep" / f"a{dice.randint(0, 20)}.md")
        case "touch":
            dice.choice(paths).touch()
        case "inside":
            with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
                for number in dice.sample(range(60, 66), dice.randint(1, 4)):
                    archive.writestr(f"a{number}.md", compose(number, dice))
        case "lines":
            records = [{"id": f"a{n}", "text": " ".join(dice.sample(SENTENCES, 2))} for n in dice.sample(range(9), 2)]
            lines = [*map(json.dumps, records), *(["{broken"] if dice.random() < 0.5 else [])]
            (folder / "export.jsonl").write_text("\n".join(lines), encoding="utf-8")
        case "correct":
            chosen = dice.sample(CORRECTIONS, dice.randint(0, 3))
            text = 'by = "Ingrid Sjö"\nwhy = "I know."\n' + "\n".join(chosen)
            (folder / "corrections.toml").write_text(text, encoding="utf-8")


def stages(out: Path) -> set[str]:
    return {stage["name"] for stage in json.loads((out / "report.json").read_text(encoding="utf-8"))["stages"]}


@pytest.mark.parametrize(("seed", "workers"), [(0, 0), (1, 2)])
def test_after_random_edits_the_bytes_are_those_of_a_full_build(tmp_path: Path, seed: int, workers: int) -> None:
    assert try_edits(tmp_path, seed, workers, steps=3) >= 1


def try_edits(place: Path, seed: int, workers: int, steps: int) -> int:
    """Builds after random edits beside full ones; how many of them followed the edits."""
    dice = random.Random(seed)
    folder, out = place / "in", place / "out"
    folder.mkdir()
    for number in range(9):
        write(folder, number, dice)
    build([folder], out)
    followed = 0
    for step in range(steps):
        for _ in range(dice.randint(1, 3)):
            edit(folder, dice)
        renewed = build([folder], out, workers=workers)
        followed += "copy" in stages(out)
        full = build([folder], place / "full", full=True)
        assert "copy" not in stages(place / "full")
        for name in FILES:
            assert (out / name).read_bytes() == (place / "full" / name).read_bytes(), (seed, step, name)
        one, other = (report.to_json() for report in (renewed, full))
        for name in ("counts", "problems", "skipped", "copies", "corrections", "articles", "store"):
            assert one[name] == other[name], (seed, step, name)
        with load(out) as here, load(place / "full") as there:
            assert set(here.oxigraph) == set(there.oxigraph) and here.graphs() == there.graphs()
            assert set(here.union) == set(there.union)
    return followed


@pytest.mark.parametrize("seed", [3])
def test_after_changes_of_the_corrections_the_bytes_are_those_of_a_full_build(tmp_path: Path, seed: int) -> None:
    assert try_corrections(tmp_path, seed, steps=5) >= 3


def try_corrections(place: Path, seed: int, steps: int) -> int:
    """Builds after random changes of the corrections beside full ones; how many of them followed the changes."""
    dice = random.Random(seed)
    folder, out = place / "in", place / "out"
    folder.mkdir()
    for number in range(9):
        write(folder, number, dice)
    # An article that corrections hardly reach: without any, all would be told anew and nothing shown.
    (folder / "a70.md").write_text("Trafikverket samarbetar med Sjöfartsverket.", encoding="utf-8")
    chosen = dice.sample(MORE_CORRECTIONS, 6)
    followed = 0
    for step in range(steps + 1):
        text = 'by = "Ingrid Sjö"\nwhy = "I know."\n' + "\n".join(chosen)
        (folder / "corrections.toml").write_text(text, encoding="utf-8")
        renewed = build([folder], out)
        if step:
            followed += "copy" in stages(out)
            full = build([folder], place / "full", full=True)
            for name in FILES:
                assert (out / name).read_bytes() == (place / "full" / name).read_bytes(), (seed, step, name, chosen)
            one, other = (report.to_json() for report in (renewed, full))
            for name in ("counts", "problems", "skipped", "copies", "corrections", "articles"):
                assert one[name] == other[name], (seed, step, name)
            with load(out) as here, load(place / "full") as there:
                assert set(here.oxigraph) == set(there.oxigraph) and here.graphs() == there.graphs()
                assert set(here.union) == set(there.union)
        for _ in range(dice.randint(1, 2)):
            if len(chosen) > 3 and dice.random() < 0.5:
                chosen.remove(dice.choice(chosen))
            elif left := [c for c in MORE_CORRECTIONS if c not in chosen]:
                chosen.insert(dice.randint(0, len(chosen)), dice.choice(left))
        if dice.random() < 0.3:
            write(folder, dice.randint(0, 8), dice)
    return followed


def test_only_what_looks_otherwise_is_opened(tmp_path: Path) -> None:
    dice = random.Random(3)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        write(folder, number, dice)
    assert build([folder], tmp_path / "out").opened == 6
    time.sleep(2.1)  # what was changed a moment ago may change again without looking otherwise
    assert build([folder], tmp_path / "out").opened == 6
    assert build([folder], tmp_path / "out").opened == 0
    assert build([folder], tmp_path / "out", look=False).opened == 6
    text = (folder / "a2.md").read_text(encoding="utf-8")
    (folder / "a2.md").write_text(text.replace("Rubrik 2", "Rubrik 7"), encoding="utf-8")
    os.utime(folder / "a2.md", (1_000_000_000, 1_000_000_000))  # as long as it was, and its time put back
    report = build([folder], tmp_path / "out")
    assert (report.opened, report.extracted) == (1, 1)
    build([folder], tmp_path / "full", full=True)
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "full" / name).read_bytes(), name


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
