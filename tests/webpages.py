"""Pages as sites of agencies, municipalities, news rooms and newspapers are built, with what is to be read of them.

The texts are our own; what is typical is what stands around them: menus, banners, teasers, cards, footers, and where
date, title and publisher are said. Eight kinds of site, five articles each, in seven languages.
"""

# ruff: noqa: E501 (markup in its natural lines)
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Text:
    """One article: `parts` are (kind, text) with kinds p, h2, li, quote."""

    language: str
    title: str
    date: str
    written: str
    parts: tuple[tuple[str, str], ...]

    def words(self) -> list[str]:
        """All that a reader of the page would call the article."""
        return " ".join([self.title, *(text for _, text in self.parts)]).split()


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page and what is to be read of it."""

    name: str
    html: str
    text: Text
    publisher: str


_SV = Text(
    "sv", "Fem kommuner köper elbussar tillsammans", "2023-04-05", "5 april 2023",
    (
        ("p", "Fem kommuner i Exempelbygden ska för första gången upphandla elbussar gemensamt. Avtalet omfattar fyrtio "
              "bussar och ska vara på plats före årsskiftet."),
        ("p", "Bakom samarbetet står Exempelverket, som har hjälpt kommunerna att ta fram de krav som leverantörerna ska "
              "möta. Myndigheten har också betalat den förstudie som gjordes under hösten."),
        ("h2", "Dialog med leverantörer"),
        ("p", "Innan upphandlingen börjar bjuds leverantörer in till en dialog om räckvidd, laddning och underhåll. Den "
              "hålls i Provköping den 12 maj och alla som vill kan anmäla sig."),
        ("quote", "– Vi vill veta vad marknaden klarar innan vi skriver våra krav, säger Anna Ek, projektledare på "
                  "Exempelverket."),
        ("p", "De kommuner som deltar är:"),
        ("li", "Provköpings kommun"), ("li", "Testby kommun"), ("li", "Mallstads kommun, som leder arbetet"),
        ("p", "Resultatet av dialogen publiceras efter sommaren. Då beslutar kommunerna också om hur bussarna ska köpas in "
              "och vem som ska sköta driften."),
    ),
)  # fmt: skip
_SV2 = Text(
    "sv", "Nytt uppdrag om digitala inköp till myndigheterna", "2022-11-17", "17 november 2022",
    (
        ("p", "Regeringen har gett Exempelverket och Modellmyndigheten i uppdrag att göra statens inköp enklare för små "
              "företag. Uppdraget ska redovisas den 1 mars 2024."),
        ("p", "Många små företag avstår från att lämna anbud eftersom underlagen är långa och svåra att förstå. Det visar "
              "en enkät som Modellmyndigheten har gjort bland tusen företagare."),
        ("p", "Myndigheterna ska pröva nya arbetssätt i tre försök och följa upp hur många anbud som kommer in. Försöken ska "
              "göras tillsammans med kommuner och regioner."),
        ("h2", "Vad som händer nu"),
        ("p", "Arbetet inleds med en kartläggning. Därefter väljs de inköp som är lämpliga att pröva, och en grupp av "
              "företagare får läsa underlagen innan de skickas ut."),
        ("quote", "– Det här är något som vi har väntat på, säger Bo Alm, näringslivschef i Testby kommun."),
        ("p", "Regeringen avsätter tolv miljoner kronor för arbetet. Exempelverket samordnar uppdraget."),
    ),
)  # fmt: skip
_NB = Text(
    "nb", "Kommunene tester ny velferdsteknologi sammen", "2021-09-14", "14. september 2021",
    (
        ("p", "Tre kommuner på Vestkysten skal sammen prøve ut sensorer som varsler når noen faller i hjemmet. Prosjektet "
              "ledes av Eksempeldirektoratet og varer i to år."),
        ("p", "Direktoratet har hatt dialog med elleve leverandører før konkurransen ble lyst ut. Det har gitt flere og "
              "bedre tilbud enn ventet, ifølge kommunene."),
        ("h2", "Innkjøp som utvikler"),
        ("p", "Kommunene kjøper ikke et ferdig produkt, men utvikler løsningen sammen med leverandøren. Slik kan de ansatte "
              "si hva de trenger underveis."),
        ("quote", "– Vi hadde aldri klart dette alene, sier Kari Nes, helsesjef i Prøvevik kommune."),
        ("li", "Prøvevik kommune"), ("li", "Testnes kommune"), ("li", "Malvåg kommune"),
        ("p", "Erfaringene skal deles med andre kommuner gjennom et nettverk som møtes fire ganger i året."),
    ),
)  # fmt: skip
_DA = Text(
    "da", "Region vil købe grønnere hospitalsmad", "2020-02-27", "27. februar 2020",
    (
        ("p", "Region Prøveland vil halvere klimaaftrykket fra maden på sine fire hospitaler inden 2025. Det sker gennem et "
              "offentligt-privat innovationspartnerskab med tre virksomheder."),
        ("p", "Regionen har afsat otte millioner kroner til arbejdet, og køkkenerne skal være med fra begyndelsen. Det er dem, "
              "der ved, hvad patienterne spiser, og hvad der bliver smidt ud."),
        ("p", "Partnerskabet er et af de første af sin slags i landet. Når det er slut, kan regionen købe løsningen uden et "
              "nyt udbud."),
        ("quote", "»Vi køber ikke det, vi plejer, men det, vi får brug for,« siger Mette Holm, indkøbschef i regionen."),
        ("h2", "Sådan foregår det"),
        ("p", "Virksomhederne er fundet gennem en åben markedsdialog, hvor mere end tyve meldte sig. De valgte arbejder sammen "
              "med køkkenerne i et halvt år, før noget skal leveres."),
    ),
)  # fmt: skip
_FI = Text(
    "fi", "Kaupunki kokeilee uusia ratkaisuja hankinnoissa", "2022-05-31", "31.5.2022",
    (
        ("p", "Mallikaupunki käynnistää kokeilun, jossa yritykset voivat ehdottaa omia ratkaisujaan ennen kuin kaupunki tekee "
              "tarjouspyynnön. Kokeilussa on mukana kolme toimialaa."),
        ("p", "Hanketta johtaa Esimerkkivirasto, joka on varannut siihen kaksi miljoonaa euroa. Mukana ovat myös yliopisto ja "
              "kaksi kuntayhtymää."),
        ("h2", "Yritykset mukaan ajoissa"),
        ("p", "Yritykset kutsutaan keskustelemaan tarpeista jo syksyllä. Keskustelut ovat avoimia kaikille, ja niistä "
              "julkaistaan yhteenveto kaupungin verkkosivuilla."),
        ("quote", "– Näin saamme tietää, mitä markkinoilla on tarjolla, sanoo hankintajohtaja Maija Koski."),
        ("p", "Kokeilun tulokset arvioidaan keväällä, ja sen jälkeen päätetään, otetaanko malli käyttöön koko kaupungissa."),
    ),
)  # fmt: skip
_NL = Text(
    "nl", "Gemeenten kopen samen circulaire meubels in", "2019-10-08", "8 oktober 2019",
    (
        ("p", "Zes gemeenten in de regio Voorbeeldland gaan samen kantoormeubels inkopen die volledig opnieuw te gebruiken "
              "zijn. Het contract loopt zes jaar en is ongeveer vier miljoen euro waard."),
        ("p", "De gemeenten worden geholpen door het Voorbeeldinstituut, dat de eisen heeft opgesteld en de gesprekken met "
              "leveranciers heeft geleid. Veertien bedrijven deden daaraan mee."),
        ("h2", "Minder afval"),
        ("p", "Nu wordt de helft van de meubels na tien jaar weggegooid. Met het nieuwe contract blijven ze eigendom van de "
              "leverancier, die ze terugneemt en opknapt."),
        ("quote", "‘We betalen voor het gebruik en niet voor het bezit’, zegt wethouder Jan de Wit van de gemeente Proefdam."),
        ("p", "De eerste meubels worden in het voorjaar geleverd. Andere gemeenten kunnen zich later nog aansluiten bij het "
              "contract."),
    ),
)  # fmt: skip
_DE = Text(
    "de", "Städte beschaffen gemeinsam Wasserstoffbusse", "2023-06-21", "21. Juni 2023",
    (
        ("p", "Vier Städte im Musterland wollen gemeinsam sechzig Busse kaufen, die mit Wasserstoff fahren. Das Land fördert "
              "das Vorhaben mit neun Millionen Euro."),
        ("p", "Die Musteragentur begleitet die Städte von der Markterkundung bis zum Vertrag. Sie hat dafür mit Herstellern "
              "gesprochen und ein Muster für die Leistungsbeschreibung entwickelt."),
        ("h2", "Erst fragen, dann ausschreiben"),
        ("p", "Vor der Ausschreibung haben die Städte die Hersteller zu einem offenen Austausch eingeladen. Dabei zeigte sich, "
              "dass einige Anforderungen den Preis erhöht hätten, ohne einen Nutzen zu bringen."),
        ("quote", "„Der Austausch hat uns vor teuren Fehlern bewahrt“, sagt Petra Lang, Leiterin des Einkaufs in Probestadt."),
        ("p", "Die ersten Fahrzeuge sollen im Herbst des nächsten Jahres fahren. Weitere Städte haben Interesse gezeigt."),
    ),
)  # fmt: skip
_EN = Text(
    "en", "Agencies share what they learned from buying innovation", "2021-03-03", "3 March 2021",
    (
        ("p", "Seven public agencies have published what they learned from four years of buying solutions that did not exist "
              "when they began. The handbook is free to use and was written by the Example Agency."),
        ("p", "The agencies found that early talks with suppliers mattered more than the choice of procedure. Where they had "
              "spoken with at least ten suppliers, they received three times as many tenders."),
        ("h2", "What went wrong"),
        ("p", "The handbook is frank about failures. In two cases nothing could be bought at all, because the people who were "
              "to use the result had not been asked."),
        ("quote", "“We would rather tell others about our mistakes than see them repeated,” says Jane Moore, head of "
                  "procurement at the Example Agency."),
        ("p", "A network of buyers will now meet every second month. Municipalities from three countries have already joined."),
    ),
)  # fmt: skip


def _words(text: Text, key: str) -> str:
    """Wording of the page around the article."""
    swedish = {
        "home": "Hem", "news": "Nyheter", "about": "Om oss", "contact": "Kontakt", "search": "Sök", "published": "Publicerad",
        "cookie": "Vi använder kakor för att webbplatsen ska fungera. Läs mer om kakor.", "accept": "Godkänn alla",
        "related": "Läs också", "share": "Dela", "print": "Skriv ut", "other": "Så påverkas skolorna av det nya avtalet",
        "other2": "Bygglov blir digitalt nästa år", "footer": "Växel 010-000 00 00. Tillgänglighet. Om webbplatsen.",
        "up": "Till toppen", "subscribe": "Prenumerera på nyhetsbrevet", "helpful": "Hade du nytta av informationen?",
    }  # fmt: skip
    english = {
        "home": "Home", "news": "News", "about": "About us", "contact": "Contact", "search": "Search", "published": "Published",
        "cookie": "We use cookies to make this site work. Read more about cookies.", "accept": "Accept all",
        "related": "Related news", "share": "Share", "print": "Print", "other": "How schools are affected by the new rules",
        "other2": "Building permits go digital", "footer": "Switchboard 000 000. Accessibility. About this site.",
        "up": "Back to top", "subscribe": "Subscribe to our newsletter", "helpful": "Was this page helpful?",
    }  # fmt: skip
    return (swedish if text.language == "sv" else english)[key]


def _body(text: Text, *, paragraph: str = "p", heading: str = "h2", quote: str = "p", skip: int = 0) -> str:
    """The article's parts as HTML, lists as lists."""
    out: list[str] = []
    former = ""
    for kind, words in text.parts[skip:]:
        if kind == "li" and former != "li":
            out.append("<ul>")
        if kind != "li" and former == "li":
            out.append("</ul>")
        tag = {"p": paragraph, "h2": heading, "li": "li", "quote": quote}[kind]
        out.append(f"<{tag}>{escape(words)}</{tag.partition(' ')[0]}>")
        former = kind
    return "\n".join([*out, "</ul>" if former == "li" else ""])


def _menu(text: Text) -> str:
    names = [_words(text, key) for key in ("home", "news", "about", "contact")]
    return "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(names))


def _cards(text: Text, tag: str = "li") -> str:
    names = [_words(text, "other"), _words(text, "other2")]
    return "".join(f'<{tag}><a href="/n/{n}">{name}</a></{tag}>' for n, name in enumerate(names))


def _government(text: Text, publisher: str) -> str:
    return f"""<!DOCTYPE html><html lang="{text.language}"><head><meta charset="utf-8">
<title>{escape(text.title)} - {publisher}</title><link rel="canonical" href="https://gov.example/pressmeddelanden/{text.date}/">
<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="{publisher}">
<meta name="DC.Date.Issued" content="{text.date}"></head><body>
<div class="cookie-bar" role="dialog"><p>{_words(text, "cookie")}</p><button>{_words(text, "accept")}</button></div>
<header><a href="/">{publisher}</a><nav><ul>{_menu(text)}</ul></nav><form><label>{_words(text, "search")}</label></form></header>
<nav class="breadcrumb"><a href="/">{_words(text, "home")}</a> / <a href="/news">{_words(text, "news")}</a></nav>
<main id="content"><div class="l-main"><p class="h1-vignette">{_words(text, "news")}</p><h1>{escape(text.title)}</h1>
<p class="published">{_words(text, "published")} <time datetime="{text.date}">{text.written}</time></p>
<div class="has-wordExplanation"><p class="ingress">{escape(text.parts[0][1])}</p></div><div class="cl">{_body(text, skip=1)}</div></div>
<aside class="sidebar"><h2>{_words(text, "related")}</h2><ul>{_cards(text)}</ul></aside></main>
<footer><p>{_words(text, "footer")}</p><ul>{_menu(text)}</ul></footer></body></html>"""


def _sitevision(text: Text, publisher: str) -> str:
    parts = "".join(
        f'<div class="sv-text-portlet sv-use-margins"><div class="sv-text-portlet-content">{part}</div></div>'
        for part in _body(text, paragraph='p class="normal"', heading='h2 class="subheading2"').split("\n")
        if not part.startswith(("<ul", "<li", "</ul"))
    )
    items = "".join(f"<li>{escape(words)}</li>" for kind, words in text.parts if kind == "li")
    listed = (
        f'<div class="sv-text-portlet"><div class="sv-text-portlet-content"><ul>{items}</ul></div></div>'
        if items
        else ""
    )
    return f"""<!doctype html><html lang="{text.language}" class="sv-no-js"><head><meta charset="utf-8">
<title>{escape(text.title)} | {publisher}</title><meta name="description" content="{escape(text.parts[0][1][:90])}">
<meta property="og:site_name" content="{publisher}"><meta property="article:published_time" content="{text.date}T09:12:00+02:00">
</head><body class="sv-responsive env-m-around--0"><div id="svid10_1" class="sv-layout pagecontent">
<div class="sv-vertical sv-layout skip"><a href="#main">{_words(text, "search")}</a></div>
<div class="sv-custom-module header-menu"><div class="menu"><ul>{_menu(text)}</ul></div></div>
<div class="sv-row"><div class="sv-layout sv-column-3"><div class="sv-navigation-portlet leftmenu"><ul>{_menu(text)}</ul></div></div>
<div id="main" role="main" class="sv-layout sv-column-7"><div class="sv-text-portlet"><h1 class="heading">{escape(text.title)}</h1></div>
{parts}{listed}
<div class="sv-custom-module helpful"><p>{_words(text, "helpful")}</p><button>+</button><button>-</button></div>
<div class="sv-channel-portlet"><h2>{_words(text, "related")}</h2><ul>{_cards(text)}</ul></div></div></div>
<div class="sv-vertical footer"><p>{publisher}. {_words(text, "footer")}</p></div></div></body></html>"""


def _wordpress(text: Text, publisher: str) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "NewsArticle", "headline": text.title, "datePublished": f"{text.date}T10:00:00+00:00"},
            {"@type": "WebSite", "name": publisher},
        ],
    }
    return f"""<!DOCTYPE html><html lang="{text.language}"><head><meta charset="UTF-8"><title>{escape(text.title)} – {publisher}</title>
<link rel="canonical" href="https://blog.example/{text.date[:4]}/{text.date[5:7]}/post/"><meta property="og:site_name" content="{publisher}">
<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script></head><body class="single single-post">
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">{publisher}</a></p>
<nav id="site-navigation" class="main-navigation"><ul class="menu">{_menu(text)}</ul></nav></header>
<div id="content" class="site-content"><main class="site-main"><article class="post type-post"><header class="entry-header">
<h1 class="entry-title">{escape(text.title)}</h1><div class="entry-meta"><time class="entry-date published" datetime="{text.date}T10:00:00+00:00">
{text.written}</time></div></header><div class="entry-content">{_body(text, quote="blockquote")}
<div class="sharedaddy"><h3>{_words(text, "share")}:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul></div></div>
<footer class="entry-footer"><span class="cat-links"><a href="/c">{_words(text, "news")}</a></span></footer></article>
<nav class="post-navigation"><a href="/prev">{_words(text, "other")}</a></nav>
<div id="comments" class="comments-area"><h2>2 comments</h2><ol><li class="comment"><p>Bra skrivet, hoppas det blir av.</p></li></ol></div>
</main><aside id="secondary" class="widget-area"><h2>{_words(text, "subscribe")}</h2><ul>{_cards(text)}</ul></aside></div>
<footer id="colophon" class="site-footer"><p>{_words(text, "footer")}</p></footer></div></body></html>"""


def _cision(text: Text, publisher: str) -> str:
    return f"""<!DOCTYPE html><html lang="{text.language}"><head><meta charset="utf-8"><title>{escape(text.title)} - {publisher}</title>
<meta property="og:title" content="{escape(text.title)}"><meta property="og:type" content="article">
<meta property="og:site_name" content="{publisher}"><meta property="article:published_time" content="{text.date}T07:30:00Z"></head>
<body><div class="navbar"><ul class="nav">{_menu(text)}</ul></div><div class="container"><div class="row"><div class="col-md-8">
<article class="release"><header><span class="release-date">{text.written} 08:30</span><h1>{escape(text.title)}</h1></header>
<div class="release-intro"><strong>{escape(text.parts[0][1])}</strong></div><div class="release-body">{_body(text, skip=1)}</div></article>
<div class="tags"><a href="/t/1">Tag one</a> <a href="/t/2">Tag two</a></div></div><div class="col-md-4 sidebar"><div class="subscribe">
<h3>{_words(text, "subscribe")}</h3><form><input type="email"><button>OK</button></form></div><div class="latest"><h3>{_words(text, "related")}</h3>
<ul>{_cards(text)}</ul></div></div></div></div><footer class="footer"><p>{_words(text, "footer")}</p></footer></body></html>"""


def _newspaper(text: Text, publisher: str) -> str:
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": text.title, "datePublished": f"{text.date}T05:00:00Z",
        "publisher": {"@type": "Organization", "name": publisher}, "isAccessibleForFree": True,
    }  # fmt: skip
    half = 1 + len(text.parts) // 2
    first = Text(text.language, text.title, text.date, text.written, text.parts[1:half])
    rest = Text(text.language, text.title, text.date, text.written, text.parts[half:])
    return f"""<!doctype html><html lang="{text.language}"><head><meta charset="utf-8"><title>{escape(text.title)} | {publisher}</title>
<meta property="og:site_name" content="{publisher}"><link rel="canonical" href="https://paper.example/a/{text.date}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body><div id="app"><header class="topbar">
<nav>{_menu(text)}</nav><a class="login" href="/login">Logga in</a></header><div class="ad ad--top">Annons</div>
<article class="article"><div class="article__label">{_words(text, "news")}</div><h1 class="article__headline">{escape(text.title)}</h1>
<p class="article__lead">{escape(text.parts[0][1])}</p><div class="article__meta"><time datetime="{text.date}T05:00:00Z">{text.written}</time></div>
<figure><img src="a.jpg" alt=""><figcaption>Bild: Arkiv</figcaption></figure><div class="article__body">{_body(first)}
<aside class="teaser"><h4>{_words(text, "related")}</h4><a href="/n/1">{_words(text, "other")}</a></aside><div class="ad">Annons</div>
{_body(rest)}</div></article><section class="most-read"><h2>{_words(text, "news")}</h2><ol>{_cards(text)}</ol></section>
<section class="feed">{_cards(text, "h3")}</section></div><footer>{_words(text, "footer")}</footer></body></html>"""


def _drupal(text: Text, publisher: str) -> str:
    return f"""<!DOCTYPE html><html lang="{text.language}" dir="ltr"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10" />
<title>{escape(text.title)} | {publisher}</title><meta property="og:site_name" content="{publisher}" />
<meta property="article:published_time" content="{text.date}T12:00:00+0300" /></head><body class="path-node page-node-type-news">
<a href="#main-content" class="visually-hidden">Skip</a><div class="dialog-off-canvas-main-canvas"><header role="banner">
<div class="region region-header"><nav role="navigation"><ul class="menu">{_menu(text)}</ul></nav></div></header>
<main role="main"><a id="main-content"></a><div class="region region-content"><div class="block block-page-title"><h1><span>{escape(text.title)}</span></h1></div>
<div class="node node--type-news"><div class="node__content"><div class="field field--name-field-date">{text.written}</div>
<div class="field field--name-body">{_body(text)}</div></div></div>
<div class="views-element-container"><h2>{_words(text, "related")}</h2><div class="view-content">{_cards(text, "div")}</div></div></div></main>
<footer role="contentinfo"><div class="region region-footer"><p>{_words(text, "footer")}</p></div></footer></div></body></html>"""


def _episerver(text: Text, publisher: str) -> str:
    return f"""<!DOCTYPE html><html lang="{text.language}"><head><meta charset="utf-8"><title>{publisher} - {escape(text.title)}</title>
<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="{publisher}"></head><body>
<div class="cookie-consent"><p>{_words(text, "cookie")}</p><button>{_words(text, "accept")}</button></div>
<header class="global-header"><div class="mega-menu"><ul>{_menu(text)}</ul></div></header><div class="page-wrapper"><div class="grid">
<div class="grid__left"><nav class="submenu"><ul>{_menu(text)}</ul></nav></div><div class="grid__main"><main><h1>{escape(text.title)}</h1>
<div class="preamble">{escape(text.parts[0][1])}</div><div class="rich-text">{_body(text, skip=1)}</div>
<div class="page-info"><span>{_words(text, "published")}: {text.written}</span> <button>{_words(text, "print")}</button></div></main></div>
<div class="grid__right"><div class="block factbox"><h3>{_words(text, "contact")}</h3><p>{_words(text, "footer")}</p></div></div></div></div>
<footer class="global-footer"><ul>{_menu(text)}</ul><p>{_words(text, "footer")}</p></footer></body></html>"""


def _tables(text: Text, publisher: str) -> str:
    return f"""<html><head><title>{escape(text.title)}</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="date" content="{text.date}"><meta name="author" content="{publisher}"></head><body bgcolor="#ffffff">
<table width="900"><tr><td colspan="2"><b>{publisher}</b></td></tr><tr><td width="180" valign="top"><a href="/">{_words(text, "home")}</a><br>
<a href="/n">{_words(text, "news")}</a><br><a href="/o">{_words(text, "about")}</a><br><a href="/k">{_words(text, "contact")}</a></td>
<td valign="top"><h1>{escape(text.title)}</h1>{_body(text)}<p><a href="javascript:print()">{_words(text, "print")}</a></p></td></tr>
<tr><td colspan="2"><font size="1">{_words(text, "footer")}</font></td></tr></table></body></html>"""


KINDS: dict[str, tuple[Callable[[Text, str], str], str]] = {
    "government": (_government, "Exempelregeringen"),
    "municipal-sitevision": (_sitevision, "Provköpings kommun"),
    "wordpress": (_wordpress, "Exempelnätverket"),
    "cision": (_cision, "Exempelbolaget"),
    "newspaper": (_newspaper, "Exempelbladet"),
    "drupal": (_drupal, "Mallikaupunki"),
    "episerver": (_episerver, "Exempelverket"),
    "tables": (_tables, "Exempelföreningen"),
}
TEXTS = (_SV, _SV2, _NB, _DA, _FI, _NL, _DE, _EN)


def web_pages() -> Iterator[WebPage]:
    """Forty pages: each kind of site with five of the eight texts, Swedish ones always among them."""
    for number, (name, (make, publisher)) in enumerate(KINDS.items()):
        others = [TEXTS[2 + (number + step) % 6] for step in range(3)]
        for text in (_SV, _SV2, *others):
            yield WebPage(f"{name}-{text.language}-{text.date}", make(text, publisher), text, publisher)
