"""The page: pyvis holds the network and renders our template, with its own vis-network written into the page.

pyvis 0.3.2 asks a CDN for Bootstrap in each of its own modes, and its tooltips run what articles say as
script. Its Network, Node, Edge and options and its packaged vis-network are used here, its template is not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import tempfile
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from innograph.view.drawing import Drawing

_SCRIPTS = (
    "start", "state", "style", "members", "scene", "draw", "fast", "labels", "measure", "panel", "filters", "time",
    "find", "table", "matrix", "timeline", "share", "main",
)  # fmt: skip
_VIS = "vis-9.1.2"
#: How an element of the page with data begins.
_ELEMENT = '<script type="application/json" id="'
#: Facts of more characters than this are packed.
_PACKED = 4_000_000


def render_page(drawing: Drawing, *, title: str, language: str, opens: str = "network") -> str:
    """The whole page as HTML: one document that asks nobody for anything. `opens` is how it is looked at first."""
    from markupsafe import Markup

    network = make_network(drawing)
    own = asset("page.html")
    packed, packing = packed_facts(drawing)
    vis_script = vis_network()
    page_script = "(async () => {\n'use strict';\n" + "\n".join(asset("js", f"{n}.js") for n in _SCRIPTS) + "})();\n"
    network.set_template_dir(str(Path(str(files(__package__))) / "assets"), "page.html")
    network.templateEnv.autoescape = True
    network.templateEnv.keep_trailing_newline = True
    network.templateEnv.globals.update(
        title=_sound(title),
        language=language,
        css=Markup(asset("page.css")),
        facts=Markup(packed),
        packing=packing,
        page=Markup(script_json({"title": title, "language": language, "looks": opens})),
        words=Markup(script_json(json.loads(asset("words.json")))),
        vis_script=Markup(vis_script),
        page_script=Markup(page_script),
        policy=_policy(vis_script, page_script),
        script_json=lambda value: Markup(script_json(value)),
        options_json=lambda text: Markup(script_json(json.loads(text))),
    )
    assert own  # a missing template is found here, with its path, and not inside pyvis
    html: str = network.generate_html()
    return html


def renew_page(page: str, drawing: Drawing) -> str:
    """A page that `render_page` made of another drawing, made of this one: the same as it would give, for less work.

    pyvis and the template put the drawing's lists into the page as they are; so they take the place of the others.
    """
    packed, packing = packed_facts(drawing)
    shown = {
        'facts"': (f' data-packing="{packing}"' if packing else "", packed),
        'vis-nodes"': ("", script_json(drawing.nodes)),
        'vis-edges"': ("", script_json(drawing.edges)),
        'vis-options"': ("", script_json(drawing.options)),
    }
    parts, at = [], 0
    for name, (attribute, text) in shown.items():
        start = page.index(f"{_ELEMENT}{name}", at) + len(_ELEMENT) + len(name)
        parts += [page[at:start], attribute, ">", text]
        at = page.index("</script>", start)
    return "".join([*parts, page[at:]])


def make_network(drawing: Drawing) -> Any:
    """The drawing as a pyvis Network: its nodes and edges with their looks, and vis-network's options."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True, cdn_resources="in_line")
    # add_node and add_edge look through all that is there before each: quadratic. Their classes do the same
    # work.
    for node in drawing.nodes:
        given = dict(node)
        made = Node(given.pop("id"), given.pop("shape"), given.pop("label"), **given)
        network.nodes.append(made.options)
        network.node_ids.append(made.options["id"])
        network.node_map[made.options["id"]] = made.options
    for edge in drawing.edges:
        given = dict(edge)
        network.edges.append(Edge(given.pop("from"), given.pop("to"), True, **given).options)
    network.set_options(json.dumps(drawing.options))
    return network


def script_json(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it ends the element, opens a comment or breaks a
    line.

    >>> script_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return _sound(text)


def packed_facts(drawing: Drawing) -> tuple[str, str]:
    """What `pack` makes of a drawing's facts; of one drawing once, though several pages have them."""
    if drawing.packed is None:
        drawing.packed = pack(script_json(drawing.facts))
    return drawing.packed


def pack(text: str) -> tuple[str, str]:
    """The text as it is and "", or, of a large page, compressed and "deflate": the browser has the counterpart.

    zlib's output is the same for one version of zlib; a page that is not packed is the same everywhere.
    """
    if len(text) < _PACKED:
        return text, ""
    # Level 9 would take five times as long, and save a thirtieth.
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return base64.b64encode(squeeze.compress(text.encode()) + squeeze.flush()).decode(), "deflate"


def _sound(text: str) -> str:
    """The text without halves of characters, which UTF-8 cannot hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _policy(*scripts: str) -> str:
    """What the browser is to allow: these scripts and no other, and no request to anyone."""
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{h}'" for h in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def asset(*parts: str) -> str:
    """One of the page's own files."""
    return files(__package__).joinpath("assets", *parts).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """The script of the vis-network that pyvis brings along, such that it can stand in a page."""
    script = files("pyvis").joinpath("lib", _VIS, "vis-network.min.js").read_text(encoding="utf-8")
    return script.replace("</script", "<\\/script")


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
