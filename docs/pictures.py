"""Make the pictures of docs/pictures from the built sample graph, in headless Chromium without a network; those of a
server's pages from `innograph serve` on loopback.

    innograph build --out graph && python docs/pictures.py graph

The same graph and the same browser give the same pictures; another browser has other fonts.
"""

from __future__ import annotations

import argparse
import importlib.util
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.request import urlopen

from innograph.store import GraphStore
from innograph.view import PAGES, network_html, view_html, write_views

HERE = Path(__file__).resolve().parent
OUT = HERE / "pictures"
PHONE = (375, 720)


#: Pictures of a server's pages: name → path, size, and whether it is dark.
SERVED: dict[str, tuple[str, tuple[int, int], bool]] = {
    "explorer": ("/explore?focus=organization/vinnova&lang=en", (1280, 860), False),
    "explorer-phone": ("/explore?focus=organization/keino&lang=en", PHONE, True),
    "query": ("/query?ask=most-connected&view=chart&lang=en", (1280, 860), False),
    "query-network": ("/query?ask=who-works-with-whom&view=network&lang=en", (1280, 1240), True),
    "editor": ("/query?query=SELECT+*%0AWHERE+%7B%0A++%3Fwho+ino%3Afunds+%3Fwhat+.%0A%7D&lang=en", (1280, 720), False),
    "article": ("/article/013-tre-nya-policylabb?lang=en", (1280, 860), False),
}  # fmt: skip


@contextmanager
def served(graph: Path) -> Iterator[str]:
    """The address of a server of this graph with the sample articles' texts."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-c", "from innograph.cli import main; main()", "serve", "--quiet"]
    command += ["--graph", str(graph), "--articles", str(HERE.parent / "data" / "articles"), "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command) as process:
        try:
            for _ in range(600):
                with suppress(OSError), urlopen(f"{address}/readyz"):
                    break
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def load_bench() -> ModuleType:
    """bench/view.py, for its synthetic networks."""
    spec = importlib.util.spec_from_file_location("bench_view", HERE.parent / "bench" / "view.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def pages(store: GraphStore, folder: Path) -> dict[str, Path]:
    """Every page that a picture is taken of."""
    found = {path.stem: path for path in write_views(store, folder)}
    bench = load_bench()
    whole = {
        "sample": view_html(store),
        "english": view_html(store, language="en"),
        "thousands": network_html(bench.synthetic(2000), title="Två tusen aktörer", base=store.base),
        "communities": network_html(bench.synthetic(6000), title="Sex tusen aktörer", base=store.base),
    }
    for name, html in whole.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(html, encoding="utf-8")
    return found


def edge_fragment(opened: Any) -> str:
    """The address of the relation with most sentences."""
    found: str = opened.evaluate(
        """() => { const f = JSON.parse(document.getElementById('facts').textContent);
        const e = f.edges.map((e, i) => [f.predicates[e.p] === 'collaboratesWith' ? e.e.length : 0, -i, e])
          .sort((a, b) => b[0] - a[0] || b[1] - a[1])[0][2];
        return `edge=${f.nodes[e.s].i}+${f.predicates[e.p]}+${f.nodes[e.o].i}`; }"""
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, help="folder that `innograph build` wrote")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--only", nargs="*", help="names of pictures to make")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    OUT.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        GraphStore.open(options.graph) as store,
        sync_playwright() as playwright,
    ):
        made = pages(store, Path(folder))
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )

        def take(
            name: str, page: str, fragment: str = "", size: tuple[int, int] = (1280, 800), dark: bool = False
        ) -> None:
            if options.only and name not in options.only:
                return
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
            )
            context.set_offline(True)
            tab = context.new_page()
            tab.goto(made[page].as_uri() + (f"#{fragment}" if fragment else ""))
            tab.wait_for_selector("html[data-ready]")
            if fragment == "EDGE":
                tab.goto(f"{made[page].as_uri()}#{edge_fragment(tab)}")
                tab.reload()
                tab.wait_for_selector("html[data-ready]")
            tab.wait_for_timeout(700)
            tab.screenshot(path=OUT / f"{name}.png")
            context.close()
            print(OUT / f"{name}.png")

        take("sample", "sample")
        take("dark", "sample", dark=True)
        take("node", "english", "node=organization/vinnova")
        take("edge", "sample", "EDGE")
        take("phone", "sample", size=PHONE)
        take("phone-node", "sample", "node=organization/vinnova", size=PHONE)
        for name in PAGES:
            take(name, name)
        take("thousands", "thousands")
        take("communities", "communities")
        with served(options.graph) as address:
            for name, (path, (width, height), dark) in SERVED.items():
                if options.only and name not in options.only:
                    continue
                scheme = "dark" if dark else "light"
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                tab = context.new_page()
                tab.goto(address + path)
                tab.wait_for_load_state("networkidle")
                tab.wait_for_timeout(900)
                tab.screenshot(path=OUT / f"{name}.png")
                context.close()
                print(OUT / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
