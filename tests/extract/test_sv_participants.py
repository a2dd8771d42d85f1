"""Swedish pages of participants, members and organisers: lists, and the project or event that the title names."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text

_Listed = dict[tuple[str, str], list[str]]


def _listed(title: str, text: str, publisher: str) -> _Listed:
    """Who takes part, is a member or organises, by the relation and what it is to."""
    sender = f"publisher: {publisher}\n" if publisher else ""
    head = f'---\ntitle: "{title}"\nlanguage: sv\n{sender}---\n\n'
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    listed: _Listed = {}
    for relation in found["relations"]:
        if relation["p"] in ("participatesIn", "memberOf", "organizes"):
            who = listed.setdefault((relation["p"], labels[relation["o"]]), [])
            who.append(labels[relation["s"]])
    return {what: sorted(set(who)) for what, who in listed.items()}


_PAGES: list[tuple[str, str, str, _Listed]] = [
    (
        "Anna Ek och Bo Lind på Trädvännernas höstexkursion",
        "Exkursionen äger rum den 22 augusti och är ett samarrangemang med Boverket. På programmet finns även "
        "experter från Skatteverket och Trafikverket. Sist hålls en debatt där Eva Dal (M) och Ola Sund (S) deltar.",
        "Trädvännerna",
        {
            ("organizes", "Trädvännernas höstexkursion"): ["Boverket", "Trädvännerna"],
            ("participatesIn", "Trädvännernas höstexkursion"): [
                "Anna Ek",
                "Bo Lind",
                "Eva Dal",
                "Ola Sund",
                "Skatteverket",
                "Trafikverket",
            ],
        },
    ),
    (
        "Storövning i Halland",
        "Den 4 maj genomförs övning Storm 24 i Halland. I övningen deltar Länsstyrelsen i Hallands län, "
        "Region Halland, Varbergs kommun och Polismyndigheten.",
        "",
        {
            ("participatesIn", "Storm 24"): [
                "Länsstyrelsen i Hallands län",
                "Polismyndigheten",
                "Region Halland",
                "Varbergs kommun",
            ],
        },
    ),
    (
        "Kommunen övar tillsammans med andra",
        "Under två dagar övar Kumla kommun inom ramen för övningen Vintergatan 2023. Övningen leds av "
        "Länsstyrelsen i Örebro län.\n\nDeltagande aktörer:\n\n- Kumla kommun\n- Region Örebro län\n"
        "- Trafikverket",
        "",
        {
            ("participatesIn", "Vintergatan 2023"): ["Kumla kommun", "Region Örebro län", "Trafikverket"],
            ("organizes", "Vintergatan 2023"): ["Länsstyrelsen i Örebro län"],
        },
    ),
    (
        "Norrsken 22 är slut",
        "Försvarsmaktsövningen Norrsken 22 avslutades i dag. Göteborgs Stad deltog i övningen tillsammans "
        "med Trafikverket.",
        "",
        {
            ("participatesIn", "Norrsken 22"): ["Göteborgs Stad", "Trafikverket"],
        },
    ),
    (
        "Regional övning: Snökanon",
        "Mellan den 4 och 6 maj har Länsstyrelsen i Dalarnas län, Falu kommun och Region Dalarna deltagit i"
        " en övning om elavbrott.",
        "",
        {
            ("participatesIn", "Snökanon"): ["Falu kommun", "Länsstyrelsen i Dalarnas län", "Region Dalarna"],
        },
    ),
    (
        "Gröna skolgårdar",
        "Barn rör sig för lite. Projektet ska ge fler barn en grön skolgård.\n\nProjektpartner\n\n"
        "Örebro kommun, Kumla kommun, Örebro universitet och Boverket\n\nProjektet finansieras av Boverket.",
        "",
        {
            ("participatesIn", "Gröna skolgårdar"): ["Boverket", "Kumla kommun", "Örebro kommun", "Örebro universitet"],
        },
    ),
    (
        "Levande vatten - friska sjöar för alla",
        "Många sjöar mår dåligt. Projektets mål är att minska övergödningen. Det är en del av programmet "
        "Interreg Östersjön.\n\nProjektpartners\n\n"
        "Sverige: Havs- och vattenmyndigheten, Kalmar kommun och SMHI. Finland: Finlands miljöcentral och "
        "Vasa stad. Danmark: Aarhus Kommune.",
        "",
        {
            ("participatesIn", "Levande vatten"): [
                "Aarhus Kommune",
                "Havs- och vattenmyndigheten",
                "Kalmar kommun",
                "SMHI",
                "Suomen ympäristökeskus",
                "Vasa stad",
            ],
        },
    ),
    (
        "Nätverk för skolbibliotek",
        "Nätverket arbetar för bättre skolbibliotek.\n\n"
        "I nätverket ingår 9 kommuner av olika storlek och från hela landet: Arvika, Bollnäs, Kumla, Borås,"
        " Eskilstuna, Lund, Malmö, Åre och Örebro.",
        "",
        {
            ("memberOf", "Nätverk för skolbibliotek"): [
                "Arvika kommun",
                "Bollnäs kommun",
                "Borås stad",
                "Eskilstuna kommun",
                "Kumla kommun",
                "Lunds kommun",
                "Malmö stad",
                "Åre kommun",
                "Örebro kommun",
            ],
        },
    ),
    (
        "Tolv kommuner med i Skolkraft",
        "Projektet Skolkraft startar i höst. De tolv kommuner som deltar är Arvika, Bollnäs, Kumla, Borås, "
        "Eskilstuna och Lund.",
        "",
        {
            ("participatesIn", "Skolkraft"): [
                "Arvika kommun",
                "Bollnäs kommun",
                "Borås stad",
                "Eskilstuna kommun",
                "Kumla kommun",
                "Lunds kommun",
            ],
        },
    ),
    (
        "Nya projekt beviljade",
        "Fyra projekt får stöd.\n\nSeniorkraft\n\nProjektet Seniorkraft ska hjälpa äldre.\n\n"
        "Lead partner: Aarhus Kommune, Lunds universitet Partner: Viborg Kommune, Högskolan i Halmstad, "
        "Varbergs kommun\n\nSjöbris\n\nProjektet vill rena hav.\n\n"
        "Lead partner: Kalmar kommun Partners: Region Skåne och Malmö universitet",
        "",
        {
            ("participatesIn", "Seniorkraft"): [
                "Aarhus Kommune",
                "Högskolan i Halmstad",
                "Lunds universitet",
                "Varbergs kommun",
                "Viborg Kommune",
            ],
            ("participatesIn", "Sjöbris"): ["Kalmar kommun", "Malmö universitet", "Region Skåne"],
        },
    ),
    (
        "Två nya projekt i Skåne",
        "Den första januari inleds projekten Gröna byar och Pendla smart i Öresund. Gröna byar kommer "
        "drivas av Helsingborgs stad, med Lunds kommun och Arbetsförmedlingen som projektpartners. Pendla "
        "smart i Öresund ska ledas av Region Skåne med bland annat Malmö stad, Kristianstads kommun och "
        "Lunds universitet som partners.",
        "",
        {
            ("participatesIn", "Gröna byar"): ["Arbetsförmedlingen", "Helsingborgs stad", "Lunds kommun"],
            ("participatesIn", "Pendla smart i Öresund"): [
                "Kristianstads kommun",
                "Lunds universitet",
                "Malmö stad",
                "Region Skåne",
            ],
        },
    ),
    (
        "Program 27 maj",
        "Moderator Anna Ek\n\n10:00 Välkommen till Vattenforum\n"
        "Bo Lind, Folkhälsomyndigheten och Karin Berg, Sveriges Kommuner och Regioner\n\n"
        "10:15 Ett rent Malmö\nEva Ström, Malmö stad\n\n10:35 Regeringens arbete\n"
        "Gabriel Ek, folkhälsominister\n\n11:00 Panelsamtal: Vatten för alla?\n"
        "Bo Lind, Folkhälsomyndigheten\nInger Holm, Rädda Barnen",
        "",
        {
            ("participatesIn", "Vattenforum"): [
                "Anna Ek",
                "Bo Lind",
                "Eva Ström",
                "Gabriel Ek",
                "Inger Holm",
                "Karin Berg",
            ],
        },
    ),
    (
        "Projektorganisation",
        "Styrgrupp\n\n- Anna Ek, chef, UKÄ\n- Bo Lind, enhetschef, Socialstyrelsen\n\nReferensgrupp\n\n"
        "Till uppdraget knyts en referensgrupp med erfarna personer. Gruppen möts två gånger om året.\n\n"
        "Gruppen består av:\n\n- Kommundirektör Eva Ström, Kumla kommun\n"
        "- Prorektor Karin Dahl, Karolinska institutet\n- Utvecklare Olof Berg, Region Västmanland",
        "",
        {
            ("memberOf", "Styrgrupp"): ["Anna Ek", "Bo Lind"],
            ("memberOf", "Referensgrupp"): ["Eva Ström", "Karin Dahl", "Olof Berg"],
        },
    ),
    (
        "Demokratidagen 25 februari",
        "Sundsvalls kommun bjuder in till Demokratidagen.\n\n"
        "Demokratidagens inspirationsföreläsare är Ida Ek från Make Equal. Moderator för dagen är Bo Lind. "
        "Talmannen Eva Ström är årets inledningstalare.",
        "",
        {
            ("participatesIn", "Demokratidagen"): ["Bo Lind", "Eva Ström", "Ida Ek"],
            ("organizes", "Demokratidagen"): ["Sundsvalls kommun"],
        },
    ),
    (
        "Största vattenprojektet hittills",
        "EU-projektet Rena bäckar har en budget på 179 miljoner kronor. Projektpartners är bland annat "
        "Havs- och vattenmyndigheten och Trafikverket tillsammans med flera skogsbolag, kommuner och "
        "Sportfiskarna.\nLänsstyrelsen Västerbotten står som projektägare i projektet som startar 2021.",
        "",
        {
            ("participatesIn", "Rena bäckar"): [
                "Havs- och vattenmyndigheten",
                "Länsstyrelsen i Västerbottens län",
                "Sportfiskarna",
                "Trafikverket",
            ],
        },
    ),
    (
        "Projekt: Skolan mitt i byn",
        "Syftet med studien är att förstå skolor.\n\nFakta om projektet\n\nProjektledare\n"
        "Agneta Ek, Lunds universitet\nÖvriga projektmedlemmar\n"
        "Veronika Alm och Goran Berg, Linnéuniversitetet\nDeltagande organisationer\n"
        "Linnéuniversitetet; Lunds universitet\nFinansiär\nBrottsförebyggande rådet",
        "",
        {
            ("participatesIn", "Skolan mitt i byn"): [
                "Goran Berg",
                "Linnéuniversitetet",
                "Lunds universitet",
                "Veronika Alm",
            ],
        },
    ),
    (
        "Dalarnas vårdpolitiska råd",
        "Dalarnas vårdpolitiska råd beslutar om vård.\n\nLedamöter\n\n"
        "Anders Ek (S), Region Dalarna, Ordförande\nAgneta Berg (MP), Region Dalarna\n"
        "Helena Lind (S), Falu kommun",
        "Region Dalarna",
        {
            ("memberOf", "Dalarnas vårdpolitiska råd"): ["Agneta Berg", "Anders Ek", "Helena Lind"],
        },
    ),
    (
        "Kommunerna bildar nytt nätverk",
        "I dag bildades nätverket Kustkraft. Med i nätverket är Kalmar kommun, Oskarshamns kommun och "
        "Region Kalmar län. Även Linnéuniversitetet har anslutit sig.",
        "",
        {
            ("memberOf", "Kustkraft"): [
                "Kalmar kommun",
                "Linnéuniversitetet",
                "Oskarshamns kommun",
                "Region Kalmar län",
            ],
        },
    ),
    (
        "Kultur för äldre",
        "Kultur för äldre är ett samarbete mellan fyra parter.\n\n"
        "Medverkande parter: Region Skåne, Malmö stad, Lunds kommun, ABF.\n\n"
        "Projektledare: Anna Ek, Region Skåne\n\nProjekttid: 2021-2023",
        "",
        {
            ("participatesIn", "Kultur för äldre"): ["ABF", "Lunds kommun", "Malmö stad", "Region Skåne"],
        },
    ),
    (
        "Mat i rörelse",
        "Mat i rörelse\n\n"
        "Konsortiet består av åtta parter från fyra länder: Lunds universitet, RISE, Umeå kommun, Oslo "
        "kommune, Aalto-universitetet, Region Skåne, Coop och Axfood.\n\nProjektet pågår i tre år.",
        "",
        {
            ("participatesIn", "Mat i rörelse"): [
                "Aalto-universitetet",
                "Axfood",
                "Coop",
                "Lunds universitet",
                "Oslo kommune",
                "RISE Research Institutes of Sweden",
                "Region Skåne",
                "Umeå kommun",
            ],
        },
    ),
    (
        "Skogens dag",
        "Boka in den 4 maj!\n\nTalare:\nAnna Ek, generaldirektör, Skogsstyrelsen\n"
        "Bo Lind, professor, Sveriges lantbruksuniversitet\nEva Ström, vd, Sveaskog\n\n"
        "Arrangör: Skogsstyrelsen i samarbete med Sveriges lantbruksuniversitet\n\nAnmälan senast 3 april",
        "",
        {
            ("participatesIn", "Skogens dag"): ["Anna Ek", "Bo Lind", "Eva Ström"],
            ("organizes", "Skogens dag"): ["Skogsstyrelsen", "Sveriges lantbruksuniversitet"],
        },
    ),
    (
        "Så arbetar vi i Bergslagssamverkan",
        "Bergslagssamverkan är ett kommunalförbund. Medlemskommuner är Kumla, Hallsberg, Lekeberg och Askersund.",
        "",
        {
            ("memberOf", "Bergslagssamverkan"): [
                "Askersunds kommun",
                "Hallsbergs kommun",
                "Kumla kommun",
                "Lekebergs kommun",
            ],
        },
    ),
    (
        "Råd för mänskliga rättigheter",
        "Ledamöter i rådet för perioden 2023–2026\n\nOrdförande\nAnna Ek, rektor, Umeå universitet\n\n"
        "Ledamöter\nBo Lind, jurist, Civil Rights Defenders\nEva Ström, docent, Lunds universitet",
        "",
        {
            ("memberOf", "Råd för mänskliga rättigheter"): ["Anna Ek", "Bo Lind", "Eva Ström"],
        },
    ),
    (
        "Sex kommuner testar ny modell",
        "Sex kommuner har valts ut att delta i Modell Framtid: Kumla, Hallsberg, Lund, Mora, Åre och "
        "Tranås. Modell Framtid är ett projekt som Energimyndigheten driver.",
        "",
        {
            ("participatesIn", "Modell Framtid"): [
                "Energimyndigheten",
                "Hallsbergs kommun",
                "Kumla kommun",
                "Lunds kommun",
                "Mora kommun",
                "Tranås kommun",
                "Åre kommun",
            ],
        },
    ),
    (
        "Barnrättsdagarna 2019",
        "Konferensen Barnrättsdagarna arrangeras av Barnombudsmannen, Stiftelsen Allmänna Barnhuset och "
        "Örebro kommun. Deltar gör bland andra Unicef, Rädda Barnen och Bris. Anna Ek, barnombudsman, "
        "inledningstalar.",
        "",
        {
            ("participatesIn", "Barnrättsdagarna 2019"): ["Anna Ek", "Bris", "Rädda Barnen", "Unicef"],
            ("organizes", "Barnrättsdagarna 2019"): [
                "Barnombudsmannen",
                "Stiftelsen Allmänna Barnhuset",
                "Örebro kommun",
            ],
        },
    ),
    (
        "Nytt centrum för hav",
        "Samarbetsparter i Havscentrum:\n- Göteborgs universitet\n- SMHI\n- Västra Götalandsregionen\n\n"
        "Havscentrum är ett projekt under fyra år.",
        "",
        {
            ("participatesIn", "Havscentrum"): ["Göteborgs universitet", "SMHI", "Västra Götalandsregionen"],
        },
    ),
    (
        "Kustrådet",
        "Kustrådet är ett nätverk för kommunerna vid havet.\n\nRådets sammansättning år 2022-2025\n\n"
        "- Anna Ek, Lunds kommun\n- Bo Lind, SMHI\n- Eva Ström, Region Skåne",
        "",
        {
            ("memberOf", "Kustrådet"): ["Anna Ek", "Bo Lind", "Eva Ström"],
        },
    ),
    (
        "Hur klarar vi maten i en kris?",
        "Vid ett seminarium den 4 maj talade vi om maten.\n\nDeltagare i samtalet:\n"
        "Anna Ek, Livsmedelsverket\nBo Lind, LRF\nEva Ström, Lunds universitet",
        "",
        {
            ("participatesIn", "Hur klarar vi maten i en kris?"): ["Anna Ek", "Bo Lind", "Eva Ström"],
        },
    ),
    (
        "Hemlig övning i hamnen",
        "Under två dagar deltog Kustbevakningen, Polismyndigheten och Göteborgs Hamn i övningen Storm 24. "
        "Övningen genomfördes av Länsstyrelsen Västra Götaland tillsammans med MSB.",
        "",
        {
            ("participatesIn", "Storm 24"): ["Göteborgs Hamn", "Kustbevakningen", "Polismyndigheten"],
            ("organizes", "Storm 24"): ["Länsstyrelsen i Västra Götalands län", "Myndigheten för civilt försvar"],
        },
    ),
    (
        "Tre kommuner delar på ett bibliotek",
        "Mora, Orsa och Älvdalens kommuner är medlemmar i Siljansnätverket. Siljansnätverket är ett nätverk"
        " för bibliotek.",
        "",
        {
            ("memberOf", "Siljansnätverket"): ["Mora kommun", "Orsa kommun", "Älvdalens kommun"],
        },
    ),
    (
        "Politisk styrgrupp Skola i samverkan",
        "Styrgruppens ledamöter:\n\nFrån kommunerna i länet:\n\nAnna Ek (L), Lund, ordförande\n"
        "Bo Lind (M), Kumla\n\nFrån Region Skåne:\n\nEva Ström (C), ordförande\nMaria Berg (KD)",
        "",
        {
            ("memberOf", "Politisk styrgrupp Skola i samverkan"): ["Anna Ek", "Bo Lind", "Eva Ström", "Maria Berg"],
        },
    ),
    (
        "Ännu har vi skolorna",
        "Panelsamtal om skolans roll\n\nHur påverkas skolan?\n\nMedverkande\nAnna Ek, journalist\n"
        "Bo Lind, rektor, Umeå universitet",
        "",
        {
            ("participatesIn", "Ännu har vi skolorna"): ["Anna Ek", "Bo Lind"],
        },
    ),
    (
        "Läkarförbundet i Almedalen",
        "Måndag 4 juli\n\nFramtiden för svensk vård\n\nSkolan och vården möts i en debatt om framtiden.\n\n"
        "Medverkande:\n\n- Anna Ek, journalist\n- Bo Lind, rektor, Umeå universitet",
        "",
        {
            ("participatesIn", "Framtiden för svensk vård"): ["Anna Ek", "Bo Lind"],
        },
    ),
    (
        "Ny debatt",
        "Den 4 maj äger konventet Folk och Skola rum. Boverket och Skatteverket deltar i Folk och Skola.",
        "",
        {
            ("participatesIn", "Folk och Skola"): ["Boverket", "Skatteverket"],
        },
    ),
]


@pytest.mark.parametrize(("title", "text", "publisher", "listed"), _PAGES, ids=[page[0] for page in _PAGES])
def test_lists_and_titles(title: str, text: str, publisher: str, listed: _Listed) -> None:
    assert _listed(title, text, publisher) == listed


def test_an_edition_named_in_passing_is_not_the_event_spoken_of() -> None:
    article = read_text(
        "---\nlanguage: sv\n---\n\nBoverket arrangerar Trädgårdsveckan.\n\nBilden är från Trädgårdsveckan 2019.", id="x"
    )
    found = facts(article)
    labels = {e.iri: e.label for e in found.entities}
    organized = {labels[c.object] for c in found.claims if c.predicate == "organizes"}
    assert organized == {"Trädgårdsveckan"}


def test_towns_between_dashes_are_the_municipalities_they_explain() -> None:
    text = "Tre kommuner – Kumla, Lund och Ystad – har gått samman i projektet Trygg hemma."
    found = _listed("Kommunerna som provar", text, "")
    assert found == {("participatesIn", "Trygg hemma"): ["Kumla kommun", "Lunds kommun", "Ystads kommun"]}


def test_the_whole_title_is_one_more_form_of_an_events_name() -> None:
    text = "Program\n\n09.00 Anna Ek, Boverket\n\n10.00 Bo Lind, Skatteverket\n\n11.00 Kaffe\n\nAnmälan senast 1 maj."
    page = f"---\ntitle: 'Konferensen Gröna städer: från försök till vardag'\nlanguage: sv\n---\n\n{text}"
    found = facts(read_text(page, id="x", format="markdown"))
    names = {name for e in found.entities if e.type == "Event" for name in (e.label, *e.aliases)}
    assert "Konferensen Gröna städer: från försök till vardag" in names
