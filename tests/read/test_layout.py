"""The layout of plain text and of pages full of furniture."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.read import read_text


def read(text: str) -> Article:
    return read_text(text, id="a")


def layout(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def of_kind(article: Article, kind: str) -> list[str]:
    return [text for found, text in layout(article) if found == kind]


INTERVIEW = """\
« Alla nyheter

2020-06-16

Myndigheten – en av initiativtagarna till veckan

Gruppen bakom veckan har inför årets vecka fått tillökning i form av Upphandlingsmyndigheten och DIGG.

Varför är det viktigt för er att vara en del av veckan?
För oss på Upphandlingsmyndigheten är det självklart att delta. Vi har ju en uppgift att främja innovation, \
och vi har bjudit in Nederländerna och Österrike att berätta.

Toppbild: Från ett av seminarierna.  Från vänster: Johanna Enberg, Upphandlingsmyndigheten och \
Jenny Engström, Vinnova.

\u00a0

Johanna Enberg, strateg med inriktning innovation, Upphandlingsmyndigheten."""


def test_an_interview_copied_from_its_page() -> None:
    article = read(INTERVIEW)
    assert article.text == INTERVIEW
    assert article.title == "Myndigheten – en av initiativtagarna till veckan"
    assert article.date == "2020-06-16"
    assert [kind for kind, _ in layout(article)] == [
        "boilerplate", "boilerplate", "title", "paragraph", "heading", "paragraph", "caption", "paragraph",
    ]  # fmt: skip


WRAPPED = """\
Hoppa till huvudinnehåll
Meny
Sök
Lyssna

Vi använder kakor (cookies) för att webbplatsen ska fungera bra. Godkänn alla kakor eller välj inställningar.
Godkänn alla
Endast nödvändiga

Start / Nyheter / Vinnova satsar

Vinnova satsar 50 miljoner på innovationsupphandling i
kommuner

Publicerad: 3 maj 2021
Lästid: 3 min

Vinnova finansierar tolv projekt där kommuner och regioner ska utre-
da nya sätt att köpa in lösningar. Satsningen görs tillsammans med
Upphandlingsmyndigheten och Myndigheten för digital
förvaltning (DIGG).

– Vi vill se fler innovativa inköp, säger Anna Ek, enhetschef på
Vinnova.

Medverkande kommuner
Skellefteå kommun
Region Skåne
Göteborgs Stad
Eva Berg, projektledare, Lunds kommun

Projekten pågår till 2023. Därefter ska resultaten spridas till alla
kommuner i landet. Upphandlingsmyndigheten leder arbetet med
spridningen.

Kontakt
Anna Ek, enhetschef, Vinnova
08-473 30 00
anna.ek@vinnova.example

Dela på Facebook
Dela på LinkedIn
Skriv ut

Läs också
Ny generaldirektör för DIGG
Kommuner köper mer hållbart

Senast uppdaterad: 4 maj 2021
© Vinnova 2021 | Om oss | Kontakt | Personuppgifter | Cookies
"""


def test_a_wrapped_page_with_everything_around_it() -> None:
    article = read(WRAPPED)
    assert article.title == "Vinnova satsar 50 miljoner på innovationsupphandling i kommuner"
    assert article.date == "2021-05-03"
    paragraphs = [" ".join(text.split()) for text in of_kind(article, "paragraph")]
    assert paragraphs == [
        "Vinnova finansierar tolv projekt där kommuner och regioner ska utre- da nya sätt att köpa in "
        "lösningar. Satsningen görs tillsammans med Upphandlingsmyndigheten och Myndigheten för digital "
        "förvaltning (DIGG).",
        "– Vi vill se fler innovativa inköp, säger Anna Ek, enhetschef på Vinnova.",
        "Projekten pågår till 2023. Därefter ska resultaten spridas till alla kommuner i landet. "
        "Upphandlingsmyndigheten leder arbetet med spridningen.",
        "Anna Ek, enhetschef, Vinnova",
    ]
    assert of_kind(article, "item")[-4:] == [
        "Skellefteå kommun", "Region Skåne", "Göteborgs Stad", "Eva Berg, projektledare, Lunds kommun",
    ]  # fmt: skip
    assert len(of_kind(article, "boilerplate")) == 21


@pytest.mark.parametrize(
    "furniture",
    [
        "Hoppa till innehåll\nMeny\nSök",
        "Hem | Nyheter | Kontakt | Om oss",
        "Hem Nyheter Kontakt Om oss",
        "Du är här: Hem / Aktuellt / Innovation",
        "Vi använder cookies för att förbättra din upplevelse. Läs mer om cookies. Acceptera",
        "Dela på LinkedIn",
        "Dela: Facebook X LinkedIn",
        "Facebook | Twitter | E-post",
        "Deel dit artikel Facebook LinkedIn WhatsApp",
        "Skriv ut",
        "Sida 3 av 12",
        "Årsrapport om upphandling                Sida 3 (av) 12\n".replace("(av)", "av"),
        "© 2021 Vinnova. Alla rättigheter förbehållna.",
        "E-post: registrator@vinnova.example",
        "Telefon: 08-473 30 00",
        "* * *",
        "Hopp til innhold",
        "Hjem > Aktuelt",
        "Vi bruker informasjonskapsler på nettstedet. Godta alle eller kun nødvendige.",
        "Spring til indhold\nForside\nSøg",
        "Vi bruger cookies til statistik. Accepter alle",
        "Siirry sisältöön",
        "Käytämme evästeitä sivuston kehittämiseen. Hyväksy kaikki evästeet.",
        "Etusivu > Ajankohtaista",
        "Direct naar de inhoud",
        "Wij gebruiken cookies om deze website te verbeteren. Alle cookies accepteren",
        "U bent hier: Home > Nieuws",
        "Zum Inhalt springen",
        "Diese Website verwendet Cookies. Alle akzeptieren oder nur notwendige.",
        "Startseite > Aktuelles\nImpressum\nDatenschutz",
        "Skip to main content",
        "We use cookies to improve your experience. Accept all",
        "Facebook Twitter LinkedIn E-mail",
        "Follow us\nTwitter\nLinkedIn",
    ],
)
def test_furniture_is_boilerplate(furniture: str) -> None:
    prose = "Vinnova har fått i uppdrag att stödja kommuner som köper in nya lösningar, säger Anna Ek på Vinnova."
    for text in (f"{furniture}\n\n{prose}\n\n{prose} Igen.", f"{prose}\n\n{prose} Igen.\n\n{furniture}"):
        article = read(text)
        kinds = {kind for kind, part in layout(article) if part in furniture}
        assert kinds == {"boilerplate"}
        assert of_kind(article, "paragraph") == [prose, f"{prose} Igen."]


@pytest.mark.parametrize(
    "content",
    [
        "Deltagare:\nVinnova\nDIGG\nTNO",
        "Anna Ek, Vinnova\nBo Berg, DIGG\nSkriv ut",
        "Kontakt:\nAnna Ek, strateg, Vinnova",
        "- Vinnova\n- Region Skåne\n- Press\n- Kontakt\n- Lunds kommun",
        "Vinnova\nDIGG\nDeel deze pagina\nFacebook\nLinkedIn\nTwitter",
        "Facebook\nLinkedIn\nTwitter\nVinnova\nAnna Ek",
        "Utredningen om kakor och cookies föreslår att myndigheter ska informera, skriver Vinnova och DIGG.",
        "Projektet Dela data leds av DIGG.",
        "Läs mer om Upphandlingsmyndighetens arbete med innovation",
        "Presskontakt Anna Ek, pressansvarig på Vinnova, 08-473 30 00",
        "Hem för äldre i Lund / Vinnova finansierar / DIGG",
        "Program: Vinnova, DIGG och SKR",
        "Facebook, Google och Microsoft deltar i mötet med DIGG",
        "Läs också\n\nVinnova och DIGG har tillsammans med Region Skåne tagit fram en vägledning om öppna "
        "data, som regeringen har beställt och som ska användas av alla kommuner.",
    ],
)
def test_names_and_prose_are_never_furniture(content: str) -> None:
    prose = "Vinnova har fått i uppdrag att stödja kommuner som köper in nya lösningar, säger Anna Ek på Vinnova."
    article = read(f"Myndigheter möts om innovation\n\n{prose}\n\n{content}\n\n{prose} Igen.")
    lost = " ".join(of_kind(article, "boilerplate"))
    for name in (
        "Vinnova",
        "DIGG",
        "TNO",
        "Anna Ek",
        "Bo Berg",
        "Region Skåne",
        "Lunds kommun",
        "Upphandling",
    ):
        assert name not in lost


def test_lines_wrapped_at_72_columns_are_one_paragraph_in_german_too() -> None:
    text = """\
Das Bundesministerium für Arbeit und Wirtschaft hat gemeinsam mit der
Österreichischen Forschungsförderungsgesellschaft und der IÖB
Servicestelle ein Programm für die innovationsfördernde öffentliche
Beschaffung gestartet. Es richtet sich an Gemeinden und Städte in ganz
Österreich und läuft bis Ende 2026."""
    assert layout(read(text)) == [("paragraph", text)]


def test_a_paragraph_is_apart_from_the_next_though_no_empty_line_is() -> None:
    first = "En mening som är så lång att den fyller en hel rad i spalten, och sedan en\nkort."
    second = "Nästa stycke börjar här med en rad som också är så lång att den fyller en\nspalt till slut."
    assert of_kind(read(f"{first}\n{second}\n{first}\n{second}"), "paragraph") == [first, second] * 2


@pytest.mark.parametrize("mark", ["-", "*", "•", "·", "1.", "a)", "▪"])
def test_lists_lose_their_marks(mark: str) -> None:
    article = read(f"Rubrik om något\n\nDe är med:\n\n{mark} Vinnova\n{mark} DIGG, som är ny")
    assert of_kind(article, "item") == ["Vinnova", "DIGG, som är ny"]


def test_a_dash_begins_what_somebody_says() -> None:
    said = ["– Vi är med, säger Anna Ek.", "– Det är bra, svarar Bo Berg på DIGG."]
    assert of_kind(read("Rubrik om mötet\n\n" + "\n".join(said)), "paragraph") == said
    assert of_kind(read("Vi mötte:\n\n– Vinnova\n– DIGG"), "item") == ["Vinnova", "DIGG"]


@pytest.mark.parametrize(
    "caption",
    [
        "Toppbild: Mötet i Lund.", "Foto: Anna Ek", "Från vänster: Anna Ek och Bo Berg.", "Bild: Vinnova",
        "Fra venstre: Anna Ek, Digdir.", "Billedtekst: Mødet i Odense.", "Kuvassa: Anna Ek.",
        "Vasemmalta Anna Ek ja Bo Berg.", "V.l.n.r.: Anna Ek en Bo Berg.", "Op de foto: Anna Ek.",
        "Von links: Anna Ek und Bo Berg.", "From left: Anna Ek and Bo Berg.", "(Foto: Bo Berg)",
    ],
)  # fmt: skip
def test_captions(caption: str) -> None:
    prose = "Vinnova har fått i uppdrag att stödja kommuner som köper in nya lösningar, säger Anna Ek på Vinnova."
    assert of_kind(read(f"Rubrik om mötet\n\n{prose}\n{caption}\n\n{prose}"), "caption") == [caption]


@pytest.mark.parametrize("text", ["Vinnova", "Vinnova satsar.", "Hem", "?", "– Ja.", "2020-06-16"])
def test_a_single_line_is_kept(text: str) -> None:
    assert "".join(part for _, part in layout(read(text))) == text


def test_a_site_name_above_the_title_is_not_the_title() -> None:
    prose = "Vinnova har fått i uppdrag att stödja kommuner som köper in nya lösningar, säger Anna Ek på Vinnova."
    article = read(f"Vinnova\n\nNyheter\n\nTolv kommuner får stöd för nya inköp\n\n{prose}")
    assert article.title == "Tolv kommuner får stöd för nya inköp"


def test_cells_of_a_table_a_line_each_are_no_menu() -> None:
    rows = "Ekdals kommun |\n32 816 000\n|\nKumla kommun |\n2 268 000\n|"
    article = read_text(f"# Bidrag\n\nPengarna är fördelade.\n\n{rows}\n", id="x", format="markdown")
    kept = [article.text[b.start : b.end] for b in article.blocks if b.kind != "boilerplate"]
    assert kept[2:] == ["Ekdals kommun |", "32 816 000", "Kumla kommun |", "2 268 000"]
    article = read_text("# Bidrag\n\nPengarna är fördelade.\n\n070 123 456 78\n", id="x", format="markdown")
    assert [b.kind for b in article.blocks][-1] == "boilerplate"


def test_lines_that_end_with_an_amount_are_entries() -> None:
    entries = [
        "Gröna gårdar, Kumla kommun, 5 000 000 kr",
        "Lugna gator i alla stadsdelar, Boverket, 4 200 000 kr",
        "Nya parker för barn, Region Skåne, 3 900 000 kr",
        "Rena sjöar, Lunds kommun, 6 000 000 kr",
    ]
    text = (
        "Sju projekt får dela på pengarna.\n\nFöljande projekt får stöd:\n\n" + "\n".join(entries) + "\n\nDet är klart."
    )
    assert of_kind(read(text), "item") == entries


def test_an_item_that_stops_at_a_comma_goes_on_in_the_next_line() -> None:
    text = "Beviljade:\n\n  • Ung i byn, 500 000 kr - Skåne\n  • Att synliggöra det osynliga,\n    300 000 kr - Kumla\n"
    for format_ in (None, "markdown"):
        article = read_text(text, id="x", format=format_)
        items = [article.text[b.start : b.end] for b in article.blocks if b.kind == "item"]
        assert [" ".join(item.split()) for item in items] == [
            "Ung i byn, 500 000 kr - Skåne",
            "Att synliggöra det osynliga, 300 000 kr - Kumla",
        ]


def test_lines_that_end_with_a_noun_are_entries_too() -> None:
    towns = [
        "Kumla och Hallsbergs gemensamma kommun",
        "Lekebergs i Örebro län belägna kommun",
        "Askersunds vackra kommun",
    ]
    text = "Följande kommuner deltar:\n\n" + "\n".join(towns) + "\n\nDet är klart."
    assert of_kind(read(text), "item") == towns


def test_a_time_of_day_begins_a_line_of_a_programme() -> None:
    lines = [
        "09:00 Velkommen ved Tore Dahl, leder for avdelingen",
        "09:15 Behovet i byen. Kristin Holm, direktør, Oslo kommune",
        "09:45 Nye veier for alle – Per Lund, leder i Bærum kommune",
    ]
    found = of_kind(read("Program\n\n" + "\n".join(lines) + "\n\nPåmelding innen fredag."), "item")
    assert found == lines


def test_a_number_that_counts_nothing_marks_no_item() -> None:
    text = "Programm\n\n20. Februar 2024, Gotha\n\n8. Tag der Archive\n\nEs ist so weit.\n\n1. Eins\n\n2. Zwei\n"
    article = read_text(text, id="x", format="text")
    found = [article.text[b.start : b.end] for b in article.blocks if b.kind == "item"]
    assert found == ["Eins", "Zwei"]


def test_a_line_that_ends_with_a_comma_or_a_preposition_goes_on_in_the_next() -> None:
    text = "Deltagare:\nAnna Ek (M),\nOrdförande, trafikutskottet\n"
    text += "Bo Lind, forskare vid\nUmeå universitet\nEva Berg, chef\n"
    assert of_kind(read(text), "item") == [
        "Anna Ek (M),\nOrdförande, trafikutskottet",
        "Bo Lind, forskare vid\nUmeå universitet",
        "Eva Berg, chef",
    ]


def test_entries_that_all_end_with_commas_stay_apart() -> None:
    lines = ["Anna Ek, Boverket,", "Bo Lind, Formas,", "Eva Berg, Skatteverket"]
    assert of_kind(read("Deltagare:\n" + "\n".join(lines) + "\n"), "item") == lines


def test_names_set_on_lines_of_their_own_inside_a_sentence_are_in_it() -> None:
    text = (
        "– Nu kan vi bygga skolor i hela landet, säger\n\nAnna Ek\n\n, rektor på\n\nUmeå universitet\n\n.\n\n"
        "Till styrelsen valdes bland andra ordförande\n\nBo Lind\n\n(S) Region Skåne.\n\n"
        "Rapporten har skrivits av vår utredare på museet\n\nEva Dal\n\nMuseichef på museet sedan länge är Per Sand.\n"
    )
    said, chosen, *rest = layout(read(text))
    assert said[1].startswith("– Nu kan vi") and said[1].endswith("Umeå universitet\n\n.")
    assert chosen[1].endswith("(S) Region Skåne.")
    assert [line for _, line in rest][1] == "Eva Dal"


def test_labelled_lines_are_facts_of_their_own_however_wide_the_prose_is_set() -> None:
    prose = "Här står text som är satt i en spalt och som bryts av\nradslut mitt i meningen så att spalten syns.\n" * 4
    facts = "Projektägare: Kumla kommun\nPartner: Hallsbergs kommun, Region Skåne\nFinansiering: Vinnova och Formas"
    found = read(f"# Trygga gator\n\n{facts}\nTid: 2024–2027\n\n{prose}\n")
    assert of_kind(found, "item") == [*facts.split("\n"), "Tid: 2024–2027"]


@pytest.mark.parametrize("address", ["anna(at)boverket.example", "anna.ek@boverket.example", "tel. 010-123 45 67"])
def test_an_address_below_a_name_is_a_line_of_its_own(address: str) -> None:
    found = read(f"# Nyhet\n\nPressekontakt\nAnna Ek, Boverket, enheten för stöd\n{address}\n")
    assert any(text == "Anna Ek, Boverket, enheten för stöd" for _, text in layout(found))
