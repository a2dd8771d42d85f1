"""What must hold for any input: no crash, blocks in their place, time that grows with the length alone."""

from __future__ import annotations

import contextlib
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from innograph.article import Article
from innograph.errors import InputError
from innograph.read import read_file, read_text
from innograph.read.frontmatter import _parse_simply
from innograph.read.source import Format

KINDS = {"title", "heading", "paragraph", "item", "caption", "boilerplate"}

# Markup, layout and words together: pure random text would hardly ever form a list or a heading.
PIECES = st.sampled_from(
    [
        *"#*_`[]()<>!|&\\-+~=:.?–\"'",
        "\n", "\n\n", "\r\n", "  \n", " ", "\u00a0", "\t", "    ", "---", "***", "<!--", "-->", "<b>",
        "<script>", "</p>",
        "<br>", "```", "~~~", "](x)", "![a](b)", "1. ", "16. juni 2020", "- ", "> ", "\u00ad", "\ud800",
        "\x00", "\x0c",
        "Vinnova", "och", "är", "en", "Hem", "Kontakt", "Nyheter", "Dela", "Foto: ", "Från vänster: ",
        "Läs också",
        "2020-06-16", "kakor", "Vi använder", "godkänn", "title: x", "\N{COMBINING RING ABOVE}",
        "En längre mening som fyller en rad i en spalt som är sjuttio tecken bred,",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def check(article: Article) -> None:
    """The promises of Article and Block."""
    article.text.encode("utf-8")  # writable: no lone surrogates
    at = 0
    for block in article.blocks:
        assert block.kind in KINDS
        assert at <= block.start < block.end <= len(article.text)
        content = article.text[block.start : block.end]
        assert content == content.strip()
        for start, end in block.emphasis:
            assert block.start <= start < end <= block.end
        at = block.end
    outside = set(range(len(article.text)))
    for block in article.blocks:
        outside -= set(range(block.start, block.end))
    # Nothing of the text is outside the blocks but space and the marks before a list's items.
    assert not any(article.text[i].isalpha() and article.text[i + 1 : i + 2] != ")" for i in outside)


@pytest.mark.parametrize("format", ["text", "markdown"])
@given(text=TEXTS)
def test_any_text_gives_blocks_in_their_place_or_an_input_error(format: Format, text: str) -> None:
    try:
        article = read_text(text, id="x", format=format)
    except InputError:
        return
    check(article)
    assert read_text(text, id="x", format=format) == article


@given(title=st.text(max_size=40), text=TEXTS)
def test_any_title_and_body(title: str, text: str) -> None:
    try:
        check(read_text(text, id="x", format="markdown", title=title))
        check(read_text(text, id="x", format="text", title=title))
    except InputError:
        return


@pytest.mark.parametrize("ending", [".md", ".txt"])
@given(data=st.binary(max_size=300))
def test_any_bytes_are_an_article_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: bytes
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(data)
    try:
        check(read_file(path))
    except InputError as error:
        assert error.source == str(path)
        assert error.reason


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp"])))
def test_plain_text_is_kept_as_it_is(text: str) -> None:
    text = "Text: " + unicodedata.normalize("NFC", text)
    if unicodedata.is_normalized("NFC", text):
        assert read_text(text, id="x").text == text


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize(
    "unit",
    ["x", "*", "[", "#", "<", "<!--", "`",
     "](", "![", "_a", "> ", "- ", "|", "\\", "&amp", " ", "1. ", "a b ", "–", "<p ",
     "\n", "hej\n", "hej hopp\n\n", "# r\n", "- a\n", "a\n- b\n", "kakor ", "Hem / ", "Foto", ". ", "-\n",
     "2020-", "<script>",
     "a,b\n", "7. a\n\nb\n\n", "[a]: b\n", "**a", "Vinnova satsar på innovation i kommuner och regioner\n"],
)  # fmt: skip
def test_time_grows_with_length_alone(format: Format, unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        start = time.process_time()
        with contextlib.suppress(InputError):
            read_text(text, id="x", format=format)
        return time.process_time() - start

    # Four times the text; quadratic work takes sixteen times as long in each run, a busy machine slows one.
    runs = ((seconds(15_000), seconds(60_000)) for _ in range(3))
    assert any(large < 10 * max(small, 0.05) for small, large in runs)


def test_a_megabyte_without_a_line_end() -> None:
    text = "Vinnova finansierar projekt om innovationsupphandling. " * 18_000
    start = time.process_time()
    article = read_text(text, id="x", format="markdown")
    assert time.process_time() - start < 5
    assert len(article.blocks) == 1
    assert article.language == "sv"


ODD = "abÅ19_- .,/()+%=&?~:\"\\#'@!|>*[]{}\t<"
HEADS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["title", "a-b", "_x", "1a", "no"]),
            st.sampled_from([": ", ":  ", ":", " : ", ': "']),
            st.text(st.sampled_from([*ODD, "\u00a0", "\u2028", "\ufeff"]), max_size=8),
            st.sampled_from(["", '"', '" ', "~", "https://x.se/a?b=c", " # c"]),
        ).map("".join),
        st.sampled_from(["date: 2020-06-16", 'title: "A: b"', "language: sv", "- a", "# b"]),
    ),
    min_size=1,
    max_size=3,
).map("\n".join)


@given(HEADS)
def test_a_simple_head_says_what_yaml_says(head: str) -> None:
    simple = _parse_simply(head)
    if simple is not None:
        loaded = yaml.load(head, Loader=yaml.BaseLoader)
        assert simple == {key.strip().casefold(): value for key, value in loaded.items()}


def test_the_usual_head_is_simple() -> None:
    assert _parse_simply('title: "Nytt: för dag 1"\nurl: https://vinnova.se/a\ndate: 2020-06\n') == {
        "title": "Nytt: för dag 1", "url": "https://vinnova.se/a", "date": "2020-06"
    }  # fmt: skip
