"""Articles and names that try to run as script, break out of the page or wreck its layout."""

from __future__ import annotations

from innograph.article import Article
from innograph.facts import Claim, Entity, Facts, Mention
from innograph.iri import mint

IMAGE = '<img src=x onerror="window.broken=1">'
SCRIPT = "</script><script>window.broken=1</script>"
TEMPLATE = "{{ 7*7 }} {% raw %} <!--"
TURNED = "\u202eslutet\u2066 \u2028 \u2029 \x00"
LONG = "Ä" * 10_000
NAMES = (
    IMAGE,
    SCRIPT,
    TEMPLATE,
    f"Turned {TURNED}",
    LONG,
    'href="javascript:window.broken=1"',
    "'); window.broken=1; ('",
)


def hostile_facts() -> list[Facts]:
    """One article a name, each saying that its actor works with the next."""
    made = []
    for i, name in enumerate(NAMES):
        other = NAMES[(i + 1) % len(NAMES)]
        quote = f"{name} samarbetar med {other}."
        text = f"{name}\n\n{quote}\n"
        start = text.index(quote)
        article = Article(
            id=f"hostile-{i}",
            text=text,
            language="sv",
            title=name,
            date=f"2024-0{i + 1}-01",
            publisher=name,
            url="javascript:window.broken=1" if i % 2 else "https://example.org/'\"><script>window.broken=1</script>",
        )
        ends = [
            Entity(
                mint("organization", n),
                n,
                "sv",
                "Organization",
                "inno:Company",
                mentions=(Mention(0, len(name), name),),
            )
            for n in (name, other)
        ]
        claim = Claim(ends[0].iri, "collaboratesWith", ends[1].iri, 0.5, "hostile", start, start + len(quote), quote)
        made.append(Facts(article, mint("article", article.id), tuple(ends), (claim,)))
    return made
