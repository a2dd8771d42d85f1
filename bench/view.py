"""The network view beside plain pyvis and tuned vis-network, in one run of headless Chromium without a network.

    python bench/view.py                    # 2,000, 5,000 and 20,000 nodes, 3 relations a node
    python bench/view.py --graph graph --sizes  # the page of a built graph alone
    python bench/view.py --large            # and 100,000 nodes by communities
    python bench/view.py --json out.json    # the figures as a file, too

Measured: bytes of the page; seconds until it is usable (from the start of navigation to the first complete drawing
and two frames more); frames per second while a pointer drags the view to and fro for three seconds, and while a
wheel turns; megabytes of the script's heap after that. A page that is not usable in time is said to be so.

plain: pyvis as it comes, written `in_line`. tuned: the same vis-network with positions given, no physics, straight
edges without arrows, and edges hidden while the view moves.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from innograph.view import network_html
from innograph.view.drawing import draw
from innograph.view.network import Edge, Evidence, Network, Node, Source

BASE = "https://w3id.org/innograph/"
LIMIT = 60_000
SYLLABLES = ("ar", "bo", "da", "el", "fin", "ga", "hal", "jo", "lin", "mar", "nor", "ol", "ri", "sund", "vik", "ås")
KINDS = ["Organization"] * 5 + ["Person"] * 3 + ["Project", "Event", "Theme"]
CLASSES = {"Organization": "inno:PublicAgency", "Person": "foaf:Person", "Project": "inno:Project"} | {
    "Event": "inno:Event",
    "Theme": "inno:Theme",
}


def synthetic(count: int, relations: int = 3, seed: int = 7) -> Network:
    """A network like ours: groups of some tens of actors, a few that everyone works with, articles behind each line."""
    rng = random.Random(seed)

    def name(parts: int) -> str:
        return "".join(rng.choice(SYLLABLES) for _ in range(parts)).capitalize()

    articles = max(30, count // 8)
    sources = {
        f"{BASE}id/article/{i}": Source(
            f"{BASE}id/article/{i}", str(i), f"{name(3)} och {name(2)} om {name(4).lower()}",
            f"{2014 + i * 12 // articles}-{1 + i % 12:02d}-{1 + i % 28:02d}", f"https://example.org/{i}", name(3), "sv",
            False,
        )
        for i in range(articles)
    }  # fmt: skip
    iris = [f"{BASE}id/organization/{i}" for i in range(count)]
    groups = max(4, count // 60)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < relations * count:
        a = rng.randrange(count)
        if rng.random() < 0.85:  # in one's own group, mostly with its first members
            b = int(groups * (rng.random() ** 2 * (count / groups))) + a % groups
        else:
            b = int(rng.random() ** 3 * count)
        if b < count and a != b:
            pairs.add((min(a, b), max(a, b)))
    of: dict[int, set[int]] = {}
    edges = []
    for a, b in sorted(pairs):
        found = []
        for _ in range(1 if rng.random() < 0.8 else 2):
            article = rng.randrange(articles)
            words = " ".join(name(rng.randint(1, 3)).lower() for _ in range(14))
            found.append(
                Evidence(
                    f"{BASE}id/article/{article}",
                    0,
                    f"{words.capitalize()}.",
                    round(0.5 + rng.random() / 2, 2),
                    "r",
                    "sv",
                )
            )
            of.setdefault(a, set()).add(article)
            of.setdefault(b, set()).add(article)
        edges.append(
            Edge(iris[a], rng.choice(("collaboratesWith", "participatesIn", "worksFor")), iris[b], tuple(found))
        )
    nodes = {}
    for i, iri in enumerate(iris):
        kind = KINDS[i % len(KINDS)]
        nodes[iri] = Node(
            iri, kind, CLASSES[kind], {"sv": f"{name(3)} {name(2).lower()}"},
            articles=tuple(f"{BASE}id/article/{a}" for a in sorted(of.get(i, ()))),
        )  # fmt: skip
    return Network(nodes, tuple(sorted(edges, key=lambda e: (e.subject, e.predicate, e.object))), sources)


def plain_page(network: Network, path: Path) -> None:
    """pyvis as its own documentation shows it."""
    from pyvis.network import Network as Pyvis

    made = Pyvis(directed=True, cdn_resources="in_line")
    for iri, node in network.nodes.items():
        made.nodes.append({"id": iri, "label": node.label(), "shape": "dot", "color": "#97c2fc"})
    for edge in network.edges:
        made.edges.append({"from": edge.subject, "to": edge.object, "arrows": "to"})
    html = made.generate_html()
    mark = "network.once('stabilizationIterationsDone', () => { document.documentElement.dataset.ready = '1'; });"
    path.write_text(html.replace("return network;", f"{mark} return network;", 1), encoding="utf-8")


def tuned_page(network: Network, path: Path) -> None:
    """vis-network alone, with the options that make it fast, and our positions."""
    from importlib.resources import files

    drawing = draw(network, base=BASE, limit=LIMIT)
    script = files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    nodes = [{k: n[k] for k in ("id", "x", "y", "size", "color", "shape", "label")} for n in drawing.nodes]
    edges = [{"from": e["from"], "to": e["to"]} for e in drawing.edges]
    options = {
        "physics": False, "layout": {"improvedLayout": False}, "edges": {"smooth": False, "color": "#999999"},
        "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True},
    }  # fmt: skip
    path.write_text(
        f"""<!doctype html><meta charset="utf-8"><style>html,body,#n{{height:100%;margin:0}}</style><div id="n"></div>
<script>{script}</script><script>
const network = new vis.Network(document.getElementById('n'), {{
  nodes: new vis.DataSet({json.dumps(nodes)}),
  edges: new vis.DataSet({json.dumps(edges)}) }}, {json.dumps(options)});
network.once('afterDrawing', () => {{
  network.fit({{animation: false}});
  document.documentElement.dataset.ready = '1';
}});
</script>""",
        encoding="utf-8",
    )


def our_page(network: Network, path: Path, limit: int = LIMIT) -> None:
    """The page that this project makes."""
    path.write_text(network_html(network, title="Mätning", base=BASE, limit=limit), encoding="utf-8")


FRAMES = """() => { window.frames_ = []; window.counting = true;
  const step = (t) => { window.frames_.push(t); if (window.counting) requestAnimationFrame(step); };
  requestAnimationFrame(step); }"""


def rate(page: Any) -> float:
    """Frames a second since FRAMES was called."""
    times = page.evaluate("() => { window.counting = false; return window.frames_; }")
    return round((len(times) - 1) * 1000 / max(1.0, times[-1] - times[0]), 1) if len(times) > 1 else 0.0


def measure(browser: Any, path: Path, patience: float) -> dict[str, Any]:
    """Open a page and move its view."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    page = context.new_page()
    page.set_default_timeout((patience + 30) * 1000)
    page.on("pageerror", lambda e: print(f"  script error: {e}", file=sys.stderr))
    result: dict[str, Any] = {"megabytes": round(path.stat().st_size / 1e6, 2)}
    started = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_selector("html[data-ready]", timeout=patience * 1000)
        page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        result["usable_s"] = round(time.perf_counter() - started, 2)
    except Exception as error:  # Playwright's own timeout; a page that hangs answers nothing more
        result["usable_s"] = None
        result["note"] = f"not usable after {patience:.0f} s ({type(error).__name__}: {str(error).splitlines()[0]})"
        context.close()
        return result
    x, y = 470, 110  # beside the network, so that it is the view that is dragged and not a node
    page.mouse.move(x, y)
    page.evaluate(FRAMES)
    page.mouse.down()
    ended, i = time.perf_counter() + 3, 0
    while time.perf_counter() < ended:
        i += 1
        page.mouse.move(x + 160 * ((i % 40) / 20 - 1 if i % 80 < 40 else 1 - (i % 40) / 20), y + (i % 60) - 30)
    page.mouse.up()
    result["pan_fps"] = rate(page)
    page.wait_for_timeout(300)
    page.evaluate(FRAMES)
    ended, i = time.perf_counter() + 3, 0
    while time.perf_counter() < ended:
        i += 1
        page.mouse.wheel(0, -60 if i % 24 < 12 else 60)
    result["zoom_fps"] = rate(page)
    heap = page.evaluate("() => performance.memory ? performance.memory.usedJSHeapSize : 0")
    result["heap_mb"] = round(heap / 1e6)
    context.close()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[2000, 5000, 20000])
    parser.add_argument("--graph", type=Path, help="a built graph to measure first, as the page that it has")
    parser.add_argument("--large", action="store_true", help="100,000 nodes by communities, too")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds to wait for a page (default: 60)")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    rows = []
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=flags)
        cases: list[tuple[int, str, Any]] = []
        for size in options.sizes:
            cases.append((size, "innograph", our_page))
            cases.append((size, "vis-network tuned", tuned_page))
            if size <= 2000:
                cases.append((size, "pyvis plain", plain_page))
        if options.large:
            cases.append((100_000, "innograph", lambda n, p: our_page(n, p, 6000)))
        if options.graph:
            row = {"page": "innograph", "graph": options.graph.name}
            row |= measure(browser, (options.graph / "index.html").resolve(), options.patience)
            rows.append(row)
            print(json.dumps(row, ensure_ascii=False), flush=True)
        known: dict[int, Network] = {}
        for size, label, write in cases:
            network = known.setdefault(size, synthetic(size))
            path = Path(folder) / f"{size}-{label.split()[0]}.html"
            started = time.perf_counter()
            write(network, path)
            written = time.perf_counter() - started
            row = {"page": label, "nodes": size, "edges": len(network.edges), "write_s": round(written, 1)}
            row |= measure(browser, path, options.patience)
            rows.append(row)
            print(json.dumps(row, ensure_ascii=False), flush=True)
        browser.close()
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
