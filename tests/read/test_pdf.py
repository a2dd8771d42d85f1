"""PDFs: columns, hyphens, running heads, page numbers, bullets, and files that are damaged."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from innograph.article import Article
from innograph.errors import InputError
from innograph.read.pdf import read_pdf
from innograph.read.source import read_file
from pdfs import HEAD, Made, by_latex, by_library, by_libreoffice


def check(made: Made) -> Article:
    """Whatever made it, a PDF is read as it was written."""
    article = read_file(made.path)
    wanted, found = Counter(made.words), Counter(article.text.split())
    both = (wanted & found).total()
    assert both >= 0.97 * wanted.total(), (made.path.name, list((wanted - found).elements())[:20])
    assert both >= 0.97 * found.total(), (made.path.name, list((found - wanted).elements())[:20])
    assert (article.title, article.date, article.language) == (made.title, made.date, made.language)
    return article


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return list(by_library(tmp_path_factory.mktemp("pdf")))


#: The programs are a gigabyte: where they are, what they make is read too.
MAKERS = [maker for maker, program in ((by_latex, "pdflatex"), (by_libreoffice, "soffice")) if shutil.which(program)]


@pytest.mark.parametrize("maker", [by_library, *MAKERS])
def test_it_is_read_as_it_was_written(tmp_path: Path, maker: Callable[[Path], Iterator[Made]]) -> None:
    made = list(maker(tmp_path))
    assert len(made) == (3 if maker is by_library else 5)
    for each in made:
        check(each)


def test_running_heads_and_page_numbers_are_no_text(sheets: list[Made]) -> None:
    text = read_file(sheets[1].path).text
    assert HEAD.replace("–", "-") not in text
    assert "Sida 2" not in text


def test_items_headings_and_speech_are_told_apart(sheets: list[Made]) -> None:
    article = read_file(sheets[0].path)
    kinds = {article.text[b.start : b.end]: b.kind for b in article.blocks}
    assert kinds["Provköpings kommun"] == "item"
    assert kinds["Dialog med leverantörer (1)"] == "heading"
    assert next(kind for text, kind in kinds.items() if text.startswith("- Vi vill veta")) == "paragraph"


def set_in_columns() -> bytes:
    """Two columns with hyphens, a footnote below the first, joined letters and soft hyphens."""
    from fpdf import FPDF

    sheet = FPDF()
    sheet.add_page()
    left = ["Myndigheten har tillsammans med fem kom-", "muner tagit fram ett stöd för innovations-"]
    left.append("upphandling som är fritt att")
    right = ["använda för alla. Stödet omfattar EU-", "Kommissionens vägledning."]
    for x, lines in ((20, left), (110, right)):
        sheet.set_font("helvetica", size=11)
        for number, line in enumerate(lines):
            sheet.text(x, 40 + 5 * number, line)
        if x == 20:
            sheet.set_font("helvetica", size=7)
            sheet.text(x, 270, "1 Stödet finns på webben.")
    return bytes(sheet.output())


def test_columns_hyphens_and_footnotes() -> None:
    text = read_pdf(set_in_columns(), id="a").text
    assert text == (
        "Myndigheten har tillsammans med fem kommuner tagit fram ett stöd för innovationsupphandling som är fritt att "
        "använda för alla. Stödet omfattar EU-Kommissionens vägledning.\n\n1 Stödet finns på webben."
    )


def test_encrypted_and_scanned_pdfs_are_named() -> None:
    from fpdf import FPDF

    locked = FPDF()
    locked.add_page()
    locked.set_encryption(owner_password="a", user_password="b")
    with pytest.raises(InputError, match="encrypted"):
        read_pdf(bytes(locked.output()), id="a")
    empty = FPDF()
    empty.add_page()
    with pytest.raises(InputError, match="scanned"):
        read_pdf(bytes(empty.output()), id="a")
