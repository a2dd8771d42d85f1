"""Markdown: the text without its markup, and what the markup said."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.read import read_text
from innograph.read.markdown import strip_html


def read(body: str, **given: str) -> Article:
    return read_text(body, id="a", format="markdown", **given)  # type: ignore[arg-type]


def layout(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def emphasised(article: Article) -> list[str]:
    return [article.text[start:end] for block in article.blocks for start, end in block.emphasis]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("En *kursiv* och **fet** och ***båda***.", "En kursiv och fet och båda."),
        ("En [länk](https://a.example \"titel\") hit.", "En länk hit."),
        ("En [länk][1] hit.\n\n[1]: https://a.example", "En länk hit."),
        ("Se <https://a.example/x>.", "Se https://a.example/x."),
        ("Text ![en bild](a.png) mer.", "Text  mer."),
        ("Kör `kod` här.", "Kör kod här."),
        (r"2 \* 3 \[sic\] \_a\_", "2 * 3 [sic] _a_"),
        ("R&amp;D &ndash; A&nbsp;B", "R&D – A\u00a0B"),
        ("a < b och snake_case_namn", "a < b och snake_case_namn"),
        ("Text <!-- gömt --> mer.", "Text  mer."),
        ("En <b>fet</b> sak.", "En fet sak."),
        ("Rad ett<br>rad två", "Rad ett\nrad två"),
        ("<div>\n<p>Ett &amp; två</p>\n<script>var x;</script>\n</div>", "Ett & två"),
        ("    indragen text är ingen kod", "indragen text är ingen kod"),
        ("> citerat\n> stycke", "citerat\nstycke"),
        ("16. juni 2020", "16. juni 2020"),
        ("```\nkod\n```", "kod"),
        ("ett\n\n***\n\ntvå", "ett\n\ntvå"),
        ("- ett\n- två\n  - tre\n\nfyra", "ett\ntvå\ntre\n\nfyra"),
        ("1. ett\n2. två", "ett\ntvå"),
        ("| Namn | Roll |\n|--|--|\n| Anna Ek | strateg |", "Namn | Roll\nAnna Ek | strateg"),
    ],
)  # fmt: skip
def test_markup_is_taken_off(written: str, plain: str) -> None:
    assert read(written).text == plain


def test_emphasis_is_kept_as_places() -> None:
    article = read(
        "- **Finansierar:** Vinnova\n- *Bildstöd*, från Kumla kommun\n\nText med ***båda** delar* och [**länk**](x)."
    )
    assert emphasised(article) == ["Finansierar:", "Bildstöd", "båda delar", "länk"]


def test_headings_have_levels_and_the_first_is_the_title() -> None:
    article = read("# Titel\n\nEn mening.\n\n## Rubrik\n\nEn mening till.\n\n### Under\n\nSlut.")
    assert [(b.kind, b.level) for b in article.blocks] == [
        ("title", 1), ("paragraph", 0), ("heading", 2), ("paragraph", 0), ("heading", 3), ("paragraph", 0),
    ]  # fmt: skip
    assert article.title == "Titel"


@pytest.mark.parametrize("again", ["# Titeln: *här*!", "Titeln – här", "**TITELN: HÄR**"])
def test_a_title_that_the_body_repeats_stands_once(again: str) -> None:
    article = read(f"{again}\n\nEn **viktig** mening.\n\n- *sak*", title="Titeln: här")
    assert article.text == "Titeln: här\n\nEn viktig mening.\n\nsak"
    assert emphasised(article) == ["viktig", "sak"]


def test_a_title_and_nothing_but_the_same_title_again() -> None:
    assert read("# Titel", title="Titel").text == "Titel"


def test_a_paragraph_in_bold_above_prose_is_a_heading() -> None:
    article = read("**Varför är Vinnova med?**\n\nVi är Sveriges innovationsmyndighet.", title="T")
    assert layout(article)[1:] == [
        ("heading", "Varför är Vinnova med?"),
        ("paragraph", "Vi är Sveriges innovationsmyndighet."),
    ]
    assert read("**Varför?**\n\nDet är vår uppgift.").title == "Varför?"


def test_a_long_line_above_a_rule_is_no_heading() -> None:
    sentence = (
        "Vinnova finansierar tolv projekt där kommuner och regioner tillsammans utreder nya sätt att "
        "köpa in lösningar som ingen har sett."
    )
    assert layout(read(f"{sentence}\n---\n\nMer.", title="T"))[1] == ("paragraph", sentence)


def test_a_quotation_that_begins_with_a_hyphen_is_a_paragraph() -> None:
    said = (
        "Det är mycket glädjande att se, säger utrikesminister Margot Wallström. Det var ett framsynt "
        "beslut när riksdagen tog fasta på förslaget."
    )
    article = read(f"En mening.\n\n- {said}\n\nEn mening till.", title="T")
    assert ("paragraph", said) in layout(article)
    assert ("item", said) in layout(read(f"- {said}\n- Ett annat förslag", title="T"))


def test_lines_that_a_paragraph_breaks_by_force_are_a_list() -> None:
    names = ["Golnaz Hashemzadeh Bonde", "Petri Kemppinen", "Olof Lavesson", "Nadi Tofighian"]
    for end in ("\n", "  \n", "<br>\n"):
        article = read(
            "# Ny ordförande\n\nRegeringen har utsett ledamöter.\n\n### Övriga ledamöter\n\n" + end.join(names)
        )
        assert [text for kind, text in layout(article) if kind == "item"] == names


def test_html_text_survives_what_is_not_closed() -> None:
    assert strip_html("a <b>c</b> <!-- x --> d < e <p>f") == "a c  d < e \nf"
    assert "Vinnova" in strip_html("<!-- <script> Vinnova")
    assert "Vinnova" in strip_html("<script> Vinnova")
    assert "alert" not in strip_html("<SCRIPT>alert(1)</script >Vinnova")


def test_line_at_the_margin_below_a_list_is_no_part_of_its_last_item() -> None:
    lines = "Talare\nAnna Ek, rektor\nBo Lind, enhetschef, som också\n  skriver\n"
    article = read("# Programmet\n\n- Ett första mål\n- Ett annat mål\n" + lines)
    assert layout(article) == [
        ("title", "Programmet"),
        ("item", "Ett första mål"),
        ("item", "Ett annat mål"),
        ("heading", "Talare"),
        ("item", "Anna Ek, rektor"),
        ("item", "Bo Lind, enhetschef, som också\nskriver"),
    ]


def test_item_that_goes_on_at_the_margin_is_one() -> None:
    article = read("- Målet är att bygga en bro som håller\ni många år\n- Ett annat mål,\nBorås\n")
    assert layout(article) == [
        ("item", "Målet är att bygga en bro som håller\ni många år"),
        ("item", "Ett annat mål,\nBorås"),
    ]
