"""Lists of projects whose lines begin with their names."""

from __future__ import annotations

import pytest

import innograph
from innograph.read import read_text


def projects(body: str, language: str = "sv") -> set[str]:
    """The projects of a Markdown page."""
    article = read_text(f"---\ntitle: Nytt\nlanguage: {language}\n---\n\n{body}", id="a", format="markdown")
    return {e.label for e in innograph.extract(article).entities if e.type == "Project"}


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (
            "## Beviljade projekt\n\n1. **Trygga hem** – Gävle kommun.\n2. **Läsa mera** – Lunds kommun. Barn läser.",
            "sv",
        ),
        ("## Våra projekt\n\n- Trygga hem – Gävle kommun.\n- Läsa mera – Lunds kommun.", "sv"),
        ("## Det här gör vi\n\n**Trygga hem.** Gävle provar lås.\n\n**Läsa mera.** Lund läser.", "sv"),
        ("## Prosjekter\n\n- **Trygga hem** – Bodø kommune. Bra.\n- **Läsa mera** – Oslo kommune. Fint.", "nb"),
        ("## Vores projekter\n\n- **Trygga hem** – Aarhus Kommune.\n- **Läsa mera** – Odense Kommune.", "da"),
    ],
)
def test_lines_below_a_heading_of_projects_begin_with_their_names(body: str, language: str) -> None:
    assert projects(body, language) == {"Trygga hem", "Läsa mera"}


@pytest.mark.parametrize(
    "body",
    [
        "## Våra projekt\n\n**Syfte.** Det blir bättre.\n\n**Nästa steg:** Det går vidare.\n\n**Tid:** fredag",
        "## Medlemmar i projekt\n\n- Gävle kommun – med sedan starten.\n- Lunds kommun – ny i år.",
        "## Personal\n\n- **Trygga hem** – Gävle kommun.\n- **Läsa mera** – Lunds kommun.",
    ],
)
def test_labels_bodies_and_other_lists_are_no_projects(body: str) -> None:
    assert projects(body) == set()
