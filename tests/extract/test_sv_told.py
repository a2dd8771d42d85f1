"""Swedish: what pages tell besides: who speaks though a post is over, for whom aides stand, shares of money, names in
small letters, titles of fairs, what abbreviations are no body's.
"""

from __future__ import annotations

from innograph.link import facts
from innograph.read import read_text

_Facts = set[tuple[str, str, str]]


def _facts(text: str, title: str = "") -> tuple[_Facts, dict[str, str]]:
    """The relations of a Swedish page, with labels for names, and the types of all that it names."""
    head = f'title: "{title}"\n' if title else ""
    found = facts(read_text(f"---\nlanguage: sv\n{head}---\n\n{text}", id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    relations = {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}
    return relations, {e["label"]: e["type"] for e in found["entities"]}


_PROGRAMME = """Anmälan

Program

09.00 Inledning

10.00 Anna Ek, dagens moderator, hälsar välkommen.

10.20 Bo Lind, statssekreterare hos skolminister Eva Dal: Hur ser vi på skolan?

11.00
Samtal med Karin Holm, konsult och tidigare sekreterare i utredningen om skolan.
"""


def test_who_speaks_and_for_whom_aides_stand() -> None:
    found, _ = _facts(_PROGRAMME, "Hur bygger vi hållbara städer?")
    speakers = {s for s, p, _ in found if p == "participatesIn"}
    assert speakers == {"Anna Ek", "Bo Lind", "Karin Holm"}
    assert ("Anna Ek", "hasRole", "moderator") in found
    assert ("Eva Dal", "hasRole", "skolminister") in found
    assert not any(o == "sekreterare" for _, _, o in found)


def test_shares_of_money_and_who_gets_some() -> None:
    text = (
        "Projektet Gröna Rum pågår i tre år. Budgeten är sex miljoner kronor, där hälften kommer från kommunerna och "
        "hälften från Formas & Region Skåne genom ett program."
    )
    found, _ = _facts(text)
    assert {s for s, p, o in found if (p, o) == ("funds", "Gröna Rum")} == {"Formas", "Region Skåne"}
    text = "Pengarna ska ge bättre vård.\n\nUmeå universitet beviljas fem miljoner kronor till att utveckla en modell."
    found, _ = _facts(text, "Regeringen satsar 14 miljoner på vården")
    assert ("Regeringen", "funds", "Umeå universitet") in found


def test_names_in_small_letters_are_a_projects_where_the_text_has_them_again() -> None:
    text = "I maj lanserar Boverket uppdraget Rätt i vardagen. Rätt i vardagen är ett projekt som ska stödja kommuner."
    found, named = _facts(text)
    assert named["Rätt i vardagen"] == "Project"
    assert ("Boverket", "participatesIn", "Rätt i vardagen") in found
    assert "Project" not in _facts("Skolan i Kumla är ett projekt.")[1].values()


def test_title_behind_a_fair_and_who_is_there() -> None:
    text = (
        "Anna Ek medverkade i ett samtal om hur alla kan bygga.\n\nTid: 9:45-10:45\n\nPlats: Visby\n\n"
        "Arrangör: Umeå universitet\n\nMedverkande\n\nHans Ek, rektor, Umeå universitet\n"
    )
    found, named = _facts(text, "Boverket i Almedalen: Trä ger bättre hus och gladare grannar")
    assert named["Trä ger bättre hus och gladare grannar"] == "Event"
    assert ("Umeå universitet", "organizes", "Trä ger bättre hus och gladare grannar") in found


def test_who_heads_what_the_text_speaks_of() -> None:
    found, _ = _facts("Projektet Gröna Rum startar. Koordinator är Anna Ek, professor vid Umeå universitet.")
    assert ("Anna Ek", "leads", "Gröna Rum") in found
    found, _ = _facts("Anna Ek, som ska leda arbetet med projektet Gröna Rum tillsammans med Bo Lind, är nöjd.")
    assert {s for s, p, _ in found if p == "leads"} == {"Anna Ek", "Bo Lind"}


def test_laws_and_diagnoses_are_no_bodies_unless_the_text_says_so() -> None:
    _, named = _facts("Stöd enligt LSS, LVM och PBL ges vid ADHD.")
    assert not {label for label, type_ in named.items() if type_ == "Organization"}
    _, named = _facts("Svenska Filminstitutet (SFI) svarar. Det säger SFI.")
    assert "Svenska Filminstitutet" in named
