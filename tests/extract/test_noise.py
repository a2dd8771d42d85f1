"""What stands around an article, and how its lines are broken, changes nothing of what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import innograph
from innograph.article import Article
from innograph.read import read_file, read_text

ARTICLES = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.md"))

_BEFORE = {
    "sv": "Hoppa till innehåll|Meny|Sök|Start|Om oss|Organisation|Nyheter|Kontakt|Press|English|Lyssna|Kakor (cookies)|"
    "Vi använder kakor för att webbplatsen ska fungera på ett bra sätt för dig.|Godkänn alla kakor|Endast nödvändiga|"
    "Du är här: Start / Nyheter",
    "nb": "Hopp til innhold|Meny|Søk|Forside|Om oss|Aktuelt|Kontakt oss|"
    "Vi bruker informasjonskapsler for å gi deg en bedre opplevelse.|Godta alle|Du er her: Forside > Aktuelt",
    "da": "Gå til indhold|Menu|Søg|Forside|Om os|Nyheder|Kontakt|"
    "Vi bruger cookies til at forbedre din oplevelse.|Accepter alle|Du er her: Forside > Nyheder",
    "fi": "Siirry sisältöön|Valikko|Haku|Etusivu|Tietoa meistä|Ajankohtaista|Yhteystiedot|"
    "Käytämme evästeitä parantaaksemme palvelua.|Hyväksy kaikki",
    "nl": "Naar de inhoud|Menu|Zoeken|Home|Over ons|Nieuws|Contact|"
    "Wij gebruiken cookies om de website te verbeteren.|Alles accepteren|U bent hier: Home > Nieuws",
    "de": "Zum Inhalt springen|Menü|Suche|Startseite|Über uns|Aktuelles|Presse|Kontakt|Impressum|"
    "Wir verwenden Cookies, um die Website zu verbessern.|Alle akzeptieren|Sie sind hier: Startseite > Aktuelles",
    "en": "Skip to main content|Menu|Search|Home|About us|News|Contact|Careers|"
    "We use cookies to improve your experience.|Accept all cookies|You are here: Home > News",
}
_BEHIND = {
    "sv": "Dela sidan|Facebook|LinkedIn|Skriv ut|Senast uppdaterad: 2023-04-12|Kontakta oss|Följ oss|Till toppen",
    "en": "Share|Facebook|LinkedIn|Print|Last updated: 12 April 2023|Contact us|Privacy policy|Back to top",
}


def _lines_around(body: str, article: Article, mark: str) -> str:
    before, behind = (
        "\n".join(mark + line for line in lines.get(article.language[:2], lines["en"]).split("|"))
        for lines in (_BEFORE, _BEHIND)
    )
    return f"{before}\n\n{article.title}\n\n{body.strip()}\n\n{behind}\n"


def _surround(body: str, article: Article) -> str:
    """A menu and a banner before the article and buttons behind it, a line each."""
    return _lines_around(body, article, "")


def _surround_by_lists(body: str, article: Article) -> str:
    """The same as bullet lists."""
    return _lines_around(body, article, "* ")


def _wrap(body: str, article: Article, width: int = 64) -> str:
    """The lines of the text broken at a width, as mail and old pages have them."""
    lines = []
    for line in body.split("\n"):
        current = ""
        for word in line.split(" "):
            if current and len(current) + 1 + len(word) > width:
                lines.append(current)
                current = word
            else:
                current = f"{current} {word}" if current else word
        lines.append(current)
    return "\n".join(lines)


def _hyphenate(body: str, article: Article) -> str:
    """Long words in small letters broken at the ends of lines, as the text of a PDF has them."""
    return re.sub(r"(?m)^([^\n]{30,60} )([a-zåäöæøü]{4,8})([a-zåäöæøü]{4,}[.,]?) (?=\w)", r"\1\2-\n\3 ", body)


def _glue(body: str, article: Article) -> str:
    """Sentences that lost the space between them."""
    return re.sub(r"(?<=[a-zåäöæøü]{3})\. (?=[A-ZÅÄÖÆØ][a-zåäöæøü])", ".", body)


def _facts(article: Article) -> set[tuple[str, str, str]]:
    """What is stated of whom, by names; `article` stands for the page itself."""
    facts = innograph.extract(article)
    names = {entity.iri: entity.label for entity in facts.entities}
    return {
        (names.get(c.subject, "article"), c.predicate, names.get(c.object, c.object))
        for c in facts.claims
        if c.predicate != "mentions"
    }


@pytest.mark.parametrize(
    "make", [_wrap, _hyphenate, _glue, _surround, _surround_by_lists], ids=lambda f: f.__name__[1:]
)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem[:12])
def test_noise_changes_no_fact(path: Path, make: Callable[[str, Article], str]) -> None:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    article = read_file(path)
    noisy = read_text(f"---\n{head}---\n{make(body, article)}", id=article.id, format="markdown")
    assert noisy.text != article.text
    assert _facts(noisy) == _facts(article)


@pytest.mark.parametrize(
    ("language", "label"), [("sv", "Projektnamn"), ("nl", "Projectnaam"), ("en", "Project name")]
)
def test_a_label_of_a_projects_name_may_be_the_last_line(language: str, label: str) -> None:
    assert not innograph.extract(Article("x", f"Nytt.\n\n{label}", language)).claims
