"""PDFs as reports and press releases are set: by LibreOffice, LaTeX and a library, with what is to be read of them.

Nothing is kept: they are made where they are needed, by what is there.
"""

# ruff: noqa: E501 (markup in its natural lines)
from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from webpages import TEXTS, Text

#: The running head of all of them.
HEAD = "Exempelverket – rapport 2023:4"


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF and what is to be read of it."""

    path: Path
    title: str
    date: str
    language: str
    words: list[str]


def sections(text: Text, times: int) -> list[tuple[str, str]]:
    """A text as long as a report: its parts again and again, each time in another order of words."""
    out: list[tuple[str, str]] = []
    for time in range(times):
        for kind, written in text.parts:
            words = written.split()
            turn = 3 * time % len(words) if kind == "p" else 0  # no line comes again as it was
            turned = " ".join([*words[turn:], *words[:turn]])
            out.append((kind, f"{written} ({time + 1})" if kind == "h2" else turned))
    return out


def words_of(text: Text, parts: list[tuple[str, str]]) -> list[str]:
    return " ".join([text.title, text.written, *(words for _, words in parts)]).split()


# LibreOffice

_STYLES = """<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm"/>
<style:text-properties style:font-name="DejaVu Serif" fo:font-size="11pt" fo:language="sv" fo:country="SE" fo:hyphenate="true"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="22pt" fo:font-weight="bold"/></style:style>
<style:style style:name="H2" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
</office:styles><office:automatic-styles><text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm">{columns}
</style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p>{head}</text:p></style:header>
<style:footer><text:p>Sida <text:page-number/></text:p></style:footer></style:master-page></office:master-styles><office:body><office:text>"""


def _flat_document(text: Text, parts: list[tuple[str, str]], columns: int) -> str:
    setting = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/>' if columns > 1 else ""
    out = [_STYLES.format(columns=setting, head=escape(HEAD))]
    out.append(f'<text:p text:style-name="Title">{escape(text.title)}</text:p><text:p>{text.written}</text:p>')
    for kind, words in parts:
        if kind == "li":
            out.append(
                f'<text:list text:style-name="L"><text:list-item><text:p>{escape(words)}</text:p></text:list-item></text:list>'
            )
        elif kind == "h2":
            out.append(f'<text:p text:style-name="H2">{escape(words)}</text:p>')
        else:
            out.append(f"<text:p>{escape(words)}</text:p>")
    return "".join([*out, "</office:text></office:body></office:document>"])


def by_libreoffice(folder: Path) -> Iterator[Made]:
    """Five, of one column and of two; nothing where LibreOffice is not."""
    program = shutil.which("soffice")
    if program is None:
        return
    made = []
    for number, (text, times, columns) in enumerate(
        [(TEXTS[0], 1, 1), (TEXTS[1], 6, 1), (TEXTS[0], 6, 2), (TEXTS[6], 5, 1), (TEXTS[7], 6, 2)]
    ):
        parts = sections(text, times)
        path = folder / f"libreoffice-{number}.fodt"
        path.write_text(_flat_document(text, parts, columns), encoding="utf-8")
        made.append(Made(path.with_suffix(".pdf"), text.title, text.date, text.language, words_of(text, parts)))
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run(
        [*command, *(str(each.path.with_suffix(".fodt")) for each in made)],
        capture_output=True, timeout=300, check=False, env=os.environ | {"HOME": str(folder)},
    )  # fmt: skip
    yield from (each for each in made if each.path.exists())


# LaTeX

_LANGUAGES = {
    "sv": "swedish",
    "nb": "norsk",
    "da": "danish",
    "fi": "finnish",
    "nl": "dutch",
    "de": "ngerman",
    "en": "english",
}
_MARKS = {
    "–": "--",
    "“": "``",
    "”": "''",
    "„": "\\quotedblbase{}",
    "»": "\\guillemotright{}",
    "«": "\\guillemotleft{}",
    "‘": "`",
    "’": "'",
}


def _tex(words: str) -> str:
    return "".join(_MARKS.get(letter, letter) for letter in words)


def by_latex(folder: Path) -> Iterator[Made]:
    """Five, of one column and of two, with running heads and hyphens; nothing where pdflatex is not."""
    program = shutil.which("pdflatex")
    if program is None:
        return
    for number, (text, times, columns) in enumerate(
        [(TEXTS[0], 4, 2), (TEXTS[1], 6, 1), (TEXTS[2], 6, 2), (TEXTS[4], 5, 1), (TEXTS[5], 6, 2)]
    ):
        parts = sections(text, times)
        body = []
        for kind, words in parts:
            command = {"h2": "\\section*{%s}", "li": "\\begin{itemize}\\item %s\\end{itemize}"}.get(kind, "%s\n")
            body.append(command % _tex(words))
        source = "\n".join(
            [
                f"\\documentclass[a4paper{',twocolumn' if columns == 2 else ''}]{{article}}",
                "\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{lmodern}\\usepackage{fancyhdr}",
                f"\\usepackage[{_LANGUAGES[text.language]}]{{babel}}\\pagestyle{{fancy}}\\fancyhf{{}}",
                f"\\fancyhead[L]{{{_tex(HEAD)}}}\\fancyfoot[C]{{\\thepage}}\\setlength{{\\headheight}}{{14pt}}",
                f"\\title{{{_tex(text.title)}}}\\author{{}}\\date{{{text.written}}}\\begin{{document}}\\maketitle\\thispagestyle{{fancy}}",
                *body,
                "\\end{document}",
            ]
        )
        path = folder / f"latex-{number}.tex"
        path.write_text(source, encoding="utf-8")
        subprocess.run(
            [program, "-interaction=batchmode", path.name], cwd=folder, capture_output=True, timeout=120, check=False
        )
        if path.with_suffix(".pdf").exists():
            yield Made(path.with_suffix(".pdf"), text.title, text.date, text.language, words_of(text, parts))


# A library


def by_library(folder: Path) -> Iterator[Made]:
    """Three, with running heads and page numbers."""
    from fpdf import FPDF

    class Sheet(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=8)
            self.cell(0, 8, HEAD.replace("–", "-"), new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 8, f"Sida {self.page_no()} av {{nb}}", align="C")

    for number, (text, times) in enumerate([(TEXTS[0], 1), (TEXTS[1], 8), (TEXTS[3], 8)]):
        parts = [(kind, words.replace("–", "-")) for kind, words in sections(text, times)]
        sheet = Sheet()
        sheet.add_page()
        sheet.set_font("helvetica", "B", 20)
        sheet.multi_cell(0, 9, text.title, new_x="LMARGIN", new_y="NEXT")
        sheet.set_font("helvetica", size=11)
        sheet.multi_cell(0, 8, text.written, new_x="LMARGIN", new_y="NEXT")
        for kind, words in parts:
            sheet.set_font("helvetica", "B" if kind == "h2" else "", 14 if kind == "h2" else 11)
            sheet.multi_cell(0, 5.5, f"\x95 {words}" if kind == "li" else words, new_x="LMARGIN", new_y="NEXT")
            sheet.ln(2)
        path = folder / f"library-{number}.pdf"
        sheet.output(str(path))
        yield Made(path, text.title, text.date, text.language, words_of(text, parts))
